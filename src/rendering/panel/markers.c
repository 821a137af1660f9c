/* Chooses the layers that have markers, and draws them. */
#include "rendering/panel/markers.h"

#include <math.h>

#include "rendering/panel/swinging_curves.h"

/* Nearer markers would make beads of a line, px; in larger figures in proportion. */
static const double DISTANCE_MIN = 40;

/* Markers at ticks, where readers count, may be nearer by this factor. */
static const double NEAR_TICKS = 0.95;

/* Of more curves than networks the markers would hide each other: then they have a few, unless some
 * show signs or tell apart curves that lie on each other. */
enum { CURVES_MAX = 8, FEW = 3 };

/* Fewer markers say nothing about the layers. */
enum { MARKERS_MIN = 3 };

/* ---- which layers ---- */

static bool has_any(const struct panel *panel, bool (*is)(const struct panel_curve *curve)) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (is(&panel->curves[i])) {
            return true;
        }
    }
    return false;
}

/* Whether every second layer of the curve is alike: then others should have markers, too. */
static bool is_marked_and_alternates(const struct panel_curve *curve) {
    return curve->has_markers && curve_alternates(curve);
}

/* The layers with markers: all, some of those that have ticks, or others. */
struct marks {
    struct layer_steps steps;      /* of layers, or of ticks; n is 0 if there are none */
    const struct axis_tick *ticks; /* NULL for steps of layers */
    bool has_signs;                /* hollow markers show them */
};

static double marked_layer(const struct marks *marks, int64_t i) {
    int64_t at = layer_steps_at(&marks->steps, i);
    return marks->ticks != NULL ? marks->ticks[at].at : (double)at;
}

static size_t count_marked(const struct panel *panel) {
    size_t n = 0;

    for (size_t i = 0; i < panel->n_curves; i++) {
        n += panel->curves[i].has_markers ? 1 : 0;
    }
    return n;
}

static bool takes_turns(const struct panel_curve *curve) {
    return curve->n_turns > 1;
}

bool markers_are_many(const struct panel *panel) {
    return count_marked(panel) > CURVES_MAX && !has_any(panel, panel_curve_has_negative) &&
           !has_any(panel, takes_turns);
}

struct marker marker_of(const struct drawing *drawing, const struct panel_curve *curve,
                        bool is_hollow) {
    return (struct marker){.shape = curve->shape,
                           .color = curve->stroke.color,
                           .size = drawing->metrics->marker,
                           .halo = drawing->theme->background,
                           .is_hollow = is_hollow};
}

/* The least distance of two markers, in layers. */
static double least_gap(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    double gap = DISTANCE_MIN * fmax(1, drawing->metrics->unit) /
                 (panel_x_px(panel, 1) - panel_x_px(panel, 0));

    return panel->has_few_markers ? fmax(gap, (double)panel->depth / FEW) : gap;
}

static bool are_even(const struct layer_steps *steps) {
    return steps->depth % steps->step == 0;
}

/* Some of the ticks, unless only the layers can be divided into equal steps. */
static struct marks choose_even_marks(const struct drawing *drawing, bool has_signs) {
    const struct panel *panel = drawing->panel;
    double gap = least_gap(drawing);
    struct marks marks = {.steps = layer_steps_of(panel->depth, gap, gap, has_signs),
                          .has_signs = has_signs};

    if (marks.steps.step == 1 || has_signs || panel->x.n_ticks < MARKERS_MIN) {
        return marks;
    }
    struct marks layers = marks;
    gap *= NEAR_TICKS;
    marks.ticks = panel->x.ticks;
    marks.steps = layer_steps_of((int64_t)panel->x.n_ticks - 1, gap / marks.ticks[1].at,
                                 gap / marks.ticks[1].at, false);
    if (!are_even(&marks.steps) && are_even(&layers.steps)) {
        return layers;
    }
    /* the last layer may be nearer to the tick before it than the others are */
    if (marked_layer(&marks, marks.steps.n - 1) - marked_layer(&marks, marks.steps.n - 2) < gap) {
        marks.steps.n--;
    }
    return marks;
}

/* All ticks of a log axis, which no even steps fit. */
static struct marks mark_ticks(const struct axis *axis, bool has_signs) {
    int64_t last = (int64_t)axis->n_ticks - 1;

    return (struct marks){
        .steps = {.depth = last, .step = 1, .n = last + 1},
        .ticks = axis->ticks,
        .has_signs = has_signs,
    };
}

/* The x axis is one of layers or depths if there are curves with markers. */
static struct marks choose_marks(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;

    if (count_marked(panel) == 0) {
        return (struct marks){0};
    }
    bool has_signs =
        has_any(panel, panel_curve_has_negative) || has_any(panel, is_marked_and_alternates);
    struct marks marks = panel->x.scale == AXIS_LOG ? mark_ticks(&panel->x, has_signs)
                                                    : choose_even_marks(drawing, has_signs);

    if (marks.steps.n < MARKERS_MIN) {
        marks.steps.n = 0;
    }
    return marks;
}

/* ---- on a curve ---- */

/* A marker at a place of the axes. */
static void draw_marker(const struct drawing *drawing, double x, double y, struct marker marker) {
    canvas_marker(drawing->canvas, panel_x_px(drawing->panel, x), panel_y_px(drawing->panel, y),
                  &marker);
}

static void mark_point(const struct drawing *drawing, const struct panel_curve *curve, size_t i) {
    draw_marker(drawing, curve->x[i], curve->y[i],
                marker_of(drawing, curve, curve->is_negative[i]));
}

/* The layer or the depth at a place of the x axis. */
static double layer_at(const struct panel *panel, double x) {
    return panel->x.scale == AXIS_LOG ? round(pow(10, x)) : x;
}

/* The point nearest to a layer of those an even number of layers away from it: where the next layer
 * may have the other sign, they have its sign. Point `i` if there is none. */
static size_t nearest_even(const struct panel *panel, const struct panel_curve *curve, size_t i,
                           double x) {
    double layer = layer_at(panel, x);
    double least = INFINITY;

    for (size_t j = 0; j < curve->n; j++) {
        double distance = fabs(layer_at(panel, curve->x[j]) - layer);
        if (fmod(distance, 2) == 0 && distance < least) {
            least = distance;
            i = j;
        }
    }
    return i;
}

/* Marks a layer between points `i - 1` and `i`, on the line or at a point with its sign. */
static void mark_between(const struct drawing *drawing, const struct panel_curve *curve, size_t i,
                         double layer, bool has_signs) {
    const double *x = &curve->x[i - 1];
    const double *y = &curve->y[i - 1];

    if (has_signs) {
        mark_point(drawing, curve, nearest_even(drawing->panel, curve, i, layer));
    } else {
        double part = (layer - x[0]) / (x[1] - x[0]);
        draw_marker(drawing, layer, y[0] + part * (y[1] - y[0]), marker_of(drawing, curve, false));
    }
}

/* Curves that lie on each other take turns. */
static bool is_other_turn(const struct panel_curve *curve, int64_t k) {
    int64_t turn = curve->has_two_a_turn ? k / 2 : k;
    return curve->n_turns > 1 && turn % curve->n_turns != curve->turn;
}

static void mark_layers(const struct drawing *drawing, const struct panel_curve *curve,
                        const struct marks *marks) {
    int64_t first = drawing->panel->has_common_start ? 1 : 0;
    size_t i = 0;

    if (curve_swings(drawing->panel, curve)) { /* a layer has no place that one could see */
        mark_point(drawing, curve, curve->n - 1);
        return;
    }
    for (int64_t k = first; k < marks->steps.n; k++) {
        double layer = marked_layer(marks, k);
        if (is_other_turn(curve, k)) {
            continue; /* another curve of the same place has it */
        }
        while (i < curve->n && curve->x[i] < layer) {
            i++;
        }
        if (i == curve->n) {
            return; /* the curve has ended in zero */
        }
        if (curve->x[i] > layer && (i == 0 || curve->is_apart[i])) {
            continue; /* in a gap */
        }
        if (curve->x[i] == layer) {
            mark_point(drawing, curve, i);
        } else {
            mark_between(drawing, curve, i, layer, marks->has_signs);
        }
    }
}

/* ---- points ---- */

/* Points that are near each other are smaller, so that each is seen, and the lines between them. */
static void mark_points(const struct drawing *drawing, const struct panel_curve *points) {
    static const double smallest = 0.35; /* of the markers of lines */
    static const double largest = 0.9;
    static const double covered = 0.55; /* of the distance of two layers */
    const struct panel *panel = drawing->panel;
    double gap = panel_x_px(panel, 1) - panel_x_px(panel, 0);
    struct marker marker = marker_of(drawing, points, false);

    marker.size = fmin(fmax(covered * gap, smallest * marker.size), largest * marker.size);
    for (size_t i = panel->has_common_start ? 1 : 0; i < points->n; i++) {
        draw_marker(drawing, points->x[i], points->y[i], marker);
    }
}

/* ---- begins and ends ---- */

/* An arrow head where a line falls off the panel. */
static void draw_arrow(const struct drawing *drawing, const struct panel_curve *curve, double x) {
    const struct panel *panel = drawing->panel;
    struct marker arrow = marker_of(drawing, curve, false);
    double bottom = panel->y.low + arrow.size / 2 / (panel->frame.bottom - panel->frame.top) *
                                       (panel->y.high - panel->y.low);

    arrow.shape = MARKER_TRIANGLE_DOWN;
    draw_marker(drawing, x, bottom, arrow);
}

/* A marker where a line ends because it is 0, and an arrow head. */
static void mark_end(const struct drawing *drawing, const struct panel_curve *curve) {
    if (curve->n > 0) {
        mark_point(drawing, curve, curve->n - 1);
    }
    draw_arrow(drawing, curve, curve->zero_x);
}

/* Arrow heads where a line is 0 and goes on, as far as they stand apart. */
static void mark_zeros(const struct drawing *drawing, const struct panel_curve *curve) {
    double last = -INFINITY; /* px */

    for (size_t i = 0; i < curve->n_zeros; i++) {
        double x = panel_x_px(drawing->panel, curve->zeros[i]);
        if (x - last > drawing->metrics->marker) {
            draw_arrow(drawing, curve, curve->zeros[i]);
            last = x;
        }
    }
}

/* Points that no line leads to; as full as a line where nothing shows signs. */
static void mark_dots(const struct drawing *drawing, const struct panel_curve *curve) {
    for (size_t i = 0; i < curve->n; i++) {
        if (panel_curve_is_dot(curve, i)) {
            bool is_hollow = curve->has_markers && curve->is_negative[i];
            draw_marker(drawing, curve->x[i], curve->y[i], marker_of(drawing, curve, is_hollow));
        }
    }
}

/* One neutral dot in place of the markers of all curves. */
static void mark_start(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;

    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if ((curve->has_markers || curve->style == STYLE_POINTS) && curve->n > 0) {
            struct marker dot = marker_of(drawing, curve, false);
            dot.shape = MARKER_CIRCLE;
            dot.color = drawing->theme->muted;
            draw_marker(drawing, curve->x[0], curve->y[0], dot);
            return;
        }
    }
}

bool markers_are_shown(const struct drawing *drawing) {
    return choose_marks(drawing).steps.n > 0;
}

void markers_draw(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    struct marks marks = choose_marks(drawing);

    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->has_markers) {
            mark_layers(drawing, curve, &marks);
        }
        if (curve->ends_in_zero) {
            mark_end(drawing, curve);
        }
        if (curve->style == STYLE_LINE) {
            mark_zeros(drawing, curve);
        }
        if (curve->style == STYLE_LINE && !panel->has_common_start) {
            mark_dots(drawing, curve);
        }
    }
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].style == STYLE_POINTS) {
            mark_points(drawing, &panel->curves[i]);
        }
    }
    if (panel->has_common_start) {
        mark_start(drawing);
    }
}
