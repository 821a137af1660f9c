/* Tests of a shard's files: their names, which files are taken for those of a shard, the lock. */
#include "batch/shard.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/batch.h"
#include "shared/folder.h"
#include "shared/rows.h"

static const volatile sig_atomic_t never_stop = 0;
static const volatile sig_atomic_t stop_at_once = 1;

/* ---- names ---- */

static const struct {
    size_t number, n;
    const char *manifest;
} names[] = {
    {1, 1, "f/manifest.csv"},
    {1, 2, "f/manifest.1-of-2.csv"},
    {12, 345, "f/manifest.12-of-345.csv"},
    {SHARDS_MAX, SHARDS_MAX, "f/manifest.100000-of-100000.csv"},
};

static void names_have_both_numbers(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const struct shard shard = {"f", names[i].number, names[i].n};
        char *manifest = shard_manifest(&shard);
        expect_text("manifest", manifest, names[i].manifest);
        g_free(manifest);
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
static bool count_found(void *context, const struct shard *shard, struct gradfig_error *error) {
    size_t *n_found = context;
    (void)error;

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
    struct gradfig_error error;
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
        folder_write_text(folder, found[i].name, "");
    }
    assert_true(shard_visit(folder, count_found, n_found, &error));
    for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
        expect_equal(found[i].name, (int64_t)n_found[i], found[i].n > 0);
    }
    folder_remove(folder);
    assert_true(shard_visit("/nonexistent", count_found, n_found, &error));
}

static bool end_visit(void *context, const struct shard *shard, struct gradfig_error *error) {
    (void)shard;
    (void)error;
    ++*(size_t *)context;
    return false;
}

static void a_visit_ends_early(void **state) {
    char *folder = folder_make();
    size_t n_visited = 0;
    struct gradfig_error error;
    (void)state;

    folder_write_text(folder, "manifest.1-of-2.csv", "");
    folder_write_text(folder, "manifest.2-of-2.csv", "");
    assert_false(shard_visit(folder, end_visit, &n_visited, &error));
    assert_int_equal(n_visited, 1);
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

static void every_shard_has_its_own_lock(void **state) {
    static const size_t numbers[][2] = {
        {1, 1}, {1, 2}, {2, 2}, {1, 3}, {3, 3}, {1, SHARDS_MAX}, {SHARDS_MAX, SHARDS_MAX},
    };
    char *folder = folder_make();
    struct shard_lock locks[G_N_ELEMENTS(numbers)] = {0};
    struct gradfig_error error;
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        const struct shard shard = {folder, numbers[i][0], numbers[i][1]};
        assert_false(shard_is_at_work(&shard));
        assert_true(shard_take_lock(&shard, &never_stop, &locks[i], &error));
        assert_true(shard_is_at_work(&shard));
        expect_equal("others", shard_has_others_at_work(&shard), i > 0);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        const struct shard shard = {folder, numbers[i][0], numbers[i][1]};
        shard_unlock(&locks[i]);
        assert_false(shard_is_at_work(&shard));
    }
    assert_true(folder_has(folder, ".gradfig.lock")); /* never removed */
    folder_remove(folder);
}

static void a_planted_lock_is_refused(void **state) {
    char *folder = folder_make();
    char *path = g_build_filename(folder, ".gradfig.lock", NULL);
    char *victim = g_build_filename(folder, "victim", NULL);
    const struct shard shard = {folder, 1, 1};
    struct shard_lock lock = {0};
    struct gradfig_error error;
    (void)state;

    assert_int_equal(symlink("victim", path), 0);
    assert_false(shard_take_lock(&shard, &never_stop, &lock, &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
    assert_false(folder_has(folder, "victim"));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(shard_take_lock(&shard, &never_stop, &lock, &error));
    assert_int_equal(error.code, GRADFIG_INVALID_INPUT);
    folder_remove(folder);
    g_free(victim);
    g_free(path);
}

static mode_t mode_of_lock(mode_t mode_of_folder) {
    char *folder = folder_make();
    char *path = g_build_filename(folder, ".gradfig.lock", NULL);
    const struct shard shard = {folder, 1, 1};
    struct shard_lock lock = {0};
    struct gradfig_error error;
    struct stat status;

    assert_int_equal(chmod(folder, mode_of_folder), 0);
    assert_true(shard_take_lock(&shard, &never_stop, &lock, &error));
    shard_unlock(&lock);
    assert_int_equal(stat(path, &status), 0);
    folder_remove(folder);
    g_free(path);
    return status.st_mode & 0777;
}

static void whoever_may_write_can_lock(void **state) {
    mode_t before = umask(0022);
    (void)state;

    expect_equal("a folder of one's own", mode_of_lock(0755), 0644);
    expect_equal("a folder of a group", mode_of_lock(0770), 0666);
    umask(before);
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
        cmocka_unit_test(every_shard_has_its_own_lock),
        cmocka_unit_test(a_planted_lock_is_refused),
        cmocka_unit_test(whoever_may_write_can_lock),
        cmocka_unit_test(a_lock_is_held_once),
        cmocka_unit_test(a_shard_at_work_is_not_forgotten),
    };
    return run_all(tests);
}
