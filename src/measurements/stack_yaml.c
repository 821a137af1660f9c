/* Writes stacks as a spec: the measured gradients, and a network with the gradient per layer. */
#include "measurements/stack_yaml.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/seal.h"
#include "base/user_text.h"
#include "measurements/names.h"
#include "measurements/stack_values.h"
#include "measurements/stack_warnings.h"
#include "measurements/stacks.h"

/* ---- texts ---- */

/* The shortest digits that give the number back. */
static void append_number(GString *text, double number) {
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    static const char *const formats[] = {"%.15g", "%.16g", "%.17g"};

    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_ascii_formatd(digits, sizeof(digits), formats[i], number);
        if (g_ascii_strtod(digits, NULL) == number) {
            break;
        }
    }
    g_string_append(text, digits);
}

/* Four digits, but never 1 for less. */
static void append_r2(GString *text, double r2) {
    static const double nearly = 0.99995;

    if (r2 >= nearly && r2 < 1) {
        g_string_append(text, "R² > 0.9999");
    } else {
        g_string_append_printf(text, "R² %.4g", r2);
    }
}

/* Whether fonts of texts may lack the character: pictures, what joins and varies them, and what is
 * no character yet. */
static bool is_picture(gunichar character) {
    static const GUnicodeType types[] = {G_UNICODE_OTHER_SYMBOL, G_UNICODE_FORMAT,
                                         G_UNICODE_PRIVATE_USE, G_UNICODE_UNASSIGNED};
    bool is_one = character == 0xfe0f || (character >= 0x1f3fb && character <= 0x1f3ff);

    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        is_one = is_one || g_unichar_type(character) == types[i];
    }
    return is_one;
}

/* The name of a run without pictures and the spaces around it, new; NULL for NULL and if nothing is
 * left. */
static char *write_run(const char *run) {
    GString *text = g_string_new(NULL);

    for (const char *at = run; at != NULL && *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        if (!is_picture(g_utf8_get_char(at))) {
            g_string_append_unichar(text, g_utf8_get_char(at));
        }
    }
    g_strstrip(text->str);
    return g_string_free(text, *text->str == '\0');
}

/* A label, which is the run, with or without a comma and `what`, or `what` alone. */
static void append_label(GString *text, const char *name, const char *what) {
    g_autofree char *run = write_run(name);
    g_autoptr(GString) label = g_string_new(run != NULL ? run : what);

    if (run != NULL && what != NULL) {
        g_string_append_printf(label, ", %s", what);
    }
    const char *shown = text_is_label(label->str) ? label->str : what;
    g_string_append(text, "label: \"");
    for (const char *at = shown != NULL ? shown : "measured"; *at != '\0'; at++) {
        g_string_append(text, *at == '"' || *at == '\\' ? "\\" : "");
        g_string_append_c(text, *at);
    }
    g_string_append_c(text, '"');
}

/* ---- names ---- */

static bool is_taken(GPtrArray *names, const char *name) {
    return g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL) ||
           strcmp(name, "identity") == 0 || strcmp(name, "ideal") == 0;
}

/* The run as a name of a network that no other one has, freed with g_free. */
static char *make_name(GPtrArray *names, const char *run) {
    enum { N_MAX = NETWORK_NAME_MAX - 3 }; /* leaves room for a number */
    const char *own = run != NULL ? run : "measured";
    g_autofree char *begin = g_strdup_printf("%s%s", g_ascii_isalpha(*own) ? "" : "run-", own);

    begin = g_strcanon(begin, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-", '-');
    begin[MIN(strlen(begin), N_MAX)] = '\0';
    char *name = g_strdup(begin);
    for (int i = 2; is_taken(names, name); i++) {
        g_free(name);
        name = g_strdup_printf("%s-%d", begin, i);
    }
    return name;
}

static GPtrArray *make_names(const struct stacks *stacks) {
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < stacks->stacks->len; i++) {
        const struct stack *stack = stacks->stacks->pdata[i];
        g_ptr_array_add(names, make_name(names, stack->run));
    }
    return names;
}

/* ---- parts of the spec ---- */

static void append_comments(GString *text, const struct stack *stack, const char *name) {
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    const struct gradient_fit *fit = &stack->fit;

    g_string_append_printf(text,
                           "# %s: the gradient per layer is %.6g ± %.2g (standard error) by %zu ",
                           name, fit->s.value, fit->se_s.value, fit->n_points);
    g_string_append_printf(text, "of %zu values", stack->n_layers);
    if (!isnan(stack->step)) {
        g_string_append(text, " of step ");
        append_number(text, stack->step);
    }
    if (!isnan(fit->r2)) {
        g_string_append(text, ", ");
        append_r2(text, fit->r2);
        g_string_append_printf(text, "; power law (1 − n/%zu)^−p, p = %.4g, ", stack->n_layers,
                               fit->power);
        append_r2(text, fit->power_r2);
    }
    g_string_append_c(text, '\n');
    stack_warnings_append(stack, lines);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *line = text_escape_path(lines->pdata[i]);
        g_string_append_printf(text, "#   %s\n", line);
    }
}

static void append_network(GString *text, const struct stack *stack, const char *name) {
    g_string_append_printf(text, "  %s: {slope: ", name);
    append_number(text, stack->fit.s.value);
    g_string_append(text, ", ");
    append_label(text, stack->run, "one slope");
    g_string_append(text, "}\n");
}

/* The output's first. */
static void append_measured(GString *text, const struct stack *stack, const char *name) {
    enum { COLUMNS = 70 };
    size_t begin;

    g_string_append_printf(text, "  %s:\n    ", name);
    append_label(text, stack->run, stack->run == NULL ? "measured" : NULL);
    g_string_append_printf(text, "\n    quantity: %s\n    gradients: [",
                           name_is_of_weights(stack->layers[0].name) ? "weights" : "unknown");
    begin = text->len;
    for (size_t n = 0; n < stack->n_layers; n++) {
        const struct stack_layer *layer = stack_layer_at(stack, n);
        bool is_full = text->len - begin >= COLUMNS;
        g_string_append(text, n == 0 ? "" : is_full ? ",\n      " : ", ");
        begin = is_full ? text->len : begin;
        g_string_append(text, isfinite(layer->value) ? layer->text : "null");
    }
    g_string_append(text, "]\n");
}

/* Layers from the output to the last value that the fit uses. */
static size_t count_fitted(const struct stack *stack) {
    size_t n_beyond = 0; /* the output's value is used */

    while (!fit_uses(stack->layers[n_beyond].value)) {
        n_beyond++;
    }
    return stack->n_layers - 1 - n_beyond;
}

static char *write_rest(const struct stacks *stacks, const GPtrArray *names) {
    GString *text = g_string_new(NULL);
    size_t depth = 0;
    static void (*const append_each[])(GString * text, const struct stack *stack,
                                       const char *name) = {append_comments, append_network,
                                                            append_measured};
    static const char *const keys[] = {"", "networks:\n", "measured:\n"};

    for (size_t k = 0; k < G_N_ELEMENTS(keys); k++) {
        if (k == 1) {
            g_string_append_printf(text, "depth: %zu\n", depth);
        }
        g_string_append(text, keys[k]);
        for (guint i = 0; i < stacks->stacks->len; i++) {
            const struct stack *stack = stacks->stacks->pdata[i];
            append_each[k](text, stack, names->pdata[i]);
            depth = MAX(depth, count_fitted(stack));
        }
    }
    g_string_append(text, "figure: {panels: [gradient]}\n");
    return g_string_free(text, FALSE);
}

/* ---- the spec ---- */

static const char HEAD[] =
    "# Measured gradients, and for each run a network with the gradient per layer that fits "
    "them.\n"
    "# fit replaces this file unless it was edited; ";

char *stack_yaml_write(const struct stacks *stacks, struct gradfig_error *error) {
    if (stacks->stacks->len > NETWORKS_MAX) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected at most %d runs for a spec, found %u: choose with --select, or take "
                  "them all with --format json",
                  NETWORKS_MAX, stacks->stacks->len);
        return NULL;
    }
    g_autoptr(GPtrArray) names = make_names(stacks);
    g_autofree char *rest = write_rest(stacks, names);
    return seal_write(HEAD, rest);
}

bool stack_yaml_is_unchanged(const char *text) {
    return seal_is_whole(HEAD, text);
}
