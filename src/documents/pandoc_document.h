/* A document as pandoc's filters read and write it: its syntax tree in JSON. */
#ifndef GRADFIG_DOCUMENTS_PANDOC_DOCUMENT_H
#define GRADFIG_DOCUMENTS_PANDOC_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/error.h"

/** Ends with pandoc_document_destroy. */
struct pandoc_document;

/** The attributes of a block that are gradfig's: first those that the image does not have. */
enum pandoc_attribute {
    PANDOC_FILE,
    PANDOC_PAIR,
    PANDOC_ALT,
    PANDOC_CAPTION,
    N_PANDOC_FIELDS,
    PANDOC_WIDTH = N_PANDOC_FIELDS,
    PANDOC_HEIGHT,
    PANDOC_STYLE,
    N_PANDOC_ATTRIBUTES
};

/** Their names, "file"; NULL after the last. */
extern const char *const pandoc_attributes[N_PANDOC_ATTRIBUTES + 1];

/** A fenced code block of the class gradfig. The document owns the texts. */
struct pandoc_block {
    const char *id;                      /**< its identifier, or "" */
    const char *text;                    /**< the spec */
    size_t n_text;                       /**< the number of bytes of `text` */
    const char *values[N_PANDOC_FIELDS]; /**< of the attributes, or NULL */
    bool has_size; /**< whether it has a width, a height or a style of its own */
};

/** An image in place of a block. */
struct pandoc_image {
    const char *path;
    const char *dark;    /**< the dark figure of a pair on an HTML page, or NULL */
    const char *alt;     /**< plain text of one line */
    const char *caption; /**< plain text, or NULL for an image without one */
    const char *width;   /**< "15in", or NULL for that of the file or of the block */
    const char *height;  /**< "10in", or NULL for that of the file or of the block */
    const char *style;   /**< CSS, or NULL */
};

/** Reads a document. NULL with `error` if it is none. */
struct pandoc_document *pandoc_document_read(const struct bytes *json, struct gradfig_error *error);

/** NULL is allowed. */
void pandoc_document_destroy(struct pandoc_document *document);

/** The number of blocks of the class gradfig, wherever they are nested. */
size_t pandoc_document_n_blocks(const struct pandoc_document *document);

/** Block `i`, from 0 on, in the order of the document. Valid until it is replaced. */
const struct pandoc_block *pandoc_document_block(const struct pandoc_document *document, size_t i);

/** The attributes of block `i` that neither gradfig nor images are known to have. Valid as the
 * block is; the caller frees the list. */
GPtrArray *pandoc_document_unknown(const struct pandoc_document *document, size_t i);

/** Replaces block `i` by a paragraph with an image, or by a figure with a caption. It keeps the
 * identifier, the other classes and the attributes but its values. */
MUST_CHECK bool pandoc_document_replace(struct pandoc_document *document, size_t i,
                                        const struct pandoc_image *image,
                                        struct gradfig_error *error);

/** The document as JSON, freed with g_free. NULL if memory runs out. */
char *pandoc_document_write(const struct pandoc_document *document, struct gradfig_error *error);

#endif
