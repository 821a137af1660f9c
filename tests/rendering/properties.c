/* Tests of whole figures through the public renderer: properties of every spec. */
#include "shared/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "shared/frames.h"
#include "shared/picture.h"
#include "shared/sanitized.h"

struct palette {
    const char *settings;
    struct frame_style style;
    uint32_t background;
    uint32_t title;
    uint32_t curves[9]; /* of lines, of which no text is made but in the end labels */
    size_t n_curves;
};

static const struct palette light = {
    "",
    {0x9aa3af, 0xe6e8ec, 0xc3c9d2, 1},
    0xffffff,
    0x1c2434,
    {0xa8122a, 0x159a80, 0x2348c4, 0x6b7380, 0x621b2f, 0x52815d, 0xa43e07, 0xd27705, 0x690001},
    9,
};

static const struct palette dark = {
    "figure.theme=dark",
    {0x5d6877, 0x2a313c, 0x465162, 1},
    0x14181f,
    0xf0f3f7,
    {0xf0566a, 0x24b192, 0x6f93ff, 0x7c8696, 0xf0a5b1, 0x78da9e, 0xe4a237, 0xfff450, 0xd81f0b},
    9,
};

/* ---- measuring ---- */

/* Left <= x < right, top <= y < bottom. */
struct area {
    size_t left;
    size_t top;
    size_t right;
    size_t bottom;
};

static struct area area_of(const struct frame *frame) {
    return (struct area){frame->left, frame->top, frame->right, frame->bottom};
}

static size_t count_color(const struct image *image, struct area area, uint32_t color) {
    size_t n = 0;

    for (size_t y = area.top; y < area.bottom; y++) {
        for (size_t x = area.left; x < area.right; x++) {
            n += picture_pixel(image, x, y) == color;
        }
    }
    return n;
}

/* Thin lines have no pixel in their very colour. */
static size_t count_near(const struct image *image, struct area area, uint32_t color) {
    size_t n = 0;

    for (size_t y = area.top; y < area.bottom; y++) {
        for (size_t x = area.left; x < area.right; x++) {
            n += picture_color_distance(picture_pixel(image, x, y), color) < 80;
        }
    }
    return n;
}

static size_t count_changes(const struct image *a, const struct image *b, struct area area) {
    size_t n = 0;

    for (size_t y = area.top; y < area.bottom; y++) {
        for (size_t x = area.left; x < area.right; x++) {
            n += picture_pixel(a, x, y) != picture_pixel(b, x, y);
        }
    }
    return n;
}

static void draw_framed(struct drawing *drawing, const char *settings,
                        const struct frame_style *style, struct frame frames[FOUR_PANELS]) {
    drawing_set_all(drawing, settings);
    drawing_draw(drawing);
    size_t n = frames_find(&drawing->image, style, frames);
    if (n != FOUR_PANELS) {
        fail_msg("%s: found %zu frames", settings, n);
    }
}

static void expect_equal_pictures(const char *what, const struct image *a, const struct image *b) {
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    struct picture_difference difference = picture_compare(a, b);
    if (difference.n_pixels > 0) {
        fail_msg("%s: %zu pixels differ, by at most %u", what, difference.n_pixels,
                 difference.largest);
    }
}

/* ---- colours and their places ---- */

static void panels_hold_their_curves(void **state) {
    static const struct {
        enum panel_kind panel;
        size_t curves[6]; /* positions in the palette */
        size_t n;
    } rows[] = {
        {PANEL_ACTIVATION, {0, 1}, 2},
        {PANEL_GRADIENT, {0, 1, 2}, 3},
        {PANEL_GEOMETRY, {0, 1, 3, 4}, 4},
        {PANEL_SWEEP, {8, 6, 7, 5, 2}, 5},
    };
    static const struct palette *const palettes[] = {&light, &dark};

    for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        const struct palette *palette = palettes[i / 4];
        struct frame frames[FOUR_PANELS];
        if (i % 4 == 0) {
            draw_framed(*state, palette->settings, &palette->style, frames);
        }
        const struct image *image = &((struct drawing *)*state)->image;
        for (size_t j = 0; j < rows[i % 4].n; j++) {
            size_t n = count_color(image, area_of(&frames[rows[i % 4].panel]),
                                   palette->curves[rows[i % 4].curves[j]]);
            if (n < 50) {
                fail_msg("%s %s: only %zu pixels in colour %06x", palette->settings,
                         panel_word(rows[i % 4].panel), n, palette->curves[rows[i % 4].curves[j]]);
            }
        }
    }
}

/* A panel's frame and end labels: from the frame to where the next column's axis begins. */
static bool is_panel(const struct frame frames[FOUR_PANELS], size_t x, size_t y) {
    enum { MARKER = 8, NEXT_AXIS = 60 };

    for (int i = 0; i < FOUR_PANELS; i++) {
        size_t end = i % 2 == 0 ? frames[i + 1].left - NEXT_AXIS : SIZE_MAX;
        if (x + MARKER >= frames[i].left && x < end && y + MARKER >= frames[i].top &&
            y <= frames[i].bottom + MARKER) {
            return true;
        }
    }
    return false;
}

static bool is_curve_color(const struct palette *palette, uint32_t color) {
    size_t i = 0;
    while (i < palette->n_curves && palette->curves[i] != color) {
        i++;
    }
    return i < palette->n_curves;
}

static void no_curve_is_outside_of_panels(void **state) {
    static const struct palette *const palettes[] = {&light, &dark};

    for (size_t i = 0; i < G_N_ELEMENTS(palettes); i++) {
        struct frame frames[FOUR_PANELS];
        /* titles name the networks in their colours */
        char *settings = g_strconcat("labels.title=none labels.subtitle=none "
                                     "labels.activation-title=none labels.gradient-title=none "
                                     "labels.geometry-title=none labels.sweep-title=none ",
                                     palettes[i]->settings, NULL);
        draw_framed(*state, settings, &palettes[i]->style, frames);
        g_free(settings);
        const struct image *image = &((struct drawing *)*state)->image;
        for (size_t y = 0; y < image->height; y++) {
            for (size_t x = 0; x < image->width; x++) {
                if (is_curve_color(palettes[i], picture_pixel(image, x, y)) &&
                    !is_panel(frames, x, y)) {
                    fail_msg("a curve's colour %06x at %zu, %zu", picture_pixel(image, x, y), x, y);
                }
            }
        }
    }
}

static void titles_have_ink(void **state) {
    static const struct palette *const palettes[] = {&light, &dark};

    for (size_t i = 0; i < G_N_ELEMENTS(palettes); i++) {
        struct frame frames[FOUR_PANELS];
        draw_framed(*state, palettes[i]->settings, &palettes[i]->style, frames);
        const struct image *image = &((struct drawing *)*state)->image;
        struct area figure = {0, 0, image->width, frames[0].top - 60};
        assert_true(count_color(image, figure, palettes[i]->title) > 1000);
        for (int j = 0; j < FOUR_PANELS; j++) {
            struct area title = {frames[j].left, frames[j].top - 60, frames[j].right,
                                 frames[j].top};
            assert_true(count_color(image, title, palettes[i]->title) > 300);
        }
        /* a figure, and not a page of ink */
        struct area page = {0, 0, image->width, image->height};
        assert_true(2 * count_color(image, page, palettes[i]->background) >
                    image->width * image->height);
    }
}

/* The words of the pale bands stand at their outer corners, where there is room above the curves.
 */
static void bands_have_their_words(void **state) {
    enum { WIDTH = 60, HEIGHT = 21 };
    static const uint32_t colors[] = {0x2348c4, 0x690001};
    struct drawing *drawing = *state;
    struct frame frames[FOUR_PANELS];

    draw_framed(drawing, "", &light.style, frames);
    drawing_set_all(drawing, "sweep.slopes=-0.97,0.2");
    drawing_draw(drawing);
    const struct frame *frame = &frames[PANEL_SWEEP];
    const struct area areas[] = {
        {frame->left, frame->top, frame->left + WIDTH, frame->top + HEIGHT},
        {frame->left, frame->bottom - 2 * HEIGHT, frame->left + WIDTH, frame->bottom}};
    for (size_t i = 0; i < G_N_ELEMENTS(areas); i++) {
        size_t n = count_near(&drawing->image, areas[i], colors[i]);
        if (n < 30) {
            fail_msg("only %zu pixels of the word in band %zu", n, i);
        }
    }
}

/* A band that has no room for its word would have a color that nothing explains. */
static void bands_are_high_enough_for_words(void **state) {
    static const uint32_t above = 0xf3f6fd;
    struct drawing *drawing = *state;
    const struct image *image = &drawing->image;
    struct frame frames[FOUR_PANELS];

    draw_framed(drawing, "", &light.style, frames);
    struct area page = {0, 0, image->width, image->height};
    assert_true(count_color(image, page, above) > 10000);
    drawing_set_all(drawing, "sweep.slopes=-0.97,-0.5");
    drawing_draw(drawing);
    assert_int_equal(count_color(image, page, above), 0);
}

/* Nothing is cut off at the edge of the page. */
static void the_rim_is_empty(void **state) {
    static const char *const settings[] = {
        "", "figure.width=400 figure.height=300", "figure.language=zh",
        IS_SANITIZED ? "depth=100000" : "depth=10000000", "figure.width=8000 figure.height=1000"};
    enum { RIM = 3 };

    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++) {
        struct drawing *drawing = *state;
        drawing_reset(drawing);
        drawing_set_all(drawing, settings[i]);
        drawing_draw(drawing);
        const struct image *image = &drawing->image;
        struct area all = {0, 0, image->width, image->height};
        struct area inner = {RIM, RIM, image->width - RIM, image->height - RIM};
        size_t n_rim = (all.right * all.bottom) - (all.right - 2 * RIM) * (all.bottom - 2 * RIM);
        size_t n_empty =
            count_color(image, all, light.background) - count_color(image, inner, light.background);
        if (n_empty != n_rim) {
            fail_msg("%s: ink at the edge of the page", settings[i]);
        }
    }
}

/* ---- what changes, and what does not ---- */

static void a_changed_value_moves_pixels(void **state) {
    static const struct {
        const char *setting;
        bool changes[FOUR_PANELS]; /* in the frames */
    } rows[] = {
        {"networks.plain.slope=0.7", {true, true, true, false}},
        {"networks.plain.intercept=0.3", {true, false, true, false}},
        {"networks.residual.slope=0.1", {true, true, true, false}},
        {"input=2", {true, false, false, false}},
        {"sweep.slopes=-0.8,-0.5,-0.2,0,0.3", {false, false, false, true}},
        {"geometry.x=-1,1", {false, false, true, false}},
        {"networks.plain.color=#00ff00", {true, true, true, false}},
    };
    struct drawing *drawing = *state;
    struct frame frames[FOUR_PANELS];

    draw_framed(drawing, "", &light.style, frames);
    struct image before = drawing_take(drawing);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        drawing_reset(drawing);
        drawing_set_all(drawing, rows[i].setting);
        drawing_draw(drawing);
        for (int j = 0; j < FOUR_PANELS; j++) {
            size_t n = count_changes(&before, &drawing->image, area_of(&frames[j]));
            if (rows[i].changes[j] && n < 200) {
                fail_msg("%s: only %zu pixels change in %s", rows[i].setting, n,
                         panel_word((enum panel_kind)j));
            }
        }
    }
    image_finish(&before);
}

/* The average height of what is in `color` within a frame. */
static double height_of_color(const struct image *image, const struct frame *frame,
                              uint32_t color) {
    double sum = 0;
    double n = 0;

    for (size_t y = frame->top; y < frame->bottom; y++) {
        for (size_t x = frame->left; x < frame->right; x++) {
            if (picture_pixel(image, x, y) == color) {
                sum += (double)(frame->bottom - y);
                n++;
            }
        }
    }
    return sum / n;
}

static void a_larger_slope_lifts_its_curve(void **state) {
    struct drawing *drawing = *state;
    struct frame frames[FOUR_PANELS];

    draw_framed(drawing, "networks.plain.slope=0.75", &light.style, frames);
    double before = height_of_color(&drawing->image, &frames[PANEL_ACTIVATION], 0xa8122a);
    draw_framed(drawing, "networks.plain.slope=0.85", &light.style, frames);
    double after = height_of_color(&drawing->image, &frames[PANEL_ACTIVATION], 0xa8122a);
    assert_true(after > before + 3);
}

static void equal_specs_give_equal_pixels(void **state) {
    struct drawing *drawing = *state;

    drawing_draw(drawing);
    struct image first = drawing_take(drawing);
    drawing_draw(drawing);
    expect_equal_pictures("the second figure", &first, &drawing->image);
    drawing_draw(drawing);
    expect_equal_pictures("the third figure", &first, &drawing->image);
    drawing_renew(drawing);
    drawing_draw(drawing);
    expect_equal_pictures("a new renderer", &first, &drawing->image);
    image_finish(&first);
}

/* A list of equal numbers makes the same layers as the number. */
static void lists_of_equal_numbers_are_one_number(void **state) {
    struct drawing *drawing = *state;

    drawing_set_all(drawing, "networks.residual.slope=-0.8");
    drawing_draw(drawing);
    struct image numbers = drawing_take(drawing);
    drawing_set_all(drawing, "networks.plain.slopes=0.8,0.80 networks.plain.intercepts=0.1,1e-1 "
                             "networks.residual.slopes=-0.8,-0.8,-8e-1");
    drawing_draw(drawing);
    expect_equal_pictures("a list", &numbers, &drawing->image);
    image_finish(&numbers);
}

/* Other fonts, colours, sizes, and a figure that fails, leave nothing to the next. */
static void no_figure_leaves_traces(void **state) {
    static const char *const others[] = {
        "figure.language=zh",
        "figure.theme=dark",
        "figure.scale=2",
        "figure.width=400 figure.height=300",
        "labels.title=\xf0\x9f\xa6\x80",
        "depth=100000 networks.plain.intercept=1e300",
        "networks.plain.label=\xe6\xae\x8b\xe5\xb7\xae",
    };
    struct drawing *drawing = *state;

    drawing_draw(drawing);
    struct image first = drawing_take(drawing);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        drawing_reset(drawing);
        drawing_set_all(drawing, others[i]);
        (void)drawing_try(drawing);
        drawing_reset(drawing);
        drawing_draw(drawing);
        expect_equal_pictures(others[i], &first, &drawing->image);
    }
    image_finish(&first);
}

static void the_same_chinese_figure_after_a_latin_one(void **state) {
    struct drawing *drawing = *state;

    drawing_set(drawing, "figure.language", "zh");
    drawing_draw(drawing);
    struct image fresh = drawing_take(drawing);
    drawing_renew(drawing);
    drawing_set(drawing, "figure.language", "en");
    drawing_draw(drawing);
    drawing_set(drawing, "figure.language", "zh");
    drawing_draw(drawing);
    expect_equal_pictures("zh after en", &fresh, &drawing->image);
    image_finish(&fresh);
}

/* ---- scale and size ---- */

/* The mean of 2x2 pixels. */
static struct image halve(const struct image *image) {
    struct image half = {.width = image->width / 2, .height = image->height / 2};
    half.pixels = g_new(uint32_t, half.width * half.height);

    for (size_t y = 0; y < half.height; y++) {
        for (size_t x = 0; x < half.width; x++) {
            uint32_t color = 0;
            for (int channel = 0; channel < 3; channel++) {
                uint32_t sum = 2;
                for (size_t i = 0; i < 4; i++) {
                    sum += picture_pixel(image, 2 * x + i % 2, 2 * y + i / 2) >> 8 * channel & 0xff;
                }
                color |= sum / 4 << 8 * channel;
            }
            half.pixels[y * half.width + x] = color;
        }
    }
    return half;
}

static void a_scale_of_two_is_the_same_picture_sharper(void **state) {
    struct drawing *drawing = *state;

    drawing_draw(drawing);
    struct image once = drawing_take(drawing);
    drawing_set(drawing, "figure.scale", "2");
    drawing_draw(drawing);
    assert_int_equal(drawing->image.width, 2 * once.width);
    assert_int_equal(drawing->image.height, 2 * once.height);
    struct image half = halve(&drawing->image);
    struct picture_difference difference = picture_compare(&once, &half);
    if (!(difference.mean < 1)) {
        fail_msg("the pictures differ by %.3f of 255 on average", difference.mean);
    }
    image_finish(&half);
    image_finish(&once);
}

static void every_size_has_four_panels(void **state) {
    static const struct {
        const char *settings;
        size_t width;
        size_t height;
    } rows[] = {
        {"figure.width=400 figure.height=300", 400, 300},
        {"figure.width=8000 figure.height=1000", 8000, 1000},
        {"figure.width=1000 figure.height=8000", 1000, 8000},
        {"figure.width=400 figure.height=8000", 400, 8000},
        {"figure.width=8000 figure.height=300", 8000, 300},
        {"figure.width=777 figure.height=555", 777, 555},
        {"figure.width=1200 figure.height=900 figure.language=zh", 1200, 900},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct drawing *drawing = *state;
        struct frame frames[FOUR_PANELS];
        drawing_reset(drawing);
        draw_framed(drawing, rows[i].settings, &light.style, frames);
        assert_int_equal(drawing->image.width, rows[i].width);
        assert_int_equal(drawing->image.height, rows[i].height);
        for (int j = 0; j < FOUR_PANELS; j++) {
            if (count_near(&drawing->image, area_of(&frames[j]), 0xa8122a) < 30) {
                fail_msg("%s: no red curve in %s", rows[i].settings,
                         panel_word((enum panel_kind)j));
            }
        }
    }
}

static double spacing(const struct frame_marks *marks) {
    return (marks->at[marks->n - 1] - marks->at[0]) / (double)(marks->n - 1);
}

/* A unit is as long on both axes, in figures of any shape. The frame is a square unless it is tall;
 * the vertical axis may have ticks at every second or fifth unit. */
static void the_geometry_has_equal_scales(void **state) {
    static const struct {
        const char *settings;
        bool is_square;
    } rows[] = {
        {"", true},
        {"figure.width=2000 figure.height=1000", true},
        {"figure.width=900 figure.height=1600", true},
        {"figure.width=2000 figure.height=700", false},
        {"figure.width=1080 figure.height=1080", false},
        {"figure.width=1000 figure.height=8000", false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct drawing *drawing = *state;
        struct frame frames[FOUR_PANELS];
        drawing_reset(drawing);
        draw_framed(drawing, rows[i].settings, &light.style, frames);
        const struct frame *frame = &frames[PANEL_GEOMETRY];
        double width = (double)(frame->right - frame->left);
        double height = (double)(frame->bottom - frame->top);
        double units = spacing(&frame->y_grid) / spacing(&frame->x_ticks);
        if (fabs(units - round(units)) > 0.02 || units > 5.1) {
            fail_msg("%s: a unit is %.2f times as high as wide", rows[i].settings, units);
        }
        if (height < width - 1 || (fabs(height - width) <= 1) != rows[i].is_square) {
            fail_msg("%s: the frame is %.0fx%.0f px", rows[i].settings, width, height);
        }
    }
}

/* ---- extremes ---- */

#define TEN_BYTES "WWWWWWWWWW"
#define FIFTY_BYTES TEN_BYTES TEN_BYTES TEN_BYTES TEN_BYTES TEN_BYTES

static const char *const extremes[] = {
    "depth=0",
    "depth=1",
    "depth=2",
    "depth=30",
    "depth=40",
    "depth=41",
    "depth=100",
    "depth=10000",
    "depth=1000000",
    "networks.plain.slope=0",
    "networks.residual.slope=-1",
    "networks.plain.slope=0 networks.residual.slope=-1 sweep.slopes=-1",
    "networks.plain.slope=-0.8",
    "networks.plain.slope=-3 networks.residual.slope=-4 sweep.slopes=-3,-4",
    "networks.plain.slope=1e300",
    "networks.plain.slope=-1e308 networks.plain.intercept=1e308",
    "networks.plain.slope=1e-300",
    "networks.plain.intercept=100",
    "networks.plain.intercept=-100",
    "networks.plain.intercept=1e300",
    "networks.plain.intercept=-1e300 networks.residual.intercept=1e300",
    "networks.plain.slope=1 networks.plain.intercept=0",
    "networks.plain.slope=0.8 networks.residual.slope=-0.2 networks.residual.intercept=0.1",
    "networks.plain.slope=1 networks.residual.slope=0",
    "networks.residual.skip=0 networks.residual.scale=0",
    "networks.plain.skip=1 networks.residual.skip=1",
    "networks.plain.slopes=0.5,-2,0,3",
    "input=0",
    "input=0 networks.plain.intercept=0 networks.residual.intercept=0",
    "input=-5",
    "input=1e308",
    "input=5e-324",
    "sweep.slopes=0.1",
    "sweep.slopes=0",
    "sweep.slopes=0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
    "sweep.slopes=-1,-0.9,-0.8,-0.7,-0.6,-0.5,-0.4,-0.3,-0.2,-0.1,0,0.1,0.2,0.3,0.4,1e9",
    "sweep.slopes=1e300,-1e300",
    "sweep.skip=0 sweep.scale=-2",
    "geometry.x=-1e6,1e6",
    "geometry.x=999999,1000000",
    "geometry.x=5,5.000001",
    "geometry.x=1e-300,2e-300",
    "networks.plain.label=" FIFTY_BYTES FIFTY_BYTES FIFTY_BYTES FIFTY_BYTES,
    "labels.title=" FIFTY_BYTES FIFTY_BYTES FIFTY_BYTES FIFTY_BYTES,
    "labels.gradient-title=" FIFTY_BYTES FIFTY_BYTES FIFTY_BYTES FIFTY_BYTES,
    "networks.plain.label=\xe6\xae\x8b\xe5\xb7\xae\xe7\xbd\x91\xe7\xbb\x9c",
    "networks.plain.label=<b>&amp;</i>%s%n",
    "figure.language=zh",
    "figure.language=zh figure.theme=dark depth=1000",
    "figure.width=400 figure.height=300 depth=1000000 networks.plain.intercept=1e300",
    "figure.width=400 figure.height=300 figure.language=zh figure.scale=4",
};

static void extremes_are_drawn(void **state) {
    for (size_t i = 0; i < G_N_ELEMENTS(extremes); i++) {
        struct drawing *drawing = *state;
        drawing_reset(drawing);
        drawing_set_all(drawing, extremes[i]);
        if (!drawing_try(drawing)) {
            fail_msg("%s: %s", extremes[i], drawing->error.message);
        }
        struct frame_style style =
            drawing->spec.figure.theme == THEME_DARK ? dark.style : light.style;
        style.scale = (size_t)drawing->spec.figure.scale;
        size_t n = frames_count(&drawing->image, &style);
        if (n != FOUR_PANELS) {
            fail_msg("%s: found %zu panels", extremes[i], n);
        }
    }
}

/* Where the gradient is 0 from some layer on, its curve stops there, and nothing stands below. */
static void a_zero_gradient_ends_its_curve(void **state) {
    struct drawing *drawing = *state;
    struct frame frames[FOUR_PANELS];

    draw_framed(drawing, "networks.plain.slopes=0.5,0.5,0.5,0", &light.style, frames);
    const struct frame *frame = &frames[PANEL_GRADIENT];
    size_t begin = (size_t)frame->x_ticks.at[4] - 10;
    struct area before = {frame->left, frame->top, begin, frame->bottom};
    struct area behind = {begin, frame->top, frame->right,
                          frame->bottom - 40}; /* its label is below */
    assert_true(count_color(&drawing->image, before, 0xa8122a) > 150);
    assert_int_equal(count_color(&drawing->image, behind, 0xa8122a), 0);
}

static void a_character_that_no_font_has_is_refused(void **state) {
    static const struct {
        const char *setting;
        const char *code_point;
    } rows[] = {
        {"labels.title=\xf0\x9f\xa6\x80", "U+1F980"},
        {"labels.sweep-subtitle=a\xf0\x9f\xa6\x81z", "U+1F981"},
        {"networks.plain.label=\xf0\x9f\xa6\x82", "U+1F982"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct drawing *drawing = *state;
        drawing_reset(drawing);
        drawing_set_all(drawing, rows[i].setting);
        assert_false(drawing_try(drawing));
        assert_null(drawing->image.pixels);
        assert_int_equal(drawing->error.code, GRADFIG_INVALID_INPUT);
        if (strstr(drawing->error.message, rows[i].code_point) == NULL) {
            fail_msg("%s: %s", rows[i].setting, drawing->error.message);
        }
    }
}

static uint32_t blend(uint32_t pixel, uint32_t background) {
    double opacity = (double)(pixel >> 24) / 255;
    uint32_t blended = 0;

    for (int shift = 0; shift <= 16; shift += 8) {
        double from = background >> shift & 0xff;
        double to = pixel >> shift & 0xff;
        blended |= (uint32_t)lround(from + opacity * (to - from)) << shift;
    }
    return blended;
}

/* On its own background it is the opaque one; nothing but grid lines, ticks and ink is opaque, and
 * so the bands of the sweep are tints of another page. */
static void a_transparent_figure_has_tints(void **state) {
    enum { ROUNDING = 3 };
    static const double opaque_max = 0.12; /* of all pixels; the bands are 0.2 of them */
    static const struct {
        const char *settings;
        uint32_t background;
    } rows[] = {{"", 0xffffff}, {"figure.theme=dark", 0x14181f}};

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct drawing *drawing = *state;
        drawing_reset(drawing);
        drawing_set_all(drawing, rows[i].settings);
        drawing_draw(drawing);
        struct image opaque = drawing_take(drawing);
        drawing_set(drawing, "figure.background", "transparent");
        drawing_draw(drawing);
        size_t n = opaque.width * opaque.height;
        size_t n_opaque = 0;
        for (size_t j = 0; j < n; j++) {
            uint32_t pixel = drawing->image.pixels[j];
            uint32_t shown = blend(pixel, rows[i].background);
            assert_in_range(picture_color_distance(shown, opaque.pixels[j] & 0xffffff), 0,
                            ROUNDING);
            n_opaque += pixel >> 24 == 0xff ? 1 : 0;
        }
        assert_true((double)n_opaque < opaque_max * (double)n);
        image_finish(&opaque);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(panels_hold_their_curves),
        TEST_WITH_DRAWING(no_curve_is_outside_of_panels),
        TEST_WITH_DRAWING(titles_have_ink),
        TEST_WITH_DRAWING(bands_have_their_words),
        TEST_WITH_DRAWING(bands_are_high_enough_for_words),
        TEST_WITH_DRAWING(the_rim_is_empty),
        TEST_WITH_DRAWING(a_changed_value_moves_pixels),
        TEST_WITH_DRAWING(a_larger_slope_lifts_its_curve),
        TEST_WITH_DRAWING(equal_specs_give_equal_pixels),
        TEST_WITH_DRAWING(lists_of_equal_numbers_are_one_number),
        TEST_WITH_DRAWING(no_figure_leaves_traces),
        TEST_WITH_DRAWING(the_same_chinese_figure_after_a_latin_one),
        TEST_WITH_DRAWING(a_scale_of_two_is_the_same_picture_sharper),
        TEST_WITH_DRAWING(every_size_has_four_panels),
        TEST_WITH_DRAWING(the_geometry_has_equal_scales),
        TEST_WITH_DRAWING(extremes_are_drawn),
        TEST_WITH_DRAWING(a_zero_gradient_ends_its_curve),
        TEST_WITH_DRAWING(a_transparent_figure_has_tints),
        TEST_WITH_DRAWING(a_character_that_no_font_has_is_refused),
    };
    return run_all(tests);
}
