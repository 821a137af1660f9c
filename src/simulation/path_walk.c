/* Binomial and Poisson binomial shares by recurrences without cancellation. */
#include "simulation/paths_private.h"

#include <glib.h>

#include "simulation/network_private.h"

/* ---- the parts of a block ---- */

/* What a path multiplies its weight with where it takes the one way or the other. */
struct parts {
    struct wide skip;
    struct wide branch;
};

static struct parts parts_of(const struct layers *layers, int64_t layer) {
    return (struct parts){
        .skip = layers_value(layers, LAYER_SKIP, layer),
        .branch = layers_branch_slope(layers, layer),
    };
}

static struct wide sum_of_parts(struct parts parts) {
    return wide_add(wide_abs(parts.skip), wide_abs(parts.branch));
}

/* The share of the branch in |skip| + |scale·slope|; 0 if both are 0. */
static struct wide branch_share(struct parts parts) {
    struct wide sum = sum_of_parts(parts);
    return sum.hi == 0 ? sum : wide_divide(wide_abs(parts.branch), sum);
}

static void add_layer(struct path_signs *signs, struct parts parts) {
    int skip = wide_sign(parts.skip);
    int ratio = skip * wide_sign(parts.branch);

    signs->all *= skip != 0 ? skip : wide_sign(parts.branch);
    signs->n_branch_only += skip == 0 ? 1 : 0;
    signs->are_mixed = signs->are_mixed || ratio * signs->ratio < 0;
    signs->ratio = signs->ratio != 0 ? signs->ratio : ratio;
}

/* The signs through layers 1 to n. */
static struct path_signs signs_of(const struct network *network, int64_t n) {
    struct path_signs signs = {.all = 1};
    struct layers layers = layers_of(network);

    for (int64_t layer = 1; layer <= n; layer++) {
        add_layer(&signs, parts_of(&layers, layer));
    }
    return signs;
}

/* The signs through all layers, of equal ones without a loop. */
struct path_signs path_signs_of(const struct network *network) {
    bool is_uniform = network_has_uniform_slope(network);
    struct path_signs signs =
        signs_of(network, is_uniform ? MIN(network->depth, 1) : network->depth);

    if (is_uniform && network->depth % 2 == 0) {
        signs.all = 1;
    }
    return signs;
}

int path_sign(const struct path_signs *signs, int64_t length) {
    int64_t n_more = length - signs->n_branch_only;
    return signs->ratio < 0 && n_more % 2 != 0 ? -signs->all : signs->all;
}

/* ---- shares ---- */

enum paths_state paths_state_of(const struct network *network) {
    if (!network_has_skip(network)) {
        return PATHS_NO_SKIP;
    }
    if (network_has_uniform_slope(network)) {
        return PATHS_SHOWN;
    }
    if (signs_of(network, MIN(network_slope_period(network), network->depth)).are_mixed) {
        return PATHS_CANCEL;
    }
    return network->depth <= PATHS_LIST_MAX ? PATHS_SHOWN : PATHS_TOO_DEEP;
}

/* The Poisson binomial distribution, layer by layer. All terms are positive, so none cancel. */
static struct wide *shares_of_lists(const struct network *network) {
    struct wide *shares = g_new0(struct wide, (size_t)network->depth + 1);
    struct layers layers = layers_of(network);

    shares[0] = wide_from_double(1);
    for (int64_t layer = 1; layer <= network->depth; layer++) {
        struct wide branch = branch_share(parts_of(&layers, layer));
        struct wide skip = wide_subtract(wide_from_double(1), branch);
        for (int64_t k = layer; k >= 0; k--) {
            struct wide longer = k > 0 ? wide_multiply(shares[k - 1], branch) : (struct wide){0};
            shares[k] = wide_add(wide_multiply(shares[k], skip), longer);
        }
    }
    return shares;
}

/* Whether a path takes the branch of a layer is independent of the other layers, so the variance of
 * its length is the sum of theirs. */
static void measure_lengths(struct path_walk *walk, const struct network *network) {
    int64_t n = network_slope_period(network);
    struct layers layers = layers_of(network);
    double variance = 0;

    for (int64_t i = 0; i < n && i < walk->depth; i++) {
        double branch = wide_to_double(branch_share(parts_of(&layers, i + 1)));
        double n_layers = (double)((walk->depth - i - 1) / n + 1);
        walk->mean += n_layers * branch;
        variance += n_layers * branch * (1 - branch);
    }
    walk->deviation = sqrt(variance);
}

static void init_equal(struct path_walk *walk, const struct network *network) {
    struct layers layers = layers_of(network);

    struct parts parts = parts_of(&layers, 1);
    struct wide skip = wide_abs(parts.skip);
    struct wide branch = branch_share(parts);
    struct wide skip_share = wide_divide(skip, sum_of_parts(parts));
    walk->odds = wide_divide(wide_abs(parts.branch), skip);
    walk->gradient = wide_power(skip_share, walk->depth);
    walk->log10_skip = wide_log10_abs(skip_share);
    walk->log10_branch = branch.hi != 0 ? wide_log10_abs(branch) : branch;
}

enum paths_state path_walk_init(struct path_walk *walk, const struct network *network) {
    enum paths_state state = paths_state_of(network);

    *walk = (struct path_walk){.depth = network->depth};
    if (state != PATHS_SHOWN) {
        return state;
    }
    measure_lengths(walk, network);
    walk->paths = wide_from_double(1);
    walk->paths.exponent = -network->depth;
    if (network_has_uniform_slope(network)) {
        init_equal(walk, network);
    } else {
        walk->shares = shares_of_lists(network);
        walk->gradient = walk->shares[0];
    }
    return state;
}

void path_walk_step(struct path_walk *walk) {
    int64_t k = walk->length++;
    struct wide ratio = wide_ratio((double)(walk->depth - k), (double)(k + 1));

    walk->paths = wide_multiply(walk->paths, ratio);
    if (walk->shares != NULL) {
        walk->gradient = walk->shares[walk->length];
    } else {
        walk->gradient = wide_multiply(walk->gradient, wide_multiply(ratio, walk->odds));
    }
}

/* The shares at a length from the logarithms of factorials. */
static void set_equal(struct path_walk *walk, int64_t length) {
    int64_t n = walk->depth;
    struct wide log10_count = wide_log10_binomial(n, length);
    struct wide log10_share =
        wide_add(wide_multiply(wide_from_double((double)length), walk->log10_branch),
                 wide_multiply(wide_from_double((double)(n - length)), walk->log10_skip));

    walk->length = length;
    walk->paths = wide_exp10(log10_count);
    walk->paths.exponent -= n;
    walk->gradient =
        walk->odds.hi != 0 ? wide_exp10(wide_add(log10_count, log10_share)) : (struct wide){0};
}

void path_walk_jump(struct path_walk *walk, int64_t length) {
    static const int64_t stride = 4096;
    int64_t target = length - length % stride;

    if (walk->length < target && walk->shares == NULL) {
        set_equal(walk, target);
    }
}

void path_walk_to(struct path_walk *walk, int64_t length) {
    path_walk_jump(walk, length);
    while (walk->length < length) {
        path_walk_step(walk);
    }
}

void path_walk_finish(struct path_walk *walk) {
    g_free(walk->shares);
    *walk = (struct path_walk){0};
}

/* ---- the sum of the moduli ---- */

/* Σ_k |e_k| = Π (|skip| + |scale·slope|): the gradient of a network of moduli. */
struct wide path_sum_of_moduli(const struct network *network) {
    struct wide sum = wide_from_double(1);
    struct layers layers = layers_of(network);

    if (network_has_uniform_slope(network)) {
        return wide_power(sum_of_parts(parts_of(&layers, 1)), network->depth);
    }
    for (int64_t layer = 1; layer <= network->depth; layer++) {
        sum = wide_multiply(sum, sum_of_parts(parts_of(&layers, layer)));
    }
    return sum;
}
