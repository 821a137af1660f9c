/* Tests of the inset of the geometry panel: when there is one, that its lines are apart, and
 * that it has their names. */
#include "shared/drawing.h"

#include <math.h>

#include <glib.h>

#include "rendering/style/theme.h"
#include "shared/frames.h"
#include "shared/picture.h"

static const struct frame_style light = {0x9aa3af, 0xe6e8ec, 0xc3c9d2, 1};
static const uint32_t RESIDUAL = 0x159a80;
static const uint32_t IDENTITY = 0x6b7380;
static const uint32_t PLAIN = 0xa8122a;
static const uint32_t BORDER = 0x525c6b;

/* Settings of a line that is far from the inset. */
#define FLAT "networks.plain.slope=0 networks.plain.intercept=0.3"

/* ---- the inset ---- */

/* Edges in pixels, or the middles of the rules around an inset. */
struct area {
    size_t left, top, right, bottom;
};

/* Where to look for an inset: in the frame and beside it. */
static struct area area_of(const struct frame *frame) {
    size_t width = frame->right - frame->left;
    return (struct area){frame->left + 2, frame->top, frame->right + width, frame->bottom};
}

/* The longest run of the border's color down a column, and the row where it ends. */
static size_t longest_run(const struct image *image, struct area area, size_t x, size_t *bottom) {
    size_t longest = 0;
    size_t n = 0;

    for (size_t y = area.top; y < area.bottom; y++) {
        n = picture_pixel(image, x, y) == BORDER ? n + 1 : 0;
        if (n > longest) {
            longest = n;
            *bottom = y;
        }
    }
    return longest;
}

/* The number of pixels of the border's color from x to the right. */
static size_t run_to_right(const struct image *image, struct area area, size_t x, size_t y) {
    size_t right = x;

    while (right < area.right && picture_pixel(image, right, y) == BORDER) {
        right++;
    }
    return right - x;
}

/* A border whose left and lower edges meet. */
static bool find_inset(const struct image *image, struct area area, struct area *inset) {
    enum { SIZE_MIN = 40 };

    for (size_t x = area.left; x < area.right; x++) {
        size_t bottom;
        size_t height = longest_run(image, area, x, &bottom);
        size_t width = height >= SIZE_MIN ? run_to_right(image, area, x, bottom) : 0;
        if (width >= SIZE_MIN) {
            *inset = (struct area){x, bottom - height + 1, x + width - 1, bottom};
            return true;
        }
    }
    return false;
}

/* ---- the pixels of a line ---- */

enum { PIXELS_MAX = 4096 };

struct pixels {
    size_t n;
    double x[PIXELS_MAX];
    double y[PIXELS_MAX];
};

static struct pixels find_pixels(const struct image *image, struct area area, uint32_t color) {
    static const unsigned antialiased = 40;
    struct pixels pixels = {0};

    for (size_t y = area.top + 1; y < area.bottom; y++) {
        for (size_t x = area.left + 1; x < area.right; x++) {
            if (picture_color_distance(picture_pixel(image, x, y), color) <= antialiased) {
                assert_true(pixels.n < PIXELS_MAX);
                pixels.x[pixels.n] = (double)x;
                pixels.y[pixels.n] = (double)y;
                pixels.n++;
            }
        }
    }
    return pixels;
}

struct range {
    double low;
    double high;
};

static struct range range_of(const double *values, size_t n) {
    struct range range = {values[0], values[0]};

    for (size_t i = 1; i < n; i++) {
        range.low = fmin(range.low, values[i]);
        range.high = fmax(range.high, values[i]);
    }
    return range;
}

/* How far the line of slope 1 through x, y is below the lowest of the others. */
static double distance_below(const struct pixels *others, double x, double y) {
    double nearest = INFINITY;

    for (size_t j = 0; j < others->n; j++) {
        nearest = fmin(nearest, ((x + y) - (others->x[j] + others->y[j])) / sqrt(2));
    }
    return nearest;
}

/* ---- the tests ---- */

/* Both lines are there, at the slope that they have in the panel, and apart. */
static void expect_lines(const char *settings, const struct image *image, struct area inset) {
    static const double apart_min = 4; /* px between the pixels of two lines */
    double apart_max = 0.3 * (double)(inset.right - inset.left);
    struct pixels residual = find_pixels(image, inset, RESIDUAL);
    struct pixels identity = find_pixels(image, inset, IDENTITY);

    assert_true(residual.n > 0 && identity.n > 0);
    struct range x = range_of(residual.x, residual.n);
    struct range y = range_of(residual.y, residual.n);
    double nearest = INFINITY;
    size_t n_below = 0;
    for (size_t i = 0; i < identity.n; i++) {
        double below = distance_below(&residual, identity.x[i], identity.y[i]);
        if (fabs(below) <= apart_max) { /* further away is the factor, in a color like this */
            nearest = fmin(nearest, below);
            n_below += below > 0 ? 1 : 0;
        }
    }
    if (x.high - x.low < 30 || fabs((x.high - x.low) - (y.high - y.low)) > 8) {
        fail_msg("%s: the line is %.0f wide and %.0f high", settings, x.high - x.low,
                 y.high - y.low);
    }
    if (n_below < 30 || nearest < apart_min) {
        fail_msg("%s: the identity is %.1f px below the line", settings, nearest);
    }
}

/* Whether the name of a line of this color is beside the inset. */
static bool has_name(uint32_t line, const struct image *image, struct area inset) {
    enum { INK_MIN = 20 };
    static const struct figure_options figure = {.theme = THEME_LIGHT};
    const struct theme *theme = theme_of(&figure);
    struct area beside = {inset.right + 1, inset.top - 20, inset.right + 100, inset.bottom};

    return find_pixels(image, beside, theme_ink(theme, line).text).n >= INK_MIN;
}

static void expect_names(const char *settings, const struct image *image, struct area inset) {
    if (!has_name(RESIDUAL, image, inset)) {
        fail_msg("%s: no name beside the inset", settings);
    }
    if (strstr(settings, FLAT) != NULL && has_name(PLAIN, image, inset)) {
        fail_msg("%s: the name of a line that is not in the inset is beside it", settings);
    }
}

static void check_inset(const char *settings, bool is_expected, const struct drawing *drawing) {
    struct frame frames[FOUR_PANELS];
    struct area inset;

    if (frames_find(&drawing->image, &light, frames) != FOUR_PANELS) {
        fail_msg("%s: the panels are not found", settings);
    }
    bool is_there = find_inset(&drawing->image, area_of(&frames[PANEL_GEOMETRY]), &inset);
    if (is_there != is_expected) {
        fail_msg("%s: expected %s inset", settings, is_expected ? "an" : "no");
    }
    if (is_there) {
        expect_lines(settings, &drawing->image, inset);
        expect_names(settings, &drawing->image, inset);
    }
}

/* The residual block's line is a little above the identity. */
static void near_lines_are_shown_apart(void **state) {
    static const struct {
        const char *settings;
        bool has_inset;
    } rows[] = {
        {"networks.residual.slope=0.2", false}, /* the lines are apart */
        {"networks.residual.slope=0.02", true},
        {"networks.residual.slope=0.002", true},
        /* a third line between them */
        {"networks.residual.slope=0.02 networks.plain.slope=1.01 networks.plain.intercept=0", true},
        /* a line that does not pass by */
        {"networks.residual.slope=0.02 " FLAT, true},
        /* only the nearest, where the third is too far for both */
        {"networks.residual.slope=0.002 networks.plain.slope=1.02 networks.plain.intercept=0",
         true},
        /* too near for any inset */
        {"networks.residual.slope=1e-6", false},
        /* near each other where the identity is not, and leaving above */
        {"networks.residual.slope=2.02 networks.plain.slope=3 networks.plain.intercept=0", false},
        /* at the lower right, far from where an inset is */
        {"networks.residual.slope=-1.98 networks.plain.slope=-1 networks.plain.intercept=0", false},
        /* other pages */
        {"networks.residual.slope=0.02 figure.width=3000 figure.height=2000", true},
        {"networks.residual.slope=0.02 figure.width=1080 figure.height=1080", true},
        {"networks.residual.slope=0.02 figure.width=400 figure.height=300", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct drawing *drawing = *state;
        drawing_reset(drawing);
        drawing_set(drawing, "networks.residual.intercept", "0");
        /* no fixed point on the edge of a frame, which hides that */
        drawing_set(drawing, "networks.plain.intercept", "0.11");
        drawing_set_all(drawing, rows[i].settings);
        drawing_draw(drawing);
        check_inset(rows[i].settings, rows[i].has_inset, drawing);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(near_lines_are_shown_apart),
    };
    return run_all(tests);
}
