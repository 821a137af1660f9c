/* Reads the rows of a CSV file, strictly after RFC 4180, or with tabs or semicolons between the
 * cells. Lines in front of it may be comments. */
#ifndef GRADFIG_MEASUREMENTS_CSV_ROWS_H
#define GRADFIG_MEASUREMENTS_CSV_ROWS_H

#include <stdbool.h>

#include <glib.h>

#include "base/error.h"
#include "measurements/text_file.h"

/** A cell of the row. */
struct csv_cell {
    size_t at; /**< its text's place in `texts` */
    struct place place;
};

/** Starts with csv_rows_init and ends with csv_rows_finish. */
struct csv_rows {
    struct place place; /**< of the rest */
    const char *rest;
    char delimiter; /**< a comma, a tab or a semicolon: the one that stands most often in the first
                       line */
    GString *texts; /**< of the cells of the row, with a NUL after each */
    GArray *cells;  /**< struct csv_cell, of the row */
    guint n_cells;  /**< of the first row; 0 before it is read */
};

/** `file` is borrowed. */
void csv_rows_init(struct csv_rows *rows, const struct text_file *file);
void csv_rows_finish(struct csv_rows *rows);

/**
 * Reads the next row that is not empty; `*has_row` is false at the end. Fails if it has another
 * number of cells than the first one or does not follow RFC 4180.
 */
MUST_CHECK bool csv_rows_next(struct csv_rows *rows, bool *has_row, struct gradfig_error *error);

/** The text of cell `i` of the row, without spaces around it; valid until the next row. */
const char *csv_rows_text(const struct csv_rows *rows, guint i);

/** The place of cell `i` of the row. */
struct place csv_rows_place(const struct csv_rows *rows, guint i);

#endif
