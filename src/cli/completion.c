/* gradfig completion: scripts that complete the command in shells, made from the command's tables.
 */
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "documents/systems.h"
#include "spec/parameters.h"
#include "spec/spec.h"

/* ---- words ---- */

static const char *const shells[] = {"bash", "zsh", "fish"};

static const char *shell_name(size_t i) {
    return i < G_N_ELEMENTS(shells) ? shells[i] : NULL;
}

static char *list_shells(void) {
    return text_list(shell_name, "", " ", " ");
}

static const char *key_name(size_t i) {
    return i < n_parameter_rows ? parameter_rows[i].key : NULL;
}

/* The words that the first operand of a command can be, separated by spaces; NULL: a file, or
 * nothing. */
static char *words_of(const struct command *command) {
    if (command == &command_completion) {
        return list_shells();
    }
    if (command == &command_keys) {
        return text_list(key_name, "", " ", " ");
    }
    return command == &command_filter ? g_strdup("pandoc") : NULL;
}

/* The commands with the options of gradfig itself. */
static char *list_commands(void) {
    GString *words = g_string_new("--help --version");

    for (size_t i = 0; i < n_commands; i++) {
        g_string_append_printf(words, " %s", commands[i]->name);
    }
    return g_string_free(words, FALSE);
}

/* The values that an option is completed with; NULL: none. */
static char *values_of(const struct command *command, const struct command_option *option) {
    if (option->kind == OPTION_FORMAT) {
        return text_list(command->format_word, "", " ", " ");
    }
    return option->kind == OPTION_SYSTEM ? document_system_list() : g_strdup(option->words);
}

/* Takes a key and the words it accepts, or NULL for a key without choices. */
typedef void key_writer(const char *key, const char *choices);

/* Visits every key, those of networks with the names of the article's networks. */
static void visit_keys(key_writer *write) {
    struct spec spec;

    spec_init(&spec);
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        size_t n_networks = row->owner == OWNER_NETWORK ? spec.n_networks : 0;
        if (n_networks == 0) {
            write(row->key, row->choices);
        }
        for (size_t j = 0; j < n_networks; j++) {
            g_autoptr(GString) key = g_string_new(row->key);
            g_string_replace(key, "NAME", spec.networks[j].name, 1);
            write(key->str, row->choices);
        }
    }
    spec_finish(&spec);
}

static void write_key(const char *key, const char *choices) {
    (void)choices;
    printf(" %s=", key);
}

/* The values of KEY= as a branch of `case`, for bash and zsh. */
static void write_choices(const char *key, const char *choices) {
    if (choices != NULL) {
        printf("        %s) offered='%s' ;;\n", key, choices);
    }
}

/* ---- descriptions ---- */

/* The text up to its first semicolon or the end of its first line. */
static char *shorten(const struct command *command, const char *text) {
    g_autofree char *filled = command_fill_text(command, text);

    return g_strndup(filled, strcspn(filled, ";\n"));
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
    const struct command_option *option;
    g_autoptr(GString) options = g_string_new("--help");

    for (size_t row = 0; (option = command_next_option(command, &row)) != NULL;) {
        g_autofree char *values = values_of(command, option);
        if (values != NULL) {
            printf("        %s:--%s) offered='%s' ;;\n", command->name, option->name, values);
        } else if (option->kind != OPTION_FLAG && option->kind != OPTION_SETTING) {
            printf("        %s:--%s) ;;\n", command->name, option->name);
        }
        if (option->letter != '\0') {
            printf("        %s:-%c) ;;\n", command->name, option->letter);
            g_string_append_printf(options, " -%c", option->letter);
        }
        g_string_append_printf(options, " --%s", option->name);
    }
    g_autofree char *words = words_of(command);
    if (words != NULL) {
        g_string_append_printf(options, " %s", words);
        printf("        %s:*) offered='%s' ;;\n", command->name, options->str);
    } else {
        printf("        %s:*) [[ $word != -* ]] || offered='%s' ;;\n", command->name, options->str);
    }
}

/* bash splits words at "=". */
static void write_bash(void) {
    g_autofree char *words = list_commands();

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
    g_autofree char *text = shorten(command, command_option_text(command, option));
    g_autofree char *values = values_of(command, option);

    if (option->letter != '\0') {
        printf(" \\\n            '(-%c --%s)'{-%c,--%s}'[", option->letter, option->name,
               option->letter, option->name);
    } else {
        printf(" \\\n            '%s--%s[", option->kind == OPTION_SETTING ? "*" : "",
               option->name);
    }
    print_quoted(text, "[]:\\");
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
    const struct command_option *option;

    printf("    %s)\n        _arguments '--help[print what the command does]'", command->name);
    for (size_t row = 0; (option = command_next_option(command, &row)) != NULL;) {
        write_zsh_option(command, option);
    }
    g_autofree char *words = words_of(command);
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
        g_autofree char *help = shorten(commands[i], commands[i]->help);
        printf("        '%s:", commands[i]->name);
        print_quoted(help, ":\\");
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

/* ---- fish ---- */

static void write_fish_key(const char *key, const char *choices) {
    g_auto(GStrv) words = g_strsplit(choices != NULL ? choices : "", " ", -1);

    write_key(key, NULL);
    for (char **word = words; *word != NULL; word++) {
        printf(" %s=%s", key, *word);
    }
}

static void write_fish_option(const struct command *command, const struct command_option *option) {
    g_autofree char *text = shorten(command, command_option_text(command, option));
    g_autofree char *values = values_of(command, option);

    printf("complete -c gradfig -n '__fish_seen_subcommand_from %s' -l %s", command->name,
           option->name);
    if (option->letter != '\0') {
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
    print_quoted(text, "\\");
    printf("'\n");
}

static void write_fish_command(const struct command *command) {
    g_autofree char *help = shorten(command, command->help);
    const struct command_option *option;

    printf("complete -c gradfig -n __fish_use_subcommand -f -a %s -d '", command->name);
    print_quoted(help, "\\");
    printf("'\n");
    for (size_t row = 0; (option = command_next_option(command, &row)) != NULL;) {
        write_fish_option(command, option);
    }
    g_autofree char *words = words_of(command);
    if (words != NULL) {
        printf("complete -c gradfig -n '__fish_seen_subcommand_from %s' -f -a '%s'\n",
               command->name, words);
    }
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

static bool complete(const struct options *options, struct gradfig_error *error) {
    static void (*const writers[])(void) = {write_bash, write_zsh, write_fish}; /* of `shells` */

    for (size_t i = 0; i < G_N_ELEMENTS(shells); i++) {
        if (strcmp(shells[i], options->operands.items[0]) == 0) {
            writers[i](); /* main reports write errors */
            return true;
        }
    }
    g_autofree char *words = list_shells();
    return error_set_found(error, options->operands.items[0], "completion: expected one of: %s",
                           words);
}

const struct command command_completion = {
    .name = "completion",
    .arguments = "SHELL",
    .help = "print what a shell needs to complete the words of gradfig\n\n"
            "  SHELL              bash, zsh or fish; meson install puts all three in place\n",
    .examples = {"completion bash > ~/.local/share/bash-completion/completions/gradfig",
                 "completion fish > ~/.config/fish/completions/gradfig.fish"},
    .operands = {1, NULL, "the name of a shell"},
    .work = complete,
};
