/* Checks across the values of a spec. */
#ifndef GRADFIG_SPEC_SPEC_CHECKS_H
#define GRADFIG_SPEC_SPEC_CHECKS_H

#include "spec/spec.h"

/** Takes a fault: the keys involved, the one at fault first, NULL after the last, and a message. */
typedef void spec_fault_visitor(void *context, const char *const *keys, const char *message);

/** Makes every check. */
void spec_check(const struct spec *spec, spec_fault_visitor *visit, void *context);

#endif
