/* The colors of the two themes, and how those of networks follow from them. */
#include "rendering/style/theme.h"

#include <math.h>

#include "simulation/network.h"

/* Smallest color distances of two lines that can meet in one panel (CIEDE2000; normal sight, and
 * deuteranopia, protanopia and tritanopia after Machado et al. 2009). tests/rendering/colors.c
 * measures them over all ways in which up to 8 networks have skip connections:
 *
 *     article palette                    light                  dark
 *     networks, ideal, identity   19.4 10.7 10.7 10.4   21.6 12.7 11.9 10.8
 *     composed line with these    16.4 11.9 11.8 13.5   12.2 12.1 10.0  9.5
 *     classes of the sweep        15.7 10.3  9.7  9.8   24.1  9.3 15.9  9.8
 *     first shade of each class   18.4 16.4 15.3 15.2   24.1 14.5 16.1 16.5
 *     shades of one class         10.9 10.9  9.4 10.0    9.3  9.2  9.1  9.3
 *
 *     safe palette                       light                  dark
 *     networks, ideal, identity   16.1 13.2 14.0 13.8   16.6 17.1 16.8 14.2
 *     composed line with these    15.7 14.4 13.2 13.9   12.7 12.3 12.7 12.3
 *     classes of the sweep        14.1 12.1 12.7 12.2   16.7 12.5 15.7 13.1
 *     shades of one class         11.1 10.3 10.9 10.2   14.0 12.6 12.7 12.4
 *
 *     consistent palette                 light                  dark
 *     networks and composed line: as in the article's palette
 *     classes of the sweep        11.5 10.4  9.2 10.7   15.3 11.2 11.4 11.2
 *     shades of one class         11.3 11.3 11.3 11.3   11.3 11.0 10.9 11.0
 *     classes, networks, ideal    10.6  6.4  6.4  9.0   11.6  6.3  7.9  8.2
 *
 * The palettes are the best results of searches: of the article's over colors that keep its red,
 * green and blue, of the safe one over all colors, of the consistent one over muted colors,
 * because its hues are those of networks. The shades of a class have nearly its hue, and only as
 * many of them are this far apart as stand here, of both themes the same number: one SVG can have
 * both. In the article's palette, the green of the class "stable" is not that of networks with skip
 * connections. The safe one goes from red over grey to blue, so that hues say what shrinks and
 * what grows. Names in sentences are 17 from the text (normal sight). Texts have a
 * contrast of at least 4.5, lines of the sweep of at least 3, others of at least 2.6. */
#define LIGHT_SURFACE                                                                              \
    .background = 0xffffff, .text = 0x1c2434, .muted = 0x525c6b, .grid = 0xe6e8ec,                 \
    .zero = 0xc3c9d2, .spine = 0x9aa3af, .identity = 0x6b7380, .highlight = 0xf6f2e4

#define DARK_SURFACE                                                                               \
    .background = 0x14181f, .text = 0xf0f3f7, .muted = 0xa9b3c1, .grid = 0x2a313c,                 \
    .zero = 0x465162, .spine = 0x5d6877, .identity = 0x7c8696, .highlight = 0x262519

/* Of the networks and the ideal in the article. */
#define ARTICLE_LIGHT                                                                              \
    .networks = {0xa8122a, 0x159a80, 0xe96700, 0x632d73, 0xd077b0, 0x1a9af6, 0x906f51, 0x859c55},  \
    .ideal = 0x2348c4

#define ARTICLE_DARK                                                                               \
    .networks = {0xf0566a, 0x24b192, 0xe99001, 0x9444c7, 0xffe400, 0x7df2ff, 0x7f5f08, 0xbce893},  \
    .ideal = 0x6f93ff

#define RED_AND_BLUE_BANDS_LIGHT .amplifying_band = 0xf3f6fd, .vanishing_band = 0xfdf4f4
#define RED_AND_BLUE_BANDS_DARK .amplifying_band = 0x182033, .vanishing_band = 0x241a1f

static const struct theme article_light = {
    LIGHT_SURFACE,
    ARTICLE_LIGHT,
    RED_AND_BLUE_BANDS_LIGHT,
    .classes =
        {
            [CLASS_VANISHING] = {0x690001, 0x350613, 0xd43c3c},
            [CLASS_DECAYING] = {0xa43e07, 0x644438},
            [CLASS_SLIGHTLY_DECAYING] = {0xd27705},
            [CLASS_STABLE] = {0x52815d},
            [CLASS_AMPLIFYING] = {0x2348c4, 0x8785dc, 0x5264e9},
        },
};

static const struct theme article_dark = {
    DARK_SURFACE,
    ARTICLE_DARK,
    RED_AND_BLUE_BANDS_DARK,
    .classes =
        {
            [CLASS_VANISHING] = {0xd81f0b, 0xe9465b, 0xff7872},
            [CLASS_DECAYING] = {0xe4a237, 0xbd871a},
            [CLASS_SLIGHTLY_DECAYING] = {0xfff450},
            [CLASS_STABLE] = {0x78da9e},
            [CLASS_AMPLIFYING] = {0x6f93ff, 0xcdd0ff, 0xa3b2fe},
        },
};

static const struct theme safe_light = {
    LIGHT_SURFACE,
    RED_AND_BLUE_BANDS_LIGHT,
    .networks = {0x88000b, 0x3d90e1, 0xe87124, 0x140780, 0x906851, 0x081bff, 0x8aa872, 0x969590},
    .ideal = 0x2f6772,
    .classes =
        {
            [CLASS_VANISHING] = {0xb9144c, 0xce5069},
            [CLASS_DECAYING] = {0x7a4500, 0x641c06},
            [CLASS_SLIGHTLY_DECAYING] = {0x956b13, 0xb7860b},
            [CLASS_STABLE] = {0x8589a3},
            [CLASS_AMPLIFYING] = {0x146ae8, 0x0b21ba},
        },
};

static const struct theme safe_dark = {
    DARK_SURFACE,
    RED_AND_BLUE_BANDS_DARK,
    .networks = {0xff7501, 0x65a0ff, 0xfffc23, 0x5b50d6, 0xe4ffdf, 0xa5a893, 0x9f4d12, 0x7a6e65},
    .ideal = 0x2ff6fe,
    .classes =
        {
            [CLASS_VANISHING] = {0xcd1e05, 0xf59b96},
            [CLASS_DECAYING] = {0xe66914, 0xaf785a},
            [CLASS_SLIGHTLY_DECAYING] = {0xd7c34b, 0xffff3c},
            [CLASS_STABLE] = {0x8c787d},
            [CLASS_AMPLIFYING] = {0x64b4eb, 0x236ed7},
        },
};

static const struct theme consistent_light = {
    LIGHT_SURFACE,
    ARTICLE_LIGHT,
    .amplifying_band = 0xf3f5f8,
    .vanishing_band = 0xf9f7f4,
    .keeps_known = true,
    .classes =
        {
            [CLASS_VANISHING] = {0x252525, 0x6a6a6a, 0x484848},
            [CLASS_DECAYING] = {0x76574a},
            [CLASS_SLIGHTLY_DECAYING] = {0x847b68},
            [CLASS_STABLE] = {0x788992},
            [CLASS_AMPLIFYING] = {0x355462, 0x4d7590},
        },
};

static const struct theme consistent_dark = {
    DARK_SURFACE,
    ARTICLE_DARK,
    .amplifying_band = 0x1a1f28,
    .vanishing_band = 0x1f1d1b,
    .keeps_known = true,
    .classes =
        {
            [CLASS_VANISHING] = {0x938e77, 0xb5b9b6, 0xbda978},
            [CLASS_DECAYING] = {0xf5caaf},
            [CLASS_SLIGHTLY_DECAYING] = {0xfdfeff},
            [CLASS_STABLE] = {0x76777d},
            [CLASS_AMPLIFYING] = {0x8591b7, 0xa5b7da},
        },
};

static const struct theme *const themes[N_PALETTES][N_THEMES] = {
    [PALETTE_ARTICLE] = {&article_light, &article_dark},
    [PALETTE_SAFE] = {&safe_light, &safe_dark},
    [PALETTE_CONSISTENT] = {&consistent_light, &consistent_dark},
};

const struct theme *theme_of(const struct figure_options *figure) {
    return themes[figure->palette][figure->theme == THEME_DARK ? THEME_DARK : THEME_LIGHT];
}

size_t theme_shades(const struct theme *theme, enum gradient_class gradient_class) {
    size_t n = 1;

    while (n < CLASS_SHADES && theme->classes[gradient_class][n] != 0) {
        n++;
    }
    return n;
}

/* ---- contrast ---- */

static double channel(uint32_t color, int shift) {
    return color >> shift & 0xff;
}

static double linear(double channel) {
    double share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t color) {
    return 0.2126 * linear(channel(color, 16)) + 0.7152 * linear(channel(color, 8)) +
           0.0722 * linear(channel(color, 0));
}

/* Of two luminances, as WCAG 2 defines it, from 1 to 21. */
static double contrast(double a, double b) {
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

/* `share` of the second color, and the rest of the first one. */
static uint32_t mix(uint32_t first, uint32_t second, double share) {
    uint32_t mixed = 0;

    for (int shift = 16; shift >= 0; shift -= 8) {
        double value = (1 - share) * channel(first, shift) + share * channel(second, shift);
        mixed |= (uint32_t)lround(value) << shift;
    }
    return mixed;
}

/* The color, or the one nearest to it that has this contrast to the background. */
static uint32_t with_contrast(uint32_t color, double least, double background) {
    static const int n_steps = 32;
    uint32_t end = background > 0.5 ? 0x000000 : 0xffffff;
    uint32_t nearest = color;

    for (int i = 1; i <= n_steps && contrast(luminance(nearest), background) < least; i++) {
        nearest = mix(color, end, (double)i / n_steps);
    }
    return nearest;
}

uint32_t theme_shade(const struct theme *theme, enum gradient_class gradient_class, size_t n,
                     size_t place) {
    const uint32_t *shades = theme->classes[gradient_class];
    size_t found = 0;

    for (size_t i = 0; i < n; i++) {
        size_t n_darker = 0;
        for (size_t j = 0; j < n; j++) {
            n_darker += luminance(shades[j]) < luminance(shades[i]) ? 1 : 0;
        }
        found = n_darker == place ? i : found;
    }
    return shades[found];
}

struct ink theme_ink(const struct theme *theme, uint32_t color) {
    static const double line = 2.2; /* less than those of the themes: a user may want a pale one */
    static const double text = 5;   /* on the bands it is then at least 4.5 */
    double background = luminance(theme->background);

    return (struct ink){with_contrast(color, line, background),
                        with_contrast(color, text, background)};
}

/* ---- networks ---- */

/* The order in which networks without and with a skip connection take the colors. */
static const size_t orders[2][NETWORKS_MAX] = {
    {0, 2, 3, 4, 6, 5, 7, 1},
    {1, 3, 5, 2, 4, 7, 6, 0},
};

static bool looks_alike(uint32_t a, uint32_t b) {
    static const double near = 32; /* of a channel */
    return fabs(channel(a, 16) - channel(b, 16)) < near &&
           fabs(channel(a, 8) - channel(b, 8)) < near && fabs(channel(a, 0) - channel(b, 0)) < near;
}

/* Whether the user gave a color like this one to another network. */
static bool is_of_user(const struct spec *spec, size_t index, uint32_t color) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        int64_t other = spec->networks[i].color;
        if (i != index && other != COLOR_BY_POSITION && looks_alike((uint32_t)other, color)) {
            return true;
        }
    }
    return false;
}

/* The first free color of the network's order that the user gave to no other one; if all that are
 * free are like those, the first. */
static size_t first_free(const struct theme *theme, const struct spec *spec, size_t index,
                         const bool *taken) {
    const size_t *order = orders[network_has_skip(&spec->networks[index])];
    size_t first = NETWORKS_MAX;

    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        if (!taken[order[i]]) {
            if (!is_of_user(spec, index, theme->networks[order[i]])) {
                return order[i];
            }
            first = first < NETWORKS_MAX ? first : order[i];
        }
    }
    return first;
}

/* Each network takes a color that no earlier one has. */
static size_t find_default(const struct theme *theme, const struct spec *spec, size_t index) {
    bool taken[NETWORKS_MAX] = {false};
    size_t color = 0;

    for (size_t i = 0; i <= index; i++) {
        color = first_free(theme, spec, i, taken);
        taken[color] = true;
    }
    return color;
}

static uint32_t network_color(const struct theme *theme, const struct spec *spec, size_t index) {
    int64_t color = spec->networks[index].color;
    return color == COLOR_BY_POSITION ? theme->networks[find_default(theme, spec, index)]
                                      : (uint32_t)color;
}

struct ink theme_network_ink(const struct theme *theme, const struct spec *spec, size_t index) {
    return theme_ink(theme, network_color(theme, spec, index));
}

/* The color of measurements without a network: the next that no network and no earlier ones have,
 * and after these the same again, darker or in the dark theme paler. */
static uint32_t free_color(const struct theme *theme, const struct spec *spec, size_t index) {
    bool taken[NETWORKS_MAX] = {false};
    size_t n_earlier = 0;

    for (size_t i = 0; i < spec->n_networks; i++) {
        taken[find_default(theme, spec, i)] = true;
    }
    for (size_t i = 0; i < index; i++) {
        n_earlier += spec_find_network(spec, spec->measured[i].name) == spec->n_networks ? 1 : 0;
    }
    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        if (!taken[orders[0][i]] && n_earlier-- == 0) {
            return theme->networks[orders[0][i]];
        }
    }
    return mix(theme->networks[orders[0][n_earlier % NETWORKS_MAX]], theme->text, 0.5);
}

struct ink theme_measured_ink(const struct theme *theme, const struct spec *spec, size_t index) {
    const struct measured *measured = &spec->measured[index];
    size_t network = spec_find_network(spec, measured->name);

    if (measured->color != COLOR_BY_POSITION) {
        return theme_ink(theme, (uint32_t)measured->color);
    }
    return network < spec->n_networks ? theme_network_ink(theme, spec, network)
                                      : theme_ink(theme, free_color(theme, spec, index));
}

struct ink theme_composed_ink(const struct theme *theme, const struct spec *spec, size_t index) {
    return theme_ink(theme, mix(network_color(theme, spec, index), theme->text, 0.5));
}
