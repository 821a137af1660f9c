/* Which files the results of a command may replace. */
#ifndef GRADFIG_CLI_REPLACE_H
#define GRADFIG_CLI_REPLACE_H

#include "base/file_output.h"
#include "cli/command.h"

/** The rule for a name that the user has given: all files may be replaced but the inputs and,
 * without --force, what is plainly another thing, such as a spec. */
struct file_rule replace_chosen(const struct options *options);

/** The rule for a spec that fit writes and the user may go on to write in: without --force only one
 * that nobody has changed may be replaced. */
struct file_rule replace_fit(const struct options *options);

/** The rule for a name that the command has made up: only figures of gradfig may be replaced. */
struct file_rule replace_made_up(const struct options *options);

#endif
