/* Tests of measured gradients: the curve, its straightness, what is left out. */
#include "simulation/measured.h"

#include <math.h>
#include <string.h>

#include "shared/rows.h"
#include "spec/reader.h"

static void set_up(struct spec *spec, const char *text) {
    struct reader *reader = reader_create();

    reader_read_text(reader, text, strlen(text), "measured.yaml");
    if (!reader_finish(reader, spec)) {
        fail_msg("%s", reader_mistake(reader, 0));
    }
    reader_destroy(reader);
}

static void gaps(void **state) {
    struct spec spec;
    struct gradient_fit fit;

    (void)state;
    set_up(&spec, "measured: {a: {gradients: [2, 1, null, 0, 0.125]}}\ndepth: 3\n");
    const struct measured *measured = &spec.measured[0];
    assert_true(measured_fit(measured, &fit));
    assert_int_equal(fit.n_points, 3);
    expect_near("s", fit.s.value, 0.5, 1e-14);
    expect_near("log10", measured_gradient(measured, 4).log10_abs, log10(0.0625), 1e-15);
    assert_false(number_exists(measured_gradient(measured, 2)));
    assert_int_equal(measured_gradient(measured, 3).sign, 0);
    assert_int_equal(measured_count_left_out(measured), 2);
    assert_int_equal(measured_last_layer(&spec), 4);
    spec_finish(&spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(gaps)};
    return run_all(tests);
}
