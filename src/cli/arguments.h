/* Reads the arguments of a command. */
#ifndef GRADFIG_CLI_ARGUMENTS_H
#define GRADFIG_CLI_ARGUMENTS_H

#include "cli/command.h"

/** Fills the options and operands of `options`, whose command is set. Prints every mistake, and
 * returns false if there is one. Ends with arguments_finish in both cases. */
bool arguments_read(struct options *options, int argc, char **argv);

void arguments_finish(struct options *options);

#endif
