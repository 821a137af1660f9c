/* Where labels go that would collide. */
#include "rendering/rail.h"

#include <assert.h>
#include <math.h>

enum { LABELS_MAX = 64 };

/* Labels that touch and so move as one. */
struct block {
    size_t n;
    double sum; /* of where the first label of the block would be, as each label wishes it */
};

static double first_position(const struct block *block) {
    return block->sum / (double)block->n;
}

/* Pool adjacent violators: Ayer et al., Ann. Math. Statist. 26 (1955). Positions less their gaps
 * have to ascend; blocks that do not are pooled at their mean. */
void rail_spread(double *y, size_t n, double gap, double low, double high) {
    struct block blocks[LABELS_MAX];
    size_t n_blocks = 0;

    assert(n <= LABELS_MAX);
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
