/* Reads what training frameworks export. */
#ifndef GRADFIG_MEASUREMENTS_EXPORTS_H
#define GRADFIG_MEASUREMENTS_EXPORTS_H

#include "base/error.h"
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

/** Where the run and the tag stand in the name run-RUN-tag-TAG.csv of a file. */
struct tag_name {
    const char *run;
    size_t n_run;    /**< bytes of the run */
    const char *tag; /**< up to the end of the name, with ".csv" */
};

/** Finds both in the name of a file; false if it has none. */
bool csv_tag_name_find(const char *file, struct tag_name *name);

/** Adds a table of TensorBoard, whose values are of that name. Fails if it is none. */
MUST_CHECK bool csv_tag_read(struct measurements *measurements, const struct text_file *file,
                             const struct column_name *tag, struct gradfig_error *error);

#endif
