/* Reads and writes manifests. */
#include "batch/manifest.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/batch.h"

#include "base/error.h"
#include "base/file.h"
#include "base/user_text.h"

static const char *const columns_of_file[] = {"status", "bytes", "sha256", "batch"};
enum { STATUS, BYTES, SHA256, BATCH };

/* ---- writing ---- */

/* RFC 4180: a field with a comma, a quote or a line break is in quotes. */
static void write_field(FILE *stream, const char *text) {
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            fputc('"', stream);
        }
        fputc(*text, stream);
    }
    fputc('"', stream);
}

void batch_write_keys(const struct variants *variants, FILE *stream) {
    fputs("name", stream);
    for (size_t k = 0; k < variants_n_keys(variants); k++) {
        fprintf(stream, ",%s", variants_key(variants, k));
    }
}

void batch_write_variant(const struct variants *variants, size_t i, FILE *stream) {
    char *name = variants_name(variants, i);

    fputs(name, stream);
    for (size_t k = 0; k < variants_n_keys(variants); k++) {
        fputc(',', stream);
        write_field(stream, variants_value(variants, i, k));
    }
    free(name);
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
    fputc(',', stream);
    write_field(stream, file->status);
    if (file->n_bytes > 0) {
        fprintf(stream, ",%zu,%s", file->n_bytes, file->sha256);
    } else {
        fputs(",,", stream);
    }
    fprintf(stream, ",%s\n", file->batch);
}

static size_t n_columns(const struct manifest *manifest) {
    return 1 + manifest->n_keys + n_file_columns(manifest->has_batch);
}

static const char *field_at(const struct manifest *manifest, size_t row, size_t column) {
    return g_ptr_array_index(manifest->fields, row * n_columns(manifest) + column);
}

static void write_row(const struct manifest *manifest, size_t row, FILE *stream) {
    for (size_t i = 0; i < n_columns(manifest); i++) {
        if (i > 0) {
            fputc(',', stream);
        }
        write_field(stream, field_at(manifest, row, i));
    }
    fputc('\n', stream);
}

void manifest_write_header(const struct manifest *manifest, FILE *stream) {
    write_row(manifest, 0, stream);
}

void manifest_write_row(const struct manifest *manifest, size_t i, FILE *stream) {
    write_row(manifest, 1 + i, stream);
}

/* ---- reading ---- */

/* Reads the field at `*text` and moves `*text` to the comma or line end after it. */
static const char *read_field(const char **text, GString *field) {
    const char *rest = *text;
    bool is_quoted = *rest == '"';

    g_string_truncate(field, 0);
    for (rest += is_quoted; *rest != '\0'; rest++) {
        if (is_quoted && rest[0] == '"' && rest[1] == '"') {
            rest++;
        } else if (is_quoted && rest[0] == '"') {
            rest++;
            break;
        } else if (!is_quoted && (rest[0] == ',' || rest[0] == '\n')) {
            break;
        }
        g_string_append_c(field, *rest);
    }
    *text = rest;
    return field->str;
}

/* Adds the fields of the line at `*text`; returns their number, 0 if the line is incomplete. */
static size_t read_row(struct manifest *manifest, const char **text, GString *field) {
    size_t n = 0;

    for (;;) {
        read_field(text, field);
        g_ptr_array_add(manifest->fields, g_string_chunk_insert(manifest->texts, field->str));
        n++;
        if (**text != ',') {
            break;
        }
        ++*text;
    }
    if (**text != '\n') {
        return 0;
    }
    ++*text;
    return n;
}

static bool read_header(struct manifest *manifest, const char **text, GString *field) {
    size_t n = read_row(manifest, text, field);

    manifest->has_batch = n > 0 && strcmp(field->str, columns_of_file[BATCH]) == 0;
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

static bool read_rows(struct manifest *manifest, const char *text) {
    GString *field = g_string_new(NULL);
    bool is_right = read_header(manifest, &text, field);

    for (; is_right && *text != '\0'; manifest->n_rows += is_right) {
        is_right = read_row(manifest, &text, field) == n_columns(manifest);
    }
    g_string_free(field, TRUE);
    return is_right;
}

bool manifest_is_ours(const char *text) {
    static const char *const ends[] = {",status,bytes,sha256,batch", ",status,bytes,sha256"};
    char *header = g_strndup(text, strcspn(text, "\n"));
    bool is_ours = g_str_has_prefix(header, "name,") &&
                   (g_str_has_suffix(header, ends[0]) || g_str_has_suffix(header, ends[1]));

    g_free(header);
    return is_ours;
}

bool manifest_read(struct manifest *manifest, const char *path, struct gradfig_error *error) {
    struct bytes text = {0};
    struct gradfig_error cause;
    char *shown = text_escape_path(path);
    bool done = file_read(path, "a manifest", SIZE_MAX, &text, &cause);

    *manifest = (struct manifest){
        .fields = g_ptr_array_new(),
        .texts = g_string_chunk_new(4096),
    };
    if (!done) {
        error_set(error, GRADFIG_WORK_FAILED, "%s: %s", shown, cause.message);
    } else if (strlen(text.data) != text.n || !read_rows(manifest, text.data)) {
        done =
            error_set(error, GRADFIG_INVALID_INPUT, "%s: expected a manifest of gradfig's", shown);
    }
    if (!done) {
        manifest_finish(manifest);
    }
    g_free(shown);
    bytes_finish(&text);
    return done;
}

void manifest_finish(struct manifest *manifest) {
    if (manifest->fields != NULL) {
        g_ptr_array_free(manifest->fields, TRUE);
        g_string_chunk_free(manifest->texts);
    }
    *manifest = (struct manifest){0};
}

const char *manifest_key(const struct manifest *manifest, size_t k) {
    return field_at(manifest, 0, 1 + k);
}

const char *manifest_name(const struct manifest *manifest, size_t i) {
    return field_at(manifest, 1 + i, 0);
}

const char *manifest_value(const struct manifest *manifest, size_t i, size_t k) {
    return field_at(manifest, 1 + i, 1 + k);
}

static const char *file_field(const struct manifest *manifest, size_t i, size_t column) {
    return field_at(manifest, 1 + i, 1 + manifest->n_keys + column);
}

const char *manifest_status(const struct manifest *manifest, size_t i) {
    return file_field(manifest, i, STATUS);
}

size_t manifest_n_bytes(const struct manifest *manifest, size_t i) {
    return (size_t)g_ascii_strtoull(file_field(manifest, i, BYTES), NULL, 10);
}

const char *manifest_sha256(const struct manifest *manifest, size_t i) {
    return file_field(manifest, i, SHA256);
}

const char *manifest_batch(const struct manifest *manifest) {
    return manifest->has_batch && manifest->n_rows > 0 ? file_field(manifest, 0, BATCH) : NULL;
}
