/* Blames the setting at fault for what a check across values finds. */
#ifndef GRADFIG_SPEC_BLAME_H
#define GRADFIG_SPEC_BLAME_H

#include "spec/settings.h"
#include "spec/spec_checks.h"

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
