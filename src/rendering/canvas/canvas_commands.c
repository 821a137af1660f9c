/* Records what is to be drawn. */
#include <math.h>
#include <string.h>

#include "rendering/canvas/canvas_private.h"

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
    const double numbers[] = {window->frame.left,
                              window->frame.top,
                              window->frame.right,
                              window->frame.bottom,
                              window->x[0],
                              window->x[1],
                              window->y[0],
                              window->y[1],
                              stroke.color,
                              stroke.width,
                              stroke.dash[0],
                              stroke.dash[1],
                              opacity};
    uint64_t content = canvas_content(0, numbers, sizeof(numbers));

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
