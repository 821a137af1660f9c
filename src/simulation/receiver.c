/* Chooses the layers of a curve that become points. */
#include "simulation/receiver.h"

#include <math.h>

#include <glib.h>

#include "simulation/activation_walk.h"

static bool is_stopped(const struct receiver *receiver) {
    stop_flag *stop = receiver->selection->stop;
    return stop != NULL && *stop != 0;
}

static bool emit(const struct receiver *receiver, double x, struct number y, bool certain) {
    struct point point = {.x = x, .y = y, .low = y, .high = y, .certain = certain};
    return receiver_emit_point(receiver, &point);
}

bool receiver_emit_point(const struct receiver *receiver, const struct point *point) {
    return !is_stopped(receiver) && receiver->visit(receiver->context, receiver->curve, point);
}

bool receiver_emit(const struct receiver *receiver, double x, struct number y) {
    return emit(receiver, x, y, true);
}

/* The point of a curve over layers at the layer it has walked to, cheap until it is emitted. */
struct state {
    int64_t layer;
    struct wide value;
    struct wide error_bound; /* of `value`, as far as it may matter */
};

static struct state state_of(const struct walker *walker) {
    return (struct state){
        .layer = *walker->layer,
        .value = *walker->value,
        .error_bound = walker->error_bound != NULL ? *walker->error_bound : (struct wide){0},
    };
}

static bool emit_state(const struct receiver *receiver, const struct state *state) {
    return emit(receiver, (double)state->layer, wide_to_number(state->value),
                activation_is_certain(state->value, state->error_bound));
}

/* The layer at `position` of those asked for, or of all; -1 after the last. */
static int64_t selected_layer(const struct receiver *receiver, size_t position) {
    const struct selection *selection = receiver->selection;
    int64_t depth = receiver->spec->depth;
    int64_t layer = (int64_t)position;

    if (selection->layers != NULL) {
        layer = position < selection->n_layers ? selection->layers[position] : depth + 1;
    }
    return layer <= depth ? layer : -1;
}

/* Returns the state at `layer`, which is not above, or at any layer after a stop. A layer has the
 * same digits whichever others are asked for. */
static struct state walk_to(const struct receiver *receiver, const struct walker *walker,
                            int64_t layer) {
    if (walker->jump != NULL) {
        walker->jump(walker->walk, layer);
    }
    struct state state = state_of(walker);
    for (; state.layer < layer && !is_stopped(receiver); state.layer++) {
        walker->step(walker->walk);
    }
    return state_of(walker);
}

static bool walk_selected(const struct receiver *receiver, const struct walker *walker) {
    int64_t layer;

    for (size_t i = 0; (layer = selected_layer(receiver, i)) >= 0; i++) {
        struct state state = walk_to(receiver, walker, layer);
        if (!emit_state(receiver, &state)) {
            return false;
        }
    }
    return true;
}

static bool is_thinned(const struct receiver *receiver) {
    const struct selection *selection = receiver->selection;
    return selection->layers == NULL && selection->n_points_max > 0 &&
           (uint64_t)receiver->spec->depth >= selection->n_points_max;
}

/* Thinning divides layers 1..depth into stretches, layer 0 and the last layer apart. */
static int64_t n_stretches(const struct receiver *receiver) {
    return (int64_t)(receiver->selection->n_points_max - 2) / STRETCH_POINTS;
}

static int64_t stretch_end(const struct receiver *receiver, int64_t stretch) {
    /* depth <= 10^7 and at most a few hundred stretches: no overflow. */
    return receiver->spec->depth * (stretch + 1) / n_stretches(receiver);
}

/* Values that are the same double are drawn as one, so the first of them is kept. */
static bool is_below(const struct walker *walker, const struct state *a, const struct state *b) {
    struct wide low = walker->by_modulus ? wide_abs(a->value) : a->value;
    struct wide high = walker->by_modulus ? wide_abs(b->value) : b->value;

    low.lo = 0;
    high.lo = 0;
    return wide_compare(low, high) < 0;
}

struct extremes {
    struct state lowest;
    struct state highest;
    struct state last;
};

/* Walks at most a period, to `end` at the latest. Returns whether there are new extremes. */
static bool walk_period(const struct walker *walker, int64_t end, struct extremes *extremes) {
    bool is_new = false;

    for (int64_t i = 0; i < walker->period && extremes->last.layer < end; i++) {
        walker->step(walker->walk);
        extremes->last = state_of(walker);
        if (is_below(walker, &extremes->last, &extremes->lowest)) {
            extremes->lowest = extremes->last;
            is_new = true;
        } else if (is_below(walker, &extremes->highest, &extremes->last)) {
            extremes->highest = extremes->last;
            is_new = true;
        }
    }
    return is_new;
}

static void skip(const struct walker *walker, int64_t layer) {
    if (walker->skip != NULL) {
        walker->skip(walker->walk, layer);
    }
}

/* The extremes are in the first period or in the last. The steps from one to the other are small
 * at first and double, because an extreme that is reached early has its place near the layer where
 * it is reached. */
static struct extremes walk_stretch(const struct walker *walker, int64_t end) {
    walker->step(walker->walk);
    struct state state = state_of(walker);
    struct extremes extremes = {state, state, state};
    int64_t gap = walker->settles ? walker->period : end;

    for (bool is_new = true; extremes.last.layer < end; gap = is_new ? 2 * gap : end) {
        is_new = walk_period(walker, end, &extremes);
        skip(walker, MIN(extremes.last.layer + gap, end - walker->period));
    }
    return extremes;
}

static bool emit_extremes(const struct receiver *receiver, const struct extremes *extremes,
                          bool with_last) {
    bool lowest_first = extremes->lowest.layer < extremes->highest.layer;
    const struct state *first = lowest_first ? &extremes->lowest : &extremes->highest;
    const struct state *second = lowest_first ? &extremes->highest : &extremes->lowest;

    if (!emit_state(receiver, first) ||
        (second->layer != first->layer && !emit_state(receiver, second))) {
        return false;
    }
    bool last_is_missing = with_last && extremes->last.layer != second->layer;
    return !last_is_missing || emit_state(receiver, &extremes->last);
}

static bool walk_thinned(const struct receiver *receiver, const struct walker *walker) {
    struct state state = state_of(walker);

    if (!emit_state(receiver, &state)) {
        return false;
    }
    int64_t n = n_stretches(receiver);
    for (int64_t stretch = 0; stretch < n; stretch++) {
        struct extremes extremes = walk_stretch(walker, stretch_end(receiver, stretch));
        if (!emit_extremes(receiver, &extremes, stretch == n - 1)) {
            return false;
        }
    }
    return true;
}

bool receiver_walk(const struct receiver *receiver, const struct walker *walker) {
    return is_thinned(receiver) ? walk_thinned(receiver, walker) : walk_selected(receiver, walker);
}

/* ---- without a walk ---- */

struct places places_of_layers(bool are_random) {
    return (struct places){.last = -1, .are_random = are_random};
}

/* Layer 0; layer 1, where a slope of 0 becomes visible, unless slopes are random and never 0; and
 * the last two layers of each stretch, because signs may alternate. The first stretch may end with
 * layer 2. -1 after the last. */
static int64_t thinned_layer(const struct receiver *receiver, int64_t position, bool are_random) {
    position += are_random && position > 0 ? 1 : 0;
    int64_t stretch = position / 2 - 1;
    int64_t of_pair = position % 2;

    if (stretch < 0) {
        return of_pair;
    }
    return stretch < n_stretches(receiver) ? stretch_end(receiver, stretch) - 1 + of_pair : -1;
}

struct places places_of_depths(const struct receiver *receiver, double cost_of_layer) {
    static const double work_max = 1e8;
    static const double n_usual = 250;
    static const double n_least = 16; /* fewer would not show the form of the curve */
    double depth = (double)receiver->spec->depth;
    double all = cost_of_layer * depth * depth / 2;
    /* Depths in equal ratios have n/ln(depth) times the layers of the last one. */
    double affordable = floor(work_max / (cost_of_layer * depth / log(depth)));

    if (receiver->selection->layers != NULL || (!is_thinned(receiver) && all <= work_max)) {
        return (struct places){0};
    }
    double n = is_thinned(receiver) ? (double)receiver->selection->n_points_max : n_usual;
    return (struct places){.n_depths = fmax(n_least, fmin(n, affordable))};
}

/* The depth at `position` of `n` in equal ratios, after `previous`; -1 after the last. */
static int64_t thinned_depth(int64_t last, double n, int64_t position, int64_t previous) {
    double part = fmin((double)position / (n - 1), 1);
    int64_t depth = (int64_t)round(pow((double)last, part));

    depth = MAX(depth, previous + 1);
    return depth <= last ? depth : -1;
}

/* Goes on to the next place; returns whether there is one. */
static bool next_place(const struct receiver *receiver, struct places *places) {
    int64_t before = places->last;

    do {
        int64_t position = places->position++;
        places->last =
            places->n_depths > 0
                ? thinned_depth(receiver->spec->depth, places->n_depths, position, before)
            : is_thinned(receiver) ? thinned_layer(receiver, position, places->are_random)
                                   : selected_layer(receiver, (size_t)position);
    } while (places->last >= 0 && places->last <= before);
    return places->last >= 0;
}

bool receiver_visit(const struct receiver *receiver, struct places places,
                    struct number (*at)(void *context, int64_t place), void *context) {
    bool goes_on = true;

    while (goes_on && next_place(receiver, &places)) {
        goes_on = receiver_emit(receiver, (double)places.last, at(context, places.last));
    }
    return goes_on;
}

int64_t *receiver_list(const struct receiver *receiver, struct places places, size_t *n) {
    GArray *list = g_array_new(FALSE, FALSE, sizeof(int64_t));

    while (next_place(receiver, &places)) {
        g_array_append_val(list, places.last);
    }
    *n = list->len;
    return (int64_t *)(void *)g_array_free(list, FALSE);
}

/* ---- distributions ---- */

/* Puts the points on the peak and its slopes, because everywhere else the curve is flat. */
static bool walk_hill(const struct receiver *receiver, const struct walker *walker,
                      struct hill hill) {
    enum { DEVIATIONS = 6, OTHERS = 4 };
    double last = (double)receiver->spec->depth - 1;
    double width = DEVIATIONS * hill.deviation + 2;
    int64_t low = (int64_t)fmin(fmax(1, floor(hill.mean - width)), last);
    int64_t high = (int64_t)fmin(ceil(hill.mean + width), last);
    int64_t n_points = MAX((int64_t)receiver->selection->n_points_max - OTHERS, 1);
    int64_t step = (high - low) / n_points + 1;
    struct state state = state_of(walker);

    for (int64_t next = low; state.layer < receiver->spec->depth; next += step) {
        if (!emit_state(receiver, &state)) {
            return false;
        }
        state = walk_to(receiver, walker, next <= high ? next : receiver->spec->depth);
    }
    return emit_state(receiver, &state);
}

bool receiver_walk_hill(const struct receiver *receiver, const struct walker *walker,
                        struct hill hill) {
    return is_thinned(receiver) ? walk_hill(receiver, walker, hill)
                                : walk_selected(receiver, walker);
}
