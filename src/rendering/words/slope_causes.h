/* Says the slopes of networks as the cause of their gradients. */
#ifndef GRADFIG_RENDERING_WORDS_SLOPE_CAUSES_H
#define GRADFIG_RENDERING_WORDS_SLOPE_CAUSES_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/words/gradient_words.h"
#include "rendering/words/network_groups.h"
#include "spec/spec.h"

/** Whether the networks differ in their scales alone, as ReZero and LayerScale do. A scale of 0 or
 * 1 would hide in a formula what they have in common. */
bool networks_are_family(const struct spec *spec);

/** How a slope is said: "(slope 0.8)", "(×0.8)", or by the scale in which alone networks differ,
 * "(α ≤ 0.05)". */
enum slope_form { SLOPE_NONE, SLOPE_IN_WORDS, SLOPE_AS_FACTOR, SLOPE_BY_SCALE };

/** Whether a sentence on the groups of the networks `named` says of each network what its slopes
 * are, in this form. */
bool slopes_can_be_said(const struct spec *spec, const struct network_group *groups,
                        const struct network_group *named, enum slope_form form);

/** "ten plain layers (slope 0.8)", "3 of 4 networks (α ≤ 0.05)". Frees the words of `noun`. */
struct noun noun_with_slope(const struct spec *spec, const struct network_group *group,
                            enum slope_form form, struct noun noun);

#endif
