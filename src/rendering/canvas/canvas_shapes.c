/* Rules, fills and markers, drawn by Cairo. */
#include <math.h>

#include "rendering/canvas/canvas_private.h"

static double channel(uint32_t color, int shift) {
    return (color >> shift & 0xff) / 255.0;
}

void canvas_set_color(struct canvas *canvas, uint32_t color) {
    cairo_set_operator(canvas->own, CAIRO_OPERATOR_OVER);
    cairo_set_source_rgb(canvas->own, channel(color, 16), channel(color, 8), channel(color, 0));
}

/* The least opacity with which some ink makes this color of the background. */
static double least_opacity(uint32_t color, uint32_t background) {
    double opacity = 0;

    for (int shift = 0; shift <= 16; shift += 8) {
        double from = channel(background, shift);
        double change = channel(color, shift) - from;
        double room = change > 0 ? 1 - from : -from;
        opacity = fmax(opacity, change != 0 ? change / room : 0);
    }
    return opacity;
}

/* In a picture with a transparent page the background's color makes holes, and others are as little
 * opaque as they can be. */
static void set_tint(struct canvas *canvas, uint32_t color) {
    uint32_t background = canvas->page.background;
    double opacity = least_opacity(color, background);
    double ink[3] = {0};

    for (int i = 0; i < 3 && opacity > 0; i++) {
        double from = channel(background, 16 - 8 * i);
        ink[i] = from + (channel(color, 16 - 8 * i) - from) / opacity;
    }
    cairo_set_operator(canvas->own, CAIRO_OPERATOR_SOURCE);
    cairo_set_source_rgba(canvas->own, ink[0], ink[1], ink[2], opacity);
}

/* Documents cannot have holes, so there the drawing below stays. */
void canvas_set_surface(struct canvas *canvas, uint32_t color) {
    canvas_set_color(canvas, color);
    if (canvas->page.is_transparent && canvas->page.kind == CANVAS_IMAGE) {
        set_tint(canvas, color);
    } else if (canvas->page.is_transparent && color == canvas->page.background) {
        cairo_set_operator(canvas->own, CAIRO_OPERATOR_DEST);
    }
}

void canvas_set_dash(cairo_t *context, const struct stroke *stroke) {
    cairo_set_dash(context, stroke->dash, stroke->dash[0] > 0 ? 2 : 0, stroke->start);
}

void canvas_fill_box(struct canvas *canvas, struct box box, uint32_t color) {
    canvas_set_surface(canvas, color);
    cairo_rectangle(canvas->own, box.left, box.top, box.right - box.left, box.bottom - box.top);
    cairo_fill(canvas->own);
}

static void draw_fill(struct canvas *canvas, const struct command *command) {
    canvas_fill_box(canvas, command->fill.box, command->fill.color);
}

void canvas_fill(struct canvas *canvas, struct box box, uint32_t color) {
    canvas_record(canvas, &(struct command){
                              .draw = draw_fill,
                              .reach = box,
                              .content = CONTENT(box.left, box.top, box.right, box.bottom, color),
                              .fill = {box, color},
                          });
}

/* The place of a corner on the page. */
static void line_to(struct canvas *canvas, const struct canvas_window *window, double x, double y) {
    const struct box *frame = &window->frame;
    double right = (x - window->x[0]) / (window->x[1] - window->x[0]);
    double up = (y - window->y[0]) / (window->y[1] - window->y[0]);

    cairo_line_to(canvas->own, frame->left + right * (frame->right - frame->left),
                  frame->bottom - up * (frame->bottom - frame->top));
}

static void draw_area(struct canvas *canvas, const struct command *command) {
    const struct box *frame = &command->curve.window.frame;
    const double *x = &g_array_index(canvas->points, double, command->curve.x);
    const double *y = &g_array_index(canvas->points, double, command->curve.y);
    uint32_t color = command->curve.stroke.color;

    cairo_save(canvas->own);
    cairo_rectangle(canvas->own, frame->left, frame->top, frame->right - frame->left,
                    frame->bottom - frame->top);
    cairo_clip(canvas->own);
    for (size_t i = 0; i < command->curve.n; i++) {
        line_to(canvas, &command->curve.window, x[i], y[i]);
    }
    cairo_set_operator(canvas->own, CAIRO_OPERATOR_OVER);
    cairo_set_source_rgba(canvas->own, channel(color, 16), channel(color, 8), channel(color, 0),
                          command->curve.opacity);
    cairo_fill(canvas->own);
    cairo_restore(canvas->own);
}

void canvas_area(struct canvas *canvas, size_t n, const double *x, const double *y, uint32_t color,
                 double opacity) {
    canvas_record_curve(canvas, draw_area, n, x, y, (struct stroke){.color = color}, opacity);
}

/* A line of odd width is sharp in the middle of a pixel, one of even width on its edge. */
static double snap(double position, double width) {
    return (int)lround(width) % 2 == 1 ? floor(position) + 0.5 : round(position);
}

static void draw_rule(struct canvas *canvas, const struct command *command) {
    const double *x = command->rule.x;
    const double *y = command->rule.y;
    const struct stroke *stroke = &command->rule.stroke;

    canvas_set_color(canvas, stroke->color);
    canvas_set_dash(canvas->own, stroke);
    cairo_set_line_width(canvas->own, stroke->width);
    cairo_move_to(canvas->own, x[0], y[0]);
    cairo_line_to(canvas->own, x[1], y[1]);
    cairo_stroke(canvas->own);
}

void canvas_rule(struct canvas *canvas, double x0, double y0, double x1, double y1,
                 struct stroke stroke) {
    if (x0 == x1) {
        x0 = x1 = snap(x0, stroke.width);
    } else if (y0 == y1) {
        y0 = y1 = snap(y0, stroke.width);
    }
    canvas_record(canvas, &(struct command){
                              .draw = draw_rule,
                              .reach = box_grown((struct box){fmin(x0, x1), fmin(y0, y1),
                                                              fmax(x0, x1), fmax(y0, y1)},
                                                 stroke.width),
                              .content = CONTENT(x0, y0, x1, y1, stroke.color, stroke.width,
                                                 stroke.dash[0], stroke.dash[1], stroke.start),
                              .rule = {{x0, x1}, {y0, y1}, stroke},
                          });
}

/* Corners of a marker of half-width 1; areas are about that of the circle. `inner` is the distance
 * of the sides from the center; scaling moves every side out by the growth of `inner`. Without
 * corners it is a circle, or a cross of two arms, whose half-width is `inner`. */
struct outline {
    int n;
    double x[10];
    double y[10];
    double center_x;
    double center_y;
    double inner;
    double arm;  /* half the length of the arms; 0: it is no cross */
    double turn; /* of the cross, in radians */
};

static const struct outline outlines[MARKER_N_SHAPES] = {
    [MARKER_CIRCLE] = {.inner = 1},
    [MARKER_SQUARE] = {4, {-0.89, 0.89, 0.89, -0.89}, {-0.89, -0.89, 0.89, 0.89}, 0, 0, 0.89},
    [MARKER_TRIANGLE_UP] = {3, {0, 1.15, -1.15}, {-1.2, 0.8, 0.8}, 0, 0.1347, 0.6653},
    [MARKER_DIAMOND] = {4, {0, 1.2, 0, -1.2}, {-1.2, 0, 1.2, 0}, 0, 0, 0.8485},
    [MARKER_TRIANGLE_DOWN] = {3, {0, -1.15, 1.15}, {1.2, -0.8, -0.8}, 0, -0.1347, 0.6653},
    [MARKER_CROSS] = {.inner = 0.42, .arm = 1.15, .turn = G_PI_4},
    [MARKER_STAR] = {10,
                     {0, 0.364, 1.331, 0.59, 0.823, 0, -0.823, -0.59, -1.331, -0.364},
                     {-1.4, -0.502, -0.433, 0.192, 1.133, 0.62, 1.133, 0.192, -0.433, -0.502},
                     0,
                     0,
                     0.5262},
    [MARKER_PLUS] = {.inner = 0.42, .arm = 1.15},
};

static void add_arms(cairo_t *context, double x, double y, double turn, double length,
                     double width) {
    cairo_save(context);
    cairo_translate(context, x, y);
    cairo_rotate(context, turn);
    cairo_rectangle(context, -length, -width, 2 * length, 2 * width);
    cairo_rectangle(context, -width, -length, 2 * width, 2 * length);
    cairo_restore(context);
}

/* Fills the marker grown by `margin` px on every side with the color that is set: filling is faster
 * than a stroke. */
static void fill_marker(struct canvas *canvas, double x, double y, const struct marker *marker,
                        double margin) {
    const struct outline *outline = &outlines[marker->shape];
    double radius = marker->size / 2;
    double grown = radius + margin / outline->inner;
    double center_x = x + radius * outline->center_x;
    double center_y = y + radius * outline->center_y;

    cairo_new_path(canvas->own);
    if (outline->arm > 0) {
        add_arms(canvas->own, x, y, outline->turn, radius * outline->arm + margin,
                 radius * outline->inner + margin);
    } else if (outline->n == 0) {
        cairo_arc(canvas->own, x, y, grown, 0, 2 * G_PI);
    }
    for (int i = 0; i < outline->n; i++) {
        cairo_line_to(canvas->own, center_x + grown * (outline->x[i] - outline->center_x),
                      center_y + grown * (outline->y[i] - outline->center_y));
    }
    cairo_fill(canvas->own);
}

static const double HALO_WIDTH = 1.5;

static void draw_marker(struct canvas *canvas, const struct command *command) {
    const struct marker *marker = &command->marker.marker;
    double x = command->marker.x;
    double y = command->marker.y;

    canvas_set_surface(canvas, marker->halo);
    fill_marker(canvas, x, y, marker, HALO_WIDTH);
    canvas_set_color(canvas, marker->color);
    fill_marker(canvas, x, y, marker, 0);
    if (marker->is_hollow) {
        canvas_set_surface(canvas, marker->halo);
        /* of the narrow arms of a cross about the half stays white */
        fill_marker(canvas, x, y, marker,
                    -marker->size * fmin(0.17, 0.26 * outlines[marker->shape].inner));
    }
}

void canvas_marker(struct canvas *canvas, double x, double y, const struct marker *marker) {
    double radius = marker->size / 2;
    double reach = 1.4 * (radius + HALO_WIDTH / outlines[marker->shape].inner);

    canvas_record(canvas, &(struct command){
                              .draw = draw_marker,
                              .reach = {x - reach, y - reach, x + reach, y + reach},
                              .content = CONTENT(x, y, marker->shape, marker->color, marker->size,
                                                 marker->halo, marker->is_hollow),
                              .marker = {x, y, *marker},
                          });
    canvas_note_placed(canvas, PLACED_MARKER,
                       (struct box){x - radius, y - radius, x + radius, y + radius});
}
