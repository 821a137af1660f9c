/* PDF as a format of figures; the recipe is among its keywords. */
#include "output/pdf.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/formats.h"
#include "spec/recipe.h"

/* Cairo writes a string of plain ASCII unchanged, in an object that is not compressed. */
#define KEYWORD "gradfig:"
#define BEGIN "/Keywords (" KEYWORD

static const char base64_digits[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/=";

char *pdf_keywords(const char *recipe) {
    char *encoded = g_base64_encode((const guchar *)recipe, strlen(recipe));
    char *keywords = g_strconcat(KEYWORD, encoded, NULL);
    g_free(encoded);
    return keywords;
}

static bool make(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error) {
    char *keywords = pdf_keywords(source->about.recipe);
    const struct metadata metadata = {
        .title = source->about.title,
        .subject = source->about.alt,
        .keywords = keywords,
        .creator = source->about.software,
    };

    bool done =
        renderer_draw_pdf(source->renderer, source->spec, source->series, &metadata, bytes, error);
    free(keywords);
    return done;
}

static char *read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    const char *found = memmem(bytes->data, bytes->n, BEGIN, strlen(BEGIN));
    gsize n_decoded = 0;

    if (found == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a PDF that gradfig wrote, found one without a recipe");
        return NULL;
    }
    const char *begin = found + strlen(BEGIN);
    const char *end = begin;
    while (end < bytes->data + bytes->n && *end != '\0' && strchr(base64_digits, *end) != NULL) {
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

static bool recognizes(const struct bytes *bytes) {
    return bytes_begin(bytes, "%PDF");
}

const struct figure_format figure_format_pdf = {
    .word = "pdf",
    .recognizes = recognizes,
    .make = make,
    .read_recipe = read_recipe,
};
