#include "drawing.h"

#include <string.h>

#include <glib.h>

#include <gradfig/series.h>

int drawing_setup(void **state) {
    struct drawing *drawing = g_new0(struct drawing, 1);

    gradfig_spec_init(&drawing->spec);
    *state = drawing;
    drawing_renew(drawing);
    return 0;
}

int drawing_teardown(void **state) {
    struct drawing *drawing = *state;

    gradfig_image_finish(&drawing->image);
    gradfig_renderer_destroy(drawing->renderer);
    gradfig_spec_finish(&drawing->spec);
    g_free(drawing);
    return 0;
}

void drawing_reset(struct drawing *drawing) {
    gradfig_spec_finish(&drawing->spec);
    gradfig_spec_init(&drawing->spec);
}

void drawing_renew(struct drawing *drawing) {
    gradfig_renderer_destroy(drawing->renderer);
    drawing->renderer = gradfig_renderer_create(&drawing->error);
    if (drawing->renderer == NULL) {
        fail_msg("no renderer: %s", drawing->error.message);
    }
}

void drawing_set(struct drawing *drawing, const char *key, const char *value) {
    if (!gradfig_spec_set(&drawing->spec, key, value, &drawing->error)) {
        fail_msg("%s=%s: %s", key, value, drawing->error.message);
    }
}

void drawing_set_all(struct drawing *drawing, const char *settings) {
    char **words = g_strsplit(settings, " ", -1);

    for (size_t i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
        char *equals = strchr(words[i], '=');
        assert_non_null(equals);
        *equals = '\0';
        drawing_set(drawing, words[i], equals + 1);
    }
    g_strfreev(words);
}

bool drawing_try(struct drawing *drawing) {
    struct gradfig_selection selection = {.n_points_max = GRADFIG_RENDERER_POINTS_MAX};
    struct gradfig_series series = {0};

    gradfig_image_finish(&drawing->image);
    if (!gradfig_spec_validate(&drawing->spec, &drawing->error) ||
        !gradfig_series_collect(&series, &drawing->spec, &selection, &drawing->error)) {
        fail_msg("%s", drawing->error.message);
    }
    bool done = gradfig_renderer_draw(drawing->renderer, &drawing->spec, &series, &drawing->image,
                                      &drawing->error);
    gradfig_series_finish(&series);
    return done;
}

void drawing_draw(struct drawing *drawing) {
    if (!drawing_try(drawing)) {
        fail_msg("cannot draw: %s", drawing->error.message);
    }
}

struct gradfig_image drawing_take(struct drawing *drawing) {
    struct gradfig_image image = drawing->image;
    drawing->image = (struct gradfig_image){0};
    return image;
}
