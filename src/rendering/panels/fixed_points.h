/* The fixed points in the activation panel. */
#ifndef GRADFIG_RENDERING_PANELS_FIXED_POINTS_H
#define GRADFIG_RENDERING_PANELS_FIXED_POINTS_H

#include "rendering/panels/panel_types.h"

/** The fixed points that networks approach: NAN and NULL where there is none. */
struct fixed_points {
    struct number values[NETWORKS_MAX];
    double positions[NETWORKS_MAX];          /**< on the axis of the panel */
    struct panel_curve *lines[NETWORKS_MAX]; /**< of the panel; NULL if an earlier network has it */
};

/** Adds a thin dotted line at each fixed point; of many networks only where the curve does not end
 * there, because others lie on the line. `points` must be zeroed, and the panel have its axis. */
void fixed_points_add(struct fixed_points *points, struct panel *panel,
                      const struct panel_source *source);

/** Says what the lines are: beside the values of the curves that have reached them, or in labels of
 * their own. The panel must have the curves of networks. */
void fixed_points_label(const struct fixed_points *points, struct panel *panel,
                        const struct panel_source *source);

#endif
