/* Ends the command on a signal, and shows that it works. What handlers call is safe in them. */
#include "cli/signals.h"

#include <pthread.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"

const char signals_message[] = "interrupted; no partial file is left; run the same command again";

volatile sig_atomic_t stop_signal = 0;

static volatile sig_atomic_t may_leave = 0;
static volatile sig_atomic_t is_shown = 0; /* the line of the progress */
static volatile sig_atomic_t n_seconds = 0;

static void write_text(const char *text) {
    (void)!write(STDERR_FILENO, text, strlen(text));
}

/* ---- the end ---- */

static pthread_t main_thread;

static void note_signal(int signal_number) {
    /* One that comes while the main thread is about to wait reaches a thread of a library, and
     * would not end the wait. */
    if (!pthread_equal(pthread_self(), main_thread)) {
        pthread_kill(main_thread, signal_number);
        return;
    }
    stop_signal = signal_number;
    if (may_leave != 0) {
        progress_clear();
        write_text("gradfig: ");
        write_text(signals_message);
        write_text("\n");
        _exit(EXIT_SIGNAL_BASE + signal_number);
    }
}

void signals_prepare(void) {
    struct sigaction noting = {.sa_handler = note_signal}; /* without SA_RESTART, so that a signal
                                                            * ends a read that waits */
    struct sigaction hangup;

    main_thread = pthread_self();
    sigaction(SIGINT, &noting, NULL);
    sigaction(SIGTERM, &noting, NULL);
    if (sigaction(SIGHUP, NULL, &hangup) == 0 &&
        hangup.sa_handler != SIG_IGN) { /* nohup ignores it */
        sigaction(SIGHUP, &noting, NULL);
    }
    signal(SIGCHLD, SIG_DFL); /* if ignored, workers could not be waited for */
    signal(SIGXFSZ, SIG_IGN); /* so that a file that is too large is an error */
}

void signals_release(void) {
    may_leave = 1;
}

void signals_hold(void) {
    may_leave = 0;
}

/* ---- the progress ---- */

enum { FIRST_SECONDS = 2 };

static void show_seconds(int signal_number) {
    char digits[16];
    size_t at = sizeof(digits) - 1;
    (void)signal_number;

    digits[at] = '\0';
    for (int rest = n_seconds; at > 0 && rest > 0; rest /= 10) {
        digits[--at] = (char)('0' + rest % 10);
    }
    is_shown = 1;
    write_text("\rgradfig: at work for ");
    write_text(digits + at);
    write_text(" s; Ctrl-C ends it\033[K");
    n_seconds++;
}

static void set_timer(time_t first, time_t interval) {
    struct itimerval timer = {.it_interval = {.tv_sec = interval}, .it_value = {.tv_sec = first}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

void progress_begin(void) {
    struct sigaction showing = {.sa_handler = show_seconds, .sa_flags = SA_RESTART};

    if (isatty(STDERR_FILENO)) {
        n_seconds = FIRST_SECONDS;
        sigaction(SIGALRM, &showing, NULL);
        set_timer(FIRST_SECONDS, 1);
    }
}

void progress_clear(void) {
    if (is_shown != 0) {
        is_shown = 0;
        write_text("\r\033[K");
    }
}

void progress_end(void) {
    set_timer(0, 0);
    progress_clear();
}
