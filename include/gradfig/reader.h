/* From files and settings to a spec, or to every mistake in them. */
#ifndef GRADFIG_READER_H
#define GRADFIG_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <gradfig/claims.h>
#include <gradfig/spec.h>
#include <gradfig/variants.h>

/** Largest file that is read as a spec, in bytes. */
#define GRADFIG_SPEC_FILE_MAX (1 << 20)
/** So many mistakes are told in one run. */
#define GRADFIG_MISTAKES_MAX 20

/**
 * Builds one spec. It begins as the article's figure; files and settings change it in the order in
 * which they come. Mistakes are collected, not returned: reading goes on after each.
 */
struct gradfig_reader;

/** Never NULL. */
struct gradfig_reader *gradfig_reader_create(void);

/** Frees the reader with what it still owns; NULL is allowed. */
void gradfig_reader_destroy(struct gradfig_reader *reader);

/**
 * Reads a spec from `stream`, first its bases. `path` is what messages call the file, and what its
 * `base` is relative to; "-" for standard input.
 */
void gradfig_reader_read(struct gradfig_reader *reader, FILE *stream, const char *path);

/** Reads the recipe of a figure, `n_bytes` of YAML; it has no base. `path` is the figure's. */
void gradfig_reader_read_recipe(struct gradfig_reader *reader, const char *recipe, size_t n_bytes,
                                const char *path);

/** Sets one value as "KEY=VALUE" says; creates no network. */
void gradfig_reader_set(struct gradfig_reader *reader, const char *assignment);

/**
 * Checks what single values cannot tell. Without a mistake hands over the spec, once; the caller
 * ends it with gradfig_spec_finish.
 */
__attribute__((warn_unused_result)) bool gradfig_reader_finish(struct gradfig_reader *reader,
                                                               struct gradfig_spec *spec);

/**
 * The same, with the claims of the spec, which borrow from `spec`: they end first, with
 * gradfig_claims_destroy. NULL with mistakes.
 */
struct gradfig_claims *gradfig_reader_finish_claims(struct gradfig_reader *reader,
                                                    struct gradfig_spec *spec);

/**
 * The same for every variant that the spec asks for, each with its values and its name. The names
 * end in `extension`; with `theme_pair` each variant is there for both themes. NULL with mistakes;
 * the caller ends it with gradfig_variants_destroy.
 */
struct gradfig_variants *gradfig_reader_finish_variants(struct gradfig_reader *reader,
                                                        const char *extension, bool theme_pair);

/** How many mistakes are told, at most GRADFIG_MISTAKES_MAX. */
size_t gradfig_reader_n_mistakes(const struct gradfig_reader *reader);

/**
 * Mistake `i` as one line, "FILE:LINE:COLUMN: key: what was expected, what was found", in the order
 * of files, lines and settings once the reader has finished. Borrowed from the reader.
 */
const char *gradfig_reader_mistake(const struct gradfig_reader *reader, size_t i);

#endif
