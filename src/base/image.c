/* Frees images. */
#include "base/image.h"

#include <glib.h>

void image_finish(struct image *image) {
    g_free(image->pixels);
    *image = (struct image){0};
}
