/* Reads JSON: one object for each step, on lines or in an array. */
#include "measurements/exports.h"

#include <math.h>
#include <string.h>

#include "measurements/json_places.h"

/* ---- entries ---- */

/* A number or text of a record. */
struct entry {
    char *kind; /* the key of the record that holds it; NULL: it stands in the record itself */
    char *name; /* the keys below that, with a point between two */
    char *text; /* NULL: null */
    struct place place;
    struct place place_of_name;
};

static void clear_entry(void *data) {
    struct entry *entry = data;

    g_free(entry->kind);
    g_free(entry->name);
    g_free(entry->text);
}

/* What is being read: the entries of a record until it ends, since its step may come last. */
struct reading {
    struct measurements *measurements;
    struct json_places places;
    GArray *entries; /* struct entry */
};

static void take_value(struct reading *reading, const char *kind, const char *name,
                       struct place place_of_name) {
    bool is_null = json_places_kind(&reading->places) == JSON_PLACE_NULL;
    struct entry entry = {
        .kind = g_strdup(kind),
        .name = g_strdup(name),
        .place = reading->places.place,
        .place_of_name = place_of_name,
    };
    char *text = json_places_take(&reading->places);

    if (is_null) {
        g_free(text);
    } else {
        entry.text = text;
    }
    g_array_append_val(reading->entries, entry);
}

static char *join(const char *before, const char *name) {
    return before != NULL ? g_strdup_printf("%s.%s", before, name) : g_strdup(name);
}

static void take_any(struct reading *reading, const char *kind, const char *name,
                     struct place place_of_name);

/* The values of an object or array in the record; those of an array are named by their index. */
static void take_group(struct reading *reading, const char *kind, const char *before) {
    bool is_object = json_places_kind(&reading->places) == JSON_PLACE_OBJECT;

    json_places_open(&reading->places);
    for (size_t i = 0; json_places_next(&reading->places); i++) {
        struct place place = reading->places.place;
        g_autofree char *key =
            is_object ? json_places_key(&reading->places) : g_strdup_printf("%zu", i);
        g_autofree char *name = join(before, key);
        take_any(reading, kind, name, place);
    }
}

static void take_any(struct reading *reading, const char *kind, const char *name,
                     struct place place_of_name) {
    enum json_kind found = json_places_kind(&reading->places);

    if (found == JSON_PLACE_SCALAR || found == JSON_PLACE_NULL) {
        take_value(reading, kind, name, place_of_name);
    } else {
        take_group(reading, kind, name);
    }
}

/* ---- records ---- */

static const struct entry *entry_at(const struct reading *reading, guint i) {
    return &g_array_index(reading->entries, struct entry, i);
}

/* An entry of the record itself that is not null. */
static bool is_plain(const struct entry *entry) {
    return entry->kind == NULL && entry->text != NULL;
}

static const char *find_text(const struct reading *reading, enum header header) {
    for (guint i = 0; i < reading->entries->len; i++) {
        if (is_plain(entry_at(reading, i)) &&
            measurements_header_rank(header, entry_at(reading, i)->name) > 0) {
            return entry_at(reading, i)->text;
        }
    }
    return NULL;
}

static bool find_step(const struct reading *reading, double *step, struct gradfig_error *error) {
    const struct entry *found = NULL;
    int best = 0;

    for (guint i = 0; i < reading->entries->len; i++) {
        const struct entry *entry = entry_at(reading, i);
        int rank = is_plain(entry) ? measurements_header_rank(HEADER_STEP, entry->name) : 0;
        if (rank > best) {
            best = rank;
            found = entry;
        }
    }
    *step = NAN;
    return found == NULL || measurements_read_step(found->text, found->place, step, error);
}

static bool has_value(const struct entry *entry) {
    int header = 0;

    while (header < N_HEADERS && measurements_header_rank((enum header)header, entry->name) == 0) {
        header++;
    }
    return entry->kind != NULL || header == N_HEADERS;
}

/* In a record of one layer, the keys of the record are the kinds of its values. */
static bool add_entry(struct reading *reading, const struct entry *entry, const char *run,
                      const char *layer, double step, struct gradfig_error *error) {
    bool is_of_layer = layer != NULL && entry->kind == NULL;
    const struct column_name name = {
        .run = run,
        .kind = is_of_layer ? entry->name : entry->kind,
        .whole = is_of_layer ? layer : entry->name,
        .place = entry->place_of_name,
    };
    struct measured_column *column = measurements_column(reading->measurements, &name, error);
    const struct measured_value value = {step, entry->text, entry->place};

    return column != NULL && (entry->text == NULL || *entry->text == '\0' ||
                              measurements_add(reading->measurements, column, &value, error));
}

static bool add_record(struct reading *reading, struct gradfig_error *error) {
    const char *layer = find_text(reading, HEADER_LAYER);
    const char *run = find_text(reading, HEADER_RUN);
    double step;

    if (!find_step(reading, &step, error)) {
        return false;
    }
    for (guint i = 0; i < reading->entries->len; i++) {
        const struct entry *entry = entry_at(reading, i);
        if (has_value(entry) && !add_entry(reading, entry, run, layer, step, error)) {
            return false;
        }
    }
    return true;
}

/* The history of transformers' Trainer. */
static const char history_key[] = "log_history";

/* Refuses keys whose object does not hold values of layers. */
static bool check_group(const char *key, struct place place, struct gradfig_error *error) {
    if (strcmp(key, history_key) == 0) {
        return place_refuse(place, error,
                            "expected values of layers: log_history, which "
                            "transformers' Trainer writes, has one grad_norm a "
                            "step, which is over all parameters");
    }
    return measurements_header_rank(HEADER_STEP, key) == 0 ||
           place_refuse(place, error,
                        "expected an object for each step, found one with the values of many "
                        "steps: with pandas, write to_json(orient='records')");
}

/* One key of a record with its value. */
static bool read_pair(struct reading *reading, struct gradfig_error *error) {
    struct place place = reading->places.place;
    g_autofree char *key = json_places_key(&reading->places);
    enum json_kind kind = json_places_kind(&reading->places);
    bool done = true;

    if (kind == JSON_PLACE_SCALAR || kind == JSON_PLACE_NULL) {
        take_value(reading, NULL, key, place);
    } else {
        done = check_group(key, place, error);
        if (done) {
            take_group(reading, key, NULL);
        }
    }
    return done;
}

static bool read_record(struct reading *reading, struct gradfig_error *error) {
    bool done = true;

    g_array_set_size(reading->entries, 0);
    json_places_open(&reading->places);
    while (done && json_places_next(&reading->places)) {
        done = read_pair(reading, error);
    }
    return done && add_record(reading, error);
}

static bool read_object(struct reading *reading, struct gradfig_error *error) {
    return json_places_kind(&reading->places) == JSON_PLACE_OBJECT
               ? read_record(reading, error)
               : place_refuse(reading->places.place, error, "expected an object");
}

/* An object, or an array of objects. */
static bool read_value(struct reading *reading, struct gradfig_error *error) {
    bool done = true;

    if (json_places_kind(&reading->places) != JSON_PLACE_ARRAY) {
        return read_object(reading, error);
    }
    json_places_open(&reading->places);
    while (done && json_places_next(&reading->places)) {
        done = read_object(reading, error);
    }
    return done;
}

bool json_lines_read(struct measurements *measurements, const struct text_file *file,
                     struct gradfig_error *error) {
    struct reading reading = {.measurements = measurements};

    if (!json_places_begin(&reading.places, file, error)) {
        return false;
    }
    reading.entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    g_array_set_clear_func(reading.entries, clear_entry);
    bool done = true;
    while (done && !json_places_end(&reading.places)) {
        done = read_value(&reading, error);
    }
    g_array_free(reading.entries, TRUE);
    return done;
}
