/* Finds out what the keys of a record of JSON are. */
#ifndef GRADFIG_MEASUREMENTS_JSON_COLUMNS_H
#define GRADFIG_MEASUREMENTS_JSON_COLUMNS_H

#include "base/error.h"
#include "measurements/records.h"

/**
 * Adds a record to the measurements. Lists of the same length of which one has the layers' names,
 * the steps or the runs are a table by columns. Keys that differ by a number are layers, with their
 * steps if they are lists, or with their parameters. The record can then only be cleared.
 */
MUST_CHECK bool json_table_add(struct record *record, struct measurements *measurements,
                               struct gradfig_error *error);

#endif
