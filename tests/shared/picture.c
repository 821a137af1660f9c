#include "shared/picture.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>
#include <png.h>

enum { N_CHANNELS = 3 };

/* ---- reading ---- */

static uint32_t color_of(const png_byte *rgb) {
    return (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
}

/* Decodes what png_image_begin_read_... has begun. */
static const char *finish_read(png_image *png, struct image *picture) {
    static char message[sizeof(png->message)];
    png_byte *bytes;

    png->format = PNG_FORMAT_RGB;
    bytes = g_malloc(PNG_IMAGE_SIZE(*png));
    if (!png_image_finish_read(png, NULL, bytes, 0, NULL)) {
        g_free(bytes);
        g_strlcpy(message, png->message, sizeof(message));
        return message;
    }
    picture->width = png->width;
    picture->height = png->height;
    picture->pixels = g_malloc_n((size_t)png->width * png->height, sizeof(uint32_t));
    for (size_t i = 0; i < picture->width * picture->height; i++) {
        picture->pixels[i] = color_of(bytes + N_CHANNELS * i);
    }
    g_free(bytes);
    return NULL;
}

const char *picture_read(const char *path, struct image *picture) {
    static char message[PATH_MAX + sizeof(((png_image *)NULL)->message)];
    png_image png = {.version = PNG_IMAGE_VERSION};

    if (!png_image_begin_read_from_file(&png, path)) {
        snprintf(message, sizeof(message), "%s", png.message);
        return message;
    }
    return finish_read(&png, picture);
}

const char *picture_read_memory(const void *bytes, size_t size, struct image *picture) {
    png_image png = {.version = PNG_IMAGE_VERSION};

    if (!png_image_begin_read_from_memory(&png, bytes, size)) {
        return "no PNG";
    }
    return finish_read(&png, picture);
}

/* ---- comparing ---- */

static unsigned channel(uint32_t color, int i) {
    return color >> 8 * i & 0xff;
}

static unsigned channel_distance(uint32_t a, uint32_t b, int i) {
    return (unsigned)abs((int)channel(a, i) - (int)channel(b, i));
}

struct image picture_copy(const struct image *picture) {
    struct image copy = {
        .width = picture->width, .height = picture->height, .has_alpha = picture->has_alpha};

    copy.pixels = g_memdup2(picture->pixels, copy.width * copy.height * sizeof(picture->pixels[0]));
    return copy;
}

unsigned picture_color_distance(uint32_t a, uint32_t b) {
    unsigned largest = 0;

    if (a == b) {
        return 0; /* as nearly all are */
    }
    for (int i = 0; i < N_CHANNELS; i++) {
        largest = MAX(largest, channel_distance(a, b, i));
    }
    return largest;
}

struct picture_difference picture_compare(const struct image *a, const struct image *b) {
    struct picture_difference difference = {0};
    size_t n = a->width * a->height;
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        if (a->pixels[i] == b->pixels[i]) {
            continue;
        }
        unsigned distance = picture_color_distance(a->pixels[i], b->pixels[i]);
        difference.n_pixels += distance > 0;
        difference.largest = MAX(difference.largest, distance);
        for (int j = 0; j < N_CHANNELS && distance > 0; j++) {
            sum += channel_distance(a->pixels[i], b->pixels[i], j);
        }
    }
    difference.mean = sum / (double)(n * N_CHANNELS);
    return difference;
}

/* ---- writing ---- */

bool picture_write(const char *path, const struct image *picture) {
    png_image png = {
        .version = PNG_IMAGE_VERSION,
        .width = (png_uint_32)picture->width,
        .height = (png_uint_32)picture->height,
        .format = PNG_FORMAT_RGB,
    };
    size_t n = picture->width * picture->height;
    png_byte *bytes = g_malloc_n(n, N_CHANNELS);

    for (size_t i = 0; i < n; i++) {
        for (int j = 0; j < N_CHANNELS; j++) {
            bytes[N_CHANNELS * i + (size_t)j] =
                (png_byte)channel(picture->pixels[i], N_CHANNELS - 1 - j);
        }
    }
    bool done = png_image_write_to_file(&png, path, 0, bytes, 0, NULL);
    g_free(bytes);
    return done;
}

/* A quarter of the colour's contrast on white: enough to find one's way by. */
static uint32_t pale(uint32_t color) {
    return 0xbfbfbf + (color >> 2 & 0x3f3f3f);
}

bool picture_write_difference(const char *path, const struct image *a, const struct image *b,
                              unsigned max) {
    size_t n = a->width * a->height;
    struct image shown = {
        .width = a->width, .height = a->height, .pixels = g_malloc_n(n, sizeof(uint32_t))};

    for (size_t i = 0; i < n; i++) {
        bool differs = picture_color_distance(a->pixels[i], b->pixels[i]) > max;
        shown.pixels[i] = differs ? 0xff0000 : pale(a->pixels[i]);
    }
    bool done = picture_write(path, &shown);
    image_finish(&shown);
    return done;
}
