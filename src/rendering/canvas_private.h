/* The canvas, for the files that implement it: life, curves, shapes and text. */
#ifndef GRADFIG_RENDERING_CANVAS_PRIVATE_H
#define GRADFIG_RENDERING_CANVAS_PRIVATE_H

#include <stdbool.h>

#include <cairo.h>
#include <glib.h>

#include "rendering/canvas.h"

enum { CANVAS_LOG_DOMAINS = 3 };

/** The latest window: a frame on the page and what it shows. */
struct canvas_window {
    struct box frame;
    double x[2]; /**< at its left and right edge */
    double y[2]; /**< at its lower and upper edge */
};

struct canvas {
    struct typesetter *typesetter;
    cairo_surface_t *surface;
    cairo_t *own;    /* for all but the curves */
    cairo_t *plplot; /* PLplot sets its own transformation on it */
    struct canvas_page page;
    struct image image;   /* of CANVAS_IMAGE */
    GByteArray *document; /* of the others */
    struct canvas_window window;
    double page_height; /* of PLplot's page, which is taller than the figure */
    int plplot_code;    /* set by PLplot on an error, besides the message */
    char plplot_message[512];
    bool plplot_is_open;
    GThread *thread;
    guint log_handlers[CANVAS_LOG_DOMAINS];
    GArray *placed;
    bool has_failed;
    struct gradfig_error error; /* the first one, where has_failed */
};

/** Records the first error. */
void canvas_note_failure(struct canvas *canvas, const char *message);

/** Takes messages of GLib and Pango in this thread for failures of the canvas, until the end. */
void canvas_begin_listening(struct canvas *canvas);
void canvas_end_listening(struct canvas *canvas);

/** Opens PLplot's page on the canvas's surface. */
__attribute__((warn_unused_result)) bool canvas_open_plplot(struct canvas *canvas,
                                                            struct gradfig_error *error);

/** Ends PLplot's page, if there is one. */
void canvas_close_plplot(struct canvas *canvas);

/** Sets the color of what Cairo draws next. */
void canvas_set_color(struct canvas *canvas, uint32_t color);
void canvas_set_dash(cairo_t *context, const struct stroke *stroke);

/** Records where something was drawn. */
void canvas_note_placed(struct canvas *canvas, enum placed_kind kind, struct box ink);

#endif
