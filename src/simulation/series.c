/* The series of the four panels: which curves there are, and at which layers. */
#include "simulation/series.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "simulation/network_private.h"
#include "simulation/paths_private.h"
#include "simulation/wide_number.h"

/* ---- where the points of one curve go ---- */

struct outlet {
    const struct spec *spec;
    const struct selection *selection;
    point_visitor *visit;
    void *context;
    struct curve_id curve;
};

static bool is_stopped(const struct outlet *outlet) {
    const volatile sig_atomic_t *stop = outlet->selection->stop;
    return stop != NULL && *stop != 0;
}

static bool emit(const struct outlet *outlet, double x, struct number y, bool certain) {
    struct point point = {.x = x, .y = y, .certain = certain};
    return !is_stopped(outlet) && outlet->visit(outlet->context, outlet->curve, &point);
}

/* The point of a curve over layers at the layer it has walked to, cheap until it is emitted. */
struct state {
    int64_t layer;
    struct wide value;
    bool certain;
};

static bool emit_state(const struct outlet *outlet, const struct state *state) {
    return emit(outlet, (double)state->layer, wide_to_number(state->value), state->certain);
}

/* A curve over layers that has to be walked layer by layer. */
struct walker {
    void *walk;
    struct state (*state)(const void *walk);
    void (*step)(void *walk);
    bool by_modulus; /* extremes are those of a log axis */
};

static struct state gradient_state(const void *walk) {
    const struct gradient_walk *at = walk;
    return (struct state){.layer = at->layer, .value = at->gradient, .certain = true};
}

static void gradient_step(void *walk) {
    gradient_walk_step(walk);
}

static struct state activation_state(const void *walk) {
    const struct activation_walk *at = walk;
    return (struct state){
        .layer = at->layer,
        .value = at->activation,
        .certain = activation_walk_is_certain(at),
    };
}

static void activation_step(void *walk) {
    activation_walk_step(walk);
}

/* ---- which layers ---- */

/* The layers named, or all of them: the position-th, or -1 behind the last. */
static int64_t selected_layer(const struct outlet *outlet, size_t position) {
    const struct selection *selection = outlet->selection;
    int64_t depth = outlet->spec->depth;
    int64_t layer = (int64_t)position;

    if (selection->layers != NULL) {
        layer = position < selection->n_layers ? selection->layers[position] : depth + 1;
    }
    return layer <= depth ? layer : -1;
}

static bool walk_selected(const struct outlet *outlet, const struct walker *walker) {
    struct state state = walker->state(walker->walk);
    int64_t layer;

    for (size_t i = 0; (layer = selected_layer(outlet, i)) >= 0; i++) {
        for (; state.layer < layer && !is_stopped(outlet); state.layer++) {
            walker->step(walker->walk);
        }
        state = walker->state(walker->walk);
        if (!emit_state(outlet, &state)) {
            return false;
        }
    }
    return true;
}

static bool is_thinned(const struct outlet *outlet) {
    const struct selection *selection = outlet->selection;
    return selection->layers == NULL && selection->n_points_max > 0 &&
           (uint64_t)outlet->spec->depth >= selection->n_points_max;
}

/* Thinning divides layers 1..depth into stretches of two points each, layer 0 and the last layer
 * apart. */
static int64_t n_stretches(const struct outlet *outlet) {
    return (int64_t)(outlet->selection->n_points_max - 2) / 2;
}

static int64_t stretch_end(const struct outlet *outlet, int64_t stretch) {
    /* depth <= 10^7 and at most a few hundred stretches: no overflow. */
    return outlet->spec->depth * (stretch + 1) / n_stretches(outlet);
}

static bool is_below(const struct walker *walker, const struct state *a, const struct state *b) {
    if (walker->by_modulus) {
        return wide_compare(wide_abs(a->value), wide_abs(b->value)) < 0;
    }
    return wide_compare(a->value, b->value) < 0;
}

struct extremes {
    struct state lowest;
    struct state highest;
    struct state last;
};

static struct extremes walk_stretch(const struct walker *walker, int64_t end) {
    walker->step(walker->walk);
    struct state state = walker->state(walker->walk);
    struct extremes extremes = {state, state, state};

    while (extremes.last.layer < end) {
        walker->step(walker->walk);
        extremes.last = walker->state(walker->walk);
        if (is_below(walker, &extremes.last, &extremes.lowest)) {
            extremes.lowest = extremes.last;
        } else if (is_below(walker, &extremes.highest, &extremes.last)) {
            extremes.highest = extremes.last;
        }
    }
    return extremes;
}

static bool emit_extremes(const struct outlet *outlet, const struct extremes *extremes,
                          bool with_last) {
    bool lowest_first = extremes->lowest.layer < extremes->highest.layer;
    const struct state *first = lowest_first ? &extremes->lowest : &extremes->highest;
    const struct state *second = lowest_first ? &extremes->highest : &extremes->lowest;

    if (!emit_state(outlet, first) ||
        (second->layer != first->layer && !emit_state(outlet, second))) {
        return false;
    }
    bool last_is_missing = with_last && extremes->last.layer != second->layer;
    return !last_is_missing || emit_state(outlet, &extremes->last);
}

static bool walk_thinned(const struct outlet *outlet, const struct walker *walker) {
    struct state state = walker->state(walker->walk);

    if (!emit_state(outlet, &state)) {
        return false;
    }
    int64_t n = n_stretches(outlet);
    for (int64_t stretch = 0; stretch < n; stretch++) {
        struct extremes extremes = walk_stretch(walker, stretch_end(outlet, stretch));
        if (!emit_extremes(outlet, &extremes, stretch == n - 1)) {
            return false;
        }
    }
    return true;
}

static bool walk_layers(const struct outlet *outlet, const struct walker *walker) {
    return is_thinned(outlet) ? walk_thinned(outlet, walker) : walk_selected(outlet, walker);
}

/* ---- the curves ---- */

/* Layers 0 and 1, where a slope of 0 shows, and the stretches' ends; -1 behind the last. */
static int64_t thinned_layer(const struct outlet *outlet, int64_t position) {
    if (position <= 1) {
        return position;
    }
    return position - 2 < n_stretches(outlet) ? stretch_end(outlet, position - 2) : -1;
}

/* The gradient of equal layers is a straight line on the log axis: no walk, and any layers do. */
static bool visit_uniform_gradient(const struct outlet *outlet, double skip, double scale,
                                   double slope) {
    bool thinned = is_thinned(outlet);
    int64_t layer = 0;

    for (int64_t i = 0; layer >= 0; i++) {
        if (thinned) {
            layer = thinned_layer(outlet, i);
        } else {
            layer = selected_layer(outlet, (size_t)i);
        }
        if (layer >= 0 &&
            !emit(outlet, (double)layer,
                  gradient_to_number(uniform_gradient(skip, scale, slope, layer)), true)) {
            return false;
        }
    }
    return true;
}

static bool visit_activation(const struct outlet *outlet, const struct network *network) {
    struct activation_walk walk;
    activation_walk_init(&walk, network, outlet->spec->input.value);
    return walk_layers(
        outlet,
        &(struct walker){.walk = &walk, .state = activation_state, .step = activation_step});
}

static bool visit_gradient(const struct outlet *outlet, const struct network *network) {
    if (network_has_uniform_slope(network)) {
        return visit_uniform_gradient(outlet, network->skip.value, network->scale.value,
                                      network->slopes.values[0].value);
    }
    struct gradient_walk walk;
    gradient_walk_init(&walk, network);
    return walk_layers(outlet, &(struct walker){.walk = &walk,
                                                .state = gradient_state,
                                                .step = gradient_step,
                                                .by_modulus = true});
}

static bool visit_line(struct outlet *outlet, enum curve_role role, struct affine line) {
    const struct real *ends = outlet->spec->geometry.x.values;

    outlet->curve.role = role;
    for (size_t i = 0; i < 2; i++) {
        struct wide y = affine_at(line, wide_from_double(ends[i].value));
        if (!emit(outlet, ends[i].value, wide_to_number(y), true)) {
            return false;
        }
    }
    return true;
}

static bool visit_geometry(struct outlet *outlet, const struct network *network) {
    if (!visit_line(outlet, ROLE_NETWORK, network_block(network, 1))) {
        return false;
    }
    if (network->skip.value != 0 && !visit_line(outlet, ROLE_BRANCH, network_branch(network, 1))) {
        return false;
    }
    return visit_line(outlet, ROLE_COMPOSED, network_composed(network, outlet->spec->depth));
}

static struct state path_gradient_state(const void *walk) {
    const struct path_walk *at = walk;
    return (struct state){.layer = at->length, .value = at->gradient, .certain = true};
}

static struct state path_count_state(const void *walk) {
    const struct path_walk *at = walk;
    return (struct state){.layer = at->length, .value = at->paths, .certain = true};
}

static void path_step(void *walk) {
    path_walk_step(walk);
}

/* Where a distribution is more than next to nothing. */
struct hill {
    double mean;
    double deviation;
};

/* Points are for the hill and its foot: on both sides of it there is nothing to be seen. */
static bool walk_hill(const struct outlet *outlet, const struct walker *walker, struct hill hill) {
    enum { DEVIATIONS = 6, OTHERS = 4 };
    double last = (double)outlet->spec->depth - 1;
    double width = DEVIATIONS * hill.deviation + 2;
    int64_t low = (int64_t)fmin(fmax(1, floor(hill.mean - width)), last);
    int64_t high = (int64_t)fmin(ceil(hill.mean + width), last);
    int64_t n_points = MAX((int64_t)outlet->selection->n_points_max - OTHERS, 1);
    int64_t step = (high - low) / n_points + 1;
    struct state state = walker->state(walker->walk);

    for (int64_t next = low; state.layer < outlet->spec->depth; next += step) {
        if (!emit_state(outlet, &state)) {
            return false;
        }
        next = next <= high ? next : outlet->spec->depth;
        for (; state.layer < next && !is_stopped(outlet); state.layer++) {
            walker->step(walker->walk);
        }
        state = walker->state(walker->walk);
    }
    return emit_state(outlet, &state);
}

static bool walk_lengths(const struct outlet *outlet, const struct walker *walker,
                         struct hill hill) {
    return is_thinned(outlet) ? walk_hill(outlet, walker, hill) : walk_selected(outlet, walker);
}

/* Lengths from 0 to the depth, all of them where layers are named: they are no layers. */
static bool visit_paths(struct outlet *outlet, const struct network *network) {
    struct selection lengths = *outlet->selection;
    struct outlet of_lengths = *outlet;
    double depth = (double)outlet->spec->depth;
    struct path_walk walk;

    lengths.layers = NULL;
    of_lengths.selection = &lengths;
    if (path_walk_init(&walk, network, outlet->spec->depth) != PATHS_SHOWN) {
        return true;
    }
    struct path_walk start = walk;
    struct walker walker = {.walk = &walk, .state = path_gradient_state, .step = path_step};
    bool done = walk_lengths(&of_lengths, &walker, (struct hill){walk.mean, walk.deviation});
    if (done) {
        walk = start;
        walker.state = path_count_state;
        of_lengths.curve.role = ROLE_PATHS;
        done = walk_lengths(&of_lengths, &walker, (struct hill){depth / 2, sqrt(depth) / 2});
    }
    path_walk_finish(&walk);
    return done;
}

static bool visit_panel(struct outlet *outlet, enum panel_kind panel, size_t index) {
    const struct spec *spec = outlet->spec;
    const struct sweep *sweep = &spec->sweep;

    outlet->curve = (struct curve_id){panel, ROLE_NETWORK, index};
    switch (panel) {
    case PANEL_ACTIVATION:
        return visit_activation(outlet, &spec->networks[index]);
    case PANEL_GRADIENT:
        return visit_gradient(outlet, &spec->networks[index]);
    case PANEL_GEOMETRY:
        return visit_geometry(outlet, &spec->networks[index]);
    case PANEL_SWEEP:
        outlet->curve.role = ROLE_SWEEP;
        return visit_uniform_gradient(outlet, sweep->skip.value, sweep->scale.value,
                                      sweep->slopes.values[index].value);
    case PANEL_PATHS:
        return visit_paths(outlet, &spec->networks[index]);
    case N_PANELS:
        break;
    }
    assert(!"a panel without a case");
    return false;
}

static bool visit_identity(struct outlet *outlet) {
    outlet->curve = (struct curve_id){.panel = PANEL_GEOMETRY};
    return visit_line(outlet, ROLE_IDENTITY, (struct affine){.slope = wide_from_double(1)});
}

static size_t n_curves_of(const struct spec *spec, enum panel_kind panel) {
    if (panel == PANEL_PATHS && !spec_has_panel(spec, panel)) {
        return 0;
    }
    return panel == PANEL_SWEEP ? spec->sweep.slopes.n_values : spec->n_networks;
}

static bool visit_all(struct outlet *outlet) {
    for (int panel = 0; panel < N_PANELS; panel++) {
        size_t n = n_curves_of(outlet->spec, (enum panel_kind)panel);
        if (panel == PANEL_GEOMETRY && !visit_identity(outlet)) {
            return false;
        }
        for (size_t i = 0; i < n; i++) {
            if (!visit_panel(outlet, (enum panel_kind)panel, i)) {
                return false;
            }
        }
    }
    return true;
}

bool series_visit(const struct spec *spec, const struct selection *selection, point_visitor *visit,
                  void *context, struct gradfig_error *error) {
    struct outlet outlet = {
        .spec = spec, .selection = selection, .visit = visit, .context = context};
    return visit_all(&outlet) || error_set(error, GRADFIG_INTERRUPTED, "interrupted");
}

/* ---- collecting ---- */

struct collector {
    GArray *curves; /* of struct curve; points still NULL */
    GArray *points; /* of struct point, of all curves in turn */
};

static bool is_same(struct curve_id a, struct curve_id b) {
    return a.panel == b.panel && a.role == b.role && a.index == b.index;
}

static bool collect(void *context, struct curve_id id, const struct point *point) {
    struct collector *collector = context;
    GArray *curves = collector->curves;

    if (curves->len == 0 || !is_same(g_array_index(curves, struct curve, curves->len - 1).id, id)) {
        struct curve curve = {.id = id};
        g_array_append_val(curves, curve);
    }
    g_array_index(curves, struct curve, curves->len - 1).n_points++;
    g_array_append_vals(collector->points, point, 1);
    return true;
}

/* Of no network unless one has a skip connection. */
static struct paths find_paths(const struct spec *spec) {
    size_t i = 0;

    while (i < spec->n_networks && spec->networks[i].skip.value == 0) {
        i++;
    }
    if (i == spec->n_networks || !spec_has_panel(spec, PANEL_PATHS)) {
        return (struct paths){.state = PATHS_NO_SKIP};
    }
    return paths_of(spec, i);
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
        series->curves = g_array_steal(collector.curves, &n_curves);
        series->n_curves = n_curves;
        struct point *points = g_array_steal(collector.points, NULL);
        for (size_t i = 0; i < series->n_curves; i++) {
            series->curves[i].points = points;
            points += series->curves[i].n_points;
        }
        series->paths = find_paths(spec);
    }
    g_array_free(collector.curves, TRUE);
    g_array_free(collector.points, TRUE);
    return done;
}

void series_finish(struct series *series) {
    if (series->n_curves > 0) {
        g_free(series->curves[0].points); /* one block, in the order of the curves */
    }
    g_free(series->curves);
    *series = (struct series){0};
}

const struct curve *series_find(const struct series *series, struct curve_id id) {
    for (size_t i = 0; i < series->n_curves; i++) {
        if (is_same(series->curves[i].id, id)) {
            return &series->curves[i];
        }
    }
    return NULL;
}

/* ---- names ---- */

struct curve_name curve_name(const struct spec *spec, struct curve_id curve) {
    switch (curve.role) {
    case ROLE_IDENTITY:
        return (struct curve_name){"identity", ""};
    case ROLE_NETWORK:
        return (struct curve_name){spec->networks[curve.index].name, ""};
    case ROLE_BRANCH:
        return (struct curve_name){spec->networks[curve.index].name, ".branch"};
    case ROLE_COMPOSED:
        return (struct curve_name){spec->networks[curve.index].name, ".composed"};
    case ROLE_SWEEP:
        return (struct curve_name){spec->sweep.slopes.values[curve.index].text, ""};
    case ROLE_PATHS:
        return (struct curve_name){spec->networks[curve.index].name, ".paths"};
    }
    assert(!"a role without a case");
    return (struct curve_name){"", ""};
}
