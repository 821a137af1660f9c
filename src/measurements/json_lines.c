/* Reads JSON: one object for each step, on lines or in an array. */
#include "measurements/exports.h"

#include <string.h>

#include "base/user_text.h"
#include "measurements/json_columns.h"
#include "measurements/json_places.h"
#include "measurements/names.h"
#include "measurements/records.h"

/* ---- entries ---- */

/* The step of a record may be its last key, so its entries are kept until it ends. */
struct reading {
    struct measurements *measurements;
    struct json_places places;
    struct record record;
    const char *history; /* the key of the object of lists that is being read; NULL: none */
    struct place place_of_history;
};

static const char *keep(struct reading *reading, const char *text) {
    return text != NULL ? g_string_chunk_insert(reading->record.texts, text) : NULL;
}

/* Where a value stands in a record. */
struct key {
    const char *kind; /* as in struct record_entry */
    const char *name; /* NULL: of the kind itself */
    bool is_place;
    struct place place;
};

static void take_value(struct reading *reading, const struct key *key) {
    bool is_null = json_places_kind(&reading->places) == JSON_PLACE_NULL;
    struct record_entry entry = {
        .kind = keep(reading, key->kind),
        .name = keep(reading, key->name),
        .is_place = key->is_place,
        .place = reading->places.place,
        .place_of_name = key->place,
    };
    g_autofree char *text = json_places_take(&reading->places);

    entry.text = is_null ? NULL : keep(reading, text);
    if (key->kind == NULL) {
        entry.ranks = measurements_header_ranks(entry.name);
    }
    g_array_append_val(reading->record.entries, entry);
}

static char *join(const char *before, const char *name) {
    return before != NULL ? g_strdup_printf("%s.%s", before, name) : g_strdup(name);
}

static bool take_any(struct reading *reading, const struct key *key, struct gradfig_error *error);

/* Whether the values from `first` on are a histogram of Weights & Biases, whose key is `key`. */
static bool is_histogram(const struct reading *reading, guint first, const struct key *key) {
    g_autofree char *name = join(key->name, "_type");

    for (guint i = first; i < reading->record.entries->len; i++) {
        const struct record_entry *entry =
            &g_array_index(reading->record.entries, struct record_entry, i);
        if (strcmp(entry->name, name) == 0) {
            return g_strcmp0(entry->text, "histogram") == 0;
        }
    }
    return false;
}

/* Takes the lists out of an object that also has other values, as a configuration may. */
static void leave_lists(struct reading *reading, guint first, const struct key *key) {
    GArray *entries = reading->record.entries;
    guint n = first;

    for (guint i = first; i < entries->len; i++) {
        const struct record_entry *entry = &g_array_index(entries, struct record_entry, i);
        if (!entry->is_place) {
            g_array_index(entries, struct record_entry, n++) = *entry;
        }
    }
    if (n < entries->len) {
        const char *word = key->name != NULL ? key->name : key->kind;
        record_note_lists(&reading->record, word, key->place);
        measurements_leave_lists(reading->measurements, word);
        g_array_set_size(entries, n);
    }
}

static void finish_object(struct reading *reading, guint first, const struct key *key) {
    if (!is_histogram(reading, first, key)) {
        leave_lists(reading, first, key);
        return;
    }
    measurements_leave(reading->measurements, "histograms",
                       key->name != NULL ? key->name : key->kind,
                       "they hold no norm of the gradients");
    g_array_set_size(reading->record.entries, first);
}

static bool is_single(enum json_kind kind) {
    return kind == JSON_PLACE_SCALAR || kind == JSON_PLACE_NULL;
}

/* An item of a list is one value: lists of lists or objects may have steps in one direction. */
static bool take_item(struct reading *reading, const struct key *key, struct gradfig_error *error) {
    return is_single(json_places_kind(&reading->places))
               ? take_any(reading, key, error)
               : place_refuse(reading->places.place, error,
                              "expected a number in this list, found a list or an object; objects "
                              "for steps or layers are read from an array of their own, or one a "
                              "line");
}

/* The values of an object or array in the record; those of an array are named by their place. */
static bool take_group(struct reading *reading, const struct key *key,
                       struct gradfig_error *error) {
    bool is_object = json_places_kind(&reading->places) == JSON_PLACE_OBJECT;
    guint first = reading->record.entries->len;
    bool done = true;

    json_places_open(&reading->places);
    for (size_t i = 0; done && json_places_next(&reading->places); i++) {
        struct place place = reading->places.place;
        g_autofree char *word =
            is_object ? json_places_key(&reading->places) : g_strdup_printf("%zu", i);
        g_autofree char *name = join(key->name, word);
        const struct key item = {key->kind, name, !is_object, place};
        done = (is_object ? take_any : take_item)(reading, &item, error);
    }
    if (done && is_object) {
        finish_object(reading, first, key);
    }
    return done;
}

static bool take_any(struct reading *reading, const struct key *key, struct gradfig_error *error) {
    if (is_single(json_places_kind(&reading->places))) {
        take_value(reading, key);
        return true;
    }
    return take_group(reading, key, error);
}

/* ---- records ---- */

/* The history of transformers' Trainer. */
static const char history_key[] = "log_history";

/* Refuses keys whose object does not hold values of layers. */
static bool check_group(const char *key, struct place place, struct gradfig_error *error) {
    return strcmp(key, history_key) != 0 ||
           place_refuse(place, error,
                        "expected values of layers: log_history, which transformers' Trainer "
                        "writes, has one grad_norm a step, which is over all parameters");
}

static bool read_group(struct reading *reading, const struct key *key,
                       struct gradfig_error *error) {
    struct record_group group = {
        .key = keep(reading, key->kind),
        .history = reading->history,
        .place_of_history = reading->place_of_history,
        .ranks = measurements_header_ranks(key->kind),
        .first = reading->record.entries->len,
        .is_list = json_places_kind(&reading->places) == JSON_PLACE_ARRAY,
        .place = key->place,
    };
    if (!take_group(reading, key, error)) {
        return false;
    }
    group.n = reading->record.entries->len - group.first;
    if (group.n > 0) {
        g_ptr_array_add(reading->record.groups, g_memdup2(&group, sizeof(group)));
    }
    return true;
}

/* Moves over a list; false if it has other than single values. */
static bool skip_list(struct json_places *places) {
    bool done = json_places_kind(places) == JSON_PLACE_ARRAY;

    if (done) {
        json_places_open(places);
    }
    while (done && json_places_next(places)) {
        done = is_single(json_places_kind(places));
        g_free(done ? json_places_take(places) : NULL);
    }
    return done;
}

/* Whether an object has nothing but lists, as a history has. */
static bool has_lists(struct json_places places) {
    bool is = json_places_kind(&places) == JSON_PLACE_OBJECT;
    size_t n = 0;

    if (is) {
        json_places_open(&places);
    }
    for (; is && json_places_next(&places); n++) {
        g_free(json_places_key(&places));
        is = skip_list(&places);
    }
    return is && n > 0;
}

static bool read_pairs(struct reading *reading, struct gradfig_error *error);

/* The lists of an object are groups of the record. */
static bool read_lists(struct reading *reading, const char *key, struct place place,
                       struct gradfig_error *error) {
    reading->history = keep(reading, key);
    reading->place_of_history = place;
    bool done = read_pairs(reading, error);
    reading->history = NULL;
    return done;
}

/* One key of a record with its value. */
static bool read_pair(struct reading *reading, struct gradfig_error *error) {
    struct place place = reading->places.place;
    g_autofree char *key = json_places_key(&reading->places);

    if (is_single(json_places_kind(&reading->places))) {
        take_value(reading, &(struct key){NULL, key, false, place});
        return true;
    }
    if (has_lists(reading->places)) {
        return read_lists(reading, key, place, error);
    }
    return check_group(key, place, error) &&
           read_group(reading, &(struct key){key, NULL, false, place}, error);
}

static bool read_pairs(struct reading *reading, struct gradfig_error *error) {
    bool done = true;

    json_places_open(&reading->places);
    while (done && json_places_next(&reading->places)) {
        done = read_pair(reading, error);
    }
    return done;
}

/* Whether nothing stands behind, except for the end of an array. */
static bool is_end(struct json_places places) {
    return json_places_end(&places) || (!json_places_next(&places) && json_places_end(&places));
}

static bool read_record(struct reading *reading, struct gradfig_error *error) {
    record_clear(&reading->record);
    if (!read_pairs(reading, error)) {
        return false;
    }
    reading->record.is_only = reading->record.is_only && is_end(reading->places);
    return json_table_add(&reading->record, reading->measurements, error);
}

/* Whether a value is a list that begins with an object. */
static bool has_records(struct json_places places) {
    bool is = json_places_kind(&places) == JSON_PLACE_ARRAY;

    if (is) {
        json_places_open(&places);
        is = json_places_next(&places) && json_places_kind(&places) == JSON_PLACE_OBJECT;
    }
    return is;
}

/* The list of objects in an object. */
struct records {
    char *key; /* owned */
    struct place place;
    struct json_places list;
    bool is_alone; /* the object has no other key */
};

/* Finds the only such list; false if there is none, or more than one. */
static bool find_records(struct json_places places, struct records *records) {
    size_t n_keys = 0;
    size_t n_lists = 0;

    json_places_open(&places);
    for (; json_places_next(&places); n_keys++) {
        struct place place = places.place;
        g_autofree char *key = json_places_key(&places);
        if (has_records(places) && n_lists++ == 0) {
            *records = (struct records){g_steal_pointer(&key), place, places, false};
        }
        json_places_skip(&places);
    }
    records->is_alone = n_keys == 1;
    return n_lists == 1;
}

static bool read_records(struct reading *reading, struct gradfig_error *error);

/* Reads the records in the list, and nothing beside it. */
static bool read_records_in(struct reading *reading, const struct records *records,
                            struct gradfig_error *error) {
    g_autofree char *quoted = text_quote(records->key);
    g_autofree char *notice = g_strdup_printf(
        "the records are those in %s; what stands beside them is left aside", quoted);

    if (!check_group(records->key, records->place, error)) {
        return false;
    }
    if (!records->is_alone) {
        measurements_say(reading->measurements, notice);
    }
    reading->record.is_only = false;
    reading->places = records->list;
    return read_records(reading, error);
}

/* The only object of a file may hold its records in a list. */
static bool read_only_object(struct reading *reading, struct gradfig_error *error) {
    struct records records = {0};
    struct json_places after = reading->places;

    json_places_skip(&after);
    bool has = is_end(after) && find_records(reading->places, &records);
    bool done = has ? read_records_in(reading, &records, error) : read_record(reading, error);
    reading->places = has ? after : reading->places;
    g_free(records.key);
    return done;
}

static bool read_object(struct reading *reading, struct gradfig_error *error) {
    if (json_places_kind(&reading->places) != JSON_PLACE_OBJECT) {
        return place_refuse(reading->places.place, error, "expected an object");
    }
    return reading->record.is_only ? read_only_object(reading, error) : read_record(reading, error);
}

/* A list without a key: one value of each layer. */
static bool read_list(struct reading *reading, struct gradfig_error *error) {
    record_clear(&reading->record);
    return take_group(reading, &(struct key){.place = reading->places.place}, error) &&
           json_table_add(&reading->record, reading->measurements, error);
}

/* Whether a list begins with a number. */
static bool has_numbers(struct json_places places) {
    json_places_open(&places);
    return json_places_next(&places) && is_single(json_places_kind(&places));
}

static bool read_records(struct reading *reading, struct gradfig_error *error) {
    bool done = true;

    json_places_open(&reading->places);
    while (done && json_places_next(&reading->places)) {
        done = read_object(reading, error);
    }
    return done;
}

/* An object, or an array of objects. */
static bool read_value(struct reading *reading, struct gradfig_error *error) {
    if (json_places_kind(&reading->places) != JSON_PLACE_ARRAY) {
        return read_object(reading, error);
    }
    return has_numbers(reading->places) ? read_list(reading, error) : read_records(reading, error);
}

bool json_lines_read(struct measurements *measurements, const struct text_file *file,
                     struct gradfig_error *error) {
    struct reading reading = {.measurements = measurements, .record = {.is_only = true}};

    if (!json_places_begin(&reading.places, file, error)) {
        return false;
    }
    record_init(&reading.record);
    bool done = true;
    while (done && !json_places_end(&reading.places)) {
        done = read_value(&reading, error);
        reading.record.is_only = false;
    }
    record_finish(&reading.record);
    return done;
}
