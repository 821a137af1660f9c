/* Finds the lengths of paths whose shares one would see. */
#include "rendering/panels/path_lengths.h"

#include <math.h>

#include "rendering/panels/network_curves.h"
#include "rendering/words/extremes.h"

static const struct path_lengths NONE = {.first = INFINITY, .last = -INFINITY};

static double width(const struct path_lengths *lengths) {
    return lengths->last - lengths->first;
}

static void add_length(struct path_lengths *lengths, double length) {
    lengths->first = fmin(lengths->first, length);
    lengths->last = fmax(lengths->last, length);
}

static void add_visible(struct path_lengths *lengths, const struct curve *shares, double least) {
    for (size_t i = 0; shares != NULL && i < shares->n_points; i++) {
        if (shares->points[i].y.value >= least) {
            add_length(lengths, shares->points[i].x);
        }
    }
}

static struct path_lengths of_gradients(const struct series *series, double least) {
    const struct paths *paths = &series->paths;
    struct path_lengths lengths = NONE;

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        add_visible(&lengths, network_curve(series, PANEL_PATHS, i), least);
    }
    for (int i = 0; i < 2 && paths->state == PATHS_SHOWN; i++) {
        add_length(&lengths, (double)paths->band[i]);
    }
    return lengths;
}

/* Adds the lengths of the curve of all paths, which is one for all networks. */
static void add_all_paths(struct path_lengths *lengths, const struct series *series, double least) {
    for (size_t i = 0; i < series->n_curves; i++) {
        struct curve_id id = series->curves[i].id;
        if (id.panel == PANEL_PATHS && id.role == ROLE_PATHS) {
            add_visible(lengths, &series->curves[i], least);
        }
    }
}

/* Up to a number that people count to. */
static double round_up(double length) {
    static const double least = 4;
    double step = fmax(1, pow(10, floor(log10(fmax(length, 1)))) / 2);

    return fmax(least, step * ceil(length / step));
}

/* Shows the whole axis where little of it would be empty. */
static void widen(struct path_lengths *lengths, double depth) {
    static const double little = 0.3;

    if (lengths->first > width(lengths)) {
        return;
    }
    double last = fmin(round_up(lengths->last), depth);
    lengths->first = 0;
    lengths->last = last >= (1 - little) * depth ? depth : last;
}

struct path_lengths path_lengths_of(const struct series *series) {
    static const double visible = 0.005; /* of the height of the frame */
    static const double needle = 0.25;   /* of the width */
    static const double few = 40;        /* lengths that one can tell apart */
    double least = visible * panel_span(series, PANEL_PATHS).value_high;
    struct path_lengths own = of_gradients(series, least);
    struct path_lengths all = own;

    add_all_paths(&all, series, least);
    bool have_all = all.last <= few || width(&own) >= needle * width(&all);
    struct path_lengths lengths = have_all ? all : own;
    if (lengths.first > lengths.last) { /* the panel is empty */
        lengths = (struct path_lengths){0, (double)series->spec->depth, true};
    }
    widen(&lengths, (double)series->spec->depth);
    lengths.have_all = have_all;
    return lengths;
}
