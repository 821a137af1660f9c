/* Draws everything around the curves of a panel. */
#ifndef GRADFIG_RENDERING_PANEL_PANEL_FRAME_H
#define GRADFIG_RENDERING_PANEL_PANEL_FRAME_H

#include "rendering/panel/panel.h"

struct end_labels;

/** A panel while it is drawn; all borrowed. */
struct drawing {
    struct canvas *canvas;
    const struct theme *theme;
    const struct metrics *metrics;
    const struct panel *panel;
    const struct end_labels *labels; /**< placed */
};

/* Capitals of Inter and DejaVu Sans are 0.73 em high; half of that centres a text on a line. */
static const double HALF_CAPITAL = 0.365;

/* The baselines of tick labels below their axis, in ems. */
static const double TICK_LABEL = 1.35;

/** The box of a text with room for the markers of curves that pass by. */
struct box frame_with_clearance(const struct drawing *drawing, struct box text);

/** Draws everything below the curves, and the tick labels. */
void frame_draw(const struct drawing *drawing);

/** The style of a title, and of a subtitle, of at most `width` px, without a color. */
struct text_style frame_title_style(const struct metrics *metrics, double size, double width);
struct text_style frame_subtitle_style(const struct metrics *metrics, double width);

/** Draws the title and subtitle above the frame. */
void frame_draw_titles(const struct drawing *drawing);

/** Draws the titles of the axes; `y_title_x` is the middle of that of the y axis. Appends the
 * shortest of the latter to `left_out` if not even that has room. */
void frame_draw_axis_titles(const struct drawing *drawing, double y_title_x, GPtrArray *left_out);

#endif
