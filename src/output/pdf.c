/* The recipe among a PDF's keywords. */
#include "output/document.h"

#include <string.h>

#include <glib.h>

#include "spec/recipe.h"

#include "base/error.h"

/* Cairo writes a string of plain ASCII as it is, in an object that is not compressed. */
#define KEYWORD "gradfig:"
#define BEGIN "/Keywords (" KEYWORD

static const char base64_digits[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/=";

char *pdf_keywords(const char *recipe) {
    char *encoded = g_base64_encode((const guchar *)recipe, strlen(recipe));
    char *keywords = g_strconcat(KEYWORD, encoded, NULL);
    g_free(encoded);
    return keywords;
}

char *pdf_read_recipe(const char *text, size_t n_bytes, struct gradfig_error *error) {
    const char *found = memmem(text, n_bytes, BEGIN, strlen(BEGIN));
    gsize n_decoded = 0;

    if (found == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a PDF that gradfig wrote, found one without a recipe");
        return NULL;
    }
    const char *begin = found + strlen(BEGIN);
    const char *end = begin;
    while (end < text + n_bytes && *end != '\0' && strchr(base64_digits, *end) != NULL) {
        end++;
    }
    char *encoded = g_strndup(begin, (gsize)(end - begin));
    guchar *recipe = g_base64_decode(encoded, &n_decoded);
    g_free(encoded);
    if (n_decoded == 0 || n_decoded > RECIPE_MAX || memchr(recipe, '\0', n_decoded) != NULL) {
        error_set(error, GRADFIG_INVALID_INPUT, "cannot read: the recipe of the PDF is damaged");
        g_free(recipe);
        return NULL;
    }
    char *terminated = g_strndup((const char *)recipe, n_decoded);
    g_free(recipe);
    return terminated;
}
