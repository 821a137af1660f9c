/* Variants while they are read: their keys, the axes these vary along, and their names. */
#ifndef GRADFIG_SPEC_VARIANTS_PRIVATE_H
#define GRADFIG_SPEC_VARIANTS_PRIVATE_H

#include <stdbool.h>

#include <glib.h>

#include "spec/variants.h"

#include "spec/reading.h"

/** One key and its values. */
struct varied {
    char *key;
    struct origin origin; /**< of its values */
    const struct parameter *row;
    size_t offset;     /**< of the value in the spec */
    GPtrArray *texts;  /**< of the values, as typed */
    GByteArray *bytes; /**< the values as the spec has them, one after the other */
    bool is_portable;  /**< names can have all values as they are */
    size_t axis;       /**< the one along which it varies, once arranged */
};

/** Keys that vary in step. */
struct together {
    struct origin origin;
    GArray *keys; /**< struct together_key */
};

struct together_key {
    struct origin origin;
    char *key;
};

struct variants {
    struct spec spec;  /**< the base; the reader's until it has finished */
    GPtrArray *varied; /**< struct varied, in the user's order */
    GArray *together;  /**< struct together */
    char *name;        /**< the template, or NULL */
    struct origin name_origin;
    GArray *lengths; /**< size_t: of the axes, once arranged */
    size_t count;    /**< product of the lengths */
    char *extension; /**< of the names: "png" */
};

/** Begins without a varied key. */
struct variants *variants_create(void);

/** The varied key of that name, or NULL. */
struct varied *variants_find(const struct variants *variants, const char *key);

/**
 * A key without values yet. It takes the place of an earlier one with the same value in the spec,
 * a base's: `slope` that of `slopes`.
 */
struct varied *variants_add(struct variants *variants, const char *key, const struct parameter *row,
                            size_t offset);

/** Whether the value at `offset` in the spec is varied. */
bool variants_varies(const struct variants *variants, size_t offset);

/** Forgets the varied key, if any, of the value at `offset` in the spec, and the name that it is
 * in.
 */
void variants_forget(struct variants *variants, size_t offset);

/** "; the nearest one is depth", with the varied key that looks much like `key`, or "" where none
 * does; freed with g_free. */
char *variants_suggest(const struct variants *variants, const char *key);

/** How many bytes the value of a row has in the spec. */
size_t variants_value_size(const struct parameter *row);

/**
 * Adds a value: `field` is it in the spec that `varied` was made for, and is left empty where it
 * owns memory.
 */
void variants_add_value(struct varied *varied, const char *text, void *field);

/** The position of variant `i` along the values of a key. */
size_t variants_position(const struct variants *variants, const struct varied *varied, size_t i);

/** Gives `spec`, for which the keys were made, the first value of each. */
void variants_apply(const struct variants *variants, struct spec *spec);

/** Puts the keys on axes, checks the names and every variant's spec; mistakes are the reader's. */
bool variants_arrange(struct variants *variants, struct reader *reader);

/* ---- names.c ---- */

/** Whether a name can have the text of a value as it is. */
bool names_are_portable(const char *text);

/** A template made from the varied keys, {KEY} standing for the value of one; freed with g_free. */
char *variants_default_name(const struct variants *variants);

/** Checks the template of the names; mistakes are the reader's. */
bool variants_check_template(const struct variants *variants, struct reader *reader);

/** Checks the names of all variants, once arranged; mistakes are the reader's. Where the default
 * template makes names too long, that of the variants' numbers takes its place. */
bool variants_check_names(struct variants *variants, struct reader *reader);

/* ---- range.c ---- */

/**
 * The numbers of {from, to, step} or of {from, to, count}, exactly, as decimals without needless
 * zeros; those that have no end are rounded to 17 digits. The unused one of `step` and `count` is
 * NULL. NULL with `error` filled where they are no range; `*fault` is then the text to blame, or
 * NULL for all of them.
 */
GPtrArray *range_expand(const char *from, const char *to, const char *step, const char *count,
                        const char **fault, struct gradfig_error *error);

/* ---- vary.c ---- */

/** Varies figure.theme, at the end of the names too; false where it is varied already. */
bool vary_add_themes(struct reader *reader);

#endif
