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
static const double WIDTH = 0.33;
static const double WIDTH_MIN = 60;

/* No inset is more times larger than this. */
static const double FACTOR_MAX = 40;

/* ---- the piece ---- */

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

static double nearest_multiple(double px, double zero, double step) {
    return zero + round((px - zero) / step) * step;
}

/* A square within the frame in whose middle the lines are, up to their exit. It begins at whole
 * multiples of half its width. */
static struct box piece_of(const struct panel *panel, const struct pair *pair, double width) {
    const struct box *frame = &panel->frame;
    double before = width / 2 / fmax(1, fabs(pair->slope)); /* from the middle to the exit */
    double left =
        nearest_multiple(pair->exit.x - before - width / 2, panel_x_px(panel, 0), width / 2);
    double middle = pair->exit.y + pair->slope * (left + width / 2 - pair->exit.x);
    double top = nearest_multiple(middle - width / 2, panel_y_px(panel, 0), width / 2);

    left = fmin(fmax(left, frame->left), frame->right - width);
    top = fmin(fmax(top, frame->top), frame->bottom - width);
    return (struct box){left, top, left + width, top + width};
}

/* ---- its values ---- */

/* A value at a corner of the inset. */
struct corner {
    struct spot spot; /* of the baseline's right end */
    char *text;       /* owned */
    double width;     /* px */
};

/* x below the lower corners, and y beside the left ones. */
enum { N_CORNERS = 4 };

static void write_corners(const struct panel *lens, const struct drawing *drawing,
                          struct corner *corners) {
    const double values[N_CORNERS] = {lens->x.low, lens->x.high, lens->y.low, lens->y.high};
    struct text_style style = {.size = drawing->metrics->tick};

    for (size_t i = 0; i < N_CORNERS; i++) {
        char *text = formatted_number(number_from_double(values[i]), 4);
        corners[i] = (struct corner){.text = text,
                                     .width = canvas_text_width(drawing->canvas, &style, text)};
    }
}

static void place_corners(struct corner *corners, struct box inset, double size) {
    double below = inset.bottom + TICK_LABEL * size;
    double beside = inset.left - 0.5 * size;

    corners[0].spot = (struct spot){inset.left + corners[0].width, below};
    corners[1].spot = (struct spot){inset.right, below};
    corners[2].spot = (struct spot){beside, inset.bottom};
    corners[3].spot = (struct spot){beside, inset.top + 2 * HALF_CAPITAL * size};
}

/* ---- the place ---- */

static bool is_free(const struct drawing *drawing, struct box box, double margin) {
    struct box wide = {box.left - margin, box.top - margin, box.right + margin,
                       box.bottom + margin};
    return panel_is_free(drawing->panel, wide) && end_labels_leave_free(drawing->labels, wide);
}

static bool are_free(const struct drawing *drawing, const struct corner *corners, struct box inset,
                     double margin) {
    double size = drawing->metrics->tick;
    bool free = is_free(drawing, inset, margin);

    for (size_t i = 0; free && i < N_CORNERS; i++) {
        struct spot spot = corners[i].spot;
        struct box box = {spot.x - corners[i].width, spot.y - 2 * HALF_CAPITAL * size, spot.x,
                          spot.y};
        free = is_free(drawing, box, 0.3 * size);
    }
    return free;
}

/* Places the inset and its values in a corner of the frame without lines and labels. */
static bool find_place(const struct drawing *drawing, double width, struct corner *corners,
                       struct box *inset) {
    const struct box *frame = &drawing->panel->frame;
    double size = drawing->metrics->tick;
    double margin = round(12 * drawing->metrics->unit);
    double below = round(1.6 * size); /* for values */
    double beside = 0.5 * size + fmax(corners[2].width, corners[3].width);
    const double lefts[] = {frame->right - margin - width, frame->left + margin + ceil(beside)};
    const double tops[] = {frame->bottom - below - width, frame->top + margin};

    for (size_t i = 0; i < G_N_ELEMENTS(lefts); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(tops); j++) {
            *inset = (struct box){lefts[i], tops[j], lefts[i] + width, tops[j] + width};
            place_corners(corners, *inset, size);
            if (are_free(drawing, corners, *inset, margin)) {
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

/* The axes of a lens above the box `piece` of a panel. */
static void set_axes(struct panel *lens, const struct panel *panel, struct box piece) {
    const struct box *frame = &panel->frame;

    lens->x.low = value_at(&panel->x, frame->left, frame->right, piece.left);
    lens->x.high = value_at(&panel->x, frame->left, frame->right, piece.right);
    lens->y.low = value_at(&panel->y, frame->bottom, frame->top, piece.bottom);
    lens->y.high = value_at(&panel->y, frame->bottom, frame->top, piece.top);
}

/* Adds what the lens shows of a line, unless it is no more than a corner. */
static void add_part(struct panel *lens, const struct panel_curve *line) {
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
        part->stroke = line->stroke;
        part->name = g_strdup(line->name);
    }
}

static void add_lines(struct panel *lens, const struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (is_line(&panel->curves[i])) {
            add_part(lens, &panel->curves[i]);
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

static void draw_corners(const struct drawing *drawing, const struct corner *corners) {
    struct text_style style = {.size = drawing->metrics->tick,
                               .color = drawing->theme->muted,
                               .anchor = ANCHOR_RIGHT,
                               .has_halo = true,
                               .halo = drawing->theme->background};

    for (size_t i = 0; i < N_CORNERS; i++) {
        canvas_text(drawing->canvas, corners[i].spot.x, corners[i].spot.y, &style, corners[i].text);
    }
}

/* Pale lines from the piece to the inset. */
static void draw_guides(const struct drawing *drawing, struct box inset, struct box piece) {
    struct stroke stroke = {.color = drawing->theme->zero, .width = 1};
    bool is_below = inset.top > piece.bottom;
    double from = is_below ? piece.bottom : piece.top;
    double to = is_below ? inset.top : inset.bottom;

    canvas_rule(drawing->canvas, piece.left, from, inset.left, to, stroke);
    canvas_rule(drawing->canvas, piece.right, from, inset.right, to, stroke);
}

static void draw_lens(const struct drawing *drawing, const struct panel *lens, struct box piece) {
    struct drawing inside = *drawing;
    struct stroke stroke = {.color = drawing->theme->muted, .width = 1};

    inside.panel = lens;
    draw_guides(drawing, lens->frame, piece);
    canvas_fill(drawing->canvas, lens->frame, drawing->theme->background);
    draw_border(drawing->canvas, piece, stroke);
    coincident_curves_draw(&inside);
    draw_border(drawing->canvas, lens->frame, stroke);
}

void magnifier_draw(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    double width = round(WIDTH * (panel->frame.right - panel->frame.left));
    struct pair pair = find_pair(panel, drawing->metrics->curve);
    struct panel lens = {.n_curves = 0};
    struct corner corners[N_CORNERS];

    if (isinf(pair.distance) || width < WIDTH_MIN) {
        return;
    }
    double apart = pair.distance / drawing->metrics->curve;
    struct box piece = piece_of(panel, &pair, choose_width(panel, apart, width));
    set_axes(&lens, panel, piece);
    write_corners(&lens, drawing, corners);
    if (find_place(drawing, width, corners, &lens.frame)) {
        add_lines(&lens, panel);
        draw_lens(drawing, &lens, piece);
        draw_corners(drawing, corners);
    }
    for (size_t i = 0; i < N_CORNERS; i++) {
        g_free(corners[i].text);
    }
    panel_finish(&lens);
}
