/* What went wrong, as the struct gradfig_error of gradfig.h: no heap, copied freely. */
#ifndef GRADFIG_BASE_ERROR_H
#define GRADFIG_BASE_ERROR_H

#include <signal.h>
#include <stdbool.h>

#include "gradfig.h"

/** Before a function whose result must not be ignored. */
#define MUST_CHECK __attribute__((warn_unused_result))

/** Before a local that is initialized: `finish` takes its address where its scope ends, as
 * g_autofree frees memory. */
#define ENDED_BY(finish) __attribute__((cleanup(finish)))

/** Fills `error`; returns false, so that a function can fail with `return error_set(...)`. */
__attribute__((format(printf, 3, 4))) bool
error_set(struct gradfig_error *error, enum gradfig_code code, const char *format, ...);

/** Fills `error` with "PATH: ", escaped, before the message. Returns false. */
__attribute__((format(printf, 4, 5))) bool error_set_at(struct gradfig_error *error,
                                                        enum gradfig_code code, const char *path,
                                                        const char *format, ...);

/** Fills `error` with GRADFIG_INVALID_INPUT: the message, then ", found " and the quoted text.
 * Returns false. */
__attribute__((format(printf, 3, 4))) bool
error_set_found(struct gradfig_error *error, const char *found, const char *format, ...);

/** A flag that asks the work to end, once it is not 0. */
typedef const volatile sig_atomic_t stop_flag;

/** Whether the work may go on. False with GRADFIG_INTERRUPTED once `stop` is set; NULL never is. */
bool error_check_stop(stop_flag *stop, struct gradfig_error *error);

#endif
