/* Writes and checks texts that tell whether somebody has edited them. */
#include "base/seal.h"

#include <string.h>

#include <glib.h>

char *seal_write(const char *head, const char *rest) {
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, rest, -1);

    return g_strconcat(head, "SHA-256 checksum of the lines below: ", sum, "\n", rest, NULL);
}

bool seal_is_whole(const char *head, const char *text) {
    const char *end = g_str_has_prefix(text, head) ? strchr(text + strlen(head), '\n') : NULL;
    g_autofree char *whole = end != NULL ? seal_write(head, end + 1) : NULL;

    return g_strcmp0(text, whole) == 0;
}
