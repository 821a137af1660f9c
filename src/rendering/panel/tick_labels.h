/* The labels of the ticks of a panel. */
#ifndef GRADFIG_RENDERING_PANEL_TICK_LABELS_H
#define GRADFIG_RENDERING_PANEL_TICK_LABELS_H

#include "rendering/panel/panel_frame.h"

/** Draws the labels of both axes; of those that have no room beside each other only some. */
void tick_labels_draw(const struct drawing *drawing);

#endif
