/* Reads tables of CSV, with a column for each layer or a row for each. */
#include "measurements/exports.h"

#include <string.h>

#include "base/user_text.h"
#include "measurements/csv_rows.h"
#include "measurements/records.h"

/* ---- rows ---- */

/* The first row as a record without values. */
static GArray *make_record(struct measurements *measurements, const struct csv_rows *rows) {
    GArray *record = g_array_new(FALSE, FALSE, sizeof(struct record_entry));

    for (guint i = 0; i < rows->n_cells; i++) {
        const char *name = measurements_text(measurements, csv_rows_text(rows, i));
        const struct record_entry entry = {
            .name = name,
            .text = "",
            .ranks = measurements_header_ranks(name),
            .place_of_name = csv_rows_place(rows, i),
        };
        g_array_append_val(record, entry);
    }
    return record;
}

static bool read_rows(struct measurements *measurements, struct csv_rows *rows, GArray *record,
                      struct gradfig_error *error) {
    bool has_row = true;
    bool done = csv_rows_next(rows, &has_row, error);

    while (done && has_row) {
        for (guint i = 0; i < rows->n_cells; i++) {
            struct record_entry *entry = &g_array_index(record, struct record_entry, i);
            entry->text = csv_rows_text(rows, i);
            entry->place = csv_rows_place(rows, i);
        }
        done = record_add(record, measurements, error) && csv_rows_next(rows, &has_row, error);
    }
    return done;
}

/* ---- the first row ---- */

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

static bool read_first_row(struct csv_rows *rows, struct gradfig_error *error) {
    bool has_row;

    if (!csv_rows_next(rows, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        return place_refuse(rows->place, error,
                            "expected a table with a row of names, found an empty file");
    }
    return check_first_row(rows, error);
}

/* ---- tables of TensorBoard ---- */

static const char *const tag_header[] = {"Wall time", "Step", "Value"};

static bool has_tag_header(const struct csv_rows *rows) {
    guint i = 0;

    while (i < G_N_ELEMENTS(tag_header) && i < rows->n_cells &&
           strcmp(csv_rows_text(rows, i), tag_header[i]) == 0) {
        i++;
    }
    return i == G_N_ELEMENTS(tag_header) && i == rows->n_cells;
}

bool csv_tag_name_find(const char *file, struct tag_name *name) {
    static const char run_mark[] = "run-";
    static const char tag_mark[] = "-tag-";

    if (!g_str_has_prefix(file, run_mark)) {
        return false;
    }
    const char *run = file + strlen(run_mark);
    const char *mark = strstr(run, tag_mark);
    if (mark == NULL) {
        return false;
    }
    *name = (struct tag_name){run, (size_t)(mark - run), mark + strlen(tag_mark)};
    return true;
}

/* A table of a tag that is not read with its folder. */
static bool refuse_alone(struct place place, struct gradfig_error *error) {
    g_autofree char *file = g_path_get_basename(place.path);
    struct tag_name name;

    if (csv_tag_name_find(file, &name)) {
        return place_refuse(place, error,
                            "a file of TensorBoard has the values of one tag: give "
                            "the folder of the files of all layers");
    }
    return place_refuse(place, error,
                        "no layer is known: only the name of a file of TensorBoard has its tag, "
                        "and this one is not named run-RUN-tag-TAG.csv, as the page Time Series "
                        "does not; export the files from the page Scalars");
}

static bool refuse_header(const struct csv_rows *rows, struct gradfig_error *error) {
    GString *line = g_string_new(csv_rows_text(rows, 0));

    for (guint i = 1; i < rows->n_cells; i++) {
        g_string_append_printf(line, ",%s", csv_rows_text(rows, i));
    }
    g_autofree char *quoted = text_quote(line->str);
    g_string_free(line, TRUE);
    return place_refuse(csv_rows_place(rows, 0), error,
                        "expected the columns Wall time,Step,Value of TensorBoard, found %s",
                        quoted);
}

/* Only a table of a tag has the columns of one. */
static bool check_header(const struct csv_rows *rows, const struct column_name *tag,
                         struct gradfig_error *error) {
    if (has_tag_header(rows) == (tag != NULL)) {
        return true;
    }
    return tag != NULL ? refuse_header(rows, error) : refuse_alone(csv_rows_place(rows, 0), error);
}

/* ---- files ---- */

/* Makes a record of the one tag in a file of TensorBoard, whose run no cell has. */
static bool add_tag(GArray *record, const struct column_name *tag,
                    struct measurements *measurements, struct gradfig_error *error) {
    const struct record_entry run = {
        .name = "run", .text = tag->run, .ranks = measurements_header_ranks("run")};
    struct record_entry *value = &g_array_index(record, struct record_entry, record->len - 1);

    value->name = tag->whole;
    g_array_append_val(record, run);
    return measurements_column_once(measurements, tag, error) != NULL;
}

static bool read_table(struct measurements *measurements, struct csv_rows *rows,
                       const struct column_name *tag, struct gradfig_error *error) {
    if (!read_first_row(rows, error) || !check_header(rows, tag, error)) {
        return false;
    }
    g_autoptr(GArray) record = make_record(measurements, rows);
    return (tag != NULL ? add_tag(record, tag, measurements, error)
                        : record_add_header(record, measurements, error)) &&
           read_rows(measurements, rows, record, error);
}

bool csv_tag_read(struct measurements *measurements, const struct text_file *file,
                  const struct column_name *tag, struct gradfig_error *error) {
    struct csv_rows rows;

    csv_rows_init(&rows, file);
    bool done = read_table(measurements, &rows, tag, error);
    csv_rows_finish(&rows);
    return done;
}

bool csv_tables_read(struct measurements *measurements, const struct text_file *file,
                     struct gradfig_error *error) {
    return csv_tag_read(measurements, file, NULL, error);
}
