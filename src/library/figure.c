/* Makes pictures, tables and reports of a spec in memory. */
#include "library/library.h"

#include "output/formats.h"
#include "output/series_table.h"
#include "report/report.h"

#include "base/error.h"
#include "base/user_text.h"

struct gradfig_renderer {
    struct renderer *renderer;
};

/* "expected csv or json, found "xml"" */
static bool refuse_word(const char *(*word)(size_t i), const char *found,
                        struct gradfig_error *error) {
    g_autofree char *expected = text_list(word, "", ", ", " or ");

    return error_set_found(error, found, "expected %s", expected);
}

/* ---- figures ---- */

struct gradfig_renderer *gradfig_renderer_create(struct gradfig_error *error) {
    struct renderer *renderer = renderer_create_as_guest(error);

    if (renderer == NULL) {
        return NULL;
    }
    struct gradfig_renderer *created = g_new0(struct gradfig_renderer, 1);
    created->renderer = renderer;
    return created;
}

void gradfig_renderer_destroy(struct gradfig_renderer *renderer) {
    if (renderer != NULL) {
        renderer_destroy(renderer->renderer);
        g_free(renderer);
    }
}

bool gradfig_renderer_draw(struct gradfig_renderer *renderer, const struct gradfig_spec *spec,
                           const char *format, struct gradfig_bytes *file,
                           struct gradfig_error *error) {
    const struct figure_format *kind = figure_format_find(format);
    struct bytes bytes = {0};

    if (kind == NULL) {
        return refuse_word(figure_format_word, format, error);
    }
    return figure_file_draw(renderer->renderer, &spec->spec, kind, NULL, &bytes, error) &&
           give_bytes(file, bytes.data, bytes.n);
}

/* ---- tables ---- */

static bool check_layers(const struct spec *spec, const int64_t *layers, size_t n_layers,
                         struct gradfig_error *error) {
    int64_t least = 0;

    for (size_t i = 0; i < n_layers; i++) {
        if (layers[i] < least || layers[i] > spec->depth) {
            return error_set(error, GRADFIG_INVALID_INPUT,
                             "expected ascending layers from 0 to %lld, found %lld",
                             (long long)spec->depth, (long long)layers[i]);
        }
        least = layers[i] + 1;
    }
    return true;
}

bool gradfig_series_write(const struct gradfig_spec *spec, const char *format,
                          const int64_t *layers, size_t n_layers, struct gradfig_bytes *table,
                          struct gradfig_error *error) {
    const struct series_format *form = series_format_find(format);
    const struct selection selection = {.layers = layers, .n_layers = n_layers};
    struct bytes bytes = {0};

    if (form == NULL) {
        return refuse_word(series_format_word, format, error);
    }
    if (layers != NULL && !check_layers(&spec->spec, layers, n_layers, error)) {
        return false;
    }
    return series_table_bytes(form, &spec->spec, &selection, &bytes, error) &&
           give_bytes(table, bytes.data, bytes.n);
}

/* ---- reports ---- */

bool gradfig_report_write(struct gradfig_renderer *renderer, struct gradfig_spec *spec,
                          const char *format, struct gradfig_bytes *report,
                          struct gradfig_error *error) {
    ENDED_BY(series_finish) struct series series = {0};
    struct renderer *drawing = renderer != NULL ? renderer->renderer : NULL;
    enum report_form form;

    if (!report_form_find(format, &form)) {
        return refuse_word(report_form_word, format, error);
    }
    if (!find_claims(spec, error) || !renderer_collect(&series, &spec->spec, NULL, error)) {
        return false;
    }
    struct report *computed = report_create(&series, spec->claims, NULL, error);
    char *text = computed != NULL ? report_form_write(computed, form, drawing, error) : NULL;
    report_destroy(computed);
    return give_text(report, text);
}
