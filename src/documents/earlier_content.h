/* Recognizes what gradfig has written before the end mark of a block. */
#ifndef GRADFIG_DOCUMENTS_EARLIER_CONTENT_H
#define GRADFIG_DOCUMENTS_EARLIER_CONTENT_H

#include <stdbool.h>

#include "base/bytes.h"
#include "documents/blocks.h"

/**
 * The first line of the block's content, without blanks around it, if the content is more than
 * blanks and no snippet of gradfig's, whatever its figure, alt text and width are; else NULL. Freed
 * with g_free.
 */
char *earlier_content_of_others(const struct block *block, const struct bytes *document);

#endif
