#include "rendering/panels/fixed_points.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/network_curves.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "simulation/network.h"

/* The distance of positions that differ only because numbers were rounded. */
static double rounding_of(const struct axis *axis) {
    return 1e-9 * (axis->high - axis->low);
}

/* A network's fixed point, if it approaches one within the axis, or at its edge but for rounding;
 * NAN for none, and for 0, which has a grid line. */
static double position_of(const struct panel *panel, const struct spec *spec, size_t index,
                          struct number *limit) {
    const struct axis *axis = &panel->y;

    if (spec->depth == 0 || !network_attractor(&spec->networks[index], limit) || limit->sign == 0) {
        return NAN;
    }
    double y = axis_position(axis, *limit);
    double inside = fmin(fmax(y, axis->low), axis->high);
    return fabs(y - inside) <= rounding_of(axis) ? inside : NAN;
}

/* Whether the last value of a network's curve reads like its fixed point. */
static bool has_reached(const struct series *series, const struct fixed_points *points,
                        size_t index) {
    g_autofree char *limit = formatted_number(points->values[index], FIGURE_DIGITS);
    g_autofree char *last =
        formatted_number(curve_last(network_curve(series, PANEL_ACTIVATION, index)), FIGURE_DIGITS);
    return g_str_equal(limit, last);
}

static bool are_one(const struct fixed_points *points, const struct panel *panel, size_t a,
                    size_t b) {
    return fabs(points->positions[a] - points->positions[b]) <= rounding_of(&panel->y);
}

static bool is_first(const struct fixed_points *points, const struct panel *panel, size_t index) {
    size_t i = 0;

    while (i < index && !are_one(points, panel, i, index)) {
        i++;
    }
    return i == index && !isnan(points->positions[index]);
}

/* Finds the fixed points, and returns how many there are, equal ones counted once. */
static size_t find_points(struct fixed_points *points, const struct panel *panel,
                          const struct spec *spec) {
    size_t n_points = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        points->positions[i] = position_of(panel, spec, i, &points->values[i]);
        n_points += is_first(points, panel, i);
    }
    return n_points;
}

/* Whether every network with this fixed point has reached it. */
static bool all_have_reached(const struct fixed_points *points, const struct panel *panel,
                             const struct series *series, size_t index) {
    for (size_t i = 0; i < series->spec->n_networks; i++) {
        if (are_one(points, panel, i, index) && !has_reached(series, points, i)) {
            return false;
        }
    }
    return true;
}

void fixed_points_add(struct fixed_points *points, struct panel *panel,
                      const struct panel_source *source) {
    static const size_t n_points_max = 3; /* more lines would hide the curves */
    static const size_t some = 3;         /* networks */
    const struct spec *spec = source->spec;

    if (find_points(points, panel, spec) > n_points_max) {
        return;
    }
    for (size_t i = 0; i < spec->n_networks; i++) {
        bool is_useful =
            spec->n_networks <= some || !all_have_reached(points, panel, source->series, i);
        if (is_useful && is_first(points, panel, i)) {
            double y = points->positions[i];
            struct panel_curve *line = panel_add_line(panel, 0, y, (double)spec->depth, y);
            style_curve(line, source, network_ink(source, i));
            line->stroke.width = fmax(1, 2 * source->metrics->unit);
            dash_curve(line, source, 2, 4);
            points->lines[i] = line;
        }
    }
}

/* Says what a dotted line is: beside the values of the curves that have reached it, or in a label
 * of its own. */
static void label_point(const struct fixed_points *points, struct panel *panel,
                        const struct panel_source *source, size_t index) {
    struct panel_curve *line = points->lines[index];
    bool is_said = false;
    size_t network = 0;

    for (size_t i = 0; i < panel->n_curves; i++) {
        struct panel_curve *curve = &panel->curves[i];
        if (curve->has_markers) {
            if (are_one(points, panel, network, index) &&
                has_reached(source->series, points, network)) {
                curve->brief_value = curve->value;
                curve->value =
                    figure_text_fill(source->spec, TEXT_ACTIVATION_AT_LIMIT,
                                     TEXT_FIELDS({"value", g_strdup(curve->brief_value)}));
                is_said = true;
            }
            network++;
        }
    }
    if (!is_said) {
        line->name = g_strdup(figure_text(source->spec, TEXT_ACTIVATION_LIMIT));
        line->value = formatted_number(points->values[index], FIGURE_DIGITS);
    }
}

void fixed_points_label(const struct fixed_points *points, struct panel *panel,
                        const struct panel_source *source) {
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        if (points->lines[i] != NULL) {
            label_point(points, panel, source, i);
        }
    }
}
