/* Reads a folder of TensorBoard's CSV files, one for each tag. */
#ifndef GRADFIG_MEASUREMENTS_TENSORBOARD_H
#define GRADFIG_MEASUREMENTS_TENSORBOARD_H

#include "base/error.h"
#include "measurements/measurements.h"

/** Adds what the files run-RUN-tag-TAG.csv of the folder hold. Fails without such a file. */
MUST_CHECK bool tensorboard_read(struct measurements *measurements, const char *folder,
                                 struct gradfig_error *error);

/** Refuses a single file of the folder; `place` is its first cell. */
bool tensorboard_refuse_file(struct place place, struct gradfig_error *error);

#endif
