/* The four panels of the figure: what each shows, before it has a place. */
#ifndef GRADFIG_RENDERING_PANELS_H
#define GRADFIG_RENDERING_PANELS_H

#include "simulation/series.h"
#include "spec/spec.h"

#include "rendering/panel.h"
#include "rendering/theme.h"

/** What every panel is made from; borrowed. */
struct panel_source {
    const struct spec *spec;
    const struct series *series;
    const struct theme *theme;
    const struct metrics *metrics;
    size_t n_y_ticks_max;
};

/** Fills `panel` but for its frame, its x axis and its rail's width; ends with panel_finish. */
void panels_make(struct panel *panel, const struct panel_source *source, enum panel_kind which);

/** Gives the panel its place, and what depends on the width: the x axis and the dashes. */
void panels_place(struct panel *panel, const struct panel_source *source, enum panel_kind which,
                  struct box frame, double rail_width, size_t n_x_ticks_max);

#endif
