/* PDF as a format of figures; the recipe is among its keywords. */
#include "output/pdf.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/limits.h"
#include "output/formats.h"

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

/* Where `text` begins in the file; NULL if it is not there. */
static char *find(const struct bytes *bytes, const char *text) {
    return memmem(bytes->data, bytes->n, text, strlen(text));
}

/* Whether the whole page is drawn in opaque colors. Cairo writes the resources uncompressed. */
static bool is_opaque(const struct bytes *bytes) {
    const char *state = "/CA 1 /ca 1 >>";
    const char *end = bytes->data + bytes->n;

    for (const char *at = bytes->data; (at = memmem(at, (size_t)(end - at), "/CA ", 4)) != NULL;
         at += 4) {
        if ((size_t)(end - at) < strlen(state) || memcmp(at, state, strlen(state)) != 0) {
            return false;
        }
    }
    return find(bytes, "/SMask") == NULL && find(bytes, "/XObject") == NULL;
}

/* Cairo makes every page a transparency group. LaTeX warns of two of them on a page. Blanks in its
 * place leave the positions of all objects as they are. */
static void remove_page_group(struct bytes *bytes) {
    static const char group_text[] = "/Group <<\n"
                                     "      /Type /Group\n"
                                     "      /S /Transparency\n"
                                     "      /I true\n"
                                     "      /CS /DeviceRGB\n"
                                     "   >>";
    char *group = find(bytes, group_text);

    if (group != NULL && is_opaque(bytes)) {
        memset(group, ' ', strlen(group_text));
    }
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
    if (done) {
        remove_page_group(bytes);
    }
    return done;
}

/* Where the base64 digits from `begin` on end. Stops soon after those of the largest recipe. */
static const char *find_end(const struct bytes *bytes, const char *begin) {
    size_t n_max = MIN((size_t)(bytes->data + bytes->n - begin), RECIPE_MAX / 3 * 4 + 8);
    const char *end = begin;

    while (end < begin + n_max && *end != '\0' && strchr(base64_digits, *end) != NULL) {
        end++;
    }
    return end;
}

static char *read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    const char *found = find(bytes, BEGIN);
    gsize n_decoded = 0;

    if (found == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a PDF that gradfig wrote, found one without a recipe");
        return NULL;
    }
    const char *begin = found + strlen(BEGIN);
    char *encoded = g_strndup(begin, (gsize)(find_end(bytes, begin) - begin));
    guchar *recipe = g_base64_decode(encoded, &n_decoded);
    g_free(encoded);
    if (n_decoded == 0 || n_decoded > RECIPE_MAX || memchr(recipe, '\0', n_decoded) != NULL) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "cannot read: the recipe of the PDF is damaged or has more than %zu MiB",
                  RECIPE_MAX / MEBIBYTE);
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
