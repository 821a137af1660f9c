/* Chooses who reads what training frameworks export. */
#include "measurements/exports.h"

#include <string.h>

#include "measurements/other_files.h"

/* A format of files: the first row whose bytes a file begins with, after white space, reads it. */
static const struct file_format {
    const char *beginnings; /* NULL: any */
    bool (*read)(struct measurements *measurements, const struct text_file *file,
                 struct gradfig_error *error);
} formats[] = {
    {"{[", json_lines_read},
    {NULL, csv_tables_read},
};

/* A file that cannot be read may be a spec: says so. */
static bool refuse_spec(const struct text_file *file, struct gradfig_error *error) {
    return other_file_is_spec(file->text, strlen(file->text)) &&
           place_refuse((struct place){.path = file->path}, error,
                        "expected measurements, found a spec, which gradfig render draws");
}

static bool read_file(struct measurements *measurements, const char *path,
                      struct gradfig_error *error) {
    const struct file_format *format = formats;
    struct text_file file;

    if (!text_file_read(&file, path, measurements->inputs, error)) {
        return false;
    }
    char first = file.text[strspn(file.text, " \t\r\n")];
    while (format->beginnings != NULL && (first == '\0' || !strchr(format->beginnings, first))) {
        format++;
    }
    bool done = format->read(measurements, &file, error) || refuse_spec(&file, error);
    text_file_finish(&file);
    return done;
}

struct measurements *measurements_read(const char *path, struct gradfig_error *error) {
    struct measurements *measurements = measurements_create(text_file_name(path));
    bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);

    if (!(is_folder ? tensorboard_read : read_file)(measurements, path, error)) {
        measurements_destroy(measurements);
        return NULL;
    }
    measurements_name_whole(measurements);
    return measurements;
}
