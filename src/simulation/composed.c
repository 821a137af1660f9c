/* Finds the line of all layers: its slope is their gradient, its intercept what they make of 0. */
#include "simulation/composed.h"

#include "simulation/activation_walk.h"
#include "simulation/gradient_walk.h"
#include "simulation/network_private.h"

struct line network_composed_line(const struct network *network, int64_t depth) {
    return (struct line){
        .slope = wide_to_number(network_gradient(network, depth).value),
        .intercept = network_composed_intercept(network, depth),
    };
}

struct number network_composed_intercept(const struct network *network, int64_t depth) {
    return wide_to_number(network_activation(network, 0, depth).value);
}
