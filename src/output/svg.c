/* SVG as a format of figures: adds title, description and recipe to Cairo's text. */
#include "output/svg.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "output/formats.h"
#include "output/packed_recipe.h"
#include "output/svg_recipe.h"
#include "output/svg_tree.h"

/* ---- the drawings of two themes as one that follows the reader's page ---- */

/* Colors of the light theme stay as attributes, which also programs without style sheets
 * understand. The rules by their selectors, in the order of the alphabet. */
static void add_rule(GTree *rules, GString *classes, const struct svg_attribute *light,
                     const char *dark) {
    char *name = g_strdup_printf("gradfig-%s-%s-%s", light->key, light->value + 1, dark + 1);

    g_string_append_printf(classes, "%s%s", classes->len > 0 ? " " : "", name);
    char *rule = g_strdup_printf("{%s:%s}", light->key, dark);
    g_tree_replace(rules, name, rule);
}

static bool is_color(const struct svg_attribute *attribute) {
    return (strcmp(attribute->key, "fill") == 0 || strcmp(attribute->key, "stroke") == 0) &&
           attribute->value[0] == '#';
}

/* Adds the classes of the element; false if another attribute than a color differs. */
static bool join_attributes(struct svg_element *light, const struct svg_element *dark,
                            GTree *rules) {
    g_autoptr(GString) classes = g_string_new(NULL);
    bool done = light->attributes->len == dark->attributes->len;

    for (guint i = 0; done && i < light->attributes->len; i++) {
        const struct svg_attribute *a = &g_array_index(light->attributes, struct svg_attribute, i);
        const struct svg_attribute *b = &g_array_index(dark->attributes, struct svg_attribute, i);
        bool is_same = strcmp(a->value, b->value) == 0;
        done = strcmp(a->key, b->key) == 0 && (is_same || (is_color(a) && is_color(b)));
        if (done && !is_same) {
            add_rule(rules, classes, a, b->value);
        }
    }
    if (classes->len > 0) {
        svg_tree_set(light, "class", classes->str);
    }
    return done;
}

static bool join_elements(struct svg_element *light, const struct svg_element *dark, GTree *rules) {
    bool done = strcmp(light->name, dark->name) == 0 &&
                light->children->len == dark->children->len && join_attributes(light, dark, rules);

    for (guint i = 0; done && i < light->children->len; i++) {
        done = join_elements(g_ptr_array_index(light->children, i),
                             g_ptr_array_index(dark->children, i), rules);
    }
    return done;
}

static gboolean append_rule(void *name, void *rule, void *style) {
    g_string_append_printf(style, ".%s%s\n", (char *)name, (char *)rule);
    return FALSE;
}

static int compare_selectors(const void *a, const void *b, void *data) {
    (void)data;
    return strcmp(a, b);
}

/* Gives the elements of `light` classes where `dark` has other colors, and appends the rules of the
 * classes to `style`. */
static bool join_themes(struct svg_element *light, const struct svg_element *dark, GString *style,
                        struct gradfig_error *error) {
    GTree *rules = g_tree_new_full(compare_selectors, NULL, g_free, g_free);
    bool done = join_elements(light, dark, rules);

    if (done) {
        g_string_append(style, "@media screen and (prefers-color-scheme: dark) {\n");
        g_tree_foreach(rules, append_rule, style);
        g_string_append(style, "}\n");
    } else {
        error_set(error, GRADFIG_WORK_FAILED,
                  "the light and the dark drawing differ in more than colors");
    }
    g_tree_unref(rules);
    return done;
}

/* ---- writing ---- */

static void append_element(GString *text, const char *name, const char *id, const char *content) {
    g_autofree char *escaped = g_markup_escape_text(content, -1);
    g_string_append_printf(text, "<%s id=\"%s\">%s</%s>\n", name, id, escaped, name);
}

/* Gives the root its physical size. Cairo writes it in px. */
static void set_size(struct svg_element *root, const char *key, int64_t dpi) {
    const char *value = svg_tree_value(root, key);

    if (value != NULL && dpi > 0) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(number, sizeof(number), "%.6g", g_ascii_strtod(value, NULL) / (double)dpi);
        g_autofree char *inches = g_strconcat(number, "in", NULL);
        svg_tree_set(root, key, inches);
    }
}

/* Writes the root, what the figure carries, the rules for dark pages, and the drawing. */
static char *write_document(struct svg_element *root, const struct about *about,
                            const char *style) {
    GString *text = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    g_autofree char *title = svg_tree_name(about->title);
    g_autofree char *description = svg_tree_name(about->description);
    g_autofree char *recipe = svg_tree_name(about->recipe);
    g_autofree char *recipe_id = g_strconcat(recipe, SVG_RECIPE_SUFFIX, NULL);
    g_autofree char *label = g_strdup_printf("%s %s", title, description);
    g_autofree char *packed = packed_recipe_write(about->recipe);

    svg_tree_set(root, "role", "img");
    svg_tree_set(root, "aria-labelledby", label);
    svg_tree_set(root, "data-recipe", packed); /* svgo removes metadata, but not this */
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
    return g_string_free(text, FALSE);
}

static struct svg_element *read_drawing(const struct bytes *bytes, struct gradfig_error *error) {
    struct svg_element *root = svg_tree_read(bytes->data, error);

    if (root != NULL) {
        svg_tree_rename(root);
    }
    return root;
}

bool svg_complete(struct bytes *bytes, const struct bytes *dark, int64_t dpi,
                  const struct about *about, struct gradfig_error *error) {
    struct svg_element *root = read_drawing(bytes, error);
    struct svg_element *dark_root = dark != NULL ? read_drawing(dark, error) : NULL;
    g_autoptr(GString) style = g_string_new(NULL);
    bool done = root != NULL && (dark == NULL || dark_root != NULL) &&
                (dark == NULL || join_themes(root, dark_root, style, error));

    if (done) {
        set_size(root, "width", dpi);
        set_size(root, "height", dpi);
        bytes_finish(bytes);
        bytes->data = write_document(root, about, style->str);
        bytes->n = strlen(bytes->data);
    }
    svg_tree_destroy(root);
    svg_tree_destroy(dark_root);
    return done;
}

static bool draw(const struct figure_source *source, enum theme_kind theme, struct bytes *bytes,
                 struct gradfig_error *error) {
    struct spec spec = *source->series->spec; /* borrows what the spec owns */
    struct series themed = *source->series;

    spec.figure.theme = theme;
    themed.spec = &spec;
    return renderer_draw_svg(source->renderer, &themed, bytes, error);
}

static bool make(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error) {
    const struct figure_options *figure = &source->series->spec->figure;
    int64_t theme = figure->theme;
    bool is_auto = theme == THEME_AUTO;
    struct bytes drawn = {0};
    ENDED_BY(bytes_finish) struct bytes dark = {0};

    bool done = draw(source, is_auto ? THEME_LIGHT : (enum theme_kind)theme, &drawn, error) &&
                (!is_auto || draw(source, THEME_DARK, &dark, error)) &&
                svg_complete(&drawn, is_auto ? &dark : NULL, figure->dpi, &source->about, error);
    if (!done) {
        bytes_finish(&drawn);
        return false;
    }
    *bytes = drawn;
    return true;
}

/* ---- reading and comparing ---- */

static bool recognizes(const struct bytes *bytes) {
    size_t beginning = svg_beginning(bytes);
    const struct bytes rest = {bytes->n - beginning, bytes->data + beginning};

    return bytes_begin(&rest, "<?xml") || bytes_begin(&rest, "<svg");
}

/* The text without a byte order mark and with line ends of one character; freed with g_free. */
static GString *normalize(const struct bytes *bytes) {
    GString *text = g_string_sized_new(bytes->n);

    for (size_t at = svg_beginning(bytes); at < bytes->n; at++) {
        if (bytes->data[at] != '\r') {
            g_string_append_c(text, bytes->data[at]);
        }
    }
    return text;
}

/* Git and editors change line ends, and some programs put a byte order mark before the text. */
static char *describe_difference(const struct bytes *found, const struct bytes *drawn,
                                 const struct spec *spec, bool *is_redrawn) {
    g_autoptr(GString) text = normalize(found);
    bool is_same = text->len == drawn->n && memcmp(text->str, drawn->data, drawn->n) == 0;
    bool has_mark = bytes_begin(found, SVG_BYTE_ORDER_MARK);
    (void)spec;

    *is_redrawn = !is_same;
    if (*is_redrawn) {
        return bytes_describe_difference(found, drawn);
    }
    return g_strdup(has_mark ? "the same but for line ends or a byte order mark"
                             : "the same but for line ends");
}

const struct figure_format figure_format_svg = {
    .word = "svg",
    .draws_auto = true,
    .recognizes = recognizes,
    .make = make,
    .read_recipe = svg_read_recipe,
    .describe_difference = describe_difference,
};
