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

/**
 * Adds the record to the measurements. Lists of the same length of which one has the layers' names,
 * the steps or the runs are a table by columns, and so are lists whose keys differ by a number.
 */
MUST_CHECK bool json_record_add(const struct json_record *record, struct measurements *measurements,
                                struct gradfig_error *error);

#endif
