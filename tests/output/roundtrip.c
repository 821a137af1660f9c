/* Random specs become figures; the recipe of each makes the same figure again, byte for byte. */
#include "shared/drawing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/png.h"
#include "spec/reader.h"
#include "spec/recipe.h"

#include "shared/random_yaml.h"
#include "shared/sanitized.h"

/* A figure as it comes from a spec: its recipe and its file. */
struct figure {
    char *recipe;
    struct bytes png;
};

static void figure_finish(struct figure *figure) {
    free(figure->recipe);
    bytes_finish(&figure->png);
    *figure = (struct figure){0};
}

/* ---- from texts to specs ---- */

static bool finish_reading(struct reader *reader, struct drawing *drawing) {
    struct spec spec;
    bool done = reader_finish(reader, &spec);

    if (done) {
        spec_finish(&drawing->spec);
        drawing->spec = spec;
    }
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        print_error("%s\n", reader_mistake(reader, i));
    }
    reader_destroy(reader);
    return done;
}

static bool read_yaml(struct drawing *drawing, const char *yaml) {
    struct reader *reader = reader_create();
    FILE *stream = tmpfile();

    assert_non_null(stream);
    assert_true(fputs(yaml, stream) >= 0);
    rewind(stream);
    reader_read(reader, stream, "random.yaml");
    fclose(stream);
    return finish_reading(reader, drawing);
}

static bool read_recipe(struct drawing *drawing, const char *recipe) {
    struct reader *reader = reader_create();

    reader_read_recipe(reader, recipe, strlen(recipe), "random.png");
    return finish_reading(reader, drawing);
}

/* ---- from specs to figures and back ---- */

static bool make_figure(struct drawing *drawing, struct figure *figure) {
    if (!drawing_try(drawing)) {
        print_error("%s\n", drawing->error.message);
        return false;
    }
    figure->recipe = recipe_write(&drawing->spec, &drawing->error);
    const struct about info = {
        .dpi = drawing->spec.figure.dpi * drawing->spec.figure.scale,
        .software = "gradfig",
        .recipe = figure->recipe,
    };
    png_write(&drawing->image, (enum color_precision)drawing->spec.figure.colors, &info,
              &figure->png);
    return true;
}

/* The recipe that a figure carries; free with free. */
static char *carried_recipe(const struct figure *figure) {
    struct gradfig_error error;
    char *recipe = png_read_recipe(&figure->png, &error);

    if (recipe == NULL) {
        print_error("%s\n", error.message);
    }
    return recipe;
}

/* Makes the figure of `recipe` and compares; says what is wrong, or NULL. */
static const char *repeat_figure(struct drawing *drawing, const struct figure *first,
                                 const char *recipe, struct figure *second) {
    if (recipe == NULL || strcmp(recipe, first->recipe) != 0) {
        return "the PNG carries another recipe";
    }
    if (!read_recipe(drawing, recipe)) {
        return "its recipe is refused";
    }
    if (!make_figure(drawing, second)) {
        return "it cannot be drawn again";
    }
    if (strcmp(first->recipe, second->recipe) != 0) {
        print_error("%s", second->recipe);
        return "its recipe has another recipe";
    }
    return bytes_are_equal(&first->png, &second->png) ? NULL : "the second figure has other bytes";
}

static const char *go_round(struct drawing *drawing, const char *yaml) {
    struct figure first = {0};
    struct figure second = {0};

    if (!read_yaml(drawing, yaml)) {
        return "the spec is refused";
    }
    if (!make_figure(drawing, &first)) {
        return "it cannot be drawn";
    }
    char *recipe = carried_recipe(&first);
    const char *fault = repeat_figure(drawing, &first, recipe, &second);
    if (fault != NULL) {
        print_error("%s", first.recipe);
    }
    free(recipe);
    figure_finish(&first);
    figure_finish(&second);
    return fault;
}

static void recipes_make_the_same_figure(void **state) {
    const int n_specs = count_long_cases(300);
    size_t n_bad = 0;

    for (int seed = 1; seed <= n_specs; seed++) {
        GRand *random = g_rand_new_with_seed((guint32)seed);
        char *yaml = random_yaml(random);
        const char *fault = go_round(*state, yaml);
        if (fault != NULL) {
            print_error("%s; seed %d:\n%s\n", fault, seed, yaml);
            n_bad++;
        }
        g_free(yaml);
        g_rand_free(random);
    }
    if (n_bad > 0) {
        fail_msg("%zu of %d specs do not come back", n_bad, n_specs);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST_WITH_DRAWING(recipes_make_the_same_figure)};
    return run_all(tests);
}
