/* Remembers the first thing that went wrong in a drawing, and where things were placed. */
#include "base/error.h"
#include "rendering/canvas/canvas_private.h"

void canvas_note_failure(struct canvas *canvas, const char *message) {
    if (!canvas->has_failed) {
        canvas->has_failed = true;
        error_set(&canvas->error, GRADFIG_WORK_FAILED, "cannot draw: %s", message);
    }
}

/* Pango and GLib report missing fonts and lack of memory in their log alone. */
static const char *const log_domains[CANVAS_LOG_DOMAINS] = {"GLib", "GLib-GObject", "Pango"};

/* The process may have other threads, whose messages are none of the canvas's. */
static void note_log(const char *domain, GLogLevelFlags level, const char *message, void *data) {
    struct canvas *canvas = data;
    bool ends_process = (level & (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL)) != 0;

    if (g_thread_self() == canvas->thread && !ends_process) {
        canvas_note_failure(canvas, message);
    } else {
        g_log_default_handler(domain, level, message, NULL);
    }
}

void canvas_begin_listening(struct canvas *canvas) {
    const GLogLevelFlags levels = G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING |
                                  G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION;

    canvas->thread = g_thread_self();
    for (size_t i = 0; i < CANVAS_LOG_DOMAINS; i++) {
        canvas->log_handlers[i] = g_log_set_handler(log_domains[i], levels, note_log, canvas);
    }
}

void canvas_end_listening(struct canvas *canvas) {
    for (size_t i = 0; i < CANVAS_LOG_DOMAINS; i++) {
        g_log_remove_handler(log_domains[i], canvas->log_handlers[i]);
    }
}

void canvas_note_placed(struct canvas *canvas, enum placed_kind kind, struct box ink) {
    struct placed placed = {.kind = kind, .ink = ink};
    g_array_append_val(canvas->placed, placed);
}

const struct placed *canvas_placed(const struct canvas *canvas, size_t *n) {
    *n = canvas->placed->len;
    return (const struct placed *)(const void *)canvas->placed->data;
}
