/* The command line that does the same as a request. */
#ifndef GRADFIG_EXPLORE_COMMAND_LINE_H
#define GRADFIG_EXPLORE_COMMAND_LINE_H

#include "explore/explored.h"
#include "explore/request.h"

/** "gradfig render deep.yaml --set depth=50": the command with the spec and what was set for it, in
 * words of a shell; freed with g_free. */
char *command_line_begin(const struct explored *explored, const char *command);

/**
 * The same with the settings of a query and the name of the result; freed with g_free. NULL if no
 * command line does that, because the query chooses the networks.
 */
char *command_line_write(const struct explored *explored, const char *command,
                         const struct query *query, const char *output);

/** The name of a file, or "deep-new.png" where the command reads a "deep.png"; freed with g_free.
 */
char *command_line_output(const struct explored *explored, const char *name);

#endif
