/* Frees files in memory. */
#include "base/bytes.h"

#include <glib.h>

void bytes_finish(struct bytes *bytes) {
    g_free(bytes->data);
    *bytes = (struct bytes){0};
}
