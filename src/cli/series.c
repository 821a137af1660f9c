/* gradfig series: the numbers of the figure, as CSV or JSON. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "cli/sink.h"
#include "output/series_table.h"
#include "simulation/measured.h"

/* ---- options ---- */

/* The format for standard output without --format: for a reader, or for a program. */
static const struct series_format *default_format(const struct options *options) {
    bool is_read = options->output == NULL && isatty(STDOUT_FILENO) != 0;
    return series_format_find(is_read ? "text" : series_format_word(0));
}

static bool choose_format(const struct options *options, const struct series_format **format,
                          struct gradfig_error *error) {
    const char *word = command_format_word(options);

    *format = word != NULL ? series_format_find(word) : default_format(options);
    return *format != NULL || command_refuse_ending(options, error);
}

static int compare_layers(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static bool read_layer(const char *text, int64_t last, int64_t *layer,
                       struct gradfig_error *error) {
    return (text_read_whole(text, layer) == TEXT_OK && *layer <= last) ||
           error_set_found(error, text,
                           "--layers: expected layers from 0 to %lld, separated by commas",
                           (long long)last);
}

/* Reads --layers into ascending, distinct layers; `*layers` is freed with g_free. */
static bool read_layers(const struct options *options, int64_t **layers, size_t *n_layers,
                        struct gradfig_error *error) {
    g_auto(GStrv) items = g_strsplit(options->layers, ",", -1);
    size_t n_items = g_strv_length(items);
    int64_t *read = g_new(int64_t, n_items + 1);
    int64_t last = measured_last_layer(&options->spec);
    bool done = n_items > 0 || read_layer("", last, read, error);
    size_t n_distinct = 0;

    for (size_t i = 0; i < n_items && done; i++) {
        done = read_layer(g_strstrip(items[i]), last, &read[i], error);
    }
    if (!done) {
        g_free(read);
        return false;
    }
    qsort(read, n_items, sizeof(read[0]), compare_layers);
    for (size_t i = 0; i < n_items; i++) {
        if (i == 0 || read[i] != read[i - 1]) {
            read[n_distinct++] = read[i];
        }
    }
    *layers = read;
    *n_layers = n_distinct;
    return true;
}

/* Refuses to fill a terminal with a table that nobody reads. */
static bool check_terminal(const struct options *options, struct gradfig_error *error) {
    enum { LAYERS_MAX = 10000 };
    const struct spec *spec = &options->spec;
    bool is_read = options->output == NULL || strcmp(options->output, "-") == 0;

    if (!is_read || options->layers != NULL || spec->depth <= LAYERS_MAX ||
        isatty(STDOUT_FILENO) == 0) {
        return true;
    }
    long long n_rows =
        (spec->depth + 1) * (long long)(2 * spec->n_networks + spec->sweep.slopes.n_values);
    return error_set(error, GRADFIG_INVALID_INPUT,
                     "series: about %lld rows are too many for a terminal; choose layers, as in "
                     "--layers 0,10,100, or a file with -o",
                     n_rows);
}

/* ---- the command ---- */

static bool write_series(const struct options *options, struct gradfig_error *error) {
    const struct series_format *format;
    struct selection selection = {.stop = &stop_signal};
    g_autofree int64_t *layers = NULL;
    struct file_rule rule = replace_chosen(options);
    struct sink sink;

    if (!choose_format(options, &format, error) || !check_terminal(options, error)) {
        return false;
    }
    if (options->layers != NULL && !read_layers(options, &layers, &selection.n_layers, error)) {
        return false;
    }
    selection.layers = layers;
    if (!sink_open(&sink, options->output != NULL ? options->output : "-", &rule, error)) {
        return false;
    }
    if (!series_table_write(sink.stream, format, &options->spec, &selection,
                            warn_of_uncertain_digits, error)) {
        sink_discard(&sink);
        return false;
    }
    return sink_commit(&sink, error);
}

const struct command command_series = {
    .name = "series",
    .arguments = "[SPEC|FIGURE] [-o FILE] [--format {choices}] [--layers 0,5,10]\n"
                 "       [--set KEY=VALUE]...",
    .help = "write the numbers of the figure as one table\n\n"
            "  SPEC               a YAML file, or - for standard input; without it, the article's\n"
            "                     figure\n"
            "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
            "  -o FILE            write to FILE; without it, or with -, to standard output\n"
            "  --format FORMAT    {words}; without it, from the ending of FILE, else {default},\n"
            "                     and text in aligned columns on a terminal\n"
            "  --layers LIST      only these layers, separated by commas\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n",
    .examples = {"series --layers 0,5,10", "series deep.yaml --format json -o deep.json"},
    .format_word = series_format_word,
    .operands = {1, "spec", NULL},
    .reads = READS_SPEC,
    .work = write_series,
};
