/* The names of a shard's files, and its lock. */
#include "batch/shard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "batch/batch.h"

#include "base/error.h"
#include "base/user_text.h"

/* ---- names ---- */

char *shard_path(const struct shard *shard, const char *name) {
    return g_build_filename(shard->folder, name, NULL);
}

enum { MANIFEST_NAME_SIZE = 64 };

static void write_manifest_name(const struct shard *shard, char *name) {
    if (shard->n == 1) {
        g_strlcpy(name, "manifest.csv", MANIFEST_NAME_SIZE);
    } else {
        snprintf(name, MANIFEST_NAME_SIZE, "manifest.%zu-of-%zu.csv", shard->number, shard->n);
    }
}

char *shard_manifest(const struct shard *shard) {
    char name[MANIFEST_NAME_SIZE];

    write_manifest_name(shard, name);
    return shard_path(shard, name);
}

/* Reads the number of a shard and of all shards from the name of a manifest; false for other names.
 */
static bool read_manifest_name(const char *name, struct shard *shard) {
    struct shard read = {.folder = shard->folder};
    char spelled[MANIFEST_NAME_SIZE];

    if (sscanf(name, "manifest.%zu-of-%zu", &read.number, &read.n) != 2 || read.number < 1 ||
        read.number > read.n || read.n < 2 || read.n > SHARDS_MAX) {
        return false;
    }
    write_manifest_name(&read, spelled);
    if (strcmp(name, spelled) != 0) {
        return false;
    }
    *shard = read;
    return true;
}

/* The common beginning of the temporary files of a shard. */
static char *prefix_of(const struct shard *shard) {
    return g_strdup_printf(".gradfig-%zu-of-%zu.", shard->number, shard->n);
}

static char *hidden_path(const struct shard *shard, const char *what, const char *extension) {
    char *prefix = prefix_of(shard);
    char *name = g_strconcat(prefix, what, extension, NULL);
    char *path = shard_path(shard, name);

    g_free(prefix);
    g_free(name);
    return path;
}

char *shard_temporary(const struct shard *shard, const char *what) {
    return hidden_path(shard, what, ".tmp");
}

bool shard_open(const struct shard *shard, char *path, const char *what, struct file_output *file,
                struct gradfig_error *error) {
    char *temporary = shard_temporary(shard, what);
    bool done = file_open_through(file, path, temporary, error);

    g_free(temporary);
    g_free(path);
    return done;
}

/* Calls `take` with every name in the folder; ends and returns false if it returns false. */
static bool visit_names(const char *folder, bool (*take)(void *context, const char *name),
                        void *context) {
    GDir *directory = g_dir_open(folder, 0, NULL);
    const char *name;
    bool goes_on = true;

    while (goes_on && directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        goes_on = take(context, name);
    }
    if (directory != NULL) {
        g_dir_close(directory);
    }
    return goes_on;
}

struct cleaning {
    const struct shard *shard;
    char *prefix;
};

static bool remove_temporary(void *context, const char *name) {
    const struct cleaning *cleaning = context;

    if (g_str_has_prefix(name, cleaning->prefix) && g_str_has_suffix(name, ".tmp")) {
        char *path = shard_path(cleaning->shard, name);
        unlink(path);
        g_free(path);
    }
    return true;
}

void shard_clean(const struct shard *shard) {
    struct cleaning cleaning = {shard, prefix_of(shard)};

    (void)visit_names(shard->folder, remove_temporary, &cleaning);
    g_free(cleaning.prefix);
}

/* ---- the lock ---- */

/* Tries once to take the lock. Returns the descriptor, or -1 with errno, which is EWOULDBLOCK if
 * another process has the lock. */
static int try_lock(const char *path) {
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

    if (descriptor < 0) {
        return -1;
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        if (file_is_at(descriptor, path)) {
            return descriptor; /* which its last owner may have removed meanwhile */
        }
        errno = EWOULDBLOCK;
    }
    int cause = errno;
    close(descriptor);
    errno = cause;
    return -1;
}

static void refuse_lock(const struct shard *shard, int cause, struct gradfig_error *error) {
    char *shown = text_escape_path(shard->folder);

    if (cause == ENOSYS || cause == EOPNOTSUPP || cause == ENOLCK) {
        error_set(error, GRADFIG_WORK_FAILED, "%s: its file system has no locks", shown);
    } else if (cause != EWOULDBLOCK) {
        error_set(error, GRADFIG_WORK_FAILED, "%s: cannot write: %s", shown, g_strerror(cause));
    } else if (shard->n == 1) {
        error_set(error, GRADFIG_WORK_FAILED,
                  "%s: another run is at work there; wait for it or stop it", shown);
    } else {
        error_set(error, GRADFIG_WORK_FAILED,
                  "%s: another run is at work on shard %zu of %zu there; wait for it or stop it",
                  shown, shard->number, shard->n);
    }
    g_free(shown);
}

bool shard_take_lock(const struct shard *shard, const volatile sig_atomic_t *stop,
                     struct shard_lock *lock, struct gradfig_error *error) {
    enum { N_TRIES = 20, MICROSECONDS_BETWEEN = 50000 };
    char *path = hidden_path(shard, "lock", "");
    int descriptor = try_lock(path);

    for (int i = 1; i < N_TRIES && descriptor < 0 && errno == EWOULDBLOCK && *stop == 0; i++) {
        g_usleep(MICROSECONDS_BETWEEN);
        descriptor = try_lock(path);
    }
    if (descriptor >= 0) {
        *lock = (struct shard_lock){descriptor, path};
        return true;
    }
    if (*stop != 0) {
        error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    } else {
        refuse_lock(shard, errno, error);
    }
    g_free(path);
    return false;
}

/* Takes the lock if it is free. */
static bool take_free_lock(const struct shard *shard, struct shard_lock *lock) {
    char *path = hidden_path(shard, "lock", "");
    int descriptor = try_lock(path);

    if (descriptor < 0) {
        g_free(path);
        return false;
    }
    *lock = (struct shard_lock){descriptor, path};
    return true;
}

bool shard_is_at_work(const struct shard *shard) {
    char *path = hidden_path(shard, "lock", "");
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    bool is_held = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0;

    if (descriptor >= 0) {
        close(descriptor);
    }
    g_free(path);
    return is_held;
}

/* Reads the number of a shard from the name of its lock. */
static bool read_lock_name(const char *name, struct shard *shard) {
    if (sscanf(name, ".gradfig-%zu-of-%zu.lock", &shard->number, &shard->n) != 2) {
        return false;
    }
    char *path = hidden_path(shard, "lock", "");
    char *spelled = g_path_get_basename(path);
    bool is_spelled = strcmp(name, spelled) == 0;

    g_free(spelled);
    g_free(path);
    return is_spelled;
}

/* Whether the name is not that of a lock held by another run. */
static bool is_free(void *context, const char *name) {
    const struct shard *own = context;
    struct shard shard = {.folder = own->folder};

    return !read_lock_name(name, &shard) || (shard.number == own->number && shard.n == own->n) ||
           !shard_is_at_work(&shard);
}

bool shard_has_others_at_work(const struct shard *shard) {
    struct shard own = *shard;
    return !visit_names(shard->folder, is_free, &own);
}

void shard_unlock(struct shard_lock *lock) {
    if (lock->path != NULL) {
        unlink(lock->path); /* while it is held, so that waiting processes look again */
        close(lock->descriptor);
        g_free(lock->path);
    }
    *lock = (struct shard_lock){0};
}

/* ---- what shards leave ---- */

struct visit {
    const char *folder;
    bool (*take)(void *context, const struct shard *shard);
    void *context;
};

static bool visit_manifest(void *context, const char *name) {
    const struct visit *visit = context;
    struct shard shard = {.folder = visit->folder};

    return !read_manifest_name(name, &shard) || visit->take(visit->context, &shard);
}

bool shard_visit(const char *folder, bool (*take)(void *context, const struct shard *shard),
                 void *context) {
    struct visit visit = {folder, take, context};
    return visit_names(folder, visit_manifest, &visit);
}

void shard_forget(const struct shard *shard, const struct stat *status) {
    struct shard_lock lock = {0};
    char *path = shard_manifest(shard);
    char *lock_path = hidden_path(shard, "lock", "");
    bool was_killed = g_file_test(lock_path, G_FILE_TEST_EXISTS);
    struct stat now;

    if (take_free_lock(shard, &lock)) {
        bool is_newer = status != NULL && (stat(path, &now) != 0 || now.st_ino != status->st_ino ||
                                           now.st_mtim.tv_sec != status->st_mtim.tv_sec ||
                                           now.st_mtim.tv_nsec != status->st_mtim.tv_nsec);
        if (was_killed) {
            shard_clean(shard);
        }
        if (!is_newer) {
            unlink(path);
        }
    }
    shard_unlock(&lock);
    g_free(lock_path);
    g_free(path);
}

static bool forget_one(void *context, const struct shard *shard) {
    (void)context;
    shard_forget(shard, NULL);
    return true;
}

static bool clean_dead(void *context, const char *name) {
    const struct shard *whole = context;
    struct shard shard = {.folder = whole->folder};
    struct shard_lock lock = {0};

    if (read_lock_name(name, &shard) && take_free_lock(&shard, &lock)) {
        shard_clean(&shard);
    }
    shard_unlock(&lock);
    return true;
}

void shard_clean_dead(const char *folder) {
    struct shard whole = {folder, 1, 1};
    (void)visit_names(folder, clean_dead, &whole);
}

void shard_forget_all(const char *folder) {
    (void)shard_visit(folder, forget_one, NULL);
    shard_clean_dead(folder);
}
