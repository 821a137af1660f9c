/* Labels of random lines: each is there, near its line's exit or joined to it, and over nothing. */
#include "rendering/end_labels.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "rendering/coincident_curves.h"
#include "rendering/typesetter.h"
#include "shared/rows.h"
#include "shared/sanitized.h"

enum { N_PANELS_TRIED = CASES(1000), WIDTH = 800, HEIGHT = 700 };

/* The frame, with axes from -2 to 2. */
static const struct box frame = {100, 100, 500, 500};
static const struct metrics metrics = {.unit = 1, .label = 17, .curve = 3, .marker = 9};

struct line {
    double slope;
    double intercept;
};

static double at(struct line line, double x) {
    return line.slope * x + line.intercept;
}

static double px_of_y(double y) {
    return frame.bottom - (y + 2) / 4 * (frame.bottom - frame.top);
}

/* Where the line leaves the frame, found in small steps from the right. */
static struct spot find_exit(struct line line) {
    static const double step = 1e-4;
    double x = 2;

    while (x > -2 && fabs(at(line, x)) > 2) {
        x -= step;
    }
    return (struct spot){frame.left + (x + 2) / 4 * (frame.right - frame.left),
                         px_of_y(at(line, x))};
}

static size_t make_lines(struct panel *panel, GRand *random, struct line *lines) {
    size_t n = (size_t)g_rand_int_range(random, 1, 12);

    *panel = (struct panel){.frame = frame, .label_width = 240};
    panel->x = panel->y = axis_of_range(-2, 2, 5);
    for (size_t i = 0; i < n; i++) {
        lines[i] = (struct line){tan(g_rand_double_range(random, -1.5, 1.5)),
                                 g_rand_double_range(random, -0.3, 0.3)};
        struct panel_curve *curve = panel_add_line(panel, -2, at(lines[i], -2), 2, at(lines[i], 2));
        curve->name = g_strdup_printf("line %zu", i);
        curve->value = g_strdup_printf("%.2fx", lines[i].slope);
        curve->stroke = (struct stroke){.color = (uint32_t)i, .width = metrics.curve};
    }
    return n;
}

static double half_height(const struct end_labels *labels, const struct end_label *label) {
    return 0.5 * (double)label->n_lines * labels->size;
}

static void check_label(const struct end_labels *labels, const struct end_label *label,
                        const struct panel *panel, struct line line) {
    struct spot exit = find_exit(line);
    double distance = hypot(exit.x - label->exit.x, exit.y - label->exit.y);

    if (distance > 1) {
        row_fail("%s: the exit is %.1f px off", label->curve->name, distance);
    }
    if (label->is_inside) {
        assert_true(panel_is_free(panel, label->box));
        return;
    }
    bool is_far = fabs(label->y - exit.y) > 0.6 * labels->size + 1 || exit.x < frame.right - 4;
    if (is_far && !end_label_needs_leader(labels, label, panel)) {
        row_fail("%s: away from its line without a leader", label->curve->name);
    }
}

static void check_labels(const struct end_labels *labels, const struct panel *panel,
                         const struct line *lines) {
    double below = -INFINITY;

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        check_label(labels, label, panel, lines[label->curve - panel->curves]);
        if (!label->is_inside) {
            assert_true(label->y - half_height(labels, label) >= below);
            below = label->y + half_height(labels, label);
        }
    }
}

static void every_line_has_its_label(void **state) {
    GRand *random = g_rand_new_with_seed(1);
    struct gradfig_error error;
    struct typesetter *typesetter = typesetter_create(&error);
    const struct canvas_page page = {.width = WIDTH, .height = HEIGHT, .scale = 1};
    (void)state;

    assert_non_null(typesetter);
    struct canvas *canvas = canvas_create(typesetter, &page, &error);
    assert_non_null(canvas);
    for (int i = 0; i < N_PANELS_TRIED; i++) {
        struct panel panel;
        struct line lines[PANEL_CURVES_MAX];
        struct end_labels labels;
        size_t n = make_lines(&panel, random, lines);
        end_labels_place(&labels, &panel, canvas, &metrics);
        assert_int_equal(labels.n, n);
        check_labels(&labels, &panel, lines);
        panel_finish(&panel);
    }
    canvas_destroy(canvas);
    typesetter_destroy(typesetter);
    g_rand_free(random);
}

/* ---- lines on each other ---- */

static bool is_drawn_at(const struct panel_curve *curve, double along) {
    const double *dash = curve->stroke.dash;
    return dash[1] == 0 || fmod(along, dash[0] + dash[1]) < dash[0];
}

static void lines_on_each_other_show_in_turn(void **state) {
    enum { N = 3, STEPS = 300 };
    struct panel panel = {.frame = frame};
    size_t n_seen[N] = {0};
    (void)state;

    panel.x = panel.y = axis_of_range(-2, 2, 5);
    for (size_t i = 0; i < N; i++) {
        struct panel_curve *curve = panel_add_line(&panel, -2, -2, 2, 2 + 1e-4 * (double)i);
        curve->name = g_strdup("a line");
        curve->stroke = (struct stroke){.color = (uint32_t)i, .width = 3, .dash = {9, 4}};
    }
    coincident_curves_share(&panel, 10);
    for (int step = 0; step < STEPS; step++) {
        size_t top = 0;
        for (size_t i = 0; i < N; i++) {
            top = is_drawn_at(&panel.curves[i], step + 0.5) ? i : top;
        }
        n_seen[top]++;
    }
    for (size_t i = 0; i < N; i++) {
        assert_int_equal(n_seen[i], STEPS / N);
    }
    panel_finish(&panel);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_has_its_label),
        cmocka_unit_test(lines_on_each_other_show_in_turn),
    };
    return run_all(tests);
}
