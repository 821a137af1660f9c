#include "shared/random_spec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/texts.h"
#include "shared/set_spec.h"
#include "spec/settings.h"
#include <string.h>

/* Slopes beside 1 on either side, of either sign, at the thresholds of the classes, and so small
 * that 1 + a has lost its digits; 999.6 and 9999.7 round to a number with one more digit. Two
 * layers of 0.22 or 0.23 are a slope a little below or above 0.05, of 0.44 or 0.46 beside 0.2, of
 * 2.2 or 2.3 beside 5. */
static const char *const slopes[] = {
    "0.8", "0.2",  "-0.8", "0",     "1e-5",  "-1",   "1.2",      "1e-12", "0.5",  "-2",
    "5",   "0.99", "1.01", "-0.01", "0.001", "-3",   "-1.5e-15", "999.6", "0.44", "0.46",
    "2.2", "2.3",  "0.22", "0.23",  "-2.2",  "-2.3", "9999.7",   "1e200", "1",
};
static const char *const intercepts[] = {"0.1",   "0.05",  "0",       "-3",   "100",
                                         "1e300", "-1e-5", "1.5e-15", "1e308"};
/* Of those in lists none, and no product of two, changes a layer by less than a logarithm shows. */
static const char *const listed_slopes[] = {"0.8",   "0.2",   "-0.8", "0",    "1",     "-1",
                                            "1.5",   "0.5",   "-2",   "-3",   "0.001", "0.8",
                                            "1e200", "999.6", "0.99", "1.01", "-0.01"};
static const char *const listed_intercepts[] = {"0.1", "0.05", "0", "-3", "100", "1e300", "1e308"};
/* Most of them are far above or below both ends on the way. */
static const char *const turns[] = {"999.6,0.001", "-40,0.01",   "1e200,0.5,1e-9",
                                    "0.001,999.6", "-0.01,-140", "1e-9,0.5,1e200"};
static const char *const skips[] = {"0", "0", "1", "1", "0.5", "-1"};
/* Skips and slopes that are 1 together, which the nearest doubles of some are not. */
static const char *const ones[][2] = {{"0.3", "0.7"}, {"-0.2", "1.2"}, {"2.3", "-1.3"}};
static const char *const scales[] = {"1", "0.5", "-1", "2", "0", "1e-200"};
/* 0.75 and 0.25 leave the article's network a little more than 5% off its fixed point. */
static const char *const inputs[] = {"0.75", "0.25", "0.75", "0.25",  "0",
                                     "-5",   "0.5",  "0.7",  "1e300", "-1e-300"};
/* Ten layers of 1 + 0.00099 or 1 - 0.001 still keep the gradient, of 1 + 0.001 or 1 - 0.00101 no
 * longer. */
static const char *const sweep_slopes[] = {
    "0",    "0",       "-2",     "-2",       "1e-12", "-1.5e-15", "0.001", "0.00099",
    "0.01", "0.00099", "-0.001", "-0.00101", "0.01",  "-0.01",    "0.2",   "-0.2",
    "-0.8", "-1",      "1",      "1.5",      "-2.5",  "1e200",    "0.5",   "-0.5",
};
/* The deepest are rare: they take longest, and the judging tests look at every layer. */
static const char *const depths[] = {
    "0",  "1",  "1",  "1",  "2",  "2",  "2",  "2",   "2",   "3",   "10",   "10",    "10",   "10",
    "10", "10", "10", "30", "30", "30", "30", "100", "100", "100", "1000", "10000", "12345"};
static const char *const sizes[][2] = {{"1500", "1000"}, {"1500", "1000"}, {"1000", "1000"},
                                       {"750", "500"},   {"400", "300"},   {"2400", "1200"},
                                       {"800", "1000"}};
static const char *const labels[] = {"ReZero",
                                     "a network with a long name that goes on and on",
                                     "传统网络",
                                     "<b> & co",
                                     "{value}, {n} and {name}",
                                     "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"};

#define PICK(random, table) (table)[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(table))]

static void set(struct spec *spec, const char *key, const char *value) {
    struct gradfig_error error;
    if (!spec_set(spec, key, value, &error)) {
        fail_msg("%s=%s: %s", key, value, error.message);
    }
}

static bool one_in(GRand *random, int n) {
    return g_rand_int_range(random, 0, n) == 0;
}

/* ---- one network ---- */

static void set_field(struct spec *spec, const struct network *network, const char *field,
                      const char *value) {
    char *key = g_strdup_printf("networks.%s.%s", network->name, field);
    set(spec, key, value);
    g_free(key);
}

/* A list of a few numbers from `table`, no longer than the depth allows. */
#define SET_LIST(spec, random, network, field, table)                                              \
    set_list(spec, random, network, field, table, G_N_ELEMENTS(table))
static void set_list(struct spec *spec, GRand *random, const struct network *network,
                     const char *field, const char *const *table, size_t n_table) {
    int64_t n_max = CLAMP(spec->depth, 1, 4);
    gint32 n = g_rand_int_range(random, 0, (gint32)n_max) + 1;
    GString *list = g_string_new(NULL);

    for (gint32 i = 0; i < n; i++) {
        g_string_append_printf(list, "%s%s", i > 0 ? "," : "",
                               table[g_rand_int_range(random, 0, (gint32)n_table)]);
    }
    set_field(spec, network, field, list->str);
    g_string_free(list, TRUE);
}

/* Slopes of which the last is the first 0, anywhere down to the last layer. */
static void set_late_zero(struct spec *spec, GRand *random, const struct network *network) {
    gint32 n_max = (gint32)MAX(spec->depth, 1);
    gint32 n = one_in(random, 2) ? n_max : g_rand_int_range(random, 0, n_max) + 1;
    const char *slope = one_in(random, 2) ? "1" : "-0.5";
    GString *list = g_string_new(NULL);

    for (gint32 i = 1; i < n; i++) {
        g_string_append_printf(list, "%s,", slope);
    }
    g_string_append_c(list, '0');
    set_field(spec, network, "slopes", list->str);
    set_field(spec, network, "skip", "0");
    g_string_free(list, TRUE);
}

static void set_turns(struct spec *spec, GRand *random, const struct network *network) {
    set_field(spec, network, "slopes", PICK(random, turns));
    set_field(spec, network, "skip", "0");
}

static void set_one(struct spec *spec, GRand *random, const struct network *network) {
    const char *const *one = PICK(random, ones);
    set_field(spec, network, "skip", one[0]);
    set_field(spec, network, "slope", one[1]);
}

static void randomise_network(struct spec *spec, GRand *random, const struct network *network) {
    if (one_in(random, 2)) {
        set_field(spec, network, "skip", PICK(random, skips));
    }
    if (one_in(random, 4)) {
        set_field(spec, network, "scale", PICK(random, scales));
    }
    if (one_in(random, 2)) {
        set_field(spec, network, "slope", PICK(random, slopes));
    } else if (one_in(random, 3)) {
        SET_LIST(spec, random, network, "slopes", listed_slopes);
    } else if (one_in(random, 3)) {
        set_late_zero(spec, random, network);
    } else if (one_in(random, 3) && spec->depth > 2) {
        set_turns(spec, random, network);
    } else if (one_in(random, 4)) {
        set_one(spec, random, network);
    }
    if (one_in(random, 2)) {
        set_field(spec, network, "intercept", PICK(random, intercepts));
    } else if (one_in(random, 6)) {
        SET_LIST(spec, random, network, "intercepts", listed_intercepts);
    }
    if (one_in(random, 2)) {
        set_field(spec, network, "label", PICK(random, labels));
    }
}

/* ---- how many networks: spec_set makes none ---- */

/* Like the network before it. */
static void add_network(struct spec *spec, const char *name) {
    size_t i = settings_add_name(spec->settings, OWNER_NETWORK, name);

    spec->networks[i] = spec->networks[i - 1];
    g_strlcpy(spec->networks[i].name, name, sizeof(spec->networks[i].name));
    spec->n_networks++;
}

static const char *const names[] = {"third", "fourth", "fifth", "sixth", "seventh", "eighth"};

static void set_networks(struct spec *spec, GRand *random) {
    if (one_in(random, 8)) {
        spec->n_networks--;
    } else if (one_in(random, 8)) {
        size_t n = one_in(random, 2) ? 1 : G_N_ELEMENTS(names);
        for (size_t i = 0; i < n; i++) {
            add_network(spec, names[i]);
        }
    }
}

/* ---- the rest ---- */

/* Often short, so that all slopes are of one kind now and then. */
static void set_sweep(struct spec *spec, GRand *random) {
    gint32 n = g_rand_int_range(random, 0, one_in(random, 2) ? 2 : SWEEP_MAX);
    GString *list = g_string_new(PICK(random, sweep_slopes));

    for (gint32 i = 0; i < n; i++) {
        g_string_append_printf(list, ",%s", PICK(random, sweep_slopes));
    }
    set(spec, "sweep.slopes", list->str);
    g_string_free(list, TRUE);
    if (one_in(random, 3)) {
        set(spec, "sweep.skip", PICK(random, skips));
        set(spec, "sweep.scale", PICK(random, scales));
    }
}

void random_spec(struct spec *spec, GRand *random) {
    const char *const *size = PICK(random, sizes);
    struct gradfig_error error;

    spec_init(spec);
    set(spec, "depth", PICK(random, depths));
    set(spec, "figure.width", size[0]);
    set(spec, "figure.height", size[1]);
    set(spec, "figure.language", one_in(random, 2) ? "en" : "zh");
    if (one_in(random, 2)) {
        set(spec, "input", PICK(random, inputs));
    }
    set_networks(spec, random);
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (!one_in(random, 6)) {
            randomise_network(spec, random, &spec->networks[i]);
        }
    }
    if (!one_in(random, 4)) {
        set_sweep(spec, random);
    }
    if (!spec_validate(spec, &error)) {
        fail_msg("%s", error.message);
    }
}

void random_ties(struct spec *spec, GRand *random) {
    size_t n =
        spec->n_networks == 2 ? (size_t)g_rand_int_range(random, 1, G_N_ELEMENTS(names) + 1) : 0;

    for (size_t i = 0; i < n; i++) {
        add_network(spec, names[i]);
        struct network *network = &spec->networks[spec->n_networks - 1];
        network->label = NULL;
        if (one_in(random, 3)) {
            randomise_network(spec, random, network);
        }
    }
}

/* ---- in words ---- */

static void append_list(GString *text, const struct reals *list) {
    enum { N_SHOWN = 16 };

    for (size_t i = 0; i < list->n_values && i < N_SHOWN; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? "," : "", list->values[i].text);
    }
    if (list->n_values > N_SHOWN) {
        g_string_append_printf(text, ",... (%zu)", list->n_values);
    }
}

char *random_spec_describe(const struct spec *spec) {
    GString *text = g_string_new(NULL);

    g_string_append_printf(
        text, "depth=%lld input=%s figure.width=%lld figure.height=%lld figure.language=%s",
        (long long)spec->depth, spec->input.text, (long long)spec->figure.width,
        (long long)spec->figure.height, spec->figure.language == LANGUAGE_ZH ? "zh" : "en");
    for (size_t i = 0; i < spec->n_networks; i++) {
        const struct network *network = &spec->networks[i];
        g_string_append_printf(text, "; %s label=\"%s\" slopes=", network->name,
                               network->label != NULL ? network->label : "");
        append_list(text, &network->slopes);
        g_string_append(text, " intercepts=");
        append_list(text, &network->intercepts);
        g_string_append_printf(text, " skip=%s scale=%s", network->skips.values[0].text,
                               network->scales.values[0].text);
    }
    g_string_append(text, "; sweep slopes=");
    append_list(text, &spec->sweep.slopes);
    g_string_append_printf(text, " skip=%s scale=%s", spec->sweep.skip.text,
                           spec->sweep.scale.text);
    return g_string_free(text, FALSE);
}
