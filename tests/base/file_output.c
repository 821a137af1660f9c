/* Tests of base/file_output: files appear complete or not at all, and nothing else is left. */
#include "shared/fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <glib.h>

#include "base/attributes.h"
#include "base/file_output.h"

static const struct file_rule any = {.expected = "a file", .advice = "choose another"};

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
    g_autofree char *content = NULL;
    assert_true(g_file_get_contents(path, &content, NULL, NULL));
    assert_string_equal(content, expected);
}

static void open_file(struct place *place, const char *path) {
    if (!file_open(&place->file, path, &any, &place->error)) {
        fail_msg("%s", place->error.message);
    }
}

static void commit_file(struct place *place) {
    if (!file_commit(&place->file, &place->error)) {
        fail_msg("%s", place->error.message);
    }
}

/* Writes a file whole. */
static void write_file(struct place *place, const char *path, const char *content) {
    open_file(place, path);
    fputs(content, place->file.stream);
    commit_file(place);
}

static void expect_failure(const struct place *place, const char *message) {
    expect_equal("code", place->error.code, GRADFIG_WORK_FAILED);
    assert_string_equal(place->error.message, message);
}

static void expect_no_file(const struct place *place) {
    assert_null(place->file.stream);
    assert_null(place->file.temporary);
    assert_null(place->file.name);
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
    write_file(place, path, "whole");
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

    write_file(place, "new.csv", "");
    umask(before);
    expect_equal("mode", mode_of("new.csv"), 0640);
}

static void link_stays_a_link(void **state) {
    struct place *place = *state;
    struct stat status;

    assert_int_equal(mkdir("elsewhere", 0700), 0);
    write_directly("elsewhere/target.csv", "old");
    assert_int_equal(symlink("elsewhere/target.csv", "link.csv"), 0);
    write_file(place, "link.csv", "new");
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
    write_file(place, "link.csv", "new");
    assert_int_equal(lstat("link.csv", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    expect_content("target.csv", "new");
    expect_n_entries(2);
}

static void two_files_at_once(void **state) {
    struct place *place = *state;
    struct file_output second;

    open_file(place, "first.csv");
    assert_true(file_open(&second, "second.csv", &any, &place->error));
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
    write_file(place, "new.csv", "");
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
    assert_false(file_open(&place->file, "old.csv", &any, &place->error));
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
    assert_false(file_open(&place->file, "new.csv", &any, &place->error));
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
        {"missing/new.csv", "missing/new.csv: cannot write: the folder missing/ does not exist"},
        {"a-file/new.csv", "a-file/new.csv: cannot write: Not a directory"},
    };
    struct place *place = *state;

    assert_int_equal(mkdir("folder", 0700), 0);
    write_directly("a-file", "old");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_false(file_open(&place->file, rows[i].path, &any, &place->error));
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

    assert_false(file_open(&place->file, "miss\ning/new.csv", &any, &place->error));
    expect_failure(place,
                   "miss\\x0aing/new.csv: cannot write: the folder miss\\x0aing/ does not exist");
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
    write_file(place, "pipe", "new");
    expect_equal("bytes", read(reader, content, sizeof(content) - 1), 3);
    close(reader);
    assert_string_equal(content, "new");
    assert_int_equal(stat("pipe", &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
    expect_n_entries(1);
}

static void a_descriptor_is_written_to(void **state) {
    static const char *const folders[] = {"/dev/fd", "/proc/self/fd"};
    struct place *place = *state;
    char path[64];

    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        int log = open("log", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
        assert_int_equal(write(log, "held,", 5), 5);
        snprintf(path, sizeof(path), "%s/%d", folders[i], log);
        open_file(place, path);
        assert_null(place->file.temporary);
        fputs("new,", place->file.stream);
        commit_file(place);
        assert_int_equal(write(log, "more", 4), 4);
        close(log);
        expect_content("log", "held,new,more");
        assert_false(file_open(&place->file, path, &any, &place->error)); /* it is closed */
    }
}

/* ---- what must stay ---- */

static void expect_refused(struct place *place, const char *path, const struct file_rule *rule,
                           const char *message) {
    assert_false(file_open(&place->file, path, rule, &place->error));
    expect_equal("code", place->error.code, GRADFIG_INVALID_INPUT);
    assert_string_equal(place->error.message, message);
    expect_no_file(place);
}

/* An input stays, whatever the name is that leads to it. */
static void inputs_stay(void **state) {
    static const char *const names[] = {"spec", "./spec", "link", "hard", "sub/../spec"};
    struct place *place = *state;
    struct inputs *inputs = inputs_create();
    struct file_rule rule = any;
    struct stat status;

    write_directly("spec", "depth: 3");
    assert_int_equal(stat("spec", &status), 0);
    inputs_add(inputs, &status, "spec");
    rule.inputs = inputs;
    assert_int_equal(symlink("spec", "link"), 0);
    assert_int_equal(link("spec", "hard"), 0);
    assert_int_equal(mkdir("sub", 0700), 0);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        g_autofree char *message =
            g_strdup_printf("%s: this file is an input (read as spec) and is "
                            "not overwritten; choose another name",
                            names[i]);
        expect_refused(place, names[i], &rule, message);
    }
    int descriptor = open("spec", O_WRONLY | O_APPEND);
    g_autofree char *path = g_strdup_printf("/dev/fd/%d", descriptor);
    assert_false(file_open(&place->file, path, &rule, &place->error));
    expect_equal("code", place->error.code, GRADFIG_INVALID_INPUT);
    close(descriptor);
    expect_content("spec", "depth: 3");
    expect_n_entries(4);
    inputs_destroy(inputs);
}

static const char *refuse_spec(int descriptor) {
    char content[8] = "";
    assert_true(read(descriptor, content, sizeof(content) - 1) >= 0);
    return strncmp(content, "depth", 5) == 0 ? "a spec" : NULL;
}

static void the_rule_is_asked(void **state) {
    struct place *place = *state;
    struct file_rule rule = any;

    rule.refusal = refuse_spec;
    write_directly("spec", "depth: 3");
    write_directly("table", "panel,curve");
    write_directly("empty", "");
    expect_refused(place, "spec", &rule, "spec: expected a file, found a spec; choose another");
    open_file(place, "table");
    file_discard(&place->file);
    assert_true(file_open(&place->file, "table", &rule, &place->error));
    file_discard(&place->file);
    assert_true(file_open(&place->file, "empty", &rule, &place->error));
    file_discard(&place->file);
    rule.is_own_name = true;
    expect_refused(place, "/dev/null", &rule,
                   "/dev/null: expected a file, found what is not a file; choose another");
    expect_n_entries(3);
}

/* ---- what belongs to the file ---- */

static void loses_setuid(void **state) {
    struct place *place = *state;

    write_directly("old.csv", "old");
    assert_int_equal(chmod("old.csv", 06750), 0);
    write_file(place, "old.csv", "");
    expect_equal("mode", mode_of("old.csv"), 0750);
}

static void keeps_owner_and_group(void **state) {
    struct place *place = *state;
    struct stat status;

    if (geteuid() != 0) {
        skip();
    }
    write_directly("old.csv", "old");
    assert_int_equal(chown("old.csv", 1234, 4321), 0);
    assert_int_equal(chmod("old.csv", 0640), 0);
    write_file(place, "old.csv", "");
    assert_int_equal(stat("old.csv", &status), 0);
    expect_equal("owner", status.st_uid, 1234);
    expect_equal("group", status.st_gid, 4321);
    expect_equal("mode", status.st_mode & 07777, 0640);
    expect_equal("lost", place->file.lost, 0);
}

/* A group that cannot be kept leaves its rights to nobody. */
static void says_what_is_lost(void **state) {
    struct place *place = *state;
    struct stat status;

    if (geteuid() != 0) {
        skip();
    }
    write_directly("old.csv", "old");
    assert_int_equal(chmod("old.csv", 0666), 0);
    assert_int_equal(chown("old.csv", 1234, 4321), 0);
    assert_int_equal(chmod("old.csv", 0662), 0);
    assert_int_equal(chmod(".", 0777), 0);
    assert_int_equal(setegid(65534), 0);
    assert_int_equal(seteuid(65534), 0);
    write_file(place, "old.csv", "");
    assert_int_equal(seteuid(0), 0);
    assert_int_equal(setegid(0), 0);
    assert_int_equal(stat("old.csv", &status), 0);
    expect_equal("owner", status.st_uid, 65534);
    expect_equal("group", status.st_gid, 65534);
    expect_equal("mode", status.st_mode & 07777, 0622);
    expect_equal("lost", place->file.lost, LOST_OWNER | LOST_GROUP);
    g_autofree char *lost = attributes_describe(place->file.lost);
    assert_string_equal(lost, "owner, group");
}

/* An access list that lets user 1234 write, as the kernel stores it: version 2, then tag, rights
 * and id of each entry. */
static const unsigned char access_list[] = {
    2,    0, 0, 0,                         /* version */
    1,    0, 6, 0, 0xff, 0xff, 0xff, 0xff, /* owner: rw */
    2,    0, 6, 0, 0xd2, 0x04, 0,    0,    /* user 1234: rw */
    4,    0, 4, 0, 0xff, 0xff, 0xff, 0xff, /* group: r */
    0x10, 0, 6, 0, 0xff, 0xff, 0xff, 0xff, /* mask: rw */
    0x20, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, /* others: none */
};

static void keeps_attributes(void **state) {
    static const char list[] = "system.posix_acl_access";
    struct place *place = *state;
    unsigned char found[sizeof(access_list) + 1];

    write_directly("old.csv", "old");
    if (setxattr("old.csv", "user.origin", "a", 1, 0) != 0 ||
        setxattr("old.csv", list, access_list, sizeof(access_list), 0) != 0) {
        skip(); /* the file system has none */
    }
    write_file(place, "old.csv", "");
    expect_equal("lost", place->file.lost, 0);
    expect_equal("bytes", getxattr("old.csv", "user.origin", found, sizeof(found)), 1);
    expect_equal("bytes", getxattr("old.csv", list, found, sizeof(found)), sizeof(access_list));
    assert_memory_equal(found, access_list, sizeof(access_list));
    expect_equal("mode", mode_of("old.csv"), 0660);
}

/* ---- several files ---- */

static void commit_two(struct place *place, bool may_be) {
    struct file_output second;

    open_file(place, "first.csv");
    assert_true(file_open(&second, "second.csv", &any, &place->error));
    fputs("new", place->file.stream);
    fputs("new", second.stream);
    if (!may_be) {
        assert_int_equal(mkdir("second.csv", 0700), 0);
    }
    struct file_output *const files[] = {&place->file, &second};
    expect_equal("committed", file_commit_all(files, 2, &place->error), may_be);
    expect_no_file(place);
}

static void all_or_none(void **state) {
    struct place *place = *state;

    commit_two(place, false);
    expect_n_entries(1);
    write_directly("first.csv", "old");
    assert_int_equal(rmdir("second.csv"), 0);
    commit_two(place, false);
    expect_content("first.csv", "old");
    expect_n_entries(2);
    assert_int_equal(rmdir("second.csv"), 0);
    commit_two(place, true);
    expect_content("first.csv", "new");
    expect_content("second.csv", "new");
    expect_n_entries(2);
}

/* ---- temporary files ---- */

static void the_next_command_removes_abandoned_ones(void **state) {
    static const struct {
        const char *name;
        bool stays;
    } rows[] = {
        {".gradfig-0123456789abcdef.tmp", false},
        {".gradfig-0123456789abcde.tmp", true},
        {".gradfig-0123456789abcdefg.tmp", true},
        {".gradfig-1-of-1.0.tmp", true},
        {".gradfig-fedcba9876543210.tmp", true}, /* a link */
        {".gradfig-0000000000000000.tmp", true}, /* a pipe */
        {"victim", true},
    };
    struct place *place = *state;

    for (size_t i = 0; i < 4; i++) {
        write_directly(rows[i].name, "left");
    }
    write_directly("victim", "precious");
    assert_int_equal(symlink("victim", rows[4].name), 0);
    assert_int_equal(mkfifo(rows[5].name, 0600), 0);
    open_file(place, "new.csv");
    struct file_output second;
    assert_true(file_open(&second, "second.csv", &any, &place->error)); /* the first one is held */
    commit_file(place);
    assert_true(file_commit(&second, &place->error));
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct stat status;
        expect_equal(rows[i].name, lstat(rows[i].name, &status) == 0, rows[i].stays);
    }
    expect_content("victim", "precious");
    expect_content("new.csv", "");
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
        TEST_IN_PLACE(a_descriptor_is_written_to),
        TEST_IN_PLACE(inputs_stay),
        TEST_IN_PLACE(the_rule_is_asked),
        TEST_IN_PLACE(loses_setuid),
        TEST_IN_PLACE(keeps_owner_and_group),
        TEST_IN_PLACE(says_what_is_lost),
        TEST_IN_PLACE(keeps_attributes),
        TEST_IN_PLACE(all_or_none),
        TEST_IN_PLACE(the_next_command_removes_abandoned_ones),
    };
    return run_all(tests);
}
