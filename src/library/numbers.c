/* Gradients and claims of a spec, and the table of parameters. */
#include "library/library.h"

#include "report/verdict.h"
#include "simulation/random_quantities.h"
#include "spec/parameters.h"

#include "base/error.h"

const char *gradfig_version(void) {
    return GRADFIG_VERSION;
}

/* ---- networks ---- */

size_t gradfig_networks_count(const struct gradfig_spec *spec) {
    return spec->spec.n_networks;
}

const char *gradfig_networks_get(const struct gradfig_spec *spec, size_t i) {
    return i < spec->spec.n_networks ? spec->spec.networks[i].name : NULL;
}

static const struct network *find_network(const struct spec *spec, const char *name,
                                          struct gradfig_error *error) {
    size_t i = spec_find_network(spec, name);

    if (i == spec->n_networks) {
        error_set_found(error, name, "expected the name of a network");
        return NULL;
    }
    return &spec->networks[i];
}

static bool check_layer(const struct spec *spec, int64_t layer, struct gradfig_error *error) {
    return (layer >= 0 && layer <= spec->depth) ||
           error_set(error, GRADFIG_INVALID_INPUT, "expected a layer from 0 to %lld, found %lld",
                     (long long)spec->depth, (long long)layer);
}

bool gradfig_networks_gradient(const struct gradfig_spec *spec, const char *name, int64_t layer,
                               struct gradfig_number *gradient, struct gradfig_error *error) {
    const struct network *network = find_network(&spec->spec, name, error);

    if (network == NULL || !check_layer(&spec->spec, layer, error)) {
        return false;
    }
    struct number number =
        shown_gradient(&spec->spec, (size_t)(network - spec->spec.networks), layer);
    *gradient = (struct gradfig_number){number.sign, number.log10_abs, number.value};
    return true;
}

/* ---- claims ---- */

bool gradfig_claims_count(struct gradfig_spec *spec, size_t *n, struct gradfig_error *error) {
    if (!find_claims(spec, error)) {
        return false;
    }
    *n = claims_count(spec->claims);
    return true;
}

bool gradfig_claims_check(struct gradfig_spec *spec, size_t i, struct gradfig_claim *claim,
                          struct gradfig_error *error) {
    if (!find_claims(spec, error)) {
        return false;
    }
    if (i >= spec->sentences->len) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected one of %u claims, found number %zu", spec->sentences->len, i);
    }
    const struct claim *found = claims_at(spec->claims, i);
    struct verdict verdict = verdict_of(found);
    if (g_ptr_array_index(spec->sentences, i) == NULL) {
        g_ptr_array_index(spec->sentences, i) = verdict_sentence(found, &verdict);
    }
    *claim = (struct gradfig_claim){
        .place = found->place,
        .text = found->text,
        .sentence = g_ptr_array_index(spec->sentences, i),
        .holds = verdict_holds(verdict.verdict),
    };
    return true;
}

/* ---- the table of parameters ---- */

size_t gradfig_parameters_count(void) {
    return n_parameter_rows;
}

bool gradfig_parameters_get(size_t i, struct gradfig_parameter *parameter) {
    static const enum gradfig_type types[] = {
        [TYPE_WHOLE] = GRADFIG_TYPE_WHOLE,   [TYPE_REAL] = GRADFIG_TYPE_NUMBER,
        [TYPE_SINGLE] = GRADFIG_TYPE_NUMBER, [TYPE_LIST] = GRADFIG_TYPE_LIST,
        [TYPE_CHOICE] = GRADFIG_TYPE_CHOICE, [TYPE_CHOICES] = GRADFIG_TYPE_CHOICES,
        [TYPE_TEXT] = GRADFIG_TYPE_TEXT,     [TYPE_COLOR] = GRADFIG_TYPE_COLOR,
    };
    if (i >= n_parameter_rows) {
        return false;
    }
    const struct parameter *row = &parameter_rows[i];
    *parameter = (struct gradfig_parameter){
        .key = row->key,
        .type = types[row->type],
        .unit = row->unit,
        .initial = row->initial,
        .low = row->low,
        .high = row->high,
        .n_values_min = row->n_values_min,
        .n_values_max = row->n_values_max,
        .choices = row->choices,
        .help = row->help,
    };
    return true;
}
