/* Writes a report in one of its forms, and draws the figures in HTML. */
#include "report/forms.h"

#include <glib.h>

#include "output/figure_file.h"
#include "report/report_private.h"

static const char *const words[N_REPORT_FORMS] = {
    [REPORT_MARKDOWN] = "md",
    [REPORT_HTML] = "html",
    [REPORT_JSON] = "json",
};

bool report_form_find(const char *word, enum report_form *form) {
    for (size_t i = 0; i < N_REPORT_FORMS; i++) {
        if (g_ascii_strcasecmp(word, words[i]) == 0) {
            *form = (enum report_form)i;
            return true;
        }
    }
    return false;
}

const char *report_form_word(size_t i) {
    return i < N_REPORT_FORMS ? words[i] : NULL;
}

/* The figure of `spec` as an SVG that follows the reader's theme. */
static bool draw(const struct report *report, const struct spec *spec, struct renderer *renderer,
                 struct bytes *svg, struct gradfig_error *error) {
    struct spec themed = *spec; /* borrows what the spec owns */
    struct series series = *report->figure;

    themed.figure.theme = THEME_AUTO;
    series.spec = &themed;
    return figure_file_make(renderer, &series, &figure_format_svg, svg, error);
}

/* The spec of the same figure in one column of a phone; it borrows what `spec` owns. */
static struct spec narrow_spec(const struct spec *spec) {
    enum { WIDTH = 640, PANEL_HEIGHT = 350, LEAST_HEIGHT = 480 };
    struct spec narrow = *spec;

    narrow.figure.width = WIDTH;
    narrow.figure.height = MAX(LEAST_HEIGHT, PANEL_HEIGHT * (int64_t)spec->figure.panels.n_values);
    return narrow;
}

static char *write_html(const struct report *report, struct renderer *renderer,
                        struct gradfig_error *error) {
    struct spec spec = narrow_spec(report->spec);
    ENDED_BY(bytes_finish) struct bytes figure = {0};
    ENDED_BY(bytes_finish) struct bytes narrow = {0};
    char *text = NULL;

    if (renderer == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT, "expected a renderer for a report in HTML");
    } else if (draw(report, &spec, renderer, &narrow, error) &&
               draw(report, report->spec, renderer, &figure, error)) {
        report_note_left_out(report, renderer);
        text = report_html(report, &figure, &narrow, error);
    }
    return text;
}

char *report_form_write(const struct report *report, enum report_form form,
                        struct renderer *renderer, struct gradfig_error *error) {
    return form == REPORT_HTML   ? write_html(report, renderer, error)
           : form == REPORT_JSON ? report_json(report, error)
                                 : report_markdown(report, NULL, error);
}
