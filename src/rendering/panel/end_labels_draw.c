/* Draws labels, and leaders to those that are away from their curves. */
#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/markup.h"
#include "rendering/panel/end_labels.h"
#include "rendering/panel/markers.h"
#include "rendering/panel/panel_frame.h"

/* ---- texts ---- */

/* The color behind a label. */
static uint32_t ground(const struct drawing *drawing, const struct end_label *label) {
    const struct theme *theme = drawing->theme;
    const struct panel *panel = drawing->panel;

    if (panel->has_highlight && panel_x_px(panel, panel->highlight[0]) < label->x &&
        label->x < panel_x_px(panel, panel->highlight[1])) {
        return theme->highlight;
    }
    if (panel->band_words[0] == NULL) {
        return theme->background;
    }
    return label->y < panel_y_px(panel, 0) ? theme->amplifying_band : theme->vanishing_band;
}

/* Where the shading ends behind a label, a halo would be seen on one side. */
static bool has_halo(const struct drawing *drawing, const struct end_label *label) {
    const struct panel *panel = drawing->panel;
    bool has_edge = false;

    for (int i = 0; i < 2 && panel->has_highlight; i++) {
        double edge = panel_x_px(panel, panel->highlight[i]);
        has_edge = has_edge || (label->box.left < edge && edge < label->box.right);
    }
    return label->is_inside && !has_edge;
}

/* No piece of a grid line shows between words, from the capitals of the first line to the baseline
 * of the last one. */
static void clear_ground(const struct drawing *drawing, const struct end_label *label) {
    double size = drawing->labels->size;
    double half = (label->n_lines - 1) * END_LABEL_LINE * size / 2 + HALF_CAPITAL * size +
                  2 * drawing->metrics->unit;
    struct box box = label->box;

    box.top = label->y - half;
    box.bottom = label->y + half;
    canvas_fill(drawing->canvas, box, ground(drawing, label));
}

static struct text_style style_of(const struct drawing *drawing, const struct end_label *label,
                                  const struct panel_curve *curve, bool bold) {
    return (struct text_style){.size = drawing->labels->size,
                               .bold = bold,
                               .color = curve->label_color,
                               .anchor = label->anchor,
                               .has_halo = has_halo(drawing, label),
                               .halo = ground(drawing, label),
                               .keeps_end = true};
}

/* "p = 0.5 ≡ ideal", because "p = 0.5 = ideal" would not be understood. */
static const char *equal_sign(const struct drawing *drawing, const struct end_label *label) {
    const struct label_part *parts = &drawing->labels->parts[label->first_part];
    const char *sign = "=";

    for (size_t i = 0; i < label->n_parts; i++) {
        g_autofree char *name = markup_to_plain(g_strdup(parts[i].curve->name));
        sign = strchr(name, '=') != NULL ? "\u2261" : sign;
    }
    return sign;
}

/* The name above the value. `y` is the middle of the first line. */
static void draw_below_each_other(const struct drawing *drawing, const struct end_label *label,
                                  const struct label_part *part, double y) {
    const struct panel_curve *curve = part->curve;
    struct text_style name = style_of(drawing, label, curve, true);
    struct text_style value = style_of(drawing, label, curve, false);
    double baseline = y + HALF_CAPITAL * name.size;

    name.width_max = value.width_max = label->width;
    name.n_lines_max = part->n_name_lines;
    value.n_lines_max = part->n_value_lines;
    g_autofree char *text = label_text_lines(part, equal_sign(drawing, label));
    canvas_text(drawing->canvas, label->x, baseline, &name, text);
    if (part->has_remark_below) {
        double space = (curve->name_width + END_LABEL_SPACE) * value.size;
        canvas_text(drawing->canvas, label->x + space, baseline, &value, curve->brief_value);
    }
    if (part->has_value_below) {
        baseline += ((part->n_name_lines - 1) * TEXT_LINE_HEIGHT + END_LABEL_LINE) * value.size;
        double indent = part->has_remark_below ? part->remark_indent * value.size : 0;
        canvas_text(drawing->canvas, label->x + indent, baseline, &value,
                    part->has_remark_below ? label_text_remark(curve) : curve->value);
    }
}

/* The name before the value. If both have no room, a long name is cut, or the value left out where
 * too little of the name would stay. */
static void draw_in_one_line(const struct drawing *drawing, const struct end_label *label,
                             const struct label_part *part, double x, double y) {
    static const double least = 0.75;   /* of a name that is cut */
    static const double long_name = 10; /* longer than this, ems */
    const struct panel_curve *curve = part->curve;
    struct text_style name = style_of(drawing, label, curve, true);
    struct text_style value = style_of(drawing, label, curve, false);
    double name_width = curve->name_width * name.size;
    const char *text = part->has_no_value ? NULL : curve->value;
    double space = text != NULL ? END_LABEL_SPACE * name.size : 0;
    double value_width = text != NULL ? curve->value_width * name.size : 0;
    double width = label->is_inside ? INFINITY : label->width - (x - label->x);
    double room = width - space - value_width; /* for the name */
    double shown = curve->name_width > long_name ? least * name_width : name_width;
    bool is_alone = text == NULL || room < shown;

    name.anchor = value.anchor = ANCHOR_LEFT;
    if (name_width > (is_alone ? width : room)) {
        name.width_max = is_alone ? width : room;
        name_width = canvas_text_fit(drawing->canvas, &name, curve->name).width;
    }
    canvas_text(drawing->canvas, x, y, &name, curve->name);
    if (!is_alone) {
        canvas_text(drawing->canvas, x + name_width + space, y, &value, text);
    } else if (text != NULL) {
        canvas_note_cut(drawing->canvas, text);
    }
}

/* In the middle of its space, or at the beginning of a line. Returns where the next text begins. */
static double draw_sign(const struct drawing *drawing, const struct end_label *label,
                        const struct panel_curve *curve, double x, double y, bool is_first) {
    struct text_style sign = style_of(drawing, label, curve, false);
    double width = (is_first ? LABEL_FIRST_EQUALS : LABEL_EQUALS) * sign.size;

    sign.anchor = is_first ? ANCHOR_LEFT : ANCHOR_CENTER;
    canvas_text(drawing->canvas, is_first ? x : x + width / 2, y, &sign,
                equal_sign(drawing, label));
    return x + width;
}

/* The `n` parts of one line. */
static void draw_line(const struct drawing *drawing, const struct end_label *label,
                      const struct label_part *part, size_t n, double y) {
    double size = drawing->labels->size;
    double width = label_text_line_width(part, n, size);
    double x = label->anchor == ANCHOR_RIGHT ? label->x - width : label->x;
    double baseline = y + HALF_CAPITAL * size;

    for (size_t i = 0; i < n; i++) {
        if (part[i].has_sign) {
            x = draw_sign(drawing, label, part[i].curve, x, baseline, i == 0);
        }
        draw_in_one_line(drawing, label, &part[i], x, baseline);
        x += part[i].curve->name_width * size;
    }
}

static void draw_texts(const struct drawing *drawing, const struct end_label *label) {
    double line = END_LABEL_LINE * drawing->labels->size;
    const struct label_part *part = &drawing->labels->parts[label->first_part];
    const struct label_part *end = part + label->n_parts;
    double y = label->y - (label->n_lines - 1) * line / 2;

    if (has_halo(drawing, label)) {
        clear_ground(drawing, label);
    }
    while (part < end) {
        size_t n = label_text_line_parts(part, end);
        if (part->has_value_below || part->n_name_lines > 1) {
            draw_below_each_other(drawing, label, part, y);
        } else {
            draw_line(drawing, label, part, n, y);
        }
        y += label_part_lines(part) * line;
        part += n;
    }
}

/* ---- leaders ---- */

/* Ends a leader at `x`. */
static void end_at(struct leader *leader, double x) {
    struct spot *end = &leader->spots[leader->n - 1];

    end->x = x;
    if (leader->n > 2 && end[-1].x >= x) {
        end[-1] = *end;
        leader->n--;
    }
}

/* The color of a piece of a leader: that of the curve, but neutral where it is that of several, or
 * so long that readers would take it for the curve. */
static uint32_t leader_color(const struct drawing *drawing, const struct end_label *label,
                             const struct panel_curve *curve, bool is_last) {
    bool is_long = end_label_ends_early(drawing->labels, label);
    bool is_common = label->n_parts > 1 && label->n_lines > 1 && !is_last;
    return is_long || is_common ? drawing->theme->muted : curve->stroke.color;
}

static void draw_way(const struct drawing *drawing, struct spot from, struct spot to,
                     uint32_t color) {
    struct stroke stroke = {.color = color, .width = fmax(1, drawing->metrics->unit)};
    canvas_rule(drawing->canvas, from.x, from.y, to.x, to.y, stroke);
}

/* A long leader has the color of its curve where it begins. */
static void draw_begin(const struct drawing *drawing, const struct leader *leader, uint32_t color) {
    static const double length = 1.2; /* ems */
    double rest = length * drawing->labels->size;

    for (size_t i = 1; i < leader->n && rest > 0; i++) {
        struct spot from = leader->spots[i - 1];
        struct spot to = leader->spots[i];
        double all = distance_between(from, to);
        double part = fmin(rest / all, 1);
        rest -= all;
        to = (struct spot){from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)};
        draw_way(drawing, from, to, color);
    }
}

static void draw_ways(const struct drawing *drawing, const struct end_label *label,
                      const struct panel_curve *curve, const struct leader *leader) {
    static const size_t n_last = 2; /* from the common way to the label */

    for (size_t i = 1; i < leader->n; i++) {
        draw_way(drawing, leader->spots[i - 1], leader->spots[i],
                 leader_color(drawing, label, curve, i + n_last >= leader->n));
    }
    if (end_label_ends_early(drawing->labels, label) && label->n_parts == 1) {
        draw_begin(drawing, leader, curve->stroke.color);
    }
}

/* Draws the marker of a curve before its label, at the height `y`. Returns its left end, or where
 * it would be if the curve has none. */
static double draw_key(const struct drawing *drawing, const struct end_label *label,
                       const struct panel_curve *curve, double y) {
    bool is_negative = curve->n > 0 && curve->is_negative[curve->n - 1];
    struct marker key = marker_of(drawing, curve, is_negative);
    double x = label->x - 2 * end_label_clearance(drawing->metrics) - key.size / 2;

    if (!curve->has_markers) {
        return x;
    }
    canvas_marker(drawing->canvas, x, y, &key);
    return x - key.size / 2;
}

/* To the height `y` of the label; with a key if the curve has markers. */
static void draw_leader(const struct drawing *drawing, const struct end_label *label,
                        const struct panel_curve *curve, double y) {
    struct leader leader = end_label_leader(drawing->labels, label, y);

    if (markers_are_shown(drawing)) { /* no minus before a name */
        end_at(&leader, draw_key(drawing, label, curve, y));
    }
    draw_ways(drawing, label, curve, &leader);
}

/* To each line of a label of several curves; one to the lines of equal curves, "A =" and "B 1". */
static void draw_leaders(const struct drawing *drawing, const struct end_label *label) {
    double line = END_LABEL_LINE * drawing->labels->size;
    const struct label_part *parts = &drawing->labels->parts[label->first_part];
    double y = label->y - label->n_lines * line / 2;

    for (size_t i = 0; i < label->n_parts;) {
        const struct label_part *first = &parts[i];
        double height = label_part_lines(first) * line;
        while (++i < label->n_parts && parts[i].has_sign) {
            height += label_part_lines(&parts[i]) * line;
        }
        draw_leader(drawing, label, first->curve, y + height / 2);
        y += height;
    }
}

/* The height of the name: a remark below it is an addition. */
static double name_height(const struct end_labels *labels, const struct end_label *label) {
    double below = (double)(label->n_lines - 1) / 2 * END_LABEL_LINE * labels->size;
    return labels->parts[label->first_part].has_remark_below ? label->y - below : label->y;
}

/* A label inside the frame stands above the leaders of others. */
void end_labels_draw(const struct drawing *drawing) {
    const struct end_labels *labels = drawing->labels;
    bool have_keys = markers_are_shown(drawing) && end_labels_have_keys(labels);

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        if (label->has_way) {
            draw_way(drawing, label->way[0], label->way[1], label->curve->stroke.color);
        }
        if (!label->needs_leader) {
            if (have_keys && !label->is_inside) {
                (void)draw_key(drawing, label, label->curve, name_height(labels, label));
            }
        } else if (label->n_lines > 1 && label->n_parts > 1) {
            draw_leaders(drawing, label);
        } else {
            draw_leader(drawing, label, label->curve, name_height(labels, label));
        }
    }
    for (size_t i = 0; i < labels->n; i++) {
        draw_texts(drawing, &labels->each[i]);
    }
}
