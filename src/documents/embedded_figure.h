/* The figures that documents show: drawn where they are missing or have another recipe. */
#ifndef GRADFIG_DOCUMENTS_EMBEDDED_FIGURE_H
#define GRADFIG_DOCUMENTS_EMBEDDED_FIGURE_H

#include <stdbool.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/inputs.h"
#include "output/formats.h"
#include "rendering/figure/renderer.h"
#include "spec/reader.h"
#include "spec/spec.h"

/** What all figures of a run share. Ends with embedding_finish. */
struct embedding {
    stop_flag *stop;           /**< once set, ends the work */
    struct inputs *inputs;     /**< files that are never replaced */
    GPtrArray *warnings;       /**< char *: what could not be done as well as it should */
    GHashTable *firsts;        /**< the one name of each file, and the first figure of it */
    GHashTable *folded;        /**< the same by their names in lower case */
    struct renderer *renderer; /**< NULL until the first figure is drawn */
    size_t n_kept;             /**< bytes of all figures that are drawn and not yet written */
};

struct embedding embedding_begin(stop_flag *stop);
void embedding_finish(struct embedding *embedding);

/** What is in the place of an embedded figure. */
enum embedded_state {
    EMBEDDED_CURRENT, /**< a figure of this format with the recipe of the spec */
    EMBEDDED_MISSING,
    EMBEDDED_STALE,   /**< a figure of gradfig that has another recipe or format */
    EMBEDDED_DAMAGED, /**< the file is cut off, or its recipe cannot be read */
};

/** One figure of a block, and its file. */
struct embedded_figure {
    const char *place; /**< of the block, for messages: "DOC.md:12"; borrowed */
    const struct figure_format *format;
    struct spec spec; /**< borrows from that of the block */
    char *name;       /**< of the file, as in the document */
    char *path;       /**< from the working directory */
    char *recipe;
    enum embedded_state state;
    bool is_shared;     /**< an earlier block has the same file */
    struct bytes drawn; /**< what is to be written; zeroed before it is drawn */
};

/** The figures of a block. Ends with embedded_figures_finish, which a zeroed one allows. */
struct embedded_figures {
    size_t n; /**< 2 of a pair, the light one first */
    struct embedded_figure all[N_THEMES];
};

/** What a block asks for. All is borrowed. */
struct embedded_block {
    const char *place;
    const struct figure_format *format;
    const struct spec *spec;
    const char *document; /**< the name is relative to its folder */
    const char *name;     /**< of the file; a pair adds its themes */
};

/** Begins to read the spec of a figure, which begins on line `line` of the file `path`. One that is
 * blank or has only comments is the article's figure. The caller ends the reader. */
struct reader *embedded_spec_read(const char *text, size_t n_bytes, const char *path, size_t line);

/** Chooses the figures of a block: the first `n_of_pair` of a pair, or a single one if that is 0.
 * Fails if memory runs out. */
MUST_CHECK bool embedded_figures_choose(struct embedded_figures *figures,
                                        const struct embedded_block *block, size_t n_of_pair,
                                        struct gradfig_error *error);
void embedded_figures_finish(struct embedded_figures *figures);

/** Notes whether an earlier figure has the same file. Returns it if its recipe is another one, else
 * NULL. Warns of one whose name differs in case alone. */
const struct embedded_figure *embedded_figure_share(struct embedding *embedding,
                                                    struct embedded_figure *figure);

/* The messages of the next three begin with the place of the block. */

/**
 * Compares the recipe of the file with the spec, and draws nothing. Fails with
 * GRADFIG_INVALID_INPUT if the figure must not replace what is there, such as a photograph, or
 * cannot be drawn in its format.
 */
MUST_CHECK bool embedded_figure_compare(const struct embedding *embedding,
                                        struct embedded_figure *figure,
                                        struct gradfig_error *error);

/** Draws the figure unless its file is current or that of an earlier one, and keeps it in memory.
 * Warns of what it has no room for. Fails when `stop` is set, too. */
MUST_CHECK bool embedded_figure_draw(struct embedding *embedding, struct embedded_figure *figure,
                                     struct gradfig_error *error);

/** Writes the file of a figure that was drawn, whole or not at all, and makes the folders that are
 * missing. Warns of what could not be kept of an older file. Fails when `stop` is set, too. */
MUST_CHECK bool embedded_figure_write(struct embedding *embedding, struct embedded_figure *figure,
                                      struct gradfig_error *error);

/** Adds a line about what could not be kept of the older file `path`; none if `lost` is 0. */
void embedded_note_lost(GPtrArray *warnings, const char *path, unsigned lost);

#endif
