/* Converts the figure's markup to text for other media, and fills templates. */
#ifndef GRADFIG_BASE_MARKUP_H
#define GRADFIG_BASE_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

/* Markup has <i>, <b>, <sub>, <sup> and <span>, and entities in the texts of users. The program
 * makes all markup itself, so it is well-formed. Results are UTF-8 of one line, freed with g_free.
 */

/** Plain text: scripts become "x_0" and "10^−7", thin spaces ordinary ones. Frees `markup`. */
char *markup_to_plain(char *markup);

/** Markdown in a paragraph or a table's cell: "*x*₀", "10⁻⁷"; all other punctuation of Markdown's
 * syntax is escaped. */
char *markup_to_markdown(const char *markup);

/** The text that replaces {name} in a template. */
struct markup_field {
    const char *name;
    char *text;     /**< markup; freed by markup_fill, with g_free */
    bool is_plural; /**< of words with which others in the template agree */
};

/** Replaces each {name} of the template by the text of that field, and each {one|several} by the
 * words before the bar, or if a field is plural by those after it. A {name} that no field has
 * stays. Texts of fields are not searched for names. In Chinese the characters on both sides of a
 * gap's end decide whether a space stands there. Freed with g_free. */
char *markup_fill(const char *template, const struct markup_field *fields, size_t n,
                  bool is_chinese);

#endif
