/* Tables of cases, of which every row that fails is reported, not only the first. */
#ifndef GRADFIG_TESTS_ROWS_H
#define GRADFIG_TESTS_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/** Reports what is wrong, and returns: the test goes on with its next row and fails at its end. */
__attribute__((format(printf, 1, 2))) void row_fail(const char *format, ...);

/** These fail the row, naming `what`: unless |found - expected| <= tolerance or both are equal, */
void expect_near(const char *what, double found, double expected, double tolerance);

/** unless `found` is `expected`, */
void expect_equal(const char *what, int64_t found, int64_t expected);

/** unless both are the same text. */
void expect_text(const char *what, const char *found, const char *expected);

/** Runs the tests, each of which fails if one of its rows did; what main returns. */
int run_all_of(const char *group, const struct CMUnitTest *tests, size_t n);

#define run_all(tests) run_all_of(#tests, tests, sizeof(tests) / sizeof((tests)[0]))

#endif
