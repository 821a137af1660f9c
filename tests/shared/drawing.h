/* For test programs that draw: cmocka, a spec, and its picture. */
#ifndef GRADFIG_TESTS_DRAWING_H
#define GRADFIG_TESTS_DRAWING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/image.h"
#include "rendering/figure/renderer.h"
#include "shared/rows.h"
#include "spec/spec.h"

/** The article's spec, to be changed, and the picture drawn from it. */
struct drawing {
    struct renderer *renderer; /**< fresh for every test */
    struct spec spec;
    struct image image; /**< of the last drawing_draw */
    struct gradfig_error error;
};

/** For cmocka: makes and frees the drawing that `*state` points to. */
int drawing_setup(void **state);
int drawing_teardown(void **state);

#define TEST_WITH_DRAWING(function)                                                                \
    cmocka_unit_test_setup_teardown(function, drawing_setup, drawing_teardown)

/** Goes back to the article's spec. */
void drawing_reset(struct drawing *drawing);

/** Reads the spec from text; the test fails if it is refused. */
void drawing_read(struct drawing *drawing, const char *yaml);

/** Replaces the renderer by a new one. */
void drawing_renew(struct drawing *drawing);

/** Sets one value; the test fails if it is refused. */
void drawing_set(struct drawing *drawing, const char *key, const char *value);

/** Sets "KEY=VALUE" separated by blanks. */
void drawing_set_all(struct drawing *drawing, const char *settings);

/** Draws into `drawing->image`; the test fails if that fails. */
void drawing_draw(struct drawing *drawing);

/** The same, but returns whether it could be drawn; if not, `drawing->error` says why. */
bool drawing_try(struct drawing *drawing);

/** Hands over the picture; end it with image_finish. */
struct image drawing_take(struct drawing *drawing);

#endif
