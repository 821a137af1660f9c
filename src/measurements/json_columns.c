/* Tables in records of JSON, and layers in their keys. */
#include "measurements/json_columns.h"

#include <string.h>

#include "base/user_text.h"
#include "measurements/json_groups.h"
#include "measurements/names.h"

/* ---- which groups are a table ---- */

/* Whether another group may be a column of values beside this one: any list beside a list. */
static bool has_neighbor(const struct record *record, const struct record_group *group,
                         bool is_any_list) {
    for (guint i = 0; i < record->groups->len; i++) {
        const struct record_group *other = group_at(record, i);
        if (other != group && ((is_any_list && group->is_list && other->is_list) ||
                               group_is_beside(record, group, other))) {
            return true;
        }
    }
    return false;
}

/* The group that says what the rows of the others are; NULL: none. */
static const struct record_group *find_header(const struct record *record, bool is_any_list) {
    for (enum header header = HEADER_LAYER; header <= HEADER_RUN; header++) {
        for (guint i = 0; i < record->groups->len; i++) {
            const struct record_group *group = group_at(record, i);
            if (group_has_header(record, group, header) &&
                has_neighbor(record, group, is_any_list)) {
                return group;
            }
        }
    }
    return NULL;
}

/* The group whose rows are those of a table; NULL: there is none. Lists whose keys differ by a
 * number are layers with their steps, unless the record is of one. */
static const struct record_group *find_key(const struct record *record, bool is_any_list) {
    const struct record_group *header = find_header(record, is_any_list);

    return header != NULL || record_find(record->entries, HEADER_STEP) != NULL
               ? header
               : group_find_family(record, ROWS_NUMBERED);
}

/* Without a key, neither steps nor names are values of layers. */
static bool check_values(const struct record *record, struct gradfig_error *error) {
    g_autofree char *keys = measurements_header_list(HEADER_LAYER);

    for (guint i = 0; i < record->groups->len; i++) {
        const struct record_group *group = group_at(record, i);
        g_autofree char *quoted = text_quote(group->key);
        if (group_has_header(record, group, HEADER_STEP)) {
            return place_refuse(group->place, error,
                                "expected an object for each step, found one with many steps: "
                                "with pandas, write to_json(orient='records')");
        }
        if (group_has_names(record, group) && has_neighbor(record, group, false)) {
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
        if (group_is_beside(record, key, group)) {
            g_ptr_array_add(columns, group);
        } else if (group->is_list && key->is_list) {
            done = leave_list(group, key, is_only, measurements, error);
        }
    }
    return done;
}

/* ---- tables ---- */

/* Without steps, names of layers and a run for each row, the rows are the steps, as in lists that
 * grow in training. */
static bool has_steps_as_rows(const struct record *record, const GPtrArray *columns) {
    bool has = record_find(record->entries, HEADER_STEP) == NULL &&
               group_rows_of(record, columns->pdata[0]) == ROWS_NUMBERED;

    for (guint i = 0; has && i < columns->len; i++) {
        const struct record_group *column = columns->pdata[i];
        has = !group_has_header(record, column, HEADER_LAYER) &&
              !group_has_header(record, column, HEADER_STEP) &&
              !(group_has_header(record, column, HEADER_RUN) && group_is_unique(record, column));
    }
    return has;
}

/* Groups of which each is a column or a row. */
struct table {
    const struct record *record;
    GPtrArray *groups; /* struct record_group */
    bool has_columns;
    bool has_layers;                                   /* each row is of one layer */
    bool counts;                                       /* the place of a row is its step */
    const char *history;                               /* where there are several; else NULL */
    const struct record_entry *common[HEADER_RUN + 1]; /* of all rows; NULL: none */
};

/* Tells the values of one history from those of the others: by their kind, or in a table of layers,
 * whose columns are the kinds, by the name of the column. */
static void set_history(const struct table *table, struct record_entry *entry) {
    if (!table->has_layers) {
        entry->kind = table->history;
        return;
    }
    g_autofree char *name = g_strdup_printf("%s.%s", table->history, entry->name);
    entry->name = g_string_chunk_insert_const(table->record->texts, name);
}

/* Appends an entry as one of the record itself, called as its column, if there is one. */
static void append_entry(GArray *row, const struct table *table, const struct record_entry *entry,
                         const struct record_group *column) {
    struct record_entry own = *entry;

    own.kind = NULL;
    own.ranks = column != NULL ? column->ranks : measurements_header_ranks(own.name);
    if (column != NULL) {
        own.name = column->key;
        own.place_of_name = column->place;
        own.is_place = false;
    }
    if (table->history != NULL && !own.ranks.is_any) {
        set_history(table, &own);
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
        append_entry(row, table, group_entry(record, group, table->has_columns ? i : k),
                     table->has_columns ? group : NULL);
    }
    if (table->counts) {
        const struct record_entry *place = group_entry(record, first, i);
        append_entry(row, table, &(struct record_entry){.name = "step", .text = place->name}, NULL);
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
    table->has_layers = table->common[HEADER_LAYER] != NULL;
    for (guint i = 0; table->has_columns && i < table->groups->len; i++) {
        table->has_layers = table->has_layers ||
                            group_has_header(table->record, table->groups->pdata[i], HEADER_LAYER);
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
        struct record_entry *entry = group_entry(record, group, i);
        g_autofree char *name = g_strdup_printf("%s.%s", group->key, entry->name);
        entry->name = g_string_chunk_insert(record->texts, name);
        entry->kind = NULL;
    }
}

/* Objects whose keys differ by a number are layers with their parameters: puts the key before the
 * names, as in "layer1.weight". */
static void join_layers(const struct record *record) {
    bool has_layers = group_find_family(record, ROWS_NAMED) != NULL;

    for (guint i = 0; has_layers && i < record->groups->len; i++) {
        if (group_rows_of(record, group_at(record, i)) == ROWS_NAMED) {
            join_key(record, group_at(record, i));
        }
    }
}

/* Objects of which some say their layer or their step are rows by their index. */
static void find_rows(const struct record *record, GPtrArray *rows) {
    bool has_rows = group_find_family(record, ROWS_RECORD) != NULL;

    for (guint i = 0; has_rows && i < record->groups->len; i++) {
        g_ptr_array_add(rows, group_at(record, i));
    }
}

/* Without a table there are no groups. */
static bool find_table(struct table *table, struct measurements *measurements,
                       struct gradfig_error *error) {
    const struct record *record = table->record;
    const struct record_group *key = find_key(record, true);

    if (key == NULL ? !check_values(record, error)
                    : !find_columns(record, key, table->groups, measurements, error)) {
        return false;
    }
    table->has_columns = table->groups->len > 1;
    if (!table->has_columns) {
        g_ptr_array_set_size(table->groups, 0);
        find_rows(record, table->groups);
    } else if (has_steps_as_rows(record, table->groups)) {
        table->counts = true;
        measurements_say(measurements, "no key is called step: the values of each key are taken "
                                       "as steps, by their index");
    }
    return true;
}

/* ---- histories ---- */

/* Whether a list of the history, or of the record itself without one, is a column of a table. */
static bool is_history(const struct record *record, const char *history) {
    struct record view = group_view(record, history);
    const struct record_group *key = find_key(&view, false);
    bool is = false;

    for (guint i = 0; key != NULL && !is && i < view.groups->len; i++) {
        const struct record_group *group = group_at(&view, i);
        is = group != key && group->history == history && !group_is_key(&view, group) &&
             group_is_beside(&view, key, group);
    }
    g_ptr_array_unref(view.groups);
    return is;
}

/* Objects of lists that make a table are histories; the groups of the others are done. The groups
 * of an object stand together. */
static GPtrArray *find_histories(struct record *record) {
    GPtrArray *histories = g_ptr_array_new();
    const char *last = NULL;
    bool is = true;

    for (guint i = 0; i < record->groups->len; i++) {
        struct record_group *group = group_at(record, i);
        if (group->history != last) {
            last = group->history;
            is = last == NULL || is_history(record, last);
            if (!is) {
                record_note_lists(record, last, group->place_of_history);
            } else if (last != NULL) {
                g_ptr_array_add(histories, (void *)(uintptr_t)last);
            }
        }
        group->is_done = !is;
    }
    return histories;
}

/* Adds the table of a history, or of the record without one. `kind` is as in struct table. */
static bool add_table(const struct record *record, const char *history, const char *kind,
                      struct measurements *measurements, struct gradfig_error *error) {
    struct record view = group_view(record, history);
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    struct table table = {.record = &view, .groups = groups, .history = kind};
    bool done = find_table(&table, measurements, error);

    if (done && groups->len > 0) {
        done = add_rows(&table, measurements, error);
    } else if (done) {
        join_layers(&view);
    }
    g_ptr_array_unref(view.groups);
    return done;
}

static bool add_all(const struct record *record, const GPtrArray *histories,
                    struct measurements *measurements, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < histories->len; i++) {
        const char *history = histories->pdata[i];
        done = add_table(record, history, history, measurements, error);
    }
    group_leave_lists(record, measurements);
    return done;
}

/* The lists beside histories may be a table of their own. Otherwise they belong to the only one. */
static bool add_histories(const struct record *record, const GPtrArray *histories,
                          struct measurements *measurements, struct gradfig_error *error) {
    bool has_own = is_history(record, NULL);

    group_leave_objects(record, measurements);
    if (histories->len == 1 && !has_own) {
        group_join(record, histories->pdata[0]);
        return add_table(record, NULL, NULL, measurements, error);
    }
    return (!has_own || add_table(record, NULL, NULL, measurements, error)) &&
           add_all(record, histories, measurements, error);
}

/* Lists in objects count if the record has no layers and no other objects beside them, unless the
 * objects are those of layers: then the lists are weights or gradients themselves. */
static bool settle_lists(struct record *record, struct measurements *measurements,
                         struct gradfig_error *error) {
    g_autoptr(GArray) rest = group_take_rest(record);

    if (rest->len == record->entries->len && record->left_layer == NULL) {
        return true;
    }
    if (is_history(record, NULL) || record_has_layers(rest)) {
        group_leave_objects(record, measurements);
        return true;
    }
    if (record->left_layer == NULL) {
        (group_may_join(record, rest) ? group_join_objects : group_leave_objects)(record,
                                                                                  measurements);
        return true;
    }
    g_autofree char *quoted = text_quote(record->left_layer);
    return place_refuse(record->left_place, error,
                        "expected one norm of each layer, or one object with a list of its steps "
                        "for each; found lists in %s",
                        quoted);
}

bool json_table_add(struct record *record, struct measurements *measurements,
                    struct gradfig_error *error) {
    g_autoptr(GPtrArray) histories = find_histories(record);
    bool done = histories->len > 0 ? add_histories(record, histories, measurements, error)
                                   : settle_lists(record, measurements, error) &&
                                         add_table(record, NULL, NULL, measurements, error);

    if (!done) {
        return false;
    }
    g_autoptr(GArray) rest = group_take_rest(record);
    return record_add(rest, measurements, error);
}
