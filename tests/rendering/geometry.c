/* The geometry panel has the range of y that shows most of its lines, and a place that it fills. */
#include "shared/drawing.h"

#include "rendering/figure/arrangement.h"
#include "rendering/panels/panel_types.h"
#include "rendering/style/theme.h"

/* The steps, a quarter of the range of x, by which the range is off the identity's; the numbers of
 * lines that it shows. */
static const struct {
    const char *settings;
    double steps;
    size_t n_shown;
} rows[] = {
    {"", 0, 5},
    /* the composed line is at 134 */
    {"geometry.x=-100,100 networks.plain.intercept=30 networks.residual.intercept=-20", 1, 5},
    /* the plain layer and the composed line are near 0, the identity is at 4, the others higher */
    {"geometry.x=3,5 networks.plain.slope=0.1 networks.plain.intercept=0 "
     "networks.residual.intercept=10",
     -7, 2},
    /* the composed line would lie on the edge */
    {"depth=60 networks.plain.slope=0.5 networks.plain.intercept=2 networks.residual.slope=1.2 "
     "networks.residual.skip=0",
     3, 4},
    /* nowhere else are more lines than the identity and the branch */
    {"networks.plain.intercept=1e5 networks.residual.skip=0.5", 0, 3},
};

static size_t count_shown(const struct panel *panel) {
    size_t n = 0;

    for (size_t i = 0; i < panel->n_curves; i++) {
        n += panel->curves[i].n > 0 ? 1 : 0;
    }
    return n;
}

static void most_lines_are_shown(void **state) {
    struct drawing *drawing = *state;
    const struct spec *spec = &drawing->spec;
    const struct metrics metrics = {.unit = 1, .curve = 2};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct series series;
        struct panel panel;
        drawing_reset(drawing);
        drawing_set_all(drawing, rows[i].settings);
        assert_true(renderer_collect(&series, spec, NULL, &drawing->error));
        struct panel_source source = {spec, &series, theme_of(&spec->figure), &metrics, 5, 1};
        panel_make(&panel, &source, PANEL_GEOMETRY);
        const struct real *x = spec->geometry.x.values;
        double step = (x[1].value - x[0].value) / 4;
        double middle = (x[0].value + x[1].value) / 2;
        expect_near(rows[i].settings, ((panel.y.low + panel.y.high) / 2 - middle) / step,
                    rows[i].steps, 1e-9);
        expect_near(rows[i].settings, panel.y.high - panel.y.low, 4 * step, 1e-9);
        expect_equal(rows[i].settings, (int64_t)count_shown(&panel), (int64_t)rows[i].n_shown);
        panel_finish(&panel);
        series_finish(&series);
    }
}

/* The rows of pages that a panel with equal scales fills only in part, or would. */
static const struct {
    const char *settings;
    int64_t n_rows;
    int64_t n_last; /* panels in the last row */
} pages[] = {
    {"figure.width=1024 figure.height=768 figure.panels=gradient,geometry", 1, 2},
    {"figure.width=1200 figure.height=900 figure.panels=geometry,sweep", 1, 2},
    {"figure.width=1024 figure.height=768 figure.panels=gradient,sweep", 2, 1},
    {"figure.width=1080 figure.height=1080 figure.panels=gradient,geometry", 2, 1},
    {"figure.width=640 figure.height=1400", 4, 1},
    {"figure.width=430 figure.height=940 "
     "figure.panels=activation,gradient,geometry,sweep,paths,depth",
     6, 1},
    {"figure.panels=activation,gradient,geometry", 2, 2},
    {"figure.panels=geometry,gradient,activation", 2, 1},
    {"figure.width=2400 figure.height=500 figure.panels=activation,gradient,geometry,sweep,depth",
     1, 5},
};

static void pages_are_filled(void **state) {
    struct drawing *drawing = *state;

    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
        drawing_reset(drawing);
        drawing_set_all(drawing, pages[i].settings);
        struct arrangement arrangement = arrangement_of(&drawing->spec.figure);
        expect_equal(pages[i].settings, (int64_t)arrangement.n_rows, pages[i].n_rows);
        expect_equal(pages[i].settings, (int64_t)arrangement.row_size[arrangement.n_rows - 1],
                     pages[i].n_last);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(most_lines_are_shown),
        TEST_WITH_DRAWING(pages_are_filled),
    };
    return run_all(tests);
}
