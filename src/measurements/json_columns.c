/* Tables by columns in records of JSON, and layers in their keys. */
#include "measurements/json_columns.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "measurements/names.h"

/* ---- groups ---- */

static const struct json_group *group_at(const struct json_record *record, guint i) {
    return &g_array_index(record->groups, struct json_group, i);
}

static struct json_entry *entry_of(const struct json_record *record, const struct json_group *group,
                                   guint i) {
    return &g_array_index(record->entries, struct json_entry, group->first + i);
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

/* Whether a text is a number that is not whole, and so no name of a layer. */
static bool is_fraction(const char *text) {
    double number;

    return text != NULL && measured_number_read(text, &number) && number > floor(number);
}

/* How many numbers a group has, and how many of them are not whole. */
static void count_numbers(const struct json_record *record, const struct json_group *group,
                          guint *n_numbers, guint *n_broken) {
    double number;

    *n_numbers = *n_broken = 0;
    for (guint i = 0; i < group->n; i++) {
        const char *text = entry_of(record, group, i)->text;
        *n_numbers += text != NULL && measured_number_read(text, &number);
        *n_broken += is_fraction(text);
    }
}

/* A key such as "layers" may also have the values of layers, which are not all whole. */
static bool names_layers(const struct json_record *record, const struct json_group *group) {
    guint n_numbers;
    guint n_broken;

    count_numbers(record, group, &n_numbers, &n_broken);
    return measurements_header_rank(HEADER_LAYER, group->key) > 0 && n_broken == 0;
}

/* What the names in a group are. */
enum rows {
    ROWS_NUMBERED, /* whole numbers, as the places in a list */
    ROWS_NAMED,    /* names without numbers, which may be those of parameters of one layer */
    ROWS_RECORD,   /* they are those of a record, which says its layer or its step */
    ROWS_OTHER,
};

static enum rows rows_of(const struct json_record *record, const struct json_group *group) {
    guint n_numbered = 0;
    guint n_named = 0;
    bool is_record = false;
    int64_t whole;

    for (guint i = 0; i < group->n; i++) {
        const struct json_entry *entry = entry_of(record, group, i);
        const char *name = entry->name;
        n_numbered += text_read_whole(name, &whole) == TEXT_OK;
        n_named += strpbrk(name, "0123456789") == NULL;
        is_record = is_record || measurements_header_rank(HEADER_STEP, name) > 0 ||
                    (measurements_header_rank(HEADER_LAYER, name) > 0 && !is_fraction(entry->text));
    }
    return n_numbered == group->n ? ROWS_NUMBERED
           : is_record            ? ROWS_RECORD
           : n_named == group->n  ? ROWS_NAMED
                                  : ROWS_OTHER;
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
           rows_of(record, group) == ROWS_NUMBERED;
}

/* ---- tables by columns ---- */

/* A group with rows of that kind whose key differs from another one by a number. */
static const struct json_group *find_family(const struct json_record *record, enum rows rows) {
    g_autoptr(GHashTable) families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < record->groups->len; i++) {
        const struct json_group *group = group_at(record, i);
        char *family = rows_of(record, group) == rows ? name_family(group->key) : NULL;
        if (family != NULL && !g_hash_table_add(families, family)) {
            return group;
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

static bool have_header(const GPtrArray *columns, enum header header) {
    for (guint i = 0; i < columns->len; i++) {
        const struct json_group *column = columns->pdata[i];
        if (measurements_header_rank(header, column->key) > 0) {
            return true;
        }
    }
    return false;
}

/* The entries of the record that are in no column, and those of them that hold for each row, of
 * which no column says its own. */
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
        g_array_append_vals(rest, &g_array_index(record->entries, struct json_entry, i), 1);
    }
    for (enum header header = HEADER_STEP; header <= HEADER_RUN; header++) {
        const struct json_entry *found = json_entries_find(rest, header);
        bool is_said = header != HEADER_STEP && have_header(columns, header);
        if (found != NULL && !is_said) {
            g_array_append_vals(common, found, 1);
        }
    }
}

/* Without steps and names of layers the rows are the steps, as in lists that grow in training. */
static bool has_steps_as_rows(const struct json_record *record, const GPtrArray *columns,
                              const GArray *common) {
    bool has = json_entries_find(common, HEADER_STEP) == NULL &&
               rows_of(record, columns->pdata[0]) == ROWS_NUMBERED;

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
    bool done = json_entries_add(rest, measurements, error);
    for (guint i = 0; done && i < first->n; i++) {
        g_array_set_size(row, n_common);
        append_row(row, record, columns, i);
        if (counts) {
            append_step(row, entry_of(record, first, i));
        }
        done = json_entries_add(row, measurements, error);
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

/* ---- records ---- */

/* Lists whose keys differ by a number are layers with their steps, unless the record is of one. */
static const struct json_group *find_steps(const struct json_record *record) {
    return json_entries_find(record->entries, HEADER_STEP) == NULL
               ? find_family(record, ROWS_NUMBERED)
               : NULL;
}

static void join_key(const struct json_record *record, const struct json_group *group) {
    for (guint i = 0; i < group->n; i++) {
        struct json_entry *entry = entry_of(record, group, i);
        g_autofree char *name = g_strdup_printf("%s.%s", group->key, entry->name);
        entry->name = g_string_chunk_insert(record->texts, name);
        entry->kind = NULL;
    }
}

/* Objects whose keys differ by a number are layers with their parameters: puts the key before the
 * names, as in "layer1.weight". */
static void join_layers(const struct json_record *record) {
    bool has_layers = find_family(record, ROWS_NAMED) != NULL;

    for (guint i = 0; has_layers && i < record->groups->len; i++) {
        if (rows_of(record, group_at(record, i)) == ROWS_NAMED) {
            join_key(record, group_at(record, i));
        }
    }
}

/* A group as a record, with the step and the run of all groups if it does not say its own. */
static GArray *make_row(const struct json_record *record, const struct json_group *group,
                        const GArray *common) {
    GArray *row = g_array_new(FALSE, FALSE, sizeof(struct json_entry));

    g_array_append_vals(row, entry_of(record, group, 0), group->n);
    for (guint i = 0; i < row->len; i++) {
        g_array_index(row, struct json_entry, i).kind = NULL;
    }
    for (enum header header = HEADER_STEP; header <= HEADER_RUN; header++) {
        const struct json_entry *found = json_entries_find(common, header);
        if (header != HEADER_LAYER && found != NULL && json_entries_find(row, header) == NULL) {
            g_array_prepend_vals(row, found, 1);
        }
    }
    return row;
}

/* Objects of which each says its layer or its step are the rows of a table, by their index. */
static bool add_rows(const struct json_record *record, struct measurements *measurements,
                     struct gradfig_error *error) {
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(struct json_entry));
    g_autoptr(GArray) common = g_array_new(FALSE, FALSE, sizeof(struct json_entry));
    bool done = true;

    for (guint i = 0; i < record->groups->len; i++) {
        g_ptr_array_add(groups, (void *)(uintptr_t)group_at(record, i));
    }
    split_rest(record, groups, rest, common);
    for (guint i = 0; done && i < groups->len; i++) {
        g_autoptr(GArray) row = make_row(record, groups->pdata[i], common);
        done = json_entries_add(row, measurements, error);
    }
    return done;
}

bool json_record_add(struct json_record *record, struct measurements *measurements,
                     struct gradfig_error *error) {
    const struct json_group *key = find_key(record);
    g_autoptr(GPtrArray) columns = g_ptr_array_new();

    if (key == NULL && !check_texts(record, error)) {
        return false;
    }
    key = key != NULL ? key : find_steps(record);
    if (key != NULL && !find_columns(record, key, columns, error)) {
        return false;
    }
    if (columns->len > 1) {
        return add_table(record, columns, measurements, error);
    }
    if (find_family(record, ROWS_RECORD) != NULL) {
        return add_rows(record, measurements, error);
    }
    join_layers(record);
    return check_steps(record, error) && json_entries_add(record->entries, measurements, error);
}
