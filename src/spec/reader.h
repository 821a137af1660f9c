/* From files and settings to a spec, or to every mistake in them. */
#ifndef GRADFIG_SPEC_READER_H
#define GRADFIG_SPEC_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "spec/claims.h"
#include "spec/spec.h"
#include "spec/variants.h"

/**
 * Reads one spec. It begins as the article's figure. Files and settings change it in the order in
 * which they come. Mistakes are collected, and reading goes on after each.
 */
struct reader;

/** Never NULL. */
struct reader *reader_create(void);

/** A reader that begins as `spec`, which is not changed. */
struct reader *reader_create_over(const struct spec *spec);

/** Frees the reader and what it still owns. NULL is allowed. */
void reader_destroy(struct reader *reader);

/**
 * Reads a spec from `stream`, its bases first. Messages call the file `path`, or standard input
 * where that is "-". Its `base` is relative to `path`.
 */
void reader_read(struct reader *reader, FILE *stream, const char *path);

/** Reads a spec from `n_bytes` of YAML in memory, as reader_read does from a stream. */
void reader_read_text(struct reader *reader, const char *text, size_t n_bytes, const char *path);

/** Whether a file that was read has variants, which only reader_finish_variants makes. */
bool reader_has_variants(const struct reader *reader);

/** Reads the spec of one figure in memory that begins on line `line` of the document `path`. */
void reader_read_block(struct reader *reader, const char *text, size_t n_bytes, const char *path,
                       size_t line);

/** Appends a line for each key of a block that says nothing of its figure, as "name", to `lines`:
 * "FILE:LINE:COLUMN: key: message", freed with g_free. */
void reader_write_warnings(struct reader *reader, GPtrArray *lines);

/** Reads the recipe of the figure at `path`: `n_bytes` of YAML without a base. */
void reader_read_recipe(struct reader *reader, const char *recipe, size_t n_bytes,
                        const char *path);

/** Notes that the file of a figure is read from `stream`, under the name `path`. */
void reader_note_figure(struct reader *reader, FILE *stream, const char *path);

/** The path of a file that the one at `path` names as `base`, relative to itself; freed with
 * g_free. */
char *reader_resolve(const char *path, const char *base);

/** Sets one value as "KEY=VALUE" says. It cannot create a network. */
void reader_set(struct reader *reader, const char *assignment);

/**
 * Leaves the networks that `names` has, "plain,third", in this order. Those that are there keep
 * their values, and a new one begins with slope 1.
 */
void reader_choose_networks(struct reader *reader, const char *names);

/** Whether there are as many mistakes as are reported. */
bool reader_is_full(const struct reader *reader);

/**
 * Makes the checks across values. If there is no mistake it hands over the spec, which the caller
 * ends with spec_finish, and returns true. It can be called once.
 */
MUST_CHECK bool reader_finish(struct reader *reader, struct spec *spec);

/**
 * Finishes like reader_finish and returns the claims of the spec, or NULL if there are mistakes.
 * The claims borrow from `spec`: the caller ends them with claims_destroy before it.
 */
struct claims *reader_finish_claims(struct reader *reader, struct spec *spec);

/** Returns what is wrong with a text of the spec, freed with g_free, or NULL. */
typedef char *text_check(const char *text);

/** Returns the word that the spec has for the format of its files, or NULL; borrowed. Adds a
 * mistake if `check` finds something wrong with it. */
const char *reader_check_format(struct reader *reader, text_check *check);

/** Adds a mistake for every text, given or varied, with which `check` finds something wrong. */
void reader_check_texts(struct reader *reader, text_check *check);

/** Adds the mistake that a variant has the theme auto, if one does. */
void reader_refuse_auto(struct reader *reader, const char *message);

/**
 * Hands over the claims as they were read, once reader_finish has returned true. claims_find gives
 * each its spec. The caller ends them with claims_destroy.
 */
struct claims *reader_take_claims(struct reader *reader);

/**
 * Makes the checks of reader_finish for every variant that the spec asks for. Returns NULL if there
 * are mistakes. The names end in `extension`. With `theme_pair` there is each variant in both
 * themes. The caller ends the variants with variants_destroy.
 */
struct variants *reader_finish_variants(struct reader *reader, const char *extension,
                                        bool theme_pair);

/** The number of mistakes to report, at most MISTAKES_MAX, once the reader has finished. */
size_t reader_n_mistakes(const struct reader *reader);

/**
 * Mistake `i` as one line, "FILE:LINE:COLUMN: key: what was expected, what was found", in the order
 * of files, lines and settings. Borrowed from the reader.
 */
const char *reader_mistake(const struct reader *reader, size_t i);

#endif
