/* Walks documents and settings along the table of parameters, and collects every mistake. */
#include <gradfig/reader.h>

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib.h>

#include "base/error.h"
#include "base/text.h"
#include "spec/document.h"
#include "spec/values.h"

enum { BASES_MAX = 8 };

/* ---- mistakes and where they stand ---- */

/* A place in one of the reader's sources; line 0 is the source as a whole. */
struct origin {
    size_t source;
    struct place place;
};

struct mistake {
    struct origin origin;
    char *text;
};

struct gradfig_reader {
    struct gradfig_spec spec;
    GPtrArray *sources;   /* what messages call them: files, "--set KEY=VALUE" */
    GArray *mistakes;     /* struct mistake */
    GPtrArray *lines;     /* of the mistakes, once finished */
    GHashTable *origins;  /* key -> struct origin of its value */
    GHashTable *refused;  /* keys whose value is not what the user gave */
    bool has_broken_file; /* of which not even the keys are known */
};

static void clear_mistake(void *mistake) {
    g_free(((struct mistake *)mistake)->text);
}

struct gradfig_reader *gradfig_reader_create(void) {
    struct gradfig_reader *reader = g_new0(struct gradfig_reader, 1);

    gradfig_spec_init(&reader->spec);
    reader->sources = g_ptr_array_new_with_free_func(g_free);
    reader->mistakes = g_array_new(FALSE, FALSE, sizeof(struct mistake));
    g_array_set_clear_func(reader->mistakes, clear_mistake);
    reader->lines = g_ptr_array_new_with_free_func(g_free);
    reader->origins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reader->refused = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return reader;
}

void gradfig_reader_destroy(struct gradfig_reader *reader) {
    if (reader == NULL) {
        return;
    }
    gradfig_spec_finish(&reader->spec);
    g_ptr_array_free(reader->sources, TRUE);
    g_array_free(reader->mistakes, TRUE);
    g_ptr_array_free(reader->lines, TRUE);
    g_hash_table_destroy(reader->origins);
    g_hash_table_destroy(reader->refused);
    g_free(reader);
}

/* Takes over `shown`. */
static size_t add_source(struct gradfig_reader *reader, char *shown) {
    g_ptr_array_add(reader->sources, shown);
    return reader->sources->len - 1;
}

/* `key` may be NULL: none is to blame. */
static void add_mistake(struct gradfig_reader *reader, struct origin origin, const char *key,
                        const char *message) {
    char shown[TEXT_QUOTED_SIZE] = "";

    if (key != NULL) {
        text_escape(key, shown);
    }
    struct mistake mistake = {origin,
                              g_strdup_printf("%s%s%s", shown, key != NULL ? ": " : "", message)};
    g_array_append_val(reader->mistakes, mistake);
}

static void note_value(struct gradfig_reader *reader, const char *key, struct origin origin,
                       bool is_set) {
    if (is_set) {
        g_hash_table_insert(reader->origins, g_strdup(key), g_memdup2(&origin, sizeof(origin)));
    } else {
        g_hash_table_add(reader->refused, g_strdup(key));
    }
}

/* ---- values of a file ---- */

/* One file while it is read, and the file that named it as its base. */
struct input {
    struct gradfig_reader *reader;
    const struct input *outer;
    size_t source;
    const char *path;
    struct stat status;
    bool is_recipe;
    bool has_base;
    size_t n_earlier; /* mistakes before this file */
};

static void blame(const struct input *input, const struct node *node, const char *key,
                  const char *message) {
    add_mistake(input->reader, (struct origin){input->source, node->place}, key, message);
}

/* "expected X, found Y", Y being the node. */
static void blame_kind(const struct input *input, const struct node *node, const char *key,
                       const char *expected) {
    char *found = node_describe(node);
    char *message = g_strdup_printf("expected %s, found %s", expected, found);
    blame(input, node, key, message);
    g_free(message);
    g_free(found);
}

/* What follows would not be told, and a file of mistakes takes long to tell. */
static bool is_full(const struct input *input) {
    return input->reader->mistakes->len - input->n_earlier >= GRADFIG_MISTAKES_MAX;
}

static struct node *item_of(const struct node *node, guint i) {
    return g_ptr_array_index(node->items, i);
}

static bool is_number_row(const struct gradfig_parameter *row) {
    return row->type == GRADFIG_TYPE_WHOLE || row->type == GRADFIG_TYPE_REAL ||
           row->type == GRADFIG_TYPE_SINGLE || row->type == GRADFIG_TYPE_LIST;
}

/* Whether the node is text that a row of this kind can read: a quoted number is none. */
static bool is_value(const struct node *node, const struct gradfig_parameter *row) {
    return node->kind == NODE_SCALAR && (node->is_quoted || *node->text != '\0') &&
           !(node->is_quoted && is_number_row(row));
}

static bool check_items(const struct input *input, const struct node *list, const char *key,
                        const struct gradfig_parameter *row) {
    struct gradfig_error error;
    bool are_right = true;

    for (guint i = 0; i < list->items->len && !is_full(input); i++) {
        const struct node *item = item_of(list, i);
        if (!is_value(item, row)) {
            blame_kind(input, item, key, is_number_row(row) ? "a number" : "a word");
            are_right = false;
        } else if (!values_check_item(row, item->text, &error)) {
            blame(input, item, key, error.message);
            are_right = false;
        }
    }
    return are_right;
}

static bool set_list(const struct input *input, const struct node *list, const char *key,
                     const struct target *target) {
    struct gradfig_error error;
    const char **items = g_new(const char *, list->items->len);
    char *found = node_describe(list);
    bool done = check_items(input, list, key, target->parameter);

    for (guint i = 0; i < list->items->len; i++) {
        items[i] = item_of(list, i)->text;
    }
    if (done &&
        !values_set_list(&input->reader->spec, target, items, list->items->len, found, &error)) {
        blame(input, list, key, error.message);
        done = false;
    }
    g_free(found);
    g_free(items);
    return done;
}

static bool set_value(const struct input *input, const struct node *node, const char *key,
                      const struct target *target) {
    const struct gradfig_parameter *row = target->parameter;
    struct gradfig_error error;
    char expected[128];

    bool is_list_row = row->type == GRADFIG_TYPE_LIST || row->type == GRADFIG_TYPE_CHOICES;

    if (is_list_row && node->kind == NODE_LIST) {
        return set_list(input, node, key, target);
    }
    if (is_list_row || !is_value(node, row)) {
        gradfig_parameter_describe(row, expected, sizeof(expected));
        blame_kind(input, node, key, expected);
        return false;
    }
    if (!values_set(&input->reader->spec, target, node->text, &error)) {
        blame(input, node, key, error.message);
        return false;
    }
    return true;
}

/* ---- keys of a file ---- */

static bool is_group(const char *path) {
    for (size_t i = 0; i < gradfig_n_parameters; i++) {
        const char *key = gradfig_parameters[i].key;
        if (g_str_has_prefix(key, path) && key[strlen(path)] == '.') {
            return true;
        }
    }
    return false;
}

/* A key of the first level that looks much like `path`, or NULL. */
static const char *nearest_group(const char *path) {
    static const char *const groups[] = {"base",     "networks", "sweep",
                                         "geometry", "figure",   "labels"};
    enum { LETTERS_PER_MISTAKE = 4 };
    size_t least = strlen(path) / LETTERS_PER_MISTAKE + 1;
    const char *nearest = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
        size_t distance = text_distance(path, groups[i]);
        if (distance < least) {
            least = distance;
            nearest = groups[i];
        }
    }
    return nearest;
}

static char *join_path(const char *path, const char *key) {
    return *path == '\0' ? g_strdup(key) : g_strconcat(path, ".", key, NULL);
}

/* A key and its value at position `i` of a map; says so and returns false where the key is no text
 * or stands there a second time. */
static bool check_key(const struct input *input, const struct node *map, guint i,
                      const char *path) {
    const struct node *key = item_of(map, i);

    if (key->kind != NODE_SCALAR || (*key->text == '\0' && !key->is_quoted)) {
        blame_kind(input, key, *path != '\0' ? path : NULL, "a key");
        return false;
    }
    for (guint j = 0; j < i; j += 2) {
        const struct node *earlier = item_of(map, j);
        if (earlier->kind == NODE_SCALAR && strcmp(earlier->text, key->text) == 0) {
            char *full = join_path(path, key->text);
            char *message =
                g_strdup_printf("duplicate key, already given in line %zu", earlier->place.line);
            blame(input, key, full, message);
            g_free(message);
            g_free(full);
            return false;
        }
    }
    return true;
}

/* Slope and slopes are one value; which of the two is meant nobody knows. */
static bool check_conflict(const struct input *input, const struct node *map, guint i,
                           const char *path, const struct target *target) {
    for (guint j = 0; j < i; j += 2) {
        const struct node *earlier = item_of(map, j);
        struct gradfig_error error;
        struct target other;
        if (earlier->kind != NODE_SCALAR) {
            continue;
        }
        char *full = join_path(path, earlier->text);
        bool is_same = values_find(&input->reader->spec, full, &other, &error) &&
                       other.owner == target->owner &&
                       other.parameter->offset == target->parameter->offset;
        g_free(full);
        if (is_same) {
            const struct node *key = item_of(map, i);
            char *message =
                g_strdup_printf("expected %s or %s, found both", earlier->text, key->text);
            full = join_path(path, key->text);
            blame(input, key, full, message);
            g_free(full);
            g_free(message);
            return false;
        }
    }
    return true;
}

static void read_map(const struct input *input, const struct node *map, const char *path);
static void read_networks(const struct input *input, const struct node *map);

static void read_group(const struct input *input, const struct node *node, const char *path) {
    if (node->kind != NODE_MAP) {
        blame_kind(input, node, path, "keys and values");
    } else {
        read_map(input, node, path);
    }
}

static void read_entry(const struct input *input, const struct node *map, guint i,
                       const char *path) {
    const struct node *key = item_of(map, i);
    const struct node *value = item_of(map, i + 1);
    char *full = join_path(path, key->text);
    struct gradfig_error error;
    struct target target;

    if (strcmp(full, "base") == 0) {
        /* was read before all other keys */
    } else if (strcmp(full, "networks") == 0) {
        read_networks(input, value);
    } else if (strchr(key->text, '.') != NULL) {
        blame(input, key, full, "unknown key; keys are nested here, not joined by dots");
    } else if (is_group(full)) {
        read_group(input, value, full);
    } else if (!values_find(&input->reader->spec, full, &target, &error)) {
        const char *group = nearest_group(full);
        if (group != NULL) {
            error_set(&error, GRADFIG_INVALID_INPUT, "unknown key; the nearest one is %s", group);
        }
        blame(input, key, full, error.message);
    } else if (check_conflict(input, map, i, path, &target)) {
        note_value(input->reader, full, (struct origin){input->source, value->place},
                   set_value(input, value, full, &target));
    }
    g_free(full);
}

static void read_map(const struct input *input, const struct node *map, const char *path) {
    for (guint i = 0; i < map->items->len && !is_full(input); i += 2) {
        if (check_key(input, map, i, path)) {
            read_entry(input, map, i, path);
        }
    }
}

/* ---- networks ---- */

static struct gradfig_network *find_network(struct gradfig_spec *spec, const char *name) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (strcmp(spec->networks[i].name, name) == 0) {
            return &spec->networks[i];
        }
    }
    return NULL;
}

/* The network of that name, made if there is none; NULL where there can be none. */
static struct gradfig_network *claim_network(const struct input *input, const struct node *key,
                                             const char *path) {
    struct gradfig_spec *spec = &input->reader->spec;
    struct gradfig_network *network = find_network(spec, key->text);

    if (network != NULL) {
        return network;
    }
    if (!values_is_network_name(key->text)) {
        blame(input, key, path,
              "expected a name of up to 32 letters, digits, \"_\" and \"-\" that begins with a "
              "letter and is not identity or ideal");
        return NULL;
    }
    if (spec->n_networks == GRADFIG_NETWORKS_MAX) {
        blame(input, key, path, "expected at most 8 networks, found another");
        return NULL;
    }
    return values_add_network(spec, key->text);
}

static bool is_refused(const struct gradfig_reader *reader, const char *path, const char *field) {
    char *key = join_path(path, field);
    bool found = g_hash_table_contains(reader->refused, key);
    g_free(key);
    return found;
}

static void read_network(const struct input *input, const struct node *key,
                         const struct node *value) {
    char *path = join_path("networks", key->text);
    const struct gradfig_network *network = claim_network(input, key, path);

    if (network != NULL) {
        read_group(input, value, path);
        if (value->kind == NODE_MAP && network->slopes.n_values == 0 &&
            !input->reader->has_broken_file && /* a base may have it */
            !is_refused(input->reader, path, "slope") &&
            !is_refused(input->reader, path, "slopes") && !is_full(input)) {
            char *full = join_path(path, "slope");
            blame(input, value, full, "expected slope or slopes, found neither");
            g_free(full);
        }
    }
    g_free(path);
}

static void read_networks(const struct input *input, const struct node *map) {
    static const char path[] = "networks";

    if (map->kind != NODE_MAP) {
        blame_kind(input, map, path, "names and their networks");
        return;
    }
    if (map->items->len == 0) {
        blame(input, map, path, "expected 1 to 8 networks, found none");
        return;
    }
    if (!input->has_base) {
        values_clear_networks(&input->reader->spec);
    }
    for (guint i = 0; i < map->items->len && !is_full(input); i += 2) {
        if (check_key(input, map, i, path)) {
            read_network(input, item_of(map, i), item_of(map, i + 1));
        }
    }
}

/* ---- files and their bases ---- */

static void read_document(struct input *input, const char *text, size_t n_bytes);

/* Reads all of `stream`, unless there is too much. */
static GString *read_stream(FILE *stream, size_t n_bytes_max) {
    GString *text = g_string_new(NULL);
    char block[65536];
    size_t n_read;

    while (text->len <= n_bytes_max && (n_read = fread(block, 1, sizeof(block), stream)) > 0) {
        g_string_append_len(text, block, (gssize)n_read);
    }
    return text;
}

/* A mistake of the file as a whole. */
static void blame_file(const struct input *input, const char *message) {
    input->reader->has_broken_file = true;
    add_mistake(input->reader, (struct origin){.source = input->source}, NULL, message);
}

static void read_file(struct input *input, FILE *stream) {
    errno = 0;
    GString *text = read_stream(stream, GRADFIG_SPEC_FILE_MAX);
    int cause = errno;

    if (ferror(stream)) {
        char *message = g_strdup_printf("cannot read: %s", g_strerror(cause));
        blame_file(input, message);
        g_free(message);
    } else if (text->len > GRADFIG_SPEC_FILE_MAX) {
        blame_file(input, "expected a spec of at most 1 MiB, found more");
    } else {
        read_document(input, text->str, text->len);
    }
    g_string_free(text, TRUE);
}

static struct input begin_input(struct gradfig_reader *reader, const char *path) {
    return (struct input){
        .reader = reader,
        .path = path,
        .source = add_source(reader, strcmp(path, "-") == 0 ? g_strdup("standard input")
                                                            : text_escape_path(path)),
        .n_earlier = reader->mistakes->len,
    };
}

/* Why the file cannot be a base of `input`, or NULL. */
static const char *refusal_of_base(const struct input *input, const struct stat *status) {
    int n_bases = 0;

    if (!S_ISREG(status->st_mode)) {
        return "not a file";
    }
    for (; input != NULL; input = input->outer) {
        if (input->status.st_dev == status->st_dev && input->status.st_ino == status->st_ino) {
            return "it is its own base";
        }
        if (n_bases++ == BASES_MAX) {
            return "more than 8 bases, one of another";
        }
    }
    return NULL;
}

static void blame_base(const struct input *input, const struct node *node, const char *path,
                       const char *why) {
    char *shown = text_escape_path(path);
    input->reader->has_broken_file = true;
    char *message = g_strdup_printf("expected another spec, found %s: %s", shown, why);
    blame(input, node, "base", message);
    g_free(message);
    g_free(shown);
}

static void open_base(const struct input *outer, const struct node *node, const char *path) {
    struct stat status;
    FILE *stream = NULL;

    if (stat(path, &status) != 0) { /* before opening: that would wait for who fills a pipe */
        blame_base(outer, node, path, g_strerror(errno));
        return;
    }
    const char *refusal = refusal_of_base(outer, &status);
    if (refusal != NULL) {
        blame_base(outer, node, path, refusal);
    } else if ((stream = fopen(path, "re")) == NULL) {
        blame_base(outer, node, path, g_strerror(errno));
    } else {
        struct input base = begin_input(outer->reader, path);
        base.outer = outer;
        base.status = status;
        read_file(&base, stream);
        fclose(stream);
    }
}

/* Relative to the file that names it. */
static char *resolve(const char *path, const char *base) {
    const char *slash = strcmp(path, "-") == 0 ? NULL : strrchr(path, '/');

    if (*base == '/' || slash == NULL) {
        return g_strdup(base);
    }
    return g_strdup_printf("%.*s/%s", (int)(slash - path), path, base);
}

static void read_base(struct input *input, const struct node *root) {
    for (guint i = 0; i < root->items->len; i += 2) {
        const struct node *key = item_of(root, i);
        const struct node *value = item_of(root, i + 1);
        if (key->kind != NODE_SCALAR || strcmp(key->text, "base") != 0) {
            continue;
        }
        input->has_base = true;
        if (input->is_recipe) {
            blame(input, key, "base", "expected no base in a recipe, found one");
        } else if (value->kind != NODE_SCALAR || *value->text == '\0') {
            blame_kind(input, value, "base", "the name of a file");
        } else {
            char *path = resolve(input->path, value->text);
            open_base(input, value, path);
            g_free(path);
        }
        return;
    }
}

static void read_document(struct input *input, const char *text, size_t n_bytes) {
    struct document_fault fault;
    struct node *root = document_read(text, n_bytes, &fault);

    if (root == NULL) {
        input->reader->has_broken_file = true;
        add_mistake(input->reader, (struct origin){input->source, fault.place}, NULL,
                    fault.message);
        return;
    }
    if (root->kind != NODE_MAP) {
        blame_kind(input, root, NULL, "keys and values");
    } else {
        read_base(input, root);
        input->n_earlier = input->reader->mistakes->len;
        read_map(input, root, "");
    }
    document_free(root);
}

/* ---- the interface ---- */

void gradfig_reader_read(struct gradfig_reader *reader, FILE *stream, const char *path) {
    struct input input = begin_input(reader, path);

    if (fstat(fileno(stream), &input.status) != 0) {
        input.status = (struct stat){0};
    }
    read_file(&input, stream);
}

void gradfig_reader_read_recipe(struct gradfig_reader *reader, const char *recipe, size_t n_bytes,
                                const char *path) {
    struct input input = begin_input(reader, path);

    input.is_recipe = true;
    read_document(&input, recipe, n_bytes);
}

void gradfig_reader_set(struct gradfig_reader *reader, const char *assignment) {
    char shown[TEXT_QUOTED_SIZE];
    const char *equals = strchr(assignment, '=');
    struct gradfig_error error;
    struct target target;

    text_escape(assignment, shown);
    struct origin origin = {.source = add_source(reader, g_strconcat("--set ", shown, NULL))};
    if (equals == NULL) {
        add_mistake(reader, origin, NULL, "expected KEY=VALUE, found no \"=\"");
        return;
    }
    char *key = g_strndup(assignment, (gsize)(equals - assignment));
    bool is_set = values_find(&reader->spec, key, &target, &error) &&
                  values_set(&reader->spec, &target, equals + 1, &error);
    note_value(reader, key, origin, is_set);
    if (!is_set) {
        add_mistake(reader, origin, NULL, error.message);
    }
    g_free(key);
}

/* ---- the end ---- */

/* Blames the first of the keys that the user gave. */
static void note_fault(void *context, const char *const *keys, const char *message) {
    struct gradfig_reader *reader = context;
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
        add_mistake(reader, *origin, keys[0], message);
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

static char *line_of(const struct gradfig_reader *reader, const struct mistake *mistake) {
    const struct origin *origin = &mistake->origin;
    const char *source = g_ptr_array_index(reader->sources, origin->source);

    if (origin->place.line == 0) {
        return g_strdup_printf("%s: %s", source, mistake->text);
    }
    return g_strdup_printf("%s:%zu:%zu: %s", source, origin->place.line, origin->place.column,
                           mistake->text);
}

bool gradfig_reader_finish(struct gradfig_reader *reader, struct gradfig_spec *spec) {
    if (!reader->has_broken_file) {
        values_check(&reader->spec, note_fault, reader);
    }
    g_array_sort(reader->mistakes, compare_mistakes);
    for (guint i = 0; i < MIN(reader->mistakes->len, GRADFIG_MISTAKES_MAX); i++) {
        g_ptr_array_add(reader->lines,
                        line_of(reader, &g_array_index(reader->mistakes, struct mistake, i)));
    }
    if (reader->mistakes->len > 0) {
        return false;
    }
    *spec = reader->spec;
    reader->spec = (struct gradfig_spec){0};
    return true;
}

size_t gradfig_reader_n_mistakes(const struct gradfig_reader *reader) {
    return reader->lines->len;
}

const char *gradfig_reader_mistake(const struct gradfig_reader *reader, size_t i) {
    return g_ptr_array_index(reader->lines, i);
}
