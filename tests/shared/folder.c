#include "shared/folder.h"

#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "shared/rows.h"

char *folder_make(void) {
    char *folder = g_dir_make_tmp("gradfig-test-XXXXXX", NULL);

    assert_non_null(folder);
    return folder;
}

void folder_write(const char *folder, const char *name, const void *bytes, size_t n) {
    char *path = g_build_filename(folder, name, NULL);

    assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
    g_free(path);
}

void folder_write_text(const char *folder, const char *name, const char *text) {
    folder_write(folder, name, text, strlen(text));
}

bool folder_has(const char *folder, const char *name) {
    char *path = g_build_filename(folder, name, NULL);
    bool has = g_file_test(path, G_FILE_TEST_EXISTS);

    g_free(path);
    return has;
}

/* Removes the folder with everything in it. */
static void remove_all(const char *folder) {
    GDir *directory = g_dir_open(folder, 0, NULL);
    const char *name;

    assert_non_null(directory);
    while ((name = g_dir_read_name(directory)) != NULL) {
        char *path = g_build_filename(folder, name, NULL);
        if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK) && g_file_test(path, G_FILE_TEST_IS_DIR)) {
            remove_all(path);
        } else {
            assert_int_equal(unlink(path), 0);
        }
        g_free(path);
    }
    g_dir_close(directory);
    assert_int_equal(rmdir(folder), 0);
}

void folder_remove(char *folder) {
    remove_all(folder);
    g_free(folder);
}
