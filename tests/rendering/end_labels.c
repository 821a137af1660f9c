/* Tests of the labels at line ends: apart by the gap, in order, within limits, and hardly moved. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rendering/panel/end_labels.h"
#include "shared/rows.h"

enum { LABELS_MAX = 12 };

struct row {
    const char *what;
    size_t n;
    double gap;
    double low;
    double high;
    double y[LABELS_MAX];
    double spread[LABELS_MAX]; /* by hand */
};

/* Moves labels of equal heights apart. */
static void spread(double *y, size_t n, double gap, double low, double high) {
    double heights[PANEL_CURVES_MAX];

    for (size_t i = 0; i < n; i++) {
        heights[i] = gap;
    }
    end_labels_spread(y, heights, n, low, high);
}

static const struct row rows[] = {
    {"alone", 1, 20, 0, 100, {37.5}, {37.5}},
    {"alone below the limit", 1, 20, 10, 100, {3}, {10}},
    {"alone above the limit", 1, 20, 0, 100, {300}, {100}},
    {"far apart", 3, 20, 0, 100, {0, 40, 100}, {0, 40, 100}},
    {"just apart", 3, 20, 0, 100, {10, 30, 50}, {10, 30, 50}},
    {"equal", 2, 20, 0, 100, {50, 50}, {40, 60}},
    {"three equal", 3, 20, 0, 100, {50, 50, 50}, {30, 50, 70}},
    {"near", 2, 20, 0, 100, {50, 54}, {42, 62}},
    {"a pair pushes a third",
     3,
     20,
     0,
     100,
     {40, 44, 55},
     {26 + 1.0 / 3, 46 + 1.0 / 3, 66 + 1.0 / 3}},
    {"one that is free stays", 3, 20, 0, 100, {5, 50, 50}, {5, 40, 60}},
    {"equal at the low end", 2, 20, 0, 100, {0, 0}, {0, 20}},
    {"equal at the high end", 2, 20, 0, 100, {100, 100}, {80, 100}},
    {"beyond both ends", 2, 20, 0, 100, {-50, 150}, {0, 100}},
    {"just enough room", 3, 20, 0, 40, {7, 8, 9}, {0, 20, 40}},
    {"no gap", 3, 0, 0, 100, {5, 5, 6}, {5, 5, 6}},
};

static void labels_are_where_they_are_by_hand(void **state) {
    (void)state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const struct row *row = &rows[i];
        double y[LABELS_MAX];
        memcpy(y, row->y, sizeof(y));
        spread(y, row->n, row->gap, row->low, row->high);
        for (size_t j = 0; j < row->n; j++) {
            if (!(fabs(y[j] - row->spread[j]) < 1e-9)) {
                row_fail("%s: label %zu is at %.9g, expected at %.9g", row->what, j, y[j],
                         row->spread[j]);
            }
        }
    }
}

/* ---- against every other way ---- */

/* Whole positions make the search finite; the true best may lie between them, and is then better.
 */
struct search {
    size_t n;
    const double *y;
    int gap;
    int high;
    double best; /* sum of squared moves */
};

static void try_from(struct search *search, size_t label, int from, double sum) {
    if (label == search->n) {
        search->best = fmin(search->best, sum);
        return;
    }
    for (int at = from; at <= search->high; at++) {
        double move = at - search->y[label];
        try_from(search, label + 1, at + search->gap, sum + move * move);
    }
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* `n` ascending whole positions, in part beyond the limits. */
static void make_positions(double *y, size_t n, uint32_t *seed) {
    for (size_t i = 0; i < n; i++) {
        double value = (double)(next_random(seed) % 31) - 3;
        size_t j = i;
        for (; j > 0 && y[j - 1] > value; j--) {
            y[j] = y[j - 1];
        }
        y[j] = value;
    }
}

static void check_against_search(const double *wished, size_t n) {
    enum { GAP = 4, HIGH = 24 };
    struct search search = {n, wished, GAP, HIGH, INFINITY};
    double y[LABELS_MAX];
    double sum = 0;

    memcpy(y, wished, n * sizeof(y[0]));
    spread(y, n, GAP, 0, HIGH);
    for (size_t i = 0; i < n; i++) {
        assert_true(y[i] >= -1e-9 && y[i] <= HIGH + 1e-9);
        assert_true(i == 0 || y[i] - y[i - 1] >= GAP - 1e-9);
        sum += (y[i] - wished[i]) * (y[i] - wished[i]);
    }
    try_from(&search, 0, 0, 0);
    if (!(sum <= search.best + 1e-9)) {
        row_fail("%zu labels were moved by %.9g in squares, %.9g is enough", n, sum, search.best);
    }
}

static void no_other_way_moves_less(void **state) {
    (void)state;
    uint32_t seed = 1;

    for (int i = 0; i < 2000; i++) {
        double wished[LABELS_MAX];
        size_t n = 1 + next_random(&seed) % 4;
        make_positions(wished, n, &seed);
        check_against_search(wished, n);
    }
}

static void many_labels_keep_gap_and_limits(void **state) {
    (void)state;
    enum { N = 40, GAP = 10, HIGH = (N - 1) * GAP };
    double y[N];

    for (int i = 0; i < N; i++) {
        y[i] = 0.001 * i;
    }
    spread(y, N, GAP, 0, HIGH);
    for (int i = 0; i < N; i++) {
        assert_true(fabs(y[i] - i * GAP) < 1e-9);
    }
}

static void high_labels_take_up_more(void **state) {
    (void)state;
    const double heights[] = {20, 40, 20};
    double y[] = {50, 50, 50};

    end_labels_spread(y, heights, 3, 0, 100);
    assert_true(fabs(y[0] - 20) < 1e-9);
    assert_true(fabs(y[1] - 50) < 1e-9);
    assert_true(fabs(y[2] - 80) < 1e-9);
}

/* Two labels leave 140 px between them, and 90 px below. */
static void notes_stand_below_all_labels_or_in_the_largest_gap(void **state) {
    (void)state;
    static const struct {
        double height;
        bool has_room;
        double top_min;
        double bottom_max;
    } rows_of_notes[] = {{60, true, 200, 310}, {120, true, 20, 200}, {180, false, 0, 0}};
    static struct panel panel = {.frame = {.right = 300, .bottom = 300}};
    static struct end_labels labels = {.panel = &panel, .size = 16, .n = 2};
    double bottom;

    labels.each[0] = (struct end_label){.y = 20, .n_lines = 1};
    labels.each[1] = (struct end_label){.y = 200, .n_lines = 1};
    for (size_t i = 0; i < sizeof(rows_of_notes) / sizeof(rows_of_notes[0]); i++) {
        double height = rows_of_notes[i].height;
        bool has_room = end_labels_find_gap(&labels, height, &bottom);
        if (has_room != rows_of_notes[i].has_room ||
            (has_room && (bottom - height < rows_of_notes[i].top_min ||
                          bottom > rows_of_notes[i].bottom_max))) {
            row_fail("a note of %g px: found %d, lower end %g", height, has_room, bottom);
        }
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_stand_below_all_labels_or_in_the_largest_gap),
        cmocka_unit_test(labels_are_where_they_are_by_hand),
        cmocka_unit_test(no_other_way_moves_less),
        cmocka_unit_test(many_labels_keep_gap_and_limits),
        cmocka_unit_test(high_labels_take_up_more),
    };
    return run_all(tests);
}
