/* What readers see of a document, as one line. */
#ifndef GRADFIG_DOCUMENTS_PROSE_H
#define GRADFIG_DOCUMENTS_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "documents/syntaxes.h"

/** Appends `n` bytes of a document of this syntax. White space becomes one space. */
void prose_append(GString *prose, const struct comment_syntax *syntax, const char *text, size_t n);

/** Whether a text stands in the prose, where white space counts as one space. A number at its
 * beginning or end is not found in a longer one, as "1e-9" in "1e-90". */
bool prose_has(const GString *prose, const struct comment_syntax *syntax, const char *text);

#endif
