/* The series as one table, for tests and other tools. */
#ifndef GRADFIG_OUTPUT_SERIES_TABLE_H
#define GRADFIG_OUTPUT_SERIES_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/bytes.h"
#include "base/error.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** A format of the table. */
struct series_format;

/** The format with this word, "csv", "json" or "text" in any case, or NULL; static memory. */
const struct series_format *series_format_find(const char *word);

/** The word of format `i`, the default one first; NULL after the last. Static memory. */
const char *series_format_word(size_t i);

/** Called with the first point of a curve that has fewer than 3 certain digits. */
typedef void uncertain_visitor(const struct spec *spec, struct curve_id curve, double x);

/**
 * Writes the points that `selection` asks for, in memory that does not grow with the depth.
 * `visit_uncertain` may be NULL. Fails only if the series does. Write errors are
 * reported when the caller closes `stream`.
 */
MUST_CHECK bool series_table_write(FILE *stream, const struct series_format *format,
                                   const struct spec *spec, const struct selection *selection,
                                   uncertain_visitor *visit_uncertain, struct gradfig_error *error);

/** Writes the table to memory; the caller ends it with bytes_finish. */
MUST_CHECK bool series_table_bytes(const struct series_format *format, const struct spec *spec,
                                   const struct selection *selection, struct bytes *bytes,
                                   struct gradfig_error *error);

#endif
