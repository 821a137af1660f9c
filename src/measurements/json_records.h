/* Records of JSON: what one object holds, until it is known what its keys are. */
#ifndef GRADFIG_MEASUREMENTS_JSON_RECORDS_H
#define GRADFIG_MEASUREMENTS_JSON_RECORDS_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"
#include "measurements/measurements.h"

/** A number or text of a record. */
struct json_entry {
    const char *kind; /**< the key of the record that holds it; NULL: it is in the record itself */
    const char *name; /**< the keys below that, with a point between two */
    const char *text; /**< NULL: null */
    bool is_place;    /**< `name` ends with the place in a list */
    struct place place;
    struct place place_of_name;
};

/** The entries of one key, whose value is a list or an object. */
struct json_group {
    const char *key;
    guint first; /**< in the entries of the record */
    guint n;
    bool is_list;
    struct place place; /**< of the key */
};

/** Starts with json_record_init and ends with json_record_finish. */
struct json_record {
    GArray *entries; /**< struct json_entry */
    GArray *groups;  /**< struct json_group */
    GStringChunk *texts;
};

void json_record_init(struct json_record *record);
void json_record_finish(struct json_record *record);

/** Makes the record empty. */
void json_record_clear(struct json_record *record);

/** The first entry of the record itself with a name of that header that is not null, of those for
 * steps the best; NULL: none. */
const struct json_entry *json_entries_find(const GArray *entries, enum header header);

/** Adds the values of the entries, struct json_entry, to the measurements. */
MUST_CHECK bool json_entries_add(const GArray *entries, struct measurements *measurements,
                                 struct gradfig_error *error);

#endif
