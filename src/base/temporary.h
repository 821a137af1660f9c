/* Temporary files that any later command can tell from those in use. */
#ifndef GRADFIG_BASE_TEMPORARY_H
#define GRADFIG_BASE_TEMPORARY_H

#include <sys/types.h>

/**
 * Creates a file with a random name in `folder`, a descriptor, and locks it. Returns its
 * descriptor, or -1 with errno set. `*name` is freed with g_free. A process holds the file until it
 * closes the descriptor and all its copies.
 */
int temporary_create(int folder, mode_t mode, char **name);

/** Removes the temporary files in `folder` that no process holds. */
void temporary_clean(int folder);

#endif
