/* Reads a file of measurements as text. */
#ifndef GRADFIG_MEASUREMENTS_TEXT_FILE_H
#define GRADFIG_MEASUREMENTS_TEXT_FILE_H

#include "base/bytes.h"
#include "base/error.h"
#include "base/inputs.h"

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
