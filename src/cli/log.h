/* What the libraries log is an error of ours. */
#ifndef GRADFIG_CLI_LOG_H
#define GRADFIG_CLI_LOG_H

#include <stdbool.h>

/**
 * From now on, what GLib and Pango log as a warning makes the figure that is being drawn fail, or
 * else is printed as one line of ours. On an error of GLib, such as no memory, the process ends
 * with EXIT_WORK_FAILED after one line, instead of a core dump. Once for the process.
 */
void log_take_over(void);

/** Whether a warning was printed. What was done then may be wrong. */
bool log_has_warned(void);

#endif
