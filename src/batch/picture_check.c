/* Compares the recipe and the checksum of a picture. */
#include "batch/picture_check.h"

#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "output/formats.h"
#include "spec/recipe.h"

void picture_digest(const struct bytes *bytes, char sha256[SHA256_SIZE]) {
    g_autofree char *digits =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes->data, bytes->n);

    g_strlcpy(sha256, digits, SHA256_SIZE);
}

bool picture_has_digest(const struct bytes *bytes, const char *sha256) {
    char digest[SHA256_SIZE];

    picture_digest(bytes, digest);
    return strcmp(sha256, digest) == 0;
}

enum picture_state picture_check_recipe(const struct bytes *bytes,
                                        const struct figure_format *format,
                                        const struct spec *spec) {
    struct gradfig_error error;
    g_autofree char *found = format->read_recipe(bytes, &error);
    g_autofree char *expected = recipe_write(spec, &error);

    if (found == NULL) {
        return figure_file_is_ours(bytes) ? PICTURE_DAMAGED : PICTURE_FOREIGN;
    }
    return expected != NULL && recipe_is_same(found, expected) ? PICTURE_GOOD : PICTURE_OTHER;
}

/* By what the format itself has. */
static enum picture_state check_content(const struct bytes *bytes,
                                        const struct figure_format *format,
                                        const struct spec *spec) {
    if (format->is_whole != NULL) {
        return format->is_whole(bytes, spec) ? PICTURE_GOOD : PICTURE_DAMAGED;
    }
    return figure_file_is_complete(bytes, format) ? PICTURE_UNPROVEN : PICTURE_DAMAGED;
}

enum picture_state picture_check(const struct bytes *bytes, const struct figure_format *format,
                                 const struct spec *spec, const char *sha256) {
    enum picture_state state = picture_check_recipe(bytes, format, spec);

    if (state != PICTURE_GOOD) {
        return state;
    }
    if (*sha256 == '\0') {
        return check_content(bytes, format, spec);
    }
    return picture_has_digest(bytes, sha256) ? PICTURE_GOOD : PICTURE_DAMAGED;
}
