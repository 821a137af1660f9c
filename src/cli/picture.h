/* From a spec to the PNG of its figure, for the commands that draw. */
#ifndef GRADFIG_CLI_PICTURE_H
#define GRADFIG_CLI_PICTURE_H

#include <stdbool.h>
#include <stdio.h>

#include <gradfig/error.h>
#include <gradfig/image.h>
#include <gradfig/spec.h>

/** Draws the figure of `spec`; warns where its activations have too few certain digits. */
__attribute__((warn_unused_result)) bool picture_draw(const struct gradfig_spec *spec,
                                                      struct gradfig_image *image,
                                                      struct gradfig_error *error);

/** Writes the PNG of `image`, the figure of `spec`, with its recipe. */
__attribute__((warn_unused_result)) bool picture_write(const struct gradfig_spec *spec,
                                                       const struct gradfig_image *image,
                                                       FILE *stream, struct gradfig_error *error);

#endif
