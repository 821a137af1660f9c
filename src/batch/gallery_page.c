/* Writes the gallery page: a template with its texts, and the data of the batch as JSON. */
#include "batch/gallery_page.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "base/markup.h"
#include "base/texts.h"
#include "batch/gallery_html.h"
#include "batch/gallery_words.h"
#include "spec/gradient_class.h"
#include "spec/parameters.h"

/* ---- JSON ---- */

/* Whether a string of JSON has the character as it is. */
static bool is_plain(char letter) {
    return (unsigned char)letter >= 0x20 && letter != '"' && letter != '\\' && letter != '<';
}

/* Writes `before`, then the text as a string, or null. Fit also for a script element of HTML, which
 * "<" could end. */
static void write_string(FILE *stream, const char *before, const char *text) {
    fputs(before, stream);
    if (text == NULL) {
        fputs("null", stream);
        return;
    }
    fputc('"', stream);
    while (*text != '\0') {
        size_t n = 0;
        while (is_plain(text[n])) {
            n++;
        }
        fwrite(text, 1, n, stream);
        text += n;
        if (*text != '\0') {
            fprintf(stream, "\\u%04x", (unsigned char)*text);
            text++;
        }
    }
    fputc('"', stream);
}

/* Writes a new text as write_string does, and frees it. */
static void write_words(FILE *stream, const char *before, char *text) {
    write_string(stream, before, text);
    g_free(text);
}

/* ---- keys and their values ---- */

/* The type of the values of a key, for the page. */
static const char *kind_of(const char *key) {
    static const char *const kinds[] = {
        [TYPE_WHOLE] = "number", [TYPE_REAL] = "number", [TYPE_SINGLE] = "number",
        [TYPE_LIST] = "list",    [TYPE_CHOICE] = "word", [TYPE_CHOICES] = "list",
        [TYPE_TEXT] = "text",    [TYPE_COLOR] = "text",
    };
    const struct parameter *row = parameter_find(key);
    return row != NULL ? kinds[row->type] : "text";
}

/* The distinct values of a key, in order of appearance. */
struct values {
    GPtrArray *texts;      /* borrowed */
    GHashTable *positions; /* text -> position */
};

static struct values collect_values(const struct manifest *manifest, size_t k) {
    struct values values = {g_ptr_array_new(), g_hash_table_new(g_str_hash, g_str_equal)};

    for (size_t i = 0; i < manifest->n_rows; i++) {
        const char *text = manifest_value(manifest, i, k);
        if (!g_hash_table_contains(values.positions, text)) {
            g_hash_table_insert(values.positions, (char *)(uintptr_t)text,
                                GUINT_TO_POINTER(values.texts->len));
            g_ptr_array_add(values.texts, (char *)(uintptr_t)text);
        }
    }
    return values;
}

static void write_key(FILE *stream, const struct gallery_page *page, size_t k,
                      const struct values *values) {
    const char *key = manifest_key(page->manifest, k);

    write_string(stream, "{\"key\":", key);
    write_words(stream, ",\"word\":", gallery_key_word(page->spec, page->manifest, k));
    write_words(stream, ",\"caption\":", gallery_key_caption(page->spec, page->manifest, k));
    fprintf(stream, ",\"kind\":\"%s\",\"values\":[", kind_of(key));
    for (guint i = 0; i < values->texts->len; i++) {
        write_string(stream, i > 0 ? "," : "", g_ptr_array_index(values->texts, i));
    }
    fputs("]}", stream);
}

/* ---- variants ---- */

static void write_files(FILE *stream, const struct gallery_page *page) {
    for (size_t i = 0; i < page->manifest->n_rows && *page->stop == 0; i++) {
        write_string(stream, i > 0 ? ",\n" : "", manifest_name(page->manifest, i));
    }
}

static void write_positions(FILE *stream, const struct gallery_page *page,
                            const struct values *values) {
    const struct manifest *manifest = page->manifest;

    for (size_t i = 0; i < manifest->n_rows && *page->stop == 0; i++) {
        fputs(i > 0 ? ",[" : "[", stream);
        for (size_t k = 0; k < manifest->n_keys; k++) {
            const void *position =
                g_hash_table_lookup(values[k].positions, manifest_value(manifest, i, k));
            fprintf(stream, "%s%u", k > 0 ? "," : "", GPOINTER_TO_UINT(position));
        }
        fputc(']', stream);
    }
}

static void write_faults(FILE *stream, const struct gallery_page *page) {
    const char *separator = "";

    for (size_t i = 0; i < page->manifest->n_rows; i++) {
        if (page->faults[i] != FAULT_NONE) {
            fprintf(stream, "%s\"%zu\":", separator, i);
            write_string(stream, "", gallery_fault_words(page->manifest, i, page->faults[i], true));
            separator = ",";
        }
    }
}

/* ---- results ---- */

/* Rounded as in the figure: "2.04×10⁻⁴". */
static char *gradient_words(struct number gradient) {
    enum { N_DIGITS = 3 };
    g_autofree char *markup = formatted_number(gradient, N_DIGITS);
    return markup_to_markdown(markup); /* its scripts are characters */
}

/* The logarithms, classes and words of one network's gradients; null for the logarithm of 0. */
static void write_network(FILE *stream, const struct gallery_page *page, size_t network) {
    const struct gallery_results *results = page->results;
    size_t n = page->manifest->n_rows;
    const struct number *gradients = &results->gradients[network];

    write_words(stream,
                "{\"key\":", g_strdup_printf("gradient.%s", page->spec->networks[network].name));
    write_words(stream, ",\"name\":", gallery_network(page->spec, page->manifest, network));
    fputs(",\"sizes\":[", stream);
    for (size_t i = 0; i < n && *page->stop == 0; i++) {
        struct number gradient = gradients[i * results->n_networks];
        char text[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(text, sizeof(text), "%.12g", gradient.log10_abs);
        fprintf(stream, "%s%s", i > 0 ? "," : "", gradient.sign == 0 ? "null" : text);
    }
    fputs("],\"classes\":\"", stream);
    for (size_t i = 0; i < n; i++) {
        fprintf(stream, "%d", (int)gradient_class_of(gradients[i * results->n_networks]));
    }
    fputs("\",\"words\":[", stream);
    for (size_t i = 0; i < n && *page->stop == 0; i++) {
        write_words(stream, i > 0 ? "," : "", gradient_words(gradients[i * results->n_networks]));
    }
    fputs("]}", stream);
}

static void write_results(FILE *stream, const struct gallery_page *page) {
    size_t n = page->results->gradients != NULL ? page->results->n_networks : 0;

    fprintf(stream, "\"lacksResults\":%s,\n\"results\":[",
            page->results->is_too_long ? "true" : "false");
    for (size_t i = 0; i < n; i++) {
        fputs(i > 0 ? ",\n" : "", stream);
        write_network(stream, page, i);
    }
    fputs("]", stream);
}

/* ---- words ---- */

static const char GALLERY[] = "GALLERY_";

/* The name of a text of the page, "show_light" for TEXT_GALLERY_SHOW_LIGHT, freed with g_free; NULL
 * for a text of something else. */
static char *text_name(enum text text) {
    const char *id = texts_name(text);
    return g_str_has_prefix(id, GALLERY) ? g_ascii_strdown(id + strlen(GALLERY), -1) : NULL;
}

/* The text of the page with this name, `length` bytes long; N_TEXTS if there is none. */
static enum text find_text(const char *name, size_t length) {
    int text = 0;

    for (; text < N_TEXTS; text++) {
        const char *id = texts_name((enum text)text);
        if (g_str_has_prefix(id, GALLERY) && strlen(id) == strlen(GALLERY) + length &&
            g_ascii_strncasecmp(id + strlen(GALLERY), name, length) == 0) {
            break;
        }
    }
    return (enum text)text;
}

static enum language language_of(const struct gallery_page *page) {
    return (enum language)page->spec->figure.language;
}

static void write_texts(FILE *stream, const struct gallery_page *page) {
    const char *separator = "";

    for (int text = 0; text < N_TEXTS; text++) {
        char *name = text_name((enum text)text);
        if (name != NULL) {
            fprintf(stream, "%s\"%s\":", separator, name);
            write_string(stream, "", texts_get(language_of(page), (enum text)text));
            separator = ",\n";
            g_free(name);
        }
    }
}

/* The classes of gradients: the words of addresses, and those of the language. */
static void write_classes(FILE *stream, const struct gallery_page *page) {
    for (int i = 0; i < N_CLASSES; i++) {
        enum gradient_class class = (enum gradient_class)i;
        write_string(stream, i > 0 ? ",[" : "[", gradient_class_word(class, LANGUAGE_EN));
        write_string(stream, ",", gradient_class_word(class, language_of(page)));
        fputs("]", stream);
    }
}

/* ---- the pictures ---- */

static void write_ratio(FILE *stream, double value, const char *name, const char *end) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(text, sizeof(text), "%.5f", value);
    fprintf(stream, "\"%s\":%s%s", name, text, end);
}

static void write_crop(FILE *stream, const struct gallery_crop *crop) {
    if (crop == NULL) {
        fputs("null", stream);
        return;
    }
    fputs("{", stream);
    write_ratio(stream, crop->left, "left", ",");
    write_ratio(stream, crop->top, "top", ",");
    write_ratio(stream, crop->width, "width", ",");
    write_ratio(stream, crop->height, "height", ",");
    write_ratio(stream, crop->ratio, "ratio", "}");
}

/* ---- all of it ---- */

static void write_keys(FILE *stream, const struct gallery_page *page, struct values *values) {
    for (size_t k = 0; k < page->manifest->n_keys; k++) {
        values[k] = collect_values(page->manifest, k);
        fputs(k > 0 ? "," : "", stream);
        write_key(stream, page, k, &values[k]);
    }
}

/* What the page says and shows beside the variants. */
static void write_page_parts(FILE *stream, const struct gallery_page *page) {
    fprintf(stream, "\"earlier\":%zu,\n", page->counts->n_earlier);
    write_words(stream, "\"title\":", gallery_title(page->spec, page->manifest));
    fputs(",\n\"texts\":{", stream);
    write_texts(stream, page);
    fputs("},\n\"classes\":[", stream);
    write_classes(stream, page);
    fputs("],\n\"crop\":", stream);
    write_crop(stream, page->crop);
    fputs(",\n", stream);
    write_ratio(stream, (double)page->spec->figure.width / (double)page->spec->figure.height,
                "ratio", ",\n");
    write_string(stream, "\"recipe\":", page->recipe); /* in the stored spec */
}

static void write_variants(FILE *stream, const struct gallery_page *page,
                           const struct values *values) {
    fputs("\"files\":[", stream);
    write_files(stream, page);
    fputs("],\n\"values\":[", stream);
    write_positions(stream, page, values);
    fputs("],\n\"faults\":{", stream);
    write_faults(stream, page);
    fputs("},\n", stream);
    write_results(stream, page);
}

static void write_data(FILE *stream, const struct gallery_page *page) {
    size_t n_keys = page->manifest->n_keys;
    g_autofree struct values *values = g_new(struct values, MAX(n_keys, 1));

    fputs("{\"shards\":", stream);
    if (page->is_joined) {
        fputs("null", stream);
    } else {
        fprintf(stream, "{\"count\":%zu,\"absent\":%zu}", page->counts->n_shards,
                page->counts->n_shards_absent);
    }
    fputs(",\n\"keys\":[", stream);
    write_keys(stream, page, values);
    fputs("],\n", stream);
    write_variants(stream, page, values);
    fputs(",\n", stream);
    write_page_parts(stream, page);
    fputs("}", stream);
    for (size_t k = 0; k < n_keys; k++) {
        g_ptr_array_free(values[k].texts, TRUE);
        g_hash_table_destroy(values[k].positions);
    }
}

/* ---- the page around it ---- */

static void write_escaped(FILE *stream, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    fputs(escaped, stream);
}

/* What tells pages apart before their script runs. */
static void write_head(FILE *stream, const struct gallery_page *page) {
    g_autofree char *title = gallery_title(page->spec, page->manifest);

    fputs("<meta name=\"batch\" content=\"", stream);
    write_escaped(stream, page->digest != NULL ? page->digest : "");
    fputs("\">\n<title>", stream);
    write_escaped(stream, title);
    fputs("</title>", stream);
}

/* A line with a text in the place of each @name@. */
static void write_line(FILE *stream, const char *line, enum language language) {
    const char *at;

    while ((at = strchr(line, '@')) != NULL) {
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");
        enum text text = at[1 + length] == '@' ? find_text(at + 1, length) : N_TEXTS;
        fwrite(line, 1, (size_t)(at - line), stream);
        if (text == N_TEXTS) {
            fputc('@', stream);
            line = at + 1;
        } else {
            write_escaped(stream, texts_get(language, text));
            line = at + length + 2;
        }
    }
    fputs(line, stream);
}

void gallery_page_write(const struct gallery_page *page, FILE *stream) {
    for (size_t i = 0; i < G_N_ELEMENTS(page_lines); i++) {
        if (strcmp(page_lines[i], "@DATA@") == 0) {
            write_data(stream, page);
        } else if (strcmp(page_lines[i], "@HEAD@") == 0) {
            write_head(stream, page);
        } else {
            write_line(stream, page_lines[i], language_of(page));
        }
        fputc('\n', stream);
    }
}

bool gallery_page_is_of(const char *text, const char *digest) {
    g_autofree char *meta = g_strdup_printf("<meta name=\"batch\" content=\"%s\">", digest);
    return strstr(text, meta) != NULL;
}

bool gallery_page_is_ours(const char *text) {
    return strstr(text, "<meta name=\"generator\" content=\"gradfig\">") != NULL;
}
