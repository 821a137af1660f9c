/* Simulates, draws and encodes one figure. */
#include "cli/picture.h"

#include <gradfig/picture.h>
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

static bool make(const struct gradfig_spec *spec, const struct gradfig_series *series,
                 enum gradfig_format format, struct gradfig_bytes *bytes,
                 struct gradfig_error *error) {
    struct gradfig_renderer *renderer = gradfig_renderer_create(error);
    bool done =
        renderer != NULL && gradfig_picture_make(renderer, spec, series, format, bytes, error);

    gradfig_renderer_destroy(renderer);
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
    bool done = make(spec, &series, format, bytes, error);
    gradfig_series_finish(&series);
    return done;
}
