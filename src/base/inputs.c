/* A set of files by device and inode. */
#include "base/inputs.h"

#include <glib.h>

struct input {
    dev_t device;
    ino_t inode;
    char *path;
};

struct inputs {
    GArray *all; /* struct input */
};

static void clear(void *input) {
    g_free(((struct input *)input)->path);
}

struct inputs *inputs_create(void) {
    struct inputs *inputs = g_new0(struct inputs, 1);

    inputs->all = g_array_new(FALSE, FALSE, sizeof(struct input));
    g_array_set_clear_func(inputs->all, clear);
    return inputs;
}

void inputs_destroy(struct inputs *inputs) {
    if (inputs != NULL) {
        g_array_free(inputs->all, TRUE);
        g_free(inputs);
    }
}

void inputs_add(struct inputs *inputs, const struct stat *status, const char *path) {
    if (S_ISREG(status->st_mode) && inputs_find(inputs, status) == NULL) {
        struct input input = {status->st_dev, status->st_ino, g_strdup(path)};
        g_array_append_val(inputs->all, input);
    }
}

void inputs_add_path(struct inputs *inputs, const char *path) {
    struct stat status;

    if (stat(path, &status) == 0) {
        inputs_add(inputs, &status, path);
    }
}

const char *inputs_find(const struct inputs *inputs, const struct stat *status) {
    for (guint i = 0; inputs != NULL && i < inputs->all->len; i++) {
        const struct input *input = &g_array_index(inputs->all, struct input, i);
        if (input->device == status->st_dev && input->inode == status->st_ino) {
            return input->path;
        }
    }
    return NULL;
}

void inputs_add_all(struct inputs *inputs, const struct inputs *others) {
    for (guint i = 0; others != NULL && i < others->all->len; i++) {
        const struct input *input = &g_array_index(others->all, struct input, i);
        struct stat status = {.st_mode = S_IFREG, .st_dev = input->device, .st_ino = input->inode};
        inputs_add(inputs, &status, input->path);
    }
}

const char *inputs_at(const struct inputs *inputs, size_t i) {
    return inputs != NULL && i < inputs->all->len ? g_array_index(inputs->all, struct input, i).path
                                                  : NULL;
}
