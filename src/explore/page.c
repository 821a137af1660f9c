/* Writes the page: a template with the table of parameters, the spec and the words in it. */
#include "explore/page.h"

#include <float.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include <glib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/texts.h"
#include "documents/systems.h"
#include "explore/command_line.h"
#include "explore/limits.h"
#include "explore/page_html.h"
#include "output/formats.h"
#include "spec/parameters.h"
#include "spec/settings.h"

/* Words separated by spaces, as an array; null for NULL. */
static json_t *make_words(const char *words) {
    if (words == NULL) {
        return json_null();
    }
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    json_t *array = json_array();

    for (char **word = list; *word != NULL; word++) {
        json_append(&array, json_string(*word));
    }
    return array;
}

/* ---- the table ---- */

static const char *type_word(enum parameter_type type) {
    static const char *const words[] = {
        [TYPE_WHOLE] = "whole", [TYPE_REAL] = "number",   [TYPE_SINGLE] = "single",
        [TYPE_LIST] = "list",   [TYPE_CHOICE] = "choice", [TYPE_CHOICES] = "choices",
        [TYPE_TEXT] = "text",   [TYPE_COLOR] = "color",
    };
    return words[type];
}

/* Null if any finite number is right, or the row has no numbers. */
static json_t *make_limit(const struct parameter *row, double limit) {
    bool is_any = row->low == row->high || limit == DBL_MAX || limit == -DBL_MAX;
    return is_any ? json_null() : json_real(limit);
}

static json_t *make_row(const struct parameter *row) {
    json_t *object = json_object();

    json_set(&object, "key", json_string(row->key));
    json_set(&object, "type", json_string(type_word(row->type)));
    json_set(&object, "unit", json_string(row->unit));
    json_set(&object, "initial", json_of_text(row->initial));
    json_set(&object, "low", make_limit(row, row->low));
    json_set(&object, "high", make_limit(row, row->high));
    json_set(&object, "n_values_min", json_integer((json_int_t)row->n_values_min));
    json_set(&object, "n_values_max", json_integer((json_int_t)row->n_values_max));
    json_set(&object, "choices", make_words(row->choices));
    json_set(&object, "schedule", json_boolean(row->can_schedule));
    json_set(&object, "help", json_string(row->help));
    return object;
}

static json_t *make_parameters(void) {
    json_t *array = json_array();

    for (size_t i = 0; i < n_parameter_rows; i++) {
        json_append(&array, make_row(&parameter_rows[i]));
    }
    return array;
}

/* ---- the spec ---- */

/* Adds the value of a row, if there is one that no other row of its field replaces. */
static void add_value(const struct settings *settings, struct target target, json_t **values,
                      json_t **given) {
    const struct setting *setting = settings_last(settings, target);

    if (setting == NULL || setting->target.row != target.row) {
        return;
    }
    g_autofree char *key = settings_key(settings, target);
    json_set(values, key, json_string(setting->value.text));
    if (setting->origin.source != NO_SOURCE) {
        json_append(given, json_string(key));
    }
}

static json_t *make_networks(const struct settings *settings) {
    json_t *array = json_array();

    for (size_t i = 0; i < settings->names[OWNER_NETWORK].n; i++) {
        json_append(&array, json_string(settings->names[OWNER_NETWORK].all[i]));
    }
    return array;
}

static json_t *make_systems(void) {
    g_autofree char *names = document_system_list();
    return make_words(names);
}

/* The name that the command gives its picture, in each format. */
static json_t *make_outputs(const struct explored *explored) {
    const char *file = explored->file != NULL ? explored->file : "linear_gradient_demo.yaml";
    g_autofree char *name = g_path_get_basename(file);
    json_t *object = json_object();
    const char *word;

    for (size_t i = 0; (word = figure_format_word(i)) != NULL; i++) {
        g_autofree char *usual = file_with_ending(name, word);
        g_autofree char *output = command_line_output(explored, usual);
        json_set(&object, word, json_string(output));
    }
    return object;
}

static json_t *make_spec(const struct explored *explored) {
    const struct settings *settings = explored->spec->settings;
    g_autofree char *command = command_line_begin(explored, "render");
    g_autofree char *again = command_line_begin(explored, "explore");
    json_t *object = json_object();
    json_t *values = json_object();
    json_t *given = json_array();
    struct target target = {0};

    while (settings_next_target(settings, &target)) {
        add_value(settings, target, &values, &given);
    }
    json_set(&object, "file", json_of_text(explored->file));
    json_set(&object, "networks", make_networks(settings));
    json_set(&object, "values", values);
    json_set(&object, "given", given);
    json_set(&object, "command", json_string(command));
    json_set(&object, "again", json_string(again));
    json_set(&object, "outputs", make_outputs(explored));
    json_set(&object, "snippets", make_systems());
    json_set(&object, "limits", json_pack("{s:i}", "pixels", EXPLORE_PIXELS_MAX));
    return object;
}

/* ---- the words ---- */

/* The page's name of a text: EXPLORE_UNDO is "undo", KEY_DEPTH "key_depth". NULL if the page has no
 * use for it. Freed with g_free. */
static char *make_text_name(enum text text) {
    static const char own[] = "EXPLORE_";
    static const char *const others[] = {"KEY_", "CLASS_", "NETWORK_", "PERCENT"};
    const char *name = texts_name(text);

    if (g_str_has_prefix(name, own)) {
        return g_ascii_strdown(name + strlen(own), -1);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_str_has_prefix(name, others[i])) {
            return g_ascii_strdown(name, -1);
        }
    }
    return NULL;
}

static json_t *make_texts_in(enum language language) {
    json_t *object = json_object();

    for (int text = 0; text < N_TEXTS; text++) {
        g_autofree char *name = make_text_name((enum text)text);
        if (name != NULL) {
            json_set(&object, name, json_string(texts_get(language, (enum text)text)));
        }
    }
    return object;
}

static json_t *make_texts(void) {
    static const char *const words[] = {
#define LANGUAGE(id, word) word,
#include "base/texts.inc"
#undef LANGUAGE
    };
    json_t *object = json_object();

    for (int i = 0; i < N_LANGUAGES; i++) {
        json_set(&object, words[i], make_texts_in((enum language)i));
    }
    return object;
}

/* What the page knows from the start, under the names that its scripts use. */
static char *write_data(const struct explored *explored, struct gradfig_error *error) {
    json_auto_t *root = json_object();

    json_set(&root, "parameters", make_parameters());
    json_set(&root, "spec", make_spec(explored));
    json_set(&root, "texts", make_texts());
    return json_write_script(root, error);
}

static char *digest_of(const char *data) {
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, data, -1);
}

char *page_digest(const struct explored *explored, struct gradfig_error *error) {
    g_autofree char *data = write_data(explored, error);
    return data != NULL ? digest_of(data) : NULL;
}

/* ---- the page ---- */

void page_choose_nonce(char nonce[NONCE_SIZE]) {
    unsigned char bytes[(NONCE_SIZE - 1) / 2] = {0};

    (void)!getrandom(bytes, sizeof(bytes), 0); /* so few bytes always come at once */
    for (size_t i = 0; i < sizeof(bytes); i++) {
        snprintf(nonce + 2 * i, 3, "%02x", bytes[i]);
    }
}

bool page_write(const struct explored *explored, const char *nonce, struct bytes *bytes,
                struct gradfig_error *error) {
    g_autofree char *data = write_data(explored, error);

    if (data == NULL) {
        return false;
    }
    g_autofree char *digest = digest_of(data);
    GString *page = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(page_lines); i++) {
        g_string_append_printf(page, "%s\n", page_lines[i]);
    }
    g_string_replace(page, "@NONCE@", nonce, 0);
    g_string_replace(page, "@DIGEST@", digest, 1);
    g_string_replace(page, "@DATA@", data, 1);
    bytes->n = page->len;
    bytes->data = g_string_free(page, FALSE);
    return true;
}
