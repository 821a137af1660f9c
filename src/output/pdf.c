/* PDF as a format of figures, with the recipe in its keywords. */
#include "output/pdf.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>
#include <libdeflate.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "output/formats.h"
#include "output/packed_recipe.h"

/* ---- writing ---- */

/* Where `text` begins in the file; NULL if it is not there. */
static char *find(const struct bytes *bytes, const char *text) {
    return memmem(bytes->data, bytes->n, text, strlen(text));
}

/* Whether the whole page is drawn in opaque colors. Cairo writes the resources uncompressed. */
static bool is_opaque(const struct bytes *bytes) {
    struct rest rest = {bytes->data, bytes->data + bytes->n};

    while (rest_skip_past(&rest, "/CA ")) {
        if (!g_str_has_prefix(rest.at, "1 /ca 1 >>")) {
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

/* The position of the trailer's end; that of the file if it has none. */
static size_t find_trailer_end(const struct bytes *bytes) {
    static const char mark[] = "\nstartxref";
    size_t n_mark = strlen(mark);

    for (size_t i = bytes->n; i >= n_mark; i--) {
        if (memcmp(bytes->data + i - n_mark, mark, n_mark) == 0) {
            return i - n_mark + 1;
        }
    }
    return bytes->n;
}

/* The recipe is in the keywords, where it survives most programs. A Cairo that leaves them out or
 * escapes them must not lose it, so a comment has it then. Nothing after it has a position that the
 * file mentions. */
void pdf_keep_recipe(struct bytes *bytes, const char *packed) {
    if (find(bytes, packed) != NULL) {
        return;
    }
    GString *longer = g_string_new_len(bytes->data, (gssize)bytes->n);
    g_autofree char *comment = g_strdup_printf("%% %s\n", packed);

    g_string_insert(longer, (gssize)find_trailer_end(bytes), comment);
    bytes_finish(bytes);
    bytes->n = longer->len;
    bytes->data = g_string_free(longer, FALSE);
}

static bool make(const struct figure_source *source, struct bytes *bytes,
                 struct gradfig_error *error) {
    g_autofree char *keywords = packed_recipe_write(source->about.recipe);
    const struct metadata metadata = {
        .title = source->about.title,
        .subject = source->about.alt,
        .keywords = keywords,
        .creator = source->about.software,
    };

    bool done = renderer_draw_pdf(source->renderer, source->series, &metadata, bytes, error);
    if (done) {
        remove_page_group(bytes);
        pdf_keep_recipe(bytes, keywords);
    }
    return done;
}

/* ---- reading ---- */

/* A stream that is larger has no recipe of ours, and no PDF of ours has more of them. Each counts
 * as at least this number of bytes, which bounds the time for what cannot be inflated. */
enum {
    STREAM_MAX = 4 << 20,
    STREAMS_MAX = 64 << 20,
    STREAM_MIN = 16 << 10,
};

/* Steps to the data of the next object stream; false if there is none. */
static bool find_stream(struct rest *rest) {
    bool found = rest_skip_past(rest, "/ObjStm") && rest_skip_past(rest, "stream");

    while (found && rest->at < rest->end && (*rest->at == '\r' || *rest->at == '\n')) {
        rest->at++;
    }
    return found;
}

/* qpdf and others pack the objects of a file, its keywords among them, into compressed streams. To
 * find them needs no parser of PDF. */
static char *find_in_streams(const struct bytes *bytes, bool *is_there,
                             struct libdeflate_decompressor *decompressor) {
    g_autofree char *stream = g_malloc(STREAM_MAX);
    struct rest rest = {bytes->data, bytes->data + bytes->n};
    size_t n_inflated = 0;
    char *recipe = NULL;

    while (recipe == NULL && n_inflated < STREAMS_MAX && find_stream(&rest)) {
        size_t n = 0;
        enum libdeflate_result result = libdeflate_zlib_decompress_ex(
            decompressor, rest.at, (size_t)(rest.end - rest.at), stream, STREAM_MAX, NULL, &n);
        if (result == LIBDEFLATE_SUCCESS) {
            recipe = packed_recipe_find(stream, n, is_there);
        }
        n_inflated += result == LIBDEFLATE_INSUFFICIENT_SPACE ? STREAM_MAX : MAX(n, STREAM_MIN);
    }
    return recipe;
}

static void refuse(bool is_there, struct gradfig_error *error) {
    if (is_there) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "cannot read: the recipe of the PDF is damaged or has more than %zu MiB",
                  RECIPE_MAX / MEBIBYTE);
    } else {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a PDF that gradfig wrote, found one without a recipe");
    }
}

char *pdf_read_recipe(const struct bytes *bytes, struct gradfig_error *error) {
    bool is_there = false;
    char *recipe = packed_recipe_find(bytes->data, bytes->n, &is_there);

    if (recipe == NULL) {
        struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
        if (decompressor == NULL) {
            error_set(error, GRADFIG_WORK_FAILED, "cannot read: out of memory");
            return NULL;
        }
        recipe = find_in_streams(bytes, &is_there, decompressor);
        libdeflate_free_decompressor(decompressor);
    }
    if (recipe == NULL) {
        refuse(is_there, error);
    }
    return recipe;
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

const struct figure_format figure_format_pdf = {
    .word = "pdf",
    .recognizes = recognizes,
    .make = make,
    .read_recipe = pdf_read_recipe,
    .is_complete = is_complete,
};
