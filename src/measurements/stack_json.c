/* Writes stacks with their fits as JSON. */
#include "measurements/stack_json.h"

#include <math.h>

#include <jansson.h>

#include "measurements/stack_values.h"

/* ---- values ---- */

/* Null for NAN. */
static json_t *real_of(double value) {
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *text_of(const char *text) {
    return text != NULL ? json_string(text) : json_null();
}

/* A step is a whole number in nearly every file. */
static json_t *step_of(double step) {
    return fabs(step) < 0x1p53 && step == floor(step) ? json_integer((json_int_t)step)
                                                      : real_of(step);
}

static json_t *value_of(const struct stack_layer *layer) {
    if (layer->text == NULL) {
        return json_null();
    }
    if (isfinite(layer->value)) {
        return json_real(layer->value);
    }
    return json_string(isnan(layer->value) ? "NaN" : "Infinity");
}

static const struct stack_layer *layer_at(const struct stack *stack, size_t n) {
    return &stack->layers[stack->n_layers - 1 - n];
}

static json_t *gradient_of(const struct stack *stack, size_t n) {
    double value = layer_at(stack, n)->value;

    return fit_uses(value) ? real_of(value / layer_at(stack, 0)->value) : json_null();
}

static json_t *left_out_of(const struct stack *stack, size_t n) {
    const struct stack_layer *layer = layer_at(stack, n);

    return json_pack("{s:I, s:s, s:s}", "n", (json_int_t)n, "layer", layer->name, "why",
                     stack_layer_fault(layer));
}

/* ---- objects ---- */

struct arrays {
    json_t *layers;
    json_t *values;
    json_t *g;
    json_t *left_out;
};

/* Takes `item` over; false if it is NULL or cannot be added. */
static bool append(json_t *array, json_t *item) {
    return json_array_append_new(array, item) == 0;
}

static bool fill_arrays(const struct stack *stack, const struct arrays *arrays) {
    bool done = true;

    for (size_t i = 0; i < stack->n_layers; i++) {
        done = done && append(arrays->layers, text_of(stack->layers[i].name)) &&
               append(arrays->values, value_of(&stack->layers[i])) &&
               append(arrays->g, gradient_of(stack, i)) &&
               (fit_uses(layer_at(stack, i)->value) ||
                append(arrays->left_out, left_out_of(stack, i)));
    }
    return done;
}

static bool fill(json_t *object, const struct stack *stack) {
    const struct gradient_fit *fit = &stack->fit;
    struct arrays arrays = {json_array(), json_array(), json_array(), json_array()};
    bool done = fill_arrays(stack, &arrays);
    const struct {
        const char *key;
        json_t *value;
    } rows[] = {
        {"run", text_of(stack->run)},
        {"step", step_of(stack->step)},
        {"layers", arrays.layers},
        {"values", arrays.values},
        {"g", arrays.g},
        {"left_out", arrays.left_out},
        {"b", real_of(fit->b)},
        {"s", real_of(fit->s.value)},
        {"se_b", real_of(fit->se_b)},
        {"se_s", real_of(fit->se_s.value)},
        {"r2", real_of(fit->r2)},
        {"points", json_integer((json_int_t)fit->n_points)},
        {"power", real_of(fit->power)},
        {"power_r2", real_of(fit->power_r2)},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        done = json_object_set_new(object, rows[i].key, rows[i].value) == 0 && done;
    }
    return done;
}

static bool fill_all(json_t *array, const struct stacks *stacks) {
    for (guint i = 0; i < stacks->stacks->len; i++) {
        json_t *object = json_object();
        if (!fill(object, stacks->stacks->pdata[i])) {
            json_decref(object);
            return false;
        }
        if (!append(array, object)) {
            return false;
        }
    }
    return true;
}

char *stack_json_write(const struct stacks *stacks, struct gradfig_error *error) {
    json_auto_t *array = json_array();
    char *text = NULL;

    if (fill_all(array, stacks)) {
        const json_t *written = stacks->stacks->len == 1 ? json_array_get(array, 0) : array;
        g_autofree char *dumped = json_dumps(written, JSON_INDENT(2));
        text = dumped != NULL ? g_strconcat(dumped, "\n", NULL) : NULL;
    }
    if (text == NULL) {
        error_set(error, GRADFIG_WORK_FAILED, "no memory for the JSON");
    }
    return text;
}
