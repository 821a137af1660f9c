/* Values of JSON made from numbers, markup, a recipe and measurements. */
#include "report/json_value.h"

#include <glib.h>

#include "base/markup.h"
#include "measurements/stack_json.h"
#include "simulation/derived.h"
#include "simulation/measured.h"
#include "spec/recipe.h"

json_t *json_of_layer(int64_t layer) {
    return layer == NO_LAYER ? json_null() : json_integer(layer);
}

json_t *json_of_far_layer(double layer) {
    static const double whole_max = 9007199254740992;
    return layer < whole_max ? json_integer((json_int_t)layer) : json_of_double(layer);
}

json_t *json_of_number(struct number number) {
    if (!number_exists(number)) {
        return json_null();
    }
    json_t *object = json_object();
    json_set(&object, "sign", json_integer(number.sign));
    json_set(&object, "log10_abs", json_of_double(number.log10_abs));
    json_set(&object, "value",
             number_fits_double(number) ? json_of_double(number.value) : json_null());
    return object;
}

json_t *json_of_markup(char *markup) {
    g_autofree char *plain = markup_to_plain(markup);
    return json_string(plain);
}

/* ---- recipes ---- */

/* A map or list that has not ended. */
struct container {
    json_t *value;
    char *key; /* the key of the next value, in a map */
};

/* The state of a walk over a recipe. */
struct tree {
    GArray *open; /* struct container that have not ended, the outermost first */
    json_t *root; /* the finished recipe */
};

static void add_value(struct tree *tree, json_t *value) {
    if (tree->open->len == 0) {
        tree->root = value;
        return;
    }
    struct container *parent = &g_array_index(tree->open, struct container, tree->open->len - 1);
    if (parent->key != NULL) {
        json_set(&parent->value, parent->key, value);
        g_clear_pointer(&parent->key, g_free);
    } else {
        json_append(&parent->value, value);
    }
}

static void begin_container(struct tree *tree, json_t *value) {
    struct container container = {value, NULL};
    g_array_append_val(tree->open, container);
}

static void end_container(struct tree *tree) {
    guint last = tree->open->len - 1;
    json_t *value = g_array_index(tree->open, struct container, last).value;

    g_array_set_size(tree->open, last);
    add_value(tree, value);
}

static void add_part(void *context, enum yaml_part part, const char *text) {
    struct tree *tree = context;

    switch (part) {
    case YAML_PART_BEGIN_MAP:
        begin_container(tree, json_object());
        return;
    case YAML_PART_BEGIN_LIST:
        begin_container(tree, json_array());
        return;
    case YAML_PART_END_MAP:
    case YAML_PART_END_LIST:
        end_container(tree);
        return;
    case YAML_PART_KEY:
        g_array_index(tree->open, struct container, tree->open->len - 1).key = g_strdup(text);
        return;
    case YAML_PART_PLAIN:
    case YAML_PART_QUOTED:
        add_value(tree, json_string(text));
        return;
    }
}

json_t *json_of_recipe(const struct spec *spec) {
    struct tree tree = {g_array_new(FALSE, FALSE, sizeof(struct container)), NULL};

    recipe_walk(spec, add_part, &tree);
    g_array_free(tree.open, TRUE);
    return tree.root;
}

/* ---- measured gradients and their fits ---- */

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

json_t *json_of_measured(const struct spec *spec) {
    json_t *array = json_array();

    for (size_t i = 0; i < spec->n_measured; i++) {
        json_append(&array, make_curve(spec, &spec->measured[i]));
    }
    return array;
}
