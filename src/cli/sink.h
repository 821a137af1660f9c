/* Where the result of a command goes, and which files it may replace. */
#ifndef GRADFIG_CLI_SINK_H
#define GRADFIG_CLI_SINK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/file_output.h"
#include "cli/command.h"

/** Where a command's result goes: a file, or standard output for "-". */
struct sink {
    FILE *stream;
    struct file_output file;
};

/** Whether `rule` lets a result be written to `path`. For commands that draw before they open.
 * `*is_file` becomes false for standard output, a device or a pipe. */
MUST_CHECK bool sink_check(const char *path, const struct file_rule *rule, bool *is_file,
                           struct gradfig_error *error);

/** Whether the results of a command go to different files, by whatever names; NULL names none. */
MUST_CHECK bool sink_check_apart(const char *const *paths, size_t n, struct gradfig_error *error);

/** Opens `path`, or standard output for "-", if `rule` allows that. End it with sink_commit or
 * sink_discard. */
MUST_CHECK bool sink_open(struct sink *sink, const char *path, const struct file_rule *rule,
                          struct gradfig_error *error);

/** Opens it and writes `bytes` to it. */
MUST_CHECK bool sink_fill(struct sink *sink, const char *path, const struct file_rule *rule,
                          const struct bytes *bytes, struct gradfig_error *error);

/** Moves the file to its place and ends the sink. Fails with GRADFIG_INTERRUPTED after a signal. */
MUST_CHECK bool sink_commit(struct sink *sink, struct gradfig_error *error);

/** Commits several sinks, one or two; only one alone can be standard output. Writes all files or
 * none. */
MUST_CHECK bool sink_commit_all(struct sink *const *sinks, size_t n, struct gradfig_error *error);

/** Opens `path`, writes `bytes` and commits. */
MUST_CHECK bool sink_write(const char *path, const struct file_rule *rule,
                           const struct bytes *bytes, struct gradfig_error *error);

/** Writes what standard output has buffered. */
MUST_CHECK bool sink_flush_output(struct gradfig_error *error);

/** Ends the sink and leaves no file. A zeroed or committed sink is allowed. */
void sink_discard(struct sink *sink);

/* ---- what results may replace ---- */

/** The rule for a name that the user has given: all files may be replaced but the inputs and,
 * without --force, what is plainly another thing, such as a spec. */
struct file_rule replace_chosen(const struct options *options);

/** The rule for a spec that fit writes and the user may go on to write in: without --force only one
 * that nobody has changed may be replaced. */
struct file_rule replace_fit(const struct options *options);

/** The rule for a name that the command has made up: only figures of gradfig may be replaced. */
struct file_rule replace_made_up(const struct options *options);

#endif
