/* Reads claims: which number of which quantity, under which settings. */
#include "spec/claims.h"

#include <string.h>

#include "spec/gradient_class.h"

#include "base/error.h"
#include "base/text.h"
#include "spec/claims_private.h"
#include "spec/variants_private.h"

const struct quantity_row quantity_rows[N_QUANTITIES] = {
    [QUANTITY_GRADIENT] = {"gradient", "", "gradient through layers 1 to LAYER", false, false},
    [QUANTITY_ACTIVATION] = {"activation", "", "activation behind layer LAYER", false, true},
    [QUANTITY_IMPROVEMENT] = {"improvement", "",
                              "modulus of the gradient over that of the first network", false,
                              false},
    [QUANTITY_SLOPE] = {"slope", "", "slope of layer LAYER: skip + scale slope", true, false},
    [QUANTITY_ANGLE] = {"angle", "degrees", "angle of layer LAYER as a line, on equal scales", true,
                        false},
    [QUANTITY_LOST_FRACTION] = {"lost-fraction", "", "1 - |gradient|", false, false},
    [QUANTITY_HALF_LIFE] = {"half-life", "layers",
                            "layers after which the gradient has halved, or doubled", false, false},
    [QUANTITY_CLASS] = {"class", "",
                        "what becomes of the gradient: vanishing, decaying, slightly "
                        "decaying, stable or amplifying",
                        false, false},
};

static const char *const relation_words[N_RELATIONS] = {
    [RELATION_PRINTED] = "printed",
    [RELATION_BELOW] = "below",
    [RELATION_ABOVE] = "above",
};

static const char CLAIMS[] = "claims";

/* A claim as read, and where its parts stand. */
struct claim_draft {
    struct claim claim;
    struct origin origin;
    struct origin quantity_origin;
    struct origin settings_origin;
    struct variants *settings;
    bool is_wrong; /* as read: there is no more to be told of it */
    char *target;  /* of the quantity: "plain" or "sweep[-0.8]" */
    int64_t layer; /* or LAYER_NOT_GIVEN */
};

enum { LAYER_NOT_GIVEN = -1 };

struct claims {
    GPtrArray *all; /* struct claim_draft */
};

/* ---- life ---- */

static void free_claim(void *data) {
    struct claim_draft *claim = data;

    variants_destroy(claim->settings);
    g_free(claim->claim.place);
    g_free(claim->claim.text);
    g_free(claim->claim.quantity_text);
    g_free(claim->claim.settings);
    g_free(claim->claim.number);
    g_free(claim->target);
    g_free(claim);
}

struct claims *claims_create(void) {
    struct claims *claims = g_new0(struct claims, 1);
    claims->all = g_ptr_array_new_with_free_func(free_claim);
    return claims;
}

void claims_clear(struct claims *claims) {
    g_ptr_array_set_size(claims->all, 0);
}

void claims_destroy(struct claims *claims) {
    if (claims != NULL) {
        g_ptr_array_free(claims->all, TRUE);
        g_free(claims);
    }
}

size_t claims_count(const struct claims *claims) {
    return claims->all->len;
}

static struct claim_draft *claim_at(const struct claims *claims, size_t i) {
    return g_ptr_array_index(claims->all, i);
}

const struct claim *claims_at(const struct claims *claims, size_t i) {
    return &claim_at(claims, i)->claim;
}

const char *relation_word(enum relation relation) {
    return relation_words[relation];
}

/* ---- reading ---- */

static struct origin origin_of(const struct input *input, const struct node *node) {
    return (struct origin){input->source, node->place};
}

static bool read_text(const struct input *input, const struct node *node, const char *path,
                      char **text) {
    if (node->kind != NODE_SCALAR || *node->text == '\0' || strlen(node->text) > TEXT_MAX ||
        !text_is_clean(node->text)) {
        reading_blame_kind(input, node, path,
                           "text of 1 to 200 bytes of UTF-8 without control characters");
        return false;
    }
    *text = g_strdup(node->text);
    return true;
}

/* The row of a word; says so if there is none. */
static bool find_quantity(const char *word, enum quantity_kind *kind, struct gradfig_error *error) {
    const char *words[N_QUANTITIES];
    char quoted[TEXT_QUOTED_SIZE];

    for (size_t i = 0; i < N_QUANTITIES; i++) {
        words[i] = quantity_rows[i].word;
        if (strcmp(word, words[i]) == 0) {
            *kind = (enum quantity_kind)i;
            return true;
        }
    }
    text_quote(word, quoted);
    return error_set(error, GRADFIG_INVALID_INPUT, "unknown quantity %s; the nearest one is %s",
                     quoted, text_nearest(word, words, N_QUANTITIES));
}

/* "gradient.plain@5" into its parts. */
static bool parse_quantity(struct claim_draft *claim, const char *text,
                           struct gradfig_error *error) {
    char quoted[TEXT_QUOTED_SIZE];
    size_t word_length = strcspn(text, ".");
    const char *target = text + word_length + (text[word_length] == '.' ? 1 : 0);
    size_t target_length = strcspn(target, "@");
    const char *layer = target + target_length;
    char *word = g_strndup(text, word_length);
    bool done = find_quantity(word, &claim->claim.quantity.kind, error);

    g_free(word);
    if (!done) {
        return false;
    }
    claim->layer = LAYER_NOT_GIVEN;
    if (target_length == 0 ||
        (*layer == '@' && text_read_whole(layer + 1, &claim->layer) != TEXT_OK)) {
        text_quote(text, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected QUANTITY.NETWORK or QUANTITY.sweep[SLOPE], with @LAYER or "
                         "without, found %s",
                         quoted);
    }
    claim->target = g_strndup(target, target_length);
    return true;
}

static void read_quantity(const struct input *input, const struct node *node, const char *path,
                          struct claim_draft *claim) {
    struct gradfig_error error;

    claim->quantity_origin = origin_of(input, node);
    if (read_text(input, node, path, &claim->claim.quantity_text) &&
        !parse_quantity(claim, claim->claim.quantity_text, &error)) {
        reading_blame(input, node, path, error.message);
    }
}

static void read_number(const struct input *input, const struct node *node, const char *path,
                        struct claim_draft *claim) {
    double value;
    bool is_class = claim->claim.quantity.kind == QUANTITY_CLASS;
    enum gradient_class class;

    if (is_class) {
        if (node->kind != NODE_SCALAR || !gradient_class_find(node->text, &class)) {
            reading_blame_kind(input, node, path,
                               "vanishing, decaying, slightly decaying, stable or amplifying");
            return;
        }
    } else if (node->kind != NODE_SCALAR || node->is_quoted ||
               text_read_real(node->text, &value) == TEXT_NOT_A_NUMBER) {
        reading_blame_kind(input, node, path, "a number"); /* also of those no double can hold */
        return;
    }
    claim->claim.number = g_strdup(node->text);
}

static char *text_of_settings(const struct variants *settings) {
    GString *text = g_string_new(NULL);

    for (size_t k = 0; k < variants_n_keys(settings); k++) {
        const struct varied *varied = g_ptr_array_index(settings->varied, k);
        if (varied->texts->len > 0) {
            g_string_append_printf(text, "%s%s=%s", k > 0 ? ", " : "", varied->key,
                                   (const char *)g_ptr_array_index(varied->texts, 0));
        }
    }
    return g_string_free(text, FALSE);
}

/* Quantity first: what a number may be depends on it. */
enum field {
    FIELD_TEXT,
    FIELD_QUANTITY,
    FIELD_SET,
    FIELD_NUMBER,
    N_FIELDS = FIELD_NUMBER + N_RELATIONS
};

static const char *field_word(size_t field) {
    static const char *const words[] = {"text", "quantity", "set"};
    return field < FIELD_NUMBER ? words[field] : relation_words[field - FIELD_NUMBER];
}

static void refuse_field(const struct input *input, const struct node *key) {
    const char *words[N_FIELDS];
    char *path = g_strconcat(CLAIMS, ".", key->text, NULL);

    for (size_t i = 0; i < N_FIELDS; i++) {
        words[i] = field_word(i);
    }
    char *message = g_strdup_printf("unknown key; the nearest one is %s",
                                    text_nearest(key->text, words, N_FIELDS));
    reading_blame(input, key, path, message);
    g_free(message);
    g_free(path);
}

/* Sorts the values of a claim by their keys; says so if one has no place. */
static bool sort_fields(const struct input *input, const struct node *map,
                        const struct node **fields) {
    for (guint i = 0; i < map->items->len; i += 2) {
        const struct node *key = reading_item(map, i);
        size_t field = 0;
        if (!reading_check_key(input, map, i, CLAIMS)) {
            return false;
        }
        while (field < N_FIELDS && strcmp(key->text, field_word(field)) != 0) {
            field++;
        }
        if (field == N_FIELDS) {
            refuse_field(input, key);
            return false;
        }
        fields[field] = reading_item(map, i + 1);
    }
    return true;
}

static void read_relation(const struct input *input, const struct node *map,
                          const struct node **fields, struct claim_draft *claim) {
    size_t n = 0;
    size_t found = 0;

    for (size_t i = 0; i < N_RELATIONS; i++) {
        if (fields[FIELD_NUMBER + i] != NULL) {
            found = i;
            n++;
        }
    }
    bool is_class = claim->claim.quantity.kind == QUANTITY_CLASS;
    if (n != 1 || (is_class && found != RELATION_PRINTED)) {
        char *message = g_strdup_printf("expected %s, found %s",
                                        is_class ? "printed, the word of a class"
                                                 : "one of printed, below and above",
                                        n == 0   ? "none"
                                        : n == 1 ? relation_words[found]
                                                 : "more");
        reading_blame(input, map, CLAIMS, message);
        g_free(message);
        return;
    }
    char *path = g_strdup_printf("%s.%s", CLAIMS, relation_words[found]);
    claim->claim.relation = (enum relation)found;
    read_number(input, fields[FIELD_NUMBER + found], path, claim);
    g_free(path);
}

static void read_fields(const struct input *input, const struct node *map,
                        const struct node **fields, struct claim_draft *claim) {
    if (fields[FIELD_TEXT] != NULL) {
        (void)read_text(input, fields[FIELD_TEXT], "claims.text", &claim->claim.text);
    }
    if (fields[FIELD_QUANTITY] == NULL) {
        reading_blame(input, map, CLAIMS, "expected a quantity, found none");
        return;
    }
    read_quantity(input, fields[FIELD_QUANTITY], "claims.quantity", claim);
    if (fields[FIELD_SET] != NULL) {
        claim->settings_origin = origin_of(input, fields[FIELD_SET]);
        reading_read_settings(input, fields[FIELD_SET], "claims.set", claim->settings);
    }
    if (claim->target != NULL) {
        read_relation(input, map, fields, claim);
    }
}

static void read_claim(const struct input *input, const struct node *map) {
    const struct node *fields[N_FIELDS] = {NULL};

    if (map->kind != NODE_MAP) {
        reading_blame_kind(input, map, CLAIMS, "{quantity, printed} and what else a claim has");
        return;
    }
    guint n_before = input->reader->mistakes->len;
    struct claim_draft *claim = g_new0(struct claim_draft, 1);
    claim->origin = origin_of(input, map);
    claim->settings = variants_create();
    g_ptr_array_add(input->reader->claims->all, claim);
    if (sort_fields(input, map, fields)) {
        read_fields(input, map, fields, claim);
    }
    claim->is_wrong = input->reader->mistakes->len > n_before;
}

void reading_read_claims(const struct input *input, const struct node *list) {
    if (list->kind != NODE_LIST || list->items->len == 0) {
        reading_blame_kind(input, list, CLAIMS, "a list of claims");
        return;
    }
    guint n_before = input->reader->mistakes->len;
    for (guint i = 0; i < list->items->len && !reading_is_full(input); i++) {
        read_claim(input, reading_item(list, i));
    }
    input->reader->n_in_claims += input->reader->mistakes->len - n_before;
}

/* ---- finding what they are about ---- */

static bool find_network(const struct spec *spec, const char *name, size_t *index) {
    for (*index = 0; *index < spec->n_networks; ++*index) {
        if (strcmp(spec->networks[*index].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* "sweep[-0.8]"; false where it is another kind of target, or no slope of the sweep. */
static bool find_slope(const struct spec *spec, const char *target, size_t *index) {
    static const char before[] = "sweep[";
    size_t length = strlen(target);
    double value;

    if (!g_str_has_prefix(target, before) || target[length - 1] != ']') {
        return false;
    }
    char *number = g_strndup(target + strlen(before), length - strlen(before) - 1);
    bool is_number = text_read_real(number, &value) == TEXT_OK;
    g_free(number);
    for (*index = 0; is_number && *index < spec->sweep.slopes.n_values; ++*index) {
        if (spec->sweep.slopes.values[*index].value == value) {
            return true;
        }
    }
    return false;
}

static bool refuse_target(const struct spec *spec, const char *target,
                          struct gradfig_error *error) {
    const char *names[NETWORKS_MAX];
    char quoted[TEXT_QUOTED_SIZE];

    for (size_t i = 0; i < spec->n_networks; i++) {
        names[i] = spec->networks[i].name;
    }
    const char *nearest = text_nearest(target, names, spec->n_networks);
    bool is_near = text_is_near(target, nearest);
    text_quote(target, quoted);
    return error_set(error, GRADFIG_INVALID_INPUT,
                     "expected a network of the spec or sweep[SLOPE] with a slope of its sweep, "
                     "found %s%s%s",
                     quoted, is_near ? "; the nearest one is " : "", is_near ? nearest : "");
}

static bool resolve(struct claim_draft *claim, struct gradfig_error *error) {
    struct quantity *quantity = &claim->claim.quantity;
    const struct quantity_row *row = &quantity_rows[quantity->kind];
    const struct spec *spec = &claim->claim.spec;
    int64_t first = row->is_of_a_layer ? 1 : 0;

    quantity->is_of_sweep = find_slope(spec, claim->target, &quantity->index);
    if (quantity->is_of_sweep && row->needs_an_input) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a network, a slope of the sweep has no %s", row->word);
    }
    if (!quantity->is_of_sweep && !find_network(spec, claim->target, &quantity->index)) {
        return refuse_target(spec, claim->target, error);
    }
    quantity->layer = claim->layer;
    if (claim->layer == LAYER_NOT_GIVEN) {
        quantity->layer = row->is_of_a_layer ? 1 : spec->depth;
    } else if (claim->layer < first || claim->layer > spec->depth) {
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "expected a layer from %d to %lld, found %lld", (int)first,
                         (long long)spec->depth, (long long)claim->layer);
    }
    return true;
}

/* For a fault across the values of one claim. */
struct checking {
    struct reader *reader;
    const struct claim_draft *claim;
    bool is_right;
};

static void note_fault(void *context, const char *const *keys, const char *message) {
    struct checking *checking = context;

    if (checking->is_right) {
        reading_add_mistake(checking->reader, checking->claim->settings_origin, keys[0], message);
    }
    checking->is_right = false;
}

static void finish_claim(struct reader *reader, struct claim_draft *claim) {
    struct checking checking = {reader, claim, true};
    struct gradfig_error error;
    const char *source = g_ptr_array_index(reader->sources, claim->origin.source);

    claim->claim.place = g_strdup_printf("%s:%zu", source, claim->origin.place.line);
    claim->claim.line = claim->origin.place.line;
    claim->claim.settings = text_of_settings(claim->settings);
    claim->claim.spec = reader->spec;
    variants_apply(claim->settings, &claim->claim.spec);
    if (*claim->claim.settings != '\0') {
        values_check(&claim->claim.spec, note_fault, &checking);
    }
    if (checking.is_right && !resolve(claim, &error)) {
        reading_add_mistake(reader, claim->quantity_origin, "claims.quantity", error.message);
    }
}

void claims_finish(struct claims *claims, struct reader *reader) {
    for (size_t i = 0; i < claims->all->len; i++) {
        if (!claim_at(claims, i)->is_wrong) {
            finish_claim(reader, claim_at(claims, i));
        }
    }
}
