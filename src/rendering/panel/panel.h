/* One panel with its frame, axes, curves and the labels at their ends. */
#ifndef GRADFIG_RENDERING_PANEL_PANEL_H
#define GRADFIG_RENDERING_PANEL_PANEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "base/limits.h"
#include "rendering/axes/axis.h"
#include "rendering/canvas/canvas.h"
#include "rendering/style/metrics.h"
#include "rendering/style/theme.h"
#include "simulation/series.h"

/** The gradient panel needs the most: the ideal line; of each network a band, and its mean and its
 * curve with a line to zero each; of measured gradients their law, and points with such a line. */
enum { PANEL_CURVES_MAX = 1 + 5 * NETWORKS_MAX + 3 * MEASURED_MAX };

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
    bool is_lowest; /**< below the others, which are thinner */
    enum marker_shape shape;
    bool has_markers;
    bool has_tails;    /**< that lie at 0 on those of others */
    bool is_random;    /**< of random layers, whose ups and downs are noise */
    bool ends_in_zero; /**< stops before its last layer, because it is 0 at zero_x */
    double zero_x;
    double *zeros; /**< x at which it is 0 before going on; `n_zeros`, owned by the panel */
    size_t n_zeros;
    double end_x; /**< where the label points to; within the frame */
    double end_y;
    bool is_cut;  /**< leaves the frame at its upper or lower edge, before the last x */
    double order; /**< y of the line's end, also outside of the frame */
    uint32_t label_color;
    char *name;  /**< of its label; NULL: it has no label. This and the following: markup, owned
                    by the panel */
    char *value; /**< beside or below the name; NULL for none */
    char *brief_name;    /**< where the labels of the panel have no room; NULL: the name */
    char *brief_value;   /**< where they have none; NULL: the value */
    char *remark;        /**< beside its middle if there is room; NULL for none */
    bool is_value_known; /**< the name says it, as that of the identity */
    bool is_landmark;    /**< its label is among the last to be left out */
    double name_width;   /**< ems; set by label_text_measure */
    double value_width;  /**< ems */
    enum curve_cover cover;
    size_t group;        /**< the index of the curve that is seen where this one lies on others */
    size_t stripe;       /**< of a solid one with COVER_ABOVE: which of the colors of `n_stripes` */
    size_t n_stripes;    /**< above the one that is seen */
    int turn;            /**< which of the markers it has of those of its group, from 0 */
    int n_turns;         /**< the curves of the group with markers; 0: it is alone */
    bool has_two_a_turn; /**< each turn is two markers, so that both signs are seen */
};

/** The room for the labels of a panel beside its frame. An inset changes it. */
struct label_room {
    double width;       /**< px that a label may take up */
    double gutter;      /**< px that there are at most from the frame to the labels */
    bool has_keys;      /**< labels have the markers of their curves before them */
    bool has_leaders;   /**< all labels beside the frame have one, in the whole gutter */
    struct box inset;   /**< where no label may stand inside of the frame; empty: there is none */
    double inset_above; /**< px below the frame's upper edge, and above its lower one, that the */
    double inset_below; /**< labels of an inset take from those beside the frame */
    double notes_top;   /**< px: notes may stand from here down, below the labels of the inset */
    bool is_named_apart[PANEL_CURVES_MAX]; /**< the curve's label stands beside an inset */
};

struct panel {
    enum panel_kind kind;
    struct box frame; /**< of the axes, at whole px */
    struct axis x;
    struct axis y;
    double title_size;  /**< px */
    double title_rise;  /**< px that the titles are higher, for their further lines */
    double width_above; /**< px of the line of text above the frame, from its left edge */
    char *title;        /**< this and the following: markup, owned */
    char *subtitle;
    char *x_title;
    char *x_title_short; /**< where the frame is narrower than x_title; NULL: there is none */
    char **y_titles; /**< the longest first, of which the first has room that is drawn; ends with
                        NULL */
    char **notes;    /**< paragraphs beside the frame if its labels leave room; NULL: none */
    const char *band_words[2]; /**< in pale bands above and below 1 on a log axis; borrowed; NULL:
                                  there are none */
    const char *swing_words;   /**< beside the area in which a curve swings; borrowed */
    bool has_highlight;        /**< shaded between these two x: */
    double highlight[2];
    bool is_square;        /**< as its type: straight lines on equal scales, with a full grid, and
                              enlarged where they leave the frame too near each other */
    bool has_common_start; /**< all curves begin at one point, where one neutral dot replaces their
                              markers */
    int64_t depth;         /**< the last layer */
    bool has_few_markers;  /**< each curve, because all of them would hide each other */
    struct label_room room;
    double title_width; /**< px that the titles may take up */
    size_t n_curves;
    struct panel_curve curves[PANEL_CURVES_MAX];
};

/** Frees what the panel owns. */
void panel_finish(struct panel *panel);

/** Adds the points of a curve of the series, at least one, that have a position on the y axis.
 * Returns the curve, for the caller to set style and label. */
struct panel_curve *panel_add_curve(struct panel *panel, const struct curve *curve);

/** Adds the area between two curves of the series with the same x, without a label. What has no
 * position on the y axis lies at its lower end. */
struct panel_curve *panel_add_band(struct panel *panel, const struct curve *low,
                                   const struct curve *high);

/** Adds a straight line from x0, y0 to x1, y1, cut to the range of the y axis. The y may be of any
 * size, or infinite. */
struct panel_curve *panel_add_line(struct panel *panel, double x0, double y0, double x1, double y1);

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

/** A place on the page, in px. */
struct spot {
    double x;
    double y;
};

/** The distance of two places, in px. */
double distance_between(struct spot a, struct spot b);

/** The place of x and y of the axes on the page. */
double panel_x_px(const struct panel *panel, double x);
double panel_y_px(const struct panel *panel, double y);

/** The place of point `i` of a curve. */
struct spot panel_spot(const struct panel *panel, const struct panel_curve *curve, size_t i);

/** The place of a curve of at least two points at an x of the axis. */
struct spot panel_spot_at(const struct panel *panel, const struct panel_curve *curve, double x);

/** The width of the widest tick label of the y axis. */
double panel_tick_width(const struct panel *panel, struct canvas *canvas,
                        const struct metrics *metrics);

/** Whether the straight way between two places passes through `box`. */
bool box_is_crossed(struct box box, struct spot from, struct spot to);

/** Whether the straight way from `a` to `b` crosses or touches that from `c` to `d`. */
bool ways_cross(struct spot a, struct spot b, struct spot c, struct spot d);

/** Whether no curve passes through `box` but for one, which may be NULL. */
bool panel_is_free(const struct panel *panel, struct box box, const struct panel_curve *but_for);

/** Whether no curve crosses the straight way between two places. */
bool panel_way_is_free(const struct panel *panel, struct spot from, struct spot to);

/** Draws the panel; `y_title_x` is the middle of the y axis's title. Appends the names of labels
 * that have no room, and a title of the y axis if none has, to `left_out`, each to be freed with
 * g_free. */
void panel_draw(struct panel *panel, struct canvas *canvas, const struct theme *theme,
                const struct metrics *metrics, double y_title_x, GPtrArray *left_out);

#endif
