/* Summarises the shares of the gradient and of the paths by their length. */
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

struct number paths_cancellation(const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];
    struct wide gradient = network_gradient(network, spec->depth).value;

    if (gradient.hi == 0) {
        return NO_NUMBER;
    }
    struct wide ratio = wide_divide(path_sum_of_moduli(network), gradient);
    return wide_to_number(wide_abs(ratio));
}

/* ---- the summary ---- */

/* Consecutive lengths. */
struct lengths {
    int64_t first;
    int64_t last;
};

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

/* Lengths of at most 2^-150 of a distribution are outside of it, by Bernstein's inequality. */
static struct lengths lengths_of(struct path_walk *walk, double mean, double deviation) {
    double reach = 15 * deviation + 80;
    bool is_whole = walk->shares != NULL; /* there are few */

    return (struct lengths){
        .first = is_whole ? 0 : (int64_t)fmax(floor(mean - reach), 0),
        .last = is_whole ? walk->depth : (int64_t)fmin(ceil(mean + reach), (double)walk->depth),
    };
}

/* Continues a run of equal blocks that is cut off by the lengths looked at. Those that carry more
 * of the gradient than of the paths are then all on one side of the limit where both are equal. */
static void continue_run(const struct path_walk *walk, struct lengths lengths, struct run *run) {
    struct wide log10_2 = wide_log10_abs(wide_from_double(2));
    struct wide branch = wide_add(walk->log10_branch, log10_2);
    struct wide skip = wide_add(walk->log10_skip, log10_2);
    struct wide change = wide_subtract(branch, skip);
    struct wide all = wide_multiply(skip, wide_from_double((double)walk->depth));

    if (change.hi == 0) {
        return;
    }
    double limit = wide_to_double(
        wide_divide(wide_subtract(wide_log10_1p(wide_from_double(TIE)), all), change));
    bool is_above = change.hi > 0;
    if (run->band[0] == lengths.first) {
        int64_t least = is_above ? (int64_t)floor(limit) + 1 : 0;
        run->band[0] = MAX(MIN(least, lengths.first), 0);
    }
    if (run->band[1] == lengths.last) {
        int64_t most = is_above ? walk->depth : (int64_t)ceil(limit) - 1;
        run->band[1] = MIN(MAX(most, lengths.last), walk->depth);
    }
}

/* Finds the length with the largest share, the longer of two, the run around it, the mean and the
 * window. */
static void find_center(struct path_walk walk, struct paths *paths, struct window *window) {
    static const double least = 1e-9;
    static const int64_t negligible = -150; /* 10^7 lengths of such a share change no digit */
    struct run run = {.is_open = false};
    struct wide largest = {0};
    struct wide mean = {0};
    struct lengths lengths = lengths_of(&walk, walk.mean, walk.deviation);

    for (path_walk_to(&walk, lengths.first);; path_walk_step(&walk)) {
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
        if (walk.length == lengths.last) {
            break;
        }
    }
    if (run.band[0] < run.band[1]) {
        continue_run(&walk, lengths, &run);
    }
    memcpy(paths->band, run.band, sizeof(run.band));
    paths->largest_share = wide_to_number(largest);
    paths->mean = wide_to_double(mean);
}

/* Makes the band from the run. The inner end is the one near the middle of all paths. Trims the
 * inner end below 0.1%, grows the band by the larger neighbour to 95%, then trims the outer end
 * down to 95%. A band of all lengths says nothing. */
static void find_band(const struct window *window, int64_t depth, struct paths *paths) {
    bool is_short = paths->band[0] + paths->band[1] < depth; /* the outer end is the low one */
    int64_t low = MAX(paths->band[0], window->first);        /* what is outside carries nothing */
    int64_t high = MIN(paths->band[1], window->first + (int64_t)window->shares->len - 1);
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
    bool is_all = low == 0 && high == depth;
    paths->band[0] = is_all ? paths->dominating : low;
    paths->band[1] = is_all ? paths->dominating : high;
}

/* The sum of the shares of a band. Beyond those that are nearest to the mean they are negligible.
 */
static struct number sum_band(struct path_walk walk, const int64_t *band, struct lengths nearest,
                              struct wide (*share)(const struct path_walk *walk)) {
    struct lengths lengths = {
        .first = MAX(band[0], MIN(nearest.first, band[1] - (nearest.last - nearest.first))),
        .last = MIN(band[1], MAX(nearest.last, band[0] + (nearest.last - nearest.first))),
    };
    struct wide sum = {0};

    path_walk_to(&walk, lengths.first);
    while (walk.length < lengths.last) {
        sum = wide_add(sum, share(&walk));
        path_walk_step(&walk);
    }
    return wide_to_number(wide_add(sum, share(&walk)));
}

static struct wide gradient_share(const struct path_walk *walk) {
    return walk->gradient;
}

static struct wide path_share(const struct path_walk *walk) {
    return walk->paths;
}

static void sum_shares(struct path_walk *walk, struct paths *paths) {
    double n = (double)walk->depth;
    struct lengths of_gradient = lengths_of(walk, walk->mean, walk->deviation);
    struct lengths of_paths = lengths_of(walk, n / 2, sqrt(n) / 2);

    paths->band_gradient = sum_band(*walk, paths->band, of_gradient, gradient_share);
    paths->band_paths = sum_band(*walk, paths->band, of_paths, path_share);
}

struct paths paths_of(const struct spec *spec, size_t index) {
    const struct network *network = &spec->networks[index];
    const struct reals *asked = &spec->paths.band;
    struct paths paths = {.network = index};
    struct window window = {.shares = g_array_new(FALSE, FALSE, sizeof(double))};
    struct path_walk walk;

    paths.state = path_walk_init(&walk, network);
    if (paths.state == PATHS_SHOWN) {
        find_center(walk, &paths, &window);
        if (asked->n_values > 0) {
            paths.band[0] = MIN((int64_t)asked->values[0].value, spec->depth);
            paths.band[1] = MIN((int64_t)asked->values[1].value, spec->depth);
        } else {
            find_band(&window, spec->depth, &paths);
        }
        sum_shares(&walk, &paths);
        paths.cancellation = paths_cancellation(spec, index);
    }
    path_walk_finish(&walk);
    g_array_free(window.shares, TRUE);
    return paths;
}

/* ---- the terms ---- */

void paths_visit(const struct spec *spec, size_t index, int64_t first, int64_t last,
                 path_visitor *visit, void *context) {
    const struct network *network = &spec->networks[index];
    struct path_walk walk;

    if (path_walk_init(&walk, network) != PATHS_SHOWN) {
        return;
    }
    struct wide moduli = path_sum_of_moduli(network);
    struct path_signs signs = path_signs_of(network);
    path_walk_to(&walk, first);
    for (;; path_walk_step(&walk)) {
        struct wide all = walk.paths;
        struct wide term = wide_multiply(walk.gradient, moduli);
        all.exponent += walk.depth;
        term = path_sign(&signs, walk.length) < 0 ? wide_negate(term) : term;
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
