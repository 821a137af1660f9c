#include "shared/rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t n_failed;                /* rows of the current test */
static const struct CMUnitTest *given; /* all tests as they were given, and */
static size_t current;                 /* 1 + which of them runs */

void row_fail(const char *format, ...) {
    char message[4096];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    print_error("%s\n", message);
    n_failed++;
}

void expect_near(const char *what, double found, double expected, double tolerance) {
    if (found != expected && !(fabs(found - expected) <= tolerance)) {
        row_fail("%s: expected %.17g within %.3g, found %.17g", what, expected, tolerance, found);
    }
}

void expect_equal(const char *what, int64_t found, int64_t expected) {
    if (found != expected) {
        row_fail("%s: expected %lld, found %lld", what, (long long)expected, (long long)found);
    }
}

void expect_text(const char *what, const char *found, const char *expected) {
    if (strcmp(found, expected) != 0) {
        row_fail("%s: expected \"%s\", found \"%s\"", what, expected, found);
    }
}

static int begin_test(void **state) {
    const struct CMUnitTest *test = &given[current++];

    n_failed = 0;
    return test->setup_func != NULL ? test->setup_func(state) : 0;
}

static int end_test(void **state) {
    const struct CMUnitTest *test = &given[current - 1];
    int status = test->teardown_func != NULL ? test->teardown_func(state) : 0;

    if (n_failed > 0) {
        print_error("%s: %zu rows failed\n", test->name, n_failed);
        return -1;
    }
    return status;
}

int run_all_of(const char *group, const struct CMUnitTest *tests, size_t n) {
    struct CMUnitTest *watched = calloc(n, sizeof(*watched));

    assert_non_null(watched);
    memcpy(watched, tests, n * sizeof(*watched));
    for (size_t i = 0; i < n; i++) {
        watched[i].setup_func = begin_test;
        watched[i].teardown_func = end_test;
    }
    given = tests;
    current = 0;
    int status = _cmocka_run_group_tests(group, watched, n, NULL, NULL);
    free(watched);
    return status;
}
