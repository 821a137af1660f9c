/* Finds processes that do nothing: stopped by a signal, or waiting for ever. */
#ifndef GRADFIG_BATCH_WATCH_H
#define GRADFIG_BATCH_WATCH_H

#include <stdint.h>
#include <sys/types.h>

enum { WATCH_PATIENCE = 10000000 }; /* microseconds without work that are long */

/** What is known of a process. Begins anew, with the time and zeros, when the process begins
 * something else. */
struct watched {
    int64_t looked_at;      /**< time of the last look, in microseconds */
    int64_t processor_time; /**< at that time, in the kernel's ticks */
    int64_t idle;           /**< microseconds since it last used the processor */
};

/**
 * How long, in microseconds, the process has not used the processor although it does not wait for a
 * disk. Looks at it at most twice a second. The time in which the caller itself was stopped does
 * not count. 0 if the system does not say.
 */
int64_t watch_idle_time(struct watched *watched, pid_t pid);

#endif
