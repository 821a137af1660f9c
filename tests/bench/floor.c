/* The lowest time for the pixels of a PNG: floor FILE [ROUNDS]
 * Encodes the rows of FILE by ISA-L at level 1, without filters. Prints lowest and median
 * milliseconds of processor time, and the number of bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <isa-l/igzip_lib.h>
#include <png.h>

enum { ROUNDS_MAX = 1000 };

struct rows {
    unsigned char *data; /* each row begins with its filter, 0 */
    size_t n;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

static struct rows read_rows(FILE *stream) {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    struct rows rows = {0};

    png_init_io(png, stream);
    png_read_info(png, info);
    size_t n_rows = png_get_image_height(png, info);
    size_t n_bytes = png_get_rowbytes(png, info) + 1;
    rows.n = n_rows * n_bytes;
    rows.data = calloc(n_rows, n_bytes);
    for (size_t y = 0; y < n_rows; y++) {
        png_read_row(png, rows.data + y * n_bytes + 1, NULL);
    }
    png_destroy_read_struct(&png, &info, NULL);
    return rows;
}

static size_t encode(struct rows rows, unsigned char *level_buffer, unsigned char *output) {
    struct isal_zstream stream;

    isal_deflate_init(&stream);
    stream.level = 1;
    stream.level_buf = level_buffer;
    stream.level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream.gzip_flag = IGZIP_ZLIB;
    stream.end_of_stream = 1;
    stream.next_in = rows.data;
    stream.avail_in = (unsigned)rows.n;
    stream.next_out = output;
    stream.avail_out = (unsigned)rows.n;
    return isal_deflate(&stream) == COMP_OK ? stream.total_out : 0;
}

static int compare(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

int main(int n_arguments, char **arguments) {
    static unsigned char level_buffer[ISAL_DEF_LVL1_DEFAULT];
    static double times[ROUNDS_MAX];
    FILE *stream = n_arguments > 1 ? fopen(arguments[1], "rb") : NULL;
    size_t n_rounds = n_arguments > 2 ? strtoul(arguments[2], NULL, 10) : 100;
    size_t n_bytes = 0;

    if (stream == NULL || n_rounds < 1 || n_rounds > ROUNDS_MAX) {
        fputs("usage: floor FILE [ROUNDS]\n", stderr);
        return 2;
    }
    struct rows rows = read_rows(stream);
    unsigned char *output = malloc(rows.n);
    for (size_t round = 0; round < n_rounds; round++) {
        double begin = now();
        n_bytes = encode(rows, level_buffer, output);
        times[round] = now() - begin;
    }
    qsort(times, n_rounds, sizeof(times[0]), compare);
    printf("%-10s %8.3f %8.3f ms\n%zu bytes\n", "isa-l", times[0], times[n_rounds / 2], n_bytes);
    free(output);
    free(rows.data);
    fclose(stream);
    return n_bytes > 0 ? 0 : 1;
}
