/* The title, the alt text and the description of the figure for readers who cannot see it. */
#ifndef GRADFIG_RENDERING_FIGURE_ALT_H
#define GRADFIG_RENDERING_FIGURE_ALT_H

#include "simulation/series.h"

/* Plain text of one line in the figure's language, with the numbers of `series` formatted as in the
 * figure. Freed by the caller with g_free. */

enum { ALT_MAX = 250 };

/** The title of the figure: the user's title or else the figure's own. */
char *alt_title(const struct series *series);

/** The alt text: the findings of the figure, as many as fit in ALT_MAX characters. */
char *alt_text(const struct series *series);

/** The description that a file carries: the alt text `alt`, then a sentence for each panel. */
char *alt_description(const struct series *series, const char *alt);

#endif
