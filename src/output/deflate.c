/* A deflate encoder for figures, which finds repeated pixels before it makes bytes of them. */
#include "output/deflate.h"

#include "output/deflate_block.h"
#include "output/equal_pixels.h"

enum {
    FILTER_BYTES = 1, /* every row begins with the number of its filter, 0: none */
    LONGER_BITS = 11,
    SHORTEST_BITS = 12,
};

static const uint32_t RED = 0xff0000;
static const uint32_t RGB = 0xffffff;
static const uint32_t RGBA = 0xffffffff;

/* ---- the checksum ---- */

/* Adler-32 (RFC 1950, 8.2). */
struct checksum {
    uint64_t sum;
    uint64_t sum_of_sums;
};

/* The sum of a pixel's bytes. */
static uint64_t sum_bytes(uint32_t pixel) {
    uint32_t pairs = (pixel & 0xff00ff) + (pixel >> 8 & 0xff00ff);
    return (pairs & 0xffff) + (pairs >> 16);
}

/* The sum of its bytes, red, green, blue and opacity, each times the number of those before it. */
static uint64_t sum_steps(uint32_t pixel) {
    return (pixel >> 8 & 0xff) + 2 * (pixel & 0xff) + 3 * (pixel >> 24);
}

/* Before a row, whose bytes are added to the sum so far at each step. */
static void begin_checksum_row(struct checksum *checksum, size_t stride) {
    enum { BASE = 65521 };

    checksum->sum %= BASE;
    checksum->sum_of_sums = (checksum->sum_of_sums + stride * checksum->sum) % BASE;
}

/* ---- the search ---- */

/* Where pixels were seen. */
struct place {
    uint32_t pixel;
    uint32_t row; /* 1 + the row; 0: nowhere */
};

/* Pixels that are equal to those `distance` bytes before. */
struct match {
    size_t n_pixels;
    size_t distance;
};

struct search {
    const struct image *image;
    struct block *block;
    size_t n_channels;
    uint32_t mask;       /* the bits of a pixel that count */
    size_t stride;       /* bytes of a row, with its filter */
    size_t n_pixels_min; /* of a match */
    size_t n_pixels_max;
    struct checksum checksum;
    uint32_t *starts; /* of the runs of equal pixels in the row, then the width */

    size_t y;
    const uint32_t *row;
    const uint32_t *run; /* the start of the run at the last pixel that was like its left one */

    struct place longer_places[1 << LONGER_BITS]; /* the last places of n_pixels_min + 1, by hash */
    struct place shortest_places[1 << SHORTEST_BITS]; /* of n_pixels_min */
};

/* The bytes of a pixel, the first lowest. */
static uint32_t bytes_of(const struct search *search, uint32_t pixel) {
    pixel &= search->mask;
    return GUINT32_SWAP_LE_BE(pixel << 8 | pixel >> 24);
}

/* ---- runs of equal pixels ---- */

/* Appends the changes of color from `begin` to `end`, without branches. */
static uint32_t *add_starts(uint32_t *starts, const uint32_t *row, size_t begin, size_t end,
                            uint32_t mask) {
    for (size_t x = begin; x < end; x++) {
        *starts = (uint32_t)x;
        starts += !pixels_are_equal(row[x], row[x - 1], mask);
    }
    return starts;
}

static void find_runs(const struct search *search, uint32_t *starts) {
    const uint32_t *row = search->row;
    size_t width = search->image->width;
    uint32_t mask = search->mask;
    size_t x = 1;

    *starts++ = 0;
    for (; x + PIXELS_AT_ONCE <= width; x += PIXELS_AT_ONCE) {
        if (!pixels_are_all_equal(row + x, row + x - 1, mask)) {
            starts = add_starts(starts, row, x, x + PIXELS_AT_ONCE, mask);
        }
    }
    starts = add_starts(starts, row, x, width, mask);
    *starts = (uint32_t)width;
}

/* A byte counts as often as there are bytes from it to the end of the row. With m pixels from x to
 * the end, those of pixel x count m times the number of channels, and less by their steps; over a
 * run, m sums up to the difference of m(m + 1)/2. */
static void add_to_checksum(struct search *search, const uint32_t *starts) {
    uint64_t sum = 0;
    uint64_t weighted = 0;
    uint64_t steps = 0;
    const uint64_t width = search->image->width;
    uint64_t m = width;

    while (m > 0) {
        uint32_t pixel = search->row[*starts] & search->mask;
        uint64_t rest = width - *++starts;
        uint64_t sum_of_run = (m - rest) * sum_bytes(pixel);
        sum += sum_of_run;
        weighted += sum_of_run * (m + rest + 1);
        steps += (m - rest) * sum_steps(pixel);
        m = rest;
    }
    begin_checksum_row(&search->checksum, search->stride);
    search->checksum.sum += sum;
    search->checksum.sum_of_sums += weighted / 2 * search->n_channels - steps;
}

/* ---- matches ---- */

static struct match longer(struct match a, struct match b) {
    return b.n_pixels > a.n_pixels ? b : a;
}

static bool is_long_enough(const struct search *search, struct match match) {
    return match.n_pixels >= search->n_pixels_min;
}

static inline struct match match_left(struct search *search, size_t x) {
    if (x == 0 || !pixels_are_equal(search->row[x], search->row[x - 1], search->mask)) {
        return (struct match){0, 0};
    }
    while (search->run[1] <= x) {
        search->run++;
    }
    return (struct match){search->run[1] - x, search->n_channels};
}

static inline struct match match_above(const struct search *search, size_t x) {
    size_t width = search->image->width;
    const uint32_t *pixels = search->row + x;

    if (search->y == 0 || search->stride > DISTANCE_MAX) {
        return (struct match){0, 0};
    }
    size_t n_max = MIN(width - x, search->n_pixels_max);
    return (struct match){pixels_count_equal(pixels, pixels - width, n_max, search->mask),
                          search->stride};
}

static struct place place_of(const struct search *search, size_t x) {
    return (struct place){(uint32_t)(search->y * search->image->width + x),
                          (uint32_t)search->y + 1};
}

/* Compares with the pixels at a place, which then becomes this one. */
static inline struct match match_place(const struct search *search, size_t x, struct place *place) {
    size_t width = search->image->width;
    const struct place here = place_of(search, x);
    const struct place there = *place;
    size_t distance = (here.pixel - there.pixel) * search->n_channels + here.row - there.row;

    *place = here;
    if ((there.row == 0) | (distance > DISTANCE_MAX)) {
        return (struct match){0, 0};
    }
    size_t n_max = MIN(width - x, there.row * width - there.pixel);
    return (struct match){pixels_count_equal(search->row + x, search->image->pixels + there.pixel,
                                             MIN(n_max, search->n_pixels_max), search->mask),
                          distance};
}

static size_t hash(const struct search *search, size_t x, size_t n_pixels, int n_bits) {
    uint64_t sum = 0;

    for (size_t i = 0; i < n_pixels; i++) {
        sum = (sum + (search->row[x + i] & search->mask)) * 0x9e3779b97f4a7c15;
    }
    return sum >> (64 - n_bits);
}

/* Looks for one pixel more than the shortest match has, then for that: the steps between two colors
 * recur, and even one copied pixel takes fewer bits than its bytes. */
static inline struct match match_seen(struct search *search, size_t x) {
    size_t n = search->n_pixels_min;
    size_t rest = search->image->width - x;
    struct match match = {0, 0};

    if (rest > n) {
        match = match_place(search, x, &search->longer_places[hash(search, x, n + 1, LONGER_BITS)]);
    }
    if (rest >= n) {
        struct place *place = &search->shortest_places[hash(search, x, n, SHORTEST_BITS)];
        if (is_long_enough(search, match)) {
            *place = place_of(search, x);
        } else {
            match = match_place(search, x, place);
        }
    }
    return match;
}

static struct match find_match(struct search *search, size_t x) {
    struct match match = match_left(search, x);

    if (match.n_pixels < search->n_pixels_max) {
        match = longer(match, match_above(search, x));
    }
    return is_long_enough(search, match) ? match : match_seen(search, x);
}

/* ---- rows ---- */

static void begin_row(struct search *search, size_t y) {
    search->y = y;
    search->row = search->image->pixels + y * search->image->width;
    search->run = search->starts;
    find_runs(search, search->starts);
    add_to_checksum(search, search->starts);
}

/* Adds the filter, with the pixels behind it that are as above; returns how many. */
static size_t add_filter(struct search *search) {
    struct match match = match_above(search, 0);

    match.n_pixels = MIN(match.n_pixels, search->n_pixels_max - 1);
    if (is_long_enough(search, match)) {
        block_add_match(search->block, FILTER_BYTES + match.n_pixels * search->n_channels,
                        search->stride);
        return match.n_pixels;
    }
    block_add_literals(search->block, 0, FILTER_BYTES);
    return 0;
}

/* At the rim of a shape on a transparent page, only the opacity changes. */
static void add_pixel(struct search *search, size_t x) {
    const uint32_t *pixel = search->row + x;
    uint32_t bytes = bytes_of(search, *pixel);

    if (search->n_channels > MATCH_MIN && x > 0 && pixels_are_equal(pixel[0], pixel[-1], RGB)) {
        block_add_match(search->block, MATCH_MIN, search->n_channels);
        block_add_literals(search->block, bytes >> 24, 1);
    } else {
        block_add_literals(search->block, bytes, search->n_channels);
    }
}

static void add_row(struct search *search, size_t y) {
    begin_row(search, y);
    for (size_t x = add_filter(search); x < search->image->width;) {
        struct match match = find_match(search, x);
        if (is_long_enough(search, match)) {
            block_add_match(search->block, match.n_pixels * search->n_channels, match.distance);
            x += match.n_pixels;
        } else {
            add_pixel(search, x);
            x++;
        }
    }
}

/* ---- the stream ---- */

static uint32_t mask_of(size_t n_channels) {
    return n_channels == 1 ? RED : n_channels == 3 ? RGB : RGBA;
}

static struct search *create_search(const struct image *image, size_t n_channels,
                                    GByteArray *stream) {
    struct search *search = g_new0(struct search, 1);

    search->image = image;
    search->block = block_create(stream);
    search->n_channels = n_channels;
    search->mask = mask_of(n_channels);
    search->stride = FILTER_BYTES + image->width * n_channels;
    search->n_pixels_min = (MATCH_MIN + n_channels - 1) / n_channels;
    search->n_pixels_max = MATCH_MAX / n_channels;
    search->checksum.sum = 1;
    search->starts = g_new(uint32_t, image->width + 2);
    return search;
}

/* Ends the stream. */
static void finish_search(struct search *search) {
    block_finish(search->block);
    g_free(search->starts);
    g_free(search);
}

void deflate_pixels(const struct image *image, size_t n_channels, GByteArray *stream) {
    static const guint8 header[] = {0x78, 0x01};
    struct search *search = create_search(image, n_channels, stream);

    g_byte_array_append(stream, header, sizeof(header));
    for (size_t y = 0; y < image->height; y++) {
        add_row(search, y);
    }
    begin_checksum_row(&search->checksum, 0);
    uint32_t sums = (uint32_t)(search->checksum.sum_of_sums << 16 | search->checksum.sum);
    finish_search(search);
    uint32_t checksum = GUINT32_TO_BE(sums);
    g_byte_array_append(stream, (const guint8 *)&checksum, sizeof(checksum));
}
