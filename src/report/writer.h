/* Writes Markdown: headings, paragraphs, items and tables, in the language of the figure. */
#ifndef GRADFIG_REPORT_WRITER_H
#define GRADFIG_REPORT_WRITER_H

#include <glib.h>

#include "base/number.h"
#include "base/texts.h"
#include "report/report_private.h"
#include "spec/spec.h"

/** Significant digits: of numbers, of numbers near 1 at most, of percentages. */
enum { WRITER_DIGITS = 4, WRITER_DIGITS_MAX = 12, WRITER_PERCENT_DIGITS = 3 };

/** The marks of a claim that holds and of one that does not. A bold text that begins with one has
 * its color in HTML. */
#define WRITER_HOLDS "\u2713"
#define WRITER_FAILS "\u2717"

struct writer {
    const struct report *report;
    const struct spec *spec; /**< the report's */
    const char *recipe;      /**< of the spec */
    GString *text;           /**< so far */
};

/* Texts are the figure's markup. The functions free each `char *` with g_free. */

void writer_heading(struct writer *writer, enum text text);
void writer_paragraph(struct writer *writer, char *markup);
void writer_item(struct writer *writer, char *markup);

/** Ends a list after its last item; nothing where there is none. */
void writer_end_list(struct writer *writer);

/** Appends a text of a user, with nothing before or after it. */
void writer_plain(struct writer *writer, const char *plain);

/** The number with WRITER_DIGITS, or with more if it is near 1 or -1; freed with g_free. */
char *writer_number(struct number number);

/** One cell of a row; a row ends with writer_end_row. */
void writer_cell(struct writer *writer, char *markup);
void writer_text_cell(struct writer *writer, enum text text);
void writer_network_cell(struct writer *writer, size_t index, const char *suffix);
void writer_number_cell(struct writer *writer, struct number number);
void writer_whole_cell(struct writer *writer, int64_t value);
void writer_end_row(struct writer *writer);
void writer_end_table(struct writer *writer);

/** Ends the first row. `alignment` has an "l" or "r" for each column; its last letter repeats. */
void writer_end_headings(struct writer *writer, size_t n_columns, const char *alignment);

/** A first row of `n` texts. */
void writer_headings(struct writer *writer, const enum text *headings, size_t n,
                     const char *alignment);

#endif
