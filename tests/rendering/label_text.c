/* How the labels of curves are broken, joined and shortened. */
#include "rendering/panel/label_text.h"

#include "rendering/canvas/typesetter.h"

#include "shared/rows.h"

enum { N = 3, SIZE = 10 };

/* Equal curves stand in as few lines as their names need, with an equals sign before each but the
 * first. Of names of 5 ems and values of 2, lines of at most `width` px, `begins` with the part. */
static const struct {
    double width;
    int n_name_lines_max;
    int n_lines;
    bool begins[N];
    bool are_joined;
    double longest;
} rows[] = {
    {1000, 0, 1, {true, false, false}, true, 204.5}, {150, 0, 2, {true, false, true}, true, 115},
    {86, 0, 3, {true, true, true}, true, 85.5},      {80, 0, 3, {true, true, true}, false, 74.5},
    {80, 1, 4, {true, true, true}, true, 61},        {50, 0, 3, {true, true, true}, false, 50},
};

static void equal_curves_share_lines(void **state) {
    char value[] = "1";
    const struct panel_curve curve = {.value = value, .name_width = 5, .value_width = 2};
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct label_part parts[N] = {{.curve = &curve, .is_equal_to_next = true},
                                      {.curve = &curve, .is_equal_to_next = true},
                                      {.curve = &curve}};
        const struct label_setting setting = {
            .size = SIZE, .width = rows[i].width, .n_name_lines_max = rows[i].n_name_lines_max};
        struct label_extent extent = label_text_break(parts, N, &setting);
        expect_equal("lines", extent.n_lines, rows[i].n_lines);
        expect_near("width", extent.width, rows[i].longest, 1e-9);
        expect_equal("cut", extent.is_cut, rows[i].width < 74.5);
        for (size_t j = 0; j < N; j++) {
            expect_equal("begin of a line", parts[j].n_name_lines > 0, rows[i].begins[j]);
            expect_equal("equals sign", parts[j].has_sign, rows[i].are_joined && j > 0);
        }
    }
}

/* ---- with a canvas ---- */

struct page {
    struct typesetter *typesetter;
    struct canvas *canvas;
    struct panel panel;
};

static const struct metrics metrics = {.label = SIZE};

static void begin_page(struct page *page) {
    const struct canvas_page size = {.width = 100, .height = 100, .scale = 1};
    struct gradfig_error error;

    *page = (struct page){.typesetter = typesetter_create(false, &error),
                          .panel = {.y = {.low = 0, .high = 1}}};
    assert_non_null(page->typesetter);
    page->canvas = canvas_create(page->typesetter, &size, &error);
}

static void finish_page(struct page *page) {
    panel_finish(&page->panel);
    canvas_destroy(page->canvas);
    typesetter_destroy(page->typesetter);
}

static struct panel_curve *add_label(struct page *page, const char *name, const char *value) {
    struct panel_curve *curve = panel_add_line(&page->panel, 0, 0, 1, 1);

    curve->name = g_strdup(name);
    curve->value = g_strdup(value);
    return curve;
}

/* A label that is too wide takes its brief name, which is said, and its brief value, which is none
 * of the words of a network. */
static void wide_labels_become_brief(void **state) {
    static const char *const whole = "a name that is far too long";
    struct page page;
    (void)state;

    begin_page(&page);
    for (int i = 0; i < 2; i++) {
        struct panel_curve *curve = add_label(&page, i == 0 ? whole : "short", "1 (as long)");
        curve->brief_name = g_strdup(i == 0 ? "a name…" : "cut");
        curve->brief_value = g_strdup("1");
    }
    const struct panel_curve *curves = page.panel.curves;
    label_text_measure(&page.panel, page.canvas, &metrics);
    label_text_shorten(&page.panel, page.canvas, &metrics, 120, false);
    assert_string_equal(curves[0].name, whole);
    assert_string_equal(curves[0].value, "1");
    assert_int_equal(canvas_cut_texts(page.canvas)->len, 0);
    label_text_shorten(&page.panel, page.canvas, &metrics, 120, true);
    assert_string_equal(curves[0].name, "a name…");
    assert_string_equal(curves[1].name, "short");
    assert_string_equal(curves[1].value, "1 (as long)");
    assert_int_equal(canvas_cut_texts(page.canvas)->len, 1);
    assert_string_equal(g_ptr_array_index(canvas_cut_texts(page.canvas), 0), whole);
    finish_page(&page);
}

/* An aside has a line of its own, as any value that has no room beside the name, or two. */
static void asides_stand_below(void **state) {
    struct page page;
    (void)state;

    begin_page(&page);
    struct panel_curve *curve = add_label(&page, "a = −0.2", "0.107 (as plain)");
    curve->brief_value = g_strdup("0.107");
    label_text_measure(&page.panel, page.canvas, &metrics);
    for (int i = 0; i < 3; i++) {
        static const double widths[] = {200, 90, 60};
        const struct label_setting setting = {
            .canvas = page.canvas, .size = SIZE, .width = widths[i], .n_name_lines_max = 3};
        struct label_part part = {.curve = curve};
        struct label_extent extent = label_text_break(&part, 1, &setting);
        expect_equal("below", part.has_value_below, i > 0);
        expect_equal("lines", extent.n_lines, i + 1);
        expect_equal("cut", extent.is_cut, false);
    }
    finish_page(&page);
}

/* The mark after a name has room in its line, so that it does not begin the next. */
static void marks_stay_with_their_word(void **state) {
    struct page page;
    (void)state;

    begin_page(&page);
    struct panel_curve *curve = add_label(&page, "ResNet-110\uff0c10 层叠加", "1");
    label_text_measure(&page.panel, page.canvas, &metrics);
    const struct label_part part = {.curve = curve};
    const struct label_setting setting = {.canvas = page.canvas, .size = SIZE};
    const struct text_style style = {.size = SIZE, .bold = true};
    double word = canvas_text_width(page.canvas, &style, "ResNet-110\uff0c");
    double width = label_text_narrowest(&part, 1, setting, 2);
    if (width < word || width >= curve->name_width * SIZE) {
        row_fail("a name with a word of %g: found %g of %g", word, width, curve->name_width * SIZE);
    }
    finish_page(&page);
}

/* A short value stands behind the last line of a broken name, a long one below it. */
static void values_stand_behind_broken_names(void **state) {
    static const char *const values[] = {"1", "0.107 or less"};
    struct page page;
    (void)state;

    begin_page(&page);
    for (int i = 0; i < 2; i++) {
        add_label(&page, "two lines of words", values[i]);
    }
    label_text_measure(&page.panel, page.canvas, &metrics);
    for (int i = 0; i < 2; i++) {
        const struct panel_curve *curve = &page.panel.curves[i];
        double width = 0.75 * curve->name_width * SIZE;
        const struct label_setting setting = {page.canvas, SIZE, width, NAME_LINES_MAX};
        struct label_part part = {.curve = curve};
        struct label_extent extent = label_text_break(&part, 1, &setting);
        expect_equal("behind", part.has_value_behind, i == 0);
        expect_equal("below", part.has_value_below, i == 1);
        expect_equal("lines", extent.n_lines, i == 0 ? 2 : 3);
        assert_true(extent.width <= width);
    }
    finish_page(&page);
}

/* Within a word a name is broken only where it would be cut otherwise. */
static void words_are_broken_at_last(void **state) {
    struct page page;
    (void)state;

    begin_page(&page);
    struct panel_curve *curve = add_label(&page, "Donaudampfschifffahrtsgesellschaft", "1");
    label_text_measure(&page.panel, page.canvas, &metrics);
    for (int breaks = 0; breaks < 2; breaks++) {
        const struct label_setting setting = {page.canvas, SIZE, 0.7 * curve->name_width * SIZE,
                                              NAME_LINES_MAX, breaks == 1};
        struct label_part part = {.curve = curve};
        struct label_extent extent = label_text_break(&part, 1, &setting);
        expect_equal("cut", extent.is_cut, breaks == 0);
        expect_equal("lines of the name", part.n_name_lines, breaks == 0 ? NAME_LINES_MAX : 2);
    }
    finish_page(&page);
}

/* Chinese and Japanese can be broken anywhere. */
static void wide_characters_are_words(void **state) {
    struct page page;
    (void)state;

    begin_page(&page);
    struct panel_curve *curve = add_label(&page, "なしニューラルネットワークアーキテクチャ", "1");
    label_text_measure(&page.panel, page.canvas, &metrics);
    const struct label_setting setting = {page.canvas, SIZE, 0.7 * curve->name_width * SIZE,
                                          NAME_LINES_MAX};
    struct label_part part = {.curve = curve};
    struct label_extent extent = label_text_break(&part, 1, &setting);
    expect_equal("cut", extent.is_cut, false);
    expect_equal("lines of the name", part.n_name_lines, 2);
    finish_page(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(equal_curves_share_lines),
                                       cmocka_unit_test(wide_labels_become_brief),
                                       cmocka_unit_test(asides_stand_below),
                                       cmocka_unit_test(marks_stay_with_their_word),
                                       cmocka_unit_test(values_stand_behind_broken_names),
                                       cmocka_unit_test(words_are_broken_at_last),
                                       cmocka_unit_test(wide_characters_are_words)};
    return run_all(tests);
}
