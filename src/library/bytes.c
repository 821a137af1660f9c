/* The bytes that the library takes and returns. */
#include "library/library.h"

#include <stdlib.h>
#include <string.h>

#include "output/figure_file.h"

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

bool gradfig_figure_read(const void *figure, size_t n_bytes, struct gradfig_bytes *yaml,
                         struct gradfig_error *error) {
    const struct bytes bytes = {n_bytes, (char *)(uintptr_t)figure}; /* not written to */
    const struct figure_format *format;

    return give_text(yaml, figure_file_read_recipe(&bytes, &format, error));
}
