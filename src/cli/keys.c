/* gradfig keys: the table of parameters. */
#include <stdio.h>
#include <string.h>

#include "spec/claims.h"
#include "spec/parameters.h"

#include "cli/command.h"

/* What the keys that begin with `word` are for, with one example. */
static const struct group {
    const char *word;
    const char *heading;
    const char *example;
} groups[] = {
    {"depth", "The stack of layers and its input", "gradfig render --set depth=100 --set input=2"},
    {"networks", "The networks; NAME is yours to choose",
     "gradfig render --set networks.plain.slope=0.9"},
    {"sweep", "The sweep: one block, many slopes", "gradfig render --set sweep.slopes=-0.5,0,0.5"},
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
    for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
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
    char accepted[128];

    parameter_describe(parameter, accepted, sizeof(accepted));
    printf("%s\n    %s\n    %s%s%s", parameter->key, parameter->help, accepted,
           *parameter->unit != '\0' ? ", in " : "", parameter->unit);
    if (parameter->initial != NULL) {
        printf("; default %s", parameter->initial);
    }
    putchar('\n');
}

static void print_quantity(const struct quantity_row *quantity) {
    printf("%s.NETWORK[@LAYER]", quantity->word);
    if (!quantity->needs_an_input) {
        printf(" or %s.sweep[SLOPE][@LAYER]", quantity->word);
    }
    printf("\n    %s%s%s\n", quantity->help, *quantity->unit != '\0' ? ", in " : "",
           quantity->unit);
    printf("    without @LAYER: the %s\n", quantity->is_of_a_layer ? "first" : "last");
}

static bool print_keys(const struct options *options, struct gradfig_error *error) {
    size_t n = options->quantities ? N_QUANTITIES : n_parameter_rows;

    (void)error; /* main reports write errors */
    for (size_t i = 0; i < n; i++) {
        if (options->quantities) {
            print_quantity(&quantity_rows[i]);
        } else {
            if (i == 0 || !is_same_group(parameter_rows[i - 1].key, parameter_rows[i].key)) {
                print_heading(parameter_rows[i].key);
            }
            print_parameter(&parameter_rows[i]);
        }
    }
    return true;
}

const struct command command_keys = {
    .name = "keys",
    .arguments = "[--quantities]",
    .help = "list every parameter of a spec: what it means, accepts and defaults to\n\n"
            "  --quantities       list the quantities that a claim can name instead\n",
    .examples = {"keys | grep sweep", "keys --quantities"},
    .options = "q",
    .operands = OPERANDS_NONE,
    .work = print_keys,
};
