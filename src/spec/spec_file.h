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
    /** Of a block of a document, which shows one figure: gets the keys that say nothing of it. Of
     * any other file NULL. */
    struct mistakes *warnings;
};

/** Keys of the first level that are no parameters but about the spec as a whole. */
enum spec_part {
    PART_BASE,
    PART_VARY,
    PART_TOGETHER,
    PART_NAME,
    PART_FORMAT,
    PART_CLAIMS,
    N_PARTS /**< no such key */
};

/** The part with this key, "vary"; or N_PARTS. */
enum spec_part spec_file_find_part(const char *key);

/** Whether a text is plainly a spec: keys and values, and most of its keys are those of a spec,
 * even if there are mistakes in it. */
bool spec_file_recognize(const char *text, size_t n_bytes);

/** Appends what the file with the root `root`, a map, sets to the settings of its source. A value
 * that is refused is a setting too. */
void spec_file_read(const struct spec_file *file, const struct node *root);

#endif
