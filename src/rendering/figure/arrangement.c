/* Tries every number of rows, and compares the places that they give to a panel. */
#include "rendering/figure/arrangement.h"

#include <math.h>

#include "rendering/panels/panel_types.h"

/* A place of this width and height, in px, has room for a panel with type of the usual size. */
static const double PANEL_WIDTH = 700;
static const double PANEL_HEIGHT = 500;

/* A panel with equal scales leaves the rest of a wider place empty, in heights of the place. */
static const double SQUARE_WIDTH_MAX = 2.2;

/* In a single row, that is as bad as type smaller by this part; in others it is less seen, by the
 * square of the row's part of the page. */
static const double WASTE = 0.6;

/* Rows of n or n + 1 panels; the shorter ones are the first or the last. */
static struct arrangement arrange(size_t n_panels, size_t n_rows, bool short_first) {
    struct arrangement arrangement = {.n_rows = n_rows};
    size_t n_longer = n_panels % n_rows;

    for (size_t i = 0; i < n_rows; i++) {
        bool is_longer = short_first ? i >= n_rows - n_longer : i < n_longer;
        arrangement.row_size[i] = n_panels / n_rows + (is_longer ? 1 : 0);
    }
    arrangement.n_columns = n_panels / n_rows + (n_longer > 0 ? 1 : 0);
    return arrangement;
}

static double type_size(const struct arrangement *arrangement,
                        const struct figure_options *figure) {
    double width = (double)figure->width / (double)arrangement->n_columns;
    double height = (double)figure->height / (double)arrangement->n_rows;
    return fmin(width / PANEL_WIDTH, height / PANEL_HEIGHT);
}

/* Whether a panel with equal scales is alone in a long row. */
static bool wastes_row(const struct arrangement *arrangement, const struct figure_options *figure) {
    double height = (double)figure->height / (double)arrangement->n_rows;

    for (size_t i = 0; i < figure->panels.n_values; i++) {
        size_t n = arrangement->row_size[arrangement_place(arrangement, i).row];
        double width = (double)figure->width / (double)n;
        if (panel_type_of((enum panel_kind)figure->panels.values[i])->is_square &&
            width > SQUARE_WIDTH_MAX * height) {
            return true;
        }
    }
    return false;
}

static double score(const struct arrangement *arrangement, const struct figure_options *figure) {
    double part = 1 / (double)arrangement->n_rows;
    double waste = wastes_row(arrangement, figure) ? WASTE * part * part : 0;
    return (1 - waste) * type_size(arrangement, figure);
}

struct arrangement arrangement_of(const struct figure_options *figure) {
    size_t n_panels = figure->panels.n_values;
    struct arrangement best = arrange(n_panels, 1, false);

    for (size_t n_rows = 1; n_rows <= n_panels; n_rows++) {
        for (int short_first = 0; short_first < 2; short_first++) {
            struct arrangement tried = arrange(n_panels, n_rows, short_first == 1);
            best = score(&tried, figure) > score(&best, figure) ? tried : best;
        }
    }
    return best;
}

struct place_in_rows arrangement_place(const struct arrangement *arrangement, size_t i) {
    struct place_in_rows place = {0, i};

    while (place.column >= arrangement->row_size[place.row]) {
        place.column -= arrangement->row_size[place.row];
        place.row++;
    }
    return place;
}
