/* Equal curves stand in as few lines as their names need, with an equals sign at the end of each.
 */
#include "rendering/label_text.h"

#include "shared/rows.h"

enum { N = 3, SIZE = 10 };

/* Of names of 5 ems and values of 2, lines of at most `width` px, `begins` with the part. */
static const struct {
    double width;
    int n_lines;
    bool begins[N];
    bool are_joined;
    double longest;
} rows[] = {
    {1000, 1, {true, false, false}, true, 204.5}, {150, 2, {true, false, true}, true, 126},
    {80, 3, {true, true, true}, true, 74.5},      {74, 3, {true, true, true}, false, 74},
    {50, 3, {true, true, true}, false, 50},
};

static void equal_curves_share_lines(void **state) {
    char value[] = "1";
    const struct panel_curve curve = {.value = value, .name_width = 5, .value_width = 2};
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct label_part parts[N] = {{.curve = &curve, .is_equal_to_next = true},
                                      {.curve = &curve, .is_equal_to_next = true},
                                      {.curve = &curve}};
        struct label_extent extent = label_text_break(parts, N, NULL, SIZE, rows[i].width, 0);
        expect_equal("lines", extent.n_lines, rows[i].n_lines);
        expect_near("width", extent.width, rows[i].longest, 1e-9);
        expect_equal("cut", extent.is_cut, !rows[i].are_joined);
        for (size_t j = 0; j < N; j++) {
            expect_equal("begin of a line", parts[j].n_name_lines > 0, rows[i].begins[j]);
            expect_equal("equals sign", parts[j].is_joined, rows[i].are_joined && j + 1 < N);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(equal_curves_share_lines)};
    return run_all(tests);
}
