/* The numbers of measurements: not negative, NaN and infinite ones included. */
#ifndef GRADFIG_MEASUREMENTS_MEASURED_NUMBERS_H
#define GRADFIG_MEASUREMENTS_MEASURED_NUMBERS_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"
#include "measurements/measurements.h"

/** Reads a number that is not negative, which may be NaN or infinite. */
bool measured_number_read(const char *text, double *value);

/** Fails unless all values of the columns are such numbers. */
MUST_CHECK bool measured_numbers_check(const GPtrArray *columns, struct gradfig_error *error);

#endif
