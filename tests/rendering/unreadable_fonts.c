/* Tests that a figure whose fonts cannot be read is no picture, and that the next one is. */
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib.h>

#include "shared/drawing.h"

/* From now on no file can be opened. Returns the limit until now. */
static struct rlimit refuse_files(void) {
    struct rlimit before;
    struct rlimit none;
    int next = open("/dev/null", O_RDONLY | O_CLOEXEC);

    assert_true(next >= 0 && getrlimit(RLIMIT_NOFILE, &before) == 0);
    close(next);
    none = (struct rlimit){.rlim_cur = (rlim_t)next, .rlim_max = before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    return before;
}

/* PLplot finds its driver with the first figure. */
static void test_files_are_refused_and_allowed_again(void **state) {
    struct drawing *drawing = *state;

    drawing_draw(drawing);
    struct image expected = drawing_take(drawing);
    drawing_renew(drawing);
    struct rlimit before = refuse_files();
    for (int i = 0; i < 2; i++) {
        assert_false(drawing_try(drawing));
        assert_int_equal(drawing->error.code, GRADFIG_WORK_FAILED);
    }
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    drawing_draw(drawing);
    assert_int_equal(drawing->image.width, expected.width);
    assert_memory_equal(drawing->image.pixels, expected.pixels,
                        expected.width * expected.height * sizeof(*expected.pixels));
    image_finish(&expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(test_files_are_refused_and_allowed_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
