/* gradfig check: compares the claims of a spec with the computed numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/markup.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "report/claim_text.h"
#include "report/verdict.h"
#include "spec/claims.h"

/* Whether a terminal shows the lines, and its user has nothing against colors. */
static bool may_color(void) {
    const char *refusal = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    return isatty(STDOUT_FILENO) != 0 && (refusal == NULL || *refusal == '\0') &&
           terminal != NULL && strcmp(terminal, "dumb") != 0;
}

/* "article.yaml:7: wrong: ...", the verdict in green or red. */
static void print_colored(const struct claim *claim, enum verdict_kind verdict,
                          const char *sentence) {
    static const char green[] = "32";
    static const char red[] = "31";
    g_autofree char *place = text_escape_path(claim->place);
    g_autofree char *line = text_escape_path(sentence);
    const char *word = line + strlen(place) + strlen(": ");
    int n_before = (int)(word - line);
    int n_word = (int)strlen(verdict_word(verdict, LANGUAGE_EN));

    printf("%.*s\033[%sm%.*s\033[0m%s\n", n_before, line, verdict_holds(verdict) ? green : red,
           n_word, word, word + n_word);
}

static bool refuse_none(const struct options *options, struct gradfig_error *error) {
    if (options->operands.n == 0) {
        return error_set(
            error, GRADFIG_INVALID_INPUT,
            "check: expected a spec with claims, found none (see gradfig check --help)");
    }
    g_autofree char *name = source_describe(options->operands.items[0]);
    return error_set(error, GRADFIG_INVALID_INPUT, "%s has no claims (see gradfig check --help)",
                     name);
}

static bool fail(size_t n, size_t n_wrong, struct gradfig_error *error) {
    g_autofree char *plain = markup_to_plain(verdict_sum(n, n_wrong, LANGUAGE_EN));

    return error_set(error, GRADFIG_WORK_FAILED, "%s", plain);
}

/* Claims whose texts have other numbers than they say. */
static void print_notices(const struct claims *claims) {
    for (size_t i = 0; i < claims_count(claims); i++) {
        g_autofree char *notice = claim_text_notice(claims_at(claims, i));
        if (notice != NULL) {
            print_message("notice: %s", notice);
        }
    }
}

static bool check(const struct options *options, struct gradfig_error *error) {
    size_t n = claims_count(options->claims);
    size_t n_wrong = 0;
    bool has_colors = may_color();

    if (n == 0) {
        return refuse_none(options, error);
    }
    g_autofree struct verdict *verdicts = verdicts_of(options->claims, &stop_signal, error);
    if (verdicts == NULL) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        g_autofree char *sentence = verdict_sentence(claims_at(options->claims, i), &verdicts[i]);
        if (has_colors) { /* main reports write errors */
            print_colored(claims_at(options->claims, i), verdicts[i].verdict, sentence);
        } else {
            print_line(stdout, sentence);
        }
        n_wrong += verdict_holds(verdicts[i].verdict) ? 0 : 1;
    }
    print_notices(options->claims);
    return n_wrong == 0 || fail(n, n_wrong, error);
}

const struct command command_check = {
    .name = "check",
    .arguments = "SPEC [--set KEY=VALUE]...",
    .help =
        "check the claims of a spec against the computed numbers\n\n"
        "  SPEC               a YAML file with claims, or - for standard input\n"
        "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n\n"
        "Prints a line for each claim, on a terminal with its verdict in color unless NO_COLOR\n"
        "is set. The exit status is 1 if any does not hold. In the spec a claim looks like "
        "this:\n\n"
        "  claims:\n"
        "    - {text: \"0.8^10 ≈ 0.107\", quantity: gradient.plain, printed: 0.107}\n\n"
        "\"gradfig keys --quantities\" lists the quantities that a claim can name.\n",
    .examples = {"check article.yaml", "check article.yaml --set depth=20"},
    .operands = {1, "spec", NULL},
    .reads = READS_CLAIMS,
    .work = check,
};
