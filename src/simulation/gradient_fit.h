/* Fits a gradient for each layer, and the rival power law, to measured gradients. */
#ifndef GRADFIG_SIMULATION_GRADIENT_FIT_H
#define GRADFIG_SIMULATION_GRADIENT_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/number.h"

/** Fewer values make no fit. */
#define FIT_POINTS_MIN 3

/** Least squares of log10 g, g the gradient divided by that at the output. */
struct gradient_fit {
    size_t n_points;    /**< values that are used */
    double b;           /**< slope of log10 g over the layer from the output */
    struct number s;    /**< gradient per layer, 10^b */
    double se_b;        /**< standard error of `b` */
    struct number se_s; /**< standard error of `s` */
    double start;       /**< log10 g of the line at the output, where that of the values is 0 */
    double r2;          /**< NAN if all values are equal but for rounding */
    double level;       /**< the mean of log10 g */
    double farthest;    /**< the largest distance from it */
    bool ends_in_zero;  /**< the last value that is not missing is 0 */
    double drift;       /**< the fitted change of log10 g over all layers */
    double scatter;     /**< the standard deviation of log10 g about the line */
    double power;       /**< p of the power law g = (1 - n / n_values)^-p */
    double power_start; /**< log10 g of that law at the output */
    double power_r2;    /**< NAN if all values are equal but for rounding */
};

/** Whether a value can stand on a logarithmic axis: positive and finite. */
bool fit_uses(double value);

/** log10 of value / reference, both of which fit_uses. */
double fit_log10(double value, double reference);

/**
 * Fits `values`, the output's first; those that fit_uses refuses are left out and keep their
 * layer. False if the first is one of them, or fewer than FIT_POINTS_MIN are left.
 */
bool fit_gradients(const double *values, size_t n_values, struct gradient_fit *fit);

/** R² below this says that one line does not describe the values. */
#define FIT_R2_STRAIGHT 0.9

/** With R² below this a law says nothing about the values. */
#define FIT_R2_LEAST 0.5

enum fit_law {
    FIT_LEVEL,  /**< all values are equal but for rounding */
    FIT_STEADY, /**< no law stands out from the scatter about a level, from which no value is far */
    FIT_NEITHER, /**< both R² are below FIT_R2_LEAST, and there is no such level */
    FIT_SLOPE,   /**< one gradient per layer */
    FIT_POWER,   /**< the power law */
};

/** The law that fits better, if it fits at all: R² says nothing of values that stay level. */
enum fit_law fit_law_of(const struct gradient_fit *fit);

/** log10 g of the level, or of the law of the larger R², after `n` layers of `n_values`, which is
 * more than `n`. */
double fit_log10_at(const struct gradient_fit *fit, double n, size_t n_values);

/** The number of values that fit_uses takes. */
size_t fit_count_used(const double *values, size_t n_values);

/** The number of finite values that are equal to another one. */
size_t fit_count_repeated(const double *values, size_t n_values);

#endif
