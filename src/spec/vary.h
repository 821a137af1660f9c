/* What a spec says of its variants: the keys that vary, in step or not, and the names. */
#ifndef GRADFIG_SPEC_VARY_H
#define GRADFIG_SPEC_VARY_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "spec/range.h"
#include "spec/settings.h"
#include "spec/spec_file.h"

/** One key and its values. */
struct varied {
    char *key;
    struct target target;
    struct origin origin;      /**< of the values */
    GArray *values;            /**< struct value; of a range empty until vary_expand */
    GArray *places;            /**< struct place: of each value of a list */
    struct number_range range; /**< `n` is 0 for a list */
    /* Once the variants are arranged: */
    bool is_portable; /**< a name can have every value as it is typed */
    size_t axis;      /**< the axis along which the key varies */
    size_t stride;    /**< the number of variants from one of its values to the next */
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

struct vary {
    GPtrArray *keys;  /**< struct varied, in the user's order */
    GArray *together; /**< struct together */
    char *name;       /**< the template of the names; NULL: not given */
    struct origin name_origin;
    char *format; /**< the word of the files' format; NULL: not given */
    struct origin format_origin;
};

void vary_init(struct vary *vary);

/** A zeroed one is allowed. */
void vary_finish(struct vary *vary);

/** Reads a part of the file: `vary`, `together`, `name` or `format`, but leaves it to others which
 * words there are for a format. Other parts are ignored. Mistakes are added to the source. */
void vary_read_part(struct vary *vary, const struct source *source, enum spec_part part,
                    const struct node *node);

/** Makes the values of the ranges, the sum of whose lengths the caller has checked. */
void vary_expand(struct vary *vary, struct settings *settings, struct mistakes *mistakes);

/** The number of values of a key, also before vary_expand. */
size_t varied_count(const struct varied *varied);

/** Value `i` of a key. */
const struct value *varied_value(const struct varied *varied, size_t i);

/** The position of variant `i` along the values of a key, once the variants are arranged. */
size_t varied_position(const struct varied *varied, size_t i);

/** The varied key at position `k`. */
struct varied *vary_at(const struct vary *vary, size_t k);

/** The varied key of that name, or NULL. */
struct varied *vary_find(const struct vary *vary, const char *key);

/**
 * Adds a key without values. It replaces one that sets the same field: `slope` replaces the
 * `slopes` of a base.
 */
struct varied *vary_add(struct vary *vary, const char *key, struct target target,
                        struct origin origin);

/** Removes the varied key, if any, that sets the field, and the name that it is in. */
void vary_forget(struct vary *vary, struct target target);

/** Checks that no --set changes what the spec varies, because it would have no effect. */
void vary_check_settings(const struct vary *vary, const struct settings *settings,
                         struct mistakes *mistakes);

/** Where a variant gets the theme auto, borrowed; NULL if none does. */
const struct origin *vary_find_auto_theme(const struct vary *vary, const struct settings *settings);

/** Varies the theme, as --theme-pair does, and adds it to the template of the names. */
void vary_pair_themes(struct vary *vary, struct settings *settings, struct mistakes *mistakes);

/** "; the nearest one is depth", with the varied key that looks much like `key`, or "" where none
 * does; freed with g_free. */
char *vary_suggest(const struct vary *vary, const char *key);

#endif
