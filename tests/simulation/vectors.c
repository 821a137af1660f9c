/* Every case of vectors/public.json against the series: values known to 20 digits. */
#include "shared/fixture.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* The narrowest tolerance is 4 units in the last place of a double, 2^-50 of the value. strtold
 * rounds an expected value to 64 bits, 2^-64 of it: one part in 16384 of the tolerance. Where
 * long double is a double, that would be one part in 8, and this comparison would need more. */
static_assert(LDBL_MANT_DIG >= 64, "expected values need more digits than a double holds");

static const long double ln_10 = 2.30258509299404568401799145468436421L;

/* Half a unit in the last place of a double, relative: what the nearest double may be off by. */
static const long double half_ulp = 0x1p-53L;

/* The network that a case is put into, and the selection it is asked for. */
#define NETWORK 0
#define NETWORK_KEY(field) "networks.plain." field

static struct fixture *fixture;
static const char *case_id;
static size_t n_comparisons;

/* ---- reading the file ---- */

static json_t *member(json_t *object, const char *key) {
    json_t *value = json_object_get(object, key);
    if (value == NULL) {
        fail_msg("%s: no field %s", case_id, key);
    }
    return value;
}

static const char *text_of(json_t *object, const char *key) {
    const char *text = json_string_value(member(object, key));
    if (text == NULL) {
        fail_msg("%s: %s is no text", case_id, key);
    }
    return text;
}

static long double read_decimal(const char *text) {
    char *end;
    long double value = strtold(text, &end);
    if (end == text || *end != '\0') {
        fail_msg("%s: %s is no number", case_id, text);
    }
    return value;
}

static long double number_of(json_t *object, const char *key) {
    return read_decimal(text_of(object, key));
}

/* Nothing of the file is passed over in silence: `known` are the fields that are compared, or
 * that say something about the case and not about its values. */
static void expect_fields(json_t *object, const char *const *known) {
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value) {
        size_t i = 0;
        while (known[i] != NULL && strcmp(known[i], key) != 0) {
            i++;
        }
        if (known[i] == NULL) {
            row_fail("%s: the field %s has no comparison", case_id, key);
        }
    }
}

/* ---- putting a case into the spec ---- */

/* "0.8", {"list": [...]} and {"cycle": [...]} as --set takes them. */
static void set_numbers(json_t *value, const char *key_of_one, const char *key_of_several) {
    static const char *const known[] = {"list", "cycle", NULL};
    char text[512] = "";
    size_t i;
    json_t *item;

    if (json_is_string(value)) {
        fixture_set(fixture, key_of_one, json_string_value(value));
        return;
    }
    if (json_is_object(value)) {
        expect_fields(value, known);
        json_t *list = json_object_get(value, "list");
        value = list != NULL ? list : member(value, "cycle");
    }
    assert_true(json_is_array(value));
    json_array_foreach(value, i, item) {
        size_t used = strlen(text);
        assert_true(used + 40 < sizeof(text));
        snprintf(text + used, sizeof(text) - used, "%s%s", i > 0 ? "," : "",
                 json_string_value(item));
    }
    fixture_set(fixture, key_of_several, text);
}

static void set_depth(json_t *input) {
    char depth[32];
    snprintf(depth, sizeof(depth), "%lld", (long long)json_integer_value(member(input, "depth")));
    fixture_set(fixture, "depth", depth);
}

static void set_network(json_t *input, const char *const *known) {
    expect_fields(input, known);
    set_depth(input);
    set_numbers(member(input, "slopes"), NETWORK_KEY("slope"), NETWORK_KEY("slopes"));
    set_numbers(member(input, "intercepts"), NETWORK_KEY("intercept"), NETWORK_KEY("intercepts"));
    fixture_set(fixture, "input", text_of(input, "x0"));
}

static void set_plain(json_t *input) {
    static const char *const known[] = {"kind", "depth", "slopes", "intercepts", "x0", NULL};

    set_network(input, known);
}

static void set_residual(json_t *input) {
    static const char *const known[] = {"kind", "depth",  "slopes", "intercepts",
                                        "x0",   "lambda", "alpha",  NULL};

    set_network(input, known);
    fixture_set(fixture, NETWORK_KEY("skip"), text_of(input, "lambda"));
    fixture_set(fixture, NETWORK_KEY("scale"), text_of(input, "alpha"));
}

static void set_sweep(json_t *input) {
    static const char *const known[] = {"kind", "depth", "slopes", "lambda", "alpha", NULL};

    expect_fields(input, known);
    set_depth(input);
    set_numbers(member(input, "slopes"), "sweep.slopes", "sweep.slopes");
    fixture_set(fixture, "sweep.skip", text_of(input, "lambda"));
    fixture_set(fixture, "sweep.scale", text_of(input, "alpha"));
}

/* ---- comparing ---- */

static void expect_close(const char *what, double found, long double expected,
                         long double tolerance) {
    n_comparisons++;
    if ((long double)found == expected) {
        return;
    }
    if (!(fabsl((long double)found - expected) <= tolerance)) {
        row_fail("%s: %s: expected %.20Lg within %.3Lg, found %.17g", case_id, what, expected,
                 tolerance, found);
    }
}

/* A value that a double holds is within `relative` of it; any other one is marked as such. */
static void expect_decimal(const char *what, struct number found, const char *expected_text,
                           long double relative) {
    long double expected = read_decimal(expected_text);
    bool is_zero = strspn(expected_text, "0.") == strlen(expected_text);
    bool fits = is_zero || (fabsl(expected) <= (long double)DBL_MAX &&
                            fabsl(expected) >= (long double)DBL_MIN);

    n_comparisons++;
    expect_equal(what, number_fits_double(found), fits);
    if (fits) {
        expect_close(what, found.value, expected, relative * fabsl(expected));
    }
    expect_equal(what, found.sign, is_zero ? 0 : expected_text[0] == '-' ? -1 : 1);
}

/* `row` has sign, log10, value and tolerances: of a gradient, a sweep or a composed slope. */
static void expect_gradient(const char *what, struct number found, json_t *row) {
    long double tolerance =
        number_of(row, json_object_get(row, "tol_full") != NULL ? "tol_full" : "tol_strict");
    const char *log10_abs = text_of(row, "log10");
    long double expected =
        strcmp(log10_abs, "-inf") == 0 ? -(long double)INFINITY : read_decimal(log10_abs);

    expect_close(what, found.log10_abs, expected, tolerance);
    expect_equal(what, found.sign, json_integer_value(member(row, "sign")));
    expect_decimal(what, found, text_of(row, "value"), half_ulp);
}

/* `row` has value, log10_abs and tolerances: of an activation or an intercept. */
static void expect_activation(const char *what, struct number found, json_t *row) {
    static const long double log10_printed_as_0 = 1e-30L;

    if (json_object_get(row, "abs_strict") != NULL) {
        expect_close(what, found.value, number_of(row, "value"), number_of(row, "abs_strict"));
        return;
    }
    long double relative = number_of(row, "rel_strict");
    long double log10_abs = number_of(row, "log10_abs");
    expect_decimal(what, found, text_of(row, "value"), relative);
    /* The logarithm of a huge value is known no better than a double of its size can tell. */
    expect_close(what, found.log10_abs, log10_abs,
                 relative / ln_10 + half_ulp * fabsl(log10_abs) + log10_printed_as_0);
}

/* ---- the sections of a case ---- */

static struct number number_at(enum panel_kind panel, enum curve_role role, size_t index,
                               double x) {
    return fixture_point(fixture_curve(fixture, panel, role, index), x)->y;
}

static void collect_layers_of(json_t *rows) {
    enum { LAYERS_MAX = 64 };
    int64_t layers[LAYERS_MAX];
    size_t i;
    json_t *row;

    assert_true(json_array_size(rows) > 0 && json_array_size(rows) <= LAYERS_MAX);
    json_array_foreach(rows, i, row) {
        layers[i] = json_integer_value(member(row, "k"));
    }
    fixture_collect(fixture,
                    &(struct selection){.layers = layers, .n_layers = json_array_size(rows)});
}

static void check_gradient(json_t *rows) {
    static const char *const known[] = {"k",         "sign",       "log10",    "value",
                                        "tol_basic", "tol_strict", "tol_full", NULL};
    size_t i;
    json_t *row;

    collect_layers_of(rows);
    json_array_foreach(rows, i, row) {
        double layer = (double)json_integer_value(member(row, "k"));
        expect_fields(row, known);
        expect_gradient("gradient", number_at(PANEL_GRADIENT, ROLE_NETWORK, NETWORK, layer), row);
    }
}

static void check_activation(json_t *rows) {
    static const char *const known[] = {"k",         "value",      "log10_abs",
                                        "rel_basic", "rel_strict", "exact_in_double", /* a remark */
                                        "abs_basic", "abs_strict", NULL};
    size_t i;
    json_t *row;

    collect_layers_of(rows);
    json_array_foreach(rows, i, row) {
        double layer = (double)json_integer_value(member(row, "k"));
        expect_fields(row, known);
        expect_activation("activation", number_at(PANEL_ACTIVATION, ROLE_NETWORK, NETWORK, layer),
                          row);
    }
}

/* The slope of the composed line from its two ends would cancel: it is the gradient at depth. */
static void check_composed(json_t *composed) {
    static const char *const known[] = {"slope", "intercept", NULL};
    static const char *const of_slope[] = {"sign",       "log10",    "value", "tol_basic",
                                           "tol_strict", "tol_full", NULL};
    static const char *const of_intercept[] = {"value",     "log10_abs",  "rel_basic", "rel_strict",
                                               "abs_basic", "abs_strict", NULL};
    json_t *slope = member(composed, "slope");
    json_t *intercept = member(composed, "intercept");
    int64_t depth = fixture->spec.depth;

    expect_fields(composed, known);
    expect_fields(slope, of_slope);
    expect_fields(intercept, of_intercept);
    fixture_set(fixture, "geometry.x", "0,1");
    fixture_collect_at(fixture, depth);
    expect_gradient("composed slope",
                    number_at(PANEL_GRADIENT, ROLE_NETWORK, NETWORK, (double)depth), slope);
    expect_activation("composed intercept", number_at(PANEL_GEOMETRY, ROLE_COMPOSED, NETWORK, 0),
                      intercept);
}

/* The branch of a plain layer is the layer, and no curve of its own. */
static enum curve_role role_of_branch(void) {
    bool is_plain = fixture->spec.networks[NETWORK].skips.values[0].value == 0;
    return is_plain ? ROLE_NETWORK : ROLE_BRANCH;
}

static void check_line(json_t *line) {
    static const char *const known[] = {"x",     "identity", "branch_or_plain",
                                        "block", "composed", NULL};
    const struct {
        const char *field;
        enum curve_role role;
    } lines[] = {
        {"identity", ROLE_IDENTITY},
        {"branch_or_plain", role_of_branch()},
        {"block", ROLE_NETWORK},
        {"composed", ROLE_COMPOSED},
    };
    char range[64];

    expect_fields(line, known);
    snprintf(range, sizeof(range), "%s,1e6", text_of(line, "x"));
    fixture_set(fixture, "geometry.x", range);
    fixture_collect_at(fixture, 0);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        expect_decimal(
            lines[i].field,
            number_at(PANEL_GEOMETRY, lines[i].role, NETWORK, (double)number_of(line, "x")),
            text_of(line, lines[i].field), half_ulp);
    }
}

/* An angle follows from both ends of its line, far apart so that their rounding does not count. */
static void check_angle(json_t *geometry, const char *field, enum curve_role role) {
    static const long double degrees = 57.29577951308232087679815481410517L;
    const struct point *ends = fixture_curve(fixture, PANEL_GEOMETRY, role, NETWORK)->points;
    long double rise = (long double)ends[1].y.value - (long double)ends[0].y.value;
    long double run = (long double)ends[1].x - (long double)ends[0].x;
    long double expected = number_of(geometry, field);

    n_comparisons++;
    if (!(fabsl(atanl(rise / run) * degrees - expected) <= 8 * half_ulp * expected)) {
        row_fail("%s: %s: expected %.20Lg, found the slope %.20Lg", case_id, field, expected,
                 rise / run);
    }
}

static void check_angles(json_t *geometry) {
    fixture_set(fixture, "geometry.x", "-1e6,1e6");
    fixture_collect_at(fixture, 0);
    check_angle(geometry, "angle_deg_branch", role_of_branch());
    check_angle(geometry, "angle_deg_block", ROLE_NETWORK);
    check_angle(geometry, "angle_deg_composed", ROLE_COMPOSED);
}

static void check_geometry(json_t *geometry) {
    static const char *const known[] = {
        "of_layer", "angle_deg_branch", "angle_deg_block", "angle_deg_composed", "lines", NULL};
    json_t *lines = member(geometry, "lines");
    size_t i;
    json_t *line;

    expect_fields(geometry, known);
    expect_equal("of_layer", json_integer_value(member(geometry, "of_layer")), 1);
    json_array_foreach(lines, i, line) {
        check_line(line);
    }
    check_angles(geometry);
}

static void check_sweep(json_t *rows) {
    static const char *const known[] = {
        "a",         "block",      "sign",     "log10",          "value",
        "tol_basic", "tol_strict", "tol_full", "class_advisory", /* advice, and not of the series */
        NULL};
    const int64_t layers[] = {1, fixture->spec.depth};
    size_t i;
    json_t *row;

    fixture_collect(fixture, &(struct selection){.layers = layers, .n_layers = 2});
    expect_equal("sweep", (int64_t)json_array_size(rows),
                 (int64_t)fixture->spec.sweep.slopes.n_values);
    json_array_foreach(rows, i, row) {
        expect_fields(row, known);
        assert_string_equal(fixture->spec.sweep.slopes.values[i].text, text_of(row, "a"));
        expect_decimal("block", number_at(PANEL_SWEEP, ROLE_SWEEP, i, 1), text_of(row, "block"),
                       half_ulp);
        expect_gradient("sweep", number_at(PANEL_SWEEP, ROLE_SWEEP, i, (double)fixture->spec.depth),
                        row);
    }
}

/* ---- the cases ---- */

static const struct {
    const char *name;
    void (*set)(json_t *input);
} kinds[] = {{"plain", set_plain}, {"residual", set_residual}, {"sweep", set_sweep}};

static const struct {
    const char *name;
    void (*check)(json_t *expected);
} sections[] = {
    {"gradient", check_gradient}, {"activation", check_activation}, {"composed", check_composed},
    {"geometry", check_geometry}, {"sweep", check_sweep},
};

static void set_case(json_t *input) {
    const char *kind = text_of(input, "kind");

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (strcmp(kinds[i].name, kind) == 0) {
            kinds[i].set(input);
            return;
        }
    }
    fail_msg("%s: the kind %s has no test", case_id, kind);
}

static void check_section(const char *name, json_t *expected) {
    for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
        if (strcmp(sections[i].name, name) == 0) {
            sections[i].check(expected);
            return;
        }
    }
    fail_msg("%s: the section %s has no test", case_id, name);
}

static void check_case(json_t *one_case) {
    /* The decimal reading takes inputs as no double holds them. */
    static const char *const known[] = {"id", "title", "why", "input", "expected", NULL};
    static const char *const readings[] = {"binary64", "decimal", NULL};
    json_t *expected = member(one_case, "expected");
    json_t *binary64 = json_object_get(expected, "binary64");
    const char *name;
    json_t *section;

    expect_fields(one_case, known);
    expect_fields(expected, readings);
    set_case(member(one_case, "input"));
    assert_true(json_object_size(binary64) > 0);
    json_object_foreach(binary64, name, section) {
        check_section(name, section);
    }
}

static const char *path;

static json_t *load_cases(void) {
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);

    if (root == NULL) {
        fail_msg("%s:%d: %s", path, error.line, error.text);
    }
    return root;
}

static void every_case_is_met(void **state) {
    json_t *root = load_cases();
    json_t *cases = member(root, "cases");
    size_t i;
    json_t *one_case;

    json_array_foreach(cases, i, one_case) {
        fixture_teardown(state);
        assert_int_equal(fixture_setup(state), 0);
        fixture = *state;
        case_id = text_of(one_case, "id");
        check_case(one_case);
    }
    expect_equal("cases", (int64_t)json_array_size(cases), 12);
    assert_true(n_comparisons > 400);
    json_decref(root);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {TEST_WITH_FIXTURE(every_case_is_met)};

    if (argc != 2) {
        fputs("usage: test-vectors FILE\n", stderr);
        return 2;
    }
    path = argv[1];
    case_id = path;
    return run_all(tests);
}
