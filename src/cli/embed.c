/* gradfig embed: keeps the figures of documents up to date. */
#include <glib.h>

#include "documents/embed_plan.h"
#include "documents/embed_write.h"

#include "base/error.h"
#include "cli/command.h"

static void print_all(FILE *stream, const GPtrArray *lines) {
    for (guint i = 0; i < lines->len; i++) {
        print_line(stream, g_ptr_array_index(lines, i));
    }
}

static bool read_all(struct embed_plan *plan, const struct options *options,
                     struct gradfig_error *error) {
    for (size_t i = 0; i < options->n_operands; i++) {
        if (!embed_plan_add(plan, options->operands[i], &stop_signal, error)) {
            return false;
        }
    }
    if (!embed_plan_compare(plan, &stop_signal, error)) {
        return false;
    }
    print_all(stderr, plan->faults);
    return plan->faults->len == 0 ||
           error_set(error, GRADFIG_INVALID_INPUT, "mistakes in documents: %u; nothing is written",
                     plan->faults->len);
}

static bool check(const struct embed_plan *plan, struct gradfig_error *error) {
    print_all(stdout, plan->findings);
    return plan->findings->len == 0 ||
           error_set(error, GRADFIG_WORK_FAILED,
                     "stale figures and snippets: %u; claims that do not hold: %u",
                     plan->findings->len - plan->wrong->len, plan->wrong->len);
}

static bool update(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = embed_write(plan, &stop_signal, error);

    for (guint i = 0; i < plan->warnings->len; i++) {
        print_message("warning: %s", (const char *)g_ptr_array_index(plan->warnings, i));
    }
    if (!done) {
        return false;
    }
    print_all(stdout, plan->wrong);
    return plan->wrong->len == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "claims that do not hold: %u", plan->wrong->len);
}

static bool embed(const struct options *options, struct gradfig_error *error) {
    struct embed_plan *plan = embed_plan_create();
    bool done = read_all(plan, options, error) &&
                (options->check ? check(plan, error) : update(plan, error));

    embed_plan_destroy(plan);
    return done;
}

const struct command command_embed = {
    .name = "embed",
    .arguments = "FILE... [--check]",
    .help =
        "keep the figures in documents up to date\n\n"
        "  FILE               a document: Markdown or MyST (.md), HTML, reStructuredText (.rst),\n"
        "                     AsciiDoc (.adoc), LaTeX (.tex) or a page of Doxygen (.dox)\n"
        "  --check            write nothing; the exit status is 1 if something is stale\n\n"
        "A comment of the document holds the spec, and an end mark follows it:\n\n"
        "  <!-- gradfig: img/deep.png\n"
        "  depth: 100\n"
        "  -->\n"
        "  <!-- gradfig end -->\n\n"
        "gradfig draws the picture and writes what shows it between the two. After the path can\n"
        "stand \"pair\", for NAME-light.png and NAME-dark.png, and \"for=SYSTEM\" as in\n"
        "\"gradfig snippet\". Prints a line for each thing that was stale and each claim that "
        "does\n"
        "not hold; the exit status is 1 if one does not.\n",
    .examples = {"embed README.md docs/*.md", "embed --check README.md"},
    .options = "c",
    .operands = OPERANDS_DOCUMENTS,
    .work = embed,
};
