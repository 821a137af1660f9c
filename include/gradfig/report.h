/* The report: the numbers of a figure as Markdown, as a page, and for programs. */
#ifndef GRADFIG_REPORT_H
#define GRADFIG_REPORT_H

#include <signal.h>
#include <stdbool.h>

#include <gradfig/bytes.h>
#include <gradfig/claims.h>
#include <gradfig/error.h>
#include <gradfig/series.h>
#include <gradfig/spec.h>

/** All numbers of one report; it borrows from what it was made of. */
struct gradfig_report;

/**
 * Computes the report of `spec`. `series` is what the renderer wants, `claims` may be NULL. NULL
 * with GRADFIG_INTERRUPTED when `*stop` is set; the caller ends it with gradfig_report_destroy.
 */
struct gradfig_report *gradfig_report_create(const struct gradfig_spec *spec,
                                             const struct gradfig_series *series,
                                             const struct gradfig_claims *claims,
                                             const volatile sig_atomic_t *stop,
                                             struct gradfig_error *error);

/** NULL is allowed. */
void gradfig_report_destroy(struct gradfig_report *report);

/* Each of these is in the language of the figure, but for the names in JSON, and ends with a line
 * end; freed by the caller with free(). */

/** Markdown with tables; `figure` is the address of the picture, or NULL for none. */
char *gradfig_report_markdown(const struct gradfig_report *report, const char *figure);

/** One page of HTML made from that Markdown, which needs nothing else: `light` and `dark` are the
 * figure as SVG in both themes. */
char *gradfig_report_html(const struct gradfig_report *report, const struct gradfig_bytes *light,
                          const struct gradfig_bytes *dark);

/** JSON; the manual describes its names. */
char *gradfig_report_json(const struct gradfig_report *report);

#endif
