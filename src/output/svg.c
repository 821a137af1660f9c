/* SVG as a format of figures: adds title, description and recipe to Cairo's text, and reads the
 * recipe from it. */
#include "output/svg.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/limits.h"
#include "base/user_text.h"
#include "output/formats.h"
#include "output/svg_names.h"
#include "output/svg_themes.h"
#include "output/svg_tree.h"

#define RECIPE_SUFFIX "-recipe"

/* ---- writing ---- */

static void append_element(GString *text, const char *name, const char *id, const char *content) {
    char *escaped = g_markup_escape_text(content, -1);
    g_string_append_printf(text, "<%s id=\"%s\">%s</%s>\n", name, id, escaped, name);
    g_free(escaped);
}

/* Gives the root its physical size. Cairo writes it in px. */
static void set_size(struct svg_element *root, const char *key, int64_t dpi) {
    const char *value = svg_tree_value(root, key);

    if (value != NULL && dpi > 0) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(number, sizeof(number), "%.6g", g_ascii_strtod(value, NULL) / (double)dpi);
        char *inches = g_strconcat(number, "in", NULL);
        svg_tree_set(root, key, inches);
        g_free(inches);
    }
}

/* Writes the root, what the figure carries, the rules for dark pages, and the drawing. */
static char *write_document(struct svg_element *root, const struct about *about,
                            const char *style) {
    GString *text = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    char *title = svg_names_make(about->title);
    char *description = svg_names_make(about->description);
    char *recipe = svg_names_make(about->recipe);
    char *recipe_id = g_strconcat(recipe, RECIPE_SUFFIX, NULL);
    char *label = g_strdup_printf("%s %s", title, description);

    svg_tree_set(root, "role", "img");
    svg_tree_set(root, "aria-labelledby", label);
    svg_tree_write_tag(root, text);
    append_element(text, "title", title, about->title);
    append_element(text, "desc", description, about->description);
    append_element(text, "metadata", recipe_id, about->recipe);
    if (style[0] != '\0') {
        g_string_append_printf(text, "<style>\n%s</style>\n", style);
    }
    for (guint i = 0; i < root->children->len; i++) {
        svg_tree_write(g_ptr_array_index(root->children, i), text);
    }
    g_string_append(text, "</svg>\n");
    g_free(label);
    g_free(recipe_id);
    g_free(recipe);
    g_free(description);
    g_free(title);
    return g_string_free(text, FALSE);
}

static struct svg_element *read_drawing(const struct bytes *bytes, struct gradfig_error *error) {
    struct svg_element *root = svg_tree_read(bytes->data, error);

    if (root != NULL) {
        svg_names_assign(root);
    }
    return root;
}

bool svg_complete(struct bytes *bytes, const struct bytes *dark, int64_t dpi,
                  const struct about *about, struct gradfig_error *error) {
    struct svg_element *root = read_drawing(bytes, error);
    struct svg_element *dark_root = dark != NULL ? read_drawing(dark, error) : NULL;
    GString *style = g_string_new(NULL);
    bool done = root != NULL && (dark == NULL || dark_root != NULL) &&
                (dark == NULL || svg_themes_join(root, dark_root, style, error));

    if (done) {
        set_size(root, "width", dpi);
        set_size(root, "height", dpi);
        bytes_finish(bytes);
        bytes->data = write_document(root, about, style->str);
        bytes->n = strlen(bytes->data);
    }
    g_string_free(style, TRUE);
    svg_tree_destroy(root);
    svg_tree_destroy(dark_root);
    return done;
}

static bool draw(const struct figure_source *source, enum theme_kind theme, struct bytes *bytes,
                 struct gradfig_error *error) {
    struct spec themed = *source->spec; /* borrows what the spec owns */

    themed.figure.theme = theme;
    return renderer_draw_svg(source->renderer, &themed, source->series, bytes, error);
}

static bool make(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error) {
    int64_t theme = source->spec->figure.theme;
    bool is_auto = theme == THEME_AUTO;
    struct bytes drawn = {0};
    struct bytes dark = {0};

    bool done = draw(source, is_auto ? THEME_LIGHT : (enum theme_kind)theme, &drawn, error) &&
                (!is_auto || draw(source, THEME_DARK, &dark, error)) &&
                svg_complete(&drawn, is_auto ? &dark : NULL, source->spec->figure.dpi,
                             &source->about, error);
    bytes_finish(&dark);
    if (!done) {
        bytes_finish(&drawn);
        return false;
    }
    *bytes = drawn;
    return true;
}

/* ---- reading ---- */

/* Bounds of the memory that GMarkup takes: it keeps the element's parents, and a tag, comment or
 * text until its end. */
enum { ELEMENTS_NESTED_MAX = 256, TOKEN_MAX = 2 << 20 };

struct search {
    bool is_inside;
    bool has_token; /* GMarkup has found the end of a tag, comment or text */
    int n_nested;
    GString *recipe;
};

__attribute__((format(printf, 2, 3))) static void stop(GError **error, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    *error = g_error_new_valist(G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, format, arguments);
    va_end(arguments);
}

static void begin_element(GMarkupParseContext *context, const char *name, const char **keys,
                          const char **values, void *data, GError **error) {
    struct search *search = data;
    (void)context;

    search->has_token = true;
    if (++search->n_nested > ELEMENTS_NESTED_MAX) {
        stop(error, "expected at most %d elements within each other", ELEMENTS_NESTED_MAX);
    }
    for (size_t i = 0; strcmp(name, "metadata") == 0 && keys[i] != NULL; i++) {
        if (strcmp(keys[i], "id") == 0 && g_str_has_suffix(values[i], RECIPE_SUFFIX)) {
            search->is_inside = search->recipe->len == 0;
        }
    }
}

static void end_element(GMarkupParseContext *context, const char *name, void *data,
                        GError **error) {
    struct search *search = data;
    (void)context;
    (void)name;
    (void)error;

    search->has_token = true;
    search->n_nested--;
    search->is_inside = false;
}

static void add_text(GMarkupParseContext *context, const char *text, gsize length, void *data,
                     GError **error) {
    struct search *search = data;
    (void)context;

    search->has_token = true;
    if (search->is_inside && search->recipe->len + length > RECIPE_MAX) {
        stop(error, "expected a recipe of at most %zu MiB", RECIPE_MAX / MEBIBYTE);
    } else if (search->is_inside) {
        g_string_append_len(search->recipe, text, (gssize)length);
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

/* Hands the file over in blocks, and stops at a token that has no end. */
static bool parse(const struct bytes *bytes, struct search *search, GError **cause) {
    enum { BLOCK = 65536 };
    static const GMarkupParser parser = {
        .start_element = begin_element,
        .end_element = end_element,
        .text = add_text,
        .passthrough = skip_other,
    };
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, search, NULL);
    size_t n_waiting = 0;
    bool done = true;

    for (size_t at = 0; at < bytes->n && done; at += BLOCK) {
        size_t n = MIN(bytes->n - at, BLOCK);
        search->has_token = false;
        done = g_markup_parse_context_parse(context, bytes->data + at, (gssize)n, cause);
        n_waiting = search->has_token ? 0 : n_waiting + n;
        if (done && n_waiting > TOKEN_MAX) {
            stop(cause, "a tag, comment or text of more than %d MiB", TOKEN_MAX >> 20);
            done = false;
        }
    }
    done = done && g_markup_parse_context_end_parse(context, cause);
    g_markup_parse_context_free(context);
    return done;
}

static char *read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    struct search search = {.recipe = g_string_new(NULL)};
    GError *cause = NULL;

    if (!parse(bytes, &search, &cause)) {
        char quoted[TEXT_QUOTED_SIZE]; /* GLib's message quotes the file */
        text_quote(cause->message, quoted);
        error_set(error, GRADFIG_INVALID_INPUT, "cannot read: not an SVG: %s", quoted);
        g_error_free(cause);
        g_string_truncate(search.recipe, 0);
    } else if (search.recipe->len == 0) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected an SVG that gradfig wrote, found one without a recipe");
    }
    return g_string_free(search.recipe, search.recipe->len == 0);
}

static bool recognizes(const struct bytes *bytes) {
    return bytes_begin(bytes, "<?xml") || bytes_begin(bytes, "<svg");
}

const struct figure_format figure_format_svg = {
    .word = "svg",
    .draws_auto = true,
    .recognizes = recognizes,
    .make = make,
    .read_recipe = read_recipe,
};
