/* Tests of the palette: it is near enough to the picture, or refused. */
#include "output/palette.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "shared/drawing.h"
#include "shared/picture.h"

/* ---- measuring ---- */

struct reduced {
    bool done;
    struct palette palette;
    struct image image; /* its red is the index */
};

static struct reduced reduce(const struct image *image) {
    struct reduced reduced = {.image = picture_copy(image)};

    reduced.done = palette_reduce(&reduced.image, &reduced.palette);
    return reduced;
}

static uint32_t color_of(const struct reduced *reduced, size_t i) {
    uint32_t index = reduced->image.pixels[i] >> 16;
    assert_true(index < reduced->palette.n_colors);
    return reduced->palette.colors[index];
}

static void expect_close(const struct image *image, const struct reduced *reduced) {
    size_t n = image->width * image->height;
    double sum = 0;
    int largest = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t found = color_of(reduced, i);
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference =
                abs((int)(found >> shift & 0xff) - (int)(image->pixels[i] >> shift & 0xff));
            sum += difference * difference;
            largest = MAX(largest, difference);
        }
    }
    assert_true(largest <= 24);
    assert_true(sqrt(sum / (3 * (double)n)) <= 0.5);
}

/* A square of pixels by a rule. */
static struct image make_image(size_t side, uint32_t (*color)(size_t i)) {
    struct image image = {.width = side, .height = side, .pixels = g_new(uint32_t, side * side)};

    for (size_t i = 0; i < side * side; i++) {
        image.pixels[i] = color(i);
    }
    return image;
}

/* ---- pictures ---- */

static void figures_are_close(void **state) {
    static const char *const settings[] = {
        "",
        "figure.theme=dark figure.scale=2",
        "figure.language=zh figure.width=700 figure.height=1600",
        "figure.palette=safe depth=100",
    };
    struct drawing *drawing = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++) {
        drawing_reset(drawing);
        drawing_set_all(drawing, settings[i]);
        drawing_draw(drawing);
        struct reduced first = reduce(&drawing->image);
        struct reduced second = reduce(&drawing->image);
        assert_true(first.done);
        expect_close(&drawing->image, &first);
        assert_int_equal(first.palette.n_colors, second.palette.n_colors);
        assert_memory_equal(first.palette.colors, second.palette.colors,
                            first.palette.n_colors * sizeof(uint32_t));
        assert_memory_equal(first.image.pixels, second.image.pixels,
                            first.image.width * first.image.height * sizeof(uint32_t));
        image_finish(&first.image);
        image_finish(&second.image);
    }
}

static uint32_t one_of_200(size_t i) {
    return 0xaa000000 | (uint32_t)(i % 200) * 0x010203; /* the highest byte means nothing */
}

static void few_colors_are_kept(void **state) {
    struct image image = make_image(64, one_of_200);
    struct reduced reduced = reduce(&image);
    (void)state;

    assert_true(reduced.done);
    assert_int_equal(reduced.palette.n_colors, 200);
    for (size_t i = 0; i < 64 * 64; i++) {
        assert_int_equal(color_of(&reduced, i), image.pixels[i] & 0xffffff);
    }
    image_finish(&reduced.image);
    image_finish(&image);
}

static uint32_t noise(size_t i) {
    return (uint32_t)(i * 2654435761u) & 0xffffff;
}

static uint32_t one_of_300(size_t i) {
    return (uint32_t)(i % 300) * 0x00cccc % 0xffffff;
}

static void what_the_eye_would_see_is_refused(void **state) {
    static uint32_t (*const rules[])(size_t i) = {noise, one_of_300};
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        struct image image = make_image(320, rules[i]);
        struct reduced reduced = reduce(&image);
        assert_false(reduced.done);
        assert_memory_equal(reduced.image.pixels, image.pixels,
                            image.width * image.height * sizeof(uint32_t));
        image_finish(&reduced.image);
        image_finish(&image);
    }
}

static uint32_t red(size_t i) {
    (void)i;
    return 0xc01020;
}

static void a_single_pixel_has_a_palette(void **state) {
    struct image image = make_image(1, red);
    struct reduced reduced = reduce(&image);
    (void)state;

    assert_true(reduced.done);
    assert_int_equal(reduced.palette.n_colors, 1);
    assert_int_equal(reduced.palette.colors[0], 0xc01020);
    assert_int_equal(reduced.image.pixels[0], 0);
    image_finish(&reduced.image);
    image_finish(&image);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(figures_are_close),
        cmocka_unit_test(few_colors_are_kept),
        cmocka_unit_test(what_the_eye_would_see_is_refused),
        cmocka_unit_test(a_single_pixel_has_a_palette),
    };
    return run_all(tests);
}
