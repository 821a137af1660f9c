/* Moves labels apart that would collide. */
#include "rendering/end_labels.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static const double LINE_GAP = 1.2; /* least distance of two labels, in heights of a label */

/* Labels that touch and move together. */
struct block {
    size_t n;
    double sum; /* of the positions of the block's first label that each label asks for */
};

static double first_position(const struct block *block) {
    return block->sum / (double)block->n;
}

/* Pool adjacent violators: Ayer et al., Ann. Math. Statist. 26 (1955). Positions minus their gaps
 * must ascend; blocks that do not are pooled at their mean. */
void end_labels_spread(double *y, size_t n, double gap, double low, double high) {
    struct block blocks[PANEL_CURVES_MAX];
    size_t n_blocks = 0;

    assert(n <= PANEL_CURVES_MAX);
    for (size_t i = 0; i < n; i++) {
        blocks[n_blocks++] = (struct block){1, y[i] - (double)i * gap};
        while (n_blocks > 1 &&
               first_position(&blocks[n_blocks - 2]) > first_position(&blocks[n_blocks - 1])) {
            blocks[n_blocks - 2].n += blocks[n_blocks - 1].n;
            blocks[n_blocks - 2].sum += blocks[n_blocks - 1].sum;
            n_blocks--;
        }
    }
    double highest = high - ((double)n - 1) * gap;
    size_t label = 0;
    for (size_t i = 0; i < n_blocks; i++) {
        double first = fmax(low, fmin(highest, first_position(&blocks[i])));
        for (size_t j = 0; j < blocks[i].n; j++, label++) {
            y[label] = first + (double)label * gap;
        }
    }
}

/* The largest is on top. Equal ones keep the order of drawing. */
static int compare_labels(const void *a, const void *b) {
    const struct panel_curve *left = *(const struct panel_curve *const *)a;
    const struct panel_curve *right = *(const struct panel_curve *const *)b;

    if (left->order != right->order) {
        return left->order > right->order ? -1 : 1;
    }
    return (left > right) - (left < right);
}

static size_t collect_labels(const struct panel *panel, const struct panel_curve **labelled) {
    size_t n = 0;
    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].label != NULL) {
            labelled[n++] = &panel->curves[i];
        }
    }
    qsort(labelled, n, sizeof(const struct panel_curve *), compare_labels);
    return n;
}

/* Keeps the first, the last and every k-th label if not all have room. */
static size_t thin_labels(const struct panel_curve **labelled, size_t n, size_t n_max) {
    size_t step = n_max > 1 ? (n - 1 + n_max - 2) / (n_max - 1) : n;
    size_t n_kept = 0;

    for (size_t i = 0; i < n; i++) {
        bool is_last = i == n - 1;
        bool is_far_from_last = i % step == 0 && n - 1 - i >= step;
        if (is_last || is_far_from_last) {
            labelled[n_kept++] = labelled[i];
        }
    }
    return n_kept;
}

void end_labels_place(struct end_labels *labels, const struct panel *panel,
                      const struct metrics *metrics) {
    double gap = ceil(LINE_GAP * metrics->label);
    double low = panel->frame.top + 0.25 * gap; /* clear of the subtitle */
    double high = panel->frame.bottom;
    size_t n_max = (size_t)floor((high - low) / gap) + 1;

    labels->n = collect_labels(panel, labels->labelled);
    if (labels->n > n_max) {
        labels->n = thin_labels(labels->labelled, labels->n, n_max);
    }
    for (size_t i = 0; i < labels->n; i++) {
        labels->y[i] = panel_y_px(panel, labels->labelled[i]->end_y);
    }
    end_labels_spread(labels->y, labels->n, gap, low, high);
}

bool end_labels_find_gap(const struct end_labels *labels, const struct panel *panel,
                         const struct metrics *metrics, double height, double *bottom) {
    double margin = LINE_GAP * metrics->label;
    double largest = 0;
    double above = panel->frame.top;

    for (size_t i = 0; i <= labels->n; i++) {
        double below = i < labels->n ? labels->y[i] - margin : panel->frame.bottom;
        if (below - above > largest) {
            largest = below - above;
            *bottom = i < labels->n ? (above + below + height) / 2 : below;
        }
        above = i < labels->n ? labels->y[i] + margin : above;
    }
    return largest >= height;
}
