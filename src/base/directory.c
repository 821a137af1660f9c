/* Lists the names in a folder. GDir would take a failure for the end of the list. */
#include "base/directory.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include <glib.h>

#include "base/file.h"

static bool refuse(const char *path, int cause, struct gradfig_error *error) {
    return error_set_at(error, file_code_of(cause), path, "cannot be listed: %s",
                        g_strerror(cause));
}

static const char *next_name(DIR *directory) {
    const struct dirent *entry;

    do {
        errno = 0;
        entry = readdir(directory);
    } while (entry != NULL &&
             (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    return entry != NULL ? entry->d_name : NULL;
}

bool directory_visit(const char *path, directory_visitor *visit, void *context,
                     struct gradfig_error *error) {
    DIR *directory = opendir(path);
    const char *name = NULL;
    bool done = true;

    if (directory == NULL) {
        return errno == ENOENT || errno == ENOTDIR || refuse(path, errno, error);
    }
    while (done && (name = next_name(directory)) != NULL) {
        done = visit(context, name, error);
    }
    if (done && errno != 0) {
        done = refuse(path, errno, error);
    }
    closedir(directory);
    return done;
}
