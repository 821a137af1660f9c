/* Writes a report in one of its forms, and draws the figures in HTML. */
#include <string.h>

#include <glib.h>
#include <md4c-html.h>

#include "base/user_text.h"
#include "output/formats.h"
#include "rendering/figure/alt.h"
#include "rendering/words/figure_text.h"
#include "report/report_page.h"
#include "report/report_private.h"
#include "report/writer.h"

static const char *const words[N_REPORT_FORMS] = {
    [REPORT_MARKDOWN] = "md",
    [REPORT_HTML] = "html",
    [REPORT_JSON] = "json",
};

const char *report_form_word(size_t i) {
    return i < N_REPORT_FORMS ? words[i] : NULL;
}

bool report_form_find(const char *word, enum report_form *form) {
    size_t i = text_find(report_form_word, word);
    *form = i < N_REPORT_FORMS ? (enum report_form)i : *form;
    return i < N_REPORT_FORMS;
}

/* ---- HTML: md4c makes the body from the Markdown, and a template has the rest ---- */

/* The address of the figure in the Markdown. The picture replaces its img. */
static const char FIGURE[] = "figure";

static void take_output(const MD_CHAR *text, MD_SIZE size, void *context) {
    g_string_append_len(context, text, (gssize)size);
}

/* Gives bold texts with the mark of a verdict its color. Texts of users are never bold. */
static void color_verdicts(GString *body) {
    g_string_replace(body, "<strong>" WRITER_HOLDS, "<strong class=\"holds\">" WRITER_HOLDS, 0);
    g_string_replace(body, "<strong>" WRITER_FAILS, "<strong class=\"fails\">" WRITER_FAILS, 0);
}

static char *make_body(const struct report *report, struct gradfig_error *error) {
    g_autofree char *markdown = report_markdown(report, FIGURE, error);

    if (markdown == NULL) {
        return NULL;
    }
    GString *body = g_string_new(NULL);
    bool done = md_html(markdown, (MD_SIZE)strlen(markdown), take_output, body,
                        MD_FLAG_TABLES | MD_FLAG_NOHTML, 0) == 0;
    if (!done) {
        error_set(error, GRADFIG_WORK_FAILED, "cannot turn Markdown into HTML: out of memory");
    }
    color_verdicts(body);
    return g_string_free(body, !done);
}

static void append_address(GString *page, const struct bytes *svg) {
    g_autofree char *encoded = g_base64_encode((const guchar *)svg->data, svg->n);
    g_string_append_printf(page, "data:image/svg+xml;base64,%s\"", encoded);
}

/* The picture for each width; `attributes` are those of the img, its end included. */
static void append_picture(GString *page, const struct bytes *figure, const struct bytes *narrow,
                           const char *attributes) {
    g_string_append(page, "<picture><source media=\"screen and (max-width: 40rem)\" srcset=\"");
    append_address(page, narrow);
    g_string_append(page, "><img src=\"");
    append_address(page, figure);
    g_string_append(page, attributes);
    g_string_append(page, "</picture>");
}

/* The body, with the picture in place of the img of FIGURE. */
static void append_body(GString *page, const char *body, const struct bytes *figure,
                        const struct bytes *narrow) {
    g_autofree char *image = g_strdup_printf("<img src=\"%s\"", FIGURE);
    const char *begin = strstr(body, image);
    const char *rest = begin + strlen(image);
    const char *end = strchr(rest, '>') + 1;
    g_autofree char *attributes = g_strndup(rest, (gsize)(end - rest));

    g_string_append_len(page, body, begin - body);
    append_picture(page, figure, narrow, attributes);
    g_string_append(page, end);
}

/* A line of the template with its fields. */
static void append_line(GString *page, const char *line, const char *language, const char *title) {
    g_autoptr(GString) filled = g_string_new(line);

    g_string_replace(filled, "{language}", language, 0);
    g_string_replace(filled, "{title}", title, 0);
    g_string_append(page, filled->str);
    g_string_append_c(page, '\n');
}

/* A self-contained page, made from the Markdown. The figure is an SVG, `narrow` the same in one
 * column, for phones. */
static char *make_page(const struct report *report, const struct bytes *figure,
                       const struct bytes *narrow, struct gradfig_error *error) {
    g_autofree char *body = make_body(report, error);

    if (body == NULL) {
        return NULL;
    }
    GString *page = g_string_new(NULL);
    g_autofree char *title = alt_title(report->figure);
    g_autofree char *escaped = g_markup_escape_text(title, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(page_lines); i++) {
        if (strcmp(page_lines[i], "{body}") == 0) {
            append_body(page, body, figure, narrow);
        } else {
            append_line(page, page_lines[i], figure_text(report->spec, TEXT_PAGE_LANGUAGE),
                        escaped);
        }
    }
    return g_string_free(page, FALSE);
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
        text = make_page(report, &figure, &narrow, error);
    }
    return text;
}

/* ---- any form ---- */

char *report_form_write(const struct report *report, enum report_form form,
                        struct renderer *renderer, struct gradfig_error *error) {
    return form == REPORT_HTML   ? write_html(report, renderer, error)
           : form == REPORT_JSON ? report_json(report, error)
                                 : report_markdown(report, NULL, error);
}
