/* Computed slopes and their products as digits: with as many as tell them from 1 and from each
 * other, and whether these are all that a number has. */
#ifndef GRADFIG_RENDERING_WORDS_SLOPE_PRODUCTS_H
#define GRADFIG_RENDERING_WORDS_SLOPE_PRODUCTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"

/** A computed slope, with up to three digits more where they distinguish it from 1, or as
 * "1 + 2×10⁻⁷"; freed with g_free. */
char *formatted_slope(struct number slope, int n_digits);

/** A value after `n_layers` layers, written like a slope; a product may round to almost 1. */
char *formatted_product(struct number value, int n_digits, int64_t n_layers);

/** Whether the digits of formatted_product() are all that the value has. */
bool product_is_exact(struct number value, int n_digits, int64_t n_layers);

/** Whether two values after up to `n_layers` layers are equal but for rounding. */
bool products_are_equal(struct number a, struct number b, int64_t n_layers);

/** Whether a product of slopes is 1 or -1, besides the rounding of its factors. */
bool gradient_is_one(struct number gradient);

/** The digits of a layer's slope: `n_digits`, or up to three more if they are all that it has, as
 * in 1.015. */
int slope_digits(struct number slope, int n_digits);

/** With how many digits a slope has to stand for its power to be the one that stands beside it, as
 * formatted_product() writes it with `n_digits`: 0.9524^50, not 0.952^50, is 0.0872. At least
 * those of slope_digits(); 0 if three more than `n_digits` are not enough. */
int slope_power_digits(struct number slope, int64_t exponent, const char *power, int n_digits);

#endif
