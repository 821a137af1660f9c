/* Writes stacks with their fits as JSON. */
#include "measurements/stack_json.h"

#include <math.h>

#include "measurements/stack_values.h"

/* ---- values ---- */

/* A step is a whole number in nearly every file. */
static json_t *step_of(double step) {
    return fabs(step) < 0x1p53 && step == floor(step) ? json_integer((json_int_t)step)
                                                      : json_of_double(step);
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

static json_t *gradient_of(const struct stack *stack, size_t n) {
    double value = stack_layer_at(stack, n)->value;

    return fit_uses(value) ? json_of_double(value / stack_layer_at(stack, 0)->value) : json_null();
}

static json_t *left_out_of(const struct stack *stack, size_t n) {
    const struct stack_layer *layer = stack_layer_at(stack, n);

    return json_pack("{s:I, s:s, s:s}", "n", (json_int_t)n, "layer", layer->name, "why",
                     stack_layer_fault(layer));
}

/* ---- objects ---- */

void stack_json_set_fit(json_t **object, const struct gradient_fit *fit) {
    json_set(object, "points", json_integer((json_int_t)fit->n_points));
    json_set(object, "b", json_of_double(fit->b));
    json_set(object, "s", json_of_double(fit->s.value));
    json_set(object, "se_b", json_of_double(fit->se_b));
    json_set(object, "se_s", json_of_double(fit->se_s.value));
    json_set(object, "r2", json_of_double(fit->r2));
    json_set(object, "power", json_of_double(fit->power));
    json_set(object, "power_r2", json_of_double(fit->power_r2));
}

static json_t *make_stack(const struct stack *stack) {
    json_t *object = json_object();
    json_t *layers = json_array();
    json_t *values = json_array();
    json_t *g = json_array();
    json_t *left_out = json_array();

    for (size_t i = 0; i < stack->n_layers; i++) {
        json_append(&layers, json_of_text(stack->layers[i].name));
        json_append(&values, value_of(&stack->layers[i]));
        json_append(&g, gradient_of(stack, i));
        if (!fit_uses(stack_layer_at(stack, i)->value)) {
            json_append(&left_out, left_out_of(stack, i));
        }
    }
    json_set(&object, "run", json_of_text(stack->run));
    json_set(&object, "step", step_of(stack->step));
    json_set(&object, "layers", layers);
    json_set(&object, "values", values);
    json_set(&object, "g", g);
    json_set(&object, "left_out", left_out);
    stack_json_set_fit(&object, &stack->fit);
    return object;
}

char *stack_json_write(const struct stacks *stacks, struct gradfig_error *error) {
    const GPtrArray *all = stacks->stacks;
    json_auto_t *array = json_array();

    for (guint i = 0; i < all->len; i++) {
        json_append(&array, make_stack(all->pdata[i]));
    }
    return json_write(all->len == 1 ? json_array_get(array, 0) : array, JSON_INDENT(2), error);
}
