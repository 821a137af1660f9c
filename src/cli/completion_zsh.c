/* The completion of gradfig in zsh. */
#include <stdio.h>

#include <glib.h>

#include "cli/completion.h"

static void write_zsh_option(const struct command *command, const struct command_option *option) {
    g_autofree char *text = completion_describe(command, option);
    g_autofree char *values = completion_values(command, option);

    if (option->is_short) {
        printf(" \\\n            '(-%c --%s)'{-%c,--%s}'[", option->letter, option->name,
               option->letter, option->name);
    } else {
        printf(" \\\n            '%s--%s[", option->kind == OPTION_SETTING ? "*" : "",
               option->name);
    }
    completion_print_quoted(text, "[]:\\");
    putchar(']');
    if (values != NULL) {
        printf(":%s:(%s)", option->name, values);
    } else if (option->kind != OPTION_FLAG) {
        printf(":%s:%s", option->name,
               option->kind == OPTION_SETTING ? "_gradfig_set"
                                              : (option->kind == OPTION_FILE ? "_files" : ""));
    }
    putchar('\'');
}

static void write_zsh_command(const struct command *command) {
    struct command_option option;

    printf("    %s)\n        _arguments '--help[print what the command does]'", command->name);
    for (size_t row = 0; command_next_option(command, &row, &option);) {
        write_zsh_option(command, &option);
    }
    g_autofree char *words = completion_words(command);
    if (words != NULL) {
        printf(" \\\n            '1:word:(%s)'", words);
    } else {
        printf(" \\\n            '*:file:_files'");
    }
    printf(" ;;\n");
}

static void write_zsh(void) {
    printf("#compdef gradfig\n"
           "# zsh completion of gradfig, written by \"gradfig completion zsh\"\n"
           "_gradfig_set() {\n"
           "    local offered=''\n"
           "    if compset -P '*='; then\n"
           "        case ${${IPREFIX%%=}##*=} in\n");
    completion_visit_keys(completion_write_choices);
    printf("        esac\n"
           "        compadd -- ${=offered}\n"
           "    else\n"
           "        offered='");
    completion_visit_keys(completion_write_key);
    printf("'\n"
           "        compadd -S '' -- ${=offered}\n"
           "    fi\n"
           "}\n"
           "_gradfig() {\n"
           "    local -a all=(\n");
    for (size_t i = 0; i < n_commands; i++) {
        g_autofree char *help = completion_first_line(commands[i]);
        printf("        '%s:", commands[i]->name);
        completion_print_quoted(help, ":\\");
        printf("'\n");
    }
    printf("    )\n"
           "    if (( CURRENT == 2 )); then\n"
           "        _describe command all\n"
           "        return\n"
           "    fi\n"
           "    shift words\n"
           "    (( CURRENT-- ))\n"
           "    case $words[1] in\n");
    for (size_t i = 0; i < n_commands; i++) {
        write_zsh_command(commands[i]);
    }
    printf("    esac\n"
           "}\n"
           "_gradfig \"$@\"\n");
}

const struct shell shell_zsh = {"zsh", write_zsh};
