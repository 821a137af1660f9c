/* Reads a folder of TensorBoard's CSV files, one for each tag. */
#include "measurements/exports.h"

#include <string.h>

#include "base/file.h"
#include "base/user_text.h"

/* ---- names ---- */

static const char run_mark[] = "run-";
static const char tag_mark[] = "-tag-";
static const char ending[] = ".csv";

/* Takes off what a browser adds to the name of a file that it has saved before: " (1)". */
static void take_off_copy(char *tag) {
    char *number = g_strrstr(tag, " (");
    size_t n_digits = number != NULL ? strspn(number + 2, "0123456789") : 0;

    if (n_digits > 0 && strcmp(number + 2 + n_digits, ")") == 0) {
        *number = '\0';
    }
}

/* The run and the tag of a file's name, freed with g_free; false if it has none. */
static bool read_name(const char *file, char **run, char **tag) {
    const char *mark = strstr(file, tag_mark);

    if (!g_str_has_prefix(file, run_mark) || mark == NULL) {
        return false;
    }
    *run = g_strndup(file + strlen(run_mark), (size_t)(mark - file) - strlen(run_mark));
    mark += strlen(tag_mark);
    *tag = g_strndup(mark, strlen(mark) - strlen(ending));
    take_off_copy(*tag);
    return true;
}

bool tensorboard_refuse_file(struct place place, struct gradfig_error *error) {
    g_autofree char *file = g_path_get_basename(place.path);
    bool has_tag = g_str_has_prefix(file, run_mark) && strstr(file, tag_mark) != NULL;

    if (has_tag) {
        return place_refuse(place, error,
                            "a file of TensorBoard has the values of one tag: give "
                            "the folder of the files of all layers");
    }
    return place_refuse(place, error,
                        "no layer is known: only the name of a file of TensorBoard has its tag, "
                        "and this one is not named run-RUN-tag-TAG.csv, as the page Time Series "
                        "does not; export the files from the page Scalars");
}

/* ---- files ---- */

int tensorboard_other_cell(const struct csv_rows *rows) {
    static const char *const names[] = {"Wall time", "Step", "Value"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (rows->n_cells != G_N_ELEMENTS(names) || strcmp(csv_rows_text(rows, i), names[i]) != 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool check_header(const struct csv_rows *rows, bool has_row, struct gradfig_error *error) {
    int other = has_row ? tensorboard_other_cell(rows) : 0;

    if (other < 0) {
        return true;
    }
    g_autofree char *quoted = text_quote(has_row ? csv_rows_text(rows, (guint)other) : "");
    return place_refuse((struct place){rows->place.path, 1, 1}, error,
                        "expected the columns Wall time, Step and Value of TensorBoard, found %s",
                        quoted);
}

static bool read_value(struct measurements *measurements, struct measured_column *column,
                       const struct csv_rows *rows, struct gradfig_error *error) {
    struct measured_value value = {.text = csv_rows_text(rows, 2),
                                   .place = csv_rows_place(rows, 2)};

    return *value.text == '\0' ||
           (measurements_read_step(csv_rows_text(rows, 1), csv_rows_place(rows, 1), &value.step,
                                   error) &&
            measurements_add(measurements, column, &value, error));
}

static bool read_rows(struct measurements *measurements, struct measured_column *column,
                      struct csv_rows *rows, struct gradfig_error *error) {
    bool has_row;
    bool done = csv_rows_next(rows, &has_row, error) && check_header(rows, has_row, error);

    while (done && has_row) {
        done = csv_rows_next(rows, &has_row, error) &&
               (!has_row || read_value(measurements, column, rows, error));
    }
    return done;
}

static bool read_file(struct measurements *measurements, const char *path,
                      const struct column_name *name, struct gradfig_error *error) {
    struct text_file file;
    struct csv_rows rows;

    if (!text_file_read(&file, path, measurements->inputs, error)) {
        return false;
    }
    csv_rows_init(&rows, &file);
    struct measured_column *column = measurements_column_once(measurements, name, error);
    bool done = column != NULL && read_rows(measurements, column, &rows, error);
    csv_rows_finish(&rows);
    text_file_finish(&file);
    return done;
}

/* ---- the folder ---- */

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names of a folder's files. */
struct listing {
    GPtrArray *names; /* of the CSV files */
    bool has_events;  /* there are TensorBoard's own files */
};

static bool take_file(void *data, const char *name, struct gradfig_error *error) {
    struct listing *listing = data;

    (void)error;
    if (g_str_has_suffix(name, ending)) {
        g_ptr_array_add(listing->names, g_strdup(name));
    }
    listing->has_events = listing->has_events || strstr(name, ".tfevents.") != NULL;
    return true;
}

/* Appends the names of the CSV files, sorted. */
static bool list_files(const char *folder, struct listing *listing, struct gradfig_error *error) {
    bool done = directory_visit(folder, take_file, listing, error);

    g_ptr_array_sort(listing->names, compare_names);
    return done;
}

static bool read_named(struct measurements *measurements, const char *folder, const char *file,
                       guint *n_read, struct gradfig_error *error) {
    struct column_name name = {0};
    g_autofree char *run = NULL;
    g_autofree char *tag = NULL;

    if (!read_name(file, &run, &tag)) {
        return true;
    }
    g_autofree char *path = g_build_filename(folder, file, NULL);
    name.place = (struct place){measurements_text(measurements, path), 1, 1};
    name.run = run;
    name.whole = tag;
    bool done = read_file(measurements, name.place.path, &name, error);
    (*n_read)++;
    return done;
}

static bool refuse_folder(const char *folder, const struct listing *listing,
                          struct gradfig_error *error) {
    struct place place = {.path = folder};

    if (listing->has_events) {
        return place_refuse(place, error,
                            "expected the files run-RUN-tag-TAG.csv of TensorBoard, found files of "
                            "events: open them with tensorboard --logdir, check \"Show data "
                            "download links\" on its page Scalars, and download each layer's CSV "
                            "into one folder");
    }
    if (listing->names->len == 0) {
        return place_refuse(place, error,
                            "expected the files run-RUN-tag-TAG.csv of TensorBoard, found no CSV "
                            "file in the folder; give the file of another exporter by itself");
    }
    g_autofree char *quoted = text_quote(g_ptr_array_index(listing->names, 0));
    return place_refuse(place, error,
                        "no layer is known: expected files named run-RUN-tag-TAG.csv, as "
                        "TensorBoard's page Scalars exports them, found %s; the page Time Series "
                        "names its files after the run alone; give the file of another exporter "
                        "by itself",
                        quoted);
}

bool tensorboard_read(struct measurements *measurements, const char *folder,
                      struct gradfig_error *error) {
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    struct listing listing = {files, false};
    bool done = list_files(folder, &listing, error);
    guint n_read = 0;

    for (guint i = 0; done && i < files->len; i++) {
        done = read_named(measurements, folder, g_ptr_array_index(files, i), &n_read, error);
    }
    if (done && n_read == 0) {
        done = refuse_folder(folder, &listing, error);
    } else if (done && n_read < files->len) {
        g_ptr_array_add(measurements->notices,
                        g_strdup_printf("CSV files that are not named run-RUN-tag-TAG.csv, and "
                                        "are not read: %u",
                                        files->len - n_read));
    }
    return done;
}
