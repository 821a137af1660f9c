/* Enlarges a piece of a panel beside its frame. */
#include "rendering/panel/magnifier.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panel/coincident_curves.h"
#include "rendering/panel/label_text.h"
#include "rendering/panel/near_lines.h"

/* The inset is at least this number of px wide. */
static const double SIZE_MIN = 40;

/* ---- the inset ---- */

static double value_at(const struct axis *axis, double from, double to, double px) {
    return axis->low + (px - from) / (to - from) * (axis->high - axis->low);
}

/* The axes of an inset that shows the box `piece` of a panel. */
static void set_axes(struct panel *inset, const struct panel *panel, struct box piece) {
    const struct box *frame = &panel->frame;

    inset->x.low = value_at(&panel->x, frame->left, frame->right, piece.left);
    inset->x.high = value_at(&panel->x, frame->left, frame->right, piece.right);
    inset->y.low = value_at(&panel->y, frame->bottom, frame->top, piece.bottom);
    inset->y.high = value_at(&panel->y, frame->bottom, frame->top, piece.top);
}

/* Adds what the inset shows of a line, unless it is no more than a corner. A line that ends at the
 * right edge of the inset has its label there. */
static void add_part(struct panel *inset, struct panel *panel, size_t index) {
    static const double corner = 0.25; /* of the width, and of the height */
    static const double margin = 2;    /* px, so that no corner of a line's end is outside */
    const struct panel_curve *line = &panel->curves[index];
    double inside =
        margin * (inset->x.high - inset->x.low) / (inset->frame.right - inset->frame.left);
    size_t last = line->n - 1;
    double slope = (line->y[last] - line->y[0]) / (line->x[last] - line->x[0]);
    double low = line->y[0] + slope * (inset->x.low - line->x[0]);
    double high = line->y[0] + slope * (inset->x.high - line->x[0]);
    double part_shown[2] = {0, 1};
    double share = clip_part(low, high, inset->y.low, inset->y.high, part_shown)
                       ? part_shown[1] - part_shown[0]
                       : 0;
    double share_of_height = share * fabs(high - low) / (inset->y.high - inset->y.low);

    if (fmax(share, share_of_height) >= corner) {
        double from = inset->x.low + inside;
        struct panel_curve *part =
            panel_add_line(inset, from, low + slope * inside, inset->x.high, high);
        panel->room.is_named_apart[index] = !part->is_cut;
        inset->room.is_named_apart[inset->n_curves - 1] = part->is_cut;
        part->stroke = line->stroke;
        part->is_lowest = line->is_lowest;
        part->label_color = line->label_color;
        part->name = g_strdup(line->name);
        part->value = g_strdup(line->value);
        part->is_value_known = line->is_value_known;
    }
}

static void add_lines(struct panel *inset, struct panel *panel) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (near_lines_is_line(&panel->curves[i])) {
            add_part(inset, panel, i);
        }
    }
    coincident_curves_group(inset);
}

/* Leaves room for leaders, in one column for all labels. */
static void set_gutter(struct label_room *room, double gutter) {
    room->width -= gutter - room->gutter;
    room->gutter = gutter;
    room->has_leaders = true;
}

/* At the lower right of the frame, in a tall one not far below the piece that it enlarges; or
 * beside the frame, at its upper end. */
static struct box inset_box(const struct panel *panel, struct inset_place place,
                            const struct metrics *metrics) {
    static const double furthest = 2; /* of the frame's width, below its upper edge */
    const struct box *frame = &panel->frame;
    double width = frame->right - frame->left;
    double size = round(place.part * width);
    double margin = round(0.6 * metrics->label);
    double lowest = fmin(frame->bottom - margin - size, round(frame->top + furthest * width));
    double left =
        place.is_inside ? frame->right - margin - size : frame->right + panel->room.gutter;
    double top = place.is_inside ? lowest : frame->top;

    return (struct box){left, top, left + size, top + size};
}

/* Extends `top` and `bottom` to the heights that the labels take up. */
static void add_heights(const struct end_labels *names, double *top, double *bottom) {
    for (size_t i = 0; i < names->n; i++) {
        const struct end_label *label = &names->each[i];
        double half = label->n_lines * END_LABEL_LINE * names->size / 2;
        *top = fmin(*top, label->y - half);
        *bottom = fmax(*bottom, label->y + half);
    }
}

/* The other labels stand above those of an inset in the frame, and below those of one beside it. */
static void limit_labels(struct magnifier *magnifier, struct panel *panel, struct inset_place place,
                         double margin) {
    struct box box = magnifier->inset.frame;
    double top = place.is_inside ? box.bottom : box.top;
    double bottom = place.is_inside ? box.top : box.bottom;

    add_heights(&magnifier->names, &top, &bottom);
    if (place.is_inside) {
        panel->room.inset = box;
        panel->room.inset_below = panel->frame.bottom - top + margin;
        panel->room.notes_top = bottom + margin;
    } else {
        panel->room.inset_above = bottom + margin - panel->frame.top;
    }
}

/* Places the labels. Returns whether there is room. */
static bool place_names(struct magnifier *magnifier, struct panel *panel, struct inset_place place,
                        struct canvas *canvas, const struct metrics *metrics) {
    static const double gutter = 1.1; /* ems */
    struct panel *inset = &magnifier->inset;
    double left = panel->frame.right + panel->room.gutter;
    double right = left + panel->room.width;

    inset->room.has_leaders = true;
    inset->room.gutter =
        place.is_inside ? left - inset->frame.right : round(gutter * metrics->label);
    inset->room.width = right - inset->frame.right - inset->room.gutter;
    inset->width_above =
        place.is_inside ? 0 : panel->width_above - (inset->frame.left - panel->frame.left);
    label_text_measure(inset, canvas, metrics);
    end_labels_place(&magnifier->names, inset, canvas, metrics);
    limit_labels(magnifier, panel, place, 0.7 * metrics->label);
    return end_labels_have_room(&magnifier->names);
}

/* ---- placing and drawing ---- */

bool magnifier_place(struct magnifier *magnifier, struct inset_place place, struct panel *panel,
                     struct canvas *canvas, const struct metrics *metrics) {
    struct panel *inset = &magnifier->inset;

    set_gutter(&panel->room, round(1.8 * metrics->label));
    inset->frame = inset_box(panel, place, metrics);
    double size = inset->frame.right - inset->frame.left;
    if (size < SIZE_MIN || !near_lines_find(panel, metrics->curve, size, &magnifier->piece) ||
        (place.is_inside &&
         !panel_is_free(panel, box_grown(inset->frame, 0.5 * metrics->label), NULL))) {
        return false;
    }
    set_axes(inset, panel, magnifier->piece);
    add_lines(inset, panel);
    return place_names(magnifier, panel, place, canvas, metrics);
}

bool magnifier_breaks_labels(const struct magnifier *magnifier) {
    const struct end_labels *names = &magnifier->names;

    for (size_t i = 0; i < names->n_parts; i++) {
        if (label_part_lines(&names->parts[i]) > 1) {
            return true;
        }
    }
    return false;
}

void magnifier_finish(struct magnifier *magnifier) {
    panel_finish(&magnifier->inset);
    magnifier->names.n = 0;
}

static void draw_border(struct canvas *canvas, struct box box, struct stroke stroke) {
    canvas_rule(canvas, box.left, box.top, box.right, box.top, stroke);
    canvas_rule(canvas, box.left, box.bottom, box.right, box.bottom, stroke);
    canvas_rule(canvas, box.left, box.top, box.left, box.bottom, stroke);
    canvas_rule(canvas, box.right, box.top, box.right, box.bottom, stroke);
}

/* One line leads from the enlarged piece down to its inset in the frame, where a second one would
 * cross the lines; two to an inset beside the frame. */
static void draw_ways(const struct drawing *drawing, struct box piece, struct box box) {
    struct stroke stroke = {.color = drawing->theme->identity,
                            .width = fmax(1, drawing->metrics->unit)};

    if (box.left < drawing->panel->frame.right) {
        canvas_rule(drawing->canvas, piece.right, piece.bottom, box.right, box.top, stroke);
    } else {
        canvas_rule(drawing->canvas, piece.right, piece.top, box.left, box.top, stroke);
        canvas_rule(drawing->canvas, piece.right, piece.bottom, box.left, box.bottom, stroke);
    }
}

/* Writes in a corner of the inset that its lines leave free. Returns whether there is one. */
static bool write_in_corner(const struct drawing *drawing, const struct text_style *style,
                            const char *text) {
    const struct box *frame = &drawing->panel->frame;
    double pad = 0.35 * style->size;
    double width = canvas_text_width(drawing->canvas, style, text) + 2 * pad;
    double height = 2 * HALF_CAPITAL * style->size + 2 * pad;
    const struct spot corners[] = {{frame->right - width, frame->bottom - height},
                                   {frame->left, frame->top},
                                   {frame->right - width, frame->top},
                                   {frame->left, frame->bottom - height}};

    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
        struct box box = {corners[i].x, corners[i].y, corners[i].x + width, corners[i].y + height};
        if (panel_is_free(drawing->panel, box, NULL)) {
            canvas_text(drawing->canvas, box.left + pad, box.bottom - pad, style, text);
            return true;
        }
    }
    return false;
}

/* "20×", smaller if there is little room. */
static void draw_factor(const struct drawing *drawing, struct box piece) {
    static const double sizes[] = {1, 0.9, 0.8, 0.7};
    const struct box *frame = &drawing->panel->frame;
    double factor = (frame->right - frame->left) / (piece.right - piece.left);
    g_autofree char *number = formatted_whole((int64_t)round(factor));
    g_autofree char *text = g_strconcat(number, "×", NULL);
    bool is_written = false;

    for (size_t i = 0; i < G_N_ELEMENTS(sizes) && !is_written; i++) {
        struct text_style style = {.size = fmax(TYPE_MIN, sizes[i] * drawing->metrics->tick),
                                   .color = drawing->theme->muted};
        is_written = write_in_corner(drawing, &style, text);
    }
}

void magnifier_draw(const struct magnifier *magnifier, const struct drawing *drawing) {
    const struct panel *inset = &magnifier->inset;
    struct box piece = magnifier->piece;
    double margin = 3.5 * drawing->metrics->unit - (piece.right - piece.left) / 2;
    struct drawing inside = *drawing;
    struct stroke stroke = {.color = drawing->theme->muted, .width = 1};

    if (inset->n_curves == 0) {
        return;
    }
    inside.panel = inset;
    piece = box_grown(piece, fmax(0, margin)); /* so that readers see it */
    canvas_fill(drawing->canvas, inset->frame, drawing->theme->background);
    draw_ways(drawing, piece, inset->frame);
    draw_border(drawing->canvas, piece, stroke);
    coincident_curves_draw(&inside);
    draw_border(drawing->canvas, inset->frame, stroke);
    draw_factor(&inside, magnifier->piece);
}

void magnifier_draw_names(const struct magnifier *magnifier, const struct drawing *drawing) {
    struct drawing inside = *drawing;

    inside.panel = &magnifier->inset;
    inside.labels = &magnifier->names;
    end_labels_draw(&inside);
}
