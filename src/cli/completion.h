/* The shells that "gradfig completion" writes for, and the words that are the same in all. Each
 * shell has one source file and a row in completion.c. */
#ifndef GRADFIG_CLI_COMPLETION_H
#define GRADFIG_CLI_COMPLETION_H

#include <stdbool.h>

#include "cli/command.h"

/** One shell. */
struct shell {
    const char *name;
    void (*write)(void); /**< its script, to standard output */
};

extern const struct shell shell_bash;
extern const struct shell shell_zsh;
extern const struct shell shell_fish;

/** The words that the first operand of a command can be, separated by spaces; freed with g_free.
 * NULL: a file, or nothing. */
char *completion_words(const struct command *command);

/** The commands with the options of gradfig itself, separated by spaces; freed with g_free. */
char *completion_commands(void);

/** The values that an option is completed with, separated by spaces; freed with g_free. NULL: none.
 */
char *completion_values(const struct command *command, const struct command_option *option);

/** Takes a key and the words it accepts, or NULL for a key without choices. */
typedef void key_writer(const char *key, const char *choices);

/** Visits every key, those of networks with the names of the article's networks. */
void completion_visit_keys(key_writer *write);

/** Writes " KEY=". */
void completion_write_key(const char *key, const char *choices);

/** Writes the values of KEY= as a branch of `case`, for bash and zsh. */
void completion_write_choices(const char *key, const char *choices);

/** The description of an option in the help of its command, up to its first semicolon or the end of
 * its first line; freed with g_free. */
char *completion_describe(const struct command *command, const struct command_option *option);

/** The first line of the help of a command; freed with g_free. */
char *completion_first_line(const struct command *command);

/** Prints a text within single quotes, with a backslash before each of `special`. */
void completion_print_quoted(const char *text, const char *special);

#endif
