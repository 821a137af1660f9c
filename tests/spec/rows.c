/* Every row of the table of parameters does something, and comes back from a recipe. */
#include "shared/drawing.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/png.h"
#include "simulation/series.h"
#include "spec/parameters.h"
#include "spec/reader.h"
#include "spec/recipe.h"
#include "spec/settings.h"

#include "shared/picture.h"

/* What of a figure a row changes, all of it and nothing else. */
enum effect {
    EFFECT_NUMBERS = 1, /* the series */
    EFFECT_PIXELS = 2,  /* their colors or number */
    EFFECT_BOTH = EFFECT_NUMBERS | EFFECT_PIXELS,
    EFFECT_RESOLUTION = 4, /* pixels per metre in the file */
    EFFECT_PALETTE = 8,    /* whether the file has one */
};

static const struct second_value {
    const char *row; /* its key in the table */
    const char *value;
    const char *in_recipe;
    unsigned effects;
    const char *name; /* in place of NAME; NULL: of the network "plain", or the curve "curve" */
} second_values[] = {
    {"depth", "7", "depth: 7", EFFECT_BOTH},
    {"input", "+2.50", "input: +2.50", EFFECT_BOTH},

    {"networks.NAME.slope", "7E-1", "slope: 7E-1", EFFECT_BOTH},
    {"networks.NAME.slopes", ".7,1.", "slopes: [.7, 1.]", EFFECT_BOTH},
    {"networks.NAME.intercept", "-3e-1", "intercept: -3e-1", EFFECT_BOTH},
    {"networks.NAME.intercepts", "0.2,-0.1", "intercepts: [0.2, -0.1]", EFFECT_BOTH},
    {"networks.NAME.skip", "0.125", "skip: 0.125", EFFECT_BOTH},
    {"networks.NAME.scale", "-1.1", "scale: -1.1", EFFECT_BOTH},
    {"networks.NAME.skips", "{from: 1., to: .5}", "to: .5", EFFECT_BOTH},
    {"networks.NAME.scales", "1,.9", "scales: [1, .9]", EFFECT_BOTH},
    {"networks.NAME.scale_power", "-.5", "scale_power: -.5", EFFECT_BOTH},
    {"networks.NAME.slope_sd", ".05", "slope_sd: .05", EFFECT_BOTH},
    {"networks.NAME.distribution", "uniform", "distribution: uniform", EFFECT_BOTH, "residual"},
    {"networks.NAME.label", "a \"name\"", "label: \"a \\\"name\\\"\"", EFFECT_PIXELS},
    {"networks.NAME.color", "#00FF0a", "color: \"#00ff0a\"", EFFECT_PIXELS},

    {"measured.NAME.gradients", "2.,null,1e0", "gradients: [2., null, 1e0]", EFFECT_BOTH},
    {"measured.NAME.quantity", "weights", "quantity: weights", EFFECT_PIXELS},
    {"measured.NAME.label", "points", "label: \"points\"", EFFECT_PIXELS},
    {"measured.NAME.color", "#00FF0b", "color: \"#00ff0b\"", EFFECT_PIXELS},

    {"sweep.slopes", "-0.3,0.1,0.40", "slopes: [-0.3, 0.1, 0.40]", EFFECT_BOTH},
    {"sweep.skip", "0.9", "skip: 0.9", EFFECT_BOTH},
    {"sweep.scale", "0.6", "scale: 0.6", EFFECT_BOTH},

    {"sweep.slope_sd", "2e-1", "slope_sd: 2e-1", EFFECT_BOTH},
    {"sweep.distribution", "uniform", "distribution: uniform", EFFECT_BOTH},

    {"random.seed", "9007199254740992", "seed: 9007199254740992", EFFECT_BOTH},
    {"random.samples", "137", "samples: 137", EFFECT_BOTH},

    {"geometry.x", "-1,3", "x: [-1, 3]", EFFECT_BOTH},

    {"paths.band", "2,5", "band: [2, 5]", EFFECT_PIXELS},

    {"figure.width", "1300", "width: 1300", EFFECT_PIXELS},
    {"figure.height", "900", "height: 900", EFFECT_PIXELS},
    {"figure.scale", "2", "scale: 2", EFFECT_PIXELS | EFFECT_RESOLUTION},
    {"figure.dpi", "150", "dpi: 150", EFFECT_RESOLUTION},
    {"figure.language", "zh", "language: zh", EFFECT_PIXELS},
    {"figure.theme", "dark", "theme: dark", EFFECT_PIXELS},
    {"figure.background", "transparent", "background: transparent", EFFECT_PIXELS},
    {"figure.palette", "safe", "palette: safe", EFFECT_PIXELS},
    {"figure.colors", "256", "colors: 256", EFFECT_PALETTE},
    {"figure.panels", "sweep,gradient", "panels: [sweep, gradient]", EFFECT_BOTH},

    {"labels.title", "Second title", "title: \"Second title\"", EFFECT_PIXELS},
    {"labels.subtitle", "Second subtitle", "subtitle: \"Second subtitle\"", EFFECT_PIXELS},
    {"labels.activation-title", "激活", "activation-title: \"激活\"", EFFECT_PIXELS},
    {"labels.activation-subtitle", "a \\ b", "activation-subtitle: \"a \\\\ b\"", EFFECT_PIXELS},
    {"labels.gradient-title", "<b>", "gradient-title: \"<b>\"", EFFECT_PIXELS},
    {"labels.gradient-subtitle", " x ", "gradient-subtitle: \" x \"", EFFECT_PIXELS},
    {"labels.geometry-title", "#", "geometry-title: \"#\"", EFFECT_PIXELS},
    {"labels.geometry-subtitle", "null", "geometry-subtitle: \"null\"", EFFECT_PIXELS},
    {"labels.sweep-title", "a: b", "sweep-title: \"a: b\"", EFFECT_PIXELS},
    {"labels.sweep-subtitle", "&amp;", "sweep-subtitle: \"&amp;\"", EFFECT_PIXELS},
    {"labels.paths-title", "5%", "paths-title: \"5%\"", EFFECT_PIXELS},
    {"labels.paths-subtitle", "路径", "paths-subtitle: \"路径\"", EFFECT_PIXELS},
    {"labels.depth-title", "deeper", "depth-title: \"deeper\"", EFFECT_PIXELS},
    {"labels.depth-subtitle", "深度", "depth-subtitle: \"深度\"", EFFECT_PIXELS},
};

/* ---- a figure and all that a row may change ---- */

struct outcome {
    struct series series;
    struct image image;
    uint32_t pixels_per_metre;
    bool has_palette;
    char *recipe;
};

static void outcome_finish(struct outcome *outcome) {
    series_finish(&outcome->series);
    image_finish(&outcome->image);
    free(outcome->recipe);
}

static uint32_t read_resolution(const unsigned char *png, size_t n_bytes) {
    const unsigned char *chunk = memmem(png, n_bytes, "pHYs", 4);

    assert_non_null(chunk);
    return (uint32_t)chunk[4] << 24 | (uint32_t)chunk[5] << 16 | (uint32_t)chunk[6] << 8 | chunk[7];
}

/* The file as the command writes it, from a copy, because a palette replaces the pixels. */
static void encode(const struct drawing *drawing, struct outcome *outcome) {
    const struct figure_options *figure = &drawing->spec.figure;
    const struct about about = {.dpi = figure->dpi * figure->scale, .software = "gradfig"};
    struct image image = picture_copy(&drawing->image);
    struct bytes bytes;

    png_write(&image, (enum color_precision)figure->colors, &about, &bytes);
    outcome->pixels_per_metre = read_resolution((const unsigned char *)bytes.data, bytes.n);
    outcome->has_palette = memmem(bytes.data, bytes.n, "PLTE", 4) != NULL;
    image_finish(&image);
    bytes_finish(&bytes);
}

/* The article's figure with every panel there is, and with measured gradients. */
static void reset(struct drawing *drawing) {
    drawing_reset(drawing);
    (void)settings_add_name(drawing->spec.settings, OWNER_MEASURED, "curve");
    settings_build(drawing->spec.settings, &drawing->spec);
    drawing_set(drawing, "measured.curve.gradients", "1,0.5,0.25,0.1");
    drawing_set(drawing, "figure.panels", "activation,gradient,geometry,sweep,paths,depth");
    drawing_set(drawing, "networks.residual.slope_sd", "0.1");
    drawing_set(drawing, "sweep.slope_sd", "0.1");
}

static void make_outcome(struct drawing *drawing, struct outcome *outcome) {
    const struct selection all = {0};

    *outcome = (struct outcome){0};
    assert_true(series_collect(&outcome->series, &drawing->spec, &all, &drawing->error));
    drawing_draw(drawing);
    encode(drawing, outcome);
    outcome->image = drawing_take(drawing);
    outcome->recipe = recipe_write(&drawing->spec, &drawing->error);
}

/* ---- comparing ---- */

static bool is_same_point(const struct point *a, const struct point *b) {
    return a->x == b->x && a->y.sign == b->y.sign && a->y.log10_abs == b->y.log10_abs &&
           a->y.value == b->y.value && a->certain == b->certain;
}

static bool is_same_curve(const struct curve *a, const struct curve *b) {
    bool is_same = a->n_points == b->n_points && a->id.panel == b->id.panel &&
                   a->id.role == b->id.role && a->id.index == b->id.index;

    for (size_t i = 0; is_same && i < a->n_points; i++) {
        is_same = is_same_point(&a->points[i], &b->points[i]);
    }
    return is_same;
}

static bool is_same_series(const struct series *a, const struct series *b) {
    bool is_same = a->n_curves == b->n_curves;

    for (size_t i = 0; is_same && i < a->n_curves; i++) {
        is_same = is_same_curve(&a->curves[i], &b->curves[i]);
    }
    return is_same;
}

static bool is_same_image(const struct image *a, const struct image *b) {
    return a->width == b->width && a->height == b->height && picture_compare(a, b).n_pixels == 0;
}

/* How two figures differ, as enum effect. */
static unsigned differences(const struct outcome *a, const struct outcome *b) {
    unsigned effects = 0;

    effects |= is_same_series(&a->series, &b->series) ? 0 : EFFECT_NUMBERS;
    effects |= is_same_image(&a->image, &b->image) ? 0 : EFFECT_PIXELS;
    effects |= a->pixels_per_metre == b->pixels_per_metre ? 0 : EFFECT_RESOLUTION;
    effects |= a->has_palette == b->has_palette ? 0 : EFFECT_PALETTE;
    return effects;
}

/* ---- tests ---- */

static const struct second_value *find_second_value(const char *row) {
    for (size_t i = 0; i < G_N_ELEMENTS(second_values); i++) {
        if (strcmp(second_values[i].row, row) == 0) {
            return &second_values[i];
        }
    }
    return NULL;
}

static bool is_row(const char *key) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        if (strcmp(parameter_rows[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

static void every_row_has_a_second_value(void **state) {
    size_t n_faults = 0;
    (void)state;

    for (size_t i = 0; i < n_parameter_rows; i++) {
        if (find_second_value(parameter_rows[i].key) == NULL) {
            print_error("%s: this test has no second value\n", parameter_rows[i].key);
            n_faults++;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(second_values); i++) {
        if (!is_row(second_values[i].row)) {
            print_error("%s: no row of the table\n", second_values[i].row);
            n_faults++;
        }
    }
    assert_int_equal(n_faults, 0);
}

/* The key of a row that a user types; freed with g_free. */
static char *key_of(const struct second_value *second) {
    const char *usual = g_str_has_prefix(second->row, "networks.") ? "plain" : "curve";
    g_auto(GStrv) parts = g_strsplit(second->row, "NAME", 2);

    return g_strjoinv(second->name != NULL ? second->name : usual, parts);
}

static size_t check_effects(const struct second_value *second, unsigned found) {
    static const struct {
        enum effect effect;
        const char *name;
    } effects[] = {{EFFECT_NUMBERS, "the series"},
                   {EFFECT_PIXELS, "the pixels"},
                   {EFFECT_RESOLUTION, "the resolution"},
                   {EFFECT_PALETTE, "the palette"}};
    size_t n_faults = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(effects); i++) {
        if ((found ^ second->effects) & effects[i].effect) {
            print_error("%s=%s %s %s\n", second->row, second->value,
                        found & effects[i].effect ? "changes" : "does not change", effects[i].name);
            n_faults++;
        }
    }
    return n_faults;
}

/* Whether one of the lines is `line`, apart from its indentation. */
static bool has_line(const char *text, const char *line) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool found = false;

    for (size_t i = 0; lines[i] != NULL; i++) {
        found = found || strcmp(g_strstrip(lines[i]), line) == 0;
    }
    return found;
}

static void read_recipe(struct drawing *drawing, const char *recipe) {
    struct reader *reader = reader_create();

    spec_finish(&drawing->spec);
    reader_read_recipe(reader, recipe, strlen(recipe), "recipe");
    if (!reader_finish(reader, &drawing->spec)) {
        fail_msg("%s", reader_mistake(reader, 0));
    }
    reader_destroy(reader);
}

/* Reads the recipe in place of what the spec was, and compares all that comes of it. */
static size_t check_recipe(struct drawing *drawing, const struct second_value *second,
                           const struct outcome *first) {
    struct outcome again;
    const char *fault = NULL;

    if (!has_line(first->recipe, second->in_recipe)) {
        fault = "the recipe does not have it";
    }
    read_recipe(drawing, first->recipe);
    make_outcome(drawing, &again);
    if (strcmp(first->recipe, again.recipe) != 0) {
        fault = "the recipe of the recipe is another";
    } else if (differences(first, &again) != 0) {
        fault = "the recipe makes another figure";
    }
    if (fault != NULL) {
        print_error("%s=%s: %s\n%s\n", second->row, second->value, fault, again.recipe);
    }
    outcome_finish(&again);
    return fault != NULL;
}

static void every_row_has_its_effect_and_comes_back_from_the_recipe(void **state) {
    struct drawing *drawing = *state;
    struct outcome article;
    size_t n_faults = 0;

    reset(drawing);
    make_outcome(drawing, &article);
    for (size_t i = 0; i < G_N_ELEMENTS(second_values); i++) {
        struct outcome first;
        if (has_line(article.recipe, second_values[i].in_recipe)) {
            fail_msg("%s: the article has this value", second_values[i].in_recipe);
        }
        reset(drawing);
        g_autofree char *key = key_of(&second_values[i]);
        drawing_set(drawing, key, second_values[i].value);
        make_outcome(drawing, &first);
        n_faults += check_effects(&second_values[i], differences(&article, &first));
        n_faults += check_recipe(drawing, &second_values[i], &first);
        outcome_finish(&first);
    }
    outcome_finish(&article);
    assert_int_equal(n_faults, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_has_a_second_value),
        TEST_WITH_DRAWING(every_row_has_its_effect_and_comes_back_from_the_recipe),
    };
    return run_all(tests);
}
