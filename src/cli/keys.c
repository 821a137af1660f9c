/* gradfig keys: the table of parameters. */
#include <stdio.h>

#include "spec/claims.h"
#include "spec/parameters.h"

#include "cli/command.h"

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
    .options = "q",
    .operands = OPERANDS_NONE,
    .work = print_keys,
};
