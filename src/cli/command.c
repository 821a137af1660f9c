/* What the commands share: their options and how they are run. */
#include "cli/command.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "output/formats.h"

#include "base/error.h"
#include "base/markup.h"
#include "base/user_text.h"

static int report_error(const struct gradfig_error *error) {
    if (error->code == GRADFIG_INTERRUPTED) {
        print_message("%s", signals_message);
        return EXIT_SIGNAL_BASE + stop_signal;
    }
    print_message("%s", error->message);
    return error->code == GRADFIG_INVALID_INPUT ? EXIT_WRONG_INPUT : EXIT_WORK_FAILED;
}

/* ---- options ---- */

enum {
    OPTION_SET = 's',
    OPTION_FORMAT = 'f',
    OPTION_LAYERS = 'l',
    OPTION_OUTPUT = 'o',
    OPTION_THEME_PAIR = 't',
    OPTION_TARGET = 'd',
    OPTION_JOBS = 'j',
    OPTION_SHARD = 'h',
    OPTION_FORCE = COMMAND_FORCE,
    OPTION_DRY_RUN = 'n',
    OPTION_PRUNE = 'p',
    OPTION_QUANTITIES = 'q',
    OPTION_CHECK = 'c',
    OPTION_DEPFILE = 'D',
};

/* Options with a short form. The letters of the other options are internal. */
static const char short_options[] = ":o:j:";

static const struct option long_options[] = {
    {"set", required_argument, NULL, OPTION_SET},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"layers", required_argument, NULL, OPTION_LAYERS},
    {"output", required_argument, NULL, OPTION_OUTPUT},
    {"theme-pair", no_argument, NULL, OPTION_THEME_PAIR},
    {"for", required_argument, NULL, OPTION_TARGET},
    {"jobs", required_argument, NULL, OPTION_JOBS},
    {"shard", required_argument, NULL, OPTION_SHARD},
    {"force", no_argument, NULL, OPTION_FORCE},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"prune", no_argument, NULL, OPTION_PRUNE},
    {"quantities", no_argument, NULL, OPTION_QUANTITIES},
    {"check", no_argument, NULL, OPTION_CHECK},
    {"depfile", required_argument, NULL, OPTION_DEPFILE},
    {0},
};

char *command_fill_text(const struct command *command, const char *text) {
    if (command->format_word == NULL) {
        return g_strdup(text);
    }
    const struct markup_field fields[] = {
        {"words", text_list(command->format_word, "", ", ", " or ")},
        {"choices", text_list(command->format_word, "", "|", "|")},
        {"endings", text_list(command->format_word, ".", ", ", " or ")},
        {"default", g_strdup(command->format_word(0))},
    };
    return markup_fill(text, fields, G_N_ELEMENTS(fields));
}

static void print_help(const struct command *command) {
    char *arguments = command_fill_text(command, command->arguments);
    char *help = command_fill_text(command, command->help);

    printf("usage: gradfig %s%s%s\n\n%s", command->name, *arguments != '\0' ? " " : "", arguments,
           help);
    fputs("\nexamples:\n", stdout);
    for (size_t i = 0; i < G_N_ELEMENTS(command->examples) && command->examples[i] != NULL; i++) {
        printf("  gradfig %s\n", command->examples[i]);
    }
    g_free(arguments);
    g_free(help);
}

bool command_next_option(const struct command *command, size_t *row,
                         struct command_option *option) {
    for (const struct option *next = &long_options[*row]; next->name != NULL; next++) {
        (*row)++;
        if (strchr(command->options, next->val) != NULL) {
            *option = (struct command_option){
                .letter = next->val,
                .name = next->name,
                .has_value = next->has_arg == required_argument,
                .is_short = strchr(short_options, next->val) != NULL,
            };
            return true;
        }
    }
    return false;
}

struct reading {
    struct options *options;
    const struct command *command;
    const char **settings; /* the values of --set, in their order */
    size_t n_settings;
    size_t n_errors;
};

static void refuse_argument(struct reading *reading, const char *what, const char *argument) {
    char quoted[TEXT_QUOTED_SIZE];

    text_quote(argument, quoted);
    print_message("%s: %s %s (see gradfig %s --help)", reading->command->name, what, quoted,
                  reading->command->name);
    reading->n_errors++;
}

/* Names the option that getopt refused, as typed; a short one by its letter alone. */
static void refuse_unread(struct reading *reading, const char *what, const char *argument) {
    char name[TEXT_QUOTED_SIZE];

    if (strncmp(argument, "--", 2) == 0 || optopt == 0) {
        snprintf(name, sizeof(name), "%.*s", (int)strcspn(argument, "="), argument);
    } else {
        snprintf(name, sizeof(name), "-%c", optopt);
    }
    refuse_argument(reading, what, name);
}

/* Refuses an option of another command. */
static void refuse_foreign(struct reading *reading, int letter) {
    const struct option *option = long_options;
    char name[TEXT_QUOTED_SIZE];

    while (option->val != letter) {
        option++;
    }
    snprintf(name, sizeof(name), "--%s", option->name);
    if (strchr(short_options, letter) != NULL) {
        snprintf(name, sizeof(name), "-%c", letter);
    }
    refuse_argument(reading, "unknown option", name);
}

/* Stores the value of an option that is given once, or that it is given. */
static void store_option(struct options *options, int letter) {
    static const struct {
        int letter;
        bool is_flag;
        size_t offset; /* in struct options */
    } rows[] = {
        {OPTION_FORMAT, false, offsetof(struct options, format)},
        {OPTION_LAYERS, false, offsetof(struct options, layers)},
        {OPTION_OUTPUT, false, offsetof(struct options, output)},
        {OPTION_THEME_PAIR, true, offsetof(struct options, theme_pair)},
        {OPTION_TARGET, false, offsetof(struct options, target)},
        {OPTION_JOBS, false, offsetof(struct options, jobs)},
        {OPTION_SHARD, false, offsetof(struct options, shard)},
        {OPTION_FORCE, true, offsetof(struct options, force)},
        {OPTION_DRY_RUN, true, offsetof(struct options, dry_run)},
        {OPTION_PRUNE, true, offsetof(struct options, prune)},
        {OPTION_QUANTITIES, true, offsetof(struct options, quantities)},
        {OPTION_CHECK, true, offsetof(struct options, check)},
        {OPTION_DEPFILE, false, offsetof(struct options, depfile)},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        void *field = (char *)options + rows[i].offset;
        if (rows[i].letter == letter && rows[i].is_flag) {
            *(bool *)field = true;
        } else if (rows[i].letter == letter) {
            *(const char **)field = optarg;
        }
    }
}

static void read_option(struct reading *reading, int letter, char **argv) {
    struct options *options = reading->options;

    if (letter == '?' || letter == ':') {
        refuse_unread(reading, letter == ':' ? "a value is missing after" : "unknown option",
                      argv[optind - 1]);
        return;
    }
    if (strchr(reading->command->options, letter) == NULL) {
        refuse_foreign(reading, letter);
        return;
    }
    if (letter == OPTION_SET) {
        reading->settings[reading->n_settings++] = optarg;
    } else {
        store_option(options, letter);
    }
}

static void check_operands(struct reading *reading) {
    static const struct rule {
        size_t n_max;
        const char *required; /* what is missing without operands; NULL: none is required */
    } rules[] = {
        [OPERANDS_NONE] = {0, NULL},
        [OPERANDS_SPEC] = {1, NULL},
        [OPERANDS_CLAIMS] = {1, NULL},
        [OPERANDS_BATCH] = {1, "a spec"},
        [OPERANDS_FOLDER] = {1, "the folder of a batch"},
        [OPERANDS_FIGURE] = {1, "a figure"},
        [OPERANDS_FIGURES] = {SIZE_MAX, "a figure"},
        [OPERANDS_DOCUMENTS] = {SIZE_MAX, "a document"},
        [OPERANDS_SHELL] = {1, "the name of a shell"},
        [OPERANDS_FILTER] = {2, "pandoc"},
    };
    const struct command *command = reading->command;
    const struct rule *rule = &rules[command->operands];
    const struct options *options = reading->options;

    for (size_t i = rule->n_max; i < options->n_operands; i++) {
        refuse_argument(reading, "unexpected argument", options->operands[i]);
    }
    if (rule->required != NULL && options->n_operands == 0) {
        print_message("%s: expected %s (see gradfig %s --help)", command->name, rule->required,
                      command->name);
        reading->n_errors++;
    }
}

/* "expected png, svg or pdf, found "gif"" */
static void describe_format(const char *found, struct gradfig_error *error) {
    char *words = text_list(figure_format_word, "", ", ", " or ");
    char quoted[TEXT_QUOTED_SIZE];

    text_quote(found, quoted);
    error_set(error, GRADFIG_INVALID_INPUT, "expected %s, found %s", words, quoted);
    g_free(words);
}

const struct figure_format *command_find_format(const char *text, struct gradfig_error *error) {
    const struct figure_format *format =
        text != NULL ? figure_format_find(text) : figure_format_default();
    struct gradfig_error why;

    if (format == NULL) {
        describe_format(text, &why);
        error_set(error, why.code, "--format: %s", why.message);
    }
    return format;
}

static void refuse_format(struct reader *reader, const char *word) {
    struct gradfig_error why;

    describe_format(word, &why);
    reader_refuse_format(reader, why.message);
}

/* The word for the format of a batch's files, from --format or else from the spec. */
static const char *choose_format(struct options *options, struct reader *reader) {
    const char *word = options->format != NULL ? options->format : reader_format(reader);
    const struct figure_format *format = word != NULL ? figure_format_find(word) : NULL;

    if (format == NULL) {
        format = figure_format_default();
        if (options->format != NULL) {
            return format->word; /* the command reports the error */
        }
        if (word != NULL) {
            refuse_format(reader, word);
        }
    }
    options->format = format->word;
    return format->word;
}

/* Builds what the command needs from the reader; false if the spec has mistakes. */
static bool finish_reader(struct reading *reading, struct reader *reader) {
    struct options *options = reading->options;

    if (reading->command->operands == OPERANDS_CLAIMS) {
        options->claims = reader_finish_claims(reader, &options->spec);
        return options->claims != NULL;
    }
    if (reading->command->operands != OPERANDS_BATCH) {
        return reader_finish(reader, &options->spec);
    }
    const char *format = choose_format(options, reader);
    if (!figure_format_find(format)->draws_auto && !options->theme_pair) {
        reader_refuse_auto(reader, "expected light or dark, found auto, which only an SVG can "
                                   "follow: add format: svg");
    }
    options->variants = reader_finish_variants(reader, format, options->theme_pair);
    return options->variants != NULL;
}

/* Reads the spec of the operand, if there is one, then the settings. Returns an exit status. */
static int read_spec(struct reading *reading) {
    struct options *options = reading->options;
    struct reader *reader = reader_create();
    struct gradfig_error error;
    int status = EXIT_DONE;
    enum operands operands = reading->command->operands;

    bool has_spec =
        options->n_operands > 0 &&
        (operands == OPERANDS_SPEC || operands == OPERANDS_CLAIMS || operands == OPERANDS_BATCH);
    bool is_read = !has_spec || source_read(reader, options->operands[0], &options->kind, &error);
    if (stop_signal != 0) { /* the signal may have ended reading early */
        is_read = error_set(&error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (!is_read) {
        status = report_error(&error);
    }
    for (size_t i = 0; stop_signal == 0 && i < reading->n_settings; i++) {
        reader_set(reader, reading->settings[i]);
    }
    if (stop_signal == 0 && !finish_reader(reading, reader)) {
        source_print_mistakes(reader);
        status = EXIT_WRONG_INPUT;
    }
    reader_destroy(reader);
    return status;
}

static bool wants_help(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            return true;
        }
    }
    return false;
}

/* Returns an exit status. */
static int read_options(struct options *options, const struct command *command, int argc,
                        char **argv) {
    struct reading reading = {.options = options, .command = command};
    int letter;

    *options = (struct options){.command = command};
    reading.settings = g_new(const char *, (size_t)argc);
    opterr = 0;
    while ((letter = getopt_long(argc, argv, short_options, long_options, NULL)) != -1) {
        read_option(&reading, letter, argv);
    }
    options->operands = argv + optind;
    options->n_operands = (size_t)(argc - optind);
    check_operands(&reading);
    int status = reading.n_errors > 0 ? EXIT_WRONG_INPUT : read_spec(&reading);
    g_free(reading.settings);
    return status;
}

/* A batch leaves its folder in order after a signal, and shows its own progress. Documents and
 * their pictures are written one after the other. */
static void prepare_work(const struct command *command) {
    if (command->operands == OPERANDS_BATCH || command->operands == OPERANDS_FOLDER ||
        command->operands == OPERANDS_DOCUMENTS) {
        signals_hold();
    }
    if (command->operands == OPERANDS_BATCH) {
        progress_end();
    }
}

int command_run(const struct command *command, int argc, char **argv) {
    struct options options;
    struct gradfig_error error;

    if (wants_help(argc, argv)) {
        print_help(command);
        return EXIT_DONE;
    }
    signals_release();
    progress_begin();
    int status = read_options(&options, command, argc, argv);
    const struct inputs *inputs =
        options.variants != NULL ? variants_inputs(options.variants) : spec_inputs(&options.spec);
    prepare_work(command);
    bool done = status == EXIT_DONE && source_check_output(inputs, &error) &&
                command->work(&options, &error);
    signals_hold();
    progress_end();
    if (status == EXIT_DONE && !done) {
        status = report_error(&error);
    }
    claims_destroy(options.claims);
    spec_finish(&options.spec);
    variants_destroy(options.variants);
    return status;
}
