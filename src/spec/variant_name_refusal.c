/* Refuses names that some file systems do not take, or that lead out of the folder. */
#include "spec/variant_name_refusal.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

/* Every common file system takes these lengths, and leaves room for the suffix of a temporary name.
 */
enum { PART_MAX = 200, NAME_MAX_BYTES = 1000 };

/* Whether a name is a device's on some systems, whatever follows a dot. */
static bool is_device(const char *part, size_t length) {
    static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
    enum { FIRST_PORT = 4 }; /* those from here on are followed by a digit */
    size_t stem = MIN(strcspn(part, "."), length);
    size_t i = 0;

    while (i < G_N_ELEMENTS(devices) && g_ascii_strncasecmp(part, devices[i], 3) != 0) {
        i++;
    }
    return i < FIRST_PORT ? stem == 3
                          : i < G_N_ELEMENTS(devices) && stem == 4 && g_ascii_isdigit(part[3]);
}

/* Why a part of a name between slashes is refused, or NULL. */
static const char *refusal_of_part(const char *part, size_t length) {
    if (length == 0) {
        return "an empty part";
    }
    if (part[0] == '.') {
        return length == 2 && part[1] == '.' ? "a way out of the directory"
                                             : "a part that begins with a dot";
    }
    if (part[length - 1] == '.') {
        return "a part that ends with a dot";
    }
    if (is_device(part, length)) {
        return "a name that some systems have for a device";
    }
    return length > PART_MAX ? "a part of more than 200 letters" : NULL;
}

/* No folder may have the name of a file of the batch itself. */
static bool is_taken(const char *name) {
    const char *end = strchr(name, '/');

    if (end == NULL) { /* a file */
        return false;
    }
    g_autofree char *folder = g_ascii_strdown(name, end - name);
    return strcmp(folder, "index.html") == 0 || g_pattern_match_simple("manifest*.csv", folder);
}

const char *variant_name_refusal(const char *name) {
    const char *refusal = strlen(name) > NAME_MAX_BYTES ? "more than 1000 letters" : NULL;

    for (const char *part = name; refusal == NULL; part++) {
        size_t length = strcspn(part, "/");
        refusal = refusal_of_part(part, length);
        part += length;
        if (*part == '\0') {
            break;
        }
    }
    return refusal == NULL && is_taken(name) ? "a file of the batch itself" : refusal;
}
