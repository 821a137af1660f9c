/* A YAML file as a tree of nodes, each with its place. */
#ifndef GRADFIG_SPEC_YAML_TREE_H
#define GRADFIG_SPEC_YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

/** Where something begins in a file. Both count from 1; columns are characters. */
struct place {
    size_t line;
    size_t column;
};

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

/** One value of the file. */
struct node {
    enum node_kind kind;
    struct place place;
    char *text;       /**< of a scalar, else NULL; UTF-8 without NUL */
    bool is_quoted;   /**< of a scalar: it is text, even if it looks like a number */
    GPtrArray *items; /**< of a list its nodes; of a map key, value, key, value; else NULL */
};

/** What is wrong with a file, and where. */
struct yaml_fault {
    struct place place;
    char message[256];
};

/**
 * Reads one YAML document. It refuses what no spec needs but an attacker might use: aliases,
 * anchors, tags, several documents, other encodings than UTF-8, control characters, and more than
 * 16 levels. Places count from the beginning of a file that has `n_above` lines above the text.
 * Returns the root, to be freed with yaml_tree_free, or NULL with `fault` filled.
 */
struct node *yaml_tree_read(const char *text, size_t n_bytes, size_t n_above,
                            struct yaml_fault *fault);

/** Frees a node and all below it; NULL is allowed. */
void yaml_tree_free(struct node *node);

/** What an error calls the node: its text, "no value", "a list of 3", "keys and values"; freed
 * with g_free. */
char *node_describe(const struct node *node);

#endif
