/* A spec while it is read: the parts of the reader, and what they share. */
#ifndef GRADFIG_SPEC_READING_H
#define GRADFIG_SPEC_READING_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>

#include <glib.h>

#include "spec/claims.h"
#include "spec/reader.h"

#include "spec/values.h"
#include "spec/yaml_tree.h"

/** A place in one of the reader's sources; line 0 is the source as a whole. */
struct origin {
    size_t source;
    struct place place;
};

struct mistake {
    struct origin origin;
    char *text;
};

struct reader {
    struct spec spec;
    struct variants *variants; /**< what `vary`, `together` and `name` say so far */
    struct claims *claims;
    GPtrArray *sources;   /**< what messages call them: files, "--set KEY=VALUE" */
    GArray *mistakes;     /**< struct mistake */
    guint n_in_claims;    /**< of these, so many are about claims alone */
    GPtrArray *lines;     /**< of the mistakes, once finished */
    GHashTable *origins;  /**< key -> struct origin of its value */
    GHashTable *refused;  /**< keys whose value is not what the user gave */
    bool has_broken_file; /**< of which not even the keys are known */
};

/** One file while it is read, and the file that named it as its base. */
struct input {
    struct reader *reader;
    const struct input *outer;
    size_t source;
    const char *path;
    struct stat status;
    bool is_recipe;
    bool has_base;
    size_t n_earlier; /**< mistakes before this file */
};

/* ---- reader.c: mistakes ---- */

/** Adds a source, what messages call it; takes over `shown`. Returns its number. */
size_t reading_add_source(struct reader *reader, char *shown);

/** Adds a mistake; `key` may be NULL: none is to blame. */
void reading_add_mistake(struct reader *reader, struct origin origin, const char *key,
                         const char *message);

/** Notes where the value of a key is from, or that it was refused. */
void reading_note_value(struct reader *reader, const char *key, struct origin origin, bool is_set);

/** A values_fault_visitor: blames the first of the keys that the user gave. `context` is the
 * reader. */
void reading_note_fault(void *context, const char *const *keys, const char *message);

/** Adds a mistake at the place of a node. */
void reading_blame(const struct input *input, const struct node *node, const char *key,
                   const char *message);

/** "expected X, found Y", Y being the node. */
void reading_blame_kind(const struct input *input, const struct node *node, const char *key,
                        const char *expected);

/** What follows would not be told, and a file of mistakes takes long to tell. */
bool reading_is_full(const struct input *input);

/* ---- keys.c: the keys and values of a file ---- */

/** Item `i` of a list, or of the keys and values of a map. */
struct node *reading_item(const struct node *node, guint i);

/** Checks that the key at position `i` of a map is text and stands there the first time; says so
 * if not. `path` is the map's, "" for the file's. */
bool reading_check_key(const struct input *input, const struct node *map, guint i,
                       const char *path);

/** Checks that no earlier key of a map is of the same value as the one at position `i`, `target`,
 * as slope and slopes are; says so if one is. */
bool reading_check_conflict(const struct input *input, const struct node *map, guint i,
                            const char *path, const struct target *target);

/** Sets one value from a node; says so if it is none of the row's. */
bool reading_set_value(const struct input *input, const struct node *node, const char *key,
                       const struct target *target);

/** Whether keys of the table begin with `path` and a dot. */
bool reading_is_group(const char *path);

/** Reads the keys of a file but for its base and its variants. */
void reading_read_keys(const struct input *input, const struct node *root);

/* ---- files.c: files and their bases ---- */

/** Begins a file that is called `path`. */
struct input reading_begin(struct reader *reader, const char *path);

/** Whether a key of the first level is no parameter but about the spec as a whole, as `vary` is. */
bool reading_is_apart(const char *key);

/** Reads all of a file, its base first. */
void reading_read_file(struct input *input, FILE *stream);

/** The same for a text. */
void reading_read_text(struct input *input, const char *text, size_t n_bytes);

/* ---- vary.c ---- */

void reading_read_vary(const struct input *input, const struct node *map);
void reading_read_together(const struct input *input, const struct node *list);
void reading_read_name(const struct input *input, const struct node *node);

/** Reads keys and one value of each, as `vary` has them, into `settings`, which then varies no key;
 * `path` is the map's. */
void reading_read_settings(const struct input *input, const struct node *map, const char *path,
                           struct variants *settings);

/* ---- claims.c ---- */

void reading_read_claims(const struct input *input, const struct node *list);

#endif
