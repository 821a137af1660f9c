/* Copies owner, group, mode, access list and extended attributes from one file to another. */
#include "base/attributes.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <glib.h>

/* Where Linux keeps the access list of a file. */
#define ACCESS_LIST "system.posix_acl_access"

/* The access list is copied by itself; the others belong to the old content or give rights to it.
 */
static const char *const left_behind[] = {
    ACCESS_LIST, "security.capability", "security.evm", "security.ima", NULL,
};

static unsigned copy_owner(int to, const struct stat *old, const struct stat *new) {
    unsigned lost = 0;

    if (old->st_uid == new->st_uid && old->st_gid == new->st_gid) {
        return 0;
    }
    if (fchown(to, old->st_uid, old->st_gid) == 0) {
        return 0;
    }
    if (old->st_uid != new->st_uid) {
        lost |= LOST_OWNER;
    }
    if (old->st_gid != new->st_gid && fchown(to, (uid_t)-1, old->st_gid) != 0) {
        lost |= LOST_GROUP;
    }
    return lost;
}

/* The value of an attribute, freed with g_free; NULL if the file has none. */
static void *read_value(int file, const char *name, ssize_t *size) {
    *size = fgetxattr(file, name, NULL, 0);
    void *value = *size >= 0 ? g_malloc((gsize)*size + 1) : NULL;

    if (value != NULL && (*size = fgetxattr(file, name, value, (size_t)*size)) < 0) {
        g_free(value);
        value = NULL;
    }
    return value;
}

static bool copy_value(int from, int to, const char *name) {
    ssize_t size;
    ssize_t size_there;
    g_autofree void *value = read_value(from, name, &size);
    g_autofree void *there = read_value(to, name, &size_there);
    bool is_there = value != NULL && there != NULL && size == size_there &&
                    memcmp(value, there, (size_t)size) == 0;
    return is_there || (value != NULL && fsetxattr(to, name, value, (size_t)size, 0) == 0);
}

/* The names of the file's attributes, one after another with their NULs, freed with g_free. */
static char *list_names(int file, ssize_t *size) {
    *size = flistxattr(file, NULL, 0);
    char *names = *size > 0 ? g_malloc((gsize)*size) : NULL;

    *size = names != NULL ? flistxattr(file, names, (size_t)*size) : 0;
    return names;
}

static unsigned copy_extended(int from, int to) {
    ssize_t size;
    g_autofree char *names = list_names(from, &size);
    unsigned lost = 0;

    for (ssize_t i = 0; i < size; i += (ssize_t)strlen(&names[i]) + 1) {
        if (!g_strv_contains(left_behind, &names[i]) && !copy_value(from, to, &names[i])) {
            lost |= LOST_EXTENDED;
        }
    }
    return lost;
}

/* A new file may have an access list from its folder. */
static unsigned copy_access_list(int from, int to) {
    if (fgetxattr(from, ACCESS_LIST, NULL, 0) >= 0) {
        return copy_value(from, to, ACCESS_LIST) ? 0 : LOST_ACCESS_LIST;
    }
    (void)!fremovexattr(to, ACCESS_LIST); /* it has none, or fchmod limits what it gives */
    return 0;
}

unsigned attributes_copy(int from, int to) {
    struct stat old;
    struct stat new;

    if (fstat(from, &old) != 0 || fstat(to, &new) != 0) {
        return LOST_OWNER | LOST_GROUP;
    }
    unsigned lost = copy_owner(to, &old, &new);
    lost |= copy_extended(from, to);
    lost |= copy_access_list(from, to);
    mode_t mode = old.st_mode & 0777;
    if ((lost & (LOST_GROUP | LOST_ACCESS_LIST)) != 0) {
        mode &= ~(mode_t)070 | (mode & 07) << 3;
    }
    (void)!fchmod(to, mode); /* on a file system without modes there is nothing to keep */
    return lost;
}

char *attributes_describe(unsigned lost) {
    static const struct {
        unsigned bit;
        const char *name;
    } rows[] = {
        {LOST_OWNER, "owner"},
        {LOST_GROUP, "group"},
        {LOST_ACCESS_LIST, "access list"},
        {LOST_EXTENDED, "extended attributes"},
    };
    GString *words = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if ((lost & rows[i].bit) != 0) {
            g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", rows[i].name);
        }
    }
    return g_string_free(words, FALSE);
}
