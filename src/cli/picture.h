/* From a spec to the file of its figure, for the commands that draw. */
#ifndef GRADFIG_CLI_PICTURE_H
#define GRADFIG_CLI_PICTURE_H

#include <stdbool.h>

#include <gradfig/bytes.h>
#include <gradfig/error.h>
#include <gradfig/renderer.h>
#include <gradfig/spec.h>

/**
 * Makes the whole file of the figure of `spec`, with its title, alt text and recipe; the caller
 * ends it with gradfig_bytes_finish. Warns where activations have too few certain digits.
 */
__attribute__((warn_unused_result)) bool picture_make(const struct gradfig_spec *spec,
                                                      enum gradfig_format format,
                                                      struct gradfig_bytes *bytes,
                                                      struct gradfig_error *error);

#endif
