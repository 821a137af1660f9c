/* Lists the names in a folder. */
#ifndef GRADFIG_BASE_DIRECTORY_H
#define GRADFIG_BASE_DIRECTORY_H

#include <stdbool.h>

#include "base/error.h"

/** Takes a name of a folder. False ends the list; `error` is then set. */
typedef bool directory_visitor(void *context, const char *name, struct gradfig_error *error);

/** Calls `visit` with each name in the folder at `path`, but for . and .., in the system's order. A
 * folder that is not there has none. Fails if `visit` does, and if the system does not give all
 * names. */
MUST_CHECK bool directory_visit(const char *path, directory_visitor *visit, void *context,
                                struct gradfig_error *error);

#endif
