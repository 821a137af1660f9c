/* Reads claims: which number of which quantity, under which settings. */
#include "spec/claims.h"

#include "spec/spec_nodes.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "spec/gradient_class.h"
#include "spec/meant_value.h"
#include "spec/spec_checks.h"

/* The keys of a claim. Quantity comes before the numbers: what these may be depends on it. */
enum field {
    FIELD_TEXT,
    FIELD_QUANTITY,
    FIELD_SET,
    FIELD_NUMBER, /* of the first relation */
    N_FIELDS = FIELD_NUMBER + N_RELATIONS
};

static const char *const field_words[N_FIELDS] = {
    [FIELD_TEXT] = "text",
    [FIELD_QUANTITY] = "quantity",
    [FIELD_SET] = "set",
    [FIELD_NUMBER + RELATION_PRINTED] = "printed",
    [FIELD_NUMBER + RELATION_BELOW] = "below",
    [FIELD_NUMBER + RELATION_ABOVE] = "above",
};

static const char CLAIMS[] = "claims";

/* A value that `set` changes. */
struct change {
    char *key;
    struct value value;
};

/* A claim as read, and where its parts are. */
struct draft {
    struct claim claim;
    struct origin origin;
    struct origin quantity_origin;
    struct origin set_origin;
    struct quantity_name quantity;
    GArray *changes; /* struct change */
    bool is_wrong;   /* a mistake in it has been reported */
};

struct claims {
    GPtrArray *all;              /* struct draft */
    GPtrArray *found;            /* those whose quantities are found; borrowed */
    GPtrArray *sources;          /* char *, shared */
    struct value_memory *memory; /* of the values of changes, shared */
};

/* ---- life ---- */

static void clear_change(void *data) {
    g_free(((struct change *)data)->key);
}

static struct draft *create_draft(struct origin origin) {
    struct draft *draft = g_new0(struct draft, 1);

    draft->origin = origin;
    draft->changes = g_array_new(FALSE, FALSE, sizeof(struct change));
    g_array_set_clear_func(draft->changes, clear_change);
    return draft;
}

static void free_draft(void *data) {
    struct draft *draft = data;

    g_array_free(draft->changes, TRUE);
    g_free(draft->claim.place);
    g_free(draft->claim.text);
    g_free(draft->claim.quantity_text);
    g_free(draft->claim.settings);
    g_free(draft->claim.number);
    g_free(draft->quantity.target);
    g_free(draft);
}

struct claims *claims_create(const struct settings *settings) {
    struct claims *claims = g_new0(struct claims, 1);
    claims->all = g_ptr_array_new_with_free_func(free_draft);
    claims->found = g_ptr_array_new();
    claims->sources = g_ptr_array_ref(settings->sources);
    claims->memory = value_memory_share(settings->memory);
    return claims;
}

void claims_clear(struct claims *claims) {
    g_ptr_array_set_size(claims->found, 0);
    g_ptr_array_set_size(claims->all, 0);
}

void claims_destroy(struct claims *claims) {
    if (claims != NULL) {
        g_ptr_array_free(claims->found, TRUE);
        g_ptr_array_free(claims->all, TRUE);
        g_ptr_array_unref(claims->sources);
        value_memory_release(claims->memory);
        g_free(claims);
    }
}

size_t claims_count(const struct claims *claims) {
    return claims->found->len;
}

const struct claim *claims_at(const struct claims *claims, size_t i) {
    const struct draft *draft = g_ptr_array_index(claims->found, i);
    return &draft->claim;
}

GPtrArray *claims_sources(const struct claims *claims) {
    return claims->sources;
}

const char *relation_word(enum relation relation) {
    return field_words[FIELD_NUMBER + relation];
}

/* ---- reading ---- */

static void read_quantity(const struct source *source, struct draft *draft, const struct node *node,
                          const char *path) {
    struct gradfig_error error;

    draft->quantity_origin = source_origin(source, node);
    if (!node_check_label(source, node, path)) {
        return;
    }
    draft->claim.quantity_text = g_strdup(node->text);
    if (!quantity_parse(&draft->quantity, node->text, &error)) {
        source_blame(source, node, path, "%s", error.message);
    }
}

static bool is_class(const struct draft *draft) {
    return draft->quantity.kind == QUANTITY_CLASS;
}

/* Whether a claim can print the node. A number may be one that no double can hold. */
static bool is_printable(const struct draft *draft, const struct node *node) {
    enum gradient_class gradient_class;

    if (node->kind != NODE_SCALAR) {
        return false;
    }
    return is_class(draft) ? gradient_class_find(node->text, &gradient_class)
                           : !node->is_quoted && text_is_number(node->text);
}

static void blame_number(const struct source *source, const struct node *node, const char *path) {
    static const struct parameter any = {.type = TYPE_REAL, .low = -INFINITY, .high = INFINITY};
    bool is_text = node->kind == NODE_SCALAR;
    bool is_number = is_text && text_is_number(node->text);
    g_autofree char *found = node_describe(node);
    g_autofree char *hint = is_number ? g_strdup("; write it without quotes")
                            : is_text ? meant_value_hint(&any, node->text)
                                      : g_strdup("");

    source_blame(source, node, path, "expected a number, found %s%s", found, hint);
}

static void read_number(const struct source *source, struct draft *draft, const struct node *node,
                        const char *path) {
    if (is_printable(draft, node)) {
        draft->claim.number = g_strdup(node->text);
    } else if (is_class(draft)) {
        source_blame_kind(source, node, path,
                          "vanishing, decaying, slightly decaying, stable or amplifying");
    } else {
        blame_number(source, node, path);
    }
}

static void read_change(void *draft, const struct source *source, const struct node *node,
                        const char *key, struct target target) {
    struct change change = {0};

    if (node_read_value(source, node, key, target.row, &change.value)) {
        change.key = g_strdup(key);
        g_array_append_val(((struct draft *)draft)->changes, change);
    }
}

static bool refuse_field(const struct source *source, const struct node *map, guint item) {
    const struct node *key = node_item(map, item);
    g_autofree char *suggested =
        text_suggest(key->text, field_words, N_FIELDS,
                     "; a claim can have text, quantity, one of printed, below and above, and set");
    g_autofree char *path = g_strconcat(CLAIMS, ".", key->text, NULL);

    return node_is_rest_of_text(map, item)
               ? source_blame(source, key, path, "%s", node_rest_of_text)
               : source_blame(source, key, path, "unknown key%s", suggested);
}

/* Sorts the values of a claim by their keys; says so if one has no place. */
static bool sort_fields(const struct source *source, const struct node *map,
                        const struct node **fields) {
    for (guint i = 0; i < map->items->len; i += 2) {
        const struct node *key = node_item(map, i);
        size_t field = 0;
        if (!node_check_key(source, map, i, CLAIMS)) {
            return false;
        }
        while (field < N_FIELDS && strcmp(key->text, field_words[field]) != 0) {
            field++;
        }
        if (field == N_FIELDS) {
            return refuse_field(source, map, i);
        }
        fields[field] = node_item(map, i + 1);
    }
    return true;
}

static void read_relation(const struct source *source, struct draft *draft, const struct node *map,
                          const struct node **fields) {
    size_t n = 0;
    enum relation found = RELATION_PRINTED;

    for (size_t i = 0; i < N_RELATIONS; i++) {
        if (fields[FIELD_NUMBER + i] != NULL) {
            found = (enum relation)i;
            n++;
        }
    }
    if (n != 1 || (is_class(draft) && found != RELATION_PRINTED)) {
        const char *what = n == 0 ? "none" : n == 1 ? relation_word(found) : "more";
        source_blame(source, map, CLAIMS, "expected %s, found %s",
                     is_class(draft) ? "printed, the word of a class"
                                     : "one of printed, below and above",
                     what);
        return;
    }
    g_autofree char *path = g_strdup_printf("%s.%s", CLAIMS, relation_word(found));
    draft->claim.relation = found;
    read_number(source, draft, fields[FIELD_NUMBER + found], path);
}

static void read_fields(const struct source *source, struct draft *draft, const struct node *map,
                        const struct node **fields) {
    if (fields[FIELD_TEXT] != NULL && node_check_label(source, fields[FIELD_TEXT], "claims.text")) {
        draft->claim.text = g_strdup(fields[FIELD_TEXT]->text);
    }
    if (fields[FIELD_QUANTITY] == NULL) {
        source_blame(source, map, CLAIMS,
                     "expected a quantity, found none (see gradfig keys --quantities)");
        return;
    }
    read_quantity(source, draft, fields[FIELD_QUANTITY], "claims.quantity");
    if (fields[FIELD_SET] != NULL) {
        draft->set_origin = source_origin(source, fields[FIELD_SET]);
        node_visit_keys(source, fields[FIELD_SET], "claims.set", read_change, draft);
    }
    if (draft->quantity.target != NULL) {
        read_relation(source, draft, map, fields);
    }
}

static void read_claim(struct claims *claims, const struct source *source, const struct node *map) {
    const struct node *fields[N_FIELDS] = {NULL};

    if (map->kind != NODE_MAP) {
        source_blame_kind(source, map, CLAIMS, "{quantity, printed} and what else a claim has");
        return;
    }
    guint n_before = source->mistakes->all->len;
    struct draft *draft = create_draft(source_origin(source, map));
    g_ptr_array_add(claims->all, draft);
    if (sort_fields(source, map, fields)) {
        read_fields(source, draft, map, fields);
    }
    draft->is_wrong = source->mistakes->all->len > n_before;
}

void claims_read(struct claims *claims, const struct source *source, const struct node *list) {
    if (list->kind != NODE_LIST || list->items->len == 0) {
        source_blame_kind(source, list, CLAIMS, "a list of claims");
        return;
    }
    for (guint i = 0; i < list->items->len && !source_is_full(source); i++) {
        read_claim(claims, source, node_item(list, i));
    }
}

/* ---- the specs that they are about ---- */

static char *write_changes(const GArray *changes) {
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < changes->len; i++) {
        const struct change *change = &g_array_index(changes, struct change, i);
        g_string_append_printf(text, "%s%s=%s", i > 0 ? ", " : "", change->key, change->value.text);
    }
    return g_string_free(text, FALSE);
}

/* For a fault across the values of one claim. */
struct checking {
    struct mistakes *mistakes;
    const struct draft *draft;
    bool is_right;
};

static void note_fault(void *context, const char *const *keys, const char *message) {
    struct checking *checking = context;

    if (checking->is_right) {
        mistakes_add(checking->mistakes, checking->draft->set_origin, keys[0], "%s", message);
    }
    checking->is_right = false;
}

/* Sets the values that the claim sets, in the networks that the spec has now. */
static void apply_changes(struct checking *checking, struct spec *spec) {
    const struct draft *draft = checking->draft;
    struct gradfig_error error;
    struct target target;

    for (guint i = 0; i < draft->changes->len; i++) {
        const struct change *change = &g_array_index(draft->changes, struct change, i);
        if (settings_find(spec->settings, change->key, &target, &error)) {
            settings_apply(spec, target, &change->value);
        } else {
            note_fault(checking, (const char *const[]){change->key, NULL}, error.message);
        }
    }
    if (draft->changes->len > 0 && checking->is_right) {
        spec_check(spec, note_fault, checking);
    }
}

/* Returns whether the spec has the quantity. */
static bool find_claim(struct draft *draft, const struct spec *spec, struct mistakes *mistakes) {
    struct checking checking = {mistakes, draft, true};
    struct claim *claim = &draft->claim;
    struct gradfig_error error;

    g_free(claim->place);
    g_free(claim->settings);
    claim->line = draft->origin.place.line;
    claim->place =
        g_strdup_printf("%s:%zu", mistakes_source(mistakes, draft->origin.source), claim->line);
    claim->settings = write_changes(draft->changes);
    claim->spec = *spec;
    apply_changes(&checking, &claim->spec);
    if (checking.is_right &&
        !quantity_find(&claim->quantity, &draft->quantity, &claim->spec, &error)) {
        return mistakes_add(mistakes, draft->quantity_origin, "claims.quantity", "%s",
                            error.message);
    }
    return checking.is_right;
}

void claims_find(struct claims *claims, const struct spec *spec, struct mistakes *mistakes) {
    g_ptr_array_set_size(claims->found, 0);
    for (guint i = 0; i < claims->all->len; i++) {
        struct draft *draft = g_ptr_array_index(claims->all, i);
        if (!draft->is_wrong && find_claim(draft, spec, mistakes)) {
            g_ptr_array_add(claims->found, draft);
        }
    }
}
