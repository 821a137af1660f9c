/* JSON through jansson. */
#ifndef GRADFIG_BASE_JSON_H
#define GRADFIG_BASE_JSON_H

#include <stddef.h>

#include <jansson.h>

#include "base/error.h"

/* A value that could not be made is NULL, and so is everything that it would be a part of. */

/** Adds `value`, which is taken over. If that fails, frees `*object` and makes it NULL. */
void json_set(json_t **object, const char *name, json_t *value);

/** Adds `value` at the end of an array as json_set does to an object. */
void json_append(json_t **array, json_t *value);

/** Null if `value` is infinite or NAN. */
json_t *json_of_double(double value);

/** Null if `text` is NULL or "". */
json_t *json_of_text(const char *text);

/** The text of `root` with a line end, in the form of jansson's `flags`; freed with g_free. NULL
 * with `error` if `root` or the text could not be made. */
MUST_CHECK char *json_write(const json_t *root, size_t flags, struct gradfig_error *error);

/** The text in a compact form without "<", which could end a script element of HTML. */
MUST_CHECK char *json_write_script(const json_t *root, struct gradfig_error *error);

#endif
