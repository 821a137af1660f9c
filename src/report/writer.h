/* Writes Markdown: headings, paragraphs, items and tables, in the language of the figure. */
#ifndef GRADFIG_REPORT_WRITER_H
#define GRADFIG_REPORT_WRITER_H

#include <glib.h>

#include "base/number.h"
#include "base/texts.h"
#include "report/report_private.h"
#include "spec/spec.h"

/** Significant digits of derived quantities, and of tables with many numbers. */
enum { WRITER_FULL_DIGITS = 12, WRITER_TABLE_DIGITS = 6 };

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

/** Appends a text of a user, with nothing before or after it. */
void writer_plain(struct writer *writer, const char *plain);

/** One cell of a row; a row ends with writer_end_row. */
void writer_cell(struct writer *writer, char *markup);
void writer_text_cell(struct writer *writer, enum text text);
void writer_network_cell(struct writer *writer, size_t index, const char *suffix);
void writer_number_cell(struct writer *writer, struct number number, int n_digits);
void writer_whole_cell(struct writer *writer, int64_t value);
void writer_end_row(struct writer *writer);
void writer_end_table(struct writer *writer);

/** Ends the first row; each column from `first_right` on and before `first_left` has numbers. */
void writer_end_headings(struct writer *writer, size_t n_columns, size_t first_right,
                         size_t first_left);

/** Writes one table for every few networks, because more columns do not fit on paper. Each has the
 * networks from `begin` up to, but without, `end`. */
void writer_network_tables(struct writer *writer,
                           void (*write)(struct writer *writer, size_t begin, size_t end));

#endif
