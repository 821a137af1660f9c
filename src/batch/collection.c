/* Reads the manifests of a folder: those of shards, or the one of a batch without. */
#include "batch/collection.h"

#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/text.h"
#include "batch/pattern.h"

void collection_finish(struct collection *collection) {
    for (size_t i = 0; i < collection->n_parts; i++) {
        manifest_finish(&collection->parts[i].own);
    }
    manifest_finish(&collection->joined_before);
    g_free(collection->parts);
}

bool collection_refuse(const struct collection *collection, const char *why,
                       struct gradfig_error *error) {
    char *shown = text_escape_path(collection->whole.folder);
    error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", shown, why);
    g_free(shown);
    return false;
}

bool collection_is_stopped(const struct collection *collection, struct gradfig_error *error) {
    return *collection->stop != 0 && !error_set(error, GRADFIG_INTERRUPTED, "interrupted");
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
    collection->n_other = shard->n;
    return shard->n == collection->n_parts;
}

static bool read_own(struct part *part, struct gradfig_error *error) {
    char *path = shard_manifest(&part->shard);
    (void)!stat(path, &part->status); /* before: what is newer is not what was read */
    bool done = manifest_read(&part->own, path, error);

    if (done) {
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
    bool is = same.n_rows == part->n_rows && manifest_has_keys_of(whole, &part->own);
    for (size_t i = 0; is && i < part->n_rows; i++) {
        is = manifest_is_same_variant(whole, same.first + i * same.step, &part->own, i);
    }
    return is;
}

/* What the first picture that tells has in common with the others of its part. */
static struct pattern *pattern_of(const struct part *part) {
    enum { TRIES_MAX = 20 };
    struct pattern *pattern = NULL;

    for (size_t i = 0; pattern == NULL && i < part->n_rows && i < TRIES_MAX; i++) {
        pattern = pattern_read(part->manifest, part->first + i * part->step, part->shard.folder);
    }
    return pattern;
}

/* Whether the pictures of a part are of the same batch as those of another, as far as they tell. */
static bool are_alike(const struct part *a, const struct part *b) {
    struct pattern *left = pattern_of(a);
    struct pattern *right = pattern_of(b);
    bool are = left == NULL || right == NULL || pattern_is_equal(left, right);

    pattern_free(left);
    pattern_free(right);
    return are;
}

static bool read_parts(struct collection *collection, struct gradfig_error *error) {
    for (size_t i = 0; i < collection->n_parts; i++) {
        struct part *part = &collection->parts[i];
        if (collection_is_stopped(collection, error) || (part->has_own && !read_own(part, error))) {
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
            return collection_refuse(
                collection,
                "expected manifests of one batch, found those of two; run every shard of "
                "the same spec",
                error);
        }
        batch = own != NULL ? own : batch;
    }
    return true;
}

/* Whether the manifest of an earlier gallery is of the batch that the shards are of. */
static bool is_joined_before(const struct collection *collection) {
    const struct manifest *whole = &collection->joined_before;
    bool is_same = true;

    for (size_t i = 0; is_same && i < collection->n_parts; i++) {
        const struct part *part = &collection->parts[i];
        is_same = !part->has_own || is_of_whole(part, whole);
    }
    return is_same;
}

/* Gives the shards that have no manifest the rows of an earlier gallery. */
static void complete_parts(struct collection *collection) {
    const struct part *own = any_part(collection);
    struct gradfig_error error;
    char *path = shard_manifest(&collection->whole);
    bool is_known =
        manifest_read(&collection->joined_before, path, &error) && is_joined_before(collection);

    g_free(path);
    for (size_t i = 0; is_known && i < collection->n_parts; i++) {
        struct part *part = &collection->parts[i];
        struct part before = {.shard = part->shard};
        if (!part->has_own) {
            take_rows(&before, &collection->joined_before);
            if (are_alike(own, &before)) {
                *part = before;
            }
        }
    }
}

bool collection_read_whole(struct collection *collection, struct gradfig_error *error) {
    collection->n_parts = 1;
    collection->parts = g_new0(struct part, 1);
    collection->parts[0].shard = collection->whole;
    collection->parts[0].has_own = true;
    return read_parts(collection, error);
}

static bool refuse_numbers(const struct collection *collection, struct gradfig_error *error) {
    char *why = g_strdup_printf("expected manifests of one batch, found those of two numbers of "
                                "shards; remove the older ones, manifest.*-of-%zu.csv or "
                                "manifest.*-of-%zu.csv",
                                MIN(collection->n_parts, collection->n_other),
                                MAX(collection->n_parts, collection->n_other));
    collection_refuse(collection, why, error);
    g_free(why);
    return false;
}

bool collection_read(struct collection *collection, struct gradfig_error *error) {
    const char *folder = collection->whole.folder;
    char *manifest = shard_manifest(&collection->whole);
    bool has_whole = g_file_test(manifest, G_FILE_TEST_EXISTS);

    g_free(manifest);
    if (!shard_visit(folder, place_part, collection)) {
        return refuse_numbers(collection, error);
    }
    if (collection->parts == NULL) {
        return has_whole
                   ? collection_read_whole(collection, error)
                   : collection_refuse(collection,
                                       "expected the folder of a batch, found no manifest", error);
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

struct manifest collection_join(const struct collection *collection) {
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
