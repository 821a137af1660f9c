/* Finds the place that a name leads to, and refuses places that must stay as they are. */
#include "base/file_place.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <glib.h>

#include "base/below.h"
#include "base/number.h"
#include "base/user_text.h"

static const struct file_place nowhere = {.folder = -1, .old = -1, .device = -1};

void file_place_close(int descriptor) {
    if (descriptor >= 0) {
        close(descriptor);
    }
}

void file_place_finish(struct file_place *place) {
    int cause = errno;

    file_place_close(place->folder);
    file_place_close(place->old);
    file_place_close(place->device);
    g_free(place->name);
    *place = nowhere;
    errno = cause;
}

/* Some systems say ENOENT of folders that exist, such as /proc. */
static bool has_folder(const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    return g_file_test(folder, G_FILE_TEST_IS_DIR);
}

bool file_place_fail(const char *path, int cause, struct gradfig_error *error) {
    g_autofree char *shown = text_escape_path(path);
    g_autofree char *folder = g_path_get_dirname(shown);
    g_autofree char *target = cause == ENOENT ? g_file_read_link(path, NULL) : NULL;

    if (target != NULL) {
        g_autofree char *shown_target = text_escape_path(target);
        error_set(error, GRADFIG_WORK_FAILED,
                  "%s: cannot write: the folder that this link leads to does not exist: %s", shown,
                  shown_target);
    } else if (cause == ENOENT && strchr(shown, '/') != NULL && !has_folder(path)) {
        error_set(error, GRADFIG_WORK_FAILED, "%s: cannot write: the folder %s/ does not exist",
                  shown, folder);
    } else {
        error_set(error, GRADFIG_WORK_FAILED, "%s: cannot write: %s", shown,
                  cause == ENOENT && has_folder(path) ? "files cannot be created in this folder"
                                                      : g_strerror(cause));
    }
    errno = cause;
    return false;
}

/* ---- the rule ---- */

static bool refuse(const char *path, const struct file_rule *rule, const char *found,
                   struct gradfig_error *error) {
    error_set_at(error, GRADFIG_INVALID_INPUT, path, "expected %s, found %s; %s", rule->expected,
                 found, rule->advice);
    errno = EEXIST;
    return false;
}

static bool refuse_input(const char *path, const char *read_as, struct gradfig_error *error) {
    g_autofree char *input =
        strcmp(read_as, "-") == 0 ? g_strdup("standard input") : text_escape_path(read_as);
    error_set_at(error, GRADFIG_INVALID_INPUT, path,
                 "this file is an input (read as %s) and is not overwritten; choose another name",
                 input);
    errno = EEXIST;
    return false;
}

/* Opens the regular file that is replaced. Some files can be written and not read. */
static int open_old(int folder, const char *name, bool *can_read) {
    static const int flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    int old = openat(folder, name, O_RDONLY | flags);

    *can_read = old >= 0;
    return old >= 0 || errno != EACCES ? old : openat(folder, name, O_WRONLY | flags);
}

/* Asks the rule about the regular file `place->old`. */
static bool check_old(const struct file_place *place, const char *path, bool can_read,
                      const struct file_rule *rule, struct gradfig_error *error) {
    struct stat status;

    if (fstat(place->old, &status) != 0) {
        return file_place_fail(path, errno, error);
    }
    const char *input = inputs_find(rule->inputs, &status);
    if (input != NULL) {
        return refuse_input(path, input, error);
    }
    if (faccessat(place->folder, place->name, W_OK, AT_EACCESS) != 0) {
        return file_place_fail(path, errno, error); /* renaming would replace it even so */
    }
    if (status.st_size == 0 || rule->refusal == NULL) {
        return true;
    }
    const char *found = NULL;
    if (can_read) {
        found = rule->refusal(place->old);
    } else if (rule->is_own_name) {
        found = "a file that cannot be read";
    }
    return found == NULL || refuse(path, rule, found, error);
}

static bool take_old(struct file_place *place, const char *path, const struct file_rule *rule,
                     struct gradfig_error *error) {
    bool can_read;

    place->old = open_old(place->folder, place->name, &can_read);
    return place->old < 0 ? file_place_fail(path, errno, error)
                          : check_old(place, path, can_read, rule, error);
}

/* ---- devices and descriptors ---- */

/* The links in /proc stand for open files, which their texts do not name. */
static bool is_of_proc(int folder) {
    enum { PROC_MAGIC = 0x9fa0 };
    struct statfs system;

    return fstatfs(folder, &system) == 0 && system.f_type == PROC_MAGIC;
}

/* A copy of our own descriptor shares its position and whether it appends, which /dev/stdout has to
 * as well. */
static int open_descriptor(const struct file_place *place, const char *path) {
    struct stat own;
    struct stat folder;
    int64_t number;

    if (stat("/proc/self/fd", &own) == 0 && fstat(place->folder, &folder) == 0 &&
        own.st_dev == folder.st_dev && own.st_ino == folder.st_ino &&
        text_read_whole(place->name, &number) == TEXT_OK && number <= INT_MAX) {
        return fcntl((int)number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    }
    return open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
}

static bool take_device(struct file_place *place, const char *path, int device,
                        const struct file_rule *rule, struct gradfig_error *error) {
    struct stat status;
    const char *input = NULL;

    place->device = device;
    if (device < 0 || fstat(device, &status) != 0) {
        return file_place_fail(path, errno, error);
    }
    if (S_ISREG(status.st_mode)) {
        input = inputs_find(rule->inputs, &status);
    }
    return input == NULL || refuse_input(path, input, error);
}

/* ---- the place of a path ---- */

/* Moves the place to the next link of a chain. */
static bool follow(struct file_place *place, const char *target) {
    g_autofree char *way = g_path_get_dirname(target);
    int folder = openat(place->folder, way, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int cause = errno;

    file_place_close(place->folder);
    g_free(place->name);
    place->folder = folder;
    place->name = g_path_get_basename(target);
    errno = cause;
    return folder >= 0;
}

/* Moves the place to the end of a chain of links, which need not exist; a link of /proc ends it. */
static bool follow_links(struct file_place *place, bool *is_descriptor) {
    enum { LINKS_MAX = 40, TARGET_SIZE = 4096 }; /* as in the kernel */
    char target[TARGET_SIZE];
    ssize_t length;
    int n_links = 0;

    while ((length = readlinkat(place->folder, place->name, target, TARGET_SIZE - 1)) >= 0) {
        *is_descriptor = is_of_proc(place->folder);
        if (*is_descriptor) {
            return true;
        }
        target[length] = '\0';
        if (n_links++ == LINKS_MAX) {
            errno = ELOOP;
            return false;
        }
        if (!follow(place, target)) {
            return false;
        }
    }
    return true;
}

static bool open_place(struct file_place *place, const char *path, bool *is_descriptor) {
    g_autofree char *folder = g_path_get_dirname(path);

    place->name = g_path_get_basename(path);
    place->folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    return place->folder >= 0 && follow_links(place, is_descriptor);
}

static bool find(struct file_place *place, const char *path, bool opens,
                 const struct file_rule *rule, struct gradfig_error *error) {
    struct stat status;
    bool is_descriptor = false;
    bool exists = stat(path, &status) == 0; /* the kernel refuses links that strangers planted */

    if (!exists && errno != ENOENT) {
        return file_place_fail(path, errno, error);
    }
    if (exists && S_ISDIR(status.st_mode)) {
        return file_place_fail(path, EISDIR, error);
    }
    if (!open_place(place, path, &is_descriptor)) {
        return file_place_fail(path, errno, error);
    }
    bool is_file = !is_descriptor && (!exists || S_ISREG(status.st_mode));
    place->is_file = is_file;
    if (!is_file && rule->is_own_name) {
        return refuse(path, rule, "what is not a file", error);
    }
    if (is_descriptor) {
        return take_device(place, path, open_descriptor(place, path), rule, error);
    }
    if (!is_file) {
        if (!opens) {
            return true; /* opening a pipe would wait, and opening it twice end it */
        }
        int device = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return take_device(place, path, device, rule, error);
    }
    return !exists || take_old(place, path, rule, error);
}

bool file_place_find(struct file_place *place, const char *path, bool opens,
                     const struct file_rule *rule, struct gradfig_error *error) {
    struct file_place found = nowhere;

    if (!find(&found, path, opens, rule, error)) {
        file_place_finish(&found);
        return false;
    }
    *place = found;
    return true;
}

/* ---- below a folder ---- */

static bool find_below(struct file_place *place, const char *folder, const char *name,
                       const char *path, bool makes, const struct file_rule *rule,
                       struct gradfig_error *error) {
    const char *last;
    struct stat status;

    place->folder = below_open_folder(folder, name, makes, &last);
    if (place->folder < 0) {
        return errno == ELOOP ? refuse(path, rule, "a link on the way", error)
                              : file_place_fail(path, errno, error);
    }
    place->name = g_strdup(last);
    if (fstatat(place->folder, last, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT || file_place_fail(path, errno, error);
    }
    if (S_ISDIR(status.st_mode)) {
        return file_place_fail(path, EISDIR, error);
    }
    if (!S_ISREG(status.st_mode)) {
        return rule->refusal == NULL || /* renaming replaces the link itself */
               refuse(path, rule, S_ISLNK(status.st_mode) ? "a link" : "what is not a file", error);
    }
    return take_old(place, path, rule, error);
}

bool file_place_find_below(struct file_place *place, const char *folder, const char *name,
                           bool makes, const struct file_rule *rule, struct gradfig_error *error) {
    struct file_place found = nowhere;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    bool done = find_below(&found, folder, name, path, makes, rule, error);

    if (done) {
        *place = found;
    } else {
        file_place_finish(&found);
    }
    return done;
}
