/* Titles of panels: the first finding in a table that holds for the numbers. */
#ifndef GRADFIG_RENDERING_WORDS_PANEL_TITLES_H
#define GRADFIG_RENDERING_WORDS_PANEL_TITLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/texts.h"
#include "rendering/words/network_groups.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** How long the title of a panel is. The shorter ones leave out numbers, and the shortest also the
 * word for what they are about; where nothing can be left out, they are the same. */
enum title_length { TITLE_LONG, TITLE_SHORT, TITLE_SHORTEST, N_TITLE_LENGTHS };

/** The subject of a finding: a spec, its series and, for findings on one network, which. */
struct subject {
    const struct spec *spec;
    const struct series *series;
    size_t network;
};

/**
 * One finding: a text, a shorter one, and the condition under which it holds. The texts are also
 * there for several networks. In the text {name} is the network, {layer} the first layer with a
 * gradient of 0, {value} the result of `value`, and {factor} the same as a factor; {mean} is
 * that of the mean, and {peak} is the largest value of the curve. The last finding of a table
 * always holds.
 */
struct finding {
    bool (*holds)(const struct subject *subject);
    struct number (*value)(const struct subject *subject); /**< NULL: the text has no value */
    enum text text[2];                                     /**< of one network, and of several */
    enum text short_text[2];                               /**< the same */
};

/** The texts of a finding: with short ones, and at any length. */
#define FINDING_TEXTS(one, several)                                                                \
    {TEXT_##one, TEXT_##several}, {                                                                \
        TEXT_##one##_SHORT, TEXT_##several##_SHORT                                                 \
    }
#define FINDING_TEXT(one, several)                                                                 \
    {TEXT_##one, TEXT_##several}, {                                                                \
        TEXT_##one, TEXT_##several                                                                 \
    }

/** The first finding that holds, and its text. */
const struct finding *finding_find(const struct finding *findings, const struct subject *subject);
enum text finding_text(const struct finding *finding, bool is_plural, enum title_length length);

/** Finds the networks whose curves end with the same modulus as this one's, as far as one sees.
 * Returns whether they also have its sign. */
bool finding_alike(const struct subject *subject, enum panel_kind panel,
                   struct network_group *group);

/** The titles of a panel with a curve for each network: on one network, {first}; on those with the
 * smallest and the largest value, {first} and {last}; on all networks, {first}; and on several
 * networks, {all}, with an equal {value}. */
struct network_titles {
    enum panel_kind panel;
    const struct finding *findings;
    enum text of_one;
    enum text of_two;
    enum text shortest_of_two; /**< of one it is {first} alone */
    enum text of_all;
    enum text of_equals;
};

/** A title in the given length; freed with g_free. */
char *network_title(const struct network_titles *titles, const struct spec *spec,
                    const struct series *series, enum title_length length);

/** A gradient as a factor: "×0.107", "×10⁻⁷", but "2×10⁻⁷" and "×(1 + 2×10⁻⁷)"; freed with
 * g_free. */
char *title_factor(const struct spec *spec, struct number number);

/** Always true. */
bool finding_always(const struct subject *subject);

/** What the gradient after the last layer is, as in gradient_words.h. */
bool finding_is_zero(const struct subject *subject);
bool finding_vanishes(const struct subject *subject);
bool finding_explodes(const struct subject *subject);
bool finding_grows(const struct subject *subject);
bool finding_shrinks(const struct subject *subject);

/** Whether the network's curve was far beyond its begin and its end, on the way. */
bool finding_peaks(const struct subject *subject, enum panel_kind panel);

/** Whether the network's layers are random. */
bool finding_is_random(const struct subject *subject);

/** The network's activation or gradient after the last layer; of random layers the median. */
struct number finding_activation(const struct subject *subject);
struct number finding_gradient(const struct subject *subject);

/** The same of the mean slope, which is the mean of random layers. */
struct number finding_mean(const struct subject *subject, enum panel_kind panel);

#endif
