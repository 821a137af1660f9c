/* What the page knows from the start, as JSON. */
#ifndef GRADFIG_EXPLORE_PAGE_DATA_H
#define GRADFIG_EXPLORE_PAGE_DATA_H

#include "base/error.h"
#include "explore/explored.h"

/* Results are freed with free(). NULL with `error` if memory runs out. */

/** The table of parameters. */
char *page_data_parameters(const struct explored *explored, struct gradfig_error *error);

/** The values of the spec, as typed, and the command line that has them. */
char *page_data_spec(const struct explored *explored, struct gradfig_error *error);

/** The words of the page, of keys and of classes: an object for each language. */
char *page_data_texts(const struct explored *explored, struct gradfig_error *error);

#endif
