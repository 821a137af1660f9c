/* Tests of base/file: files appear complete or not at all, and nothing else is left. */
#include "shared/fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* A fresh folder for each test, which is also the current one. */
struct place {
    char folder[PATH_MAX];
    struct file_output file;
    struct gradfig_error error;
};

static int place_setup(void **state) {
    struct place *place = calloc(1, sizeof(*place));
    const char *parent = getenv("TMPDIR");

    if (place == NULL) {
        return -1;
    }
    snprintf(place->folder, sizeof(place->folder), "%s/gradfig-file-XXXXXX",
             parent != NULL ? parent : "/tmp");
    *state = place;
    return mkdtemp(place->folder) != NULL && chdir(place->folder) == 0 ? 0 : -1;
}

/* Removes every entry of the current folder; counts them. */
static size_t empty_folder(bool removing) {
    size_t n_entries = 0;
    DIR *folder = opendir(".");
    const struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            n_entries++;
            if (removing && remove(entry->d_name) != 0) {
                n_entries = 0;
            }
        }
    }
    closedir(folder);
    return n_entries;
}

static int place_teardown(void **state) {
    struct place *place = *state;

    chmod(".", 0700);
    empty_folder(true);
    int left = chdir("/") != 0 || rmdir(place->folder) != 0;
    free(place);
    return left ? -1 : 0;
}

#define TEST_IN_PLACE(function)                                                                    \
    cmocka_unit_test_setup_teardown(function, place_setup, place_teardown)

static void expect_n_entries(size_t expected) {
    expect_equal("entries of the folder", (int64_t)empty_folder(false), (int64_t)expected);
}

static void write_directly(const char *path, const char *content) {
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    fputs(content, stream);
    assert_int_equal(fclose(stream), 0);
}

static void expect_content(const char *path, const char *expected) {
    char content[64] = "";
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    content[fread(content, 1, sizeof(content) - 1, stream)] = '\0';
    fclose(stream);
    assert_string_equal(content, expected);
}

static void open_file(struct place *place, const char *path) {
    if (!file_open(&place->file, path, &place->error)) {
        fail_msg("%s", place->error.message);
    }
}

static void commit_file(struct place *place) {
    if (!file_commit(&place->file, &place->error)) {
        fail_msg("%s", place->error.message);
    }
}

static void expect_failure(const struct place *place, const char *message) {
    expect_equal("code", place->error.code, GRADFIG_WORK_FAILED);
    assert_string_equal(place->error.message, message);
}

static void expect_no_file(const struct place *place) {
    assert_null(place->file.stream);
    assert_null(place->file.temporary);
    assert_null(place->file.path);
}

/* ---- whole ---- */

static void appears_at_commit(void **state) {
    struct place *place = *state;

    open_file(place, "new.csv");
    fputs("whole", place->file.stream);
    fflush(place->file.stream);
    expect_equal("not there yet", access("new.csv", F_OK), -1);
    commit_file(place);
    expect_content("new.csv", "whole");
    expect_n_entries(1);
    expect_no_file(place);
}

static void replaces_at_commit(void **state) {
    struct place *place = *state;

    write_directly("old.csv", "a longer old content");
    open_file(place, "old.csv");
    fputs("new", place->file.stream);
    fflush(place->file.stream);
    expect_content("old.csv", "a longer old content");
    commit_file(place);
    expect_content("old.csv", "new");
    expect_n_entries(1);
}

static void takes_an_absolute_path(void **state) {
    struct place *place = *state;
    char path[PATH_MAX + 16];

    snprintf(path, sizeof(path), "%s/new.csv", place->folder);
    open_file(place, path);
    fputs("whole", place->file.stream);
    commit_file(place);
    expect_content("new.csv", "whole");
}

static mode_t mode_of(const char *path) {
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 07777;
}

static void keeps_the_mode(void **state) {
    static const mode_t modes[] = {0600, 0640, 0755};
    struct place *place = *state;

    for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        write_directly("old.csv", "old");
        assert_int_equal(chmod("old.csv", modes[i]), 0);
        open_file(place, "old.csv");
        commit_file(place);
        expect_equal("mode", mode_of("old.csv"), modes[i]);
    }
}

static void new_file_follows_the_umask(void **state) {
    struct place *place = *state;
    mode_t before = umask(0027);

    open_file(place, "new.csv");
    commit_file(place);
    umask(before);
    expect_equal("mode", mode_of("new.csv"), 0640);
}

static void link_stays_a_link(void **state) {
    struct place *place = *state;
    struct stat status;

    assert_int_equal(mkdir("elsewhere", 0700), 0);
    write_directly("elsewhere/target.csv", "old");
    assert_int_equal(symlink("elsewhere/target.csv", "link.csv"), 0);
    open_file(place, "link.csv");
    fputs("new", place->file.stream);
    commit_file(place);
    assert_int_equal(lstat("link.csv", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    expect_content("elsewhere/target.csv", "new");
    expect_n_entries(2);
    assert_int_equal(remove("elsewhere/target.csv"), 0);
    assert_int_equal(rmdir("elsewhere"), 0); /* it held nothing else */
}

static void link_to_nothing_stays_a_link(void **state) {
    struct place *place = *state;
    struct stat status;

    assert_int_equal(symlink("target.csv", "link.csv"), 0);
    open_file(place, "link.csv");
    fputs("new", place->file.stream);
    commit_file(place);
    assert_int_equal(lstat("link.csv", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    expect_content("target.csv", "new");
    expect_n_entries(2);
}

static void two_files_at_once(void **state) {
    struct place *place = *state;
    struct file_output second;

    open_file(place, "first.csv");
    assert_true(file_open(&second, "second.csv", &place->error));
    fputs("first", place->file.stream);
    fputs("second", second.stream);
    assert_true(file_commit(&second, &place->error));
    commit_file(place);
    expect_content("first.csv", "first");
    expect_content("second.csv", "second");
    expect_n_entries(2);
}

/* ---- or not at all ---- */

static void discard_leaves_the_old(void **state) {
    struct place *place = *state;

    write_directly("old.csv", "old");
    open_file(place, "old.csv");
    fputs("new", place->file.stream);
    file_discard(&place->file);
    expect_content("old.csv", "old");
    expect_n_entries(1);
    expect_no_file(place);
}

static void discard_leaves_nothing_new(void **state) {
    struct place *place = *state;

    open_file(place, "new.csv");
    fputs("new", place->file.stream);
    file_discard(&place->file);
    expect_n_entries(0);
}

static void discard_takes_a_finished_file(void **state) {
    struct place *place = *state;

    file_discard(&place->file); /* zeroed */
    open_file(place, "new.csv");
    commit_file(place);
    file_discard(&place->file);
    file_discard(&place->file);
    expect_n_entries(1);
}

static void write_protected_is_refused(void **state) {
    struct place *place = *state;

    if (geteuid() == 0) {
        skip(); /* nothing is protected from root */
    }
    write_directly("old.csv", "old");
    assert_int_equal(chmod("old.csv", 0400), 0);
    assert_false(file_open(&place->file, "old.csv", &place->error));
    expect_failure(place, "old.csv: cannot write: Permission denied");
    expect_content("old.csv", "old");
    expect_n_entries(1);
}

static void protected_folder_is_refused(void **state) {
    struct place *place = *state;

    if (geteuid() == 0) {
        skip();
    }
    assert_int_equal(chmod(".", 0500), 0);
    assert_false(file_open(&place->file, "new.csv", &place->error));
    expect_failure(place, "new.csv: cannot write: Permission denied");
    expect_n_entries(0);
}

static void impossible_places_are_refused(void **state) {
    static const struct {
        const char *path;
        const char *message;
    } rows[] = {
        {"folder", "folder: cannot write: Is a directory"},
        {".", ".: cannot write: Is a directory"},
        {"missing/new.csv", "missing/new.csv: cannot write: No such file or directory"},
        {"a-file/new.csv", "a-file/new.csv: cannot write: Not a directory"},
    };
    struct place *place = *state;

    assert_int_equal(mkdir("folder", 0700), 0);
    write_directly("a-file", "old");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_false(file_open(&place->file, rows[i].path, &place->error));
        expect_failure(place, rows[i].message);
        expect_no_file(place);
        expect_n_entries(2);
    }
}

/* The place turns into a folder while the file is written: the move fails. */
static void failed_move_leaves_nothing(void **state) {
    struct place *place = *state;

    open_file(place, "new.csv");
    fputs("new", place->file.stream);
    assert_int_equal(mkdir("new.csv", 0700), 0);
    assert_false(file_commit(&place->file, &place->error));
    expect_failure(place, "new.csv: cannot write: Is a directory");
    expect_no_file(place);
    expect_n_entries(1);
}

static void write_over_the_limit(struct place *place) {
    char block[4096];

    memset(block, 'x', sizeof(block));
    for (int i = 0; i < 16; i++) {
        fwrite(block, 1, sizeof(block), place->file.stream);
    }
}

static void failed_write_leaves_the_old(void **state) {
    struct place *place = *state;
    struct rlimit before;

    write_directly("old.csv", "old");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {.rlim_cur = 8192, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    open_file(place, "old.csv");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    write_over_the_limit(place);
    bool committed = file_commit(&place->file, &place->error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(committed);
    expect_failure(place, "old.csv: cannot write: File too large");
    expect_content("old.csv", "old");
    expect_n_entries(1);
}

/* A path may hold what would break the one line of a message. */
static void message_is_one_line(void **state) {
    struct place *place = *state;

    assert_false(file_open(&place->file, "miss\ning/new.csv", &place->error));
    expect_failure(place, "miss\\x0aing/new.csv: cannot write: No such file or directory");
}

/* ---- devices and pipes ---- */

static void full_device_is_found_out(void **state) {
    struct place *place = *state;

    if (access("/dev/full", W_OK) != 0) {
        skip();
    }
    open_file(place, "/dev/full");
    assert_null(place->file.temporary);
    fputs("new", place->file.stream);
    assert_false(file_commit(&place->file, &place->error));
    expect_failure(place, "/dev/full: cannot write: No space left on device");
    expect_no_file(place);
}

static void device_is_written_to(void **state) {
    struct place *place = *state;
    struct stat status;

    open_file(place, "/dev/null");
    assert_null(place->file.temporary);
    fputs("new", place->file.stream);
    commit_file(place);
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
}

static void pipe_is_written_to(void **state) {
    struct place *place = *state;
    struct stat status;
    char content[8] = "";

    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    open_file(place, "pipe");
    fputs("new", place->file.stream);
    commit_file(place);
    expect_equal("bytes", read(reader, content, sizeof(content) - 1), 3);
    close(reader);
    assert_string_equal(content, "new");
    assert_int_equal(stat("pipe", &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    expect_n_entries(1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_IN_PLACE(appears_at_commit),
        TEST_IN_PLACE(replaces_at_commit),
        TEST_IN_PLACE(takes_an_absolute_path),
        TEST_IN_PLACE(keeps_the_mode),
        TEST_IN_PLACE(new_file_follows_the_umask),
        TEST_IN_PLACE(link_stays_a_link),
        TEST_IN_PLACE(link_to_nothing_stays_a_link),
        TEST_IN_PLACE(two_files_at_once),
        TEST_IN_PLACE(discard_leaves_the_old),
        TEST_IN_PLACE(discard_leaves_nothing_new),
        TEST_IN_PLACE(discard_takes_a_finished_file),
        TEST_IN_PLACE(write_protected_is_refused),
        TEST_IN_PLACE(protected_folder_is_refused),
        TEST_IN_PLACE(impossible_places_are_refused),
        TEST_IN_PLACE(failed_move_leaves_nothing),
        TEST_IN_PLACE(failed_write_leaves_the_old),
        TEST_IN_PLACE(full_device_is_found_out),
        TEST_IN_PLACE(message_is_one_line),
        TEST_IN_PLACE(device_is_written_to),
        TEST_IN_PLACE(pipe_is_written_to),
    };
    return run_all(tests);
}
