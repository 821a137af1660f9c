/* Reads and writes manifests. */
#include "batch/manifest.h"

#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "batch/batch.h"

static const char *const columns_of_file[] = {"status", "bytes", "sha256", "batch"};
enum { BATCH = G_N_ELEMENTS(columns_of_file) - 1 };

/* ---- writing ---- */

void batch_write_keys(const struct variants *variants, FILE *stream) {
    fputs("name", stream);
    for (size_t k = 0; k < variants_n_keys(variants); k++) {
        fprintf(stream, ",%s", variants_key(variants, k));
    }
}

void batch_write_variant(const struct variants *variants, size_t i, GString *name, FILE *stream) {
    variants_set_name(variants, i, name);
    csv_write_field(stream, name->str);
    for (size_t k = 0; k < variants_n_keys(variants); k++) {
        putc_unlocked(',', stream);
        csv_write_field(stream, variants_value(variants, i, k));
    }
}

static size_t n_file_columns(bool has_batch) {
    return has_batch ? BATCH + 1 : BATCH;
}

void manifest_write_columns(FILE *stream) {
    for (size_t i = 0; i < n_file_columns(true); i++) {
        fprintf(stream, ",%s", columns_of_file[i]);
    }
    fputc('\n', stream);
}

void manifest_write_file(FILE *stream, const struct manifest_file *file) {
    putc_unlocked(',', stream);
    csv_write_field(stream, file->status);
    if (file->n_bytes > 0) {
        fprintf(stream, ",%zu,", file->n_bytes);
        fputs_unlocked(file->sha256, stream);
    } else {
        fputs_unlocked(",,", stream);
    }
    putc_unlocked(',', stream);
    fputs_unlocked(file->batch, stream);
    putc_unlocked('\n', stream);
}

static size_t n_columns(const struct manifest *manifest) {
    return 1 + manifest->n_keys + n_file_columns(manifest->has_batch);
}

/* The fields of a row stand one after the other, each with its NUL. */
static const char *field_at(const struct manifest *manifest, size_t row, size_t column) {
    const char *field = g_ptr_array_index(manifest->rows, row);

    for (; column > 0; column--) {
        field += strlen(field) + 1;
    }
    return field;
}

void manifest_write(const struct manifest *manifest, FILE *stream) {
    for (size_t row = 0; row <= manifest->n_rows; row++) {
        for (size_t i = 0; i < n_columns(manifest); i++) {
            if (i > 0) {
                fputc(',', stream);
            }
            csv_write_field(stream, field_at(manifest, row, i));
        }
        fputc('\n', stream);
    }
}

/* ---- reading ---- */

/* The text that is left, and where the next field goes. */
struct reading {
    char *from;
    char *to;
};

/* Adds the row at `from`; returns the number of its fields, 0 if the line is incomplete. */
static size_t read_row(struct manifest *manifest, struct reading *reading) {
    size_t n = 0;
    char after;

    g_ptr_array_add(manifest->rows, reading->to);
    do {
        reading->to = csv_read_field(&reading->from, reading->to, &after);
        reading->from += after != '\0';
        n++;
    } while (after == ',');
    return after == '\n' ? n : 0;
}

/* The column of the digest is the last, and an earlier version has none. */
static bool read_header(struct manifest *manifest, struct reading *reading) {
    size_t n = read_row(manifest, reading);

    manifest->has_batch =
        n > 0 && strcmp(field_at(manifest, 0, n - 1), columns_of_file[BATCH]) == 0;
    size_t n_of_file = n_file_columns(manifest->has_batch);
    if (n < 1 + n_of_file) {
        return false;
    }
    manifest->n_keys = n - 1 - n_of_file;
    bool is_right = strcmp(field_at(manifest, 0, 0), "name") == 0;
    for (size_t i = 0; i < n_of_file; i++) {
        is_right = is_right &&
                   strcmp(field_at(manifest, 0, 1 + manifest->n_keys + i), columns_of_file[i]) == 0;
    }
    return is_right;
}

/* Reads the rows in place, as no field is longer than what stands for it in the file. */
static bool read_rows(struct manifest *manifest, char *text) {
    struct reading reading = {text, text};
    bool is_right = read_header(manifest, &reading);

    for (; is_right && *reading.from != '\0'; manifest->n_rows += is_right) {
        is_right = manifest->n_rows < MANIFEST_ROWS_MAX &&
                   read_row(manifest, &reading) == n_columns(manifest);
    }
    return is_right;
}

bool manifest_is_ours(const char *text) {
    g_autofree char *header = g_strdup_printf("%.*s\n", (int)strcspn(text, "\n"), text);
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    return read_header(&(struct manifest){.rows = rows}, &(struct reading){header, header});
}

static void release(struct manifest *manifest) {
    g_ptr_array_free(manifest->rows, TRUE);
    bytes_finish(&manifest->text);
}

bool manifest_read(struct manifest *manifest, const char *path, struct gradfig_error *error) {
    struct manifest read = {.rows = g_ptr_array_new()};
    struct gradfig_error cause;
    bool done = file_read(path, "a manifest", MANIFEST_MAX, &read.text, &cause);

    bytes_restore_lines(&read.text);
    if (!done) {
        error_set_at(error, cause.code, path, "%s", cause.message);
    } else if (strlen(read.text.data) != read.text.n || !read_rows(&read, read.text.data)) {
        done = error_set_at(error, GRADFIG_INVALID_INPUT, path, "expected a manifest of gradfig's");
    }
    if (done) {
        *manifest = read;
    } else {
        release(&read);
    }
    return done;
}

void manifest_finish(struct manifest *manifest) {
    if (manifest->rows != NULL) {
        release(manifest);
    }
    if (manifest->added != NULL) {
        g_string_chunk_free(manifest->added);
    }
    *manifest = (struct manifest){0};
}

/* ---- making one ---- */

void manifest_add(struct manifest *manifest, const char *const *fields) {
    g_autoptr(GString) row = g_string_new(NULL);

    for (size_t i = 0; i < n_columns(manifest); i++) {
        g_string_append_len(row, fields[i], (gssize)strlen(fields[i]) + 1);
    }
    g_ptr_array_add(manifest->rows,
                    g_string_chunk_insert_len(manifest->added, row->str, (gssize)row->len));
    manifest->n_rows = manifest->rows->len - 1;
}

struct manifest manifest_begin(void) {
    const char *header[1 + G_N_ELEMENTS(columns_of_file)] = {"name"};
    struct manifest manifest = {
        .has_batch = true,
        .rows = g_ptr_array_new(),
        .added = g_string_chunk_new(4096),
    };

    memcpy(header + 1, columns_of_file, sizeof(columns_of_file));
    manifest_add(&manifest, header);
    return manifest;
}

bool manifest_fits(const struct manifest *manifest, const struct manifest *other) {
    bool fits = n_columns(manifest) == n_columns(other);

    for (size_t i = 0; fits && i < n_columns(manifest); i++) {
        fits = strcmp(field_at(manifest, 0, i), field_at(other, 0, i)) == 0;
    }
    return fits;
}

/* ---- fields ---- */

const char *manifest_key(const struct manifest *manifest, size_t k) {
    return field_at(manifest, 0, 1 + k);
}

bool manifest_has_key(const struct manifest *manifest, const char *key) {
    size_t k = 0;

    while (k < manifest->n_keys && strcmp(manifest_key(manifest, k), key) != 0) {
        k++;
    }
    return k < manifest->n_keys;
}

const char *manifest_name(const struct manifest *manifest, size_t i) {
    return field_at(manifest, 1 + i, 0);
}

const char *manifest_value(const struct manifest *manifest, size_t i, size_t k) {
    return field_at(manifest, 1 + i, 1 + k);
}

static const char *next_field(const char *field) {
    return field + strlen(field) + 1;
}

struct manifest_file manifest_file(const struct manifest *manifest, size_t i) {
    const char *status = field_at(manifest, 1 + i, 1 + manifest->n_keys);
    const char *n_bytes = next_field(status);
    const char *sha256 = next_field(n_bytes);

    return (struct manifest_file){
        .status = status,
        .n_bytes = (size_t)g_ascii_strtoull(n_bytes, NULL, 10),
        .sha256 = sha256,
        .batch = manifest->has_batch ? next_field(sha256) : NULL,
    };
}

const char *manifest_batch(const struct manifest *manifest) {
    return manifest->n_rows > 0 ? manifest_file(manifest, 0).batch : NULL;
}

bool manifest_is_done(const struct manifest *manifest, size_t i) {
    return strcmp(manifest_file(manifest, i).status, MANIFEST_DONE) == 0;
}

bool manifest_is_of(const struct manifest *manifest, const char *digest) {
    const char *batch = manifest_batch(manifest);
    return batch != NULL && strcmp(batch, digest) == 0;
}
