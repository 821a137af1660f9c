/* One panel: frame, axes, curves and the rail of labels beside it. */
#ifndef GRADFIG_RENDERING_PANEL_H
#define GRADFIG_RENDERING_PANEL_H

#include <stdbool.h>
#include <stddef.h>

#include "simulation/series.h"

#include "rendering/axis.h"
#include "rendering/canvas.h"
#include "rendering/theme.h"

/** Sizes in px, all in proportion to the figure. */
struct metrics {
    double unit; /**< 1 at 1500x1000 */
    double title;
    double subtitle;
    double panel_title;
    double tick;  /**< ticks and axis titles */
    double label; /**< direct labels */
    double curve; /**< width of a curve */
    double marker;
    bool has_explanation; /**< what is left out first where type at its least size has no room */
    bool has_subtitles;
    bool has_axis_titles;
};

struct metrics metrics_of(double width, double height);

/** One curve in the coordinates of its panel's axes. */
struct panel_curve {
    size_t n;
    double *x; /**< `n` each; owned by the panel */
    double *y;
    bool *is_negative; /**< on an axis of moduli: the marker is hollow; owned by the panel */
    struct stroke stroke;
    enum marker_shape shape;
    bool has_markers;
    size_t marker_step; /**< from one marked point to the next */
    bool ends_in_zero;  /**< stops before its last layer because at zero_x it is 0 */
    double zero_x;
    double end_x; /**< where the label points to; within the frame */
    double end_y;
    double order; /**< labels are sorted by it, the largest on top: the y of the line's end */
    uint32_t label_color;
    char *label;       /**< markup; owned by the panel; NULL for none */
    char *short_label; /**< where the label has no room; owned; NULL: the label is cut */
};

enum { PANEL_CURVES_MAX = 40 };

struct panel {
    struct box frame; /**< of the axes, at whole px */
    struct axis x;
    struct axis y;
    char *title; /**< this and the following: markup, owned */
    char *subtitle;
    char *x_title;
    char *y_title;
    char **notes; /**< lines beside the frame, where its labels leave room; NULL: none */
    bool
        notes_are_pairs; /**< each two lines say something of their own, and want a rail for them */
    bool has_bands;      /**< pale above and below 1 on a log axis */
    const char *band_words[2]; /**< in the upper and the lower one; borrowed */
    bool has_highlight;        /**< behind x from the first to the second of: */
    double highlight[2];
    bool has_full_grid;    /**< upright lines too, and those of zero stronger */
    bool has_common_start; /**< all curves begin in one point: a neutral dot instead of a knot */
    double rail_width;     /**< px that a label may take up */
    size_t n_curves;
    struct panel_curve curves[PANEL_CURVES_MAX];
};

/** Frees what the panel owns. */
void panel_finish(struct panel *panel);

/**
 * Adds a curve through the points of `curve`, at least one, up to the first that has no place on
 * the y axis; returns it for its style and label.
 */
struct panel_curve *panel_add_curve(struct panel *panel, const struct curve *curve);

/**
 * Adds a straight line from x0, y0 to x1, y1, of which the part between the ends of the y axis is
 * drawn, if any. The y may be of any size, or infinite.
 */
struct panel_curve *panel_add_line(struct panel *panel, double x0, double y0, double x1, double y1);

/** Where x and y of the axes stand on the page, in px. */
double panel_x_px(const struct panel *panel, double x);
double panel_y_px(const struct panel *panel, double y);

/** The width of the widest tick label of the y axis. */
double panel_tick_width(const struct panel *panel, struct canvas *canvas,
                        const struct metrics *metrics);

/** The width of the widest label of the rail. */
double panel_label_width(const struct panel *panel, struct canvas *canvas,
                         const struct metrics *metrics);

/** The width of the widest line of the notes. */
double panel_notes_width(const struct panel *panel, struct canvas *canvas,
                         const struct metrics *metrics);

/** Draws everything; `y_title_x` is where the middle of the y axis's title stands. */
void panel_draw(const struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x);

#endif
