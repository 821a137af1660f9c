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

/* The figure as SVG in one theme. */
static bool draw(const struct report *report, struct renderer *renderer, enum theme_kind theme,
                 struct bytes *svg, struct gradfig_error *error) {
    struct spec themed = *report->spec; /* borrows what the spec owns */

    themed.figure.theme = theme;
    return figure_file_make(renderer, &themed, report->figure, &figure_format_svg, svg, error);
}

static char *write_html(const struct report *report, struct renderer *renderer,
                        struct gradfig_error *error) {
    struct bytes light = {0};
    struct bytes dark = {0};
    char *text = NULL;

    if (renderer == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT, "expected a renderer for a report in HTML");
    } else if (draw(report, renderer, THEME_LIGHT, &light, error) &&
               draw(report, renderer, THEME_DARK, &dark, error)) {
        text = report_html(report, &light, &dark, error);
    }
    bytes_finish(&light);
    bytes_finish(&dark);
    return text;
}

static char *write_markdown(const struct report *report, struct renderer *renderer,
                            struct gradfig_error *error) {
    (void)renderer;
    return report_markdown(report, NULL, error);
}

static char *write_json(const struct report *report, struct renderer *renderer,
                        struct gradfig_error *error) {
    (void)renderer;
    return report_json(report, error);
}

char *report_form_write(const struct report *report, enum report_form form,
                        struct renderer *renderer, struct gradfig_error *error) {
    static char *(*const writers[N_REPORT_FORMS])(const struct report *, struct renderer *,
                                                  struct gradfig_error *) = {
        [REPORT_MARKDOWN] = write_markdown,
        [REPORT_HTML] = write_html,
        [REPORT_JSON] = write_json,
    };
    return writers[form](report, renderer, error);
}
