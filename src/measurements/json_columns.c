/* Tables in records of JSON, and layers in their keys. */
#include "measurements/json_columns.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "measurements/names.h"

/* ---- groups ---- */

static struct record_group *group_at(const struct record *record, guint i) {
    return &g_array_index(record->groups, struct record_group, i);
}

static struct record_entry *entry_of(const struct record *record, const struct record_group *group,
                                     guint i) {
    return &g_array_index(record->entries, struct record_entry, group->first + i);
}

/* Whether two groups have the same names, as columns have the same rows. */
static bool is_beside(const struct record *record, const struct record_group *a,
                      const struct record_group *b) {
    guint i = 0;

    while (a->n == b->n && i < a->n &&
           strcmp(entry_of(record, a, i)->name, entry_of(record, b, i)->name) == 0) {
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

    while (i < group->n && !is(entry_of(record, group, i)->text)) {
        i++;
    }
    return i < group->n;
}

/* Whether the group has what such a header says. A key such as "layers" may also have the values
 * of layers, which are not all whole. */
static bool has_header(const struct record *record, const struct record_group *group,
                       enum header header) {
    return group->ranks.of[header] > 0 &&
           (header != HEADER_LAYER || !has_text(record, group, is_fraction));
}

/* What the names in a group are. */
enum rows {
    ROWS_NUMBERED, /* whole numbers, as the places in a list */
    ROWS_NAMED,    /* names without numbers, which may be those of parameters of one layer */
    ROWS_RECORD,   /* they are those of a record, which says its layer or its step */
    ROWS_OTHER,
};

static enum rows rows_of(const struct record *record, const struct record_group *group) {
    guint n_numbered = 0;
    guint n_named = 0;
    bool is_record = false;
    int64_t whole;

    for (guint i = 0; i < group->n; i++) {
        const struct record_entry *entry = entry_of(record, group, i);
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

/* A group with rows of that kind whose key differs from another one by a number. */
static const struct record_group *find_family(const struct record *record, enum rows rows) {
    g_autoptr(GHashTable) families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < record->groups->len; i++) {
        const struct record_group *group = group_at(record, i);
        char *family = rows_of(record, group) == rows ? name_family(group->key) : NULL;
        if (family != NULL && !g_hash_table_add(families, family)) {
            return group;
        }
    }
    return NULL;
}

/* ---- which groups are a table ---- */

/* Whether another group may be a column beside this one: any list beside a list. */
static bool has_neighbor(const struct record *record, const struct record_group *group,
                         bool is_any_list) {
    for (guint i = 0; i < record->groups->len; i++) {
        const struct record_group *other = group_at(record, i);
        if (other != group && ((is_any_list && group->is_list && other->is_list) ||
                               is_beside(record, group, other))) {
            return true;
        }
    }
    return false;
}

/* The group that says what the rows of the others are; NULL: none. */
static const struct record_group *find_key(const struct record *record) {
    for (enum header header = HEADER_LAYER; header <= HEADER_RUN; header++) {
        for (guint i = 0; i < record->groups->len; i++) {
            const struct record_group *group = group_at(record, i);
            if (has_header(record, group, header) && has_neighbor(record, group, true)) {
                return group;
            }
        }
    }
    return NULL;
}

/* Whether a group has names, which under a key that is known say what the others are. */
static bool has_names(const struct record *record, const struct record_group *group) {
    return rows_of(record, group) == ROWS_NUMBERED && entry_of(record, group, 0)->text != NULL &&
           !has_text(record, group, is_number);
}

/* Without a key, neither steps nor names are values of layers. */
static bool check_values(const struct record *record, struct gradfig_error *error) {
    g_autofree char *keys = measurements_header_list(HEADER_LAYER);

    for (guint i = 0; i < record->groups->len; i++) {
        const struct record_group *group = group_at(record, i);
        g_autofree char *quoted = text_quote(group->key);
        if (has_header(record, group, HEADER_STEP)) {
            return place_refuse(group->place, error,
                                "expected an object for each step, found one with many steps: "
                                "with pandas, write to_json(orient='records')");
        }
        if (has_names(record, group) && has_neighbor(record, group, false)) {
            return place_refuse(group->place, error,
                                "expected a key for the names of the layers, one of: %s; found %s",
                                keys, quoted);
        }
    }
    return true;
}

/* Lists of another length may be of another thing, such as a loss, unless nothing else is left or
 * they are named as layers are. */
static bool leave_list(struct record_group *list, const struct record_group *key, bool is_only,
                       struct measurements *measurements, struct gradfig_error *error) {
    g_autofree char *family = name_family(list->key);
    g_autofree char *name = text_quote(list->key);
    g_autofree char *other = text_quote(key->key);

    if (is_only || family != NULL) {
        return place_refuse(list->place, error,
                            "expected %sa list of %u values, as many as %s has, found %s with %u",
                            family != NULL ? "one norm of each layer, or " : "", key->n, other,
                            name, list->n);
    }
    g_autofree char *why = g_strdup_printf("they are not as long as %s", other);
    measurements_leave(measurements, "lists", list->key, why);
    list->is_done = true;
    return true;
}

/* Lists beside the key are columns; objects with other keys may be anything. */
static bool find_columns(const struct record *record, const struct record_group *key,
                         GPtrArray *columns, struct measurements *measurements,
                         struct gradfig_error *error) {
    bool is_only = !has_neighbor(record, key, false);
    bool done = true;

    for (guint i = 0; done && i < record->groups->len; i++) {
        struct record_group *group = group_at(record, i);
        if (is_beside(record, key, group)) {
            g_ptr_array_add(columns, group);
        } else if (group->is_list && key->is_list) {
            done = leave_list(group, key, is_only, measurements, error);
        }
    }
    return done;
}

/* ---- tables ---- */

/* Whether the texts of a group are all different. */
static bool is_unique(const struct record *record, const struct record_group *group) {
    g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
    guint n = 0;

    for (guint i = 0; i < group->n; i++) {
        const char *text = entry_of(record, group, i)->text;
        n += text != NULL && g_hash_table_add(texts, (char *)(uintptr_t)text);
    }
    return n == group->n;
}

/* Without steps, names of layers and a run for each row, the rows are the steps, as in lists that
 * grow in training. */
static bool has_steps_as_rows(const struct record *record, const GPtrArray *columns) {
    bool has = record_find(record->entries, HEADER_STEP) == NULL &&
               rows_of(record, columns->pdata[0]) == ROWS_NUMBERED;

    for (guint i = 0; has && i < columns->len; i++) {
        const struct record_group *column = columns->pdata[i];
        has = !has_header(record, column, HEADER_LAYER) &&
              !has_header(record, column, HEADER_STEP) &&
              !(has_header(record, column, HEADER_RUN) && is_unique(record, column));
    }
    return has;
}

static void say_steps(GPtrArray *notices) {
    static const char text[] = "no key is called step: the values of each key are taken as steps, "
                               "by their index";

    if (!g_ptr_array_find_with_equal_func(notices, text, g_str_equal, NULL)) {
        g_ptr_array_add(notices, g_strdup(text));
    }
}

/* Groups of which each is a column or a row. */
struct table {
    const struct record *record;
    GPtrArray *groups; /* struct record_group */
    bool has_columns;
    bool counts;                                       /* the place of a row is its step */
    const struct record_entry *common[HEADER_RUN + 1]; /* of all rows; NULL: none */
};

/* Appends an entry as one of the record itself, called as its column, if there is one. */
static void append_entry(GArray *row, const struct record_entry *entry,
                         const struct record_group *column) {
    struct record_entry own = *entry;

    own.kind = NULL;
    own.ranks = column != NULL ? column->ranks : measurements_header_ranks(own.name);
    if (column != NULL) {
        own.name = column->key;
        own.place_of_name = column->place;
        own.is_place = false;
    }
    g_array_append_val(row, own);
}

/* Appends what the record says of all rows, where the row does not say it itself. */
static void append_common(GArray *row, const struct table *table) {
    for (enum header header = HEADER_LAYER; header <= HEADER_RUN; header++) {
        if (table->common[header] != NULL && record_find(row, header) == NULL) {
            g_array_append_val(row, *table->common[header]);
        }
    }
}

/* Row `i` as a record. */
static GArray *make_row(const struct table *table, guint i) {
    const struct record *record = table->record;
    const struct record_group *first = table->groups->pdata[table->has_columns ? 0 : i];
    GArray *row = g_array_new(FALSE, FALSE, sizeof(struct record_entry));
    guint n = table->has_columns ? table->groups->len : first->n;

    for (guint k = 0; k < n; k++) {
        const struct record_group *group = table->groups->pdata[table->has_columns ? k : i];
        append_entry(row, entry_of(record, group, table->has_columns ? i : k),
                     table->has_columns ? group : NULL);
    }
    if (table->counts) {
        const struct record_entry *place = entry_of(record, first, i);
        append_entry(row, &(struct record_entry){.name = "step", .text = place->name}, NULL);
    }
    append_common(row, table);
    return row;
}

/* Rows that are objects need not be of the layer that the record is of. */
static void find_common(struct table *table) {
    for (enum header header = table->has_columns ? HEADER_LAYER : HEADER_STEP; header <= HEADER_RUN;
         header++) {
        table->common[header] = record_find(table->record->entries, header);
    }
}

static bool add_rows(struct table *table, struct measurements *measurements,
                     struct gradfig_error *error) {
    const struct record_group *first = table->groups->pdata[0];
    guint n = table->has_columns ? first->n : table->groups->len;
    bool done = true;

    find_common(table);
    for (guint i = 0; done && i < n; i++) {
        g_autoptr(GArray) row = make_row(table, i);
        done = record_add(row, measurements, error);
    }
    for (guint k = 0; k < table->groups->len; k++) {
        ((struct record_group *)table->groups->pdata[k])->is_done = true;
    }
    return done;
}

/* ---- records ---- */

static void join_key(const struct record *record, const struct record_group *group) {
    for (guint i = 0; i < group->n; i++) {
        struct record_entry *entry = entry_of(record, group, i);
        g_autofree char *name = g_strdup_printf("%s.%s", group->key, entry->name);
        entry->name = g_string_chunk_insert(record->texts, name);
        entry->kind = NULL;
    }
}

/* Objects whose keys differ by a number are layers with their parameters: puts the key before the
 * names, as in "layer1.weight". */
static void join_layers(const struct record *record) {
    bool has_layers = find_family(record, ROWS_NAMED) != NULL;

    for (guint i = 0; has_layers && i < record->groups->len; i++) {
        if (rows_of(record, group_at(record, i)) == ROWS_NAMED) {
            join_key(record, group_at(record, i));
        }
    }
}

/* Objects of which some say their layer or their step are rows by their index. */
static void find_rows(const struct record *record, GPtrArray *rows) {
    bool has_rows = find_family(record, ROWS_RECORD) != NULL;

    for (guint i = 0; has_rows && i < record->groups->len; i++) {
        g_ptr_array_add(rows, group_at(record, i));
    }
}

/* Lists whose keys differ by a number are layers with their steps, unless the record is of one.
 * Without a table there are no groups. */
static bool find_table(struct table *table, struct measurements *measurements,
                       struct gradfig_error *error) {
    const struct record *record = table->record;
    const struct record_group *key = find_key(record);

    if (key == NULL && !check_values(record, error)) {
        return false;
    }
    if (key == NULL && record_find(record->entries, HEADER_STEP) == NULL) {
        key = find_family(record, ROWS_NUMBERED);
    }
    if (key != NULL && !find_columns(record, key, table->groups, measurements, error)) {
        return false;
    }
    table->has_columns = table->groups->len > 1;
    if (!table->has_columns) {
        g_ptr_array_set_size(table->groups, 0);
        find_rows(record, table->groups);
    } else if (has_steps_as_rows(record, table->groups)) {
        table->counts = true;
        say_steps(measurements->notices);
    }
    return true;
}

/* Takes out the entries of the groups that are read or left aside. */
static void remove_done(const struct record *record) {
    for (guint k = record->groups->len; k-- > 0;) {
        const struct record_group *group = group_at(record, k);
        if (group->is_done) {
            g_array_remove_range(record->entries, group->first, group->n);
        }
    }
}

bool json_table_add(struct record *record, struct measurements *measurements,
                    struct gradfig_error *error) {
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    struct table table = {.record = record, .groups = groups};

    if (!find_table(&table, measurements, error)) {
        return false;
    }
    if (groups->len == 0) {
        join_layers(record);
    } else if (!add_rows(&table, measurements, error)) {
        return false;
    }
    remove_done(record);
    return record_add(record->entries, measurements, error);
}
