/* gradfig completion: scripts that complete the command in shells, made from the command's tables.
 */
#include "cli/completion.h"

#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/user_text.h"
#include "documents/systems.h"
#include "spec/parameters.h"
#include "spec/spec.h"

/* ---- words ---- */

static const struct shell *const shells[] = {&shell_bash, &shell_zsh, &shell_fish};

static const char *shell_name(size_t i) {
    return i < G_N_ELEMENTS(shells) ? shells[i]->name : NULL;
}

static char *list_shells(void) {
    return text_list(shell_name, "", " ", " ");
}

static const char *key_name(size_t i) {
    return i < n_parameter_rows ? parameter_rows[i].key : NULL;
}

char *completion_words(const struct command *command) {
    if (command == &command_completion) {
        return list_shells();
    }
    if (command == &command_keys) {
        return text_list(key_name, "", " ", " ");
    }
    return command == &command_filter ? g_strdup("pandoc") : NULL;
}

char *completion_commands(void) {
    GString *words = g_string_new("--help --version");

    for (size_t i = 0; i < n_commands; i++) {
        g_string_append_printf(words, " %s", commands[i]->name);
    }
    return g_string_free(words, FALSE);
}

char *completion_values(const struct command *command, const struct command_option *option) {
    if (option->kind == OPTION_FORMAT) {
        return text_list(command->format_word, "", " ", " ");
    }
    return option->kind == OPTION_SYSTEM ? document_system_list() : g_strdup(option->words);
}

void completion_visit_keys(key_writer *write) {
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

void completion_write_key(const char *key, const char *choices) {
    (void)choices;
    printf(" %s=", key);
}

void completion_write_choices(const char *key, const char *choices) {
    if (choices != NULL) {
        printf("        %s) offered='%s' ;;\n", key, choices);
    }
}

/* ---- descriptions ---- */

char *completion_describe(const struct command *command, const struct command_option *option) {
    g_autofree char *help = command_fill_text(command, command->help);
    g_autofree char *begin = option->is_short ? g_strdup_printf("\n  -%c ", option->letter)
                                              : g_strdup_printf("\n  --%s ", option->name);
    const char *found = strstr(help, begin);
    GString *text = g_string_new(NULL);

    if (found != NULL) {
        static const size_t column = sizeof("\n  --format FORMAT    ") - 1;
        const char *description = found + column;
        g_string_append_len(text, description, (gssize)strcspn(description, ";\n"));
    }
    return g_string_free(text, FALSE);
}

char *completion_first_line(const struct command *command) {
    g_autofree char *help = command_fill_text(command, command->help);
    return g_strndup(help, strcspn(help, "\n"));
}

void completion_print_quoted(const char *text, const char *special) {
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            fputs("'\\''", stdout);
        } else {
            printf("%s%c", strchr(special, *text) != NULL ? "\\" : "", *text);
        }
    }
}

/* ---- the command ---- */

static bool complete(const struct options *options, struct gradfig_error *error) {
    for (size_t i = 0; i < G_N_ELEMENTS(shells); i++) {
        if (strcmp(shells[i]->name, options->operands.items[0]) == 0) {
            shells[i]->write(); /* main reports write errors */
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
    .options = "",
    .operands = {1, NULL, "the name of a shell"},
    .work = complete,
};
