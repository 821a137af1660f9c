/* Files of a spec and the bases that they name. */
#include "spec/reading.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "spec/claims_private.h"

enum { BASES_MAX = 8 };

/* A mistake of the file as a whole. */
static void blame_file(const struct input *input, const char *message) {
    input->reader->has_broken_file = true;
    reading_add_mistake(input->reader, (struct origin){.source = input->source}, NULL, message);
}

void reading_read_file(struct input *input, FILE *stream) {
    struct bytes text = {0};
    struct gradfig_error error;

    if (!file_read_stream(stream, "a spec", SPEC_FILE_MAX, &text, &error)) {
        blame_file(input, error.message);
        return;
    }
    reading_read_text(input, text.data, text.n);
    bytes_finish(&text);
}

struct input reading_begin(struct reader *reader, const char *path) {
    return (struct input){
        .reader = reader,
        .path = path,
        .source = reading_add_source(reader, strcmp(path, "-") == 0 ? g_strdup("standard input")
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
    reading_blame(input, node, "base", message);
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
        struct input base = reading_begin(outer->reader, path);
        base.outer = outer;
        base.status = status;
        reading_read_file(&base, stream);
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
        const struct node *key = reading_item(root, i);
        const struct node *value = reading_item(root, i + 1);
        if (key->kind != NODE_SCALAR || strcmp(key->text, "base") != 0) {
            continue;
        }
        input->has_base = true;
        if (input->is_recipe) {
            reading_blame(input, key, "base", "expected no base in a recipe, found one");
        } else if (value->kind != NODE_SCALAR || *value->text == '\0') {
            reading_blame_kind(input, value, "base", "the name of a file");
        } else {
            char *path = resolve(input->path, value->text);
            open_base(input, value, path);
            g_free(path);
        }
        return;
    }
}

/* Read behind the parameters, which some of them are about. */
static const struct part {
    const char *key;
    void (*read)(const struct input *input, const struct node *node);
} parts[] = {
    {"vary", reading_read_vary},
    {"together", reading_read_together},
    {"name", reading_read_name},
    {"claims", reading_read_claims},
};

bool reading_is_apart(const char *key) {
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (strcmp(key, parts[i].key) == 0) {
            return true;
        }
    }
    return false;
}

static void read_parts(const struct input *input, const struct node *root) {
    for (guint i = 0; i < root->items->len; i += 2) {
        const struct node *key = reading_item(root, i);
        for (size_t j = 0; key->kind == NODE_SCALAR && j < G_N_ELEMENTS(parts); j++) {
            if (strcmp(key->text, parts[j].key) == 0) {
                parts[j].read(input, reading_item(root, i + 1));
            }
        }
    }
}

void reading_read_text(struct input *input, const char *text, size_t n_bytes) {
    struct document_fault fault;
    struct node *root = document_read(text, n_bytes, &fault);

    if (root == NULL) {
        input->reader->has_broken_file = true;
        reading_add_mistake(input->reader, (struct origin){input->source, fault.place}, NULL,
                            fault.message);
        return;
    }
    if (root->kind != NODE_MAP) {
        reading_blame_kind(input, root, NULL, "keys and values");
    } else {
        read_base(input, root);
        claims_clear(input->reader->claims); /* a base's are about another text */
        input->n_earlier = input->reader->mistakes->len;
        reading_read_keys(input, root);
        if (!input->is_recipe) {
            read_parts(input, root);
        }
    }
    document_free(root);
}
