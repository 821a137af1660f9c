/* Finds the ends of a schedule in a map. */
#include "spec/schedule.h"

#include <string.h>

#include <glib.h>

static const char *const words[N_SCHEDULE_ENDS] = {"from", "to"};

static bool refuse(const struct node *node, const char *expected, const struct node **fault,
                   struct gradfig_error *error) {
    g_autofree char *found = node_describe(node);

    *fault = node;
    return error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s", expected, found);
}

static size_t find_end(const struct node *key) {
    size_t end = 0;

    while (end < N_SCHEDULE_ENDS &&
           (key->kind != NODE_SCALAR || strcmp(key->text, words[end]) != 0)) {
        end++;
    }
    return end;
}

static bool take_entry(const struct node *key, const struct node *value, const struct node **ends,
                       const struct node **fault, struct gradfig_error *error) {
    size_t end = find_end(key);

    if (end == N_SCHEDULE_ENDS) {
        return refuse(key, "from and to", fault, error);
    }
    if (ends[end] != NULL) {
        *fault = key;
        return error_set(error, GRADFIG_INVALID_INPUT, "duplicate key, already given in line %zu",
                         ends[end]->place.line);
    }
    ends[end] = value;
    return (value->kind == NODE_SCALAR && !value->is_quoted && *value->text != '\0') ||
           refuse(value, "a number", fault, error);
}

bool schedule_find_ends(const struct node *map, const struct node **ends, const struct node **fault,
                        struct gradfig_error *error) {
    ends[SCHEDULE_FROM] = NULL;
    ends[SCHEDULE_TO] = NULL;
    for (guint i = 0; i < map->items->len; i += 2) {
        if (!take_entry(g_ptr_array_index(map->items, i), g_ptr_array_index(map->items, i + 1),
                        ends, fault, error)) {
            return false;
        }
    }
    for (size_t end = 0; end < N_SCHEDULE_ENDS; end++) {
        if (ends[end] == NULL) {
            *fault = map;
            return error_set(error, GRADFIG_INVALID_INPUT, "expected from and to, found no %s",
                             words[end]);
        }
    }
    return true;
}
