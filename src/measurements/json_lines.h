/* Reads JSON: one object for each step, on lines or in an array. */
#ifndef GRADFIG_MEASUREMENTS_JSON_LINES_H
#define GRADFIG_MEASUREMENTS_JSON_LINES_H

#include "base/error.h"
#include "measurements/measurements.h"
#include "measurements/text_file.h"

/** Adds what the file holds. Fails if it is no JSON, or one without layers. */
MUST_CHECK bool json_lines_read(struct measurements *measurements, const struct text_file *file,
                                struct gradfig_error *error);

#endif
