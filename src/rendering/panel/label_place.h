/* Where a label stands inside of the frame. */
#ifndef GRADFIG_RENDERING_PANEL_LABEL_PLACE_H
#define GRADFIG_RENDERING_PANEL_LABEL_PLACE_H

#include "rendering/panel/end_labels.h"

/** One way to break a label into lines, for which a place is sought. */
struct label_shape {
    int n_lines;
    double text_width;
    double width; /**< with margins */
    double height;
    double pad;
};

/** Finds a place for a label of this shape and lets it stand there, if there is one. */
typedef void place_finder(struct end_labels *labels, struct end_label *label,
                          const struct label_shape *shape);

/** Lets a label stand in `box`. Left of a line it is right-aligned, unless its name is broken. */
void label_stand(struct end_label *label, const struct label_shape *shape, struct box box,
                 bool is_left);

/** Beside a straight line that leaves the frame at its upper or lower edge, from there inwards. */
place_finder label_find_beside_end;

/** Beside a straight line where it begins, if it enters the frame at its upper or lower edge. */
place_finder label_find_beside_begin;

#endif
