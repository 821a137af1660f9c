/* Reads from /proc what a process does. */
#include "batch/watch.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"

/* Fields of /proc/PID/stat, counted from the name, which ends in the last parenthesis. */
enum { STATE = 1, USER_TIME = 12, SYSTEM_TIME = 13 };

/* Reads the state of a process and its processor time. */
static bool look(pid_t pid, char *state, int64_t *processor_time) {
    g_autofree char *path = g_strdup_printf("/proc/%ld/stat", (long)pid);
    g_autofree char *text = NULL;
    int64_t user = 0;
    int64_t system = 0;
    bool done = false;

    if (g_file_get_contents(path, &text, NULL, NULL)) {
        const char *name_end = strrchr(text, ')');
        g_auto(GStrv) fields = g_strsplit(name_end != NULL ? name_end : "", " ", -1);
        done = g_strv_length(fields) > SYSTEM_TIME &&
               text_read_whole(fields[USER_TIME], &user) == TEXT_OK &&
               text_read_whole(fields[SYSTEM_TIME], &system) == TEXT_OK;
        *state = done ? fields[STATE][0] : '\0';
    }
    *processor_time = user + system;
    return done;
}

int64_t watch_idle_time(struct watched *watched, pid_t pid) {
    static const int64_t interval = 500000;
    int64_t now = g_get_monotonic_time();
    int64_t passed = now - watched->looked_at;
    int64_t processor_time;
    char state;

    if (passed < interval) {
        return watched->idle;
    }
    watched->looked_at = now;
    bool is_waiting = look(pid, &state, &processor_time) && strchr("STt", state) != NULL;
    if (is_waiting && processor_time == watched->processor_time) {
        watched->idle += MIN(passed, 2 * interval);
    } else {
        watched->idle = 0;
        watched->processor_time = is_waiting ? processor_time : -1;
    }
    return watched->idle;
}
