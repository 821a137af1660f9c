/* The settings of one file. */
#ifndef GRADFIG_SPEC_SPEC_FILE_H
#define GRADFIG_SPEC_SPEC_FILE_H

#include <stdbool.h>

#include "spec/settings.h"
#include "spec/spec_nodes.h"

/** What is known of a file before its keys are read. */
struct spec_file {
    struct source source;
    bool is_recipe; /**< of a figure: it has no base, variants or claims */
    bool has_base;  /**< whose networks stay */
};

/** Whether a key of the first level is no parameter but is about the spec as a whole: base, vary,
 * together, name, claims. */
bool spec_file_is_apart(const char *key);

/** Appends the settings of the file with the root `root`, a map. A value that is refused is a
 * setting too. */
void spec_file_read(const struct spec_file *file, const struct node *root,
                    struct settings *settings);

#endif
