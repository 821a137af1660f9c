/* Walks over the chunks of a PNG without inflating its pixels. */
#ifndef GRADFIG_OUTPUT_PNG_CHUNKS_H
#define GRADFIG_OUTPUT_PNG_CHUNKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/** The bytes before the first chunk, and those of a chunk besides its data. */
enum { PNG_SIGNATURE = 8, PNG_AROUND_DATA = 12 };

/** A chunk, in the PNG that it was found in. */
struct png_chunk {
    const char *begin; /**< its length, type, data and checksum; NULL: before the first chunk */
    size_t n;          /**< their bytes, as far as the PNG has them */
    bool is_cut;       /**< it has fewer than the length says */
};

/** Goes on to the next chunk. Returns false at the end, or where there is not even an empty chunk.
 */
bool png_next_chunk(const struct bytes *png, struct png_chunk *chunk);

/** Whether the chunk has this type of four letters. */
bool png_chunk_is(const struct png_chunk *chunk, const char *type);

/** Whether the chunk is not cut, and has the right checksum. */
bool png_chunk_is_sound(const struct png_chunk *chunk);

#endif
