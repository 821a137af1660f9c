/* Computes the sizes, each with its minimum. */
#include "rendering/metrics.h"

#include <math.h>

/* Four panels, in two columns and two rows on 1500x1000, have the unit 1. */
struct metrics metrics_of(const struct figure_options *figure, int n_columns) {
    static const double type_min = 9;
    int n_panels = (int)figure->panels.n_values;
    int n_rows = (n_panels + n_columns - 1) / n_columns;
    double width = (double)figure->width * 2 / n_columns;
    double height = (double)figure->height * 2 / n_rows;
    double unit = fmin(width / 1500, height / 1000);

    return (struct metrics){
        .unit = unit,
        .title = fmax(type_min, 28 * unit),
        .subtitle = fmax(type_min, 16.5 * unit),
        .panel_title = fmax(type_min, 21 * unit),
        .tick = fmax(type_min, 17 * unit),
        .label = fmax(type_min, 17 * unit),
        .curve = fmax(1.5, 3 * unit),
        .marker = fmax(4, 9 * unit),
        .has_explanation = unit > 0.5,
        .has_subtitles = unit > 0.42,
        .has_axis_titles = unit > 0.34,
    };
}
