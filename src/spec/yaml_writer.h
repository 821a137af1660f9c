/* Writes a YAML document piece by piece, through libyaml's emitter. */
#ifndef GRADFIG_SPEC_YAML_WRITER_H
#define GRADFIG_SPEC_YAML_WRITER_H

#include "base/error.h"

/** One document: maps in lines of their own, lists in brackets, no line broken. */
struct yaml_writer;

/** Begins a document; the caller ends it with yaml_writer_finish. */
struct yaml_writer *yaml_writer_create(void);

/* In a map, keys and values take turns. A failure shows in yaml_writer_finish. */

void yaml_writer_begin_map(struct yaml_writer *writer);
void yaml_writer_end_map(struct yaml_writer *writer);
void yaml_writer_begin_list(struct yaml_writer *writer);
void yaml_writer_end_list(struct yaml_writer *writer);

/** A key, number or word. */
void yaml_writer_plain(struct yaml_writer *writer, const char *text);

/** Text in double quotes; it must be UTF-8. */
void yaml_writer_quoted(struct yaml_writer *writer, const char *text);

/**
 * Ends the document, frees the writer and returns the text, freed by the caller with free(). NULL
 * if libyaml ran out of memory or a text was no UTF-8.
 */
char *yaml_writer_finish(struct yaml_writer *writer, struct gradfig_error *error);

#endif
