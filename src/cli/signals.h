/* Signals that end the command, and a line on the terminal while it works. */
#ifndef GRADFIG_CLI_SIGNALS_H
#define GRADFIG_CLI_SIGNALS_H

#include <signal.h>

/** The signal that asks the command to end, or 0. */
extern volatile sig_atomic_t stop_signal;

/** Installs the handlers. Until signals_hold, a signal only sets stop_signal. */
void signals_prepare(void);

/** From here on nothing unfinished is on the disk: a signal ends the command at once. */
void signals_release(void);

/** From here on a signal only sets stop_signal, which the work has to look at. */
void signals_hold(void);

/** The line that reports a signal, without the name of the command. */
extern const char signals_message[];

/** Shows the seconds on standard error, if that is a terminal, once the work takes longer than two.
 */
void progress_begin(void);

/** Removes the line, before something else is written; it comes back within a second. */
void progress_clear(void);

/** Removes the line for good. */
void progress_end(void);

#endif
