/* What the nodes of a YAML file say: keys of maps, and values by their rows. */
#ifndef GRADFIG_SPEC_SPEC_NODES_H
#define GRADFIG_SPEC_SPEC_NODES_H

#include <stdbool.h>

#include <glib.h>

#include "spec/settings.h"

/* Every mistake is added to the source. `path` is the key of a map, "" for that of the file. */

/** Item `i` of a list, or of the keys and values of a map. */
struct node *node_item(const struct node *node, guint i);

/** Whether a key has nothing as its value. */
bool node_is_empty(const struct node *node);

/** Whether the entry at `i` is no key but the end of a text between braces, which a comma has cut
 * off. */
bool node_is_rest_of_text(const struct node *map, guint i);

/** What to say of it. */
extern const char node_rest_of_text[];

/** Adds the mistake that there are no keys and values where they are expected. */
void node_blame_map(const struct source *source, const struct node *node, const char *path);

/** The key that `key` in a map of this path stands for; freed with g_free. */
char *node_join_path(const char *path, const char *key);

/** Checks that the key at position `i` of a map is text, and is there the first time. */
bool node_check_key(const struct source *source, const struct node *map, guint i, const char *path);

/** Checks that no earlier key of a map sets the same field as the one at position `i`, `target`,
 * as slope and slopes do. */
bool node_check_field(const struct source *source, const struct node *map, guint i,
                      const char *path, struct target target);

/** Reads the value of a row. `key` is the key that mistakes name. */
bool node_read_value(const struct source *source, const struct node *node, const char *key,
                     const struct parameter *row, struct value *value);

/** Checks that a node is a label: text of 1 to TEXT_LABEL_MAX bytes. */
bool node_check_label(const struct source *source, const struct node *node, const char *key);

/** Whether keys of the table begin with `path` and a dot. */
bool node_is_group(const char *path);

/** Takes the value of one key. */
typedef void node_visitor(void *context, const struct source *source, const struct node *value,
                          const char *key, struct target target);

/** Visits the entries of a map whose keys are joined by dots, as those of `vary` are. */
void node_visit_keys(const struct source *source, const struct node *map, const char *path,
                     node_visitor *visit, void *context);

#endif
