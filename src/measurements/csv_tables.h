/* Reads tables of CSV, with a column for each layer or a row for each. */
#ifndef GRADFIG_MEASUREMENTS_CSV_TABLES_H
#define GRADFIG_MEASUREMENTS_CSV_TABLES_H

#include "base/error.h"
#include "measurements/measurements.h"
#include "measurements/text_file.h"

/** Adds what the file holds. Fails if it is no table of CSV, or one without layers. */
MUST_CHECK bool csv_tables_read(struct measurements *measurements, const struct text_file *file,
                                struct gradfig_error *error);

#endif
