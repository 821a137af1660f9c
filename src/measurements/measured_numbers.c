/* Reads measured numbers, and says what is wrong with others. */
#include "measurements/measured_numbers.h"

#include <math.h>

#include "base/user_text.h"

bool measured_number_read(const char *text, double *value) {
    static const struct {
        const char *text;
        double value;
    } names[] = {{"nan", NAN}, {"inf", INFINITY}, {"infinity", INFINITY}, {"+inf", INFINITY}};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(text, names[i].text) == 0) {
            *value = names[i].value;
            return true;
        }
    }
    return text_read_real(text, value) == TEXT_OK && *value >= 0;
}

/* Whether other programs write this for a missing value. */
static bool is_missing(const char *text) {
    static const char *const words[] = {"na", "n/a", "none", "null", "-", "--", "."};
    size_t i = 0;

    while (i < G_N_ELEMENTS(words) && g_ascii_strcasecmp(text, words[i]) != 0) {
        i++;
    }
    return i < G_N_ELEMENTS(words);
}

/* `n_more` other cells are refused, too. */
static bool refuse_value(const struct measured_value *value, size_t n_more,
                         struct gradfig_error *error) {
    double number;
    bool is_small = text_read_real(value->text, &number) == TEXT_TOO_SMALL;
    const char *why = is_small                  ? ", which a double can hold only as 0"
                      : is_missing(value->text) ? "; a missing value is an empty cell or NaN"
                                                : "";
    char quoted[TEXT_QUOTED_SIZE];

    text_quote(value->text, quoted);
    if (n_more == 0) {
        return place_refuse(value->place, error, "expected a number of at least 0, found %s%s",
                            quoted, why);
    }
    return place_refuse(value->place, error,
                        "expected a number of at least 0, found %s%s; %zu more %s wrong", quoted,
                        why, n_more, n_more == 1 ? "cell is" : "cells are");
}

bool measured_numbers_check(const GPtrArray *columns, struct gradfig_error *error) {
    const struct measured_value *first = NULL;
    size_t n_wrong = 0;
    double number;

    for (guint i = 0; i < columns->len; i++) {
        const struct measured_column *column = g_ptr_array_index(columns, i);
        for (guint k = 0; k < column->values->len; k++) {
            const struct measured_value *value =
                &g_array_index(column->values, struct measured_value, k);
            if (measured_number_read(value->text, &number)) {
                continue;
            }
            n_wrong++;
            if (first == NULL || value->place.line < first->place.line) {
                first = value;
            }
        }
    }
    return first == NULL || refuse_value(first, n_wrong - 1, error);
}
