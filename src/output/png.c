/* PNG files: packs rows, unpacks them, and drives libpng. */
#include "output/png.h"

#include <errno.h>
#include <string.h>

#include <glib.h>
#include <png.h>

#include "base/bytes.h"
#include "spec/recipe.h"

#include "base/error.h"
#include "output/deflate.h"
#include "output/palette.h"

/* Every row begins with the number of its filter. */
enum { FILTER_NONE = 0, FILTER_BYTES = 1 };

/* The keyword of the recipe. */
static const char RECIPE_KEY[] = "gradfig";

static void ignore_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

/* ---- writing ---- */

/* Three bytes a pixel, or four with its opacity. */
static size_t n_channels_of(const struct image *image) {
    return image->has_alpha ? 4 : 3;
}

/* Four bytes at any address. */
typedef uint32_t __attribute__((aligned(1), may_alias)) four_bytes;

/* Stores four bytes for every pixel. Without opacity, the next pixel overwrites the fourth, so
 * `row` needs room for one byte more. */
static void pack_row(const struct image *image, size_t y, png_byte *row) {
    const uint32_t *pixels = image->pixels + y * image->width;
    size_t n_channels = n_channels_of(image);

    for (size_t i = 0; i < image->width; i++, row += n_channels) {
        *(four_bytes *)row = GUINT32_TO_BE(pixels[i] << 8 | pixels[i] >> 24);
    }
}

static void fail_to_write(png_structp png, png_const_charp message) {
    struct gradfig_error *error = png_get_error_ptr(png);
    error_set(error, GRADFIG_WORK_FAILED, "cannot write: %s", message);
    png_longjmp(png, 1);
}

static void write_bytes(png_structp png, png_bytep bytes, size_t n_bytes) {
    if (fwrite(bytes, 1, n_bytes, png_get_io_ptr(png)) != n_bytes) {
        png_error(png, g_strerror(errno));
    }
}

static void flush_nothing(png_structp png) {
    (void)png;
}

/* The texts besides the pixels, copied because libpng wants them not const. */
struct texts {
    int n;
    png_text entries[4];
};

static void add_text(struct texts *texts, int compression, const char *key, const char *value) {
    if (value != NULL) {
        texts->entries[texts->n++] =
            (png_text){.compression = compression, .key = g_strdup(key), .text = g_strdup(value)};
    }
}

static void free_texts(struct texts *texts) {
    for (int i = 0; i < texts->n; i++) {
        g_free(texts->entries[i].key);
        g_free(texts->entries[i].text);
    }
}

/* The pixels to be written, as colors or as indices into a palette. */
struct encoding {
    const struct image *image;
    png_color palette[PALETTE_COLORS_MAX];
    int n_colors;        /* 0: no palette */
    uint8_t *indices;    /* of every pixel, with a palette */
    struct bytes pixels; /* all rows, as a stream of zlib's format */
};

static int color_type_of(const struct encoding *encoding) {
    if (encoding->n_colors > 0) {
        return PNG_COLOR_TYPE_PALETTE;
    }
    return encoding->image->has_alpha ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB;
}

static void write_header(png_structp png, png_infop header, const struct encoding *encoding,
                         int64_t dpi, const struct texts *texts) {
    static const double inches_per_metre = 1 / 0.0254;
    png_uint_32 pixels_per_metre = (png_uint_32)((double)dpi * inches_per_metre + 0.5);

    png_set_IHDR(png, header, (png_uint_32)encoding->image->width,
                 (png_uint_32)encoding->image->height, 8, color_type_of(encoding),
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (encoding->n_colors > 0) {
        png_set_PLTE(png, header, encoding->palette, encoding->n_colors);
    }
    png_set_pHYs(png, header, pixels_per_metre, pixels_per_metre, PNG_RESOLUTION_METER);
    png_set_text(png, header, texts->entries, texts->n); /* copies */
    png_write_info(png, header);
}

/* Writes the pixels and the end without libpng's own compression. Like every function with setjmp
 * here it changes no local variable after it. */
static bool write_all(png_structp png, png_infop header, const struct encoding *encoding,
                      int64_t dpi, const struct texts *texts) {
    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    write_header(png, header, encoding, dpi, texts);
    png_write_chunk(png, (png_const_bytep) "IDAT", (png_const_bytep)encoding->pixels.data,
                    encoding->pixels.n);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
    return true;
}

static void reduce_colors(struct encoding *encoding) {
    struct palette palette;

    encoding->indices = g_malloc_n(encoding->image->width, encoding->image->height);
    if (!palette_reduce(encoding->image, &palette, encoding->indices)) {
        return;
    }
    encoding->n_colors = (int)palette.n_colors;
    for (size_t i = 0; i < palette.n_colors; i++) {
        encoding->palette[i] = (png_color){
            .red = (png_byte)(palette.colors[i] >> 16),
            .green = (png_byte)(palette.colors[i] >> 8),
            .blue = (png_byte)palette.colors[i],
        };
    }
}

static size_t n_channels_written(const struct encoding *encoding) {
    return encoding->n_colors > 0 ? 1 : n_channels_of(encoding->image);
}

/* All rows in the layout of a PNG; `*n` is their size. Freed with g_free. */
static png_byte *pack_rows(const struct encoding *encoding, size_t *n) {
    const struct image *image = encoding->image;
    size_t stride = FILTER_BYTES + image->width * n_channels_written(encoding);
    png_byte *rows = g_malloc(image->height * stride + 1); /* one byte more for pack_row */

    for (size_t y = 0; y < image->height; y++) {
        png_byte *row = rows + y * stride;
        row[0] = FILTER_NONE;
        if (encoding->n_colors > 0) {
            memcpy(row + FILTER_BYTES, encoding->indices + y * image->width, image->width);
        } else {
            pack_row(image, y, row + FILTER_BYTES);
        }
    }
    *n = image->height * stride;
    return rows;
}

static void begin_encoding(struct encoding *encoding, const struct image *image,
                           enum color_precision colors) {
    *encoding = (struct encoding){.image = image};
    if (colors != COLORS_EXACT && !image->has_alpha) {
        reduce_colors(encoding);
    }
    size_t n_rows;
    png_byte *rows = pack_rows(encoding, &n_rows);
    deflate_rows(rows, n_rows, n_channels_written(encoding), n_rows / image->height,
                 &encoding->pixels);
    g_free(rows);
}

static void end_encoding(struct encoding *encoding) {
    g_free(encoding->indices);
    bytes_finish(&encoding->pixels);
}

bool png_write(FILE *stream, const struct image *image, enum color_precision colors,
               const struct about *about, struct gradfig_error *error) {
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, error, fail_to_write, ignore_warning);
    png_infop header = png != NULL ? png_create_info_struct(png) : NULL;
    struct encoding encoding = {0};
    bool done = false;

    if (header == NULL) {
        error_set(error, GRADFIG_WORK_FAILED, "cannot write: out of memory");
    } else {
        struct texts texts = {0};
        begin_encoding(&encoding, image, colors);
        add_text(&texts, PNG_ITXT_COMPRESSION_NONE, "Title", about->title);
        add_text(&texts, PNG_ITXT_COMPRESSION_NONE, "Description", about->description);
        add_text(&texts, PNG_TEXT_COMPRESSION_NONE, "Software", about->software);
        add_text(&texts, PNG_ITXT_COMPRESSION_NONE, RECIPE_KEY, about->recipe);
        png_set_write_fn(png, stream, write_bytes, flush_nothing);
        done = write_all(png, header, &encoding, about->dpi, &texts);
        free_texts(&texts);
    }
    end_encoding(&encoding);
    png_destroy_write_struct(&png, &header);
    return done;
}

/* ---- reading ---- */

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
        if (strcmp(texts[i].key, RECIPE_KEY) == 0) {
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
