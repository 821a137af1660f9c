#include "shared/drawing.h"

#include <string.h>

#include <glib.h>

#include "shared/set_spec.h"
#include "simulation/series.h"
#include "spec/reader.h"

int drawing_setup(void **state) {
    struct drawing *drawing = g_new0(struct drawing, 1);

    spec_init(&drawing->spec);
    *state = drawing;
    drawing_renew(drawing);
    return 0;
}

int drawing_teardown(void **state) {
    struct drawing *drawing = *state;

    image_finish(&drawing->image);
    renderer_destroy(drawing->renderer);
    spec_finish(&drawing->spec);
    g_free(drawing);
    return 0;
}

void drawing_reset(struct drawing *drawing) {
    spec_finish(&drawing->spec);
    spec_init(&drawing->spec);
}

void drawing_read(struct drawing *drawing, const char *yaml) {
    struct reader *reader = reader_create();

    spec_finish(&drawing->spec);
    reader_read_text(reader, yaml, strlen(yaml), "x.yaml");
    assert_true(reader_finish(reader, &drawing->spec));
    reader_destroy(reader);
}

void drawing_renew(struct drawing *drawing) {
    renderer_destroy(drawing->renderer);
    drawing->renderer = renderer_create(&drawing->error);
    if (drawing->renderer == NULL) {
        fail_msg("no renderer: %s", drawing->error.message);
    }
}

void drawing_set(struct drawing *drawing, const char *key, const char *value) {
    if (!spec_set(&drawing->spec, key, value, &drawing->error)) {
        fail_msg("%s=%s: %s", key, value, drawing->error.message);
    }
}

void drawing_set_all(struct drawing *drawing, const char *settings) {
    char **words = g_strsplit(settings, " ", -1);

    for (size_t i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
        size_t n = strcspn(words[i], "=");
        assert_int_equal(words[i][n], '=');
        words[i][n] = '\0';
        drawing_set(drawing, words[i], &words[i][n + 1]);
    }
    g_strfreev(words);
}

bool drawing_try(struct drawing *drawing) {
    struct series series = {0};

    image_finish(&drawing->image);
    if (!spec_validate(&drawing->spec, &drawing->error) ||
        !renderer_collect(&series, &drawing->spec, NULL, &drawing->error)) {
        fail_msg("%s", drawing->error.message);
    }
    bool done = renderer_draw(drawing->renderer, &series, &drawing->image, &drawing->error);
    series_finish(&series);
    return done;
}

void drawing_draw(struct drawing *drawing) {
    if (!drawing_try(drawing)) {
        fail_msg("cannot draw: %s", drawing->error.message);
    }
}

struct image drawing_take(struct drawing *drawing) {
    struct image image = drawing->image;
    drawing->image = (struct image){0};
    return image;
}
