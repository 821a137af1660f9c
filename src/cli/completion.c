/* gradfig completion: scripts that complete the command in shells, made from the command's tables.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"
#include "documents/systems.h"
#include "spec/parameters.h"
#include "spec/spec.h"

/* One shell. */
struct shell {
    const char *name;
    void (*write)(void);
};

static const struct shell shells[4];

/* ---- words ---- */

static char *list_formats(const struct command *command) {
    GString *words = g_string_new(NULL);

    for (size_t i = 0; command->format_word(i) != NULL; i++) {
        g_string_append_printf(words, "%s%s", i > 0 ? " " : "", command->format_word(i));
    }
    return g_string_free(words, FALSE);
}

static char *list_shells(void) {
    GString *words = g_string_new(NULL);

    for (const struct shell *shell = shells; shell->name != NULL; shell++) {
        g_string_append_printf(words, "%s%s", shell != shells ? " " : "", shell->name);
    }
    return g_string_free(words, FALSE);
}

static char *list_commands(void) {
    GString *words = g_string_new("--help --version");

    for (size_t i = 0; i < n_commands; i++) {
        g_string_append_printf(words, " %s", commands[i]->name);
    }
    return g_string_free(words, FALSE);
}

/* The values that an option accepts, separated by spaces; freed with g_free. NULL: any. */
static char *list_values(const struct command *command, const struct command_option *option) {
    if (option->letter == 'f') {
        return list_formats(command);
    }
    return option->letter == 'd' ? document_system_list() : NULL;
}

static bool is_file(const struct command_option *option) {
    return option->letter == 'o';
}

static bool is_setting(const struct command_option *option) {
    return option->letter == 's';
}

typedef void key_writer(const char *key, const char *choices);

/* Visits every key, those of networks with the names of the article's networks. The choices are
 * NULL for a key without choices. */
static void visit_keys(key_writer *write) {
    struct spec spec;

    spec_init(&spec);
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        const char *choices =
            row->choices != NULL ? row->choices + strspn(row->choices, " ") : NULL;
        size_t n_networks = parameter_is_of_network(row) ? spec.n_networks : 0;
        if (n_networks == 0) {
            write(row->key, choices);
        }
        for (size_t j = 0; j < n_networks; j++) {
            GString *key = g_string_new(row->key);
            g_string_replace(key, "NAME", spec.networks[j].name, 1);
            write(key->str, choices);
            g_string_free(key, TRUE);
        }
    }
    spec_finish(&spec);
}

static void write_key(const char *key, const char *choices) {
    (void)choices;
    printf(" %s=", key);
}

/* Writes the values of KEY= as a branch of `case`, for bash and zsh. */
static void write_choices(const char *key, const char *choices) {
    if (choices != NULL) {
        printf("        %s) offered='%s' ;;\n", key, choices);
    }
}

/* ---- descriptions ---- */

/* The description of an option in the help of its command, up to its first semicolon or the end of
 * its first line; freed with g_free. */
static char *describe(const struct command *command, const struct command_option *option) {
    char *help = command_fill_text(command->help);
    char *begin = option->is_short ? g_strdup_printf("\n  -%c ", option->letter)
                                   : g_strdup_printf("\n  --%s ", option->name);
    const char *found = strstr(help, begin);
    GString *text = g_string_new(NULL);

    if (found != NULL) {
        static const size_t column = sizeof("\n  --format FORMAT    ") - 1;
        const char *description = found + column;
        g_string_append_len(text, description, (gssize)strcspn(description, ";\n"));
    }
    g_free(begin);
    free(help);
    return g_string_free(text, FALSE);
}

static char *first_line(const struct command *command) {
    char *help = command_fill_text(command->help);
    char *line = g_strndup(help, strcspn(help, "\n"));

    free(help);
    return line;
}

/* Prints a text within single quotes, with a backslash before each of `special`. */
static void print_quoted(const char *text, const char *special) {
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            fputs("'\\''", stdout);
        } else {
            printf("%s%c", strchr(special, *text) != NULL ? "\\" : "", *text);
        }
    }
}

/* ---- bash ---- */

static void write_bash_command(const struct command *command) {
    struct command_option option;
    GString *options = g_string_new("--help");

    for (size_t row = 0; command_next_option(command, &row, &option);) {
        char *values = list_values(command, &option);
        if (values != NULL) {
            printf("        %s:--%s) offered='%s' ;;\n", command->name, option.name, values);
        } else if (option.has_value && !is_setting(&option)) {
            printf("        %s:--%s) ;;\n", command->name, option.name);
        }
        if (option.is_short) {
            printf("        %s:-%c) ;;\n", command->name, option.letter);
            g_string_append_printf(options, " -%c", option.letter);
        }
        g_string_append_printf(options, " --%s", option.name);
        g_free(values);
    }
    if (command->operands == OPERANDS_SHELL) {
        char *words = list_shells();
        g_string_append_printf(options, " %s", words);
        g_free(words);
        printf("        %s:*) offered='%s' ;;\n", command->name, options->str);
    } else {
        printf("        %s:*) [[ $word != -* ]] || offered='%s' ;;\n", command->name, options->str);
    }
    g_string_free(options, TRUE);
}

/* bash splits words at "=". */
static void write_bash(void) {
    char *words = list_commands();

    printf("# bash completion of gradfig, written by \"gradfig completion bash\"\n"
           "_gradfig() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
           "    local key='' offered=''\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        offered='%s'\n"
           "    elif [ \"$word\" = '=' ]; then\n"
           "        key=$before word=''\n"
           "    elif [ \"$before\" = '=' ]; then\n"
           "        key=${COMP_WORDS[COMP_CWORD - 2]}\n"
           "    fi\n"
           "    if [ -n \"$key\" ]; then\n"
           "        case $key in\n",
           words);
    g_free(words);
    visit_keys(write_choices);
    printf("        esac\n"
           "    elif [ \"$COMP_CWORD\" -gt 1 ]; then\n"
           "        case ${COMP_WORDS[1]}:$before in\n"
           "        *:--set) offered='");
    visit_keys(write_key);
    printf("'\n"
           "            compopt -o nospace 2>/dev/null ;;\n");
    for (size_t i = 0; i < n_commands; i++) {
        write_bash_command(commands[i]);
    }
    printf("        esac\n"
           "    fi\n"
           "    local IFS=$' \\n'\n"
           "    COMPREPLY=($(compgen -W \"$offered\" -- \"$word\"))\n"
           "}\n"
           "complete -o default -F _gradfig gradfig\n");
}

/* ---- zsh ---- */

static void write_zsh_option(const struct command *command, const struct command_option *option) {
    char *text = describe(command, option);
    char *values = list_values(command, option);

    if (option->is_short) {
        printf(" \\\n            '(-%c --%s)'{-%c,--%s}'[", option->letter, option->name,
               option->letter, option->name);
    } else {
        printf(" \\\n            '%s--%s[", is_setting(option) ? "*" : "", option->name);
    }
    print_quoted(text, "[]:\\");
    putchar(']');
    if (values != NULL) {
        printf(":%s:(%s)", option->name, values);
    } else if (option->has_value) {
        printf(":%s:%s", option->name,
               is_setting(option) ? "_gradfig_set" : (is_file(option) ? "_files" : ""));
    }
    putchar('\'');
    g_free(values);
    g_free(text);
}

static void write_zsh_command(const struct command *command) {
    struct command_option option;

    printf("    %s)\n        _arguments '--help[print what the command does]'", command->name);
    for (size_t row = 0; command_next_option(command, &row, &option);) {
        write_zsh_option(command, &option);
    }
    if (command->operands == OPERANDS_SHELL) {
        char *words = list_shells();
        printf(" \\\n            '1:shell:(%s)'", words);
        g_free(words);
    } else if (command->operands != OPERANDS_NONE) {
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
    visit_keys(write_choices);
    printf("        esac\n"
           "        compadd -- ${=offered}\n"
           "    else\n"
           "        offered='");
    visit_keys(write_key);
    printf("'\n"
           "        compadd -S '' -- ${=offered}\n"
           "    fi\n"
           "}\n"
           "_gradfig() {\n"
           "    local -a all=(\n");
    for (size_t i = 0; i < n_commands; i++) {
        char *help = first_line(commands[i]);
        printf("        '%s:", commands[i]->name);
        print_quoted(help, ":\\");
        printf("'\n");
        g_free(help);
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

/* ---- fish ---- */

static void write_fish_key(const char *key, const char *choices) {
    char **words = g_strsplit(choices != NULL ? choices : "", " ", -1);

    write_key(key, NULL);
    for (char **word = words; *word != NULL; word++) {
        printf(" %s=%s", key, *word);
    }
    g_strfreev(words);
}

static void write_fish_option(const struct command *command, const struct command_option *option) {
    char *text = describe(command, option);
    char *values = list_values(command, option);

    printf("complete -c gradfig -n '__fish_seen_subcommand_from %s' -l %s", command->name,
           option->name);
    if (option->is_short) {
        printf(" -s %c", option->letter);
    }
    if (option->has_value) {
        printf(" %s", is_file(option) ? "-r" : "-x");
    }
    if (is_setting(option)) {
        printf(" -a \"$gradfig_keys\"");
    } else if (values != NULL) {
        printf(" -a '%s'", values);
    }
    printf(" -d '");
    print_quoted(text, "\\");
    printf("'\n");
    g_free(values);
    g_free(text);
}

static void write_fish_command(const struct command *command) {
    char *help = first_line(command);
    struct command_option option;

    printf("complete -c gradfig -n __fish_use_subcommand -f -a %s -d '", command->name);
    print_quoted(help, "\\");
    printf("'\n");
    for (size_t row = 0; command_next_option(command, &row, &option);) {
        write_fish_option(command, &option);
    }
    if (command->operands == OPERANDS_SHELL) {
        char *words = list_shells();
        printf("complete -c gradfig -n '__fish_seen_subcommand_from %s' -f -a '%s'\n",
               command->name, words);
        g_free(words);
    }
    g_free(help);
}

static void write_fish(void) {
    printf("# fish completion of gradfig, written by \"gradfig completion fish\"\n"
           "set -l gradfig_keys '");
    visit_keys(write_fish_key);
    printf("'\n"
           "complete -c gradfig -l help -d 'print what the command does'\n"
           "complete -c gradfig -n __fish_use_subcommand -l version -d 'print the version'\n");
    for (size_t i = 0; i < n_commands; i++) {
        write_fish_command(commands[i]);
    }
}

/* ---- the command ---- */

static const struct shell shells[4] = {
    {"bash", write_bash},
    {"zsh", write_zsh},
    {"fish", write_fish},
    {NULL, NULL},
};

static bool complete(const struct options *options, struct gradfig_error *error) {
    for (const struct shell *shell = shells; shell->name != NULL; shell++) {
        if (strcmp(shell->name, options->operands[0]) == 0) {
            shell->write(); /* main reports write errors */
            return true;
        }
    }
    char quoted[TEXT_QUOTED_SIZE];
    char *words = list_shells();
    text_quote(options->operands[0], quoted);
    error_set(error, GRADFIG_INVALID_INPUT, "completion: expected one of: %s, found %s", words,
              quoted);
    g_free(words);
    return false;
}

const struct command command_completion = {
    .name = "completion",
    .arguments = "SHELL",
    .help = "print what a shell needs to complete the words of gradfig\n\n"
            "  SHELL              bash, zsh or fish; meson install puts all three in place\n",
    .options = "",
    .operands = OPERANDS_SHELL,
    .work = complete,
};
