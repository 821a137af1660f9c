/* The keys of a record of JSON that have lists or objects, and what their values are. */
#ifndef GRADFIG_MEASUREMENTS_JSON_GROUPS_H
#define GRADFIG_MEASUREMENTS_JSON_GROUPS_H

#include <stdbool.h>

#include "measurements/records.h"

/** What the names in a group are. */
enum group_rows {
    ROWS_NUMBERED, /**< whole numbers, as the places in a list */
    ROWS_NAMED,    /**< names without numbers, which may be those of parameters of one layer */
    ROWS_RECORD,   /**< they are those of a record, which says its layer or its step */
    ROWS_OTHER,
};

/** Group `i` of the record. */
struct record_group *group_at(const struct record *record, guint i);

/** Entry `i` of the group. */
struct record_entry *group_entry(const struct record *record, const struct record_group *group,
                                 guint i);

enum group_rows group_rows_of(const struct record *record, const struct record_group *group);

/** Whether two groups have the same names, as columns have the same rows. */
bool group_is_beside(const struct record *record, const struct record_group *a,
                     const struct record_group *b);

/** Whether the group has what such a header says. A key such as "layers" may also have the values
 * of layers, which are not all whole. */
bool group_has_header(const struct record *record, const struct record_group *group,
                      enum header header);

/** Whether the group has the layers, the steps or the runs of other groups. */
bool group_is_key(const struct record *record, const struct record_group *group);

/** The record with the groups of one history and the keys of the record itself, or for NULL with
 * those of the record alone; its `groups` are freed with g_ptr_array_unref. */
struct record group_view(const struct record *record, const char *history);

/** A copy of the entries without those of the groups that are done. */
GArray *group_take_rest(const struct record *record);

/** Makes the groups of a history those of the record itself. */
void group_join(const struct record *record, const char *history);

/** Leaves aside the lists of the record itself that are not done. */
void group_leave_lists(const struct record *record, struct measurements *measurements);

/** Says which lists in objects are done without having been read. */
void group_leave_objects(const struct record *record, struct measurements *measurements);

/** Whether lists in objects may be values of layers beside the rest of the entries: of several
 * records, one without a step and a run may be a configuration. */
bool group_may_join(const struct record *record, const GArray *rest);

/** Makes all lists in objects those of the record itself. */
void group_join_objects(const struct record *record, struct measurements *measurements);

/** Whether a group has names, which under a key that is known say what the others are. */
bool group_has_names(const struct record *record, const struct record_group *group);

/** Whether the texts of a group are all different. */
bool group_is_unique(const struct record *record, const struct record_group *group);

/** A group with rows of that kind whose key differs from another one by a number; NULL: none. */
const struct record_group *group_find_family(const struct record *record, enum group_rows rows);

#endif
