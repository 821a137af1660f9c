/* Reads values: one function for each type of the table. */
#include "spec/value.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "spec/meant_value.h"

struct value_memory *value_memory_create(void) {
    struct value_memory *memory = g_new0(struct value_memory, 1);

    memory->n_owners = 1;
    memory->texts = g_string_chunk_new(512);
    memory->blocks = g_ptr_array_new_with_free_func(g_free);
    return memory;
}

struct value_memory *value_memory_share(struct value_memory *memory) {
    memory->n_owners++;
    return memory;
}

void value_memory_release(struct value_memory *memory) {
    if (--memory->n_owners == 0) {
        g_string_chunk_free(memory->texts);
        g_ptr_array_free(memory->blocks, TRUE);
        g_free(memory);
    }
}

static void *take_block(struct value_memory *memory, void *block) {
    g_ptr_array_add(memory->blocks, block);
    return block;
}

bool value_is_list(const struct parameter *row) {
    return row->type == TYPE_LIST || row->type == TYPE_CHOICES;
}

bool value_is_number(const struct parameter *row) {
    return row->type == TYPE_WHOLE || row->type == TYPE_REAL || row->type == TYPE_SINGLE ||
           row->type == TYPE_LIST;
}

/* ---- single values ---- */

static bool refuse(const struct parameter *row, const char *text, const char *why,
                   struct gradfig_error *error) {

    g_autofree char *expected = parameter_describe(row);
    g_autofree char *found = text_quote(text);
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s%s", expected, found, why);
}

/* Refuses text with what is probably meant. */
static bool refuse_text(const struct parameter *row, const char *text,
                        struct gradfig_error *error) {
    g_autofree char *hint = meant_value_hint(row, text);

    return refuse(row, text, hint, error);
}

static bool read_whole(const struct parameter *row, const char *text, int64_t *whole,
                       struct gradfig_error *error) {
    if (text_read_whole(text, whole) != TEXT_OK) {
        return refuse_text(row, text, error);
    }
    return (*whole >= (int64_t)row->low && *whole <= (int64_t)row->high) ||
           refuse(row, text, "", error);
}

static bool read_real(const struct parameter *row, const char *text, double *real,
                      struct gradfig_error *error) {
    switch (text_read_real(text, real)) {
    case TEXT_NOT_A_NUMBER:
        return refuse_text(row, text, error);
    case TEXT_TOO_LARGE:
        return refuse(row, text, ", too large for a double", error);
    case TEXT_TOO_SMALL:
        return refuse(row, text, ", too small for a double: it would read as 0", error);
    case TEXT_OK:
        break;
    }
    return (row->low <= *real && *real <= row->high) || refuse(row, text, "", error);
}

static bool read_choice(const struct parameter *row, const char *text, int64_t *position,
                        struct gradfig_error *error) {
    size_t length = strlen(text);
    const char *word = row->choices;

    for (*position = 0; *word != '\0'; ++*position) {
        size_t word_length = strcspn(word, " ");
        if (word_length == length && strncmp(word, text, length) == 0) {
            return true;
        }
        word += word_length + (word[word_length] == ' ' ? 1 : 0);
    }
    return refuse_text(row, text, error);
}

static bool check_text(const struct parameter *row, const char *text, struct gradfig_error *error) {
    return text_is_label(text) || refuse(row, text, "", error);
}

static bool read_color(const struct parameter *row, const char *text, int64_t *color,
                       struct gradfig_error *error) {
    static const char digits[] = "0123456789abcdefABCDEF";

    if (text[0] != '#' || strspn(text + 1, digits) != 6 || text[7] != '\0') {
        return refuse_text(row, text, error);
    }
    *color = g_ascii_strtoll(text + 1, NULL, 16);
    return true;
}

/* ---- lists ---- */

bool value_check_length(const struct parameter *row, size_t n_items, const char *found,
                        struct gradfig_error *error) {
    if (row->n_values_min <= n_items && n_items <= row->n_values_max) {
        return true;
    }
    g_autofree char *expected = parameter_describe(row);
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s", expected, found);
}

struct parameter value_item_row(const struct parameter *row) {
    struct parameter item = *row;

    item.type = row->type == TYPE_CHOICES ? TYPE_CHOICE : TYPE_REAL;
    return item;
}

struct value_list value_begin_list(const struct parameter *row, size_t n_items,
                                   struct value_memory *memory) {
    return (struct value_list){
        .row = row,
        .memory = memory,
        .items = take_block(memory, g_new0(struct real, MAX(n_items, 1))),
    };
}

bool value_add_item(struct value_list *list, const struct parameter *described, const char *text,
                    struct gradfig_error *error) {
    struct real item = {.value = NAN};
    int64_t position;

    if (list->row->type == TYPE_CHOICES) {
        if (!read_choice(described, text, &position, error)) {
            return false;
        }
        item.value = (double)position;
    } else if (!(list->row->can_miss && strcmp(text, "null") == 0) &&
               !read_real(described, text, &item.value, error)) {
        return false;
    }
    item.text = g_string_chunk_insert(list->memory->texts, text);
    list->items[list->n_items++] = item;
    return true;
}

/* The text of the whole list. */
static const char *join(const struct value_list *list) {
    const struct real *items = list->items;
    g_autoptr(GString) text = g_string_new(NULL);

    if (list->is_schedule) {
        g_string_printf(text, "{from: %s, to: %s}", items[0].text, items[1].text);
    }
    for (size_t i = 0; i < list->n_items && !list->is_schedule; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? "," : "", items[i].text);
    }
    return g_string_chunk_insert(list->memory->texts, text->str);
}

/* The positions of the words, of which each is there once; NULL with `error` if one is not. */
static const struct choices *take_choices(const struct value_list *list,
                                          struct gradfig_error *error) {
    struct choices choices = {.n_values = list->n_items};

    for (size_t i = 0; i < list->n_items; i++) {
        choices.values[i] = (int64_t)list->items[i].value;
        for (size_t j = 0; j < i; j++) {
            if (choices.values[j] == choices.values[i]) {
                refuse(list->row, list->items[i].text, " again", error);
                return NULL;
            }
        }
    }
    return take_block(list->memory, g_memdup2(&choices, sizeof(choices)));
}

bool value_end_list(struct value_list *list, struct value *value, struct gradfig_error *error) {
    if (list->row->type != TYPE_CHOICES) {
        value->reals = (struct reals){list->n_items, list->items, list->is_schedule};
    } else if ((value->choices = take_choices(list, error)) == NULL) {
        return false;
    }
    value->text = list->n_items == 1 ? list->items[0].text : join(list);
    return true;
}

/* Removes blanks at the ends, and brackets around. */
static char *strip_brackets(const char *text) {
    char *inside = g_strstrip(g_strdup(text));
    size_t length = strlen(inside);

    if (length >= 2 && inside[0] == '[' && inside[length - 1] == ']') {
        inside[length - 1] = '\0';
        memmove(inside, inside + 1, length - 1);
        g_strstrip(inside);
    }
    return inside;
}

static bool read_items(struct value *value, const struct parameter *row, char **items,
                       struct value_memory *memory, struct gradfig_error *error) {
    struct value_list list = value_begin_list(row, g_strv_length(items), memory);

    for (char **item = items; *item != NULL; item++) {
        if (!value_add_item(&list, row, g_strstrip(*item), error)) {
            return false;
        }
    }
    return value_end_list(&list, value, error);
}

static bool read_list(struct value *value, const struct parameter *row, const char *text,
                      struct value_memory *memory, struct gradfig_error *error) {
    g_autofree char *inside = strip_brackets(text);
    g_auto(GStrv) items = g_strsplit(inside, ",", -1);

    g_autofree char *found = text_quote(text);
    return value_check_length(row, g_strv_length(items), found, error) &&
           read_items(value, row, items, memory, error);
}

/* ---- schedules ---- */

enum { N_SCHEDULE_ENDS = 2 };
static const char *const end_words[N_SCHEDULE_ENDS] = {"from", "to"};

static bool refuse_node(const struct node *node, const char *expected, const struct node **fault,
                        struct gradfig_error *error) {
    g_autofree char *found = node_describe(node);

    *fault = node;
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s", expected, found);
}

static bool take_end(const struct node *key, const struct node *value, const struct node **ends,
                     const struct node **fault, struct gradfig_error *error) {
    size_t end = 0;

    while (end < N_SCHEDULE_ENDS &&
           (key->kind != NODE_SCALAR || strcmp(key->text, end_words[end]) != 0)) {
        end++;
    }
    if (end == N_SCHEDULE_ENDS) {
        return refuse_node(key, "from and to", fault, error);
    }
    if (ends[end] != NULL) {
        *fault = key;
        return error_set(error, GRADFIG_INVALID_INPUT, "duplicate key, already given in line %zu",
                         ends[end]->place.line);
    }
    ends[end] = value;
    return (value->kind == NODE_SCALAR && !value->is_quoted && *value->text != '\0') ||
           refuse_node(value, "a number", fault, error);
}

bool value_read_schedule(struct value *value, const struct parameter *row, const struct node *map,
                         struct value_memory *memory, const struct node **fault,
                         struct gradfig_error *error) {
    struct value_list list = value_begin_list(row, N_SCHEDULE_ENDS, memory);
    const struct parameter item = value_item_row(row);
    const struct node *ends[N_SCHEDULE_ENDS] = {NULL};

    for (guint i = 0; i < map->items->len; i += 2) {
        if (!take_end(g_ptr_array_index(map->items, i), g_ptr_array_index(map->items, i + 1), ends,
                      fault, error)) {
            return false;
        }
    }
    for (size_t i = 0; i < N_SCHEDULE_ENDS; i++) {
        if (ends[i] == NULL) {
            *fault = map;
            return error_set(error, GRADFIG_INVALID_INPUT, "expected from and to, found no %s",
                             end_words[i]);
        }
    }
    for (size_t i = 0; i < N_SCHEDULE_ENDS; i++) {
        *fault = ends[i];
        if (!value_add_item(&list, &item, ends[i]->text, error)) {
            return false;
        }
    }
    list.is_schedule = true;
    return value_end_list(&list, value, error);
}

static bool is_schedule(const struct parameter *row, const char *text) {
    return row->can_schedule && text[strspn(text, " \t")] == '{';
}

static bool read_schedule(struct value *value, const struct parameter *row, const char *text,
                          struct value_memory *memory, struct gradfig_error *error) {
    struct yaml_fault fault;
    const struct node *blamed;
    struct node *map = yaml_tree_read(text, strlen(text), 0, &fault);

    if (map == NULL || map->kind != NODE_MAP) {
        yaml_tree_free(map);
        return refuse(row, text, "", error);
    }
    bool done = value_read_schedule(value, row, map, memory, &blamed, error);
    yaml_tree_free(map);
    return done;
}

static bool read_single(struct value *value, const struct parameter *row, const char *text,
                        struct value_memory *memory, struct gradfig_error *error) {
    struct value_list list = value_begin_list(row, 1, memory);
    return value_add_item(&list, row, text, error) && value_end_list(&list, value, error);
}

/* ---- by the type of the row ---- */

static bool read_by_type(struct value *value, const struct parameter *row, const char *text,
                         struct value_memory *memory, struct gradfig_error *error) {
    switch (row->type) {
    case TYPE_WHOLE:
        return read_whole(row, text, &value->whole, error);
    case TYPE_REAL:
        return read_real(row, text, &value->real, error);
    case TYPE_SINGLE:
        return read_single(value, row, text, memory, error);
    case TYPE_LIST:
    case TYPE_CHOICES:
        return is_schedule(row, text) ? read_schedule(value, row, text, memory, error)
                                      : read_list(value, row, text, memory, error);
    case TYPE_CHOICE:
        return read_choice(row, text, &value->whole, error);
    case TYPE_TEXT:
        return check_text(row, text, error);
    case TYPE_COLOR:
        return read_color(row, text, &value->whole, error);
    }
    return false;
}

bool value_read(struct value *value, const struct parameter *row, const char *text,
                struct value_memory *memory, struct gradfig_error *error) {
    struct value read = {.text = NULL};

    if (!read_by_type(&read, row, text, memory, error)) {
        return false;
    }
    if (read.text == NULL) { /* of a list it is made from the items */
        read.text = g_string_chunk_insert(memory->texts, text);
    }
    *value = read;
    return true;
}
