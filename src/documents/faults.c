/* Collects faults and puts them in order. */
#include "documents/faults.h"

#include "base/user_text.h"

struct fault {
    size_t line;
    char *message;
};

static void clear_fault(void *data) {
    g_free(((struct fault *)data)->message);
}

void faults_init(struct faults *faults, const char *path) {
    *faults = (struct faults){path, g_array_new(FALSE, FALSE, sizeof(struct fault))};
    g_array_set_clear_func(faults->all, clear_fault);
}

void faults_finish(struct faults *faults) {
    g_array_free(faults->all, TRUE);
}

void faults_add(struct faults *faults, size_t line, size_t column, const char *format, ...) {
    g_autofree char *path = text_escape_path(faults->path);
    GString *message = g_string_new(path);
    va_list arguments;

    if (line > 0) {
        g_string_append_printf(message, ":%zu", line);
    }
    if (column > 0) {
        g_string_append_printf(message, ":%zu", column);
    }
    g_string_append(message, ": ");
    va_start(arguments, format);
    g_string_append_vprintf(message, format, arguments);
    va_end(arguments);
    faults_add_whole(faults, line, message->str);
    g_string_free(message, TRUE);
}

void faults_add_whole(struct faults *faults, size_t line, const char *message) {
    struct fault fault = {line, g_strdup(message)};
    g_array_append_val(faults->all, fault);
}

size_t faults_count(const struct faults *faults) {
    return faults->all->len;
}

static int compare_lines(const void *a, const void *b) {
    size_t left = ((const struct fault *)a)->line;
    size_t right = ((const struct fault *)b)->line;

    return (left > right) - (left < right);
}

void faults_move(struct faults *faults, GPtrArray *messages) {
    g_array_sort(faults->all, compare_lines); /* which keeps the order of equal ones */
    for (guint i = 0; i < faults->all->len; i++) {
        struct fault *fault = &g_array_index(faults->all, struct fault, i);
        g_ptr_array_add(messages, fault->message);
        fault->message = NULL;
    }
    g_array_set_size(faults->all, 0);
}
