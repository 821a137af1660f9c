/* The recipe in a PDF. */
#ifndef GRADFIG_OUTPUT_PDF_H
#define GRADFIG_OUTPUT_PDF_H

#include "base/bytes.h"
#include "base/error.h"

/** The recipe of a PDF, which another program may have written again; freed with g_free. NULL with
 * `error` filled if there is none. */
char *pdf_read_recipe(const struct bytes *bytes, struct gradfig_error *error);

/** Adds the recipe to a finished PDF that does not have it as text; `packed` is that of
 * packed_recipe_write. */
void pdf_keep_recipe(struct bytes *bytes, const char *packed);

#endif
