/* gradfig embed: keeps the figures of documents up to date. */
#include <glib.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/depfile.h"
#include "documents/embed_plan.h"

static void print_all(FILE *stream, const GPtrArray *lines) {
    for (guint i = 0; i < lines->len; i++) {
        print_line(stream, g_ptr_array_index(lines, i));
    }
}

static bool read_all(struct embed_plan *plan, const struct options *options,
                     struct gradfig_error *error) {
    for (size_t i = 0; i < options->operands.n; i++) {
        if (!embed_plan_add(plan, options->operands.items[i], error)) {
            return false;
        }
    }
    if (!embed_plan_compare(plan, error) ||
        (plan->faults->len == 0 && !embed_plan_draw(plan, error))) {
        return false;
    }
    print_all(stderr, plan->faults);
    return plan->faults->len == 0 ||
           error_set(error, GRADFIG_INVALID_INPUT, "mistakes in documents: %u; nothing is written",
                     plan->faults->len);
}

static bool check(const struct embed_plan *plan, struct gradfig_error *error) {
    print_messages(plan->shared.warnings, "warning: ");
    print_all(stdout, plan->findings);
    return plan->findings->len == 0 ||
           error_set(error, GRADFIG_WORK_FAILED,
                     "stale figures and snippets: %u; claims that do not hold: %u",
                     plan->findings->len - plan->wrong->len, plan->wrong->len);
}

static bool update(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = embed_plan_write(plan, error);

    print_messages(plan->shared.warnings, "warning: ");
    if (!done) {
        return false;
    }
    print_all(stdout, plan->wrong);
    return plan->wrong->len == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "claims that do not hold: %u", plan->wrong->len);
}

/* ---- the list of files that were read ---- */

static void add_pictures(struct inputs *inputs, const struct embed_document *document) {
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct embed_block *block = &g_array_index(document->blocks, struct embed_block, i);
        for (size_t j = 0; j < block->figures.n; j++) {
            inputs_add_path(inputs, block->figures.all[j].path);
        }
    }
}

/* Documents, bases and pictures: what is there now, because documents may have been replaced. */
static bool write_depfile(const struct options *options, const struct embed_plan *plan,
                          const char *target, struct gradfig_error *error) {
    struct inputs *inputs = inputs_create();
    const char *path;

    for (size_t i = 0; (path = inputs_at(plan->shared.inputs, i)) != NULL; i++) {
        inputs_add_path(inputs, path);
    }
    for (guint i = 0; i < plan->documents->len; i++) {
        add_pictures(inputs, g_ptr_array_index(plan->documents, i));
    }
    bool done = depfile_write(options, &target, 1, inputs, error);
    inputs_destroy(inputs);
    return done;
}

/* ---- the command ---- */

static bool embed(const struct options *options, struct gradfig_error *error) {
    g_autofree char *target = NULL;

    if (!depfile_target(options, &target, error)) {
        return false;
    }
    struct embed_plan *plan = embed_plan_create(&stop_signal);
    bool done = depfile_check(options, target, error) && read_all(plan, options, error) &&
                (options->check ? check(plan, error) : update(plan, error)) &&
                write_depfile(options, plan, target, error);
    embed_plan_destroy(plan);
    return done;
}

const struct command command_embed = {
    .name = "embed",
    .arguments = "FILE... [--check] [--depfile FILE]",
    .help =
        "keep the figures in documents up to date\n\n"
        "  FILE               a document: Markdown or MyST (.md), HTML, reStructuredText (.rst),\n"
        "                     AsciiDoc (.adoc), LaTeX (.tex) or a page of Doxygen (.dox)\n"
        "  --check            write nothing; the exit status is 1 if something is stale\n"
        "  --depfile FILE.d   write a rule for make or ninja: FILE, which the build makes later,\n"
        "                     depends on every file that was read\n\n"
        "A comment of the document holds the spec, and an end mark follows it:\n\n"
        "  <!-- gradfig: img/deep.png\n"
        "  depth: 100\n"
        "  -->\n"
        "  <!-- gradfig end -->\n\n"
        "gradfig draws the picture and writes what shows it between the two. After the path can\n"
        "stand \"pair\", for NAME-light.png and NAME-dark.png, and \"for=SYSTEM\" as in\n"
        "\"gradfig snippet\". Prints a line for each claim that does not hold, and with --check\n"
        "for each picture and snippet that is stale; the exit status is then 1.\n",
    .examples = {"embed README.md docs/*.md", "embed --check README.md"},
    .operands = {SIZE_MAX, NULL, "a document"},
    .ends_itself = true,
    .work = embed,
};
