/* SVG as a format of figures: adds title, description and recipe to Cairo's text, and reads the
 * recipe from it. */
#include "output/svg.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "output/formats.h"
#include "spec/recipe.h"

#define RECIPE_SUFFIX "-recipe"

/* ---- writing ---- */

/* Cairo numbers its surfaces across the process and gives the glyphs of every figure the same ids.
 * Two figures on one page would then show each other's glyphs. Cairo has no function that sets its
 * ids, so they are replaced in the text. The patterns match bytes, because otherwise each match
 * checks the whole text for UTF-8 again. */
static char *rename_ids(const char *text, const char *prefix) {
    GRegex *surfaces = g_regex_new("surface[0-9]+", G_REGEX_RAW, 0, NULL);
    GRegex *ids = g_regex_new("( id=\"|href=\"#|url\\(#)", G_REGEX_RAW, 0, NULL);
    char *replacement = g_strdup_printf("\\1%s-", prefix);
    char *same = g_regex_replace_literal(surfaces, text, -1, 0, "surface", 0, NULL);
    char *renamed = g_regex_replace(ids, same, -1, 0, replacement, 0, NULL);

    g_free(same);
    g_free(replacement);
    g_regex_unref(surfaces);
    g_regex_unref(ids);
    return renamed;
}

/* "g" and eight digits of the recipe's checksum, so that a figure has the same ids every time. */
static char *id_prefix(const char *recipe) {
    char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, recipe, -1);
    char *prefix = g_strdup_printf("g%.8s", sum);
    g_free(sum);
    return prefix;
}

static void append_element(GString *text, const char *name, const char *prefix, const char *id,
                           const char *content) {
    char *escaped = g_markup_escape_text(content, -1);
    g_string_append_printf(text, "\n<%s id=\"%s-%s\">%s</%s>", name, prefix, id, escaped, name);
    g_free(escaped);
}

static void add_about(struct bytes *bytes, const char *renamed, const char *tag_end,
                      const char *prefix, const struct about *about) {
    GString *text = g_string_new_len(renamed, tag_end - renamed);

    g_string_append_printf(text, " role=\"img\" aria-labelledby=\"%s-title %s-description\">",
                           prefix, prefix);
    append_element(text, "title", prefix, "title", about->title);
    append_element(text, "desc", prefix, "description", about->description);
    append_element(text, "metadata", prefix, "recipe", about->recipe);
    g_string_append(text, tag_end + 1);
    bytes_finish(bytes);
    bytes->n = text->len;
    bytes->data = g_string_free(text, FALSE);
}

bool svg_complete(struct bytes *bytes, const struct about *about, struct gradfig_error *error) {
    char *prefix = id_prefix(about->recipe);
    char *renamed = rename_ids(bytes->data, prefix);
    const char *tag = strstr(renamed, "<svg ");
    const char *tag_end = tag != NULL ? strchr(tag, '>') : NULL;

    if (tag_end != NULL) {
        add_about(bytes, renamed, tag_end, prefix, about);
    } else {
        error_set(error, GRADFIG_WORK_FAILED, "Cairo drew a file that is no SVG");
    }
    g_free(renamed);
    g_free(prefix);
    return tag_end != NULL;
}

static bool make(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error) {
    struct bytes drawn = {0};

    if (!renderer_draw_svg(source->renderer, source->spec, source->series, &drawn, error)) {
        return false;
    }
    if (!svg_complete(&drawn, &source->about, error)) {
        bytes_finish(&drawn);
        return false;
    }
    *bytes = drawn;
    return true;
}

/* ---- reading ---- */

struct search {
    bool is_inside;
    GString *recipe;
};

static void begin_element(GMarkupParseContext *context, const char *name, const char **keys,
                          const char **values, void *data, GError **error) {
    struct search *search = data;
    (void)context;
    (void)error;

    for (size_t i = 0; strcmp(name, "metadata") == 0 && keys[i] != NULL; i++) {
        if (strcmp(keys[i], "id") == 0 && g_str_has_suffix(values[i], RECIPE_SUFFIX)) {
            search->is_inside = search->recipe->len == 0;
        }
    }
}

static void end_element(GMarkupParseContext *context, const char *name, void *data,
                        GError **error) {
    (void)context;
    (void)name;
    (void)error;
    ((struct search *)data)->is_inside = false;
}

static void add_text(GMarkupParseContext *context, const char *text, gsize length, void *data,
                     GError **error) {
    struct search *search = data;
    (void)context;
    (void)error;

    if (search->is_inside && search->recipe->len + length <= RECIPE_MAX) {
        g_string_append_len(search->recipe, text, (gssize)length);
    }
}

static char *read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    static const GMarkupParser parser = {
        .start_element = begin_element, .end_element = end_element, .text = add_text};
    struct search search = {.recipe = g_string_new(NULL)};
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &search, NULL);
    GError *cause = NULL;

    if (!g_markup_parse_context_parse(context, bytes->data, (gssize)bytes->n, &cause) ||
        !g_markup_parse_context_end_parse(context, &cause)) {
        char quoted[TEXT_QUOTED_SIZE]; /* GLib's message quotes the file */
        text_quote(cause->message, quoted);
        error_set(error, GRADFIG_INVALID_INPUT, "cannot read: not an SVG: %s", quoted);
        g_error_free(cause);
        g_string_truncate(search.recipe, 0);
    } else if (search.recipe->len == 0) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected an SVG that gradfig wrote, found one without a recipe");
    }
    g_markup_parse_context_free(context);
    return g_string_free(search.recipe, search.recipe->len == 0);
}

static bool recognizes(const struct bytes *bytes) {
    return bytes_begin(bytes, "<?xml") || bytes_begin(bytes, "<svg");
}

const struct figure_format figure_format_svg = {
    .word = "svg",
    .recognizes = recognizes,
    .make = make,
    .read_recipe = read_recipe,
};
