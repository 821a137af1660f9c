/* Groups colors: splits them where they differ most, then merges the most similar groups again. */
#include "output/color_groups.h"

#include <stdbool.h>

#include <glib.h>

enum { N_GROUPS_MAX = 400 }; /* before the most similar ones are merged again */

struct group {
    struct color **colors;
    size_t n_colors;
    const struct color *commonest;
    double weight;
    double mean[N_CHANNELS];
    double errors[N_CHANNELS]; /* sums of squared distances to the mean */
    double error;              /* of all channels */
    size_t partner;            /* the group with which merging costs least */
    double cost;               /* the error that merging adds; a lower bound if outdated */
    bool is_outdated;
};

struct groups {
    size_t n;
    struct group all[N_GROUPS_MAX];
};

/* One more than its pixels, because the eye also sees a single one. */
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

/* Where to cut a group in two with the least error: the last value of the first part. */
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

/* Leaves the colors that are darker in a channel in `group` and moves the others to `rest`. */
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

/* Wu's principle, Graphics Gems II (1991): always cuts the group with the largest error. */
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

/* The last group moves to the place of `b`. Merging lowers no cost, so the old ones are bounds. */
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

/* A flat color, which is far more common than the steps around it, stays unchanged. */
static uint32_t color_of(const struct group *group) {
    uint32_t rgb = 0;

    for (int i = 0; i < N_CHANNELS; i++) {
        rgb = rgb << 8 | (uint32_t)(group->mean[i] + 0.5);
    }
    return 2 * weight_of(group->commonest) > group->weight ? group->commonest->rgb : rgb;
}

size_t color_groups_choose(struct census *census, size_t n, uint32_t *chosen) {
    g_autofree struct groups *groups = g_new(struct groups, 1);
    g_autofree struct color **colors = g_new(struct color *, census->n_colors);

    for (size_t i = 0; i < census->n_colors; i++) {
        colors[i] = &census->colors[i];
    }
    groups->n = 1;
    groups->all[0] = (struct group){.colors = colors, .n_colors = census->n_colors};
    measure(&groups->all[0]);
    split_until(groups, MIN(N_GROUPS_MAX, census->n_colors));
    merge_until(groups, n);
    size_t n_chosen = groups->n;
    for (size_t i = 0; i < n_chosen; i++) {
        chosen[i] = color_of(&groups->all[i]);
    }
    return n_chosen;
}
