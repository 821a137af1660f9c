/* The recipe in the keywords of a PDF. */
#ifndef GRADFIG_OUTPUT_PDF_H
#define GRADFIG_OUTPUT_PDF_H

/** The recipe as keywords of only letters and digits, which need none of PDF's escapes. Freed with
 * free(). */
char *pdf_keywords(const char *recipe);

#endif
