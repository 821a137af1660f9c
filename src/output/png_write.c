/* Writes PNG files: the chunks around the compressed pixels. */
#include "output/png.h"

#include <string.h>

#include <glib.h>
#include <libdeflate.h>

#include "output/deflate.h"
#include "output/palette.h"
#include "spec/recipe.h"

/* ---- chunks ---- */

static void append(GByteArray *file, const void *bytes, size_t n) {
    g_byte_array_append(file, bytes, (guint)n);
}

static void append_number(GByteArray *file, uint32_t number) {
    number = GUINT32_TO_BE(number);
    append(file, &number, sizeof(number));
}

/* Returns where the chunk begins. */
static guint begin_chunk(GByteArray *file, const char *type) {
    guint begin = file->len;

    append_number(file, 0); /* its size, which is not known yet */
    append(file, type, 4);
    return begin;
}

static void end_chunk(GByteArray *file, guint begin) {
    enum { SIZE_BYTES = 4, TYPE_BYTES = 4 };
    guint8 *type = file->data + begin + SIZE_BYTES;
    guint n = file->len - begin - SIZE_BYTES;
    uint32_t size = GUINT32_TO_BE(n - TYPE_BYTES);

    memcpy(file->data + begin, &size, sizeof(size));
    append_number(file, libdeflate_crc32(0, type, n));
}

static void append_header(GByteArray *file, const struct image *image, int color_type) {
    enum { BITS = 8, DEFLATE = 0, ADAPTIVE_FILTERS = 0, NOT_INTERLACED = 0 };
    const guint8 form[] = {BITS, (guint8)color_type, DEFLATE, ADAPTIVE_FILTERS, NOT_INTERLACED};
    guint chunk = begin_chunk(file, "IHDR");

    append_number(file, (uint32_t)image->width);
    append_number(file, (uint32_t)image->height);
    append(file, form, sizeof(form));
    end_chunk(file, chunk);
}

static void append_palette(GByteArray *file, const struct palette *palette) {
    guint chunk = begin_chunk(file, "PLTE");

    for (size_t i = 0; i < palette->n_colors; i++) {
        uint32_t color = GUINT32_TO_BE(palette->colors[i] << 8);
        append(file, &color, 3);
    }
    end_chunk(file, chunk);
}

static void append_resolution(GByteArray *file, int64_t dpi) {
    static const double inches_per_metre = 1 / 0.0254;
    static const guint8 metre = 1;
    uint32_t pixels_per_metre = (uint32_t)((double)dpi * inches_per_metre + 0.5);
    guint chunk = begin_chunk(file, "pHYs");

    append_number(file, pixels_per_metre);
    append_number(file, pixels_per_metre);
    append(file, &metre, sizeof(metre));
    end_chunk(file, chunk);
}

/* ImageMagick and others keep tEXt, which is in Latin-1, but drop iTXt. Zeros end the keyword and,
 * in iTXt, say that there is no compression and no language. */
static void append_text(GByteArray *file, const char *key, const char *value) {
    static const char zeros[5] = {0};

    if (value != NULL) {
        bool is_ascii = g_str_is_ascii(value);
        guint chunk = begin_chunk(file, is_ascii ? "tEXt" : "iTXt");
        append(file, key, strlen(key));
        append(file, zeros, is_ascii ? 1 : 5);
        append(file, value, strlen(value));
        end_chunk(file, chunk);
    }
}

static void append_recipe(GByteArray *file, const char *recipe) {
    append_text(file, PNG_RECIPE_KEY, recipe);
    if (recipe != NULL && !g_str_is_ascii(recipe)) {
        g_autofree char *escaped = recipe_escape(recipe);
        append_text(file, PNG_RECIPE_KEY, escaped);
    }
}

/* ---- the file ---- */

/* What a pixel is made of. */
struct layout {
    int color_type;
    size_t n_channels;
};

static const struct layout palette_layout = {3, 1};
static const struct layout rgb_layout = {2, 3};
static const struct layout rgba_layout = {6, 4};

void png_write(struct image *image, enum color_precision colors, const struct about *about,
               struct bytes *bytes) {
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    struct layout layout = image->has_alpha ? rgba_layout : rgb_layout;
    GByteArray *file = g_byte_array_new();
    struct palette palette = {0};

    if (colors != COLORS_EXACT && !image->has_alpha && palette_reduce(image, &palette)) {
        layout = palette_layout;
    }
    append(file, signature, strlen(signature));
    append_header(file, image, layout.color_type);
    if (palette.n_colors > 0) {
        append_palette(file, &palette);
    }
    append_resolution(file, about->dpi);
    append_text(file, "Title", about->title);
    append_text(file, "Description", about->description);
    append_text(file, "Software", about->software);
    append_recipe(file, about->recipe);
    guint chunk = begin_chunk(file, "IDAT");
    deflate_pixels(image, layout.n_channels, file);
    end_chunk(file, chunk);
    end_chunk(file, begin_chunk(file, "IEND"));
    bytes->n = file->len;
    append(file, "", 1);
    bytes->data = (char *)g_byte_array_free(file, FALSE);
}
