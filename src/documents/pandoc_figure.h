/* The figure of a code block in a document of pandoc. */
#ifndef GRADFIG_DOCUMENTS_PANDOC_FIGURE_H
#define GRADFIG_DOCUMENTS_PANDOC_FIGURE_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"
#include "documents/embedded_figure.h"
#include "documents/pandoc_document.h"
#include "output/formats.h"
#include "spec/spec.h"

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

/** Ends with pandoc_figure_finish. */
struct pandoc_figure {
    char *name; /**< what messages call the block: "block 2 (#name)" */
    const struct pandoc_target *target;
    const struct figure_format *format;
    struct spec spec;
    struct embedded_figures files; /**< both of a pair, if the target shows both */
};

/** What reading says, both char * that are freed with g_free: "block 2 (#name):3:8: depth: ...". */
struct pandoc_lines {
    GPtrArray *mistakes;
    GPtrArray *warnings;
};

/** Reads block `number`, from 1 on. False after adding a line for each mistake in the block. */
MUST_CHECK bool pandoc_figure_read(struct pandoc_figure *figure, const struct pandoc_block *block,
                                   size_t number, const struct pandoc_target *target,
                                   const struct pandoc_lines *lines);

/** A zeroed figure is allowed. */
void pandoc_figure_finish(struct pandoc_figure *figure);

/** Replaces block `i` of the document by the image of the figure. */
MUST_CHECK bool pandoc_figure_show(const struct pandoc_figure *figure,
                                   struct pandoc_document *document, size_t i, stop_flag *stop,
                                   struct gradfig_error *error);

#endif
