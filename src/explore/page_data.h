/* What the page knows from the start, as JSON. */
#ifndef GRADFIG_EXPLORE_PAGE_DATA_H
#define GRADFIG_EXPLORE_PAGE_DATA_H

#include "base/error.h"
#include "explore/explored.h"

/** The table of parameters; the values of the spec, as typed, and the command line that has them;
 * the words of the page, of keys and of classes for each language. Freed with free(). NULL with
 * `error` if memory runs out. */
char *page_data(const struct explored *explored, struct gradfig_error *error);

#endif
