/* Tests of the positions of curves: known values, measured against the axes in the pixels.
 *
 * The values come from vectors/public.json, the axes' own from the tables below. Nothing of the
 * drawing code says where a point should be: the frames, ticks and grid lines are found in the
 * picture, as a reader finds them. */
#include "shared/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "shared/frames.h"
#include "shared/picture.h"

enum { DEPTH = 10, N_LAYERS = DEPTH + 1, N_SWEEP = 5 };

/* How far from its place a curve may be, px: half a px is lost in each rule of the axes. */
static const double PLACE_TOLERANCE = 1.5;

/* The ends of a dash are cut across the line, so that its middle in a column is off; the mean of
 * all columns is not. */
static const double DASH_TOLERANCE = 2.5;
static const double DASH_MEAN_TOLERANCE = 0.9;

/* ---- the looks of the figure ---- */

enum hue {
    HUE_PLAIN,
    HUE_RESIDUAL,
    HUE_IDEAL,
    HUE_IDENTITY,
    HUE_BRANCH,
    HUE_COMPOSED,
    HUE_START,
    HUE_SWEEP, /* and the following, in the order of the slopes */
    N_HUES = HUE_SWEEP + N_SWEEP
};

struct look {
    const char *settings;
    struct frame_style style;
    uint32_t hues[N_HUES];
};

#define LIGHT                                                                                      \
    {                                                                                              \
        0xa8122a, 0x159a80, 0x2348c4, 0x6b7380, 0x159a80, 0x621b2f, 0x525c6b, 0x690001, 0xa43e07,  \
            0xd27705, 0x52815d, 0x2348c4                                                           \
    }
#define DARK                                                                                       \
    {                                                                                              \
        0xf0566a, 0x24b192, 0x6f93ff, 0x7c8696, 0x24b192, 0xf0a5b1, 0xa9b3c1, 0xd81f0b, 0xe4a237,  \
            0xfff450, 0x78da9e, 0x6f93ff                                                           \
    }

static const struct look looks[] = {
    {"", {0x9aa3af, 0xe6e8ec, 0xc3c9d2, 1}, LIGHT},
    {"figure.scale=2", {0x9aa3af, 0xe6e8ec, 0xc3c9d2, 2}, LIGHT},
    {"figure.theme=dark", {0x5d6877, 0x2a313c, 0x465162, 1}, DARK},
    {"figure.width=1460 figure.height=973", {0x9aa3af, 0xe6e8ec, 0xc3c9d2, 1}, LIGHT},
};

/* ---- the axes ---- */

static double linear(double value) {
    return value;
}

/* What a reader reads at the rules: the values of the grid lines from the top down, without those
 * that a solid curve covers. `bottom` is the value at the bottom spine, if a tick is there. */
struct axis_table {
    size_t n_x;
    double x_first;
    double x_last;
    double (*position)(double);
    size_t n_y;
    double y[9];
    double bottom;
};

static const struct axis_table axes[FOUR_PANELS] = {
    [PANEL_ACTIVATION] = {N_LAYERS, 0, DEPTH, linear, 4, {8, 6, 4, 2}, 0},
    [PANEL_GRADIENT] = {N_LAYERS, 0, DEPTH, log10, 7, {10, 5, 2, 1, 0.5, 0.2, 0.1}, NAN},
    [PANEL_GEOMETRY] = {5, -2, 2, linear, 4, {2, 1, 0, -1}, -2},
    [PANEL_SWEEP] =
        {N_LAYERS, 0, DEPTH, log10, 9, {10, 1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7}, NAN},
};

/* Two places with their values: pixels from values by proportion, and back. */
struct ruler {
    double px[2];
    double value[2];
};

static double px_of(const struct ruler *ruler, double value) {
    double part = (value - ruler->value[0]) / (ruler->value[1] - ruler->value[0]);
    return ruler->px[0] + part * (ruler->px[1] - ruler->px[0]);
}

static double value_of(const struct ruler *ruler, double px) {
    double part = (px - ruler->px[0]) / (ruler->px[1] - ruler->px[0]);
    return ruler->value[0] + part * (ruler->value[1] - ruler->value[0]);
}

static struct ruler make_ruler(const struct frame_marks *marks, double first, double last) {
    return (struct ruler){{marks->at[0], marks->at[marks->n - 1]}, {first, last}};
}

/* A mark is moved by up to half a px, and so are the two that the ruler is made of. */
static void expect_mark(const char *panel, const struct ruler *ruler, double value, double px,
                        double scale) {
    if (!(fabs(px_of(ruler, value) - px) <= 1.01 * scale)) {
        fail_msg("%s: the mark of %g is at %.1f px, expected it at %.1f", panel, value, px,
                 px_of(ruler, value));
    }
}

/* ---- the curves ---- */

/* A line through points in the coordinates of its panel's axes: of values or their log10. */
struct line {
    const char *name;
    enum panel_kind panel;
    enum hue hue;
    double dashes[2]; /* for a dashed line the least and the largest part that is drawn */
    size_t n;
    double x[N_LAYERS];
    double y[N_LAYERS];
};

enum { N_LINES = 15 };

static struct line lines[N_LINES] = {
    {"plain", PANEL_ACTIVATION, HUE_PLAIN, {0}, 0, {0}, {0}},
    {"residual", PANEL_ACTIVATION, HUE_RESIDUAL, {0}, 0, {0}, {0}},
    {"plain", PANEL_GRADIENT, HUE_PLAIN, {0}, 0, {0}, {0}},
    {"residual", PANEL_GRADIENT, HUE_RESIDUAL, {0}, 0, {0}, {0}},
    {"ideal", PANEL_GRADIENT, HUE_IDEAL, {0.55, 0.75}, 0, {0}, {0}},
    {"identity", PANEL_GEOMETRY, HUE_IDENTITY, {0.3, 0.75}, 0, {0}, {0}},
    {"plain", PANEL_GEOMETRY, HUE_PLAIN, {0}, 0, {0}, {0}},
    {"residual", PANEL_GEOMETRY, HUE_RESIDUAL, {0}, 0, {0}, {0}},
    {"branch", PANEL_GEOMETRY, HUE_BRANCH, {0.55, 0.85}, 0, {0}, {0}},
    {"composed", PANEL_GEOMETRY, HUE_COMPOSED, {0}, 0, {0}, {0}},
    {"a = -0.8", PANEL_SWEEP, HUE_SWEEP + 0, {0}, 0, {0}, {0}},
    {"a = -0.5", PANEL_SWEEP, HUE_SWEEP + 1, {0}, 0, {0}, {0}},
    {"a = -0.2", PANEL_SWEEP, HUE_SWEEP + 2, {0}, 0, {0}, {0}},
    {"a = 0", PANEL_SWEEP, HUE_SWEEP + 3, {0.55, 0.75}, 0, {0}, {0}},
    {"a = 0.2", PANEL_SWEEP, HUE_SWEEP + 4, {0}, 0, {0}, {0}},
};

/* ---- reading the values ---- */

static json_t *member(json_t *object, const char *key) {
    json_t *value = json_object_get(object, key);
    if (value == NULL) {
        fail_msg("the vectors have no field %s", key);
    }
    return value;
}

static double number(json_t *object, const char *key) {
    return strtod(json_string_value(member(object, key)), NULL);
}

static json_t *expected_of(json_t *root, const char *id) {
    size_t i;
    json_t *item;

    json_array_foreach(member(root, "cases"), i, item) {
        if (strcmp(json_string_value(member(item, "id")), id) == 0) {
            return member(member(item, "expected"), "binary64");
        }
    }
    fail_msg("no case %s in the vectors", id);
    return NULL;
}

static struct line *line_named(enum panel_kind panel, const char *name) {
    struct line *line = lines;
    while (line < &lines[N_LINES - 1] && (line->panel != panel || strcmp(line->name, name) != 0)) {
        line++;
    }
    assert_int_equal(line->panel, panel);
    assert_string_equal(line->name, name);
    return line;
}

static void add_point(struct line *line, double x, double y) {
    assert_true(line->n < N_LAYERS);
    line->x[line->n] = x;
    line->y[line->n] = y;
    line->n++;
}

static void read_layers(json_t *table, const char *field, struct line *line) {
    size_t i;
    json_t *row;

    json_array_foreach(table, i, row) {
        add_point(line, (double)json_integer_value(member(row, "k")), number(row, field));
    }
    assert_int_equal(line->n, N_LAYERS);
}

/* The two ends of a line of the geometry panel; those within make no difference. */
static void read_geometry(json_t *expected, const char *field, const char *name) {
    json_t *rows = member(member(expected, "geometry"), "lines");
    struct line *line = line_named(PANEL_GEOMETRY, name);
    size_t i;
    json_t *row;

    json_array_foreach(rows, i, row) {
        add_point(line, number(row, "x"), number(row, field));
    }
    assert_true(line->x[0] == -2 && line->x[line->n - 1] == 2);
}

/* The vectors have the last layer; on a log axis the others are on the straight line to it. */
static void read_sweep(json_t *rows) {
    size_t i;
    json_t *row;

    json_array_foreach(rows, i, row) {
        struct line *line = &lines[N_LINES - N_SWEEP + i];
        assert_string_equal(line->name + strlen("a = "), json_string_value(member(row, "a")));
        add_point(line, 0, 0);
        add_point(line, DEPTH, number(row, "log10"));
    }
    assert_int_equal(json_array_size(rows), N_SWEEP);
}

static void read_vectors(const char *path) {
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    if (root == NULL) {
        fail_msg("%s: %s", path, error.text);
    }
    json_t *plain = expected_of(root, "P01");
    json_t *residual = expected_of(root, "P02");
    struct line *ideal = line_named(PANEL_GRADIENT, "ideal");

    read_layers(member(plain, "activation"), "value", line_named(PANEL_ACTIVATION, "plain"));
    read_layers(member(residual, "activation"), "value", line_named(PANEL_ACTIVATION, "residual"));
    read_layers(member(plain, "gradient"), "log10", line_named(PANEL_GRADIENT, "plain"));
    read_layers(member(residual, "gradient"), "log10", line_named(PANEL_GRADIENT, "residual"));
    add_point(ideal, 0, 0);
    add_point(ideal, DEPTH, 0);
    read_geometry(plain, "identity", "identity");
    read_geometry(plain, "branch_or_plain", "plain");
    read_geometry(plain, "composed", "composed");
    read_geometry(residual, "block", "residual");
    read_geometry(residual, "branch_or_plain", "branch");
    read_sweep(member(expected_of(root, "P03"), "sweep"));
    json_decref(root);
}

/* Between its points a curve is straight in the coordinates of the axes. */
static double line_at(const struct line *line, double x) {
    size_t i = 1;
    while (i < line->n - 1 && line->x[i] < x) {
        i++;
    }
    double part = (x - line->x[i - 1]) / (line->x[i] - line->x[i - 1]);
    return line->y[i - 1] + part * (line->y[i] - line->y[i - 1]);
}

/* ---- a figure with its rulers ---- */

struct view {
    const struct look *look;
    const struct image *image;
    struct frame frames[FOUR_PANELS];
    struct ruler x[FOUR_PANELS];
    struct ruler y[FOUR_PANELS];
    double scale; /* pixels a px */
};

static void read_axes(struct view *view, enum panel_kind panel) {
    const struct frame *frame = &view->frames[panel];
    const struct axis_table *table = &axes[panel];
    const char *name = panel_word(panel);
    double step = (table->x_last - table->x_first) / (double)(table->n_x - 1);

    if (frame->x_ticks.n != table->n_x || frame->y_grid.n != table->n_y) {
        fail_msg("%s: expected %zu ticks and %zu grid lines, found %zu and %zu", name, table->n_x,
                 table->n_y, frame->x_ticks.n, frame->y_grid.n);
    }
    view->x[panel] = make_ruler(&frame->x_ticks, table->x_first, table->x_last);
    view->y[panel] = make_ruler(&frame->y_grid, table->position(table->y[0]),
                                table->position(table->y[table->n_y - 1]));
    for (size_t i = 0; i < table->n_x; i++) {
        expect_mark(name, &view->x[panel], table->x_first + (double)i * step, frame->x_ticks.at[i],
                    view->scale);
    }
    for (size_t i = 0; i < table->n_y; i++) {
        expect_mark(name, &view->y[panel], table->position(table->y[i]), frame->y_grid.at[i],
                    view->scale);
    }
    if (!isnan(table->bottom)) {
        expect_mark(name, &view->y[panel], table->bottom, (double)frame->bottom + view->scale / 2,
                    view->scale);
    }
}

static void draw_view(struct drawing *drawing, const struct look *look, struct view *view) {
    drawing_reset(drawing);
    drawing_set_all(drawing, look->settings);
    drawing_draw(drawing);
    *view =
        (struct view){.look = look, .image = &drawing->image, .scale = (double)look->style.scale};
    size_t n = frames_find(view->image, &look->style, view->frames);
    if (n != FOUR_PANELS) {
        fail_msg("%s: found %zu frames", look->settings, n);
    }
    for (int i = 0; i < FOUR_PANELS; i++) {
        read_axes(view, (enum panel_kind)i);
    }
}

/* ---- looking for a line ---- */

/* A place where a line should be: a column, and the middle of the line in it. */
struct place {
    size_t column;
    double y;
};

static struct place place_of(const struct view *view, const struct line *line, double x) {
    double column = floor(px_of(&view->x[line->panel], x));
    double exact_x = value_of(&view->x[line->panel], column + 0.5);
    double y = px_of(&view->y[line->panel], line_at(line, exact_x));
    return (struct place){(size_t)column, y};
}

static bool is_inside(const struct view *view, const struct line *line, struct place place) {
    const struct frame *frame = &view->frames[line->panel];
    double margin = 10 * view->scale; /* farther than find_middle looks */
    return place.y > (double)frame->top + margin && place.y < (double)frame->bottom - margin &&
           place.column > frame->left && place.column < frame->right - 1;
}

/* Whether another line, or one of its markers, is so near that it may hide this one. */
static bool is_crowded(const struct view *view, const struct line *line, double x,
                       struct place place) {
    for (size_t i = 0; i < N_LINES; i++) {
        const struct line *other = &lines[i];
        if (other != line && other->panel == line->panel &&
            fabs(place_of(view, other, x).y - place.y) < 11 * view->scale) {
            return true;
        }
    }
    return false;
}

/* The middle of the pixels in the line's colour nearest to `place` in its column; NAN if none.
 * Those of a double line are up to `gap` pixels apart. */
static double find_middle(const struct view *view, struct place place, uint32_t color, size_t gap) {
    static const unsigned antialiased = 48;
    size_t reach = (size_t)(9 * view->scale);
    size_t middle = (size_t)place.y;
    double nearest = NAN;
    size_t first = 0;
    size_t end = 0; /* of the pixels of one line, behind the last; 0: there are none */

    for (size_t y = middle - reach; y <= middle + reach; y++) {
        bool is_line = picture_color_distance(picture_pixel(view->image, place.column, y), color) <=
                       antialiased;
        if (y < middle + reach && is_line) {
            first = end == 0 ? y : first;
            end = y + 1;
        } else if (end > 0 && (y - end >= gap || y == middle + reach)) {
            double run_middle = (double)(first + end) / 2;
            if (!(fabs(run_middle - place.y) > fabs(nearest - place.y))) {
                nearest = run_middle;
            }
            end = 0;
        }
    }
    return nearest;
}

/* That of a line. */
static double find_line(const struct view *view, const struct line *line, struct place place) {
    size_t gap = line->hue == HUE_COMPOSED ? (size_t)(3 * view->scale) : 0;

    return find_middle(view, place, view->look->hues[line->hue], gap);
}

static void expect_place(const struct view *view, const struct line *line, double x,
                         struct place place, double found) {
    double tolerance = line->dashes[1] > 0 ? DASH_TOLERANCE : PLACE_TOLERANCE;

    if (!(fabs(found - place.y) <= tolerance * view->scale)) {
        fail_msg("%s %s of %s at %.3f: expected at row %.1f of column %zu, found at %.1f",
                 view->look->settings, line->name, panel_word(line->panel), x, place.y,
                 place.column, found);
    }
}

/* ---- the tests ---- */

/* At every layer, where there may be a marker, and at three places between it and the next. */
static void check_solid(const struct view *view, const struct line *line) {
    enum { N_STEPS = 40 };
    size_t n_inside = 0;
    size_t n_checked = 0;

    for (int i = 1; i <= N_STEPS; i++) {
        double x = line->x[0] + (line->x[line->n - 1] - line->x[0]) * i / N_STEPS;
        struct place place = place_of(view, line, x);
        if (!is_inside(view, line, place)) {
            continue;
        }
        n_inside++;
        if (!is_crowded(view, line, x, place)) {
            n_checked++;
            expect_place(view, line, x, place, find_line(view, line, place));
        }
    }
    if (n_inside < N_STEPS / 2 || 5 * n_checked < 2 * n_inside) {
        fail_msg("%s of %s: only %zu of %zu places could be looked at", line->name,
                 panel_word(line->panel), n_checked, n_inside);
    }
}

/* In every column: dashes where they should be, and as much of them as of gaps between. */
static void check_dashed(const struct view *view, const struct line *line) {
    double first = px_of(&view->x[line->panel], line->x[0]) + 8 * view->scale;
    double last = px_of(&view->x[line->panel], line->x[line->n - 1]) - 2 * view->scale;
    size_t n_checked = 0;
    size_t n_drawn = 0;
    double sum = 0;

    for (double px = ceil(first); px < last; px++) {
        double x = value_of(&view->x[line->panel], px + 0.5);
        struct place place = place_of(view, line, x);
        if (!is_inside(view, line, place) || is_crowded(view, line, x, place)) {
            continue;
        }
        double found = find_line(view, line, place);
        n_checked++;
        if (!isnan(found)) {
            n_drawn++;
            sum += found - place.y;
            expect_place(view, line, x, place, found);
        }
    }
    double part = (double)n_drawn / (double)n_checked;
    if (n_checked < 50 || part < line->dashes[0] || part > line->dashes[1]) {
        fail_msg("%s of %s: drawn in %zu of %zu columns", line->name, panel_word(line->panel),
                 n_drawn, n_checked);
    }
    if (fabs(sum) > DASH_MEAN_TOLERANCE * view->scale * (double)n_drawn) {
        fail_msg("%s: %s of %s: %.2f px off", view->look->settings, line->name,
                 panel_word(line->panel), sum / (double)n_drawn);
    }
}

static void curves_are_at_their_values(void **state) {
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
        struct view view;
        draw_view(*state, &looks[i], &view);
        for (size_t j = 0; j < N_LINES; j++) {
            if (lines[j].dashes[1] > 0) {
                check_dashed(&view, &lines[j]);
            } else {
                check_solid(&view, &lines[j]);
            }
        }
    }
}

static void curves_end_at_the_last_layer(void **state) {
    struct view view;
    draw_view(*state, &looks[0], &view);

    for (size_t i = 0; i < N_LINES; i++) {
        const struct line *line = &lines[i];
        const struct frame *frame = &view.frames[line->panel];
        if (line->panel == PANEL_GEOMETRY) {
            continue; /* there lines go from edge to edge */
        }
        size_t end = (size_t)px_of(&view.x[line->panel], DEPTH) + 8;
        assert_true(end < frame->right);
        for (size_t y = frame->top; y < frame->bottom; y++) {
            for (size_t x = end; x < frame->right; x++) {
                assert_int_not_equal(picture_pixel(view.image, x, y), looks[0].hues[line->hue]);
            }
        }
    }
}

/* Over layers all curves begin in one dot, in no curve's colour. */
static void curves_begin_in_one_dot(void **state) {
    static const struct line starts[] = {
        {"start", PANEL_ACTIVATION, HUE_START, {0}, 2, {0, DEPTH}, {1, 1}},
        {"start", PANEL_GRADIENT, HUE_START, {0}, 2, {0, DEPTH}, {0, 0}},
        {"start", PANEL_SWEEP, HUE_START, {0}, 2, {0, DEPTH}, {0, 0}},
    };

    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
        struct view view;
        draw_view(*state, &looks[i], &view);
        for (size_t j = 0; j < sizeof(starts) / sizeof(starts[0]); j++) {
            struct place place = place_of(&view, &starts[j], 0);
            expect_place(&view, &starts[j], 0, place,
                         find_middle(&view, place, looks[i].hues[HUE_START], 0));
        }
    }
}

static void the_geometry_has_equal_scales(void **state) {
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
        struct view view;
        draw_view(*state, &looks[i], &view);
        const struct ruler *x = &view.x[PANEL_GEOMETRY];
        const struct ruler *y = &view.y[PANEL_GEOMETRY];
        double width = px_of(x, 2) - px_of(x, -2);
        double height = px_of(y, -2) - px_of(y, 2);
        assert_true(width > 100 * view.scale);
        assert_true(fabs(width - height) <= 1.5 * view.scale);
    }
}

/* A leader would be in the colour of text, and thinner than a marker. */
static void a_curve_of_one_point_is_a_marker(void **state) {
    enum { ROWS_MIN = 6 };
    static const uint32_t colors[] = {0xa8122a, 0x159a80};
    struct drawing *drawing = *state;
    drawing_set_all(drawing, "depth=1 figure.panels=depth");
    drawing_draw(drawing);
    const struct image *picture = &drawing->image;

    for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++) {
        size_t longest = 0;
        for (size_t x = 0; x < picture->width; x++) {
            size_t n = 0;
            for (size_t y = picture->height / 6; y < picture->height; y++) {
                n = picture_pixel(picture, x, y) == colors[i] ? n + 1 : 0;
                longest = n > longest ? n : longest;
            }
        }
        assert_in_range(longest, ROWS_MIN, 3 * ROWS_MIN);
    }
}

/* Whether a column has the color below the titles. */
static bool column_has(const struct image *picture, size_t x, uint32_t color) {
    size_t y = picture->height / 6;

    while (y < picture->height && picture_pixel(picture, x, y) != color) {
        y++;
    }
    return y < picture->height;
}

/* Of random layers too: in the column of the dot the band has no height. */
static void a_band_begins_in_the_dot(void **state) {
    enum { BAND_MAX = 6 };
    static const uint32_t dot = 0x525c6b;
    struct drawing *drawing = *state;
    size_t x = 0;
    size_t n_pale = 0;
    drawing_set_all(drawing, "depth=1000 figure.panels=gradient networks.plain.slope_sd=0.5");
    drawing_draw(drawing);
    const struct image *picture = &drawing->image;

    while (picture_pixel(picture, x, picture->height / 2) != 0x9aa3af) { /* the left spine */
        x++;
    }
    size_t spine = x;
    for (bool is_dot = false; !is_dot; x++) {
        for (size_t y = picture->height / 6; y < picture->height * 5 / 6; y++) {
            is_dot = is_dot || (x > spine + 2 && picture_pixel(picture, x, y) == dot);
        }
    }
    for (size_t y = 0; y < picture->height; y++) {
        uint32_t color = picture_pixel(picture, x, y);
        n_pale += (color >> 16 & 0xff) > (color >> 8 & 0xff) + 20 ? 1 : 0;
    }
    assert_in_range(n_pale, 0, BAND_MAX);
}

/* 1 - 2/√n is 0 with 4 layers, and not with more. */
static void a_curve_goes_on_after_a_gradient_of_0(void **state) {
    enum { GAP_MIN = 40 };
    static const uint32_t color = 0x159a80;
    size_t last = 0;
    size_t widest_gap = 0;
    struct drawing *drawing = *state;
    drawing_set_all(drawing, "depth=100 figure.panels=depth networks.residual.slope=-2 "
                             "networks.residual.scale_power=-0.5");
    drawing_draw(drawing);

    for (size_t x = 0; x < drawing->image.width; x++) {
        if (column_has(&drawing->image, x, color)) {
            widest_gap = last > 0 && x - last > widest_gap ? x - last : widest_gap;
            last = x;
        }
    }
    assert_true(widest_gap > GAP_MIN);
    assert_true(last > drawing->image.width * 3 / 4);
}

/* Those of networks without a skip connection, in their order. */
static void expect_colors(struct drawing *drawing, size_t n_networks, size_t from, size_t to) {
    static const uint32_t colors[] = {0xa8122a, 0xe96700, 0x632d73};

    for (size_t i = 0; i < n_networks; i++) {
        size_t n = 0;
        for (size_t x = from; x < to; x++) {
            n += column_has(&drawing->image, x, colors[i]) ? 1 : 0;
        }
        assert_true(n > (to - from) / 5);
    }
}

/* Of two networks with the same slopes in reverse, the gradients by depth are equal from depth 2
 * on: the one below is seen in stripes. So are one whose modulus is equal up to a layer, and each
 * of three. */
static void curves_that_meet_are_all_seen(void **state) {
    struct drawing *drawing = *state;
    drawing_set_all(drawing, "depth=20 figure.panels=depth networks.residual.skip=0");
    drawing_set(drawing, "networks.plain.slopes", "{from: 2, to: 0.2}");
    drawing_set(drawing, "networks.residual.slopes", "{from: 0.2, to: 2}");
    drawing_draw(drawing);
    expect_colors(drawing, 2, drawing->image.width / 2, drawing->image.width * 3 / 4);

    drawing_reset(drawing);
    drawing_set_all(drawing, "depth=8 figure.panels=gradient networks.residual.skip=0 "
                             "networks.residual.slope=-0.9 "
                             "networks.plain.slopes=0.9,0.9,0.9,0.9,0.9,0.9,0.5,0.5");
    drawing_draw(drawing);
    expect_colors(drawing, 2, drawing->image.width / 4, drawing->image.width / 2);

    drawing_read(drawing, "depth: 8\n"
                          "networks: {a: {slopes: [.9, .9, .9, .9, .9, .9, .5, .5]},\n"
                          "           b: {slopes: [.9, .9, .9, .9, .9, .9, .7, .7]},\n"
                          "           c: {slope: .9}}\n"
                          "figure: {panels: [gradient]}\n");
    drawing_draw(drawing);
    expect_colors(drawing, 3, drawing->image.width / 4, drawing->image.width / 2);
}

/* Two edges without markers in between, which would stand at values of no layer. */
static void expect_pale_area(const char *slope, const struct image *picture) {
    enum { EDGES_MAX = 8, LETTER_MAX = 20, AREA_MIN = 200 };
    static const uint32_t line = 0xa8122a;
    size_t n_written = 0;

    for (size_t x = picture->width / 4; x < picture->width / 2; x++) {
        size_t n_line = 0;
        size_t n_pale = 0;
        for (size_t y = picture->height / 4; y < picture->height; y++) {
            uint32_t color = picture_pixel(picture, x, y);
            unsigned red = color >> 16 & 0xff;
            unsigned green = color >> 8 & 0xff;
            n_line += color == line ? 1 : 0;
            n_pale += red > green + 10 && green > 0x80 ? 1 : 0;
        }
        n_written += n_line > EDGES_MAX ? 1 : 0;
        if (n_line > EDGES_MAX + LETTER_MAX || n_pale < AREA_MIN) {
            fail_msg("slope %s: %zu px of lines and %zu of an area at x %zu", slope, n_line, n_pale,
                     x);
        }
    }
    assert_true(n_written > 0); /* it says that it swings */
}

/* With slope -1 points beside each other have one value. */
static void fast_swings_are_a_pale_area(void **state) {
    static const char *const slopes[] = {"-0.998", "-1"};
    struct drawing *drawing = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(slopes); i++) {
        drawing_reset(drawing);
        drawing_set_all(drawing, "depth=400 networks.plain.intercept=0 "
                                 "networks.residual.label=none networks.residual.slope=0 "
                                 "networks.residual.intercept=0 figure.panels=activation");
        drawing_set(drawing, "networks.plain.slope", slopes[i]);
        drawing_draw(drawing);
        expect_pale_area(slopes[i], &drawing->image);
    }
}

int main(int argc, char **argv) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(curves_are_at_their_values),
        TEST_WITH_DRAWING(curves_end_at_the_last_layer),
        TEST_WITH_DRAWING(curves_begin_in_one_dot),
        TEST_WITH_DRAWING(a_curve_of_one_point_is_a_marker),
        TEST_WITH_DRAWING(a_band_begins_in_the_dot),
        TEST_WITH_DRAWING(a_curve_goes_on_after_a_gradient_of_0),
        TEST_WITH_DRAWING(curves_that_meet_are_all_seen),
        TEST_WITH_DRAWING(fast_swings_are_a_pale_area),
        TEST_WITH_DRAWING(the_geometry_has_equal_scales),
    };

    if (argc != 2) {
        return EXIT_FAILURE;
    }
    read_vectors(argv[1]);
    return run_all(tests);
}
