/* From the figure's own markup to text for other media. */
#ifndef GRADFIG_BASE_MARKUP_H
#define GRADFIG_BASE_MARKUP_H

#include <stddef.h>

/* Markup has <i>, <sub>, <sup> and <span>, and entities for what the user wrote. We make it
 * ourselves, so none is broken. Results are UTF-8 of one line, freed with free(). */

/** Plain text: scripts become "x_0" and "10^−7". */
char *markup_to_plain(const char *markup);

/** Markdown in a paragraph or a table's cell: "*x*₀", "10⁻⁷"; all other punctuation that Markdown
 * takes for its own is escaped. */
char *markup_to_markdown(const char *markup);

/** What stands for {name} in a template. */
struct markup_field {
    const char *name;
    char *text; /**< markup; freed by markup_fill, with g_free */
};

/** The template with its fields in place of each {name}. A {name} that is none of the `n` fields
 * stays, and the text of a field is not searched for others. Freed with g_free. */
char *markup_fill(const char *template, const struct markup_field *fields, size_t n);

#endif
