/* Tests that a signal ends the wait of the main thread, whichever thread it reaches. */
#include "cli/signals.h"

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib.h>

enum { WAIT_SECONDS = 20, STEP_MICROSECONDS = 1000 };

static gint is_done;

static void *wait_for_end(void *data) {
    while (!g_atomic_int_get(&is_done)) {
        g_usleep(STEP_MICROSECONDS);
    }
    return data;
}

/* The main thread blocks the signal, so that it reaches the other one, and then waits without
 * blocking. */
static void test_signal_ends_wait(void **state) {
    const struct timespec time = {.tv_sec = WAIT_SECONDS};
    sigset_t all;
    sigset_t earlier;
    pthread_t other;
    (void)state;

    signals_prepare();
    assert_int_equal(pthread_create(&other, NULL, wait_for_end, NULL), 0);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &earlier);
    kill(getpid(), SIGTERM);
    g_usleep(STEP_MICROSECONDS);
    assert_int_equal(ppoll(NULL, 0, &time, &earlier), -1);
    assert_int_equal(stop_signal, SIGTERM);
    sigprocmask(SIG_SETMASK, &earlier, NULL);
    g_atomic_int_set(&is_done, true);
    pthread_join(other, NULL);
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_signal_ends_wait)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
