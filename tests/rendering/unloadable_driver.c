/* Tests that a figure for which PLplot cannot load its driver is no picture, and that the next one
 * is. */
#include <dlfcn.h>
#include <string.h>

#include <glib.h>

#include "shared/drawing.h"

static bool is_refused;
static int n_refused;

/* In place of the C library's function, which PLplot calls through libltdl. */
void *dlopen(const char *path, int mode) {
    void *(*next)(const char *, int) = NULL;
    void *symbol = dlsym(RTLD_NEXT, "dlopen");

    if (is_refused && path != NULL && strstr(path, "/plplot") != NULL) {
        n_refused++;
        return NULL;
    }
    memcpy(&next, &symbol, sizeof(next)); /* C has no cast from an object to a function */
    return next(path, mode);
}

static void expect_no_picture(struct drawing *drawing) {
    assert_false(drawing_try(drawing));
    assert_int_equal(drawing->error.code, GRADFIG_WORK_FAILED);
    assert_non_null(strstr(drawing->error.message, "PLplot cannot load its device extcairo"));
}

static void test_driver_is_refused_and_allowed_again(void **state) {
    struct drawing *drawing = *state;

    is_refused = true;
    expect_no_picture(drawing);
    expect_no_picture(drawing);
    assert_true(n_refused > 0);
    is_refused = false;
    drawing_draw(drawing);
    assert_true(drawing->image.width > 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(test_driver_is_refused_and_allowed_again),
    };
    return run_all(tests);
}
