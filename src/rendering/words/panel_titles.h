/* Titles of panels: the first finding in a table that holds for the numbers. */
#ifndef GRADFIG_RENDERING_WORDS_PANEL_TITLES_H
#define GRADFIG_RENDERING_WORDS_PANEL_TITLES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/texts.h"
#include "rendering/words/network_groups.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** How long the title of a panel is. The short one leaves out numbers, the shorter one also "most",
 * and the shortest what else can be left out but its head, the word for what it is about, which the
 * bare one of a panel lacks. Where nothing can be left out, they are the same. */
enum title_length {
    TITLE_LONG,
    TITLE_SHORT,
    TITLE_SHORTER,
    TITLE_SHORTEST,
    TITLE_BARE,
    N_TITLE_LENGTHS
};

/** Whether a finding can be on all networks, and which of them is named then. */
enum finding_of_all { NOT_TOGETHER, TOGETHER, SMALLEST_FIRST, LARGEST_FIRST };

/** The network that a finding is on. */
struct about {
    const struct series *series;
    size_t index;
    const struct network *network;
    const struct curve *curve; /**< in the panel */
    struct number gradient;    /**< after the last layer */
};

/**
 * One finding: a text, a shorter one, and the conditions under which it holds, of which NULL is
 * always true; the last of a table has none. In the text {name} is the network, {layer} the first
 * layer at which its curve is 0, {value} the result of `value`, and {factor} the same as a factor;
 * {mean} is the end of the curve of the mean, and {peak} and {trough} are the values of the curve
 * farthest from 0 and nearest to it.
 */
struct finding {
    bool (*gradient_is)(struct number gradient);
    bool (*holds)(const struct about *about);
    enum text text;
    enum text short_text;
    enum finding_of_all together;
    enum text of_all; /**< what is said if it holds for all networks */
    /** NULL: the end of the network's curve. */
    struct number (*value)(const struct network *network);
};

/** Finds the networks whose curves end with the same modulus as this one's, as far as one sees.
 * Returns whether they also have its sign. */
bool finding_alike(const struct series *series, size_t index, enum panel_kind panel,
                   struct network_group *group);

/** The titles of a panel with a curve for each network: a {finding} on one network or on all, or
 * those on the networks with the smallest and the largest value, {first} and {last}. */
struct network_titles {
    enum panel_kind panel;
    const struct finding *findings;
    enum text title;
    enum text two; /**< what joins two findings */
};

/** A title in the given length; freed with g_free. */
char *network_title(const struct network_titles *titles, const struct series *series,
                    enum title_length length);

/** A gradient as a factor: "×0.107", "×10⁻⁷", but "2×10⁻⁷" and "×(1 + 2×10⁻⁷)"; freed with
 * g_free. */
char *title_factor(const struct spec *spec, struct number number);

/** Whether the network's curve was far beyond its begin and its end on the way; or, if it dips, far
 * nearer to 0. */
bool finding_peaks(const struct about *about);
bool finding_dips(const struct about *about);

/** Whether the network's layers are random. */
bool finding_is_random(const struct about *about);

/** The activation or the gradient of the mean slope, which is the mean of random layers. */
struct number finding_mean(const struct series *series, size_t index, enum panel_kind panel);

#endif
