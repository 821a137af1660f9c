/* The ink, markers, ends and axis of curves over layers, for several panels. */
#ifndef GRADFIG_RENDERING_PANELS_NETWORK_CURVES_H
#define GRADFIG_RENDERING_PANELS_NETWORK_CURVES_H

#include <stddef.h>

#include "rendering/panels/panel_types.h"
#include "rendering/words/figure_text.h"

/** The ink of a network. */
struct ink network_ink(const struct panel_source *source, size_t index);

/** The marker of the network at `position`. */
enum marker_shape network_shape(size_t position);

/** The width of a network's line, in widths of a curve. Of many networks, those with the smallest
 * and the largest gradient and the one nearest to 1 stand out. */
double network_weight(const struct panel_source *source, size_t index);

/** The span of everything that the series has in one panel. */
struct axis_span panel_span(const struct series *series, enum panel_kind kind);

/** The px that axes of layers leave free at each end. */
double panel_inset(const struct panel_source *source);

/** The axis of the layers 0 to `last`, of a frame `width` px wide. */
struct axis axis_to_layer(const struct panel_source *source, int64_t last, double width,
                          size_t n_ticks_max);

/** The axis of all layers, of a frame `width` px wide. */
struct axis panel_layer_axis(const struct panel_source *source, double width, size_t n_ticks_max);

/** Gives a curve its color and the width of all curves. */
void style_curve(struct panel_curve *curve, const struct panel_source *source, struct ink ink);

/** Dashes of `on` and `off` px at 1500x1000. */
void dash_curve(struct panel_curve *curve, const struct panel_source *source, double on,
                double off);

/** The dashes of the ideal gradient. */
void dash_ideal(struct panel_curve *curve, const struct panel_source *source);

/** Draws a dotted line that falls off the panel if a curve of moduli ends in zero. */
void add_line_to_zero(struct panel *panel, const struct panel_curve *curve);

/** What the curves of random layers show, for a panel that has some. */
char *random_subtitle(const struct series *series, enum panel_kind panel, bool is_short);

/** Adds the band between the outer percentiles of a curve of random layers. */
void add_band(struct panel *panel, const struct panel_source *source, struct curve_id id,
              struct ink ink);

/** Adds a curve of a network with its name, but no value. */
struct panel_curve *add_network_curve(struct panel *panel, const struct panel_source *source,
                                      const struct curve *points);

/** Adds the curve of every network with its label; of random layers the median, with the band and
 * the mean. */
void add_network_curves(struct panel *panel, const struct panel_source *source,
                        enum panel_kind kind);

/** What an axis of moduli says of the panel's curves, which it has all of: only markers show which
 * are negative. `has_negative` is of the series. */
enum axis_signs panel_signs(const struct panel *panel, bool has_negative);

#endif
