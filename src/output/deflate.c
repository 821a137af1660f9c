/* A deflate encoder for figures, which finds repeated pixels before it makes bytes of them.
 *
 * Why not libdeflate: it makes 151 kB of the article's picture in 8.7 ms at level 2, the fastest,
 * and 143 kB in 11 ms at level 6. This makes 143 kB in 2.0 ms. */
#include "output/deflate.h"

#include "output/deflate_block.h"
#include "output/equal_pixels.h"
#include "output/pixel_changes.h"

enum {
    FILTER_BYTES = 1, /* every row begins with the number of its filter, 0: none */
    LONGER_BITS = 12,
    SHORTEST_BITS = 13,
};

/* Pixels in a stream. */
struct format {
    size_t n_channels;
    uint32_t mask;       /* the bits of a pixel that count */
    size_t n_pixels_min; /* of a match */
    size_t n_pixels_max;
};

static const struct format red = {1, 0xff0000, MATCH_MIN, MATCH_MAX};
static const struct format rgb = {3, 0xffffff, 1, MATCH_MAX / 3};
static const struct format rgba = {4, 0xffffffff, 1, MATCH_MAX / 4};

/* Functions that are compiled once a format, where its numbers are constants. */
#define ALWAYS_INLINE inline __attribute__((always_inline))

/* ---- the checksum ---- */

/* Adler-32 (RFC 1950, 8.2). */
struct checksum {
    uint64_t sum;
    uint64_t sum_of_sums;
};

/* Before a row, whose bytes are added to the sum so far at each step. */
static void begin_checksum_row(struct checksum *checksum, size_t stride) {
    enum { BASE = 65521 };

    checksum->sum %= BASE;
    checksum->sum_of_sums = (checksum->sum_of_sums + stride * checksum->sum) % BASE;
}

/* ---- the search ---- */

/* Pixels that are equal to those `distance` bytes before. */
struct match {
    size_t n_pixels;
    size_t distance;
};

struct search {
    const struct image *image;
    struct block *block;
    size_t stride; /* bytes of a row, with its filter */
    struct checksum checksum;
    four_pixels longer_mask;   /* of n_pixels_min + 1 pixels */
    four_pixels shortest_mask; /* of n_pixels_min */

    size_t y;
    const uint32_t *row;
    struct pixel_changes changes;
    uint32_t *zeros; /* above the first row */

    /* where n_pixels_min + 1 pixels, or n_pixels_min, were seen last, by hash: 1 + the first pixel
     */
    uint32_t longer_places[1 << LONGER_BITS];
    uint32_t shortest_places[1 << SHORTEST_BITS];
};

/* The bytes of a pixel, the first lowest. */
static ALWAYS_INLINE uint32_t bytes_of(struct format format, uint32_t pixel) {
    pixel &= format.mask;
    return GUINT32_SWAP_LE_BE(pixel << 8 | pixel >> 24);
}

/* ---- matches ---- */

static struct match longer(struct match a, struct match b) {
    return b.n_pixels > a.n_pixels ? b : a;
}

static ALWAYS_INLINE bool is_long_enough(struct format format, struct match match) {
    return match.n_pixels >= format.n_pixels_min;
}

static ALWAYS_INLINE struct match match_left(const struct search *search, struct format format,
                                             size_t x) {
    return (struct match){pixel_changes_next(search->changes.left, x) - x, format.n_channels};
}

static ALWAYS_INLINE struct match match_above(const struct search *search, struct format format,
                                              size_t x) {
    if (search->y == 0 || search->stride > DISTANCE_MAX) {
        return (struct match){0, 0};
    }
    size_t n_pixels = pixel_changes_next(search->changes.above, x) - x;
    return (struct match){MIN(n_pixels, format.n_pixels_max), search->stride};
}

/* The distance from the pixels at `here` to those at `place`, if they are in reach and equal at
 * least in the bits of `mask`; otherwise 0. Reads no pixels that are out of reach, because they are
 * no longer in the cache. */
static ALWAYS_INLINE size_t find_distance(const struct search *search, struct format format,
                                          uint32_t here, uint32_t place, four_pixels mask) {
    const uint32_t *pixels = search->image->pixels;
    uint32_t n_pixels = here + 1 - place;
    bool is_near = (place != 0) & (n_pixels * format.n_channels <= DISTANCE_MAX);
    uint32_t there = is_near ? place - 1 : here;
    two_pairs difference = (two_pairs)(pixels_difference(pixels + here, pixels + there) & mask);

    if (!is_near | ((difference[0] | difference[1]) != 0)) {
        return 0;
    }
    size_t n_filters = search->y - there / (uint32_t)search->image->width;
    size_t distance = n_pixels * format.n_channels + n_filters * FILTER_BYTES;
    return distance <= DISTANCE_MAX ? distance : 0;
}

static ALWAYS_INLINE size_t hash(const struct search *search, struct format format, size_t x,
                                 size_t n_pixels, int n_bits) {
    uint64_t sum = 0;

    for (size_t i = 0; i < n_pixels; i++) {
        sum = (sum + (search->row[x + i] & format.mask)) * 0x9e3779b97f4a7c15;
    }
    return sum >> (64 - n_bits);
}

/* Looks for one pixel more than the shortest match has, then for that: the steps between two colors
 * recur, and even one copied pixel takes fewer bits than its bytes. */
static ALWAYS_INLINE struct match match_seen(struct search *search, struct format format,
                                             size_t x) {
    size_t n = format.n_pixels_min;
    size_t width = search->image->width;

    if (x + 4 > width) {
        return (struct match){0, 0};
    }
    uint32_t *longer = &search->longer_places[hash(search, format, x, n + 1, LONGER_BITS)];
    uint32_t *shortest = &search->shortest_places[hash(search, format, x, n, SHORTEST_BITS)];
    const uint32_t here = (uint32_t)(search->y * width + x);
    uint32_t place = *longer;
    const uint32_t shortest_place = *shortest;
    *longer = here + 1;
    *shortest = here + 1;
    size_t distance = find_distance(search, format, here, place, search->longer_mask);
    if (distance == 0) {
        place = shortest_place;
        distance = find_distance(search, format, here, place, search->shortest_mask);
    }
    if (distance == 0) {
        return (struct match){0, 0};
    }
    const uint32_t there = place - 1;
    size_t n_max = width - MAX(x, there % (uint32_t)width);
    return (struct match){pixels_count_equal(search->row + x, search->image->pixels + there,
                                             MIN(n_max, format.n_pixels_max), format.mask),
                          distance};
}

static ALWAYS_INLINE struct match find_match(struct search *search, struct format format,
                                             size_t x) {
    struct match match = match_left(search, format, x);

    if (match.n_pixels < format.n_pixels_max) {
        match = longer(match, match_above(search, format, x));
    }

    return is_long_enough(format, match) ? match : match_seen(search, format, x);
}

/* ---- rows ---- */

static ALWAYS_INLINE void begin_row(struct search *search, struct format format, size_t y) {
    const struct pixel_sums *sums = &search->changes.sums;

    search->y = y;
    search->row = search->image->pixels + y * search->image->width;
    pixel_changes_find(&search->changes, search->row,
                       y > 0 ? search->row - search->image->width : search->zeros);
    begin_checksum_row(&search->checksum, search->stride);
    search->checksum.sum += sums->bytes;
    search->checksum.sum_of_sums += sums->weighted * format.n_channels - sums->steps;
}

/* Adds the filter, with the pixels after it that are as above; returns how many. */
static ALWAYS_INLINE size_t add_filter(struct search *search, struct format format) {
    struct match match = match_above(search, format, 0);

    match.n_pixels = MIN(match.n_pixels, format.n_pixels_max - 1);
    if (is_long_enough(format, match)) {
        block_add_match(search->block, FILTER_BYTES + match.n_pixels * format.n_channels,
                        search->stride);
        return match.n_pixels;
    }
    block_add_literals(search->block, 0, FILTER_BYTES);
    return 0;
}

/* At the rim of a shape on a transparent page, only the opacity changes. */
static ALWAYS_INLINE void add_pixel(struct search *search, struct format format, size_t x) {
    const uint32_t *pixel = search->row + x;
    uint32_t bytes = bytes_of(format, *pixel);

    if (format.n_channels > MATCH_MIN && x > 0 && pixels_are_equal(pixel[0], pixel[-1], rgb.mask)) {
        block_add_match(search->block, MATCH_MIN, format.n_channels);
        block_add_literals(search->block, bytes >> 24, 1);
    } else {
        block_add_literals(search->block, bytes, format.n_channels);
    }
}

static ALWAYS_INLINE void add_row(struct search *search, struct format format, size_t y) {
    begin_row(search, format, y);
    for (size_t x = add_filter(search, format); x < search->image->width;) {
        struct match match = find_match(search, format, x);
        if (is_long_enough(format, match)) {
            block_add_match(search->block, match.n_pixels * format.n_channels, match.distance);
            x += match.n_pixels;
        } else {
            add_pixel(search, format, x);
            x++;
        }
    }
}

/* ---- the stream ---- */

static struct search *create_search(const struct image *image, struct format format,
                                    GByteArray *stream) {
    struct search *search = g_new0(struct search, 1);

    search->image = image;
    search->block = block_create(stream);
    search->stride = FILTER_BYTES + image->width * format.n_channels;
    search->checksum.sum = 1;
    for (size_t i = 0; i < 4; i++) {
        search->longer_mask[i] = i <= format.n_pixels_min ? format.mask : 0;
        search->shortest_mask[i] = i < format.n_pixels_min ? format.mask : 0;
    }
    search->zeros = g_new0(uint32_t, image->width);
    pixel_changes_init(&search->changes, image->width, format.mask);
    return search;
}

/* Ends the stream. */
static void finish_search(struct search *search) {
    block_finish(search->block);
    pixel_changes_finish(&search->changes);
    g_free(search->zeros);
    g_free(search);
}

static void add_rows(struct search *search, size_t n_channels) {
    for (size_t y = 0; y < search->image->height; y++) {
        if (n_channels == red.n_channels) {
            add_row(search, red, y);
        } else if (n_channels == rgb.n_channels) {
            add_row(search, rgb, y);
        } else {
            add_row(search, rgba, y);
        }
    }
}

static struct format format_of(size_t n_channels) {
    return n_channels == 1 ? red : n_channels == 3 ? rgb : rgba;
}

void deflate_pixels(const struct image *image, size_t n_channels, GByteArray *stream) {
    static const guint8 header[] = {0x78, 0x01};
    struct search *search = create_search(image, format_of(n_channels), stream);

    g_byte_array_append(stream, header, sizeof(header));
    add_rows(search, n_channels);
    begin_checksum_row(&search->checksum, 0);
    uint32_t sums = (uint32_t)(search->checksum.sum_of_sums << 16 | search->checksum.sum);
    finish_search(search);
    uint32_t checksum = GUINT32_TO_BE(sums);
    g_byte_array_append(stream, (const guint8 *)&checksum, sizeof(checksum));
}
