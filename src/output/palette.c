/* Chooses the colors of a palette for inks, backgrounds and the steps between them. */
#include "output/palette.h"

#include <stdlib.h>

#include <glib.h>

#include "output/color_census.h"
#include "output/color_groups.h"

enum {
    N_FAR = 16, /* entries for the colors that are farthest from all others */
    CHANNEL_ERROR_MAX = 24,
};

static const double RMS_MAX = 0.5;

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
    struct census *census = color_census_create(image);
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
        color_census_write_entries(census, image);
    }
    g_free(census);
    return done;
}
