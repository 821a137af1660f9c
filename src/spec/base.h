/* The file that a spec names as its base. */
#ifndef GRADFIG_SPEC_BASE_H
#define GRADFIG_SPEC_BASE_H

#include <stdio.h>
#include <sys/stat.h>

/** A file that is read, and the file that named it as its base. */
struct opened {
    const struct opened *outer; /**< NULL for the first file */
    struct stat status;
};

/** The path of `base`, which is relative to the file `path` that names it; freed with g_free. */
char *base_resolve(const char *path, const char *base);

/** Opens a regular file as the base of `opened->outer`, and sets `opened->status`. Returns NULL
 * with the reason (static memory) if it cannot be opened or is no base of that file. */
FILE *base_open(struct opened *opened, const char *path, const char **refusal);

#endif
