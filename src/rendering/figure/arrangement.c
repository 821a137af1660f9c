/* Tries every number of rows, and compares the places that they give to a panel. */
#include "rendering/figure/arrangement.h"

#include <math.h>

#include "rendering/panels/panel_types.h"

/* More panels side by side are no longer seen as one row. */
static const size_t COLUMNS_MAX = 4;

/* A place of this width and height, in px, has room for a panel with type of the usual size. */
static const double PANEL_WIDTH = 700;
static const double PANEL_HEIGHT = 500;

/* A panel with equal scales leaves the rest of a wider place empty, in heights of the place. */
static const double SQUARE_WIDTH_MAX = 2.2;

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

struct arrangement arrangement_of(const struct figure_options *figure) {
    size_t n_panels = figure->panels.n_values;
    struct arrangement best = arrange(n_panels, 1, false);

    for (size_t n_rows = 2; n_rows <= n_panels; n_rows++) {
        struct arrangement tried = arrange(n_panels, n_rows, false);
        if (tried.n_columns <= COLUMNS_MAX &&
            (best.n_columns > COLUMNS_MAX ||
             type_size(&tried, figure) > type_size(&best, figure))) {
            best = tried;
        }
    }
    struct arrangement other = arrange(n_panels, best.n_rows, true);
    return wastes_row(&best, figure) && !wastes_row(&other, figure) ? other : best;
}

struct place_in_rows arrangement_place(const struct arrangement *arrangement, size_t i) {
    struct place_in_rows place = {0, i};

    while (place.column >= arrangement->row_size[place.row]) {
        place.column -= arrangement->row_size[place.row];
        place.row++;
    }
    return place;
}
