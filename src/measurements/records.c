/* Records: rows of tables, and objects of JSON. */
#include "measurements/records.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "measurements/names.h"

void record_init(struct record *record) {
    record->entries = g_array_new(FALSE, FALSE, sizeof(struct record_entry));
    record->groups = g_ptr_array_new_with_free_func(g_free);
    record->left = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    record->left_layer = NULL;
    record->texts = g_string_chunk_new(1 << 12);
}

void record_finish(struct record *record) {
    g_array_free(record->entries, TRUE);
    g_ptr_array_unref(record->groups);
    g_hash_table_destroy(record->left);
    g_string_chunk_free(record->texts);
}

void record_clear(struct record *record) {
    g_array_set_size(record->entries, 0);
    g_ptr_array_set_size(record->groups, 0);
    g_hash_table_remove_all(record->left);
    record->left_layer = NULL;
    g_string_chunk_clear(record->texts);
}

void record_note_lists(struct record *record, const char *key, struct place place) {
    char *family = name_family(key);

    if (family != NULL && !g_hash_table_add(record->left, family) && record->left_layer == NULL) {
        record->left_layer = g_string_chunk_insert(record->texts, key);
        record->left_place = place;
    }
}

/* ---- entries ---- */

static const struct record_entry *entry_at(const GArray *entries, guint i) {
    return &g_array_index(entries, struct record_entry, i);
}

const struct record_entry *record_find(const GArray *entries, enum header header) {
    const struct record_entry *found = NULL;
    int best = 0;

    for (guint i = 0; i < entries->len; i++) {
        const struct record_entry *entry = entry_at(entries, i);
        int rank = entry->text != NULL ? entry->ranks.of[header] : 0;
        if (rank > best && (found == NULL || header == HEADER_STEP)) {
            best = rank;
            found = entry;
        }
    }
    return found;
}

/* NaN is a value. */
static bool has_text(const struct record_entry *entry) {
    double number;

    return entry->text != NULL &&
           (!text_is_missing(entry->text) || measured_number_read(entry->text, &number));
}

/* What the entries of a record have in common. */
struct common {
    const struct record_entry *run; /* NULL: none, as for the next one */
    const struct record_entry *layer;
    double step;
    bool is_header; /* of a table, whose names may stand there once */
};

static struct common find_common(const GArray *entries) {
    return (struct common){
        .run = record_find(entries, HEADER_RUN),
        .layer = record_find(entries, HEADER_LAYER),
        .step = NAN,
    };
}

/* A chart of Weights & Biases has the run before its metric. Freed with g_free. */
static char *split_run(struct column_name *name) {
    static const char separator[] = " - ";
    const char *found = g_strrstr(name->whole, separator);

    if (found == NULL || name->run != NULL || name->kind != NULL) {
        return NULL;
    }
    name->n_run = (size_t)(found - name->whole) + strlen(separator);
    return g_strndup(name->whole, (size_t)(found - name->whole));
}

/* In a record of one layer, the keys of the record are the kinds of its values. */
static struct measured_column *column_of(struct measurements *measurements,
                                         const struct record_entry *entry,
                                         const struct common *common, struct gradfig_error *error) {
    bool is_of_layer = common->layer != NULL && entry->kind == NULL;
    struct column_name name = {
        .run = common->run != NULL ? common->run->text : NULL,
        .kind = is_of_layer ? entry->name : entry->kind,
        .whole = is_of_layer ? common->layer->text : entry->name,
        .place = is_of_layer ? common->layer->place : entry->place_of_name,
        .is_place = entry->is_place && !is_of_layer,
    };
    g_autofree char *run = split_run(&name);

    name.run = run != NULL ? run : name.run;
    return (common->is_header ? measurements_column_once : measurements_column)(measurements, &name,
                                                                                error);
}

static bool add_entry(struct measurements *measurements, const struct record_entry *entry,
                      const struct common *common, struct gradfig_error *error) {
    struct measured_column *column = column_of(measurements, entry, common, error);
    const struct measured_value value = {common->step, entry->text, entry->place};

    return column != NULL &&
           (!has_text(entry) || measurements_add(measurements, column, &value, error));
}

static bool add_entries(const GArray *entries, const struct common *common,
                        struct measurements *measurements, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < entries->len; i++) {
        const struct record_entry *entry = entry_at(entries, i);
        done = entry->ranks.is_any || add_entry(measurements, entry, common, error);
    }
    return done;
}

bool record_add_header(const GArray *entries, struct measurements *measurements,
                       struct gradfig_error *error) {
    struct common common = find_common(entries);

    common.is_header = true;
    return common.run != NULL || common.layer != NULL ||
           add_entries(entries, &common, measurements, error);
}

bool record_has_values(const GArray *entries) {
    for (guint i = 0; i < entries->len; i++) {
        const struct record_entry *entry = entry_at(entries, i);
        if (has_text(entry) && !entry->ranks.is_any) {
            return true;
        }
    }
    return false;
}

/* The family of an entry's name, with its kind as layers may be kinds; freed with g_free. NULL: it
 * has none, or is set aside. */
static char *family_of(const struct record_entry *entry) {
    g_autofree char *name =
        g_strdup_printf("%s.%s", entry->kind != NULL ? entry->kind : "", entry->name);

    return has_text(entry) && !entry->ranks.is_any && name_reason_aside(entry->name) == NULL
               ? name_family(name)
               : NULL;
}

bool record_has_layers(const GArray *entries) {
    g_autoptr(GHashTable) families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool has = record_find(entries, HEADER_LAYER) != NULL && record_has_values(entries);

    for (guint i = 0; !has && i < entries->len; i++) {
        char *family = family_of(entry_at(entries, i));
        has = family != NULL && !g_hash_table_add(families, family);
    }
    return has;
}

bool record_has_objects(const GArray *entries) {
    for (guint i = 0; i < entries->len; i++) {
        const struct record_entry *entry = entry_at(entries, i);
        if (has_text(entry) && entry->kind != NULL && !entry->is_place) {
            return true;
        }
    }
    return false;
}

/* Notes a step of which a word such as "NA" is all that stands there. */
static void note_missing(const GArray *entries, const struct record_entry *step,
                         struct measurements *measurements) {
    double number = NAN;

    for (guint i = 0; step != NULL && i < entries->len; i++) {
        const struct record_entry *entry = entry_at(entries, i);
        if (entry->text != NULL && *entry->text != '\0' && !entry->ranks.is_any) {
            (void)text_read_real(step->text, &number);
        }
    }
    measurements->missing_step = fmax(measurements->missing_step, number);
}

bool record_add(const GArray *entries, struct measurements *measurements,
                struct gradfig_error *error) {
    const struct record_entry *step = record_find(entries, HEADER_STEP);
    struct common common = find_common(entries);

    if (!record_has_values(entries)) {
        note_missing(entries, step, measurements);
        if (common.layer == NULL) {
            return true;
        }
    }
    return (step == NULL || measurements_read_step(step->text, step->place, &common.step, error)) &&
           add_entries(entries, &common, measurements, error);
}
