/* The gradient of residual blocks as a sum over paths, by the number of branches they pass. */
#ifndef GRADFIG_SIMULATION_PATHS_H
#define GRADFIG_SIMULATION_PATHS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"
#include "spec/spec.h"

/** Networks with slopes of their own for each layer are decomposed up to this depth. */
#define PATHS_LIST_MAX 2000

/** Whether a network's gradient can be shown by paths, and if not, why. */
enum paths_state {
    PATHS_SHOWN,
    PATHS_NO_SKIP,  /**< skip is 0: one path alone, through all layers */
    PATHS_TOO_DEEP, /**< slopes differ and there are more than PATHS_LIST_MAX */
    PATHS_CANCEL,   /**< branch slopes of both signs: paths of one length cancel */
};

/**
 * The paths through a network of n blocks skip + scale·slope: at each a path passes the branch or
 * the skip connection, so there are 2^n, C(n,k) of them of length k, and
 *
 *     g_n = Σ_k e_k,  e_k = C(n,k) skip^(n-k) (scale·slope)^k
 *
 * (an elementary symmetric sum where slopes differ; Veit et al. 2016, arXiv 1605.06431). The share
 * of the gradient at length k is |e_k| / Σ_j |e_j|. Terms alternate in sign where skip and branch
 * have opposite ones; Σ|e_j| is then `cancellation` times |g_n|.
 */
struct paths {
    enum paths_state state;      /**< unless shown, all below is 0 */
    int64_t dominating;          /**< length with the largest share, the longer of two */
    bool is_shared;              /**< there are two: `dominating` - 1 has the same share */
    struct number largest_share; /**< of the gradient, at that length */
    double mean;                 /**< length, weighted by the shares of the gradient */
    /** The lengths that the spec's `paths.band` asks for; or else those around the dominating one
     * that carry more of the gradient than of all paths, without the shortest (or longest, where
     * they are longer than n/2) that 95 % of the gradient can do without, without those at the
     * other end that carry less than 0.1 % together, and with the next ones where they carry less
     * than 95 %. Both within 0 to n. */
    int64_t band[2];
    struct number band_gradient; /**< the share of the gradient of all of them */
    struct number band_paths;    /**< the share of all paths */
    struct number cancellation;  /**< paths_cancellation */
};

/** Whether the gradient of network `index` of `spec`, which must be valid, can be shown by paths.
 */
enum paths_state paths_state_of(const struct spec *spec, size_t index);

/** How many times the gradient the moduli Σ|e_k| are in network `index`: 1 or more, 1 where all
 * terms have one sign; NO_NUMBER where the gradient is 0. */
struct number paths_cancellation(const struct spec *spec, size_t index);

/** Decomposes network `index` of `spec`, which must be valid. */
struct paths paths_of(const struct spec *spec, size_t index);

/** What the paths of one length carry. */
struct path_term {
    int64_t length;         /**< k */
    struct number n_paths;  /**< C(n,k) */
    struct number term;     /**< e_k, with its sign */
    struct number gradient; /**< share of the gradient */
    struct number paths;    /**< share of all paths */
};

/** Takes the next term; returns false to stop the visit. */
typedef bool path_visitor(void *context, const struct path_term *term);

/** Hands the terms of lengths `first` to `last`, within 0 to n, to `visit`, in this order; none
 * unless they can be shown. */
void paths_visit(const struct spec *spec, size_t index, int64_t first, int64_t last,
                 path_visitor *visit, void *context);

#endif
