/* Reads what training frameworks export. */
#ifndef GRADFIG_MEASUREMENTS_EXPORTS_H
#define GRADFIG_MEASUREMENTS_EXPORTS_H

#include "base/error.h"
#include "measurements/csv_rows.h"
#include "measurements/measurements.h"
#include "measurements/text_file.h"

/** Reads a file, or a folder of TensorBoard's, which `path` names; NULL if that fails. Ends with
 * measurements_destroy. */
MUST_CHECK struct measurements *measurements_read(const char *path, struct gradfig_error *error);

/* ---- the formats ---- */

/** Adds a table of CSV, with a column for each layer or a row for each. Fails if it is none, or one
 * without layers. */
MUST_CHECK bool csv_tables_read(struct measurements *measurements, const struct text_file *file,
                                struct gradfig_error *error);

/** Adds JSON: one object for each step, on lines or in an array. Fails if it is none, or one
 * without layers. */
MUST_CHECK bool json_lines_read(struct measurements *measurements, const struct text_file *file,
                                struct gradfig_error *error);

/** Adds what the files run-RUN-tag-TAG.csv of the folder hold. Fails without such a file. */
MUST_CHECK bool tensorboard_read(struct measurements *measurements, const char *folder,
                                 struct gradfig_error *error);

/** The first cell of the row that is not that of the header of TensorBoard's files; -1 if all are.
 */
int tensorboard_other_cell(const struct csv_rows *rows);

/** Refuses a single file of the folder; `place` is its first cell. */
bool tensorboard_refuse_file(struct place place, struct gradfig_error *error);

#endif
