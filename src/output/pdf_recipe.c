/* Writes and finds the recipe in the keywords of a PDF. */
#include "output/pdf_recipe.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <libdeflate.h>

#include "base/limits.h"
#include "spec/recipe.h"

/* A string of plain ASCII stays the same in a PDF, in its XMP, and whatever rewrites them. */
#define KEYWORD "gradfig:"

static const char base64_digits[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+/=";

char *pdf_keywords(const char *recipe) {
    char *encoded = g_base64_encode((const guchar *)recipe, strlen(recipe));
    char *keywords = g_strconcat(KEYWORD, encoded, NULL);
    g_free(encoded);
    return keywords;
}

/* ---- keywords ---- */

/* The rest of a file after its part `at`, or of a text. */
struct rest {
    const char *at;
    const char *end;
};

/* Steps behind the next `text`; false if there is none. */
static bool find(struct rest *rest, const char *text) {
    const char *found = memmem(rest->at, (size_t)(rest->end - rest->at), text, strlen(text));

    if (found != NULL) {
        rest->at = found + strlen(text);
    }
    return found != NULL;
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

/* The recipe behind a keyword, or NULL. */
static char *decode(const struct rest *rest) {
    gsize n = 0;
    char *encoded = g_strndup(rest->at, (gsize)(find_end(rest) - rest->at));
    guchar *decoded = g_base64_decode(encoded, &n);
    bool is_text = n > 0 && n <= RECIPE_MAX && memchr(decoded, '\0', n) == NULL;
    char *recipe = is_text ? g_strndup((const char *)decoded, n) : NULL;

    g_free(encoded);
    g_free(decoded);
    if (recipe != NULL && !recipe_begins(recipe)) {
        g_free(recipe);
        recipe = NULL;
    }
    return recipe;
}

/* The first recipe in the text, or NULL; `*has_keyword` says whether there is a keyword at all. */
static char *find_recipe(struct rest text, bool *has_keyword) {
    char *recipe = NULL;

    while (recipe == NULL && find(&text, KEYWORD)) {
        *has_keyword = true;
        recipe = decode(&text);
    }
    return recipe;
}

/* ---- object streams ---- */

/* A stream that is larger has no recipe of ours, and no PDF of ours has more of them. Each counts
 * as at least so many bytes, which bounds the time for what cannot be inflated. */
enum {
    STREAM_MAX = 4 << 20,
    STREAMS_MAX = 64 << 20,
    STREAM_MIN = 16 << 10,
};

/* Steps to the data of the next object stream; false if there is none. */
static bool find_stream(struct rest *rest) {
    bool found = find(rest, "/ObjStm") && find(rest, "stream");

    while (found && rest->at < rest->end && (*rest->at == '\r' || *rest->at == '\n')) {
        rest->at++;
    }
    return found;
}

/* qpdf and others pack the objects of a file, its keywords among them, into compressed streams. To
 * find them needs no parser of PDF. */
static char *find_in_streams(const struct bytes *bytes, bool *has_keyword,
                             struct libdeflate_decompressor *decompressor) {
    char *stream = g_malloc(STREAM_MAX);
    struct rest rest = {bytes->data, bytes->data + bytes->n};
    size_t n_inflated = 0;
    char *recipe = NULL;

    while (recipe == NULL && n_inflated < STREAMS_MAX && find_stream(&rest)) {
        size_t n = 0;
        enum libdeflate_result result = libdeflate_zlib_decompress_ex(
            decompressor, rest.at, (size_t)(rest.end - rest.at), stream, STREAM_MAX, NULL, &n);
        if (result == LIBDEFLATE_SUCCESS) {
            recipe = find_recipe((struct rest){stream, stream + n}, has_keyword);
        }
        n_inflated += result == LIBDEFLATE_INSUFFICIENT_SPACE ? STREAM_MAX : MAX(n, STREAM_MIN);
    }
    g_free(stream);
    return recipe;
}

static void refuse(bool has_keyword, struct gradfig_error *error) {
    if (has_keyword) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "cannot read: the recipe of the PDF is damaged or has more than %zu MiB",
                  RECIPE_MAX / MEBIBYTE);
    } else {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a PDF that gradfig wrote, found one without a recipe");
    }
}

char *pdf_read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    bool has_keyword = false;
    char *recipe = find_recipe((struct rest){bytes->data, bytes->data + bytes->n}, &has_keyword);

    if (recipe == NULL) {
        struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
        if (decompressor == NULL) {
            error_set(error, GRADFIG_WORK_FAILED, "cannot read: out of memory");
            return NULL;
        }
        recipe = find_in_streams(bytes, &has_keyword, decompressor);
        libdeflate_free_decompressor(decompressor);
    }
    if (recipe == NULL) {
        refuse(has_keyword, error);
    }
    return recipe;
}
