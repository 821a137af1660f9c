/* Reads PNG files through libpng. */
#include "output/png.h"

#include <errno.h>
#include <string.h>

#include <glib.h>
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

static void read_bytes(png_structp png, png_bytep bytes, size_t n_bytes) {
    FILE *stream = png_get_io_ptr(png);
    errno = 0;
    if (fread(bytes, 1, n_bytes, stream) != n_bytes) {
        png_error(png, ferror(stream) ? g_strerror(errno) : "the PNG ends too early");
    }
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

/* Reads a PNG up to its pixels. */
struct reading {
    png_structp png;
    png_infop header;
};

/* Whether the size is one of a figure. Nothing as large as the picture has been allocated yet. */
static bool check_size(const struct reading *reading, struct gradfig_error *error) {
    size_t width = png_get_image_width(reading->png, reading->header);
    size_t height = png_get_image_height(reading->png, reading->header);

    return width * height <= FIGURE_PIXELS_MAX ||
           error_set(error, GRADFIG_INVALID_INPUT, "expected at most %d pixels, found %zu x %zu",
                     FIGURE_PIXELS_MAX, width, height);
}

static bool begin_reading(struct reading *reading, FILE *stream, struct gradfig_error *error) {
    reading->png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, error, fail_to_read, ignore_warning);
    reading->header = reading->png != NULL ? png_create_info_struct(reading->png) : NULL;
    if (reading->header == NULL) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot read: out of memory");
    }
    png_set_read_fn(reading->png, stream, read_bytes);
    return read_header(reading->png, reading->header) && check_size(reading, error);
}

static void end_reading(struct reading *reading) {
    png_destroy_read_struct(&reading->png, &reading->header, NULL);
}

static char *find_recipe(const struct reading *reading) {
    png_textp texts = NULL;
    int n_texts = png_get_text(reading->png, reading->header, &texts, NULL);

    for (int i = 0; i < n_texts; i++) {
        if (strcmp(texts[i].key, PNG_RECIPE_KEY) == 0) {
            return g_strdup(texts[i].text);
        }
    }
    return NULL;
}

char *png_read_recipe(FILE *stream, struct gradfig_error *error) {
    struct reading reading;
    char *recipe = NULL;

    if (begin_reading(&reading, stream, error)) {
        recipe = find_recipe(&reading);
        if (recipe == NULL) {
            error_set(error, GRADFIG_INVALID_INPUT,
                      "expected a PNG that gradfig wrote, found one without a recipe");
        }
    }
    end_reading(&reading);
    return recipe;
}

/* Makes libpng store each pixel as a number 0xAARRGGBB, 0xRRGGBB without opacity. */
static void ask_for_numbers(png_structp png) {
    png_set_palette_to_rgb(png);
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
    size_t found_width = png_get_image_width(reading->png, reading->header);
    size_t found_height = png_get_image_height(reading->png, reading->header);
    int type = png_get_color_type(reading->png, reading->header);

    if (found_width != width || found_height != height) {
        return error_set(error, GRADFIG_INVALID_INPUT, "expected %zu x %zu pixels, found %zu x %zu",
                         width, height, found_width, found_height);
    }
    bool is_known = png_get_bit_depth(reading->png, reading->header) <= 8 &&
                    (type == PNG_COLOR_TYPE_RGB || type == PNG_COLOR_TYPE_RGBA ||
                     type == PNG_COLOR_TYPE_PALETTE) &&
                    !png_get_valid(reading->png, reading->header, PNG_INFO_tRNS);
    return is_known || error_set(error, GRADFIG_INVALID_INPUT,
                                 "expected colors of 8 bits, found another kind of PNG");
}

static bool read_pixels(const struct reading *reading, size_t width, size_t height,
                        struct image *image) {
    struct image read = {
        .width = width,
        .height = height,
        .has_alpha = png_get_color_type(reading->png, reading->header) == PNG_COLOR_TYPE_RGBA,
        .pixels = g_new(uint32_t, width * height),
    };
    png_bytep *rows = g_new(png_bytep, height);

    for (size_t y = 0; y < height; y++) {
        rows[y] = (png_bytep)(read.pixels + y * width);
    }
    bool done = read_rows(reading->png, rows);
    g_free(rows);
    if (done) {
        *image = read;
    } else {
        image_finish(&read);
    }
    return done;
}

bool png_read(FILE *stream, size_t width, size_t height, struct image *image,
              struct gradfig_error *error) {
    struct reading reading;
    bool done = begin_reading(&reading, stream, error) &&
                check_header(&reading, width, height, error) &&
                read_pixels(&reading, width, height, image);
    end_reading(&reading);
    return done;
}
