/* gradfig check: compares the claims of a spec with the computed numbers. */
#include <stdio.h>

#include <glib.h>

#include "report/verdict.h"
#include "spec/claims.h"

#include "base/error.h"
#include "cli/command.h"
#include "report/verdict_text.h"

static bool check(const struct options *options, struct gradfig_error *error) {
    size_t n = claims_count(options->claims);
    size_t n_wrong = 0;

    if (n == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a spec with claims, found none (see man gradfig)");
    }
    struct verdict *verdicts = verdicts_of(options->claims, &stop_signal, error);
    if (verdicts == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        char *sentence = verdict_sentence(claims_at(options->claims, i), &verdicts[i]);
        print_line(stdout, sentence); /* main reports write errors */
        g_free(sentence);
        n_wrong += verdict_holds(verdicts[i].verdict) ? 0 : 1;
    }
    g_free(verdicts);
    return n_wrong == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "%zu of %zu claims do not hold", n_wrong, n);
}

const struct command command_check = {
    .name = "check",
    .arguments = "SPEC [--set KEY=VALUE]...",
    .help = "check the claims of a spec against the computed numbers\n\n"
            "  SPEC               a YAML file with claims, or - for standard input\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n\n"
            "Prints a line for each claim. The exit status is 1 if any does not hold.\n"
            "\"gradfig keys --quantities\" lists the quantities that a claim can name.\n",
    .options = "s",
    .operands = OPERANDS_CLAIMS,
    .work = check,
};
