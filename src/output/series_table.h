/* The series as one table, the contract for tests and for other tools. */
#ifndef GRADFIG_OUTPUT_SERIES_TABLE_H
#define GRADFIG_OUTPUT_SERIES_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** A way to write the table. */
struct series_format;

/** The format with this word, "csv" or "json", or NULL; static memory. */
const struct series_format *series_format_find(const char *word);

/** The word of format `i`, the default one first; NULL after the last. Static memory. */
const char *series_format_word(size_t i);

/** Is given the first point of a curve of which too few digits are certain. */
typedef void uncertain_visitor(const struct spec *spec, struct curve_id curve, double x);

/**
 * Writes the points that `selection` asks for, in memory that does not grow with the depth.
 * `visit_uncertain` may be NULL. Fails only where the series does: whoever closes `stream` finds
 * what could not be written.
 */
__attribute__((warn_unused_result)) bool
series_table_write(FILE *stream, const struct series_format *format, const struct spec *spec,
                   const struct selection *selection, uncertain_visitor *visit_uncertain,
                   struct gradfig_error *error);

#endif
