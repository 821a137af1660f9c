/* What is fuzzed: each reader of bytes that strangers may have made, and the way from a spec to a
 * picture. */
#ifndef GRADFIG_TESTS_FUZZ_TARGETS_H
#define GRADFIG_TESTS_FUZZ_TARGETS_H

#include <stddef.h>
#include <stdint.h>

struct fuzz_target {
    const char *name; /**< also that of its folder in the corpus */
    /** Reads the bytes; aborts where the result breaks a promise. */
    void (*run)(const uint8_t *bytes, size_t n);
};

/** All targets; the last one is followed by one without a name. */
extern const struct fuzz_target fuzz_targets[];

/** The target of that name, or NULL. */
const struct fuzz_target *fuzz_target_find(const char *name);

#endif
