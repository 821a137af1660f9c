/* The end of a picture. */
#include <gradfig/image.h>

#include <glib.h>

void gradfig_image_finish(struct gradfig_image *image) {
    g_free(image->pixels);
    *image = (struct gradfig_image){0};
}
