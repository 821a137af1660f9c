/* What is probably meant by a key that is not there. */
#ifndef GRADFIG_SPEC_KEY_HINT_H
#define GRADFIG_SPEC_KEY_HINT_H

/** The key among `keys`, which end with NULL, that is probably meant by `key`: spelt nearly like
 * it, in the same group rather than in another, or what other programs call by this name. Words
 * with a space are what to write in its place. NULL if nothing is near; freed with g_free. */
char *key_hint_find(const char *const *keys, const char *key);

/** The key that key_hint_find finds, as "; the nearest one is depth" or "; write ..."; NULL if
 * nothing is near. Freed with g_free. */
char *key_hint(const char *const *keys, const char *key);

/** The keys of the table, with NAME for any name, then NULL; the array is freed with g_free. */
const char **key_hint_rows(void);

#endif
