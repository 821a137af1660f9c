/* Reads files and settings into a reader. */
#include "spec/reader_private.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/user_text.h"
#include "spec/claims.h"
#include "spec/spec_file.h"

/* One file while it is read. */
struct file {
    struct reader *reader;
    const struct file *outer; /* that names this one as its base; NULL for the first file */
    struct stat status;
    const char *path;
    size_t n_above; /* lines before the text */
    struct spec_file content;
};

/* ---- life ---- */

static struct reader *create(struct settings *settings) {
    struct reader *reader = g_new0(struct reader, 1);

    reader->settings = settings;
    vary_init(&reader->vary);
    reader->claims = claims_create(settings);
    mistakes_init(&reader->mistakes, settings->sources);
    mistakes_init(&reader->warnings, settings->sources);
    reader->lines = g_ptr_array_new_with_free_func(g_free);
    return reader;
}

struct reader *reader_create(void) {
    return create(settings_create());
}

struct reader *reader_create_over(const struct spec *spec) {
    return create(settings_copy(spec->settings));
}

void reader_destroy(struct reader *reader) {
    if (reader != NULL) {
        claims_destroy(reader->claims);
        vary_finish(&reader->vary);
        settings_destroy(reader->settings);
        mistakes_finish(&reader->mistakes);
        mistakes_finish(&reader->warnings);
        g_ptr_array_free(reader->lines, TRUE);
        g_free(reader);
    }
}

/* ---- the parts of a file ---- */

static void read_own_claims(const struct file *file, const struct node *node) {
    struct reader *reader = file->reader;
    size_t n_before = reader->mistakes.all->len;

    claims_read(reader->claims, &file->content.source, node);
    reader->n_in_claims += reader->mistakes.all->len - n_before;
}

/* Reads the parts after the parameters, because some of them are about these. */
static void read_part(const struct file *file, const struct node *key, const struct node *value) {
    enum spec_part part = key->kind == NODE_SCALAR ? spec_file_find_part(key->text) : N_PARTS;

    if (part == PART_CLAIMS) {
        read_own_claims(file, value);
    } else {
        vary_read_part(&file->reader->vary, &file->content.source, part, value);
    }
}

/* A key given here wins, even over a base that varies it. */
static void forget_varied(struct reader *reader, guint first) {
    for (guint i = first; i < reader->settings->all->len; i++) {
        vary_forget(&reader->vary, g_array_index(reader->settings->all, struct setting, i).target);
    }
}

static void read_base(struct file *file, const struct node *root);

static void read_root(struct file *file, const struct node *root) {
    struct reader *reader = file->reader;

    if (!file->content.is_recipe) { /* which must not name one */
        read_base(file, root);
    }
    claims_clear(reader->claims); /* a base's claims are about another text */
    file->content.source.n_earlier = reader->mistakes.all->len;
    guint n_settings = reader->settings->all->len;
    spec_file_read(&file->content, root);
    if (file->content.is_recipe) {
        return;
    }
    if (file->content.has_base) {
        forget_varied(reader, n_settings);
    }
    for (guint i = 0; i < root->items->len; i += 2) {
        read_part(file, node_item(root, i), node_item(root, i + 1));
    }
}

static void blame_place(const struct file *file, struct place place, const char *message) {
    struct reader *reader = file->reader;

    reader->mistakes.has_broken_file = true;
    mistakes_add(&reader->mistakes, (struct origin){file->content.source.number, place}, NULL, "%s",
                 message);
}

/* What to do about a base that is no spec, most likely a figure; else "". */
static const char *explain_base(const struct file *file, const char *text, size_t n_bytes) {
    bool is_marked = n_bytes > 0 && (*text == '<' || *text == '%'); /* SVG, PDF */
    bool is_spec = !is_marked && g_utf8_validate_len(text, n_bytes, NULL);

    return file->outer == NULL || is_spec
               ? ""
               : "; a base is a spec, and gradfig inspect prints that of a figure";
}

static void read_text(struct file *file, const char *text, size_t n_bytes) {
    struct yaml_fault fault;
    struct node *root = yaml_tree_read(text, n_bytes, file->n_above, &fault);

    if (root == NULL) {
        g_autofree char *message =
            g_strconcat(fault.message, explain_base(file, text, n_bytes), NULL);
        blame_place(file, fault.place, message);
    } else if (root->kind != NODE_MAP) {
        node_blame_map(&file->content.source, root, NULL);
    } else {
        read_root(file, root);
    }
    yaml_tree_free(root);
}

/* ---- files ---- */

static struct file begin_file(struct reader *reader, const char *path) {
    char *shown = strcmp(path, "-") == 0 ? g_strdup("standard input") : text_escape_path(path);

    struct source source = mistakes_add_source(&reader->mistakes, shown);

    source.settings = reader->settings;
    return (struct file){.reader = reader, .path = path, .content = {.source = source}};
}

static void read_file(struct file *file, FILE *stream) {
    static const struct place whole = {0};
    struct gradfig_error error;
    ENDED_BY(bytes_finish) struct bytes text = {0};

    if (file_read_stream(stream, "a spec", SPEC_FILE_MAX, &text, &error)) {
        read_text(file, text.data, text.n);
    } else {
        blame_place(file, whole, error.message);
    }
}

/* ---- bases ---- */

static void blame_base(const struct file *file, const struct node *node, const char *path,
                       const char *why) {
    g_autofree char *shown = text_escape_path(path);

    file->reader->mistakes.has_broken_file = true;
    source_blame(&file->content.source, node, "base", "expected another spec, found %s: %s", shown,
                 why);
}

/* Why the file cannot be a base of `outer`, or NULL. */
static const char *refusal_of(const struct file *outer, const struct stat *status) {
    int n_bases = 0;

    if (!S_ISREG(status->st_mode)) {
        return "not a file";
    }
    for (; outer != NULL; outer = outer->outer) {
        if (outer->status.st_dev == status->st_dev && outer->status.st_ino == status->st_ino) {
            return "it is its own base";
        }
        if (n_bases++ == BASES_MAX) {
            return "more than 8 bases, one of another";
        }
    }
    return NULL;
}

static void open_base(const struct file *outer, const struct node *node, const char *path) {
    struct stat status;
    /* Before opening, which would wait for a pipe's writer. */
    const char *refusal = stat(path, &status) != 0 ? g_strerror(errno) : refusal_of(outer, &status);
    FILE *stream = refusal == NULL ? fopen(path, "re") : NULL;

    if (stream == NULL) {
        blame_base(outer, node, path, refusal != NULL ? refusal : g_strerror(errno));
        return;
    }
    struct file base = begin_file(outer->reader, path);
    base.outer = outer;
    base.status = status;
    inputs_add(outer->reader->settings->inputs, &status, path);
    read_file(&base, stream);
    fclose(stream);
}

char *reader_resolve(const char *path, const char *base) {
    const char *slash = strcmp(path, "-") == 0 ? NULL : strrchr(path, '/');

    return *base == '/' || slash == NULL
               ? g_strdup(base)
               : g_strdup_printf("%.*s/%s", (int)(slash - path), path, base);
}

static void read_base(struct file *file, const struct node *root) {
    for (guint i = 0; i < root->items->len; i += 2) {
        const struct node *key = node_item(root, i);
        const struct node *value = node_item(root, i + 1);
        if (key->kind != NODE_SCALAR || strcmp(key->text, "base") != 0) {
            continue;
        }
        file->content.has_base = true;
        if (value->kind != NODE_SCALAR || *value->text == '\0') {
            source_blame_kind(&file->content.source, value, "base", "the name of a file");
        } else {
            g_autofree char *path = reader_resolve(file->path, value->text);
            open_base(file, value, path);
        }
        return;
    }
}

/* ---- what is read ---- */

static void note_file(struct reader *reader, FILE *stream, const char *path, struct stat *status) {
    if (fstat(fileno(stream), status) == 0) {
        inputs_add(reader->settings->inputs, status, path);
    } else {
        *status = (struct stat){0};
    }
}

void reader_read(struct reader *reader, FILE *stream, const char *path) {
    struct file file = begin_file(reader, path);

    note_file(reader, stream, path, &file.status);
    read_file(&file, stream);
}

static void read_bounded(struct file *file, const char *text, size_t n_bytes) {
    static const struct place whole = {0};

    if (n_bytes > SPEC_FILE_MAX) {
        blame_place(file, whole, "expected a spec of at most 1 MiB, found more");
    } else {
        read_text(file, text, n_bytes);
    }
}

void reader_read_text(struct reader *reader, const char *text, size_t n_bytes, const char *path) {
    struct file file = begin_file(reader, path);

    read_bounded(&file, text, n_bytes);
}

void reader_read_block(struct reader *reader, const char *text, size_t n_bytes, const char *path,
                       size_t line) {
    struct file file = begin_file(reader, path);

    file.n_above = line - 1;
    file.content.warnings = &reader->warnings;
    read_bounded(&file, text, n_bytes);
}

void reader_read_recipe(struct reader *reader, const char *recipe, size_t n_bytes,
                        const char *path) {
    struct file file = begin_file(reader, path);

    file.content.is_recipe = true;
    read_text(&file, recipe, n_bytes);
}

void reader_note_figure(struct reader *reader, FILE *stream, const char *path) {
    struct stat status;
    note_file(reader, stream, path, &status);
}

static bool set_value(struct reader *reader, const char *key, const char *text,
                      struct origin origin, struct gradfig_error *error) {
    struct settings *settings = reader->settings;
    struct target target;
    struct value value;

    if (!settings_find(settings, key, &target, error)) {
        return false;
    }
    bool is_right = value_read(&value, target.row, text, settings->memory, error);
    settings_append(settings, target, is_right ? &value : NULL, origin);
    return is_right;
}

/* Why an assignment has no key or no value; NULL if it has both. Freed with g_free. */
static char *explain_assignment(const char *assignment, const char *equals) {
    const char *colon = strchr(assignment, ':');

    if (equals == NULL) {
        return colon != NULL ? g_strdup("expected KEY=VALUE, found a colon in place of =")
                             : g_strdup("expected KEY=VALUE, as in depth=100, found no \"=\"");
    }
    g_autofree char *key = g_strndup(assignment, (gsize)(equals - assignment));
    bool has_blank = strchr(key, ' ') != NULL;
    key[strcspn(key, ".")] = '\0';
    bool is_part = spec_file_find_part(key) != N_PARTS;
    return is_part     ? g_strdup_printf("expected a parameter; %s stands in a spec file", key)
           : has_blank ? g_strdup("expected KEY=VALUE without blanks before the =")
                       : NULL;
}

void reader_set(struct reader *reader, const char *assignment) {
    const char *equals = strchr(assignment, '=');
    struct gradfig_error error;

    g_autofree char *shown = text_escape(assignment);
    struct source source =
        mistakes_add_source(&reader->mistakes, g_strconcat("--set ", shown, NULL));
    struct origin origin = {.source = source.number};
    g_autofree char *why = explain_assignment(assignment, equals);
    if (why != NULL) {
        mistakes_add(&reader->mistakes, origin, NULL, "%s", why);
        return;
    }
    g_autofree char *key = g_strndup(assignment, (gsize)(equals - assignment));
    if (!set_value(reader, key, equals + 1, origin, &error)) {
        mistakes_add(&reader->mistakes, origin, NULL, "%s", error.message);
    }
}

static bool is_right_list(char **names) {
    size_t n = g_strv_length(names);

    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(names[j], names[i]) == 0) {
                return false;
            }
        }
        if (!settings_is_name(names[i])) {
            return false;
        }
    }
    return 1 <= n && n <= NETWORKS_MAX;
}

void reader_choose_networks(struct reader *reader, const char *names) {
    g_auto(GStrv) list = g_strsplit(names, ",", -1);

    g_autofree char *quoted = text_quote(names);
    if (is_right_list(list)) {
        settings_choose_networks(reader->settings, list, g_strv_length(list));
    } else {
        struct source source =
            mistakes_add_source(&reader->mistakes, g_strconcat("networks=", names, NULL));
        mistakes_add(&reader->mistakes, (struct origin){.source = source.number}, NULL,
                     "expected 1 to 8 different names, separated by commas, of up "
                     "to 32 letters, digits, \"_\" and \"-\" that begin with a "
                     "letter and are not identity or ideal, found %s",
                     quoted);
    }
}

bool reader_has_variants(const struct reader *reader) {
    return reader->vary.keys->len > 0;
}

void reader_write_warnings(struct reader *reader, GPtrArray *lines) {
    mistakes_write(&reader->warnings, lines);
}

bool reader_is_full(const struct reader *reader) {
    return reader->mistakes.all->len >= MISTAKES_MAX;
}
