/* Sentences of titles, and whether they are true. */
#ifndef GRADFIG_TESTS_TITLE_SENTENCES_H
#define GRADFIG_TESTS_TITLE_SENTENCES_H

#include "base/texts.h"
#include "shared/read_title.h"

/** The panel of sentences in the headline. */
#define HEADLINE N_PANELS

/** What may be said of one network, or of the whole sweep. */
struct sentence {
    enum panel_kind panel;
    const char *patterns[N_LANGUAGES]; /**< as read_pattern has them */
    bool (*is_true)(const struct facts *facts);
    struct number (*value)(const struct facts *facts); /**< the number that a pattern prints */
};

/** Those on networks, and those on the sweep; static memory, `*n` of them. */
const struct sentence *network_sentences(size_t *n);
const struct sentence *sweep_sentences(size_t *n);

/** A curve with every layer; the test fails if there is none. */
const struct curve *facts_curve(const struct facts *facts, enum panel_kind panel,
                                enum curve_role role, size_t index);

/** The last point of a network's curve. */
struct number facts_end(const struct facts *facts, enum panel_kind panel, size_t network);

/** Negative if `one` is the smaller number, positive if `other` is. */
double compare_signed(struct number one, struct number other);

/** Negative if the curve of `one` ends below that of `other`, positive if it ends above. Gradients
 * are compared by their moduli; of those that are 0 the smaller one was lost first. */
double facts_compare_ends(const struct facts *facts, enum panel_kind panel, size_t one,
                          size_t other);

/** The largest modulus of a network's curve, and whether it is above both the first one and the
 * last, which is not 0, by `least`, log10. */
struct number facts_peak(const struct facts *facts, enum panel_kind panel, size_t network);
bool facts_peaks(const struct facts *facts, enum panel_kind panel, size_t network, double least);

/** The smallest modulus, and whether it is below both by `least` and not 0. A signal that comes to
 * the other side of 0 does not dip. */
struct number facts_trough(const struct facts *facts, enum panel_kind panel, size_t network);
bool facts_dips(const struct facts *facts, enum panel_kind panel, size_t network, double least);

/** Whether a measured curve ends near 1, and a third of it or more is on another side of 1 than its
 * end. */
bool facts_lacks_trend(const struct facts *facts, size_t network);

/** Whether every layer draws the network's signal nearer to one point. */
bool facts_is_drawn(const struct facts *facts, size_t network);

/** The gradient that a clause of the headline is about, and that of the slope of the sweep. */
struct number facts_gradient(const struct facts *facts);
struct number facts_slope_gradient(const struct facts *facts);

/** Whether no slope of the sweep but the one or two that were read has their gradient. */
bool facts_names_slopes(const struct facts *facts);

/** What the classes of gradients mean in a title. */
bool class_shrinks(struct number number);
bool class_grows(struct number number);
bool class_vanishes(struct number number);

#endif
