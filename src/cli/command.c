/* What the commands share: options, messages, and where results go. */
#include "cli/command.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

void report(const char *format, ...) {
    va_list arguments;

    fputs("gradfig: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

static int report_error(const struct gradfig_error *error) {
    if (error->code == GRADFIG_INTERRUPTED) {
        report("interrupted; nothing was left behind, run the same command again");
        return EXIT_SIGNAL_BASE + stop_signal;
    }
    report("%s", error->message);
    return error->code == GRADFIG_INVALID_INPUT ? EXIT_WRONG_INPUT : EXIT_WORK_FAILED;
}

void report_uncertain(const struct gradfig_spec *spec, struct gradfig_curve_id curve, double x) {
    report("warning: %s of %s: fewer than 3 digits are certain at layer %.0f and may be beyond it",
           gradfig_panel_name(curve.panel), gradfig_curve_name(spec, curve).stem, x);
}

/* ---- options ---- */

/* Errors of several --set are told in one run, up to so many. */
#define ERRORS_MAX 20

enum { OPTION_SET = 's', OPTION_FORMAT = 'f', OPTION_LAYERS = 'l', OPTION_OUTPUT = 'o' };

static const struct option long_options[] = {
    {"set", required_argument, NULL, OPTION_SET},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"layers", required_argument, NULL, OPTION_LAYERS},
    {"output", required_argument, NULL, OPTION_OUTPUT},
    {0},
};

static void print_usage(FILE *stream, const struct command *command) {
    fprintf(stream, "usage: gradfig %s%s%s\n", command->name,
            *command->arguments != '\0' ? " " : "", command->arguments);
}

static void print_help(const struct command *command) {
    print_usage(stdout, command);
    printf("\n%s", command->help);
}

static bool set_value(struct gradfig_spec *spec, char *assignment, struct gradfig_error *error) {
    char *equals = strchr(assignment, '=');

    if (equals == NULL) {
        return error_set(error, GRADFIG_INVALID_INPUT, "expected KEY=VALUE, found no \"=\"");
    }
    *equals = '\0';
    bool done = gradfig_spec_set(spec, assignment, equals + 1, error);
    *equals = '=';
    return done;
}

struct reading {
    struct options *options;
    const struct command *command;
    size_t n_errors;
};

static void read_set(struct reading *reading, char *assignment) {
    struct gradfig_error error;
    char shown[TEXT_QUOTED_SIZE];

    if (!set_value(&reading->options->spec, assignment, &error)) {
        reading->n_errors++;
        if (reading->n_errors <= ERRORS_MAX) {
            text_escape(assignment, shown);
            fprintf(stderr, "--set %s: %s\n", shown, error.message);
        }
    }
}

static void refuse_argument(struct reading *reading, const char *what, const char *argument) {
    char quoted[TEXT_QUOTED_SIZE];

    text_quote(argument, quoted);
    report("%s: %s %s (see gradfig %s --help)", reading->command->name, what, quoted,
           reading->command->name);
    reading->n_errors++;
}

/* The option as the user wrote it: getopt tells a short one by its letter alone. */
static void name_option(int letter, const char *argument, char *name, size_t size) {
    if (strncmp(argument, "--", 2) == 0 || letter == 0) {
        snprintf(name, size, "%.*s", (int)strcspn(argument, "="), argument);
        return;
    }
    for (const struct option *option = long_options; option->name != NULL; option++) {
        if (option->val == letter && letter != OPTION_OUTPUT) {
            snprintf(name, size, "--%s", option->name);
            return;
        }
    }
    snprintf(name, size, "-%c", letter);
}

static void refuse_option(struct reading *reading, const char *what, int letter,
                          const char *argument) {
    char name[TEXT_QUOTED_SIZE];

    name_option(letter, argument, name, sizeof(name));
    refuse_argument(reading, what, name);
}

static void read_option(struct reading *reading, int letter, char **argv) {
    struct options *options = reading->options;
    const char *last = argv[optind - 1];

    if (letter == '?' || letter == ':') {
        refuse_option(reading, letter == ':' ? "a value is missing after" : "unknown option",
                      optopt, last);
        return;
    }
    if (strchr(reading->command->options, letter) == NULL) {
        refuse_option(reading, "unknown option", letter, "");
        return;
    }
    switch (letter) {
    case OPTION_SET:
        read_set(reading, optarg);
        break;
    case OPTION_FORMAT:
        options->format = optarg;
        break;
    case OPTION_LAYERS:
        options->layers = optarg;
        break;
    case OPTION_OUTPUT:
        options->output = optarg;
        break;
    }
}

static void check_spec(struct reading *reading) {
    struct gradfig_error error;

    if (reading->n_errors == 0 && !gradfig_spec_validate(&reading->options->spec, &error)) {
        fprintf(stderr, "%s\n", error.message);
        reading->n_errors++;
    }
}

static bool wants_help(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            return true;
        }
    }
    return false;
}

/* Returns whether everything was in order. */
static bool read_options(struct options *options, const struct command *command, int argc,
                         char **argv) {
    struct reading reading = {.options = options, .command = command};
    int letter;

    *options = (struct options){0};
    gradfig_spec_init(&options->spec);
    opterr = 0;
    while ((letter = getopt_long(argc, argv, ":o:", long_options, NULL)) != -1) {
        read_option(&reading, letter, argv);
    }
    for (int i = optind; i < argc; i++) {
        refuse_argument(&reading, "unexpected argument", argv[i]);
    }
    check_spec(&reading);
    return reading.n_errors == 0;
}

int command_run(const struct command *command, int argc, char **argv) {
    struct options options;
    struct gradfig_error error;
    int status = EXIT_WRONG_INPUT;

    if (wants_help(argc, argv)) {
        print_help(command);
        return EXIT_DONE;
    }
    if (read_options(&options, command, argc, argv)) {
        status = command->work(&options, &error) ? EXIT_DONE : report_error(&error);
    }
    gradfig_spec_finish(&options.spec);
    return status;
}

/* ---- where results go ---- */

bool sink_open(struct sink *sink, const char *path, struct gradfig_error *error) {
    *sink = (struct sink){0};
    if (strcmp(path, "-") == 0) {
        sink->stream = stdout;
        return true;
    }
    if (!file_open(&sink->file, path, error)) {
        return false;
    }
    sink->stream = sink->file.stream;
    return true;
}

bool sink_commit(struct sink *sink, struct gradfig_error *error) {
    if (stop_signal != 0) {
        sink_discard(sink);
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (sink->stream != stdout) {
        return file_commit(&sink->file, error);
    }
    int cause = file_flush(stdout);
    return cause == 0 || error_set(error, GRADFIG_WORK_FAILED, "standard output: cannot write: %s",
                                   strerror(cause));
}

void sink_discard(struct sink *sink) {
    if (sink->stream != stdout) {
        file_discard(&sink->file);
    }
}
