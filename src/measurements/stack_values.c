/* Reads the gradients of the layers of one run at one step. */
#include "measurements/stack_values.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/user_text.h"
#include "measurements/names.h"

static struct measured_column *column_at(const GPtrArray *columns, guint i) {
    return g_ptr_array_index(columns, i);
}

static const struct measured_value *value_at(const struct measured_column *column, guint i) {
    return &g_array_index(column->values, struct measured_value, i);
}

const struct stack_layer *stack_layer_at(const struct stack *stack, size_t n) {
    return &stack->layers[stack->n_layers - 1 - n];
}

const char *stack_layer_fault(const struct stack_layer *layer) {
    if (fit_uses(layer->value)) {
        return NULL;
    }
    if (layer->text == NULL) {
        return "missing";
    }
    if (layer->value == 0) {
        return "zero";
    }
    return isnan(layer->value) ? "nan" : "inf";
}

double *stack_take_values(const struct stack *stack) {
    double *values = g_new(double, stack->n_layers);

    for (size_t n = 0; n < stack->n_layers; n++) {
        values[n] = stack_layer_at(stack, n)->value;
    }
    return values;
}

/* ---- order ---- */

static int compare_columns(const void *a, const void *b) {
    const struct measured_column *left = *(struct measured_column *const *)a;
    const struct measured_column *right = *(struct measured_column *const *)b;

    return name_compare(left->name, right->name);
}

static bool refuse_pair(const struct measured_column *a, const struct measured_column *b,
                        const char *why, struct gradfig_error *error) {
    g_autofree char *left = text_quote(a->name);
    g_autofree char *right = text_quote(b->name);
    return place_refuse(b->place, error, "%s and %s: %s", left, right, why);
}

/* Names have a plain order if they differ in nothing but their numbers. */
static bool check_names(const GPtrArray *columns, struct gradfig_error *error) {
    for (guint i = 1; i < columns->len; i++) {
        if (!name_is_alike(column_at(columns, 0)->name, column_at(columns, i)->name)) {
            return refuse_pair(column_at(columns, 0), column_at(columns, i),
                               "the names do not say which comes first: give --order file if the "
                               "file has the layers in forward order, or --order names",
                               error);
        }
    }
    return true;
}

static bool sort_columns(GPtrArray *columns, const char *order, struct gradfig_error *error) {
    if (order != NULL && strcmp(order, "file") == 0) {
        return true;
    }
    if (order == NULL && !check_names(columns, error)) {
        return false;
    }
    g_ptr_array_sort(columns, compare_columns);
    for (guint i = 1; i < columns->len; i++) {
        if (compare_columns(&columns->pdata[i - 1], &columns->pdata[i]) == 0) {
            return refuse_pair(column_at(columns, i - 1), column_at(columns, i),
                               "the names have the same numbers: give --order file if the file "
                               "has the layers in forward order",
                               error);
        }
    }
    return true;
}

/* ---- steps ---- */

/* "20", freed with g_free. */
static char *write_step(double step) {
    return g_strdup_printf(fabs(step) < 1e15 && step == floor(step) ? "%.0f" : "%.17g", step);
}

static bool refuse_step(const struct measured_column *column, const struct measured_value *value,
                        const char *why, struct gradfig_error *error) {
    g_autofree char *step = write_step(value->step);

    g_autofree char *quoted = text_quote(column->name);
    return place_refuse(value->place, error, "%s, step %s: %s", quoted, step, why);
}

static bool refuse_without_steps(const struct measured_column *column,
                                 const struct measured_value *value, struct gradfig_error *error) {
    g_autofree char *names = measurements_header_list(HEADER_STEP);

    g_autofree char *quoted = text_quote(column->name);
    return place_refuse(value->place, error,
                        "a second value of %s, and no column of steps; its name must be one of: %s",
                        quoted, names);
}

/* The steps of a column rise or fall; otherwise it has more than one run. */
static bool check_steps(const struct measured_column *column, struct gradfig_error *error) {
    int direction = 0;

    for (guint i = 1; i < column->values->len; i++) {
        const struct measured_value *value = value_at(column, i);
        double step = value_at(column, i - 1)->step;
        int difference = (value->step > step) - (value->step < step);
        if (isnan(value->step) || isnan(step)) {
            return refuse_without_steps(column, value, error);
        }
        if (difference == 0) {
            return refuse_step(column, value, "the step has a value of this layer already", error);
        }
        if (difference * direction < 0) {
            return refuse_step(column, value, "the steps go back, as if the column had two runs",
                               error);
        }
        direction = difference;
    }
    return true;
}

static bool refuse_twice(const struct measured_column *column, struct gradfig_error *error) {
    bool is_other_file = strcmp(column->twice.path, column->place.path) != 0;
    g_autofree char *file = g_path_get_basename(column->place.path);
    g_autofree char *first = text_escape_path(file);

    g_autofree char *quoted = text_quote(column->whole);
    return place_refuse(column->twice, error, "found the name %s a second time%s%s", quoted,
                        is_other_file ? ", after " : "", is_other_file ? first : "");
}

/* The nearest step of the columns from `step` on, upwards or with -1 downwards; NAN without one. */
static double find_step(const GPtrArray *columns, double step, int direction) {
    double found = NAN;

    for (guint i = 0; i < columns->len; i++) {
        const GArray *values = column_at(columns, i)->values;
        for (guint k = 0; k < values->len; k++) {
            double other = g_array_index(values, struct measured_value, k).step;
            bool is_beyond = (other - step) * direction >= 0;
            found = is_beyond && !((other - found) * direction >= 0) ? other : found;
        }
    }
    return found;
}

static double first_step(const GPtrArray *columns) {
    return find_step(columns, -INFINITY, 1);
}

static double last_step(const GPtrArray *columns) {
    return find_step(columns, INFINITY, -1);
}

/* The value of a column at a step, NULL if it is missing. */
static const struct measured_value *find_value(const struct measured_column *column, double step) {
    for (guint i = 0; i < column->values->len; i++) {
        const struct measured_value *value = value_at(column, i);
        if (value->step == step || (isnan(step) && isnan(value->step))) {
            return value;
        }
    }
    return NULL;
}

/* Between two steps says which they are; `step` is NAN if `text` is no number. Freed with g_free.
 */
static char *advise_nearest(const GPtrArray *columns, double step) {
    double below = find_step(columns, step, -1);
    double above = find_step(columns, step, 1);
    g_autofree char *first = write_step(below);
    g_autofree char *second = write_step(above);
    return isnan(below) || isnan(above)
               ? g_strdup("")
               : g_strdup_printf("; the nearest are %s and %s", first, second);
}

static bool refuse_choice(const GPtrArray *columns, const char *text, double step,
                          struct gradfig_error *error) {
    g_autofree char *first = write_step(first_step(columns));
    g_autofree char *last = write_step(last_step(columns));
    g_autofree char *nearest = advise_nearest(columns, step);

    g_autofree char *quoted = text_quote(text);
    if (isnan(first_step(columns))) {
        return place_refuse(column_at(columns, 0)->place, error,
                            "--step: no column of steps, found %s", quoted);
    }
    return place_refuse(
        column_at(columns, 0)->place, error,
        "--step: expected a step of these layers, from step %s to step %s, found %s%s", first, last,
        quoted, nearest);
}

static bool choose_step(const GPtrArray *columns, const char *text, double *step,
                        struct gradfig_error *error) {
    double wanted = NAN;

    if (text == NULL || strcmp(text, "last") == 0) {
        *step = last_step(columns);
        return true;
    }
    if (strcmp(text, "first") == 0) {
        *step = first_step(columns);
        return true;
    }
    *step = text_read_real(text, &wanted) == TEXT_OK ? find_step(columns, wanted, 1) : NAN;
    return *step == wanted || refuse_choice(columns, text, wanted, error);
}

/* ---- the stack ---- */

static void fill_layer(struct stack_layer *layer, const struct measured_column *column,
                       double step) {
    const struct measured_value *value = find_value(column, step);

    layer->name = column->name + name_prefix(column->name);
    layer->place = column->place;
    layer->value = NAN;
    if (value != NULL) {
        layer->place = value->place;
        layer->text = value->text;
        (void)measured_number_read(value->text, &layer->value);
    }
}

/* The last step at which every column has a value, and the output one to divide by; NAN if there is
 * none. */
static double find_complete_step(const GPtrArray *columns) {
    g_autoptr(GHashTable) n_values = g_hash_table_new(g_double_hash, g_double_equal);
    double last = NAN;
    double value = NAN;

    for (guint i = 0; i < columns->len; i++) {
        const GArray *values = column_at(columns, i)->values;
        for (guint k = 0; k < values->len; k++) {
            struct measured_value *measured = &g_array_index(values, struct measured_value, k);
            double *step = &measured->step;
            (void)measured_number_read(measured->text, &value);
            if (i == columns->len - 1 && !fit_uses(value)) {
                continue;
            }
            guint n = GPOINTER_TO_UINT(g_hash_table_lookup(n_values, step)) + 1;
            g_hash_table_insert(n_values, step, GUINT_TO_POINTER(n));
            last = n == columns->len ? fmax(last, *step) : last;
        }
    }
    return last;
}

/* Which step can be fitted; freed with g_free. */
static char *advise_step(const GPtrArray *columns) {
    double complete = find_complete_step(columns);
    g_autofree char *step = write_step(complete);

    return isnan(complete)
               ? g_strdup("no step has all layers")
               : g_strdup_printf("the last complete step is %s (--step %s)", step, step);
}

/* A run that was killed leaves its last step incomplete. Fails at the last value that this one has.
 */
static bool check_output(const struct stack *stack, const GPtrArray *columns,
                         struct gradfig_error *error) {
    const struct stack_layer *output = stack_layer_at(stack, 0);
    const struct stack_layer *last = output;

    if (output->text != NULL || isnan(stack->step)) {
        return true;
    }
    while (last->text == NULL) { /* the step is one of a value */
        last--;
    }
    g_autofree char *name = text_quote(output->name);
    g_autofree char *step = write_step(stack->step);
    g_autofree char *other = advise_step(columns);
    return place_refuse(last->place, error, "step %s has no value of %s, the output; %s", step,
                        name, other);
}

static bool refuse_output(const struct stack *stack, const GPtrArray *columns,
                          struct gradfig_error *error) {
    const struct stack_layer *output = stack_layer_at(stack, 0);
    g_autofree char *other = isnan(stack->step) ? g_strdup("") : advise_step(columns);

    g_autofree char *name = text_quote(output->name);
    g_autofree char *value = text_escape(output->text != NULL ? output->text : "missing");
    return place_refuse(output->place, error,
                        "the value at the output, of %s, is %s: the others cannot be divided by "
                        "it%s%s",
                        name, value, *other != '\0' ? "; " : "", other);
}

static bool fit_stack(struct stack *stack, const GPtrArray *columns, struct gradfig_error *error) {
    const struct stack_layer *output = stack_layer_at(stack, 0);
    g_autofree double *values = stack_take_values(stack);
    bool done = fit_gradients(values, stack->n_layers, &stack->fit);
    if (!done && !fit_uses(output->value)) {
        return refuse_output(stack, columns, error);
    }
    return done || place_refuse(output->place, error,
                                "expected at least %d layers with positive and finite values, "
                                "found %zu",
                                FIT_POINTS_MIN, fit_count_used(values, stack->n_layers));
}

static bool prepare(GPtrArray *columns, const struct stack_choice *choice, double *step,
                    struct gradfig_error *error) {
    if (columns->len > MEASURED_LAYERS_MAX) {
        return place_refuse(column_at(columns, MEASURED_LAYERS_MAX)->place, error,
                            "expected at most %d layers, found %u", MEASURED_LAYERS_MAX,
                            columns->len);
    }
    for (guint i = 0; i < columns->len; i++) {
        const struct measured_column *column = column_at(columns, i);
        if (!(column->twice.line > 0 ? refuse_twice : check_steps)(column, error)) {
            return false;
        }
    }
    return measured_numbers_check(columns, error) && sort_columns(columns, choice->order, error) &&
           choose_step(columns, choice->step, step, error);
}

struct stack *stack_create(GPtrArray *columns, const struct stack_choice *choice,
                           struct gradfig_error *error) {
    double step = 0;

    if (!prepare(columns, choice, &step, error)) {
        return NULL;
    }
    struct stack *stack = g_new0(struct stack, 1);
    stack->run = column_at(columns, 0)->run;
    stack->step = step;
    stack->has_places = column_at(columns, 0)->is_place;
    stack->n_layers = columns->len;
    stack->layers = g_new0(struct stack_layer, columns->len);
    for (guint i = 0; i < columns->len; i++) {
        fill_layer(&stack->layers[i], column_at(columns, i), step);
    }
    if (!check_output(stack, columns, error) || !fit_stack(stack, columns, error)) {
        stack_destroy(stack);
        return NULL;
    }
    return stack;
}

void stack_destroy(void *stack) {
    g_free(((struct stack *)stack)->layers);
    g_free(stack);
}
