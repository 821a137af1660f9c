/* Draws, encodes and reads back one figure's file in memory. */
#include <gradfig/picture.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include <gradfig/alt.h>
#include <gradfig/document.h>
#include <gradfig/png.h>
#include <gradfig/recipe.h>

#include "base/error.h"

static const char *const format_words[] = {
    [GRADFIG_FORMAT_PNG] = "png",
    [GRADFIG_FORMAT_SVG] = "svg",
    [GRADFIG_FORMAT_PDF] = "pdf",
};

bool gradfig_format_find(const char *word, enum gradfig_format *format) {
    for (size_t i = 0; i < G_N_ELEMENTS(format_words); i++) {
        if (g_ascii_strcasecmp(word, format_words[i]) == 0) {
            *format = (enum gradfig_format)i;
            return true;
        }
    }
    return false;
}

const char *gradfig_format_word(enum gradfig_format format) {
    return format_words[format];
}

/* ---- making ---- */

/* What a file is made from. */
struct making {
    const struct gradfig_spec *spec;
    const struct gradfig_series *series;
    struct gradfig_renderer *renderer;
    struct gradfig_about about;
};

static bool make_png(const struct making *making, struct gradfig_bytes *bytes,
                     struct gradfig_error *error) {
    struct gradfig_image image;
    FILE *stream = open_memstream(&bytes->data, &bytes->n);

    if (stream == NULL) {
        return error_set(error, GRADFIG_WORK_FAILED, "no memory: %s", strerror(errno));
    }
    bool done =
        gradfig_renderer_draw(making->renderer, making->spec, making->series, &image, error);
    if (done) {
        done = gradfig_png_write(stream, &image, (enum gradfig_colors)making->spec->figure.colors,
                                 &making->about, error);
        gradfig_image_finish(&image);
    }
    if (fclose(stream) != 0 && done) {
        done = error_set(error, GRADFIG_WORK_FAILED, "no memory: %s", strerror(errno));
    }
    if (!done) {
        gradfig_bytes_finish(bytes);
    }
    return done;
}

static bool make_svg(const struct making *making, struct gradfig_bytes *bytes,
                     struct gradfig_error *error) {
    if (!gradfig_renderer_draw_document(making->renderer, making->spec, making->series,
                                        GRADFIG_FORMAT_SVG, &making->about, bytes, error)) {
        return false;
    }
    gradfig_svg_complete(bytes, &making->about);
    return true;
}

static bool make_pdf(const struct making *making, struct gradfig_bytes *bytes,
                     struct gradfig_error *error) {
    char *keywords = gradfig_pdf_keywords(making->about.recipe);
    struct gradfig_about about = making->about;

    about.recipe = keywords;
    bool done = gradfig_renderer_draw_document(making->renderer, making->spec, making->series,
                                               GRADFIG_FORMAT_PDF, &about, bytes, error);
    free(keywords);
    return done;
}

bool gradfig_picture_make(struct gradfig_renderer *renderer, const struct gradfig_spec *spec,
                          const struct gradfig_series *series, enum gradfig_format format,
                          struct gradfig_bytes *bytes, struct gradfig_error *error) {
    static bool (*const makers[])(const struct making *, struct gradfig_bytes *,
                                  struct gradfig_error *) = {
        [GRADFIG_FORMAT_PNG] = make_png,
        [GRADFIG_FORMAT_SVG] = make_svg,
        [GRADFIG_FORMAT_PDF] = make_pdf,
    };
    char *title = gradfig_alt_title(spec);
    char *description = gradfig_alt_text(spec, series);
    char *recipe = gradfig_recipe_write(spec);
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

    *bytes = (struct gradfig_bytes){0};
    bool done = makers[format](&making, bytes, error);
    free(title);
    free(description);
    free(recipe);
    return done;
}

/* ---- reading ---- */

static char *read_png_recipe(const struct gradfig_bytes *bytes, struct gradfig_error *error) {
    FILE *stream = fmemopen(bytes->data, bytes->n, "r");

    if (stream == NULL) { /* no bytes, or no memory */
        error_set(error, GRADFIG_INVALID_INPUT, "cannot read: %s", strerror(errno));
        return NULL;
    }
    char *recipe = gradfig_png_read_recipe(stream, error);
    fclose(stream);
    return recipe;
}

char *gradfig_picture_read_recipe(const struct gradfig_bytes *bytes, enum gradfig_format format,
                                  struct gradfig_error *error) {
    switch (format) {
    case GRADFIG_FORMAT_SVG:
        return gradfig_svg_read_recipe(bytes->data, bytes->n, error);
    case GRADFIG_FORMAT_PDF:
        return gradfig_pdf_read_recipe(bytes->data, bytes->n, error);
    case GRADFIG_FORMAT_PNG:
        break;
    }
    return read_png_recipe(bytes, error);
}

static bool is_whole_png(const struct gradfig_bytes *bytes, const struct gradfig_spec *spec) {
    size_t scale = (size_t)spec->figure.scale;
    struct gradfig_image image = {0};
    struct gradfig_error error;
    FILE *stream = fmemopen(bytes->data, bytes->n, "r");
    bool is_whole = stream != NULL &&
                    gradfig_png_read(stream, (size_t)spec->figure.width * scale,
                                     (size_t)spec->figure.height * scale, &image, &error) &&
                    fgetc(stream) == EOF; /* nothing stands behind it */

    gradfig_image_finish(&image);
    if (stream != NULL) {
        fclose(stream);
    }
    return is_whole;
}

bool gradfig_picture_is_whole(const struct gradfig_bytes *bytes, enum gradfig_format format,
                              const struct gradfig_spec *spec) {
    return format == GRADFIG_FORMAT_PNG && is_whole_png(bytes, spec);
}
