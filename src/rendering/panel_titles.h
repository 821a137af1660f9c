/* Titles of panels that say what the numbers say: findings, of which the first that holds counts.
 */
#ifndef GRADFIG_RENDERING_PANEL_TITLES_H
#define GRADFIG_RENDERING_PANEL_TITLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/texts.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** What a finding is about: a spec, its series and, in findings on one network, which. */
struct subject {
    const struct spec *spec;
    const struct series *series;
    size_t network;
};

/**
 * One finding: where `holds`, the text is said. In it {name} is the network, {n} the depth, {block}
 * the block slope of the sweep, {layer} the first with a gradient of 0, and {value} what `value`
 * gives. In a table of them the last one always holds.
 */
struct finding {
    bool (*holds)(const struct subject *subject);
    struct number (*value)(const struct subject *subject); /**< NULL: the text has no value */
    enum text text;
};

/** Says the first of `findings` that holds; freed with g_free. */
char *finding_say(const struct finding *findings, const struct subject *subject);

/** Says one of the first network, and of the last if there are several, in the gaps {first} and
 * {last} of `of_one` or `of_two`; freed with g_free. */
char *finding_say_of_networks(const struct finding *findings, const struct spec *spec,
                              const struct series *series, enum text of_one, enum text of_two);

/** Always true. */
bool finding_always(const struct subject *subject);

/** The network's activation or gradient after the last layer. */
struct number finding_activation(const struct subject *subject);
struct number finding_gradient(const struct subject *subject);

#endif
