/* Writes Markdown, and converts markup to it. */
#include "report/writer.h"

#include <string.h>

#include "base/format.h"
#include "base/markup.h"
#include "rendering/words/figure_text.h"

static void append_markup(struct writer *writer, const char *markup) {
    g_autofree char *markdown = markup_to_markdown(markup);
    g_string_append(writer->text, markdown);
}

void writer_plain(struct writer *writer, const char *plain) {
    g_autofree char *markup = g_markup_escape_text(plain, -1);
    append_markup(writer, markup);
}

/* The beginning of a paragraph or an item must not look like a list or like code. */
static void append_block(struct writer *writer, const char *markup) {
    g_autofree char *markdown = markup_to_markdown(markup);
    size_t n_digits = strspn(markdown, "0123456789");
    size_t n_plain = n_digits > 0 && strchr(".)", markdown[n_digits]) != NULL ? n_digits : 0;

    if (*markdown == ' ') {
        g_string_append_printf(writer->text, "&#32;%s", markdown + 1);
    } else if (n_plain > 0 || strchr("-+=", *markdown) != NULL) {
        g_string_append_len(writer->text, markdown, (gssize)n_plain);
        g_string_append_printf(writer->text, "\\%s", markdown + n_plain);
    } else {
        g_string_append(writer->text, markdown);
    }
}

void writer_heading(struct writer *writer, enum text text) {
    bool has_blank_line = g_str_has_suffix(writer->text->str, "\n\n");

    g_string_append_printf(writer->text, "%s## %s\n\n", has_blank_line ? "" : "\n",
                           figure_text(writer->spec, text));
}

void writer_paragraph(struct writer *writer, char *markup) {
    append_block(writer, markup);
    g_string_append(writer->text, "\n\n");
    g_free(markup);
}

void writer_item(struct writer *writer, char *markup) {
    g_string_append(writer->text, "- ");
    append_block(writer, markup);
    g_string_append_c(writer->text, '\n');
    g_free(markup);
}

void writer_end_list(struct writer *writer) {
    if (!g_str_has_suffix(writer->text->str, "\n\n")) {
        g_string_append_c(writer->text, '\n');
    }
}

/* ---- tables ---- */

void writer_cell(struct writer *writer, char *markup) {
    g_string_append(writer->text, "| ");
    append_markup(writer, markup);
    g_string_append_c(writer->text, ' ');
    g_free(markup);
}

void writer_text_cell(struct writer *writer, enum text text) {
    writer_cell(writer, g_strdup(figure_text(writer->spec, text)));
}

void writer_network_cell(struct writer *writer, size_t index, const char *suffix) {
    GString *text = g_string_new(NULL);

    figure_text_append(text, figure_text_full_network(writer->spec, index));
    g_string_append(text, suffix);
    writer_cell(writer, g_string_free(text, FALSE));
}

char *writer_number(struct number number) {
    return formatted_number(
        number, format_digits_beside_one(number.value, WRITER_DIGITS, WRITER_DIGITS_MAX));
}

void writer_number_cell(struct writer *writer, struct number number) {
    writer_cell(writer, writer_number(number));
}

void writer_whole_cell(struct writer *writer, int64_t value) {
    writer_cell(writer, formatted_whole(value));
}

void writer_end_row(struct writer *writer) {
    g_string_append(writer->text, "|\n");
}

void writer_end_table(struct writer *writer) {
    g_string_append_c(writer->text, '\n');
}

void writer_end_headings(struct writer *writer, size_t n_columns, const char *alignment) {
    writer_end_row(writer);
    for (size_t i = 0; i < n_columns; i++) {
        g_string_append(writer->text, *alignment == 'r' ? "|---:" : "|:---");
        alignment += alignment[1] != '\0' ? 1 : 0;
    }
    writer_end_row(writer);
}

void writer_headings(struct writer *writer, const enum text *headings, size_t n,
                     const char *alignment) {
    for (size_t i = 0; i < n; i++) {
        writer_text_cell(writer, headings[i]);
    }
    writer_end_headings(writer, n, alignment);
}
