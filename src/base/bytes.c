/* The end of a file in memory. */
#include <gradfig/bytes.h>

#include <glib.h>

void gradfig_bytes_finish(struct gradfig_bytes *bytes) {
    g_free(bytes->data);
    *bytes = (struct gradfig_bytes){0};
}
