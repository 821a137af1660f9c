/* Creates temporary files under random names, holds them by flock, and removes abandoned ones.
 * Process ids would not do: in containers and on other computers the same ones are in use. */
#include "base/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#define BEGINNING ".gradfig-"
#define ENDING ".tmp"
enum { N_DIGITS = 16 };

static char *make_name(void) {
    uint64_t number = 0;

    if (getrandom(&number, sizeof(number), 0) != sizeof(number)) {
        number = (uint64_t)g_get_monotonic_time(); /* O_EXCL finds a name that is taken */
    }
    return g_strdup_printf(BEGINNING "%016" PRIx64 ENDING, number);
}

static bool is_name(const char *name) {
    enum { BEGINNING_LENGTH = sizeof(BEGINNING) - 1 };

    return g_str_has_prefix(name, BEGINNING) &&
           strspn(name + BEGINNING_LENGTH, "0123456789abcdef") == N_DIGITS &&
           strcmp(name + BEGINNING_LENGTH + N_DIGITS, ENDING) == 0;
}

/* Locks a file that was just created. False if another command took it for abandoned before. */
static bool hold(int file) {
    struct stat status;
    bool is_taken = flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;

    /* A file system without locks has no commands that clean up. */
    return !is_taken && fstat(file, &status) == 0 && status.st_nlink > 0;
}

int temporary_create(int folder, mode_t mode, char **name) {
    enum { N_TRIES = 100 };

    errno = EEXIST;
    for (int i = 0; i < N_TRIES; i++) {
        char *candidate = make_name();
        int file =
            openat(folder, candidate, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (file >= 0 && hold(file)) {
            *name = candidate;
            return file;
        }
        int cause = errno;
        if (file >= 0) {
            unlinkat(folder, candidate, 0);
            close(file);
            cause = EEXIST;
        }
        g_free(candidate);
        errno = cause;
        if (cause != EEXIST) {
            break;
        }
    }
    return -1;
}

static void remove_abandoned(int folder, const char *name) {
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status;

    if (file < 0) {
        return;
    }
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
        flock(file, LOCK_EX | LOCK_NB) == 0) {
        unlinkat(folder, name, 0);
    }
    close(file);
}

void temporary_clean(int folder) {
    int list = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *directory = list >= 0 ? fdopendir(list) : NULL;
    const struct dirent *entry;

    if (directory == NULL) {
        if (list >= 0) {
            close(list);
        }
        return; /* nobody may list it, or there is no memory: they stay */
    }
    while ((entry = readdir(directory)) != NULL) {
        if (is_name(entry->d_name)) {
            remove_abandoned(folder, entry->d_name);
        }
    }
    closedir(directory);
}
