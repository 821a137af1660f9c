/* gradfig fit: measured gradients, and the gradient per layer that fits them. */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "cli/sink.h"
#include "measurements/exports.h"
#include "measurements/families.h"
#include "measurements/stack_json.h"
#include "measurements/stack_warnings.h"
#include "measurements/stack_yaml.h"
#include "output/formats.h"

/* ---- options ---- */

/* The formats, the default first. */
static const struct fit_format {
    const char *word;
    char *(*write)(const struct stacks *stacks, struct gradfig_error *error);
    bool is_spec;
} formats[] = {{"yaml", stack_yaml_write, true}, {"json", stack_json_write, false}};

static const char *format_word(size_t i) {
    return i < G_N_ELEMENTS(formats) ? formats[i].word : NULL;
}

/* The format of that word or ending; NULL if there is none. */
static const struct fit_format *find_format(const char *word) {
    size_t i = text_find(format_word, word);
    return i < G_N_ELEMENTS(formats) ? &formats[i] : NULL;
}

/* The format to write, which a list does not have; NULL if an option is wrong. */
static const struct fit_format *check_options(const struct options *options,
                                              struct gradfig_error *error) {
    const char *word = options->list ? NULL : command_format_word(options);
    const struct fit_format *format = word != NULL ? find_format(word) : &formats[0];
    const char *order = options->order;
    const char *ending = options->output != NULL ? file_extension(options->output) : NULL;

    if (order != NULL && strcmp(order, "names") != 0 && strcmp(order, "file") != 0) {
        error_set_found(error, order, "--order: expected names or file");
        return NULL;
    }
    if (ending != NULL && figure_format_find(ending) != NULL) {
        error_set_found(error, options->output,
                        "-o: expected the file of a spec, which gradfig render draws");
        return NULL;
    }
    if (format == NULL) {
        command_refuse_ending(options, error);
    }
    return format;
}

/* ---- the list ---- */

static guint count_values(const struct family *family) {
    guint n = 0;

    for (guint i = 0; i < family->columns->len; i++) {
        const struct measured_column *column = family->columns->pdata[i];
        n = MAX(n, column->values->len);
    }
    return n;
}

/* Whether a family can be taken, or why it is set aside: names with a known prefix come first, and
 * then those of weights. */
static const char *name_state(const struct family *family, const GPtrArray *chosen) {
    if (g_ptr_array_find((GPtrArray *)(uintptr_t)chosen, family, NULL)) {
        return "candidate";
    }
    if (family->aside != NULL || !family_is_stack(family)) {
        return family->aside != NULL ? family->aside : "one layer";
    }
    const struct family *first = chosen->len > 0 ? chosen->pdata[0] : family;
    return first->has_prefix && !family->has_prefix ? "not named a gradient" : "not of weights";
}

static void append_family(GString *text, const struct family *family, const GPtrArray *chosen) {
    g_autofree char *pattern = text_escape_path(family->pattern);
    g_autofree char *kind = text_escape_path(family->kind != NULL ? family->kind : "");
    g_autofree char *run = text_escape_path(family->run != NULL ? family->run : "");

    g_string_append_printf(text, "%s\t%s\t%u\t%u\t%s\t%s\n", pattern, kind, family->columns->len,
                           count_values(family), name_state(family, chosen), run);
}

static char *make_list(const struct measurements *measurements) {
    g_autoptr(GPtrArray) families = families_of(measurements);
    g_autoptr(GPtrArray) chosen = families_choose(families, NULL, false);
    GString *text = g_string_new("pattern\tcolumn\tlayers\tsteps\ttaken\trun\n");

    for (guint i = 0; i < families->len; i++) {
        append_family(text, families->pdata[i], chosen);
    }
    return g_string_free(text, FALSE);
}

/* ---- the command ---- */

static void print_about(const struct stacks *stacks) {
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < stacks->stacks->len; i++) {
        stack_warnings_append(stacks->stacks->pdata[i], lines);
    }
    print_messages(stacks->notices, "");
    print_messages(lines, "warning: ");
}

static const char *path_of(const struct options *options) {
    return options->output != NULL ? options->output : "-";
}

static bool write_list(const struct options *options, const struct measurements *measurements,
                       struct gradfig_error *error) {
    char *text = make_list(measurements);
    ENDED_BY(bytes_finish) struct bytes bytes = {strlen(text), text};
    struct file_rule rule = replace_chosen(options);

    rule.inputs = measurements->inputs;
    return sink_write(path_of(options), &rule, &bytes, error);
}

/* A spec is what the user may go on to write in. */
static bool write_stacks(const struct options *options, const struct fit_format *format,
                         const struct stacks *stacks, const struct inputs *inputs,
                         struct gradfig_error *error) {
    char *text = format->write(stacks, error);
    ENDED_BY(bytes_finish) struct bytes bytes = {text != NULL ? strlen(text) : 0, text};
    struct file_rule rule = format->is_spec ? replace_fit(options) : replace_chosen(options);
    struct sink sink;

    rule.inputs = inputs;
    if (text == NULL || !sink_fill(&sink, path_of(options), &rule, &bytes, error)) {
        return false;
    }
    print_about(stacks);
    return sink_commit(&sink, error);
}

static bool write_fit(const struct options *options, const struct fit_format *format,
                      const struct measurements *measurements, struct gradfig_error *error) {
    const struct stack_choice choice = {
        .patterns = options->patterns.items,
        .n_patterns = options->patterns.n,
        .kind = options->column,
        .order = options->order,
        .step = options->step,
    };
    struct stacks stacks;

    if (!stacks_read(&stacks, measurements, &choice, error)) {
        return false;
    }
    bool done = write_stacks(options, format, &stacks, measurements->inputs, error);
    stacks_finish(&stacks);
    return done;
}

static bool fit(const struct options *options, struct gradfig_error *error) {
    const struct fit_format *format = check_options(options, error);
    if (format == NULL) {
        return false;
    }
    const char *path = options->operands.items[0];
    if (strcmp(path, "-") == 0) {
        source_announce_terminal("the measurements");
    }
    struct measurements *measurements = measurements_read(path, error);
    if (measurements == NULL) {
        return false;
    }
    print_messages(measurements->notices, "");
    bool done = source_check_output(measurements->inputs, error) &&
                (options->list ? write_list(options, measurements, error)
                               : write_fit(options, format, measurements, error));
    measurements_destroy(measurements);
    return done;
}

const struct command command_fit = {
    .name = "fit",
    .arguments = "FILE|DIR [-o SPEC] [--select PATTERN]... [--column NAME] [--order names|file]\n"
                 "       [--step N|first|last] [--list] [--force] [--format {choices}]",
    .help =
        "fit a gradient per layer to measured gradients\n\n"
        "  FILE               a table (CSV, TSV) with a column for each layer (PyTorch Lightning,\n"
        "                     Weights & Biases, Composer) or a row for each, or JSON lines\n"
        "                     - is standard input\n"
        "  DIR                a folder of TensorBoard's CSV files, run-RUN-tag-TAG.csv\n"
        "  -o SPEC            write to SPEC; without it, or with -, to standard output\n"
        "  --select PATTERN   the names of the layers as they stand in the file; * is a whole\n"
        "                     number, and several patterns make one stack\n"
        "  --column NAME      which of several values of a layer; without it, ave_grads\n"
        "  --order ORDER      names, by the numbers in the names, or file, as it stands there\n"
        "  --step STEP        one step: its number, first or last; without it, last\n"
        "  --list             list the names that differ by a number, and what can be taken\n"
        "  --force            replace also a file that has your edits\n"
        "  --format FORMAT    {words}; without it, from the ending of SPEC, else {default}\n"
        "\nyaml is a spec with the measured gradients beside a network of the fitted slope.\n",
    .examples =
        {"fit lightning_logs/version_0/metrics.csv --list",
         "fit metrics.csv --select 'grad_2.0_norm/model.layers.*.conv.weight' --step first"},
    .format_word = format_word,
    .operands = {1, "file or folder", "a file or folder of measurements"},
    .work = fit,
};
