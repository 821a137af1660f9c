/* Orders networks by their layers, so that equal ones stand together. */
#include "simulation/network_private.h"

static int compare_doubles(double a, double b) {
    return (a > b) - (a < b);
}

/* Copies of a spec share their lists. */
static int compare_lists(const struct reals *a, const struct reals *b) {
    int order = (a->n_values > b->n_values) - (a->n_values < b->n_values);

    order = order != 0 ? order : a->is_schedule - b->is_schedule;
    for (size_t i = 0; order == 0 && a->values != b->values && i < a->n_values; i++) {
        order = compare_doubles(a->values[i].value, b->values[i].value);
    }
    return order;
}

int network_compare(const struct network *a, const struct network *b) {
    int order = (a->depth > b->depth) - (a->depth < b->depth);

    order = order != 0 ? order : compare_doubles(a->scale_power.value, b->scale_power.value);
    order = order != 0 ? order : compare_doubles(a->slope_sd.value, b->slope_sd.value);
    order = order != 0 ? order
                       : (a->distribution > b->distribution) - (a->distribution < b->distribution);
    order = order != 0 ? order : compare_lists(&a->skips, &b->skips);
    order = order != 0 ? order : compare_lists(&a->scales, &b->scales);
    order = order != 0 ? order : compare_lists(&a->slopes, &b->slopes);
    return order != 0 ? order : compare_lists(&a->intercepts, &b->intercepts);
}
