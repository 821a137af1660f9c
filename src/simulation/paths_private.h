/* The paths of one network, walked by their length. */
#ifndef GRADFIG_SIMULATION_PATHS_PRIVATE_H
#define GRADFIG_SIMULATION_PATHS_PRIVATE_H

#include <stdint.h>

#include "simulation/paths.h"
#include "spec/spec.h"

#include "simulation/wide_number.h"

/** The shares of paths of one length, while walking from length 0 to the depth. */
struct path_walk {
    int64_t depth;
    int64_t length;
    struct wide gradient;     /**< share of the gradient */
    struct wide paths;        /**< share of all paths */
    struct wide odds;         /**< of equal blocks: |scale·slope| / |skip| */
    struct wide log10_branch; /**< of equal blocks: of the part |scale·slope| of their sum, or 0 */
    struct wide log10_skip;   /**< of equal blocks: of the part |skip| of that sum, or 0 */
    struct wide *shares;      /**< shares of the gradient if blocks differ, else NULL; owned */
    double mean;      /**< length, weighted by the shares of the gradient; rounded, for drawing */
    double deviation; /**< standard deviation from it */
};

/** Whether the network can be walked; if not, the walk is empty. */
enum paths_state path_walk_init(struct path_walk *walk, const struct network *network);
void path_walk_step(struct path_walk *walk);

/** Goes on to a length not beyond `length` and not far from it, if blocks are equal. From there a
 * length has the same digits wherever the walk came from. */
void path_walk_jump(struct path_walk *walk, int64_t length);

/** Goes on to `length`, which is not below. */
void path_walk_to(struct path_walk *walk, int64_t length);

/** Frees what the walk owns; an empty walk is allowed. */
void path_walk_finish(struct path_walk *walk);

/** The signs of e_k: `all` at the length that takes each skip connection which is not 0, and
 * `ratio` times as much for each branch more. */
struct path_signs {
    int all;
    int ratio;             /**< 0 if no layer has both parts */
    bool are_mixed;        /**< the ratios differ, so terms of one length cancel */
    int64_t n_branch_only; /**< layers without a skip connection */
};

/** The signs through all layers. */
struct path_signs path_signs_of(const struct network *network);

/** -1 if the term of a length is negative, otherwise 1 or 0. */
int path_sign(const struct path_signs *signs, int64_t length);

/** Σ|e_k| = Π (|skip| + |scale·slope|): the gradient of a network of moduli. */
struct wide path_sum_of_moduli(const struct network *network);

#endif
