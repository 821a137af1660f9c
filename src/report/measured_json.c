/* Writes measured gradients and their fits as JSON. */
#include "report/measured_json.h"

#include "base/json.h"
#include "measurements/stack_json.h"
#include "simulation/measured.h"

static json_t *make_break(const struct straightness *found) {
    if (!found->breaks) {
        return json_null();
    }
    json_t *object = json_object();
    json_set(&object, "layer", json_integer((json_int_t)found->break_layer));
    json_set(&object, "s_before", json_of_double(found->s_before.value));
    json_set(&object, "s_after", json_of_double(found->s_after.value));
    return object;
}

static json_t *make_largest(const struct straightness *found) {
    json_t *object = json_object();

    json_set(&object, "factor", json_of_double(found->factor.value));
    json_set(&object, "layer", json_integer((json_int_t)found->layer));
    return object;
}

/* `left_out` has the layers, counted back from the output. */
static json_t *make_left_out(const struct measured *measured) {
    json_t *array = json_array();

    for (size_t n = 0; n < measured->gradients.n_values; n++) {
        if (!fit_uses(measured->gradients.values[n].value)) {
            json_append(&array, json_integer((json_int_t)n));
        }
    }
    return array;
}

static json_t *make_curve(const struct spec *spec, const struct measured *measured) {
    static const char *const quantities[] = {
        [MEASURED_UNKNOWN] = "unknown",
        [MEASURED_ACTIVATIONS] = "activations",
        [MEASURED_WEIGHTS] = "weights",
    };
    json_t *object = json_object();
    struct straightness found;
    struct gradient_fit fit;

    json_set(&object, "name", json_string(measured->name));
    json_set(&object, "label", json_string(measured_label(spec, measured)));
    json_set(&object, "quantity", json_string(quantities[measured->quantity]));
    json_set(&object, "n_values", json_integer((json_int_t)measured->gradients.n_values));
    json_set(&object, "left_out", make_left_out(measured));
    if (measured_fit(measured, &fit) && measured_straightness(measured, &found)) {
        stack_json_set_fit(&object, &fit);
        json_set(&object, "start", json_of_double(found.start.value));
        json_set(&object, "farthest", make_largest(&found));
        json_set(&object, "break", make_break(&found));
    }
    return object;
}

json_t *measured_json(const struct spec *spec) {
    json_t *array = json_array();

    for (size_t i = 0; i < spec->n_measured; i++) {
        json_append(&array, make_curve(spec, &spec->measured[i]));
    }
    return array;
}
