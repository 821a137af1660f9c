/* Makes networks of measured curves. */
#include "rendering/words/measured_networks.h"

#include <glib.h>

#include "rendering/style/theme.h"
#include "rendering/words/measured_text.h"
#include "simulation/measured.h"

_Static_assert(MEASURED_MAX <= NETWORKS_MAX, "each measured curve can be a network");

/* With a label, so that titles do not count the layers, which are not those of the model. */
static struct network make_network(const struct spec *spec, size_t index) {
    const struct measured *measured = &spec->measured[index];
    struct network network = {
        .label = measured_text_label(spec, index),
        .color = theme_measured_ink(theme_of(&spec->figure), spec, index).line,
    };

    g_strlcpy(network.name, measured->name, sizeof(network.name));
    return network;
}

/* The first gradient, the largest, and the last that is not missing; of those that are 0 up to the
 * end the first. */
static void find_points(const struct measured *measured, struct point points[MEASURED_ENDS]) {
    double zero = measured_zero_layer(measured);

    for (size_t n = 0; n < measured->gradients.n_values; n++) {
        struct number gradient = measured_gradient(measured, n);
        struct point point = {.x = (double)n, .y = gradient, .certain = true};
        points[0] = n == 0 ? point : points[0];
        points[1] = n == 0 || gradient.log10_abs > points[1].y.log10_abs ? point : points[1];
        bool is_lost_before = (double)n > zero;
        points[2] = number_exists(gradient) && !is_lost_before ? point : points[2];
    }
}

void measured_networks_init(struct measured_networks *measured, const struct spec *spec) {
    measured->spec = *spec;
    measured->spec.depth = measured_last_layer(spec);
    measured->spec.n_networks = spec->n_measured;
    measured->spec.n_measured = 0;
    measured->series = (struct series){.n_curves = spec->n_measured, .curves = measured->curves};
    for (size_t i = 0; i < spec->n_measured; i++) {
        measured->spec.networks[i] = make_network(spec, i);
        find_points(&spec->measured[i], measured->ends[i]);
        measured->curves[i] = (struct curve){.id = {PANEL_GRADIENT, ROLE_NETWORK, i},
                                             .n_points = MEASURED_ENDS,
                                             .points = measured->ends[i]};
    }
}
