/* PNG as a format of figures, made from pixels and compared by pixels. */
#include "output/formats.h"

#include <stdlib.h>

#include <glib.h>

#include "base/image.h"
#include "output/png.h"

static bool make(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error) {
    struct image image;

    if (!renderer_draw(source->renderer, source->series, &image, error)) {
        return false;
    }
    png_write(&image, (enum color_precision)source->series->spec->figure.colors, &source->about,
              bytes);
    renderer_recycle(source->renderer, &image);
    return true;
}

/* ---- reading ---- */

/* Reads the pixels; `*is_all` says whether the PNG ends where the bytes end. */
static bool decode(const struct bytes *bytes, const struct spec *spec, struct image *image,
                   bool *is_all, struct gradfig_error *error) {
    size_t scale = (size_t)spec->figure.scale;
    size_t n_read = 0;
    bool done = png_read(bytes, (size_t)spec->figure.width * scale,
                         (size_t)spec->figure.height * scale, image, &n_read, error);

    *is_all = done && n_read == bytes->n;
    return done;
}

static bool is_whole(const struct bytes *bytes, const struct spec *spec) {
    struct image image = {0};
    struct gradfig_error error;
    bool is_all = false;
    bool done = decode(bytes, spec, &image, &is_all, &error);

    image_finish(&image);
    return done && is_all;
}

/* ---- comparing ---- */

struct difference {
    size_t n_pixels;
    int largest; /* of 255, in one channel */
};

static int channel_difference(uint32_t a, uint32_t b, bool has_alpha) {
    int largest = 0;

    if (has_alpha && (a | b) >> 24 == 0) { /* no color is seen */
        return 0;
    }
    for (int shift = 0; shift <= (has_alpha ? 24 : 16); shift += 8) {
        int difference = abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
        largest = difference > largest ? difference : largest;
    }
    return largest;
}

/* Whether the page shows nowhere; without alpha the fourth byte means nothing. */
static bool is_opaque(const struct image *image) {
    bool is = true;

    for (size_t i = 0; image->has_alpha && is && i < image->width * image->height; i++) {
        is = image->pixels[i] >> 24 == 0xff;
    }
    return is;
}

static struct difference compare(const struct image *a, const struct image *b, bool has_alpha) {
    struct difference difference = {0};

    for (size_t i = 0; i < a->width * a->height; i++) {
        int largest = channel_difference(a->pixels[i], b->pixels[i], has_alpha);
        difference.n_pixels += largest > 0;
        difference.largest = largest > difference.largest ? largest : difference.largest;
    }
    return difference;
}

static char *describe_pixels(const struct image *found, const struct image *drawn,
                             bool *is_redrawn) {
    bool has_alpha = !is_opaque(drawn);

    if (is_opaque(found) == has_alpha) {
        return g_strdup("one has a background and one is transparent");
    }
    struct difference difference = compare(found, drawn, has_alpha);
    if (difference.n_pixels == 0) {
        return g_strdup("the same pixels in other bytes");
    }
    size_t n_pixels = drawn->width * drawn->height;
    *is_redrawn = difference.n_pixels >= n_pixels / 1000;
    return g_strdup_printf("%zu of %zu pixels, by at most %d of 255", difference.n_pixels, n_pixels,
                           difference.largest);
}

static char *describe_difference(const struct bytes *found, const struct bytes *drawn,
                                 const struct spec *spec, bool *is_redrawn) {
    struct image images[2] = {0};
    struct gradfig_error error;
    bool is_all;
    char *words = decode(found, spec, &images[0], &is_all, &error) &&
                          decode(drawn, spec, &images[1], &is_all, &error)
                      ? describe_pixels(&images[0], &images[1], is_redrawn)
                      : g_strdup(error.message);

    image_finish(&images[0]);
    image_finish(&images[1]);
    return words;
}

static bool recognizes(const struct bytes *bytes) {
    return bytes_begin(bytes, "\x89PNG");
}

const struct figure_format figure_format_png = {
    .word = "png",
    .recognizes = recognizes,
    .make = make,
    .read_recipe = png_read_recipe,
    .is_complete = png_is_complete,
    .is_whole = is_whole,
    .describe_difference = describe_difference,
};
