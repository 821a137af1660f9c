/* From files and settings to a spec, or to every mistake in them. */
#ifndef GRADFIG_SPEC_READER_H
#define GRADFIG_SPEC_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "spec/claims.h"
#include "spec/spec.h"
#include "spec/variants.h"

/** Largest file that is read as a spec, in bytes. */
#define SPEC_FILE_MAX (1 << 20)
/** So many mistakes are told in one run. */
#define MISTAKES_MAX 20

/**
 * Builds one spec. It begins as the article's figure; files and settings change it in the order in
 * which they come. Mistakes are collected, not returned: reading goes on after each.
 */
struct reader;

/** Never NULL. */
struct reader *reader_create(void);

/** Frees the reader with what it still owns; NULL is allowed. */
void reader_destroy(struct reader *reader);

/**
 * Reads a spec from `stream`, first its bases. `path` is what messages call the file, and what its
 * `base` is relative to; "-" for standard input.
 */
void reader_read(struct reader *reader, FILE *stream, const char *path);

/** Reads the recipe of a figure, `n_bytes` of YAML; it has no base. `path` is the figure's. */
void reader_read_recipe(struct reader *reader, const char *recipe, size_t n_bytes,
                        const char *path);

/** Sets one value as "KEY=VALUE" says; creates no network. */
void reader_set(struct reader *reader, const char *assignment);

/**
 * Checks what single values cannot tell. Without a mistake hands over the spec, once; the caller
 * ends it with spec_finish.
 */
__attribute__((warn_unused_result)) bool reader_finish(struct reader *reader, struct spec *spec);

/**
 * The same, with the claims of the spec, which borrow from `spec`: they end first, with
 * claims_destroy. NULL with mistakes.
 */
struct claims *reader_finish_claims(struct reader *reader, struct spec *spec);

/**
 * The same for every variant that the spec asks for, each with its values and its name. The names
 * end in `extension`; with `theme_pair` each variant is there for both themes. NULL with mistakes;
 * the caller ends it with variants_destroy.
 */
struct variants *reader_finish_variants(struct reader *reader, const char *extension,
                                        bool theme_pair);

/** How many mistakes are told, at most MISTAKES_MAX. */
size_t reader_n_mistakes(const struct reader *reader);

/**
 * Mistake `i` as one line, "FILE:LINE:COLUMN: key: what was expected, what was found", in the order
 * of files, lines and settings once the reader has finished. Borrowed from the reader.
 */
const char *reader_mistake(const struct reader *reader, size_t i);

#endif
