/* The findings of the panels agree with the numbers. */
#include "rendering/panel_types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>

#include "rendering/renderer.h"
#include "shared/rows.h"

/* Settings as KEY=VALUE separated by blanks, a panel, and its finding. */
static const struct {
    const char *settings;
    enum panel_kind panel;
    const char *finding;
} rows[] = {
    {"", PANEL_ACTIVATION, "Signals: plain heads for 0.5, residual grows"},
    {"networks.residual.slope=0 networks.residual.intercept=0", PANEL_ACTIVATION,
     "Signals: plain heads for 0.5, residual ends at 1"},
    {"networks.plain.slopes=2,0.5 depth=2 input=3", PANEL_ACTIVATION,
     "Signals: plain ends at 3.15, residual grows"},
    {"networks.plain.slope=-0.5 networks.plain.intercept=3 networks.plain.label=<a>",
     PANEL_ACTIVATION, "Signals: &lt;a&gt; settles at 2, residual grows"},
    {"networks.residual.slope=-1e-12", PANEL_ACTIVATION,
     "Signals: plain heads for 0.5, residual grows"},
    {"figure.language=zh", PANEL_ACTIVATION, "信号：传统网络趋于 0.5，残差网络增长"},
    {"", PANEL_GRADIENT, "Gradient: plain ×0.107, residual ×6.19"},
    {"depth=1", PANEL_GRADIENT, "Gradient: plain ×0.8, residual ×1.2"},
    {"depth=0", PANEL_GRADIENT, "Gradient: plain ×1, residual ×1"},
    {"networks.plain.slopes=2,2,0", PANEL_GRADIENT,
     "Gradient: plain exactly 0 from layer 3, residual ×6.19"},
    {"networks.plain.slope=-1 depth=3", PANEL_GRADIENT, "Gradient: plain ×\u22121, residual ×1.73"},
    {"", PANEL_GEOMETRY, "10 plain layers make an almost flat line"},
    {"networks.plain.slope=1.5", PANEL_GEOMETRY, "10 plain layers make a steep line"},
    {"networks.plain.slope=1", PANEL_GEOMETRY, "10 plain layers make one line of slope 1"},
    {"depth=1", PANEL_GEOMETRY, "Every layer is a line, its slope the gradient"},
    {"", PANEL_SWEEP, "1 + <i>a</i> &lt; 1 shrinks the gradient, 1 + <i>a</i> &gt; 1 grows it"},
    {"sweep.slopes=-2,0.5", PANEL_SWEEP, "Only 1 + <i>a</i> very near ±1 keeps the gradient"},
    {"sweep.slopes=0", PANEL_SWEEP, "All of these slopes keep the gradient"},
    {"sweep.slopes=0.5,1", PANEL_SWEEP, "All of these slopes amplify the gradient"},
    {"sweep.slopes=-0.5,1,-3", PANEL_SWEEP,
     "|1 + <i>a</i>| &lt; 1 shrinks the gradient, |1 + <i>a</i>| &gt; 1 grows it"},
    {"sweep.slopes=-0.5,0", PANEL_SWEEP, "Only 1 + <i>a</i> very near 1 keeps the gradient"},
    {"sweep.slopes=-0.5,-1", PANEL_SWEEP, "All of these slopes weaken the gradient"},
    {"", PANEL_PATHS, "Lengths 0 to 4: 37.7\u2009% of the paths, 98.5\u2009% of the gradient"},
    {"depth=54", PANEL_PATHS,
     "Lengths 5 to 17: 0.454\u2009% of the paths, 95.7\u2009% of the gradient"},
    {"depth=54 paths.band=5,17 figure.language=zh", PANEL_PATHS,
     "长度 5 至 17：占路径的 0.454\u2009%，占梯度的 95.7\u2009%"},
    {"networks.residual.slope=-0.5 paths.band=1,6", PANEL_PATHS,
     "Lengths 1 to 6: 82.7\u2009% of the paths, 96.3\u2009% of the terms' moduli"},
    {"networks.plain.skip=1 paths.band=0,0", PANEL_PATHS,
     "plain: length 0: 0.0977\u2009% of the paths, 0.28\u2009% of the gradient"},
    {"networks.residual.slopes=1,-1", PANEL_PATHS,
     "residual: not shown, because paths of the same length cancel"},
    {"networks.residual.slopes=1,2 depth=2001", PANEL_PATHS,
     "residual: not shown, because more than 2000 layers differ in slope"},
};

static void apply(struct spec *spec, const char *settings) {
    char **assignments = g_strsplit(settings, " ", -1);

    for (char **assignment = assignments; *assignment != NULL && **assignment != '\0';
         assignment++) {
        struct gradfig_error error;
        char **parts = g_strsplit(*assignment, "=", 2);
        assert_true(spec_set(spec, parts[0], parts[1], &error));
        g_strfreev(parts);
    }
    g_strfreev(assignments);
}

static void findings_are_as_the_numbers_say(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct spec spec;
        struct series series;
        struct gradfig_error error;
        spec_init(&spec);
        apply(&spec, "figure.panels=activation,gradient,geometry,sweep,paths");
        apply(&spec, rows[i].settings);
        assert_true(renderer_collect(&series, &spec, NULL, &error));
        char *finding = panel_title(&spec, &series, rows[i].panel);
        assert_string_equal(finding, rows[i].finding);
        g_free(finding);
        series_finish(&series);
        spec_finish(&spec);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(findings_are_as_the_numbers_say)};
    return run_all(tests);
}
