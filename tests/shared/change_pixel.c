/* change-pixel IN.png OUT.png: the same PNG with its texts, but with one pixel slightly changed. */
#include <stdio.h>
#include <stdlib.h>

#include <png.h>

/* Without a handler of ours libpng says what is wrong and ends the program. */
static png_structp read_picture(FILE *stream, png_infop *info) {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);

    *info = png_create_info_struct(png);
    png_init_io(png, stream);
    png_read_png(png, *info, PNG_TRANSFORM_IDENTITY, NULL);
    return png;
}

static void write_picture(FILE *stream, png_infop info) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);

    png_init_io(png, stream);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, NULL);
}

int main(int argc, char **argv) {
    FILE *in = argc == 3 ? fopen(argv[1], "rb") : NULL;
    FILE *out = in != NULL ? fopen(argv[2], "wb") : NULL;
    png_infop info;

    if (out == NULL) {
        if (in != NULL) {
            fclose(in);
        }
        fputs("usage: change-pixel IN.png OUT.png\n", stderr);
        return EXIT_FAILURE;
    }
    png_structp png = read_picture(in, &info);
    png_get_rows(png, info)[png_get_image_height(png, info) / 2][0] ^= 1;
    write_picture(out, info);
    png_destroy_read_struct(&png, &info, NULL);
    fclose(in);
    return fclose(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
