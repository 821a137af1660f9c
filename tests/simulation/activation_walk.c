/* Tests of simulation/activation_walk: many periods at once end where single layers end. */
#include "shared/fixture.h"

#include "simulation/activation_events.h"
#include "simulation/activation_walk.h"
#include "simulation/network.h"

struct row {
    const char *slopes;
    const char *intercepts;
    const char *skip;
    const char *input;
};

static const struct row rows[] = {
    {"0.8", "0.1", "0", "1"},                  /* approaches a fixed point */
    {"0.2", "0.05", "1", "1"},                 /* grows beyond all doubles */
    {"0.25", "0.0625", "1", "-0.25"},          /* stays at a fixed point that repels */
    {"0.25", "0.0625", "1", "-0.25000000001"}, /* leaves it */
    {"0.001", "-0.01", "1", "9"},              /* passes 0 once, falling */
    {"-0.001", "0.01", "1", "-20"},            /* passes 0 once, rising */
    {"-0.9", "0.1", "0", "100"},               /* swings around 0, then above it */
    {"-1.001", "0.1", "0", "0.04"},            /* swings above 0, then around it */
    {"-1", "0.3", "0", "1"},                   /* swings for ever */
    {"-1.0000001", "1e5", "0", "50000.3"},     /* the swing grows slowly */
    {"0", "0.1", "1", "-30"},                  /* a straight line */
    {"0", "0.1", "0", "1"},                    /* constant after a layer */
    {"0.8", "0", "0", "1e300"},                /* falls below all doubles */
    {"0", "0", "1", "0"},                      /* 0 for ever */
    {"0.1,-0.3,0.5", "0.1,-1", "1", "-2"},     /* lists of 3 and 2 */
    {"0.1,-0.3,0.5", "0.1,-1", "0", "-2"},     /* a negative slope over the 6 layers */
    {"-2,0.5,0.99", "0.1", "0", "3"},          /* layers of both signs, slowly */
    {"1.2,0.8,1.05,0.99", "-0.3,0.1,0.02", "0", "-50"},
    {"0.9,1.1,1.0101010101010102", "1e-5", "0", "-1"},
    {"2", "0", "0", "1"},                   /* is 2^1024 at layer 1024 */
    {"0", "-0.01", "1", "200"},             /* meets 0 in all digits but the last */
    {"1", "1,-1", "0", "0"},                /* every second one is 0 */
    {"-0.99999999999", "1e-300", "1", "1"}, /* loses its digits, and has them again */
    {"1000,0.001", "1e-4,-0.1", "0", "-7"}, /* falls in a line, each layer on its own */
};

static void set_up(struct fixture *fixture, const struct row *row) {
    fixture_set(fixture, "depth", "100000");
    fixture_set(fixture, "input", row->input);
    fixture_set(fixture, "networks.plain.slopes", row->slopes);
    fixture_set(fixture, "networks.plain.intercepts", row->intercepts);
    fixture_set(fixture, "networks.plain.skip", row->skip);
}

/* `found` is within the part `relative` of `expected`, and within `absolute` beside it. */
static void expect_close(const struct row *row, const char *what, struct wide found,
                         struct wide expected, double relative, struct wide absolute) {
    struct wide error = wide_abs(wide_subtract(found, expected));
    struct wide bound =
        wide_add(wide_multiply(wide_from_double(relative), wide_abs(expected)), absolute);

    if (wide_compare(error, bound) > 0) {
        row_fail("%s, %s, %s: %.17g·2^%lld, expected %.17g·2^%lld", row->slopes, row->intercepts,
                 what, found.hi, (long long)found.exponent, expected.hi,
                 (long long)expected.exponent);
    }
}

static void expect_same(const struct row *row, const struct activation_walk *found,
                        const struct activation_walk *expected) {
    struct wide negligible = expected->error_bound;

    negligible.exponent -= negligible.hi == 0 ? 0 : 33; /* the bound has units of 2^-53 */
    expect_equal("layer", found->layer, expected->layer);
    expect_close(row, "activation", found->activation, expected->activation, 0x1p-86, negligible);
    expect_close(row, "error bound", found->error_bound, expected->error_bound, 0x1p-40,
                 (struct wide){0});
}

static void skipped_layers_are_as_walked(void **state) {
    static const int64_t layers[] = {1, 31, 200, 201, 1000, 1003, 20000, 99999};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct activation_walk walked;
        struct activation_walk skipped;
        set_up(fixture, &rows[i]);
        double input = fixture->spec.input.value;
        activation_walk_init(&walked, &fixture->spec.networks[0], input);
        activation_walk_init(&skipped, &fixture->spec.networks[0], input);
        for (size_t j = 0; j < sizeof(layers) / sizeof(layers[0]); j++) {
            while (walked.layer < layers[j]) {
                activation_walk_step(&walked);
            }
            activation_walk_skip(&skipped, layers[j]);
            assert_true(layers[j] - skipped.layer < 32 * skipped.period);
            while (skipped.layer < layers[j]) {
                activation_walk_step(&skipped);
            }
            expect_same(&rows[i], &skipped, &walked);
        }
        activation_walk_finish(&walked);
        activation_walk_finish(&skipped);
    }
}

/* The events as a walk through all layers meets them. */
static void find_by_walk(struct activation_walk *walk, int64_t depth, int64_t *first) {
    first[ACTIVATION_OVERFLOWS] = NO_LAYER;
    first[ACTIVATION_IS_UNCERTAIN] = NO_LAYER;
    while (walk->layer < depth) {
        activation_walk_step(walk);
        bool overflows = walk->activation.exponent >= 1024;
        bool is_uncertain = !activation_is_certain(walk->activation, walk->error_bound);
        if (overflows && first[ACTIVATION_OVERFLOWS] == NO_LAYER) {
            first[ACTIVATION_OVERFLOWS] = walk->layer;
        }
        if (is_uncertain && first[ACTIVATION_IS_UNCERTAIN] == NO_LAYER) {
            first[ACTIVATION_IS_UNCERTAIN] = walk->layer;
        }
    }
}

static void events_are_found_without_a_walk(void **state) {
    static const int64_t depths[] = {1500, 30000};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        set_up(fixture, &rows[i]);
        for (size_t j = 0; j < sizeof(depths) / sizeof(depths[0]); j++) {
            struct activation_walk walked;
            struct activation_walk found;
            int64_t expected[N_ACTIVATION_EVENTS];
            int64_t layers[N_ACTIVATION_EVENTS];
            activation_walk_init(&walked, &fixture->spec.networks[0], fixture->spec.input.value);
            activation_walk_init(&found, &fixture->spec.networks[0], fixture->spec.input.value);
            find_by_walk(&walked, depths[j], expected);
            activation_events_find(&found, depths[j], layers);
            for (int event = 0; event < N_ACTIVATION_EVENTS; event++) {
                if (layers[event] != expected[event]) {
                    row_fail("%s, %s: event %d at layer %lld, expected %lld", rows[i].slopes,
                             rows[i].intercepts, event, (long long)layers[event],
                             (long long)expected[event]);
                }
            }
            expect_same(&rows[i], &found, &walked);
            activation_walk_finish(&walked);
            activation_walk_finish(&found);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_FIXTURE(skipped_layers_are_as_walked),
        TEST_WITH_FIXTURE(events_are_found_without_a_walk),
    };
    return run_all(tests);
}
