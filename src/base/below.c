/* Walks from a folder to a file below it, one name after another, and follows no link. */
#include "base/below.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"

/* Closes a descriptor and keeps errno. */
static void close_quietly(int descriptor) {
    int cause = errno;
    close(descriptor);
    errno = cause;
}

/* Whether a part of a name is that of an entry of a folder. */
static bool is_entry(const char *part, size_t length) {
    bool is_dots = strncmp(part, "..", length) == 0 && length <= 2; /* "." as well */
    return length > 0 && !is_dots;
}

/* Opens the folder `part` in `folder`, which it closes. */
static int enter(int folder, const char *part, size_t length, bool makes) {
    g_autofree char *name = g_strndup(part, length);

    if (makes) {
        (void)!mkdirat(folder, name, 0777); /* if this fails, opening reports the reason */
    }
    int inner = openat(folder, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status;
    if (inner < 0 && errno == ENOTDIR && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(status.st_mode)) {
        errno = ELOOP;
    }
    close_quietly(folder);
    return inner;
}

int below_open_folder(const char *folder, const char *name, bool makes, const char **last) {
    int descriptor = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    const char *part = name;

    while (descriptor >= 0) {
        size_t length = strcspn(part, "/");
        if (!is_entry(part, length)) {
            close(descriptor);
            errno = EXDEV;
            return -1;
        }
        if (part[length] == '\0') {
            break;
        }
        descriptor = enter(descriptor, part, length, makes);
        part += length + 1;
    }
    *last = part;
    return descriptor;
}

bool below_stat(const char *folder, const char *name, struct stat *status) {
    const char *last;
    int inner = below_open_folder(folder, name, false, &last);

    if (inner < 0) {
        return false;
    }
    bool done = fstatat(inner, last, status, AT_SYMLINK_NOFOLLOW) == 0;
    close_quietly(inner);
    return done;
}

/* ---- one file after another ---- */

struct below_walk below_walk_begin(const char *folder) {
    return (struct below_walk){.folder = folder, .inner = -1};
}

void below_walk_finish(struct below_walk *walk) {
    if (walk->inner >= 0) {
        close_quietly(walk->inner);
    }
    g_clear_pointer(&walk->way, g_free);
    *walk = below_walk_begin(walk->folder);
}

/* Enters the folder of `name`, which `way` leads to. */
static void enter_way(struct below_walk *walk, const char *name, char *way) {
    const char *last;
    struct stat status;

    below_walk_finish(walk);
    for (char *slash = strchr(way, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (below_stat(walk->folder, way, &status)) {
            walk->changed = MAX(walk->changed, file_time_of_change(&status));
        }
        *slash = '/';
    }
    walk->way = way;
    walk->inner = below_open_folder(walk->folder, name, false, &last);
}

bool below_walk_stat(struct below_walk *walk, const char *name, struct stat *status) {
    const char *slash = strrchr(name, '/');
    size_t n_way = slash != NULL ? (size_t)(slash + 1 - name) : 0;

    if (walk->inner < 0 || strncmp(walk->way, name, n_way) != 0 || walk->way[n_way] != '\0') {
        enter_way(walk, name, g_strndup(name, n_way));
    }
    return walk->inner >= 0 && fstatat(walk->inner, name + n_way, status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* ---- whether a file is there ---- */

bool below_fail(const char *folder, const char *name, struct gradfig_error *error,
                const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return error_set_at(error, GRADFIG_WORK_FAILED, path, "%s", what);
}

static bool says_absent(int cause) {
    static const int causes[] = {ENOENT, ENOTDIR, ELOOP, EXDEV, ENAMETOOLONG};
    size_t i = 0;

    while (i < G_N_ELEMENTS(causes) && causes[i] != cause) {
        i++;
    }
    return i < G_N_ELEMENTS(causes);
}

/* Judges whether a status was read; errno has the cause if not. */
static bool judge(bool is_read, const char *folder, const char *name, bool *is_file,
                  const struct stat *status, struct gradfig_error *error) {
    bool is_known = is_read || says_absent(errno);

    if (!is_known) {
        below_fail(folder, name, error, "cannot be found: %s", g_strerror(errno));
    }
    *is_file = is_read && S_ISREG(status->st_mode);
    return is_known;
}

bool below_find(const char *folder, const char *name, bool *is_file, struct stat *status,
                struct gradfig_error *error) {
    bool is_read = below_stat(folder, name, status);
    return judge(is_read, folder, name, is_file, status, error);
}

bool below_walk_find(struct below_walk *walk, const char *name, bool *is_file, struct stat *status,
                     struct gradfig_error *error) {
    bool is_read = below_walk_stat(walk, name, status);
    return judge(is_read, walk->folder, name, is_file, status, error);
}

/* ---- reading and removing ---- */

bool below_read(const char *folder, const char *name, const char *what, size_t n_bytes_max,
                struct bytes *bytes, struct gradfig_error *error) {
    const char *last;
    int inner = below_open_folder(folder, name, false, &last);
    int file = -1;

    if (inner >= 0) {
        file = openat(inner, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        close_quietly(inner);
    }
    return file_read_descriptor(file, what, n_bytes_max, bytes, error);
}

/* Removes the folders on the way to a file, from the inside, as long as they are empty. */
static void remove_folders(const char *folder, const char *name) {
    g_autofree char *way = g_strdup(name);
    char *slash;
    bool is_removed = true;

    while (is_removed && (slash = strrchr(way, '/')) != NULL) {
        const char *last;
        *slash = '\0';
        int outer = below_open_folder(folder, way, false, &last);
        is_removed = outer >= 0 && unlinkat(outer, last, AT_REMOVEDIR) == 0;
        if (outer >= 0) {
            close(outer);
        }
    }
}

bool below_remove(const char *folder, const char *name) {
    const char *last;
    int inner = below_open_folder(folder, name, false, &last);

    if (inner < 0) {
        return errno == ENOENT;
    }
    bool done = unlinkat(inner, last, 0) == 0 || errno == ENOENT;
    close_quietly(inner);
    if (done) {
        remove_folders(folder, name);
    }
    return done;
}
