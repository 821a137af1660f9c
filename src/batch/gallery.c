/* Joins the manifests of a folder, looks what is missing, and writes the page. */
#include "batch/gallery.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/text.h"
#include "batch/manifest.h"
#include "batch/page.h"

/* ---- the manifests in a folder ---- */

/* One shard's manifest, or the whole batch's. */
struct part {
    struct shard shard;
    struct manifest manifest;
    bool is_there;   /* its manifest */
    bool is_at_work; /* another process holds its lock */
};

static void clear_part(void *part) {
    manifest_finish(&((struct part *)part)->manifest);
}

static int compare_parts(const void *a, const void *b) {
    const struct shard *left = &((const struct part *)a)->shard;
    const struct shard *right = &((const struct part *)b)->shard;
    return (left->number > right->number) - (left->number < right->number);
}

/* The shards that have a manifest, by their numbers; nothing is read. */
static GArray *find_parts(const char *folder) {
    GArray *parts = g_array_new(FALSE, TRUE, sizeof(struct part));
    GDir *directory = g_dir_open(folder, 0, NULL);
    const char *name;

    g_array_set_clear_func(parts, clear_part);
    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        struct part part = {.shard.folder = folder, .is_there = true};
        if (shard_read_manifest_name(name, &part.shard)) {
            g_array_append_val(parts, part);
        }
    }
    if (directory != NULL) {
        g_dir_close(directory);
    }
    g_array_sort(parts, compare_parts);
    return parts;
}

static struct part *part_at(const GArray *parts, size_t i) {
    return &g_array_index(parts, struct part, i);
}

static bool is_at_work(const struct shard *shard) {
    struct shard_lock lock = {0};
    struct gradfig_error error;
    bool is_free = shard_take_lock(shard, &lock, &error);

    shard_unlock(&lock);
    return !is_free;
}

static void remove_manifest(const struct shard *shard) {
    char *path = shard_manifest(shard);
    unlink(path);
    g_free(path);
}

void gallery_forget_shards(const char *folder) {
    GArray *parts = find_parts(folder);

    for (size_t i = 0; i < parts->len; i++) {
        if (!is_at_work(&part_at(parts, i)->shard)) {
            remove_manifest(&part_at(parts, i)->shard);
        }
    }
    g_array_free(parts, TRUE);
}

static bool refuse(const char *folder, const char *why, struct gradfig_error *error) {
    char *shown = text_escape_path(folder);
    error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", shown, why);
    g_free(shown);
    return false;
}

/* Puts a part for every shard that has no manifest. */
static bool complete_parts(GArray *parts, const char *folder, struct gradfig_error *error) {
    size_t n = part_at(parts, 0)->shard.n;

    for (size_t i = 0; i < parts->len; i++) {
        if (part_at(parts, i)->shard.n != n) {
            return refuse(folder,
                          "expected manifests of one batch, found those of two numbers of shards; "
                          "remove the older ones",
                          error);
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (i == parts->len || part_at(parts, i)->shard.number != i + 1) {
            struct part absent = {.shard = {folder, i + 1, n}};
            g_array_insert_val(parts, (guint)i, absent);
        }
    }
    return true;
}

/* The shards of a batch if there are any, else the batch itself. */
static GArray *list_parts(const struct shard *whole, struct gradfig_error *error) {
    GArray *parts = find_parts(whole->folder);

    if (parts->len == 0) {
        struct part only = {.shard = *whole, .is_there = true};
        g_array_append_val(parts, only);
    } else if (!complete_parts(parts, whole->folder, error)) {
        g_array_free(parts, TRUE);
        return NULL;
    }
    return parts;
}

static bool read_parts(GArray *parts, struct gradfig_error *error) {
    for (size_t i = 0; i < parts->len; i++) {
        struct part *part = part_at(parts, i);
        char *path = shard_manifest(&part->shard);
        bool done = !part->is_there || manifest_read(&part->manifest, path, error);
        g_free(path);
        if (!done) {
            return false;
        }
        part->is_at_work = part->shard.n > 1 && is_at_work(&part->shard);
    }
    return true;
}

/* ---- one manifest of all ---- */

/* Shards take turns: row i of shard s is variant i·n + s - 1. */
static bool is_row_of(const struct part *part, size_t i) {
    return part->is_there && i < part->manifest.n_rows;
}

static size_t longest(const GArray *parts) {
    size_t n_rows = 0;
    for (size_t i = 0; i < parts->len; i++) {
        n_rows = MAX(n_rows, part_at(parts, i)->manifest.n_rows);
    }
    return n_rows;
}

static const struct manifest *any_manifest(const GArray *parts) {
    size_t i = 0;
    while (!part_at(parts, i)->is_there) {
        i++;
    }
    return &part_at(parts, i)->manifest;
}

static bool are_alike(const struct manifest *a, const struct manifest *b) {
    bool are = a->n_keys == b->n_keys;
    for (size_t k = 0; are && k < a->n_keys; k++) {
        are = strcmp(manifest_key(a, k), manifest_key(b, k)) == 0;
    }
    return are;
}

/* The same keys in all, and no shard longer than one before it or shorter by two. */
static bool check_parts(const GArray *parts, const char *folder, struct gradfig_error *error) {
    const struct manifest *first = any_manifest(parts);
    size_t n_rows = SIZE_MAX;

    for (size_t i = 0; i < parts->len; i++) {
        const struct part *part = part_at(parts, i);
        if (!part->is_there) {
            continue;
        }
        if (!are_alike(&part->manifest, first) || part->manifest.n_rows > n_rows ||
            part->manifest.n_rows + 1 < longest(parts)) {
            return refuse(folder,
                          "expected manifests of one batch, found those of two; run every shard of "
                          "the same spec",
                          error);
        }
        n_rows = part->manifest.n_rows;
    }
    return true;
}

static void add_fields(struct manifest *joined, const struct manifest *from, size_t row) {
    size_t n_columns = from->fields->len / (1 + from->n_rows);
    for (size_t i = 0; i < n_columns; i++) {
        g_ptr_array_add(joined->fields, g_ptr_array_index(from->fields, row * n_columns + i));
    }
}

/* Borrows the texts of the parts. */
static struct manifest join(const GArray *parts) {
    const struct manifest *first = any_manifest(parts);
    struct manifest joined = {.n_keys = first->n_keys, .fields = g_ptr_array_new()};

    add_fields(&joined, first, 0);
    for (size_t i = 0; i < longest(parts); i++) {
        for (size_t j = 0; j < parts->len; j++) {
            if (is_row_of(part_at(parts, j), i)) {
                add_fields(&joined, &part_at(parts, j)->manifest, 1 + i);
                joined.n_rows++;
            }
        }
    }
    return joined;
}

/* ---- what is missing ---- */

static bool is_picture_missing(const struct manifest *manifest, const char *folder, size_t i) {
    struct stat status;
    char *path = g_build_filename(folder, manifest_name(manifest, i), NULL);
    bool is_there = strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0 &&
                    stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
                    (size_t)status.st_size == manifest_n_bytes(manifest, i);

    g_free(path);
    return !is_there;
}

static void tell_of_shards(const GArray *parts, GString *lines) {
    for (size_t i = 0; i < parts->len; i++) {
        const struct part *part = part_at(parts, i);
        if (!part->is_there || part->is_at_work) {
            g_string_append_printf(lines, "shard %zu of %zu: %s\n", part->shard.number,
                                   part->shard.n,
                                   part->is_at_work ? "still at work" : "no manifest");
        }
    }
}

static void tell_of_pictures(const struct manifest *manifest, const bool *is_missing, size_t n,
                             GString *lines) {
    enum { TOLD_MAX = 20 };
    size_t n_told = 0;

    for (size_t i = 0; i < manifest->n_rows && n_told < TOLD_MAX; i++) {
        if (is_missing[i]) {
            bool is_done = strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0;
            g_string_append_printf(lines, "%s: %s\n", manifest_name(manifest, i),
                                   is_done ? MANIFEST_MISSING : manifest_status(manifest, i));
            n_told++;
        }
    }
    if (n > n_told) {
        g_string_append_printf(lines, "and %zu more\n", n - n_told);
    }
}

/* Whether every shard has ended; a variant that failed has ended too. */
static bool has_ended(const GArray *parts, const struct manifest *joined) {
    for (size_t i = 0; i < parts->len; i++) {
        if (!part_at(parts, i)->is_there || part_at(parts, i)->is_at_work) {
            return false;
        }
    }
    for (size_t i = 0; i < joined->n_rows; i++) {
        if (strcmp(manifest_status(joined, i), MANIFEST_MISSING) == 0) {
            return false;
        }
    }
    return true;
}

/* ---- writing ---- */

static bool write_joined(const struct shard *whole, const struct manifest *joined,
                         struct gradfig_error *error) {
    struct file_output file;

    if (!shard_open(whole, shard_manifest(whole), "manifest", &file, error)) {
        return false;
    }
    manifest_write_header(joined, file.stream);
    for (size_t i = 0; i < joined->n_rows; i++) {
        manifest_write_row(joined, i, file.stream);
    }
    return file_commit(&file, error);
}

static bool write_page(const struct shard *whole, const struct manifest *joined,
                       const bool *is_missing, struct gradfig_error *error) {
    struct file_output file;

    if (!shard_open(whole, shard_path(whole, "index.html"), "page", &file, error)) {
        return false;
    }
    page_write(joined, whole->folder, is_missing, file.stream);
    return file_commit(&file, error);
}

static bool replace_parts(const struct shard *whole, const GArray *parts,
                          const struct manifest *joined, struct gradfig_error *error) {
    if (parts->len == 1 || !has_ended(parts, joined)) {
        return true;
    }
    if (!write_joined(whole, joined, error)) {
        return false;
    }
    for (size_t i = 0; i < parts->len; i++) {
        remove_manifest(&part_at(parts, i)->shard);
    }
    return true;
}

static bool make(const struct shard *whole, const GArray *parts, struct gradfig_gallery *gallery,
                 struct gradfig_error *error) {
    struct manifest joined = join(parts);
    bool *is_missing = g_new0(bool, MAX(joined.n_rows, 1));
    GString *lines = g_string_new(NULL);

    *gallery = (struct gradfig_gallery){.n = joined.n_rows};
    for (size_t i = 0; i < joined.n_rows; i++) {
        is_missing[i] = is_picture_missing(&joined, whole->folder, i);
        gallery->n_missing += is_missing[i];
    }
    tell_of_shards(parts, lines);
    tell_of_pictures(&joined, is_missing, gallery->n_missing, lines);
    gallery->missing = lines->len > 0 ? g_strdup(lines->str) : NULL;
    bool done = replace_parts(whole, parts, &joined, error) &&
                write_page(whole, &joined, is_missing, error);
    g_string_free(lines, TRUE);
    g_free(is_missing);
    g_ptr_array_free(joined.fields, TRUE);
    return done;
}

bool gallery_make(const struct shard *whole, struct gradfig_gallery *gallery,
                  struct gradfig_error *error) {
    GArray *parts = list_parts(whole, error);

    if (parts == NULL) {
        return false;
    }
    bool done = read_parts(parts, error) && check_parts(parts, whole->folder, error) &&
                make(whole, parts, gallery, error);
    g_array_free(parts, TRUE);
    return done;
}

bool gradfig_gallery_write(const char *folder, struct gradfig_gallery *gallery,
                           struct gradfig_error *error) {
    const struct shard whole = {folder, 1, 1};
    struct shard_lock lock = {0};

    *gallery = (struct gradfig_gallery){0};
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        return refuse(folder, "expected the folder of a batch", error);
    }
    if (!shard_take_lock(&whole, &lock, error)) {
        return false;
    }
    shard_clean(&whole);
    bool done = gallery_make(&whole, gallery, error);
    shard_unlock(&lock);
    return done;
}
