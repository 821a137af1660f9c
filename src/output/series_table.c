/* Writes the series row by row, for programs as CSV or JSON, for readers in aligned columns. */
#include "output/series_table.h"

#include <string.h>

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
    const char *row; /* of panel, stem, suffix, x, sign, log10_abs, value; NULL: aligned */
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
    {
        .name = "text",
        .begin = "",
        .separator = "",
        .end = "",
        .minus_infinity = "-inf",
        .no_double = "",
        .row = NULL,
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
    int name_width; /* of the curves in aligned columns */
    uncertain_visitor *visit_uncertain;
    bool has_uncertain[NETWORKS_MAX];
};

/* With 17 digits, or for readers with as many as give the same number back. */
static void write_double(const struct table *table, double value, char *text, size_t size) {
    int n_digits = table->format->row == NULL ? 6 : 17;

    do {
        char format[8];
        g_snprintf(format, sizeof(format), "%%.%dg", n_digits++);
        g_ascii_formatd(text, (int)size, format, value + 0.0); /* + 0.0: no "-0" */
    } while (n_digits <= 17 && g_ascii_strtod(text, NULL) != value);
}

/* The columns are as wide as their contents can be, but for the names of curves. */
static void write_aligned(struct table *table, const char *panel, const char *curve, const char *x,
                          const char *sign, const char *log10_abs, const char *value) {
    fprintf(table->stream, "%-10s  %-*s  %8s  %4s  %23s%s%s\n", panel, table->name_width, curve, x,
            sign, log10_abs, *value != '\0' ? "  " : "", value);
}

/* The width of the longest name of a curve. */
static int find_name_width(const struct spec *spec) {
    size_t width = strlen("identity");

    for (size_t i = 0; i < spec->n_networks; i++) {
        width = MAX(width, strlen(spec->networks[i].name) + strlen(".composed"));
    }
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        width = MAX(width, strlen(spec->sweep.slopes.values[i].text));
    }
    return (int)width;
}

static void write_row(struct table *table, const struct row *row) {
    const struct series_format *format = table->format;

    if (table->n_rows > 0) {
        fputs(format->separator, table->stream);
    }
    table->n_rows++;
    if (format->row == NULL) {
        char *curve = g_strconcat(row->curve.stem, row->curve.suffix, NULL);
        char sign[4];
        g_snprintf(sign, sizeof(sign), "%d", row->sign);
        write_aligned(table, row->panel, curve, row->x, sign, row->log10_abs, row->value);
        g_free(curve);
        return;
    }
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

    write_double(table, point->x, row.x, sizeof(row.x));
    if (point->y.sign != 0) {
        write_double(table, point->y.log10_abs, row.log10_abs, sizeof(row.log10_abs));
    } else {
        g_strlcpy(row.log10_abs, format->minus_infinity, sizeof(row.log10_abs));
    }
    if (number_fits_double(point->y)) {
        write_double(table, point->y.value, row.value, sizeof(row.value));
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

    table.name_width = find_name_width(spec);
    if (format->row == NULL) {
        write_aligned(&table, "panel", "curve", "x", "sign", "log10_abs", "value");
    }

    fputs(format->begin, stream);
    bool done = series_visit(spec, selection, visit, &table, error);
    if (done) {
        fputs(format->end, stream);
    }
    return done || ferror(stream);
}
