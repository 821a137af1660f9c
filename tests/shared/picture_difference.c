/* picture-difference A.png B.png MAX [DIFFERENCE.png]: whether two pictures are the same.
 *
 * Exit status 0 if the sizes are equal and no channel differs by more than MAX, else 1. Prints one
 * line. DIFFERENCE.png is written when the sizes are equal, and shows where the pixels differ. */
#include <stdio.h>
#include <stdlib.h>

#include "shared/picture.h"

static bool read_max(const char *text, unsigned *max) {
    char *end;
    unsigned long value = strtoul(text, &end, 10);

    *max = (unsigned)value;
    return *text >= '0' && *text <= '9' && *end == '\0' && value <= 255;
}

static bool read_picture(const char *path, struct image *picture) {
    const char *fault = picture_read(path, picture);

    if (fault != NULL) {
        printf("%s: %s\n", path, fault);
    }
    return fault == NULL;
}

static bool compare(const struct image *a, const struct image *b, unsigned max,
                    const char *shown_path) {
    if (a->width != b->width || a->height != b->height) {
        printf("the sizes differ: %zux%zu and %zux%zu\n", a->width, a->height, b->width, b->height);
        return false;
    }
    struct picture_difference difference = picture_compare(a, b);
    printf("%zu pixels differ, by at most %u of 255\n", difference.n_pixels, difference.largest);
    if (shown_path != NULL && !picture_write_difference(shown_path, a, b, max)) {
        fprintf(stderr, "%s: cannot write\n", shown_path);
        return false;
    }
    return difference.largest <= max;
}

int main(int argc, char **argv) {
    struct image a = {0};
    struct image b = {0};
    unsigned max = 0;

    if (argc < 4 || argc > 5 || !read_max(argv[3], &max)) {
        fputs("usage: picture-difference A.png B.png MAX [DIFFERENCE.png]\n", stderr);
        return EXIT_FAILURE;
    }
    bool equal = read_picture(argv[1], &a) && read_picture(argv[2], &b) &&
                 compare(&a, &b, max, argc == 5 ? argv[4] : NULL);
    image_finish(&a);
    image_finish(&b);
    return equal ? EXIT_SUCCESS : EXIT_FAILURE;
}
