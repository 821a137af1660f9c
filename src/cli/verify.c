/* gradfig verify: draws figures again from their recipes and compares. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/png.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/picture.h"
#include "cli/source.h"

/* ---- comparing ---- */

static bool read_file(const char *path, struct bytes *bytes, struct gradfig_error *error) {
    GError *cause = NULL;
    bool done = g_file_get_contents(path, &bytes->data, &bytes->n, &cause);

    if (!done) {
        error_set(error, GRADFIG_WORK_FAILED, "cannot read: %.500s", cause->message);
        g_error_free(cause);
    }
    return done;
}

static bool are_same(const struct bytes *a, const struct bytes *b) {
    return a->n == b->n && memcmp(a->data, b->data, a->n) == 0;
}

struct difference {
    size_t n_pixels;
    int largest; /* of 255, in one channel */
};

static int channel_difference(uint32_t a, uint32_t b, bool has_alpha) {
    int largest = 0;
    for (int shift = 0; shift <= (has_alpha ? 24 : 16); shift += 8) {
        int difference = abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));
        largest = difference > largest ? difference : largest;
    }
    return largest;
}

static struct difference compare(const struct image *a, const struct image *b) {
    struct difference difference = {0};

    for (size_t i = 0; i < a->width * a->height; i++) {
        int largest = channel_difference(a->pixels[i], b->pixels[i], a->has_alpha);
        difference.n_pixels += largest > 0;
        difference.largest = largest > difference.largest ? largest : difference.largest;
    }
    return difference;
}

/* ---- one figure ---- */

static bool decode(const struct bytes *bytes, const struct spec *spec, struct image *image,
                   struct gradfig_error *error) {
    size_t scale = (size_t)spec->figure.scale;
    FILE *stream = fmemopen(bytes->data, bytes->n, "r");

    if (stream == NULL) {
        return error_set(error, GRADFIG_WORK_FAILED, "no memory: %s", strerror(errno));
    }
    bool done = png_read(stream, (size_t)spec->figure.width * scale,
                         (size_t)spec->figure.height * scale, image, error);
    fclose(stream);
    return done;
}

/* In words, how the pixels of two PNGs differ. */
static void describe_pixels(const struct image *found, const struct image *drawn, GString *words) {
    struct difference difference = {0};

    if (found->has_alpha != drawn->has_alpha) {
        g_string_append(words, "one has a background and one is transparent");
        return;
    }
    difference = compare(found, drawn);
    if (difference.n_pixels == 0) {
        g_string_append(words, "the same pixels in other bytes");
    } else {
        g_string_append_printf(words, "%zu of %zu pixels, by at most %d of 255",
                               difference.n_pixels, drawn->width * drawn->height,
                               difference.largest);
    }
}

static void describe_pngs(const struct bytes *found, const struct bytes *drawn,
                          const struct spec *spec, GString *words) {
    struct image images[2] = {0};
    struct gradfig_error error;

    if (decode(found, spec, &images[0], &error) && decode(drawn, spec, &images[1], &error)) {
        describe_pixels(&images[0], &images[1], words);
    } else {
        g_string_append(words, error.message);
    }
    image_finish(&images[0]);
    image_finish(&images[1]);
}

static void describe_documents(const struct bytes *found, const struct bytes *drawn,
                               GString *words) {
    size_t n = MIN(found->n, drawn->n);
    size_t i = 0;

    while (i < n && found->data[i] == drawn->data[i]) {
        i++;
    }
    g_string_append_printf(words, "from byte %zu on", i);
}

static enum figure_format format_of(const struct bytes *bytes) {
    if (bytes->n > 0 && bytes->data[0] == '<') {
        return FORMAT_SVG;
    }
    return bytes->n > 0 && bytes->data[0] == '%' ? FORMAT_PDF : FORMAT_PNG;
}

static bool compare_figure(const char *path, const struct spec *spec, GString *words,
                           struct gradfig_error *error) {
    struct bytes found = {0};
    struct bytes drawn = {0};
    bool done = read_file(path, &found, error);
    enum figure_format format = format_of(&found);

    done = done && picture_make(spec, format, &drawn, error);
    if (done && !are_same(&found, &drawn)) {
        g_string_append(words, "differs: ");
        if (format == FORMAT_PNG) {
            describe_pngs(&found, &drawn, spec, words);
        } else {
            describe_documents(&found, &drawn, words);
        }
    }
    bytes_finish(&found);
    bytes_finish(&drawn);
    return done;
}

/* Prints a line on the figure at `path`. */
static bool verify_figure(const char *path, bool *is_same, struct gradfig_error *error) {
    struct spec spec;

    if (strcmp(path, "-") == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "verify: expected the name of a figure, standard input has none");
    }
    if (!source_read_figure(path, &spec, error)) {
        return false;
    }
    GString *words = g_string_new(NULL);
    char *shown = text_escape_path(path);
    bool done = compare_figure(path, &spec, words, error);
    *is_same = words->len == 0;
    if (done) {
        printf("%s: %s\n", shown, *is_same ? "same" : words->str);
    }
    g_free(shown);
    g_string_free(words, TRUE);
    spec_finish(&spec);
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
    return n_different == 0 || error_set(error, GRADFIG_WORK_FAILED,
                                         "figures that differ from their recipes: %zu of %zu",
                                         n_different, options->n_operands);
}

const struct command command_verify = {
    .name = "verify",
    .arguments = "FIGURE...",
    .help = "draw figures again from their recipes and compare\n\n"
            "  FIGURE             a figure that gradfig wrote\n\n"
            "Prints a line for each; exit status 1 if one differs.\n",
    .options = "",
    .operands = OPERANDS_FIGURES,
    .work = verify,
};
