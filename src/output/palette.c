/* Chooses the colors of a palette for inks, backgrounds and the steps between them. */
#include "output/palette.h"

#include <stdlib.h>

#include <glib.h>

#include "output/color_groups.h"
#include "output/equal_pixels.h"

enum {
    N_FAR = 16, /* entries for the colors that are farthest from all others */
    CHANNEL_ERROR_MAX = 24,
};

static const double RMS_MAX = 0.5;

/* ---- the colors of an image, counted run by run ---- */

static const uint32_t RGB = 0xffffff;

static bool has_room(const struct census *census) {
    return census->n_colors < COLORS_MAX;
}

static void add_color(struct census *census, uint32_t rgb) {
    struct color *color = &census->colors[census->n_colors++];

    *color = (struct color){.rgb = rgb, .distance = G_MAXINT};
    for (int i = 0; i < N_CHANNELS; i++) {
        color->channels[i] = color_channel(rgb, i);
    }
}

/* Adds the color if it is new, by open addressing; the table must have room. */
static struct color *find_color(struct census *census, uint32_t pixel) {
    uint32_t rgb = pixel & RGB;
    uint32_t slot = rgb * 0x9e3779b1 >> (32 - COLOR_SLOT_BITS); /* Fibonacci hashing */

    while (census->slots[slot] != 0 && census->colors[census->slots[slot] - 1].rgb != rgb) {
        slot = (slot + 1) % (1 << COLOR_SLOT_BITS);
    }
    if (census->slots[slot] == 0) {
        add_color(census, rgb);
        census->slots[slot] = (uint16_t)census->n_colors;
    }
    return &census->colors[census->slots[slot] - 1];
}

/* The number of pixels, of `n`, before the color changes. */
static size_t run_length(const uint32_t *pixels, size_t n) {
    size_t length = 1;

    while (length + PIXELS_AT_ONCE <= n &&
           pixels_are_zero(pixels_compare(pixels + length, pixels + length - 1, RGB))) {
        length += PIXELS_AT_ONCE;
    }
    while (length < n && pixels_are_equal(pixels[length], pixels[0], RGB)) {
        length++;
    }
    return length;
}

/* NULL if the image may have more than COLORS_MAX; free with g_free. */
static struct census *count_colors(const struct image *image) {
    struct census *census = g_new0(struct census, 1);
    size_t length;

    census->n_pixels = image->width * image->height;
    for (size_t i = 0; i < census->n_pixels && has_room(census); i += length) {
        length = run_length(image->pixels + i, census->n_pixels - i);
        find_color(census, image->pixels[i])->n_pixels += length;
    }
    if (!has_room(census)) {
        g_free(census);
        return NULL;
    }
    return census;
}

/* Replaces the pixels of the image that was counted. */
static void write_entries(struct census *census, struct image *image) {
    image_forget_drawn(image);
    for (size_t i = 0; i < census->n_pixels;) {
        size_t end = i + run_length(image->pixels + i, census->n_pixels - i);
        uint32_t entry = find_color(census, image->pixels[i])->entry;
        for (; i < end; i++) {
            image->pixels[i] = entry << 16;
        }
    }
}

/* ---- the entries ---- */

static int distance_between(const int a[N_CHANNELS], const int b[N_CHANNELS]) {
    int distance = 0;

    for (int i = 0; i < N_CHANNELS; i++) {
        distance += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return distance;
}

/* Adds an entry and assigns it to every color that it is nearest to. */
static void add_entry(struct palette *palette, struct census *census, uint32_t rgb) {
    int channels[N_CHANNELS] = {color_channel(rgb, 0), color_channel(rgb, 1),
                                color_channel(rgb, 2)};

    for (size_t i = 0; i < census->n_colors; i++) {
        struct color *color = &census->colors[i];
        int green = channels[1] - color->channels[1];
        if (green * green < color->distance) { /* green alone decides most cases */
            int distance = distance_between(channels, color->channels);
            if (distance < color->distance) {
                color->distance = distance;
                color->entry = (uint8_t)palette->n_colors;
            }
        }
    }
    palette->colors[palette->n_colors++] = rgb;
}

static const struct color *find_worst(const struct census *census) {
    const struct color *worst = &census->colors[0];

    for (size_t i = 1; i < census->n_colors; i++) {
        worst = census->colors[i].distance > worst->distance ? &census->colors[i] : worst;
    }
    return worst;
}

struct entry {
    uint32_t rgb;
    size_t n_pixels;
    size_t number;
};

static int compare_entries(const void *a, const void *b) {
    const struct entry *left = a;
    const struct entry *right = b;

    if (left->n_pixels != right->n_pixels) {
        return left->n_pixels > right->n_pixels ? -1 : 1;
    }
    return (left->number > right->number) - (left->number < right->number);
}

/* Puts the most common entries first, because the file is then a few percent smaller than with
 * entries sorted by luminance. Drops the entries that no pixel uses. */
static void sort_entries(struct palette *palette, struct census *census) {
    struct entry entries[PALETTE_COLORS_MAX];
    uint8_t places[PALETTE_COLORS_MAX];
    size_t n = palette->n_colors;

    for (size_t i = 0; i < n; i++) {
        entries[i] = (struct entry){palette->colors[i], 0, i};
    }
    for (size_t i = 0; i < census->n_colors; i++) {
        entries[census->colors[i].entry].n_pixels += census->colors[i].n_pixels;
    }
    qsort(entries, n, sizeof(entries[0]), compare_entries);
    palette->n_colors = 0;
    for (size_t i = 0; i < n; i++) {
        places[entries[i].number] = (uint8_t)i;
        palette->colors[i] = entries[i].rgb;
        palette->n_colors += entries[i].n_pixels > 0;
    }
    for (size_t i = 0; i < census->n_colors; i++) {
        census->colors[i].entry = places[census->colors[i].entry];
    }
}

/* An image of few colors keeps them all. */
static void keep_colors(struct palette *palette, struct census *census) {
    for (size_t i = 0; i < census->n_colors; i++) {
        add_entry(palette, census, census->colors[i].rgb);
    }
}

/* Groups colors by error, then adds single colors that the eye would miss. */
static void choose_colors(struct palette *palette, struct census *census) {
    uint32_t chosen[PALETTE_COLORS_MAX];
    size_t n = color_groups_choose(census, PALETTE_COLORS_MAX - N_FAR, chosen);

    for (size_t i = 0; i < n; i++) {
        add_entry(palette, census, chosen[i]);
    }
    while (palette->n_colors < PALETTE_COLORS_MAX) {
        add_entry(palette, census, find_worst(census)->rgb);
    }
}

/* Whether the eye cannot tell the entries from the colors. */
static bool is_close(const struct palette *palette, const struct census *census) {
    double sum = 0;
    int largest = 0;

    for (size_t i = 0; i < census->n_colors; i++) {
        const struct color *color = &census->colors[i];
        sum += (double)color->distance * (double)color->n_pixels;
        for (int j = 0; j < N_CHANNELS; j++) {
            int entry = color_channel(palette->colors[color->entry], j);
            largest = MAX(largest, abs(entry - color->channels[j]));
        }
    }
    return largest <= CHANNEL_ERROR_MAX &&
           sum <= RMS_MAX * RMS_MAX * N_CHANNELS * (double)census->n_pixels;
}

bool palette_reduce(struct image *image, struct palette *palette) {
    g_autofree struct census *census = count_colors(image);
    struct palette reduced = {0};

    if (census == NULL) {
        return false;
    }
    if (census->n_colors <= PALETTE_COLORS_MAX) {
        keep_colors(&reduced, census);
    } else {
        choose_colors(&reduced, census);
    }
    sort_entries(&reduced, census);
    bool done = is_close(&reduced, census);
    if (done) {
        *palette = reduced;
        write_entries(census, image);
    }
    return done;
}
