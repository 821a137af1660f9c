/* Binomial and Poisson binomial shares by recurrences without cancellation. */
#include "simulation/paths_private.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "simulation/gradient_walk.h"
#include "simulation/network_private.h"

/* How to choose the band if the spec does not set it. */
static const double BAND_SHARE = 0.95;
static const double NEXT_TO_NOTHING = 0.001;

/* Shares that differ by less are equal. */
static const double TIE = 1e-13; /* the rounding of typed decimals */

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

/* The signs of e_k: `all` at the length that takes each skip connection which is not 0, and `ratio`
 * times as much for each branch more. */
struct signs {
    int all;
    int ratio;             /* 0 if no layer has both parts */
    bool are_mixed;        /* the ratios differ, so terms of one length cancel */
    int64_t n_branch_only; /* layers without a skip connection */
};

static void add_layer(struct signs *signs, struct parts parts) {
    int skip = wide_sign(parts.skip);
    int ratio = skip * wide_sign(parts.branch);

    signs->all *= skip != 0 ? skip : wide_sign(parts.branch);
    signs->n_branch_only += skip == 0 ? 1 : 0;
    signs->are_mixed = signs->are_mixed || ratio * signs->ratio < 0;
    signs->ratio = signs->ratio != 0 ? signs->ratio : ratio;
}

/* The signs through layers 1 to n. */
static struct signs signs_of(const struct network *network, int64_t n) {
    struct signs signs = {.all = 1};
    struct layers layers;

    layers_init(&layers, network);
    for (int64_t layer = 1; layer <= n; layer++) {
        add_layer(&signs, parts_of(&layers, layer));
    }
    return signs;
}

/* ---- shares ---- */

static enum paths_state state_of(const struct network *network, int64_t depth) {
    if (!network_has_skip(network)) {
        return PATHS_NO_SKIP;
    }
    if (network_has_uniform_slope(network)) {
        return PATHS_SHOWN;
    }
    if (signs_of(network, MIN(network_slope_period(network), depth)).are_mixed) {
        return PATHS_CANCEL;
    }
    return depth <= PATHS_LIST_MAX ? PATHS_SHOWN : PATHS_TOO_DEEP;
}

enum paths_state paths_state_of(const struct spec *spec, size_t index) {
    return state_of(&spec->networks[index], spec->depth);
}

/* The Poisson binomial distribution, layer by layer. All terms are positive, so none cancel. */
static struct wide *shares_of_lists(const struct network *network, int64_t depth) {
    struct wide *shares = g_new0(struct wide, (size_t)depth + 1);
    struct layers layers;

    layers_init(&layers, network);
    shares[0] = wide_from_double(1);
    for (int64_t layer = 1; layer <= depth; layer++) {
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
    struct layers layers;
    double variance = 0;

    layers_init(&layers, network);
    for (int64_t i = 0; i < n && i < walk->depth; i++) {
        double branch = wide_to_double(branch_share(parts_of(&layers, i + 1)));
        double n_layers = (double)((walk->depth - i - 1) / n + 1);
        walk->mean += n_layers * branch;
        variance += n_layers * branch * (1 - branch);
    }
    walk->deviation = sqrt(variance);
}

enum paths_state path_walk_init(struct path_walk *walk, const struct network *network,
                                int64_t depth) {
    enum paths_state state = state_of(network, depth);

    *walk = (struct path_walk){.depth = depth};
    if (state != PATHS_SHOWN) {
        return state;
    }
    measure_lengths(walk, network);
    walk->paths = wide_from_double(1);
    walk->paths.exponent = -depth;
    if (network_has_uniform_slope(network)) {
        struct layers layers;
        layers_init(&layers, network);
        struct parts parts = parts_of(&layers, 1);
        struct wide skip = wide_abs(parts.skip);
        walk->odds = wide_divide(wide_abs(parts.branch), skip);
        walk->gradient = wide_power(wide_divide(skip, sum_of_parts(parts)), depth);
    } else {
        walk->shares = shares_of_lists(network, depth);
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

void path_walk_finish(struct path_walk *walk) {
    g_free(walk->shares);
    *walk = (struct path_walk){0};
}

/* ---- the sum of the moduli ---- */

/* Σ_k |e_k| = Π (|skip| + |scale·slope|): the gradient of a network of moduli. */
static struct wide sum_of_moduli(const struct network *network, int64_t depth) {
    struct wide sum = wide_from_double(1);
    struct layers layers;

    layers_init(&layers, network);
    if (network_has_uniform_slope(network)) {
        return wide_power(sum_of_parts(parts_of(&layers, 1)), depth);
    }
    for (int64_t layer = 1; layer <= depth; layer++) {
        sum = wide_multiply(sum, sum_of_parts(parts_of(&layers, layer)));
    }
    return sum;
}

struct number paths_cancellation(const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];
    struct wide gradient = network_gradient(network, spec->depth).value;

    if (gradient.hi == 0) {
        return NO_NUMBER;
    }
    struct wide ratio = wide_divide(sum_of_moduli(network, spec->depth), gradient);
    return wide_to_number(wide_abs(ratio));
}

/* ---- the summary ---- */

/* The shares of consecutive lengths that are large enough for a band. */
struct window {
    int64_t first;
    GArray *shares; /* double */
};

static double share_at(const struct window *window, int64_t length) {
    int64_t i = length - window->first;
    return i >= 0 && i < window->shares->len ? g_array_index(window->shares, double, i) : 0;
}

/* Finds, during the walk, the run of lengths around the largest share that carry more of the
 * gradient than of the paths. */
struct run {
    bool is_open;    /* the previous length was in a run */
    bool is_largest; /* the largest share so far is in the latest run */
    int64_t begin;   /* of the open run */
    int64_t band[2]; /* the run with the largest share, or only its length */
};

static void look_at_length(struct run *run, int64_t length, bool carries_more, bool is_largest) {
    run->begin = run->is_open ? run->begin : length;
    run->is_open = carries_more;
    if (is_largest) {
        run->is_largest = carries_more;
        run->band[0] = carries_more ? run->begin : length;
        run->band[1] = length;
    } else if (run->is_largest && carries_more) {
        run->band[1] = length;
    } else {
        run->is_largest = false;
    }
}

/* Whether a is larger than b by more than rounding. */
static bool is_larger(struct wide a, struct wide b) {
    bool are_far = a.hi > 0 && b.hi > 0 && llabs(a.exponent - b.exponent) > 1;

    if (are_far) { /* nearly all are, and the comparison below is slower */
        return a.exponent > b.exponent;
    }
    return wide_compare(a, wide_add(b, wide_multiply(b, wide_from_double(TIE)))) > 0;
}

/* Finds the length with the largest share, the longer of two, the run around it, the mean and the
 * window. */
static void find_center(struct path_walk walk, struct paths *paths, struct window *window) {
    static const double least = 1e-9;
    static const int64_t negligible = -150; /* 10^7 lengths of such a share change no digit */
    struct run run = {.is_open = false};
    struct wide largest = {0};
    struct wide mean = {0};

    for (;; path_walk_step(&walk)) {
        double share = wide_to_double(walk.gradient);
        bool is_largest = !is_larger(largest, walk.gradient);
        look_at_length(&run, walk.length, is_larger(walk.gradient, walk.paths), is_largest);
        if (is_largest) {
            paths->is_shared = largest.hi > 0 && !is_larger(walk.gradient, largest);
            largest = walk.gradient;
            paths->dominating = walk.length;
        }
        if (share >= least) {
            window->first = window->shares->len == 0 ? walk.length : window->first;
            g_array_append_val(window->shares, share);
        }
        if (walk.gradient.exponent > negligible) {
            mean =
                wide_add(mean, wide_multiply(walk.gradient, wide_from_double((double)walk.length)));
        }
        if (walk.length == walk.depth) {
            break;
        }
    }
    memcpy(paths->band, run.band, sizeof(run.band));
    paths->largest_share = wide_to_number(largest);
    paths->mean = wide_to_double(mean);
}

/* Makes the band from the run. The inner end is the one near the middle of all paths. Trims the
 * inner end below 0.1 %, grows the band by the larger neighbour to 95 %, then trims the outer end
 * down to 95 %. */
static void find_band(const struct window *window, int64_t depth, struct paths *paths) {
    int64_t low = paths->band[0];
    int64_t high = paths->band[1];
    bool is_short = low + high < depth; /* the outer end is the low one */
    double sum = 0;

    for (int64_t length = low; length <= high; length++) {
        sum += share_at(window, length);
    }
    double nothing = 0;
    while (low < high && (nothing += share_at(window, is_short ? high : low)) < NEXT_TO_NOTHING) {
        sum -= share_at(window, is_short ? high : low);
        *(is_short ? &high : &low) += is_short ? -1 : 1;
    }
    while (sum < BAND_SHARE && (low > 0 || high < depth)) {
        double below = low > 0 ? share_at(window, low - 1) : -1;
        double above = high < depth ? share_at(window, high + 1) : -1;
        sum += fmax(below, above);
        *(above >= below ? &high : &low) += above >= below ? 1 : -1;
    }
    while (low < high && sum - share_at(window, is_short ? low : high) >= BAND_SHARE) {
        sum -= share_at(window, is_short ? low : high);
        *(is_short ? &low : &high) += is_short ? 1 : -1;
    }
    paths->band[0] = low;
    paths->band[1] = high;
}

static void sum_band(struct path_walk walk, struct paths *paths) {
    struct wide gradient = {0};
    struct wide all = {0};

    for (; walk.length <= paths->band[1]; path_walk_step(&walk)) {
        if (walk.length >= paths->band[0]) {
            gradient = wide_add(gradient, walk.gradient);
            all = wide_add(all, walk.paths);
        }
        if (walk.length == walk.depth) {
            break;
        }
    }
    paths->band_gradient = wide_to_number(gradient);
    paths->band_paths = wide_to_number(all);
}

struct paths paths_of(const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];
    const struct reals *asked = &spec->paths.band;
    struct paths paths = {0};
    struct window window = {.shares = g_array_new(FALSE, FALSE, sizeof(double))};
    struct path_walk walk;

    paths.state = path_walk_init(&walk, network, spec->depth);
    if (paths.state == PATHS_SHOWN) {
        find_center(walk, &paths, &window);
        if (asked->n_values > 0) {
            paths.band[0] = MIN((int64_t)asked->values[0].value, spec->depth);
            paths.band[1] = MIN((int64_t)asked->values[1].value, spec->depth);
        } else {
            find_band(&window, spec->depth, &paths);
        }
        sum_band(walk, &paths);
        paths.cancellation = paths_cancellation(spec, index);
    }
    path_walk_finish(&walk);
    g_array_free(window.shares, TRUE);
    return paths;
}

/* ---- the terms ---- */

/* The signs through all layers, of equal ones without a loop. */
static struct signs signs_of_stack(const struct network *network, int64_t depth) {
    bool is_uniform = network_has_uniform_slope(network);
    struct signs signs = signs_of(network, is_uniform ? MIN(depth, 1) : depth);

    if (is_uniform && depth % 2 == 0) {
        signs.all = 1;
    }
    return signs;
}

static int sign_of_term(const struct signs *signs, int64_t length) {
    int64_t n_more = length - signs->n_branch_only;
    return signs->ratio < 0 && n_more % 2 != 0 ? -signs->all : signs->all;
}

void paths_visit(const struct spec *spec, size_t index, int64_t first, int64_t last,
                 path_visitor *visit, void *context) {
    const struct network *network = &spec->networks[index];
    struct path_walk walk;

    if (path_walk_init(&walk, network, spec->depth) != PATHS_SHOWN) {
        return;
    }
    struct wide moduli = sum_of_moduli(network, spec->depth);
    struct signs signs = signs_of_stack(network, spec->depth);
    while (walk.length < first) {
        path_walk_step(&walk);
    }
    for (;; path_walk_step(&walk)) {
        struct wide all = walk.paths;
        struct wide term = wide_multiply(walk.gradient, moduli);
        all.exponent += walk.depth;
        term = sign_of_term(&signs, walk.length) < 0 ? wide_negate(term) : term;
        const struct path_term found = {
            .length = walk.length,
            .n_paths = wide_to_number(all),
            .term = wide_to_number(term),
            .gradient = wide_to_number(walk.gradient),
            .paths = wide_to_number(walk.paths),
        };
        if (!visit(context, &found) || walk.length == last) {
            break;
        }
    }
    path_walk_finish(&walk);
}
