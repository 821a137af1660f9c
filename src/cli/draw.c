/* Simulates and draws one figure. */
#include "cli/command.h"

#include "output/formats.h"
#include "simulation/series.h"

/* Only the last number of a signal stands in the figure. One that comes near 0 on its way has lost
 * its digits there alone, which the report says. */
static void warn_uncertain(const struct series *series) {
    for (size_t i = 0; i < series->n_curves; i++) {
        const struct curve *curve = &series->curves[i];
        const struct point *last = &curve->points[curve->n_points - 1];
        if (!last->certain) {
            warn_of_uncertain_digits(series->spec, curve->id, last->x);
        }
    }
}

static bool make(const struct series *series, const struct figure_format *format, bool warns,
                 struct bytes *bytes, struct gradfig_error *error) {
    struct renderer *renderer = renderer_create(error);
    bool done = renderer != NULL && figure_file_make(renderer, series, format, bytes, error);

    if (done && warns) {
        warn_left_out(renderer);
    }
    renderer_destroy(renderer);
    return done;
}

bool draw_figure(const struct spec *spec, const struct figure_format *format, bool warns,
                 struct bytes *bytes, struct gradfig_error *error) {
    ENDED_BY(series_finish) struct series series = {0};

    if (!renderer_collect(&series, spec, &stop_signal, error)) {
        return false;
    }
    if (warns) {
        warn_uncertain(&series);
    }
    return make(&series, format, warns, bytes, error);
}
