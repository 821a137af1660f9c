/* Writes the series row by row, as CSV or JSON. */
#include "output/series_table.h"

#include <glib.h>

/* The cells of one row of the series table, as text. */
struct row {
    const char *panel;
    struct curve_name curve;
    char x[32];
    int sign;
    char log10_abs[32];
    char value[32];
};

/* A format of the table. */
struct series_format {
    const char *name;
    const char *begin;
    const char *separator; /* between rows */
    const char *end;
    const char *minus_infinity; /* log10_abs of zero */
    const char *no_double;      /* value that a double cannot hold */
    const char *row;            /* of panel, stem, suffix, x, sign, log10_abs, value */
};

static const struct series_format formats[] = {
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

const struct series_format *series_format_find(const char *word) {
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (g_ascii_strcasecmp(formats[i].name, word) == 0) {
            return &formats[i];
        }
    }
    return NULL;
}

const char *series_format_word(size_t i) {
    return i < G_N_ELEMENTS(formats) ? formats[i].name : NULL;
}

struct table {
    const struct spec *spec;
    const struct series_format *format;
    FILE *stream;
    size_t n_rows;
    uncertain_visitor *visit_uncertain;
    bool has_uncertain[NETWORKS_MAX];
};

static void write_double(double value, char *text, size_t size) {
    g_ascii_formatd(text, (int)size, "%.17g", value + 0.0); /* + 0.0: no "-0" */
}

static void write_row(struct table *table, const struct row *row) {
    const struct series_format *format = table->format;

    if (table->n_rows > 0) {
        fputs(format->separator, table->stream);
    }
    table->n_rows++;
    fprintf(table->stream, format->row, row->panel, row->curve.stem, row->curve.suffix, row->x,
            row->sign, row->log10_abs, row->value);
}

static bool visit(void *context, struct curve_id curve, const struct point *point) {
    struct table *table = context;
    const struct series_format *format = table->format;
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
    if (!point->certain && !table->has_uncertain[curve.index]) {
        table->has_uncertain[curve.index] = true;
        if (table->visit_uncertain != NULL) {
            table->visit_uncertain(table->spec, curve, point->x);
        }
    }
    return !ferror(table->stream);
}

bool series_table_write(FILE *stream, const struct series_format *format, const struct spec *spec,
                        const struct selection *selection, uncertain_visitor *visit_uncertain,
                        struct gradfig_error *error) {
    struct table table = {
        .spec = spec, .format = format, .stream = stream, .visit_uncertain = visit_uncertain};

    fputs(format->begin, stream);
    bool done = series_visit(spec, selection, visit, &table, error);
    if (done) {
        fputs(format->end, stream);
    }
    return done || ferror(stream);
}
