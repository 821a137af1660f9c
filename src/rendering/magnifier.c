/* Enlarges a piece of a panel beside its frame. */
#include "rendering/magnifier.h"

#include <math.h>

#include <glib.h>

#include "rendering/coincident_curves.h"
#include "rendering/label_text.h"

/* Lines whose middles are further apart than their width look like two. */
static const double NEAR = 1;

/* Lines are at most this far apart in the inset, and no nearer than that; the same. */
static const double APART = 5;
static const double APART_MIN = 1.3;

/* The inset is this part of the frame's width, and at least so many px wide; its height is this
 * part of its width. */
static const double WIDTH = 0.22;
static const double WIDTH_MIN = 40;
static const double HEIGHT = 1.6;

/* No inset is more times larger than this. */
static const double FACTOR_MAX = 50;

/* ---- the lines ---- */

/* A line that is steeper than doubles can say is in no pair. */
static bool is_line(const struct panel_curve *curve) {
    return curve->name != NULL && curve->n > 1 && curve->x[curve->n - 1] > curve->x[0];
}

static struct spot exit_of(const struct panel *panel, const struct panel_curve *line) {
    return panel_spot(panel, line, line->n - 1);
}

/* The distance of the exit of one line from the other line, which is not that of the other exit
 * from the one. */
static double distance(const struct panel *panel, const struct panel_curve *line,
                       const struct panel_curve *other) {
    struct spot spot = exit_of(panel, line);
    struct spot from = panel_spot(panel, other, 0);
    struct spot to = exit_of(panel, other);
    double area = (to.x - from.x) * (spot.y - from.y) - (to.y - from.y) * (spot.x - from.x);

    return fabs(area) / hypot(to.x - from.x, to.y - from.y);
}

/* Two lines where they leave the frame on the right. */
struct pair {
    double distance; /* px; INFINITY: there are none */
    double between;  /* px between the exits */
    struct spot exit;
    double slope; /* px down for each px to the right */
};

static struct pair pair_of(const struct panel *panel, const struct panel_curve *a,
                           const struct panel_curve *b) {
    struct spot from = panel_spot(panel, a, 0);
    struct spot to = exit_of(panel, a);
    struct spot other = exit_of(panel, b);

    return (struct pair){
        .distance = distance(panel, a, b),
        .between = hypot(to.x - other.x, to.y - other.y),
        .exit = {(to.x + other.x) / 2, (to.y + other.y) / 2},
        .slope = (to.y - from.y) / (to.x - from.x),
    };
}

/* ... beside the inset, and not so steep that they would leave that at its upper edge. */
static bool leaves_beside(const struct panel *panel, const struct pair *pair) {
    static const double near_right = 0.1; /* of the frame's width */
    static const double near_top = 0.35;  /* of its height */
    const struct box *frame = &panel->frame;

    return frame->right - pair->exit.x < near_right * (frame->right - frame->left) &&
           pair->exit.y - frame->top < near_top * (frame->bottom - frame->top) &&
           fabs(pair->slope) < HEIGHT - 0.4;
}

/* Of the pairs that look like one line, and not so in the largest inset, the one whose lines are
 * the nearest. `width` is that of a line. */
static struct pair find_pair(const struct panel *panel, double width) {
    static const double same_exit = 10; /* distances: lines may cross the edge at a flat angle */
    double least = APART_MIN * width / FACTOR_MAX;
    struct pair found = {.distance = INFINITY};

    for (size_t i = 0; i < panel->n_curves; i++) {
        for (size_t j = 0; j < panel->n_curves; j++) {
            const struct panel_curve *a = &panel->curves[i];
            const struct panel_curve *b = &panel->curves[j];
            if (i != j && is_line(a) && is_line(b)) {
                struct pair pair = pair_of(panel, a, b);
                bool is_near = least <= pair.distance && pair.distance < NEAR * width &&
                               pair.between < same_exit * pair.distance &&
                               leaves_beside(panel, &pair);
                found = is_near && pair.distance < found.distance ? pair : found;
            }
        }
    }
    return found;
}

/* ---- the piece ---- */

/* The heights of lines where they reach the right edge of the frame, or would above or below it. */
struct heights {
    double low;
    double high;
};

/* Those of the pair, and of other lines that are hardly further away. */
static struct heights heights_of(const struct panel *panel, const struct pair *pair, double width) {
    double middle = pair->exit.y + pair->slope * (panel->frame.right - pair->exit.x);
    struct heights heights = {middle, middle};

    for (size_t i = 0; i < panel->n_curves; i++) {
        if (is_line(&panel->curves[i])) {
            struct spot from = panel_spot(panel, &panel->curves[i], 0);
            struct spot to = exit_of(panel, &panel->curves[i]);
            double slope = (to.y - from.y) / (to.x - from.x);
            double y = to.y + slope * (panel->frame.right - to.x);
            if (fabs(y - middle) < 2 * NEAR * width) {
                heights.low = fmax(heights.low, y);
                heights.high = fmin(heights.high, y);
            }
        }
    }
    return heights;
}

/* The nearest of 1, 2 and 5 times a power of 10. */
static double round_below(double factor) {
    double power = pow(10, floor(log10(factor)));
    double first = factor / power;

    return power * (first >= 5 ? 5 : first >= 2 ? 2 : 1);
}

/* The piece at the right edge of the frame that an inset `width` px wide enlarges. It shows the
 * lines as far apart as they should be, if all reach its right edge. `line` is their width. */
static struct box piece_of(const struct panel *panel, const struct pair *pair, double width,
                           double line) {
    static const double margin = 0.2; /* of the width, above and below */
    double right = panel->frame.right;
    struct heights heights = heights_of(panel, pair, line);
    double room = (HEIGHT - fabs(pair->slope) - margin) * width;
    double factor =
        fmin(fmin(APART * line / pair->distance, room / (heights.low - heights.high)), FACTOR_MAX);
    double part = width / round_below(factor);
    double middle = (heights.low + heights.high) / 2 - pair->slope * part / 2;

    return (struct box){right - part, middle - HEIGHT * part / 2, right,
                        middle + HEIGHT * part / 2};
}

/* ---- the lens ---- */

static double value_at(const struct axis *axis, double from, double to, double px) {
    return axis->low + (px - from) / (to - from) * (axis->high - axis->low);
}

/* The axes of a lens above the box `piece` of a panel. */
static void set_axes(struct panel *lens, const struct panel *panel, struct box piece) {
    const struct box *frame = &panel->frame;

    lens->x.low = value_at(&panel->x, frame->left, frame->right, piece.left);
    lens->x.high = value_at(&panel->x, frame->left, frame->right, piece.right);
    lens->y.low = value_at(&panel->y, frame->bottom, frame->top, piece.bottom);
    lens->y.high = value_at(&panel->y, frame->bottom, frame->top, piece.top);
}

/* Adds what the lens shows of a line, unless it is no more than a corner. A line that ends at the
 * right edge of the lens has its label there. */
static void add_part(struct panel *lens, struct panel_curve *line) {
    static const double corner = 0.25; /* of the width */
    size_t last = line->n - 1;
    double slope = (line->y[last] - line->y[0]) / (line->x[last] - line->x[0]);
    double low = line->y[0] + slope * (lens->x.low - line->x[0]);
    double high = line->y[0] + slope * (lens->x.high - line->x[0]);
    double enters = (slope > 0 ? lens->y.low : lens->y.high) - low;
    double leaves = (slope > 0 ? lens->y.high : lens->y.low) - low;
    double share = slope == 0 ? 1 : fmin(1, leaves / (high - low)) - fmax(0, enters / (high - low));

    if (share >= corner) {
        struct panel_curve *part = panel_add_line(lens, lens->x.low, low, lens->x.high, high);
        line->is_named_apart = !part->is_cut;
        part->is_named_apart = part->is_cut;
        part->stroke = line->stroke;
        part->label_color = line->label_color;
        part->name = g_strdup(line->name);
        part->value = g_strdup(line->value);
    }
}

static void add_lines(struct panel *lens, struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (is_line(&panel->curves[i])) {
            add_part(lens, &panel->curves[i]);
        }
    }
    coincident_curves_group(lens);
}

/* Whether curves that lie on each other in the panel all have their labels beside the inset, or
 * none of them. */
static bool keeps_groups(const struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->name != NULL &&
            curve->is_named_apart != panel->curves[curve->group].is_named_apart) {
            return false;
        }
    }
    return true;
}

/* Leaves room for leaders to labels below the inset. */
static void widen_gutter(struct magnifier *magnifier, struct panel *panel, double least) {
    magnifier->wider = fmax(0, least - panel->gutter);
    panel->gutter += magnifier->wider;
    panel->label_width -= magnifier->wider;
}

/* At the upper end of the labels beside the frame. */
static struct box frame_beside(const struct panel *panel, double width) {
    double left = panel->frame.right + panel->gutter;
    double top = panel->frame.top;

    return (struct box){left, top, left + width, top + round(HEIGHT * width)};
}

/* ---- names ---- */

static void drop_values(struct panel *lens) {
    for (size_t i = 0; i < lens->n_curves; i++) {
        g_clear_pointer(&lens->curves[i].value, g_free);
    }
}

/* Of the inset and its labels. */
static double bottom_of(const struct magnifier *magnifier) {
    const struct end_labels *names = &magnifier->names;
    double bottom = magnifier->lens.frame.bottom;

    for (size_t i = 0; i < names->n; i++) {
        const struct end_label *label = &names->each[i];
        bottom = fmax(bottom, label->y + label->n_lines * END_LABEL_LINE * names->size / 2);
    }
    return bottom;
}

/* Places the labels, without values if there is no room. Returns whether there is room then. */
static bool place_names(struct magnifier *magnifier, struct panel *panel, struct canvas *canvas,
                        const struct metrics *metrics) {
    static const double gutter = 1.6; /* ems */
    struct panel *lens = &magnifier->lens;
    struct end_labels *names = &magnifier->names;
    double right = panel->frame.right + panel->gutter + panel->label_width;

    lens->gutter = round(gutter * metrics->label);
    lens->label_width = right - lens->frame.right - lens->gutter;
    lens->width_above = panel->width_above - (lens->frame.left - panel->frame.left);
    label_text_measure(lens, canvas, metrics);
    end_labels_place(names, lens, canvas, metrics);
    if (!end_labels_have_room(names, metrics)) {
        drop_values(lens);
        label_text_measure(lens, canvas, metrics);
        end_labels_place(names, lens, canvas, metrics);
    }
    panel->labels_top = bottom_of(magnifier) + 0.4 * metrics->label;
    return end_labels_have_room(names, metrics);
}

/* ---- placing and drawing ---- */

bool magnifier_place(struct magnifier *magnifier, struct panel *panel, struct canvas *canvas,
                     const struct metrics *metrics) {
    struct panel *lens = &magnifier->lens;
    double width = round(WIDTH * (panel->frame.right - panel->frame.left));
    struct pair pair = find_pair(panel, metrics->curve);

    *magnifier = (struct magnifier){0};
    if (isinf(pair.distance) || width < WIDTH_MIN) {
        return false;
    }
    magnifier->piece = piece_of(panel, &pair, width, metrics->curve);
    widen_gutter(magnifier, panel, round(2 * metrics->label));
    lens->frame = frame_beside(panel, width);
    set_axes(lens, panel, magnifier->piece);
    add_lines(lens, panel);
    return keeps_groups(panel) && place_names(magnifier, panel, canvas, metrics);
}

void magnifier_remove(struct magnifier *magnifier, struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        panel->curves[i].is_named_apart = false;
    }
    panel->labels_top = 0;
    panel->gutter -= magnifier->wider;
    panel->label_width += magnifier->wider;
    magnifier->wider = 0;
    panel_finish(&magnifier->lens);
    magnifier->lens.n_curves = 0;
    magnifier->names.n = 0;
}

static void draw_border(struct canvas *canvas, struct box box, struct stroke stroke) {
    canvas_rule(canvas, box.left, box.top, box.right, box.top, stroke);
    canvas_rule(canvas, box.left, box.bottom, box.right, box.bottom, stroke);
    canvas_rule(canvas, box.left, box.top, box.left, box.bottom, stroke);
    canvas_rule(canvas, box.right, box.top, box.right, box.bottom, stroke);
}

/* Pale lines from the piece to the inset. */
static void draw_guides(const struct drawing *drawing, struct box inset, struct box piece) {
    struct stroke stroke = {.color = drawing->theme->zero, .width = 1};

    canvas_rule(drawing->canvas, piece.right, piece.top, inset.left, inset.top, stroke);
    canvas_rule(drawing->canvas, piece.right, piece.bottom, inset.left, inset.bottom, stroke);
}

/* "×20" in the corner of the inset that its lines leave free. */
static void draw_factor(const struct drawing *drawing, struct box inset, struct box piece) {
    double rises = drawing->panel->curves[0].y[0] < drawing->panel->curves[0].y[1];
    double size = drawing->metrics->tick;
    double pad = 0.35 * size;
    struct text_style style = {
        .size = size, .color = drawing->theme->muted, .anchor = ANCHOR_RIGHT};
    double factor = (inset.right - inset.left) / (piece.right - piece.left);
    double y = rises ? inset.bottom - pad : inset.top + pad + 2 * HALF_CAPITAL * size;
    char *text = g_strdup_printf("×%.0f", factor);

    canvas_text(drawing->canvas, inset.right - pad, y, &style, text);
    g_free(text);
}

/* The piece, larger if one would not see it. */
static struct box seen(struct box piece, const struct metrics *metrics) {
    double margin = fmax(0, 5 * metrics->unit - (piece.right - piece.left) / 2);
    return (struct box){piece.left - margin, piece.top - margin, piece.right + margin,
                        piece.bottom + margin};
}

void magnifier_draw(const struct magnifier *magnifier, const struct drawing *drawing) {
    const struct panel *lens = &magnifier->lens;
    struct box source = seen(magnifier->piece, drawing->metrics);
    struct drawing inside = *drawing;
    struct stroke stroke = {.color = drawing->theme->muted, .width = 1};

    if (lens->n_curves == 0) {
        return;
    }
    inside.panel = lens;
    draw_guides(drawing, lens->frame, source);
    draw_border(drawing->canvas, source, stroke);
    coincident_curves_draw(&inside);
    draw_border(drawing->canvas, lens->frame, stroke);
    draw_factor(&inside, lens->frame, magnifier->piece);
}

void magnifier_draw_names(const struct magnifier *magnifier, const struct drawing *drawing) {
    struct drawing inside = *drawing;

    inside.panel = &magnifier->lens;
    inside.labels = &magnifier->names;
    end_labels_draw(&magnifier->names, &inside);
}
