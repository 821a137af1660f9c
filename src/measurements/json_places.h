/* Walks over JSON and says where each value stands. */
#ifndef GRADFIG_MEASUREMENTS_JSON_PLACES_H
#define GRADFIG_MEASUREMENTS_JSON_PLACES_H

#include <stdbool.h>

#include "base/error.h"
#include "measurements/text_file.h"

/** The rest of a text of JSON, and its place. */
struct json_places {
    const char *rest;
    struct place place;
};

/** A key or a value of JSON. */
enum json_kind {
    JSON_PLACE_NULL,
    JSON_PLACE_SCALAR,
    JSON_PLACE_OBJECT,
    JSON_PLACE_ARRAY,
};

/**
 * Begins at the first value of the file. Fails if the file is not values of JSON, one after the
 * other, in which NaN, Infinity and -Infinity may be numbers, as Python writes them.
 */
MUST_CHECK bool json_places_begin(struct json_places *places, const struct text_file *file,
                                  struct gradfig_error *error);

/** Whether no value is left. */
bool json_places_end(struct json_places *places);

/** The kind of the next value; its place is `places->place` afterwards. */
enum json_kind json_places_kind(struct json_places *places);

/** The text of the next value, a string without its quotes; freed with g_free. Moves on. */
char *json_places_take(struct json_places *places);

/** Moves over the next character, an opening bracket. */
void json_places_open(struct json_places *places);

/** Moves to the next value of an object or array, over a comma, or past its end; false there. */
bool json_places_next(struct json_places *places);

/** The next key of an object, freed with g_free. Moves to its value. */
char *json_places_key(struct json_places *places);

/** Moves over the next value, whatever it holds. */
void json_places_skip(struct json_places *places);

#endif
