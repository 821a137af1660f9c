/* Chooses the finding of a panel and fills its text. */
#include "rendering/panel_titles.h"

#include <math.h>

#include "base/format.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"

bool finding_always(const struct subject *subject) {
    (void)subject;
    return true;
}

static const struct curve *network_curve(const struct subject *subject, enum panel_kind panel) {
    return series_find(subject->series, (struct curve_id){panel, ROLE_NETWORK, subject->network});
}

struct number finding_activation(const struct subject *subject) {
    return curve_last(network_curve(subject, PANEL_ACTIVATION));
}

struct number finding_gradient(const struct subject *subject) {
    return curve_last(network_curve(subject, PANEL_GRADIENT));
}

static char *zero_layer(const struct subject *subject) {
    double layer = curve_zero_layer(network_curve(subject, PANEL_GRADIENT));
    return isnan(layer) ? g_strdup("") : formatted_whole((int64_t)layer); /* every digit matters */
}

char *finding_say(const struct finding *findings, const struct subject *subject) {
    const struct spec *spec = subject->spec;
    const struct finding *finding = findings;

    while (!finding->holds(subject)) {
        finding++;
    }
    return figure_text_fill(
        spec, finding->text,
        TEXT_FIELDS({"value", finding->value != NULL
                                  ? formatted_number(finding->value(subject), FIGURE_DIGITS)
                                  : g_strdup("")},
                    {"layer", zero_layer(subject)}, {"n", formatted_whole(spec->depth)},
                    {"block", formula_sweep_block(&spec->sweep)},
                    {"name", figure_text_network(spec, subject->network)}));
}

char *finding_say_of_networks(const struct finding *findings, const struct spec *spec,
                              const struct series *series, enum text of_one, enum text of_two) {
    size_t last = spec->n_networks - 1;
    char *first_text = finding_say(findings, &(struct subject){spec, series, 0});

    if (last == 0) {
        return figure_text_fill(spec, of_one, TEXT_FIELDS({"first", first_text}));
    }
    char *last_text = finding_say(findings, &(struct subject){spec, series, last});
    return figure_text_fill(spec, of_two, TEXT_FIELDS({"first", first_text}, {"last", last_text}));
}
