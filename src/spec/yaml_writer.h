/* Writes a YAML document piece by piece, through libyaml's emitter. */
#ifndef GRADFIG_SPEC_YAML_WRITER_H
#define GRADFIG_SPEC_YAML_WRITER_H

#include "base/error.h"

/** One document: maps in lines of their own, lists in brackets, no line broken. */
struct yaml_writer;

/** Begins a document; the caller ends it with yaml_writer_finish. */
struct yaml_writer *yaml_writer_create(void);

/** What a document consists of. In a map, keys and values take turns. */
enum yaml_part {
    YAML_PART_BEGIN_MAP,
    YAML_PART_END_MAP,
    YAML_PART_BEGIN_LIST,
    YAML_PART_END_LIST,
    YAML_PART_KEY,
    YAML_PART_PLAIN,  /**< a number as typed, or a word */
    YAML_PART_QUOTED, /**< a text or color, which YAML needs in quotes; UTF-8 */
};

/** Writes a part; `text` is that of a key or value, else NULL. A failure shows in
 * yaml_writer_finish. */
void yaml_writer_put(struct yaml_writer *writer, enum yaml_part part, const char *text);

/**
 * Ends the document, frees the writer and returns the text, freed by the caller with g_free. NULL
 * if libyaml ran out of memory or a text was no UTF-8.
 */
char *yaml_writer_finish(struct yaml_writer *writer, struct gradfig_error *error);

#endif
