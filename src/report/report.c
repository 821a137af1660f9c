/* Computes everything that a report says. */
#include "report/report.h"

#include "base/error.h"

enum { EVERY_LAYER_MAX = 100, TERMS_MAX = 20 };

/* All layers to 100, then 200, 500, 1000, ..., and the last. */
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

static bool collect_table(struct gradfig_report *report, const volatile sig_atomic_t *stop,
                          struct gradfig_error *error) {
    struct gradfig_spec spec = *report->spec; /* borrows what the spec owns */
    const struct gradfig_selection selection = {
        .layers = (const int64_t *)(const void *)report->layers->data,
        .n_layers = report->layers->len,
        .stop = stop,
    };

    spec.figure.panels = (struct gradfig_choices){1, {GRADFIG_PANEL_GRADIENT}}; /* and no paths */
    return gradfig_series_collect(&report->table, &spec, &selection, error);
}

/* Of many terms every so many. */
struct thinning {
    GArray *terms;
    const struct gradfig_paths *paths;
    int64_t first;
    int64_t last;
    int64_t step;
};

static bool keep_term(void *context, const struct gradfig_path_term *term) {
    struct thinning *thinning = context;

    const struct gradfig_paths *paths = thinning->paths;
    bool is_named = term->length == paths->dominating || term->length == paths->band[0] ||
                    term->length == paths->band[1];

    if (is_named || (term->length - thinning->first) % thinning->step == 0 ||
        term->length == thinning->last) {
        g_array_append_vals(thinning->terms, term, 1);
    }
    return true;
}

static GArray *collect_terms(const struct gradfig_report *report, size_t index) {
    const struct gradfig_paths *paths = &report->paths[index];
    struct thinning thinning = {
        .terms = g_array_new(FALSE, FALSE, sizeof(struct gradfig_path_term)),
        .paths = paths,
        .first = MIN(paths->band[0], paths->dominating),
        .last = MAX(paths->band[1], paths->dominating),
    };

    if (report->spec->depth <= TERMS_MAX) {
        thinning.first = 0;
        thinning.last = report->spec->depth;
    }
    thinning.step = (thinning.last - thinning.first) / (TERMS_MAX + 1) + 1;
    gradfig_paths_visit(report->spec, index, thinning.first, thinning.last, keep_term, &thinning);
    return thinning.terms;
}

static bool is_stopped(const volatile sig_atomic_t *stop, struct gradfig_error *error) {
    return *stop != 0 && !error_set(error, GRADFIG_INTERRUPTED, "interrupted");
}

static bool compute_networks(struct gradfig_report *report, const volatile sig_atomic_t *stop,
                             struct gradfig_error *error) {
    for (size_t i = 0; i < report->spec->n_networks; i++) {
        report->derived[i] = gradfig_derive(report->spec, i);
        if (is_stopped(stop, error)) {
            return false;
        }
        report->paths[i] = gradfig_paths_of(report->spec, i);
        report->terms[i] = collect_terms(report, i);
        if (is_stopped(stop, error)) {
            return false;
        }
    }
    return true;
}

static bool judge_claims(struct gradfig_report *report, const volatile sig_atomic_t *stop,
                         struct gradfig_error *error) {
    size_t n = report->claims != NULL ? gradfig_claims_count(report->claims) : 0;

    for (size_t i = 0; i < n; i++) {
        struct gradfig_judgement judgement = gradfig_judge(gradfig_claims_at(report->claims, i));
        g_array_append_val(report->judgements, judgement);
        if (is_stopped(stop, error)) {
            return false;
        }
    }
    return true;
}

struct gradfig_report *gradfig_report_create(const struct gradfig_spec *spec,
                                             const struct gradfig_series *series,
                                             const struct gradfig_claims *claims,
                                             const volatile sig_atomic_t *stop,
                                             struct gradfig_error *error) {
    struct gradfig_report *report = g_new0(struct gradfig_report, 1);

    report->spec = spec;
    report->figure = series;
    report->claims = claims;
    report->layers = choose_layers(spec->depth);
    report->notices = g_array_new(FALSE, FALSE, sizeof(struct notice));
    report->judgements = g_array_new(FALSE, FALSE, sizeof(struct gradfig_judgement));
    if (!collect_table(report, stop, error) || !compute_networks(report, stop, error) ||
        !judge_claims(report, stop, error)) {
        gradfig_report_destroy(report);
        return NULL;
    }
    notices_collect(report);
    return report;
}

void gradfig_report_destroy(struct gradfig_report *report) {
    if (report == NULL) {
        return;
    }
    gradfig_series_finish(&report->table);
    g_array_free(report->layers, TRUE);
    g_array_free(report->notices, TRUE);
    g_array_free(report->judgements, TRUE);
    for (size_t i = 0; i < GRADFIG_NETWORKS_MAX; i++) {
        if (report->terms[i] != NULL) {
            g_array_free(report->terms[i], TRUE);
        }
    }
    g_free(report);
}

const struct gradfig_curve *report_curve(const struct gradfig_report *report,
                                         enum gradfig_panel panel, size_t index) {
    enum gradfig_role role =
        panel == GRADFIG_PANEL_SWEEP ? GRADFIG_ROLE_SWEEP : GRADFIG_ROLE_NETWORK;
    return gradfig_series_find(&report->table, (struct gradfig_curve_id){panel, role, index});
}
