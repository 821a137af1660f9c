/* Tests of the axes: the scale, the range, and ticks at the positions that their labels say. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rendering/axes/axis.h"
#include "shared/rows.h"

#define MINUS "\xe2\x88\x92" /* U+2212 */
#define TIMES "\xc3\x97"
#define NANO TIMES "10<sup>" MINUS "9</sup>"
#define THIN_SPACE "\xe2\x80\xaf"

enum { POINTS_MAX = 4, CURVES_MAX = 3 };

/* What is looked at, for messages. */
static char subject[256];

/* ---- reading labels ---- */

/* "−2×10<sup>−7</sup>" as -2 and -7; a label without a power has exponent 0. */
struct reading {
    double mantissa;
    double exponent;
};

/* Markup and signs as strtod knows them. */
static void simplify(const char *label, char plain[64]) {
    static const char *const replaced[][2] = {
        {MINUS, "-"}, {THIN_SPACE, ""}, {TIMES "10<sup>", "e"}, {"10<sup>", "1e"}, {"</sup>", ""}};
    enum { N_REPLACED = sizeof(replaced) / sizeof(replaced[0]) };
    size_t n = 0;

    while (*label != '\0') {
        size_t i = 0;
        while (i < N_REPLACED && strncmp(label, replaced[i][0], strlen(replaced[i][0])) != 0) {
            i++;
        }
        assert_true(n + 3 < 64);
        n += (size_t)snprintf(plain + n, 64 - n, "%.*s", i < N_REPLACED ? 2 : 1,
                              i < N_REPLACED ? replaced[i][1] : label);
        label += i < N_REPLACED ? strlen(replaced[i][0]) : 1;
    }
}

static struct reading read_label(const char *label);

/* "1 + 6×10⁻⁹" */
static struct reading read_beside_one(const char *distance, int sign) {
    struct reading reading = read_label(distance);
    return (struct reading){.mantissa = 1 + sign * reading.mantissa * pow(10, reading.exponent)};
}

static struct reading read_label(const char *label) {
    char plain[64] = "";
    char *end;
    struct reading reading = {0};

    if (g_str_has_prefix(label, "1 + ") || g_str_has_prefix(label, "1 " MINUS " ")) {
        return read_beside_one(strchr(&label[2], ' ') + 1, label[2] == '+' ? 1 : -1);
    }
    simplify(label, plain);
    char *power = strchr(plain, 'e');
    if (power != NULL) {
        reading.exponent = strtod(power + 1, &end);
        assert_int_equal(*end, '\0');
        *power = '\0';
    }
    reading.mantissa = strtod(plain, &end);
    if (end == plain || *end != '\0') {
        row_fail("%s: the label %s is no number", subject, label);
    }
    return reading;
}

/* Where a reader takes a label to stand, by the header's definition of the scales. */
static double position_of(const struct axis *axis, struct reading reading) {
    double log10_abs = log10(fabs(reading.mantissa)) + reading.exponent;
    double sign = (reading.mantissa > 0) - (reading.mantissa < 0);

    switch (axis->scale) {
    case AXIS_LINEAR:
        return reading.mantissa * pow(10, reading.exponent);
    case AXIS_LOG:
        return sign * log10_abs;
    case AXIS_SYMMETRIC_LOG:
        return sign == 0 ? 0 : sign * (1 + log10_abs - axis->log10_linear);
    }
    return NAN;
}

/* ---- what holds for every axis ---- */

static void check_tick(const struct axis *axis, size_t i) {
    const struct axis_tick *tick = &axis->ticks[i];
    double meant = position_of(axis, read_label(tick->label));

    if (!(tick->at >= axis->low && tick->at <= axis->high)) {
        row_fail("%s: the tick %s at %g is not within %g..%g", subject, tick->label, tick->at,
                 axis->low, axis->high);
    }
    if (i > 0 && !(tick->at > tick[-1].at)) {
        row_fail("%s: the tick %s does not ascend", subject, tick->label);
    }
    if (!(fabs(meant - tick->at) <= 1e-6 * (axis->high - axis->low))) {
        row_fail("%s: the tick %s is at %.17g", subject, tick->label, tick->at);
    }
}

static void check_axis(const struct axis *axis, size_t n_ticks_max) {
    if (!isfinite(axis->low) || !isfinite(axis->high) || !(axis->low < axis->high)) {
        row_fail("%s: the axis goes from %g to %g", subject, axis->low, axis->high);
    }
    if (axis->n_ticks > n_ticks_max) {
        row_fail("%s: %zu ticks from %s to %s, where %zu have room", subject, axis->n_ticks,
                 axis->ticks[0].label, axis->ticks[axis->n_ticks - 1].label, n_ticks_max);
    }
    for (size_t i = 0; i < axis->n_ticks; i++) {
        check_tick(axis, i);
    }
}

/* Of axes that are not linear: three labels, none of which touch if n_ticks_max have room. */
static void check_labels_have_room(const struct axis *axis, size_t n_ticks_max) {
    double each = (axis->high - axis->low) / (double)n_ticks_max;

    if (axis->n_ticks < 3) {
        row_fail("%s: %zu ticks", subject, axis->n_ticks);
    }
    for (size_t i = 1; i < axis->n_ticks; i++) {
        const struct axis_tick *tick = &axis->ticks[i];
        if (tick->at - tick[-1].at < 0.55 * each) {
            row_fail("%s: the labels %s and %s touch", subject, tick[-1].label, tick->label);
        }
    }
}

static void check_holds(const struct axis *axis, struct number number) {
    double at = axis_position(axis, number);
    double slack = 1e-12 * (axis->high - axis->low);

    if (number.sign == 0 && axis->scale == AXIS_LOG) {
        assert_true(isnan(at));
    } else if (!(at >= axis->low - slack && at <= axis->high + slack)) {
        row_fail("%s: the number %d·10^%g is at %g, beyond %g..%g", subject, number.sign,
                 number.log10_abs, at, axis->low, axis->high);
    }
}

/* ---- spans ---- */

static struct number number_of_log10(double log10_abs) {
    return (struct number){1, log10_abs, pow(10, log10_abs)};
}

static void add_curve(struct axis_span *span, const struct number *numbers, size_t n) {
    struct point points[POINTS_MAX];
    struct curve curve = {.n_points = n, .points = points};

    for (size_t i = 0; i < n; i++) {
        points[i] = (struct point){.x = (double)i, .y = numbers[i], .certain = true};
    }
    axis_span_add(span, &curve);
}

/* ---- values: which scale ---- */

struct curve_of_values {
    size_t n;
    double values[POINTS_MAX];
};

static const struct value_row {
    const char *what;
    struct curve_of_values curves[CURVES_MAX];
    enum axis_scale scale;
    int sign;          /* of a log axis */
    const char *first; /* labels of the first and last of at most 9 ticks; NULL: not looked at */
    const char *last;
} value_rows[] = {
    {"the article", {{2, {1, 0.5537}}, {2, {1, 7.4897}}}, AXIS_LINEAR, 0, "0", "8"},
    {"both signs", {{2, {1, -0.5}}}, AXIS_LINEAR, 0, MINUS "0.5", "1.0"},
    {"negative", {{2, {-1, -3}}}, AXIS_LINEAR, 0, MINUS "3", "0"},
    {"far from zero", {{2, {100, 101}}}, AXIS_LINEAR, 0, "100.0", "101.0"},
    {"zero alone", {{3, {0, 0, 0}}}, AXIS_LINEAR, 0, MINUS "1.0", "1.0"},
    {"one value", {{1, {5}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"equal values", {{3, {-7, -7, -7}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"almost equal", {{2, {1, 1.0000000000000002}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"large and equal", {{2, {1e299, 1e299}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"small and equal", {{2, {1e-299, 1e-299}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"from zero", {{2, {0, 20000}}}, AXIS_LINEAR, 0, "0", "20" THIN_SPACE "000"},

    {"10^4 apart", {{2, {1, 1e4}}}, AXIS_LINEAR, 0, "0", "10" THIN_SPACE "000"},
    {"more than 10^4 apart", {{2, {1, 1.001e4}}}, AXIS_LOG, 1, "1", "10<sup>4</sup>"},
    {"falling", {{2, {1e-3, 1e-8}}}, AXIS_LOG, 1, NULL, NULL},
    {"negative, 10^4 apart", {{2, {-1e4, -1}}}, AXIS_LINEAR, 0, MINUS "10" THIN_SPACE "000", "0"},
    {"negative, more than 10^4 apart",
     {{2, {-1.001e4, -1}}},
     AXIS_LOG,
     -1,
     MINUS "10<sup>4</sup>",
     MINUS "1"},
    {"ends at one place", {{2, {1, 0.5}}, {2, {1, 2}}, {2, {1, 492}}}, AXIS_LOG, 1, NULL, NULL},
    {"ends at one place, alike",
     {{2, {1, 1}}, {2, {1, 1.4}}, {2, {1, 20}}},
     AXIS_LINEAR,
     0,
     "0",
     "20"},
    {"on the axis", {{2, {1, 1}}, {2, {1, 1.3}}, {2, {1, 342}}}, AXIS_LOG, 1, NULL, NULL},
    {"falling to the axis", {{3, {1, 0.5, 0.01}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"ends apart", {{2, {1, 1}}, {2, {1, 1.6}}, {2, {1, 12}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"negative, ends at one place",
     {{2, {-1, -1}}, {2, {-1, -2}}, {2, {-1, -492}}},
     AXIS_LINEAR,
     0,
     NULL,
     NULL},
    {"too large for a linear axis", {{2, {1e305, 1e306}}}, AXIS_LOG, 1, NULL, NULL},
    {"subnormal", {{2, {5e-324, 5e-324}}}, AXIS_LOG, 1, NULL, NULL},

    {"both signs, 10^4 apart", {{2, {1, -1e4}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"both signs, more than 10^4 apart", {{2, {1, -1.001e4}}}, AXIS_SYMMETRIC_LOG, 0, NULL, NULL},
    {"two curves of two signs", {{2, {1, 2}}, {2, {-1, -3e7}}}, AXIS_SYMMETRIC_LOG, 0, NULL, NULL},
    {"both signs, a curve on zero",
     {{2, {1, -2.4}}, {2, {1, 525}}},
     AXIS_SYMMETRIC_LOG,
     0,
     NULL,
     NULL},
    {"both signs, curves apart", {{2, {1, -2.4}}, {2, {1, 30}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"from zero, a curve on it", {{2, {0, 0.5}}, {2, {0, 63}}}, AXIS_SYMMETRIC_LOG, 0, NULL, NULL},
    {"from zero, one curve of zero", {{2, {0, 0}}, {2, {0, 63}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"zero and growing", {{3, {0, 1, 2e4}}}, AXIS_SYMMETRIC_LOG, 0, NULL, NULL},
    {"zero and falling", {{3, {0, -1, -2e4}}}, AXIS_SYMMETRIC_LOG, 0, NULL, NULL},
    /* it is no detail of the figure where a curve comes from its largest down to nothing */
    {"dying away", {{4, {1, -0.1, 1e-9, 0}}}, AXIS_LINEAR, 0, NULL, NULL},
    {"both signs, all sizes", {{4, {1e-300, -1e300, 0, 1e308}}}, AXIS_SYMMETRIC_LOG, 0, NULL, NULL},
};

static struct axis_span span_of_values(const struct value_row *row) {
    struct axis_span span = AXIS_SPAN_EMPTY;

    for (size_t i = 0; i < CURVES_MAX && row->curves[i].n > 0; i++) {
        struct number numbers[POINTS_MAX];
        for (size_t j = 0; j < row->curves[i].n; j++) {
            numbers[j] = number_from_double(row->curves[i].values[j]);
        }
        add_curve(&span, numbers, row->curves[i].n);
    }
    return span;
}

static void values_get_the_scale_that_suits(void **state) {
    (void)state;
    static const size_t n_ticks_max = 9;

    for (size_t i = 0; i < sizeof(value_rows) / sizeof(value_rows[0]); i++) {
        const struct value_row *row = &value_rows[i];
        struct axis_span span = span_of_values(row);
        struct axis axis = axis_of_values(&span, n_ticks_max);
        snprintf(subject, sizeof(subject), "%s", row->what);
        if (axis.scale != row->scale ||
            (row->scale == AXIS_LOG && axis.is_mirrored != (row->sign < 0))) {
            row_fail("%s: found scale %d, mirrored %d", subject, (int)axis.scale, axis.is_mirrored);
        }
        assert_true(axis.n_ticks >= 2);
        if (row->first != NULL) {
            assert_string_equal(axis.ticks[0].label, row->first);
            assert_string_equal(axis.ticks[axis.n_ticks - 1].label, row->last);
        }
    }
}

static void values_are_held_by_their_axis(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(value_rows) / sizeof(value_rows[0]); i++) {
        const struct value_row *row = &value_rows[i];
        struct axis_span span = span_of_values(row);
        for (size_t n = 3; n <= AXIS_TICKS_MAX; n++) {
            struct axis axis = axis_of_values(&span, n);
            snprintf(subject, sizeof(subject), "%s, at most %zu ticks", row->what, n);
            check_axis(&axis, n);
            if (axis.scale != AXIS_LINEAR) {
                check_labels_have_room(&axis, n);
            }
            for (size_t j = 0; j < CURVES_MAX; j++) {
                for (size_t k = 0; k < row->curves[j].n; k++) {
                    check_holds(&axis, number_from_double(row->curves[j].values[k]));
                }
            }
        }
    }
}

/* A marker at zero would cover the x axis; the article's smallest value does not come that near. */
static void values_at_zero_have_room(void **state) {
    (void)state;
    static const struct {
        double values[2];
        bool has_room_below;
        bool has_room_above;
    } rows[] = {
        {{0, 8}, true, false},  {{0.01, 8}, true, false}, {{0.5537, 8}, false, false},
        {{-8, 0}, false, true}, {{-8, -3}, false, false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct axis_span span = AXIS_SPAN_EMPTY;
        const struct number numbers[] = {number_from_double(rows[i].values[0]),
                                         number_from_double(rows[i].values[1])};
        add_curve(&span, numbers, 2);
        struct axis axis = axis_of_values(&span, 9);
        snprintf(subject, sizeof(subject), "from %g to %g", rows[i].values[0], rows[i].values[1]);
        bool is_below = axis.low < 0 && axis.low > -1;
        bool is_above = axis.high > 0 && axis.high < 1;
        if (is_below != rows[i].has_room_below || is_above != rows[i].has_room_above) {
            row_fail("%s: found an axis from %g to %g", subject, axis.low, axis.high);
        }
    }
}

/* ---- moduli ---- */

/* log10 of the smallest and the largest modulus. */
static const struct {
    double low;
    double high;
    const char *labels; /* of at most 9 ticks, separated by blanks; NULL: not looked at */
} modulus_rows[] = {
    {-0.9691001300805639, 0.7918124604762482, "0.1 0.2 0.5 1 2 5 10"},
    /* fewer of each decade, or decades alone, where these would be many */
    {0, 2.534, "1 3 10 30 100 300"},
    {-0.301, 2.789, "1 10 100 1000"},
    {-6.989700043360189, 0.7918124604762482,
     "10<sup>" MINUS "7</sup> 10<sup>" MINUS "6</sup> 10<sup>" MINUS "5</sup> 10<sup>" MINUS
     "4</sup> 10<sup>" MINUS "3</sup> 10<sup>" MINUS "2</sup> 10<sup>" MINUS "1</sup> 1 10"},
    /* no powers if all ticks are from 0.001 to 1000 */
    {-2.29, 1.67, "0.01 0.1 1 10 100"},
    {-3, 3, "0.001 0.01 0.1 1 10 100 1000"},
    /* both ends at a tick of the same step, if the axis grows by little */
    {-12.58, 1.42,
     "10<sup>" MINUS "14</sup> 10<sup>" MINUS "12</sup> 10<sup>" MINUS "10</sup> 10<sup>" MINUS
     "8</sup> 10<sup>" MINUS "6</sup> 10<sup>" MINUS "4</sup> 10<sup>" MINUS
     "2</sup> 1 10<sup>2</sup>"},
    /* else no tick between two steps near an end */
    {-4.57, 4.14,
     "10<sup>" MINUS "4</sup> 10<sup>" MINUS "2</sup> 1 10<sup>2</sup> 10<sup>4</sup>"},
    /* ... for which there may be more room below */
    {-5.23, 4.28,
     "10<sup>" MINUS "6</sup> 10<sup>" MINUS "4</sup> 10<sup>" MINUS
     "2</sup> 1 10<sup>2</sup> 10<sup>4</sup>"},
    /* both ends have a tick, and 1 */
    {-70.6, 8,
     "10<sup>" MINUS "80</sup> 10<sup>" MINUS "60</sup> 10<sup>" MINUS "40</sup> 10<sup>" MINUS
     "20</sup> 1 10<sup>20</sup>"},
    {-152, 17.3,
     "10<sup>" MINUS "150</sup> 10<sup>" MINUS "120</sup> 10<sup>" MINUS "90</sup> 10<sup>" MINUS
     "60</sup> 10<sup>" MINUS "30</sup> 1 10<sup>30</sup>"},
    {-8.4, 0.95,
     "10<sup>" MINUS "8</sup> 10<sup>" MINUS "6</sup> 10<sup>" MINUS "4</sup> 10<sup>" MINUS
     "2</sup> 1 10<sup>2</sup>"},
    {-7e6, 8e5, NULL},
    {-970, 0, NULL},
    {-970, -970, NULL},
    {-7e6, -7e6, NULL},
    {0, 791812, NULL},
    {300, 301, NULL},
    {-301, -300.5, NULL},
    {0, 0, NULL},
    {0, 1e-12, NULL},
    {0, 0.01, NULL},
    {-0.2, 0.1, NULL},
    {0, 0.5, NULL},
    {0, 0.499, NULL},
    {0.3, 1.2, NULL},
    {-0.0043, 0.0043, NULL},
    {0, 3.2, NULL},
    {0, 3.21, NULL},
    {-1.9, 1.3, NULL},
    {-4.5, -1.31, NULL},
    {250, 251, NULL},
    {-299, -298.8, NULL},
    {-2.2e-9, 2.2e-9,
     "1 " MINUS " 6" NANO " 1 " MINUS " 4" NANO " 1 " MINUS " 2" NANO " 1 1 + 2" NANO " 1 + 4" NANO
     " 1 + 6" NANO},
};

static void check_labels(const struct axis *axis, const char *expected) {
    char found[512] = "";

    for (size_t i = 0; i < axis->n_ticks; i++) {
        size_t used = strlen(found);
        snprintf(found + used, sizeof(found) - used, "%s%s", i > 0 ? " " : "",
                 axis->ticks[i].label);
    }
    assert_string_equal(found, expected);
}

static void moduli_are_held_by_their_axis(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(modulus_rows) / sizeof(modulus_rows[0]); i++) {
        const struct number numbers[] = {number_of_log10(modulus_rows[i].low),
                                         number_of_log10(modulus_rows[i].high)};
        struct axis_span span = AXIS_SPAN_EMPTY;
        add_curve(&span, numbers, 2);
        for (size_t n = 3; n <= AXIS_TICKS_MAX; n++) {
            struct axis axis = axis_of_moduli(&span, n);
            snprintf(subject, sizeof(subject), "moduli 10^%g to 10^%g, at most %zu ticks",
                     modulus_rows[i].low, modulus_rows[i].high, n);
            assert_int_equal(axis.scale, AXIS_LOG);
            assert_false(axis.is_mirrored);
            check_axis(&axis, n);
            check_holds(&axis, numbers[0]);
            check_holds(&axis, numbers[1]);
            check_labels_have_room(&axis, n);
            if (n == 9 && modulus_rows[i].labels != NULL) {
                check_labels(&axis, modulus_rows[i].labels);
            }
        }
    }
}

/* Few ticks are rather even than near every end. */
static void few_moduli_are_even(void **state) {
    (void)state;
    const struct number numbers[] = {number_of_log10(-3.3), number_of_log10(2.7)};
    struct axis_span span = AXIS_SPAN_EMPTY;

    add_curve(&span, numbers, 2);
    struct axis axis = axis_of_moduli(&span, 5);
    check_labels(&axis, "0.001 1 1000");
}

/* The smallest and the largest number have a tick near them or beyond them, or one beside has no
 * room. */
static void check_ends(const struct axis *axis, double low, double high, size_t n_ticks_max) {
    const struct axis_tick *ticks = axis->ticks;
    double room = (axis->high - axis->low) / (double)n_ticks_max;
    double widest = 0;

    for (size_t i = 1; i < axis->n_ticks; i++) {
        widest = fmax(widest, ticks[i].at - ticks[i - 1].at);
    }
    if (high - ticks[axis->n_ticks - 1].at > fmax(0.2 * widest, room) + 1 ||
        ticks[0].at - low > fmax(0.35 * widest, room) + 1) {
        row_fail("%s: ticks only from %s to %s", subject, ticks[0].label,
                 ticks[axis->n_ticks - 1].label);
    }
}

/* Whatever the moduli, three ticks at least show that the axis is a log axis. */
static void random_moduli_have_three_ticks(void **state) {
    (void)state;
    enum { N_SPANS = 3000 };

    srand(1);
    for (int i = 0; i < N_SPANS; i++) {
        double range = pow(10, 8.0 * rand() / RAND_MAX - 4);
        double middle = range * (2.0 * rand() / RAND_MAX - 1);
        const struct number numbers[] = {number_of_log10(middle - range / 2),
                                         number_of_log10(middle + range / 2)};
        struct axis_span span = AXIS_SPAN_EMPTY;
        add_curve(&span, numbers, 2);
        size_t n = 3 + (size_t)i % 7;
        struct axis axis = axis_of_moduli(&span, n);
        snprintf(subject, sizeof(subject), "moduli 10^%.17g to 10^%.17g, at most %zu ticks",
                 numbers[0].log10_abs, numbers[1].log10_abs, n);
        check_axis(&axis, n);
        check_holds(&axis, numbers[0]);
        check_holds(&axis, numbers[1]);
        check_labels_have_room(&axis, n);
        check_ends(&axis, numbers[0].log10_abs, numbers[1].log10_abs, n);
    }
}

/* Gradients change sign from layer to layer: their axis is of moduli all the same. */
static void moduli_may_have_both_signs_and_zero(void **state) {
    (void)state;
    const struct number numbers[] = {number_from_double(1), number_from_double(-0.5),
                                     number_from_double(0)};
    struct axis_span span = AXIS_SPAN_EMPTY;

    add_curve(&span, numbers, 3);
    struct axis axis = axis_of_moduli(&span, 9);
    assert_int_equal(axis.scale, AXIS_LOG);
    assert_false(axis.is_mirrored);
    snprintf(subject, sizeof(subject), "moduli of 1, -0.5 and 0");
    check_axis(&axis, 9);
    for (size_t i = 0; i < 3; i++) {
        check_holds(&axis, numbers[i]);
    }
}

/* ---- layers and ranges ---- */

static void layers_have_whole_ticks(void **state) {
    (void)state;
    static const int64_t depths[] = {0,  1,  2,  3,   7,   10,    11,      12,      30,
                                     34, 40, 99, 100, 152, 12345, 1000000, 9999999, 10000000};
    static const double inset = 0.03;

    for (size_t i = 0; i < sizeof(depths) / sizeof(depths[0]); i++) {
        for (size_t n = 3; n <= AXIS_TICKS_MAX; n++) {
            struct axis axis = axis_of_layers(depths[i], n, inset);
            double range = axis.high - axis.low;
            snprintf(subject, sizeof(subject), "depth %lld, at most %zu ticks",
                     (long long)depths[i], n);
            check_axis(&axis, n);
            assert_int_equal(axis.scale, AXIS_LINEAR);
            assert_true(axis.n_ticks >= 1 && axis.ticks[0].at == 0);
            assert_true(depths[i] == 0 || axis.n_ticks >= 2);
            assert_true(axis.ticks[axis.n_ticks - 1].at == (double)depths[i]);
            for (size_t j = 0; j < axis.n_ticks; j++) {
                assert_true(axis.ticks[j].at == floor(axis.ticks[j].at));
                assert_true(axis.ticks[j].at <= (double)depths[i]);
            }
            double outside = depths[i] == 0 ? 0.5 : inset;
            assert_true(fabs(-axis.low / range - outside) < 1e-9);
            assert_true(fabs((axis.high - (double)depths[i]) / range - outside) < 1e-9);
        }
    }
}

/* Depths are on a log axis that ends at the last of them. */
static void depths_have_whole_ticks(void **state) {
    (void)state;
    static const struct {
        int64_t depth;
        const char *labels; /* of at most 11 ticks; NULL: not looked at */
    } depths[] = {
        {0, "1"},
        {1, "1"},
        {2, "1 2"},
        {3, "1 2 3"},
        {10, "1 2 5 10"},
        {12, "1 2 5 10 12"},
        {34, "1 2 5 10 20 34"},
        {152, "1 2 5 10 20 50 100 152"},
        {10000, "1 3 10 30 100 300 1000 3000 10" THIN_SPACE "000"},
        {12345, "1 3 10 30 100 300 1000 3000 12" THIN_SPACE "345"},
        {1000000,
         "1 10 10<sup>2</sup> 10<sup>3</sup> 10<sup>4</sup> 10<sup>5</sup> 10<sup>6</sup>"},
        {10000000, NULL},
    };
    static const double inset = 0.03;

    for (size_t i = 0; i < sizeof(depths) / sizeof(depths[0]); i++) {
        double last = log10(fmax((double)depths[i].depth, 1));
        double outside = last == 0 ? 0.5 : inset;
        for (size_t n = 3; n <= AXIS_TICKS_MAX; n++) {
            struct axis axis = axis_of_depths(depths[i].depth, n, inset);
            double range = axis.high - axis.low;
            snprintf(subject, sizeof(subject), "depth %lld, at most %zu ticks",
                     (long long)depths[i].depth, n);
            double room = depths[i].depth < 1000000 ? 1 : 0.6; /* powers need less */
            check_axis(&axis, (size_t)ceil((double)n / room));
            assert_int_equal(axis.scale, AXIS_LOG);
            assert_true(axis.n_ticks >= (last > 0 ? 2 : 1) && axis.ticks[0].at == 0);
            assert_true(axis.ticks[axis.n_ticks - 1].at == last);
            assert_true(fabs((axis.high - last) / range - outside) < 1e-9);
            for (size_t j = 1; j < axis.n_ticks; j++) {
                double part = j + 1 < axis.n_ticks ? 0.99 : 0.7; /* the last may be nearer */
                assert_true(axis.ticks[j].at - axis.ticks[j - 1].at >=
                            room * part * range / (double)n);
            }
            if (n == 11 && depths[i].labels != NULL) {
                check_labels(&axis, depths[i].labels);
            }
        }
    }
}

static void layers_are_labeled(void **state) {
    (void)state;
    static const struct {
        int64_t depth;
        size_t n_ticks_max;
        const char *labels;
    } rows[] = {
        {10, 11, "0 1 2 3 4 5 6 7 8 9 10"}, {10000, 3, "0 5000 10" THIN_SPACE "000"},
        {34, 8, "0 5 10 15 20 25 30 34"},   {99, 12, "0 10 20 30 40 50 60 70 80 90 99"},
        {54, 8, "0 9 18 27 36 45 54"}, /* steps of 10 would leave a hole before 54 */
        {53, 8, "0 10 20 30 40 53"},   /* nothing divides it */
        {101, 6, "0 20 40 60 80 101"}, /* steps of 20.2 would have room */
        {17, 11, "0 3 6 9 12 15 17"},       {17, 15, "0 3 6 9 12 15 17"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct axis axis = axis_of_layers(rows[i].depth, rows[i].n_ticks_max, 0.03);
        check_labels(&axis, rows[i].labels);
    }
}

static void ranges_are_kept_exactly(void **state) {
    (void)state;
    static const struct {
        double low;
        double high;
        const char *labels;
    } rows[] = {
        {-2, 2, MINUS "2 " MINUS "1 0 1 2"},
        {0, 1, "0.0 0.2 0.4 0.6 0.8 1.0"},
        {0.4, 0.6, "0.40 0.45 0.50 0.55 0.60"},
        {0.5 - 0.1, 0.5 + 0.1, "0.40 0.45 0.50 0.55 0.60"},
        {-1e6, 1e6, NULL},
        {999999, 1e6, NULL},
        {-1e-9, 1e-9, NULL},
        {0.1, 0.7, NULL},
        {1.0 / 3, 10.0 / 3, NULL},
        {-5, -4.999, NULL},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        for (size_t n = 3; n <= AXIS_TICKS_MAX; n++) {
            struct axis axis = axis_of_range(rows[i].low, rows[i].high, n);
            snprintf(subject, sizeof(subject), "range %g to %g, at most %zu ticks", rows[i].low,
                     rows[i].high, n);
            check_axis(&axis, n);
            assert_true(axis.low == rows[i].low && axis.high == rows[i].high);
            if (n == AXIS_EVEN_TICKS_MAX && rows[i].labels != NULL) {
                check_labels(&axis, rows[i].labels);
            }
        }
    }
}

/* ---- positions ---- */

static void numbers_stand_where_the_scale_says(void **state) {
    (void)state;
    const struct axis linear = {.scale = AXIS_LINEAR};
    const struct axis logarithmic = {.scale = AXIS_LOG};
    const struct axis symmetric = {.scale = AXIS_SYMMETRIC_LOG, .log10_linear = -1};

    assert_true(axis_position(&linear, number_from_double(-2.5)) == -2.5);
    assert_true(axis_position(&logarithmic, number_from_double(100)) == 2);
    assert_true(axis_position(&logarithmic, number_from_double(-100)) == 2);
    assert_true(axis_position(&logarithmic, number_of_log10(-970)) == -970);
    assert_true(isnan(axis_position(&logarithmic, number_from_double(0))));
    assert_true(axis_position(&symmetric, number_from_double(0)) == 0);
    assert_true(fabs(axis_position(&symmetric, number_from_double(0.1)) - 1) < 1e-12);
    assert_true(fabs(axis_position(&symmetric, number_from_double(0.05)) - 0.5) < 1e-12);
    assert_true(fabs(axis_position(&symmetric, number_from_double(-100)) + 4) < 1e-12);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_get_the_scale_that_suits),
        cmocka_unit_test(values_are_held_by_their_axis),
        cmocka_unit_test(values_at_zero_have_room),
        cmocka_unit_test(moduli_are_held_by_their_axis),
        cmocka_unit_test(few_moduli_are_even),
        cmocka_unit_test(random_moduli_have_three_ticks),
        cmocka_unit_test(moduli_may_have_both_signs_and_zero),
        cmocka_unit_test(layers_have_whole_ticks),
        cmocka_unit_test(depths_have_whole_ticks),
        cmocka_unit_test(layers_are_labeled),
        cmocka_unit_test(ranges_are_kept_exactly),
        cmocka_unit_test(numbers_stand_where_the_scale_says),
    };
    return run_all(tests);
}
