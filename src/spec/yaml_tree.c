/* Reads YAML through libyaml's events. */
#include "spec/yaml_tree.h"

#include <stdio.h>
#include <string.h>

#include <yaml.h>

#include "base/limits.h"
#include "base/user_text.h"
#include "spec/yaml_problem.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* ---- bytes ---- */

static bool refuse_at(struct yaml_fault *fault, struct place place, const char *message) {
    fault->place = place;
    g_strlcpy(fault->message, message, sizeof(fault->message));
    return false;
}

static bool is_allowed(gunichar character) {
    bool is_white = character == '\t' || character == '\n' || character == '\r';
    bool is_control = character < 0x20 || (character >= 0x7f && character < 0xa0);
    return is_white || (!is_control && character != 0xfffe && character != 0xffff);
}

/* Whether a line ends with the character before `rest`, as libyaml counts lines. NEL, its last line
 * break, is a control character. */
static bool ends_line(gunichar character, const char *rest, const char *end) {
    bool is_separator = character == 0x2028 || character == 0x2029;
    bool is_before_feed = rest < end && *rest == '\n';
    return character == '\n' || is_separator || (character == '\r' && !is_before_feed);
}

/* libyaml would take UTF-16 too, and names no line for bytes that it cannot read. */
static bool check_characters(const char *text, size_t n_bytes, struct yaml_fault *fault) {
    const char *end = text + n_bytes;
    struct place place = {1, 1};

    if (n_bytes >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0)) {
        return refuse_at(fault, place, "expected UTF-8, found UTF-16");
    }
    while (text < end) {
        gunichar character = g_utf8_get_char_validated(text, end - text);
        if ((gint32)character < 0 && *text != '\0') { /* (gunichar)-1 and -2 are no characters */
            return refuse_at(fault, place, "expected UTF-8, found a byte that is not");
        }
        if (*text == '\0' || !is_allowed(character)) {
            char message[64];
            snprintf(message, sizeof(message), "expected no control characters, found %s%02x",
                     (unsigned char)*text < 0x80 ? "\\x" : "U+00",
                     *text == '\0' ? 0 : (unsigned)character & 0xff);
            return refuse_at(fault, place, message);
        }
        text = g_utf8_find_next_char(text, NULL);
        bool is_last = ends_line(character, text, end);
        place.column = is_last ? 1 : place.column + 1;
        place.line += is_last;
    }
    return true;
}

/* ---- the brackets of a quantity ---- */

/* In {quantity: gradient.sweep[-0.8]} YAML would begin a list at the bracket. While libyaml reads,
 * such brackets are replaced by characters of private use, one for one, so that columns stay. */
#define OPENING "\xee\x81\x9b" /* U+E05B, of private use */
#define CLOSING "\xee\x81\x9d" /* U+E05D */

struct brackets {
    const char *opening;
    const char *closing;
};
static const struct brackets typed_brackets = {".sweep[", "]"};
static const struct brackets hidden_brackets = {".sweep" OPENING, CLOSING};

/* Replaces the brackets around numbers; freed with g_free. */
static char *replace_brackets(const char *text, const struct brackets *old,
                              const struct brackets *new) {
    GString *replaced = g_string_new(NULL);
    const char *found;

    while ((found = strstr(text, old->opening)) != NULL) {
        const char *number = found + strlen(old->opening);
        const char *end = number + strspn(number, "-+.0123456789eE");
        bool is_closed = g_str_has_prefix(end, old->closing);
        g_string_append_len(replaced, text, found - text);
        g_string_append(replaced, is_closed ? new->opening : old->opening);
        g_string_append_len(replaced, number, end - number);
        g_string_append(replaced, is_closed ? new->closing : "");
        text = is_closed ? end + strlen(old->closing) : end;
    }
    g_string_append(replaced, text);
    return g_string_free(replaced, FALSE);
}

static char *show_brackets(const char *text) {
    return replace_brackets(text, &hidden_brackets, &typed_brackets);
}

/* ---- events to nodes ---- */

struct builder {
    yaml_parser_t parser;
    const char *text; /* what it reads, for messages */
    size_t n_above;   /* lines of the file above it */
    struct yaml_fault *fault;
};

static struct place place_of(yaml_mark_t mark) {
    return (struct place){mark.line + 1, mark.column + 1};
}

static bool refuse_syntax(struct builder *builder) {
    yaml_problem_explain(&builder->parser, builder->text, builder->fault);
    return false;
}

static bool next_event(struct builder *builder, yaml_event_t *event) {
    return yaml_parser_parse(&builder->parser, event) || refuse_syntax(builder);
}

static const char *refusal_of(const yaml_event_t *event) {
    const yaml_char_t *anchor = NULL;
    const yaml_char_t *tag = NULL;

    if (event->type == YAML_ALIAS_EVENT) {
        return "expected no anchors and aliases, found an alias; put text that begins with * in "
               "quotes";
    }
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        if (strlen((const char *)event->data.scalar.value) != event->data.scalar.length) {
            return "expected no control characters, found \\x00";
        }
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor != NULL) {
        return "expected no anchors and aliases, found an anchor; put text that begins with & in "
               "quotes";
    }
    return tag != NULL ? "expected no tags, found one; put text that begins with ! in quotes"
                       : NULL;
}

static struct node *build(struct builder *builder, const yaml_event_t *event, int nesting);

/* Adds nodes until the event that ends the collection. */
static bool build_items(struct builder *builder, struct node *node, int nesting) {
    yaml_event_t event;

    for (;;) {
        if (!next_event(builder, &event)) {
            return false;
        }
        if (event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return true;
        }
        struct node *item = build(builder, &event, nesting + 1);
        yaml_event_delete(&event);
        if (item == NULL) {
            return false;
        }
        g_ptr_array_add(node->items, item);
    }
}

static void free_item(void *item) {
    yaml_tree_free(item);
}

static struct node *build(struct builder *builder, const yaml_event_t *event, int nesting) {
    const char *refusal = refusal_of(event);
    struct place place = place_of(event->start_mark);

    if (nesting > NESTING_MAX) {
        refusal = "expected at most 16 levels of nesting, found more";
    }
    if (refusal != NULL) {
        refuse_at(builder->fault, place, refusal);
        return NULL;
    }
    struct node *node = g_new0(struct node, 1);
    node->place = (struct place){place.line + builder->n_above, place.column};
    if (event->type == YAML_SCALAR_EVENT) {
        node->kind = NODE_SCALAR;
        node->text = show_brackets((const char *)event->data.scalar.value);
        node->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
        return node;
    }
    node->kind = event->type == YAML_SEQUENCE_START_EVENT ? NODE_LIST : NODE_MAP;
    node->items = g_ptr_array_new_with_free_func(free_item);
    if (!build_items(builder, node, nesting)) {
        yaml_tree_free(node);
        return NULL;
    }
    return node;
}

/* ---- the document ---- */

/* Skips the events that only begin or end the stream or a document. */
static bool skip_frame(struct builder *builder, yaml_event_t *event) {
    for (;;) {
        if (!next_event(builder, event)) {
            return false;
        }
        if (event->type != YAML_STREAM_START_EVENT && event->type != YAML_DOCUMENT_START_EVENT &&
            event->type != YAML_DOCUMENT_END_EVENT) {
            return true;
        }
        yaml_event_delete(event);
    }
}

static struct node *read_root(struct builder *builder) {
    yaml_event_t event;
    struct node *root = NULL;

    if (!skip_frame(builder, &event)) {
        return NULL;
    }
    if (event.type == YAML_STREAM_END_EVENT) {
        refuse_at(builder->fault, (struct place){1, 1},
                  "the file is empty; write {} for the article's figure");
    } else {
        root = build(builder, &event, 1);
    }
    yaml_event_delete(&event);
    return root;
}

static bool expect_end(struct builder *builder) {
    yaml_event_t event;

    if (!skip_frame(builder, &event)) {
        return false;
    }
    bool is_end = event.type == YAML_STREAM_END_EVENT;
    if (!is_end) {
        refuse_at(builder->fault, place_of(event.start_mark),
                  "expected one document, found another");
    }
    yaml_event_delete(&event);
    return is_end;
}

/* The fault counts lines of the text alone. */
static struct node *read_part(const char *text, size_t n_bytes, size_t n_above,
                              struct yaml_fault *fault) {
    struct builder builder = {.fault = fault, .n_above = n_above};

    if (!check_characters(text, n_bytes, fault)) {
        return NULL;
    }
    /* Once its encoding is set, libyaml takes a byte order mark for a character. */
    if (n_bytes >= strlen(BYTE_ORDER_MARK) && g_str_has_prefix(text, BYTE_ORDER_MARK)) {
        text += strlen(BYTE_ORDER_MARK);
        n_bytes -= strlen(BYTE_ORDER_MARK);
    }
    if (!yaml_parser_initialize(&builder.parser)) {
        refuse_at(fault, (struct place){1, 1}, "out of memory");
        return NULL;
    }
    g_autofree char *copy = g_strndup(text, n_bytes);
    g_autofree char *hidden = replace_brackets(copy, &typed_brackets, &hidden_brackets);
    builder.text = copy;
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser, (const unsigned char *)hidden, strlen(hidden));
    struct node *root = read_root(&builder);
    if (root != NULL && !expect_end(&builder)) {
        yaml_tree_free(root);
        root = NULL;
    }
    yaml_parser_delete(&builder.parser);
    return root;
}

struct node *yaml_tree_read(const char *text, size_t n_bytes, size_t n_above,
                            struct yaml_fault *fault) {
    struct node *root = read_part(text, n_bytes, n_above, fault);

    if (root == NULL) {
        fault->place.line += n_above;
    }
    return root;
}

void yaml_tree_free(struct node *node) {
    if (node != NULL) {
        if (node->items != NULL) {
            g_ptr_array_free(node->items, TRUE);
        }
        g_free(node->text);
        g_free(node);
    }
}

char *node_describe(const struct node *node) {
    switch (node->kind) {
    case NODE_LIST:
        return node->items->len == 0 ? g_strdup("an empty list")
                                     : g_strdup_printf("a list of %u", node->items->len);
    case NODE_MAP:
        return g_strdup("keys and values");
    case NODE_SCALAR:
        break;
    }
    if (*node->text == '\0' && !node->is_quoted) {
        return g_strdup("no value");
    }
    g_autofree char *quoted = text_quote(node->text);
    return g_strconcat(node->is_quoted ? "the text " : "", quoted, NULL);
}
