/* Reads a folder of TensorBoard's CSV files, one for each tag. */
#include "measurements/exports.h"

#include <string.h>

#include "base/file.h"
#include "base/user_text.h"

/* ---- names ---- */

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
    struct tag_name name;

    if (!csv_tag_name_find(file, &name)) {
        return false;
    }
    *run = g_strndup(name.run, name.n_run);
    *tag = g_strndup(name.tag, strlen(name.tag) - strlen(ending));
    take_off_copy(*tag);
    return true;
}

/* ---- files ---- */

static bool read_file(struct measurements *measurements, const struct column_name *tag,
                      struct gradfig_error *error) {
    struct text_file file;

    if (!text_file_read(&file, tag->place.path, measurements->inputs, error)) {
        return false;
    }
    bool done = csv_tag_read(measurements, &file, tag, error);
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
    bool done = read_file(measurements, &name, error);
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
