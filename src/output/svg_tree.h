/* The elements of an SVG that Cairo drew, to be changed and written again. */
#ifndef GRADFIG_OUTPUT_SVG_TREE_H
#define GRADFIG_OUTPUT_SVG_TREE_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"

/** A property or attribute. */
struct svg_attribute {
    char *key;
    char *value;
};

/** An element; its text is white space only. */
struct svg_element {
    char *name;
    GArray *attributes;  /**< struct svg_attribute, with each property of `style` as one */
    GPtrArray *children; /**< struct svg_element */
};

/** Reads the document. Returns the root, or NULL with `error` if the text is no SVG. */
struct svg_element *svg_tree_read(const char *text, struct gradfig_error *error);

/** NULL is allowed. */
void svg_tree_destroy(struct svg_element *element);

/** The value of the attribute, borrowed until the next change; NULL if there is none. */
const char *svg_tree_value(const struct svg_element *element, const char *key);

/** Sets or adds the attribute; copies both. NULL removes it. */
void svg_tree_set(struct svg_element *element, const char *key, const char *value);

/** Appends the element with its children, one element a line. */
void svg_tree_write(const struct svg_element *element, GString *text);

/** Appends the tag that begins the element. */
void svg_tree_write_tag(const struct svg_element *element, GString *text);

/** "g" and ten digits of the text's checksum: equal texts have equal names. Freed with g_free. */
char *svg_tree_name(const char *text);

/**
 * Gives every element with an id one that says what it holds, and changes the references. Removes
 * the ids that nothing refers to, and parts that nothing shows. On a page with two figures, equal
 * ids then belong to equal shapes. A changed text of the figure changes no other ids.
 */
void svg_tree_rename(struct svg_element *root);

#endif
