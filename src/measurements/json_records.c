/* Records of JSON. */
#include "measurements/json_records.h"

#include <math.h>
#include <string.h>

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

const struct json_entry *json_entries_find(const GArray *entries, enum header header) {
    const struct json_entry *found = NULL;
    int best = 0;

    for (guint i = 0; i < entries->len; i++) {
        const struct json_entry *entry = entry_at(entries, i);
        bool is_plain = entry->kind == NULL && entry->text != NULL;
        int rank = is_plain ? measurements_header_rank(header, entry->name) : 0;
        if (rank > best && (found == NULL || header == HEADER_STEP)) {
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

bool json_entries_add(const GArray *entries, struct measurements *measurements,
                      struct gradfig_error *error) {
    const struct json_entry *step = json_entries_find(entries, HEADER_STEP);
    struct common common = {json_entries_find(entries, HEADER_RUN),
                            json_entries_find(entries, HEADER_LAYER), NAN};

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
