/* Reads the arguments of a command: the table of options, and what may be meant by a wrong one.
 *
 * Why not getopt_long: it takes abbreviations, and reads -0.5 as three options. */
#include "cli/command.h"

#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/user_text.h"
#include "spec/key_hint.h"
#include "spec/parameters.h"

/* ---- the table of options ---- */

static const struct command_option rows[] = {
    {"set", OPTION_SETTING, offsetof(struct options, settings)},
    {"format", OPTION_FORMAT, offsetof(struct options, format)},
    {"layers", OPTION_TEXT, offsetof(struct options, layers)},
    {"output", OPTION_FILE, offsetof(struct options, output), 'o'},
    {"theme-pair", OPTION_FLAG, offsetof(struct options, theme_pair)},
    {"for", OPTION_SYSTEM, offsetof(struct options, target)},
    {"jobs", OPTION_TEXT, offsetof(struct options, jobs), 'j'},
    {"shard", OPTION_TEXT, offsetof(struct options, shard)},
    {"force", OPTION_FLAG, offsetof(struct options, force)},
    {"dry-run", OPTION_FLAG, offsetof(struct options, dry_run)},
    {"prune", OPTION_FLAG, offsetof(struct options, prune)},
    {"quantities", OPTION_FLAG, offsetof(struct options, quantities)},
    {"check", OPTION_FLAG, offsetof(struct options, check)},
    {"depfile", OPTION_FILE, offsetof(struct options, depfile)},
    {"port", OPTION_TEXT, offsetof(struct options, port)},
    {"open", OPTION_FLAG, offsetof(struct options, open)},
    {"select", OPTION_TEXTS, offsetof(struct options, patterns)},
    {"column", OPTION_TEXT, offsetof(struct options, column)},
    {"order", OPTION_TEXT, offsetof(struct options, order), .words = "names file"},
    {"step", OPTION_TEXT, offsetof(struct options, step), .words = "first last"},
    {"list", OPTION_FLAG, offsetof(struct options, list)},
};

/* The help is the list of a command's options, so that none lacks its description. */
const char *command_option_text(const struct command *command,
                                const struct command_option *option) {
    static const size_t column = sizeof("\n  --format FORMAT    ") - 1;
    g_autofree char *begin = option->letter != '\0' ? g_strdup_printf("\n  -%c ", option->letter)
                                                    : g_strdup_printf("\n  --%s ", option->name);
    const char *found = strstr(command->help, begin);

    return found != NULL ? found + column : NULL;
}

const struct command_option *command_next_option(const struct command *command, size_t *row) {
    while (*row < G_N_ELEMENTS(rows) && command_option_text(command, &rows[*row]) == NULL) {
        ++*row;
    }
    return *row < G_N_ELEMENTS(rows) ? &rows[(*row)++] : NULL;
}

bool command_has_option(const struct command *command, const char *name) {
    const struct command_option *option;

    for (size_t row = 0; (option = command_next_option(command, &row)) != NULL;) {
        if (strcmp(option->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The row of an option of any command, and where its value begins in the argument, or NULL. */
static const struct command_option *find_row(const char *argument, const char **value) {
    bool is_long = argument[1] == '-';
    size_t length = strcspn(argument, "=");

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct command_option *row = &rows[i];
        bool is_it = is_long ? strlen(row->name) == length - 2 &&
                                   strncmp(row->name, argument + 2, length - 2) == 0
                             : row->letter != '\0' && row->letter == argument[1];
        if (is_it) {
            const char *end = argument + (is_long ? length : 2);
            *value = *end == '\0' ? NULL : end + (is_long ? 1 : 0);
            return row;
        }
    }
    return NULL;
}

/* ---- mistakes ---- */

struct reading {
    struct options *options;
    char **argv; /* ends with NULL */
    size_t n_errors;
};

/* "gradfig: render: WHAT "ARGUMENT"MEANT (see gradfig render --help)" */
static void refuse(struct reading *reading, const char *what, const char *argument,
                   const char *meant) {
    const char *name = reading->options->command->name;

    g_autofree char *quoted = text_quote(argument);
    print_message("%s: %s %s%s (see gradfig %s --help)", name, what, quoted, meant, name);
    reading->n_errors++;
}

/* The argument after `i`, if it is no option; else NULL. */
static const char *next_value(const struct reading *reading, int i) {
    const char *next = reading->argv[i + 1];
    return next != NULL && (*next != '-' || text_is_number(next)) ? next : NULL;
}

/* The key of the table that is meant by `word`, or words with a space; NULL if there is none, or
 * the command has no --set. Freed with g_free. */
static char *find_key(const struct command *command, const char *word) {
    g_autofree const char **keys = key_hint_rows();

    return command_has_option(command, "set") ? key_hint_find(keys, word) : NULL;
}

/* The option of the command that `name` is near to, or an abbreviation of; or NULL. */
static const char *find_nearest(const struct command *command, const char *name,
                                bool (*is_near)(const char *, const char *)) {
    const char *nearest = NULL;
    const struct command_option *option;

    for (size_t row = 0; (option = command_next_option(command, &row)) != NULL;) {
        bool is_better =
            nearest == NULL || text_distance(name, option->name) < text_distance(name, nearest);
        if (is_better && is_near(name, option->name)) {
            nearest = option->name;
        }
    }
    return nearest;
}

/* The option of the command that is meant by `name`, or NULL. */
static const char *find_option(const struct command *command, const char *name, const char *key) {
    const char *option = find_nearest(command, name, text_is_near);

    return option == NULL && key == NULL ? find_nearest(command, name, text_is_abbreviation)
                                         : option;
}

/* "; a parameter is set by --set depth=100", or the nearest option unless `is_known` of another
 * command, or empty; freed with g_free. */
static char *describe_meant(const struct reading *reading, const char *name, const char *value,
                            bool is_known) {
    const struct command *command = reading->options->command;
    g_autofree char *key = find_key(command, name);
    const char *option = is_known ? NULL : find_option(command, name, key);

    if (key != NULL && strchr(key, ' ') != NULL) {
        return g_strdup_printf("; parameters are set by --set: %s", key);
    }
    if (key != NULL && (option == NULL || g_str_has_suffix(key, name))) {
        return g_strdup_printf("; a parameter is set by --set %s=%s", key,
                               value != NULL ? value : "VALUE");
    }
    return option != NULL ? g_strconcat("; the nearest one is --", option, NULL) : g_strdup("");
}

/* Whether "-word" has the name of a long option, or of a parameter, after one hyphen. */
static bool lacks_hyphen(const struct command *command, const char *argument) {
    size_t length = strcspn(argument, "=");

    if (argument[1] == '-' || length < 3) {
        return false;
    }
    g_autofree char *name = g_strndup(argument + 1, length - 1);
    g_autofree char *key = find_key(command, name);
    return (key != NULL && g_str_has_prefix(parameter_key_last(key), name)) ||
           command_has_option(command, name);
}

/* Refuses argument `i`, an option. `row` is that of another command, or NULL. Returns the number of
 * arguments after it that belong to it. */
static int refuse_option(struct reading *reading, int i, const struct command_option *row) {
    const char *argument = reading->argv[i];
    const char *equals = strchr(argument, '=');
    const char *value = equals != NULL ? equals + 1 : next_value(reading, i);
    bool lacks = lacks_hyphen(reading->options->command, argument);
    bool is_long = argument[1] == '-' || lacks;
    g_autofree char *shown = g_strndup(argument, is_long ? strcspn(argument, "=") : 2);
    g_autofree char *meant =
        is_long ? describe_meant(reading, shown + (lacks ? 1 : 2), value, row != NULL)
                : g_strdup("");
    bool takes_value = row != NULL ? row->kind != OPTION_FLAG : strstr(meant, "--set") != NULL;

    refuse(reading, "unknown option", shown, meant);
    return takes_value && equals == NULL && value != NULL ? 1 : 0;
}

/* Refuses a key and a value in two arguments. */
static void refuse_setting(struct reading *reading, const char *setting, const char *next) {
    g_autofree char *meant = g_strdup_printf("; join them, as in --set %s=%s", setting, next);

    refuse(reading, "--set: expected KEY=VALUE, found", setting, meant);
}

/* ---- reading ---- */

static void store(struct options *options, const struct command_option *row, const char *value) {
    void *field = (char *)options + row->offset;

    if (row->kind == OPTION_FLAG) {
        *(bool *)field = true;
    } else if (row->kind == OPTION_TEXTS || row->kind == OPTION_SETTING) {
        struct arguments *texts = field;
        texts->items[texts->n++] = value;
    } else {
        *(const char **)field = value;
    }
}

/* Reads the option at argument `i`, and returns the last argument that belongs to it. */
static int read_option(struct reading *reading, int i) {
    const char *value = NULL;
    bool lacks = lacks_hyphen(reading->options->command, reading->argv[i]);
    const struct command_option *row = lacks ? NULL : find_row(reading->argv[i], &value);
    bool is_own = row != NULL && command_option_text(reading->options->command, row) != NULL;

    if (!is_own) {
        return i + refuse_option(reading, i, row);
    }
    if (row->kind == OPTION_FLAG && value != NULL) {
        refuse(reading, "unexpected value in", reading->argv[i], "; the option takes none");
        return i;
    }
    if (row->kind != OPTION_FLAG && value == NULL) {
        value = reading->argv[++i];
        if (value == NULL) {
            refuse(reading, "a value is missing after", reading->argv[i - 1], "");
            return i - 1;
        }
    }
    const char *next = row->kind == OPTION_SETTING ? next_value(reading, i) : NULL;
    if (next != NULL && value != NULL && strchr(value, '=') == NULL) {
        refuse_setting(reading, value, next);
        return i + 1;
    }
    store(reading->options, row, value);
    return i;
}

/* What is meant by argument `i` if it goes on with the value of the --set before it; else NULL.
 * Freed with g_free. */
static char *describe_continued(const struct reading *reading, int i) {
    const char *argument = reading->argv[i];
    const char *setting = i > 2 ? reading->argv[i - 1] : NULL;

    if (setting == NULL || strcmp(reading->argv[i - 2], "--set") != 0 ||
        access(argument, F_OK) == 0) {
        return NULL;
    }
    if (text_is_number(argument)) {
        return g_strdup_printf("; separate the numbers of a list by commas, as in --set %s,%s",
                               setting, argument);
    }
    bool is_text = g_str_has_prefix(setting, "labels.") || strstr(setting, ".label=") != NULL;
    return is_text ? g_strdup_printf("; put a text with blanks in quotes, as in --set \"%s %s\"",
                                     setting, argument)
                   : NULL;
}

/* What is meant by argument `i` if it is KEY=VALUE without --set; else NULL. Freed with g_free. */
static char *describe_setting(const struct reading *reading, int i) {
    const char *argument = reading->argv[i];
    const char *value = strchr(argument, '=');
    g_autofree char *key = g_strndup(argument, strcspn(argument, "="));
    const char *last = parameter_key_last(key);
    g_autofree char *known = find_key(reading->options->command, key);

    if (value == NULL || known == NULL || strchr(known, ' ') != NULL ||
        access(argument, F_OK) == 0) {
        return NULL;
    }
    bool is_right = last > key && g_str_has_suffix(known, last);
    return g_strdup_printf("; a parameter is set by --set %s%s", is_right ? key : known, value);
}

static void read_operand(struct reading *reading, int i) {
    struct options *options = reading->options;
    char *meant = describe_continued(reading, i);

    meant = meant != NULL ? meant : describe_setting(reading, i);
    if (meant != NULL) {
        refuse(reading, "unexpected argument", reading->argv[i], meant);
        g_free(meant);
    } else if (options->command->operands.is_file && strcmp(reading->argv[i], "-") == 0) {
        refuse(reading, "expected a file, found", "-", "; standard input is not read");
    } else {
        options->operands.items[options->operands.n++] = reading->argv[i];
    }
}

static void check_operands(struct reading *reading) {
    const struct options *options = reading->options;
    const struct command *command = options->command;
    const struct operands *rule = &command->operands;
    g_autofree char *meant =
        rule->noun != NULL ? g_strdup_printf("; one %s at a time", rule->noun) : g_strdup("");

    for (size_t i = rule->n_max; i < options->operands.n; i++) {
        refuse(reading, "unexpected argument", options->operands.items[i], meant);
    }
    if (rule->required != NULL && options->operands.n == 0 && reading->n_errors == 0) {
        print_message("%s: expected %s (see gradfig %s --help)", command->name, rule->required,
                      command->name);
        reading->n_errors++;
    }
}

bool arguments_read(struct options *options, int argc, char **argv) {
    struct reading reading = {.options = options, .argv = argv};
    bool has_ended = false;

    options->settings.items = g_new(const char *, (size_t)argc);
    options->operands.items = g_new(const char *, (size_t)argc);
    options->patterns.items = g_new(const char *, (size_t)argc);
    for (int i = 1; i < argc; i++) {
        const char *argument = argv[i];
        bool is_operand = has_ended || argument[0] != '-' || argument[1] == '\0';
        if (!is_operand && strcmp(argument, "--") == 0) {
            has_ended = true;
        } else if (is_operand || text_is_number(argument)) {
            read_operand(&reading, i);
        } else {
            i = read_option(&reading, i);
        }
    }
    check_operands(&reading);
    return reading.n_errors == 0;
}

void arguments_finish(struct options *options) {
    g_free(options->settings.items);
    g_free(options->operands.items);
    g_free(options->patterns.items);
}
