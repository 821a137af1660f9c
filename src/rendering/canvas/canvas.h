/* The canvas: PLplot draws the curves in windows of it, Cairo and Pango draw everything else. */
#ifndef GRADFIG_RENDERING_CANVAS_CANVAS_H
#define GRADFIG_RENDERING_CANVAS_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/image.h"
#include "rendering/canvas/metadata.h"
#include "rendering/canvas/typesetter.h"

/* All positions are in px of the page, x to the right, y down. Colours are 0xrrggbb. */

/** A rectangle; left < right and top < bottom. */
struct box {
    double left;
    double top;
    double right;
    double bottom;
};

/** The box with a margin on every side. */
static inline struct box box_grown(struct box box, double margin) {
    return (struct box){box.left - margin, box.top - margin, box.right + margin,
                        box.bottom + margin};
}

static inline bool boxes_overlap(struct box a, struct box b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** How a line is drawn. */
struct stroke {
    uint32_t color;
    double width;   /**< px */
    double dash[2]; /**< px on and off; 0 for a solid line */
    double start;   /**< px of the dashes that are left out before the first */
};

enum marker_shape {
    MARKER_CIRCLE,
    MARKER_SQUARE,
    MARKER_TRIANGLE_UP,
    MARKER_DIAMOND,
    MARKER_TRIANGLE_DOWN,
    MARKER_CROSS,
    MARKER_PLUS,
    MARKER_STAR,
    MARKER_N_SHAPES
};

struct marker {
    enum marker_shape shape;
    uint32_t color;
    double size;    /**< px across */
    uint32_t halo;  /**< colour of the rim that separates the marker from the lines below it */
    bool is_hollow; /**< an outline filled with `halo` */
};

/** The point of a text that is at the given position. */
enum anchor {
    ANCHOR_LEFT,   /**< left end of the baseline */
    ANCHOR_CENTER, /**< middle of the baseline */
    ANCHOR_RIGHT,  /**< right end of the baseline */
};

struct text_style {
    double size; /**< px of the em */
    bool bold;
    uint32_t color;
    enum anchor anchor;
    bool upwards;  /**< turned by 90 degrees, to be read from below */
    bool has_halo; /**< a rim of `halo` separates the text from the lines below it */
    uint32_t halo;
    double width_max; /**< px; longer text is cut with "…"; 0: no limit */
    double size_min;  /**< px; long text is first set smaller, down to this; 0: it is not */
    bool keeps_end;   /**< cut in the middle rather than at the end */
    int n_lines_max;  /**< long text is broken into lines before it is set smaller; 0: it is not */
};

enum placed_kind { PLACED_TEXT, PLACED_MARKER };

/** A text or marker that was drawn, and its place; for tests of overlaps. */
struct placed {
    enum placed_kind kind;
    struct box ink; /**< of a text: without the empty rim of its line */
};

enum canvas_kind { CANVAS_IMAGE, CANVAS_SVG, CANVAS_PDF };

/** What is drawn on. */
struct canvas_page {
    enum canvas_kind kind;
    double width; /**< px */
    double height;
    size_t scale;        /**< device pixels per px, of an image */
    struct image *spare; /**< an image whose memory may be used, or NULL; borrowed */
    int64_t dpi;         /**< px per inch, of a PDF */
    uint32_t background;
    bool is_transparent; /**< areas in the color `background` become transparent, and in pictures
                            other areas tints */
};

struct canvas;

/**
 * A page with its background.
 *
 * Borrows `typesetter`, for one canvas at a time. PLplot has one state for the process, so there is
 * only one canvas at a time. The drawing functions below do not fail; canvas_finish reports their
 * errors. Returns NULL with `error` filled.
 */
struct canvas *canvas_create(struct typesetter *typesetter, const struct canvas_page *page,
                             struct gradfig_error *error);

/** Frees the canvas and ends PLplot's page; NULL is allowed. */
void canvas_destroy(struct canvas *canvas);

/** Moves the pixels to `image`, once. Fails with the first error of the drawing functions. */
MUST_CHECK bool canvas_finish(struct canvas *canvas, struct image *image,
                              struct gradfig_error *error);

/** Moves the bytes of an SVG, with `metadata` NULL, or of a PDF, which carries it, to `bytes`,
 * once. Fails as canvas_finish. */
MUST_CHECK bool canvas_finish_document(struct canvas *canvas, const struct metadata *metadata,
                                       struct bytes *bytes, struct gradfig_error *error);

void canvas_fill(struct canvas *canvas, struct box box, uint32_t color);

/** A straight line; a horizontal or vertical one is moved to the pixel grid. */
void canvas_rule(struct canvas *canvas, double x0, double y0, double x1, double y1,
                 struct stroke stroke);

/** Makes `frame` show x from x0 to x1 and y from y0 (below) to y1 to canvas_curve. */
void canvas_window(struct canvas *canvas, struct box frame, double x0, double x1, double y0,
                   double y1);

/** A line through n points of the window, clipped to its frame; all finite, n >= 2. */
void canvas_curve(struct canvas *canvas, size_t n, const double *x, const double *y,
                  struct stroke stroke);

/** Fills the area within n corners in the window, clipped to its frame; `opacity` is 0 to 1. */
void canvas_area(struct canvas *canvas, size_t n, const double *x, const double *y, uint32_t color,
                 double opacity);

void canvas_marker(struct canvas *canvas, double x, double y, const struct marker *marker);

/**
 * A text in Pango's markup, in which <sup> and <sub> are real super- and subscripts. `y` is the
 * baseline of its first line.
 */
void canvas_text(struct canvas *canvas, double x, double y, const struct text_style *style,
                 const char *markup);

/** How a text is set to fit. */
struct text_fit {
    double size;
    double width;   /**< px of the longest line */
    double further; /**< px from the first line's baseline to the last one's */
    bool is_cut;    /**< ends in "…" because it has no room */
};

/** How canvas_text sets the text. */
struct text_fit canvas_text_fit(struct canvas *canvas, const struct text_style *style,
                                const char *markup);

/** Notes a text that is left out, or is without its end, because it has no room. */
void canvas_note_cut(struct canvas *canvas, const char *markup);

/** The markup of the texts noted so far, among them those that canvas_text() had to cut; `char *`,
 * borrowed from the canvas. */
const GPtrArray *canvas_cut_texts(const struct canvas *canvas);

/** The width of the text in one line, in px. */
double canvas_text_width(struct canvas *canvas, const struct text_style *style, const char *markup);

/** The texts and markers drawn so far, `*n` of them; borrowed until the next drawing. */
const struct placed *canvas_placed(const struct canvas *canvas, size_t *n);

#endif
