/* Reads titles of figures as a reader does: names, numbers and formulas in the words of a pattern.
 */
#ifndef GRADFIG_TESTS_READ_TITLE_H
#define GRADFIG_TESTS_READ_TITLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "simulation/series.h"
#include "spec/spec.h"

/** A number as printed: sign·decimal·10^exponent, or with a distance from 1 or -1. */
struct printed {
    int sign;
    double decimal;
    double exponent;
    int beside_one; /**< 0, or the sign of the decimal, which is added to 1 or -1 */
};

/** What a sentence is about, and what it says of it. */
struct facts {
    const struct spec *spec;
    const struct series *series; /**< every layer */
    size_t network;
    size_t partner;       /**< of whom the same is said, as in "A and B"; or the network */
    size_t count;         /**< of whom the same is said, as in "the other three"; or 0 */
    size_t n_before;      /**< networks that the clauses before are on */
    bool is_part;         /**< the sentence is on others too: "three of them" */
    size_t slope;         /**< of the sweep; read, if a pattern has it */
    size_t slope_too;     /**< another one, as in "a = -0.5 and a = 0.5"; or the same */
    bool is_of_slope;     /**< the clause of the headline is about that slope */
    const char *subject;  /**< instead of the network: "Both networks"; or NULL */
    bool is_plural;       /**< that subject */
    bool is_second;       /**< clause of the headline, where "it" is the gradient */
    bool begins_sentence; /**< with the network */
    bool is_by_name;      /**< the headline has "plain" instead of "ten plain layers" */
    bool lacks_verb;      /**< the clause has that of the one before it */
    size_t first;         /**< the network of the clause before */
    bool is_measured;     /**< the networks are measured curves */
    bool has_no_head;     /**< the title of a panel lacks "Gradient: " */
    struct printed value; /**< read; not set where a pattern has none */
    struct printed peak;  /**< the same */
    struct printed trough;
    int64_t layer; /**< read */
};

/** The markup without its colors. Frees `markup`; freed with g_free. */
char *without_colors(char *markup);

/** Moves `at` past `text` if it is there. */
bool read_text(const char **at, const char *text);

/** Moves `at` past a whole number, in groups of three digits or not, if it is `expected`. */
bool read_whole(const char **at, int64_t expected);

/**
 * Moves `at` past the words of `pattern`, in which {name} is the network or the several of whom the
 * same is said, {Name} the network at the begin of a sentence, {subject} the network in a sentence,
 * {n} the number of its layers, {one} one of them, {it} the gradient, {of it} the same or nothing,
 * {block} the block slope of the sweep, {less}, {equal} and {more} where it is below, at and above
 * 1, and {slope} one of its slopes, which it finds. {value}, {factor}, {percent}, {peak}, {trough}
 * and {layer} are read, and {s}, {es}, {ies}, {is} and {has} the verb's ending or the verb.
 * {Gradient at} may be left out.
 */
bool read_pattern(const char **at, const char *pattern, struct facts *facts);

/** Moves `at` past a number as titles print it. */
bool read_number(const char **at, struct printed *printed);

/** Moves `at` past a number that the user typed, which may be printed as a power of ten. */
bool read_typed(const char **at, double typed);

/** Whether `printed` is `exact` rounded to this number of digits; whole digits are never rounded.
 */
bool is_rounded(const struct printed *printed, struct number exact, int n_digits);

#endif
