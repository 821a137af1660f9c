/* Makes the file of a figure from its spec, for the commands that draw. */
#ifndef GRADFIG_CLI_DRAW_H
#define GRADFIG_CLI_DRAW_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "output/formats.h"
#include "spec/spec.h"

/**
 * Makes the whole file of the figure of `spec`, with its title, alt text and recipe; the caller
 * ends it with bytes_finish. With `warns`, prints what the figure has no room for, and which
 * activations have fewer than 3 certain digits.
 */
MUST_CHECK bool draw_figure(const struct spec *spec, const struct figure_format *format, bool warns,
                            struct bytes *bytes, struct gradfig_error *error);

#endif
