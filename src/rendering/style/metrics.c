/* Computes the sizes, each with its minimum. */
#include "rendering/style/metrics.h"

#include <math.h>

/* Type of the usual size is legible on pages this wide, in a text on a desk, or on a phone, where
 * pages are tall; and on pages between on those that are this high. */
static const double DESK_WIDTH = 1500;
static const double PHONE_WIDTH = 660;
static const double PAGE_HEIGHT = 1000;

/* The size of a panel with the unit 1, one of four on 1500x1000; and the least. */
static const double PANEL_WIDTH = 750;
static const double PANEL_HEIGHT = 500;
static const double PANEL_WIDTH_MIN = 620;
static const double PANEL_HEIGHT_MIN = 325;

/* With this unit or less, type has its least size. */
static const double SMALL_UNIT = 0.55;

/* The figure's title takes up so much of the height. */
static const double HEADER_HEIGHT = 112;

static double unit_of(const struct figure_options *figure, size_t n_rows, size_t n_columns) {
    double width = (double)figure->width / (double)n_columns;
    double height = (double)figure->height / (double)n_rows;
    double unit = fmin(width / PANEL_WIDTH, height / PANEL_HEIGHT);
    double legible =
        fmin(fmax((double)figure->height / PAGE_HEIGHT, (double)figure->width / DESK_WIDTH),
             (double)figure->width / PHONE_WIDTH);
    double least_height = PANEL_HEIGHT_MIN + HEADER_HEIGHT / (double)n_rows;
    double largest = fmin(width / PANEL_WIDTH_MIN, height / least_height);

    if (unit > legible) { /* few panels have larger type, and larger frames */
        return fmax(sqrt(unit * legible), fmin(unit, SMALL_UNIT));
    }
    return fmin(legible, fmax(unit, largest));
}

struct metrics metrics_of(const struct figure_options *figure, size_t n_rows, size_t n_columns) {
    double unit = unit_of(figure, n_rows, n_columns);
    double subtitle = fmax(TYPE_MIN, 16.5 * unit);
    bool has_subtitles = unit > 0.42;

    return (struct metrics){
        .unit = unit,
        .title = fmax(TYPE_MIN, 28 * unit),
        .subtitle = subtitle,
        .panel_title = fmax(TYPE_MIN, 21 * unit),
        .title_base = (has_subtitles ? 2.5 : 0.9) * subtitle,
        .tick = fmax(TYPE_MIN, 17 * unit),
        .label = fmax(TYPE_MIN, 17 * unit),
        .curve = fmax(1.5, 3 * unit),
        .marker = fmax(4, 9 * unit),
        .has_explanation = unit >= 0.5,
        .has_subtitles = has_subtitles,
        .has_axis_titles = unit > 0.34,
    };
}
