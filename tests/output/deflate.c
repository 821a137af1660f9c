/* zlib decompresses the compressed rows to the same bytes. */
#include "output/deflate.h"
#include "shared/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>
#include <zlib.h>

/* Compresses, decompresses and compares; returns the size of the stream. */
static size_t check_stream(const uint8_t *bytes, size_t n_bytes, size_t left, size_t above) {
    struct bytes stream = {0};
    uLongf n_read = (uLongf)n_bytes;
    uint8_t *read = g_malloc(n_bytes);

    deflate_rows(bytes, n_bytes, left, above, &stream);
    uLong n_used = (uLong)stream.n;
    assert_int_equal(uncompress2(read, &n_read, (const Bytef *)stream.data, &n_used), Z_OK);
    assert_int_equal(n_used, stream.n); /* nothing behind the end */
    assert_int_equal(n_read, n_bytes);
    assert_memory_equal(read, bytes, n_bytes);
    assert_int_equal(stream.data[stream.n], 0);
    size_t n = stream.n;
    bytes_finish(&stream);
    g_free(read);
    return n;
}

static void every_short_text_comes_back(void **state) {
    (void)state;
    uint8_t bytes[600];

    for (size_t n = 1; n <= sizeof(bytes); n++) {
        for (size_t i = 0; i < n; i++) {
            bytes[i] = (uint8_t)(i * i / 7);
        }
        check_stream(bytes, n, 3, 31);
        memset(bytes, 7, n);
        check_stream(bytes, n, 1, 40000);
    }
}

/* Runs of all lengths, at all distances: few colors, long and short runs, rows that come again. */
static void random_rows_come_back(void **state) {
    (void)state;
    enum { N_ROUNDS = 300, N_BYTES_MAX = 200000 };
    GRand *random = g_rand_new_with_seed(6);
    uint8_t *bytes = g_malloc(N_BYTES_MAX);

    for (int round = 0; round < N_ROUNDS; round++) {
        size_t n = (size_t)g_rand_int_range(random, 1, N_BYTES_MAX);
        size_t above = (size_t)g_rand_int_range(random, 1, 40000);
        gint32 n_colors = g_rand_int_range(random, 1, 257);
        gint32 longest = g_rand_int_range(random, 1, 3000);
        for (size_t i = 0; i < n;) {
            size_t end = MIN(n, i + (size_t)g_rand_int_range(random, 1, longest + 1));
            bool comes_again = i >= above && g_rand_boolean(random);
            uint8_t color = (uint8_t)g_rand_int_range(random, 0, n_colors);
            for (; i < end; i++) {
                bytes[i] = comes_again ? bytes[i - above] : color;
            }
        }
        check_stream(bytes, n, (size_t)g_rand_int_range(random, 1, 5), above);
    }
    g_free(bytes);
    g_rand_free(random);
}

/* More tokens than a block holds, and counts like Fibonacci's numbers, whose codes would be longer
 * than there may be. */
static void long_and_lopsided_texts_come_back(void **state) {
    (void)state;
    enum { N_BYTES = 600000 };
    GRand *random = g_rand_new_with_seed(7);
    uint8_t *bytes = g_malloc(N_BYTES);

    for (size_t i = 0; i < N_BYTES; i++) {
        bytes[i] = (uint8_t)g_rand_int(random);
    }
    size_t n = check_stream(bytes, N_BYTES, 3, 1501);
    assert_true(n < N_BYTES + N_BYTES / 50); /* noise grows by little */
    double count = 1;
    size_t i = 0;
    for (int symbol = 0; symbol < 256 && i < N_BYTES; symbol++, count *= 1.618) {
        for (double k = 0; k < count && i < N_BYTES; k++) {
            bytes[i++] = (uint8_t)symbol;
        }
    }
    for (size_t k = i - 1; k > 0; k--) { /* shuffled, so that they are no runs */
        size_t other = (size_t)g_rand_int_range(random, 0, (gint32)k + 1);
        uint8_t byte = bytes[k];
        bytes[k] = bytes[other];
        bytes[other] = byte;
    }
    check_stream(bytes, i, 1, 40000);
    g_free(bytes);
    g_rand_free(random);
}

static void runs_take_hardly_any_room(void **state) {
    (void)state;
    enum { STRIDE = 4501, N_ROWS = 1000 };
    uint8_t *bytes = g_malloc(STRIDE * N_ROWS);

    memset(bytes, 0xff, STRIDE * N_ROWS);
    for (size_t y = 0; y < N_ROWS; y++) {
        bytes[y * STRIDE] = 0;
    }
    assert_true(check_stream(bytes, STRIDE * N_ROWS, 3, STRIDE) < 8000);
    g_free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_short_text_comes_back),
        cmocka_unit_test(random_rows_come_back),
        cmocka_unit_test(long_and_lopsided_texts_come_back),
        cmocka_unit_test(runs_take_hardly_any_room),
    };
    return run_all(tests);
}
