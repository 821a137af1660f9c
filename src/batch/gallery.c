/* Joins the manifests of a folder, looks what is missing, and writes the page. */
#include "batch/gallery.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include <gradfig/batch.h>

#include "base/error.h"
#include "base/text.h"
#include "batch/manifest.h"
#include "batch/page.h"

/* One shard, and where its rows are: in its own manifest, or among those of the whole batch, which
 * an earlier gallery has joined. */
struct part {
    struct shard shard;
    bool has_own; /* manifest */
    struct manifest own;
    struct stat status;              /* of its file */
    const struct manifest *manifest; /* that has its rows; NULL: none */
    size_t first, step, n_rows;
};

struct collection {
    struct shard whole;
    const volatile sig_atomic_t *stop;
    struct manifest joined_before; /* the whole batch's; zeroed if there is none */
    size_t n_parts;
    struct part *parts; /* in their order */
};

static void free_collection(struct collection *collection) {
    for (size_t i = 0; i < collection->n_parts; i++) {
        manifest_finish(&collection->parts[i].own);
    }
    manifest_finish(&collection->joined_before);
    g_free(collection->parts);
}

static bool refuse(const struct collection *collection, const char *why,
                   struct gradfig_error *error) {
    char *shown = text_escape_path(collection->whole.folder);
    error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", shown, why);
    g_free(shown);
    return false;
}

static bool is_stopped(const struct collection *collection, struct gradfig_error *error) {
    return *collection->stop != 0 && !error_set(error, GRADFIG_INTERRUPTED, "interrupted");
}

/* ---- what shards leave ---- */

/* Hands every shard that has a manifest to `take`; ends where it returns false. */
static bool visit_shards(const char *folder, bool (*take)(void *context, const struct shard *shard),
                         void *context) {
    GDir *directory = g_dir_open(folder, 0, NULL);
    const char *name;
    bool goes_on = true;

    while (goes_on && directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        struct shard shard = {.folder = folder};
        goes_on = !shard_read_manifest_name(name, &shard) || take(context, &shard);
    }
    if (directory != NULL) {
        g_dir_close(directory);
    }
    return goes_on;
}

/* `status` is that of the manifest that may go; NULL: any. */
static void forget(const struct shard *shard, const struct stat *status) {
    struct shard_lock lock = {0};
    char *path = shard_manifest(shard);
    struct stat now;

    if (shard_try_lock(shard, &lock)) {
        bool is_newer = status != NULL && (stat(path, &now) != 0 || now.st_ino != status->st_ino ||
                                           now.st_mtim.tv_sec != status->st_mtim.tv_sec ||
                                           now.st_mtim.tv_nsec != status->st_mtim.tv_nsec);
        shard_clean(shard);
        if (!is_newer) {
            unlink(path);
        }
    }
    shard_unlock(&lock);
    g_free(path);
}

void gallery_forget(const struct shard *shard) {
    forget(shard, NULL);
}

static bool forget_one(void *context, const struct shard *shard) {
    (void)context;
    forget(shard, NULL);
    return true;
}

void gallery_forget_shards(const char *folder) {
    (void)visit_shards(folder, forget_one, NULL);
}

/* ---- the parts of a batch ---- */

/* Makes room for all shards once the first is found; false for one of another number. */
static bool place_part(void *context, const struct shard *shard) {
    struct collection *collection = context;

    if (collection->parts == NULL) {
        collection->n_parts = shard->n;
        collection->parts = g_new0(struct part, shard->n);
        for (size_t i = 0; i < shard->n; i++) {
            collection->parts[i].shard = (struct shard){shard->folder, i + 1, shard->n};
        }
    }
    if (shard->n == collection->n_parts) {
        collection->parts[shard->number - 1].has_own = true;
    }
    return shard->n == collection->n_parts;
}

static bool read_own(struct part *part, struct gradfig_error *error) {
    char *path = shard_manifest(&part->shard);
    bool done = manifest_read(&part->own, path, error);

    if (done) {
        (void)!stat(path, &part->status); /* one that is gone is no longer the one that was read */
        part->manifest = &part->own;
        part->step = 1;
        part->n_rows = part->own.n_rows;
    }
    g_free(path);
    return done;
}

/* Shards take turns: row i of shard s is variant i·n + s - 1. */
static void take_rows(struct part *part, const struct manifest *whole) {
    part->manifest = whole;
    part->first = part->shard.number - 1;
    part->step = part->shard.n;
    part->n_rows = whole->n_rows < part->shard.number
                       ? 0
                       : (whole->n_rows - part->shard.number) / part->shard.n + 1;
}

/* Whether a shard's rows are those that the whole batch has for it. */
static bool is_of_whole(const struct part *part, const struct manifest *whole) {
    struct part same = {.shard = part->shard};

    take_rows(&same, whole);
    bool is = same.n_rows == part->n_rows && whole->n_keys == part->own.n_keys;
    for (size_t i = 0; is && i < part->n_rows; i++) {
        is = strcmp(manifest_name(whole, same.first + i * same.step),
                    manifest_name(&part->own, i)) == 0;
    }
    return is;
}

static bool read_parts(struct collection *collection, struct gradfig_error *error) {
    for (size_t i = 0; i < collection->n_parts; i++) {
        struct part *part = &collection->parts[i];
        if (is_stopped(collection, error) || (part->has_own && !read_own(part, error))) {
            return false;
        }
    }
    return true;
}

static const struct part *any_part(const struct collection *collection) {
    size_t i = 0;
    while (collection->parts[i].manifest == NULL) {
        i++;
    }
    return &collection->parts[i];
}

/* All manifests say that they are of one batch, which those without rows cannot. */
static bool check_parts(const struct collection *collection, struct gradfig_error *error) {
    const char *batch = NULL;

    for (size_t i = 0; i < collection->n_parts; i++) {
        const struct part *part = &collection->parts[i];
        const char *own = part->has_own ? manifest_batch(&part->own) : NULL;
        bool is_other = part->has_own && own == NULL && part->n_rows > 0;
        if (is_other || (own != NULL && batch != NULL && strcmp(own, batch) != 0)) {
            return refuse(collection,
                          "expected manifests of one batch, found those of two; run every shard of "
                          "the same spec",
                          error);
        }
        batch = own != NULL ? own : batch;
    }
    return true;
}

/* Gives the shards that have no manifest the rows of an earlier gallery. */
static void complete_parts(struct collection *collection) {
    struct gradfig_error error;
    char *path = shard_manifest(&collection->whole);
    bool is_there = manifest_read(&collection->joined_before, path, &error);
    bool is_same = is_there;

    g_free(path);
    for (size_t i = 0; is_same && i < collection->n_parts; i++) {
        const struct part *part = &collection->parts[i];
        is_same = !part->has_own || is_of_whole(part, &collection->joined_before);
    }
    for (size_t i = 0; is_same && i < collection->n_parts; i++) {
        if (!collection->parts[i].has_own) {
            take_rows(&collection->parts[i], &collection->joined_before);
        }
    }
}

/* The batch as its only part. */
static bool collect_whole(struct collection *collection, struct gradfig_error *error) {
    collection->n_parts = 1;
    collection->parts = g_new0(struct part, 1);
    collection->parts[0].shard = collection->whole;
    collection->parts[0].has_own = true;
    return read_parts(collection, error);
}

/* The shards of a batch if there are any, else the batch itself. */
static bool collect(struct collection *collection, struct gradfig_error *error) {
    const char *folder = collection->whole.folder;
    char *manifest = shard_manifest(&collection->whole);
    bool has_whole = g_file_test(manifest, G_FILE_TEST_EXISTS);

    g_free(manifest);
    if (!visit_shards(folder, place_part, collection)) {
        return refuse(collection,
                      "expected manifests of one batch, found those of two numbers of shards; "
                      "remove the older ones",
                      error);
    }
    if (collection->parts == NULL) {
        return has_whole
                   ? collect_whole(collection, error)
                   : refuse(collection, "expected the folder of a batch, found no manifest", error);
    }
    if (!read_parts(collection, error) || !check_parts(collection, error)) {
        return false;
    }
    complete_parts(collection);
    return true;
}

/* ---- one manifest of all ---- */

static void add_fields(struct manifest *joined, const struct manifest *from, size_t row) {
    size_t n_columns = from->fields->len / (1 + from->n_rows);
    for (size_t i = 0; i < n_columns - from->has_batch; i++) {
        g_ptr_array_add(joined->fields, g_ptr_array_index(from->fields, row * n_columns + i));
    }
}

/* Borrows the texts of the parts. */
static struct manifest join(const struct collection *collection) {
    const struct manifest *first = any_part(collection)->manifest;
    struct manifest joined = {.n_keys = first->n_keys, .fields = g_ptr_array_new()};
    size_t n_before;
    size_t i = 0;

    add_fields(&joined, first, 0);
    do {
        n_before = joined.n_rows;
        for (size_t j = 0; j < collection->n_parts; j++) {
            const struct part *part = &collection->parts[j];
            if (part->manifest != NULL && i < part->n_rows) {
                add_fields(&joined, part->manifest, 1 + part->first + i * part->step);
                joined.n_rows++;
            }
        }
        i++;
    } while (joined.n_rows > n_before);
    return joined;
}

/* ---- what is missing ---- */

enum { TOLD_MAX = 20 };

static bool is_at_work(const struct part *part) {
    return part->shard.n > 1 && part->has_own && shard_is_at_work(&part->shard);
}

static bool is_picture_missing(const struct manifest *manifest, const char *folder, size_t i) {
    struct stat status;
    char *path = g_build_filename(folder, manifest_name(manifest, i), NULL);
    bool is_there = strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0 &&
                    stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
                    (size_t)status.st_size == manifest_n_bytes(manifest, i);

    g_free(path);
    return !is_there;
}

static void tell_of_more(GString *lines, size_t n, size_t n_told, const char *what) {
    if (n > n_told) {
        g_string_append_printf(lines, "and %zu more%s\n", n - n_told, what);
    }
}

/* Counts the shards that are not there or not at their end; returns how many that are. */
static size_t tell_of_shards(const struct collection *collection, GString *lines,
                             struct gradfig_gallery *gallery) {
    size_t n_open = 0;

    for (size_t i = 0; i < collection->n_parts; i++) {
        const struct part *part = &collection->parts[i];
        bool is_absent = part->manifest == NULL;
        gallery->n_shards_absent += is_absent;
        if (!is_absent && !is_at_work(part)) {
            continue;
        }
        if (n_open++ < TOLD_MAX) {
            g_string_append_printf(lines, "shard %zu of %zu: %s\n", part->shard.number,
                                   part->shard.n, is_absent ? "no manifest" : "still at work");
        }
    }
    tell_of_more(lines, n_open, TOLD_MAX, " shards");
    return n_open;
}

static void tell_of_pictures(const struct manifest *manifest, const bool *is_missing, size_t n,
                             GString *lines) {
    size_t n_told = 0;

    for (size_t i = 0; i < manifest->n_rows && n_told < TOLD_MAX; i++) {
        if (is_missing[i]) {
            bool is_done = strcmp(manifest_status(manifest, i), MANIFEST_DONE) == 0;
            g_string_append_printf(lines, "%s: %s\n", manifest_name(manifest, i),
                                   is_done ? MANIFEST_MISSING : manifest_status(manifest, i));
            n_told++;
        }
    }
    tell_of_more(lines, n, n_told, "");
}

/* Whether all variants have been seen to; one that failed has been, too. */
static bool is_seen_to(const struct manifest *joined) {
    size_t i = 0;
    while (i < joined->n_rows && strcmp(manifest_status(joined, i), MANIFEST_MISSING) != 0) {
        i++;
    }
    return i == joined->n_rows;
}

/* ---- writing ---- */

/* Closes the file and waits for the disk: what it replaces may go then. */
static bool commit(struct file_output *file, struct gradfig_error *error) {
    char *path = g_strdup(file->path);
    bool done = file_commit(file, error) && file_reach_disk(path, error);

    g_free(path);
    return done;
}

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
    return commit(&file, error);
}

/* Puts one manifest in the place of the shards'. */
static bool replace_parts(const struct collection *collection, const struct manifest *joined,
                          struct gradfig_error *error) {
    if (!write_joined(&collection->whole, joined, error)) {
        return false;
    }
    for (size_t i = 0; i < collection->n_parts; i++) {
        if (collection->parts[i].has_own) {
            forget(&collection->parts[i].shard, &collection->parts[i].status);
        }
    }
    return true;
}

static bool write_page(const struct collection *collection, const struct page *page,
                       struct gradfig_error *error) {
    const struct shard *whole = &collection->whole;
    struct file_output file;

    if (!shard_open(whole, shard_path(whole, "index.html"), "page", &file, error)) {
        return false;
    }
    page_write(page, file.stream);
    if (is_stopped(collection, error)) {
        file_discard(&file);
        return false;
    }
    return commit(&file, error);
}

static bool look_for_pictures(const struct collection *collection, const struct manifest *joined,
                              bool *is_missing, struct gradfig_gallery *gallery,
                              struct gradfig_error *error) {
    for (size_t i = 0; i < joined->n_rows; i++) {
        if (is_stopped(collection, error)) {
            return false;
        }
        is_missing[i] = is_picture_missing(joined, collection->whole.folder, i);
        gallery->n_missing += is_missing[i];
    }
    return true;
}

static bool write_gallery(const struct collection *collection, const struct manifest *joined,
                          bool *is_missing, struct gradfig_gallery *gallery,
                          struct gradfig_error *error) {
    bool has_shards = collection->n_parts > 1;

    *gallery = (struct gradfig_gallery){.n = joined->n_rows, .n_shards = collection->n_parts};
    if (!look_for_pictures(collection, joined, is_missing, gallery, error)) {
        return false;
    }
    GString *lines = g_string_new(NULL);
    bool is_ended = tell_of_shards(collection, lines, gallery) == 0 && is_seen_to(joined);
    tell_of_pictures(joined, is_missing, gallery->n_missing, lines);
    const struct page page = {
        .folder = collection->whole.folder,
        .manifest = joined,
        .is_missing = is_missing,
        .is_joined = !has_shards || is_ended,
        .n_shards = gallery->n_shards,
        .n_shards_absent = gallery->n_shards_absent,
        .stop = collection->stop,
    };
    bool done = (!has_shards || !is_ended || replace_parts(collection, joined, error)) &&
                write_page(collection, &page, error);
    gallery->missing = done && lines->len > 0 ? g_strdup(lines->str) : NULL;
    g_string_free(lines, TRUE);
    return done;
}

/* A page that somebody else has made is not written over. */
static bool check_page(const struct collection *collection, struct gradfig_error *error) {
    char *path = shard_path(&collection->whole, "index.html");
    char *text = NULL;
    bool is_ours =
        !g_file_get_contents(path, &text, NULL, NULL) || *text == '\0' || page_is_ours(text);

    g_free(text);
    g_free(path);
    return is_ours ||
           refuse(collection,
                  "expected a folder for a batch, found an index.html that is not gradfig's",
                  error);
}

static bool make(struct collection *collection,
                 bool (*find)(struct collection *, struct gradfig_error *),
                 struct gradfig_gallery *gallery, struct gradfig_error *error) {
    bool done = check_page(collection, error) && find(collection, error);

    if (done) {
        struct manifest joined = join(collection);
        bool *is_missing = g_new0(bool, MAX(joined.n_rows, 1));
        done = write_gallery(collection, &joined, is_missing, gallery, error);
        g_free(is_missing);
        g_ptr_array_free(joined.fields, TRUE);
    }
    free_collection(collection);
    return done;
}

bool gallery_check_folder(const char *folder, struct gradfig_error *error) {
    const struct collection collection = {.whole = {folder, 1, 1}};
    return check_page(&collection, error);
}

bool gallery_write_whole(const struct shard *whole, const volatile sig_atomic_t *stop,
                         struct gradfig_error *error) {
    struct collection collection = {.whole = *whole, .stop = stop};
    struct gradfig_gallery gallery = {0};
    bool done = make(&collection, collect_whole, &gallery, error);

    free(gallery.missing); /* whoever draws knows it already */
    return done;
}

bool gradfig_gallery_write(const char *folder, const volatile sig_atomic_t *stop,
                           struct gradfig_gallery *gallery, struct gradfig_error *error) {
    struct collection collection = {.whole = {folder, 1, 1}, .stop = stop};
    struct shard_lock lock = {0};

    *gallery = (struct gradfig_gallery){0};
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        return refuse(&collection, "expected the folder of a batch", error);
    }
    if (!shard_take_lock(&collection.whole, &lock, error)) {
        return false;
    }
    shard_clean(&collection.whole);
    bool done = make(&collection, collect, gallery, error);
    shard_unlock(&lock);
    return done;
}
