/* The recipe in the keywords of a PDF. */
#ifndef GRADFIG_OUTPUT_PDF_RECIPE_H
#define GRADFIG_OUTPUT_PDF_RECIPE_H

#include "base/bytes.h"
#include "base/error.h"

/** The recipe of a PDF, which another program may have written again; freed with free(). NULL with
 * `error` filled if there is none. */
char *pdf_read_recipe(const struct bytes *bytes, struct gradfig_error *error);

#endif
