/* Tests of digests: with the instructions of the processor they are those of GLib. */
#include "batch/digest.h"

#include <glib.h>

#include "shared/rows.h"

/* The end of the message takes one block or two. */
static void lengths_around_blocks(void **state) {
    enum { LENGTH_MAX = 300 };
    char data[LENGTH_MAX + 1] = "";
    (void)state;

    for (size_t i = 0; i < LENGTH_MAX; i++) {
        data[i] = (char)(i * i * 31 + i);
    }
    for (size_t n = 0; n <= LENGTH_MAX; n++) {
        const struct bytes bytes = {n, data};
        char digest[SHA256_SIZE];
        char *expected = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)data, n);
        digest_write(&bytes, digest);
        expect_text("digest", digest, expected);
        g_free(expected);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_around_blocks),
    };
    return run_all(tests);
}
