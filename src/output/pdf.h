/* The recipe in the keywords of a PDF. */
#ifndef GRADFIG_OUTPUT_PDF_H
#define GRADFIG_OUTPUT_PDF_H

/** The recipe as keywords of letters and digits alone, because nothing in them needs one of PDF's
 * escapes. Freed with free(). */
char *pdf_keywords(const char *recipe);

#endif
