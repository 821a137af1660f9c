/* The bytes that the library takes and returns. */
#include "library/library.h"

#include <stdlib.h>
#include <string.h>

#include "output/formats.h"

#include "base/error.h"

void gradfig_bytes_finish(struct gradfig_bytes *bytes) {
    g_free(bytes->data);
    *bytes = (struct gradfig_bytes){0};
}

bool give_bytes(struct gradfig_bytes *bytes, char *data, size_t n_bytes) {
    *bytes = (struct gradfig_bytes){.n = n_bytes, .data = data};
    return true;
}

bool give_text(struct gradfig_bytes *bytes, char *text) {
    return text != NULL && give_bytes(bytes, text, strlen(text));
}

char *read_figure(const void *data, size_t n_bytes, struct gradfig_error *error) {
    const struct figure_format *format = figure_format_recognize(data, n_bytes);
    const struct bytes bytes = {n_bytes, (char *)(uintptr_t)data}; /* not written to */

    if (format != NULL) {
        return format->read_recipe(&bytes, error);
    }
    error->code = GRADFIG_OK;
    return NULL;
}

bool gradfig_figure_read(const void *figure, size_t n_bytes, struct gradfig_bytes *yaml,
                         struct gradfig_error *error) {
    struct gradfig_error cause;
    char *recipe = read_figure(figure, n_bytes, &cause);

    if (recipe != NULL) {
        return give_text(yaml, recipe);
    }
    return error_set(error, GRADFIG_INVALID_INPUT, "%s",
                     cause.code != GRADFIG_OK ? cause.message
                                              : "expected a figure that gradfig wrote");
}
