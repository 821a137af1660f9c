/* Labels of random lines: each is there, near an end of its line, and over nothing. */
#include "rendering/panel/end_labels.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "rendering/canvas/typesetter.h"
#include "rendering/panel/coincident_curves.h"
#include "rendering/panel/markers.h"
#include "rendering/panel/swinging_curves.h"
#include "shared/rows.h"
#include "shared/sanitized.h"

enum { N_PANELS_TRIED = CASES(5000), WIDTH = 800, HEIGHT = 700 };

/* The frame, with axes from -2 to 2. */
static const struct box frame = {100, 100, 500, 500};
static const struct metrics metrics = {
    .unit = 1, .subtitle = 16, .label = 17, .curve = 3, .marker = 9};

/* What measures the labels. */
struct sheet {
    struct typesetter *typesetter;
    struct canvas *canvas;
};

static int set_up(void **state) {
    static struct sheet sheet;
    struct gradfig_error error;
    const struct canvas_page page = {.width = WIDTH, .height = HEIGHT, .scale = 1};

    sheet.typesetter = typesetter_create(false, &error);
    assert_non_null(sheet.typesetter);
    sheet.canvas = canvas_create(sheet.typesetter, &page, &error);
    assert_non_null(sheet.canvas);
    *state = &sheet;
    return 0;
}

static int tear_down(void **state) {
    struct sheet *sheet = *state;

    canvas_destroy(sheet->canvas);
    typesetter_destroy(sheet->typesetter);
    return 0;
}

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

    *panel = (struct panel){.frame = frame, .room = {.width = 240, .gutter = 50}};
    panel->x = panel->y = axis_of_range(-2, 2, 5);
    for (size_t i = 0; i < n; i++) {
        lines[i] = (struct line){tan(g_rand_double_range(random, -1.5, 1.5)),
                                 g_rand_double_range(random, -0.3, 0.3)};
        struct panel_curve *curve = panel_add_line(panel, -2, at(lines[i], -2), 2, at(lines[i], 2));
        curve->name = g_strdup_printf("line %zu", i);
        curve->value = g_strdup_printf("%.2fx", lines[i].slope);
        curve->stroke = (struct stroke){.color = (uint32_t)i, .width = metrics.curve};
    }
    coincident_curves_group(panel);
    return n;
}

static double half_height(const struct end_labels *labels, const struct end_label *label) {
    return 0.5 * (double)label->n_lines * labels->size;
}

/* Where the line is at a height. */
static double x_at(struct line line, double y) {
    double value = -2 + (frame.bottom - y) / (frame.bottom - frame.top) * 4;
    return frame.left +
           ((value - line.intercept) / line.slope + 2) / 4 * (frame.right - frame.left);
}

/* A label apart from its line has a short level way to it. */
static void check_apart(const struct end_labels *labels, const struct end_label *label,
                        struct line own) {
    static const double longest = 5; /* ems */
    double off = x_at(own, label->way[0].y) - label->way[0].x;
    double length = fabs(label->way[1].x - label->way[0].x);

    assert_true(label->way[0].y == label->way[1].y);
    if (fabs(off) > 1 || length > longest * labels->size) {
        row_fail("%s: its way is %.0f px long, and begins %.0f px off", label->curve->name, length,
                 off);
    }
}

/* Of all lines at both ends of a label inside the frame, its own is the nearest on one side. */
static void check_inside(const struct end_label *label, const struct panel *panel,
                         const struct line *lines, struct line own) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        for (int end = 0; end < 2; end++) {
            double y = end == 0 ? label->box.top : label->box.bottom;
            double line = x_at(own, y);
            double edge = line < label->box.left ? label->box.left : label->box.right;
            double other = x_at(lines[i], y);
            if (fabs(other - line) > 2 && (other - line) * (other - edge) < 0) {
                row_fail("%s: line %zu is between it and its line", label->curve->name, i);
            }
        }
    }
}

static void check_label(const struct end_labels *labels, const struct end_label *label,
                        const struct panel *panel, const struct line *lines) {
    struct line line = lines[label->curve - panel->curves];
    struct spot exit = find_exit(line);
    double distance = hypot(exit.x - label->exit.x, exit.y - label->exit.y);

    if (distance > 1) {
        row_fail("%s: the exit is %.1f px off", label->curve->name, distance);
    }
    if (label->is_inside) {
        assert_true(panel_is_free(panel, label->box, NULL));
        if (label->has_way) {
            check_apart(labels, label, line);
        } else {
            check_inside(label, panel, lines, line);
        }
        return;
    }
    bool is_far = fabs(label->y - exit.y) > 0.6 * labels->size + 1 || exit.x < frame.right - 4;
    if (is_far && !label->needs_leader) {
        row_fail("%s: away from its line without a leader", label->curve->name);
    }
}

/* ---- leaders ---- */

static double area(struct spot a, struct spot b, struct spot c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Whether two ways cross. */
static bool cross(struct spot a, struct spot b, struct spot c, struct spot d) {
    static const double touch = 1e-6;
    return area(a, b, c) * area(a, b, d) < -touch && area(c, d, a) * area(c, d, b) < -touch;
}

/* Those that begin at one exit, as far as anybody sees, only touch there. */
static bool leaders_cross(const struct leader *a, const struct leader *b) {
    static const double seen = 0.05; /* px */
    bool have_one_exit = hypot(a->spots[0].x - b->spots[0].x, a->spots[0].y - b->spots[0].y) < seen;

    for (size_t i = 1; i < a->n; i++) {
        for (size_t j = 1; j < b->n; j++) {
            bool are_first = i == 1 && j == 1;
            if (!(have_one_exit && are_first) &&
                cross(a->spots[i - 1], a->spots[i], b->spots[j - 1], b->spots[j])) {
                return true;
            }
        }
    }
    return false;
}

/* A leader stays off the subtitle and the ticks, and crosses lines within the frame only from its
 * lower edge. */
static void check_way(const struct leader *leader, const struct panel *panel, const char *name) {
    static const double descenders = 0.75; /* ems of the text above them */
    for (size_t i = 0; i < leader->n && leader->spots[i].x < frame.right + 2; i++) {
        if (leader->spots[i].y < frame.top - descenders * metrics.subtitle) {
            row_fail("%s: its leader rises %.0f px above the frame", name,
                     frame.top - leader->spots[i].y);
        }
        if (leader->spots[i].y > frame.bottom) {
            row_fail("%s: its leader goes below the frame", name);
        }
    }
    struct spot from = leader->spots[0];
    struct spot to = leader->spots[1];
    bool is_lower = from.y > frame.bottom - 1;
    if (to.x > frame.right && from.x < frame.right - 4 && !is_lower) {
        double part = (frame.right - from.x) / (to.x - from.x);
        struct spot edge = {frame.right, from.y + part * (to.y - from.y)};
        from.y += 0.02 / (to.x - from.x) * (to.y - from.y); /* off its own line */
        from.x += 0.02;
        if (!panel_way_is_free(panel, from, edge)) {
            row_fail("%s: its leader crosses a line", name);
        }
    }
}

static void check_leaders(const struct end_labels *labels, const struct panel *panel) {
    struct leader leaders[PANEL_CURVES_MAX];
    const char *names[PANEL_CURVES_MAX];
    size_t n = 0;

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        if (label->needs_leader) {
            names[n] = label->curve->name;
            leaders[n] = end_label_leader(labels, label, label->y);
            check_way(&leaders[n], panel, names[n]);
            for (size_t j = 0; j < n; j++) {
                if (leaders_cross(&leaders[j], &leaders[n])) {
                    row_fail("the leaders of %s and %s cross", names[j], names[n]);
                }
            }
            n++;
        }
    }
}

static void check_labels(const struct end_labels *labels, const struct panel *panel,
                         const struct line *lines) {
    double below = -INFINITY;

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        check_label(labels, label, panel, lines);
        if (!label->is_inside) {
            assert_true(label->y - half_height(labels, label) >= below);
            below = label->y + half_height(labels, label);
        }
    }
}

static void every_line_has_its_label(void **state) {
    GRand *random = g_rand_new_with_seed(12);
    struct canvas *canvas = ((struct sheet *)*state)->canvas;

    for (int i = 0; i < N_PANELS_TRIED; i++) {
        struct panel panel;
        struct line lines[PANEL_CURVES_MAX];
        struct end_labels labels;
        size_t n = make_lines(&panel, random, lines);
        label_text_measure(&panel, canvas, &metrics);
        end_labels_place(&labels, &panel, canvas, &metrics);
        assert_int_equal(labels.n_parts, n);
        assert_int_equal(labels.n_left_out, 0);
        check_labels(&labels, &panel, lines);
        check_leaders(&labels, &panel);
        panel_finish(&panel);
    }
    g_rand_free(random);
}

/* ---- peaks ---- */

/* From 0 to a peak and back, a label at the peak. */
static void add_peak(struct panel *panel, double x, double y) {
    static const double half = 0.4; /* of the width */
    struct point points[] = {{.x = -2}, {.x = x - half}, {.x = x}, {.x = x + half}, {.x = 2}};
    struct curve curve = {.n_points = G_N_ELEMENTS(points), .points = points};

    points[2].y = number_from_double(y);
    struct panel_curve *peak = panel_add_curve(panel, &curve);
    peak->name = g_strdup_printf("peak at %.2f", x);
    peak->end_x = x;
    peak->end_y = peak->order = y;
}

/* Whether the straight way between two places passes no label inside of the frame but the one that
 * it leads to. */
static bool leads_past_labels(const struct end_labels *labels, const struct end_label *own,
                              struct spot from, struct spot to) {
    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        if (other != own && other->is_inside && box_is_crossed(other->box, from, to)) {
            return false;
        }
    }
    return true;
}

/* Whether the way of a label passes no other peak, of those near its own one rather none than
 * nearer. */
static bool leads_past_peaks(const struct end_labels *labels, const struct end_label *own) {
    static const double marker = 0.3; /* ems */

    for (size_t i = 0; i < labels->n; i++) {
        struct spot peak = labels->each[i].exit;
        double apart = hypot(peak.x - own->exit.x, peak.y - own->exit.y);
        struct box box = box_grown((struct box){peak.x, peak.y, peak.x, peak.y},
                                   fmin(marker * labels->size, 0.7 * apart));
        if (&labels->each[i] != own && box_is_crossed(box, own->way[0], own->way[1])) {
            return false;
        }
    }
    return true;
}

/* A label inside is where no curve passes, and near the peak, or at a short way that passes no
 * other label. */
static bool is_at_peak(const struct end_labels *labels, const struct end_label *label,
                       const struct panel *panel) {
    static const double near = 2.5; /* ems */
    static const double nearest_way = 8;
    struct box box = label->box;
    double dx = fmax(fmax(box.left - label->exit.x, label->exit.x - box.right), 0);
    double dy = fmax(fmax(box.top - label->exit.y, label->exit.y - box.bottom), 0);
    bool is_free =
        !label->has_way || (leads_past_peaks(labels, label) &&
                            leads_past_labels(labels, label, label->way[0], label->way[1]) &&
                            box_is_crossed(box_grown(box, 1), label->way[0], label->way[1]));

    return is_free && panel_is_free(panel, box, NULL) &&
           hypot(dx, dy) < (label->has_way ? nearest_way : near) * labels->size;
}

/* The leader of a label beside the frame passes none inside, and keeps apart from others. */
static bool has_own_height(const struct end_labels *labels, const struct end_label *label) {
    struct leader leader = end_label_leader(labels, label, label->y);
    bool is = true;

    for (size_t i = 1; i < leader.n; i++) {
        is = is && leads_past_labels(labels, label, leader.spots[i - 1], leader.spots[i]);
    }
    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        is = is &&
             (other == label || other->is_inside || fabs(other->leader_y - label->leader_y) >= 3);
    }
    return is;
}

/* The labels whose leaders find no height among many others. */
static size_t check_peaks(const struct end_labels *labels, const struct panel *panel) {
    size_t n_without_height = 0;

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        bool is_right = label->is_inside ? is_at_peak(labels, label, panel) : label->needs_leader;
        if (!is_right) {
            row_fail("%s: its label is not beside it", label->curve->name);
        }
        n_without_height += label->is_inside || has_own_height(labels, label) ? 0 : 1;
    }
    return n_without_height;
}

static void labels_are_beside_peaks(void **state) {
    static const size_t few = N_PANELS_TRIED / 1000;
    size_t n_without_height = 0;
    GRand *random = g_rand_new_with_seed(13);
    struct canvas *canvas = ((struct sheet *)*state)->canvas;

    for (int i = 0; i < N_PANELS_TRIED; i++) {
        struct panel panel = {.frame = frame, .room = {.width = 240, .gutter = 50}};
        struct end_labels labels;
        int n = g_rand_int_range(random, 1, 8);
        panel.x = panel.y = axis_of_range(-2, 2, 5);
        for (int j = 0; j < n; j++) {
            add_peak(&panel, g_rand_double_range(random, -1.5, 1.5),
                     g_rand_double_range(random, 0.1, 2));
        }
        coincident_curves_group(&panel);
        label_text_measure(&panel, canvas, &metrics);
        end_labels_place(&labels, &panel, canvas, &metrics);
        assert_true(n > 1 || labels.each[0].is_inside);
        n_without_height += check_peaks(&labels, &panel);
        panel_finish(&panel);
    }
    assert_true(n_without_height <= few);
    g_rand_free(random);
}

/* Three equal curves end below another one, where only two lines have room. */
static void equal_curves_have_even_lines(void **state) {
    static const char *const names[] = {"the very first network of three", "w/ skip", "the third"};
    struct canvas *canvas = ((struct sheet *)*state)->canvas;
    struct panel panel = {.frame = frame, .room = {.width = 200, .gutter = 50}};
    struct end_labels labels;

    panel.x = panel.y = axis_of_range(-2, 2, 5);
    panel_add_line(&panel, -2, -1.4, 2, -1.4);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct panel_curve *curve = panel_add_line(&panel, -2, -1.4, -1.9, -2);
        curve->name = g_strdup(names[i]);
        curve->value = g_strdup("0 from layer 1");
    }
    coincident_curves_group(&panel);
    label_text_measure(&panel, canvas, &metrics);
    end_labels_place(&labels, &panel, canvas, &metrics);
    assert_int_equal(labels.n, 1);
    assert_true(labels.each[0].is_inside);
    assert_int_equal(labels.each[0].n_lines, 2);
    panel_finish(&panel);
}

/* ---- lines on each other ---- */

/* Of lines on each other one is seen, with dashes above it, and their label has all names. */
static void lines_on_each_other_share_a_label(void **state) {
    enum { N = 4, SEEN = 1, DASHED = 0 };
    struct panel panel = {.frame = frame, .depth = 2};
    size_t n_hidden = 0;
    (void)state;

    panel.x = panel.y = axis_of_range(-2, 2, 5);
    for (size_t i = 0; i <= N; i++) { /* the last one apart */
        double end = i < N ? 2 + 1e-4 * (double)i : 1.9;
        struct panel_curve *curve = panel_add_line(&panel, -2, -2, 2, end);
        curve->name = g_strdup("a line");
        curve->has_markers = i != DASHED;
        curve->stroke = (struct stroke){.color = (uint32_t)i, .width = 3};
        curve->stroke.dash[1] = i == DASHED ? 4 : 0;
    }
    coincident_curves_group(&panel);
    for (size_t i = 0; i < N; i++) {
        const struct panel_curve *curve = &panel.curves[i];
        assert_int_equal(curve->group, SEEN);
        assert_int_equal(curve->n_turns, N - 1);
        assert_true(i == DASHED || curve->turn == (int)i - 1);
        n_hidden += curve->cover == COVER_HIDDEN ? 1 : 0;
    }
    assert_int_equal(n_hidden, N - 2);
    assert_int_equal(panel.curves[DASHED].cover, COVER_ABOVE);
    assert_int_equal(panel.curves[N].group, N);
    panel_finish(&panel);
}

/* Values that differ by their rounding leave equal curves in the order in which they are drawn. */
static void equal_lines_keep_their_order(void **state) {
    enum { N = 3 };
    struct canvas *canvas = ((struct sheet *)*state)->canvas;
    struct panel panel = {.frame = frame, .room = {.width = 240, .gutter = 50}};
    struct end_labels labels;

    panel.x = panel.y = axis_of_range(-2, 2, 5);
    for (size_t i = 0; i < N; i++) {
        struct panel_curve *curve = panel_add_line(&panel, -2, -1, 2, 1 + 1e-15 * (double)i);
        curve->name = g_strdup_printf("line %zu", i);
        curve->stroke = (struct stroke){.color = (uint32_t)i, .width = metrics.curve};
    }
    coincident_curves_group(&panel);
    label_text_measure(&panel, canvas, &metrics);
    end_labels_place(&labels, &panel, canvas, &metrics);
    assert_int_equal(labels.n, 1);
    for (size_t i = 0; i < N; i++) {
        assert_ptr_equal(labels.parts[i].curve, &panel.curves[i]);
    }
    panel_finish(&panel);
}

/* Without markers, which a single layer does not have, equal curves are a striped line. */
static void equal_curves_of_one_layer_are_striped(void **state) {
    (void)state;

    for (int64_t depth = 1; depth <= 2; depth++) {
        struct panel panel = {.frame = frame, .depth = depth};
        panel.x = panel.y = axis_of_range(-2, 2, 5);
        for (size_t i = 0; i < 2; i++) {
            struct panel_curve *curve = panel_add_line(&panel, -2, -1, 2, 1);
            curve->name = g_strdup("a line");
            curve->has_markers = true;
        }
        coincident_curves_group(&panel);
        assert_int_equal(panel.curves[1].cover, depth == 1 ? COVER_ABOVE : COVER_HIDDEN);
        panel_finish(&panel);
    }
}

/* Two curves of different signs, and a third like one of them, are a striped line in any order. */
static void signs_are_seen_in_any_order(void **state) {
    enum { N = 3 };
    (void)state;

    for (size_t other = 0; other < N; other++) {
        struct panel panel = {.frame = frame, .depth = 2};
        size_t n_stripes = 0;
        panel.x = panel.y = axis_of_range(-2, 2, 5);
        for (size_t i = 0; i < N; i++) {
            struct panel_curve *curve = panel_add_line(&panel, -2, -1, 2, 1);
            curve->name = g_strdup("a line");
            curve->has_markers = true;
            curve->is_negative[1] = i == other;
        }
        coincident_curves_group(&panel);
        for (size_t i = 0; i < N; i++) {
            n_stripes += panel.curves[i].cover == COVER_ABOVE ? 1 : 0;
            assert_false(panel.curves[i].n_stripes > 1);
        }
        assert_int_equal(n_stripes, 1);
        panel_finish(&panel);
    }
}

/* A curve of many points lies on a line of three. */
static void points_may_differ_in_number(void **state) {
    enum { N_POINTS = 5 };
    struct point points[N_POINTS] = {0};
    (void)state;

    for (int has_peak = 0; has_peak < 2; has_peak++) {
        struct panel panel = {.frame = frame};
        panel.x = axis_of_range(0, 4, 5);
        panel.y = axis_of_range(0, 2, 5);
        for (size_t i = 0; i < N_POINTS; i++) {
            points[i].x = (double)i;
            points[i].y = number_from_double(has_peak && i == 1 ? 1.5 : 1);
        }
        struct curve curve = {.n_points = N_POINTS, .points = points};
        panel_add_line(&panel, 0, 1, 4, 1)->name = g_strdup("ideal");
        panel_add_curve(&panel, &curve)->name = g_strdup("a network");
        coincident_curves_group(&panel);
        assert_int_equal(panel.curves[0].group == panel.curves[1].group, has_peak == 0);
        assert_int_equal(coincident_curves_are_equal(&panel, &panel.curves[0], &panel.curves[1]),
                         has_peak == 0);
        for (size_t i = 0; i < N_POINTS; i++) { /* only the moduli are equal */
            panel.curves[1].is_negative[i] = true;
            assert_false(coincident_curves_are_equal(&panel, &panel.curves[0], &panel.curves[1]));
            panel.curves[1].is_negative[i] = false;
        }
        panel_finish(&panel);
    }
}

/* A curve alternates if it turns at nearly all of its points. */
static void turns_are_counted(void **state) {
    static const struct {
        double values[6];
        bool alternates;
    } rows[] = {
        {{1, -1, 1, -1, 1, -1}, true}, {{1, 0.5, 0.25, 0.2, 0.1, 0}, false},
        {{0, 1, 2, 1, 0, 0}, false},   {{4, 2, 4, 2, 4, 2}, true},
        {{4, 2, 4, 2, 1, 0}, false},
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct point points[6] = {0};
        struct panel panel = {.frame = frame};
        panel.x = panel.y = axis_of_range(-5, 5, 5);
        for (size_t j = 0; j < G_N_ELEMENTS(points); j++) {
            points[j].x = (double)j;
            points[j].y = number_from_double(rows[i].values[j]);
        }
        struct curve curve = {.n_points = G_N_ELEMENTS(points), .points = points};
        assert_int_equal(curve_alternates(panel_add_curve(&panel, &curve)), rows[i].alternates);
        panel_finish(&panel);
    }
}

/* Random layers turn at two of three, and their noise is no area unless they alternate. */
static void noise_does_not_swing(void **state) {
    enum { N_LAYERS = 150 };
    static const struct {
        int period; /* of which the last layer goes down */
        bool is_random;
        bool swings;
    } rows[] = {{2, false, true}, {2, true, true}, {3, false, true}, {3, true, false}};
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct point points[N_LAYERS] = {0};
        struct panel panel = {.frame = frame};
        panel.x = axis_of_range(0, N_LAYERS, 5);
        panel.y = axis_of_range(0, N_LAYERS, 5);
        for (int j = 0; j < N_LAYERS; j++) {
            points[j].x = (double)j;
            points[j].y = number_from_double(j % rows[i].period);
        }
        struct curve points_of = {.n_points = N_LAYERS, .points = points};
        struct panel_curve *curve = panel_add_curve(&panel, &points_of);
        curve->stroke.width = metrics.curve;
        curve->is_random = rows[i].is_random;
        assert_int_equal(curve_swings(&panel, curve), rows[i].swings);
        panel_finish(&panel);
    }
}

/* More than eight share the layers, unless markers tell apart two that lie on each other. */
static void many_curves_have_few_markers(void **state) {
    static const struct {
        size_t n;
        size_t n_equal;
        bool are_many;
    } rows[] = {{5, 1, false}, {8, 1, false}, {9, 1, true}, {9, 2, false}};
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct panel panel = {.frame = frame};
        panel.x = panel.y = axis_of_range(-2, 2, 5);
        for (size_t j = 0; j < rows[i].n; j++) {
            double y = j < rows[i].n_equal ? 0 : (double)j / 5;
            struct panel_curve *curve = panel_add_line(&panel, -2, y, 2, y);
            curve->name = g_strdup_printf("line %zu", j);
            curve->has_markers = true;
        }
        coincident_curves_group(&panel);
        assert_int_equal(markers_are_many(&panel), rows[i].are_many);
        panel_finish(&panel);
    }
}

/* From edge to edge, although the parts of it in the frame are less than a double's digits. */
static void steep_lines_cross_the_frame(void **state) {
    static const double slopes[] = {2, 1e6, 1e35, -1e35, 1e300};
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(slopes); i++) {
        struct panel panel = {.frame = frame};
        panel.x = panel.y = axis_of_range(-2, 2, 5);
        const struct panel_curve *line =
            panel_add_line(&panel, -2, -2 * slopes[i], 2, 2 * slopes[i]);
        assert_int_equal(line->n, 3);
        assert_true(line->y[0] == (slopes[i] > 0 ? -2 : 2) && line->y[2] == -line->y[0]);
        assert_true(fabs(line->x[0]) <= 1 && fabs(line->x[2]) <= 1);
        panel_finish(&panel);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_line_has_its_label, set_up, tear_down),
        cmocka_unit_test_setup_teardown(labels_are_beside_peaks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(equal_curves_have_even_lines, set_up, tear_down),
        cmocka_unit_test(lines_on_each_other_share_a_label),
        cmocka_unit_test_setup_teardown(equal_lines_keep_their_order, set_up, tear_down),
        cmocka_unit_test(equal_curves_of_one_layer_are_striped),
        cmocka_unit_test(signs_are_seen_in_any_order),
        cmocka_unit_test(points_may_differ_in_number),
        cmocka_unit_test(turns_are_counted),
        cmocka_unit_test(noise_does_not_swing),
        cmocka_unit_test(many_curves_have_few_markers),
        cmocka_unit_test(steep_lines_cross_the_frame),
    };
    return run_all(tests);
}
