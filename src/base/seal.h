/* Texts that tell whether somebody has edited them: a comment has the checksum of what follows. */
#ifndef GRADFIG_BASE_SEAL_H
#define GRADFIG_BASE_SEAL_H

#include <stdbool.h>

/** `head`, the checksum of `rest` at the end of its last line, and `rest`. Freed with g_free. */
char *seal_write(const char *head, const char *rest);

/** Whether `text` is what seal_write has made with this head, and nobody has changed it. */
bool seal_is_whole(const char *head, const char *text);

#endif
