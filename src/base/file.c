/* Writes files beside their final places, then moves them there; reads whole files. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/limits.h"
#include "base/user_text.h"

static bool fail(const char *path, int cause, struct gradfig_error *error) {
    char *shown = text_escape_path(path);
    error_set(error, GRADFIG_WORK_FAILED, "%s: cannot write: %s", shown, g_strerror(cause));
    g_free(shown);
    errno = cause;
    return false;
}

static void release(struct file_output *file) {
    g_free(file->path);
    g_free(file->temporary);
    g_free(file->shown);
    *file = (struct file_output){0};
}

/* Follows a chain of links to its end, which need not exist: the file there is replaced, and the
 * links stay. Freed with g_free. */
static char *follow_links(const char *path) {
    enum { LINKS_MAX = 40 }; /* as in the kernel */
    char *place = g_strdup(path);

    for (int i = 0; i < LINKS_MAX; i++) {
        char *target = g_file_read_link(place, NULL);
        if (target == NULL) {
            break;
        }
        char *folder = g_path_get_dirname(place);
        g_free(place);
        place =
            g_path_is_absolute(target) ? g_strdup(target) : g_build_filename(folder, target, NULL);
        g_free(folder);
        g_free(target);
    }
    return place;
}

/* Creates a new file in the folder of `path`. Returns its descriptor, or -1 with errno set. */
static int create_beside(const char *path, mode_t mode, char **temporary) {
    enum { N_TRIES = 100 };
    char *folder = g_path_get_dirname(path);
    int descriptor = -1;

    for (int i = 0; i < N_TRIES && descriptor < 0; i++) {
        char *candidate = g_strdup_printf("%s/.gradfig-%ld-%d.tmp", folder, (long)getpid(), i);
        descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (descriptor >= 0) {
            *temporary = candidate;
        } else {
            g_free(candidate);
            if (errno != EEXIST) {
                break;
            }
        }
    }
    int cause = errno;
    g_free(folder);
    errno = cause;
    return descriptor;
}

static int open_regular(struct file_output *file, const struct stat *old) {
    if (old != NULL && access(file->path, W_OK) != 0) {
        return -1; /* renaming would replace even a write-protected file */
    }
    int descriptor = create_beside(file->path, 0666, &file->temporary);
    if (descriptor >= 0 && old != NULL) {
        /* If this fails, the file is written with the usual mode. */
        (void)!fchmod(descriptor, old->st_mode & 07777);
    }
    return descriptor;
}

/* Opens a stream for `opened` and moves it to `file`; ends it on failure. */
static bool add_stream(struct file_output *file, struct file_output *opened, int descriptor,
                       struct gradfig_error *error) {
    int cause = errno;

    if (descriptor >= 0) {
        opened->stream = fdopen(descriptor, "wb");
        cause = errno;
    }
    if (opened->stream != NULL) {
        *file = *opened;
        return true;
    }
    fail(opened->shown, cause, error);
    if (descriptor >= 0) {
        close(descriptor);
    }
    file_discard(opened);
    errno = cause;
    return false;
}

bool file_open(struct file_output *file, const char *path, struct gradfig_error *error) {
    struct file_output opened = {.path = follow_links(path), .shown = g_strdup(path)};
    struct stat old;
    bool exists = stat(opened.path, &old) == 0;
    int descriptor;

    if (exists && !S_ISREG(old.st_mode)) {
        descriptor = open(opened.path, O_WRONLY | O_CLOEXEC);
    } else {
        descriptor = open_regular(&opened, exists ? &old : NULL);
    }
    return add_stream(file, &opened, descriptor, error);
}

bool file_open_through(struct file_output *file, const char *path, const char *temporary,
                       struct gradfig_error *error) {
    struct file_output opened = {.path = g_strdup(path), .shown = g_strdup(path)};
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (descriptor >= 0) {
        opened.temporary = g_strdup(temporary);
    }
    return add_stream(file, &opened, descriptor, error);
}

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

bool file_commit(struct file_output *file, struct gradfig_error *error) {
    int cause = file_flush(file->stream);

    if (fclose(file->stream) != 0 && cause == 0) {
        cause = errno;
    }
    file->stream = NULL;
    if (cause == 0 && file->temporary != NULL && rename(file->temporary, file->path) != 0) {
        cause = errno;
    }
    if (cause != 0) {
        fail(file->shown, cause, error);
        file_discard(file);
        errno = cause;
        return false;
    }
    release(file);
    return true;
}

bool file_reach_disk(const char *path, struct gradfig_error *error) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int cause = descriptor < 0 || fsync(descriptor) != 0 ? errno : 0;

    if (descriptor >= 0) {
        close(descriptor);
    }
    return cause == 0 || fail(path, cause, error);
}

void file_discard(struct file_output *file) {
    if (file->stream != NULL) {
        fclose(file->stream);
    }
    if (file->temporary != NULL) {
        unlink(file->temporary);
    }
    release(file);
}

/* ---- reading ---- */

static bool fail_to_read(int cause, struct gradfig_error *error) {
    error_set(error, GRADFIG_INVALID_INPUT, "cannot read: %s", g_strerror(cause));
    errno = cause;
    return false;
}

static bool refuse_size(const char *what, size_t n_bytes_max, struct gradfig_error *error) {
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s of at most %zu MiB, found more",
                     what, n_bytes_max / MEBIBYTE);
}

/* The number of bytes that are left in a regular file; 0 if it is none, such as a pipe. */
static size_t rest_of(FILE *stream) {
    struct stat status;
    off_t position = ftello(stream);

    if (position < 0 || fstat(fileno(stream), &status) != 0 || !S_ISREG(status.st_mode)) {
        return 0;
    }
    return status.st_size > position ? (size_t)(status.st_size - position) : 0;
}

enum { BLOCK = 65536 };

/* Makes room for a block and reads it; returns false at the end, or with errno set. */
static bool read_block(FILE *stream, struct bytes *bytes, size_t *size, size_t size_max) {
    if (*size - bytes->n <= BLOCK) {
        size_t larger = MIN(2 * *size + 2 * BLOCK, size_max);
        char *data = g_try_realloc(bytes->data, larger);
        if (data == NULL) {
            errno = ENOMEM;
            return false;
        }
        bytes->data = data;
        *size = larger;
    }
    size_t n_read = fread(bytes->data + bytes->n, 1, BLOCK, stream);
    bytes->n += n_read;
    bytes->data[bytes->n] = '\0';
    return n_read > 0;
}

bool file_read_stream(FILE *stream, const char *what, size_t n_bytes_max, struct bytes *bytes,
                      struct gradfig_error *error) {
    size_t rest = rest_of(stream);
    size_t size = rest + BLOCK + 1; /* of the only allocation, unless the file grows or is a pipe */
    struct bytes read = {0};
    bool done = true;

    if (rest > n_bytes_max) {
        return refuse_size(what, n_bytes_max, error);
    }
    errno = 0;
    read.data = g_try_malloc(size);
    while (read.data != NULL && read.n <= n_bytes_max &&
           read_block(stream, &read, &size, n_bytes_max + 2 * BLOCK)) {
    }
    if (ferror(stream) || errno == ENOMEM) {
        done = fail_to_read(errno, error);
    } else if (read.n > n_bytes_max) {
        done = refuse_size(what, n_bytes_max, error);
    }
    if (done) {
        *bytes = read;
    } else {
        bytes_finish(&read);
    }
    return done;
}

bool file_read(const char *path, const char *what, size_t n_bytes_max, struct bytes *bytes,
               struct gradfig_error *error) {
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    FILE *stream = NULL;

    if (descriptor < 0) {
        return fail_to_read(errno, error);
    }
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
        stream = fdopen(descriptor, "rb");
    }
    if (stream == NULL) {
        close(descriptor);
        return error_set(error, GRADFIG_INVALID_INPUT, "cannot read: not a file");
    }
    bool done = file_read_stream(stream, what, n_bytes_max, bytes, error);
    fclose(stream);
    return done;
}

/* ---- which file it is ---- */

static bool are_same(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

bool file_is_at(int descriptor, const char *path) {
    struct stat open_one;
    struct stat named;

    return fstat(descriptor, &open_one) == 0 && stat(path, &named) == 0 &&
           are_same(&open_one, &named);
}

const char *file_extension(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot == NULL || strchr(dot, '/') != NULL ? NULL : dot + 1;
}

int file_stem_length(const char *path) {
    const char *extension = file_extension(path);
    return extension != NULL ? (int)(extension - 1 - path) : (int)strlen(path);
}

bool file_is_absent(const char *path) {
    struct stat status;
    return lstat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

bool file_is_same(const char *path, const char *other) {
    struct stat left;
    struct stat right;

    return stat(path, &left) == 0 && stat(other, &right) == 0 && are_same(&left, &right);
}
