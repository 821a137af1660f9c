/* The completion of gradfig in fish. */
#include <stdio.h>

#include <glib.h>

#include "cli/completion.h"

static void write_fish_key(const char *key, const char *choices) {
    g_auto(GStrv) words = g_strsplit(choices != NULL ? choices : "", " ", -1);

    completion_write_key(key, NULL);
    for (char **word = words; *word != NULL; word++) {
        printf(" %s=%s", key, *word);
    }
}

static void write_fish_option(const struct command *command, const struct command_option *option) {
    g_autofree char *text = completion_describe(command, option);
    g_autofree char *values = completion_values(command, option);

    printf("complete -c gradfig -n '__fish_seen_subcommand_from %s' -l %s", command->name,
           option->name);
    if (option->is_short) {
        printf(" -s %c", option->letter);
    }
    if (option->kind != OPTION_FLAG) {
        printf(" %s", option->kind == OPTION_FILE ? "-r" : "-x");
    }
    if (option->kind == OPTION_SETTING) {
        printf(" -a \"$gradfig_keys\"");
    } else if (values != NULL) {
        printf(" -a '%s'", values);
    }
    printf(" -d '");
    completion_print_quoted(text, "\\");
    printf("'\n");
}

static void write_fish_command(const struct command *command) {
    g_autofree char *help = completion_first_line(command);
    struct command_option option;

    printf("complete -c gradfig -n __fish_use_subcommand -f -a %s -d '", command->name);
    completion_print_quoted(help, "\\");
    printf("'\n");
    for (size_t row = 0; command_next_option(command, &row, &option);) {
        write_fish_option(command, &option);
    }
    g_autofree char *words = completion_words(command);
    if (words != NULL) {
        printf("complete -c gradfig -n '__fish_seen_subcommand_from %s' -f -a '%s'\n",
               command->name, words);
    }
}

static void write_fish(void) {
    printf("# fish completion of gradfig, written by \"gradfig completion fish\"\n"
           "set -l gradfig_keys '");
    completion_visit_keys(write_fish_key);
    printf("'\n"
           "complete -c gradfig -l help -d 'print what the command does'\n"
           "complete -c gradfig -n __fish_use_subcommand -l version -d 'print the version'\n");
    for (size_t i = 0; i < n_commands; i++) {
        write_fish_command(commands[i]);
    }
}

const struct shell shell_fish = {"fish", write_fish};
