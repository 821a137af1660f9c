/* Writes and finds recipes of only letters and digits, which stay the same in any text. */
#include "output/packed_recipe.h"

#include <string.h>

#include <glib.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "spec/recipe.h"

/* No format needs escapes for it. */
#define KEYWORD "gradfig:"

static const char base64_digits[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/=";

char *packed_recipe_write(const char *recipe) {
    g_autofree char *encoded = g_base64_encode((const guchar *)recipe, strlen(recipe));
    return g_strconcat(KEYWORD, encoded, NULL);
}

/* Where the base64 digits end. Stops soon after those of the largest recipe. */
static const char *find_end(const struct rest *rest) {
    size_t n_max = MIN((size_t)(rest->end - rest->at), RECIPE_MAX / 3 * 4 + 8);
    const char *end = rest->at;

    while (end < rest->at + n_max && *end != '\0' && strchr(base64_digits, *end) != NULL) {
        end++;
    }
    return end;
}

/* The recipe after a keyword, or NULL. */
static char *decode(const struct rest *rest) {
    gsize n = 0;
    g_autofree char *encoded = g_strndup(rest->at, (gsize)(find_end(rest) - rest->at));
    g_autofree guchar *decoded = g_base64_decode(encoded, &n);
    bool is_text = n > 0 && n <= RECIPE_MAX && memchr(decoded, '\0', n) == NULL;
    char *recipe = is_text ? g_strndup((const char *)decoded, n) : NULL;

    if (recipe != NULL && !recipe_begins(recipe)) {
        g_free(recipe);
        recipe = NULL;
    }
    return recipe;
}

char *packed_recipe_find(const char *text, size_t n_bytes, bool *is_there) {
    struct rest rest = {text, text + n_bytes};
    char *recipe = NULL;

    while (recipe == NULL && rest_skip_past(&rest, KEYWORD)) {
        *is_there = true;
        recipe = decode(&rest);
    }
    return recipe;
}
