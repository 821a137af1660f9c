/* Searches the rest of a text. */
#include "base/rest.h"

#include <stddef.h>
#include <string.h>

bool rest_skip_past(struct rest *rest, const char *word) {
    const char *found = memmem(rest->at, (size_t)(rest->end - rest->at), word, strlen(word));

    if (found != NULL) {
        rest->at = found + strlen(word);
    }
    return found != NULL;
}
