/* Tests of the colors: every pair of lines that can meet in one panel, as people with normal sight
 * and with three kinds of color blindness see it, and the contrast of texts.
 *
 * Distances are CIEDE2000 (Sharma, Wu and Dalal 2005). Color blindness is simulated after Machado,
 * Oliveira and Fernandes 2009 at severity 1, on linear channels. With GRADFIG_PRINT_DISTANCES set,
 * prints the table of src/rendering/style/theme.c. */
#include "shared/drawing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "rendering/style/theme.h"
#include "shared/frames.h"
#include "shared/picture.h"

/* ---- color spaces ---- */

enum sight { NORMAL, DEUTERANOPIA, PROTANOPIA, TRITANOPIA, N_SIGHTS };

static const double sights[N_SIGHTS][3][3] = {
    [NORMAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [DEUTERANOPIA] = {{0.367322, 0.860646, -0.227968},
                      {0.280085, 0.672501, 0.047413},
                      {-0.011820, 0.042940, 0.968881}},
    [PROTANOPIA] = {{0.152286, 1.052583, -0.204868},
                    {0.114503, 0.786281, 0.099216},
                    {-0.003882, -0.048116, 1.051998}},
    [TRITANOPIA] = {{1.255528, -0.076749, -0.178779},
                    {-0.078411, 0.930809, 0.147602},
                    {0.004733, 0.691367, 0.303900}},
};

struct lab {
    double l;
    double a;
    double b;
};

static void linearize(uint32_t color, double linear[3]) {
    for (int i = 0; i < 3; i++) {
        double channel = (color >> (16 - 8 * i) & 0xff) / 255.0;
        linear[i] = channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
    }
}

static void multiply(const double matrix[3][3], const double in[3], double out[3]) {
    for (int i = 0; i < 3; i++) {
        out[i] = matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2];
    }
}

static double lightness(double share) {
    return share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116;
}

static struct lab see(uint32_t color, enum sight sight) {
    static const double xyz_of_rgb[3][3] = {{0.4124564, 0.3575761, 0.1804375},
                                            {0.2126729, 0.7151522, 0.0721750},
                                            {0.0193339, 0.1191920, 0.9503041}};
    double linear[3];
    double seen[3];
    double xyz[3];

    linearize(color, linear);
    multiply(sights[sight], linear, seen);
    for (int i = 0; i < 3; i++) {
        seen[i] = fmin(fmax(seen[i], 0), 1);
    }
    multiply(xyz_of_rgb, seen, xyz);
    double x = lightness(xyz[0] / 0.95047);
    double y = lightness(xyz[1]);
    double z = lightness(xyz[2] / 1.08883);
    return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double contrast(uint32_t one, uint32_t other) {
    const uint32_t colors[] = {one, other};
    double y[2];

    for (int i = 0; i < 2; i++) {
        double linear[3];
        linearize(colors[i], linear);
        y[i] = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05;
    }
    return fmax(y[0], y[1]) / fmin(y[0], y[1]);
}

/* ---- CIEDE2000 ---- */

static const double DEGREE = 0.017453292519943295;

static double hue_of(double a, double b) {
    double hue = a == 0 && b == 0 ? 0 : atan2(b, a) / DEGREE;
    return hue < 0 ? hue + 360 : hue;
}

/* sqrt(c^7 / (c^7 + 25^7)) */
static double chroma_share(double chroma) {
    double power = pow(chroma, 7);
    return sqrt(power / (power + 6103515625.0));
}

/* Lightness, chroma and hue, of which the chroma is adjusted for the pair. */
struct lch {
    double l;
    double c;
    double h;
};

static struct lch adjust(struct lab color, double mean_chroma) {
    double a = color.a * (1 + 0.5 * (1 - chroma_share(mean_chroma)));
    return (struct lch){color.l, hypot(a, color.b), hue_of(a, color.b)};
}

static double hue_difference(struct lch p, struct lch q) {
    double difference = q.h - p.h;

    if (p.c * q.c == 0) {
        return 0;
    }
    return difference > 180 ? difference - 360 : difference < -180 ? difference + 360 : difference;
}

static double mean_hue(struct lch p, struct lch q) {
    double sum = p.h + q.h;

    if (p.c * q.c == 0) {
        return sum;
    }
    if (fabs(p.h - q.h) > 180) {
        sum += sum < 360 ? 360 : -360;
    }
    return sum / 2;
}

static double combine(struct lch p, struct lch q) {
    double l = (p.l + q.l) / 2 - 50;
    double c = (p.c + q.c) / 2;
    double h = mean_hue(p, q);
    double t = 1 - 0.17 * cos((h - 30) * DEGREE) + 0.24 * cos(2 * h * DEGREE) +
               0.32 * cos((3 * h + 6) * DEGREE) - 0.2 * cos((4 * h - 63) * DEGREE);
    double turn = 60 * exp(-pow((h - 275) / 25, 2));
    double dl = (q.l - p.l) / (1 + 0.015 * l * l / sqrt(20 + l * l));
    double dc = (q.c - p.c) / (1 + 0.045 * c);
    double dh = 2 * sqrt(p.c * q.c) * sin(hue_difference(p, q) / 2 * DEGREE) / (1 + 0.015 * c * t);
    return sqrt(dl * dl + dc * dc + dh * dh - sin(turn * DEGREE) * 2 * chroma_share(c) * dc * dh);
}

static double distance_of_labs(struct lab p, struct lab q) {
    double mean_chroma = (hypot(p.a, p.b) + hypot(q.a, q.b)) / 2;
    return combine(adjust(p, mean_chroma), adjust(q, mean_chroma));
}

static double distance(uint32_t one, uint32_t other, enum sight sight) {
    return distance_of_labs(see(one, sight), see(other, sight));
}

/* Pairs of the test data that were published with the formula. */
static void test_formula(void **state) {
    static const struct {
        struct lab p;
        struct lab q;
        double distance;
    } rows[] = {
        {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
        {{50, 0, 0}, {50, -1, 2}, 2.3669},
        {{50, 2.49, -0.001}, {50, -2.49, 0.0011}, 7.2195},
        {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
        {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
        {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        assert_true(fabs(distance_of_labs(rows[i].p, rows[i].q) - rows[i].distance) < 5e-5);
    }
}

/* ---- the smallest distances ---- */

struct smallest {
    double of[N_SIGHTS];
};

static const struct smallest none = {{INFINITY, INFINITY, INFINITY, INFINITY}};

static void add_pair(struct smallest *smallest, uint32_t one, uint32_t other) {
    for (int i = 0; i < N_SIGHTS; i++) {
        smallest->of[i] = fmin(smallest->of[i], distance(one, other, (enum sight)i));
    }
}

static void print(const char *name, int64_t palette, int64_t theme, struct smallest smallest) {
    if (getenv("GRADFIG_PRINT_DISTANCES") != NULL) {
        printf("%-9s %d %d  %5.1f %5.1f %5.1f %5.1f\n", name, (int)palette, (int)theme,
               smallest.of[NORMAL], smallest.of[DEUTERANOPIA], smallest.of[PROTANOPIA],
               smallest.of[TRITANOPIA]);
    }
}

static void check(const char *name, const struct figure_options *figure, struct smallest smallest,
                  const double least[N_SIGHTS]) {
    print(name, figure->palette, figure->theme, smallest);
    for (int i = 0; i < N_SIGHTS; i++) {
        assert_true(smallest.of[i] >= least[i]);
    }
}

/* ---- networks ---- */

/* Every way in which 8 networks, or fewer, have skip connections or not. */
struct pattern {
    size_t n;
    unsigned skips; /* a bit for each network */
};

static void set_pattern(struct spec *spec, struct pattern pattern) {
    static const struct real skips[] = {{0, "0"}, {1, "1"}};

    spec->n_networks = pattern.n;
    for (size_t i = 0; i < pattern.n; i++) {
        spec->networks[i].color = COLOR_BY_POSITION;
        spec->networks[i].skips = (struct reals){1, &skips[pattern.skips >> i & 1], false};
    }
}

static size_t find_composed(struct pattern pattern) {
    for (size_t i = 0; i < pattern.n; i++) {
        if ((pattern.skips >> i & 1) == 0) {
            return i;
        }
    }
    return 0;
}

static void add_networks(struct smallest *networks, struct smallest *composed,
                         const struct theme *theme, const struct spec *spec, size_t of_composed) {
    uint32_t all = theme_composed_ink(theme, spec, of_composed).line;

    add_pair(composed, all, theme->identity);
    for (size_t i = 0; i < spec->n_networks; i++) {
        uint32_t line = theme_network_ink(theme, spec, i).line;
        add_pair(networks, line, theme->ideal);
        add_pair(networks, line, theme->identity);
        add_pair(composed, line, all);
        for (size_t j = 0; j < i; j++) {
            add_pair(networks, line, theme_network_ink(theme, spec, j).line);
        }
    }
}

/* No line of the sweep has the color of the composed line in another panel. */
static void add_classes(struct smallest *composed, const struct theme *theme,
                        const struct spec *spec, size_t of_composed) {
    uint32_t all = theme_composed_ink(theme, spec, of_composed).line;

    for (int class = 0; class < N_CLASSES; class ++) {
        for (size_t shade = 0; shade < theme_shades(theme, (enum gradient_class) class); shade++) {
            add_pair(composed, all, theme->classes[class][shade]);
        }
    }
}

static void check_networks(struct spec *spec) {
    static const double least[N_SIGHTS] = {10, 9, 9, 9};
    static const double least_of_classes[N_SIGHTS] = {8, 0, 0, 0};
    const struct theme *theme = theme_of(&spec->figure);
    struct smallest networks = none;
    struct smallest composed = none;
    struct smallest classes = none;

    for (size_t n = 1; n <= NETWORKS_MAX; n++) {
        for (unsigned skips = 0; skips < 1u << n; skips++) {
            struct pattern pattern = {n, skips};
            set_pattern(spec, pattern);
            add_networks(&networks, &composed, theme, spec, find_composed(pattern));
            add_classes(&classes, theme, spec, find_composed(pattern));
        }
    }
    check("networks", &spec->figure, networks, least);
    check("composed", &spec->figure, composed, least);
    check("their classes", &spec->figure, classes, least_of_classes);
}

static void for_all_themes(struct drawing *drawing, void (*check_theme)(struct spec *spec)) {
    size_t n_networks = drawing->spec.n_networks;

    for (int palette = 0; palette < N_PALETTES; palette++) {
        for (int theme = 0; theme < N_THEMES; theme++) {
            drawing->spec.figure.palette = palette;
            drawing->spec.figure.theme = theme;
            check_theme(&drawing->spec);
        }
    }
    drawing->spec.n_networks = n_networks;
}

/* A name in a sentence is told from the words around it. */
static void check_names(struct spec *spec) {
    static const double least[N_SIGHTS] = {17, 0, 0, 0};
    const struct theme *theme = theme_of(&spec->figure);
    struct smallest names = none;

    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        add_pair(&names, theme_ink(theme, theme->networks[i]).text, theme->text);
    }
    check("names", &spec->figure, names, least);
}

static void test_names(void **state) {
    for_all_themes(*state, check_names);
}

static void test_networks(void **state) {
    for_all_themes(*state, check_networks);
}

/* ---- the article's hues ---- */

/* A network without a skip connection is red, one with it green, whichever is alone or first. */
static void check_hues(struct spec *spec) {
    const struct theme *theme = theme_of(&spec->figure);

    set_pattern(spec, (struct pattern){2, 2});
    uint32_t plain = theme_network_ink(theme, spec, 0).line;
    uint32_t residual = theme_network_ink(theme, spec, 1).line;
    set_pattern(spec, (struct pattern){2, 1});
    assert_int_equal(theme_network_ink(theme, spec, 0).line, residual);
    assert_int_equal(theme_network_ink(theme, spec, 1).line, plain);
    set_pattern(spec, (struct pattern){1, 1});
    assert_int_equal(theme_network_ink(theme, spec, 0).line, residual);
}

static void test_hues(void **state) {
    for_all_themes(*state, check_hues);
}

/* ---- the sweep ---- */

static size_t n_shades(const struct theme *theme, int class) {
    return theme_shades(theme, (enum gradient_class) class);
}

static void add_shade(struct smallest *classes, struct smallest *shades, const struct theme *theme,
                      int class, size_t shade) {
    uint32_t line = theme->classes[class][shade];

    for (int i = 0; i <= class; i++) {
        for (size_t j = 0; j < (i < class ? n_shades(theme, i) : shade); j++) {
            add_pair(i < class ? classes : shades, line, theme->classes[i][j]);
        }
    }
}

static double turn(uint32_t one, uint32_t other) {
    struct lab p = see(one, NORMAL);
    struct lab q = see(other, NORMAL);
    double difference = fabs(hue_of(p.a, p.b) - hue_of(q.a, q.b));
    return fmin(difference, 360 - difference);
}

/* Whether a shade is seen as one of its class rather than of another: it is nearer to the first
 * shade, which the words of the class have, or its hue is. */
static bool is_of_family(const struct theme *theme, int class, size_t shade, int other) {
    uint32_t line = theme->classes[class][shade];
    uint32_t own = theme->classes[class][0];
    uint32_t its = theme->classes[other][0];

    return turn(line, own) < turn(line, its) ||
           distance(line, own, NORMAL) < distance(line, its, NORMAL);
}

/* The shades in use go from dark to light. Those of the consistent palette are muted. */
static void check_family(const struct theme *theme, int class, size_t shade) {
    for (size_t place = 1; place <= shade; place++) {
        uint32_t darker = theme_shade(theme, class, shade + 1, place - 1);
        assert_true(see(theme_shade(theme, class, shade + 1, place), NORMAL).l >
                    see(darker, NORMAL).l);
    }
    for (int i = 0; i < N_CLASSES; i++) {
        assert_true(i == class || theme->keeps_known || is_of_family(theme, class, shade, i));
    }
}

/* The first shades are those of the article's figure. */
static void check_sweep(struct spec *spec) {
    static const double least[N_SIGHTS] = {9, 9, 9, 9};
    static const double far[N_SIGHTS] = {16, 12, 12, 12};
    const struct theme *theme = theme_of(&spec->figure);
    struct smallest classes = none;
    struct smallest shades = none;
    struct smallest firsts = none;

    for (int class = 0; class < N_CLASSES; class ++) {
        assert_true(n_shades(theme, class) > 0);
        for (int i = 0; i < class; i++) {
            add_pair(&firsts, theme->classes[class][0], theme->classes[i][0]);
        }
        for (size_t shade = 0; shade < n_shades(theme, class); shade++) {
            add_shade(&classes, &shades, theme, class, shade);
            check_family(theme, class, shade);
        }
    }
    check("classes", &spec->figure, classes, least);
    check("shades", &spec->figure, shades, least);
    check("firsts", &spec->figure, firsts, spec->figure.palette == PALETTE_ARTICLE ? far : least);
}

static void test_sweep(void **state) {
    for_all_themes(*state, check_sweep);
}

/* In the consistent palette, the lines of the sweep that are no network's have the color of none.
 */
static void test_sweep_beside_networks(void **state) {
    static const double least[N_SIGHTS] = {10, 6, 6, 6};
    (void)state;

    for (int kind = 0; kind < N_THEMES; kind++) {
        struct figure_options figure = {.palette = PALETTE_CONSISTENT, .theme = kind};
        const struct theme *theme = theme_of(&figure);
        struct smallest beside = none;

        assert_true(theme->keeps_known);
        for (int class = 0; class < N_CLASSES; class ++) {
            for (size_t shade = 0; class != CLASS_STABLE && shade < n_shades(theme, class);
                 shade++) {
                add_pair(&beside, theme->classes[class][shade], theme->ideal);
                for (size_t i = 0; i < NETWORKS_MAX; i++) {
                    add_pair(&beside, theme->classes[class][shade], theme->networks[i]);
                }
            }
        }
        check("beside", &figure, beside, least);
    }
}

static size_t count_pixels(const struct image *image, const struct frame *frame, uint32_t color) {
    size_t n = 0;

    for (size_t y = frame->top; y < frame->bottom; y++) {
        for (size_t x = frame->left; x < frame->right; x++) {
            n += picture_pixel(image, x, y) == color ? 1 : 0;
        }
    }
    return n;
}

/* With consistent colors, and with them alone, the sweep's lines that make the article's networks
 * and the ideal gradient have their colors. */
static void test_known_slopes(void **state) {
    enum { LINE_MIN = 300 };
    struct drawing *drawing = *state;

    for (int palette = 0; palette < N_PALETTES; palette++) {
        struct frame frames[FOUR_PANELS];
        drawing->spec.figure.palette = palette;
        drawing_draw(drawing);
        const struct theme *theme = theme_of(&drawing->spec.figure);
        const struct frame_style style = {theme->spine, theme->grid, theme->zero, 1};
        const uint32_t colors[] = {theme->networks[0], theme->networks[1], theme->ideal};
        assert_int_equal(frames_find(&drawing->image, &style, frames), FOUR_PANELS);
        for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++) {
            size_t n = count_pixels(&drawing->image, &frames[PANEL_SWEEP], colors[i]);
            bool is_class = theme->classes[CLASS_AMPLIFYING][0] == colors[i];
            assert_true(is_class || (n > LINE_MIN) == (palette == PALETTE_CONSISTENT));
        }
    }
}

/* One SVG can have both themes. */
static void test_equal_numbers_of_shades(void **state) {
    (void)state;

    for (int palette = 0; palette < N_PALETTES; palette++) {
        struct figure_options light = {.palette = palette, .theme = THEME_LIGHT};
        struct figure_options dark = {.palette = palette, .theme = THEME_DARK};
        for (int class = 0; class < N_CLASSES; class ++) {
            assert_int_equal(n_shades(theme_of(&light), class), n_shades(theme_of(&dark), class));
        }
    }
}

/* ---- contrast ---- */

static void assert_legible(const struct theme *theme, uint32_t text) {
    assert_true(contrast(text, theme->background) >= 4.5);
    assert_true(contrast(text, theme->amplifying_band) >= 4.5);
    assert_true(contrast(text, theme->vanishing_band) >= 4.5);
}

static void assert_ink(const struct theme *theme, uint32_t line) {
    assert_true(contrast(line, theme->background) >= 2.6);
    assert_legible(theme, theme_ink(theme, line).text);
}

/* The lines of a class lie on the band of its side of 1. */
static void assert_class_ink(const struct theme *theme, int class, uint32_t line) {
    assert_true(contrast(line, theme->background) >= 3);
    assert_true(class == CLASS_AMPLIFYING || contrast(line, theme->vanishing_band) >= 3);
    assert_true(class < CLASS_STABLE || contrast(line, theme->amplifying_band) >= 3);
    assert_ink(theme, line);
}

static void check_contrast(struct spec *spec) {
    const struct theme *theme = theme_of(&spec->figure);

    assert_legible(theme, theme->text);
    assert_legible(theme, theme->muted);
    assert_ink(theme, theme->ideal);
    assert_ink(theme, theme->identity);
    for (size_t i = 0; i < NETWORKS_MAX; i++) {
        assert_ink(theme, theme->networks[i]);
    }
    for (int class = 0; class < N_CLASSES; class ++) {
        for (size_t shade = 0; shade < n_shades(theme, class); shade++) {
            assert_class_ink(theme, class, theme->classes[class][shade]);
        }
    }
}

static void test_contrast(void **state) {
    for_all_themes(*state, check_contrast);
}

static void assert_kept(uint32_t color, uint32_t ink, double least, uint32_t background) {
    assert_true(contrast(ink, background) >= least);
    assert_true(ink == color || contrast(color, background) < least);
}

/* The user's color is that of lines where they can be seen in it, and that of texts where they can
 * be read in it. */
static void check_user_colors(struct spec *spec) {
    const struct theme *theme = theme_of(&spec->figure);

    for (uint32_t step = 0; step < 6 * 6 * 6; step++) {
        uint32_t color = step / 36 * 0x330000 + step / 6 % 6 * 0x3300 + step % 6 * 0x33;
        spec->networks[0].color = color;
        struct ink ink = theme_network_ink(theme, spec, 0);
        assert_kept(color, ink.line, 2.2, theme->background);
        assert_kept(color, ink.text, 5, theme->background);
        assert_legible(theme, ink.text);
        assert_legible(theme, theme_composed_ink(theme, spec, 0).text);
    }
}

static void test_user_colors(void **state) {
    for_all_themes(*state, check_user_colors);
}

/* A default color that the user gives to another network is no longer the default of one. */
static void check_defaults_beside(struct spec *spec) {
    const struct theme *theme = theme_of(&spec->figure);

    for (unsigned skips = 0; skips < 1u << 4; skips++) {
        for (size_t color = 0; color < NETWORKS_MAX; color++) {
            set_pattern(spec, (struct pattern){4, skips});
            spec->networks[color % 4].color = theme->networks[color];
            for (size_t i = 0; i < 4; i++) {
                for (size_t j = 0; j < i; j++) {
                    assert_int_not_equal(theme_network_ink(theme, spec, i).line,
                                         theme_network_ink(theme, spec, j).line);
                }
            }
        }
    }
}

static void test_defaults_beside(void **state) {
    for_all_themes(*state, check_defaults_beside);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formula),          TEST_WITH_DRAWING(test_networks),
        TEST_WITH_DRAWING(test_names),           TEST_WITH_DRAWING(test_hues),
        TEST_WITH_DRAWING(test_sweep),           cmocka_unit_test(test_sweep_beside_networks),
        TEST_WITH_DRAWING(test_known_slopes),    cmocka_unit_test(test_equal_numbers_of_shades),
        TEST_WITH_DRAWING(test_contrast),        TEST_WITH_DRAWING(test_user_colors),
        TEST_WITH_DRAWING(test_defaults_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
