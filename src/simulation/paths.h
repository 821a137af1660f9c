/* The gradient of residual blocks as a sum over paths, by path length: the number of branches that
 * a path passes. */
#ifndef GRADFIG_SIMULATION_PATHS_H
#define GRADFIG_SIMULATION_PATHS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"
#include "spec/spec.h"

/** Networks whose layers differ are decomposed up to this depth. */
#define PATHS_LIST_MAX 2000

/** Whether a network's gradient can be shown by paths, or the reason why not. */
enum paths_state {
    PATHS_SHOWN,
    PATHS_NO_SKIP,  /**< skip is 0 in all layers, so there is one path, through all layers */
    PATHS_TOO_DEEP, /**< slopes differ and there are more than PATHS_LIST_MAX */
    PATHS_CANCEL,   /**< branches have both signs, so paths of one length cancel */
};

/**
 * The paths through a network of n blocks skip + scale·slope. At each block a path passes the
 * branch or the skip connection. There are 2^n paths, C(n,k) of them of length k, and
 *
 *     g_n = Σ_k e_k,  e_k = C(n,k) skip^(n-k) (scale·slope)^k
 *
 * (an elementary symmetric sum if slopes differ; Veit et al. 2016, arXiv 1605.06431). The share
 * of the gradient at length k is |e_k| / Σ_j |e_j|. Terms alternate in sign if skip and branch have
 * opposite signs; Σ|e_j| is then `cancellation` times |g_n|.
 */
struct paths {
    size_t network;              /**< the one whose paths these are */
    enum paths_state state;      /**< if not PATHS_SHOWN, all below is 0 */
    int64_t dominating;          /**< length with the largest share, the longer of two */
    bool is_shared;              /**< `dominating` - 1 has the same share */
    struct number largest_share; /**< of the gradient, at that length */
    double mean;                 /**< length, weighted by the shares of the gradient */
    /** First and last length of the band, within 0 to n: `paths.band` of the spec, or else chosen.
     * The choice begins with the lengths around the dominating one that carry more of the gradient
     * than of the paths. The inner end is the one near n/2. Its lengths that together carry less
     * than 0.1% are dropped, neighbours are added up to 95%, and the outer end is cut down to 95
     * %. All lengths together would say nothing: then it is the dominating one alone. */
    int64_t band[2];
    struct number band_gradient; /**< the share of the gradient of all of them */
    struct number band_paths;    /**< the share of all paths */
    struct number cancellation;  /**< paths_cancellation */
};

/** Whether the gradient of a network can be shown by paths. */
enum paths_state paths_state_of(const struct network *network);

/** Σ|e_k| divided by the modulus of the gradient, in network `index`. It is 1 if all terms have one
 * sign, otherwise more; NO_NUMBER if the gradient is 0. */
struct number paths_cancellation(const struct spec *spec, size_t index);

/** Decomposes network `index` of `spec`, which must be valid. */
struct paths paths_of(const struct spec *spec, size_t index);

/** The paths of one length. */
struct path_term {
    int64_t length;         /**< k */
    struct number n_paths;  /**< C(n,k) */
    struct number term;     /**< e_k, with its sign */
    struct number gradient; /**< share of the gradient */
    struct number paths;    /**< share of all paths */
};

/** Takes the next term; returns false to stop the visit. */
typedef bool path_visitor(void *context, const struct path_term *term);

/** Calls `visit` with the terms of lengths `first` to `last`, within 0 to n, in this order; with
 * none if paths cannot be shown. */
void paths_visit(const struct spec *spec, size_t index, int64_t first, int64_t last,
                 path_visitor *visit, void *context);

#endif
