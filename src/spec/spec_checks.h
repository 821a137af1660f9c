/* Checks across the values of a spec. */
#ifndef GRADFIG_SPEC_SPEC_CHECKS_H
#define GRADFIG_SPEC_SPEC_CHECKS_H

#include "spec/settings.h"

/** Takes a fault: the keys involved, the one at fault first, NULL after the last, and a message. */
typedef void spec_fault_visitor(void *context, const char *const *keys, const char *message);

/** Makes every check. */
void spec_check(const struct spec *spec, spec_fault_visitor *visit, void *context);

struct blame {
    const struct settings *settings;
    struct mistakes *mistakes;
};

/**
 * A spec_fault_visitor; `context` is a struct blame. Adds a mistake at the place of the first of
 * the keys that the user gave. Adds none where the value of one was refused, because the fault is
 * then of another value than the user's.
 */
void blame_fault(void *context, const char *const *keys, const char *message);

#endif
