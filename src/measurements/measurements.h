/* What a file of measurements holds: columns of values by step. */
#ifndef GRADFIG_MEASUREMENTS_MEASUREMENTS_H
#define GRADFIG_MEASUREMENTS_MEASUREMENTS_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"
#include "base/inputs.h"
#include "measurements/text_file.h"

/** One value, as it stands in the file. */
struct measured_value {
    double step;      /**< NAN without one */
    const char *text; /**< not empty */
    struct place place;
};

/** The values of one name, run and kind of value. */
struct measured_column {
    const char *whole;  /**< the name as it stands in the file, with the run */
    const char *run;    /**< NULL if the file has no runs */
    const char *kind;   /**< of several values of a layer, such as "ave_grads"; else NULL */
    const char *name;   /**< in `whole`: after the run */
    bool is_place;      /**< the name is the place in a list */
    struct place place; /**< of the name */
    struct place twice; /**< of another with the same name; line 0: there is none */
    GArray *values;     /**< struct measured_value, in the order of the file */
};

/** Ends with measurements_destroy. */
struct measurements {
    const char *path;      /**< of the file or folder; borrowed */
    GPtrArray *columns;    /**< struct measured_column, in the order of the file */
    GHashTable *by_name;   /**< the same, by run, kind and name */
    GStringChunk *texts;   /**< all texts of the columns and values */
    GPtrArray *notices;    /**< lines about what was left aside while reading */
    struct inputs *inputs; /**< the files that are read */
    size_t n_values;
    double missing_step; /**< the last step that has words such as "NA" alone; NAN: there is none */
};

/** Names a column. */
struct column_name {
    const char *run;  /**< may be NULL */
    const char *kind; /**< may be NULL */
    const char *whole;
    size_t n_run;  /**< the bytes of `whole` before the name */
    bool is_place; /**< it is the place in a list, which has no names */
    struct place place;
};

/** Without columns. `path` is borrowed. */
struct measurements *measurements_create(const char *path);

/** NULL is allowed. */
void measurements_destroy(struct measurements *measurements);

/** The column of that run, kind and name, which is made if there is none; texts are copied. NULL if
 * there would be too many. */
MUST_CHECK struct measured_column *measurements_column(struct measurements *measurements,
                                                       const struct column_name *name,
                                                       struct gradfig_error *error);

/** The same for a name that a file may have once. If there is such a column, its `twice` becomes
 * the place of this second one. */
MUST_CHECK struct measured_column *measurements_column_once(struct measurements *measurements,
                                                            const struct column_name *name,
                                                            struct gradfig_error *error);

/** A copy of a path or another text that lives as long as the measurements. */
const char *measurements_text(struct measurements *measurements, const char *text);

/** Adds a value to a column; its text is copied. Fails if there are too many. */
MUST_CHECK bool measurements_add(struct measurements *measurements, struct measured_column *column,
                                 const struct measured_value *value, struct gradfig_error *error);

/** Notes that things such as `example` are left aside, once for each `what`. */
void measurements_leave(struct measurements *measurements, const char *what, const char *example,
                        const char *why);

/** Notes that the lists in the object of that key are left aside. */
void measurements_leave_lists(struct measurements *measurements, const char *key);

/** Notes a text once. */
void measurements_say(struct measurements *measurements, const char *text);

/**
 * Reads a step: a number, such as "20" or "20.0". `place` is its place. Fails for any other text.
 */
MUST_CHECK bool measurements_read_step(const char *text, struct place place, double *step,
                                       struct gradfig_error *error);

/** Reads a number that is not negative, which may be NaN or infinite. */
bool measured_number_read(const char *text, double *value);

/** Writes names of layers that are whole numbers as such, "12" for "1.2e+01" and "12.0", unless one
 * is a number that is not whole. Columns that are then of one layer become one; none can be found
 * by its name afterwards. */
void measurements_name_whole(struct measurements *measurements);

/** Fails unless all values of the columns are such numbers. */
MUST_CHECK bool measured_numbers_check(const GPtrArray *columns, struct gradfig_error *error);

/** What a column has in place of gradients. */
enum header {
    HEADER_LAYER, /**< names of layers */
    HEADER_STEP,
    HEADER_RUN,
    HEADER_CLOCK, /**< it counts or times */
    N_HEADERS
};

/** What a column has by its name; zeroed: values. */
struct header_ranks {
    /** 0 if no column of this kind has the name. Of two names for steps, the one with the larger
     * number is the better one. */
    unsigned char of[N_HEADERS];
    bool is_any; /**< one of them is not 0 */
};

struct header_ranks measurements_header_ranks(const char *name);

/** Whether a name says one step, such as "step_10". */
bool measurements_is_step(const char *name);

/** The names of such columns, separated by commas; freed with g_free. */
char *measurements_header_list(enum header header);

#endif
