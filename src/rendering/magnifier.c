/* Enlarges a piece of a panel in one of its corners. */
#include "rendering/magnifier.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/coincident_curves.h"
#include "rendering/end_labels.h"

/* Lines whose middles are further apart than their width look like two. */
static const double NEAR = 1;

/* Lines are this far apart in the inset, if it can be, and no nearer than that; the same. */
static const double APART = 3;
static const double APART_MIN = 1.3;

/* The inset is this part of the frame's width, and at least so many px wide. */
static const double WIDTH = 0.35;
static const double WIDTH_MIN = 60;

/* No inset is more times larger than this. */
static const double FACTOR_MAX = 40;

/* ---- the place ---- */

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
                               pair.between < same_exit * pair.distance;
                found = is_near && pair.distance < found.distance ? pair : found;
            }
        }
    }
    return found;
}

/* The width of the piece in px, a round number of the axis, so that an inset `width` px wide shows
 * lines apart that are so many of their widths apart. */
static double choose_width(const struct panel *panel, double apart, double width) {
    static const double round_numbers[] = {5, 2, 1};
    double unit = panel_x_px(panel, 1) - panel_x_px(panel, 0);
    double most = width / fmin(APART / apart, FACTOR_MAX) / unit;
    double power = pow(10, floor(log10(most)));
    size_t i = 0;

    while (i + 1 < G_N_ELEMENTS(round_numbers) && round_numbers[i] * power > most) {
        i++;
    }
    return round_numbers[i] * power * unit;
}

/* A square within the frame in whose middle the lines are, up to their exit. It begins at a whole
 * multiple of half its width. */
static struct box piece_of(const struct panel *panel, const struct pair *pair, double width) {
    const struct box *frame = &panel->frame;
    double zero = panel_x_px(panel, 0);
    double before = width / 2 / fmax(1, fabs(pair->slope)); /* from the middle to the exit */
    double left = pair->exit.x - before - width / 2;

    left = zero + round((left - zero) / (width / 2)) * width / 2;
    double top = pair->exit.y + pair->slope * (left + width / 2 - pair->exit.x) - width / 2;
    left = fmin(fmax(left, frame->left), frame->right - width);
    top = fmin(fmax(top, frame->top), frame->bottom - width);
    return (struct box){left, top, left + width, top + width};
}

/* In a corner of the frame without lines and labels. */
static bool find_corner(const struct drawing *drawing, double width, struct box *inset) {
    const struct box *frame = &drawing->panel->frame;
    double margin = round(12 * drawing->metrics->unit);
    double below = round(1.6 * drawing->metrics->tick); /* for tick labels */
    const double lefts[] = {frame->right - margin - width, frame->left + margin};
    const double tops[] = {frame->bottom - below - width, frame->top + margin};

    for (size_t i = 0; i < G_N_ELEMENTS(lefts); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(tops); j++) {
            struct box wide = {lefts[i] - margin, tops[j] - margin, lefts[i] + width + margin,
                               tops[j] + width + below};
            if (panel_is_free(drawing->panel, wide) &&
                end_labels_leave_free(drawing->labels, wide)) {
                *inset = (struct box){lefts[i], tops[j], lefts[i] + width, tops[j] + width};
                return true;
            }
        }
    }
    return false;
}

/* ---- the inset ---- */

static double value_at(const struct axis *axis, double from, double to, double px) {
    return axis->low + (px - from) / (to - from) * (axis->high - axis->low);
}

/* A panel in the frame `inset` with the lines of another one in the box `piece` of it. */
static void make_lens(struct panel *lens, const struct panel *panel, struct box inset,
                      struct box piece) {
    const struct box *frame = &panel->frame;

    *lens = (struct panel){.frame = inset};
    lens->x.low = value_at(&panel->x, frame->left, frame->right, piece.left);
    lens->x.high = value_at(&panel->x, frame->left, frame->right, piece.right);
    lens->y.low = value_at(&panel->y, frame->bottom, frame->top, piece.bottom);
    lens->y.high = value_at(&panel->y, frame->bottom, frame->top, piece.top);
    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *line = &panel->curves[i];
        if (is_line(line)) {
            size_t last = line->n - 1;
            double slope = (line->y[last] - line->y[0]) / (line->x[last] - line->x[0]);
            struct panel_curve *part =
                panel_add_line(lens, lens->x.low, line->y[0] + slope * (lens->x.low - line->x[0]),
                               lens->x.high, line->y[0] + slope * (lens->x.high - line->x[0]));
            part->stroke = line->stroke;
            part->name = g_strdup(line->name);
        }
    }
    coincident_curves_group(lens);
}

static void draw_border(struct canvas *canvas, struct box box, struct stroke stroke) {
    canvas_rule(canvas, box.left, box.top, box.right, box.top, stroke);
    canvas_rule(canvas, box.left, box.bottom, box.right, box.bottom, stroke);
    canvas_rule(canvas, box.left, box.top, box.left, box.bottom, stroke);
    canvas_rule(canvas, box.right, box.top, box.right, box.bottom, stroke);
}

/* Which x the lower corners of the inset are. */
static void draw_ends(const struct drawing *drawing, const struct panel *lens) {
    const struct box *inset = &lens->frame;
    struct text_style style = {.size = drawing->metrics->tick, .color = drawing->theme->muted};
    double baseline = inset->bottom + TICK_LABEL * style.size;
    char *low = formatted_number(number_from_double(lens->x.low), 4);
    char *high = formatted_number(number_from_double(lens->x.high), 4);

    canvas_text(drawing->canvas, inset->left, baseline, &style, low);
    style.anchor = ANCHOR_RIGHT;
    canvas_text(drawing->canvas, inset->right, baseline, &style, high);
    g_free(low);
    g_free(high);
}

void magnifier_draw(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    double width = round(WIDTH * (panel->frame.right - panel->frame.left));
    struct pair pair = find_pair(panel, drawing->metrics->curve);
    struct stroke stroke = {.color = drawing->theme->muted, .width = 1};
    struct box inset;
    struct panel lens;
    struct drawing inside = *drawing;

    if (isinf(pair.distance) || width < WIDTH_MIN || !find_corner(drawing, width, &inset)) {
        return;
    }
    double apart = pair.distance / drawing->metrics->curve;
    struct box piece = piece_of(panel, &pair, choose_width(panel, apart, width));
    make_lens(&lens, panel, inset, piece);
    inside.panel = &lens;
    canvas_fill(drawing->canvas, inset, drawing->theme->background);
    draw_border(drawing->canvas, piece, stroke);
    coincident_curves_draw(&inside);
    draw_border(drawing->canvas, inset, stroke);
    draw_ends(drawing, &lens);
    panel_finish(&lens);
}
