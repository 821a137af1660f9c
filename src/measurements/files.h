/* Reads what training frameworks export. */
#ifndef GRADFIG_MEASUREMENTS_FILES_H
#define GRADFIG_MEASUREMENTS_FILES_H

#include "base/error.h"
#include "measurements/measurements.h"

/** Reads a file, or a folder of TensorBoard's, which `path` names; NULL if that fails. Ends with
 * measurements_destroy. */
MUST_CHECK struct measurements *measurements_read(const char *path, struct gradfig_error *error);

#endif
