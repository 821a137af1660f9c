/* Tests of the PNG encoder: its chunks, and its pixels as another reader reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "output/png.h"

#include "shared/picture.h"
#include "shared/rows.h"

static const struct about info = {.dpi = 100, .software = "gradfig 1.2.3"};

/* ---- pictures and files ---- */

/* Noise, which does not compress; the byte that means nothing has a value, too. */
static struct image make_noise(size_t width, size_t height) {
    struct image image = {
        .width = width, .height = height, .pixels = malloc(width * height * sizeof(uint32_t))};
    uint32_t seed = 1;

    assert_non_null(image.pixels);
    for (size_t i = 0; i < width * height; i++) {
        seed = seed * 1664525 + 1013904223;
        image.pixels[i] = seed ^ seed >> 16;
    }
    return image;
}

/* A file in memory; free `bytes`. */
struct file {
    char *bytes;
    size_t size;
};

static struct file encode(struct image *image, const struct about *given) {
    struct bytes bytes;

    png_write(image, COLORS_EXACT, given, &bytes);
    return (struct file){bytes.data, bytes.n};
}

static struct file encode_noise(const struct about *given) {
    struct image image = make_noise(20, 10);
    struct file file = encode(&image, given);

    free(image.pixels);
    return file;
}

/* ---- chunks ---- */

struct chunk {
    const unsigned char *name; /* 4 bytes, no NUL */
    const unsigned char *data;
    size_t size;
};

static uint32_t read_32(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* As in the PNG specification, annex D, without its table. */
static uint32_t checksum(const unsigned char *bytes, size_t n) {
    uint32_t sum = 0xffffffff;

    for (size_t i = 0; i < n; i++) {
        sum ^= bytes[i];
        for (int j = 0; j < 8; j++) {
            sum = sum & 1 ? 0xedb88320 ^ sum >> 1 : sum >> 1;
        }
    }
    return ~sum;
}

/* Steps to the chunk at `*offset`; false behind the last. Checks its size and checksum. */
static bool next_chunk(const struct file *file, size_t *offset, struct chunk *chunk) {
    const unsigned char *bytes = (const unsigned char *)file->bytes + *offset;

    if (*offset == file->size) {
        return false;
    }
    assert_true(file->size - *offset >= 12);
    chunk->size = read_32(bytes);
    assert_true(file->size - *offset - 12 >= chunk->size);
    chunk->name = bytes + 4;
    chunk->data = bytes + 8;
    assert_int_equal(read_32(chunk->data + chunk->size), checksum(chunk->name, 4 + chunk->size));
    *offset += 12 + chunk->size;
    return true;
}

/* How many chunks of this name the file has; `found` is the last one, or zeros if there is none. */
static size_t count_chunks(const struct file *file, const char *name, struct chunk *found) {
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    static const unsigned char zeros[16] = {0};
    size_t offset = sizeof(signature) - 1;
    struct chunk chunk;
    size_t n = 0;

    *found = (struct chunk){zeros, zeros, 0};
    assert_memory_equal(file->bytes, signature, offset);
    while (next_chunk(file, &offset, &chunk)) {
        if (memcmp(chunk.name, name, 4) == 0) {
            *found = chunk;
            n++;
        }
    }
    return n;
}

static void chunks_are_whole_and_timeless(void **state) {
    (void)state;
    static const struct {
        const char *name;
        size_t n_min;
        size_t n_max;
    } rows[] = {
        {"IHDR", 1, 1}, {"pHYs", 1, 1}, {"IDAT", 1, 1000}, {"IEND", 1, 1},
        {"tIME", 0, 0}, {"PLTE", 0, 0}, {"gAMA", 0, 0},
    };
    struct file file = encode_noise(&info);

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct chunk chunk;
        size_t n = count_chunks(&file, rows[i].name, &chunk);
        if (n < rows[i].n_min || n > rows[i].n_max) {
            row_fail("%zu chunks %s", n, rows[i].name);
        }
    }
    free(file.bytes);
}

static void the_header_says_what_follows(void **state) {
    (void)state;
    static const unsigned char form[] = {8, 2, 0, 0, 0}; /* 8 bits, RGB, not interlaced */
    struct file file = encode_noise(&info);
    struct chunk chunk;

    assert_int_equal(count_chunks(&file, "IHDR", &chunk), 1);
    assert_ptr_equal(chunk.data, file.bytes + 16); /* first */
    assert_int_equal(chunk.size, 13);
    assert_int_equal(read_32(chunk.data), 20);
    assert_int_equal(read_32(chunk.data + 4), 10);
    assert_memory_equal(chunk.data + 8, form, sizeof(form));
    free(file.bytes);
}

/* Pixels per inch as pixels per metre: divided by 0.0254, to the nearest. */
static void the_physical_size_is_written(void **state) {
    (void)state;
    static const struct {
        int64_t dpi;
        uint32_t per_metre;
    } rows[] = {{100, 3937}, {200, 7874},  {30, 1181},    {72, 2835},
                {96, 3780},  {300, 11811}, {4800, 188976}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct about given = {.dpi = rows[i].dpi, .software = info.software};
        struct file file = encode_noise(&given);
        struct chunk chunk;
        assert_int_equal(count_chunks(&file, "pHYs", &chunk), 1);
        assert_int_equal(chunk.size, 9);
        assert_int_equal(read_32(chunk.data), rows[i].per_metre);
        assert_int_equal(read_32(chunk.data + 4), rows[i].per_metre);
        assert_int_equal(chunk.data[8], 1); /* metres */
        free(file.bytes);
    }
}

/* Whether some text chunk has this key and, uncompressed, this value. */
static bool has_text(const struct file *file, const char *key, const char *value) {
    size_t offset = 8;
    struct chunk chunk;

    while (next_chunk(file, &offset, &chunk)) {
        bool is_text = memcmp(chunk.name, "tEXt", 4) == 0 || memcmp(chunk.name, "iTXt", 4) == 0;
        size_t n = strlen(value);
        if (is_text && chunk.size > strlen(key) + n &&
            memcmp(chunk.data, key, strlen(key) + 1) == 0 &&
            memcmp(chunk.data + chunk.size - n, value, n) == 0) {
            return true;
        }
    }
    return false;
}

static void the_software_is_named(void **state) {
    (void)state;
    struct file file = encode_noise(&info);

    assert_true(has_text(&file, "Software", info.software));
    assert_false(has_text(&file, "Software", "gradfig 1.2.4"));
    free(file.bytes);
}

/* ---- pixels ---- */

static void pixels_are_read_back(void **state) {
    (void)state;
    static const size_t sizes[][2] = {{1, 1}, {1, 50}, {50, 1}, {7, 5}, {640, 200}};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct image image = make_noise(sizes[i][0], sizes[i][1]);
        struct file file = encode(&image, &info);
        struct image read = {0};
        const char *fault = picture_read_memory(file.bytes, file.size, &read);
        if (fault != NULL) {
            fail_msg("%zux%zu: %s", image.width, image.height, fault);
        }
        assert_int_equal(read.width, image.width);
        assert_int_equal(read.height, image.height);
        assert_int_equal(picture_compare(&read, &image).n_pixels, 0);
        image_finish(&read);
        free(image.pixels);
        free(file.bytes);
    }
}

static void equal_pictures_are_equal_bytes(void **state) {
    (void)state;
    struct image image = make_noise(64, 64);
    struct file first = encode(&image, &info);

    for (size_t i = 0; i < 64 * 64; i++) {
        image.pixels[i] ^= 0xff000000; /* means nothing */
    }
    struct file second = encode(&image, &info);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    free(first.bytes);
    free(second.bytes);
    free(image.pixels);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(chunks_are_whole_and_timeless),
        cmocka_unit_test(the_header_says_what_follows),
        cmocka_unit_test(the_physical_size_is_written),
        cmocka_unit_test(the_software_is_named),
        cmocka_unit_test(pixels_are_read_back),
        cmocka_unit_test(equal_pictures_are_equal_bytes),
    };
    return run_all(tests);
}
