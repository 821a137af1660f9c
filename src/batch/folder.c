/* Distinguishes the files of a batch from other files with the same names. */
#include "batch/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/user_text.h"
#include "batch/earlier.h"
#include "batch/gallery_page.h"
#include "batch/manifest.h"
#include "batch/stored_spec.h"
#include "spec/variants.h"

/* Reads the beginning of a file, which shows whether gradfig wrote it. False if that fails. */
static bool read_head(const char *path, char *head, size_t size) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n_read = descriptor < 0 ? -1 : read(descriptor, head, size - 1);

    if (descriptor >= 0) {
        close(descriptor);
    }
    head[n_read < 0 ? 0 : n_read] = '\0';
    return n_read >= 0;
}

enum { HEAD_SIZE = 65536 };

static bool may_be_replaced(const char *path, bool (*is_ours)(const char *text)) {
    struct stat status;

    if (lstat(path, &status) != 0) {
        return true; /* writing to the folder reports what is wrong */
    }
    if (!S_ISREG(status.st_mode)) {
        return false;
    }
    char *head = g_malloc(HEAD_SIZE);
    bool may = status.st_size == 0 || (read_head(path, head, HEAD_SIZE) && is_ours(head));
    g_free(head);
    return may;
}

static bool check(const struct shard *shard, const char *path, bool (*is_ours)(const char *text),
                  struct gradfig_error *error) {
    if (may_be_replaced(path, is_ours)) {
        return true;
    }
    char *shown = text_escape_path(shard->folder);
    char *name = g_path_get_basename(path);
    error_set(error, GRADFIG_INVALID_INPUT,
              "%s: expected a folder for a batch, found another file with the name %s", shown,
              name);
    g_free(name);
    g_free(shown);
    return false;
}

bool folder_check(const struct shard *shard, struct gradfig_error *error) {
    const struct shard whole = {shard->folder, 1, 1};
    const struct {
        char *path;
        bool (*is_ours)(const char *text);
    } files[] = {
        {shard_path(shard, "index.html"), gallery_page_is_ours},
        {shard_path(shard, STORED_SPEC_NAME), variants_are_written},
        {shard_manifest(&whole), manifest_is_ours},
        {shard_manifest(shard), manifest_is_ours},
        {shard_path(shard, EARLIER_NAME), manifest_is_ours},
    };
    bool may = true;

    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        may = may && check(shard, files[i].path, files[i].is_ours, error);
        g_free(files[i].path);
    }
    return may;
}

bool folder_forget_page(const struct shard *shard, const char *digest) {
    char *path = shard_path(shard, "index.html");
    char *head = g_malloc(HEAD_SIZE);
    bool forgets =
        read_head(path, head, HEAD_SIZE) && !gallery_page_is_of(head, digest) && unlink(path) == 0;

    g_free(head);
    g_free(path);
    return forgets;
}

bool folder_has_page(const struct shard *shard) {
    char *path = shard_path(shard, "index.html");
    bool has = g_file_test(path, G_FILE_TEST_EXISTS);

    g_free(path);
    return has;
}

int folder_open(const char *folder, struct gradfig_error *error) {
    int descriptor = -1;

    if (g_mkdir_with_parents(folder, 0777) == 0) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }
    if (descriptor < 0) {
        int cause = errno;
        char *shown = text_escape_path(folder);
        error_set(error, GRADFIG_WORK_FAILED, "%s: expected a folder to write to: %s", shown,
                  g_strerror(cause));
        g_free(shown);
    }
    return descriptor;
}
