/* The series: the points of every curve of the four panels, at the layers asked for. */
#ifndef GRADFIG_SERIES_H
#define GRADFIG_SERIES_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gradfig/error.h>
#include <gradfig/number.h>
#include <gradfig/paths.h>
#include <gradfig/spec.h>

/**
 * What a curve is of. Activation and gradient hold networks, geometry the first four, sweep its
 * own; paths, which is there only where the spec asks for it, holds networks with a skip
 * connection, the share of the gradient by path length, each with GRADFIG_ROLE_PATHS.
 */
enum gradfig_role {
    GRADFIG_ROLE_IDENTITY, /**< y = x */
    GRADFIG_ROLE_NETWORK,  /**< in geometry: the network's first layer as a line */
    GRADFIG_ROLE_BRANCH,   /**< scale·(slope·x + intercept) alone, where skip is not 0 */
    GRADFIG_ROLE_COMPOSED, /**< all layers of the network as one line */
    GRADFIG_ROLE_SWEEP,    /**< (skip + scale·a)^n of one slope a of the sweep */
    GRADFIG_ROLE_PATHS,    /**< in paths: the share of all paths, beside that of the gradient */
};

/** Names one curve. */
struct gradfig_curve_id {
    enum gradfig_panel panel;
    enum gradfig_role role;
    size_t index; /**< of the network, or of the slope in the sweep; 0 for the identity */
};

struct gradfig_point {
    double x; /**< the layer; in geometry the input x; in paths the length of paths */
    struct gradfig_number y;
    bool certain; /**< false: rounding the spec's numbers to doubles leaves fewer than 3 digits */
};

/** Which layers are asked for. */
struct gradfig_selection {
    const int64_t *layers; /**< `n_layers` ascending layers, those beyond the depth are ignored; */
    size_t n_layers;       /**< NULL: all layers from 0 to the depth */
    size_t n_points_max;   /**< with NULL: 0, or thin each curve to so many points, at least 4 */
    const volatile sig_atomic_t *stop; /**< NULL, or a flag whose setting ends the work early */
};

/** Takes the next point of a curve; returns false to stop the visit. */
typedef bool gradfig_point_visitor(void *context, struct gradfig_curve_id curve,
                                   const struct gradfig_point *point);

/**
 * Computes every curve of `spec` and hands its points to `visit`: curve by curve in the order of
 * the series table, x ascending. Memory does not grow with the depth.
 *
 * Thinned curves keep the first and the last layer and the extremes between them, so that an
 * oscillation keeps its height. `spec` must be valid. Fails with GRADFIG_INTERRUPTED when
 * `selection->stop` or `visit` says so.
 */
__attribute__((warn_unused_result)) bool
gradfig_series_visit(const struct gradfig_spec *spec, const struct gradfig_selection *selection,
                     gradfig_point_visitor *visit, void *context, struct gradfig_error *error);

struct gradfig_curve {
    struct gradfig_curve_id id;
    size_t n_points;
    struct gradfig_point *points;
};

/** Collected curves; ends with gradfig_series_finish. */
struct gradfig_series {
    size_t n_curves;
    struct gradfig_curve *curves;
    struct gradfig_paths paths; /**< of the first network with a skip connection, where the spec
                                 * asks for the panel of paths */
};

/** Fills `series` with what gradfig_series_visit finds. */
__attribute__((warn_unused_result)) bool
gradfig_series_collect(struct gradfig_series *series, const struct gradfig_spec *spec,
                       const struct gradfig_selection *selection, struct gradfig_error *error);

/** Frees the points; a zeroed series is allowed. */
void gradfig_series_finish(struct gradfig_series *series);

/** The curve named `id`, or NULL; borrowed from `series`. */
const struct gradfig_curve *gradfig_series_find(const struct gradfig_series *series,
                                                struct gradfig_curve_id id);

/** The panel's word in the series table: "activation"; static memory. */
const char *gradfig_panel_name(enum gradfig_panel panel);

/**
 * The curve's name in the series table, in two parts that stand one after the other: the network's
 * name or the slope as typed (borrowed from `spec`), and ".composed", ".branch" or "".
 */
struct gradfig_curve_name {
    const char *stem;
    const char *suffix;
};
struct gradfig_curve_name gradfig_curve_name(const struct gradfig_spec *spec,
                                             struct gradfig_curve_id curve);

#endif
