/* The answer to a request that was not refused. */
#ifndef GRADFIG_EXPLORE_ANSWER_H
#define GRADFIG_EXPLORE_ANSWER_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "explore/explored.h"
#include "explore/request.h"

/** An answer; ends with bytes_finish of its body. */
struct answer {
    enum status status;
    const char *type; /**< static memory */
    struct bytes body;
};

/** Makes the answer to a path and the text of a query. A wrong query is answered with the messages
 * of the command. */
void answer_make(struct answer *answer, const struct explored *explored, const char *path,
                 const char *text);

/** An answer that only says what its status means. */
void answer_refuse(struct answer *answer, enum status status);

/** An answer that says why there is no other. */
void answer_error(struct answer *answer, const struct gradfig_error *error);

#endif
