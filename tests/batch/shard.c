/* Tests of a shard's files: their names, which files are taken for those of a shard, the lock. */
#include "batch/shard.h"

#include <string.h>

#include "batch/batch.h"
#include "shared/folder.h"
#include "shared/rows.h"

static const volatile sig_atomic_t never_stop = 0;
static const volatile sig_atomic_t stop_at_once = 1;

/* ---- names ---- */

static const struct {
    size_t number, n;
    const char *manifest;
    const char *temporary; /* for "7" */
} names[] = {
    {1, 1, "f/manifest.csv", "f/.gradfig-1-of-1.7.tmp"},
    {1, 2, "f/manifest.1-of-2.csv", "f/.gradfig-1-of-2.7.tmp"},
    {12, 345, "f/manifest.12-of-345.csv", "f/.gradfig-12-of-345.7.tmp"},
    {SHARDS_MAX, SHARDS_MAX, "f/manifest.100000-of-100000.csv",
     "f/.gradfig-100000-of-100000.7.tmp"},
};

static void names_have_both_numbers(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const struct shard shard = {"f", names[i].number, names[i].n};
        char *manifest = shard_manifest(&shard);
        char *temporary = shard_temporary(&shard, "7");
        expect_text("manifest", manifest, names[i].manifest);
        expect_text("temporary file", temporary, names[i].temporary);
        g_free(manifest);
        g_free(temporary);
    }
}

/* ---- names that are read ---- */

static const struct {
    const char *name;
    size_t number, n; /* 0: not the manifest of a shard */
} found[] = {
    {"manifest.1-of-2.csv", 1, 2},
    {"manifest.2-of-2.csv", 2, 2},
    {"manifest.7-of-100000.csv", 7, 100000},
    {"manifest.csv", 0, 0},
    {"manifest.1-of-1.csv", 0, 0},
    {"manifest.0-of-2.csv", 0, 0},
    {"manifest.3-of-2.csv", 0, 0},
    {"manifest.1-of-100001.csv", 0, 0},
    {"manifest.01-of-3.csv", 0, 0},
    {"manifest.+1-of-3.csv", 0, 0},
    {"manifest.-1-of-3.csv", 0, 0},
    {"manifest. 1-of-3.csv", 0, 0},
    {"manifest.1-of-3", 0, 0},
    {"manifest.1-of-3.csv~", 0, 0},
    {"manifest.1-of-3.csv.bak", 0, 0},
    {"manifest.18446744073709551617-of-18446744073709551618.csv", 0, 0},
    {"Manifest.1-of-3.csv", 0, 0},
    {"manifest.x-of-3.csv", 0, 0},
};

/* How often the visit found each row; one that is in no row fails. */
static bool count_found(void *context, const struct shard *shard) {
    size_t *n_found = context;

    for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
        if (found[i].n == shard->n && found[i].number == shard->number) {
            n_found[i]++;
            return true;
        }
    }
    row_fail("found shard %zu of %zu", shard->number, shard->n);
    return true;
}

static void only_right_names_are_those_of_shards(void **state) {
    size_t n_found[G_N_ELEMENTS(found)] = {0};
    char *folder = folder_make();
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
        folder_write_text(folder, found[i].name, "");
    }
    assert_true(shard_visit(folder, count_found, n_found));
    for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
        expect_equal(found[i].name, (int64_t)n_found[i], found[i].n > 0);
    }
    folder_remove(folder);
    assert_true(shard_visit("/nonexistent", count_found, n_found));
}

static bool end_visit(void *context, const struct shard *shard) {
    (void)shard;
    ++*(size_t *)context;
    return false;
}

static void a_visit_ends_early(void **state) {
    char *folder = folder_make();
    size_t n_visited = 0;
    (void)state;

    folder_write_text(folder, "manifest.1-of-2.csv", "");
    folder_write_text(folder, "manifest.2-of-2.csv", "");
    assert_false(shard_visit(folder, end_visit, &n_visited));
    assert_int_equal(n_visited, 1);
    folder_remove(folder);
}

/* ---- temporary files ---- */

static const struct {
    const char *name;
    bool stays;
} left[] = {
    {".gradfig-1-of-2.0.tmp", false},
    {".gradfig-1-of-2.17.tmp", false},
    {".gradfig-1-of-2.manifest.tmp", false},
    {".gradfig-2-of-2.0.tmp", true},
    {".gradfig-1-of-21.0.tmp", true},
    {".gradfig-11-of-2.0.tmp", true},
    {".gradfig-1-of-2.0", true},
    {"manifest.1-of-2.csv", true},
    {"1-of-2.tmp", true},
};

static void only_the_shards_own_temporary_files_are_removed(void **state) {
    char *folder = folder_make();
    const struct shard shard = {folder, 1, 2};
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(left); i++) {
        folder_write_text(folder, left[i].name, "");
    }
    shard_clean(&shard);
    for (size_t i = 0; i < G_N_ELEMENTS(left); i++) {
        expect_equal(left[i].name, folder_has(folder, left[i].name), left[i].stays);
    }
    folder_remove(folder);
}

/* ---- the lock ---- */

static void a_lock_is_held_once(void **state) {
    char *folder = folder_make();
    const struct shard shard = {folder, 1, 2};
    const struct shard other = {folder, 2, 2};
    struct shard_lock lock = {0};
    struct shard_lock second = {0};
    struct gradfig_error error;
    (void)state;

    assert_false(shard_is_at_work(&shard));
    assert_true(shard_take_lock(&shard, &never_stop, &lock, &error));
    assert_true(shard_is_at_work(&shard));
    assert_false(shard_is_at_work(&other));
    assert_false(shard_has_others_at_work(&shard));
    assert_true(shard_has_others_at_work(&other));
    assert_false(shard_take_lock(&shard, &stop_at_once, &second, &error));
    assert_int_equal(error.code, GRADFIG_INTERRUPTED);
    assert_false(shard_take_lock(&shard, &never_stop, &second, &error));
    assert_int_equal(error.code, GRADFIG_WORK_FAILED);
    assert_non_null(strstr(error.message, "another run is at work on shard 1 of 2 there"));
    shard_unlock(&second);
    assert_true(shard_is_at_work(&shard));
    shard_unlock(&lock);
    assert_false(shard_is_at_work(&shard));
    folder_remove(folder);
}

static void a_shard_at_work_is_not_forgotten(void **state) {
    char *folder = folder_make();
    const struct shard shard = {folder, 1, 2};
    struct shard_lock lock = {0};
    struct gradfig_error error;
    (void)state;

    folder_write_text(folder, "manifest.1-of-2.csv", "");
    folder_write_text(folder, "manifest.2-of-2.csv", "");
    folder_write_text(folder, "1.png", "");
    assert_true(shard_take_lock(&shard, &never_stop, &lock, &error));
    shard_forget_all(folder);
    assert_true(folder_has(folder, "manifest.1-of-2.csv"));
    assert_false(folder_has(folder, "manifest.2-of-2.csv"));
    shard_unlock(&lock);
    shard_forget_all(folder);
    assert_false(folder_has(folder, "manifest.1-of-2.csv"));
    assert_true(folder_has(folder, "1.png"));
    folder_remove(folder);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_both_numbers),
        cmocka_unit_test(only_right_names_are_those_of_shards),
        cmocka_unit_test(a_visit_ends_early),
        cmocka_unit_test(only_the_shards_own_temporary_files_are_removed),
        cmocka_unit_test(a_lock_is_held_once),
        cmocka_unit_test(a_shard_at_work_is_not_forgotten),
    };
    return run_all(tests);
}
