/* Records what is to be drawn and where, and the first thing that goes wrong. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "rendering/canvas/canvas_private.h"

/* ---- failures ---- */

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

/* ---- places ---- */

void canvas_note_placed(struct canvas *canvas, enum placed_kind kind, struct box ink) {
    struct placed placed = {.kind = kind, .ink = ink};
    g_array_append_val(canvas->placed, placed);
}

const struct placed *canvas_placed(const struct canvas *canvas, size_t *n) {
    *n = canvas->placed->len;
    return (const struct placed *)(const void *)canvas->placed->data;
}

/* ---- commands ---- */

/* Multiplies by 2^64 divided by the golden ratio, and mixes the high bits with the low ones. */
static uint64_t mix(uint64_t content, uint64_t word) {
    content = (content ^ word) * 0x9e3779b97f4a7c15;
    return content ^ content >> 32;
}

uint64_t canvas_content(uint64_t before, const void *bytes, size_t n) {
    uint64_t content = mix(before, n);

    for (size_t i = 0; i < n; i += sizeof(uint64_t)) {
        uint64_t word = 0;
        memcpy(&word, (const char *)bytes + i, MIN(n - i, sizeof(word)));
        content = mix(content, word);
    }
    return content;
}

void canvas_record(struct canvas *canvas, const struct command *command) {
    struct command recorded = *command;

    recorded.content = mix(command->content, (uintptr_t)command->draw);
    recorded.is_needed = true;
    g_array_append_val(canvas->commands, recorded);
}

/* The points' places on the page, and half of the stroke around them, within the frame. */
static struct box reach_of(const struct canvas_window *window, size_t n, const double *x,
                           const double *y, double width) {
    const struct box *frame = &window->frame;
    double x_px = (frame->right - frame->left) / (window->x[1] - window->x[0]);
    double y_px = (frame->bottom - frame->top) / (window->y[1] - window->y[0]);
    struct box reach = {frame->right, frame->bottom, frame->left, frame->top};

    for (size_t i = 0; i < n; i++) {
        double right = frame->left + x_px * (x[i] - window->x[0]);
        double down = frame->bottom - y_px * (y[i] - window->y[0]);
        reach = (struct box){fmin(reach.left, right), fmin(reach.top, down),
                             fmax(reach.right, right), fmax(reach.bottom, down)};
    }
    return (struct box){fmax(reach.left, frame->left) - width, fmax(reach.top, frame->top) - width,
                        fmin(reach.right, frame->right) + width,
                        fmin(reach.bottom, frame->bottom) + width};
}

/* Returns the number of the first one. */
static size_t add_points(struct canvas *canvas, const double *points, size_t n) {
    g_array_append_vals(canvas->points, points, (guint)n);
    return canvas->points->len - n;
}

void canvas_record_curve(struct canvas *canvas, command_draw *draw, size_t n, const double *x,
                         const double *y, struct stroke stroke, double opacity) {
    const struct canvas_window *window = &canvas->window;
    const struct box *frame = &window->frame;
    uint64_t content = CONTENT(frame->left, frame->top, frame->right, frame->bottom, window->x[0],
                               window->x[1], window->y[0], window->y[1], stroke.color, stroke.width,
                               stroke.dash[0], stroke.dash[1], stroke.start, opacity);

    content = canvas_content(content, x, n * sizeof(x[0]));
    content = canvas_content(content, y, n * sizeof(y[0]));
    size_t first_x = add_points(canvas, x, n);
    size_t first_y = add_points(canvas, y, n);
    canvas_record(canvas, &(struct command){
                              .draw = draw,
                              .reach = reach_of(window, n, x, y, stroke.width),
                              .content = content,
                              .curve = {*window, first_x, first_y, n, stroke, opacity},
                          });
}
