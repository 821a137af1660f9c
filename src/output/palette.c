/* Chooses the colours of a palette: a figure's inks, its backgrounds, and the steps between. */
#include "output/palette.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

enum {
    N_CHANNELS = 3,
    STRIDE = 8, /* pixels looked at together */
    SLOT_BITS = 15,
    COLORS_MAX = 1 << 14, /* of a picture; figures have 2,000 to 11,000 */
    N_GROUPS_MAX = 400,   /* before the most similar ones are merged again */
    N_FAR = 16,           /* entries for the colours that are worst off without */
    CHANNEL_ERROR_MAX = 24,
};

static const double RMS_MAX = 0.5;

/* ---- the colours of the picture ---- */

struct color {
    uint32_t rgb;
    int channels[N_CHANNELS];
    size_t n_pixels;
    int distance; /* squared, to its entry of the palette */
    uint8_t entry;
};

/* Open addressing: a slot holds the number of a colour, counted from 1, or 0. */
struct census {
    size_t n_pixels;
    size_t n_colors;
    struct color colors[COLORS_MAX];
    uint16_t slots[1 << SLOT_BITS];
};

static int channel_of(uint32_t rgb, int channel) {
    return (int)(rgb >> (16 - 8 * channel) & 0xff);
}

static bool has_room(const struct census *census) {
    return census->n_colors < COLORS_MAX;
}

static void add_color(struct census *census, uint32_t rgb) {
    struct color *color = &census->colors[census->n_colors++];

    *color = (struct color){.rgb = rgb, .distance = G_MAXINT};
    for (int i = 0; i < N_CHANNELS; i++) {
        color->channels[i] = channel_of(rgb, i);
    }
}

/* Adds the colour if it is new; there has to be room. */
static struct color *find_color(struct census *census, uint32_t pixel) {
    uint32_t rgb = pixel & 0xffffff;
    uint32_t slot = rgb * 0x9e3779b1 >> (32 - SLOT_BITS); /* Fibonacci hashing */

    while (census->slots[slot] != 0 && census->colors[census->slots[slot] - 1].rgb != rgb) {
        slot = (slot + 1) % (1 << SLOT_BITS);
    }
    if (census->slots[slot] == 0) {
        add_color(census, rgb);
        census->slots[slot] = (uint16_t)census->n_colors;
    }
    return &census->colors[census->slots[slot] - 1];
}

/* Without a branch in the loop, which compilers then unroll. */
static bool have_color(const uint32_t pixels[STRIDE], uint32_t color) {
    uint32_t difference = 0;

    for (int i = 0; i < STRIDE; i++) {
        difference |= pixels[i] ^ color;
    }
    return (difference & 0xffffff) == 0;
}

/* How many of `n` pixels there are before the colour changes. */
static size_t run_length(const uint32_t *pixels, size_t n) {
    size_t length = 1;

    while (length + STRIDE <= n && have_color(pixels + length, pixels[0])) {
        length += STRIDE;
    }
    while (length < n && ((pixels[length] ^ pixels[0]) & 0xffffff) == 0) {
        length++;
    }
    return length;
}

/* False where there may be too many colours. */
static bool count_colors(struct census *census, const uint32_t *pixels) {
    size_t length;

    for (size_t i = 0; i < census->n_pixels && has_room(census); i += length) {
        length = run_length(pixels + i, census->n_pixels - i);
        find_color(census, pixels[i])->n_pixels += length;
    }
    return has_room(census);
}

static void write_indices(struct census *census, const uint32_t *pixels, uint8_t *indices) {
    size_t length;

    for (size_t i = 0; i < census->n_pixels; i += length) {
        length = run_length(pixels + i, census->n_pixels - i);
        memset(indices + i, find_color(census, pixels[i])->entry, length);
    }
}

/* ---- groups of similar colours ---- */

struct group {
    struct color **colors;
    size_t n_colors;
    const struct color *commonest;
    double weight;
    double mean[N_CHANNELS];
    double errors[N_CHANNELS]; /* sums of squared distances to the mean */
    double error;              /* of all channels */
    size_t partner;            /* whom to merge with at the least cost */
    double cost;               /* the error that it adds; where outdated, a lower bound */
    bool is_outdated;
};

struct groups {
    size_t n;
    struct group all[N_GROUPS_MAX];
};

/* More than its pixels, as the eye finds a single one, too. */
static double weight_of(const struct color *color) {
    return (double)color->n_pixels + 1;
}

static void measure(struct group *group) {
    double sums[N_CHANNELS] = {0};
    double squares[N_CHANNELS] = {0};

    group->weight = 0;
    group->commonest = group->colors[0];
    for (size_t i = 0; i < group->n_colors; i++) {
        const struct color *color = group->colors[i];
        double weight = weight_of(color);
        group->weight += weight;
        for (int j = 0; j < N_CHANNELS; j++) {
            sums[j] += weight * color->channels[j];
            squares[j] += weight * color->channels[j] * color->channels[j];
        }
        if (color->n_pixels > group->commonest->n_pixels) {
            group->commonest = color;
        }
    }
    group->error = 0;
    for (int j = 0; j < N_CHANNELS; j++) {
        group->mean[j] = sums[j] / group->weight;
        group->errors[j] = squares[j] - sums[j] * group->mean[j];
        group->error += group->errors[j];
    }
    group->is_outdated = true;
    group->cost = 0;
}

static int widest_channel(const struct group *group) {
    int widest = 0;

    for (int i = 1; i < N_CHANNELS; i++) {
        widest = group->errors[i] > group->errors[widest] ? i : widest;
    }
    return widest;
}

/* The last value of the first of two parts that have the least error. */
static int find_cut(const struct group *group, int channel) {
    double weights[256] = {0};
    double weight = 0;
    double moment = 0;
    double best = 0;
    int cut = 0;

    for (size_t i = 0; i < group->n_colors; i++) {
        weights[group->colors[i]->channels[channel]] += weight_of(group->colors[i]);
    }
    for (int value = 0; weight + weights[value] < group->weight; value++) {
        weight += weights[value];
        moment += weights[value] * (value - group->mean[channel]);
        double gain = weight > 0 ? moment * moment / (weight * (group->weight - weight)) : 0;
        if (gain > best) {
            best = gain;
            cut = value;
        }
    }
    return cut;
}

/* Leaves the darker colours of a channel in `group` and moves the others to `rest`. */
static void split(struct group *group, struct group *rest) {
    int channel = widest_channel(group);
    int cut = find_cut(group, channel);
    size_t n = 0;

    for (size_t i = 0; i < group->n_colors; i++) {
        struct color *color = group->colors[i];
        if (color->channels[channel] <= cut) {
            group->colors[i] = group->colors[n];
            group->colors[n++] = color;
        }
    }
    rest->colors = group->colors + n;
    rest->n_colors = group->n_colors - n;
    group->n_colors = n;
    measure(group);
    measure(rest);
}

/* Wu's principle, Graphics Gems II (1991): always cuts where the error is largest. */
static void split_until(struct groups *groups, size_t n) {
    while (groups->n < n) {
        size_t worst = 0;
        for (size_t i = 1; i < groups->n; i++) {
            worst = groups->all[i].error > groups->all[worst].error ? i : worst;
        }
        split(&groups->all[worst], &groups->all[groups->n]);
        groups->n++;
    }
}

/* ---- merging: Ward, J. Am. Stat. Assoc. 58 (1963) ---- */

/* The error that merging adds. */
static double cost_of(const struct group *a, const struct group *b) {
    double distance = 0;

    for (int i = 0; i < N_CHANNELS; i++) {
        distance += (a->mean[i] - b->mean[i]) * (a->mean[i] - b->mean[i]);
    }
    return distance * a->weight * b->weight / (a->weight + b->weight);
}

static void find_partner(struct groups *groups, size_t index) {
    struct group *group = &groups->all[index];

    group->cost = G_MAXDOUBLE;
    group->is_outdated = false;
    for (size_t i = 0; i < groups->n; i++) {
        double cost = i != index ? cost_of(group, &groups->all[i]) : G_MAXDOUBLE;
        if (cost < group->cost) {
            group->cost = cost;
            group->partner = i;
        }
    }
}

static void join(struct group *group, const struct group *other) {
    double weight = group->weight + other->weight;

    for (int i = 0; i < N_CHANNELS; i++) {
        group->mean[i] += (other->mean[i] - group->mean[i]) * other->weight / weight;
    }
    group->weight = weight;
    if (other->commonest->n_pixels > group->commonest->n_pixels) {
        group->commonest = other->commonest;
    }
}

/* The last group moves to where `b` was. No cost falls by merging, so the old ones are bounds. */
static void merge(struct groups *groups, size_t a, size_t b) {
    join(&groups->all[a], &groups->all[b]);
    groups->n--;
    groups->all[b] = groups->all[groups->n];
    for (size_t i = 0; i < groups->n; i++) {
        struct group *group = &groups->all[i];
        if (i == a || group->partner == a || group->partner == b) {
            group->is_outdated = true;
        }
        if (group->partner == groups->n) {
            group->partner = b;
        }
    }
}

static void merge_until(struct groups *groups, size_t n) {
    while (groups->n > n) {
        size_t cheapest = 0;
        for (size_t i = 1; i < groups->n; i++) {
            cheapest = groups->all[i].cost < groups->all[cheapest].cost ? i : cheapest;
        }
        struct group *group = &groups->all[cheapest];
        if (group->is_outdated) {
            find_partner(groups, cheapest);
        } else {
            merge(groups, MIN(cheapest, group->partner), MAX(cheapest, group->partner));
        }
    }
}

/* ---- the palette ---- */

/* Flat colours, far commoner than the steps around them, stay what they are. */
static uint32_t color_of(const struct group *group) {
    uint32_t rgb = 0;

    for (int i = 0; i < N_CHANNELS; i++) {
        rgb = rgb << 8 | (uint32_t)(group->mean[i] + 0.5);
    }
    return 2 * weight_of(group->commonest) > group->weight ? group->commonest->rgb : rgb;
}

static int distance_between(const int a[N_CHANNELS], const int b[N_CHANNELS]) {
    int distance = 0;

    for (int i = 0; i < N_CHANNELS; i++) {
        distance += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return distance;
}

/* Every colour to which the new entry is nearest takes it. */
static void add_entry(struct palette *palette, struct census *census, uint32_t rgb) {
    int channels[N_CHANNELS] = {channel_of(rgb, 0), channel_of(rgb, 1), channel_of(rgb, 2)};

    for (size_t i = 0; i < census->n_colors; i++) {
        struct color *color = &census->colors[i];
        int green = channels[1] - color->channels[1];
        if (green * green < color->distance) { /* alone decides most cases */
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

/* The commonest first: a few percent smaller than by luminance. Drops what no pixel uses. */
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

/* A picture of few colours keeps them all. */
static void keep_colors(struct palette *palette, struct census *census) {
    for (size_t i = 0; i < census->n_colors; i++) {
        add_entry(palette, census, census->colors[i].rgb);
    }
}

/* Groups by error first, then single colours that the eye would find. */
static void choose_colors(struct palette *palette, struct census *census) {
    struct groups *groups = g_new(struct groups, 1);
    struct color **colors = g_new(struct color *, census->n_colors);

    for (size_t i = 0; i < census->n_colors; i++) {
        colors[i] = &census->colors[i];
    }
    groups->n = 1;
    groups->all[0] = (struct group){.colors = colors, .n_colors = census->n_colors};
    measure(&groups->all[0]);
    split_until(groups, MIN(N_GROUPS_MAX, census->n_colors));
    merge_until(groups, PALETTE_COLORS_MAX - N_FAR);
    for (size_t i = 0; i < groups->n; i++) {
        add_entry(palette, census, color_of(&groups->all[i]));
    }
    while (palette->n_colors < PALETTE_COLORS_MAX) {
        add_entry(palette, census, find_worst(census)->rgb);
    }
    g_free(colors);
    g_free(groups);
}

/* Whether the eye takes the entries for the colours. */
static bool is_close(const struct palette *palette, const struct census *census) {
    double sum = 0;
    int largest = 0;

    for (size_t i = 0; i < census->n_colors; i++) {
        const struct color *color = &census->colors[i];
        sum += (double)color->distance * (double)color->n_pixels;
        for (int j = 0; j < N_CHANNELS; j++) {
            int entry = channel_of(palette->colors[color->entry], j);
            largest = MAX(largest, abs(entry - color->channels[j]));
        }
    }
    return largest <= CHANNEL_ERROR_MAX &&
           sum <= RMS_MAX * RMS_MAX * N_CHANNELS * (double)census->n_pixels;
}

bool palette_reduce(const struct image *image, struct palette *palette, uint8_t *indices) {
    struct census *census = g_new0(struct census, 1);
    bool done;

    palette->n_colors = 0;
    census->n_pixels = image->width * image->height;
    done = count_colors(census, image->pixels);
    if (done && census->n_colors <= PALETTE_COLORS_MAX) {
        keep_colors(palette, census);
    } else if (done) {
        choose_colors(palette, census);
    }
    if (done) {
        sort_entries(palette, census);
        done = is_close(palette, census);
    }
    if (done) {
        write_indices(census, image->pixels, indices);
    }
    g_free(census);
    return done;
}
