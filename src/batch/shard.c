/* The name of a shard's manifest, the locks of shards, and the notes of when they were checked. */
#include "batch/shard.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/user_text.h"
#include "batch/batch.h"
#include "batch/folder.h"

/* ---- names ---- */

char *shard_path(const struct shard *shard, const char *name) {
    return g_build_filename(shard->folder, name, NULL);
}

size_t shard_variant(const struct shard *shard, size_t k) {
    return shard->number - 1 + k * shard->n;
}

char *shard_manifest_name(const struct shard *shard) {
    return shard->n == 1 ? g_strdup("manifest.csv")
                         : g_strdup_printf("manifest.%zu-of-%zu.csv", shard->number, shard->n);
}

char *shard_manifest(const struct shard *shard) {
    g_autofree char *name = shard_manifest_name(shard);
    return shard_path(shard, name);
}

bool shard_read(const char *text, const char *separator, size_t *number, size_t *n) {
    g_auto(GStrv) parts = g_strsplit(text, separator, -1);
    int64_t read_number = 0;
    int64_t read_n = 0;
    bool is_shard = g_strv_length(parts) == 2 &&
                    text_read_whole(parts[0], &read_number) == TEXT_OK &&
                    text_read_whole(parts[1], &read_n) == TEXT_OK && read_number >= 1 &&
                    read_number <= read_n && read_n <= SHARDS_MAX;

    if (is_shard) {
        *number = (size_t)read_number;
        *n = (size_t)read_n;
    }
    return is_shard;
}

/* Reads the number of a shard and of all shards from the name of a manifest; false for other names.
 */
static bool read_manifest_name(const char *name, struct shard *shard) {
    if (!g_str_has_prefix(name, "manifest.")) { /* nearly all names of a folder */
        return false;
    }
    g_auto(GStrv) parts = g_strsplit(name, ".", -1);
    return g_strv_length(parts) == 3 && shard_read(parts[1], "-of-", &shard->number, &shard->n) &&
           shard->n > 1 && strcmp(parts[2], "csv") == 0;
}

/* ---- the lock ---- */

/* One file holds the locks of all shards, a byte for each, and is never removed: so no process can
 * lock a file that another has just removed. A lock belongs to the open file, as that of flock
 * does, not to the process. */
#define LOCK_NAME ".gradfig.lock"

/* The byte of a shard. */
static off_t byte_of(const struct shard *shard) {
    return (off_t)(shard->n - 1) * SHARDS_MAX + (off_t)(shard->number - 1);
}

/* Whoever may write into the folder has to be able to lock. */
static void share_lock(const struct shard *shard, int descriptor) {
    enum { OTHERS_WRITE = 022 };
    struct stat folder;

    if (stat(shard->folder, &folder) == 0 && (folder.st_mode & OTHERS_WRITE) != 0) {
        (void)!fchmod(descriptor, 0666); /* if this fails, it is another user's, who has done so */
    }
}

/* Returns a descriptor, or -1 with errno. A planted link or pipe is refused. */
static int open_lock(const struct shard *shard, int flags) {
    g_autofree char *path = shard_path(shard, LOCK_NAME);
    int descriptor = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    int cause = errno;
    struct stat status;

    if (descriptor >= 0 && (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))) {
        close(descriptor);
        descriptor = -1;
        cause = ELOOP;
    }
    errno = cause;
    return descriptor;
}

static struct flock make_lock(short kind, off_t start, off_t length) {
    return (struct flock){.l_type = kind, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
}

/* Tries once to take the lock. Returns the descriptor, or -1 with errno, which is EWOULDBLOCK if
 * another process has the lock. */
static int try_lock(const struct shard *shard) {
    struct flock lock = make_lock(F_WRLCK, byte_of(shard), 1);
    int descriptor = open_lock(shard, O_RDWR | O_CREAT);

    if (descriptor < 0) {
        return -1;
    }
    share_lock(shard, descriptor);
    if (fcntl(descriptor, F_OFD_SETLK, &lock) == 0) {
        return descriptor;
    }
    int cause = errno == EACCES ? EWOULDBLOCK : errno;
    close(descriptor);
    errno = cause;
    return -1;
}

static void refuse_lock(const struct shard *shard, int cause, struct gradfig_error *error) {
    g_autofree char *path = shard_path(shard, LOCK_NAME);

    if (cause == ENOSYS || cause == EOPNOTSUPP || cause == ENOLCK || cause == EINVAL) {
        error_set_at(error, GRADFIG_WORK_FAILED, shard->folder, "its file system has no locks");
    } else if (cause == ELOOP) {
        error_set_at(error, GRADFIG_INVALID_INPUT, path,
                     "expected the lock of batches, found what is not a file; remove it");
    } else if (cause != EWOULDBLOCK) {
        error_set_at(error, GRADFIG_WORK_FAILED, path, "cannot write: %s", g_strerror(cause));
    } else if (shard->n == 1) {
        error_set_at(error, GRADFIG_WORK_FAILED, shard->folder,
                     "another run is at work there; wait for it or stop it");
    } else {
        error_set_at(error, GRADFIG_WORK_FAILED, shard->folder,
                     "another run is at work on shard %zu of %zu there; wait for it or stop it",
                     shard->number, shard->n);
    }
}

bool shard_take_lock(const struct shard *shard, stop_flag *stop, struct shard_lock *lock,
                     struct gradfig_error *error) {
    enum { N_TRIES = 20, MICROSECONDS_BETWEEN = 50000 };
    int descriptor = try_lock(shard);

    for (int i = 1; i < N_TRIES && descriptor < 0 && errno == EWOULDBLOCK && *stop == 0; i++) {
        g_usleep(MICROSECONDS_BETWEEN);
        descriptor = try_lock(shard);
    }
    if (descriptor >= 0) {
        lock->descriptor = descriptor;
        return true;
    }
    if (error_check_stop(stop, error)) {
        refuse_lock(shard, errno, error);
    }
    return false;
}

/* Whether somebody holds a lock of `length` bytes from `start` on; 0: all. */
static bool is_held(const struct shard *shard, off_t start, off_t length) {
    struct flock lock = make_lock(F_WRLCK, start, length);
    int descriptor = open_lock(shard, O_RDONLY);
    bool is =
        descriptor >= 0 && fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

    if (descriptor >= 0) {
        close(descriptor);
    }
    return is;
}

bool shard_is_at_work(const struct shard *shard) {
    return is_held(shard, byte_of(shard), 1);
}

bool shard_has_others_at_work(const struct shard *shard) {
    off_t own = byte_of(shard);
    return (own > 0 && is_held(shard, 0, own)) || is_held(shard, own + 1, 0);
}

void shard_unlock(struct shard_lock *lock) {
    if (lock->descriptor > 0) {
        struct flock all = make_lock(F_UNLCK, 0, 0);
        (void)!fcntl(lock->descriptor, F_OFD_SETLK, &all); /* even if a child still has it open */
        close(lock->descriptor);
    }
    *lock = (struct shard_lock){0};
}

/* ---- the note of what was checked ---- */

#define ATTRIBUTE "user.gradfig.checked"

int64_t shard_now(const struct shard_lock *lock) {
    struct stat status;
    bool is_known = futimens(lock->descriptor, NULL) == 0 && fstat(lock->descriptor, &status) == 0;

    return is_known ? file_time_of_change(&status) : 0;
}

/* Which file it is, and when its content changed; "-" for none. Freed with g_free. */
static char *describe_file(char *path) {
    struct stat status;
    char *text = lstat(path, &status) == 0
                     ? g_strdup_printf("%" PRIu64 "@%" PRId64 ".%ld", (uint64_t)status.st_ino,
                                       (int64_t)status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
                     : g_strdup("-");

    g_free(path);
    return text;
}

enum { CHECKED, MANIFEST, REST, N_FIELDS }; /* the rest: folder, page and version */

/* The note as of now; freed with g_free. */
static char *make_note(const struct shard *shard, int64_t checked) {
    g_autofree char *manifest = describe_file(shard_manifest(shard));
    g_autofree char *folder = describe_file(shard_path(shard, "."));
    g_autofree char *page = describe_file(shard_path(shard, FOLDER_PAGE));
    return g_strdup_printf("%" PRId64 " %s %s %s " GRADFIG_VERSION, checked, manifest, folder,
                           page);
}

void shard_note_checked(const struct shard *shard, int64_t checked) {
    g_autofree char *note = make_note(shard, checked);
    g_autofree char *manifest = shard_manifest(shard);

    if (checked > 0) {
        (void)!lsetxattr(manifest, ATTRIBUTE, note, strlen(note), 0);
    }
}

/* The fields of the note, freed with g_strfreev; NULL if there is none. */
static char **read_fields(const struct shard *shard) {
    enum { NOTE_SIZE = 512 };
    char note[NOTE_SIZE];
    g_autofree char *manifest = shard_manifest(shard);
    ssize_t n = lgetxattr(manifest, ATTRIBUTE, note, NOTE_SIZE - 1);
    char **fields = NULL;

    if (n > 0) {
        note[n] = '\0';
        fields = g_strsplit(note, " ", N_FIELDS);
    }
    if (fields != NULL && g_strv_length(fields) != N_FIELDS) {
        g_clear_pointer(&fields, g_strfreev);
    }
    return fields;
}

struct shard_note shard_read_note(const struct shard *shard) {
    g_auto(GStrv) noted = read_fields(shard);
    g_autofree char *note = make_note(shard, 0);
    g_auto(GStrv) now = g_strsplit(note, " ", N_FIELDS);
    struct shard_note read = {0};

    if (noted != NULL && strcmp(noted[MANIFEST], now[MANIFEST]) == 0 &&
        text_read_whole(noted[CHECKED], &read.checked) == TEXT_OK) {
        read.is_folder = strcmp(noted[REST], now[REST]) == 0;
    }
    return read;
}

/* ---- what shards leave ---- */

struct visit {
    const char *folder;
    shard_visitor *take;
    void *context;
};

static bool visit_manifest(void *context, const char *name, struct gradfig_error *error) {
    const struct visit *visit = context;
    struct shard shard = {.folder = visit->folder};

    return !read_manifest_name(name, &shard) || visit->take(visit->context, &shard, error);
}

bool shard_visit(const char *folder, shard_visitor *take, void *context,
                 struct gradfig_error *error) {
    struct visit visit = {folder, take, context};
    return directory_visit(folder, visit_manifest, &visit, error);
}

void shard_forget(const struct shard *shard, const struct stat *status) {
    struct shard_lock lock = {.descriptor = try_lock(shard)};
    g_autofree char *path = shard_manifest(shard);
    struct stat now;

    if (lock.descriptor >= 0) {
        bool is_newer = status != NULL && (lstat(path, &now) != 0 || now.st_ino != status->st_ino ||
                                           now.st_mtim.tv_sec != status->st_mtim.tv_sec ||
                                           now.st_mtim.tv_nsec != status->st_mtim.tv_nsec);
        if (!is_newer) {
            unlink(path);
        }
    }
    shard_unlock(&lock);
}

static bool forget_one(void *context, const struct shard *shard, struct gradfig_error *error) {
    (void)context;
    (void)error;
    shard_forget(shard, NULL);
    return true;
}

void shard_forget_all(const char *folder) {
    struct gradfig_error error;
    (void)!shard_visit(folder, forget_one, NULL, &error);
}
