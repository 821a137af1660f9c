/* What the commands share: their help, formats, and how they are run. */
#include "cli/command.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/file.h"
#include "base/markup.h"
#include "base/user_text.h"
#include "documents/syntaxes.h"
#include "output/formats.h"
#include "rendering/canvas/missing_characters.h"

static int report_error(const struct command *command, const struct gradfig_error *error) {
    if (error->code == GRADFIG_INTERRUPTED) {
        print_message("%s", command->stopped != NULL ? command->stopped : signals_message);
        return EXIT_SIGNAL_BASE + stop_signal;
    }
    print_message("%s", error->message);
    return error->code == GRADFIG_INVALID_INPUT ? EXIT_WRONG_INPUT : EXIT_WORK_FAILED;
}

/* ---- help ---- */

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
    return markup_fill(text, fields, G_N_ELEMENTS(fields), false);
}

static void print_help(const struct command *command) {
    g_autofree char *arguments = command_fill_text(command, command->arguments);
    g_autofree char *help = command_fill_text(command, command->help);

    printf("usage: gradfig %s%s%s\n\n%s", command->name, *arguments != '\0' ? " " : "", arguments,
           help);
    fputs("\nexamples:\n", stdout);
    for (size_t i = 0; i < G_N_ELEMENTS(command->examples) && command->examples[i] != NULL; i++) {
        printf("  gradfig %s\n", command->examples[i]);
    }
}

/* ---- formats ---- */

static bool has_format(const struct command *command, const char *word) {
    return text_find(command->format_word, word) != SIZE_MAX;
}

/* The word of a format, which may have another one; NULL for NULL. */
static const char *plain_word(const char *word) {
    return word != NULL && g_ascii_strcasecmp(word, "yml") == 0 ? "yaml" : word;
}

/* The ending of the file of -o; NULL without one, and for the folder of a batch. */
static const char *ending_of(const struct options *options) {
    bool is_file = options->output != NULL && options->command->reads != READS_VARIANTS;
    return is_file ? plain_word(file_extension(options->output)) : NULL;
}

/* The format of the command that files with another ending have, too; NULL if there is none. */
static const char *find_format(const struct command *command, const char *ending) {
    static const struct {
        const char *ending;
        const char *word;
    } others[] = {{"markdown", "md"}, {"htm", "html"}, {"txt", "text"}, {"txt", "md"}};

    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_ascii_strcasecmp(others[i].ending, ending) == 0 &&
            has_format(command, others[i].word)) {
            return others[i].word;
        }
    }
    return NULL;
}

bool command_refuse_ending(const struct options *options, struct gradfig_error *error) {
    g_autofree char *endings = text_list(options->command->format_word, ".", ", ", " or ");
    const char *ending = ending_of(options);
    const char *word = ending != NULL ? find_format(options->command, ending) : NULL;

    return error_set_found(error, options->output,
                           "-o: expected a file name that ends in %s, or --format%s%s beside it",
                           endings, word != NULL ? " " : "", word != NULL ? word : "");
}

/* Whether --format is a format of the command, and the one that the file's name ends in. */
static bool check_format(const struct options *options, struct gradfig_error *error) {
    const char *word = plain_word(options->format);
    const char *ending = ending_of(options);

    if (word == NULL) {
        return true;
    }
    if (!has_format(options->command, word)) {
        g_autofree char *words = text_list(options->command->format_word, "", ", ", " or ");
        return error_set_found(error, word, "--format: expected %s", words);
    }
    return ending == NULL || g_ascii_strcasecmp(ending, word) == 0 ||
           !has_format(options->command, ending) ||
           error_set_found(error, word, "--format: expected the format that FILE's name ends in");
}

const char *command_format_word(const struct options *options) {
    return options->format != NULL ? plain_word(options->format) : ending_of(options);
}

static char *describe_format(const char *word) {
    g_autofree char *words = text_list(figure_format_word, "", ", ", " or ");
    g_autofree char *quoted = text_quote(word);

    return figure_format_find(word) == NULL
               ? g_strdup_printf("expected %s, found %s", words, quoted)
               : NULL;
}

/* The word for the format of figures that the spec has, or else the default. */
static const char *read_format(struct reader *reader) {
    const char *word = reader_check_format(reader, describe_format);
    const struct figure_format *format = word != NULL ? figure_format_find(word) : NULL;

    return format != NULL ? format->word : figure_format_word(0);
}

/* ---- the work ---- */

/* Builds what the command needs from the reader; false if the spec has mistakes. */
static bool finish_reader(struct options *options, struct reader *reader) {
    if (options->command->draws) {
        reader_check_texts(reader, missing_characters_describe);
        options->spec_format = read_format(reader);
    }
    if (options->command->reads == READS_CLAIMS) {
        options->claims = reader_finish_claims(reader, &options->spec);
        return options->claims != NULL;
    }
    if (options->command->reads != READS_VARIANTS) {
        return reader_finish(reader, &options->spec);
    }
    const char *format = options->format != NULL ? options->format : options->spec_format;
    if (!figure_format_find(format)->draws_auto && !options->theme_pair) {
        reader_refuse_auto(reader, AUTO_NEEDS_SVG ": add format: svg");
    }
    options->variants = reader_finish_variants(reader, format, options->theme_pair);
    return options->variants != NULL;
}

/* Says what reads a document, if the file of wrong input is one by its name. */
static void advise_on_document(const char *path) {
    if (comment_syntax_find(path) != NULL) {
        g_autofree char *shown = text_escape_path(path);
        print_message("%s: expected a spec; gradfig embed draws the figures of a document, and "
                      "gradfig embed --check checks its claims",
                      shown);
    }
}

/* A spec of a batch as that of one figure is its picture without vary, which may not be meant. */
static void advise_on_variants(const struct options *options, const struct reader *reader) {
    if (options->command->draws && options->command->reads != READS_VARIANTS &&
        reader_has_variants(reader)) {
        g_autofree char *shown = source_describe(options->operands.items[0]);
        print_message("%s: one figure, without vary; gradfig batch draws the variants", shown);
    }
}

/* Reads the spec of the operand, if there is one, then the settings. Returns an exit status. */
static int read_spec(struct options *options) {
    struct reader *reader = reader_create();
    struct gradfig_error error;
    int status = EXIT_DONE;
    bool has_spec = options->operands.n > 0 && options->command->reads != READS_NOTHING;
    bool is_read =
        !has_spec || source_read(reader, options->operands.items[0], &options->kind, &error);
    if (!error_check_stop(&stop_signal, &error) || !is_read) { /* a signal ends reading early */
        status = report_error(options->command, &error);
    }
    for (size_t i = 0; stop_signal == 0 && i < options->settings.n; i++) {
        reader_set(reader, options->settings.items[i]);
    }
    if (stop_signal == 0 && !finish_reader(options, reader)) {
        source_print_mistakes(reader);
        advise_on_document(has_spec ? options->operands.items[0] : "-");
        status = EXIT_WRONG_INPUT;
    }
    if (status == EXIT_DONE) {
        advise_on_variants(options, reader);
    }
    reader_destroy(reader);
    return status;
}

static bool read_arguments(struct options *options, int argc, char **argv) {
    struct gradfig_error error;

    if (!arguments_read(options, argc, argv)) {
        return false;
    }
    bool is_right = check_format(options, &error);
    if (!is_right) {
        report_error(options->command, &error);
    }
    return is_right;
}

int command_run(const struct command *command, int argc, char **argv) {
    struct options options = {.command = command};
    const char *const *arguments = (const char *const *)argv + 1;
    struct gradfig_error error;

    if (g_strv_contains(arguments, "--help") || g_strv_contains(arguments, "-h")) {
        print_help(command);
        return EXIT_DONE;
    }
    if (g_strv_contains(arguments, "--version")) {
        print_version();
        return EXIT_DONE;
    }
    signals_release();
    progress_begin();
    int status = read_arguments(&options, argc, argv) ? read_spec(&options) : EXIT_WRONG_INPUT;
    const struct inputs *inputs =
        options.variants != NULL ? variants_inputs(options.variants) : spec_inputs(&options.spec);
    if (command->ends_itself) {
        signals_hold();
    }
    if (command->has_progress) {
        progress_end();
    }
    bool done = status == EXIT_DONE && source_check_output(inputs, &error) &&
                command->work(&options, &error);
    signals_hold();
    progress_end();
    if (status == EXIT_DONE && !done) {
        status = report_error(command, &error);
    }
    arguments_finish(&options);
    claims_destroy(options.claims);
    spec_finish(&options.spec);
    variants_destroy(options.variants);
    return status;
}
