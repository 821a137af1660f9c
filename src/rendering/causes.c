/* Finds out why the gradients of two networks differ. */
#include "rendering/causes.h"

#include "simulation/network.h"

static bool are_equal(const struct network *one, const struct network *other,
                      enum layer_quantity quantity) {
    return network_is_constant(one, quantity) && network_is_constant(other, quantity) &&
           network_reals(one, quantity)->values[0].value ==
               network_reals(other, quantity)->values[0].value;
}

bool cause_is_scale(const struct spec *spec, size_t one, size_t other) {
    const struct network *first = &spec->networks[one];
    const struct network *last = &spec->networks[other];

    return network_has_skip(first) && are_equal(first, last, LAYER_SLOPE) &&
           are_equal(first, last, LAYER_SKIP) && network_is_constant(first, LAYER_SCALE) &&
           network_is_constant(last, LAYER_SCALE) && !are_equal(first, last, LAYER_SCALE) &&
           first->scale_power.value == 0 && last->scale_power.value == 0 &&
           !network_is_random(first) && !network_is_random(last);
}

enum slope_side cause_side(const struct network *network) {
    static const double rounding = 4e-14; /* log10; of typed decimals: 2.3 - 1.3 is 1 */

    if (!network_has_one_slope(network)) {
        return SLOPE_ELSEWHERE;
    }
    struct number slope = network_layer_line(network, 1).slope;
    return slope.sign <= 0               ? SLOPE_ELSEWHERE
           : slope.log10_abs < -rounding ? SLOPE_BELOW_1
           : slope.log10_abs <= rounding ? SLOPE_1
                                         : SLOPE_ABOVE_1;
}
