/* Reads PNG files through libpng. */
#include "output/png.h"

#include <string.h>

#include <glib.h>
#include <libdeflate.h>
#include <png.h>

#include "base/error.h"
#include "spec/recipe.h"

static void ignore_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void fail_to_read(png_structp png, png_const_charp message) {
    struct gradfig_error *error = png_get_error_ptr(png);
    bool is_cut = strstr(message, "truncated") != NULL; /* libpng says it of a text at its limit */
    error_set(error, GRADFIG_INVALID_INPUT, "cannot read: %s%s", message,
              is_cut ? ", or longer than 1 MiB" : "");
    png_longjmp(png, 1);
}

/* A PNG that is read from memory. */
struct reading {
    const struct bytes *bytes;
    size_t at; /* how many bytes libpng has taken */
    png_structp png;
    png_infop header;
    size_t width;
    size_t height;
};

static void read_bytes(png_structp png, png_bytep bytes, size_t n_bytes) {
    struct reading *reading = png_get_io_ptr(png);

    if (n_bytes > reading->bytes->n - reading->at) {
        png_error(png, "the PNG ends too early");
    }
    memcpy(bytes, reading->bytes->data + reading->at, n_bytes);
    reading->at += n_bytes;
}

/* Treats a damaged chunk as an error rather than skipping it. Bounds the texts, inflated or not,
 * before libpng allocates memory for them. */
static bool read_header(png_structp png, png_infop header) {
    enum { TEXTS_MAX = 32, KEY_SIZE = 1024 }; /* other programs add texts of their own */

    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    png_set_benign_errors(png, 0);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_chunk_malloc_max(png, RECIPE_MAX + KEY_SIZE);
    png_set_chunk_cache_max(png, TEXTS_MAX);
    png_read_info(png, header);
    return true;
}

/* Reads a PNG up to its pixels. Nothing as large as the picture has been allocated yet. */
static bool begin_reading(struct reading *reading, const struct bytes *bytes,
                          struct gradfig_error *error) {
    *reading = (struct reading){.bytes = bytes};
    reading->png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, error, fail_to_read, ignore_warning);
    reading->header = reading->png != NULL ? png_create_info_struct(reading->png) : NULL;
    if (reading->header == NULL) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot read: out of memory");
    }
    png_set_read_fn(reading->png, reading, read_bytes);
    if (!read_header(reading->png, reading->header)) {
        return false;
    }
    reading->width = png_get_image_width(reading->png, reading->header);
    reading->height = png_get_image_height(reading->png, reading->header);
    return reading->width * reading->height <= FIGURE_PIXELS_MAX ||
           error_set(error, GRADFIG_INVALID_INPUT, "expected at most %d pixels, found %zu x %zu",
                     FIGURE_PIXELS_MAX, reading->width, reading->height);
}

static void end_reading(struct reading *reading) {
    png_destroy_read_struct(&reading->png, &reading->header, NULL);
}

/* ---- chunks, without inflating the pixels ---- */

/* The bytes before the first chunk, those of a chunk besides its data, and of parts of it. */
enum { SIGNATURE = 8, AROUND_DATA = 12, NUMBER = 4, TYPE = 4 };

/* A chunk, in the PNG that it was found in. */
struct chunk {
    const char *begin; /* its length, type, data and checksum; NULL: before the first chunk */
    size_t n;          /* their bytes, as far as the PNG has them */
    bool is_cut;       /* it has fewer than the length says */
};

static uint32_t read_number(const char *bytes) {
    uint32_t number;

    memcpy(&number, bytes, NUMBER);
    return GUINT32_FROM_BE(number);
}

/* Goes on to the next chunk. False at the end, or where there is not even an empty chunk. */
static bool next_chunk(const struct bytes *png, struct chunk *chunk) {
    size_t at = chunk->begin != NULL ? (size_t)(chunk->begin - png->data) + chunk->n : SIGNATURE;

    if (at + AROUND_DATA > png->n) {
        return false;
    }
    size_t rest = png->n - at;
    size_t n = AROUND_DATA + (size_t)read_number(png->data + at);
    *chunk = (struct chunk){png->data + at, MIN(n, rest), n > rest};
    return true;
}

static bool is_of_type(const struct chunk *chunk, const char *type) {
    return memcmp(chunk->begin + NUMBER, type, TYPE) == 0;
}

/* Whether the chunk is not cut, and has the right checksum. */
static bool is_sound(const struct chunk *chunk) {
    const char *sum = chunk->begin + chunk->n - NUMBER;
    const char *type = chunk->begin + NUMBER;

    return !chunk->is_cut && read_number(sum) == libdeflate_crc32(0, type, (size_t)(sum - type));
}

bool png_is_complete(const struct bytes *bytes) {
    struct chunk chunk = {0};

    while (next_chunk(bytes, &chunk) && is_sound(&chunk)) {
        if (is_of_type(&chunk, "IEND")) {
            return true;
        }
    }
    return false;
}

/* ---- the recipe ---- */

static bool is_unicode(const png_text *text) {
    return text->compression >= PNG_ITXT_COMPRESSION_NONE;
}

/* Other texts than iTXt are in Latin-1, but some programs write UTF-8 there. */
static char *decode_text(const png_text *text) {
    return is_unicode(text) || g_utf8_validate(text->text, -1, NULL)
               ? g_strdup(text->text)
               : g_convert(text->text, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
}

/* NULL if there is none. Prefers iTXt, in which no letters are escaped. */
static char *find_recipe(const struct reading *reading) {
    png_textp texts = NULL;
    int n_texts = png_get_text(reading->png, reading->header, &texts, NULL);
    const png_text *found = NULL;

    for (int i = 0; i < n_texts; i++) {
        if (strcmp(texts[i].key, PNG_RECIPE_KEY) == 0 && (found == NULL || is_unicode(&texts[i]))) {
            found = &texts[i];
        }
    }
    return found != NULL ? decode_text(found) : NULL;
}

/* Reads the recipe among the texts before the pixels, NULL if it is not there. */
static bool read_texts(const struct bytes *bytes, char **recipe, struct gradfig_error *error) {
    struct reading reading;
    bool done = begin_reading(&reading, bytes, error);

    *recipe = done ? find_recipe(&reading) : NULL;
    end_reading(&reading);
    return done;
}

/* The PNG with all other chunks before its pixels, of which only the beginning is left: some
 * programs write texts behind them, and libpng would have to inflate the pixels to get there. */
static GByteArray *move_texts(const struct bytes *bytes) {
    GByteArray *moved = g_byte_array_new();
    struct chunk chunk = {0};
    const char *pixels = NULL;

    g_byte_array_append(moved, (const guint8 *)bytes->data, SIGNATURE);
    while (next_chunk(bytes, &chunk)) {
        bool is_pixels = is_of_type(&chunk, "IDAT");
        if (!is_pixels && !is_of_type(&chunk, "IEND")) {
            g_byte_array_append(moved, (const guint8 *)chunk.begin, (guint)chunk.n);
        } else if (is_pixels && pixels == NULL) {
            pixels = chunk.begin;
        }
    }
    if (pixels != NULL) {
        g_byte_array_append(moved, (const guint8 *)pixels, AROUND_DATA);
    }
    return moved;
}

char *png_read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    char *recipe;
    bool done = read_texts(bytes, &recipe, error);

    if (done && recipe == NULL) {
        g_autoptr(GByteArray) moved = move_texts(bytes);
        const struct bytes view = {moved->len, (char *)moved->data};
        done = read_texts(&view, &recipe, error);
    }
    if (done && recipe == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a PNG that gradfig wrote, found one without a recipe");
    }
    return recipe;
}

/* ---- pixels ---- */

/* Makes libpng store each pixel as a number 0xAARRGGBB, 0xRRGGBB without opacity, whatever kind of
 * PNG an optimizer has made of it. */
static void ask_for_numbers(png_structp png) {
    png_set_expand(png);
    png_set_gray_to_rgb(png);
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
    png_set_filler(png, 0, PNG_FILLER_AFTER);
    png_set_bgr(png);
#else
    png_set_filler(png, 0, PNG_FILLER_BEFORE);
    png_set_swap_alpha(png);
#endif
}

static bool read_rows(png_structp png, png_bytepp rows) {
    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    ask_for_numbers(png);
    png_read_image(png, rows);
    png_read_end(png, NULL);
    return true;
}

static bool check_header(const struct reading *reading, size_t width, size_t height,
                         struct gradfig_error *error) {
    if (reading->width != width || reading->height != height) {
        return error_set(error, GRADFIG_INVALID_INPUT, "expected %zu x %zu pixels, found %zu x %zu",
                         width, height, reading->width, reading->height);
    }
    return png_get_bit_depth(reading->png, reading->header) <= 8 ||
           error_set(error, GRADFIG_INVALID_INPUT,
                     "expected colors of 8 bits, found another kind of PNG");
}

static bool has_alpha(const struct reading *reading) {
    return (png_get_color_type(reading->png, reading->header) & PNG_COLOR_MASK_ALPHA) != 0 ||
           png_get_valid(reading->png, reading->header, PNG_INFO_tRNS) != 0;
}

static bool read_pixels(const struct reading *reading, struct image *image) {
    size_t width = reading->width;
    size_t height = reading->height;
    struct image read = {
        .width = width,
        .height = height,
        .has_alpha = has_alpha(reading),
        .pixels = g_new(uint32_t, width * height),
    };
    g_autofree png_bytep *rows = g_new(png_bytep, height);

    for (size_t y = 0; y < height; y++) {
        rows[y] = (png_bytep)(read.pixels + y * width);
    }
    bool done = read_rows(reading->png, rows);
    if (done) {
        *image = read;
    } else {
        image_finish(&read);
    }
    return done;
}

bool png_read(const struct bytes *bytes, size_t width, size_t height, struct image *image,
              size_t *n_read, struct gradfig_error *error) {
    struct reading reading;
    bool done = begin_reading(&reading, bytes, error) &&
                check_header(&reading, width, height, error) && read_pixels(&reading, image);

    if (done) {
        *n_read = reading.at;
    }
    end_reading(&reading);
    return done;
}
