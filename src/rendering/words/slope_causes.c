/* Names the slopes of layers as what becomes of a gradient. */
#include "rendering/words/slope_causes.h"

#include <string.h>

#include <glib.h>

#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/line_formulas.h"
#include "simulation/network.h"

/* A name that has the number, or brackets, would have them twice. */
static bool can_be_added(const struct spec *spec, size_t index) {
    const char *name = figure_text_network_name(spec, index);
    g_autofree char *slope = line_slope_of_layer(spec, index);

    return strstr(name, slope) == NULL && strpbrk(name, "([") == NULL &&
           strstr(name, "\uff08") == NULL;
}

bool slopes_are_causes(const struct spec *spec) {
    bool are =
        spec->depth > 1 && networks_count_with(spec, network_has_one_slope) == spec->n_networks;

    for (size_t i = 0; are && i < spec->n_networks; i++) {
        are = can_be_added(spec, i);
    }
    return are;
}

/* "0.8", and as a factor "(−0.5)" */
static char *write_slope(const struct spec *spec, size_t index, bool is_factor) {
    struct number slope = network_layer_line(&spec->networks[index], 1).slope;

    return is_factor && slope.sign < 0 ? formula_factor(slope, FIGURE_DIGITS)
                                       : line_slope_of_layer(spec, index);
}

struct noun noun_with_slope(const struct spec *spec, size_t index, enum slope_form form,
                            struct noun noun) {
    bool is_factor = form == SLOPE_AS_FACTOR;

    return form == SLOPE_NONE
               ? noun
               : (struct noun){
                     figure_text_fill(spec, is_factor ? TEXT_HEADLINE_FACTOR : TEXT_HEADLINE_SLOPE,
                                      TEXT_FIELDS({"name", noun.words},
                                                  {"slope", write_slope(spec, index, is_factor)})),
                     noun.is_plural};
}
