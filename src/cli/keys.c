/* gradfig keys: the table of parameters. */
#include <stdio.h>

#include <gradfig/claims.h>
#include <gradfig/parameters.h>

#include "cli/command.h"

static void print_parameter(const struct gradfig_parameter *parameter) {
    char accepted[128];

    gradfig_parameter_describe(parameter, accepted, sizeof(accepted));
    printf("%s\n    %s\n    %s%s%s", parameter->key, parameter->help, accepted,
           *parameter->unit != '\0' ? ", in " : "", parameter->unit);
    if (parameter->initial != NULL) {
        printf("; default %s", parameter->initial);
    }
    putchar('\n');
}

static void print_quantity(const struct gradfig_quantity_row *quantity) {
    printf("%s.%s\n    %s%s%s\n", quantity->word,
           quantity->needs_an_input ? "NETWORK[@LAYER]"
                                    : "NETWORK[@LAYER] or .sweep[SLOPE][@LAYER]",
           quantity->help, *quantity->unit != '\0' ? ", in " : "", quantity->unit);
    printf("    LAYER: %s without it\n", quantity->is_of_a_layer ? "the first" : "the last");
}

static bool print_parameters(const struct options *options, struct gradfig_error *error) {
    (void)error; /* main finds what could not be printed */
    for (size_t i = 0; options->quantities && i < GRADFIG_N_QUANTITIES; i++) {
        print_quantity(&gradfig_quantities[i]);
    }
    if (options->quantities) {
        return true;
    }
    for (size_t i = 0; i < gradfig_n_parameters; i++) {
        print_parameter(&gradfig_parameters[i]);
    }
    return true;
}

const struct command command_keys = {
    .name = "keys",
    .arguments = "[--quantities]",
    .help = "list every parameter of a spec: what it means, accepts and defaults to\n\n"
            "  --quantities       list what a claim can be about instead\n",
    .options = "q",
    .operands = OPERANDS_NONE,
    .work = print_parameters,
};
