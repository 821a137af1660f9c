/* Simulates, draws and encodes one figure. */
#include "cli/picture.h"

#include <stdlib.h>

#include <gradfig/png.h>
#include <gradfig/recipe.h>
#include <gradfig/renderer.h>
#include <gradfig/series.h>

#include "cli/command.h"

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

bool picture_draw(const struct gradfig_spec *spec, struct gradfig_image *image,
                  struct gradfig_error *error) {
    struct gradfig_selection selection = {
        .n_points_max = GRADFIG_RENDERER_POINTS_MAX,
        .stop = &stop_signal,
    };
    struct gradfig_series series = {0};

    if (!gradfig_series_collect(&series, spec, &selection, error)) {
        return false;
    }
    warn_uncertain(spec, &series);
    struct gradfig_renderer *renderer = gradfig_renderer_create(error);
    bool done = renderer != NULL && gradfig_renderer_draw(renderer, spec, &series, image, error);
    gradfig_renderer_destroy(renderer);
    gradfig_series_finish(&series);
    return done;
}

bool picture_write(const struct gradfig_spec *spec, const struct gradfig_image *image, FILE *stream,
                   struct gradfig_error *error) {
    char *recipe = gradfig_recipe_write(spec);
    struct gradfig_png_info info = {
        .dpi = spec->figure.dpi * spec->figure.scale,
        .software = "gradfig " GRADFIG_VERSION,
        .recipe = recipe,
    };
    bool done = gradfig_png_write(stream, image, &info, error);
    free(recipe);
    return done;
}
