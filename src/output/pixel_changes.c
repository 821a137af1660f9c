/* Compares rows of pixels, many at once. Most pixels are like those above, so what is known of
 * the row above is kept and changed where they differ. */
#include "output/pixel_changes.h"

#include <string.h>

#include <glib.h>

#include "output/equal_pixels.h"

static uint32_t add_up(four_pixels numbers) {
    two_pairs pairs = (two_pairs)numbers;
    uint64_t pair = pairs[0] + pairs[1];

    return (uint32_t)pair + (uint32_t)(pair >> 32);
}

/* Sums red and blue, and opacity and green, in halves of 16 bits. The bytes of the first four
 * pixels are in all four sums of `weighted`, those of the last in one. */
static struct pixel_sums sum_pixels(const uint32_t *pixels, uint32_t mask) {
    four_pixels red_blue = {0};
    four_pixels alpha_green = {0};
    four_pixels weighted = {0};

    for (size_t i = 0; i < PIXELS_AT_ONCE; i += 4) {
        four_pixels four = *(const four_pixels *)(pixels + i) & mask;
        red_blue += four & 0xff00ff;
        alpha_green += four >> 8 & 0xff00ff;
        weighted += red_blue + alpha_green;
    }
    four_pixels bytes = red_blue + alpha_green;
    bytes = (bytes & 0xffff) + (bytes >> 16);
    weighted = 4 * ((weighted & 0xffff) + (weighted >> 16));
    weighted -= (bytes & (four_pixels){0, UINT32_MAX, 0, UINT32_MAX});
    weighted -= (bytes & (four_pixels){0, 0, UINT32_MAX, UINT32_MAX}) << 1;
    four_pixels steps = (alpha_green & 0xffff) + 2 * (red_blue & 0xffff) + 3 * (alpha_green >> 16);
    return (struct pixel_sums){add_up(bytes), add_up(weighted), add_up(steps)};
}

static void update_sums(struct pixel_changes *changes, size_t x, const uint32_t *pixels) {
    struct pixel_sums *sums = &changes->sums;
    struct pixel_sums *group = &changes->groups[x / PIXELS_AT_ONCE];
    struct pixel_sums new = sum_pixels(pixels, changes->mask);
    /* can be negative, when padded pixels count less than nothing, which is nothing */
    uint64_t rest = (uint64_t)changes->width - x - PIXELS_AT_ONCE;

    sums->bytes += new.bytes - group->bytes;
    sums->weighted += new.weighted - group->weighted + rest *(new.bytes - group->bytes);
    sums->steps += new.steps - group->steps;
    *group = new;
}

static void set_bits(uint64_t *bits, size_t x, uint64_t mask, uint64_t value) {
    bits[x / 64] = (bits[x / 64] & ~(mask << x % 64)) | value << x % 64;
}

/* Updates PIXELS_AT_ONCE pixels from `x` on, and whether the one after them differs from the last.
 * There are pixels before and after. */
static void update(struct pixel_changes *changes, size_t x, const uint32_t *pixels,
                   struct pixels from_above) {
    enum { ALL = (1 << PIXELS_AT_ONCE) - 1 };
    const uint32_t *after = pixels + PIXELS_AT_ONCE;
    uint32_t mask = changes->mask;

    set_bits(changes->above, x, ALL, pixels_mark(from_above));
    set_bits(changes->left, x, ALL, pixels_mark(pixels_compare(pixels, pixels - 1, mask)));
    set_bits(changes->left, x + PIXELS_AT_ONCE, 1, !pixels_are_equal(after[0], after[-1], mask));
    update_sums(changes, x, pixels);
}

/* Zeros stand for the pixels before and after the row. */
static void update_end(struct pixel_changes *changes, size_t x, const uint32_t *row,
                       const uint32_t *above) {
    uint32_t pixels[1 + PIXELS_AT_ONCE + 1] = {0};
    uint32_t pixels_above[PIXELS_AT_ONCE] = {0};
    size_t begin = MAX(x, 1) - 1;
    size_t end = MIN(x + PIXELS_AT_ONCE + 1, changes->width);
    size_t end_above = MIN(x + PIXELS_AT_ONCE, changes->width);

    memcpy(pixels + 1 + begin - x, row + begin, (end - begin) * sizeof(row[0]));
    memcpy(pixels_above, above + x, (end_above - x) * sizeof(row[0]));
    update(changes, x, pixels + 1, pixels_compare(pixels + 1, pixels_above, changes->mask));
}

/* Processors fetch memory ahead of need, but only within a page. Groups are as long as their lines
 * of cache. */
static void fetch_ahead(const uint32_t *pixels) {
    enum { PAGE_PIXELS = 4096 / sizeof(uint32_t) };

    __builtin_prefetch(pixels + PAGE_PIXELS);
}

void pixel_changes_find(struct pixel_changes *changes, const uint32_t *row, const uint32_t *above) {
    const size_t width = changes->width;
    const uint32_t mask = changes->mask;
    size_t x = 0;

    memset(changes->above, 0, changes->n_words * sizeof(changes->above[0]));
    for (; x + PIXELS_AT_ONCE < width; x += PIXELS_AT_ONCE) {
        struct pixels from_above = pixels_compare(row + x, above + x, mask);
        fetch_ahead(row + x);
        if (pixels_are_zero(from_above)) {
            continue;
        }
        if (x > 0) {
            update(changes, x, row + x, from_above);
        } else {
            update_end(changes, x, row, above);
        }
    }
    if (pixels_count_equal(row + x, above + x, width - x, mask) < width - x) {
        update_end(changes, x, row, above);
    }
    set_bits(changes->left, 0, 1, 1);
    set_bits(changes->left, width, 1, 1);
    set_bits(changes->above, width, 1, 1);
}

void pixel_changes_init(struct pixel_changes *changes, size_t width, uint32_t mask) {
    size_t n_words = (width + PIXELS_AT_ONCE) / 64 + 1;

    *changes = (struct pixel_changes){
        .left = g_new0(uint64_t, n_words),
        .above = g_new(uint64_t, n_words),
        .width = width,
        .mask = mask,
        .n_words = n_words,
        .groups = g_new0(struct pixel_sums, width / PIXELS_AT_ONCE + 1),
    };
}

void pixel_changes_finish(struct pixel_changes *changes) {
    g_free(changes->left);
    g_free(changes->above);
    g_free(changes->groups);
}
