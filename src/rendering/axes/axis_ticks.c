/* Places and labels ticks at multiples of a step. */
#include "rendering/axes/axis_ticks.h"

#include <math.h>

#include "base/format.h"

void axis_add_tick(struct axis *axis, double at, GString *label) {
    double rounding = 1e-9 * (axis->high - axis->low);

    if (axis->n_ticks <= AXIS_TICKS_MAX && at >= axis->low - rounding &&
        at <= axis->high + rounding) {
        struct axis_tick *tick = &axis->ticks[axis->n_ticks++];
        tick->at = fmin(fmax(at, axis->low), axis->high);
        g_strlcpy(tick->label, label->str, sizeof(tick->label));
    }
    g_string_free(label, TRUE);
}

bool axis_is_apart(const struct axis *axis, double apart) {
    for (size_t i = 1; i < axis->n_ticks; i++) {
        if (axis->ticks[i].at - axis->ticks[i - 1].at < apart) {
            return false;
        }
    }
    return true;
}

double axis_nice_step(double least) {
    static const double factors[] = {1, 2, 5, 10};
    double power = pow(10, floor(log10(least)));
    size_t i = 0;

    /* a step of 2 must not become 5 because 0.2/0.1 is 2.0000000000000004 */
    while (i + 1 < G_N_ELEMENTS(factors) && factors[i] * power < least * (1 - 1e-9)) {
        i++;
    }
    return factors[i] * power;
}

double axis_even_step(double low, double high, size_t n_ticks_max) {
    double step = axis_nice_step((high - low) / (double)(n_ticks_max - 1));

    if (ceil(high / step - 1e-9) - floor(low / step + 1e-9) > (double)n_ticks_max - 1) {
        step = axis_nice_step(1.5 * step);
    }
    return step;
}

/* "1 + 6×10⁻⁹" where only long decimals tell the ticks from 1, and 1 for that itself. */
static void write_beside_one(GString *label, double value, int n_digits) {
    double distance = value - 1;
    int n = distance == 0 ? 0 : n_digits + (int)floor(log10(fabs(distance)));

    g_string_append(label, "1");
    if (n > 0) {
        g_string_append(label, distance < 0 ? " \u2212 " : " + ");
        format_double(label, fabs(distance), n);
    }
}

void axis_add_even_ticks(struct axis *axis, double first, double last, double step,
                         double (*position)(double)) {
    static const double near_one = 1e-4;
    double largest = fmax(fabs(first), fabs(last));
    int n_decimals = (int)fmax(0, ceil(-log10(step) - 1e-9));
    bool is_plain = largest >= 1e-3 && largest < 1e5 && n_decimals <= 6; /* as format_number */
    int n_digits = (int)fmin(15, ceil(log10(fmax(largest / step, 1))) + 1);

    double first_step = ceil(first / step - 1e-9);
    for (int i = 0; i <= AXIS_TICKS_MAX && first_step + i <= last / step + 1e-9; i++) {
        double value = (first_step + i) * step;
        GString *label = g_string_new(NULL);
        if (is_plain) {
            format_decimals(label, value, n_decimals);
        } else if (fabs(value - 1) < near_one) {
            write_beside_one(label, value, n_digits);
        } else {
            format_double(label, value, n_digits);
        }
        axis_add_tick(axis, position(value), label);
    }
}
