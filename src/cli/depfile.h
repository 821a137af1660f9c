/* The list of files that a command read, for make and ninja. */
#ifndef GRADFIG_CLI_DEPFILE_H
#define GRADFIG_CLI_DEPFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/inputs.h"
#include "cli/command.h"

/** Whether --depfile, if it is given, can be written for a result at `output`, which is a path, "-"
 * or NULL. For commands that work before they write it. */
MUST_CHECK bool depfile_check(const struct options *options, const char *output,
                              struct gradfig_error *error);

/** Sets `target` for a command whose result is no file: "docs.stamp" if --depfile is docs.stamp.d,
 * a file of the build that the next command makes. Freed with g_free; NULL without --depfile. */
MUST_CHECK bool depfile_target(const struct options *options, char **target,
                               struct gradfig_error *error);

/** Writes the rule "TARGETS: INPUTS" to the file of --depfile, if it is given. */
MUST_CHECK bool depfile_write(const struct options *options, const char *const *targets,
                              size_t n_targets, const struct inputs *inputs,
                              struct gradfig_error *error);

#endif
