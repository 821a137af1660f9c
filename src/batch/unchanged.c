/* Notes with a manifest when its pictures were checked. */
#include "batch/unchanged.h"

#include <inttypes.h>
#include <string.h>
#include <sys/xattr.h>

#include <glib.h>

#include "base/file.h"
#include "base/user_text.h"
#include "batch/folder.h"

#define ATTRIBUTE "user.gradfig.checked"

int64_t unchanged_now(const struct shard_lock *lock) {
    struct stat status;
    bool is_known = futimens(lock->descriptor, NULL) == 0 && fstat(lock->descriptor, &status) == 0;

    return is_known ? file_time_of_change(&status) : 0;
}

/* Which file it is, and when its content changed; "-" for none. Freed with g_free. */
static char *describe(char *path) {
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
    g_autofree char *manifest = describe(shard_manifest(shard));
    g_autofree char *folder = describe(shard_path(shard, "."));
    g_autofree char *page = describe(shard_path(shard, FOLDER_PAGE));
    return g_strdup_printf("%" PRId64 " %s %s %s " GRADFIG_VERSION, checked, manifest, folder,
                           page);
}

void unchanged_note(const struct shard *shard, int64_t checked) {
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

struct unchanged unchanged_read(const struct shard *shard) {
    g_auto(GStrv) noted = read_fields(shard);
    g_autofree char *note = make_note(shard, 0);
    g_auto(GStrv) now = g_strsplit(note, " ", N_FIELDS);
    struct unchanged unchanged = {0};

    if (noted != NULL && strcmp(noted[MANIFEST], now[MANIFEST]) == 0 &&
        text_read_whole(noted[CHECKED], &unchanged.checked) == TEXT_OK) {
        unchanged.is_folder = strcmp(noted[REST], now[REST]) == 0;
    }
    return unchanged;
}
