/* Searches many periods for events, by looking only at the ends of those where none can hide.
 *
 * Where each layer of a period meets activations of one sign, the activation x and its error bound
 * E after that layer are (a + b·n)·s^n + c of the number n of periods, and so is an excess E - k|x|
 * or |x| - k, which an event makes positive. Its change from period to period has no constant part
 * and changes its sign at most once. So the excess is largest in the first or in the last period,
 * unless it rises at first and no longer does in the end. */
#include "simulation/activation_events.h"

#include "simulation/network.h"

/* ---- events ---- */

/* An event happens where `more` is above `less`. */
struct balance {
    struct wide more;
    struct wide less;
};

static const int64_t BEYOND_DOUBLES = 1024; /* 2^1024 */

static struct balance weigh_size(const struct activation_walk *walk) {
    return (struct balance){
        .more = wide_abs(walk->activation),
        .less = {.hi = 1, .exponent = BEYOND_DOUBLES},
    };
}

static bool overflows(const struct activation_walk *walk) {
    return walk->activation.exponent >= BEYOND_DOUBLES;
}

static struct balance weigh_error(const struct activation_walk *walk) {
    return (struct balance){walk->error_bound, activation_error_allowed(walk->activation)};
}

static bool is_uncertain(const struct activation_walk *walk) {
    return !activation_is_certain(walk->activation, walk->error_bound);
}

static const struct {
    struct balance (*weigh)(const struct activation_walk *walk);
    bool (*happens)(const struct activation_walk *walk);
} events[N_ACTIVATION_EVENTS] = {
    [ACTIVATION_OVERFLOWS] = {weigh_size, overflows},
    [ACTIVATION_IS_UNCERTAIN] = {weigh_error, is_uncertain},
};

/* ---- where an event can hide ---- */

static struct wide excess_of(struct balance balance) {
    return wide_subtract(balance.more, balance.less);
}

/* Whether the excess grows by more than rounding. */
static bool rises(int event, const struct activation_walk walks[2]) {
    static const int64_t rounding_bits = 80;
    struct balance before = events[event].weigh(&walks[0]);
    struct balance after = events[event].weigh(&walks[1]);
    struct wide rounding = wide_add(after.more, after.less);

    rounding.exponent -= rounding_bits;
    return wide_compare(wide_subtract(excess_of(after), excess_of(before)), rounding) > 0;
}

/* An event can also be next to where the excess is largest, and not there, if that is at 0. */
static bool may_happen_at(int event, const struct activation_walk *walk) {
    return events[event].happens(walk) || excess_of(events[event].weigh(walk)).hi >= 0;
}

/* Whether an event can happen after the layer that the walks of a span have reached. */
static bool may_happen_here(int event, const struct activation_span *span) {
    const struct activation_walk *first = &span->first[0];
    const struct activation_walk *last = &span->last[1];

    if (first->activation.hi == 0 && last->activation.hi == 0) {
        return false; /* it is 0 in all periods, in every digit */
    }
    return may_happen_at(event, first) || may_happen_at(event, last) ||
           (rises(event, span->first) && !rises(event, span->last));
}

static bool may_happen(struct activation_span *span, const int64_t *first) {
    bool may = false;

    for (int64_t i = 0; i < span->first[0].period && !may; i++) {
        for (size_t k = 0; k < 2; k++) {
            activation_walk_step(&span->first[k]);
            activation_walk_step(&span->last[k]);
        }
        for (int event = 0; event < N_ACTIVATION_EVENTS; event++) {
            may = may || (first[event] == NO_LAYER && may_happen_here(event, span));
        }
    }
    return may;
}

/* ---- the search ---- */

static void walk_layers(struct activation_walk *walk, int64_t end, int64_t *first) {
    while (walk->layer < end) {
        activation_walk_step(walk);
        for (int event = 0; event < N_ACTIVATION_EVENTS; event++) {
            bool is_first = first[event] == NO_LAYER && events[event].happens(walk);
            first[event] = is_first ? walk->layer : first[event];
        }
    }
}

static bool are_found(const int64_t *first) {
    int event = 0;

    while (event < N_ACTIVATION_EVENTS && first[event] != NO_LAYER) {
        event++;
    }
    return event == N_ACTIVATION_EVENTS;
}

/* Goes on by `n` periods, or stops when all events are found. Halves them if an event may be among
 * them. */
static void search_periods(struct activation_walk *walk, int64_t n, int64_t *first) {
    enum { FEW = 8 };

    if (are_found(first)) {
        return;
    }
    if (n <= FEW) {
        walk_layers(walk, walk->layer + n * walk->period, first);
        return;
    }
    struct activation_span span = activation_walk_span(walk, n);
    if (span.keeps_signs && !may_happen(&span, first)) {
        *walk = span.last[1];
    } else {
        search_periods(walk, n / 2, first);
        search_periods(walk, n - n / 2, first);
    }
}

void activation_events_find(struct activation_walk *walk, int64_t depth,
                            int64_t first[N_ACTIVATION_EVENTS]) {
    struct activation_walk ahead = *walk;

    for (int event = 0; event < N_ACTIVATION_EVENTS; event++) {
        first[event] = NO_LAYER;
    }
    activation_walk_jump(walk, depth);
    search_periods(&ahead, walk->layer / walk->period, first);
    walk_layers(walk, depth, first);
}
