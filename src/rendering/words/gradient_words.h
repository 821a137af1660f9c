/* What becomes of the gradient, in words. */
#ifndef GRADFIG_RENDERING_WORDS_GRADIENT_WORDS_H
#define GRADFIG_RENDERING_WORDS_GRADIENT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "simulation/series.h"
#include "spec/spec.h"

/** The subject of a sentence: "ten plain layers" or "ResNet-50". */
struct noun {
    char *words; /**< markup, freed with g_free or by a function that takes it */
    bool is_plural;
};

/** The network in a sentence. Only for the article's two the name is an adjective: any other can be
 * a whole phrase. The name has the network's color. */
struct noun noun_of_network(const struct spec *spec, size_t index, bool begins_sentence);

/** The layers in a sentence, "ten" or "100"; freed with g_free. */
char *count_layers(const struct spec *spec, bool begins_sentence);

/** "10 plain layers", or NULL if the network has to be called by its name alone. */
char *network_layers(const struct spec *spec, size_t index);

/* What a gradient is after all layers, by its size. A gradient that vanishes has that class, and
 * one that explodes is as far on the other side of 1. */
bool gradient_is_zero(struct number gradient);
bool gradient_vanishes(struct number gradient);
bool gradient_explodes(struct number gradient);
/** Also true of one that vanishes, or explodes. */
bool gradient_shrinks(struct number gradient);
bool gradient_grows(struct number gradient);

/** Whether it differs from 1 by less than four digits show. */
bool gradient_is_near_one(struct number gradient);

/** Whether it is within a few tenths of 1 after every layer, and positive at the end. */
bool gradient_stays_near_one(const struct curve *gradients);

/** Whether it stays near 1 and ends with the class of stable gradients, but not at 1. */
bool gradient_stays_stable(const struct curve *gradients);

/** "11%" of a share, "1.5×10⁻¹¹" of what is too little for percent, and "1.28" or "−0.11" of
 * others; markup, freed with g_free. */
char *gradient_amount(const struct spec *spec, struct number gradient);

/** Of a level about which measured gradients are scattered. */
enum { LEVEL_DIGITS = 2 };

/** The digits that a sentence needs for the gradient as a factor, as in "by 1.28"; 0 if it says a
 * share, or no number. */
int gradient_factor_digits(struct number gradient);

/** A gradient at the end of its curve. */
struct outcome {
    struct number gradient;
    double zero_layer; /**< from which it is 0; NAN: it is not, or no one layer is meant */
    bool is_measured;  /**< its 0 may be a rounded number */
    bool has_peak;     /**< far above both ends of the curve, */
    struct number peak;
    bool has_trough; /**< far below both ends */
    struct number trough;
    int n_digits;        /**< of factors, at least: those of another one in the sentence, or 0 */
    struct number level; /**< near which a measured gradient stays; or NO_NUMBER */
    bool lacks_trend;    /**< a measured gradient of which the end says nothing */
    bool is_near_one;    /**< it is stable, or as are those of other networks, near 1 */
};

/** The outcome of one curve, without regard to others. */
struct outcome outcome_of(const struct curve *gradients);

/** What a clause comes after: nothing, another clause on the gradient, or one with the same verb.
 */
enum clause_order { CLAUSE_FIRST, CLAUSE_AFTER_OTHER, CLAUSE_AFTER_SAME };

/** The order of the clause on `outcome` after that on `before`. A number does not follow a name
 * that ends in a digit. */
enum clause_order clause_order_of(struct outcome before, struct outcome outcome,
                                  bool ends_in_digit);

/** "ten plain layers keep 11% of the gradient". After another clause the gradient is "it"; after
 * one with the same verb, "residual 35%" is enough. Frees the words of `subject`. Markup, freed
 * with g_free. */
char *gradient_clause(const struct spec *spec, struct noun subject, struct outcome outcome,
                      enum clause_order order);

#endif
