/* Chooses the size, the lines and the places of a panel's labels, and finds out what they need. */
#include "rendering/panel/end_labels.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "rendering/panel/markers.h"

double end_labels_gutter(const struct metrics *metrics) {
    return ceil(fmax(8, 14 * metrics->unit));
}

/* ---- which labels, in how many lines ---- */

/* Between labels of several lines there is more room than between their lines. */
static double height_of(const struct end_labels *labels, const struct end_label *label) {
    static const double gap = 0.4; /* ems */
    double ems = label->n_lines * END_LABEL_LINE + (label->n_lines > 1 ? gap : 0);
    return ceil(ems * labels->size);
}

/* The labels beside the frame, which half of the first and of the last line may exceed. */
struct column {
    size_t n;
    double y[PANEL_CURVES_MAX]; /* of their curves */
    double heights[PANEL_CURVES_MAX];
    double sum; /* of the heights */
    double top;
    double bottom;
};

/* Whether a text above the frame reaches over the labels. */
static bool is_below_text(const struct end_labels *labels) {
    const struct panel *panel = labels->panel;
    double left = panel->frame.right - panel->frame.left + labels->gutter - labels->size;
    return panel->width_above > left;
}

/* Whether a label beside the frame is of a curve that leaves it at this side. */
static bool has_label_of(const struct end_labels *labels, enum exit_side side) {
    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside && labels->each[i].side == side) {
            return true;
        }
    }
    return false;
}

/* The capitals of the first label are below the edge of the frame. */
static double column_top(const struct end_labels *labels, double line) {
    const struct panel *panel = labels->panel;
    double highest = HALF_CAPITAL * labels->size + 1;

    return panel->frame.top +
           (panel->room.inset_above > 0 ? panel->room.inset_above : highest - 0.5 * line);
}

static double column_bottom(const struct end_labels *labels, double line) {
    const struct panel *panel = labels->panel;
    double lowest = has_label_of(labels, EXIT_BOTTOM) ? HALF_CAPITAL * labels->size + 1 : 0;

    return panel->frame.bottom -
           (panel->room.inset_below > 0 ? panel->room.inset_below : lowest - 0.5 * line);
}

/* Labels that fill the height may begin above the edge. */
static struct column column_of(const struct end_labels *labels) {
    const struct panel *panel = labels->panel;
    double line = ceil(END_LABEL_LINE * labels->size);
    struct column column = {.top = column_top(labels, line), .bottom = column_bottom(labels, line)};

    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside) {
            column.y[column.n] = labels->each[i].exit.y;
            column.heights[column.n] = height_of(labels, &labels->each[i]);
            column.sum += column.heights[column.n++];
        }
    }
    if (column.sum > column.bottom - column.top && panel->room.inset_above == 0) {
        column.top = panel->frame.top - (is_below_text(labels) ? 0.5 : 1) * line;
    }
    return column;
}

static bool have_room(const struct end_labels *labels) {
    struct column column = column_of(labels);
    return column.sum <= column.bottom - column.top;
}

/* What may become of names. */
enum names { NAMES_OF_WHOLE_WORDS, NAMES_OF_BROKEN_WORDS, NAMES_CUT };

/* Breaks the labels beside the frame. Returns whether they have room, and no text is cut unless it
 * may be. */
static bool set_lines(struct end_labels *labels, int n_name_lines_max, enum names names) {
    double width = labels->panel->room.width;
    bool is_cut = false;

    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *label = &labels->each[i];
        if (!label->is_inside) {
            const struct label_setting setting = {labels->canvas, labels->size, width,
                                                  n_name_lines_max, names == NAMES_OF_BROKEN_WORDS};
            struct label_extent extent =
                label_text_break(&labels->parts[label->first_part], label->n_parts, &setting);
            label->n_lines = extent.n_lines;
            label->taken = extent.width;
            label->width = width;
            is_cut = is_cut || extent.is_cut;
        }
    }
    return have_room(labels) && (names == NAMES_CUT || !is_cut);
}

static bool is_landmark(const struct end_labels *labels, const struct end_label *label) {
    for (size_t i = 0; i < label->n_parts; i++) {
        if (labels->parts[label->first_part + i].curve->is_landmark) {
            return true;
        }
    }
    return false;
}

/* Landmarks stay first, then the first and the last label. */
static int rank_of(const struct end_labels *labels, size_t i) {
    bool is_end = i == 0 || i == labels->n - 1;
    return is_landmark(labels, &labels->each[i]) ? 0 : is_end ? 1 : 2;
}

/* Finds the label to leave out: one of the last rank, and of these that with the nearest kept
 * neighbours. */
static size_t least_needed(const struct end_labels *labels) {
    size_t found = 0;
    double least = INFINITY;

    for (size_t i = 0; i < labels->n; i++) {
        double before = i > 0 ? labels->each[i - 1].exit.y : -INFINITY;
        double after = i + 1 < labels->n ? labels->each[i + 1].exit.y : INFINITY;
        double room = fmin(after - before, 1e6) + 1e7 * (2 - rank_of(labels, i));
        if (room < least) {
            least = room;
            found = i;
        }
    }
    return found;
}

static void leave_out(struct end_labels *labels, size_t i) {
    const struct end_label *label = &labels->each[i];

    for (size_t part = 0; part < label->n_parts; part++) {
        labels->left_out[labels->n_left_out++] = labels->parts[label->first_part + part].curve;
    }
    labels->n--;
    memmove(&labels->each[i], &labels->each[i + 1], (labels->n - i) * sizeof(labels->each[0]));
}

/* First all labels get smaller, then words are broken or names cut, and at last labels are left
 * out. */
static void make_room(struct end_labels *labels) {
    static const double factors[] = {1, 0.9, 0.8, 1, 0.9, 0.8, 0.7, 0.6};
    static const size_t n_whole = 3; /* of these sizes with whole names */

    for (size_t i = 0; i < G_N_ELEMENTS(factors); i++) {
        labels->size = fmax(TYPE_MIN, factors[i] * labels->metrics->label);
        if (set_lines(labels, NAME_LINES_MAX,
                      i < n_whole ? NAMES_OF_WHOLE_WORDS : NAMES_OF_BROKEN_WORDS)) {
            return;
        }
        for (int n = NAME_LINES_MAX; n >= 0 && i >= n_whole; n--) {
            if (set_lines(labels, n, NAMES_CUT)) {
                return;
            }
        }
    }
    while (!have_room(labels)) {
        leave_out(labels, least_needed(labels));
    }
}

/* ---- places ---- */

static void place_outside(struct end_labels *labels) {
    struct column column = column_of(labels);
    size_t n = 0;

    if (column.n > 0) {
        end_labels_spread(column.y, column.heights, column.n, column.top + column.heights[0] / 2,
                          column.bottom - column.heights[column.n - 1] / 2);
    }
    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside) {
            labels->each[i].y = column.y[n++];
        }
    }
}

/* ---- the gutter ---- */

/* The steepest leader, in px down for each px to the right; and the widest gutter, in ems. */
static const double STEEPEST = 1.7;
static const double GUTTER_MAX = 3;

bool end_labels_have_keys(const struct end_labels *labels) {
    bool have = labels->panel->room.has_keys || labels->panel->has_few_markers;

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        have = have || (label->curve->has_markers && label->needs_leader);
    }
    return have;
}

static double gutter_of(const struct end_labels *labels) {
    const struct panel *panel = labels->panel;
    const struct metrics *metrics = labels->metrics;
    double longest = 0;

    if (panel->room.has_leaders) {
        return panel->room.gutter;
    }
    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        if (label->needs_leader) {
            double inside = fmax(0, panel->frame.right - label->exit.x);
            double drop = fabs(label->y - label->exit.y);
            longest = fmax(longest, drop - (label->curve->is_cut ? 0 : STEEPEST * inside));
        }
    }
    double key = end_labels_have_keys(labels) ? 0.5 * metrics->label : 0;
    double least = end_labels_gutter(metrics) + key;
    double wanted =
        fmin(longest / STEEPEST + end_label_level(metrics), GUTTER_MAX * metrics->label);
    return fmin(panel->room.gutter, ceil(fmax(least, wanted)));
}

void end_labels_place(struct end_labels *labels, const struct panel *panel, struct canvas *canvas,
                      const struct metrics *metrics) {
    *labels = (struct end_labels){.panel = panel,
                                  .canvas = canvas,
                                  .metrics = metrics,
                                  .size = metrics->label,
                                  .gutter = end_labels_gutter(metrics)};
    end_labels_collect(labels);
    end_labels_place_inside(labels);
    make_room(labels);
    place_outside(labels);
    end_labels_set_leaders(labels);
    labels->gutter = gutter_of(labels);
    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside) {
            labels->each[i].x = panel->frame.right + labels->gutter;
        }
    }
}

/* A range of heights beside the frame. */
struct gap {
    double top;
    double bottom;
};

static struct gap larger_gap(struct gap a, struct gap b) {
    return b.bottom - b.top > a.bottom - a.top ? b : a;
}

bool end_labels_find_gap(const struct end_labels *labels, double height, double *bottom) {
    const struct panel *panel = labels->panel;
    bool has_inset = panel->room.inset_below > 0;
    double above = panel->frame.top + panel->room.inset_above;
    struct gap largest = {above, above};

    for (size_t i = 0; i < labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        if (!label->is_inside) {
            double margin = (height_of(labels, label) + END_LABEL_LINE * labels->size) / 2;
            largest = larger_gap(largest, (struct gap){above, label->y - margin});
            above = label->y + margin;
        }
    }
    if (has_inset) {
        double inset = panel->frame.bottom - panel->room.inset_below;
        largest = larger_gap(largest, (struct gap){above, inset});
        above = panel->room.notes_top;
    }
    double lowest = panel->frame.bottom + END_LABEL_LINE * labels->size / 2;
    if (lowest - above >= height) {
        *bottom = above + height;
        return true;
    }
    *bottom = (largest.top + largest.bottom + height) / 2;
    return largest.bottom - largest.top >= height;
}

/* ---- what labels need ---- */

static bool is_cut(const struct end_labels *labels, const struct end_label *label) {
    for (size_t i = 0; i < label->n_parts; i++) {
        if (labels->parts[label->first_part + i].is_cut) {
            return true;
        }
    }
    return false;
}

bool end_labels_have_room(const struct end_labels *labels) {
    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside && is_cut(labels, &labels->each[i])) {
            return false;
        }
    }
    return labels->size == labels->metrics->label && labels->n_left_out == 0;
}

/* About the lines of the notes in this width, without those that any width needs. */
static size_t further_note_lines(const struct panel *panel, struct canvas *canvas,
                                 const struct metrics *metrics, double width) {
    static const double breaks = 1.1; /* because words end before a line does */
    static const double usual = 2;
    struct text_style style = {.size = metrics->subtitle};
    double n = 0;

    for (size_t i = 0; panel->notes != NULL && panel->notes[i] != NULL; i++) {
        double length = canvas_text_width(canvas, &style, panel->notes[i]);
        n += fmax(0, ceil(breaks * length / width) - usual);
    }
    return (size_t)n;
}

struct label_needs end_labels_measure(const struct panel *panel, struct canvas *canvas,
                                      const struct metrics *metrics, double width_max) {
    struct end_labels labels;
    struct label_needs needs = {0};
    struct panel tried = *panel;

    tried.room = (struct label_room){.width = width_max, .gutter = INFINITY};
    end_labels_place(&labels, &tried, canvas, metrics);
    needs.gutter = labels.gutter;
    needs.has_keys = end_labels_have_keys(&labels);
    needs.shrinkage = 1 - labels.size / metrics->label;
    needs.n_cut = labels.n_left_out;
    for (size_t i = 0; i < labels.n; i++) {
        const struct end_label *label = &labels.each[i];
        if (!label->is_inside) {
            needs.width = fmax(needs.width, fmin(label->taken, width_max));
            needs.n_further_lines += (size_t)label->n_lines > label->n_parts
                                         ? (size_t)label->n_lines - label->n_parts
                                         : 0;
            needs.n_leaders += label->needs_leader ? 1 : 0;
            needs.n_cut += is_cut(&labels, label) ? 1 : 0;
        }
    }
    if (needs.width > 0) {
        needs.n_further_lines += further_note_lines(panel, canvas, metrics, needs.width);
    }
    return needs;
}
