/* Draws, encodes and reads back one figure's file in memory. */
#include "output/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/document.h"
#include "output/png.h"
#include "rendering/alt.h"
#include "spec/recipe.h"

#include "base/error.h"

static const char *const format_words[] = {
    [FORMAT_PNG] = "png",
    [FORMAT_SVG] = "svg",
    [FORMAT_PDF] = "pdf",
};

bool figure_format_find(const char *word, enum figure_format *format) {
    for (size_t i = 0; i < G_N_ELEMENTS(format_words); i++) {
        if (g_ascii_strcasecmp(word, format_words[i]) == 0) {
            *format = (enum figure_format)i;
            return true;
        }
    }
    return false;
}

const char *figure_format_word(enum figure_format format) {
    return format_words[format];
}

/* ---- making ---- */

/* What a file is made from. */
struct making {
    const struct spec *spec;
    const struct series *series;
    struct renderer *renderer;
    struct about about;
};

static bool make_png(const struct making *making, struct bytes *bytes,
                     struct gradfig_error *error) {
    struct image image;
    FILE *stream = open_memstream(&bytes->data, &bytes->n);

    if (stream == NULL) {
        return error_set(error, GRADFIG_WORK_FAILED, "no memory: %s", strerror(errno));
    }
    bool done = renderer_draw(making->renderer, making->spec, making->series, &image, error);
    if (done) {
        done = png_write(stream, &image, (enum color_precision)making->spec->figure.colors,
                         &making->about, error);
        image_finish(&image);
    }
    if (fclose(stream) != 0 && done) {
        done = error_set(error, GRADFIG_WORK_FAILED, "no memory: %s", strerror(errno));
    }
    if (!done) {
        bytes_finish(bytes);
    }
    return done;
}

static bool make_svg(const struct making *making, struct bytes *bytes,
                     struct gradfig_error *error) {
    if (!renderer_draw_document(making->renderer, making->spec, making->series, FORMAT_SVG,
                                &making->about, bytes, error)) {
        return false;
    }
    svg_complete(bytes, &making->about);
    return true;
}

static bool make_pdf(const struct making *making, struct bytes *bytes,
                     struct gradfig_error *error) {
    char *keywords = pdf_keywords(making->about.recipe);
    struct about about = making->about;

    about.recipe = keywords;
    bool done = renderer_draw_document(making->renderer, making->spec, making->series, FORMAT_PDF,
                                       &about, bytes, error);
    free(keywords);
    return done;
}

bool picture_encode(struct renderer *renderer, const struct spec *spec, const struct series *series,
                    enum figure_format format, struct bytes *bytes, struct gradfig_error *error) {
    static bool (*const makers[])(const struct making *, struct bytes *, struct gradfig_error *) = {
        [FORMAT_PNG] = make_png,
        [FORMAT_SVG] = make_svg,
        [FORMAT_PDF] = make_pdf,
    };
    char *title = alt_title(spec);
    char *description = alt_text(spec, series);
    char *recipe = recipe_write(spec);
    const struct making making = {
        .spec = spec,
        .series = series,
        .renderer = renderer,
        .about =
            {
                .dpi = spec->figure.dpi * spec->figure.scale,
                .software = "gradfig " GRADFIG_VERSION,
                .title = title,
                .description = description,
                .recipe = recipe,
            },
    };

    *bytes = (struct bytes){0};
    bool done = makers[format](&making, bytes, error);
    free(title);
    free(description);
    free(recipe);
    return done;
}

/* ---- reading ---- */

static char *read_png_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    FILE *stream = fmemopen(bytes->data, bytes->n, "r");

    if (stream == NULL) { /* no bytes, or no memory */
        error_set(error, GRADFIG_INVALID_INPUT, "cannot read: %s", strerror(errno));
        return NULL;
    }
    char *recipe = png_read_recipe(stream, error);
    fclose(stream);
    return recipe;
}

char *picture_read_recipe(const struct bytes *bytes, enum figure_format format,
                          struct gradfig_error *error) {
    switch (format) {
    case FORMAT_SVG:
        return svg_read_recipe(bytes->data, bytes->n, error);
    case FORMAT_PDF:
        return pdf_read_recipe(bytes->data, bytes->n, error);
    case FORMAT_PNG:
        break;
    }
    return read_png_recipe(bytes, error);
}

static bool is_whole_png(const struct bytes *bytes, const struct spec *spec) {
    size_t scale = (size_t)spec->figure.scale;
    struct image image = {0};
    struct gradfig_error error;
    FILE *stream = fmemopen(bytes->data, bytes->n, "r");
    bool is_whole = stream != NULL &&
                    png_read(stream, (size_t)spec->figure.width * scale,
                             (size_t)spec->figure.height * scale, &image, &error) &&
                    fgetc(stream) == EOF; /* nothing stands behind it */

    image_finish(&image);
    if (stream != NULL) {
        fclose(stream);
    }
    return is_whole;
}

bool picture_is_whole(const struct bytes *bytes, enum figure_format format,
                      const struct spec *spec) {
    return format == FORMAT_PNG && is_whole_png(bytes, spec);
}
