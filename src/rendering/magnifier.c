/* Enlarges a piece of a panel, beside the frame or in one of its corners. */
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

/* A line that is steeper than doubles can say is in no pair. */
static bool is_line(const struct panel_curve *curve) {
    return curve->name != NULL && curve->n > 1 && curve->x[curve->n - 1] > curve->x[0];
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

/* Where the inset stands, and the room for names beside it. */
struct place {
    struct box inset;
    double names_width; /* px; 0: no names */
};

/* Below what stands beside the frame, with the names of the lines; down to the title of the x axis
 * if there is no other room. */
static bool find_place_beside(const struct drawing *drawing, double top, double width,
                              struct place *place) {
    static const double narrowest = 0.7; /* of the usual width */
    const struct panel *panel = drawing->panel;
    double left = panel->frame.right + drawing->labels->gutter;
    double bottom = panel->frame.bottom;

    if (bottom - top < narrowest * width) {
        bottom = round(fmin(top + width, bottom + AXIS_TITLE * drawing->metrics->tick));
    }
    double side = floor(fmin(width, bottom - top));
    place->inset = (struct box){left, bottom - side, left + side, bottom};
    place->names_width = panel->label_width - side;
    return side >= narrowest * width && place->names_width >= 0;
}

/* In a corner of the frame without lines and labels. */
static bool find_corner(const struct drawing *drawing, double width, struct place *place) {
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
                place->inset = (struct box){lefts[i], tops[j], lefts[i] + width, tops[j] + width};
                place->names_width = 0;
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

    *lens = (struct panel){.frame = inset, .is_inset = true};
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
            part->label_color = line->label_color;
            part->name = part->n > 0 ? g_strdup(line->name) : NULL;
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

/* From the piece along the edge of the frame to the height of the inset, where no label is; or
 * straight to an inset beside it. */
static void draw_tie(struct canvas *canvas, const struct box *frame, struct box piece,
                     struct box inset, struct stroke stroke) {
    bool is_below = inset.top > piece.bottom;
    double from = is_below ? piece.bottom : (piece.top + piece.bottom) / 2;
    double to = is_below ? fmin((inset.top + inset.bottom) / 2, frame->bottom) : from;
    double edge = is_below ? piece.right : piece.left;

    canvas_rule(canvas, edge, from, edge, to, stroke);
    canvas_rule(canvas, edge, to, inset.left > edge ? inset.left : inset.right, to, stroke);
}

/* "×10" in a corner of the inset that its lines leave free, or else left of it. */
static void draw_factor(const struct drawing *drawing, const struct drawing *lens, int factor) {
    const struct box *inset = &lens->panel->frame;
    struct text_style style = {.size = lens->metrics->subtitle, .color = lens->theme->muted};
    char *text = g_strdup_printf("×%d", factor);
    double pad = 0.4 * style.size;
    double width = canvas_text_width(lens->canvas, &style, text) + 2 * pad;
    double height = 2 * HALF_CAPITAL * style.size + 2 * pad;
    const struct {
        const struct drawing *in;
        struct spot spot;
    } places[] = {{lens, {inset->left, inset->top}},
                  {lens, {inset->right - width, inset->bottom - height}},
                  {drawing, {inset->left - width, inset->bottom + pad - height}}};

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        struct spot at = places[i].spot;
        struct box box = {at.x, at.y, at.x + width, at.y + height};
        if (panel_is_free(places[i].in->panel, box) &&
            end_labels_leave_free(places[i].in->labels, box)) {
            canvas_text(lens->canvas, at.x + pad, box.bottom - pad, &style, text);
            break;
        }
    }
    g_free(text);
}

/* The names of the lines, if they have room. */
static void place_names(struct end_labels *labels, struct panel *lens,
                        const struct drawing *drawing, double width) {
    static const double narrowest = 4; /* ems */
    static const double gutter = 2;
    double size = drawing->metrics->label;

    *labels = (struct end_labels){0};
    if (width >= (narrowest + gutter) * size) {
        lens->gutter = gutter * size;
        lens->label_width = width - lens->gutter;
        label_text_measure(lens, drawing->canvas, drawing->metrics);
        end_labels_place(labels, lens, drawing->canvas, drawing->metrics);
    }
}

void magnifier_draw(const struct drawing *drawing, double top) {
    const struct panel *panel = drawing->panel;
    double width = round(WIDTH * (panel->frame.right - panel->frame.left));
    struct pair pair = find_pair(panel);
    struct place place;

    if (isinf(pair.distance) || width < WIDTH_MIN ||
        (!find_place_beside(drawing, top, width, &place) && !find_corner(drawing, width, &place))) {
        return;
    }
    int factor = choose_factor(pair.distance);
    struct box piece =
        piece_around(&panel->frame, pair.exit, (place.inset.right - place.inset.left) / factor);
    struct stroke stroke = {.color = drawing->theme->muted, .width = 1};
    struct end_labels names;
    struct panel panel_of_lens;
    struct drawing lens = *drawing;

    make_lens(&panel_of_lens, panel, place.inset, piece);
    place_names(&names, &panel_of_lens, drawing, place.names_width);
    lens.panel = &panel_of_lens;
    lens.labels = &names;
    canvas_fill(drawing->canvas, place.inset, drawing->theme->background);
    draw_border(drawing->canvas, piece, stroke);
    draw_tie(drawing->canvas, &panel->frame, piece, place.inset, stroke);
    coincident_curves_draw(&lens);
    draw_border(drawing->canvas, place.inset, stroke);
    draw_factor(drawing, &lens, factor);
    end_labels_draw(&names, &lens);
    panel_finish(&panel_of_lens);
}
