/* Checks across the values of a spec. */
#include "spec/spec_checks.h"

#include <math.h>
#include <stdarg.h>

#include <glib.h>

/* In narrower ranges of geometry.x, neighbouring doubles leave no room for ticks. */
static const double NARROWEST = 1e-305;
static const double NARROWEST_PART = 1e-9;

struct checking {
    spec_fault_visitor *visit;
    void *context;
};

/* Reports one fault of these keys, NULL after the last. */
__attribute__((format(printf, 3, 4))) static void
report_fault(const struct checking *checking, const char *const *keys, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    checking->visit(checking->context, keys, message);
}

static void check_list_length(const struct checking *checking, const struct spec *spec,
                              const struct network *network, const char *field,
                              const struct reals *list) {
    /* A single value is no list: it is legal at depth 0. */
    if (list->n_values > 1 && !list->is_schedule && list->n_values > (size_t)spec->depth) {
        g_autofree char *key = g_strdup_printf("networks.%s.%s", network->name, field);
        report_fault(checking, (const char *const[]){key, "depth", NULL},
                     "expected at most one value a layer, found %zu values for a depth of %lld",
                     list->n_values, (long long)spec->depth);
    }
}

/* All other gradients are divided by that at the output. */
static void check_output(const struct checking *checking, const struct measured *measured) {
    const struct reals *gradients = &measured->gradients;

    if (gradients->n_values > 0 && !(gradients->values[0].value > 0)) {
        g_autofree char *key = g_strdup_printf("measured.%s.gradients", measured->name);
        report_fault(checking, (const char *const[]){key, NULL},
                     "expected a gradient above 0 at the output, which is the first, found %s",
                     gradients->values[0].text);
    }
}

static void check_random_slope(const struct checking *checking, const struct network *network) {
    if (network->slope_sd.value > 0 && network->slopes.n_values > 1) {
        g_autofree char *key = g_strdup_printf("networks.%s.slope_sd", network->name);
        g_autofree char *slopes = g_strdup_printf("networks.%s.slopes", network->name);
        report_fault(checking, (const char *const[]){key, slopes, NULL},
                     "expected 0 beside slopes that differ, found %s", network->slope_sd.text);
    }
}

/* The number of networks and slopes of the sweep that are random, and the key that makes the last
 * of them so, freed with g_free. */
static int64_t count_random(const struct spec *spec, char **key) {
    int64_t n = 0;

    *key = NULL;
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (spec->networks[i].slope_sd.value > 0) {
            g_free(*key);
            *key = g_strdup_printf("networks.%s.slope_sd", spec->networks[i].name);
            n++;
        }
    }
    if (spec->sweep.slope_sd.value > 0) {
        g_free(*key);
        *key = g_strdup("sweep.slope_sd");
        n += (int64_t)spec->sweep.slopes.n_values;
    }
    return n;
}

static void check_draws(const struct checking *checking, const struct spec *spec) {
    g_autofree char *key = NULL;
    int64_t n_random = count_random(spec, &key);
    int64_t n_draws = spec->depth * spec->random.samples * n_random;

    if (n_draws > DRAWS_MAX) {
        report_fault(checking, (const char *const[]){"random.samples", "depth", key, NULL},
                     "expected depth x samples x random networks and slopes of at most %d draws, "
                     "found %lld",
                     DRAWS_MAX, (long long)n_draws);
    }
}

static void check_range(const struct checking *checking, const struct real *x) {
    double width = x[1].value - x[0].value;
    double largest = fmax(fabs(x[0].value), fabs(x[1].value));

    if (!(width > 0)) {
        report_fault(checking, (const char *const[]){"geometry.x", NULL},
                     "expected the smaller number first, found %s, %s", x[0].text, x[1].text);
    } else if (width < NARROWEST || width < NARROWEST_PART * largest) {
        report_fault(
            checking, (const char *const[]){"geometry.x", NULL},
            "expected a range that an axis can show, at least %g wide and %g of its numbers, "
            "found %s, %s",
            NARROWEST, NARROWEST_PART, x[0].text, x[1].text);
    }
}

static bool is_whole(const struct real *real) {
    return real->value == floor(real->value);
}

static void check_band(const struct checking *checking, const struct spec *spec) {
    const struct real *band = spec->paths.band.values;
    static const char key[] = "paths.band";

    if (spec->paths.band.n_values == 0) {
        return;
    }
    if (!is_whole(&band[0]) || !is_whole(&band[1]) || band[0].value > band[1].value) {
        report_fault(checking, (const char *const[]){key, NULL},
                     "expected two whole numbers, the smaller first, found %s, %s", band[0].text,
                     band[1].text);
    } else if (band[0].value > (double)spec->depth) {
        report_fault(checking, (const char *const[]){key, "depth", NULL},
                     "expected a length that paths can have at a depth of %lld, found %s",
                     (long long)spec->depth, band[0].text);
    }
}

static void check_size(const struct checking *checking, const struct figure_options *figure) {
    int64_t n_pixels = figure->width * figure->height * figure->scale * figure->scale;

    if (n_pixels > FIGURE_PIXELS_MAX) {
        report_fault(checking,
                     (const char *const[]){"figure.scale", "figure.width", "figure.height", NULL},
                     "expected width x height x scale x scale of at most %d pixels, found %lld",
                     FIGURE_PIXELS_MAX, (long long)n_pixels);
    }
}

void spec_check(const struct spec *spec, spec_fault_visitor *visit, void *context) {
    const struct checking checking = {visit, context};

    for (size_t i = 0; i < spec->n_networks; i++) {
        const struct network *network = &spec->networks[i];
        check_list_length(&checking, spec, network, "slopes", &network->slopes);
        check_list_length(&checking, spec, network, "intercepts", &network->intercepts);
        check_list_length(&checking, spec, network, "skips", &network->skips);
        check_list_length(&checking, spec, network, "scales", &network->scales);
        check_random_slope(&checking, network);
    }
    for (size_t i = 0; i < spec->n_measured; i++) {
        check_output(&checking, &spec->measured[i]);
    }
    check_draws(&checking, spec);
    check_range(&checking, spec->geometry.x.values);
    check_band(&checking, spec);
    check_size(&checking, &spec->figure);
}

/* ---- the setting at fault ---- */

void blame_fault(void *context, const char *const *keys, const char *message) {
    const struct blame *blame = context;
    const struct setting *given = NULL;

    for (const char *const *key = keys; *key != NULL; key++) {
        struct gradfig_error error;
        struct target target;
        const struct setting *setting = NULL;
        if (settings_find(blame->settings, *key, &target, &error)) {
            setting = settings_last(blame->settings, target);
        }
        if (setting == NULL || setting->origin.source == NO_SOURCE) {
            continue;
        }
        if (setting->value.text == NULL) {
            return;
        }
        given = given != NULL ? given : setting;
    }
    if (given != NULL) {
        mistakes_add(blame->mistakes, given->origin, keys[0], "%s", message);
    }
}
