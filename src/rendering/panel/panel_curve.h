/* One curve of a panel, with its points, line, markers and label. */
#ifndef GRADFIG_RENDERING_PANEL_PANEL_CURVE_H
#define GRADFIG_RENDERING_PANEL_PANEL_CURVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rendering/axes/axis.h"
#include "rendering/canvas/canvas.h"
#include "simulation/series.h"

/** How a curve is drawn that lies on others. */
enum curve_cover {
    COVER_NONE,
    COVER_HIDDEN, /**< another one is seen in its place */
    COVER_ABOVE,  /**< dashes above the one that is seen */
};

/** One curve in the coordinates of its panel's axes. */
struct panel_curve {
    enum curve_style style;
    size_t n;
    double *x; /**< `n` each; owned by the panel */
    double *y;
    bool *is_negative; /**< on an axis of moduli, for hollow markers; owned by the panel */
    bool *is_apart;    /**< no line leads here from the point before, because between them the curve
                          has no position on the y axis, as 0 on a log axis; owned by the panel */
    struct stroke stroke;
    enum marker_shape shape;
    bool has_markers;
    bool ends_in_zero; /**< stops before its last layer, because it is 0 at zero_x */
    double zero_x;
    double end_x; /**< where the label points to; within the frame */
    double end_y;
    bool is_cut;  /**< leaves the frame at its upper or lower edge, before the last x */
    double order; /**< y of the line's end, also outside of the frame */
    uint32_t label_color;
    char *name;          /**< of its label; markup, owned by the panel; NULL: it has no label */
    char *value;         /**< beside or below the name; the same; NULL for none */
    char *brief_name;    /**< where the labels of the panel have no room; NULL: the name */
    char *brief_value;   /**< where they have none; NULL: the value */
    char *remark;        /**< beside its middle if there is room; the same */
    bool is_value_known; /**< the name says it, as that of the identity */
    bool is_named_apart; /**< its label stands beside an inset instead of the frame */
    bool is_landmark;    /**< its label is among the last to be left out */
    double name_width;   /**< ems; set by label_text_measure */
    double value_width;  /**< ems */
    enum curve_cover cover;
    size_t group;   /**< the index of the curve that is seen where this one lies on others */
    bool is_shared; /**< seen in place of several others, in a color that is that of none */
    int turn;       /**< which of the markers it has of those of its group, from 0 */
    int n_turns;    /**< the curves of the group with markers; 0: it is alone */
};

/** Frees what the curve owns. */
void panel_curve_finish(struct panel_curve *curve);

/** Whether no line leads from point `i` to another one. */
bool panel_curve_is_dot(const struct panel_curve *curve, size_t i);

/** Whether the modulus of some point hides its sign. */
bool panel_curve_has_negative(const struct panel_curve *curve);

/** Of the area of a band, from 0 to 1. */
#define BAND_OPACITY 0.16

/** Draws the curve without its markers into the window of `canvas`. */
void panel_curve_draw(const struct panel_curve *curve, struct canvas *canvas);

/** Narrows `part`, the begin and end of a section of the line from `from` to `to`, as fractions of
 * its length, to the section within low..high. Returns whether anything is left. */
bool clip_part(double from, double to, double low, double high, double part[2]);

#endif
