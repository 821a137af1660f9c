/* Reads values: one function for each type of the table. */
#include "spec/value.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "spec/meant_value.h"
#include "spec/schedule.h"

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
    char expected[128];
    char found[TEXT_QUOTED_SIZE];

    parameter_describe(row, expected, sizeof(expected));
    text_quote(text, found);
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
    char expected[128];

    if (row->n_values_min <= n_items && n_items <= row->n_values_max) {
        return true;
    }
    parameter_describe(row, expected, sizeof(expected));
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s", expected, found);
}

struct parameter value_item_row(const struct parameter *row) {
    struct parameter item = *row;

    item.type = row->type == TYPE_CHOICES ? TYPE_CHOICE : TYPE_REAL;
    return item;
}

struct value_list value_begin_list(const struct parameter *row, size_t n_items,
                                   struct value_memory *memory) {
    struct value_list list = {.row = row, .memory = memory};

    if (row->type != TYPE_CHOICES) {
        list.reals = take_block(memory, g_new0(struct real, MAX(n_items, 1)));
    }
    return list;
}

bool value_add_item(struct value_list *list, const struct parameter *described, const char *text,
                    struct gradfig_error *error) {
    int64_t position = 0;
    double real = 0;

    if (list->reals == NULL) {
        if (!read_choice(described, text, &position, error)) {
            return false;
        }
        if (list->n_items < N_PANELS) { /* more are refused by their number */
            list->choices.values[list->n_items] = position;
        }
    } else {
        bool is_missing = list->row->can_miss && strcmp(text, "null") == 0;
        if (is_missing) {
            real = NAN;
        } else if (!read_real(described, text, &real, error)) {
            return false;
        }
        list->reals[list->n_items] =
            (struct real){real, g_string_chunk_insert(list->memory->texts, text)};
    }
    list->n_items++;
    return true;
}

static char *word_at(const struct parameter *row, int64_t position) {
    g_auto(GStrv) words = g_strsplit(row->choices, " ", -1);
    return g_strdup(words[position]);
}

static bool check_distinct(const struct value_list *list, struct gradfig_error *error) {
    for (size_t i = 0; i < list->n_items; i++) {
        for (size_t j = 0; j < i; j++) {
            if (list->choices.values[j] == list->choices.values[i]) {
                g_autofree char *word = word_at(list->row, list->choices.values[i]);
                return refuse(list->row, word, " again", error);
            }
        }
    }
    return true;
}

/* Appends the item at `i`, after a comma unless it is the first. */
static void append_item(GString *text, const struct value_list *list, size_t i) {
    g_autofree char *word = list->reals != NULL ? g_strdup(list->reals[i].text)
                                                : word_at(list->row, list->choices.values[i]);

    g_string_append_printf(text, "%s%s", i > 0 ? "," : "", word);
}

/* Frees `text`. */
static const char *keep_text(const struct value_list *list, GString *text) {
    const char *kept = g_string_chunk_insert(list->memory->texts, text->str);
    g_string_free(text, TRUE);
    return kept;
}

static const char *join(const struct value_list *list) {
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < list->n_items; i++) {
        append_item(text, list, i);
    }
    return keep_text(list, text);
}

static const char *join_ends(const struct value_list *list) {
    GString *text = g_string_new(NULL);

    g_string_printf(text, "{from: %s, to: %s}", list->reals[0].text, list->reals[1].text);
    return keep_text(list, text);
}

bool value_end_list(struct value_list *list, struct value *value, struct gradfig_error *error) {
    if (list->reals != NULL) {
        value->reals = (struct reals){list->n_items, list->reals, list->is_schedule};
        value->text = list->n_items == 1  ? list->reals[0].text
                      : list->is_schedule ? join_ends(list)
                                          : join(list);
        return true;
    }
    if (!check_distinct(list, error)) {
        return false;
    }
    list->choices.n_values = list->n_items;
    value->choices = take_block(list->memory, g_memdup2(&list->choices, sizeof(list->choices)));
    value->text = join(list);
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
    char found[TEXT_QUOTED_SIZE];
    g_autofree char *inside = strip_brackets(text);
    g_auto(GStrv) items = g_strsplit(inside, ",", -1);

    text_quote(text, found);
    return value_check_length(row, g_strv_length(items), found, error) &&
           read_items(value, row, items, memory, error);
}

/* ---- schedules ---- */

bool value_read_schedule(struct value *value, const struct parameter *row, const struct node *map,
                         struct value_memory *memory, const struct node **fault,
                         struct gradfig_error *error) {
    struct value_list list = value_begin_list(row, N_SCHEDULE_ENDS, memory);
    const struct parameter item = value_item_row(row);
    const struct node *ends[N_SCHEDULE_ENDS];

    if (!schedule_find_ends(map, ends, fault, error)) {
        return false;
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
    struct node *map = yaml_tree_read(text, strlen(text), &fault);

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
