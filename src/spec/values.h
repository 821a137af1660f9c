/* Setting values of a spec by the rows of the table, for the reader. */
#ifndef GRADFIG_SPEC_VALUES_H
#define GRADFIG_SPEC_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "spec/parameters.h"
#include "spec/spec.h"

/** Where a key's value stands. */
struct target {
    const struct parameter *parameter;
    void *owner; /**< the spec, or one of its networks: what the row's offset counts from */
};

/** Finds the row of a key such as "networks.plain.slope"; names the nearest if there is none. */
__attribute__((warn_unused_result)) bool
values_find(struct spec *spec, const char *key, struct target *target, struct gradfig_error *error);

/** Where in `spec` the value of a target stands, in bytes from its beginning. */
size_t values_offset(const struct spec *spec, const struct target *target);

/** Sets one value, in a list as `--set` has it: separated by commas, in brackets or not. */
__attribute__((warn_unused_result)) bool values_set(struct spec *spec, const struct target *target,
                                                    const char *text, struct gradfig_error *error);

/** Checks one number or word of a list. */
__attribute__((warn_unused_result)) bool
values_check_item(const struct parameter *row, const char *text, struct gradfig_error *error);

/** Sets a list from its numbers or words as typed; `found` is what an error calls the list. */
__attribute__((warn_unused_result)) bool
values_set_list(struct spec *spec, const struct target *target, const char *const *items,
                size_t n_items, const char *found, struct gradfig_error *error);

/** Whether all values of the row are NAME's of a network. */
bool values_is_network_row(const struct parameter *parameter);

/** Whether `name` may be a network's. */
bool values_is_network_name(const char *name);

/** Adds a network with the table's defaults behind the others; there must be room for it. */
struct network *values_add_network(struct spec *spec, const char *name);

/** Removes all networks. */
void values_clear_networks(struct spec *spec);

/** What a check across values finds: the keys involved, the one at fault first, NULL behind the
 * last, and what is wrong. */
typedef void values_fault_visitor(void *context, const char *const *keys, const char *message);

/** Makes every check across values. */
void values_check(const struct spec *spec, values_fault_visitor *visit, void *context);

#endif
