/* Enlarges a piece of a panel in one of its corners. */
#include "rendering/magnifier.h"

#include <math.h>

#include <glib.h>

#include "rendering/coincident_curves.h"
#include "rendering/end_labels.h"

/* Lines that are further apart than this look like two, px. */
static const double NEAR = 3.5;

/* Lines are this far apart in the inset, if it can be, and no nearer than that, px. */
static const double APART = 9;
static const double APART_MIN = 4;

/* The inset is this part of the frame's width, and at least so many px wide. */
static const double WIDTH = 0.35;
static const double WIDTH_MIN = 60;

/* How many times larger the inset is. */
static const int factors[] = {3, 4, 5, 6, 8, 10, 15, 20, 30, 40};

/* ---- the place ---- */

static bool is_line(const struct panel_curve *curve) {
    return curve->name != NULL && curve->n > 1;
}

static struct spot exit_of(const struct panel *panel, const struct panel_curve *line) {
    return panel_spot(panel, line, line->n - 1);
}

/* The distance of the exit of one line from the other line. */
static double distance(const struct panel *panel, const struct panel_curve *line,
                       const struct panel_curve *other) {
    struct spot spot = exit_of(panel, line);
    struct spot from = panel_spot(panel, other, 0);
    struct spot to = exit_of(panel, other);
    double area = (to.x - from.x) * (spot.y - from.y) - (to.y - from.y) * (spot.x - from.x);

    return fabs(area) / hypot(to.x - from.x, to.y - from.y);
}

/* Two lines that look like one where they leave the frame. */
struct pair {
    double distance; /* INFINITY: there are none */
    struct spot exit;
};

/* Of the pairs that the largest inset shows apart, the one whose lines are the nearest. */
static struct pair find_pair(const struct panel *panel) {
    static const double same_exit = 10; /* distances: lines may cross the edge at a flat angle */
    double least = APART_MIN / factors[G_N_ELEMENTS(factors) - 1];
    struct pair found = {.distance = INFINITY};

    for (size_t i = 0; i < panel->n_curves; i++) {
        for (size_t j = 0; j < panel->n_curves; j++) {
            const struct panel_curve *a = &panel->curves[i];
            const struct panel_curve *b = &panel->curves[j];
            if (i == j || !is_line(a) || !is_line(b)) {
                continue;
            }
            struct spot exits[2] = {exit_of(panel, a), exit_of(panel, b)};
            double apart = distance(panel, a, b);
            double between = hypot(exits[0].x - exits[1].x, exits[0].y - exits[1].y);
            if (apart >= least && apart < fmin(NEAR, found.distance) &&
                between < same_exit * apart) {
                found.distance = apart;
                found.exit.x = (exits[0].x + exits[1].x) / 2;
                found.exit.y = (exits[0].y + exits[1].y) / 2;
            }
        }
    }
    return found;
}

static int choose_factor(double distance) {
    size_t i = 0;

    while (i + 1 < G_N_ELEMENTS(factors) && factors[i] * distance < APART) {
        i++;
    }
    return factors[i];
}

/* The square around `center` within the frame. */
static struct box piece_around(const struct box *frame, struct spot center, double width) {
    double left = fmin(fmax(center.x - width / 2, frame->left), frame->right - width);
    double top = fmin(fmax(center.y - width / 2, frame->top), frame->bottom - width);
    return (struct box){left, top, left + width, top + width};
}

static bool find_corner(const struct drawing *drawing, double width, struct box *inset) {
    const struct box *frame = &drawing->panel->frame;
    double margin = round(12 * drawing->metrics->unit);
    const double lefts[] = {frame->right - margin - width, frame->left + margin};
    const double tops[] = {frame->bottom - margin - width, frame->top + margin};

    for (size_t i = 0; i < G_N_ELEMENTS(lefts); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(tops); j++) {
            struct box wide = {lefts[i] - margin, tops[j] - margin, lefts[i] + width + margin,
                               tops[j] + width + margin};
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
            double low = line->y[0] + slope * (lens->x.low - line->x[0]);
            struct panel_curve *part = panel_add_line(lens, lens->x.low, low, lens->x.high,
                                                      low + slope * (lens->x.high - lens->x.low));
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

/* From the corners of the piece to those of the inset that face it. */
static void draw_ties(struct canvas *canvas, struct box piece, struct box inset,
                      struct stroke stroke) {
    bool is_below = inset.top > piece.bottom;
    double from = is_below ? piece.bottom : piece.top;
    double to = is_below ? inset.top : inset.bottom;

    canvas_rule(canvas, piece.left, from, inset.left, to, stroke);
    canvas_rule(canvas, piece.right, from, inset.right, to, stroke);
}

/* "×10" beside the inset, on the side where the frame is wider, or else in its upper left or lower
 * right corner. */
static void draw_factor(const struct drawing *drawing, const struct panel *lens, int factor) {
    const struct box *frame = &drawing->panel->frame;
    const struct box *inset = &lens->frame;
    struct text_style style = {.size = drawing->metrics->subtitle, .color = drawing->theme->muted};
    char *text = g_strdup_printf("×%d", factor);
    double pad = 0.4 * style.size;
    double width = canvas_text_width(drawing->canvas, &style, text) + 2 * pad;
    double height = 2 * HALF_CAPITAL * style.size + 2 * pad;
    bool is_left = inset->left - frame->left > frame->right - inset->right;
    const struct {
        const struct panel *panel;
        struct spot spot;
    } places[] = {
        {drawing->panel,
         {is_left ? inset->left - width : inset->right, inset->bottom + pad - height}},
        {lens, {inset->left, inset->top}},
        {lens, {inset->right - width, inset->bottom - height}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        struct spot at = places[i].spot;
        struct box box = {at.x, at.y, at.x + width, at.y + height};
        if (panel_is_free(places[i].panel, box) && end_labels_leave_free(drawing->labels, box)) {
            canvas_text(drawing->canvas, at.x + pad, box.bottom - pad, &style, text);
            break;
        }
    }
    g_free(text);
}

void magnifier_draw(const struct drawing *drawing) {
    const struct panel *panel = drawing->panel;
    double width = round(WIDTH * (panel->frame.right - panel->frame.left));
    struct pair pair = find_pair(panel);
    struct box inset;

    if (isinf(pair.distance) || width < WIDTH_MIN || !find_corner(drawing, width, &inset)) {
        return;
    }
    int factor = choose_factor(pair.distance);
    struct box piece = piece_around(&panel->frame, pair.exit, width / factor);
    struct stroke stroke = {.color = drawing->theme->zero, .width = 1};
    struct panel panel_of_lens;
    struct drawing lens = *drawing;

    make_lens(&panel_of_lens, panel, inset, piece);
    lens.panel = &panel_of_lens;
    canvas_fill(drawing->canvas, inset, drawing->theme->background);
    draw_ties(drawing->canvas, piece, inset, stroke);
    draw_border(drawing->canvas, piece, stroke);
    coincident_curves_draw(&lens);
    draw_border(drawing->canvas, inset, stroke);
    draw_factor(drawing, &panel_of_lens, factor);
    panel_finish(&panel_of_lens);
}
