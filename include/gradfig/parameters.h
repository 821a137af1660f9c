/* The table of parameters: the single source for reading, checking, listing and writing a spec. */
#ifndef GRADFIG_PARAMETERS_H
#define GRADFIG_PARAMETERS_H

#include <stddef.h>

enum gradfig_type {
    GRADFIG_TYPE_WHOLE,   /**< int64_t */
    GRADFIG_TYPE_REAL,    /**< struct gradfig_real */
    GRADFIG_TYPE_SINGLE,  /**< one number in a struct gradfig_reals */
    GRADFIG_TYPE_LIST,    /**< struct gradfig_reals */
    GRADFIG_TYPE_CHOICE,  /**< int64_t, the position in `choices` */
    GRADFIG_TYPE_CHOICES, /**< struct gradfig_choices, positions in `choices` */
    GRADFIG_TYPE_TEXT,    /**< const char *, NULL when not given */
    GRADFIG_TYPE_COLOR,   /**< int64_t, 0xrrggbb or GRADFIG_COLOR_BY_POSITION */
};

/** One row. In `key`, NAME stands for the name of a network. */
struct gradfig_parameter {
    const char *key;
    enum gradfig_type type;
    const char *unit;    /**< "" where there is none */
    const char *initial; /**< the default as a user would type it; NULL: required, or made up */
    double low;          /**< inclusive limits of a whole number or of each number */
    double high;
    size_t n_values_min; /**< inclusive limits of a list's length */
    size_t n_values_max;
    const char *choices; /**< words separated by spaces, of a choice or of choices */
    const char *help;    /**< one line */
    size_t offset;       /**< of the value in struct gradfig_spec, or _network for networks.NAME */
};

/** The rows in their order; static memory. */
extern const struct gradfig_parameter gradfig_parameters[];
extern const size_t gradfig_n_parameters;

/**
 * Writes into `text` of `size` bytes what `parameter` accepts, in the words that errors and
 * `gradfig keys` use: "a whole number from 0 to 10000000". 128 bytes are enough.
 */
void gradfig_parameter_describe(const struct gradfig_parameter *parameter, char *text, size_t size);

#endif
