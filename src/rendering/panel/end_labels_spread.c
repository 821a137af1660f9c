/* Moves labels apart. */
#include <assert.h>
#include <math.h>

#include "rendering/panel/end_labels.h"

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
