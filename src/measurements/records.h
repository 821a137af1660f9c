/* Records: what one row of a table holds, or one object of JSON until it is known what its keys
 * are. */
#ifndef GRADFIG_MEASUREMENTS_RECORDS_H
#define GRADFIG_MEASUREMENTS_RECORDS_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"
#include "measurements/measurements.h"

/** A number or text of a record. */
struct record_entry {
    const char *kind; /**< the key of the record that holds it; NULL: it is in the record itself */
    const char *name; /**< the keys below that, with a point between two */
    const char *text; /**< NULL: null */
    bool is_place;    /**< `name` ends with the place in a list */
    struct header_ranks ranks; /**< of an entry of the record itself; zeroed: a value */
    struct place place;
    struct place place_of_name;
};

/** The entries of one key, whose value is a list or an object. */
struct record_group {
    const char *key;
    const char *history;       /**< the key of the object of lists that it stands in; NULL: none */
    struct header_ranks ranks; /**< of the key */
    guint first;               /**< in the entries of the record */
    guint n;
    struct place place_of_history;
    bool is_list;
    bool is_done;       /**< its entries are read or left aside */
    struct place place; /**< of the key */
};

/** Starts with record_init and ends with record_finish. */
struct record {
    GArray *entries;   /**< struct record_entry */
    GPtrArray *groups; /**< struct record_group */
    GStringChunk *texts;
    bool is_only;            /**< the file has no other */
    GHashTable *left;        /**< the families of keys whose lists are left aside */
    const char *left_layer;  /**< such a key that differs from another one by a number; or NULL */
    struct place left_place; /**< of that key */
};

void record_init(struct record *record);
void record_finish(struct record *record);

/** Makes the record empty. */
void record_clear(struct record *record);

/** Notes that the object with that key, which stands at `place`, has lists that are not read. */
void record_note_lists(struct record *record, const char *key, struct place place);

/** Whether a record has more than its step. */
bool record_has_values(const GArray *entries);

/** Whether a record is of one layer, or has values whose names differ by a number, and are not set
 * aside. */
bool record_has_layers(const GArray *entries);

/** Whether a record has values in objects. */
bool record_has_objects(const GArray *entries);

/** The first entry of the record itself with a name of that header that is not null, of those for
 * steps the best; NULL: none. */
const struct record_entry *record_find(const GArray *entries, enum header header);

/** Makes the columns of a table's first row, in which each name may stand once. Without effect
 * where a column has the runs or the layers, of which each makes its own. */
MUST_CHECK bool record_add_header(const GArray *entries, struct measurements *measurements,
                                  struct gradfig_error *error);

/** Adds the values of the entries, struct record_entry, to the measurements. */
MUST_CHECK bool record_add(const GArray *entries, struct measurements *measurements,
                           struct gradfig_error *error);

#endif
