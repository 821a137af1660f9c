/* An inset that shows apart lines which leave their frame as if they were one. */
#ifndef GRADFIG_RENDERING_PANEL_MAGNIFIER_H
#define GRADFIG_RENDERING_PANEL_MAGNIFIER_H

#include "rendering/panel/end_labels.h"
#include "rendering/panel/panel_frame.h"

/** The inset of one panel. */
struct magnifier {
    struct panel inset;      /**< with the enlarged lines; without curves there is none */
    struct end_labels names; /**< of its lines */
    struct box piece;        /**< of the panel that it enlarges, which may exceed the frame; px */
};

/** Where an inset is, and how large. */
struct inset_place {
    double part;    /**< of the frame's width that it is wide and high */
    bool is_inside; /**< at the lower right of the frame, where no line may pass; otherwise beside
                       it, at its upper end */
};

/**
 * Places an inset for straight lines of a panel with equal scales that end at its upper right,
 * nearer to each other than one can see. Their labels stand beside the inset, and those of other
 * lines above or below it. Returns whether there are such lines and the inset and
 * its labels have room; of several such places, it is for the one whose lines are nearest. The
 * panel must have its frame and axes, its texts must be measured, and `magnifier` be zeroed. In any
 * case it ends with magnifier_finish, and the room of the panel is another one.
 */
bool magnifier_place(struct magnifier *magnifier, struct inset_place place, struct panel *panel,
                     struct canvas *canvas, const struct metrics *metrics);

/** Whether the name and the value of a line do not stand beside each other at the inset. */
bool magnifier_breaks_labels(const struct magnifier *magnifier);

/** Frees the inset. */
void magnifier_finish(struct magnifier *magnifier);

/** Draws the inset, if there is one, without its labels. Curves are drawn later. */
void magnifier_draw(const struct magnifier *magnifier, const struct drawing *drawing);

/** Draws its labels. */
void magnifier_draw_names(const struct magnifier *magnifier, const struct drawing *drawing);

#endif
