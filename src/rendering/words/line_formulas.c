#include "rendering/words/line_formulas.h"

#include <glib.h>

#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/slope_products.h"

/* The most digits of numbers that have more. */
enum { DIGITS_MAX = FIGURE_DIGITS + 3 };

char *line_formula(struct line line, int n_digits) {
    GString *formula = g_string_new(line.slope.sign == 0 ? "<i>y</i> = " : "");
    formula_append_line(formula, line, n_digits);
    return g_string_free(formula, FALSE);
}

static char *slope_formula(struct line line, int n_digits) {
    return formatted_slope(line.slope, n_digits);
}

typedef char *write_line(struct line line, int n_digits);

static char *write_layer(const struct spec *spec, size_t index, write_line *write, int n_digits) {
    struct line line = network_layer_line(&spec->networks[index], 1);
    return write(line, MAX(n_digits, slope_digits(line.slope, FIGURE_DIGITS)));
}

static bool are_written_alike(const struct spec *spec, const size_t pair[2], write_line *write,
                              int n_digits) {
    g_autofree char *one = write_layer(spec, pair[0], write, n_digits);
    g_autofree char *other = write_layer(spec, pair[1], write, n_digits);
    return g_str_equal(one, other);
}

/* Whether this number of digits hides that the line of some other network differs. */
static bool is_mistakable(const struct spec *spec, size_t index, write_line *write, int n_digits) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        size_t pair[2] = {index, i};
        if (are_written_alike(spec, pair, write, n_digits) &&
            !are_written_alike(spec, pair, write, DIGITS_MAX)) {
            return true;
        }
    }
    return false;
}

static char *write_apart(const struct spec *spec, size_t index, write_line *write) {
    int n_digits = FIGURE_DIGITS;

    while (n_digits < DIGITS_MAX && is_mistakable(spec, index, write, n_digits)) {
        n_digits++;
    }
    return write_layer(spec, index, write, n_digits);
}

char *line_formula_of_layer(const struct spec *spec, size_t index) {
    return write_apart(spec, index, line_formula);
}

char *line_slope_of_layer(const struct spec *spec, size_t index) {
    return write_apart(spec, index, slope_formula);
}
