/* gradfig filter: draws the figures of a document on its way through a document system. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/depfile.h"
#include "cli/source.h"
#include "documents/pandoc_filter.h"

static bool check_system(const char *name, struct gradfig_error *error) {
    return strcmp(name, "pandoc") == 0 || error_set_found(error, name, "filter: expected pandoc");
}

static bool read_document(struct bytes *json, struct gradfig_error *error) {
    struct gradfig_error cause;

    source_announce_terminal("the document");
    if (file_read_stream(stdin, "a document", PANDOC_DOCUMENT_MAX, json, &cause)) {
        return true;
    }
    return error_check_stop(&stop_signal, error) &&
           error_set(error, cause.code, "standard input: %.900s", cause.message);
}

static bool filter_document(const struct options *options, const struct bytes *json,
                            const char *target, struct gradfig_error *error) {
    struct embedding shared = embedding_begin(&stop_signal);
    const struct pandoc_filter filter = {
        .target = options->operands.n > 1 ? options->operands.items[1] : NULL,
        .mistakes = g_ptr_array_new_with_free_func(g_free),
        .shared = &shared,
    };
    g_autofree char *filtered = pandoc_filter_run(&filter, json, error);

    print_messages(filter.mistakes, "");
    print_messages(shared.warnings, "warning: ");
    bool done = filtered != NULL && depfile_write(options, &target, 1, shared.inputs, error);
    if (done) {
        fputs(filtered, stdout); /* main reports write errors */
    }
    g_ptr_array_free(filter.mistakes, TRUE);
    embedding_finish(&shared);
    return done;
}

static bool filter(const struct options *options, struct gradfig_error *error) {
    ENDED_BY(bytes_finish) struct bytes json = {0};
    g_autofree char *target = NULL;

    if (!check_system(options->operands.items[0], error) ||
        !depfile_target(options, &target, error)) {
        return false;
    }
    bool done = depfile_check(options, target, error) && read_document(&json, error);
    signals_hold();
    done = done && filter_document(options, &json, target, error);
    return done;
}

const struct command command_filter = {
    .name = "filter",
    .arguments = "pandoc [TARGET] [--depfile FILE]",
    .help = "draw the figures in a document that pandoc converts\n\n"
            "  pandoc             read and write pandoc's JSON; \"pandoc --filter gradfig-pandoc\" "
            "does\n"
            "                     that. Each fenced code block of the class gradfig is a spec and\n"
            "                     becomes its figure. Its attributes: file, the name to keep the\n"
            "                     figure by, else gradfig/DIGEST.EXT; alt; width; pair=true for a\n"
            "                     light and a dark figure in HTML\n"
            "  TARGET             what pandoc writes, such as html, latex, docx or epub\n"
            "  --depfile FILE.d   write which files were read, as a rule for make or ninja about\n"
            "                     FILE\n",
    .examples = {"filter pandoc html < document.json",
                 "filter pandoc latex --depfile figures.d < document.json"},
    .operands = {2, NULL, "pandoc"},
    .work = filter,
};
