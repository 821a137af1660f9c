/* The colors of the two themes. */
#include "rendering/theme.h"

/* Smallest colour distance of two lines (CIEDE2000; normal sight, and protanopia, deuteranopia and
 * tritanopia after Machado et al. 2009):
 *
 *              light sweep   light networks   dark sweep   dark networks
 *     article          9.4             18.4          9.4            16.8
 *     safe            30.1             22.1         26.9            21.8
 *
 * The article's palette has the article's hues, red, green and blue, at the largest distances that
 * these allow. The safe palette is the best result of a search over all colours. Texts have a
 * contrast of at least 5.4 on their background, lines of at least 2.7. */
#define LIGHT_SURFACE                                                                              \
    .background = 0xffffff, .text = 0x1c2434, .muted = 0x525c6b, .grid = 0xe6e8ec,                 \
    .zero = 0xc3c9d2, .spine = 0x9aa3af, .amplifying_band = 0xf3f6fd, .vanishing_band = 0xfdf4f4,  \
    .highlight = 0xf6f2e4

#define DARK_SURFACE                                                                               \
    .background = 0x14181f, .text = 0xf0f3f7, .muted = 0xa9b3c1, .grid = 0x2a313c,                 \
    .zero = 0x465162, .spine = 0x5d6877, .amplifying_band = 0x182033, .vanishing_band = 0x241a1f,  \
    .highlight = 0x262519

static const struct theme article_light = {
    LIGHT_SURFACE,
    .networks =
        {
            {0xa8122a, 0xa8122a},
            {0x159a80, 0x0b7260},
            {0x841dc9, 0x841dc9},
            {0xf36c12, 0xb04a08},
            {0x050566, 0x050566},
            {0x056666, 0x056666},
            {0xbe69f7, 0x8f34cf},
            {0x49041f, 0x49041f},
        },
    .ideal = {0x2348c4, 0x2348c4},
    .identity = {0x6b7380, 0x5c6470},
    .branch = {0x8450b8, 0x7340a6},
    .composed = {0x7a1f3d, 0x7a1f3d},
    .classes =
        {
            [CLASS_VANISHING] = {0xa8122a, 0xa8122a},
            [CLASS_DECAYING] = {0xcf5a12, 0xb04a08},
            [CLASS_SLIGHTLY_DECAYING] = {0xc29a00, 0x7d6400},
            [CLASS_STABLE] = {0x159a80, 0x0b7260},
            [CLASS_AMPLIFYING] = {0x2348c4, 0x2348c4},
        },
};

static const struct theme article_dark = {
    DARK_SURFACE,
    .networks =
        {
            {0xf0566a, 0xf5788a},
            {0x2fc4a4, 0x4fd3b7},
            {0xb4a3fa, 0xb4a3fa},
            {0xf3c612, 0xf3c612},
            {0x8555ce, 0xa883e6},
            {0xc5f7f7, 0xc5f7f7},
            {0x078307, 0x2fae2f},
            {0xfcfcc0, 0xfcfcc0},
        },
    .ideal = {0x6f93ff, 0x8aa8ff},
    .identity = {0x8a94a3, 0x9aa4b2},
    .branch = {0xb48ae0, 0xc2a0e8},
    .composed = {0xff9fb8, 0xff9fb8},
    .classes =
        {
            [CLASS_VANISHING] = {0xf0566a, 0xf5788a},
            [CLASS_DECAYING] = {0xf08a3c, 0xf49c58},
            [CLASS_SLIGHTLY_DECAYING] = {0xe6cf5a, 0xe6cf5a},
            [CLASS_STABLE] = {0x2fc4a4, 0x4fd3b7},
            [CLASS_AMPLIFYING] = {0x6f93ff, 0x8aa8ff},
        },
};

static const struct theme safe_light = {
    LIGHT_SURFACE,
    .networks =
        {
            {0x001aff, 0x001aff},
            {0xe68000, 0x9f5800},
            {0x999999, 0x6a6a6a},
            {0x1a004d, 0x1a004d},
            {0x6699ff, 0x4568ad},
            {0x804d66, 0x804d66},
            {0x1a4d00, 0x1a4d00},
            {0x1a0000, 0x1a0000},
        },
    .ideal = {0x1a4d00, 0x1a4d00},
    .identity = {0x6b7380, 0x626a76},
    .branch = {0x804d66, 0x804d66},
    .composed = {0x1a0000, 0x1a0000},
    .classes =
        {
            [CLASS_VANISHING] = {0x4d0000, 0x4d0000},
            [CLASS_DECAYING] = {0xff3300, 0xcc2900},
            [CLASS_SLIGHTLY_DECAYING] = {0x8000e6, 0x8000e6},
            [CLASS_STABLE] = {0x809999, 0x5b6d6d},
            [CLASS_AMPLIFYING] = {0x000033, 0x000033},
        },
};

static const struct theme safe_dark = {
    DARK_SURFACE,
    .networks =
        {
            {0xe6801a, 0xe6801a},
            {0xccffff, 0xccffff},
            {0x8000ff, 0xb469ff},
            {0xcc99ff, 0xcc99ff},
            {0x4db399, 0x4db399},
            {0xffffb3, 0xffffb3},
            {0x994d1a, 0xb8825f},
            {0x336666, 0x729595},
        },
    .ideal = {0x4db399, 0x4db399},
    .identity = {0x8a94a3, 0x8a94a3},
    .branch = {0xcc99ff, 0xcc99ff},
    .composed = {0xffffb3, 0xffffb3},
    .classes =
        {
            [CLASS_VANISHING] = {0xe6b3ff, 0xe6b3ff},
            [CLASS_DECAYING] = {0x664de6, 0x917fed},
            [CLASS_SLIGHTLY_DECAYING] = {0x806666, 0x9d8989},
            [CLASS_STABLE] = {0x4db300, 0x4db300},
            [CLASS_AMPLIFYING] = {0xe6ffe6, 0xe6ffe6},
        },
};

static const struct theme *const themes[N_PALETTES][N_THEMES] = {
    [PALETTE_ARTICLE] = {&article_light, &article_dark},
    [PALETTE_SAFE] = {&safe_light, &safe_dark},
};

const struct theme *theme_of(const struct figure_options *figure) {
    return themes[figure->palette][figure->theme];
}

struct ink theme_network_ink(const struct theme *theme, const struct spec *spec, size_t index) {
    int64_t color = spec->networks[index].color;

    if (color == COLOR_BY_POSITION) {
        return theme->networks[index];
    }
    return (struct ink){(uint32_t)color, (uint32_t)color};
}
