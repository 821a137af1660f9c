/* The table of parameters: the single source for reading, checking, listing and writing a spec. */
#ifndef GRADFIG_SPEC_PARAMETERS_H
#define GRADFIG_SPEC_PARAMETERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/texts.h"

enum parameter_type {
    TYPE_WHOLE,   /**< int64_t */
    TYPE_REAL,    /**< struct real */
    TYPE_SINGLE,  /**< one number in a struct reals */
    TYPE_LIST,    /**< struct reals */
    TYPE_CHOICE,  /**< int64_t, the position in `choices` */
    TYPE_CHOICES, /**< struct choices, positions in `choices` */
    TYPE_TEXT,    /**< const char *, NULL when not given */
    TYPE_COLOR,   /**< int64_t, 0xrrggbb or COLOR_BY_POSITION */
};

/** What the rows are about: the whole spec, or a part of it that has a name. */
enum parameter_owner { OWNER_SPEC, OWNER_NETWORK, OWNER_MEASURED, N_OWNERS };

/** One row. In `key`, NAME stands for the name of a network or of a curve. */
struct parameter {
    const char *key;
    enum parameter_owner owner;
    enum parameter_type type;
    const char *unit;    /**< "" if there is none */
    const char *initial; /**< the default as a user would type it; NULL: required, or computed */
    double low;          /**< inclusive limits of a whole number or of each number */
    double high;
    size_t n_values_min; /**< inclusive limits of a list's length */
    size_t n_values_max;
    bool can_schedule;    /**< a list may also be {from, to} */
    bool can_miss;        /**< numbers of a list may be missing: null */
    const char *excludes; /**< the key of a row that must not be given beside it, unless it is 0 */
    const char *choices;  /**< words separated by spaces, of a choice or of choices */
    const char *help;     /**< one line */
    enum text word;       /**< what a reader calls it; N_TEXTS: its key */
    const char *symbol;   /**< in captions, such as "a"; NULL: none */
    size_t offset;        /**< of the value in struct spec, or in what owns it */
};

/** The rows in their order; static memory. */
extern const struct parameter parameter_rows[];
extern const size_t n_parameter_rows;

/** What comes after `beginning` in the key of a row, up to a dot and in any case, with any name for
 * NAME: "" if it is the whole key. NULL if the key does not begin like this. */
const char *parameter_key_after(const char *key, const char *beginning);

/** The last part of a key, "slope" of "networks.plain.slope". */
const char *parameter_key_last(const char *key);

/** The row of a key with a name in place of NAME; NULL for a key of another version. */
const struct parameter *parameter_find(const char *key);

/** What `parameter` accepts, in the words that errors and `gradfig keys` use: "a whole number from
 * 0 to 10000000"; freed with g_free. */
char *parameter_describe(const struct parameter *parameter);

/** The first word of the keys of an owner, "networks"; NULL for OWNER_SPEC. Static memory. */
const char *parameter_group(enum parameter_owner owner);

/** The owner whose keys begin with `word`; OWNER_SPEC if no other one's do. */
enum parameter_owner parameter_find_owner(const char *word);

#endif
