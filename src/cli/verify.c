/* gradfig verify: draws figures again from their recipes and compares. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "cli/command.h"
#include "cli/source.h"
#include "output/formats.h"

/* Draws the figure of `spec` and prints a line on how the file at `path` differs from it. */
static bool compare(const char *path, const struct spec *spec, const struct source_figure *found,
                    bool *is_same, struct gradfig_error *error) {
    ENDED_BY(bytes_finish) struct bytes drawn = {0};

    if (!draw_figure(spec, found->format, false, &drawn, error)) {
        return false;
    }
    g_autofree char *shown = text_escape_path(path);
    *is_same = bytes_are_equal(&found->bytes, &drawn);
    if (*is_same) {
        printf("%s: same\n", shown);
    } else {
        g_autofree char *words =
            figure_file_describe_difference(&found->bytes, &drawn, found->format, spec);
        printf("%s: differs: %s\n", shown, words);
    }
    return true;
}

static bool verify_figure(const char *path, bool *is_same, struct gradfig_error *error) {
    struct source_figure found;
    struct spec spec;

    if (strcmp(path, "-") == 0) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "verify: expected the name of a figure; standard input has none");
    }
    if (!source_read_figure(path, &spec, &found, error)) {
        return false;
    }
    bool done = compare(path, &spec, &found, is_same, error);
    bytes_finish(&found.bytes);
    spec_finish(&spec);
    return done;
}

/* Reports every figure; the first unreadable one decides the exit status. */
static bool verify(const struct options *options, struct gradfig_error *error) {
    struct gradfig_error first = {.code = GRADFIG_OK};
    size_t n_different = 0;

    for (size_t i = 0; i < options->operands.n && stop_signal == 0; i++) {
        struct gradfig_error cause;
        bool is_same = false;
        if (!verify_figure(options->operands.items[i], &is_same, &cause)) {
            if (first.code != GRADFIG_OK) {
                print_message("%s", cause.message);
            } else {
                first = cause;
            }
        } else {
            n_different += !is_same;
        }
    }
    if (first.code != GRADFIG_OK) {
        *error = first;
        return false;
    }
    return n_different == 0 || error_set(error, GRADFIG_WORK_FAILED,
                                         "figures that differ from their recipes: %zu of %zu",
                                         n_different, options->operands.n);
}

const struct command command_verify = {
    .name = "verify",
    .arguments = "FIGURE...",
    .help = "draw figures again from their recipes and compare\n\n"
            "  FIGURE             a figure that gradfig wrote\n\n"
            "Prints a line for each. The exit status is 1 if one differs.\n",
    .examples = {"verify img/*.png", "verify figure.svg"},
    .operands = {SIZE_MAX, NULL, "a figure"},
    .work = verify,
};
