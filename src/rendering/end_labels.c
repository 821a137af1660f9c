/* Chooses the size, the lines and the places of a panel's labels. */
#include "rendering/end_labels.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

double end_labels_gutter(const struct metrics *metrics) {
    return ceil(fmax(8, 14 * metrics->unit));
}

/* ---- moving labels apart ---- */

/* Labels that touch and move together. */
struct block {
    size_t n;
    double sum; /* of the positions of the panel's first label that each label asks for */
};

static double first_position(const struct block *block) {
    return block->sum / (double)block->n;
}

/* Pool adjacent violators: Ayer et al., Ann. Math. Statist. 26 (1955). Positions minus the heights
 * above them must ascend; blocks that do not are pooled at their mean. */
void end_labels_spread(double *y, const double *heights, size_t n, double low, double high) {
    struct block blocks[PANEL_CURVES_MAX];
    double above[PANEL_CURVES_MAX]; /* from the first position */
    size_t n_blocks = 0;

    assert(n <= PANEL_CURVES_MAX);
    for (size_t i = 0; i < n; i++) {
        above[i] = i > 0 ? above[i - 1] + (heights[i - 1] + heights[i]) / 2 : 0;
        blocks[n_blocks++] = (struct block){1, y[i] - above[i]};
        while (n_blocks > 1 &&
               first_position(&blocks[n_blocks - 2]) > first_position(&blocks[n_blocks - 1])) {
            blocks[n_blocks - 2].n += blocks[n_blocks - 1].n;
            blocks[n_blocks - 2].sum += blocks[n_blocks - 1].sum;
            n_blocks--;
        }
    }
    double highest = n > 0 ? high - above[n - 1] : high;
    size_t label = 0;
    for (size_t i = 0; i < n_blocks; i++) {
        double first = fmax(low, fmin(highest, first_position(&blocks[i])));
        for (size_t j = 0; j < blocks[i].n; j++, label++) {
            y[label] = first + above[label];
        }
    }
}

/* ---- widths ---- */

static double text_width(struct canvas *canvas, double size, bool bold, const char *text) {
    struct text_style style = {.size = size, .bold = bold};
    return text != NULL ? canvas_text_width(canvas, &style, text) : 0;
}

/* The widths of a label in ems are the same at every size, but for rounding. */
struct widths {
    double name;
    double value;
    double line; /* of both in one line */
};

static struct widths measure(const struct panel_curve *curve, struct canvas *canvas, double size) {
    struct widths widths = {.name = text_width(canvas, size, true, curve->name),
                            .value = text_width(canvas, size, false, curve->value)};

    widths.line = widths.name;
    if (curve->value != NULL) {
        widths.line += END_LABEL_SPACE * size + widths.value;
    }
    return widths;
}

double end_labels_width(const struct panel *panel, struct canvas *canvas,
                        const struct metrics *metrics, double height, double width_max) {
    double longest_line = 0;
    double longest_part = 0;
    size_t n_lines = 0;

    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].name != NULL) {
            struct widths widths = measure(&panel->curves[i], canvas, metrics->label);
            bool is_short = widths.line <= width_max;
            double part = is_short ? widths.line : fmax(widths.name, widths.value);
            longest_line = fmax(longest_line, widths.line);
            longest_part = fmax(longest_part, part);
            n_lines += is_short ? 1 : 2;
        }
    }
    bool fits = (double)n_lines * END_LABEL_LINE * metrics->label <= height;
    return longest_line <= width_max || !fits ? longest_line : longest_part;
}

/* ---- where curves leave the frame ---- */

bool end_label_leaves_early(const struct end_label *label, const struct panel *panel) {
    static const double near_corner = 3; /* px */
    return label->curve->is_cut && panel->frame.right - label->exit.x > near_corner;
}

static bool leaves_at_top(const struct end_label *label, const struct panel *panel) {
    return end_label_leaves_early(label, panel) && label->curve->order > panel->y.high;
}

static bool leaves_at_bottom(const struct end_label *label, const struct panel *panel) {
    return end_label_leaves_early(label, panel) && label->curve->order < panel->y.low;
}

/* The distance along the edge of the frame, clockwise from its upper right corner. */
static double exit_order(const struct end_label *label, const struct panel *panel) {
    const struct panel_curve *curve = label->curve;
    double from_right = panel->frame.right - label->exit.x;

    if (curve->n == 0 && !curve->ends_in_zero) { /* outside of the frame */
        return curve->order > panel->y.high ? -INFINITY : INFINITY;
    }
    if (leaves_at_top(label, panel)) {
        return -from_right;
    }
    double from_top = label->exit.y - panel->frame.top;
    return leaves_at_bottom(label, panel) ? from_top + from_right : from_top;
}

struct order {
    struct end_label label;
    double at;
};

/* Equal ones keep the order of their values, and then that of drawing. */
static int compare_orders(const void *a, const void *b) {
    const struct order *left = a;
    const struct order *right = b;

    if (left->at != right->at) {
        return left->at < right->at ? -1 : 1;
    }
    if (left->label.curve->order != right->label.curve->order) {
        return left->label.curve->order > right->label.curve->order ? -1 : 1;
    }
    return (left->label.curve > right->label.curve) - (left->label.curve < right->label.curve);
}

static void collect_labels(struct end_labels *labels, const struct panel *panel) {
    struct order orders[PANEL_CURVES_MAX];

    for (size_t i = 0; i < panel->n_curves; i++) {
        const struct panel_curve *curve = &panel->curves[i];
        if (curve->name != NULL) {
            struct order *order = &orders[labels->n++];
            order->label = (struct end_label){
                .curve = curve,
                .exit = {panel_x_px(panel, curve->end_x), panel_y_px(panel, curve->end_y)},
            };
            order->at = exit_order(&order->label, panel);
        }
    }
    qsort(orders, labels->n, sizeof(orders[0]), compare_orders);
    for (size_t i = 0; i < labels->n; i++) {
        labels->each[i] = orders[i].label;
    }
}

/* ---- which labels, in how many lines ---- */

static double height_of(const struct end_labels *labels, const struct end_label *label) {
    return ceil((double)label->n_lines * END_LABEL_LINE * labels->size);
}

/* The labels beside the frame, from where they must be clear of the subtitle to where half of the
 * last line is below the frame. */
struct rail {
    size_t n;
    double heights[PANEL_CURVES_MAX];
    double sum; /* of the heights */
    double top;
    double bottom;
};

static struct rail rail_of(const struct end_labels *labels, const struct panel *panel) {
    double line = ceil(END_LABEL_LINE * labels->size);
    struct rail rail = {.top = panel->frame.top - 0.25 * line,
                        .bottom = panel->frame.bottom + 0.5 * line};

    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside) {
            rail.heights[rail.n] = height_of(labels, &labels->each[i]);
            rail.sum += rail.heights[rail.n++];
        }
    }
    return rail;
}

static bool have_room(const struct end_labels *labels, const struct panel *panel) {
    struct rail rail = rail_of(labels, panel);
    return rail.sum <= rail.bottom - rail.top;
}

/* Too long labels get a second line. If these have no room, their names will be cut instead. */
static void set_lines(struct end_labels *labels, const struct panel *panel, struct canvas *canvas) {
    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *label = &labels->each[i];
        if (label->is_inside) {
            continue;
        }
        bool is_long = measure(label->curve, canvas, labels->size).line > panel->label_width;
        label->n_lines = is_long && label->curve->value != NULL ? 2 : 1;
    }
    if (!have_room(labels, panel)) {
        for (size_t i = 0; i < labels->n; i++) {
            labels->each[i].n_lines = labels->each[i].is_inside ? labels->each[i].n_lines : 1;
        }
    }
}

/* Landmarks stay first, then the first and the last label. */
static int rank_of(const struct end_labels *labels, size_t i) {
    bool is_end = i == 0 || i == labels->n - 1;
    return labels->each[i].curve->is_landmark ? 0 : is_end ? 1 : 2;
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
    labels->left_out[labels->n_left_out++] = labels->each[i].curve;
    labels->n--;
    memmove(&labels->each[i], &labels->each[i + 1], (labels->n - i) * sizeof(labels->each[0]));
}

/* First all labels get smaller, then some are left out. */
static void make_room(struct end_labels *labels, const struct panel *panel, struct canvas *canvas,
                      const struct metrics *metrics) {
    static const double factors[] = {1, 0.9, 0.8, 0.7, 0.6};

    for (size_t i = 0; i < G_N_ELEMENTS(factors); i++) {
        labels->size = fmax(TYPE_MIN, factors[i] * metrics->label);
        set_lines(labels, panel, canvas);
        if (have_room(labels, panel)) {
            return;
        }
    }
    while (!have_room(labels, panel)) {
        leave_out(labels, least_needed(labels));
    }
}

/* ---- places ---- */

/* Where a label of this size would stand in the frame beside its exit: left of a line that leaves
 * the frame, or right of an arrow to zero. */
static struct box box_inside(const struct end_label *label, const struct panel *panel, double width,
                             double height, double pad) {
    const struct panel_curve *curve = label->curve;
    struct spot from = panel_spot(panel, curve, 0);
    double top = leaves_at_top(label, panel) ? panel->frame.top : panel->frame.bottom - height;

    if (curve->ends_in_zero) {
        double left = label->exit.x + 2 * pad;
        return (struct box){left - pad / 2, top, left + width + pad, top + height};
    }
    double dx = label->exit.x - from.x;
    double dy = label->exit.y - from.y;
    double right = label->exit.x - pad - height * fabs(dx / dy);
    return (struct box){right - width - pad, top, right + pad / 2, top + height};
}

/* Places a label beside its exit, if no curve is there. */
static void try_inside(struct end_labels *labels, struct end_label *label,
                       const struct panel *panel, struct canvas *canvas) {
    struct widths widths = measure(label->curve, canvas, labels->size);
    size_t n_lines_max = label->curve->value != NULL ? 2 : 1;
    double pad = 0.4 * labels->size;

    for (size_t n_lines = 1; n_lines <= n_lines_max && !label->is_inside; n_lines++) {
        double height = (double)n_lines * END_LABEL_LINE * labels->size + pad;
        double width = n_lines == 1 ? widths.line : fmax(widths.name, widths.value);
        struct box box = box_inside(label, panel, width, height, pad);
        if (box.left > panel->frame.left && box.right < panel->frame.right &&
            panel_is_free(panel, box)) {
            label->is_inside = true;
            label->n_lines = n_lines;
            label->box = box;
            label->anchor = label->curve->ends_in_zero ? ANCHOR_LEFT : ANCHOR_RIGHT;
            label->x = label->curve->ends_in_zero ? box.left + pad / 2 : box.right - pad / 2;
            label->y = (box.top + box.bottom) / 2;
        }
    }
}

/* At each edge there is room for one label. */
static void place_inside(struct end_labels *labels, const struct panel *panel,
                         struct canvas *canvas) {
    bool has_top = false;
    bool has_bottom = false;

    for (size_t i = 0; i < labels->n; i++) {
        struct end_label *label = &labels->each[i];
        bool is_bottom = label->curve->ends_in_zero || leaves_at_bottom(label, panel);
        if (leaves_at_top(label, panel) && !has_top) {
            try_inside(labels, label, panel, canvas);
            has_top = label->is_inside;
        } else if (is_bottom && !has_bottom && label->curve->n > 0) {
            try_inside(labels, label, panel, canvas);
            has_bottom = label->is_inside;
        }
    }
}

static void place_outside(struct end_labels *labels, const struct panel *panel,
                          const struct metrics *metrics) {
    struct rail rail = rail_of(labels, panel);
    double y[PANEL_CURVES_MAX];
    size_t n = 0;

    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside) {
            y[n++] = labels->each[i].exit.y;
        }
    }
    if (n > 0) {
        end_labels_spread(y, rail.heights, n, rail.top + rail.heights[0] / 2,
                          rail.bottom - rail.heights[n - 1] / 2);
    }
    for (size_t i = labels->n; i-- > 0;) {
        if (!labels->each[i].is_inside) {
            labels->each[i].x = panel->frame.right + end_labels_gutter(metrics);
            labels->each[i].y = y[--n];
        }
    }
}

void end_labels_place(struct end_labels *labels, const struct panel *panel, struct canvas *canvas,
                      const struct metrics *metrics) {
    *labels = (struct end_labels){.size = metrics->label};
    collect_labels(labels, panel);
    place_inside(labels, panel, canvas);
    make_room(labels, panel, canvas, metrics);
    place_outside(labels, panel, metrics);
}

bool end_labels_find_gap(const struct end_labels *labels, const struct panel *panel, double height,
                         double *bottom) {
    double largest = 0;
    double above = panel->frame.top;

    for (size_t i = 0; i <= labels->n; i++) {
        const struct end_label *label = &labels->each[i];
        bool is_end = i == labels->n;
        if (!is_end && label->is_inside) {
            continue;
        }
        double margin = is_end ? 0 : (height_of(labels, label) + END_LABEL_LINE * labels->size) / 2;
        double below = is_end ? panel->frame.bottom : label->y - margin;
        if (below - above > largest) {
            largest = below - above;
            *bottom = is_end ? below : (above + below + height) / 2;
        }
        above = is_end ? above : label->y + margin;
    }
    return largest >= height;
}

bool end_labels_leave_free(const struct end_labels *labels, struct box box) {
    for (size_t i = 0; i < labels->n; i++) {
        const struct box *other = &labels->each[i].box;
        if (labels->each[i].is_inside && box.left < other->right && other->left < box.right &&
            box.top < other->bottom && other->top < box.bottom) {
            return false;
        }
    }
    return true;
}
