/* For all unit tests: cmocka, a spec with its series, and comparisons. */
#ifndef GRADFIG_TESTS_FIXTURE_H
#define GRADFIG_TESTS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "shared/rows.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** The article's spec, to be changed, and the series collected from it. */
struct fixture {
    struct spec spec;
    struct series series;
    struct gradfig_error error;
};

/** For cmocka: makes and frees the fixture that `*state` points to. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

#define TEST_WITH_FIXTURE(function)                                                                \
    cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

/** Sets one value; the test fails if it is refused. */
void fixture_set(struct fixture *fixture, const char *key, const char *value);

/** Collects the series anew; the test fails if that fails or the spec is not valid. */
void fixture_collect(struct fixture *fixture, const struct selection *selection);

/** Collects the series at one layer. */
void fixture_collect_at(struct fixture *fixture, int64_t layer);

/** A curve of the collected series; the test fails without it. */
const struct curve *fixture_curve(const struct fixture *fixture, enum panel_kind panel,
                                  enum curve_role role, size_t index);

/** The point of `curve` at `x`; the test fails without it. */
const struct point *fixture_point(const struct curve *curve, double x);

/** `n` units in the last place of `value`. */
double ulps(double n, double value);

#endif
