/* Finds out what the labels beside a frame need. */
#include <math.h>

#include "rendering/panel/end_labels.h"

static bool is_cut(const struct end_labels *labels, const struct end_label *label) {
    for (size_t i = 0; i < label->n_parts; i++) {
        if (labels->parts[label->first_part + i].is_cut) {
            return true;
        }
    }
    return false;
}

bool end_labels_have_room(const struct end_labels *labels) {
    for (size_t i = 0; i < labels->n; i++) {
        if (!labels->each[i].is_inside && is_cut(labels, &labels->each[i])) {
            return false;
        }
    }
    return labels->size == labels->metrics->label && labels->n_left_out == 0;
}

struct label_rail end_labels_rail(struct panel *panel, struct canvas *canvas,
                                  const struct metrics *metrics, double width_max) {
    struct end_labels labels;
    struct label_rail rail = {0};

    panel->label_width = width_max;
    panel->gutter = INFINITY;
    end_labels_place(&labels, panel, canvas, metrics);
    rail.gutter = labels.gutter;
    rail.shrinkage = 1 - labels.size / metrics->label;
    rail.n_cut = labels.n_left_out;
    for (size_t i = 0; i < labels.n; i++) {
        const struct end_label *label = &labels.each[i];
        if (!label->is_inside) {
            rail.width = fmax(rail.width, fmin(label->taken, width_max));
            rail.n_further_lines += (size_t)label->n_lines > label->n_parts
                                        ? (size_t)label->n_lines - label->n_parts
                                        : 0;
            rail.n_leaders += end_label_needs_leader(&labels, label) ? 1 : 0;
            rail.n_cut += is_cut(&labels, label) ? 1 : 0;
        }
    }
    return rail;
}
