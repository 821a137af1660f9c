/* The only log handler of the process. GLib lets a process set one, so the library sets none. */
#include "cli/log.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "cli/command.h"

static volatile sig_atomic_t has_warned = 0;

bool log_has_warned(void) {
    return has_warned != 0;
}

/* Takes what no figure has taken. */
static void take(const char *domain, GLogLevelFlags level, const char *message, void *data) {
    (void)data;
    if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) {
        print_message("%s: %s", domain != NULL ? domain : "a library", message);
        has_warned = 1;
    }
    if (level & (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL)) {
        _exit(EXIT_WORK_FAILED); /* GLib would abort */
    }
}

static const char *field(const GLogField *fields, gsize n_fields, const char *key) {
    for (gsize i = 0; i < n_fields; i++) {
        if (strcmp(fields[i].key, key) == 0 && fields[i].length < 0) {
            return fields[i].value;
        }
    }
    return NULL;
}

/* Pango's messages would pass by the handlers of the canvas, which are of GLib's older interface.
 */
static GLogWriterOutput pass_on(GLogLevelFlags level, const GLogField *fields, gsize n_fields,
                                gpointer data) {
    const char *domain = field(fields, n_fields, "GLIB_DOMAIN");
    const char *message = field(fields, n_fields, "MESSAGE");

    (void)data;
    if (field(fields, n_fields, "GLIB_OLD_LOG_API") != NULL) {
        take(domain, level, message, NULL); /* a handler has let it through */
    } else {
        g_log(domain, level, "%s", message);
    }
    return G_LOG_WRITER_HANDLED;
}

void log_take_over(void) {
    g_log_set_writer_func(pass_on, NULL, NULL);
    g_log_set_default_handler(take, NULL);
}
