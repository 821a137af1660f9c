/* Reads whole files and folders, and compares files and their names. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/limits.h"

/* ---- reading ---- */

/* GRADFIG_WORK_FAILED if a later try may succeed. */
static enum gradfig_code code_of(int cause) {
    bool is_temporary = cause == EIO || cause == ENOMEM || cause == EMFILE || cause == ENFILE ||
                        cause == EINTR || cause == EAGAIN;
    return is_temporary ? GRADFIG_WORK_FAILED : GRADFIG_INVALID_INPUT;
}

static bool fail_to_read(int cause, struct gradfig_error *error) {
    error_set(error, code_of(cause), "cannot read: %s", g_strerror(cause));
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

static const size_t BLOCK = 65536;

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
    /* A terminal, asked again after its end, would wait for a second one. */
    while (read.data != NULL && read.n <= n_bytes_max && !feof(stream) &&
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

bool file_read_descriptor(int descriptor, const char *what, size_t n_bytes_max, struct bytes *bytes,
                          struct gradfig_error *error) {
    struct stat status;
    FILE *stream = NULL;

    if (descriptor < 0) {
        return fail_to_read(errno, error);
    }
    bool is_known = fstat(descriptor, &status) == 0;
    bool is_file = is_known && S_ISREG(status.st_mode);
    if (is_file) {
        stream = fdopen(descriptor, "rb");
    }
    if (stream == NULL) {
        int cause = errno;
        close(descriptor);
        return is_known && !is_file
                   ? error_set(error, GRADFIG_INVALID_INPUT, "cannot read: not a file")
                   : fail_to_read(cause, error);
    }
    bool done = file_read_stream(stream, what, n_bytes_max, bytes, error);
    fclose(stream);
    return done;
}

bool file_read(const char *path, const char *what, size_t n_bytes_max, struct bytes *bytes,
               struct gradfig_error *error) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    return file_read_descriptor(descriptor, what, n_bytes_max, bytes, error);
}

char *file_read_head(int descriptor) {
    struct bytes head = {.data = g_malloc(BLOCK)};
    ssize_t n_read = pread(descriptor, head.data, BLOCK - 1, 0);

    head.n = n_read < 0 ? 0 : (size_t)n_read;
    head.data[head.n] = '\0';
    bytes_restore_lines(&head);
    return head.data;
}

/* ---- folders ---- */

static bool refuse_folder(const char *path, int cause, struct gradfig_error *error) {
    return error_set_at(error, code_of(cause), path, "cannot be listed: %s", g_strerror(cause));
}

/* GDir would take a failure for the end of the list. */
static const char *next_name(DIR *directory) {
    const struct dirent *entry;

    do {
        errno = 0;
        entry = readdir(directory);
    } while (entry != NULL &&
             (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0));
    return entry != NULL ? entry->d_name : NULL;
}

bool directory_visit(const char *path, directory_visitor *visit, void *context,
                     struct gradfig_error *error) {
    DIR *directory = opendir(path);
    const char *name = NULL;
    bool done = true;

    if (directory == NULL) {
        return errno == ENOENT || errno == ENOTDIR || refuse_folder(path, errno, error);
    }
    while (done && (name = next_name(directory)) != NULL) {
        done = visit(context, name, error);
    }
    if (done && errno != 0) {
        done = refuse_folder(path, errno, error);
    }
    closedir(directory);
    return done;
}

/* ---- which file it is ---- */

bool file_has_size(const struct stat *status, uint64_t n_bytes) {
    return S_ISREG(status->st_mode) && (uint64_t)status->st_size == n_bytes;
}

int64_t file_time_of_change(const struct stat *status) {
    static const int64_t second = 1000000000;
    return status->st_ctim.tv_sec * second + status->st_ctim.tv_nsec;
}

bool file_is_at(int descriptor, const char *path) {
    struct stat open_one;
    struct stat named;

    return fstat(descriptor, &open_one) == 0 && stat(path, &named) == 0 &&
           open_one.st_dev == named.st_dev && open_one.st_ino == named.st_ino;
}

const char *file_extension(const char *path) {
    const char *dot = strrchr(path, '.');
    bool begins_name = dot != NULL && (dot == path || dot[-1] == '/'); /* of a hidden file */
    return dot == NULL || begins_name || strchr(dot, '/') != NULL ? NULL : dot + 1;
}

int file_stem_length(const char *path) {
    const char *extension = file_extension(path);
    return extension != NULL ? (int)(extension - 1 - path) : (int)strlen(path);
}

char *file_with_ending(const char *path, const char *ending) {
    return g_strdup_printf("%.*s.%s", file_stem_length(path), path, ending);
}

bool file_is_absent(const char *path) {
    struct stat status;
    return lstat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}
