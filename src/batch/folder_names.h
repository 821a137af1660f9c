/* Which names a folder has, to know of a million files that they are not there. */
#ifndef GRADFIG_BATCH_FOLDER_NAMES_H
#define GRADFIG_BATCH_FOLDER_NAMES_H

#include <stdbool.h>

#include <glib.h>

/** Begins with the folder set and the others zeroed. */
struct folder_names {
    const char *folder;
    GHashTable *hashes; /**< of the names in lower case, once they are needed */
    bool is_unknown;    /**< there may be names that are not among them */
};

/** Whether the folder may have a file or folder that the relative name `name` begins with, even
 * where case does not count. It is read once, so files that others make later are not noticed. */
bool folder_names_may_have(struct folder_names *names, const char *name);

/** Frees what was read. */
void folder_names_finish(struct folder_names *names);

#endif
