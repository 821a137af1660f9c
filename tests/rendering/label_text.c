/* Equal curves stand in as few lines as their names need, with an equals sign before each but the
 * first. */
#include "rendering/panel/label_text.h"

#include "rendering/canvas/typesetter.h"

#include "shared/rows.h"

enum { N = 3, SIZE = 10 };

/* Of names of 5 ems and values of 2, lines of at most `width` px, `begins` with the part. */
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

/* A label that is too wide takes its brief name, which is said, and its brief value, which is none
 * of the words of a network. */
static void wide_labels_become_brief(void **state) {
    static const struct metrics metrics = {.label = SIZE};
    static const char *const whole = "a name that is far too long";
    struct gradfig_error error;
    struct typesetter *typesetter = typesetter_create(false, &error);
    const struct canvas_page page = {.width = 100, .height = 100, .scale = 1};
    struct panel panel = {.y = {.low = 0, .high = 1}};
    (void)state;

    assert_non_null(typesetter);
    struct canvas *canvas = canvas_create(typesetter, &page, &error);
    for (int i = 0; i < 2; i++) {
        struct panel_curve *curve = panel_add_line(&panel, 0, 0, 1, 1);
        curve->name = g_strdup(i == 0 ? whole : "short");
        curve->brief_name = g_strdup(i == 0 ? "a name…" : "cut");
        curve->value = g_strdup("1 (as long)");
        curve->brief_value = g_strdup("1");
    }
    label_text_measure(&panel, canvas, &metrics);
    label_text_shorten(&panel, canvas, &metrics, 120, false);
    assert_string_equal(panel.curves[0].name, whole);
    assert_string_equal(panel.curves[0].value, "1");
    assert_int_equal(canvas_cut_texts(canvas)->len, 0);
    label_text_shorten(&panel, canvas, &metrics, 120, true);
    assert_string_equal(panel.curves[0].name, "a name…");
    assert_string_equal(panel.curves[1].name, "short");
    assert_string_equal(panel.curves[1].value, "1 (as long)");
    assert_int_equal(canvas_cut_texts(canvas)->len, 1);
    assert_string_equal(g_ptr_array_index(canvas_cut_texts(canvas), 0), whole);
    panel_finish(&panel);
    canvas_destroy(canvas);
    typesetter_destroy(typesetter);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(equal_curves_share_lines),
                                       cmocka_unit_test(wide_labels_become_brief)};
    return run_all(tests);
}
