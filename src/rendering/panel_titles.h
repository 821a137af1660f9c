/* Titles of panels: the first finding in a table that holds for the numbers. */
#ifndef GRADFIG_RENDERING_PANEL_TITLES_H
#define GRADFIG_RENDERING_PANEL_TITLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/texts.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** The subject of a finding: a spec, its series and, for findings on one network, which. */
struct subject {
    const struct spec *spec;
    const struct series *series;
    size_t network;
};

/**
 * One finding: a text, and the condition under which it holds. In the text {name} is the network,
 * {layer} the first layer with a gradient of 0, {value} the result of `value`, and {factor} the
 * same as a factor. The last finding of a table always holds.
 */
struct finding {
    bool (*holds)(const struct subject *subject);
    struct number (*value)(const struct subject *subject); /**< NULL: the text has no value */
    enum text text;
};

/** The text of the first of `findings` that holds; freed with g_free. */
char *finding_say(const struct finding *findings, const struct subject *subject);

/** The texts of a title: on one network, {first}; on those with the smallest and the largest value,
 * {first} and {last}; and on several networks, {all}, with an equal {value}. */
struct title_texts {
    enum text of_one;
    enum text of_two;
    enum text of_equals;
};

/** The title of a panel with a curve for each network; freed with g_free. */
char *finding_say_of_networks(const struct finding *findings, const struct spec *spec,
                              const struct series *series, enum panel_kind panel,
                              const struct title_texts *texts);

/** Always true. */
bool finding_always(const struct subject *subject);

/** The network's activation or gradient after the last layer. */
struct number finding_activation(const struct subject *subject);
struct number finding_gradient(const struct subject *subject);

#endif
