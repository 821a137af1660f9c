/* One value of a spec, read once by its row of the table of parameters. */
#ifndef GRADFIG_SPEC_VALUE_H
#define GRADFIG_SPEC_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "base/error.h"
#include "spec/parameters.h"
#include "spec/spec.h"
#include "spec/yaml_tree.h"

/** A value; which member holds it follows from the type of its row. */
struct value {
    const char *text; /**< as typed, of a list its items separated by commas, of a schedule
                       * "{from: 1, to: 0.5}"; NULL: no value */
    union {
        int64_t whole; /**< a whole number, the position of a choice, a color */
        double real;
        struct reals reals; /**< a list, or a single number in one */
        const struct choices *choices;
    };
};

/** What values point to. It lives as long as one of its owners. */
struct value_memory {
    size_t n_owners;
    GStringChunk *texts;
    GPtrArray *blocks;
};

/** Begins with one owner. */
struct value_memory *value_memory_create(void);

/** Adds an owner; returns `memory`. */
struct value_memory *value_memory_share(struct value_memory *memory);

/** Removes an owner, and the memory with the last. */
void value_memory_release(struct value_memory *memory);

/** Reads a value as `--set` has it: a list is separated by commas, in brackets or not,
 * and a schedule is "{from: 1, to: 0.5}". */
MUST_CHECK bool value_read(struct value *value, const struct parameter *row, const char *text,
                           struct value_memory *memory, struct gradfig_error *error);

/** Reads a schedule from a map; `*fault` is the node to blame if it is none. */
MUST_CHECK bool value_read_schedule(struct value *value, const struct parameter *row,
                                    const struct node *map, struct value_memory *memory,
                                    const struct node **fault, struct gradfig_error *error);

/** Checks that a list may have `n_items`; `found` is what the error calls the list. */
MUST_CHECK bool value_check_length(const struct parameter *row, size_t n_items, const char *found,
                                   struct gradfig_error *error);

/** The list that has been begun with value_begin_list. */
struct value_list {
    const struct parameter *row;
    struct value_memory *memory;
    struct real *items; /**< of a row of choices their positions */
    size_t n_items;
    bool is_schedule; /**< the two items are its ends */
};

struct value_list value_begin_list(const struct parameter *row, size_t n_items,
                                   struct value_memory *memory);

/** Reads the next item. An error describes it as one of `described`: the row, or value_item_row. */
MUST_CHECK bool value_add_item(struct value_list *list, const struct parameter *described,
                               const char *text, struct gradfig_error *error);

/** The list as a value, once all items are added. Fails where a word is there twice. */
MUST_CHECK bool value_end_list(struct value_list *list, struct value *value,
                               struct gradfig_error *error);

/** The row that one item of a list would have. */
struct parameter value_item_row(const struct parameter *row);

/** Whether the values of a row are lists. */
bool value_is_list(const struct parameter *row);

/** Whether a row has numbers, and not words or texts. */
bool value_is_number(const struct parameter *row);

#endif
