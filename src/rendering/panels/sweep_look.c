#include "rendering/panels/sweep_look.h"

#include <math.h>

#include <glib.h>

#include "rendering/words/sweep_known.h"
#include "spec/gradient_class.h"

/* The dashes and gaps by which slopes differ that share a shade: none, long and short ones. */
static const double dashes[][2] = {{0, 0}, {14, 4}, {4, 4}};

static bool is_more_extreme(const struct curve *curve, const struct curve *than) {
    double one = fabs(curve_last(curve).log10_abs);
    double other = fabs(curve_last(than).log10_abs);
    return one > other || (one == other && curve->id.index < than->id.index);
}

/* Whether a slope has the color of a network, or of the ideal, instead of that of its class. */
static bool has_own_color(const struct spec *spec, size_t index) {
    return theme_of(&spec->figure)->keeps_known && sweep_is_known(spec, index);
}

/* The place of a slope among those of its class, the most extreme gradient first. */
struct rank {
    size_t place;
    size_t n_others;
};

static struct rank rank_of(const struct series *series, const struct curve *points,
                           enum gradient_class class) {
    struct rank rank = {0};

    for (size_t i = 0; i < series->spec->sweep.slopes.n_values; i++) {
        const struct curve *other = sweep_curve(series, i);
        bool is_other = other->id.index != points->id.index && !has_own_color(series->spec, i);
        if (is_other && gradient_class_of(curve_last(other)) == class) {
            rank.place += is_more_extreme(other, points) ? 1 : 0;
            rank.n_others++;
        }
    }
    return rank;
}

/* The slopes of a class are the lighter, the nearer their gradients are to 1. If there are more of
 * them than shades, neighbors share one. */
static struct sweep_look look_of_class(const struct series *series, const struct curve *points) {
    const struct theme *theme = theme_of(&series->spec->figure);
    enum gradient_class class = gradient_class_of(curve_last(points));
    struct rank rank = rank_of(series, points, class);
    size_t n = rank.n_others + 1;
    size_t n_shades = MIN(theme_shades(theme, class), n);
    size_t shade = rank.place * n_shades / n;
    size_t first_place = (shade * n + n_shades - 1) / n_shades;
    const double *dash = dashes[(rank.place - first_place) % G_N_ELEMENTS(dashes)];

    return (struct sweep_look){theme_ink(theme, theme_shade(theme, class, n_shades, shade)),
                               {dash[0], dash[1]}};
}

struct sweep_look sweep_look_of(const struct series *series, const struct curve *points) {
    return has_own_color(series->spec, points->id.index)
               ? (struct sweep_look){.ink = sweep_known_ink(series->spec, points->id.index)}
               : look_of_class(series, points);
}
