/* Walks over the chunks of a PNG without inflating its pixels. */
#include "output/png_chunks.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>
#include <libdeflate.h>

enum { NUMBER = 4, TYPE = 4 }; /* bytes */

static uint32_t read_number(const char *bytes) {
    uint32_t number;

    memcpy(&number, bytes, NUMBER);
    return GUINT32_FROM_BE(number);
}

bool png_next_chunk(const struct bytes *png, struct png_chunk *chunk) {
    size_t at =
        chunk->begin != NULL ? (size_t)(chunk->begin - png->data) + chunk->n : PNG_SIGNATURE;

    if (at + PNG_AROUND_DATA > png->n) {
        return false;
    }
    size_t rest = png->n - at;
    size_t n = PNG_AROUND_DATA + (size_t)read_number(png->data + at);
    *chunk = (struct png_chunk){png->data + at, MIN(n, rest), n > rest};
    return true;
}

bool png_chunk_is(const struct png_chunk *chunk, const char *type) {
    return memcmp(chunk->begin + NUMBER, type, TYPE) == 0;
}

bool png_chunk_is_sound(const struct png_chunk *chunk) {
    const char *sum = chunk->begin + chunk->n - NUMBER;
    const char *type = chunk->begin + NUMBER;

    return !chunk->is_cut && read_number(sum) == libdeflate_crc32(0, type, (size_t)(sum - type));
}
