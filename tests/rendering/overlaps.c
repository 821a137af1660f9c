/* Random specs draw without a text on top of another or of a marker, or leaving the page. */
#include "rendering/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>

#include <gradfig/renderer.h>

enum { N_SPECS = 500 };

/* ---- random specs, the same in every run ---- */

static const char *const slopes[] = {"0.8",   "0.2", "-0.8", "0",     "1",    "-1",  "1.5",
                                     "1e-12", "0.5", "-2",   "1e200", "0.99", "1.01"};
static const char *const intercepts[] = {"0.1", "0.05", "0", "-3", "100", "1e300", "-1e-5"};
static const char *const skips[] = {"0", "1", "0.5", "-1"};
static const char *const depths[] = {"0", "1", "2", "10", "30", "100", "1000", "10000"};
static const char *const sizes[][2] = {{"1500", "1000"}, {"1500", "1000"}, {"1000", "1000"},
                                       {"750", "500"},   {"400", "300"},   {"2400", "1200"},
                                       {"800", "1000"}};
static const char *const labels[] = {"ReZero", "a network with a long name that goes on and on",
                                     "传统网络", "<b> & co",
                                     "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"};

#define PICK(random, table) (table)[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(table))]

static void set(struct gradfig_spec *spec, const char *key, const char *value) {
    struct gradfig_error error;
    if (!gradfig_spec_set(spec, key, value, &error)) {
        fail_msg("%s=%s: %s", key, value, error.message);
    }
}

static void set_network(struct gradfig_spec *spec, GRand *random, const char *name,
                        const char *field, const char *value) {
    char *key = g_strdup_printf("networks.%s.%s", name, field);
    if (g_rand_boolean(random)) {
        set(spec, key, value);
    }
    g_free(key);
}

static void set_sweep(struct gradfig_spec *spec, GRand *random) {
    GString *list = g_string_new(PICK(random, slopes));
    int n = g_rand_int_range(random, 0, GRADFIG_SWEEP_MAX);

    for (int i = 0; i < n; i++) {
        g_string_append_printf(list, ",%s", PICK(random, slopes));
    }
    set(spec, "sweep.slopes", list->str);
    g_string_free(list, TRUE);
}

static void randomise(struct gradfig_spec *spec, GRand *random) {
    static const char *const names[] = {"plain", "residual"};
    const char *const *size = PICK(random, sizes);

    set(spec, "depth", PICK(random, depths));
    set(spec, "figure.width", size[0]);
    set(spec, "figure.height", size[1]);
    set(spec, "figure.language", g_rand_boolean(random) ? "en" : "zh");
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        set_network(spec, random, names[i], "slope", PICK(random, slopes));
        set_network(spec, random, names[i], "intercept", PICK(random, intercepts));
        set_network(spec, random, names[i], "skip", PICK(random, skips));
        set_network(spec, random, names[i], "label", PICK(random, labels));
    }
    if (g_rand_boolean(random)) {
        set_sweep(spec, random);
    }
}

/* ---- what was placed ---- */

static char *describe(const struct gradfig_spec *spec) {
    const struct gradfig_network *networks = spec->networks;
    return g_strdup_printf(
        "depth %lld, %lldx%lld, language %lld, plain %s %s %s, residual %s %s %s",
        (long long)spec->depth, (long long)spec->figure.width, (long long)spec->figure.height,
        (long long)spec->figure.language, networks[0].slopes.values[0].text,
        networks[0].intercepts.values[0].text, networks[0].skip.text,
        networks[1].slopes.values[0].text, networks[1].intercepts.values[0].text,
        networks[1].skip.text);
}

static bool is_text(const struct placed *placed) {
    return placed->kind == PLACED_TEXT && placed->ink.right > placed->ink.left;
}

static bool overlap(struct box a, struct box b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static bool leaves(struct box box, const struct gradfig_figure *figure) {
    return box.left < 0 || box.top < 0 || box.right > (double)figure->width ||
           box.bottom > (double)figure->height;
}

static size_t count_faults(const struct canvas *canvas, const struct gradfig_spec *spec) {
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
    assert_true(n > 10);
    return n_faults;
}

static size_t draw_and_count(struct typesetter *typesetter, const struct gradfig_spec *spec) {
    const struct gradfig_selection selection = {.n_points_max = GRADFIG_RENDERER_POINTS_MAX};
    struct gradfig_series series;
    struct gradfig_image image = {0};
    struct gradfig_error error;

    assert_true(gradfig_series_collect(&series, spec, &selection, &error));
    const struct canvas_page page = {
        .width = (double)spec->figure.width,
        .height = (double)spec->figure.height,
        .scale = 1,
        .background = 0xffffff,
    };
    struct canvas *canvas = canvas_create(typesetter, &page, &error);
    assert_non_null(canvas);
    figure_draw(canvas, spec, &series);
    size_t n_faults = count_faults(canvas, spec);
    if (!canvas_finish(canvas, &image, &error)) {
        print_error("%s\n", error.message);
        n_faults++;
    }
    gradfig_image_finish(&image);
    canvas_destroy(canvas);
    gradfig_series_finish(&series);
    return n_faults;
}

static void random_specs_have_room(void **state) {
    GRand *random = g_rand_new_with_seed(1);
    struct gradfig_error error;
    size_t n_bad = 0;
    (void)state;

    struct typesetter *typesetter = typesetter_create(&error);
    assert_non_null(typesetter);
    for (int i = 0; i < N_SPECS; i++) {
        struct gradfig_spec spec;
        gradfig_spec_init(&spec);
        randomise(&spec, random);
        if (draw_and_count(typesetter, &spec) > 0) {
            char *description = describe(&spec);
            print_error("  in %s\n", description);
            g_free(description);
            n_bad++;
        }
        gradfig_spec_finish(&spec);
    }
    typesetter_destroy(typesetter);
    g_rand_free(random);
    if (n_bad > 0) {
        fail_msg("%zu of %d specs have texts without room", n_bad, N_SPECS);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_specs_have_room)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
