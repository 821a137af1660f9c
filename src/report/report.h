/* The report, the numbers of a figure as Markdown, HTML or JSON. */
#ifndef GRADFIG_REPORT_REPORT_H
#define GRADFIG_REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "rendering/figure/renderer.h"
#include "simulation/series.h"
#include "spec/claims.h"

/** All numbers of one report; it borrows the series, its spec and the claims. */
struct report;

/**
 * Computes the report of `series`, that of renderer_collect. `claims` may be NULL. `stop` is NULL
 * or a flag; once it is set, the work ends with NULL and GRADFIG_INTERRUPTED. The caller ends the
 * report with report_destroy.
 */
struct report *report_create(const struct series *series, const struct claims *claims,
                             stop_flag *stop, struct gradfig_error *error);

/** NULL is allowed. */
void report_destroy(struct report *report);

/** Adds a notice for each text that the last figure of the renderer had no room for. */
void report_note_left_out(const struct report *report, const struct renderer *renderer);

/* The functions below write in the language of the figure, except for the names in JSON. The result
 * ends with a line end and is freed by the caller with g_free. NULL if memory runs out. */

/** Markdown with tables; `figure` is the address of the picture, or NULL for none. */
char *report_markdown(const struct report *report, const char *figure, struct gradfig_error *error);

/** JSON; the manual describes its names. */
char *report_json(const struct report *report, struct gradfig_error *error);

/** The few of these that a page shows beside the figure, and the colors of the networks. */
char *report_summary_json(const struct report *report, struct gradfig_error *error);

/* ---- forms, by their words ---- */

enum report_form { REPORT_MARKDOWN, REPORT_HTML, REPORT_JSON, N_REPORT_FORMS };

/** The form with this word, "md", "html" or "json", in any case; false if there is none. */
bool report_form_find(const char *word, enum report_form *form);

/** The word of form `i`, the default one first; NULL after the last. Static memory. */
const char *report_form_word(size_t i);

/**
 * The report in this form, freed by the caller with g_free. Markdown has no figure. `renderer`
 * draws the figure of HTML and may be NULL for other forms. NULL with `error` on failure.
 */
char *report_form_write(const struct report *report, enum report_form form,
                        struct renderer *renderer, struct gradfig_error *error);

#endif
