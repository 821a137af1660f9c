/* Says the slopes of networks as the cause of their gradients. */
#include "rendering/words/slope_causes.h"

#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/line_formulas.h"
#include "simulation/network.h"

static bool has_one_value(const struct spec *spec, enum layer_quantity quantity) {
    double first = network_reals(&spec->networks[0], quantity)->values[0].value;

    for (size_t i = 0; i < spec->n_networks; i++) {
        if (network_reals(&spec->networks[i], quantity)->values[0].value != first) {
            return false;
        }
    }
    return true;
}

static bool is_simple(const struct network *network) {
    return network_is_uniform(network) && !network_is_random(network) &&
           network->scale_power.value == 0;
}

bool networks_are_family(const struct spec *spec) {
    return networks_count_with(spec, is_simple) == spec->n_networks &&
           network_has_any(&spec->networks[0], LAYER_SLOPE) && has_one_value(spec, LAYER_SLOPE) &&
           has_one_value(spec, LAYER_INTERCEPT) && has_one_value(spec, LAYER_SKIP) &&
           !has_one_value(spec, LAYER_SCALE);
}

/* Whether the name has the number, not as a part of a longer one. */
static bool has_number(const char *name, const char *number) {
    size_t length = strlen(number);

    for (const char *at = strstr(name, number); at != NULL; at = strstr(at + 1, number)) {
        char before = at > name ? at[-1] : ' ';
        if (!g_ascii_isdigit(before) && before != '.' && !g_ascii_isdigit(at[length]) &&
            at[length] != '.') {
            return true;
        }
    }
    return false;
}

/* Whether the slope can stand in brackets after the name: the name has neither brackets nor the
 * same number. */
static bool can_follow(const char *slope, const char *name) {
    return slope != NULL && !has_number(name, slope) && strpbrk(name, "([") == NULL &&
           strstr(name, "\uff08") == NULL;
}

/* "0.8". NULL for a negative factor, which needs brackets in the brackets. */
static char *write_slope(const struct spec *spec, size_t index, bool is_factor) {
    bool is_negative = network_layer_line(&spec->networks[index], 1).slope.sign < 0;
    return is_factor && is_negative ? NULL : line_slope_of_layer(spec, index);
}

static const struct real *scale_of(const struct spec *spec, size_t index) {
    return &spec->networks[index].scales.values[0];
}

/* "α = 1", "α ≤ 0.05", "α ≥ 1"; NULL if others have a scale between those of the group. */
static char *write_scales(const struct spec *spec, const struct network_group *group) {
    const struct real *low = scale_of(spec, group->networks[0]);
    const struct real *high = low;
    bool is_below = true;
    bool is_above = true;

    for (size_t i = 1; i < group->n; i++) {
        const struct real *scale = scale_of(spec, group->networks[i]);
        low = scale->value < low->value ? scale : low;
        high = scale->value > high->value ? scale : high;
    }
    for (size_t i = 0; i < spec->n_networks; i++) {
        bool is_other = !network_group_has(group, i);
        is_below = is_below && !(is_other && scale_of(spec, i)->value <= high->value);
        is_above = is_above && !(is_other && scale_of(spec, i)->value >= low->value);
    }
    bool is_one = low->value == high->value;
    GString *text = g_string_new("<i>\u03b1</i> ");
    g_string_append(text, is_one ? "= " : is_below ? "\u2264 " : "\u2265 ");
    format_typed(text, is_one || is_below ? high->text : low->text);
    return g_string_free(text, !is_one && !is_below && !is_above);
}

static char *write_form(const struct spec *spec, const struct network_group *group,
                        enum slope_form form) {
    return form == SLOPE_BY_SCALE ? write_scales(spec, group)
                                  : write_slope(spec, group->networks[0], form == SLOPE_AS_FACTOR);
}

/* A sentence counts three networks or more, "3 of 4 networks". It names two, and readers would take
 * what follows for the slope of the second alone. */
static bool can_be_said(const struct spec *spec, const struct network_group *group,
                        enum slope_form form) {
    enum { COUNTED_MIN = 3 };
    const char *name = figure_text_network_name(spec, group->networks[0]);
    g_autofree char *slope = write_form(spec, group, form);

    return group->n == 1 ? can_follow(slope, name)
                         : form == SLOPE_BY_SCALE && group->n >= COUNTED_MIN && slope != NULL;
}

bool slopes_can_be_said(const struct spec *spec, const struct network_group *groups,
                        const struct network_group *named, enum slope_form form) {
    size_t n = 0;
    bool can = spec->depth > 1 &&
               (form == SLOPE_BY_SCALE
                    ? networks_are_family(spec)
                    : networks_count_with(spec, network_has_one_slope) == spec->n_networks);

    for (size_t i = 0; can && i < named->n; i++) {
        can = can_be_said(spec, &groups[named->networks[i]], form);
        n += groups[named->networks[i]].n;
    }
    return can && n == spec->n_networks;
}

struct noun noun_with_slope(const struct spec *spec, const struct network_group *group,
                            enum slope_form form, struct noun noun) {
    static const enum text texts[] = {[SLOPE_IN_WORDS] = TEXT_HEADLINE_SLOPE,
                                      [SLOPE_AS_FACTOR] = TEXT_HEADLINE_FACTOR,
                                      [SLOPE_BY_SCALE] = TEXT_HEADLINE_SCALE};

    return form == SLOPE_NONE
               ? noun
               : (struct noun){
                     figure_text_fill(spec, texts[form],
                                      TEXT_FIELDS({"name", noun.words},
                                                  {"slope", write_form(spec, group, form)})),
                     noun.is_plural};
}
