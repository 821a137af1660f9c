/* Reads from /proc what a process does. */
#include "batch/watch.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

/* Reads the state of a process and its processor time. */
static bool look(pid_t pid, char *state, int64_t *processor_time) {
    char *path = g_strdup_printf("/proc/%ld/stat", (long)pid);
    char *text = NULL;
    int64_t user = 0;
    int64_t system = 0;
    bool done = false;

    if (g_file_get_contents(path, &text, NULL, NULL)) {
        const char *end = strrchr(text, ')'); /* of the name, which may have any character */
        done = end != NULL &&
               sscanf(end, ") %c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %" SCNd64 " %" SCNd64,
                      state, &user, &system) == 3;
    }
    *processor_time = user + system;
    g_free(text);
    g_free(path);
    return done;
}

int64_t watch_idle_time(struct watched *watched, pid_t pid) {
    enum { INTERVAL = 500000 };
    int64_t now = g_get_monotonic_time();
    int64_t passed = now - watched->looked_at;
    int64_t processor_time;
    char state;

    if (passed < INTERVAL) {
        return watched->idle;
    }
    watched->looked_at = now;
    bool is_waiting = look(pid, &state, &processor_time) && strchr("STt", state) != NULL;
    if (is_waiting && processor_time == watched->processor_time) {
        watched->idle += MIN(passed, 2 * INTERVAL);
    } else {
        watched->idle = 0;
        watched->processor_time = is_waiting ? processor_time : -1;
    }
    return watched->idle;
}
