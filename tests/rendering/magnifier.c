/* Tests of the inset of the geometry panel: where it stands, and that its lines are apart. */
#include "shared/drawing.h"

#include <math.h>

#include <glib.h>

#include "shared/frames.h"
#include "shared/picture.h"

static const struct frame_style light = {0x9aa3af, 0xe6e8ec, 0xc3c9d2, 1};
static const uint32_t RESIDUAL = 0x159a80;
static const uint32_t IDENTITY = 0x6b7380;
static const uint32_t BORDER = 0x525c6b;

/* ---- the inset ---- */

enum place { NOWHERE, LOWER_RIGHT, UPPER_LEFT, N_PLACES };

static const char *const place_names[N_PLACES] = {"nowhere", "at the lower right",
                                                  "at the upper left"};

/* Edges in pixels, or the middles of the rules around an inset. */
struct area {
    size_t left, top, right, bottom;
};

/* Where to look for an inset; without the lines at 0. */
static struct area area_of(const struct frame *frame, enum place place) {
    size_t width = (frame->right - frame->left) / 2;
    size_t height = (frame->bottom - frame->top) / 2;
    size_t axis = 5;

    if (place == LOWER_RIGHT) {
        return (struct area){frame->left + width + axis, frame->top + height + axis,
                             frame->right - 1, frame->bottom - 1};
    }
    return (struct area){frame->left + axis, frame->top + axis, frame->left + width - axis,
                         frame->top + height - axis};
}

/* The lowest end of the longest run of the border's color in a column. */
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

/* Two columns of one height with the border's color. */
static bool find_inset(const struct image *image, struct area area, struct area *inset) {
    enum { HEIGHT_MIN = 40 };
    size_t n_found = 0;

    for (size_t x = area.left; x < area.right; x++) {
        size_t bottom;
        size_t n = longest_run(image, area, x, &bottom);
        if (n >= HEIGHT_MIN) {
            inset->left = n_found == 0 ? x : inset->left;
            inset->right = x;
            inset->top = bottom - n + 1;
            inset->bottom = bottom;
            n_found++;
        }
    }
    return n_found == 2;
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
    static const double apart_max = 30;
    struct pixels residual = find_pixels(image, inset, RESIDUAL);
    struct pixels identity = find_pixels(image, inset, IDENTITY);

    assert_true(residual.n > 0 && identity.n > 0);
    struct range x = range_of(residual.x, residual.n);
    struct range y = range_of(residual.y, residual.n);
    double nearest = INFINITY;
    size_t n_below = 0;
    for (size_t i = 0; i < identity.n; i++) {
        double below = distance_below(&residual, identity.x[i], identity.y[i]);
        nearest = fmin(nearest, below);
        n_below += below > 0 ? 1 : 0;
    }
    if (x.high - x.low < 30 || fabs((x.high - x.low) - (y.high - y.low)) > 5) {
        fail_msg("%s: the line is %.0f wide and %.0f high", settings, x.high - x.low,
                 y.high - y.low);
    }
    if (n_below < 30 || nearest < apart_min || nearest > apart_max) {
        fail_msg("%s: the identity is %.1f px below the line", settings, nearest);
    }
}

static void check_place(const char *settings, enum place place, const struct drawing *drawing) {
    struct frame frames[FOUR_PANELS];

    if (frames_find(&drawing->image, &light, frames) != FOUR_PANELS) {
        fail_msg("%s: the panels are not found", settings);
    }
    for (int i = LOWER_RIGHT; i < N_PLACES; i++) {
        struct area inset;
        struct area area = area_of(&frames[PANEL_GEOMETRY], (enum place)i);
        bool is_there = find_inset(&drawing->image, area, &inset);
        if (is_there != (place == (enum place)i)) {
            fail_msg("%s: expected an inset %s, looked %s", settings, place_names[place],
                     place_names[i]);
        }
        if (is_there) {
            /* lines may end on its upper corners */
            assert_in_range(inset.right - inset.left, inset.bottom - inset.top,
                            inset.bottom - inset.top + 8);
            expect_lines(settings, &drawing->image, inset);
        }
    }
}

/* The residual block's line is a little above the identity. */
static void near_lines_are_shown_apart(void **state) {
    static const struct {
        const char *settings;
        enum place place;
    } rows[] = {
        {"networks.residual.slope=0.2", NOWHERE}, /* the lines are apart */
        {"networks.residual.slope=0.02", LOWER_RIGHT},
        {"networks.residual.slope=0.002", LOWER_RIGHT},
        /* too near for any inset */
        {"networks.residual.slope=1e-6", NOWHERE},
        /* a line is in one corner, or in every one */
        {"networks.residual.slope=0.02 networks.plain.slope=-0.2 networks.plain.intercept=-1",
         UPPER_LEFT},
        {"networks.residual.slope=0.02 networks.plain.slope=-1 networks.plain.intercept=0",
         NOWHERE},
        /* other pages */
        {"networks.residual.slope=0.02 figure.width=1080 figure.height=1080", LOWER_RIGHT},
        {"networks.residual.slope=0.02 figure.width=3000 figure.height=2000", LOWER_RIGHT},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct drawing *drawing = *state;
        drawing_reset(drawing);
        drawing_set(drawing, "networks.residual.intercept", "0");
        drawing_set_all(drawing, rows[i].settings);
        drawing_draw(drawing);
        check_place(rows[i].settings, rows[i].place, drawing);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(near_lines_are_shown_apart),
    };
    return run_all(tests);
}
