/* The networks with the smallest and the largest value of a panel. */
#ifndef GRADFIG_RENDERING_WORDS_EXTREMES_H
#define GRADFIG_RENDERING_WORDS_EXTREMES_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/words/network_groups.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** The networks whose curve of `panel` is the lowest and the highest at its end, gradients by their
 * moduli. One that was far beyond both its ends on the way, above or below, has its extreme
 * there, so that no finding hides it. */
struct extremes {
    size_t smallest;
    size_t largest;
    bool are_equal; /**< all networks end with numbers that look the same, and so do their turns */
};

struct extremes extremes_of(const struct series *series, enum panel_kind panel);

/** The network with the highest curve of those that are not in the group, which does not have all.
 */
size_t network_largest(const struct series *series, enum panel_kind panel,
                       const struct network_group *except);

/** Whether findings on the signals of this network and of the one with the highest would hide what
 * becomes of the lowest: it is on the other side of 0, or it alone falls, say. */
bool hides_lowest(const struct series *series, size_t named);

/** The gradient of a network after all layers; of random layers the median. */
struct number series_gradient(const struct series *series, size_t index);

/** Whether a curve was far beyond both its ends on the way, above or below. */
bool curve_strays(const struct curve *curve);

/** Whether the gradient of some network was far beyond both its ends on the way, above or below. */
bool networks_stray(const struct series *series);

/** Whether the gradients of some networks are exactly 0, and not from the same layer on. */
bool networks_lose_apart(const struct series *series);

/** Whether a network's gradient stays near 1, as do those of others, but not of all, with other
 * numbers. Many networks have no room for such a remark. */
bool network_is_near_with_others(const struct series *series, size_t index);

/** Whether a sentence says that the network's gradient is near 1: it is stable or, unless the
 * sentence is exact, near 1 with others. */
bool network_is_near_one(const struct series *series, size_t index, bool is_exact);

/** The digits that a network's gradient needs as a factor in a sentence, or 0, as for one of which
 * it says that it is near 1. */
int network_factor_digits(const struct series *series, size_t index, bool is_exact);

/** The network whose gradient is nearest to 1, by factors; those above 1 count for a tenth more. */
size_t network_nearest_to_one(const struct series *series);

/** The number of networks whose gradient after all layers is as `is` says. */
size_t networks_count(const struct series *series, bool (*is)(struct number gradient));

/** The curve of a network. */
const struct curve *network_curve(const struct series *series, enum panel_kind panel, size_t index);

/** What the panel draws of a number of the curve: of a gradient the modulus. */
struct number curve_drawn(const struct curve *curve, struct number number);

/** Whether two numbers after all layers look the same in the figure. */
bool numbers_look_equal(const struct spec *spec, struct number a, struct number b);

/** The digits with which a curve's last number differs from those beside it that are other ones:
 * FIGURE_DIGITS, or up to two more if that helps. */
int curve_digits(const struct series *series, const struct curve *curve);

#endif
