/* The texts on paths that the paths panel and the report share. */
#ifndef GRADFIG_RENDERING_WORDS_PATH_TEXT_H
#define GRADFIG_RENDERING_WORDS_PATH_TEXT_H

#include <stdbool.h>

#include "simulation/paths.h"
#include "spec/spec.h"

/** "length 1" or "lengths 5 to 17"; freed with g_free. */
char *path_text_lengths(const struct spec *spec, const int64_t lengths[2]);

/** Whether only one path has a length from the first to the last. */
bool path_text_is_one(const struct spec *spec, const int64_t lengths[2]);

/** "the direct path", "the path of length 10" or "paths of lengths 5 to 17"; freed with g_free. */
char *path_text_band(const struct spec *spec, const int64_t lengths[2]);

/** The lengths that a title is on, and their shares. */
struct path_band {
    int64_t lengths[2];
    struct number gradient;
    struct number paths;
    bool is_even; /**< every length carries its share */
};

/** The chosen band. If that carries less than its share, the path of length 0 instead, if it
 * carries more. */
struct path_band path_band_of(const struct spec *spec, const struct paths *paths);

/** Why paths are not shown: "not shown, because ...", or in short; for one network if `name` is not
 * NULL. Frees `name`. Freed with g_free. */
char *path_text_reason(const struct spec *spec, enum paths_state state, char *name, bool in_short);

/** Why paths are not shown, in a word or two: "paths cancel"; static memory. */
const char *path_text_note(const struct spec *spec, enum paths_state state);

/** Whether the terms have both signs, so that some cancel. */
bool path_terms_cancel(struct number cancellation);

/** The whole of the shares of the gradient of some networks: the sum of absolute values if terms of
 * one of them cancel, else the mean gradient if slopes of one are random, else the gradient; static
 * memory. */
const char *path_text_whole(const struct spec *spec, const size_t *networks, size_t n);

#endif
