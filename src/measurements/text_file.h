/* Files of measurements as text, and places in them for messages. */
#ifndef GRADFIG_MEASUREMENTS_TEXT_FILE_H
#define GRADFIG_MEASUREMENTS_TEXT_FILE_H

#include "base/bytes.h"
#include "base/error.h"
#include "base/inputs.h"

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

/** A text in UTF-8 without NUL. */
struct text_file {
    const char *path;   /**< as messages call it; borrowed */
    const char *text;   /**< after a byte order mark */
    struct bytes bytes; /**< the whole file */
};

/** What messages call the file at `path`, or standard input for "-"; `path` or a constant. */
const char *text_file_name(const char *path);

/** Reads the file at `path`, or standard input for "-", and adds it to `inputs`. Fails if it is too
 * large or not UTF-8. Ends with text_file_finish. */
MUST_CHECK bool text_file_read(struct text_file *file, const char *path, struct inputs *inputs,
                               struct gradfig_error *error);

void text_file_finish(struct text_file *file);

#endif
