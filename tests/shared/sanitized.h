/* The number of cases that a test runs under sanitizers. */
#ifndef GRADFIG_TESTS_SANITIZED_H
#define GRADFIG_TESTS_SANITIZED_H

#include <stdlib.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED 1
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

/** The number of random cases: a tenth under sanitizers, because the plain build tries them all. */
#define CASES(n) (IS_SANITIZED ? (n) / 10 : (n))

/** The number of random cases that take long: a third where scripts/test runs without --all, which
 * sets TEST_ALL. */
static inline int count_long_cases(int n) {
    return IS_SANITIZED ? n / 10 : getenv("TEST_ALL") != NULL ? n : n / 3;
}

/** The same, but a tenth also where scripts/test runs without --all. */
static inline int count_all_cases(int n) {
    return IS_SANITIZED || getenv("TEST_ALL") == NULL ? n / 10 : n;
}

#endif
