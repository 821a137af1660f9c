/* Places in files of measurements, for messages. */
#ifndef GRADFIG_MEASUREMENTS_PLACE_H
#define GRADFIG_MEASUREMENTS_PLACE_H

#include <stdbool.h>

#include "base/error.h"

/** A place in a file; `path` is borrowed. Lines and columns, in characters, begin with 1. */
struct place {
    const char *path;
    unsigned line; /**< 0: the file as a whole */
    unsigned column;
};

/** Moves the place over a byte. */
void place_step(struct place *place, char byte);

/** Sets an invalid input's error with the place in front of it; returns false. */
__attribute__((format(printf, 3, 4))) bool
place_refuse(struct place place, struct gradfig_error *error, const char *format, ...);

#endif
