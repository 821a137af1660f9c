/* The series: the points of every curve of the panels, at the layers asked for. */
#ifndef GRADFIG_SIMULATION_SERIES_H
#define GRADFIG_SIMULATION_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/number.h"
#include "simulation/paths.h"
#include "spec/spec.h"

/**
 * What a curve shows. Activation and gradient have ROLE_NETWORK, gradient also ROLE_MEASURED,
 * geometry the first four, and sweep ROLE_SWEEP. Paths, if the spec has that panel, has for each
 * network with a skip connection its share of the gradient by path length, ROLE_NETWORK, and
 * ROLE_PATHS.
 */
enum curve_role {
    ROLE_IDENTITY, /**< y = x */
    ROLE_NETWORK,  /**< in geometry: the network's first layer as a line */
    ROLE_BRANCH,   /**< scale·(slope·x + intercept) alone, if skip is not 0 */
    ROLE_COMPOSED, /**< all layers of the network as one line */
    ROLE_SWEEP,    /**< (skip + scale·a)^n of one slope a of the sweep */
    ROLE_PATHS,    /**< in paths: the share of all paths, beside that of the gradient */
    ROLE_MEASURED, /**< in gradient: measured gradients, divided by that at the output */
    /* Of random layers, whose ROLE_NETWORK or ROLE_SWEEP is the median: */
    ROLE_LOW,  /**< the 10th percentile */
    ROLE_HIGH, /**< the 90th percentile */
    ROLE_MEAN, /**< the exact mean, of slopes and activations with their signs */
    N_ROLES
};

/**
 * How a curve is drawn. The role decides it; rendering/panel/panel_curve.c has a row for each.
 *
 * A further style is a value here and a row there, whose functions see one curve. Points alone need
 * no more.
 */
enum curve_style {
    STYLE_LINE,   /**< a line through the points */
    STYLE_POINTS, /**< the points alone */
    STYLE_BAND,   /**< the area between two curves, which a panel makes of them */
    N_STYLES
};

/** Names one curve. */
struct curve_id {
    enum panel_kind panel;
    enum curve_role role;
    size_t index; /**< of the network, of the measured curve, or of the slope in the sweep; 0 for
                   * the identity */
};

struct point {
    double x; /**< the layer; in geometry the input x; in paths the length of paths */
    struct number y;
    struct number low; /**< the bounds of `y` if that is the last quantile of samples, else `y` */
    struct number high;
    bool certain; /**< false: rounding the spec's numbers to doubles leaves fewer than 3 digits */
};

/** Thinning takes the two extremes of each of many stretches of layers. */
enum { STRETCH_POINTS = 2 };

/** The layers that are asked for. */
struct selection {
    const int64_t *layers; /**< `n_layers` ascending layers, those beyond the depth are ignored; */
    size_t n_layers;       /**< NULL: all layers from 0 to the depth */
    size_t
        n_points_max; /**< for NULL: thin each curve to this number of points, at least 4; or 0 */
    stop_flag *stop;  /**< NULL, or a flag whose setting ends the work early */
};

/** Takes the next point of a curve; returns false to stop the visit. */
typedef bool point_visitor(void *context, struct curve_id curve, const struct point *point);

/**
 * Computes every curve of `spec` and calls `visit` with its points, curve by curve in the order of
 * the series table, x ascending. Memory does not grow with the depth.
 *
 * Thinned curves keep the first and the last layer and the extremes between them, so that an
 * oscillation keeps its height. `spec` must be valid. Fails with GRADFIG_INTERRUPTED when
 * `selection->stop` is set or `visit` returns false.
 */
MUST_CHECK bool series_visit(const struct spec *spec, const struct selection *selection,
                             point_visitor *visit, void *context, struct gradfig_error *error);

struct curve {
    struct curve_id id;
    enum curve_style style;
    size_t n_points;
    struct point *points;
    bool is_sampled;       /**< the last point is a quantile of samples, */
    struct number rounded; /**< and this the number that the figure says of it */
};

/** Collected curves; ends with series_finish. A copy of it borrows the curves, and may have a spec
 * with other labels, sizes and colors. */
struct series {
    const struct spec *spec; /**< whose curves these are; borrowed */
    size_t n_curves;
    struct curve *curves;
    struct paths paths; /**< of the first network with a skip connection, if the spec has
                         * the panel of paths */
};

/** Fills `series` with what series_visit finds. */
MUST_CHECK bool series_collect(struct series *series, const struct spec *spec,
                               const struct selection *selection, struct gradfig_error *error);

/** Frees the points; a zeroed series is allowed. */
void series_finish(struct series *series);

bool curve_is_same(struct curve_id a, struct curve_id b);

/** Whether the curve is one of random layers. */
bool curve_is_random(const struct spec *spec, struct curve_id curve);

/** The curve named `id`, or NULL; borrowed from `series`. */
const struct curve *series_find(const struct series *series, struct curve_id id);

/** The value after all layers as the figure says it: the curve's last point, but of samples with no
 * more digits than they support. It is 0 where they do not tell its sign. */
struct number curve_last(const struct curve *curve);

/** Whether curve_last() is 0 only because samples do not tell more. */
bool curve_ends_near_zero(const struct curve *curve);

/** Whether the curve was far beyond its begin and its end, which is not 0, on the way; fills `peak`
 * with its value there. */
bool curve_peaks(const struct curve *curve, struct number *peak);

/** Whether the curve was far nearer to 0 than its begin and its end, on the way; fills `trough`
 * with its value there. It was not 0 and, of activations, on one side of it. */
bool curve_dips(const struct curve *curve, struct number *trough);

/** The first layer at which the curve is exactly 0, or NAN. A gradient stays 0 from there on. */
double curve_zero_layer(const struct curve *curve);

/**
 * The curve's name in the series table, in two parts to be joined: the name of the network or of
 * the measured curve, or the slope as typed (borrowed from `spec`), and ".composed", ".branch",
 * ".q10", ... or "".
 */
struct curve_name {
    const char *stem;
    const char *suffix;
};
struct curve_name curve_name(const struct spec *spec, struct curve_id curve);

#endif
