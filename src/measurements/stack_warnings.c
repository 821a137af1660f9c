/* What a reader of a fit must know. */
#include "measurements/stack_warnings.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "measurements/names.h"
#include "measurements/stack_values.h"

/* ---- what was measured ---- */

static char *describe_quantity(const struct stack *stack) {
    const char *name = stack->layers[0].name;
    const char *aside = name_reason_aside(name);
    g_autofree char *quoted = text_quote(name);

    if (aside != NULL) {
        return g_strdup_printf("the values, such as %s, would not be taken without --select: %s",
                               quoted, aside);
    }
    return g_strdup_printf(
        name_is_of_weights(name)
            ? "the values, such as %s, are gradients of weights: they may stay level where the "
              "gradients of the activations vanish"
            : "the file does not say whether these are gradients of activations or of weights "
              "(names such as %s)",
        quoted);
}

/* A list may also go from the output to the input, or have the steps of a total. */
static char *describe_places(const struct stack *stack) {
    return stack->has_places
               ? g_strdup("the file does not name the layers: a list is read as one value of each "
                          "layer, the input's first; if the output's is first, the gradient per "
                          "layer is the reciprocal, and a list of steps is not of layers")
               : NULL;
}

static char *describe_step(const struct stack *stack) {
    return isnan(stack->missing_step)
               ? NULL
               : g_strdup_printf("step %.15g has no values: step %.15g is taken",
                                 stack->missing_step, stack->step);
}

/* ---- gaps ---- */

/* Fills how each layer's number follows from the one before. False if the names say no more than
 * the order, as they do with several numbers, or with none that rises. */
static bool find_steps(const struct stack *stack, struct name_step *steps) {
    for (size_t i = 0; i < stack->n_layers - 1; i++) {
        if (!name_find_step(stack->layers[i].name, stack->layers[i + 1].name, &steps[i]) ||
            steps[i].n_differences != 1 || steps[i].place != steps[0].place ||
            steps[i].from > steps[i].to) {
            return false;
        }
    }
    return true;
}

static void append_gap(GString *text, guint64 first, guint64 last) {
    g_string_append_printf(text, "%s%" G_GUINT64_FORMAT, text->len > 0 ? ", " : "", first);
    if (first < last) {
        g_string_append_printf(text, " to %" G_GUINT64_FORMAT, last);
    }
}

/* The numbers of the layers that are not there. A Sequential of PyTorch also numbers what has no
 * weights: a gap is only what layers leave that are numbered in equal steps, and gaps are rare. */
static char *list_gaps(const struct name_step *steps, size_t n) {
    GString *gaps = g_string_new(NULL);
    guint64 usual = steps[0].to - steps[0].from;
    size_t n_gaps = 0;
    bool is_regular = true;

    for (size_t i = 1; i < n; i++) {
        usual = MIN(usual, steps[i].to - steps[i].from);
    }
    for (size_t i = 0; i < n; i++) {
        is_regular = is_regular && (steps[i].to - steps[i].from) % usual == 0;
        if (steps[i].to - steps[i].from > usual) {
            append_gap(gaps, steps[i].from + usual, steps[i].to - usual);
            n_gaps++;
        }
    }
    bool is_listed = is_regular && n_gaps > 0 && 5 * n_gaps <= n + 1;
    return g_string_free(gaps, !is_listed);
}

static char *describe_gaps(const struct stack *stack) {
    size_t n = stack->n_layers - 1;
    g_autofree struct name_step *steps = g_new(struct name_step, n);
    g_autofree char *gaps = find_steps(stack, steps) ? list_gaps(steps, n) : NULL;

    return gaps == NULL ? NULL
                        : g_strdup_printf("no layer has the number %s: the layers before and "
                                          "after count as neighbors",
                                          gaps);
}

/* ---- values ---- */

static char *describe_left_out(const struct stack *stack) {
    static const char *const faults[] = {"zero", "missing", "inf", "nan"};
    GString *text = g_string_new(NULL);

    for (size_t k = 0; k < G_N_ELEMENTS(faults); k++) {
        size_t n = 0;
        for (size_t i = 0; i < stack->n_layers; i++) {
            const char *fault = stack_layer_fault(&stack->layers[i]);
            n += fault != NULL && strcmp(fault, faults[k]) == 0;
        }
        if (n > 0) {
            g_string_append_printf(text, "%s%zu %s", text->len > 0 ? ", " : "", n, faults[k]);
        }
    }
    if (text->len > 0) {
        g_string_prepend(text, "left out, because they cannot stand on a logarithmic axis: ");
    }
    return g_string_free(text, text->len == 0);
}

static char *describe_repeated(const struct stack *stack) {
    g_autofree double *values = stack_take_values(stack);
    size_t n = fit_count_repeated(values, stack->n_layers);

    return n > 0 ? g_strdup_printf("%zu of %zu values are equal to another one, as after rounding "
                                   "or underflow: the slope may be that of the rounding",
                                   n, stack->n_layers)
                 : NULL;
}

/* ---- the fit ---- */

static char *describe_fit(const struct stack *stack) {
    const struct gradient_fit *fit = &stack->fit;
    enum fit_law law = fit_law_of(fit);

    if (law == FIT_LEVEL) {
        return g_strdup("all values are equal: the gradient per layer is 1, and R² is undefined");
    }
    if (law == FIT_STEADY) {
        return g_strdup_printf(
            "the values stay near one level: no slope stands out, and R² is %.3g", fit->r2);
    }
    if (law == FIT_NEITHER) {
        return g_strdup_printf("neither one gradient per layer, %.6g ± %.2g, nor the power law "
                               "describes these values: R² is %.3g and %.3g",
                               fit->s.value, fit->se_s.value, fit->r2, fit->power_r2);
    }
    return fit->r2 < FIT_R2_STRAIGHT
               ? g_strdup_printf("R² is %.3g: one gradient per layer, %.6g ± %.2g, does not "
                                 "describe these values",
                                 fit->r2, fit->s.value, fit->se_s.value)
               : NULL;
}

static char *describe_rival(const struct stack *stack) {
    const struct gradient_fit *fit = &stack->fit;

    return fit_law_of(fit) == FIT_POWER
               ? g_strdup_printf("the power law (1 − n/%zu)^−p with p = %.4g fits better: R² is "
                                 "%.3g, that of one gradient per layer %.3g",
                                 stack->n_layers, fit->power, fit->power_r2, fit->r2)
               : NULL;
}

void stack_warnings_append(const struct stack *stack, GPtrArray *lines) {
    static char *(*const describe[])(const struct stack *stack) = {
        describe_places,   describe_step, describe_gaps, describe_left_out,
        describe_repeated, describe_fit,  describe_rival};
    g_autofree char *quantity = describe_quantity(stack);
    g_autofree char *run = NULL;

    if (!g_ptr_array_find_with_equal_func(lines, quantity, g_str_equal, NULL)) {
        g_ptr_array_add(lines, g_steal_pointer(&quantity));
    }
    if (stack->run != NULL) {
        run = g_strdup_printf("%s: ", stack->run);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(describe); i++) {
        g_autofree char *line = describe[i](stack);
        if (line != NULL) {
            g_ptr_array_add(lines, g_strconcat(run != NULL ? run : "", line, NULL));
        }
    }
}
