/* Reads tables of CSV, with a column for each layer or a row for each. */
#include "measurements/exports.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"

enum { NO_COLUMN = -1 };

/* A table that is being read, and what its columns are. */
struct table {
    struct measurements *measurements;
    struct csv_rows *rows;
    int step; /* NO_COLUMN: none, as for the next two */
    int run;
    int layer;
    GArray
        *names; /* struct column_name, for each column; its `whole` is NULL if it has no values */
};

/* ---- columns ---- */

static void find_roles(struct table *table) {
    int best = 0;

    table->step = table->run = table->layer = NO_COLUMN;
    for (guint i = 0; i < table->rows->n_cells; i++) {
        const char *name = csv_rows_text(table->rows, i);
        int rank = measurements_header_rank(HEADER_STEP, name);
        if (rank > best) {
            best = rank;
            table->step = (int)i;
        }
        if (table->run == NO_COLUMN && measurements_header_rank(HEADER_RUN, name) > 0) {
            table->run = (int)i;
        } else if (table->layer == NO_COLUMN && measurements_header_rank(HEADER_LAYER, name) > 0) {
            table->layer = (int)i;
        }
    }
}

/* Whether column `i` has values, and not a step, a run, a layer or a time. */
static bool has_values(const struct table *table, guint i) {
    const char *name = csv_rows_text(table->rows, i);

    return (int)i != table->step && (int)i != table->run && (int)i != table->layer &&
           measurements_header_rank(HEADER_STEP, name) == 0 &&
           measurements_header_rank(HEADER_CLOCK, name) == 0;
}

/* A chart of Weights & Biases has the run before its metric. */
static const char run_separator[] = " - ";

static void split_run(struct measurements *measurements, struct column_name *name) {
    const char *separator = g_strrstr(name->whole, run_separator);

    if (separator != NULL) {
        g_autofree char *run = g_strndup(name->whole, (size_t)(separator - name->whole));
        name->run = measurements_text(measurements, run);
        name->n_run = (size_t)(separator - name->whole) + strlen(run_separator);
    }
}

static void name_columns(struct table *table) {
    for (guint i = 0; i < table->rows->n_cells; i++) {
        struct column_name name = {.place = csv_rows_place(table->rows, i)};
        if (has_values(table, i)) {
            const char *text = csv_rows_text(table->rows, i);
            name.whole = measurements_text(table->measurements, text);
        }
        if (name.whole != NULL && table->layer == NO_COLUMN) {
            split_run(table->measurements, &name);
        }
        g_array_append_val(table->names, name);
    }
}

/* Without a column of runs, the first row has the columns in their order. */
static bool make_columns(struct table *table, struct gradfig_error *error) {
    for (guint i = 0; i < table->names->len; i++) {
        const struct column_name *name = &g_array_index(table->names, struct column_name, i);
        if (name->whole != NULL &&
            measurements_column_once(table->measurements, name, error) == NULL) {
            return false;
        }
    }
    return true;
}

/* ---- rows ---- */

/* The column of the measurements for cell `i` of the row. */
static struct measured_column *column_of(struct table *table, guint i,
                                         struct gradfig_error *error) {
    struct column_name name = g_array_index(table->names, struct column_name, i);

    if (table->run != NO_COLUMN) {
        name.run = csv_rows_text(table->rows, (guint)table->run);
    }
    if (table->layer != NO_COLUMN) {
        name.kind = name.whole;
        name.whole = csv_rows_text(table->rows, (guint)table->layer);
        name.place = csv_rows_place(table->rows, (guint)table->layer);
    }
    return measurements_column(table->measurements, &name, error);
}

static bool read_step(const struct table *table, double *step, struct gradfig_error *error) {
    guint i = (guint)table->step;

    *step = NAN;
    return table->step == NO_COLUMN ||
           measurements_read_step(csv_rows_text(table->rows, i), csv_rows_place(table->rows, i),
                                  step, error);
}

static bool has_values_in_row(const struct table *table) {
    for (guint i = 0; i < table->names->len; i++) {
        if (g_array_index(table->names, struct column_name, i).whole != NULL &&
            *csv_rows_text(table->rows, i) != '\0') {
            return true;
        }
    }
    return false;
}

static bool read_row(struct table *table, struct gradfig_error *error) {
    struct measured_value value;

    if (!has_values_in_row(table) && table->layer == NO_COLUMN) {
        return true;
    }
    if (!read_step(table, &value.step, error)) {
        return false;
    }
    for (guint i = 0; i < table->names->len; i++) {
        if (g_array_index(table->names, struct column_name, i).whole == NULL) {
            continue;
        }
        struct measured_column *column = column_of(table, i, error);
        value.text = csv_rows_text(table->rows, i);
        value.place = csv_rows_place(table->rows, i);
        if (column == NULL || (*value.text != '\0' &&
                               !measurements_add(table->measurements, column, &value, error))) {
            return false;
        }
    }
    return true;
}

static bool read_table(struct table *table, struct gradfig_error *error) {
    bool has_row = true;

    find_roles(table);
    name_columns(table);
    if (table->layer == NO_COLUMN && table->run == NO_COLUMN && !make_columns(table, error)) {
        return false;
    }
    while (csv_rows_next(table->rows, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!read_row(table, error)) {
            return false;
        }
    }
    return false;
}

/* ---- files ---- */

/* Whole numbers may be names of layers. */
static bool check_names(const struct csv_rows *rows, struct gradfig_error *error) {
    const char *value = NULL;
    guint i_value = 0;
    double number;
    int64_t whole;

    for (guint i = 0; i < rows->n_cells; i++) {
        const char *text = csv_rows_text(rows, i);
        if (text_read_real(text, &number) != TEXT_OK) {
            return true;
        }
        if (value == NULL && text_read_whole(text, &whole) != TEXT_OK) {
            value = text;
            i_value = i;
        }
    }
    g_autofree char *quoted = text_quote(value != NULL ? value : "");
    return value == NULL || place_refuse(csv_rows_place(rows, i_value), error,
                                         "expected names in the first row, found numbers, such "
                                         "as %s",
                                         quoted);
}

static bool check_first_row(const struct csv_rows *rows, struct gradfig_error *error) {
    const char *text = csv_rows_text(rows, 0);

    if (rows->n_cells == 1) {
        g_autofree char *quoted = text_quote(text);
        return place_refuse(csv_rows_place(rows, 0), error,
                            "expected a table whose first row has names with commas, tabs or "
                            "semicolons between them, such as layer,grad_norm; found %s",
                            quoted);
    }
    return check_names(rows, error);
}

static bool read_rows(struct measurements *measurements, struct csv_rows *rows,
                      struct gradfig_error *error) {
    struct table table = {.measurements = measurements, .rows = rows};
    bool has_row;

    if (!csv_rows_next(rows, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        return place_refuse(rows->place, error,
                            "expected a table with a row of names, found an "
                            "empty file");
    }
    if (tensorboard_other_cell(rows) < 0) {
        return tensorboard_refuse_file(csv_rows_place(rows, 0), error);
    }
    if (!check_first_row(rows, error)) {
        return false;
    }
    table.names = g_array_new(FALSE, FALSE, sizeof(struct column_name));
    bool done = read_table(&table, error);
    g_array_free(table.names, TRUE);
    return done;
}

bool csv_tables_read(struct measurements *measurements, const struct text_file *file,
                     struct gradfig_error *error) {
    struct csv_rows rows;

    csv_rows_init(&rows, file);
    bool done = read_rows(measurements, &rows, error);
    csv_rows_finish(&rows);
    return done;
}
