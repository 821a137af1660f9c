/* Simulates, draws and encodes one figure. */
#include "cli/picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include <gradfig/alt.h>
#include <gradfig/document.h>
#include <gradfig/png.h>
#include <gradfig/recipe.h>
#include <gradfig/series.h>

#include "base/error.h"
#include "cli/command.h"

static const char *const format_words[] = {
    [GRADFIG_FORMAT_PNG] = "png",
    [GRADFIG_FORMAT_SVG] = "svg",
    [GRADFIG_FORMAT_PDF] = "pdf",
};

bool picture_find_format(const char *word, enum gradfig_format *format) {
    for (size_t i = 0; i < G_N_ELEMENTS(format_words); i++) {
        if (g_ascii_strcasecmp(word, format_words[i]) == 0) {
            *format = (enum gradfig_format)i;
            return true;
        }
    }
    return false;
}

const char *picture_format_word(enum gradfig_format format) {
    return format_words[format];
}

static void warn_uncertain(const struct gradfig_spec *spec, const struct gradfig_series *series) {
    for (size_t i = 0; i < series->n_curves; i++) {
        const struct gradfig_curve *curve = &series->curves[i];
        size_t j = 0;
        while (j < curve->n_points && curve->points[j].certain) {
            j++;
        }
        if (j < curve->n_points) {
            report_uncertain(spec, curve->id, curve->points[j].x);
        }
    }
}

/* ---- one file ---- */

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

static bool make_file(struct making *making, enum gradfig_format format,
                      struct gradfig_bytes *bytes, struct gradfig_error *error) {
    static bool (*const makers[])(const struct making *, struct gradfig_bytes *,
                                  struct gradfig_error *) = {
        [GRADFIG_FORMAT_PNG] = make_png,
        [GRADFIG_FORMAT_SVG] = make_svg,
        [GRADFIG_FORMAT_PDF] = make_pdf,
    };
    char *title = gradfig_alt_title(making->spec);
    char *description = gradfig_alt_text(making->spec, making->series);
    char *recipe = gradfig_recipe_write(making->spec);

    making->about = (struct gradfig_about){
        .dpi = making->spec->figure.dpi * making->spec->figure.scale,
        .software = "gradfig " GRADFIG_VERSION,
        .title = title,
        .description = description,
        .recipe = recipe,
    };
    bool done = makers[format](making, bytes, error);
    free(title);
    free(description);
    free(recipe);
    return done;
}

bool picture_make(const struct gradfig_spec *spec, enum gradfig_format format,
                  struct gradfig_bytes *bytes, struct gradfig_error *error) {
    const struct gradfig_selection selection = {
        .n_points_max = GRADFIG_RENDERER_POINTS_MAX,
        .stop = &stop_signal,
    };
    struct gradfig_series series = {0};

    *bytes = (struct gradfig_bytes){0};
    if (!gradfig_series_collect(&series, spec, &selection, error)) {
        return false;
    }
    warn_uncertain(spec, &series);
    struct making making = {.spec = spec, .series = &series};
    making.renderer = gradfig_renderer_create(error);
    bool done = making.renderer != NULL && make_file(&making, format, bytes, error);
    gradfig_renderer_destroy(making.renderer);
    gradfig_series_finish(&series);
    return done;
}
