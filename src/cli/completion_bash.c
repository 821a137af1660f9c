/* The completion of gradfig in bash. */
#include <stdio.h>

#include <glib.h>

#include "cli/completion.h"

static void write_bash_command(const struct command *command) {
    struct command_option option;
    g_autoptr(GString) options = g_string_new("--help");

    for (size_t row = 0; command_next_option(command, &row, &option);) {
        g_autofree char *values = completion_values(command, &option);
        if (values != NULL) {
            printf("        %s:--%s) offered='%s' ;;\n", command->name, option.name, values);
        } else if (option.kind != OPTION_FLAG && option.kind != OPTION_SETTING) {
            printf("        %s:--%s) ;;\n", command->name, option.name);
        }
        if (option.is_short) {
            printf("        %s:-%c) ;;\n", command->name, option.letter);
            g_string_append_printf(options, " -%c", option.letter);
        }
        g_string_append_printf(options, " --%s", option.name);
    }
    g_autofree char *words = completion_words(command);
    if (words != NULL) {
        g_string_append_printf(options, " %s", words);
        printf("        %s:*) offered='%s' ;;\n", command->name, options->str);
    } else {
        printf("        %s:*) [[ $word != -* ]] || offered='%s' ;;\n", command->name, options->str);
    }
}

/* bash splits words at "=". */
static void write_bash(void) {
    g_autofree char *words = completion_commands();

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
    completion_visit_keys(completion_write_choices);
    printf("        esac\n"
           "    elif [ \"$COMP_CWORD\" -gt 1 ]; then\n"
           "        case ${COMP_WORDS[1]}:$before in\n"
           "        *:--set) offered='");
    completion_visit_keys(completion_write_key);
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

const struct shell shell_bash = {"bash", write_bash};
