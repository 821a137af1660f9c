/* gradfig check: what a text prints, held against the computed numbers. */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "report/verdict.h"
#include "spec/claims.h"

#include "base/error.h"
#include "base/markup.h"
#include "cli/command.h"
#include "report/verdict_text.h"

/* FILE:LINE: wrong: "the text": improvement.residual is 57.6650390625; 57.7 is right, ... */
static void print_claim(const struct claim *claim, const struct verdict *verdict) {
    GString *line = g_string_new(claim->place);
    bool is_within = verdict->verdict == VERDICT_WITHIN && claim->relation != RELATION_PRINTED;
    char *computed = verdict_computed(claim, verdict, LANGUAGE_EN);
    char *detail = verdict_detail(claim, verdict, LANGUAGE_EN);
    char *claimed = verdict_claimed(claim);
    char *found = g_strdup_printf("%s%s%s%s%s", computed, is_within ? ", " : "",
                                  is_within ? claimed : "", *detail != '\0' ? "; " : "", detail);
    char *plain = markup_to_plain(found);

    g_string_append_printf(line, ": %s: ", verdict_word(verdict->verdict, LANGUAGE_EN));
    if (claim->text != NULL) {
        g_string_append_printf(line, "\"%s\": ", claim->text);
    }
    g_string_append(line, claim->quantity_text);
    if (*claim->settings != '\0') {
        g_string_append_printf(line, " with %s", claim->settings);
    }
    printf("%s is %s\n", line->str, plain); /* main finds what could not be printed */
    free(plain);
    g_free(found);
    g_free(claimed);
    g_free(detail);
    g_free(computed);
    g_string_free(line, TRUE);
}

static bool check(const struct options *options, struct gradfig_error *error) {
    size_t n = claims_count(options->claims);
    size_t n_wrong = 0;

    if (n == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a spec with claims, found none (see man gradfig)");
    }
    for (size_t i = 0; i < n; i++) {
        const struct claim *claim = claims_at(options->claims, i);
        struct verdict verdict = verdict_of(claim);
        if (stop_signal != 0) {
            return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
        }
        print_claim(claim, &verdict);
        n_wrong += verdict_holds(verdict.verdict) ? 0 : 1;
    }
    return n_wrong == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "%zu of %zu claims do not hold", n_wrong, n);
}

const struct command command_check = {
    .name = "check",
    .arguments = "SPEC [--set KEY=VALUE]...",
    .help = "hold the claims of a spec against the computed numbers\n\n"
            "  SPEC               a YAML file with claims, or - for standard input\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n\n"
            "Prints a line for each claim. The exit status is 1 if any does not hold.\n"
            "\"gradfig keys --quantities\" lists what a claim can be about.\n",
    .options = "s",
    .operands = OPERANDS_CLAIMS,
    .work = check,
};
