/* Computes all numbers of a report. */
#include "base/error.h"
#include "rendering/figure/renderer.h"
#include "report/report_private.h"

enum { EVERY_LAYER_MAX = 100, TERMS_MAX = 20 };

/* All layers up to 100, then 200, 500, 1000, ..., and the last one. */
static GArray *choose_layers(int64_t depth) {
    static const int64_t steps[] = {2, 5, 10};
    GArray *layers = g_array_new(FALSE, FALSE, sizeof(int64_t));

    for (int64_t layer = 0; layer <= MIN(depth, EVERY_LAYER_MAX); layer++) {
        g_array_append_val(layers, layer);
    }
    for (int64_t power = EVERY_LAYER_MAX; power < depth; power *= 10) {
        for (size_t i = 0; i < G_N_ELEMENTS(steps) && power * steps[i] < depth; i++) {
            int64_t layer = power * steps[i];
            g_array_append_val(layers, layer);
        }
    }
    if (depth > EVERY_LAYER_MAX) {
        g_array_append_val(layers, depth);
    }
    return layers;
}

static bool collect_table(struct report *report, stop_flag *stop, struct gradfig_error *error) {
    struct spec spec = *report->spec; /* borrows what the spec owns */
    const struct selection selection = {
        .layers = (const int64_t *)(const void *)report->layers->data,
        .n_layers = report->layers->len,
        .stop = stop,
    };

    spec.figure.panels = (struct choices){1, {PANEL_GRADIENT}}; /* and no paths */
    bool done = series_collect(&report->table, &spec, &selection, error);
    report->table.spec = report->spec; /* the other one ends here */
    return done;
}

/* Keeps every `step`-th term, and those that the report mentions. */
struct thinning {
    GArray *terms;
    const struct paths *paths;
    int64_t first;
    int64_t last;
    int64_t step;
};

static bool keep_term(void *context, const struct path_term *term) {
    struct thinning *thinning = context;

    const struct paths *paths = thinning->paths;
    bool is_named = term->length == paths->dominating || term->length == paths->band[0] ||
                    term->length == paths->band[1];

    if (is_named || (term->length - thinning->first) % thinning->step == 0 ||
        term->length == thinning->last) {
        g_array_append_vals(thinning->terms, term, 1);
    }
    return true;
}

static GArray *collect_terms(const struct report *report, size_t index) {
    const struct paths *paths = &report->paths[index];
    struct thinning thinning = {
        .terms = g_array_new(FALSE, FALSE, sizeof(struct path_term)),
        .paths = paths,
        .first = MIN(paths->band[0], paths->dominating),
        .last = MAX(paths->band[1], paths->dominating),
    };

    if (report->spec->depth <= TERMS_MAX) {
        thinning.first = 0;
        thinning.last = report->spec->depth;
    }
    thinning.step = (thinning.last - thinning.first) / (TERMS_MAX + 1) + 1;
    paths_visit(report->spec, index, thinning.first, thinning.last, keep_term, &thinning);
    return thinning.terms;
}

static bool compute_networks(struct report *report, stop_flag *stop, struct gradfig_error *error) {
    for (size_t i = 0; i < report->spec->n_networks; i++) {
        report->derived[i] = derive_quantities(report->spec, i, stop);
        if (!error_check_stop(stop, error)) {
            return false;
        }
        report->paths[i] = paths_of(report->spec, i);
        report->terms[i] = collect_terms(report, i);
        if (!error_check_stop(stop, error)) {
            return false;
        }
    }
    return true;
}

static bool judge_claims(struct report *report, stop_flag *stop, struct gradfig_error *error) {
    if (report->claims != NULL) {
        report->n_verdicts = claims_count(report->claims);
        report->verdicts = verdicts_of(report->claims, stop, error);
    }
    return report->claims == NULL || report->verdicts != NULL;
}

struct report *report_create(const struct series *series, const struct claims *claims,
                             stop_flag *stop, struct gradfig_error *error) {
    struct report *report = g_new0(struct report, 1);

    report->spec = series->spec;
    report->figure = series;
    report->claims = claims;
    report->layers = choose_layers(report->spec->depth);
    report->notices = g_array_new(FALSE, FALSE, sizeof(struct notice));
    report->left_out = g_ptr_array_new_with_free_func(g_free);
    if (!collect_table(report, stop, error) || !compute_networks(report, stop, error) ||
        !judge_claims(report, stop, error)) {
        report_destroy(report);
        return NULL;
    }
    notices_collect(report);
    return report;
}

void report_note_left_out(const struct report *report, const struct renderer *renderer) {
    for (const char *const *text = renderer_left_out(renderer); *text != NULL; text++) {
        g_ptr_array_add(report->left_out, g_strdup(*text));
    }
}

void report_destroy(struct report *report) {
    if (report == NULL) {
        return;
    }
    series_finish(&report->table);
    g_array_free(report->layers, TRUE);
    g_array_free(report->notices, TRUE);
    g_free(report->verdicts);
    g_ptr_array_unref(report->left_out);
    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        if (report->terms[i] != NULL) {
            g_array_free(report->terms[i], TRUE);
        }
    }
    g_free(report);
}

const struct curve *report_curve(const struct report *report, enum panel_kind panel, size_t index) {
    enum curve_role role = panel == PANEL_SWEEP ? ROLE_SWEEP : ROLE_NETWORK;
    return series_find(&report->table, (struct curve_id){panel, role, index});
}
