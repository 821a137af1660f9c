/* SVG and PDF files: what Cairo drew, with what the figure says of itself. */
#ifndef GRADFIG_OUTPUT_DOCUMENT_H
#define GRADFIG_OUTPUT_DOCUMENT_H

#include <stddef.h>

#include "base/bytes.h"
#include "base/error.h"
#include "output/about.h"

/**
 * Makes a whole SVG of the one that the renderer drew: adds title, description, role and recipe,
 * and gives it ids that no other figure on the same page has. Replaces `bytes`.
 */
void svg_complete(struct bytes *bytes, const struct about *about);

/** The recipe of an SVG that gradfig wrote; freed by the caller with free(). NULL with `error`. */
char *svg_read_recipe(const char *text, size_t n_bytes, struct gradfig_error *error);

/** The recipe as a PDF's keywords: letters and digits alone. Freed by the caller with free(). */
char *pdf_keywords(const char *recipe);

/** The recipe of a PDF that gradfig wrote; freed by the caller with free(). NULL with `error`. */
char *pdf_read_recipe(const char *text, size_t n_bytes, struct gradfig_error *error);

#endif
