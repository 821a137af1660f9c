/* gradfig series: the numbers behind the figure, as CSV or JSON. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "simulation/series.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

/* One row of the series table, its parts as text. */
struct row {
    const char *panel;
    struct curve_name curve;
    char x[32];
    int sign;
    char log10_abs[32];
    char value[32];
};

/* A way to write the table. */
struct format {
    const char *name;
    const char *begin;
    const char *separator; /* between rows */
    const char *end;
    const char *minus_infinity; /* log10_abs of zero */
    const char *no_double;      /* value that a double cannot hold */
    const char *row;            /* of panel, stem, suffix, x, sign, log10_abs, value */
};

static const struct format formats[] = {
    {
        .name = "csv",
        .begin = "panel,curve,x,sign,log10_abs,value\n",
        .separator = "",
        .end = "",
        .minus_infinity = "-inf",
        .no_double = "",
        .row = "%s,%s%s,%s,%d,%s,%s\n",
    },
    {
        .name = "json",
        .begin = "[\n",
        .separator = ",\n",
        .end = "\n]\n",
        .minus_infinity = "null",
        .no_double = "null",
        .row = "{\"panel\": \"%s\", \"curve\": \"%s%s\", \"x\": %s, \"sign\": %d, "
               "\"log10_abs\": %s, \"value\": %s}",
    },
};
static const size_t n_formats = sizeof(formats) / sizeof(formats[0]);

struct table {
    const struct spec *spec;
    const struct format *format;
    FILE *stream;
    size_t n_rows;
    bool has_warned[NETWORKS_MAX];
};

static void write_double(double value, char *text, size_t size) {
    g_ascii_formatd(text, (int)size, "%.17g", value + 0.0); /* + 0.0: no "-0" */
}

static void write_row(struct table *table, const struct row *row) {
    const struct format *format = table->format;

    if (table->n_rows > 0) {
        fputs(format->separator, table->stream);
    }
    table->n_rows++;
    fprintf(table->stream, format->row, row->panel, row->curve.stem, row->curve.suffix, row->x,
            row->sign, row->log10_abs, row->value);
}

static bool visit(void *context, struct curve_id curve, const struct point *point) {
    struct table *table = context;
    const struct format *format = table->format;
    struct row row = {
        .panel = panel_word(curve.panel),
        .curve = curve_name(table->spec, curve),
        .sign = point->y.sign,
    };

    write_double(point->x, row.x, sizeof(row.x));
    if (point->y.sign != 0) {
        write_double(point->y.log10_abs, row.log10_abs, sizeof(row.log10_abs));
    } else {
        g_strlcpy(row.log10_abs, format->minus_infinity, sizeof(row.log10_abs));
    }
    if (number_fits_double(point->y)) {
        write_double(point->y.value, row.value, sizeof(row.value));
    } else {
        g_strlcpy(row.value, format->no_double, sizeof(row.value));
    }
    write_row(table, &row);
    if (!point->certain && !table->has_warned[curve.index]) {
        table->has_warned[curve.index] = true;
        report_uncertain(table->spec, curve, point->x);
    }
    return !ferror(table->stream);
}

/* ---- options ---- */

static const struct format *find_format(const char *name) {
    for (size_t i = 0; i < n_formats; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

/* The format asked for, or what the file's name ends in, or CSV. */
static bool choose_format(const struct options *options, const struct format **format,
                          struct gradfig_error *error) {
    const char *dot = options->output != NULL ? strrchr(options->output, '.') : NULL;

    if (options->format == NULL) {
        *format = dot != NULL ? find_format(dot + 1) : NULL;
        *format = *format != NULL ? *format : &formats[0];
        return true;
    }
    *format = find_format(options->format);
    if (*format == NULL) {
        char quoted[TEXT_QUOTED_SIZE];
        text_quote(options->format, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT, "--format: expected csv or json, found %s",
                         quoted);
    }
    return true;
}

static int compare_layers(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static bool read_layer(const char *text, int64_t depth, int64_t *layer,
                       struct gradfig_error *error) {
    if (text_read_whole(text, layer) == TEXT_OK && *layer <= depth) {
        return true;
    }
    char quoted[TEXT_QUOTED_SIZE];
    text_quote(text, quoted);
    return error_set(error, GRADFIG_INVALID_INPUT,
                     "--layers: expected layers from 0 to %lld, separated by commas, found %s",
                     (long long)depth, quoted);
}

/* Reads --layers into ascending, distinct layers; `*layers` is freed with g_free. */
static bool read_layers(const struct options *options, int64_t **layers, size_t *n_layers,
                        struct gradfig_error *error) {
    char **items = g_strsplit(options->layers, ",", -1);
    size_t n_items = g_strv_length(items);
    int64_t *read = g_new(int64_t, n_items + 1);
    bool done = n_items > 0 || read_layer("", options->spec.depth, read, error);
    size_t n_distinct = 0;

    for (size_t i = 0; i < n_items && done; i++) {
        done = read_layer(g_strstrip(items[i]), options->spec.depth, &read[i], error);
    }
    g_strfreev(items);
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

/* ---- the command ---- */

static bool write_table(struct table *table, const struct selection *selection,
                        struct gradfig_error *error) {
    fputs(table->format->begin, table->stream);
    bool done = series_visit(table->spec, selection, visit, table, error);
    if (done) {
        fputs(table->format->end, table->stream);
    }
    return done || ferror(table->stream);
}

static bool write_series(const struct options *options, struct gradfig_error *error) {
    struct table table = {.spec = &options->spec};
    struct selection selection = {.stop = &stop_signal};
    int64_t *layers = NULL;
    struct sink sink;

    if (!choose_format(options, &table.format, error)) {
        return false;
    }
    if (options->layers != NULL && !read_layers(options, &layers, &selection.n_layers, error)) {
        return false;
    }
    selection.layers = layers;
    bool done = sink_open(&sink, options->output != NULL ? options->output : "-", error);
    if (done) {
        table.stream = sink.stream;
        done = write_table(&table, &selection, error);
        if (done) {
            done = sink_commit(&sink, error);
        } else {
            sink_discard(&sink);
        }
    }
    g_free(layers);
    return done;
}

const struct command command_series = {
    .name = "series",
    .arguments =
        "[SPEC|FIGURE] [-o FILE] [--format csv|json] [--layers 0,5,10] [--set KEY=VALUE]...",
    .help = "write the numbers behind the figure as one table\n\n"
            "  SPEC               a YAML file, or - for standard input; without it, the article's\n"
            "                     figure\n"
            "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
            "  -o FILE            write to FILE; without it, or with -, to standard output\n"
            "  --format FORMAT    csv or json; without it, by the end of FILE's name, else csv\n"
            "  --layers LIST      only these layers, separated by commas\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n",
    .options = "osfl",
    .operands = OPERANDS_SPEC,
    .work = write_series,
};
