/* Draws labels, and leaders to those that are away from their curves. */
#include <math.h>

#include <glib.h>

#include "rendering/end_labels.h"
#include "rendering/panel_frame.h"

/* A label that is moved by more ems than this has a leader, and one whose curve ends further from
 * the edge of the frame. */
static const double NEAR = 0.6;
static const double NEAR_EDGE = 2.5;

/* ---- texts ---- */

static struct text_style style_of(const struct end_labels *labels, const struct end_label *label,
                                  bool bold) {
    return (struct text_style){
        .size = labels->size, .bold = bold, .color = label->curve->label_color, .keeps_end = true};
}

/* The name above the value. */
static void draw_two_lines(const struct drawing *drawing, const struct end_labels *labels,
                           const struct end_label *label) {
    struct text_style name = style_of(labels, label, true);
    struct text_style value = style_of(labels, label, false);
    double half_line = 0.5 * END_LABEL_LINE * labels->size;
    double middle = label->y + HALF_CAPITAL * labels->size;

    name.anchor = value.anchor = label->anchor;
    name.width_max = value.width_max = label->is_inside ? 0 : drawing->panel->label_width;
    canvas_text(drawing->canvas, label->x, middle - half_line, &name, label->curve->name);
    canvas_text(drawing->canvas, label->x, middle + half_line, &value, label->curve->value);
}

/* The name before the value. If both have no room, the name is cut. */
static void draw_one_line(const struct drawing *drawing, const struct end_labels *labels,
                          const struct end_label *label) {
    const struct panel_curve *curve = label->curve;
    struct text_style name = style_of(labels, label, true);
    struct text_style value = style_of(labels, label, false);
    double width = label->is_inside ? INFINITY : drawing->panel->label_width;
    double name_width = canvas_text_width(drawing->canvas, &name, curve->name);
    double space = curve->value != NULL ? END_LABEL_SPACE * labels->size : 0;
    double value_width =
        curve->value != NULL ? canvas_text_width(drawing->canvas, &value, curve->value) : 0;
    double y = label->y + HALF_CAPITAL * labels->size;

    if (name_width + space + value_width > width) {
        name_width = fmin(name_width, fmax(width - space - value_width, width / 4));
        value_width = fmax(width - space - name_width, 1);
        name.width_max = name_width;
        value.width_max = value_width;
    }
    double x =
        label->anchor == ANCHOR_RIGHT ? label->x - name_width - space - value_width : label->x;
    canvas_text(drawing->canvas, x, y, &name, curve->name);
    if (curve->value != NULL) {
        canvas_text(drawing->canvas, x + name_width + space, y, &value, curve->value);
    }
}

/* ---- leaders ---- */

bool end_label_needs_leader(const struct end_labels *labels, const struct end_label *label,
                            const struct panel *panel) {
    const struct panel_curve *curve = label->curve;
    double from_edge = panel->frame.right - label->exit.x;

    return curve->n > 0 && !label->is_inside &&
           (fabs(label->y - label->exit.y) > NEAR * labels->size ||
            from_edge > NEAR_EDGE * labels->size || end_label_leaves_early(label, panel));
}

/* A leader from the edge of the frame goes around the frame, further out for each that would cross
 * it otherwise. */
static double detour(const struct drawing *drawing, const struct end_labels *labels,
                     const struct end_label *label) {
    static const double step = 3;
    const struct panel *panel = drawing->panel;
    bool is_top = label->exit.y < (panel->frame.top + panel->frame.bottom) / 2;
    size_t n_inner = 1;

    if (!end_label_leaves_early(label, panel)) {
        return label->exit.y;
    }
    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *other = &labels->each[i];
        bool is_further_right = other->curve->is_cut && other->exit.x > label->exit.x &&
                                fabs(other->exit.y - label->exit.y) < 1 &&
                                end_label_needs_leader(labels, other, panel);
        n_inner += is_further_right ? 1 : 0;
    }
    double distance = step * fmax(1, drawing->metrics->unit) * (double)n_inner;
    return is_top ? label->exit.y - distance : label->exit.y + distance;
}

/* From the curve's end to the edge of the frame, and with an elbow on to the label. */
static void draw_leader(const struct drawing *drawing, const struct end_labels *labels,
                        const struct end_label *label) {
    const struct panel *panel = drawing->panel;
    double unit = drawing->metrics->unit;
    bool has_end = !label->curve->is_cut && label->exit.x < panel->frame.right - 1;
    double from = label->exit.x + (has_end ? 0.5 * drawing->metrics->marker + 2 * unit : 0);
    double edge = fmax(from, panel->frame.right) + unit;
    double y = detour(drawing, labels, label);
    double end = label->x - 3 * unit;
    struct stroke stroke = {.color = label->curve->stroke.color, .width = 1};

    if (label->curve->ends_in_zero) {
        y -= 0.5 * drawing->metrics->marker; /* clear of the axis */
    } else if (y != label->exit.y) {
        canvas_rule(drawing->canvas, from, label->exit.y, from, y, stroke);
    }
    canvas_rule(drawing->canvas, from, y, edge, y, stroke);
    canvas_rule(drawing->canvas, edge, y, end, label->y, stroke);
}

void end_labels_draw(const struct end_labels *labels, const struct drawing *drawing) {
    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        if (end_label_needs_leader(labels, label, drawing->panel)) {
            draw_leader(drawing, labels, label);
        }
        if (label->n_lines == 2) {
            draw_two_lines(drawing, labels, label);
        } else {
            draw_one_line(drawing, labels, label);
        }
    }
}
