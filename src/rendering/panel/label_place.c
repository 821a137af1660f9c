/* A place of a label inside of the frame. */
#include "rendering/panel/label_place.h"

static bool leaves_free(const struct end_label *label, struct box box) {
    return !label->is_inside ||
           (!boxes_overlap(box, label->box) &&
            !(label->has_way && box_is_crossed(box, label->way[0], label->way[1])));
}

bool end_labels_leave_free(const struct end_labels *labels, struct box box) {
    for (size_t i = 0; i < labels->n; i++) {
        if (!leaves_free(&labels->each[i], box)) {
            return false;
        }
    }
    return true;
}

bool place_is_free(const struct end_labels *labels, struct box box,
                   const struct panel_curve *but_for) {
    const struct box *frame = &labels->panel->frame;

    return box.left > frame->left && box.right < frame->right && box.top >= frame->top &&
           box.bottom <= frame->bottom && !boxes_overlap(box, labels->panel->room.inset) &&
           panel_is_free(labels->panel, box, but_for) && end_labels_leave_free(labels, box);
}

void label_stand(struct end_label *label, const struct label_shape *shape, struct box box,
                 bool is_left) {
    label->is_inside = true;
    label->n_lines = shape->n_lines;
    label->box = box;
    label->width = shape->text_width;
    label->anchor = is_left ? ANCHOR_RIGHT : ANCHOR_LEFT;
    label->x = is_left ? box.right - shape->pad / 2 : box.left + shape->pad / 2;
    label->y = (box.top + box.bottom) / 2;
}
