/* The table of quantities, and what a name of one means. */
#include "spec/quantity.h"

#include <string.h>

#include <glib.h>

#include "base/user_text.h"

const struct quantity_row quantity_rows[N_QUANTITIES] = {
    [QUANTITY_GRADIENT] = {"gradient", "", "gradient through layers 1 to LAYER"},
    [QUANTITY_ACTIVATION] = {"activation", "", "activation after layer LAYER",
                             .needs_an_input = true},
    [QUANTITY_IMPROVEMENT] = {"improvement", "",
                              "modulus of the gradient over that of the first network"},
    [QUANTITY_SLOPE] = {"slope", "", "slope of layer LAYER: skip + scale slope",
                        .is_of_a_layer = true},
    [QUANTITY_ANGLE] = {"angle", "degrees", "angle of layer LAYER as a line, on equal scales",
                        .is_of_a_layer = true},
    [QUANTITY_LOST_FRACTION] = {"lost-fraction", "", "1 - |gradient|"},
    [QUANTITY_HALF_LIFE] = {"half-life", "layers",
                            "distance in which the gradient halves or doubles"},
    [QUANTITY_CLASS] = {"class", "",
                        "what becomes of the gradient: vanishing, decaying, slightly "
                        "decaying, stable or amplifying"},
#define OF_FIT .is_of_measured = true, .is_of_a_fit = true
    [QUANTITY_MEASURED] = {"measured", "",
                           "measured gradient LAYER layers back from the output, divided "
                           "by the one at the output",
                           .is_of_measured = true},
    [QUANTITY_FITTED_SLOPE] = {"fitted-slope", "",
                               "gradient per layer that fits measured gradients", OF_FIT},
    [QUANTITY_FITTED_ERROR] = {"fitted-slope-error", "",
                               "standard error of the fitted gradient per layer", OF_FIT},
    [QUANTITY_FITTED_R2] = {"fitted-r2", "", "R² of one gradient per layer", OF_FIT},
    [QUANTITY_FITTED_POINTS] = {"fitted-points", "", "number of measured gradients that are fitted",
                                OF_FIT},
    [QUANTITY_POWER] = {"fitted-power", "",
                        "p of the power law (1 - n/V)^-p that fits V measured gradients", OF_FIT},
    [QUANTITY_POWER_R2] = {"fitted-power-r2", "", "R² of the power law", OF_FIT},
#undef OF_FIT
    [QUANTITY_MEDIAN] = {"median", "", "median of the gradient's modulus over random layers"},
    [QUANTITY_LOW] = {"q10", "", "10th percentile of the gradient's modulus over random layers"},
    [QUANTITY_HIGH] = {"q90", "", "90th percentile of the gradient's modulus over random layers"},
    [QUANTITY_MEAN] = {"mean", "", "exact mean of the gradient over random layers"},
    [QUANTITY_EXPONENT] =
        {"exponent", "", "Lyapunov exponent of the layers: the mean of ln |slope|, in closed form"},
};

/* ---- names ---- */

/* What is meant by "plain.gradient", with the network first, or where all are listed. Freed with
 * g_free. */
static char *suggest_order(const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, ".", 2);
    size_t n_word = parts[1] != NULL ? strcspn(parts[1], "@") : 0;

    for (size_t i = 0; i < N_QUANTITIES && n_word > 0; i++) {
        const char *word = quantity_rows[i].word;
        if (strlen(word) == n_word && strncmp(parts[1], word, n_word) == 0) {
            g_autofree char *meant = g_strdup_printf("%s.%s%s", word, parts[0], parts[1] + n_word);
            g_autofree char *shown = text_escape(meant);
            return g_strconcat("; the quantity comes first: ", shown, NULL);
        }
    }
    return g_strdup("; all are listed by gradfig keys --quantities");
}

/* Finds the row of a word, with which `text` begins. */
static bool find_kind(const char *word, const char *text, enum quantity_kind *kind,
                      struct gradfig_error *error) {
    const char *words[N_QUANTITIES];

    for (size_t i = 0; i < N_QUANTITIES; i++) {
        words[i] = quantity_rows[i].word;
        if (strcmp(word, words[i]) == 0) {
            *kind = (enum quantity_kind)i;
            return true;
        }
    }
    g_autofree char *quoted = text_quote(word);
    g_autofree char *otherwise = suggest_order(text);
    g_autofree char *suggested = text_suggest(word, words, N_QUANTITIES, otherwise);
    return error_set(error, GRADFIG_INVALID_INPUT, "unknown quantity %s%s", quoted, suggested);
}

bool quantity_parse(struct quantity_name *name, const char *text, struct gradfig_error *error) {
    size_t word_length = strcspn(text, ".");
    const char *target = text + word_length + (text[word_length] == '.' ? 1 : 0);
    size_t target_length = strcspn(target, "@");
    const char *layer = target + target_length;
    struct quantity_name parsed = {.layer = QUANTITY_NO_LAYER};
    g_autofree char *word = g_strndup(text, word_length);

    if (!find_kind(word, text, &parsed.kind, error)) {
        return false;
    }
    if (target_length == 0 ||
        (*layer == '@' && text_read_whole(layer + 1, &parsed.layer) != TEXT_OK)) {
        return error_set_found(
            error, text,
            "expected QUANTITY.NETWORK or QUANTITY.sweep[SLOPE], with @LAYER or without");
    }
    parsed.target = g_strndup(target, target_length);
    *name = parsed;
    return true;
}

/* ---- what they mean ---- */

/* "sweep[-0.8]"; false where it is another kind of target, or no slope of the sweep. */
static bool find_slope(const struct spec *spec, const char *target, size_t *index) {
    static const char before[] = "sweep[";
    size_t length = strlen(target);
    double value;

    if (!g_str_has_prefix(target, before) || target[length - 1] != ']') {
        return false;
    }
    g_autofree char *number = g_strndup(target + strlen(before), length - strlen(before) - 1);
    bool is_number = text_read_real(number, &value) == TEXT_OK;
    for (*index = 0; is_number && *index < spec->sweep.slopes.n_values; ++*index) {
        if (spec->sweep.slopes.values[*index].value == value) {
            return true;
        }
    }
    return false;
}

static bool refuse_target(const struct spec *spec, const char *target,
                          struct gradfig_error *error) {
    const char *names[NETWORKS_MAX];

    for (size_t i = 0; i < spec->n_networks; i++) {
        names[i] = spec->networks[i].name;
    }
    g_autofree char *suggested = text_suggest(target, names, spec->n_networks, "");
    g_autofree char *quoted = text_quote(target);
    return error_set(error, GRADFIG_INVALID_INPUT,
                     "expected a network of the spec or sweep[SLOPE] with a slope of its sweep, "
                     "found %s%s",
                     quoted, suggested);
}

static bool refuse_curve(const struct spec *spec, const char *target, struct gradfig_error *error) {
    return error_set_found(error, target, "expected a name under measured%s%s",
                           spec->n_measured > 0 ? " such as " : ", of which the spec has none",
                           spec->n_measured > 0 ? spec->measured[0].name : "");
}

/* The layers of a measured curve end at its last value, those of its fit are all. */
static bool find_measured(struct quantity *quantity, const struct quantity_name *name,
                          const struct spec *spec, struct gradfig_error *error) {
    const struct quantity_row *row = &quantity_rows[name->kind];
    size_t index = spec_find_measured(spec, name->target);

    if (index == spec->n_measured) {
        return refuse_curve(spec, name->target, error);
    }
    int64_t last = (int64_t)spec->measured[index].gradients.n_values - 1;
    if (row->is_of_a_fit && name->layer != QUANTITY_NO_LAYER) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected no layer, because a fit is of all layers, found %lld",
                         (long long)name->layer);
    }
    if (name->layer > last) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a layer from 0 to %lld, found %lld", (long long)last,
                         (long long)name->layer);
    }
    *quantity = (struct quantity){.kind = name->kind,
                                  .index = index,
                                  .layer = name->layer == QUANTITY_NO_LAYER ? last : name->layer};
    return true;
}

bool quantity_find(struct quantity *quantity, const struct quantity_name *name,
                   const struct spec *spec, struct gradfig_error *error) {
    const struct quantity_row *row = &quantity_rows[name->kind];
    int64_t first = row->is_of_a_layer ? 1 : 0;
    struct quantity found = {.kind = name->kind, .layer = name->layer};

    if (row->is_of_measured) {
        return find_measured(quantity, name, spec, error);
    }
    found.is_of_sweep = find_slope(spec, name->target, &found.index);
    if (found.is_of_sweep && row->needs_an_input) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a network, a slope of the sweep has no %s", row->word);
    }
    if (!found.is_of_sweep) {
        found.index = spec_find_network(spec, name->target);
        if (found.index == spec->n_networks) {
            return refuse_target(spec, name->target, error);
        }
    }
    if (name->layer == QUANTITY_NO_LAYER) {
        found.layer = row->is_of_a_layer ? 1 : spec->depth;
    } else if (name->layer < first || name->layer > spec->depth) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a layer from %d to %lld, found %lld", (int)first,
                         (long long)spec->depth, (long long)name->layer);
    }
    *quantity = found;
    return true;
}
