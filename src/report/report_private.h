/* The contents of the report, from which all forms are written. */
#ifndef GRADFIG_REPORT_REPORT_PRIVATE_H
#define GRADFIG_REPORT_REPORT_PRIVATE_H

#include <glib.h>

#include "report/report.h"
#include "report/verdict.h"
#include "simulation/derived.h"
#include "simulation/paths.h"

/** The kinds of notices. */
enum notice_kind {
    NOTICE_AXIS_LOG,           /**< the activation axis is logarithmic */
    NOTICE_AXIS_LOG_ENDS,      /**< the axis is logarithmic where curves would lie on each other */
    NOTICE_AXIS_SYMMETRIC_LOG, /**< the axis is logarithmic for both signs */
    NOTICE_BEYOND_DOUBLE_ACTIVATION,
    NOTICE_BEYOND_DOUBLE_GRADIENT,
    NOTICE_ZERO,         /**< the gradient is exactly 0 from a layer on */
    NOTICE_NOT_POSITIVE, /**< a layer's slope is 0 or negative, so the bound a > -1 fails */
    NOTICE_SWEEP_NOT_POSITIVE,
    NOTICE_DIGITS_LOST,
    NOTICE_UNLIKE_SLOPES, /**< the improvement compares networks with different slopes */
    /* of measured gradients: */
    NOTICE_MEASURED_WEIGHTS,      /**< they are of weights */
    NOTICE_MEASURED_UNKNOWN,      /**< nobody says of what they are */
    NOTICE_MEASURED_LEFT_OUT,     /**< `layer` of them are 0, infinite or missing */
    NOTICE_MEASURED_REPEATED,     /**< `layer` of them are equal to another one */
    NOTICE_MEASURED_NOT_STRAIGHT, /**< one slope does not fit; `value` is R² */
    NOTICE_MEASURED_NEITHER,      /**< no law fits a measured curve; `value` is the better R² */
    NOTICE_MEASURED_POWER,        /**< the power law fits better; `value` is its R² */
    NOTICE_MEASURED_LENGTH,       /**< there are `layer` layers, not those of the model */
    N_NOTICES
};

struct notice {
    enum notice_kind kind;
    size_t index;        /**< of the network, the slope in the sweep, or the measured curve */
    int64_t layer;       /**< or a number of layers or values, or NO_LAYER */
    struct number value; /**< or NO_NUMBER */
};

struct report {
    const struct spec *spec;
    const struct series *figure; /**< thinned, as it is drawn */
    struct series table;         /**< the curves of `figure` at `layers` */
    GArray *layers;              /**< int64_t: all to 100, then in steps of 1, 2, 5, the last */
    struct derived derived[NETWORKS_MAX];
    struct paths paths[NETWORKS_MAX];
    GArray *terms[NETWORKS_MAX]; /**< struct path_term, about 20 at most */
    GArray *notices;             /**< struct notice */
    GPtrArray *left_out;         /**< char *: what the figure had no room for, as plain sentences */
    const struct claims *claims; /**< or NULL */
    size_t n_verdicts;
    struct verdict *verdicts; /**< one for each claim */
};

/** The curve of a network, or of a slope of the sweep, at the layers of the report. */
const struct curve *report_curve(const struct report *report, enum panel_kind panel, size_t index);

/* ---- notices.c ---- */

/** Collects the notices, those of a kind together, once all else is computed. */
void notices_collect(struct report *report);

/** Whether a kind is about a measured curve. */
bool notice_is_measured(enum notice_kind kind);

/** `n` notices of one kind, from `notice` on, as a sentence; markup, freed with g_free. */
char *notice_text(const struct report *report, const struct notice *notice, size_t n);

/** The word of its kind in JSON, "zero"; static memory. */
const char *notice_word(enum notice_kind kind);

#endif
