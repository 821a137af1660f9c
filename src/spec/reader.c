/* The reader itself: what it collects, and how it ends. */
#include "spec/reading.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "spec/claims_private.h"
#include "spec/variants_private.h"

/* ---- mistakes and where they stand ---- */

static void clear_mistake(void *mistake) {
    g_free(((struct mistake *)mistake)->text);
}

struct reader *reader_create(void) {
    struct reader *reader = g_new0(struct reader, 1);

    spec_init(&reader->spec);
    reader->variants = variants_create();
    reader->claims = claims_create();
    reader->sources = g_ptr_array_new_with_free_func(g_free);
    reader->mistakes = g_array_new(FALSE, FALSE, sizeof(struct mistake));
    g_array_set_clear_func(reader->mistakes, clear_mistake);
    reader->lines = g_ptr_array_new_with_free_func(g_free);
    reader->origins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reader->refused = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return reader;
}

void reader_destroy(struct reader *reader) {
    if (reader == NULL) {
        return;
    }
    spec_finish(&reader->spec);
    variants_destroy(reader->variants);
    claims_destroy(reader->claims);
    g_ptr_array_free(reader->sources, TRUE);
    g_array_free(reader->mistakes, TRUE);
    g_ptr_array_free(reader->lines, TRUE);
    g_hash_table_destroy(reader->origins);
    g_hash_table_destroy(reader->refused);
    g_free(reader);
}

/* Takes over `shown`. */
size_t reading_add_source(struct reader *reader, char *shown) {
    g_ptr_array_add(reader->sources, shown);
    return reader->sources->len - 1;
}

/* `key` may be NULL: none is to blame. */
void reading_add_mistake(struct reader *reader, struct origin origin, const char *key,
                         const char *message) {
    char shown[TEXT_QUOTED_SIZE] = "";

    if (key != NULL) {
        text_escape(key, shown);
    }
    struct mistake mistake = {origin,
                              g_strdup_printf("%s%s%s", shown, key != NULL ? ": " : "", message)};
    g_array_append_val(reader->mistakes, mistake);
}

void reading_note_value(struct reader *reader, const char *key, struct origin origin, bool is_set) {
    if (is_set) {
        g_hash_table_insert(reader->origins, g_strdup(key), g_memdup2(&origin, sizeof(origin)));
    } else {
        g_hash_table_add(reader->refused, g_strdup(key));
    }
}

void reading_blame(const struct input *input, const struct node *node, const char *key,
                   const char *message) {
    reading_add_mistake(input->reader, (struct origin){input->source, node->place}, key, message);
}

/* "expected X, found Y", Y being the node. */
void reading_blame_kind(const struct input *input, const struct node *node, const char *key,
                        const char *expected) {
    char *found = node_describe(node);
    char *message = g_strdup_printf("expected %s, found %s", expected, found);
    reading_blame(input, node, key, message);
    g_free(message);
    g_free(found);
}

/* What follows would not be told, and a file of mistakes takes long to tell. */
bool reading_is_full(const struct input *input) {
    return input->reader->mistakes->len - input->n_earlier >= MISTAKES_MAX;
}

/* ---- the interface ---- */

void reader_read(struct reader *reader, FILE *stream, const char *path) {
    struct input input = reading_begin(reader, path);

    if (fstat(fileno(stream), &input.status) != 0) {
        input.status = (struct stat){0};
    }
    reading_read_file(&input, stream);
}

void reader_read_recipe(struct reader *reader, const char *recipe, size_t n_bytes,
                        const char *path) {
    struct input input = reading_begin(reader, path);

    input.is_recipe = true;
    reading_read_text(&input, recipe, n_bytes);
}

void reader_set(struct reader *reader, const char *assignment) {
    char shown[TEXT_QUOTED_SIZE];
    const char *equals = strchr(assignment, '=');
    struct gradfig_error error;
    struct target target;

    text_escape(assignment, shown);
    struct origin origin = {.source =
                                reading_add_source(reader, g_strconcat("--set ", shown, NULL))};
    if (equals == NULL) {
        reading_add_mistake(reader, origin, NULL, "expected KEY=VALUE, found no \"=\"");
        return;
    }
    char *key = g_strndup(assignment, (gsize)(equals - assignment));
    bool is_set = values_find(&reader->spec, key, &target, &error) &&
                  values_set(&reader->spec, &target, equals + 1, &error);
    reading_note_value(reader, key, origin, is_set);
    if (!is_set) {
        reading_add_mistake(reader, origin, NULL, error.message);
    }
    g_free(key);
}

/* ---- the end ---- */

/* Blames the first of the keys that the user gave. */
void reading_note_fault(void *context, const char *const *keys, const char *message) {
    struct reader *reader = context;
    const struct origin *origin = NULL;

    for (const char *const *key = keys; *key != NULL; key++) {
        if (g_hash_table_contains(reader->refused, *key)) {
            return; /* the check would be of another value than the user's */
        }
        if (origin == NULL) {
            origin = g_hash_table_lookup(reader->origins, *key);
        }
    }
    if (origin != NULL) {
        reading_add_mistake(reader, *origin, keys[0], message);
    }
}

static int compare_mistakes(const void *a, const void *b) {
    const struct origin *left = &((const struct mistake *)a)->origin;
    const struct origin *right = &((const struct mistake *)b)->origin;

    if (left->source != right->source) {
        return left->source < right->source ? -1 : 1;
    }
    if (left->place.line != right->place.line) {
        return left->place.line < right->place.line ? -1 : 1;
    }
    return (left->place.column > right->place.column) - (left->place.column < right->place.column);
}

static char *line_of(const struct reader *reader, const struct mistake *mistake) {
    const struct origin *origin = &mistake->origin;
    const char *source = g_ptr_array_index(reader->sources, origin->source);

    if (origin->place.line == 0) {
        return g_strdup_printf("%s: %s", source, mistake->text);
    }
    return g_strdup_printf("%s:%zu:%zu: %s", source, origin->place.line, origin->place.column,
                           mistake->text);
}

/* Puts the mistakes in order; returns whether there are none. */
static bool conclude(struct reader *reader) {
    g_array_sort(reader->mistakes, compare_mistakes);
    for (guint i = 0; i < MIN(reader->mistakes->len, MISTAKES_MAX); i++) {
        g_ptr_array_add(reader->lines,
                        line_of(reader, &g_array_index(reader->mistakes, struct mistake, i)));
    }
    return reader->mistakes->len == 0;
}

bool reader_finish(struct reader *reader, struct spec *spec) {
    if (!reader->has_broken_file) {
        values_check(&reader->spec, reading_note_fault, reader);
    }
    if (!conclude(reader)) {
        return false;
    }
    *spec = reader->spec;
    reader->spec = (struct spec){0};
    return true;
}

struct claims *reader_finish_claims(struct reader *reader, struct spec *spec) {
    struct claims *claims = reader->claims;

    if (reader->mistakes->len == reader->n_in_claims) {
        claims_finish(claims, reader);
    }
    if (!reader_finish(reader, spec)) {
        return NULL;
    }
    reader->claims = NULL;
    return claims;
}

/* A setting of what the spec varies would say nothing. */
static void check_settings(struct reader *reader) {
    struct gradfig_error error;
    struct target target;
    GHashTableIter iterator;
    void *key;
    void *origin;

    g_hash_table_iter_init(&iterator, reader->origins);
    while (g_hash_table_iter_next(&iterator, &key, &origin)) {
        if (((const struct origin *)origin)->place.line == 0 &&
            values_find(&reader->spec, key, &target, &error) &&
            variants_varies(reader->variants, values_offset(&reader->spec, &target))) {
            reading_add_mistake(reader, *(const struct origin *)origin, NULL,
                                "expected a key that the spec does not vary");
        }
    }
}

/* What --theme-pair asks for; it varies the theme alone. */
static void pair_themes(struct reader *reader) {
    const struct origin *given = g_hash_table_lookup(reader->origins, "figure.theme");
    const char *message = NULL;

    if (given != NULL && given->place.line == 0) {
        message = "expected no --set figure.theme beside it";
    } else if (!vary_add_themes(reader)) {
        message = "expected a spec that does not vary figure.theme";
    }
    if (message != NULL) {
        struct origin origin = {reading_add_source(reader, g_strdup("--theme-pair")), {0, 0}};
        reading_add_mistake(reader, origin, NULL, message);
    }
}

static void name_variants(struct reader *reader, const char *extension) {
    struct variants *variants = reader->variants;

    variants->extension = g_strdup(extension);
    if (variants->name == NULL) {
        variants->name = variants_default_name(variants);
    }
}

struct variants *reader_finish_variants(struct reader *reader, const char *extension,
                                        bool theme_pair) {
    struct variants *variants = reader->variants;

    check_settings(reader);
    name_variants(reader, extension);
    if (theme_pair) {
        pair_themes(reader);
    }
    if (reader->mistakes->len == 0) {
        variants->spec = reader->spec; /* for a while it is both's */
        variants_arrange(variants, reader);
        variants->spec = (struct spec){0};
    }
    if (!conclude(reader)) {
        return NULL;
    }
    variants->spec = reader->spec;
    reader->spec = (struct spec){0};
    reader->variants = NULL;
    return variants;
}

size_t reader_n_mistakes(const struct reader *reader) {
    return reader->lines->len;
}

const char *reader_mistake(const struct reader *reader, size_t i) {
    return g_ptr_array_index(reader->lines, i);
}
