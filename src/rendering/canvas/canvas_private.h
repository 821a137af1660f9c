/* The canvas, for the files that implement it: life, curves, shapes and text. */
#ifndef GRADFIG_RENDERING_CANVAS_CANVAS_PRIVATE_H
#define GRADFIG_RENDERING_CANVAS_CANVAS_PRIVATE_H

#include <stdbool.h>

#include <cairo.h>
#include <glib.h>

#include "rendering/canvas/canvas.h"

enum { CANVAS_LOG_DOMAINS = 3 };

/** The latest window: a frame on the page and what it shows. */
struct canvas_window {
    struct box frame;
    double x[2]; /**< at its left and right edge */
    double y[2]; /**< at its lower and upper edge */
};

struct command;
typedef void command_draw(struct canvas *canvas, const struct command *command);

/** Something to draw, kept until all is known. */
struct command {
    command_draw *draw;
    struct box reach; /**< px of the page, around all that it can change */
    uint64_t content; /**< stands for what is drawn, and where */
    bool is_needed;   /**< the image does not show it yet */
    union {
        struct {
            struct box box;
            uint32_t color;
        } fill;
        struct {
            double x[2];
            double y[2];
            struct stroke stroke;
        } rule;
        struct {
            struct canvas_window window;
            size_t x; /**< of canvas.points, the first one */
            size_t y;
            size_t n;
            struct stroke stroke;
            double opacity; /**< of an area */
        } curve;
        struct {
            double x;
            double y;
            struct marker marker;
        } marker;
        struct {
            double x;
            double y;
            double left; /**< from there to the left end of the lines */
            double part; /**< of what a line is shorter than the longest, left of it */
            double size;
            struct typeset set;
            struct box ink; /**< from the left end of the first baseline */
            struct text_style style;
        } text;
    };
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
    GArray *commands;     /* struct command, from back to front */
    GArray *points;       /* double, of curves and areas */
    GPtrArray *layouts;   /* of texts */
    GPtrArray *cut_texts; /* char *, markup */
    bool has_failed;
    struct gradfig_error error; /* the first one, where has_failed */
};

/** Records the first error. */
void canvas_note_failure(struct canvas *canvas, const char *message);

/** Takes messages of GLib and Pango in this thread for failures of the canvas, until the end. */
void canvas_begin_listening(struct canvas *canvas);
void canvas_end_listening(struct canvas *canvas);

/** Opens PLplot's page on the canvas's surface. */
MUST_CHECK bool canvas_open_plplot(struct canvas *canvas, struct gradfig_error *error);

/** Ends PLplot's page, if there is one. */
void canvas_close_plplot(struct canvas *canvas);

/** Begins or goes on to make a number that stands for `n` bytes; `before` is 0 at first. */
uint64_t canvas_content(uint64_t before, const void *bytes, size_t n);

/** The number that stands for some numbers, each converted to double. */
#define CONTENT(...)                                                                               \
    canvas_content(0, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}))

/** Records a command whose content is that of its arguments. */
void canvas_record(struct canvas *canvas, const struct command *command);

/** Records a curve or an area of the window. */
void canvas_record_curve(struct canvas *canvas, command_draw *draw, size_t n, const double *x,
                         const double *y, struct stroke stroke, double opacity);

/** Where a line of a text begins, from the left end of the longest. */
double canvas_line_left(struct typeset text, PangoLayoutLine *line, double part);

/** Draws the lines of a text, with the left end of the first baseline at the origin of the canvas's
 * own context. */
void canvas_draw_lines(struct canvas *canvas, const struct command *command);

/** Draws what was recorded, except for what the image already shows. */
void canvas_draw_recorded(struct canvas *canvas);

/** Sets the color of what Cairo draws next. */
void canvas_set_color(struct canvas *canvas, uint32_t color);
/** Sets the color of an area of the page, which can be a hole. */
void canvas_set_surface(struct canvas *canvas, uint32_t color);
void canvas_fill_box(struct canvas *canvas, struct box box, uint32_t color);
void canvas_set_dash(cairo_t *context, const struct stroke *stroke);

/** Records where something was drawn. */
void canvas_note_placed(struct canvas *canvas, enum placed_kind kind, struct box ink);

#endif
