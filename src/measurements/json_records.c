/* Records of JSON, and tables by columns in them. */
#include "measurements/json_records.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "measurements/names.h"

void json_record_init(struct json_record *record) {
    record->entries = g_array_new(FALSE, FALSE, sizeof(struct json_entry));
    record->groups = g_array_new(FALSE, FALSE, sizeof(struct json_group));
    record->texts = g_string_chunk_new(1 << 12);
}

void json_record_finish(struct json_record *record) {
    g_array_free(record->entries, TRUE);
    g_array_free(record->groups, TRUE);
    g_string_chunk_free(record->texts);
}

void json_record_clear(struct json_record *record) {
    g_array_set_size(record->entries, 0);
    g_array_set_size(record->groups, 0);
    g_string_chunk_clear(record->texts);
}

/* ---- entries ---- */

static const struct json_entry *entry_at(const GArray *entries, guint i) {
    return &g_array_index(entries, struct json_entry, i);
}

/* The entry of the record itself, not null, with the best name of that header; NULL: none. */
static const struct json_entry *find_header(const GArray *entries, enum header header) {
    const struct json_entry *found = NULL;
    int best = 0;

    for (guint i = 0; i < entries->len; i++) {
        const struct json_entry *entry = entry_at(entries, i);
        bool is_plain = entry->kind == NULL && entry->text != NULL;
        int rank = is_plain ? measurements_header_rank(header, entry->name) : 0;
        if (rank > best) {
            best = rank;
            found = entry;
        }
    }
    return found;
}

static bool has_value(const struct json_entry *entry) {
    int header = 0;

    while (header < N_HEADERS && measurements_header_rank((enum header)header, entry->name) == 0) {
        header++;
    }
    return entry->kind != NULL || header == N_HEADERS;
}

/* What the entries of a record have in common. */
struct common {
    const struct json_entry *run; /* NULL: none, as for the next one */
    const struct json_entry *layer;
    double step;
};

/* In a record of one layer, the keys of the record are the kinds of its values. */
static bool add_entry(struct measurements *measurements, const struct json_entry *entry,
                      const struct common *common, struct gradfig_error *error) {
    bool is_of_layer = common->layer != NULL && entry->kind == NULL;
    const struct column_name name = {
        .run = common->run != NULL ? common->run->text : NULL,
        .kind = is_of_layer ? entry->name : entry->kind,
        .whole = is_of_layer ? common->layer->text : entry->name,
        .place = entry->place_of_name,
        .is_place = entry->is_place && !is_of_layer,
    };
    struct measured_column *column = measurements_column(measurements, &name, error);
    const struct measured_value value = {common->step, entry->text, entry->place};

    return column != NULL && (entry->text == NULL || *entry->text == '\0' ||
                              measurements_add(measurements, column, &value, error));
}

static bool add_entries(struct measurements *measurements, const GArray *entries,
                        struct gradfig_error *error) {
    const struct json_entry *step = find_header(entries, HEADER_STEP);
    struct common common = {find_header(entries, HEADER_RUN), find_header(entries, HEADER_LAYER),
                            NAN};

    if (step != NULL && !measurements_read_step(step->text, step->place, &common.step, error)) {
        return false;
    }
    for (guint i = 0; i < entries->len; i++) {
        const struct json_entry *entry = entry_at(entries, i);
        if (has_value(entry) && !add_entry(measurements, entry, &common, error)) {
            return false;
        }
    }
    return true;
}

/* ---- groups ---- */

static const struct json_group *group_at(const struct json_record *record, guint i) {
    return &g_array_index(record->groups, struct json_group, i);
}

static const struct json_entry *entry_of(const struct json_record *record,
                                         const struct json_group *group, guint i) {
    return entry_at(record->entries, group->first + i);
}

/* Whether two groups have the same names, as columns have the same rows. */
static bool is_beside(const struct json_record *record, const struct json_group *a,
                      const struct json_group *b) {
    guint i = 0;

    while (a->n == b->n && i < a->n &&
           strcmp(entry_of(record, a, i)->name, entry_of(record, b, i)->name) == 0) {
        i++;
    }
    return a->n == b->n && i == a->n;
}

/* How many numbers a group has, and how many of them are not whole. */
static void count_numbers(const struct json_record *record, const struct json_group *group,
                          guint *n_numbers, guint *n_broken) {
    double number;

    *n_numbers = *n_broken = 0;
    for (guint i = 0; i < group->n; i++) {
        const char *text = entry_of(record, group, i)->text;
        if (text != NULL && measured_number_read(text, &number)) {
            *n_numbers += 1;
            *n_broken += number != floor(number);
        }
    }
}

/* A key such as "layers" may also have the values of layers, which are not all whole. */
static bool names_layers(const struct json_record *record, const struct json_group *group) {
    guint n_numbers;
    guint n_broken;

    count_numbers(record, group, &n_numbers, &n_broken);
    return measurements_header_rank(HEADER_LAYER, group->key) > 0 && n_broken == 0;
}

/* Whether the names of a group are whole numbers, as those of the places in a list. */
static bool has_numbered_rows(const struct json_record *record, const struct json_group *group) {
    int64_t whole;
    guint i = 0;

    while (i < group->n && text_read_whole(entry_of(record, group, i)->name, &whole) == TEXT_OK) {
        i++;
    }
    return group->n > 0 && i == group->n;
}

static bool has_steps(const struct json_record *record, const struct json_group *group) {
    (void)record;
    return measurements_header_rank(HEADER_STEP, group->key) > 0;
}

static bool has_runs(const struct json_record *record, const struct json_group *group) {
    (void)record;
    return measurements_header_rank(HEADER_RUN, group->key) > 0;
}

/* Names under a key that is not known cannot be values either. */
static bool has_texts(const struct json_record *record, const struct json_group *group) {
    guint n_numbers;
    guint n_broken;

    count_numbers(record, group, &n_numbers, &n_broken);
    return n_numbers == 0 && entry_of(record, group, 0)->text != NULL &&
           has_numbered_rows(record, group);
}

/* ---- tables by columns ---- */

/* A group whose key differs from another one by a number: such keys are layers, and their lists the
 * steps, unless the record is of one step. */
static const struct json_group *find_family(const struct json_record *record) {
    g_autoptr(GHashTable) families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < record->groups->len; i++) {
        const struct json_group *group = group_at(record, i);
        char *family = has_numbered_rows(record, group) ? name_family(group->key) : NULL;
        if (family != NULL && !g_hash_table_add(families, family)) {
            return find_header(record->entries, HEADER_STEP) == NULL ? group : NULL;
        }
    }
    return NULL;
}

/* Another group that is a column beside this one; NULL: none. */
static const struct json_group *find_beside(const struct json_record *record,
                                            const struct json_group *key) {
    for (guint i = 0; i < record->groups->len; i++) {
        if (group_at(record, i) != key && is_beside(record, key, group_at(record, i))) {
            return group_at(record, i);
        }
    }
    return NULL;
}

static bool has_other_list(const struct json_record *record, const struct json_group *key) {
    guint n = 0;

    for (guint i = 0; i < record->groups->len; i++) {
        n += group_at(record, i)->is_list;
    }
    return key->is_list && n > 1;
}

/* The group that says what the rows of the others are; NULL: the groups are no table. */
static const struct json_group *find_key(const struct json_record *record) {
    static bool (*const signs[])(const struct json_record *,
                                 const struct json_group *) = {names_layers, has_steps, has_runs};

    for (size_t k = 0; k < G_N_ELEMENTS(signs); k++) {
        for (guint i = 0; i < record->groups->len; i++) {
            const struct json_group *group = group_at(record, i);
            if (signs[k](record, group) &&
                (has_other_list(record, group) || find_beside(record, group) != NULL)) {
                return group;
            }
        }
    }
    return NULL;
}

/* Names are no values, and without a key that is known nobody says of what they are. */
static bool check_texts(const struct json_record *record, struct gradfig_error *error) {
    g_autofree char *keys = measurements_header_list(HEADER_LAYER);

    for (guint i = 0; i < record->groups->len; i++) {
        const struct json_group *group = group_at(record, i);
        if (has_texts(record, group) && find_beside(record, group) != NULL) {
            g_autofree char *quoted = text_quote(group->key);
            return place_refuse(group->place, error,
                                "expected a key for the names of the layers, one of: %s; found %s",
                                keys, quoted);
        }
    }
    return true;
}

/* Lists beside the key are columns; objects with other keys may be anything. */
static bool find_columns(const struct json_record *record, const struct json_group *key,
                         GPtrArray *columns, struct gradfig_error *error) {
    for (guint i = 0; i < record->groups->len; i++) {
        const struct json_group *group = group_at(record, i);
        if (is_beside(record, key, group)) {
            g_ptr_array_add(columns, (void *)(uintptr_t)group);
        } else if (group->is_list && key->is_list) {
            g_autofree char *quoted = text_quote(key->key);
            return place_refuse(group->place, error,
                                "expected a list of %u values, as many as %s has, found another",
                                key->n, quoted);
        }
    }
    return true;
}

/* The entries of the record that are in no column, and those of them that hold for each row. */
static void split_rest(const struct json_record *record, const GPtrArray *columns, GArray *rest,
                       GArray *common) {
    guint k = 0;

    for (guint i = 0; i < record->entries->len; i++) {
        const struct json_group *column = k < columns->len ? columns->pdata[k] : NULL;
        if (column != NULL && i == column->first) {
            i += column->n - 1;
            k++;
            continue;
        }
        g_array_append_vals(rest, entry_at(record->entries, i), 1);
    }
    for (enum header header = HEADER_STEP; header <= HEADER_RUN; header++) {
        const struct json_entry *found = find_header(rest, header);
        if (found != NULL && header != HEADER_LAYER) {
            g_array_append_vals(common, found, 1);
        }
    }
}

/* Without steps and names of layers the rows are the steps, as in lists that grow in training. */
static bool has_steps_as_rows(const struct json_record *record, const GPtrArray *columns,
                              const GArray *common) {
    bool has =
        find_header(common, HEADER_STEP) == NULL && has_numbered_rows(record, columns->pdata[0]);

    for (guint i = 0; has && i < columns->len; i++) {
        has = !has_steps(record, columns->pdata[i]) && !names_layers(record, columns->pdata[i]);
    }
    return has;
}

static void append_step(GArray *row, const struct json_entry *entry) {
    struct json_entry step = *entry;

    step.kind = NULL;
    step.name = "step";
    step.text = entry->name;
    g_array_append_val(row, step);
}

static void say_steps(struct measurements *measurements) {
    static const char text[] = "no key is called step: the values of each key are taken as steps, "
                               "by their index";

    if (!g_ptr_array_find_with_equal_func(measurements->notices, text, g_str_equal, NULL)) {
        g_ptr_array_add(measurements->notices, g_strdup(text));
    }
}

/* Appends row `i` of the columns as a record. */
static void append_row(GArray *row, const struct json_record *record, const GPtrArray *columns,
                       guint i) {
    for (guint k = 0; k < columns->len; k++) {
        const struct json_group *group = columns->pdata[k];
        struct json_entry entry = *entry_of(record, group, i);
        entry.kind = NULL;
        entry.name = group->key;
        entry.place_of_name = group->place;
        entry.is_place = false;
        g_array_append_val(row, entry);
    }
}

static bool add_table(const struct json_record *record, const GPtrArray *columns,
                      struct measurements *measurements, struct gradfig_error *error) {
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(struct json_entry));
    g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(struct json_entry));
    const struct json_group *first = columns->pdata[0];

    split_rest(record, columns, rest, row);
    guint n_common = row->len;
    bool counts = has_steps_as_rows(record, columns, row);
    bool done = add_entries(measurements, rest, error);
    for (guint i = 0; done && i < first->n; i++) {
        g_array_set_size(row, n_common);
        append_row(row, record, columns, i);
        if (counts) {
            append_step(row, entry_of(record, first, i));
        }
        done = add_entries(measurements, row, error);
    }
    if (counts) {
        say_steps(measurements);
    }
    return done;
}

/* Steps of which nothing is a column. */
static bool check_steps(const struct json_record *record, struct gradfig_error *error) {
    for (guint i = 0; i < record->groups->len; i++) {
        if (has_steps(record, group_at(record, i))) {
            return place_refuse(group_at(record, i)->place, error,
                                "expected an object for each step, found one with many steps: "
                                "with pandas, write to_json(orient='records')");
        }
    }
    return true;
}

bool json_record_add(const struct json_record *record, struct measurements *measurements,
                     struct gradfig_error *error) {
    const struct json_group *key = find_key(record);
    g_autoptr(GPtrArray) columns = g_ptr_array_new();

    if (key == NULL && !check_texts(record, error)) {
        return false;
    }
    key = key != NULL ? key : find_family(record);
    if (key != NULL && !find_columns(record, key, columns, error)) {
        return false;
    }
    return columns->len > 1
               ? add_table(record, columns, measurements, error)
               : check_steps(record, error) && add_entries(measurements, record->entries, error);
}
