/* PDF as a format of figures. */
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/formats.h"
#include "output/other_versions.h"
#include "output/packed_recipe.h"
#include "output/pdf_recipe.h"

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
    char *keywords = packed_recipe_write(source->about.recipe);
    const struct metadata metadata = {
        .title = source->about.title,
        .subject = source->about.alt,
        .keywords = keywords,
        .creator = source->about.software,
    };

    bool done =
        renderer_draw_pdf(source->renderer, source->spec, source->series, &metadata, bytes, error);
    if (done) {
        remove_page_group(bytes);
        pdf_keep_recipe(bytes, keywords);
    }
    free(keywords);
    return done;
}

static bool recognizes(const struct bytes *bytes) {
    return bytes_begin(bytes, "%PDF");
}

/* The last line of a PDF marks its end. */
static bool is_complete(const struct bytes *bytes) {
    static const char mark[] = "%%EOF";
    size_t n = bytes->n;

    while (n > 0 && g_ascii_isspace(bytes->data[n - 1])) {
        n--;
    }
    return n >= strlen(mark) && memcmp(bytes->data + n - strlen(mark), mark, strlen(mark)) == 0;
}

static char *describe_difference(const struct bytes *found, const struct bytes *drawn,
                                 const struct spec *spec) {
    (void)spec;
    return other_versions_suspect(bytes_describe_difference(found, drawn));
}

const struct figure_format figure_format_pdf = {
    .word = "pdf",
    .recognizes = recognizes,
    .make = make,
    .read_recipe = pdf_read_recipe,
    .is_complete = is_complete,
    .describe_difference = describe_difference,
};
