/* gradfig keys: the table of parameters. */
#include <stdio.h>

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

static bool print_parameters(const struct options *options, struct gradfig_error *error) {
    (void)options;
    (void)error; /* main finds what could not be printed */
    for (size_t i = 0; i < gradfig_n_parameters; i++) {
        print_parameter(&gradfig_parameters[i]);
    }
    return true;
}

const struct command command_keys = {
    .name = "keys",
    .arguments = "",
    .help = "list every parameter of a spec: what it means, accepts and defaults to\n",
    .options = "",
    .operands = OPERANDS_NONE,
    .work = print_parameters,
};
