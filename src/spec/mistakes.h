/* The mistakes that reading finds, each with the place of the text at fault. */
#ifndef GRADFIG_SPEC_MISTAKES_H
#define GRADFIG_SPEC_MISTAKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "base/limits.h"
#include "spec/yaml_tree.h"

/** The source of what the user did not give: a default. */
#define NO_SOURCE SIZE_MAX

/** A place in a source. Line 0 is the source as a whole. */
struct origin {
    size_t source; /**< its number, or NO_SOURCE */
    struct place place;
};

struct mistakes {
    GPtrArray *sources; /**< char *: what messages call them, a file or "--set KEY=VALUE"; shared */
    GArray *all;        /**< struct mistake, private to mistakes.c */
    bool has_broken_file; /**< not even the keys of some file are known */
};

/** One source while it is read. */
struct source {
    struct mistakes *mistakes;
    size_t number;
    size_t n_earlier;          /**< the number of mistakes before this source */
    struct settings *settings; /**< whose keys it may have, and which it adds to; borrowed */
};

/** Begins without mistakes. It shares `sources`, to which new ones are added. */
void mistakes_init(struct mistakes *mistakes, GPtrArray *sources);
void mistakes_finish(struct mistakes *mistakes);

/** Adds a source that messages call `shown`, and takes that text over. It has no settings yet. */
struct source mistakes_add_source(struct mistakes *mistakes, char *shown);

/** What messages call a source; borrowed. */
const char *mistakes_source(const struct mistakes *mistakes, size_t number);

/** Adds a mistake. `key` is the key at fault, or NULL. Returns false, so that a function can fail
 * with `return mistakes_add(...)`; so do the others that add one. */
__attribute__((format(printf, 4, 5))) bool mistakes_add(struct mistakes *mistakes,
                                                        struct origin origin, const char *key,
                                                        const char *format, ...);

/** Appends the mistakes to `lines`, at most MISTAKES_MAX in the order of sources, lines and
 * columns, each as "FILE:LINE:COLUMN: key: message", which is freed with g_free. */
void mistakes_write(struct mistakes *mistakes, GPtrArray *lines);

/** The place of a node in a source. */
struct origin source_origin(const struct source *source, const struct node *node);

/** Adds a mistake at the place of a node. */
__attribute__((format(printf, 4, 5))) bool source_blame(const struct source *source,
                                                        const struct node *node, const char *key,
                                                        const char *format, ...);

/** Adds the mistake "expected EXPECTED, found NODE". */
bool source_blame_kind(const struct source *source, const struct node *node, const char *key,
                       const char *expected);

/** Whether the source has as many mistakes as are reported. Reading may end then: a file full of
 * mistakes takes long. */
bool source_is_full(const struct source *source);

#endif
