/* A spec as a list of settings. Each source of values appends settings, and the later one wins. */
#ifndef GRADFIG_SPEC_SETTINGS_H
#define GRADFIG_SPEC_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/inputs.h"
#include "spec/mistakes.h"
#include "spec/parameters.h"
#include "spec/spec.h"
#include "spec/value.h"

/** The position of what has no name, or is not there. */
#define NO_POSITION SIZE_MAX

/** What a key such as "networks.plain.slope" names. */
struct target {
    const struct parameter *row;
    size_t position; /**< of the network or measured curve, or NO_POSITION */
};

/** One value, its origin and its target. */
struct setting {
    struct target target;
    struct value value;          /**< without a text if it was refused */
    struct origin origin;        /**< of source NO_SOURCE: a default */
    struct value_memory *memory; /**< of the value, shared */
};

/* The two limits happen to be equal. NOLINTNEXTLINE(bugprone-branch-clone) */
enum { NAMES_MAX = NETWORKS_MAX > MEASURED_MAX ? NETWORKS_MAX : MEASURED_MAX };

/** The networks or measured curves by their names. */
struct names {
    size_t n;
    char all[NAMES_MAX][NETWORK_NAME_MAX + 1];
};

struct settings {
    GArray *all;                  /**< struct setting, in the order in which they were made */
    struct names names[N_OWNERS]; /**< none of OWNER_SPEC */
    struct value_memory *memory;  /**< of new values */
    GPtrArray *sources;           /**< char *: what messages call the sources of the origins */
    struct inputs *inputs;        /**< every file that was read, since the copy in a copy */
};

/** The defaults: the article's figure. Ends with settings_destroy. */
struct settings *settings_create(void);

/**
 * The settings that win, to which others can be added without a change to `settings`. It keeps only
 * the memory and the sources of these, so copies of copies do not grow.
 */
struct settings *settings_copy(const struct settings *settings);

/** NULL is allowed. */
void settings_destroy(struct settings *settings);

/** Appends a setting, whose value is in the memory of new values; NULL if it was refused. */
void settings_append(struct settings *settings, struct target target, const struct value *value,
                     struct origin origin);

/** The setting that wins, the last one of the target's field; NULL if there is none. */
const struct setting *settings_last(const struct settings *settings, struct target target);

/** Whether a setting is one of --set, and no later one replaces it. */
bool settings_is_set(const struct settings *settings, const struct setting *setting);

/** Whether two keys set the same field, as slope and slopes of one network do. */
bool settings_is_same_field(struct target a, struct target b);

/** Finds what a key names; the error names the nearest key. */
MUST_CHECK bool settings_find(const struct settings *settings, const char *key,
                              struct target *target, struct gradfig_error *error);

/** What a message adds to "unknown key": the key that is meant, a key of the settings or one of
 * `others`, char * or NULL; else where all keys are listed. Freed with g_free. */
char *settings_hint(const struct settings *settings, GPtrArray *others, const char *key);

/** The key that names a target; freed with g_free. */
char *settings_key(const struct settings *settings, struct target target);

/** Steps from one target to the next: each row with each name of its owner. The first follows a
 * zeroed one; false after the last. */
bool settings_next_target(const struct settings *settings, struct target *target);

/** Whether `text` may be the name of a network or measured curve. */
bool settings_is_name(const char *text);

/** The position of the network or measured curve of this name, or NO_POSITION. */
size_t settings_find_name(const struct settings *settings, enum parameter_owner owner,
                          const char *name);

/** The number of names that an owner may have. */
size_t settings_names_max(enum parameter_owner owner);

/** Adds a network or measured curve with the defaults of its rows. There must be room for it. */
size_t settings_add_name(struct settings *settings, enum parameter_owner owner, const char *name);

/** Removes all networks or measured curves with their settings. */
void settings_clear_names(struct settings *settings, enum parameter_owner owner);

/**
 * Leaves the `n` networks of these names, in this order. Those that are there keep their settings,
 * and a new one begins with slope 1. The names are distinct, right, and at most NETWORKS_MAX.
 */
void settings_choose_networks(struct settings *settings, char *const *names, size_t n);

/** Builds the spec. It borrows from the settings. */
void settings_build(const struct settings *settings, struct spec *spec);

/** Puts one value into a spec that has the network of the target. */
void settings_apply(struct spec *spec, struct target target, const struct value *value);

#endif
