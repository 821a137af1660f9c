/* The files that a command reads, so that it never writes to one of them. */
#ifndef GRADFIG_BASE_INPUTS_H
#define GRADFIG_BASE_INPUTS_H

#include <stddef.h>
#include <sys/stat.h>

/** Files by device and inode, whatever their names are. */
struct inputs;

/** An empty set. Never NULL. */
struct inputs *inputs_create(void);

/** NULL is allowed. */
void inputs_destroy(struct inputs *inputs);

/** Adds the file with this status, which is read under the name `path`, if it is not there yet.
 * Ignores pipes and devices, which can be read and written at once. */
void inputs_add(struct inputs *inputs, const struct stat *status, const char *path);

/** Adds the file that is at `path` now, if there is one. */
void inputs_add_path(struct inputs *inputs, const char *path);

/** The name under which the file with this status is read, borrowed; NULL if it is not. NULL has no
 * files. */
const char *inputs_find(const struct inputs *inputs, const struct stat *status);

/** Adds the files of another set; NULL has none. */
void inputs_add_all(struct inputs *inputs, const struct inputs *others);

/** The name of file `i`, in the order in which they were read, borrowed; NULL after the last. */
const char *inputs_at(const struct inputs *inputs, size_t i);

#endif
