/* Families: columns whose names differ by a number. */
#ifndef GRADFIG_MEASUREMENTS_FAMILIES_H
#define GRADFIG_MEASUREMENTS_FAMILIES_H

#include <stdbool.h>

#include "measurements/measurements.h"

/** A family, of one run and kind. */
struct family {
    char *pattern;     /**< as for --select, of the whole names */
    const char *run;   /**< NULL if the file has no runs */
    const char *kind;  /**< NULL without several values of a layer */
    const char *aside; /**< why it is set aside, NULL if it is not */
    bool has_prefix;   /**< its names have a known prefix */
    bool is_of_weights;
    GPtrArray *columns; /**< struct measured_column, borrowed, in the order of the file */
};

/** The families, struct family, in the order of the file; freed with g_ptr_array_unref. Names
 * without a number make families of one column, whose pattern is the name. */
GPtrArray *families_of(const struct measurements *measurements);

/** Whether the family has several columns. */
bool family_is_stack(const struct family *family);

/**
 * The families to take by themselves, of all runs: those of gradients by a known prefix and of
 * weights, as far as there are any. Only those of `kind`, if it is not NULL, and those of one
 * column only if `takes_single`. Freed with g_ptr_array_unref.
 */
GPtrArray *families_choose(GPtrArray *families, const char *kind, bool takes_single);

/** Whether there are layers with names beside a list of values without: either may be meant. */
bool families_have_list(const GPtrArray *families);

/** Whether two families have the same pattern but for the run. */
bool family_is_alike(const struct family *a, const struct family *b);

#endif
