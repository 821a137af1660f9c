/* Reads the manifests of a folder, those of shards or that of a batch without shards. */
#include "batch/manifest_join.h"

#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "batch/stored_spec.h"

void manifest_join_finish(struct manifest_join *join) {
    for (size_t i = 0; i < join->n_parts; i++) {
        manifest_finish(&join->parts[i].own);
    }
    manifest_finish(&join->joined_before);
    g_free(join->parts);
    g_free(join->spec);
    g_free(join->digest);
}

/* ---- the parts of a batch ---- */

/* Allocates all shards when the first is found; fails for a shard of another number of shards. */
static bool place_part(void *context, const struct shard *shard, struct gradfig_error *error) {
    struct manifest_join *join = context;

    if (join->parts == NULL) {
        join->n_parts = shard->n;
        join->parts = g_new0(struct part, shard->n);
        for (size_t i = 0; i < shard->n; i++) {
            join->parts[i].shard = (struct shard){shard->folder, i + 1, shard->n};
        }
    }
    if (shard->n != join->n_parts) {
        return error_set_at(error, GRADFIG_INVALID_INPUT, shard->folder,
                            "expected manifests of one batch, found those of two numbers of "
                            "shards; remove the older ones, manifest.*-of-%zu.csv or "
                            "manifest.*-of-%zu.csv",
                            MIN(join->n_parts, shard->n), MAX(join->n_parts, shard->n));
    }
    join->parts[shard->number - 1].has_own = true;
    return true;
}

static bool read_own(struct part *part, size_t *n_bytes, struct gradfig_error *error) {
    g_autofree char *path = shard_manifest(&part->shard);
    (void)!lstat(
        path,
        &part->status); /* stat first, so that a manifest replaced meanwhile counts as unread */
    *n_bytes += (size_t)part->status.st_size;
    bool done = *n_bytes <= MANIFEST_MAX
                    ? manifest_read(&part->own, path, error)
                    : error_set(error, GRADFIG_INVALID_INPUT,
                                "%s: expected manifests of at most %zu MiB together, found more",
                                path, MANIFEST_MAX / MEBIBYTE);

    if (done) {
        part->manifest = &part->own;
        part->step = 1;
        part->n_rows = part->own.n_rows;
    }
    return done;
}

/* Variants go to the shards in turn: row i of shard s is variant i·n + s - 1. */
static void take_rows(struct part *part, const struct manifest *whole) {
    part->manifest = whole;
    part->first = part->shard.number - 1;
    part->step = part->shard.n;
    part->n_rows = whole->n_rows < part->shard.number
                       ? 0
                       : (whole->n_rows - part->shard.number) / part->shard.n + 1;
}

static bool read_parts(struct manifest_join *join, struct gradfig_error *error) {
    size_t n_bytes = 0;

    for (size_t i = 0; i < join->n_parts; i++) {
        struct part *part = &join->parts[i];
        if (!error_check_stop(join->stop, error) ||
            (part->has_own && !read_own(part, &n_bytes, error))) {
            return false;
        }
    }
    return true;
}

/* The first part with rows, if any has them; its columns are those of the batch. */
static const struct part *any_part(const struct manifest_join *join) {
    const struct part *found = join->parts;

    for (size_t i = 1; i < join->n_parts && found->n_rows == 0; i++) {
        if (join->parts[i].manifest != NULL) {
            found = &join->parts[i];
        }
    }
    return found;
}

/* Whether all manifests have the same columns; those without rows have none of their own. */
static bool check_columns(const struct manifest_join *join, struct gradfig_error *error) {
    const struct part *first = any_part(join);

    for (size_t i = 0; i < join->n_parts; i++) {
        const struct part *part = &join->parts[i];
        if (part->has_own && part->n_rows > 0 && !manifest_fits(&part->own, first->manifest)) {
            return error_set_at(error, GRADFIG_INVALID_INPUT, join->whole.folder,
                                "expected manifests of one batch, found those of other columns; "
                                "run every shard of the same spec");
        }
    }
    return true;
}

/* Whether all manifests have the digest of the stored spec or, without one, the same digest. A
 * manifest without rows has none, and a whole one of an earlier version is the only one. */
static bool check_parts(struct manifest_join *join, struct gradfig_error *error) {
    bool is_same = true;

    for (size_t i = 0; i < join->n_parts && is_same; i++) {
        const struct part *part = &join->parts[i];
        const char *batch = part->has_own ? manifest_batch(&part->own) : NULL;
        bool is_silent =
            !part->has_own || part->n_rows == 0 || (join->n_parts == 1 && batch == NULL);
        if (join->digest == NULL) {
            join->digest = g_strdup(batch);
        }
        is_same = is_silent || (batch != NULL && strcmp(batch, join->digest) == 0);
    }
    if (!is_same) {
        return stored_spec_is_unedited(join->whole.folder, join->spec, error) &&
               error_set_at(error, GRADFIG_INVALID_INPUT, join->whole.folder,
                            "expected manifests of one batch, found those of two; run every shard "
                            "of the same spec");
    }
    return check_columns(join, error);
}

/* Shards without a manifest get their rows from an earlier gallery of the same batch. */
static void complete_parts(struct manifest_join *join) {
    struct gradfig_error error;
    g_autofree char *path = shard_manifest(&join->whole);
    bool is_same = join->digest != NULL && manifest_read(&join->joined_before, path, &error) &&
                   manifest_is_of(&join->joined_before, join->digest) &&
                   manifest_fits(&join->joined_before, any_part(join)->manifest);

    for (size_t i = 0; i < join->n_parts && is_same; i++) {
        if (!join->parts[i].has_own) {
            take_rows(&join->parts[i], &join->joined_before);
        }
    }
}

static bool read_digest(struct manifest_join *join, struct gradfig_error *error) {
    bool done = stored_spec_read(join->whole.folder, &join->spec, error);

    join->digest = join->spec != NULL ? stored_spec_digest(join->spec) : NULL;
    return done;
}

bool manifest_join_read_whole(struct manifest_join *join, struct gradfig_error *error) {
    join->n_parts = 1;
    join->parts = g_new0(struct part, 1);
    join->parts[0].shard = join->whole;
    join->parts[0].has_own = true;
    return read_digest(join, error) && read_parts(join, error) && check_parts(join, error);
}

static bool find_any(void *context, const struct shard *shard, struct gradfig_error *error) {
    bool *is_found = context;
    (void)shard;
    (void)error;

    *is_found = true;
    return true;
}

bool manifest_join_is_possible(const struct manifest_join *join, struct gradfig_error *error) {
    g_autofree char *whole = shard_manifest(&join->whole);
    bool is = g_file_test(whole, G_FILE_TEST_EXISTS);
    bool done = is || shard_visit(join->whole.folder, find_any, &is, error);

    return is || (done && error_set_at(error, GRADFIG_INVALID_INPUT, join->whole.folder,
                                       "expected the folder of a batch, found no manifest"));
}

bool manifest_join_read(struct manifest_join *join, struct gradfig_error *error) {
    if (!manifest_join_is_possible(join, error) ||
        !shard_visit(join->whole.folder, place_part, join, error)) {
        return false;
    }
    if (join->parts == NULL) {
        return manifest_join_read_whole(join, error);
    }
    if (!read_digest(join, error) || !read_parts(join, error) || !check_parts(join, error)) {
        return false;
    }
    complete_parts(join);
    return true;
}

/* ---- one manifest of all ---- */

static void add_row(struct manifest *joined, const struct manifest *from, size_t row) {
    g_ptr_array_add(joined->rows, g_ptr_array_index(from->rows, row));
}

struct manifest manifest_join_all(const struct manifest_join *join, size_t **numbers) {
    const struct manifest *first = any_part(join)->manifest;
    GArray *variants = g_array_new(FALSE, FALSE, sizeof(size_t));
    struct manifest joined = {
        .n_keys = first->n_keys,
        .has_batch = first->has_batch,
        .rows = g_ptr_array_new(),
    };
    bool has_more = true;

    add_row(&joined, first, 0);
    for (size_t i = 0; has_more; i++) {
        has_more = false;
        for (size_t j = 0; j < join->n_parts; j++) {
            const struct part *part = &join->parts[j];
            if (part->manifest != NULL && i < part->n_rows) {
                size_t number = i * join->n_parts + j; /* row i of shard s is i·n + s - 1 */
                add_row(&joined, part->manifest, 1 + part->first + i * part->step);
                g_array_append_val(variants, number);
                has_more = true;
            }
        }
    }
    joined.n_rows = variants->len;
    *numbers = (size_t *)(void *)g_array_free(variants, FALSE);
    return joined;
}
