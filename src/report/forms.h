/* The forms of a report, by their words. */
#ifndef GRADFIG_REPORT_FORMS_H
#define GRADFIG_REPORT_FORMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "rendering/figure/renderer.h"
#include "report/report.h"

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
