/* gradfig verify: draws figures again from their recipes and compares. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include <gradfig/png.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/picture.h"
#include "cli/source.h"

/* ---- comparing ---- */

/* Whether the file at `path` holds just these bytes. */
static bool is_same_file(const char *path, const char *bytes, size_t n_bytes) {
    FILE *stream = fopen(path, "re");
    char block[65536];
    size_t n_same = 0;
    size_t n_read = 0;

    while (stream != NULL && (n_read = fread(block, 1, sizeof(block), stream)) > 0) {
        if (n_read > n_bytes - n_same || memcmp(block, bytes + n_same, n_read) != 0) {
            break;
        }
        n_same += n_read;
    }
    bool is_same = stream != NULL && n_read == 0 && n_same == n_bytes && !ferror(stream);
    if (stream != NULL) {
        fclose(stream);
    }
    return is_same;
}

struct difference {
    size_t n_pixels;
    int largest; /* of 255, in one channel */
};

static int channel_difference(uint32_t a, uint32_t b) {
    int largest = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int difference = abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
        largest = difference > largest ? difference : largest;
    }
    return largest;
}

static struct difference compare(const struct gradfig_image *a, const struct gradfig_image *b) {
    struct difference difference = {0};

    for (size_t i = 0; i < a->width * a->height; i++) {
        int largest = channel_difference(a->pixels[i], b->pixels[i]);
        difference.n_pixels += largest > 0;
        difference.largest = largest > difference.largest ? largest : difference.largest;
    }
    return difference;
}

/* ---- one figure ---- */

static bool read_pixels(const char *path, const struct gradfig_image *drawn,
                        struct gradfig_image *image, struct gradfig_error *error) {
    FILE *stream = fopen(path, "re");

    if (stream == NULL) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot read: %s", strerror(errno));
    }
    bool done = gradfig_png_read(stream, drawn->width, drawn->height, image, error);
    fclose(stream);
    return done;
}

/* Says how the figure at `path` differs from what its recipe draws. */
static void print_difference(const char *path, const struct gradfig_image *drawn) {
    char *shown = text_escape_path(path);
    struct gradfig_image found = {0};
    struct gradfig_error error;

    if (!read_pixels(path, drawn, &found, &error)) {
        printf("%s: differs: %s\n", shown, error.message);
    } else {
        struct difference difference = compare(&found, drawn);
        if (difference.n_pixels == 0) {
            printf("%s: differs: the same pixels in other bytes\n", shown);
        } else {
            printf("%s: differs: %zu of %zu pixels, by at most %d of 255\n", shown,
                   difference.n_pixels, drawn->width * drawn->height, difference.largest);
        }
    }
    gradfig_image_finish(&found);
    g_free(shown);
}

static bool compare_with_file(const struct gradfig_spec *spec, const struct gradfig_image *drawn,
                              const char *path, bool *is_same, struct gradfig_error *error) {
    char *bytes = NULL;
    size_t n_bytes = 0;
    FILE *stream = open_memstream(&bytes, &n_bytes);

    if (stream == NULL) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot write: %s", strerror(errno));
    }
    bool done = picture_write(spec, drawn, stream, error);
    if (fclose(stream) != 0 && done) {
        done = error_set(error, GRADFIG_WORK_FAILED, "cannot write: %s", strerror(errno));
    }
    *is_same = done && is_same_file(path, bytes, n_bytes);
    free(bytes);
    return done;
}

static bool verify_figure(const char *path, bool *is_same, struct gradfig_error *error) {
    struct gradfig_spec spec;
    struct gradfig_image drawn = {0};

    if (!source_read_figure(path, &spec, error)) {
        return false;
    }
    bool done = picture_draw(&spec, &drawn, error) &&
                compare_with_file(&spec, &drawn, path, is_same, error);
    if (done && *is_same) {
        char *shown = text_escape_path(path);
        printf("%s: same\n", shown);
        g_free(shown);
    } else if (done) {
        print_difference(path, &drawn);
    }
    gradfig_image_finish(&drawn);
    gradfig_spec_finish(&spec);
    return done;
}

/* ---- the command ---- */

/* Tells of every figure; what is no figure is told at once and is the result's status. */
static bool verify(const struct options *options, struct gradfig_error *error) {
    struct gradfig_error first = {.code = GRADFIG_OK};
    size_t n_different = 0;

    for (size_t i = 0; i < options->n_operands && stop_signal == 0; i++) {
        struct gradfig_error cause;
        bool is_same = false;
        if (!verify_figure(options->operands[i], &is_same, &cause)) {
            if (first.code != GRADFIG_OK) {
                report("%s", cause.message);
            } else {
                first = cause;
            }
        } else {
            n_different += !is_same;
        }
    }
    if (first.code != GRADFIG_OK) {
        *error = first;
        return false;
    }
    return n_different == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "%zu of %zu figures differ from their recipes",
                     n_different, options->n_operands);
}

const struct command command_verify = {
    .name = "verify",
    .arguments = "FIGURE...",
    .help = "draw figures again from their recipes and compare\n\n"
            "  FIGURE             a PNG that gradfig wrote\n\n"
            "Prints a line for each; exit status 1 if one differs.\n",
    .options = "",
    .operands = OPERANDS_FIGURES,
    .work = verify,
};
