/* Values of JSON, made from numbers, markup, a recipe and measurements. */
#ifndef GRADFIG_REPORT_JSON_VALUE_H
#define GRADFIG_REPORT_JSON_VALUE_H

#include <stdint.h>

#include "base/json.h"
#include "base/number.h"
#include "spec/spec.h"

/** Null for NO_LAYER. */
json_t *json_of_layer(int64_t layer);

/** A layer that may be infinite, or larger than the whole numbers that JSON readers can hold. */
json_t *json_of_far_layer(double layer);

/** As in the series table: sign, log10_abs, value; null for NO_NUMBER. */
json_t *json_of_number(struct number number);

/** The markup as plain text; freed with g_free. */
json_t *json_of_markup(char *markup);

/** The recipe of a spec with its texts as typed. */
json_t *json_of_recipe(const struct spec *spec);

/** An array with an object for each curve of measured gradients. */
json_t *json_of_measured(const struct spec *spec);

#endif
