/* Reads the names in a folder once. Keeps their hashes, because a million names take much memory.
 */
#include "batch/folder_names.h"

#include <stdint.h>

#include "base/file.h"

/* The first part of a name; NULL if case may not be the only difference of names that a file system
 * takes for equal. */
static gpointer hash_first_part(const char *name) {
    uintptr_t hash = 5381;

    for (; *name != '\0' && *name != '/'; name++) {
        if ((signed char)*name < 0) {
            return NULL;
        }
        hash = hash * 33 + (unsigned char)g_ascii_tolower(*name);
    }
    return (gpointer)(hash | 1);
}

static bool add(void *context, const char *name, struct gradfig_error *error) {
    struct folder_names *names = context;
    gpointer hash = hash_first_part(name);
    (void)error;

    names->is_unknown = names->is_unknown || hash == NULL;
    g_hash_table_add(names->hashes, hash);
    return true;
}

bool folder_names_may_have(struct folder_names *names, const char *name) {
    struct gradfig_error error;

    if (names->hashes == NULL) {
        names->hashes = g_hash_table_new(NULL, NULL);
        bool is_read = directory_visit(names->folder, add, names, &error);
        names->is_unknown = names->is_unknown || !is_read;
    }
    return names->is_unknown || g_hash_table_contains(names->hashes, hash_first_part(name));
}

void folder_names_finish(struct folder_names *names) {
    if (names->hashes != NULL) {
        g_hash_table_destroy(names->hashes);
    }
    *names = (struct folder_names){.folder = names->folder};
}
