/* gradfig filter: draws the figures of a document on its way through a document system. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "documents/pandoc_filter.h"

static bool check_system(const char *name, struct gradfig_error *error) {
    char quoted[TEXT_QUOTED_SIZE];

    text_quote(name, quoted);
    return strcmp(name, "pandoc") == 0 ||
           error_set(error, GRADFIG_INVALID_INPUT, "filter: expected pandoc, found %s", quoted);
}

static bool read_document(struct bytes *json, struct gradfig_error *error) {
    struct gradfig_error cause;

    if (file_read_stream(stdin, "a document", PANDOC_DOCUMENT_MAX, json, &cause)) {
        return true;
    }
    if (stop_signal != 0) {
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    return error_set(error, cause.code, "standard input: %.900s", cause.message);
}

static bool filter_document(const struct bytes *json, const char *target,
                            struct gradfig_error *error) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    char *filtered = pandoc_filter_run(json, target, &stop_signal, lines, error);

    for (guint i = 0; i < lines->len; i++) {
        print_message("%s", (const char *)g_ptr_array_index(lines, i));
    }
    if (filtered != NULL) {
        puts(filtered); /* main reports write errors */
    }
    g_ptr_array_free(lines, TRUE);
    free(filtered);
    return filtered != NULL;
}

static bool filter(const struct options *options, struct gradfig_error *error) {
    struct bytes json = {0};

    if (!check_system(options->operands[0], error) || !read_document(&json, error)) {
        return false;
    }
    signals_hold();
    bool done =
        filter_document(&json, options->n_operands > 1 ? options->operands[1] : NULL, error);
    bytes_finish(&json);
    return done;
}

const struct command command_filter = {
    .name = "filter",
    .arguments = "pandoc [TARGET]",
    .help = "draw the figures in a document that pandoc converts\n\n"
            "  pandoc             read and write pandoc's JSON; \"pandoc --filter gradfig-pandoc\" "
            "does\n"
            "                     that. Each fenced code block of the class gradfig is a spec and\n"
            "                     becomes its figure. Its attributes: file, the name to keep the\n"
            "                     figure by, else gradfig/DIGEST.EXT; alt; width; pair=true for a\n"
            "                     light and a dark figure in HTML\n"
            "  TARGET             what pandoc writes, such as html, latex, docx or epub\n",
    .examples = {"filter pandoc html < document.json", NULL},
    .options = "",
    .operands = OPERANDS_FILTER,
    .work = filter,
};
