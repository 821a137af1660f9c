/* Chooses the layers of a curve that become points. */
#include "simulation/thinning.h"

#include <math.h>

#include <glib.h>

static bool is_stopped(const struct outlet *outlet) {
    const volatile sig_atomic_t *stop = outlet->selection->stop;
    return stop != NULL && *stop != 0;
}

static bool emit(const struct outlet *outlet, double x, struct number y, bool certain) {
    struct point point = {.x = x, .y = y, .certain = certain};
    return !is_stopped(outlet) && outlet->visit(outlet->context, outlet->curve, &point);
}

bool outlet_emit(const struct outlet *outlet, double x, struct number y) {
    return emit(outlet, x, y, true);
}

static bool emit_state(const struct outlet *outlet, const struct state *state) {
    return emit(outlet, (double)state->layer, wide_to_number(state->value), state->certain);
}

/* The layer at `position` of those asked for, or of all; -1 after the last. */
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

bool outlet_walk(const struct outlet *outlet, const struct walker *walker) {
    return is_thinned(outlet) ? walk_thinned(outlet, walker) : walk_selected(outlet, walker);
}

/* ---- without a walk ---- */

/* Layers 0 and 1, where a slope of 0 becomes visible, and the stretches' ends; -1 after the last.
 */
static int64_t thinned_layer(const struct outlet *outlet, int64_t position) {
    if (position <= 1) {
        return position;
    }
    return position - 2 < n_stretches(outlet) ? stretch_end(outlet, position - 2) : -1;
}

bool outlet_visit_layers(const struct outlet *outlet,
                         struct number (*at)(const void *context, int64_t layer),
                         const void *context) {
    bool thinned = is_thinned(outlet);
    int64_t layer = 0;

    for (int64_t i = 0; layer >= 0; i++) {
        layer = thinned ? thinned_layer(outlet, i) : selected_layer(outlet, (size_t)i);
        if (layer >= 0 && !emit(outlet, (double)layer, at(context, layer), true)) {
            return false;
        }
    }
    return true;
}

/* ---- distributions ---- */

/* Puts the points on the peak and its slopes, because everywhere else the curve is flat. */
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

bool outlet_walk_hill(const struct outlet *outlet, const struct walker *walker, struct hill hill) {
    return is_thinned(outlet) ? walk_hill(outlet, walker, hill) : walk_selected(outlet, walker);
}
