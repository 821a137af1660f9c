/* zlib decompresses the compressed pixels to the rows of a PNG. */
#include "output/deflate.h"
#include "shared/rows.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>
#include <zlib.h>

/* ---- comparing ---- */

static const size_t channels[] = {1, 3, 4};

/* The filter 0, then red, green, blue and opacity of each pixel, as many as are written. */
static uint8_t *pack_rows(const struct image *image, size_t n_channels, size_t *n) {
    static const int shifts[] = {16, 8, 0, 24};
    uint8_t *rows = g_malloc(image->height * (1 + image->width * n_channels));
    uint8_t *end = rows;

    for (size_t i = 0; i < image->width * image->height; i++) {
        if (i % image->width == 0) {
            *end++ = 0;
        }
        for (size_t j = 0; j < n_channels; j++) {
            *end++ = (uint8_t)(image->pixels[i] >> shifts[j]);
        }
    }
    *n = (size_t)(end - rows);
    return rows;
}

/* Compresses, decompresses and compares; returns the size of the stream. */
static size_t check_channels(const struct image *image, size_t n_channels) {
    GByteArray *stream = g_byte_array_new();
    size_t n_bytes;
    uint8_t *rows = pack_rows(image, n_channels, &n_bytes);
    uint8_t *read = g_malloc(n_bytes);
    uLongf n_read = (uLongf)n_bytes;

    deflate_pixels(image, n_channels, stream);
    uLong n_used = (uLong)stream->len;
    assert_int_equal(uncompress2(read, &n_read, stream->data, &n_used), Z_OK);
    assert_int_equal(n_used, stream->len); /* nothing behind the end */
    assert_int_equal(n_read, n_bytes);
    assert_memory_equal(read, rows, n_bytes);
    g_byte_array_free(stream, TRUE);
    g_free(rows);
    g_free(read);
    return n_used;
}

static void check_image(size_t width, size_t height, uint32_t *pixels) {
    const struct image image = {.width = width, .height = height, .pixels = pixels};

    for (size_t i = 0; i < G_N_ELEMENTS(channels); i++) {
        check_channels(&image, channels[i]);
    }
}

/* ---- pictures ---- */

static void every_small_picture_comes_back(void **state) {
    (void)state;
    enum { N_MAX = 300 };
    uint32_t pixels[N_MAX];

    for (size_t n = 1; n <= N_MAX; n++) {
        for (uint32_t i = 0; i < n; i++) {
            pixels[i] = i * i / 7 * 0x01020305;
        }
        check_image(n, 1, pixels);
        check_image(1, n, pixels);
        check_image(MIN(n, 17), n / MIN(n, 17), pixels);
        memset(pixels, 7, sizeof(pixels));
        check_image(n, 1, pixels);
        check_image(MIN(n, 17), n / MIN(n, 17), pixels);
    }
}

/* Runs of all lengths, few colors and many, rows that come again, and rows that are too long to
 * look at the one above. */
static void random_pictures_come_back(void **state) {
    (void)state;
    enum { N_ROUNDS = 80, N_PIXELS = 60000, WIDTH_MAX = 12000 };
    GRand *random = g_rand_new_with_seed(6);
    uint32_t *pixels = g_new(uint32_t, N_PIXELS);

    for (int round = 0; round < N_ROUNDS; round++) {
        size_t width = 1 + (size_t)exp2(g_rand_double_range(random, 0, log2(WIDTH_MAX)));
        size_t n = (size_t)g_rand_int_range(random, 1, N_PIXELS / (gint32)width + 1) * width;
        gint32 n_colors = g_rand_int_range(random, 1, 257);
        gint32 longest = g_rand_int_range(random, 1, g_rand_boolean(random) ? 5 : 1000);
        for (size_t i = 0; i < n;) {
            size_t end = MIN(n, i + (size_t)g_rand_int_range(random, 1, longest + 1));
            bool comes_again = i >= width && g_rand_boolean(random);
            uint32_t color = (uint32_t)g_rand_int_range(random, 0, n_colors) * 0x0b0a0901;
            for (; i < end; i++) {
                pixels[i] = comes_again ? pixels[i - width] : color;
            }
        }
        check_image(width, n / width, pixels);
    }
    g_free(pixels);
    g_rand_free(random);
}

/* More tokens than a block holds. */
static void noise_grows_by_little(void **state) {
    (void)state;
    enum { WIDTH = 500, HEIGHT = 300 };
    GRand *random = g_rand_new_with_seed(7);
    uint32_t *pixels = g_new(uint32_t, WIDTH * HEIGHT);
    const struct image image = {.width = WIDTH, .height = HEIGHT, .pixels = pixels};

    for (size_t i = 0; i < WIDTH * HEIGHT; i++) {
        pixels[i] = g_rand_int(random);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(channels); i++) {
        size_t n = WIDTH * HEIGHT * channels[i];
        assert_true(check_channels(&image, channels[i]) < n + n / 50);
    }
    g_free(pixels);
    g_rand_free(random);
}

/* Counts like Fibonacci's numbers, whose codes would be longer than there may be. */
static void lopsided_counts_come_back(void **state) {
    (void)state;
    enum { N_MAX = 600000 };
    GRand *random = g_rand_new_with_seed(8);
    uint32_t *pixels = g_new(uint32_t, N_MAX);
    double count = 1;
    size_t n = 0;

    for (uint32_t symbol = 0; symbol < 256 && n < N_MAX; symbol++, count *= 1.618) {
        for (double k = 0; k < count && n < N_MAX; k++) {
            pixels[n++] = symbol * 0x01010101;
        }
    }
    for (size_t k = n - 1; k > 0; k--) { /* shuffled, so that they are no runs */
        size_t other = (size_t)g_rand_int_range(random, 0, (gint32)k + 1);
        uint32_t pixel = pixels[k];
        pixels[k] = pixels[other];
        pixels[other] = pixel;
    }
    check_image(n, 1, pixels);
    g_free(pixels);
    g_rand_free(random);
}

static void runs_take_hardly_any_room(void **state) {
    (void)state;
    enum { WIDTH = 1500, HEIGHT = 1000 };
    uint32_t *pixels = g_new(uint32_t, WIDTH * HEIGHT);
    const struct image image = {.width = WIDTH, .height = HEIGHT, .pixels = pixels};

    memset(pixels, 0xff, WIDTH * HEIGHT * sizeof(pixels[0]));
    assert_true(check_channels(&image, 3) < 8000);
    g_free(pixels);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_picture_comes_back),
        cmocka_unit_test(random_pictures_come_back),
        cmocka_unit_test(noise_grows_by_little),
        cmocka_unit_test(lopsided_counts_come_back),
        cmocka_unit_test(runs_take_hardly_any_room),
    };
    return run_all(tests);
}
