/* Finds and opens the file that a spec names as its base. */
#include "spec/base.h"

#include <errno.h>
#include <string.h>

#include <glib.h>

#include "base/limits.h"

char *base_resolve(const char *path, const char *base) {
    const char *slash = strcmp(path, "-") == 0 ? NULL : strrchr(path, '/');

    if (*base == '/' || slash == NULL) {
        return g_strdup(base);
    }
    return g_strdup_printf("%.*s/%s", (int)(slash - path), path, base);
}

/* Why the file cannot be a base of `outer`, or NULL. */
static const char *refusal_of(const struct opened *outer, const struct stat *status) {
    int n_bases = 0;

    if (!S_ISREG(status->st_mode)) {
        return "not a file";
    }
    for (; outer != NULL; outer = outer->outer) {
        if (outer->status.st_dev == status->st_dev && outer->status.st_ino == status->st_ino) {
            return "it is its own base";
        }
        if (n_bases++ == BASES_MAX) {
            return "more than 8 bases, one of another";
        }
    }
    return NULL;
}

FILE *base_open(struct opened *opened, const char *path, const char **refusal) {
    struct stat status;
    FILE *stream;

    /* Before opening, which would wait for a pipe's writer. */
    *refusal = stat(path, &status) != 0 ? g_strerror(errno) : refusal_of(opened->outer, &status);
    if (*refusal != NULL) {
        return NULL;
    }
    stream = fopen(path, "re");
    if (stream == NULL) {
        *refusal = g_strerror(errno);
    } else {
        opened->status = status;
    }
    return stream;
}
