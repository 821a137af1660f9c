#include "rendering/theme.h"

/* The article's hues, kept apart for every eye: the worst pair of sweep lines under deuteranopia
 * has a colour distance of 9.4 (CIEDE2000), red and green 23.6; texts have a contrast of at least
 * 5.4 on their background. */
static const struct theme themes[GRADFIG_N_THEMES] = {
    [GRADFIG_THEME_LIGHT] =
        {
            .background = 0xffffff,
            .text = 0x1c2434,
            .muted = 0x525c6b,
            .grid = 0xe6e8ec,
            .spine = 0x9aa3af,
            .amplifying_band = 0xf3f6fd,
            .vanishing_band = 0xfdf4f4,
            .networks =
                {
                    {0xa8122a, 0xa8122a},
                    {0x159a80, 0x0b7260},
                    {0x6a3d9a, 0x6a3d9a},
                    {0xcf5a12, 0xb04a08},
                    {0x1f78b4, 0x1a6699},
                    {0x8c6d00, 0x7d6400},
                    {0x3b3f46, 0x3b3f46},
                    {0xd1559a, 0xa83576},
                },
            .ideal = {0x2348c4, 0x2348c4},
            .identity = {0x6b7380, 0x5c6470},
            .branch = {0x8450b8, 0x7340a6},
            .composed = {0x7a1f3d, 0x7a1f3d},
            .classes =
                {
                    [GRADFIG_CLASS_VANISHING] = {0xa8122a, 0xa8122a},
                    [GRADFIG_CLASS_DECAYING] = {0xcf5a12, 0xb04a08},
                    [GRADFIG_CLASS_SLIGHTLY_DECAYING] = {0xc29a00, 0x7d6400},
                    [GRADFIG_CLASS_STABLE] = {0x159a80, 0x0b7260},
                    [GRADFIG_CLASS_AMPLIFYING] = {0x2348c4, 0x2348c4},
                },
        },
    [GRADFIG_THEME_DARK] =
        {
            .background = 0x14181f,
            .text = 0xf0f3f7,
            .muted = 0xa9b3c1,
            .grid = 0x2a313c,
            .spine = 0x5d6877,
            .amplifying_band = 0x182033,
            .vanishing_band = 0x241a1f,
            .networks =
                {
                    {0xf0566a, 0xf5788a},
                    {0x2fc4a4, 0x4fd3b7},
                    {0xb48ae0, 0xc2a0e8},
                    {0xf08a3c, 0xf49c58},
                    {0x5fb2ea, 0x7cc0ee},
                    {0xd8b72a, 0xe0c450},
                    {0xc3cad4, 0xc3cad4},
                    {0xee86bd, 0xf29ccb},
                },
            .ideal = {0x6f93ff, 0x8aa8ff},
            .identity = {0x8a94a3, 0x9aa4b2},
            .branch = {0xb48ae0, 0xc2a0e8},
            .composed = {0xff9fb8, 0xff9fb8},
            .classes =
                {
                    [GRADFIG_CLASS_VANISHING] = {0xf0566a, 0xf5788a},
                    [GRADFIG_CLASS_DECAYING] = {0xf08a3c, 0xf49c58},
                    [GRADFIG_CLASS_SLIGHTLY_DECAYING] = {0xe6cf5a, 0xe6cf5a},
                    [GRADFIG_CLASS_STABLE] = {0x2fc4a4, 0x4fd3b7},
                    [GRADFIG_CLASS_AMPLIFYING] = {0x6f93ff, 0x8aa8ff},
                },
        },
};

const struct theme *theme_of(enum gradfig_theme theme) {
    return &themes[theme];
}
