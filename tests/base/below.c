/* Tests of base/below: nothing leads out of a folder. */
#include "base/below.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/file_output.h"
#include "shared/folder.h"
#include "shared/rows.h"

/* A folder "in" with "in/a/b.png", beside a file "out.png". */
static char *make(char **inside) {
    char *folder = folder_make();
    g_autofree char *deep = g_build_filename(folder, "in", "a", NULL);

    assert_int_equal(g_mkdir_with_parents(deep, 0700), 0);
    folder_write_text(folder, "out.png", "precious");
    folder_write_text(folder, "in/a/b.png", "picture");
    *inside = g_build_filename(folder, "in", NULL);
    return folder;
}

static void link_to(const char *folder, const char *name, const char *target) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    assert_int_equal(symlink(target, path), 0);
}

static bool has(const char *folder, const char *name, size_t n_bytes) {
    struct below_walk walk = below_walk_begin(folder);
    struct stat status;
    bool is_there = below_walk_stat(&walk, name, &status) && S_ISREG(status.st_mode) &&
                    (size_t)status.st_size == n_bytes;

    below_walk_finish(&walk);
    return is_there;
}

static const struct {
    const char *name;
    int cause; /* 0: it can be read */
} rows[] = {
    {"a/b.png", 0},
    {"c.png", ENOENT},
    {"d/c.png", ENOENT},
    {"../out.png", EXDEV},
    {"a/../../out.png", EXDEV},
    {"a/../a/b.png", EXDEV},
    {"./a/b.png", EXDEV},
    {"/etc/passwd", EXDEV},
    {"a//b.png", EXDEV},
    {"", EXDEV},
    {"..", EXDEV},
    {"link.png", ELOOP},
    {"up/out.png", ELOOP},
    {"up/in/a/b.png", ELOOP},
    {"a/b.png/c.png", ENOTDIR},
};

static void nothing_leads_out(void **state) {
    g_autofree char *inside = NULL;
    char *folder = make(&inside);
    (void)state;

    link_to(inside, "link.png", "../out.png");
    link_to(inside, "up", "..");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct bytes bytes = {0};
        struct gradfig_error error;
        errno = 0;
        bool done = below_read(inside, rows[i].name, "a file", 100, &bytes, &error);
        expect_equal(rows[i].name, done ? 0 : errno, rows[i].cause);
        bytes_finish(&bytes);
        expect_equal(rows[i].name, has(inside, rows[i].name, strlen("picture")),
                     rows[i].cause == 0);
        bool is_file = false;
        struct stat status;
        assert_true(below_find(inside, rows[i].name, &is_file, &status, &error));
        expect_equal(rows[i].name, is_file, rows[i].cause == 0);
    }
    folder_remove(folder);
}

static void nothing_is_written_or_removed_outside(void **state) {
    static const struct file_rule rule = {.expected = "a picture", .advice = "choose another"};
    g_autofree char *inside = NULL;
    char *folder = make(&inside);
    struct gradfig_error error;
    (void)state;

    link_to(inside, "up", "..");
    for (size_t i = 3; i < G_N_ELEMENTS(rows); i++) {
        struct file_output file;
        if (strcmp(rows[i].name, "link.png") != 0) {
            assert_false(file_open_below(&file, inside, rows[i].name, &rule, &error));
        }
        (void)below_remove(inside, rows[i].name);
    }
    assert_true(folder_has(folder, "out.png"));
    folder_remove(folder);
}

static void writing_makes_folders_and_removing_removes_them(void **state) {
    static const struct file_rule rule = {.expected = "a picture", .advice = "choose another"};
    g_autofree char *inside = NULL;
    char *folder = make(&inside);
    struct file_output file;
    struct gradfig_error error;
    (void)state;

    assert_true(file_open_below(&file, inside, "x/y/z.png", &rule, &error));
    fputs("picture", file.stream);
    assert_true(file_commit(&file, &error));
    assert_true(has(inside, "x/y/z.png", strlen("picture")));
    assert_true(below_remove(inside, "x/y/z.png"));
    assert_false(folder_has(inside, "x"));
    assert_true(below_remove(inside, "x/y/z.png"));
    folder_remove(folder);
}

/* What is no file is refused under a rule, and replaced without one. */
static const char *refuse_none(int descriptor) {
    (void)descriptor;
    return NULL;
}

static void a_link_in_the_place_is_never_followed(void **state) {
    struct file_rule rule = {
        .refusal = refuse_none, .expected = "a picture", .advice = "choose another"};
    g_autofree char *inside = NULL;
    char *folder = make(&inside);
    struct file_output file;
    struct gradfig_error error;
    (void)state;

    link_to(inside, "link.png", "../out.png");
    assert_false(file_check_below(inside, "link.png", &rule, &error));
    expect_equal("code", error.code, GRADFIG_INVALID_INPUT);
    assert_true(file_check_below(inside, "new/x.png", &rule, &error));
    assert_false(folder_has(inside, "new"));
    rule.refusal = NULL;
    assert_true(file_open_below(&file, inside, "link.png", &rule, &error));
    assert_true(file_commit(&file, &error));
    assert_true(has(inside, "link.png", 0));
    assert_true(has(folder, "out.png", strlen("precious")));
    folder_remove(folder);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_leads_out),
        cmocka_unit_test(nothing_is_written_or_removed_outside),
        cmocka_unit_test(writing_makes_folders_and_removing_removes_them),
        cmocka_unit_test(a_link_in_the_place_is_never_followed),
    };
    return run_all(tests);
}
