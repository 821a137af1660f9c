/* SVG and PDF files: what Cairo drew, with what the figure says of itself. */
#ifndef GRADFIG_DOCUMENT_H
#define GRADFIG_DOCUMENT_H

#include <stddef.h>

#include <gradfig/about.h>
#include <gradfig/bytes.h>
#include <gradfig/error.h>

/**
 * Makes a whole SVG of the one that the renderer drew: adds title, description, role and recipe,
 * and gives it ids that no other figure on the same page has. Replaces `bytes`.
 */
void gradfig_svg_complete(struct gradfig_bytes *bytes, const struct gradfig_about *about);

/** The recipe of an SVG that gradfig wrote; freed by the caller with free(). NULL with `error`. */
char *gradfig_svg_read_recipe(const char *text, size_t n_bytes, struct gradfig_error *error);

/** The recipe as a PDF's keywords: letters and digits alone. Freed by the caller with free(). */
char *gradfig_pdf_keywords(const char *recipe);

/** The recipe of a PDF that gradfig wrote; freed by the caller with free(). NULL with `error`. */
char *gradfig_pdf_read_recipe(const char *text, size_t n_bytes, struct gradfig_error *error);

#endif
