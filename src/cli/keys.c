/* gradfig keys: the table of parameters. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "cli/command.h"
#include "spec/claims.h"
#include "spec/key_hint.h"
#include "spec/parameters.h"

/* What the keys that begin with `word` are for, with one example. */
static const struct group {
    const char *word;
    const char *heading;
    const char *example;
} groups[] = {
    {"depth", "The stack of layers and its input", "gradfig render --set depth=100 --set input=2"},
    {"networks", "The networks; NAME is yours to choose",
     "gradfig render --set networks.plain.slope=0.9"},
    {"measured", "Gradients of a real network, as points over the model; see gradfig fit",
     "echo 'measured: {net: {gradients: [4, 2, 1]}}' | gradfig render - -o measured.png"},
    {"sweep", "The sweep: one block, many slopes", "gradfig render --set sweep.slopes=-0.5,0,0.5"},
    {"random", "How random slopes are drawn",
     "gradfig render --set networks.residual.slope_sd=0.2 --set random.samples=10000"},
    {"geometry", "The panel of layers as lines", "gradfig render --set geometry.x=-1,1"},
    {"paths", "The panel of paths by length",
     "gradfig render --set figure.panels=paths --set paths.band=0,4"},
    {"figure", "The picture: size, language, colors, panels",
     "gradfig render --set figure.theme=dark --set figure.width=1200"},
    {"labels", "Texts in place of those that the numbers give",
     "gradfig render --set labels.title=\"Ten layers\""},
};

/* Begins a group at its first key. A line with # is no key, for who reads this with a program. */
static void print_heading(const char *key) {
    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
        size_t length = strlen(groups[i].word);
        if (strncmp(key, groups[i].word, length) == 0 &&
            (key[length] == '.' || key[length] == '\0')) {
            printf("%s# %s\n# example: %s\n\n", i > 0 ? "\n" : "", groups[i].heading,
                   groups[i].example);
        }
    }
}

/* Whether two keys have the same first word. */
static bool is_same_group(const char *a, const char *b) {
    size_t length = strcspn(a, ".");
    return length == strcspn(b, ".") && strncmp(a, b, length) == 0;
}

static void print_parameter(const struct parameter *parameter) {
    g_autofree char *accepted = parameter_describe(parameter);

    printf("%s\n    %s\n    %s%s%s", parameter->key, parameter->help, accepted,
           *parameter->unit != '\0' ? ", in " : "", parameter->unit);
    if (parameter->initial != NULL) {
        printf("; default %s", parameter->initial);
    }
    putchar('\n');
}

static void print_quantity(const struct quantity_row *quantity) {
    const char *layer = quantity->is_of_a_fit ? "" : "[@LAYER]";

    printf("%s.%s%s", quantity->word, quantity->is_of_measured ? "MEASURED" : "NETWORK", layer);
    if (!quantity->needs_an_input && !quantity->is_of_measured) {
        printf(" or %s.sweep[SLOPE]%s", quantity->word, layer);
    }
    printf("\n    %s%s%s\n", quantity->help, *quantity->unit != '\0' ? ", in " : "",
           quantity->unit);
    if (!quantity->is_of_a_fit) {
        printf("    without @LAYER: the %s\n", quantity->is_of_a_layer ? "first" : "last");
    }
}

/* Whether `word` is the key, the beginning of it up to a dot, with any name for NAME, or the last
 * part of it. */
static bool is_meant(const char *key, const char *word) {
    return g_ascii_strcasecmp(parameter_key_last(key), word) == 0 ||
           parameter_key_after(key, word) != NULL;
}

static const char *word_at(bool are_quantities, size_t i) {
    return are_quantities ? quantity_rows[i].word : parameter_rows[i].key;
}

static bool refuse_key(const char *word, struct gradfig_error *error) {
    g_autofree const char **keys = key_hint_rows();
    g_autofree char *meant = key_hint(keys, word);
    g_autofree char *quoted = text_quote(word);

    return error_set(error, GRADFIG_INVALID_INPUT, "keys: unknown key %s%s", quoted,
                     meant != NULL ? meant : "; all are listed by gradfig keys");
}

static bool refuse_quantity(const char *word, struct gradfig_error *error) {
    const char *words[N_QUANTITIES];

    for (size_t i = 0; i < N_QUANTITIES; i++) {
        words[i] = quantity_rows[i].word;
    }
    g_autofree char *suggested =
        text_suggest(word, words, N_QUANTITIES, "; all are listed by gradfig keys --quantities");
    g_autofree char *quoted = text_quote(word);
    return error_set(error, GRADFIG_INVALID_INPUT, "keys: unknown quantity %s%s", quoted,
                     suggested);
}

/* Prints row `i`; with a heading, if that is asked for, at the first key of a group. */
static void print_row(bool is_quantity, size_t i, bool has_headings) {
    if (is_quantity) {
        print_quantity(&quantity_rows[i]);
        return;
    }
    if (has_headings &&
        (i == 0 || !is_same_group(parameter_rows[i - 1].key, parameter_rows[i].key))) {
        print_heading(parameter_rows[i].key);
    }
    print_parameter(&parameter_rows[i]);
}

/* Prints what the operand means, or everything. */
static bool print_keys(const struct options *options, struct gradfig_error *error) {
    bool are_quantities = options->quantities;
    size_t n = are_quantities ? N_QUANTITIES : n_parameter_rows;
    const char *word = options->operands.n > 0 ? options->operands.items[0] : NULL;
    size_t n_printed = 0;

    for (size_t i = 0; i < n; i++) {
        if (word == NULL || is_meant(word_at(are_quantities, i), word)) {
            print_row(are_quantities, i, word == NULL); /* main reports write errors */
            n_printed++;
        }
    }
    return n_printed > 0 ||
           (are_quantities ? refuse_quantity(word, error) : refuse_key(word, error));
}

const struct command command_keys = {
    .name = "keys",
    .arguments = "[KEY] [--quantities]",
    .help = "list every parameter of a spec: what it means, accepts and defaults to\n\n"
            "  KEY                only this one, all that begin with it, or all that end with it\n"
            "  --quantities       list the quantities that a claim can name instead\n",
    .examples = {"keys sweep", "keys --quantities"},
    .operands = {1, "key", NULL},
    .work = print_keys,
};
