/* What the report says, before it is written in one form or another. */
#ifndef GRADFIG_REPORT_REPORT_H
#define GRADFIG_REPORT_REPORT_H

#include <glib.h>

#include <gradfig/derived.h>
#include <gradfig/judgement.h>
#include <gradfig/paths.h>
#include <gradfig/report.h>

/** What a reader should know of the numbers. */
enum notice_kind {
    NOTICE_AXIS_LOG,           /**< the activation axis is not linear */
    NOTICE_AXIS_SYMMETRIC_LOG, /**< the same, with both signs */
    NOTICE_BEYOND_DOUBLE_ACTIVATION,
    NOTICE_BEYOND_DOUBLE_GRADIENT,
    NOTICE_ZERO,         /**< the gradient is exactly 0 from a layer on */
    NOTICE_NOT_POSITIVE, /**< a layer's slope is not, so that the bound a > -1 fails */
    NOTICE_SWEEP_NOT_POSITIVE,
    NOTICE_DIGITS_LOST,
    NOTICE_UNLIKE_SLOPES, /**< the improvement compares networks of other slopes */
    N_NOTICES
};

struct notice {
    enum notice_kind kind;
    size_t index;                /**< of the network, or of the slope in the sweep */
    int64_t layer;               /**< or GRADFIG_NO_LAYER */
    struct gradfig_number value; /**< or GRADFIG_NO_NUMBER */
};

struct gradfig_report {
    const struct gradfig_spec *spec;
    const struct gradfig_series *figure; /**< thinned, as it is drawn */
    struct gradfig_series table;         /**< the same curves at `layers` */
    GArray *layers;                      /**< int64_t: all to 100, then in steps 1-2-5, the last */
    struct gradfig_derived derived[GRADFIG_NETWORKS_MAX];
    struct gradfig_paths paths[GRADFIG_NETWORKS_MAX];
    GArray *terms[GRADFIG_NETWORKS_MAX]; /**< struct gradfig_path_term, at most some twenty */
    GArray *notices;                     /**< struct notice */
    const struct gradfig_claims *claims; /**< or NULL */
    GArray *judgements;                  /**< struct gradfig_judgement, one a claim */
};

/** The curve of a network, or of a slope of the sweep, at the layers of the report. */
const struct gradfig_curve *report_curve(const struct gradfig_report *report,
                                         enum gradfig_panel panel, size_t index);

/* ---- notices.c ---- */

/** Finds what is to be told, once all else is computed. */
void notices_collect(struct gradfig_report *report);

/** One notice as a sentence; markup, freed with g_free. */
char *notice_text(const struct gradfig_report *report, const struct notice *notice);

/** The word of its kind in JSON, "zero"; static memory. */
const char *notice_word(enum notice_kind kind);

#endif
