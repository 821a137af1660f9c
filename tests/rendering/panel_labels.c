/* What panels say of their curves: the titles of axes, the values beside the curves, their colors.
 */
#include "rendering/canvas/typesetter.h"
#include "rendering/panels/panel_types.h"
#include "rendering/panels/path_lengths.h"

#include <string.h>

#include <glib.h>

#include "shared/drawing.h"
#include "shared/picture.h"
#include "shared/read_title.h"

/* The panel of a spec; the first title of its axis, or the value beside the curve of this name, if
 * it has one. */
static const struct {
    const char *yaml;
    enum panel_kind panel;
    const char *name; /* NULL: the axis */
    const char *text;
} rows[] = {
    {"networks: {a: {slope: -0.5}}", PANEL_GRADIENT, NULL,
     "Gradient |∂<i>x</i><sub><i>n</i></sub>/∂<i>x</i><sub>0</sub>|, negative hollow"},
    /* One layer has no markers, nor have two depths. */
    {"networks: {a: {slope: -0.5}}\ndepth: 1", PANEL_GRADIENT, NULL,
     "Gradient |∂<i>x</i><sub><i>n</i></sub>/∂<i>x</i><sub>0</sub>|"},
    {"networks: {a: {slope: -0.5}}\ndepth: 2\nfigure: {panels: [depth]}", PANEL_DEPTH, NULL,
     "Gradient |∂<i>x</i><sub><i>N</i></sub>/∂<i>x</i><sub>0</sub>|"},
    /* The median is a modulus, and only the mean is negative, which has no markers. */
    {"networks: {a: {slope: -0.3, slope_sd: 1}}", PANEL_GRADIENT, NULL,
     "Gradient |∂<i>x</i><sub><i>n</i></sub>/∂<i>x</i><sub>0</sub>|"},
    {"networks: {a: {slope: 0.5, intercept: 0.5}}\ninput: 0\ndepth: 30", PANEL_ACTIVATION, "a",
     "1 (fixed point)"},
    {"networks: {a: {slope: 0.5, intercept: -0.5}}\ndepth: 30", PANEL_ACTIVATION, "a",
     "−1 (fixed point)"},
    {"networks: {a: {slope: 1.00000001}}", PANEL_ACTIVATION, "a", "1 + 10<sup>−7</sup>"},
    {"networks: {a: {slope: -2, skip: 1, scale_power: -1}}\nfigure: {panels: [depth]}", PANEL_DEPTH,
     NULL, "Gradient |∂<i>x</i><sub><i>N</i></sub>/∂<i>x</i><sub>0</sub>|, negative hollow"},
    {"networks: {a: {slope: -2, skip: 1, scale_power: -1}}\nfigure: {panels: [depth]}", PANEL_DEPTH,
     "a", "0.107, 0 at depth 2"},
    {"networks: {a: {slope: -0.5, skip: 1}}\nfigure: {panels: [depth]}", PANEL_DEPTH, NULL,
     "Gradient ∂<i>x</i><sub><i>N</i></sub>/∂<i>x</i><sub>0</sub>"},
    /* A power that is its own value. */
    {"networks: {a: {slope: 10}}\ndepth: 4", PANEL_GRADIENT, "a", "10<sup>4</sup>"},
    {"networks: {a: {slope: 10}}\ndepth: 12000", PANEL_GRADIENT, "a", "10<sup>12000</sup>"},
    {"networks: {a: {slope: 10}}\ndepth: 2", PANEL_GRADIENT, "a", "10<sup>2</sup> = 100"},
    {"networks: {a: {slope: -10}}\ndepth: 4", PANEL_GRADIENT, "a",
     "(−10)<sup>4</sup> = 10<sup>4</sup>"},
    {"measured: {m: {gradients: [1, 0, 0, 0]}}", PANEL_GRADIENT, "m, measured", "0 from layer 1"},
    {"measured: {m: {gradients: [1, 0, 0.5]}}", PANEL_GRADIENT, "m, measured", "0.5"},
    /* The branch of a is 0. */
    {"networks: {a: {slope: 0.2, skip: 1, scale: 0}, b: {slope: 0.3, skip: -1}}", PANEL_GEOMETRY,
     "<i>F</i> of b", "0.3<i>x</i>"},
    {"networks: {a: {slope: 0.2, skip: 1, label: a name that is as long as authors write}}\n"
     "figure: {panels: [paths]}",
     PANEL_PATHS, "a name that is as long as authors write", NULL},
};

static const char *find_text(const struct panel *panel, const char *name) {
    for (size_t i = 0; i < panel->n_curves && name != NULL; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->name != NULL && strcmp(curve->name, name) == 0) {
            return curve->value;
        }
    }
    return panel->y_titles[0];
}

/* Both to be finished. */
static void make_panel(struct drawing *drawing, const char *yaml, enum panel_kind kind,
                       struct series *series, struct panel *panel) {
    drawing_read(drawing, yaml);
    assert_true(renderer_collect(series, &drawing->spec, NULL, &drawing->error));
    struct metrics metrics = metrics_of(&drawing->spec.figure, 1, 1);
    panel_make(panel,
               &(struct panel_source){.spec = &drawing->spec,
                                      .series = series,
                                      .theme = theme_of(&drawing->spec.figure),
                                      .metrics = &metrics,
                                      .n_y_ticks_max = 8},
               kind);
}

static void panels_say_what_they_draw(void **state) {
    struct drawing *drawing = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct series series;
        struct panel panel = {0};
        make_panel(drawing, rows[i].yaml, rows[i].panel, &series, &panel);
        const char *text = find_text(&panel, rows[i].name);
        assert_int_equal(text != NULL, rows[i].text != NULL);
        if (text != NULL) {
            expect_text(rows[i].yaml, text, rows[i].text);
        }
        panel_finish(&panel);
        series_finish(&series);
    }
}

/* Fixed points that rounding puts above the axis, and apart: 0.2/(1 - 0.9), and 0.5 of two. */
static void fixed_points_have_one_label_and_a_line(void **state) {
    static const char *const specs[] = {
        "{depth: 20, input: 0, networks: {a: {slope: 0.9}, b: {slope: 0.9, intercept: 0.2}}}",
        "{input: 100, networks: {a: {slope: 0.8, intercept: 0.1},\n"
        " b: {slope: -0.2, intercept: 0.1, skip: 1}}}",
    };
    struct drawing *drawing = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(specs); i++) {
        struct series series;
        struct panel panel = {0};
        size_t n_labels = 0;
        make_panel(drawing, specs[i], PANEL_ACTIVATION, &series, &panel);
        for (size_t j = 0; j < panel.n_curves; j++) {
            const struct panel_curve *curve = &panel.curves[j];
            bool is_limit = curve->name != NULL && !curve->has_markers;
            n_labels += is_limit ? 1 : 0;
            assert_true(!is_limit || curve->n > 0);
        }
        assert_int_equal(n_labels, 1);
        panel_finish(&panel);
        series_finish(&series);
    }
}

/* Where the axis of the paths panel begins and ends, and whether all paths are on it. */
static const struct {
    const char *networks;
    int depth;
    struct path_lengths lengths;
} path_rows[] = {
    {"{a: {slope: 0.2, skip: 1}}", 10, {0, 10, true}},
    {"{a: {slope: 0.2, skip: 1}}", 54, {0, 54, true}},
    {"{a: {slope: 0.001, skip: 1}}", 24, {0, 24, true}},
    {"{a: {slope: 0.001, skip: 1}}", 1000, {0, 5, false}},
    {"{a: {slope: 0.001, skip: 1}, b: {slope: 0.01, skip: 1}}", 1000, {0, 20, false}},
    {"{a: {slope: 0.001, skip: 1}, b: {slope: 2, skip: 1}}", 1000, {0, 1000, true}},
    {"{a: {slope: 0.5, skip: 0.5}}", 1000, {449, 551, true}},
    {"{a: {slope: 0.5}}", 1000, {0, 1000, true}},
};

static void axes_end_where_shares_are_seen(void **state) {
    struct drawing *drawing = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(path_rows); i++) {
        struct series series;
        const struct path_lengths *expected = &path_rows[i].lengths;
        char *yaml = g_strdup_printf("{networks: %s, depth: %d, figure: {panels: [paths]}}",
                                     path_rows[i].networks, path_rows[i].depth);
        drawing_read(drawing, yaml);
        assert_true(renderer_collect(&series, &drawing->spec, NULL, &drawing->error));
        struct path_lengths lengths = path_lengths_of(&series);
        if (lengths.first != expected->first || lengths.last != expected->last ||
            lengths.have_all != expected->have_all) {
            row_fail("%s: lengths %g to %g, %d", yaml, lengths.first, lengths.last,
                     lengths.have_all);
        }
        series_finish(&series);
        g_free(yaml);
    }
}

/* Eight measured curves beside two networks are more than the palette has colors. */
static void measured_curves_have_their_colors(void **state) {
    struct drawing *drawing = *state;
    GString *yaml = g_string_new("measured:\n");

    for (int i = 0; i < MEASURED_MAX; i++) {
        g_string_append_printf(yaml, "  m%d: {gradients: [1, 2]}\n", i);
    }
    drawing_read(drawing, yaml->str);
    g_string_free(yaml, TRUE);
    const struct theme *theme = theme_of(&drawing->spec.figure);
    for (size_t i = 0; i < MEASURED_MAX; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(theme_measured_ink(theme, &drawing->spec, i).line,
                                 theme_measured_ink(theme, &drawing->spec, j).line);
        }
    }
}

/* Networks and measured gradients as many as there may be, with all that each can draw. */
static void the_fullest_panel_is_drawn(void **state) {
    struct drawing *drawing = *state;
    GString *yaml = g_string_new("random: {samples: 100}\nfigure: {panels: [gradient]}\n");

    g_string_append(yaml, "networks:\n");
    for (int i = 0; i < NETWORKS_MAX; i++) {
        g_string_append_printf(
            yaml, "  n%d: {slope: 0.%d, slope_sd: 0.05, scales: [1, 1, 1, 1, 1, 0]}\n", i, i + 1);
    }
    g_string_append(yaml, "measured:\n");
    for (int i = 0; i < MEASURED_MAX; i++) {
        g_string_append_printf(
            yaml, "  m%d: {gradients: [1, 0.6, 0.36, 0.216, 0.13, 0.078, 0.047, 0]}\n", i);
    }
    drawing_read(drawing, yaml->str);
    g_string_free(yaml, TRUE);
    drawing_draw(drawing);
}

/* The points of the most crowded row of pixels and the gaps between them. */
static double covered_part(const struct image *picture, uint32_t color) {
    double covered = 0;
    size_t most = 0;

    for (size_t y = 0; y < picture->height; y++) {
        size_t n = 0;
        size_t first = 0;
        size_t last = 0;
        for (size_t x = 0; x < picture->width; x++) {
            if (picture_pixel(picture, x, y) == color) {
                first = n == 0 ? x : first;
                last = x;
                n++;
            }
        }
        covered = n > most ? (double)n / (double)(last - first + 1) : covered;
        most = MAX(n, most);
    }
    return covered;
}

/* Every second point is in one row, and they would cover half of it without gaps. */
static void measured_points_leave_gaps(void **state) {
    enum { N_LAYERS = 48 };
    struct drawing *drawing = *state;
    GString *yaml = g_string_new("figure: {panels: [gradient], width: 760, height: 700}\n"
                                 "depth: 48\n"
                                 "measured: {m: {color: \"#a04060\", gradients: [1");

    for (int i = 0; i < N_LAYERS; i++) {
        g_string_append(yaml, i % 2 == 0 ? ", 0.03" : ", 0.3");
    }
    g_string_append(yaml, "]}}\n");
    drawing_read(drawing, yaml->str);
    g_string_free(yaml, TRUE);
    drawing_draw(drawing);
    double covered = covered_part(&drawing->image, 0xa04060);
    if (covered < 0.1 || covered > 0.33) {
        row_fail("points cover %g of their row", covered);
    }
}

/* Rather than have smaller type. */
static void titles_lose_their_heads_at_last(void **state) {
    static const struct {
        const char *room, *title;
    } titles[] = {
        {"Gradient: plain shrinks; residual grows", "Gradient: plain shrinks; residual grows"},
        {"Gradient: plain shrinks;", "Gradient: plain shrinks; residual grows"},
        {"Gradient: plain", "Plain shrinks; residual grows"},
    };
    static const struct canvas_page size = {.width = 100, .height = 100, .scale = 1};
    struct drawing *drawing = *state;
    struct typesetter *typesetter = typesetter_create(false, &drawing->error);
    struct canvas *canvas = canvas_create(typesetter, &size, &drawing->error);

    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        struct series series;
        struct panel panel = {0};
        make_panel(drawing, "{}", PANEL_GRADIENT, &series, &panel);
        struct text_style style = {.size = 20, .size_min = 10, .n_lines_max = 2};
        style.width_max = canvas_text_width(canvas, &style, titles[i].room) + 1;
        panel_fit_title(&panel, &(struct panel_source){.spec = &drawing->spec, .series = &series},
                        canvas, &style);
        panel.title = without_colors(panel.title);
        expect_text(titles[i].room, panel.title, titles[i].title);
        panel_finish(&panel);
        series_finish(&series);
    }
    canvas_destroy(canvas);
    typesetter_destroy(typesetter);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(titles_lose_their_heads_at_last),
        TEST_WITH_DRAWING(panels_say_what_they_draw),
        TEST_WITH_DRAWING(fixed_points_have_one_label_and_a_line),
        TEST_WITH_DRAWING(axes_end_where_shares_are_seen),
        TEST_WITH_DRAWING(measured_curves_have_their_colors),
        TEST_WITH_DRAWING(the_fullest_panel_is_drawn),
        TEST_WITH_DRAWING(measured_points_leave_gaps),
    };
    return run_all(tests);
}
