/* Reads the recipe of an SVG, which other programs may have rewritten. */
#include "output/svg_recipe.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/limits.h"
#include "base/user_text.h"
#include "output/packed_recipe.h"
#include "spec/recipe.h"

/* Bounds of the memory that GMarkup takes: it keeps the element's parents, and a tag, comment or
 * text until its end. */
enum { ELEMENTS_NESTED_MAX = 256, TOKEN_MAX = 2 << 20 };

struct search {
    bool has_token; /* GMarkup has found the end of a tag, comment or text */
    int n_nested;
    int metadata; /* n_nested of the metadata that is open, or 0 */
    bool is_named;
    GString *text; /* directly in the metadata */
    GString *recipe;
    char *mistake; /* the first one, or NULL */
};

__attribute__((format(printf, 2, 3))) static void stop(GError **error, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    *error = g_error_new_valist(G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, format, arguments);
    va_end(arguments);
}

/* Whether the name without its prefix is that of metadata. */
static bool is_metadata(const char *name) {
    const char *colon = strrchr(name, ':');
    return strcmp(colon != NULL ? colon + 1 : name, "metadata") == 0;
}

static bool has_recipe_id(const char **keys, const char **values) {
    for (size_t i = 0; keys[i] != NULL; i++) {
        if (strcmp(keys[i], "id") == 0 && g_str_has_suffix(values[i], SVG_RECIPE_SUFFIX)) {
            return true;
        }
    }
    return false;
}

static void begin_element(GMarkupParseContext *context, const char *name, const char **keys,
                          const char **values, void *data, GError **error) {
    struct search *search = data;
    (void)context;

    search->has_token = true;
    if (++search->n_nested > ELEMENTS_NESTED_MAX) {
        stop(error, "expected at most %d elements within each other", ELEMENTS_NESTED_MAX);
    }
    if (search->metadata == 0 && search->recipe->len == 0 && is_metadata(name)) {
        search->metadata = search->n_nested;
        search->is_named = has_recipe_id(keys, values);
    }
}

/* Optimizers rename or drop the id, and other programs change line ends or put white space before
 * the text. */
static void end_metadata(struct search *search) {
    g_string_replace(search->text, "\r\n", "\n", 0);
    const char *recipe = g_strchug(search->text->str);

    if (search->is_named || recipe_begins(recipe)) {
        g_string_assign(search->recipe, recipe);
    }
    g_string_truncate(search->text, 0);
    search->metadata = 0;
}

static void end_element(GMarkupParseContext *context, const char *name, void *data,
                        GError **error) {
    struct search *search = data;
    (void)context;
    (void)name;
    (void)error;

    search->has_token = true;
    if (search->metadata == search->n_nested) {
        end_metadata(search);
    }
    search->n_nested--;
}

static void add_text(GMarkupParseContext *context, const char *text, gsize length, void *data,
                     GError **error) {
    struct search *search = data;
    bool is_inside = search->metadata != 0 && search->metadata == search->n_nested;
    (void)context;

    search->has_token = true;
    if (is_inside && search->text->len + length > RECIPE_MAX) {
        stop(error, "expected a recipe of at most %zu MiB", RECIPE_MAX / MEBIBYTE);
    } else if (is_inside) {
        g_string_append_len(search->text, text, (gssize)length);
    }
}

static void skip_other(GMarkupParseContext *context, const char *text, gsize length, void *data,
                       GError **error) {
    (void)context;
    (void)text;
    (void)length;
    (void)error;
    ((struct search *)data)->has_token = true;
}

/* GMarkup can go on after a mistake and make a second error of it, of which GLib would warn if it
 * were asked for errors. */
static void note_mistake(GMarkupParseContext *context, GError *error, void *data) {
    struct search *search = data;
    (void)context;

    if (search->mistake == NULL) {
        search->mistake = g_strdup(error->message);
    }
}

size_t svg_beginning(const struct bytes *bytes) {
    size_t at = bytes_begin(bytes, SVG_BYTE_ORDER_MARK) ? strlen(SVG_BYTE_ORDER_MARK) : 0;

    while (at < bytes->n && g_ascii_isspace(bytes->data[at])) {
        at++;
    }
    return at;
}

/* Hands the file over in blocks, and stops at a token that has no end. */
static bool parse(const struct bytes *bytes, struct search *search) {
    enum { BLOCK = 65536 };
    static const GMarkupParser parser = {
        .start_element = begin_element,
        .end_element = end_element,
        .text = add_text,
        .passthrough = skip_other,
        .error = note_mistake,
    };
    GMarkupParseContext *context =
        g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, search, NULL);
    size_t n_waiting = 0;
    bool done = true;

    for (size_t at = svg_beginning(bytes); at < bytes->n && done; at += BLOCK) {
        size_t n = MIN(bytes->n - at, BLOCK);
        search->has_token = false;
        done = g_markup_parse_context_parse(context, bytes->data + at, (gssize)n, NULL);
        n_waiting = search->has_token ? 0 : n_waiting + n;
        if (done && n_waiting > TOKEN_MAX) {
            search->mistake =
                g_strdup_printf("a tag, comment or text of more than %d MiB", TOKEN_MAX >> 20);
            done = false;
        }
    }
    done = done && g_markup_parse_context_end_parse(context, NULL);
    g_markup_parse_context_free(context);
    return done;
}

/* NULL with `error` filled unless it is an SVG; empty if its metadata have no recipe. */
static char *read_metadata(const struct bytes *bytes, struct gradfig_error *error) {
    struct search search = {.text = g_string_new(NULL), .recipe = g_string_new(NULL)};
    bool done = parse(bytes, &search);

    if (!done) {
        g_autofree char *quoted = text_quote(search.mistake);
        error_set(error, GRADFIG_INVALID_INPUT, "cannot read: not an SVG: %s", quoted);
    }
    g_free(search.mistake);
    g_string_free(search.text, TRUE);
    return g_string_free(search.recipe, !done);
}

char *svg_read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    char *recipe = read_metadata(bytes, error);
    bool is_there = false;

    if (recipe == NULL || *recipe != '\0') {
        return recipe;
    }
    g_free(recipe);
    recipe = packed_recipe_find(bytes->data, bytes->n, &is_there);
    if (recipe == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected an SVG that gradfig wrote, found one without a recipe");
    }
    return recipe;
}
