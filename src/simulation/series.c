/* Collects the curves of the series, and names them. */
#include "simulation/series.h"

#include <math.h>

#include <glib.h>

#include "simulation/network.h"
#include "simulation/sampled_ends.h"

/* ---- roles ---- */

/* What a role adds to the name of a curve in the series table, and how its curves are drawn. */
static const struct {
    const char *suffix;
    enum curve_style style;
} roles[N_ROLES] = {
    [ROLE_IDENTITY] = {"", STYLE_LINE},
    [ROLE_NETWORK] = {"", STYLE_LINE},
    [ROLE_BRANCH] = {".branch", STYLE_LINE},
    [ROLE_COMPOSED] = {".composed", STYLE_LINE},
    [ROLE_SWEEP] = {"", STYLE_LINE},
    [ROLE_PATHS] = {".paths", STYLE_LINE},
    [ROLE_MEASURED] = {".measured", STYLE_POINTS},
    [ROLE_LOW] = {".q10", STYLE_LINE},
    [ROLE_HIGH] = {".q90", STYLE_LINE},
    [ROLE_MEAN] = {".mean", STYLE_LINE},
};

struct curve_name curve_name(const struct spec *spec, struct curve_id curve) {
    const char *stem = curve.role == ROLE_IDENTITY   ? "identity"
                       : curve.role == ROLE_MEASURED ? spec->measured[curve.index].name
                       : curve.panel == PANEL_SWEEP  ? spec->sweep.slopes.values[curve.index].text
                                                     : spec->networks[curve.index].name;

    return (struct curve_name){stem, roles[curve.role].suffix};
}

bool curve_is_same(struct curve_id a, struct curve_id b) {
    return a.panel == b.panel && a.role == b.role && a.index == b.index;
}

bool curve_is_random(const struct spec *spec, struct curve_id curve) {
    return curve.panel == PANEL_SWEEP ? spec->sweep.slope_sd.value > 0
                                      : network_is_random(&spec->networks[curve.index]);
}

/* ---- collecting ---- */

struct collector {
    GArray *curves; /* of struct curve; points still NULL */
    GArray *points; /* of struct point, all curves one after the other */
};

static bool collect(void *context, struct curve_id id, const struct point *point) {
    struct collector *collector = context;
    GArray *curves = collector->curves;

    if (curves->len == 0 ||
        !curve_is_same(g_array_index(curves, struct curve, curves->len - 1).id, id)) {
        struct curve curve = {.id = id, .style = roles[id.role].style};
        g_array_append_val(curves, curve);
    }
    g_array_index(curves, struct curve, curves->len - 1).n_points++;
    g_array_append_vals(collector->points, point, 1);
    return true;
}

/* Whether fewer of the paths carry most of the gradient in `a` than in `b`, or more of the gradient
 * is in equal bands. */
static bool is_clearer(const struct paths *a, const struct paths *b) {
    if (a->state != PATHS_SHOWN || b->state != PATHS_SHOWN) {
        return a->state == PATHS_SHOWN && b->state != PATHS_SHOWN;
    }
    return a->band_paths.log10_abs != b->band_paths.log10_abs
               ? a->band_paths.log10_abs < b->band_paths.log10_abs
               : a->band_gradient.log10_abs > b->band_gradient.log10_abs;
}

/* The clearest of all networks with skip connections. Zeroed if there is none. */
static struct paths find_paths(const struct spec *spec) {
    struct paths clearest = {.state = PATHS_NO_SKIP};

    for (size_t i = 0; i < spec->n_networks && spec_has_panel(spec, PANEL_PATHS); i++) {
        if (network_has_skip(&spec->networks[i])) {
            struct paths paths = paths_of(spec, i);
            bool is_first = clearest.state == PATHS_NO_SKIP;
            clearest = is_first || is_clearer(&paths, &clearest) ? paths : clearest;
        }
    }
    return clearest;
}

bool series_collect(struct series *series, const struct spec *spec,
                    const struct selection *selection, struct gradfig_error *error) {
    struct collector collector = {
        .curves = g_array_new(FALSE, FALSE, sizeof(struct curve)),
        .points = g_array_new(FALSE, FALSE, sizeof(struct point)),
    };
    bool done = series_visit(spec, selection, collect, &collector, error);

    if (done) {
        gsize n_curves = 0;
        series->spec = spec;
        series->curves = g_array_steal(collector.curves, &n_curves);
        series->n_curves = n_curves;
        struct point *points = g_array_steal(collector.points, NULL);
        for (size_t i = 0; i < series->n_curves; i++) {
            series->curves[i].points = points;
            points += series->curves[i].n_points;
        }
        sampled_ends_round(series);
        series->paths = find_paths(spec);
    }
    g_array_free(collector.curves, TRUE);
    g_array_free(collector.points, TRUE);
    return done;
}

void series_finish(struct series *series) {
    if (series->n_curves > 0) {
        g_free(series->curves[0].points); /* one block of memory for the points of all curves */
    }
    g_free(series->curves);
    *series = (struct series){0};
}

const struct curve *series_find(const struct series *series, struct curve_id id) {
    for (size_t i = 0; i < series->n_curves; i++) {
        if (curve_is_same(series->curves[i].id, id)) {
            return &series->curves[i];
        }
    }
    return NULL;
}

struct number curve_last(const struct curve *curve) {
    return curve->is_sampled ? curve->rounded : curve->points[curve->n_points - 1].y;
}

bool curve_ends_near_zero(const struct curve *curve) {
    return curve_last(curve).sign == 0 && curve->points[curve->n_points - 1].y.sign != 0;
}

/* How far beyond both its ends a curve turns before it is worth a word, log10. */
static const double FAR = 1;

bool curve_peaks(const struct curve *curve, struct number *peak) {
    struct number first = curve->points[0].y;
    struct number last = curve_last(curve);

    *peak = first;
    for (size_t i = 1; i < curve->n_points; i++) {
        *peak = curve->points[i].y.log10_abs > peak->log10_abs ? curve->points[i].y : *peak;
    }
    return last.sign != 0 && peak->log10_abs >= FAR + fmax(first.log10_abs, last.log10_abs);
}

bool curve_dips(const struct curve *curve, struct number *trough) {
    struct number first = curve->points[0].y;
    struct number last = curve_last(curve);
    bool is_crossing = false;

    *trough = first;
    for (size_t i = 0; i < curve->n_points; i++) {
        struct number own = curve->points[i].y;
        *trough = own.log10_abs < trough->log10_abs ? own : *trough;
        is_crossing = is_crossing || (curve->id.panel == PANEL_ACTIVATION && own.sign != last.sign);
    }
    return trough->sign != 0 && !is_crossing &&
           trough->log10_abs + FAR <= fmin(first.log10_abs, last.log10_abs);
}

double curve_zero_layer(const struct curve *curve) {
    for (size_t i = 0; i < curve->n_points; i++) {
        if (curve->points[i].y.sign == 0) {
            return curve->points[i].x;
        }
    }
    return NAN;
}
