/* Simulates, draws and encodes one figure. */
#include "cli/picture.h"

#include "output/picture.h"
#include "simulation/series.h"

#include "cli/command.h"

static void warn_uncertain(const struct spec *spec, const struct series *series) {
    for (size_t i = 0; i < series->n_curves; i++) {
        const struct curve *curve = &series->curves[i];
        size_t j = 0;
        while (j < curve->n_points && curve->points[j].certain) {
            j++;
        }
        if (j < curve->n_points) {
            report_uncertain(spec, curve->id, curve->points[j].x);
        }
    }
}

static bool make(const struct spec *spec, const struct series *series, enum figure_format format,
                 struct bytes *bytes, struct gradfig_error *error) {
    struct renderer *renderer = renderer_create(error);
    bool done = renderer != NULL && picture_encode(renderer, spec, series, format, bytes, error);

    renderer_destroy(renderer);
    return done;
}

bool picture_make(const struct spec *spec, enum figure_format format, struct bytes *bytes,
                  struct gradfig_error *error) {
    struct series series = {0};

    *bytes = (struct bytes){0};
    if (!renderer_collect(&series, spec, &stop_signal, error)) {
        return false;
    }
    warn_uncertain(spec, &series);
    bool done = make(spec, &series, format, bytes, error);
    series_finish(&series);
    return done;
}
