/* The keys of a record of JSON that have lists or objects. */
#include "measurements/json_groups.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "measurements/names.h"

struct record_group *group_at(const struct record *record, guint i) {
    return g_ptr_array_index(record->groups, i);
}

struct record_entry *group_entry(const struct record *record, const struct record_group *group,
                                 guint i) {
    return &g_array_index(record->entries, struct record_entry, group->first + i);
}

bool group_is_beside(const struct record *record, const struct record_group *a,
                     const struct record_group *b) {
    guint i = 0;

    while (a->n == b->n && i < a->n &&
           strcmp(group_entry(record, a, i)->name, group_entry(record, b, i)->name) == 0) {
        i++;
    }
    return a->n == b->n && i == a->n;
}

static bool is_number(const char *text) {
    double number;

    return text != NULL && measured_number_read(text, &number);
}

/* Whether a text is a number that is not whole, and so no name of a layer. */
static bool is_fraction(const char *text) {
    double number;

    return text != NULL && measured_number_read(text, &number) && number > floor(number);
}

static bool has_text(const struct record *record, const struct record_group *group,
                     bool (*is)(const char *text)) {
    guint i = 0;

    while (i < group->n && !is(group_entry(record, group, i)->text)) {
        i++;
    }
    return i < group->n;
}

bool group_has_header(const struct record *record, const struct record_group *group,
                      enum header header) {
    return group->ranks.of[header] > 0 &&
           (header != HEADER_LAYER || !has_text(record, group, is_fraction));
}

enum group_rows group_rows_of(const struct record *record, const struct record_group *group) {
    guint n_numbered = 0;
    guint n_named = 0;
    bool is_record = false;
    int64_t whole;

    for (guint i = 0; i < group->n; i++) {
        const struct record_entry *entry = group_entry(record, group, i);
        const char *name = entry->name;
        n_numbered += text_read_whole(name, &whole) == TEXT_OK;
        n_named += strpbrk(name, "0123456789") == NULL;
        struct header_ranks ranks = measurements_header_ranks(name);
        is_record = is_record || ranks.of[HEADER_STEP] > 0 ||
                    (ranks.of[HEADER_LAYER] > 0 && !is_fraction(entry->text));
    }
    return n_numbered == group->n ? ROWS_NUMBERED
           : is_record            ? ROWS_RECORD
           : n_named == group->n  ? ROWS_NAMED
                                  : ROWS_OTHER;
}

static bool has_weights(const struct record *record, const struct record_group *group) {
    guint i = 0;

    while (i < group->n && !name_is_of_weights(group_entry(record, group, i)->name)) {
        i++;
    }
    return i < group->n;
}

/* Whether a group is of a step, and so of no layer: steps have no weights. */
static bool is_step(const struct record *record, const struct record_group *group) {
    return measurements_is_step(group->key) && !has_weights(record, group);
}

const struct record_group *group_find_family(const struct record *record, enum group_rows rows) {
    g_autoptr(GHashTable) families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < record->groups->len; i++) {
        const struct record_group *group = group_at(record, i);
        bool is = group_rows_of(record, group) == rows &&
                  (rows == ROWS_RECORD || !is_step(record, group));
        char *family = is ? name_family(group->key) : NULL;
        if (family != NULL && !g_hash_table_add(families, family)) {
            return group;
        }
    }
    return NULL;
}

bool group_has_names(const struct record *record, const struct record_group *group) {
    return group_rows_of(record, group) == ROWS_NUMBERED &&
           group_entry(record, group, 0)->text != NULL && !has_text(record, group, is_number);
}

bool group_is_unique(const struct record *record, const struct record_group *group) {
    g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
    guint n = 0;

    for (guint i = 0; i < group->n; i++) {
        const char *text = group_entry(record, group, i)->text;
        n += text != NULL && g_hash_table_add(texts, (char *)(uintptr_t)text);
    }
    return n == group->n;
}

bool group_is_key(const struct record *record, const struct record_group *group) {
    bool is = false;

    for (enum header header = HEADER_LAYER; header <= HEADER_RUN; header++) {
        is = is || group_has_header(record, group, header);
    }
    return is;
}

/* ---- lists in objects ---- */

struct record group_view(const struct record *record, const char *history) {
    struct record view = *record;

    view.groups = g_ptr_array_new();
    for (guint i = 0; i < record->groups->len; i++) {
        struct record_group *group = group_at(record, i);
        if (group->history == history || (group->history == NULL && group_is_key(record, group))) {
            g_ptr_array_add(view.groups, group);
        }
    }
    return view;
}

GArray *group_take_rest(const struct record *record) {
    GArray *rest = g_array_copy(record->entries);

    for (guint k = record->groups->len; k-- > 0;) {
        const struct record_group *group = group_at(record, k);
        if (group->is_done) {
            g_array_remove_range(rest, group->first, group->n);
        }
    }
    return rest;
}

void group_join(const struct record *record, const char *history) {
    for (guint i = 0; i < record->groups->len; i++) {
        struct record_group *group = group_at(record, i);
        group->history = group->history == history ? NULL : group->history;
    }
}

void group_leave_lists(const struct record *record, struct measurements *measurements) {
    for (guint i = 0; i < record->groups->len; i++) {
        struct record_group *group = group_at(record, i);
        if (group->history == NULL && group->is_list && !group->is_done) {
            group->is_done = true;
            measurements_leave(measurements, "lists", group->key, "they make no table");
        }
    }
}

void group_leave_objects(const struct record *record, struct measurements *measurements) {
    for (guint i = 0; i < record->groups->len; i++) {
        const struct record_group *group = group_at(record, i);
        if (group->history != NULL && group->is_done) {
            measurements_leave_lists(measurements, group->history);
        }
    }
}

bool group_may_join(const struct record *record, const GArray *rest) {
    return !record_has_objects(rest) &&
           (record->is_only || record_find(record->entries, HEADER_STEP) != NULL ||
            record_find(record->entries, HEADER_RUN) != NULL);
}

/* Objects may have lists of one name: puts the key of the object before it. */
static void name_by_object(const struct record *record, struct record_group *group) {
    g_autofree char *key = g_strdup_printf("%s.%s", group->history, group->key);

    group->key = g_string_chunk_insert(record->texts, key);
    for (guint i = 0; i < group->n; i++) {
        group_entry(record, group, i)->kind = group->key;
    }
}

void group_join_objects(const struct record *record, struct measurements *measurements) {
    const char *first = NULL;
    bool is_one = true;

    for (guint i = 0; i < record->groups->len; i++) {
        const char *history = group_at(record, i)->history;
        first = first != NULL ? first : history;
        is_one = is_one && (history == NULL || history == first);
    }
    for (guint i = 0; i < record->groups->len; i++) {
        struct record_group *group = group_at(record, i);
        if (group->history != NULL && !is_one && !group->ranks.is_any) {
            name_by_object(record, group);
        }
        group->history = NULL;
        group->is_done = false;
    }
    if (first != NULL) {
        measurements_say(measurements, "nothing else has layers: the lists in objects are taken as "
                                       "values of layers");
    }
}
