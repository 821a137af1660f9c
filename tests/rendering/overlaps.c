/* In figures of random specs no text covers another text or a marker, or leaves the page. */
#include "rendering/figure/figure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>

#include "rendering/figure/renderer.h"

#include "shared/random_spec.h"
#include "shared/rows.h"
#include "shared/sanitized.h"
#include "shared/set_spec.h"

/* ---- what was placed ---- */

static bool is_text(const struct placed *placed) {
    return placed->kind == PLACED_TEXT && placed->ink.right > placed->ink.left;
}

static bool overlap(struct box a, struct box b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static bool leaves(struct box box, const struct figure_options *figure) {
    return box.left < 0 || box.top < 0 || box.right > (double)figure->width ||
           box.bottom > (double)figure->height;
}

static size_t count_faults(const struct canvas *canvas, const struct spec *spec) {
    size_t n;
    size_t n_faults = 0;
    const struct placed *placed = canvas_placed(canvas, &n);

    for (size_t i = 0; i < n; i++) {
        struct box box = placed[i].ink;
        if (is_text(&placed[i]) && leaves(box, &spec->figure)) {
            print_error("a text leaves the page: %.0f,%.0f to %.0f,%.0f\n", box.left, box.top,
                        box.right, box.bottom);
            n_faults++;
        }
        for (size_t j = 0; j < i; j++) {
            struct box other = placed[j].ink;
            if ((is_text(&placed[i]) || is_text(&placed[j])) && overlap(box, other)) {
                print_error("a text overlaps: %.0f,%.0f to %.0f,%.0f and %.0f,%.0f to "
                            "%.0f,%.0f\n",
                            box.left, box.top, box.right, box.bottom, other.left, other.top,
                            other.right, other.bottom);
                n_faults++;
            }
        }
    }
    assert_true(n > 2); /* a page without curves has a title and notes */
    return n_faults;
}

/* Only a small page may leave out names of networks. Those of slopes come last in the sentence. */
static size_t count_missing_names(const struct spec *spec, const GPtrArray *left_out) {
    bool is_large = spec->figure.width >= 1000 && spec->figure.height >= 700;

    for (guint i = 0; is_large && i < left_out->len; i++) {
        const char *sentence = g_ptr_array_index(left_out, i);
        const char *of = strstr(sentence, " of ");
        if (g_str_has_prefix(sentence, "There is no room for the label") && of != NULL &&
            !g_str_has_prefix(of, " of a = ")) {
            print_error("%s\n", sentence);
            return 1;
        }
    }
    return 0;
}

static size_t draw_and_count(struct typesetter *typesetter, const struct spec *spec,
                             size_t (*count)(const struct canvas *canvas,
                                             const struct spec *spec)) {
    struct series series;
    struct image image = {0};
    struct gradfig_error error;

    assert_true(renderer_collect(&series, spec, NULL, &error));
    const struct canvas_page page = {
        .width = (double)spec->figure.width,
        .height = (double)spec->figure.height,
        .scale = 1,
        .background = 0xffffff,
    };
    struct canvas *canvas = canvas_create(typesetter, &page, &error);
    assert_non_null(canvas);
    GPtrArray *left_out = g_ptr_array_new_with_free_func(g_free);
    figure_draw(canvas, &series, left_out);
    size_t n_faults = count(canvas, spec) + count_missing_names(spec, left_out);
    g_ptr_array_free(left_out, TRUE);
    if (!canvas_finish(canvas, &image, &error)) {
        print_error("%s\n", error.message);
        n_faults++;
    }
    image_finish(&image);
    canvas_destroy(canvas);
    series_finish(&series);
    return n_faults;
}

/* "key=value" */
static void set(struct spec *spec, const char *assignment) {
    struct gradfig_error error;
    char **parts = g_strsplit(assignment, "=", 2);

    assert_true(spec_set(spec, parts[0], parts[1], &error));
    g_strfreev(parts);
}

/* Some of the figures are tall, and some have fewer panels. */
static void change_layout(struct spec *spec, int i) {
    static const char *const layouts[][4] = {
        {"figure.width=700", "figure.height=1600"},
        {"figure.panels=geometry", "figure.width=700", "figure.height=500"},
        {"figure.panels=sweep,gradient,geometry"},
        {"figure.panels=gradient,sweep", "figure.width=500", "figure.height=900"},
        {"figure.panels=activation", "figure.width=400", "figure.height=300"},
        {"figure.panels=paths", "figure.width=500", "figure.height=400"},
        {"figure.panels=activation,gradient,geometry,sweep,paths"},
    };
    enum { KEPT = 3 }; /* of every so many one is changed */

    for (size_t j = 0; i % KEPT == 0 && j < G_N_ELEMENTS(layouts[0]); j++) {
        const char *assignment = layouts[(size_t)(i / KEPT) % G_N_ELEMENTS(layouts)][j];
        if (assignment != NULL) {
            set(spec, assignment);
        }
    }
}

/* Gives every third spec random layers, where slopes are no lists. */
static void make_random(struct spec *spec, int i) {
    static const int64_t depth_max = 1000;

    for (size_t k = 0; i % 3 == 0 && spec->depth <= depth_max && k < spec->n_networks; k++) {
        if (spec->networks[k].slopes.n_values == 1 && (i + (int)k) % 2 == 0) {
            spec->networks[k].slope_sd = (struct real){0.2, "0.2"};
        }
        spec->random.samples = SAMPLES_MIN;
    }
    if (i % 9 == 0 && spec->depth <= depth_max) {
        spec->sweep.slope_sd = (struct real){0.1, "0.1"};
    }
}

static void random_specs_have_room(void **state) {
    GRand *random = g_rand_new_with_seed(14);
    const int n_specs = count_long_cases(2000);
    struct gradfig_error error;
    size_t n_bad = 0;
    (void)state;

    struct typesetter *typesetter = typesetter_create(false, &error);
    assert_non_null(typesetter);
    for (int i = 0; i < n_specs; i++) {
        struct spec spec;
        random_spec(&spec, random);
        change_layout(&spec, i);
        make_random(&spec, i);
        if (draw_and_count(typesetter, &spec, count_faults) > 0) {
            char *description = random_spec_describe(&spec);
            print_error("  in %s\n", description);
            g_free(description);
            n_bad++;
        }
        spec_finish(&spec);
    }
    typesetter_destroy(typesetter);
    g_rand_free(random);
    if (n_bad > 0) {
        fail_msg("%zu of %d specs have texts without room", n_bad, n_specs);
    }
}

/* ---- axes ---- */

#define TWO_LINES                                                                                  \
    "a title so long that it takes up two lines wherever it stands above one of the panels of a "  \
    "figure"

/* Numbers whose ticks would be near each other, and titles longer than a frame is high. */
static void axes_have_room(void **state) {
    static const char *const rows[][8] = {
        {"figure.width=400", "figure.height=300", "depth=100", "input=0.75",
         "networks.plain.slope=0.22", "networks.plain.intercept=-3", "networks.residual.slope=1.2",
         "networks.residual.intercept=100"},
        {"figure.width=400", "figure.height=300", "depth=30", "sweep.slopes=0.001,-2",
         "sweep.scale=-1", "figure.panels=activation,gradient,geometry,sweep,paths"},
        {"figure.width=2400", "figure.height=1200", "networks.plain.slope=-0.8", "sweep.skip=-1",
         "sweep.scale=1e-200", "labels.gradient-title=" TWO_LINES, "labels.sweep-title=" TWO_LINES},
        {"figure.width=400", "figure.height=300", "figure.panels=geometry",
         "geometry.x=0.5,0.50001"},
    };
    struct gradfig_error error;
    struct typesetter *typesetter = typesetter_create(false, &error);
    size_t n_bad = 0;
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct spec spec;
        spec_init(&spec);
        for (size_t j = 0; j < G_N_ELEMENTS(rows[i]) && rows[i][j] != NULL; j++) {
            set(&spec, rows[i][j]);
        }
        if (draw_and_count(typesetter, &spec, count_faults) > 0) {
            print_error("  in row %zu\n", i);
            n_bad++;
        }
        spec_finish(&spec);
    }
    typesetter_destroy(typesetter);
    assert_int_equal(n_bad, 0);
}

/* ---- pages ---- */

/* Markers of a panel are on the same layers, and so far apart; others stand in other panels. */
static const double MARKER_DISTANCE_MIN = 40;

static int compare_doubles(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Whether a marker stands before a name, as its key. */
static bool is_key(const struct placed *placed, size_t n, const struct box *marker) {
    double width = marker->right - marker->left;
    double middle = (marker->top + marker->bottom) / 2;

    for (size_t i = 0; i < n; i++) {
        const struct box *text = &placed[i].ink;
        if (placed[i].kind == PLACED_TEXT && text->top < middle && middle < text->bottom &&
            text->left > marker->right && text->left < marker->right + width) {
            return true;
        }
    }
    return false;
}

/* The middles of the markers in the panel, ascending. */
static GArray *find_markers(const struct canvas *canvas) {
    GArray *middles = g_array_new(FALSE, FALSE, sizeof(double));
    size_t n;
    const struct placed *placed = canvas_placed(canvas, &n);

    for (size_t i = 0; i < n; i++) {
        if (placed[i].kind == PLACED_MARKER && !is_key(placed, n, &placed[i].ink)) {
            double middle = (placed[i].ink.left + placed[i].ink.right) / 2;
            g_array_append_val(middles, middle);
        }
    }
    g_array_sort(middles, compare_doubles);
    return middles;
}

static size_t count_marker_faults(const struct canvas *canvas) {
    GArray *middles = find_markers(canvas);
    size_t n_faults = 0;

    for (guint i = 1; i < middles->len; i++) {
        double apart = g_array_index(middles, double, i) - g_array_index(middles, double, i - 1);
        if (apart > 0.01 && apart < MARKER_DISTANCE_MIN - 0.01) {
            print_error("markers are %.1f px apart\n", apart);
            n_faults++;
        }
    }
    g_array_free(middles, TRUE);
    return n_faults;
}

/* The part of the page's width or height that lies between the outermost texts. */
static double part_used(const struct canvas *canvas, const struct spec *spec, bool is_height) {
    double low = INFINITY;
    double high = 0;
    size_t n;
    const struct placed *placed = canvas_placed(canvas, &n);

    for (size_t i = 0; i < n; i++) {
        const struct box *ink = &placed[i].ink;
        low = fmin(low, is_height ? ink->top : ink->left);
        high = fmax(high, is_height ? ink->bottom : ink->right);
    }
    return (high - low) / (double)(is_height ? spec->figure.height : spec->figure.width);
}

static size_t count_page_faults(const struct canvas *canvas, const struct spec *spec) {
    size_t n_faults = count_faults(canvas, spec);
    double width = part_used(canvas, spec, false);
    double height = part_used(canvas, spec, true);
    double sides = (double)spec->figure.width / (double)spec->figure.height;

    /* a frame with equal scales cannot fill any page */
    if (spec_has_panel(spec, PANEL_GEOMETRY) &&
        (spec->figure.panels.n_values == 1 || sides > 3 || sides < 1.0 / 3)) {
        return n_faults;
    }
    if (height < 0.85 || width < 0.85) {
        print_error("only %.2f of the width and %.2f of the height are used\n", width, height);
        n_faults++;
    }
    /* side by side, markers of two panels may stand at any distance */
    return n_faults + (spec->figure.panels.n_values == 1 ? count_marker_faults(canvas) : 0);
}

/* Draws networks without zeros and signs, whose curves all have the same markers. */
static void pages_are_filled(void **state) {
    static const char *const sizes[][2] = {
        {"400", "300"},   {"640", "1400"},  {"1080", "1080"}, {"1200", "630"}, {"1500", "500"},
        {"1500", "1000"}, {"3000", "1000"}, {"400", "2000"},  {"2400", "300"}, {"2000", "2000"},
    };
    static const char *const panels[] = {"activation",
                                         "gradient",
                                         "sweep",
                                         "geometry",
                                         "gradient,geometry",
                                         "activation,gradient,sweep",
                                         "geometry,sweep,paths",
                                         "activation,gradient,geometry,sweep",
                                         "activation,gradient,geometry,sweep,paths"};
    static const char *const depths[] = {"10", "1", "2", "24", "34", "152", "1000", "12345"};
    struct gradfig_error error;
    struct typesetter *typesetter = typesetter_create(false, &error);
    size_t n_bad = 0;
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(sizes) * G_N_ELEMENTS(panels); i++) {
        struct spec spec;
        spec_init(&spec);
        const char *const settings[][2] = {
            {"figure.width", sizes[i % G_N_ELEMENTS(sizes)][0]},
            {"figure.height", sizes[i % G_N_ELEMENTS(sizes)][1]},
            {"figure.panels", panels[i / G_N_ELEMENTS(sizes)]},
            {"depth", depths[i % G_N_ELEMENTS(depths)]},
            {"figure.language", i % 3 == 0 ? "zh" : "en"},
        };
        for (size_t j = 0; j < G_N_ELEMENTS(settings); j++) {
            assert_true(spec_set(&spec, settings[j][0], settings[j][1], &error));
        }
        if (draw_and_count(typesetter, &spec, count_page_faults) > 0) {
            print_error("  at %sx%s, depth %s, %s\n", settings[0][1], settings[1][1],
                        settings[3][1], settings[2][1]);
            n_bad++;
        }
        spec_finish(&spec);
    }
    typesetter_destroy(typesetter);
    if (n_bad > 0) {
        fail_msg("%zu pages are not filled", n_bad);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_specs_have_room),
        cmocka_unit_test(axes_have_room),
        cmocka_unit_test(pages_are_filled),
    };
    return run_all(tests);
}
