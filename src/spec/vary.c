/* Keeps the keys that vary. */
#include "spec/vary.h"

#include <string.h>

#include "base/user_text.h"

/* ---- life ---- */

static void free_varied(void *data) {
    struct varied *varied = data;

    g_free(varied->key);
    g_array_free(varied->values, TRUE);
    g_array_free(varied->places, TRUE);
    g_free(varied);
}

static void clear_together(void *data) {
    g_array_free(((struct together *)data)->keys, TRUE);
}

void vary_init(struct vary *vary) {
    *vary = (struct vary){
        .keys = g_ptr_array_new_with_free_func(free_varied),
        .together = g_array_new(FALSE, FALSE, sizeof(struct together)),
    };
    g_array_set_clear_func(vary->together, clear_together);
}

void vary_finish(struct vary *vary) {
    if (vary->keys != NULL) {
        g_ptr_array_free(vary->keys, TRUE);
        g_array_free(vary->together, TRUE);
        g_free(vary->name);
        g_free(vary->format);
    }
}

/* ---- keys ---- */

struct varied *vary_at(const struct vary *vary, size_t k) {
    return g_ptr_array_index(vary->keys, k);
}

size_t varied_count(const struct varied *varied) {
    return varied->range.n > 0 ? (size_t)varied->range.n : varied->values->len;
}

const struct value *varied_value(const struct varied *varied, size_t i) {
    return &g_array_index(varied->values, struct value, i);
}

size_t varied_position(const struct varied *varied, size_t i) {
    return i / varied->stride % varied->values->len;
}

struct varied *vary_find(const struct vary *vary, const char *key) {
    for (size_t k = 0; k < vary->keys->len; k++) {
        if (strcmp(vary_at(vary, k)->key, key) == 0) {
            return vary_at(vary, k);
        }
    }
    return NULL;
}

/* The position of the varied key that sets the field, or the number of keys. */
static guint position_of(const struct vary *vary, struct target target) {
    guint k = 0;
    while (k < vary->keys->len && !settings_is_same_field(vary_at(vary, k)->target, target)) {
        k++;
    }
    return k;
}

/* Removes a template that has the key in it. */
static void forget_name(struct vary *vary, const char *key) {
    g_autofree char *gap = g_strdup_printf("{%s}", key);

    if (vary->name != NULL && strstr(vary->name, gap) != NULL) {
        g_free(vary->name);
        vary->name = NULL;
        vary->name_origin = (struct origin){0};
    }
}

/* Removes the key from its group, and the group where one key is left. */
static void forget_member(struct vary *vary, const char *key) {
    for (guint i = vary->together->len; i-- > 0;) {
        GArray *keys = g_array_index(vary->together, struct together, i).keys;
        for (guint j = keys->len; j-- > 0;) {
            if (strcmp(g_array_index(keys, struct together_key, j).key, key) == 0) {
                g_array_remove_index(keys, j);
            }
        }
        if (keys->len < 2) {
            g_array_remove_index(vary->together, i);
        }
    }
}

/* What is said of a key says nothing of another that replaces it. */
static void forget_other(struct vary *vary, const char *replaced, const char *key) {
    if (strcmp(replaced, key) != 0) {
        forget_name(vary, replaced);
        forget_member(vary, replaced);
    }
}

struct varied *vary_add(struct vary *vary, const char *key, struct target target,
                        struct origin origin) {
    struct varied *varied = g_new0(struct varied, 1);
    guint k = position_of(vary, target);

    varied->key = g_strdup(key);
    varied->target = target;
    varied->origin = origin;
    varied->values = g_array_new(FALSE, FALSE, sizeof(struct value));
    varied->places = g_array_new(FALSE, FALSE, sizeof(struct place));
    if (k < vary->keys->len) {
        forget_other(vary, vary_at(vary, k)->key, key);
        free_varied(vary_at(vary, k));
        vary->keys->pdata[k] = varied;
    } else {
        g_ptr_array_add(vary->keys, varied);
    }
    return varied;
}

void vary_forget(struct vary *vary, struct target target) {
    guint k = position_of(vary, target);

    if (k < vary->keys->len) {
        forget_name(vary, vary_at(vary, k)->key);
        forget_member(vary, vary_at(vary, k)->key);
        g_ptr_array_remove_index(vary->keys, k);
    }
}

char *vary_suggest(const struct vary *vary, const char *key) {
    guint n = vary->keys->len;
    g_autofree const char **keys = g_new(const char *, MAX(n, 1));

    for (guint k = 0; k < n; k++) {
        keys[k] = vary_at(vary, k)->key;
    }
    return text_suggest(key, keys, n, "");
}

/* ---- beside settings of the command line ---- */

void vary_check_settings(const struct vary *vary, const struct settings *settings,
                         struct mistakes *mistakes) {
    for (guint i = 0; i < settings->all->len; i++) {
        const struct setting *setting = &g_array_index(settings->all, struct setting, i);
        if (settings_is_set(settings, setting) && setting->value.text != NULL &&
            position_of(vary, setting->target) < vary->keys->len) {
            mistakes_add(mistakes, setting->origin, NULL,
                         "expected a key that the spec does not vary");
        }
    }
}

static const char THEME[] = "figure.theme";

/* Its setting, which has a default, is there. */
static struct target find_theme(void) {
    return (struct target){parameter_find(THEME), NO_POSITION};
}

const struct origin *vary_find_auto_theme(const struct vary *vary,
                                          const struct settings *settings) {
    const struct varied *varied = vary_find(vary, THEME);

    for (guint i = 0; varied != NULL && i < varied->values->len; i++) {
        if (varied_value(varied, i)->whole == THEME_AUTO) {
            return &varied->origin;
        }
    }
    const struct setting *last = settings_last(settings, find_theme());
    return varied == NULL && last->value.text != NULL && last->value.whole == THEME_AUTO
               ? &last->origin
               : NULL;
}

/* Varies figure.theme, and adds it to the template of the names; false where it is varied already.
 */
static bool add_themes(struct vary *vary, struct settings *settings) {
    struct target target = find_theme();
    struct gradfig_error error;
    struct value value;

    if (vary_find(vary, THEME) != NULL) {
        return false;
    }
    struct varied *varied = vary_add(vary, THEME, target, (struct origin){.source = NO_SOURCE});
    for (size_t i = 0; i < N_THEMES; i++) {
        if (value_read(&value, target.row, theme_words[i], settings->memory, &error)) {
            g_array_append_val(varied->values, value);
        }
    }
    char *name = g_strconcat(vary->name, "-{figure.theme}", NULL);
    g_free(vary->name);
    vary->name = name;
    return true;
}

void vary_pair_themes(struct vary *vary, struct settings *settings, struct mistakes *mistakes) {
    const char *message = NULL;

    if (vary_find_auto_theme(vary, settings) != NULL) {
        message = AUTO_IN_PAIR;
    } else if (settings_is_set(settings, settings_last(settings, find_theme()))) {
        message = "expected no --set figure.theme beside it";
    } else if (!add_themes(vary, settings)) {
        message = "expected a spec that does not vary figure.theme";
    }
    if (message != NULL) {
        struct source source = mistakes_add_source(mistakes, g_strdup("--theme-pair"));
        mistakes_add(mistakes, (struct origin){.source = source.number}, NULL, "%s", message);
    }
}
