/* In figures of random specs no text covers another text or a marker, or leaves the page. */
#include "rendering/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>

#include "rendering/renderer.h"

#include "shared/random_spec.h"
#include "shared/rows.h"
#include "shared/sanitized.h"

enum { N_SPECS = CASES(500) };

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
    assert_true(n > 10);
    return n_faults;
}

static size_t draw_and_count(struct typesetter *typesetter, const struct spec *spec) {
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
    figure_draw(canvas, spec, &series);
    size_t n_faults = count_faults(canvas, spec);
    if (!canvas_finish(canvas, &image, &error)) {
        print_error("%s\n", error.message);
        n_faults++;
    }
    image_finish(&image);
    canvas_destroy(canvas);
    series_finish(&series);
    return n_faults;
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
        struct gradfig_error error;
        if (assignment != NULL) {
            char **parts = g_strsplit(assignment, "=", 2);
            assert_true(spec_set(spec, parts[0], parts[1], &error));
            g_strfreev(parts);
        }
    }
}

static void random_specs_have_room(void **state) {
    GRand *random = g_rand_new_with_seed(1);
    struct gradfig_error error;
    size_t n_bad = 0;
    (void)state;

    struct typesetter *typesetter = typesetter_create(&error);
    assert_non_null(typesetter);
    for (int i = 0; i < N_SPECS; i++) {
        struct spec spec;
        random_spec(&spec, random);
        change_layout(&spec, i);
        if (draw_and_count(typesetter, &spec) > 0) {
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
        fail_msg("%zu of %d specs have texts without room", n_bad, N_SPECS);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_specs_have_room)};
    return run_all(tests);
}
