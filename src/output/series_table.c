/* Writes the series row by row, for programs as CSV or JSON, for readers in aligned columns. */
#include "output/series_table.h"

#include <errno.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "output/number_digits.h"

/* A format of the table. */
struct series_format {
    const char *name;
    const char *begin;
    const char *separator; /* between rows */
    const char *end;
    const char *minus_infinity; /* log10_abs of zero */
    const char *no_double;      /* value that a double cannot hold */
    /* What a row has before each cell: panel, curve, x, sign, log10_abs, value; and after the last.
     * All NULL: aligned columns. */
    const char *around[7];
};

static const struct series_format formats[] = {
    {
        .name = "csv",
        .begin = "panel,curve,x,sign,log10_abs,value\n",
        .separator = "",
        .end = "",
        .minus_infinity = "-inf",
        .no_double = "",
        .around = {"", ",", ",", ",", ",", ",", "\n"},
    },
    {
        .name = "json",
        .begin = "[\n",
        .separator = ",\n",
        .end = "\n]\n",
        .minus_infinity = "null",
        .no_double = "null",
        .around = {"{\"panel\": \"", "\", \"curve\": \"",
                   "\", \"x\": ", ", \"sign\": ", ", \"log10_abs\": ", ", \"value\": ", "}"},
    },
    {
        .name = "text",
        .begin = "",
        .separator = "",
        .end = "",
        .minus_infinity = "-inf",
        .no_double = "",
    },
};

const char *series_format_word(size_t i) {
    return i < G_N_ELEMENTS(formats) ? formats[i].name : NULL;
}

const struct series_format *series_format_find(const char *word) {
    size_t i = text_find(series_format_word, word);
    return i < G_N_ELEMENTS(formats) ? &formats[i] : NULL;
}

struct table {
    const struct spec *spec;
    const struct series_format *format;
    FILE *stream;
    size_t n_rows;
    int name_width; /* of the curves in aligned columns */
    struct powers_of_ten ten;
    struct curve_id curve; /* of the latest row */
    GString *row;          /* begins with what all rows of that curve have before x */
    size_t head_size;      /* of that */
    uncertain_visitor *visit_uncertain;
    bool has_uncertain[NETWORKS_MAX];
};

static bool is_aligned(const struct table *table) {
    return table->format->around[0] == NULL;
}

/* Like stpcpy, but without a call, because most texts are a comma. */
static inline char *append(char *end, const char *text) {
    while (*text != '\0') {
        *end++ = *text++;
    }
    *end = '\0';
    return end;
}

/* For readers with as many digits as give the same number back. */
static char *write_shortest(double value, char *text) {
    int n_digits = 6;

    do {
        char format[8];
        g_snprintf(format, sizeof(format), "%%.%dg", n_digits++);
        g_ascii_formatd(text, NUMBER_DIGITS_SIZE, format, value + 0.0); /* + 0.0: no "-0" */
    } while (n_digits <= 17 && g_ascii_strtod(text, NULL) != value);
    return text + strlen(text);
}

static char *write_double(const struct table *table, double value, char *text) {
    return is_aligned(table) ? write_shortest(value, text)
                             : number_digits_write(&table->ten, value, text);
}

static char *write_sign(int sign, char *text) {
    return append(text, sign < 0 ? "-1" : sign > 0 ? "1" : "0");
}

static char *write_log10_abs(const struct table *table, struct number number, char *text) {
    return number.sign != 0 ? write_double(table, number.log10_abs, text)
                            : append(text, table->format->minus_infinity);
}

static char *write_value(const struct table *table, struct number number, char *text) {
    return number_fits_double(number) ? write_double(table, number.value, text)
                                      : append(text, table->format->no_double);
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
    for (size_t i = 0; i < spec->n_measured; i++) {
        width = MAX(width, strlen(spec->measured[i].name) + strlen(".measured"));
    }
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        width = MAX(width, strlen(spec->sweep.slopes.values[i].text) + strlen(".mean"));
    }
    return (int)width;
}

static void align_row(struct table *table, const struct point *point) {
    struct curve_name name = curve_name(table->spec, table->curve);
    g_autofree char *curve = g_strconcat(name.stem, name.suffix, NULL);
    char x[NUMBER_DIGITS_SIZE];
    char sign[NUMBER_DIGITS_SIZE];
    char log10_abs[NUMBER_DIGITS_SIZE];
    char value[NUMBER_DIGITS_SIZE];

    write_double(table, point->x, x);
    write_sign(point->y.sign, sign);
    write_log10_abs(table, point->y, log10_abs);
    write_value(table, point->y, value);
    write_aligned(table, panel_word(table->curve.panel), curve, x, sign, log10_abs, value);
}

/* Makes room for the rest of a row, too. */
static void begin_rows(struct table *table, struct curve_id curve) {
    enum { AROUND_MAX = 32 };
    const char *const *around = table->format->around;
    struct curve_name name = curve_name(table->spec, curve);

    table->curve = curve;
    g_string_printf(table->row, "%s%s%s%s%s%s%s", table->format->separator, around[0],
                    panel_word(curve.panel), around[1], name.stem, name.suffix, around[2]);
    table->head_size = table->row->len;
    g_string_set_size(table->row, table->head_size + (size_t)4 * (NUMBER_DIGITS_SIZE + AROUND_MAX));
}

static void write_row(struct table *table, const struct point *point) {
    const char *const *around = table->format->around;
    const char *begin = table->row->str;
    char *end = write_double(table, point->x, table->row->str + table->head_size);

    end = write_sign(point->y.sign, append(end, around[3]));
    end = write_log10_abs(table, point->y, append(end, around[4]));
    end = write_value(table, point->y, append(end, around[5]));
    end = append(end, around[6]);
    begin += table->n_rows == 0 ? strlen(table->format->separator) : 0;
    fwrite_unlocked(begin, 1, (size_t)(end - begin), table->stream);
}

static void warn_once(struct table *table, const struct point *point) {
    bool *has_uncertain = &table->has_uncertain[table->curve.index];

    if (!*has_uncertain && table->visit_uncertain != NULL) {
        table->visit_uncertain(table->spec, table->curve, point->x);
    }
    *has_uncertain = true;
}

static bool visit(void *context, struct curve_id curve, const struct point *point) {
    struct table *table = context;

    if (is_aligned(table)) {
        table->curve = curve;
        align_row(table, point);
    } else {
        if (table->n_rows == 0 || !curve_is_same(table->curve, curve)) {
            begin_rows(table, curve);
        }
        write_row(table, point);
    }
    table->n_rows++;
    if (!point->certain) {
        warn_once(table, point);
    }
    return !ferror_unlocked(table->stream);
}

bool series_table_write(FILE *stream, const struct series_format *format, const struct spec *spec,
                        const struct selection *selection, uncertain_visitor *visit_uncertain,
                        struct gradfig_error *error) {
    struct table table = {
        .spec = spec,
        .format = format,
        .stream = stream,
        .name_width = find_name_width(spec),
        .row = g_string_new(NULL),
        .visit_uncertain = visit_uncertain,
    };

    powers_of_ten_init(&table.ten);
    if (is_aligned(&table)) {
        write_aligned(&table, "panel", "curve", "x", "sign", "log10_abs", "value");
    }

    fputs(format->begin, stream);
    bool done = series_visit(spec, selection, visit, &table, error);
    if (done) {
        fputs(format->end, stream);
    }
    g_string_free(table.row, TRUE);
    return done || ferror(stream);
}

bool series_table_bytes(const struct series_format *format, const struct spec *spec,
                        const struct selection *selection, struct bytes *bytes,
                        struct gradfig_error *error) {
    struct bytes table = {0};
    FILE *stream = open_memstream(&table.data, &table.n);
    bool done = stream != NULL && series_table_write(stream, format, spec, selection, NULL, error);
    bool is_whole = stream != NULL && !ferror(stream);

    if (stream == NULL || fclose(stream) != 0 || (done && !is_whole)) {
        done = error_set(error, GRADFIG_WORK_FAILED, "no memory: %s", g_strerror(errno));
    }
    if (done) {
        *bytes = table;
    } else {
        bytes_finish(&table);
    }
    return done;
}
