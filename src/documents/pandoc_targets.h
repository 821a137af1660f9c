/* The formats that pandoc writes, and what each can show of a figure. */
#ifndef GRADFIG_DOCUMENTS_PANDOC_TARGETS_H
#define GRADFIG_DOCUMENTS_PANDOC_TARGETS_H

#include <stdbool.h>

#include "output/formats.h"

/** How an image says its size. */
enum pandoc_size {
    PANDOC_SIZE_OF_FILE, /**< not at all */
    PANDOC_SIZE_PX,      /**< px, and no wider than the page */
    PANDOC_SIZE_INCHES,  /**< on paper */
};

enum {
    PANDOC_FORMATS_MAX = 2,
    PANDOC_PAGE_UNITS = 10, /**< per inch */
};

struct pandoc_target {
    const struct figure_format *formats[PANDOC_FORMATS_MAX]; /**< what it shows, the best first */
    enum pandoc_size size;
    int page_width; /**< of the text in units, where pandoc does not shrink what is wider; else 0 */
    bool has_dark;  /**< whether its pages follow the theme of the reader */
};

/** The target with this name, which may have extensions as in "html+smart". NULL and unknown names
 * give the target that shows PNGs. */
const struct pandoc_target *pandoc_target_find(const char *name);

/** The format of a figure: `asked` if the target shows it, else the best. `asked` may be NULL. */
const struct figure_format *pandoc_target_format(const struct pandoc_target *target,
                                                 const struct figure_format *asked);

#endif
