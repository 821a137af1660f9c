#include "shared/fixture.h"

#include <math.h>
#include <stdlib.h>

#include "shared/set_spec.h"

int fixture_setup(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    if (fixture == NULL) {
        return -1;
    }
    spec_init(&fixture->spec);
    *state = fixture;
    return 0;
}

int fixture_teardown(void **state) {
    struct fixture *fixture = *state;

    series_finish(&fixture->series);
    spec_finish(&fixture->spec);
    free(fixture);
    return 0;
}

void fixture_set(struct fixture *fixture, const char *key, const char *value) {
    if (!spec_set(&fixture->spec, key, value, &fixture->error)) {
        fail_msg("%s=%s: %s", key, value, fixture->error.message);
    }
}

void fixture_collect(struct fixture *fixture, const struct selection *selection) {
    series_finish(&fixture->series);
    if (!spec_validate(&fixture->spec, &fixture->error) ||
        !series_collect(&fixture->series, &fixture->spec, selection, &fixture->error)) {
        fail_msg("%s", fixture->error.message);
    }
}

void fixture_collect_at(struct fixture *fixture, int64_t layer) {
    fixture_collect(fixture, &(struct selection){.layers = &layer, .n_layers = 1});
}

const struct curve *fixture_curve(const struct fixture *fixture, enum panel_kind panel,
                                  enum curve_role role, size_t index) {
    const struct curve *curve =
        series_find(&fixture->series, (struct curve_id){panel, role, index});

    if (curve == NULL) {
        fail_msg("no curve %zu of role %d in panel %s", index, (int)role, panel_word(panel));
    }
    return curve;
}

const struct point *fixture_point(const struct curve *curve, double x) {
    for (size_t i = 0; i < curve->n_points; i++) {
        if (curve->points[i].x == x) {
            return &curve->points[i];
        }
    }
    fail_msg("no point at x = %.17g in a curve of %s", x, panel_word(curve->id.panel));
    return NULL;
}

double ulps(double n, double value) {
    double modulus = fabs(value);
    return n * (nextafter(modulus, INFINITY) - modulus);
}
