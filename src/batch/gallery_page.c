/* Writes the gallery page with the data of a batch. */
#include "batch/gallery_page.h"

#include <stdint.h>
#include <string.h>

#include "spec/parameters.h"
#include "spec/variants.h"

#include "batch/gallery_html.h"

/* ---- JSON ---- */

/* Also fit for a script element of HTML, which "<" could end. */
static void write_string(FILE *stream, const char *text) {
    fputc('"', stream);
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < 0x20 || strchr("\"\\<", *text) != NULL) {
            fprintf(stream, "\\u%04x", byte);
        } else {
            fputc(*text, stream);
        }
    }
    fputc('"', stream);
}

/* ---- keys and their values ---- */

/* The row of the table for a key with the name of a network in it; NULL for a key of another
 * version. */
static const struct parameter *find_row(const char *key) {
    static const char networks[] = "networks.";
    const char *field = strrchr(key, '.');
    bool is_network = g_str_has_prefix(key, networks);

    for (size_t i = 0; i < n_parameter_rows; i++) {
        const char *candidate = parameter_rows[i].key;
        if (is_network ? g_str_has_prefix(candidate, networks) &&
                             strcmp(strrchr(candidate, '.'), field) == 0
                       : strcmp(candidate, key) == 0) {
            return &parameter_rows[i];
        }
    }
    return NULL;
}

/* The type of the values of a key, for the page. */
static const char *kind_of(const char *key) {
    static const char *const kinds[] = {
        [TYPE_WHOLE] = "number", [TYPE_REAL] = "number", [TYPE_SINGLE] = "number",
        [TYPE_LIST] = "list",    [TYPE_CHOICE] = "word", [TYPE_CHOICES] = "list",
        [TYPE_TEXT] = "text",    [TYPE_COLOR] = "text",
    };
    const struct parameter *row = find_row(key);
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

static void write_key(FILE *stream, const char *key, const struct values *values) {
    fputs("{\"key\":", stream);
    write_string(stream, key);
    fprintf(stream, ",\"kind\":\"%s\",\"values\":[", kind_of(key));
    for (guint i = 0; i < values->texts->len; i++) {
        fputs(i > 0 ? "," : "", stream);
        write_string(stream, g_ptr_array_index(values->texts, i));
    }
    fputs("]}", stream);
}

/* ---- variants ---- */

static void write_files(FILE *stream, const struct gallery_page *page) {
    for (size_t i = 0; i < page->manifest->n_rows && *page->stop == 0; i++) {
        fputs(i > 0 ? ",\n" : "", stream);
        write_string(stream, manifest_name(page->manifest, i));
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
        const char *status = manifest_status(page->manifest, i);
        if (page->is_missing[i]) {
            fprintf(stream, "%s\"%zu\":", separator, i);
            write_string(stream, strcmp(status, MANIFEST_DONE) == 0 ? MANIFEST_MISSING : status);
            separator = ",";
        }
    }
}

/* ---- the recipe ---- */

/* The recipe in the stored spec, with the first value of each varied key; or null. */
static void write_recipe(FILE *stream, const struct gallery_page *page) {
    if (page->spec == NULL) {
        fputs("null", stream);
        return;
    }
    char *recipe = variants_written_recipe(page->spec);
    write_string(stream, recipe);
    g_free(recipe);
}

/* ---- the page ---- */

static void write_keys(FILE *stream, const struct manifest *manifest, struct values *values) {
    for (size_t k = 0; k < manifest->n_keys; k++) {
        values[k] = collect_values(manifest, k);
        fputs(k > 0 ? "," : "", stream);
        write_key(stream, manifest_key(manifest, k), &values[k]);
    }
}

static void write_data(FILE *stream, const struct gallery_page *page) {
    size_t n_keys = page->manifest->n_keys;
    struct values *values = g_new(struct values, MAX(n_keys, 1));

    fputs("{\"shards\":", stream);
    if (page->is_joined) {
        fputs("null", stream);
    } else {
        fprintf(stream, "{\"count\":%zu,\"absent\":%zu}", page->n_shards, page->n_shards_absent);
    }
    fputs(",\n\"keys\":[", stream);
    write_keys(stream, page->manifest, values);
    fputs("],\n\"files\":[", stream);
    write_files(stream, page);
    fputs("],\n\"values\":[", stream);
    write_positions(stream, page, values);
    fputs("],\n\"faults\":{", stream);
    write_faults(stream, page);
    fprintf(stream, "},\n\"earlier\":%zu,\n\"recipe\":", page->n_earlier);
    write_recipe(stream, page);
    fputs("}", stream);
    for (size_t k = 0; k < n_keys; k++) {
        g_ptr_array_free(values[k].texts, TRUE);
        g_hash_table_destroy(values[k].positions);
    }
    g_free(values);
}

/* What tells pages apart before their script runs. */
static void write_head(FILE *stream, const struct gallery_page *page) {
    char *digest = g_markup_escape_text(page->digest != NULL ? page->digest : "", -1);

    fprintf(stream, "  <meta name=\"batch\" content=\"%s\">", digest);
    g_free(digest);
}

void gallery_page_write(const struct gallery_page *page, FILE *stream) {
    for (size_t i = 0; i < G_N_ELEMENTS(page_lines); i++) {
        if (strcmp(page_lines[i], "@DATA@") == 0) {
            write_data(stream, page);
        } else if (strcmp(page_lines[i], "@HEAD@") == 0) {
            write_head(stream, page);
        } else {
            fputs(page_lines[i], stream);
        }
        fputc('\n', stream);
    }
}

bool gallery_page_is_of(const char *text, const char *digest) {
    char *meta = g_strdup_printf("<meta name=\"batch\" content=\"%s\">", digest);
    bool is_of = strstr(text, meta) != NULL;

    g_free(meta);
    return is_of;
}

bool gallery_page_is_ours(const char *text) {
    return strstr(text, "<meta name=\"generator\" content=\"gradfig\">") != NULL;
}
