/* Tests of the series: closed forms, properties of lists, thinning, stopping, certain digits. */
#include "shared/fixture.h"
#include "shared/sanitized.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

/* The networks of the article's spec. */
enum { PLAIN, RESIDUAL };

#define SETTINGS_MAX 6

/* KEY, VALUE, KEY, VALUE, ... of one spec. */
typedef const char *const settings[2 * SETTINGS_MAX];

static void apply(struct fixture *fixture, settings pairs) {
    for (size_t i = 0; i < SETTINGS_MAX && pairs[2 * i] != NULL; i++) {
        fixture_set(fixture, pairs[2 * i], pairs[2 * i + 1]);
    }
}

/* A fresh article's spec. */
static struct fixture *renew(void **state) {
    fixture_teardown(state);
    assert_int_equal(fixture_setup(state), 0);
    return *state;
}

static const struct point *network_point(const struct fixture *fixture, enum panel_kind panel,
                                         size_t network, int64_t layer) {
    return fixture_point(fixture_curve(fixture, panel, ROLE_NETWORK, network), (double)layer);
}

static struct number gradient_at(struct fixture *fixture, size_t network, int64_t layer) {
    fixture_collect_at(fixture, layer);
    return network_point(fixture, PANEL_GRADIENT, network, layer)->y;
}

static struct number activation_at(struct fixture *fixture, size_t network, int64_t layer) {
    fixture_collect_at(fixture, layer);
    return network_point(fixture, PANEL_ACTIVATION, network, layer)->y;
}

/* ---- gradients with a closed form ---- */

#define S(field) "networks.plain." field
#define LOG10_2 0.30102999566398119521
#define BEYOND INFINITY /* a value that no double holds */

static const struct {
    const char *what;
    const char *settings[2 * SETTINGS_MAX];
    int64_t layer;
    int sign;
    double log10_abs;
    double value; /* BEYOND, whatever the sign and size */
} gradients[] = {
    {"depth 0", {"depth", "0"}, 0, 1, 0, 1},
    {"layer 0", {S("slope"), "0.5"}, 0, 1, 0, 1},
    {"layer 0 of slope 0", {S("slope"), "0"}, 0, 1, 0, 1},
    {"slope 0", {S("slope"), "0"}, 1, 0, -INFINITY, 0},
    {"slope 0, deeper", {S("slope"), "0"}, 10, 0, -INFINITY, 0},
    {"branch cancels skip", {S("slope"), "-1", S("skip"), "1"}, 1, 0, -INFINITY, 0},
    {"scaled branch cancels skip",
     {S("slope"), "-4", S("skip"), "1", S("scale"), "0.25"},
     7,
     0,
     -INFINITY,
     0},
    {"scale 0", {S("slope"), "5", S("scale"), "0"}, 2, 0, -INFINITY, 0},
    {"scale 0 beside a skip", {S("slope"), "5", S("scale"), "0", S("skip"), "1"}, 2, 1, 0, 1},
    {"zero in a list, before", {S("slopes"), "0.5,2,0,3"}, 2, 1, 0, 1},
    {"zero in a list, at", {S("slopes"), "0.5,2,0,3"}, 3, 0, -INFINITY, 0},
    {"zero in a list, behind", {S("slopes"), "0.5,2,0,3"}, 4, 0, -INFINITY, 0},
    {"list repeats", {S("slopes"), "2,4"}, 5, 1, 7 * LOG10_2, 128},
    {"list of unlike signs", {S("slopes"), "-2,4,-8"}, 3, 1, 6 * LOG10_2, 64},
    {"list of unlike signs, odd", {S("slopes"), "-2,4,-8"}, 4, -1, 7 * LOG10_2, -128},

    {"negative, odd", {S("slope"), "-0.5"}, 3, -1, -3 * LOG10_2, -0.125},
    {"negative, even", {S("slope"), "-0.5"}, 4, 1, -4 * LOG10_2, 0.0625},
    {"-1, odd", {S("slope"), "-2", S("skip"), "1"}, 9, -1, 0, -1},
    {"-1, even", {S("slope"), "-2", S("skip"), "1"}, 10, 1, 0, 1},

    /* 1 + a where a double holds no such sum: the logarithm is layer · a / ln 10 */
    {"1 - 1e-17", {S("slope"), "-1e-17", S("skip"), "1"}, 10, 1, -4.3429448190325186089e-17, 1},
    {"1 + 1e-17", {S("slope"), "1e-17", S("skip"), "1"}, 1, 1, 4.3429448190325185655e-18, 1},
    {"-1 + 1e-17", {S("slope"), "1e-17", S("skip"), "-1"}, 1, -1, -4.3429448190325186089e-18, -1},
    {"1 + 1e-300", {S("slope"), "1e-300", S("skip"), "1"}, 1, 1, 4.3429448190325183853e-301, 1},
    {"1e-200 + 1", {S("slope"), "1", S("skip"), "1e-200"}, 1, 1, 4.3429448190325182765e-201, 1},
    {"1 + 1e-150 1e-150",
     {S("slope"), "1e-150", S("scale"), "1e-150", S("skip"), "1"},
     1,
     1,
     4.3429448190325182765e-301,
     1},

    {"0.8^1000000", {"depth", "1000000"}, 1000000, 1, -96910.013008056390251, BEYOND},
    {"1.2^10000000",
     {"depth", "10000000", S("slope"), "0.2", S("skip"), "1"},
     10000000,
     1,
     791812.46047624831741,
     BEYOND},
    {"1e-200 1e-200", {S("slope"), "1e-200", S("scale"), "1e-200"}, 1, 1, -400, BEYOND},
    {"1e-200 1e-200, deeper", {S("slope"), "1e-200", S("scale"), "-1e-200"}, 3, -1, -1200, BEYOND},
    {"1e200 1e200", {S("slope"), "1e200", S("scale"), "1e200"}, 1, 1, 400, BEYOND},
    {"1e200 1e-200", {S("slope"), "1e200", S("scale"), "1e-200"}, 1, 1, -4.6e-17, 1},
    {"subnormal slope", {S("slope"), "5e-324"}, 1, 1, -1074 * LOG10_2, 0x1p-1074},
    {"least slope squared", {S("slope"), "5e-324"}, 2, 1, -2148 * LOG10_2, BEYOND},
};

/* The one row whose exact logarithm depends on how 1e200 and 1e-200 were rounded. */
static double tolerance_of(double log10_abs) {
    return fabs(log10_abs) == 4.6e-17 ? 1e-16 : ulps(4, log10_abs);
}

static void gradient_has_its_closed_form(void **state) {
    for (size_t i = 0; i < sizeof(gradients) / sizeof(gradients[0]); i++) {
        const char *what = gradients[i].what;
        if (IS_SANITIZED && gradients[i].layer > 1000000) {
            continue; /* the same walk, but long */
        }
        struct fixture *fixture = renew(state);
        apply(fixture, gradients[i].settings);
        struct number found = gradient_at(fixture, PLAIN, gradients[i].layer);

        expect_equal(what, found.sign, gradients[i].sign);
        expect_near(what, found.log10_abs, gradients[i].log10_abs,
                    tolerance_of(gradients[i].log10_abs));
        expect_equal(what, number_fits_double(found), gradients[i].value != BEYOND);
        if (gradients[i].value != BEYOND) {
            expect_near(what, found.value, gradients[i].value, ulps(1, gradients[i].value));
        }
    }
}

/* The sweep is the same formula with the slope as its only difference. */
static void sweep_is_the_gradient_of_its_network(void **state) {
    static const char *const slopes[] = {"-0.8", "-1", "0", "1e-17", "-2.5", "0.2"};
    struct fixture *fixture = *state;
    char list[128] = "";

    for (size_t i = 0; i < 6; i++) {
        strcat(strcat(list, i > 0 ? "," : ""), slopes[i]);
    }
    fixture_set(fixture, "sweep.slopes", list);
    fixture_set(fixture, "sweep.skip", "0.5");
    fixture_set(fixture, "sweep.scale", "-1.5");
    fixture_set(fixture, S("skip"), "0.5");
    fixture_set(fixture, S("scale"), "-1.5");
    for (size_t i = 0; i < 6; i++) {
        fixture_set(fixture, S("slope"), slopes[i]);
        struct number expected = gradient_at(fixture, PLAIN, 7);
        const struct curve *curve = fixture_curve(fixture, PANEL_SWEEP, ROLE_SWEEP, i);
        struct number found = fixture_point(curve, 7)->y;
        expect_equal(slopes[i], found.sign, expected.sign);
        expect_near(slopes[i], found.log10_abs, expected.log10_abs, 0);
        expect_near(slopes[i], found.value, expected.value, 0);
    }
}

/* ---- activations and lines ---- */

static const struct {
    const char *what;
    const char *settings[2 * SETTINGS_MAX];
    int64_t layer;
    double value;
} activations[] = {
    {"input", {"input", "-2.5"}, 0, -2.5},
    {"article", {"depth", "10"}, 10, 0.55368709120000015},
    {"list in its order", {S("slopes"), "2,3", S("intercepts"), "1,10"}, 2, 19},
    {"list repeats", {S("slopes"), "2,3", S("intercepts"), "1,10"}, 3, 39},
    {"lists of unlike length", {S("slope"), "1", S("intercepts"), "1,10,100"}, 5, 123},
    {"branch is scaled whole",
     {S("slope"), "2", S("intercept"), "3", S("scale"), "0.5", S("skip"), "1"},
     2,
     8.5},
    {"slope 0 forgets", {S("slope"), "0", S("intercept"), "0.25"}, 5, 0.25},
    {"unstable fixed point", {"depth", "10000", S("slope"), "3", S("intercept"), "-2"}, 10000, 1},
    {"unstable fixed point of a block",
     {"depth", "10000", "input", "-1", S("slope"), "0.25", S("intercept"), "0.25", S("skip"), "1"},
     10000,
     -1},
    {"slope 1 counts",
     {"depth", "1000000", S("slope"), "1", S("intercept"), "0.5"},
     1000000,
     500001},
};

static void activation_follows_the_recurrence(void **state) {
    for (size_t i = 0; i < sizeof(activations) / sizeof(activations[0]); i++) {
        struct fixture *fixture = renew(state);
        apply(fixture, activations[i].settings);
        struct number found = activation_at(fixture, PLAIN, activations[i].layer);
        expect_near(activations[i].what, found.value, activations[i].value, 0);
        expect_equal(activations[i].what, found.sign, activations[i].value < 0 ? -1 : 1);
        double log10_abs = log10(fabs(activations[i].value));
        expect_near(activations[i].what, found.log10_abs, log10_abs, ulps(4, log10_abs));
    }
}

static const struct {
    const char *what;
    const char *settings[2 * SETTINGS_MAX];
    enum curve_role role;
    double at_0;
    double at_1;
} lines[] = {
    {"identity", {NULL}, ROLE_IDENTITY, 0, 1},
    {"layer", {S("slope"), "3", S("intercept"), "2"}, ROLE_NETWORK, 2, 5},
    {"first layer of a list", {S("slopes"), "3,7", S("intercepts"), "2,9"}, ROLE_NETWORK, 2, 5},
    {"block",
     {S("slope"), "3", S("intercept"), "2", S("skip"), "1", S("scale"), "0.5"},
     ROLE_NETWORK,
     1,
     3.5},
    {"branch",
     {S("slope"), "3", S("intercept"), "2", S("skip"), "1", S("scale"), "0.5"},
     ROLE_BRANCH,
     1,
     2.5},
    {"branch beside half a skip",
     {S("slope"), "3", S("intercept"), "2", S("skip"), "0.5"},
     ROLE_BRANCH,
     2,
     5},
    {"depth 0 composed", {"depth", "0"}, ROLE_COMPOSED, 0, 1},
    {"composed in the list's order",
     {"depth", "2", S("slopes"), "2,3", S("intercepts"), "1,10"},
     ROLE_COMPOSED,
     13,
     19},
    {"composed of unlike lists",
     {"depth", "3", S("slope"), "2", S("intercepts"), "1,10"},
     ROLE_COMPOSED,
     25,
     33},
    {"composed of slope 1",
     {"depth", "1000", S("slope"), "1", S("intercept"), "0.25", S("skip"), "0.5", S("scale"),
      "0.5"},
     ROLE_COMPOSED,
     125,
     126},
    {"composed of slope -1",
     {"depth", "7", S("slope"), "-1", S("intercept"), "3"},
     ROLE_COMPOSED,
     3,
     2},
    {"composed of slope 0", {S("slope"), "0", S("intercept"), "3"}, ROLE_COMPOSED, 3, 3},
};

static void lines_pass_through_their_points(void **state) {
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        struct fixture *fixture = renew(state);
        apply(fixture, lines[i].settings);
        fixture_set(fixture, "geometry.x", "0,1");
        fixture_collect_at(fixture, 0);
        const struct curve *curve = fixture_curve(fixture, PANEL_GEOMETRY, lines[i].role, 0);
        expect_equal(lines[i].what, (int64_t)curve->n_points, 2);
        expect_near(lines[i].what, fixture_point(curve, 0)->y.value, lines[i].at_0, 0);
        expect_near(lines[i].what, fixture_point(curve, 1)->y.value, lines[i].at_1, 0);
    }
}

/* Both ways to compose must agree: repeated squaring and layer by layer. */
static void list_of_equals_is_uniform(void **state) {
    static const char *const slopes[] = {"0.8", "-0.9", "1.2", "1", "1e-30"};
    static const int64_t layers[] = {1, 2, 9, 100, 1000};
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "1000");
    fixture_set(fixture, "networks.residual.skip", "0");
    fixture_set(fixture, "networks.plain.intercept", "0.1");
    fixture_set(fixture, "networks.residual.intercepts", "0.1,0.1");
    for (size_t i = 0; i < sizeof(slopes) / sizeof(slopes[0]); i++) {
        char list[64];
        snprintf(list, sizeof(list), "%s,%s,%s", slopes[i], slopes[i], slopes[i]);
        fixture_set(fixture, "networks.plain.slope", slopes[i]);
        fixture_set(fixture, "networks.residual.slopes", list);
        for (size_t j = 0; j < sizeof(layers) / sizeof(layers[0]); j++) {
            struct number uniform = gradient_at(fixture, PLAIN, layers[j]);
            struct number listed = gradient_at(fixture, RESIDUAL, layers[j]);
            expect_equal(slopes[i], listed.sign, uniform.sign);
            expect_near(slopes[i], listed.log10_abs, uniform.log10_abs, ulps(4, uniform.log10_abs));
            uniform = activation_at(fixture, PLAIN, layers[j]);
            listed = activation_at(fixture, RESIDUAL, layers[j]);
            expect_near(slopes[i], listed.value, uniform.value, ulps(4, uniform.value));
            expect_near(slopes[i], listed.log10_abs, uniform.log10_abs, ulps(4, uniform.log10_abs));
        }
        for (size_t j = 0; j < 2; j++) {
            struct number ends[2];
            for (size_t network = 0; network < 2; network++) {
                const struct curve *curve =
                    fixture_curve(fixture, PANEL_GEOMETRY, ROLE_COMPOSED, network);
                ends[network] = curve->points[j].y;
            }
            expect_near(slopes[i], ends[1].log10_abs, ends[0].log10_abs,
                        ulps(4, ends[0].log10_abs));
        }
    }
}

/* ---- which curves and layers ---- */

static void curves_stand_in_the_order_of_the_table(void **state) {
    static const struct {
        enum panel_kind panel;
        const char *name;
        size_t n_points;
    } expected[] = {
        {PANEL_ACTIVATION, "plain", 11},
        {PANEL_ACTIVATION, "residual", 11},
        {PANEL_GRADIENT, "plain", 11},
        {PANEL_GRADIENT, "residual", 11},
        {PANEL_GEOMETRY, "identity", 2},
        {PANEL_GEOMETRY, "plain", 2},
        {PANEL_GEOMETRY, "plain.composed", 2},
        {PANEL_GEOMETRY, "residual", 2},
        {PANEL_GEOMETRY, "residual.branch", 2},
        {PANEL_GEOMETRY, "residual.composed", 2},
        {PANEL_SWEEP, "-0.8", 11},
        {PANEL_SWEEP, "-5e-1", 11},
    };
    struct fixture *fixture = *state;

    fixture_set(fixture, "sweep.slopes", "-0.8,-5e-1");
    fixture_collect(fixture, &(struct selection){0});
    expect_equal("curves", (int64_t)fixture->series.n_curves,
                 sizeof(expected) / sizeof(expected[0]));
    for (size_t i = 0; i < fixture->series.n_curves; i++) {
        const struct curve *curve = &fixture->series.curves[i];
        struct curve_name name = curve_name(&fixture->spec, curve->id);
        char whole[64];
        snprintf(whole, sizeof(whole), "%s%s", name.stem, name.suffix);
        assert_string_equal(whole, expected[i].name);
        expect_equal(whole, curve->id.panel, expected[i].panel);
        expect_equal(whole, (int64_t)curve->n_points, (int64_t)expected[i].n_points);
    }
}

static void only_named_layers_are_given(void **state) {
    static const int64_t layers[] = {0, 3, 10, 11, 5000};
    struct fixture *fixture = *state;

    fixture_collect(fixture, &(struct selection){.layers = layers, .n_layers = 5});
    for (size_t i = 0; i < fixture->series.n_curves; i++) {
        const struct curve *curve = &fixture->series.curves[i];
        if (curve->id.panel == PANEL_GEOMETRY) {
            continue;
        }
        expect_equal("points", (int64_t)curve->n_points, 3);
        for (size_t j = 0; j < 3; j++) {
            expect_near("layer", curve->points[j].x, (double)layers[j], 0);
        }
    }
}

/* ---- thinning ---- */

static void expect_thinned(const struct curve *curve, int64_t depth, size_t n_points_max) {
    const char *panel = panel_word(curve->id.panel);

    if (curve->n_points > n_points_max) {
        fail_msg("%s: %zu points", panel, curve->n_points);
    }
    expect_near(panel, curve->points[0].x, 0, 0);
    expect_near(panel, curve->points[curve->n_points - 1].x, (double)depth, 0);
    for (size_t i = 1; i < curve->n_points; i++) {
        if (!(curve->points[i].x > curve->points[i - 1].x)) {
            fail_msg("%s: x = %.17g behind %.17g", panel, curve->points[i].x,
                     curve->points[i - 1].x);
        }
    }
}

static void thinned_curves_are_short_and_ascend(void **state) {
    static const struct {
        const char *depth;
        size_t n_points_max;
    } rows[] = {{"10000", 250}, {"1000000", 250}, {"250", 250}, {"251", 250},
                {"10", 4},      {"10", 5},        {"10", 10},   {"999", 7}};
    struct fixture *fixture = *state;

    fixture_set(fixture, "networks.plain.slopes", "2,0.5");
    fixture_set(fixture, "networks.plain.intercept", "0");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture_set(fixture, "depth", rows[i].depth);
        fixture_collect(fixture, &(struct selection){.n_points_max = rows[i].n_points_max});
        for (size_t j = 0; j < fixture->series.n_curves; j++) {
            if (fixture->series.curves[j].id.panel != PANEL_GEOMETRY) {
                expect_thinned(&fixture->series.curves[j], fixture->spec.depth,
                               rows[i].n_points_max);
            }
        }
    }
}

static void short_curves_are_not_thinned(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "249");
    fixture_collect(fixture, &(struct selection){.n_points_max = 250});
    for (size_t i = 0; i < fixture->series.n_curves; i++) {
        if (fixture->series.curves[i].id.panel != PANEL_GEOMETRY) {
            expect_equal("points", (int64_t)fixture->series.curves[i].n_points, 250);
        }
    }
}

/* Each point thinned away or not, it is the curve's own. */
static void thinned_points_are_those_of_the_curve(void **state) {
    struct fixture *fixture = *state;
    struct series all = {0};

    fixture_set(fixture, "depth", "3000");
    fixture_set(fixture, "networks.plain.slopes", "0.9,1.1,-1");
    fixture_collect(fixture, &(struct selection){.n_points_max = 100});
    assert_true(series_collect(&all, &fixture->spec, &(struct selection){0}, &fixture->error));
    for (size_t i = 0; i < all.n_curves; i++) {
        const struct curve *thinned = &fixture->series.curves[i];
        for (size_t j = 0; j < thinned->n_points; j++) {
            const struct point *point = fixture_point(&all.curves[i], thinned->points[j].x);
            expect_near("value", thinned->points[j].y.value, point->y.value, 0);
            expect_near("log10", thinned->points[j].y.log10_abs, point->y.log10_abs, 0);
        }
    }
    series_finish(&all);
}

/* Each stretch of a thinned curve shows both ends of what swings in it. */
static void expect_swing(const struct curve *curve, bool by_log10, double low, double high) {
    size_t n_low = 0;
    size_t n_high = 0;

    for (size_t i = 0; i < curve->n_points; i++) {
        double y = by_log10 ? curve->points[i].y.log10_abs : curve->points[i].y.value;
        n_low += y == low;
        n_high += y == high;
    }
    expect_equal("all are extremes", (int64_t)(n_low + n_high), (int64_t)curve->n_points);
    assert_true(n_low >= 100 && n_high >= 100);
}

static void oscillation_keeps_its_height(void **state) {
    static const char *const depths[] = {"10000", IS_SANITIZED ? "99999" : "999999",
                                         IS_SANITIZED ? "100000" : "1000000"};
    struct fixture *fixture = *state;

    fixture_set(fixture, "networks.plain.slopes", "2,0.5");
    fixture_set(fixture, "networks.plain.intercept", "0");
    fixture_set(fixture, "networks.residual.skip", "0");
    fixture_set(fixture, "networks.residual.slope", "-1");
    fixture_set(fixture, "networks.residual.intercept", "0");
    for (size_t i = 0; i < sizeof(depths) / sizeof(depths[0]); i++) {
        fixture_set(fixture, "depth", depths[i]);
        fixture_collect(fixture, &(struct selection){.n_points_max = 250});
        expect_swing(fixture_curve(fixture, PANEL_GRADIENT, ROLE_NETWORK, PLAIN), true, 0, LOG10_2);
        expect_swing(fixture_curve(fixture, PANEL_ACTIVATION, ROLE_NETWORK, PLAIN), false, 1, 2);
        expect_swing(fixture_curve(fixture, PANEL_ACTIVATION, ROLE_NETWORK, RESIDUAL), false, -1,
                     1);
    }
}

/* A log axis shows the modulus: its least is kept, too, where the sign changes. */
static void swing_of_signs_keeps_its_modulus(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "10000");
    fixture_set(fixture, "networks.plain.slopes", "8,-1,-0.125");
    fixture_collect(fixture, &(struct selection){.n_points_max = 250});
    expect_swing(fixture_curve(fixture, PANEL_GRADIENT, ROLE_NETWORK, PLAIN), true, 0, 3 * LOG10_2);
}

/* One layer among a million that stands out must be there. */
static void lone_peak_is_kept(void **state) {
    struct fixture *fixture = *state;
    char list[4096] = "1";

    for (int i = 2; i <= 1000; i++) {
        strcat(list, i == 500 ? ",8" : i == 501 ? ",0.125" : ",1");
    }
    fixture_set(fixture, "depth", "1000");
    fixture_set(fixture, "networks.plain.slopes", list);
    fixture_collect(fixture, &(struct selection){.n_points_max = 20});
    const struct curve *curve = fixture_curve(fixture, PANEL_GRADIENT, ROLE_NETWORK, PLAIN);
    expect_near("peak", fixture_point(curve, 500)->y.value, 8, 0);
    assert_true(curve->n_points <= 20);
}

/* A slope of 0 ends the line on a log axis at layer 1: thinning must not hide that. */
static void thinned_slope_0_shows_from_layer_1(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "100000");
    fixture_set(fixture, "networks.plain.slope", "0");
    fixture_collect(fixture, &(struct selection){.n_points_max = 250});
    const struct curve *curve = fixture_curve(fixture, PANEL_GRADIENT, ROLE_NETWORK, PLAIN);
    expect_equal("layer 0", fixture_point(curve, 0)->y.sign, 1);
    expect_equal("layer 1", fixture_point(curve, 1)->y.sign, 0);
}

/* ---- stopping ---- */

struct counter {
    size_t n_points;
    size_t stop_at;
    volatile sig_atomic_t stop;
    bool refuse; /* by the visitor's answer, and not by the flag */
};

static bool count(void *context, struct curve_id curve, const struct point *point) {
    struct counter *counter = context;
    (void)curve;
    (void)point;

    counter->n_points++;
    if (counter->n_points == counter->stop_at) {
        counter->stop = !counter->refuse;
        return !counter->refuse;
    }
    return true;
}

static void thinned_points_do_not_grow_with_the_depth(void **state) {
    struct fixture *fixture = *state;
    struct counter counter = {0};

    fixture_set(fixture, "depth", "2000000");
    assert_true(series_visit(&fixture->spec, &(struct selection){.n_points_max = 250}, count,
                             &counter, &fixture->error));
    /* Nine curves over layers and six lines of two points. */
    assert_true(counter.n_points <= 9 * 250 + 12);
    assert_true(counter.n_points >= 9 * 100);
}

static void work_ends_when_told(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "10000000");
    for (int refuse = 0; refuse < 2; refuse++) {
        struct counter counter = {.stop_at = 100, .refuse = refuse};
        fixture->error.code = GRADFIG_OK;
        assert_false(series_visit(&fixture->spec, &(struct selection){.stop = &counter.stop}, count,
                                  &counter, &fixture->error));
        expect_equal("code", fixture->error.code, GRADFIG_INTERRUPTED);
        assert_string_not_equal(fixture->error.message, "");
        expect_equal("points", (int64_t)counter.n_points, 100);
    }
}

/* A walk to one far layer visits nothing on its way, and yet it has to look at the flag. */
static void stopped_work_leaves_the_series(void **state) {
    static const int64_t layer = 10000000;
    struct fixture *fixture = *state;
    volatile sig_atomic_t stop = 1;
    struct selection selection = {.layers = &layer, .n_layers = 1, .stop = &stop};
    struct series series = {0};

    fixture_set(fixture, "depth", "10000000");
    assert_false(series_collect(&series, &fixture->spec, &selection, &fixture->error));
    expect_equal("code", fixture->error.code, GRADFIG_INTERRUPTED);
    assert_null(series.curves);
    series_finish(&series);
}

/* ---- how many digits are certain ---- */

static bool is_certain(struct fixture *fixture, size_t network, int64_t layer) {
    fixture_collect_at(fixture, layer);
    return network_point(fixture, PANEL_ACTIVATION, network, layer)->certain;
}

static void article_is_certain_everywhere(void **state) {
    struct fixture *fixture = *state;

    fixture_collect(fixture, &(struct selection){0});
    for (size_t i = 0; i < fixture->series.n_curves; i++) {
        for (size_t j = 0; j < fixture->series.curves[i].n_points; j++) {
            assert_true(fixture->series.curves[i].points[j].certain);
        }
    }
    fixture_set(fixture, "depth", "10000");
    assert_true(is_certain(fixture, PLAIN, 10000));
    assert_true(is_certain(fixture, RESIDUAL, 10000));
}

/* The article's residual network stands still at -0.25, which its slope of 1.2 drives away from:
 * a last digit of the input decides where it goes. */
static void unstable_fixed_point_is_uncertain(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "input", "-0.25");
    fixture_set(fixture, "depth", "300");
    assert_true(is_certain(fixture, RESIDUAL, 0));
    assert_true(is_certain(fixture, RESIDUAL, 10));
    assert_false(is_certain(fixture, RESIDUAL, 300));
    assert_true(is_certain(fixture, PLAIN, 300));
}

/* What the doubles of 1.1 and 0.1 move 1 by would be 2e26 after 1000 layers. */
static void typed_fixed_point_stays(void **state) {
    static const struct {
        const char *slope, *intercept, *skip, *input;
        bool stays;
    } rows[] = {
        {"1.1", "-0.1", "0", "1", true},        {"1.3", "-0.21", "0", "0.7", true},
        {"-1.7", "0.81", "0", "0.3", true},     {"0.3", "-0.03", "1", "0.1", true},
        {"1.1", "-0.1", "0", "1.00001", false}, {"1.1", "-0.100001", "0", "1", false},
        {"1e-16", "0", "1", "1", false},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture_set(fixture, "networks.plain.slope", rows[i].slope);
        fixture_set(fixture, "networks.plain.intercept", rows[i].intercept);
        fixture_set(fixture, "networks.plain.skip", rows[i].skip);
        fixture_set(fixture, "input", rows[i].input);
        fixture_set(fixture, "depth", "1000");
        fixture_collect_at(fixture, 0);
        double begin = network_point(fixture, PANEL_ACTIVATION, PLAIN, 0)->y.log10_abs;
        fixture_collect_at(fixture, 1000);
        double end = network_point(fixture, PANEL_ACTIVATION, PLAIN, 1000)->y.log10_abs;
        if ((end == begin) != rows[i].stays) {
            fail_msg("row %zu: from 10^%.17g to 10^%.17g", i, begin, end);
        }
    }
}

/* The bound E <- |s|E + u[(|skip| + 4|scale slope| + 2|s|)|x| + 3|scale intercept| + 2|t|] from
 * |x_0|u on, with x standing still: the first layer where it exceeds half a unit of the third
 * digit, 5e-4 |x|. */
static int64_t first_uncertain_layer(const struct network *network, double x) {
    static const double u = 0x1p-53;
    double branch = network->scales.values[0].value * network->slopes.values[0].value;
    double t = network->scales.values[0].value * network->intercepts.values[0].value;
    double s = network->skips.values[0].value + branch;
    double per_layer =
        u * ((fabs(network->skips.values[0].value) + 4 * fabs(branch) + 2 * fabs(s)) * fabs(x) +
             5 * fabs(t));
    double error = u * fabs(x);
    int64_t layer = 0;

    while (error <= 5e-4 * fabs(x)) {
        error = fabs(s) * error + per_layer;
        layer++;
    }
    return layer;
}

static void certainty_ends_where_the_bound_says(void **state) {
    static const int64_t depth = 300;
    struct fixture *fixture = *state;
    int64_t expected = first_uncertain_layer(&fixture->spec.networks[RESIDUAL], -0.25);

    fixture_set(fixture, "input", "-0.25");
    fixture_set(fixture, "depth", "300");
    assert_true(expected > 100 && expected < depth);
    assert_true(is_certain(fixture, RESIDUAL, expected - 1));
    assert_false(is_certain(fixture, RESIDUAL, expected));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_FIXTURE(gradient_has_its_closed_form),
        TEST_WITH_FIXTURE(sweep_is_the_gradient_of_its_network),
        TEST_WITH_FIXTURE(activation_follows_the_recurrence),
        TEST_WITH_FIXTURE(lines_pass_through_their_points),
        TEST_WITH_FIXTURE(list_of_equals_is_uniform),
        TEST_WITH_FIXTURE(curves_stand_in_the_order_of_the_table),
        TEST_WITH_FIXTURE(only_named_layers_are_given),
        TEST_WITH_FIXTURE(thinned_curves_are_short_and_ascend),
        TEST_WITH_FIXTURE(short_curves_are_not_thinned),
        TEST_WITH_FIXTURE(thinned_points_are_those_of_the_curve),
        TEST_WITH_FIXTURE(oscillation_keeps_its_height),
        TEST_WITH_FIXTURE(swing_of_signs_keeps_its_modulus),
        TEST_WITH_FIXTURE(lone_peak_is_kept),
        TEST_WITH_FIXTURE(thinned_slope_0_shows_from_layer_1),
        TEST_WITH_FIXTURE(thinned_points_do_not_grow_with_the_depth),
        TEST_WITH_FIXTURE(work_ends_when_told),
        TEST_WITH_FIXTURE(stopped_work_leaves_the_series),
        TEST_WITH_FIXTURE(article_is_certain_everywhere),
        TEST_WITH_FIXTURE(unstable_fixed_point_is_uncertain),
        TEST_WITH_FIXTURE(typed_fixed_point_stays),
        TEST_WITH_FIXTURE(certainty_ends_where_the_bound_says),
    };
    return run_all(tests);
}
