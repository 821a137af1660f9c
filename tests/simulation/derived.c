/* Derived quantities and paths, compared with exactly known numbers and with independent sums. */
#include "shared/fixture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "simulation/derived.h"
#include "simulation/paths.h"
#include "simulation/series.h"

/* ---- derived quantities ---- */

/* The article's case, from exact arithmetic. */
static void article_has_its_quantities(void **state) {
    static const struct expected {
        double gradient, decades, slope, half_life, activation, fixed_point;
        enum stability stability;
        double composed_intercept, layer_angle, composed_angle, improvement;
        double first_outside[N_RANGES];
        enum gradient_class class;
    } table[] = {
        {0.1073741824,
         -0.09691001300805639,
         0.8,
         3.1062837195053903,
         0.5536870912,
         0.5,
         STABILITY_ATTRACTING,
         0.4463129088,
         38.659808254090095,
         6.1286067826465960,
         1,
         {31, 44, 392, 3175},
         CLASS_SLIGHTLY_DECAYING},
        {6.1917364224,
         0.07918124604762482,
         1.2,
         3.8017840169239308,
         7.489670528,
         -0.25,
         STABILITY_REPELLING,
         1.2979341056,
         50.19442890773481,
         80.82563256969986,
         57.6650390625,
         {38, 61, 487, 3894},
         CLASS_AMPLIFYING},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        const struct expected *row = &table[i];
        struct derived found = derive_quantities(&fixture->spec, i, NULL);
        expect_near("gradient", found.gradient.value, row->gradient, 1e-15);
        expect_near("decades", found.decades, row->decades, 1e-16);
        expect_near("effective slope", found.effective_slope.value, row->slope, 1e-15);
        expect_near("half-life", found.half_life, row->half_life, 1e-14);
        expect_near("activation", found.activation.value, row->activation, 1e-14);
        expect_near("fixed point", found.fixed_point.value, row->fixed_point, 1e-15);
        expect_equal("stability", found.stability, row->stability);
        expect_near("composed slope", found.composed.slope.value, row->gradient, 1e-14);
        expect_near("composed intercept", found.composed.intercept.value, row->composed_intercept,
                    1e-14);
        expect_near("layer angle", found.layer_angle.value, row->layer_angle, 1e-13);
        expect_near("composed angle", found.composed_angle.value, row->composed_angle, 1e-13);
        expect_near("improvement", found.improvement.value, row->improvement, 1e-13);
        expect_equal("class", found.class, row->class);
        for (int range = 0; range < N_RANGES; range++) {
            expect_near("first outside", found.first_outside[range], row->first_outside[range], 0);
        }
    }
    expect_near("log10 of the improvement",
                derive_quantities(&fixture->spec, 1, NULL).improvement.log10_abs,
                1.7609125905568124208, 1e-15);
}

/* Layer by layer with pow and comparison, as nobody would compute it. */
static double first_outside_by_walk(const double *slopes, size_t n, double low, double high) {
    double sum = 0;

    for (size_t layer = 1; layer < 4000000; layer++) {
        sum += log10(fabs(slopes[(layer - 1) % n]));
        if (sum < low || sum > high) {
            return (double)layer;
        }
    }
    return INFINITY;
}

static void lists_leave_their_ranges(void **state) {
    static const struct {
        const char *text;
        double slopes[4];
        size_t n;
    } lists[] = {
        {"0.5,3,0.7", {0.5, 3, 0.7}, 3},      {"2,0.4", {2, 0.4}, 2},
        {"1000.5,0.001", {1000.5, 0.001}, 2}, {"-3,-0.5,0.1,2", {-3, -0.5, 0.1, 2}, 4},
        {"0.9,1.1", {0.9, 1.1}, 2},           {"1e-200,1e150", {1e-200, 1e150}, 2},
    };
    static const double limits[N_RANGES][2] = {{-3, 3},
                                               {-4.2144199392957, 4.8162678209824},
                                               {-37.929779453662, 38.531839419104},
                                               {-307.65265556859, 308.25471555992}};
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "4");
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        fixture_set(fixture, "networks.plain.slopes", lists[i].text);
        struct derived found = derive_quantities(&fixture->spec, 0, NULL);
        for (int range = 0; range < N_RANGES; range++) {
            double expected = first_outside_by_walk(lists[i].slopes, lists[i].n, limits[range][0],
                                                    limits[range][1]);
            expect_near(lists[i].text, found.first_outside[range], expected, 0);
        }
    }
}

/* 2^1024 is just beyond the doubles, 2^-1022 just within the normal ones. */
static void powers_of_two_leave_the_doubles(void **state) {
    static const struct {
        const char *slope;
        double layer;
    } rows[] = {{"2", 1024}, {"-2", 1024}, {"4", 512}, {"16", 256}, {"0.5", 1023}, {"0.25", 512}};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture_set(fixture, "networks.plain.slope", rows[i].slope);
        struct derived found = derive_quantities(&fixture->spec, 0, NULL);
        expect_near(rows[i].slope, found.first_outside[RANGE_DOUBLE], rows[i].layer, 0);
    }
}

static void special_slopes_have_no_quantities(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "networks.plain.slope", "1");
    struct derived one = derive_quantities(&fixture->spec, 0, NULL);
    assert_false(number_exists(one.fixed_point));
    assert_int_equal(one.stability, STABILITY_NONE);
    assert_true(isinf(one.half_life));
    assert_true(isinf(one.first_outside[RANGE_THOUSAND]));

    fixture_set(fixture, "networks.plain.slope", "-1");
    assert_int_equal(derive_quantities(&fixture->spec, 0, NULL).stability, STABILITY_NEUTRAL);

    fixture_set(fixture, "networks.plain.slope", "0");
    struct derived zero = derive_quantities(&fixture->spec, 0, NULL);
    assert_true(isnan(zero.half_life));
    expect_near("zero is outside", zero.first_outside[RANGE_DOUBLE], 1, 0);
    assert_int_equal(zero.effective_slope.sign, 0);
    assert_false(number_exists(derive_quantities(&fixture->spec, 1, NULL).improvement));

    fixture_set(fixture, "networks.plain.slopes", "2,2,0");
    expect_near("zero in a list", derive_quantities(&fixture->spec, 0, NULL).first_outside[0], 3,
                0);

    fixture_set(fixture, "networks.plain.slope", "0.1"); /* 0.1^3 is on the border */
    expect_near("border", derive_quantities(&fixture->spec, 0, NULL).first_outside[0], 4, 0);

    fixture_set(fixture, "depth", "0");
    struct derived none = derive_quantities(&fixture->spec, 0, NULL);
    assert_true(isnan(none.half_life));
    assert_true(isnan(none.decades));
    assert_false(number_exists(none.effective_slope));
}

/* Decimals that make 1 together, though their doubles do not; and those that do not. */
static void typed_decimals_make_one(void **state) {
    static const struct {
        const char *slopes, *skip, *scale;
        bool is_neutral;
        enum stability stability;
    } rows[] = {
        {"0.1", "0.9", "1", true, STABILITY_NONE},
        {"0.3", "0.7", "1", true, STABILITY_NONE},
        {"0.3", "0.97", "0.1", true, STABILITY_NONE},
        {"-0.3", "-0.7", "1", true, STABILITY_NEUTRAL},
        {"0.8,1.25", "0", "1", true, STABILITY_NONE},
        {"0.1,1000,0.01", "0", "1", true, STABILITY_NONE},
        {"1e-17", "1", "1", false, STABILITY_REPELLING},
        {"-1e-300", "1", "1", false, STABILITY_ATTRACTING},
        {"0.9999999999999999", "0", "1", false, STABILITY_ATTRACTING},
        {"0.1", "0.900000000000001", "1", false, STABILITY_REPELLING},
    };
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "6");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        fixture_set(fixture, "networks.plain.slopes", rows[i].slopes);
        fixture_set(fixture, "networks.plain.skip", rows[i].skip);
        fixture_set(fixture, "networks.plain.scale", rows[i].scale);
        struct derived found = derive_quantities(&fixture->spec, 0, NULL);
        if (!!isinf(found.half_life) != rows[i].is_neutral ||
            (found.decades == 0) != rows[i].is_neutral || found.stability != rows[i].stability ||
            (rows[i].is_neutral && !isinf(found.first_outside[RANGE_DOUBLE]))) {
            fail_msg("slopes %s, skip %s, scale %s: half-life %g, %g decades, stability %d",
                     rows[i].slopes, rows[i].skip, rows[i].scale, found.half_life, found.decades,
                     (int)found.stability);
        }
    }
}

/* ---- paths ---- */

enum { LENGTHS_MAX = 64 };

struct terms {
    size_t n;
    struct path_term all[LENGTHS_MAX];
};

static bool keep_term(void *context, const struct path_term *term) {
    struct terms *terms = context;

    assert_true(terms->n < LENGTHS_MAX);
    assert_int_equal(term->length, terms->n);
    terms->all[terms->n++] = *term;
    return true;
}

static struct terms terms_of(const struct fixture *fixture, size_t index) {
    struct terms terms = {0};
    paths_visit(&fixture->spec, index, 0, fixture->spec.depth, keep_term, &terms);
    return terms;
}

/* e_k over all 2^n subsets of layers. */
static void sum_subsets(const double *branches, size_t n, double skip, double *sums) {
    for (size_t k = 0; k <= n; k++) {
        sums[k] = 0;
    }
    for (unsigned subset = 0; subset < 1u << n; subset++) {
        double product = 1;
        size_t length = 0;
        for (size_t i = 0; i < n; i++) {
            bool passes = subset >> i & 1;
            product *= passes ? branches[i] : skip;
            length += passes;
        }
        sums[length] += product;
    }
}

static void terms_are_sums_over_subsets(void **state) {
    static const struct {
        const char *slopes, *skip, *scale;
        double branches[12];
        double skip_value;
    } networks[] = {
        {"0.2", "1", "1", {.2, .2, .2, .2, .2, .2, .2, .2, .2, .2, .2, .2}, 1},
        {"-0.8", "1", "1", {-.8, -.8, -.8, -.8, -.8, -.8, -.8, -.8, -.8, -.8, -.8, -.8}, 1},
        {"0.5", "-2", "0.5", {.25, .25, .25, .25, .25, .25, .25, .25, .25, .25, .25, .25}, -2},
        {"0.1,0.7,3", "1", "1", {.1, .7, 3, .1, .7, 3, .1, .7, 3, .1, .7, 3}, 1},
        {"-1,-0.5,-0", "0.5", "2", {-2, -1, 0, -2, -1, 0, -2, -1, 0, -2, -1, 0}, 0.5},
        {"0", "1", "1", {0}, 1},
    };
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "12");
    for (size_t i = 0; i < sizeof(networks) / sizeof(networks[0]); i++) {
        double sums[13];
        double total = 0;
        double of_paths = 0;
        bool is_list = strchr(networks[i].slopes, ',') != NULL;
        fixture_set(fixture, is_list ? "networks.residual.slopes" : "networks.residual.slope",
                    networks[i].slopes);
        fixture_set(fixture, "networks.residual.skip", networks[i].skip);
        fixture_set(fixture, "networks.residual.scale", networks[i].scale);
        sum_subsets(networks[i].branches, 12, networks[i].skip_value, sums);
        for (size_t k = 0; k <= 12; k++) {
            total += fabs(sums[k]);
        }
        struct terms terms = terms_of(fixture, 1);
        assert_int_equal(terms.n, 13);
        for (size_t k = 0; k <= 12; k++) {
            const struct path_term *term = &terms.all[k];
            expect_near("term", term->term.value, sums[k], 1e-13 * total);
            expect_near("share", term->gradient.value, fabs(sums[k]) / total, 1e-14);
            expect_near("paths", term->paths.value, term->n_paths.value / 4096, 1e-16);
            of_paths += term->n_paths.value;
        }
        expect_near("all paths", of_paths, 4096, 0);
        expect_near("C(12, 5)", terms.all[5].n_paths.value, 792, 0);
        struct paths paths = paths_of(&fixture->spec, 1);
        double gradient = gradient_through(&fixture->spec.networks[1], 12).value;
        expect_near("cancellation", paths.cancellation.value, total / fabs(gradient),
                    1e-9 * total / fabs(gradient));
    }
}

static void article_has_its_paths(void **state) {
    static const double carried[] = {1, 2, 1.8, 0.96, 0.336, 0.08064};
    struct fixture *fixture = *state;
    struct terms terms = terms_of(fixture, 1);
    struct paths paths = paths_of(&fixture->spec, 1);

    for (size_t k = 0; k < sizeof(carried) / sizeof(carried[0]); k++) {
        expect_near("carried", terms.all[k].term.value, carried[k], 1e-15);
    }
    expect_equal("dominating", paths.dominating, 1);
    expect_near("its share", paths.largest_share.value, 2 / 6.1917364224, 1e-15);
    expect_near("mean", paths.mean, 10.0 / 6, 1e-14);
    expect_near("no cancellation", paths.cancellation.log10_abs, 0, 1e-15);
    assert_int_equal(paths_of(&fixture->spec, 0).state, PATHS_NO_SKIP);
}

/* Veit et al. 2016: 54 blocks, paths of 5 to 17. */
static void veit_has_his_band(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "54");
    fixture_set(fixture, "paths.band", "5,17");
    struct paths paths = paths_of(&fixture->spec, 1);
    expect_near("of the gradient", paths.band_gradient.value, 0.957, 5e-4);
    expect_near("of the paths", paths.band_paths.value, 0.004537, 5e-7);

    struct path_term first = terms_of(fixture, 1).all[5];
    double gradient = 0;
    for (int k = 5; k <= 17; k++) {
        gradient += exp(lgamma(55) - lgamma(k + 1) - lgamma(55 - k)) * pow(0.2, k);
    }
    expect_near("band by lgamma", paths.band_gradient.value, gradient / pow(1.2, 54), 1e-12);
    expect_near("C(54, 5)", first.n_paths.value, 3162510, 0);
}

/* Those with 95% of the gradient that are nearest to all paths: with one less at the far end they
 * would have less. */
static void made_up_band_carries_more(void **state) {
    static const struct {
        const char *depth, *slope;
        int64_t first, last; /* -1: only the properties are looked at */
    } table[] = {
        {"54", "0.2", 5, 17},   {"10", "0.2", 0, 4},    {"54", "5", 37, 49}, {"40", "1", -1, -1},
        {"40", "0.01", -1, -1}, {"40", "-0.3", -1, -1}, {"0", "0.2", 0, 0},  {"40", "0", 0, 0},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        fixture_set(fixture, "depth", table[i].depth);
        fixture_set(fixture, "networks.residual.slope", table[i].slope);
        struct terms terms = terms_of(fixture, 1);
        struct paths paths = paths_of(&fixture->spec, 1);
        int64_t n = fixture->spec.depth;
        bool is_short = paths.band[0] + paths.band[1] < n;
        double sum = 0;
        if (table[i].first >= 0) {
            expect_equal("first", paths.band[0], table[i].first);
            expect_equal("last", paths.band[1], table[i].last);
        }
        for (int64_t k = paths.band[0]; k <= paths.band[1]; k++) {
            sum += terms.all[k].gradient.value;
        }
        expect_near("share of the band", paths.band_gradient.value, sum, 1e-14);
        assert_true(sum >= 0.95);
        assert_in_range(paths.dominating, paths.band[0], paths.band[1]);
        int64_t far = is_short ? paths.band[0] : paths.band[1];
        assert_true(paths.band[0] == paths.band[1] || sum - terms.all[far].gradient.value < 0.95);
    }
}

/* Few layers have no band but all lengths: the largest share says more. */
static void a_band_is_not_all_lengths(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "1");
    struct paths paths = paths_of(&fixture->spec, 1);
    expect_equal("first", paths.band[0], 0);
    expect_equal("last", paths.band[1], 0);
    expect_near("share", paths.band_gradient.value, 1 / 1.2, 1e-14);
    expect_near("of the paths", paths.band_paths.value, 0.5, 1e-14);
}

static void longer_of_two_largest_dominates(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "11"); /* (11 + 1)/6 = 2: lengths 1 and 2 carry the same */
    expect_equal("dominating", paths_of(&fixture->spec, 1).dominating, 2);
    assert_true(paths_of(&fixture->spec, 1).is_shared);
    fixture_set(fixture, "depth", "12"); /* 13·0.3/1.3 = 3, though not of doubles */
    fixture_set(fixture, "networks.residual.slope", "0.3");
    expect_equal("of typed decimals", paths_of(&fixture->spec, 1).dominating, 3);
    assert_true(paths_of(&fixture->spec, 1).is_shared);
    fixture_set(fixture, "networks.residual.slope", "0.300000001");
    assert_false(paths_of(&fixture->spec, 1).is_shared);
    fixture_set(fixture, "networks.residual.slope", "0");
    expect_equal("no branch", paths_of(&fixture->spec, 1).dominating, 0);
    fixture_set(fixture, "depth", "0");
    expect_equal("no layer", paths_of(&fixture->spec, 1).dominating, 0);
}

/* Beyond its hill a deep band has nothing. */
static void deep_band_is_no_wider_than_its_hill(void **state) {
    struct fixture *fixture = *state;

    for (int64_t depth = 1000; depth <= 100000; depth *= 10) {
        char text[32];
        snprintf(text, sizeof(text), "%lld", (long long)depth);
        fixture_set(fixture, "depth", text);
        struct paths paths = paths_of(&fixture->spec, 1);
        double deviation = sqrt((double)depth * 5 / 36);
        assert_true((double)(paths.dominating - paths.band[0]) < 2 * deviation);
        assert_true((double)(paths.band[1] - paths.dominating) < 3.5 * deviation);
        assert_true(paths.band_gradient.value >= 0.95);
    }
}

/* Where the shares of gradient and paths are nearly the same, too. */
static void deep_bands_near_one_are_bands(void **state) {
    static const char *const slopes[] = {"0.97", "0.99", "0.999", "1", "1.001", "1.02"};
    struct fixture *fixture = *state;

    for (int64_t depth = 54000; depth <= 1000000; depth *= 4) {
        char text[32];
        snprintf(text, sizeof(text), "%lld", (long long)depth);
        fixture_set(fixture, "depth", text);
        for (size_t i = 0; i < sizeof(slopes) / sizeof(slopes[0]); i++) {
            fixture_set(fixture, "networks.residual.slope", slopes[i]);
            struct paths paths = paths_of(&fixture->spec, 1);
            assert_true(paths.band_gradient.value >= 0.95);
            assert_true((double)(paths.band[1] - paths.band[0]) < 8 * sqrt((double)depth) / 2);
        }
    }
}

static double share_at(const struct curve *curve, double length) {
    size_t i = 0;
    while (curve->points[i + 1].x < length) {
        i++;
    }
    const struct point *left = &curve->points[i];
    const struct point *right = &curve->points[i + 1];
    double part = (length - left->x) / (right->x - left->x);
    return left->y.value + part * (right->y.value - left->y.value);
}

/* The points that are drawn make the same line as all of them. */
static void drawn_hills_have_their_shape(void **state) {
    static const char *const slopes[] = {"0", "1e-5", "0.001", "0.2", "-0.2", "1", "30", "1e20"};
    static const struct curve_id id = {PANEL_PATHS, ROLE_NETWORK, 1};
    const struct selection drawn = {.n_points_max = 250};
    const struct selection all = {.n_points_max = 0};
    struct fixture *fixture = *state;
    struct gradfig_error error;

    fixture_set(fixture, "depth", "3000");
    fixture_set(fixture, "figure.panels", "paths");
    for (size_t i = 0; i < sizeof(slopes) / sizeof(slopes[0]); i++) {
        struct series few = {0};
        struct series full = {0};
        fixture_set(fixture, "networks.residual.slope", slopes[i]);
        assert_true(series_collect(&few, &fixture->spec, &drawn, &error));
        assert_true(series_collect(&full, &fixture->spec, &all, &error));
        const struct curve *line = series_find(&few, id);
        const struct curve *exact = series_find(&full, id);
        double highest = paths_of(&fixture->spec, 1).largest_share.value;
        assert_true(line->n_points <= 250);
        for (size_t k = 0; k < exact->n_points; k++) {
            expect_near(slopes[i], share_at(line, exact->points[k].x), exact->points[k].y.value,
                        0.01 * highest);
        }
        series_finish(&few);
        series_finish(&full);
    }
}

static void some_are_not_shown(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "networks.residual.slopes", "0.2,-0.1");
    assert_int_equal(paths_of(&fixture->spec, 1).state, PATHS_CANCEL);
    assert_int_equal(terms_of(fixture, 1).n, 0);
    fixture_set(fixture, "networks.residual.slopes", "0.2,0.1");
    assert_int_equal(paths_of(&fixture->spec, 1).state, PATHS_SHOWN);
    fixture_set(fixture, "depth", "2001");
    assert_int_equal(paths_of(&fixture->spec, 1).state, PATHS_TOO_DEEP);
}

/* Far from the middle shares are no doubles, and near it all digits are right. */
static void deep_shares_keep_their_digits(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "depth", "2000");
    struct paths uniform = paths_of(&fixture->spec, 1);
    fixture_set(fixture, "networks.residual.slopes", "0.2,0.2");
    struct paths list = paths_of(&fixture->spec, 1);
    expect_equal("dominating", list.dominating, uniform.dominating);
    expect_equal("dominating", uniform.dominating, 333);
    expect_near("largest", list.largest_share.value, uniform.largest_share.value, 1e-17);
    expect_near("log10 of the paths", list.band_paths.log10_abs, uniform.band_paths.log10_abs,
                1e-12);
    assert_true(uniform.band_paths.log10_abs < -50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_FIXTURE(article_has_its_quantities),
        TEST_WITH_FIXTURE(lists_leave_their_ranges),
        TEST_WITH_FIXTURE(special_slopes_have_no_quantities),
        TEST_WITH_FIXTURE(powers_of_two_leave_the_doubles),
        TEST_WITH_FIXTURE(typed_decimals_make_one),
        TEST_WITH_FIXTURE(terms_are_sums_over_subsets),
        TEST_WITH_FIXTURE(article_has_its_paths),
        TEST_WITH_FIXTURE(veit_has_his_band),
        TEST_WITH_FIXTURE(made_up_band_carries_more),
        TEST_WITH_FIXTURE(a_band_is_not_all_lengths),
        TEST_WITH_FIXTURE(longer_of_two_largest_dominates),
        TEST_WITH_FIXTURE(deep_band_is_no_wider_than_its_hill),
        TEST_WITH_FIXTURE(deep_bands_near_one_are_bands),
        TEST_WITH_FIXTURE(drawn_hills_have_their_shape),
        TEST_WITH_FIXTURE(some_are_not_shown),
        TEST_WITH_FIXTURE(deep_shares_keep_their_digits),
    };
    return run_all(tests);
}
