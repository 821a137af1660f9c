/* Tests of the canvas: the pixels that each drawing function draws. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "rendering/canvas/canvas.h"
#include "shared/picture.h"
#include "shared/rows.h"

enum { WIDTH = 200, HEIGHT = 100 };

static const uint32_t WHITE = 0xffffff;
static const uint32_t RED = 0xc01020;

/* A page to draw on, and its pixels when it is done. */
struct page {
    struct typesetter *typesetter;
    struct canvas *canvas;
    struct image image;
    struct gradfig_error error;
};

static void open_page(struct page *page, size_t scale) {
    image_finish(&page->image);
    canvas_destroy(page->canvas);
    const struct canvas_page white = {
        .width = WIDTH, .height = HEIGHT, .scale = scale, .background = WHITE};
    page->canvas = canvas_create(page->typesetter, &white, &page->error);
    if (page->canvas == NULL) {
        fail_msg("%s", page->error.message);
    }
}

static int set_up(void **state) {
    struct page *page = g_new0(struct page, 1);

    *state = page;
    page->typesetter = typesetter_create(false, &page->error);
    if (page->typesetter == NULL) {
        print_error("%s\n", page->error.message);
        return -1;
    }
    open_page(page, 1);
    return 0;
}

static int tear_down(void **state) {
    struct page *page = *state;

    canvas_destroy(page->canvas);
    image_finish(&page->image);
    typesetter_destroy(page->typesetter);
    g_free(page);
    return 0;
}

static void finish_page(struct page *page) {
    if (!canvas_finish(page->canvas, &page->image, &page->error)) {
        fail_msg("%s", page->error.message);
    }
}

static uint32_t pixel(const struct page *page, size_t x, size_t y) {
    return picture_pixel(&page->image, x, y);
}

/* Whole pixels: left <= x < right, top <= y < bottom. */
struct area {
    size_t left;
    size_t top;
    size_t right;
    size_t bottom;
};

static bool is_in(const struct area *area, size_t x, size_t y) {
    return x >= area->left && x < area->right && y >= area->top && y < area->bottom;
}

/* Exactly these pixels are in `color`, and all others white. */
static void expect_area(const struct page *page, struct area area, uint32_t color) {
    for (size_t y = 0; y < page->image.height; y++) {
        for (size_t x = 0; x < page->image.width; x++) {
            uint32_t expected = is_in(&area, x, y) ? color : WHITE;
            if (pixel(page, x, y) != expected) {
                fail_msg("pixel %zu, %zu is %06x, expected %06x", x, y, pixel(page, x, y),
                         expected);
            }
        }
    }
}

/* The smallest area with all that is not white; right is 0 on an empty page. */
static struct area find_ink(const struct page *page) {
    struct area ink = {SIZE_MAX, SIZE_MAX, 0, 0};

    for (size_t y = 0; y < page->image.height; y++) {
        for (size_t x = 0; x < page->image.width; x++) {
            if (pixel(page, x, y) != WHITE) {
                ink.left = MIN(ink.left, x);
                ink.right = MAX(ink.right, x + 1);
                ink.top = MIN(ink.top, y);
                ink.bottom = MAX(ink.bottom, y + 1);
            }
        }
    }
    return ink;
}

static void expect_about(const char *what, double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance)) {
        fail_msg("%s: expected %.2f within %.2f, found %.2f", what, expected, tolerance, found);
    }
}

/* ---- fills and rules ---- */

static void an_empty_page_has_its_background(void **state) {
    struct page *page = *state;

    finish_page(page);
    assert_int_equal(page->image.width, WIDTH);
    assert_int_equal(page->image.height, HEIGHT);
    expect_area(page, (struct area){0}, WHITE);
}

static void a_fill_has_sharp_edges(void **state) {
    struct page *page = *state;

    canvas_fill(page->canvas, (struct box){10, 20, 30, 50}, RED);
    finish_page(page);
    expect_area(page, (struct area){10, 20, 30, 50}, RED);
}

static void rules_are_sharp(void **state) {
    static const struct {
        double x0, y0, x1, y1;
        double width;
        size_t scale;
        struct area area;
    } rows[] = {
        {5, 10, 25, 10, 1, 1, {5, 10, 25, 11}},     {5, 10.7, 25, 10.7, 1, 1, {5, 10, 25, 11}},
        {5, 10.5, 25, 10.5, 1, 1, {5, 10, 25, 11}}, {7, 5, 7, 25, 1, 1, {7, 5, 8, 25}},
        {7.9, 5, 7.9, 25, 1, 1, {7, 5, 8, 25}},     {5, 10, 25, 10, 2, 1, {5, 9, 25, 11}},
        {5, 10.4, 25, 10.4, 2, 1, {5, 9, 25, 11}},  {5, 10, 25, 10, 3, 1, {5, 9, 25, 12}},
        {5, 10, 25, 10, 1, 2, {10, 20, 50, 22}},    {7, 5, 7, 25, 1, 3, {21, 15, 24, 75}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct page *page = *state;
        open_page(page, rows[i].scale);
        canvas_rule(page->canvas, rows[i].x0, rows[i].y0, rows[i].x1, rows[i].y1,
                    (struct stroke){.color = RED, .width = rows[i].width});
        finish_page(page);
        expect_area(page, rows[i].area, RED);
    }
}

/* ---- markers ---- */

static void markers_are_centred_and_have_a_halo(void **state) {
    for (int shape = 0; shape < MARKER_N_SHAPES; shape++) {
        struct page *page = *state;
        struct marker marker = {
            .shape = (enum marker_shape)shape, .color = RED, .size = 12, .halo = WHITE};
        size_t n_placed;
        open_page(page, 1);
        canvas_fill(page->canvas, (struct box){0, 0, WIDTH, HEIGHT}, 0x808080);
        canvas_marker(page->canvas, 60.5, 40.5, &marker);
        finish_page(page);
        assert_int_equal(pixel(page, 60, 40), RED);
        assert_int_equal(pixel(page, 60, 60), 0x808080);
        size_t y = 40;
        while (picture_color_distance(pixel(page, 60, y), RED) < 100) {
            y++;
        }
        assert_in_range(y, 44, 49);
        assert_true(picture_color_distance(pixel(page, 60, y + 1), WHITE) < 100);
        const struct placed *placed = canvas_placed(page->canvas, &n_placed);
        assert_int_equal(n_placed, 1);
        assert_int_equal(placed->kind, PLACED_MARKER);
        expect_about("left", placed->ink.left, 54.5, 0.01);
        expect_about("bottom", placed->ink.bottom, 46.5, 0.01);
    }
}

/* ---- curves ---- */

static const struct box frame = {20, 10, 180, 90};

/* x 0 to 10 over 160 px, y 0 to 4 over 80 px. */
static void open_window(struct page *page) {
    canvas_window(page->canvas, frame, 0, 10, 0, 4);
}

static size_t column_of(double x) {
    return (size_t)(frame.left + x * 16);
}

static double row_of(double y) {
    return frame.bottom - y * 20;
}

/* The middle of what is red in a column. */
static double middle_of_ink(const struct page *page, size_t x) {
    double sum = 0;
    double weights = 0;

    for (size_t y = 0; y < HEIGHT; y++) {
        double weight = picture_color_distance(pixel(page, x, y), WHITE);
        sum += weight * ((double)y + 0.5);
        weights += weight;
    }
    return sum / weights;
}

static void a_curve_passes_through_its_points(void **state) {
    struct page *page = *state;
    static const double x[] = {0, 2.5, 5, 7.5, 10};
    static const double y[] = {1, 3.5, 0.5, 0.5, 3};

    open_window(page);
    canvas_curve(page->canvas, 5, x, y, (struct stroke){.color = RED, .width = 3});
    finish_page(page);
    for (double at = 0.75; at < 10; at += 1) { /* clear of the corners */
        size_t column = column_of(at);
        double exact = ((double)column + 0.5 - frame.left) / 16;
        size_t i = (size_t)(exact / 2.5);
        double expected = y[i] + (exact - x[i]) / 2.5 * (y[i + 1] - y[i]);
        expect_about("curve", middle_of_ink(page, column), row_of(expected), 0.3);
    }
}

static void a_curve_stays_in_its_frame(void **state) {
    struct page *page = *state;
    static const double x[] = {-5, 3, 15};
    static const double steep[] = {-300, 2, 400};
    static const double flat[] = {2, 2, 2};

    open_window(page);
    canvas_curve(page->canvas, 3, x, flat, (struct stroke){.color = RED, .width = 3});
    canvas_curve(page->canvas, 3, x, steep, (struct stroke){.color = RED, .width = 3});
    finish_page(page);
    struct area ink = find_ink(page);
    assert_in_range(ink.left, 18, 20);
    assert_in_range(ink.right, 180, 182);
    assert_in_range(ink.top, 8, 10);
    assert_in_range(ink.bottom, 90, 92);
    assert_int_equal(pixel(page, 22, 50), RED);
    assert_int_equal(pixel(page, 177, 50), RED);
}

/* 250 points are what the renderer asks for; PLplot splits longer lines, and that can be seen. */
static void a_long_curve_has_no_seam(void **state) {
    enum { N = 250 };
    struct page *page = *state;
    double x[N];
    double y[N];

    for (int i = 0; i < N; i++) {
        x[i] = 10.0 * i / (N - 1);
        y[i] = 2.01;
    }
    open_window(page);
    canvas_curve(page->canvas, N, x, y, (struct stroke){.color = RED, .width = 2.5});
    finish_page(page);
    for (size_t column = 22; column < 178; column++) {
        for (size_t row = 0; row < HEIGHT; row++) {
            assert_true(picture_color_distance(pixel(page, column, row), pixel(page, 100, row)) <=
                        2);
        }
    }
    assert_int_equal(pixel(page, 100, 50), RED);
}

static void dashes_have_their_lengths(void **state) {
    struct page *page = *state;
    static const double x[] = {0, 5, 10};
    static const double y[] = {2, 2, 2};
    static const struct stroke stroke = {.color = RED, .width = 2, .dash = {10, 6}};

    open_window(page);
    canvas_curve(page->canvas, 3, x, y, stroke);
    finish_page(page);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(pixel(page, 20 + 16 * i + 5, 49), RED);
        assert_int_equal(pixel(page, 20 + 16 * i + 13, 49), WHITE);
    }
}

static void each_curve_has_its_colour_and_width(void **state) {
    struct page *page = *state;
    static const double x[] = {0, 5, 10};
    static const double low[] = {1, 1, 1};
    static const double high[] = {3, 3, 3};

    open_window(page);
    canvas_curve(page->canvas, 3, x, low, (struct stroke){.color = 0x123456, .width = 2});
    canvas_curve(page->canvas, 3, x, high, (struct stroke){.color = 0xfedcba, .width = 6});
    finish_page(page);
    assert_int_equal(pixel(page, 100, 70), 0x123456);
    assert_int_equal(pixel(page, 100, 72), WHITE);
    assert_int_equal(pixel(page, 100, 28), 0xfedcba);
    assert_int_equal(pixel(page, 100, 32), 0xfedcba);
    assert_int_equal(pixel(page, 100, 34), WHITE);
}

/* ---- text ---- */

static struct placed last_placed(const struct page *page) {
    size_t n;
    const struct placed *placed = canvas_placed(page->canvas, &n);

    assert_true(n > 0);
    return placed[n - 1];
}

static const struct text_style plain_text = {.size = 20, .color = 0};

static void texts_stand_at_their_anchor(void **state) {
    static const struct {
        enum anchor anchor;
        double part; /* of the width that is left of the position */
    } rows[] = {{ANCHOR_LEFT, 0}, {ANCHOR_CENTER, 0.5}, {ANCHOR_RIGHT, 1}};

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct page *page = *state;
        struct text_style style = plain_text;
        style.anchor = rows[i].anchor;
        open_page(page, 1);
        canvas_text(page->canvas, 100, 60, &style, "Homework");
        struct box ink = last_placed(page).ink;
        double width = ink.right - ink.left;
        expect_about("left", ink.left, 100 - rows[i].part * width, 2.5);
        expect_about("baseline", ink.bottom, 60, 1);
        expect_about("height of a capital", ink.bottom - ink.top, 0.73 * 20, 1.5);
    }
}

static void upward_texts_stand_at_their_anchor(void **state) {
    struct page *page = *state;
    struct text_style style = plain_text;

    style.upwards = true;
    style.anchor = ANCHOR_CENTER;
    canvas_text(page->canvas, 100, 50, &style, "Home");
    struct box ink = last_placed(page).ink;
    expect_about("baseline", ink.right, 100, 1);
    expect_about("middle", (ink.top + ink.bottom) / 2, 50, 1.5);
    assert_true(ink.bottom - ink.top > 2 * (ink.right - ink.left));
}

static void placed_boxes_hold_the_ink(void **state) {
    static const char *const texts[] = {"H", "Layer <i>n</i>", "10<sup>\u22127</sup>",
                                        "\u2202<i>x</i><sub>0</sub>", "残差 residual"};
    /* One for the pixel that holds an edge, one for hinting, which makes heights whole pixels. */
    static const double tolerance = 2;

    for (size_t i = 0; i < 2 * G_N_ELEMENTS(texts); i++) {
        struct page *page = *state;
        struct text_style style = {.size = 12};
        style.upwards = i % 2 == 1;
        style.bold = i % 3 == 1;
        open_page(page, 1);
        canvas_text(page->canvas, 40, 95, &style, texts[i / 2]);
        struct placed placed = last_placed(page);
        finish_page(page);
        struct area ink = find_ink(page);
        assert_int_equal(placed.kind, PLACED_TEXT);
        expect_about("left", placed.ink.left, (double)ink.left, tolerance);
        expect_about("right", placed.ink.right, (double)ink.right, tolerance);
        expect_about("top", placed.ink.top, (double)ink.top, tolerance);
        expect_about("bottom", placed.ink.bottom, (double)ink.bottom, tolerance);
    }
}

/* Moved from its left to its right end, a text moves by its width. */
static void measured_is_what_is_placed(void **state) {
    static const char *const texts[] = {"residual 7.49", "10<sup>\u22127</sup>",
                                        "plain <i>y</i> = 0.8<i>x</i> + 0.1"};
    static const double sizes[] = {9, 17, 28};

    for (size_t i = 0; i < G_N_ELEMENTS(texts) * G_N_ELEMENTS(sizes); i++) {
        struct page *page = *state;
        struct text_style style = {.size = sizes[i % 3], .bold = i % 2 == 1};
        open_page(page, 1 + i % 2);
        double width = canvas_text_width(page->canvas, &style, texts[i / 3]);
        canvas_text(page->canvas, 100, 50, &style, texts[i / 3]);
        struct box left = last_placed(page).ink;
        style.anchor = ANCHOR_RIGHT;
        canvas_text(page->canvas, 100, 50, &style, texts[i / 3]);
        struct box right = last_placed(page).ink;
        expect_about("width", left.left - right.left, width, 1);
        expect_about("ink", left.right - left.left, width, 0.2 * style.size + 1);
    }
}

static void measuring_draws_nothing(void **state) {
    struct page *page = *state;
    size_t n;

    (void)canvas_text_width(page->canvas, &plain_text, "residual");
    canvas_placed(page->canvas, &n);
    assert_int_equal(n, 0);
    finish_page(page);
    expect_area(page, (struct area){0}, WHITE);
}

/* Of the same characters in an order in which marks meet, and in one in which they do not. */
static void brackets_beside_marks_are_half_as_wide(void **state) {
    static const struct {
        const char *meet;
        const char *apart;
    } rows[] = {
        {"一（二）：三", "一（二）三："}, {"一：（二）三", "：一（二）三"}, {"一）", "）一"}};
    struct page *page = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double meet = canvas_text_width(page->canvas, &plain_text, rows[i].meet);
        double apart = canvas_text_width(page->canvas, &plain_text, rows[i].apart);
        expect_about(rows[i].meet, apart - meet, plain_text.size / 2, 0.5);
    }
}

static void scripts_are_raised_and_lowered(void **state) {
    struct page *page = *state;

    canvas_text(page->canvas, 10, 50, &plain_text, "10");
    struct box flat = last_placed(page).ink;
    canvas_text(page->canvas, 10, 50, &plain_text, "10<sup>2</sup>");
    struct box raised = last_placed(page).ink;
    canvas_text(page->canvas, 10, 50, &plain_text, "10<sub>2</sub>");
    struct box lowered = last_placed(page).ink;
    assert_true(raised.top < flat.top - 2);
    assert_true(lowered.bottom > flat.bottom + 2);
    assert_true(lowered.right < 10 + 3 * 0.7 * 20); /* smaller, too */
}

static void long_texts_are_cut(void **state) {
    struct page *page = *state;
    struct text_style style = plain_text;
    static const char text[] = "a text that is much longer than its place";

    for (int i = 0; i < 2; i++) {
        style.width_max = 90;
        style.keeps_end = i == 1;
        canvas_text(page->canvas, 10, 50, &style, text);
        struct box ink = last_placed(page).ink;
        assert_true(ink.right <= 101);
        assert_true(ink.right > 60);
    }
    style.width_max = 0;
    canvas_text(page->canvas, 10, 50, &style, text);
    assert_true(last_placed(page).ink.right > 250);
}

/* Pango 1.50 ends the process where what stays on one line has no room in it. */
static void unbroken_parts_have_room_or_are_broken(void **state) {
    static const char *const markups[] = {
        "<span allow_breaks=\"false\">שלום&lt;&amp;&gt;\u200b[1, 2] *alias</span>：一条路径",
        "<span allow_breaks=\"false\">ReZeroéﬁ½ Ωμέγα Привет\u200b#0x10</span>: one path",
        "<span allow_breaks=\"false\">ideal-1_no-op</span>末值为 −0.00637，"
        "<span allow_breaks=\"false\">\\n\\x41\\&lt;&amp;&gt;|# "
        "#&lt;&amp;&gt;&amp;anchor</span>增长最多",
        "<span "
        "allow_breaks=\"false\">网络A与B共152层，He等人在2016年ImageNet上</span>的梯度为1的3倍",
    };
    static const double a_few_letters = 60;
    struct page *page = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(markups); i++) {
        for (int n_lines = 2; n_lines <= 6; n_lines++) {
            for (double width = 10; width < 400; width += 7) {
                struct text_style style = {.size = 13,
                                           .width_max = width,
                                           .n_lines_max = n_lines,
                                           .bold = n_lines % 2 == 0};
                struct text_fit fit = canvas_text_fit(page->canvas, &style, markups[i]);
                if (width >= a_few_letters && fit.width > width) {
                    fail_msg("%s: %.1f px wide in %.1f", markups[i], fit.width, width);
                }
            }
        }
    }
}

/* Chinese for "of", which begins no line. */
static void of_stays_beside_its_words(void **state) {
    static const char markup[] = "<span allow_breaks=\"false\">网络甲乙丙丁</span>的梯度增长最多";
    struct page *page = *state;
    struct text_style style = {.size = 20, .width_max = 200, .n_lines_max = 2};

    expect_about("width", canvas_text_fit(page->canvas, &style, markup).width, 9 * style.size, 1);
}

/* The first line is as long as `first`, although `room` would fit. */
static void parts_of_names_stay_on_one_line(void **state) {
    static const struct {
        const char *text, *first, *room;
    } rows[] = {
        {"Residual block (ε = 0.005)", "Residual block", "Residual block (ε ="},
        {"A self-attention", "self-attention", "A self-attentio"},
        {"Residual network Model / 2", "Residual network", "Residual network Model /"},
        {"A deep ResNet 50", "ResNet 50", "A deep ResNet"},
        {"残差ネットワーク", "ネットワーク", "残差ネットワー"},
        {"输入变化 1，输出变化 2", "输入变化 1，", "输入变化 1，输"},
    };
    struct page *page = *state;
    struct text_style style = {.size = 20};

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        style.width_max = 0;
        style.n_lines_max = 0;
        double first = canvas_text_width(page->canvas, &style, rows[i].first);
        style.width_max = canvas_text_width(page->canvas, &style, rows[i].room);
        style.n_lines_max = 2;
        expect_about(rows[i].text, canvas_text_fit(page->canvas, &style, rows[i].text).width, first,
                     3);
    }
}

static void texts_have_few_shades(void **state) {
    struct page *page = *state;
    bool is_there[256] = {false};
    int n_shades = 0;

    canvas_text(page->canvas, 10, 50, &plain_text, "Skip &amp; residual");
    finish_page(page);
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT; i++) {
        uint32_t found = pixel(page, i % WIDTH, i / WIDTH);
        assert_int_equal(found, (found & 0xff) * 0x010101);
        n_shades += !is_there[found & 0xff];
        is_there[found & 0xff] = true;
    }
    assert_true(is_there[0] && is_there[255]);
    assert_in_range(n_shades, 20, 32);
}

static void texts_end_at_the_edges_of_the_page(void **state) {
    static const struct {
        bool upwards;
        double x, y;
    } places[] = {{false, -8, 50},          {false, WIDTH - 8, 50}, {false, 100, 4},
                  {false, 100, HEIGHT + 8}, {true, 8, 50},          {true, WIDTH + 8, 50},
                  {true, 100, 4},           {true, 100, HEIGHT + 8}};
    struct page *page = *state;
    struct text_style style = plain_text;

    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        open_page(page, 1);
        style.upwards = places[i].upwards;
        canvas_text(page->canvas, places[i].x, places[i].y, &style, "W");
        finish_page(page);
        struct area ink = find_ink(page);
        assert_true(ink.right > ink.left);
        assert_true(ink.left == 0 || ink.right == WIDTH || ink.top == 0 || ink.bottom == HEIGHT);
    }
}

/* The ink of one column, or row. */
static double ink_at(const struct page *page, size_t at, bool is_row) {
    double ink = 0;

    for (size_t i = 0; i < (is_row ? WIDTH : HEIGHT); i++) {
        uint32_t color = is_row ? pixel(page, i, at) : pixel(page, at, i);
        ink += 255 - (double)(color >> 8 & 0xff);
    }
    return ink;
}

/* Finds the middles of strokes that have white between them. */
static size_t find_strokes(const struct page *page, bool is_down, double *middles, size_t n_max) {
    size_t n = 0;
    double sum = 0;
    double weighted = 0;

    for (size_t at = 0; at < (is_down ? HEIGHT : WIDTH) && n < n_max; at++) {
        double ink = ink_at(page, at, is_down);
        sum += ink;
        weighted += ink * (double)at;
        if (ink == 0 && sum > 0) {
            middles[n++] = weighted / sum;
            sum = weighted = 0;
        }
    }
    return n;
}

/* Letters stand at quarters of pixels, so that the spaces between them are even. */
static void letters_are_evenly_spaced(void **state) {
    static const char text[] = "lllllllllll";
    enum { N = sizeof(text) - 1 };
    struct page *page = *state;
    struct text_style style = {.size = 19, .color = 0};

    for (int upwards = 0; upwards < 2; upwards++) {
        double middles[N];
        style.upwards = upwards == 1;
        open_page(page, 1);
        canvas_text(page->canvas, 20, upwards == 1 ? HEIGHT - 20 : 50, &style, text);
        finish_page(page);
        assert_int_equal(find_strokes(page, upwards == 1, middles, N), N);
        double each = (middles[N - 1] - middles[0]) / (N - 1);
        for (size_t i = 1; i < N; i++) {
            expect_about("a letter", middles[i] - middles[i - 1], each, 0.27);
        }
    }
}

static void a_halo_lies_below_its_text(void **state) {
    struct page *page = *state;
    struct text_style style = plain_text;

    style.has_halo = true;
    style.halo = 0x00ff00;
    canvas_fill(page->canvas, (struct box){0, 0, WIDTH, HEIGHT}, 0x808080);
    canvas_text(page->canvas, 50, 50, &style, "<b>I</b>");
    struct box ink = last_placed(page).ink;
    finish_page(page);
    size_t y = (size_t)((ink.top + ink.bottom) / 2);
    size_t middle = (size_t)((ink.left + ink.right) / 2);
    assert_int_equal(pixel(page, middle, y), 0);
    assert_int_equal(pixel(page, (size_t)ink.left - 2, y), 0x00ff00);
    assert_int_equal(pixel(page, (size_t)ink.left - 8, y), 0x808080);
}

/* ---- scale ---- */

static void a_scale_multiplies_pixels(void **state) {
    struct page *page = *state;
    static const double x[] = {0, 5, 10};
    static const double y[] = {2, 2, 2};

    open_page(page, 3);
    canvas_fill(page->canvas, (struct box){10, 80, 30, 90}, RED);
    open_window(page);
    canvas_curve(page->canvas, 3, x, y, (struct stroke){.color = RED, .width = 2});
    finish_page(page);
    assert_int_equal(page->image.width, 3 * WIDTH);
    assert_int_equal(page->image.height, 3 * HEIGHT);
    assert_int_equal(pixel(page, 30, 240), RED);
    assert_int_equal(pixel(page, 89, 269), RED);
    assert_int_equal(pixel(page, 90, 269), WHITE);
    assert_int_equal(pixel(page, 300, 147), RED);
    assert_int_equal(pixel(page, 300, 152), RED);
    assert_int_equal(pixel(page, 300, 154), WHITE);
}

/* ---- the last image ---- */

static void draw_two_boxes(struct page *page, struct image *spare, double right) {
    canvas_destroy(page->canvas);
    const struct canvas_page white = {
        .width = WIDTH, .height = HEIGHT, .scale = 1, .background = WHITE, .spare = spare};
    page->canvas = canvas_create(page->typesetter, &white, &page->error);
    assert_non_null(page->canvas);
    canvas_fill(page->canvas, (struct box){10, 10, 30, 30}, RED);
    canvas_fill(page->canvas, (struct box){100, 10, right, 30}, RED);
    finish_page(page);
}

static void what_is_there_is_not_drawn_again(void **state) {
    enum { OTHER = 0x112233 };
    struct page *page = *state;
    struct image spare;

    draw_two_boxes(page, NULL, 120);
    spare = page->image;
    spare.pixels[20 * WIDTH + 20] = OTHER;
    spare.pixels[20 * WIDTH + 110] = OTHER;
    spare.pixels[70 * WIDTH + 20] = OTHER;
    draw_two_boxes(page, &spare, 140);
    assert_int_equal(pixel(page, 20, 20), OTHER);
    assert_int_equal(pixel(page, 110, 20), RED);
    assert_int_equal(pixel(page, 135, 20), RED);
    assert_int_equal(pixel(page, 20, 70), OTHER);
    spare = page->image;
    image_forget_drawn(&spare); /* as who changes pixels says */
    draw_two_boxes(page, &spare, 140);
    assert_int_equal(pixel(page, 20, 20), RED);
    assert_int_equal(pixel(page, 20, 70), WHITE);
}

/* ---- failures ---- */

static void expect_failure(struct page *page, enum gradfig_code code, const char *words) {
    page->error = (struct gradfig_error){0};
    assert_false(canvas_finish(page->canvas, &page->image, &page->error));
    assert_null(page->image.pixels);
    assert_int_equal(page->error.code, code);
    if (strstr(page->error.message, words) == NULL) {
        fail_msg("expected a message with \"%s\", found: %s", words, page->error.message);
    }
}

/* PLplot's state is the process's: what went wrong on one page must not be left to the next. */
static void expect_the_next_page_to_work(struct page *page) {
    static const double x[] = {0, 5, 10};
    static const double y[] = {2, 2, 2};

    open_page(page, 1);
    open_window(page);
    canvas_curve(page->canvas, 3, x, y, (struct stroke){.color = RED, .width = 2});
    finish_page(page);
    assert_int_equal(pixel(page, 100, 50), RED);
}

static void an_error_of_plplot_is_an_error(void **state) {
    static const double x[] = {0, 5, 10};
    static const double y[] = {2, 2, 2};
    struct page *page = *state;

    canvas_window(page->canvas, (struct box){50, 10, 50, 90}, 0, 10, 0, 4); /* no width */
    canvas_curve(page->canvas, 3, x, y, (struct stroke){.color = RED, .width = 2});
    expect_failure(page, GRADFIG_WORK_FAILED, "cannot draw: ");
    expect_the_next_page_to_work(page);
}

static void a_missing_glyph_is_an_error(void **state) {
    struct page *page = *state;

    canvas_text(page->canvas, 10, 50, &plain_text, "a crab \xf0\x9f\xa6\x80");
    expect_failure(page, GRADFIG_INVALID_INPUT, "U+1F980");
    expect_the_next_page_to_work(page);
}

static void the_first_error_is_told(void **state) {
    struct page *page = *state;

    canvas_text(page->canvas, 10, 50, &plain_text, "\xf0\x9f\xa6\x81");
    canvas_text(page->canvas, 10, 50, &plain_text, "\xf0\x9f\xa6\x82");
    expect_failure(page, GRADFIG_INVALID_INPUT, "U+1F981");
}

static void broken_markup_is_an_error(void **state) {
    struct page *page = *state;

    canvas_text(page->canvas, 10, 50, &plain_text, "<b>never closed");
    expect_failure(page, GRADFIG_WORK_FAILED, "cannot draw: ");
    expect_the_next_page_to_work(page);
}

static void no_canvas_is_destroyed_gladly(void **state) {
    (void)state;
    canvas_destroy(NULL);
}

/* The first column with a pixel of the color, which lacks one of the others' channels. */
static size_t first_column(const struct page *page, uint32_t lacking) {
    for (size_t x = 0; x < WIDTH; x++) {
        for (size_t y = 0; y < HEIGHT; y++) {
            uint32_t color = pixel(page, x, y);
            if ((color & lacking) == 0 && (color & (WHITE ^ lacking)) != 0) {
                return x;
            }
        }
    }
    return WIDTH;
}

static void a_name_from_right_to_left_does_not_turn_its_sentence(void **state) {
    static const struct text_style style = {.size = 16};
    struct page *page = *state;

    canvas_text(page->canvas, 2, 20, &style,
                "<span foreground=\"#ff0000\">\u05e9\u05db</span> "
                "<span foreground=\"#0000ff\">is</span>");
    finish_page(page);
    assert_true(first_column(page, 0x00ffff) < first_column(page, 0xffff00));
    assert_true(first_column(page, 0xffff00) < WIDTH);
}

#define TEST_WITH_PAGE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_PAGE(an_empty_page_has_its_background),
        TEST_WITH_PAGE(a_fill_has_sharp_edges),
        TEST_WITH_PAGE(rules_are_sharp),
        TEST_WITH_PAGE(markers_are_centred_and_have_a_halo),
        TEST_WITH_PAGE(a_curve_passes_through_its_points),
        TEST_WITH_PAGE(a_curve_stays_in_its_frame),
        TEST_WITH_PAGE(a_long_curve_has_no_seam),
        TEST_WITH_PAGE(dashes_have_their_lengths),
        TEST_WITH_PAGE(each_curve_has_its_colour_and_width),
        TEST_WITH_PAGE(texts_stand_at_their_anchor),
        TEST_WITH_PAGE(upward_texts_stand_at_their_anchor),
        TEST_WITH_PAGE(placed_boxes_hold_the_ink),
        TEST_WITH_PAGE(measured_is_what_is_placed),
        TEST_WITH_PAGE(measuring_draws_nothing),
        TEST_WITH_PAGE(brackets_beside_marks_are_half_as_wide),
        TEST_WITH_PAGE(scripts_are_raised_and_lowered),
        TEST_WITH_PAGE(long_texts_are_cut),
        TEST_WITH_PAGE(unbroken_parts_have_room_or_are_broken),
        TEST_WITH_PAGE(of_stays_beside_its_words),
        TEST_WITH_PAGE(parts_of_names_stay_on_one_line),
        TEST_WITH_PAGE(texts_have_few_shades),
        TEST_WITH_PAGE(texts_end_at_the_edges_of_the_page),
        TEST_WITH_PAGE(letters_are_evenly_spaced),
        TEST_WITH_PAGE(a_halo_lies_below_its_text),
        TEST_WITH_PAGE(a_scale_multiplies_pixels),
        TEST_WITH_PAGE(an_error_of_plplot_is_an_error),
        TEST_WITH_PAGE(a_missing_glyph_is_an_error),
        TEST_WITH_PAGE(the_first_error_is_told),
        TEST_WITH_PAGE(broken_markup_is_an_error),
        TEST_WITH_PAGE(what_is_there_is_not_drawn_again),
        TEST_WITH_PAGE(a_name_from_right_to_left_does_not_turn_its_sentence),
        cmocka_unit_test(no_canvas_is_destroyed_gladly),
    };
    return run_all(tests);
}
