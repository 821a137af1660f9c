/* Writes files beside their final places, then moves them there. */
#include "base/file_output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/attributes.h"
#include "base/file_place.h"
#include "base/temporary.h"

static void release(struct file_output *file) {
    if (file->temporary != NULL) {
        file_place_close(file->held);
        file_place_close(file->old);
        file_place_close(file->folder);
        file_place_close(file->temporary_folder);
    }
    g_free(file->temporary);
    g_free(file->name);
    g_free(file->shown);
    *file = (struct file_output){.lost = file->lost};
}

/* ---- opening ---- */

/* Opens the stream. On failure it ends the file, and errno has the cause. */
static bool add_stream(struct file_output *file, int descriptor) {
    file->stream = descriptor >= 0 ? fdopen(descriptor, "wb") : NULL;
    int cause = errno;

    if (file->stream == NULL) {
        file_place_close(descriptor);
        file_discard(file);
    }
    errno = cause;
    return file->stream != NULL;
}

static bool open_device(struct file_output *file, struct file_place *place) {
    int device = place->device;

    place->device = -1;
    return add_stream(file, device);
}

/* Takes over the place. The temporary file is in `temporary_folder`, which it closes later. While
 * an older file may be secret, the new one is its owner's alone. */
static bool open_temporary(struct file_output *file, struct file_place *place,
                           int temporary_folder) {
    int held = temporary_create(temporary_folder, place->old >= 0 ? 0600 : 0666, &file->temporary);

    if (held < 0) {
        int cause = errno;
        file_place_close(temporary_folder);
        errno = cause;
        return false;
    }
    file->name = place->name;
    file->temporary_folder = temporary_folder;
    file->folder = place->folder;
    file->held = held;
    file->old = place->old;
    *place = (struct file_place){.folder = -1, .old = -1, .device = -1};
    return add_stream(file, fcntl(held, F_DUPFD_CLOEXEC, 0));
}

/* `temporary_folder` is a descriptor, or -1 with errno set; a device needs none. */
static bool open_in(struct file_output *file, struct file_place *place, int temporary_folder,
                    const char *path, struct gradfig_error *error) {
    struct file_output opened = {.shown = g_strdup(path), .held = -1, .old = -1};
    bool done = place->device >= 0
                    ? open_device(&opened, place)
                    : temporary_folder >= 0 && open_temporary(&opened, place, temporary_folder);

    if (done) {
        *file = opened;
        return true;
    }
    int cause = errno;
    file_discard(&opened);
    return file_place_fail(path, cause, error);
}

bool file_open(struct file_output *file, const char *path, const struct file_rule *rule,
               struct gradfig_error *error) {
    struct file_place place;
    int temporary_folder = -1;

    if (!file_place_find(&place, path, true, rule, error)) {
        return false;
    }
    if (place.device < 0) {
        temporary_clean(place.folder);
        temporary_folder = fcntl(place.folder, F_DUPFD_CLOEXEC, 0);
    }
    bool done = open_in(file, &place, temporary_folder, path, error);
    file_place_finish(&place);
    return done;
}

bool file_check(const char *path, const struct file_rule *rule, bool *is_file,
                struct gradfig_error *error) {
    struct file_place place;
    bool may = file_place_find(&place, path, false, rule, error);

    if (may) {
        *is_file = place.is_file;
        file_place_finish(&place);
    }
    return may;
}

bool file_has_place_of(const char *path, const char *other) {
    static const struct file_rule all_may_go = {0};
    struct file_place places[2];
    struct stat folders[2];
    struct gradfig_error error;

    if (!file_place_find(&places[0], path, false, &all_may_go, &error)) {
        return false;
    }
    bool is = file_place_find(&places[1], other, false, &all_may_go, &error);
    if (is) {
        is = places[0].is_file && places[1].is_file &&
             strcmp(places[0].name, places[1].name) == 0 &&
             fstat(places[0].folder, &folders[0]) == 0 &&
             fstat(places[1].folder, &folders[1]) == 0 && folders[0].st_dev == folders[1].st_dev &&
             folders[0].st_ino == folders[1].st_ino;
        file_place_finish(&places[1]);
    }
    file_place_finish(&places[0]);
    return is;
}

bool file_open_below(struct file_output *file, const char *folder, const char *name,
                     const struct file_rule *rule, struct gradfig_error *error) {
    struct file_place place;

    if (!file_place_find_below(&place, folder, name, true, rule, error)) {
        return false;
    }
    g_autofree char *path = g_build_filename(folder, name, NULL);
    int temporary_folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool done = open_in(file, &place, temporary_folder, path, error);
    int cause = errno;
    file_place_finish(&place);
    errno = cause;
    return done;
}

bool file_check_below(const char *folder, const char *name, const struct file_rule *rule,
                      struct gradfig_error *error) {
    struct file_place place;
    struct gradfig_error cause;
    bool may = file_place_find_below(&place, folder, name, false, rule, &cause);

    if (may) {
        file_place_finish(&place);
    } else if (errno != ENOENT) { /* a folder on the way can be made */
        *error = cause;
        return false;
    }
    return true;
}

/* ---- committing ---- */

int file_flush(FILE *stream) {
    int cause = errno; /* of an earlier write, if one failed */

    if (!ferror(stream)) {
        if (fflush(stream) == 0) {
            return 0;
        }
        cause = errno;
    }
    return cause != 0 ? cause : EIO;
}

/* Some file systems cannot wait for a disk. */
static bool reach_disk(int descriptor) {
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP;
}

/* Ends the stream. Returns 0 or an errno. */
static int end_stream(struct file_output *file, bool is_durable) {
    int cause = file_flush(file->stream);

    if (fclose(file->stream) != 0 && cause == 0) {
        cause = errno;
    }
    file->stream = NULL;
    if (file->temporary == NULL || cause != 0) {
        return cause;
    }
    if (file->old >= 0) {
        file->lost = attributes_copy(file->old, file->held);
    }
    return !is_durable || reach_disk(file->held) ? 0 : errno;
}

/* Moves the file to its place. With `keeps_old`, the older file gets the temporary name, where the
 * file system can do that. */
static int move(struct file_output *file, bool keeps_old, bool *has_old) {
    *has_old = keeps_old && file->old >= 0 &&
               renameat2(file->temporary_folder, file->temporary, file->folder, file->name,
                         RENAME_EXCHANGE) == 0;
    if (*has_old ||
        renameat(file->temporary_folder, file->temporary, file->folder, file->name) == 0) {
        return 0;
    }
    return errno;
}

/* Undoes a move. */
static void move_back(const struct file_output *file, bool has_old) {
    if (has_old) {
        (void)!renameat2(file->temporary_folder, file->temporary, file->folder, file->name,
                         RENAME_EXCHANGE);
    } else if (file->old < 0) {
        (void)!renameat(file->folder, file->name, file->temporary_folder, file->temporary);
    }
}

/* Waits until the name of the file is on the disk. Returns 0 or an errno. */
static int sync_folder(const struct file_output *file) {
    int folder = openat(file->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int cause = 0;

    if (folder >= 0) { /* a folder that nobody may list can be written to */
        cause = reach_disk(folder) ? 0 : errno;
        close(folder);
    } else if (errno != EACCES) {
        cause = errno;
    }
    return cause;
}

/* Moves all files, or none. Returns 0, or an errno with the file that failed. */
static int move_all(struct file_output *const *files, size_t n, size_t *failed) {
    enum { N_MAX = 8 };
    bool have_old[N_MAX] = {false};
    int cause = n <= N_MAX ? 0 : E2BIG;
    size_t i = 0;

    for (; i < n && cause == 0; i++) {
        if (files[i]->temporary != NULL) {
            *failed = i;
            cause = move(files[i], n > 1, &have_old[i]);
        }
    }
    for (size_t j = 0; j < n && cause != 0 && j < *failed; j++) {
        if (files[j]->temporary != NULL) {
            move_back(files[j], have_old[j]);
        }
    }
    for (size_t j = 0; j < n && cause == 0; j++) {
        if (have_old[j]) {
            unlinkat(files[j]->temporary_folder, files[j]->temporary, 0);
        }
    }
    return cause;
}

static bool commit(struct file_output *const *files, size_t n, bool is_durable,
                   struct gradfig_error *error) {
    size_t failed = 0;
    int cause = 0;

    for (size_t i = 0; i < n && cause == 0; i++) {
        failed = i;
        cause = end_stream(files[i], is_durable);
    }
    cause = cause != 0 ? cause : move_all(files, n, &failed);
    bool is_moved = cause == 0;
    for (size_t i = 0; i < n && cause == 0 && is_durable; i++) {
        failed = i;
        cause = files[i]->temporary != NULL ? sync_folder(files[i]) : 0;
    }
    if (cause != 0) {
        file_place_fail(files[failed]->shown, cause, error);
    }
    for (size_t i = 0; i < n; i++) {
        if (is_moved) {
            release(files[i]);
        } else {
            file_discard(files[i]);
        }
    }
    errno = cause;
    return cause == 0;
}

bool file_commit_all(struct file_output *const *files, size_t n, struct gradfig_error *error) {
    return commit(files, n, true, error);
}

bool file_commit(struct file_output *file, struct gradfig_error *error) {
    return commit(&file, 1, true, error);
}

bool file_commit_early(struct file_output *file, struct gradfig_error *error) {
    return commit(&file, 1, false, error);
}

void file_discard(struct file_output *file) {
    if (file->stream != NULL) {
        fclose(file->stream);
    }
    if (file->temporary != NULL) {
        unlinkat(file->temporary_folder, file->temporary, 0);
    }
    file->stream = NULL;
    release(file);
}

void file_clean_folder(const char *folder) {
    int descriptor = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);

    if (descriptor >= 0) {
        temporary_clean(descriptor);
        close(descriptor);
    }
}
