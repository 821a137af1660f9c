/* What the commands share: their table, options, streams and exit statuses. */
#ifndef GRADFIG_CLI_COMMAND_H
#define GRADFIG_CLI_COMMAND_H

#include <stdbool.h>
#include <stdio.h>

#include "base/bytes.h"
#include "base/error.h"
#include "cli/signals.h"
#include "cli/source.h"
#include "output/formats.h"
#include "simulation/series.h"
#include "spec/claims.h"
#include "spec/spec.h"
#include "spec/variants.h"

enum exit_status {
    EXIT_DONE = 0,
    EXIT_WORK_FAILED = 1,
    EXIT_WRONG_INPUT = 2,
    EXIT_SIGNAL_BASE = 128, /* plus the signal's number */
};

/** The arguments that a command takes besides its options. */
struct operands {
    size_t n_max;
    const char *noun;     /**< what one of them is, or NULL */
    const char *required; /**< what is missing where there is none; NULL: none is required */
    bool is_file;         /**< never standard input */
};

/** What a command reads of its first operand, or of the article's spec, before it works. */
enum reads {
    READS_NOTHING,
    READS_SPEC,     /**< a spec or figure */
    READS_CLAIMS,   /**< a spec or figure, with the claims of the spec */
    READS_VARIANTS, /**< a spec with its variants */
};

/** Arguments of one kind, in their order. */
struct arguments {
    size_t n;
    const char **items;
};

/** The options of a command; texts are borrowed from argv. */
struct options {
    const struct command *command;
    struct spec spec;          /**< read from the operand, with every --set applied */
    struct variants *variants; /**< with READS_VARIANTS, in place of `spec` */
    struct claims *claims;     /**< with READS_CLAIMS */
    enum source_kind kind;     /**< the kind of the operand that was read */
    struct arguments operands;
    struct arguments settings; /**< every --set */
    const char *output;        /**< -o, or NULL */
    const char *format;        /**< --format, or NULL */
    const char *spec_format;   /**< of the spec, or else the default; for commands that draw */
    const char *layers;        /**< --layers, or NULL */
    bool theme_pair;           /**< --theme-pair */
    const char *jobs;          /**< -j, or NULL */
    const char *shard;         /**< --shard, or NULL */
    bool force;                /**< --force */
    bool dry_run;              /**< --dry-run */
    bool prune;                /**< --prune */
    bool quantities;           /**< --quantities */
    const char *target;        /**< --for, or NULL */
    bool check;                /**< --check */
    const char *depfile;       /**< --depfile, or NULL */
    const char *port;          /**< --port, or NULL */
    bool open;                 /**< --open */
    struct arguments patterns; /**< every --select */
    const char *column;        /**< --column, or NULL */
    const char *order;         /**< --order, or NULL */
    const char *step;          /**< --step, or NULL */
    bool list;                 /**< --list */
};

/** One command of gradfig. command_fill_text fills the gaps of `arguments` and `help`. */
struct command {
    const char *name;
    const char *arguments;                /**< after the name in the usage line */
    const char *help;                     /**< what it does, then all its options */
    const char *examples[2];              /**< command lines; the second may be NULL */
    const char *(*format_word)(size_t i); /**< word `i` of --format, then NULL; NULL: no --format */
    struct operands operands;
    enum reads reads;
    bool draws;          /**< so the fonts must have the texts of the spec */
    bool ends_itself;    /**< after a signal, with its files in order or its connections ended */
    bool has_progress;   /**< shows its own */
    const char *stopped; /**< what is printed after a signal; NULL: signals_message */
    bool (*work)(const struct options *options, struct gradfig_error *error);
};

/** Every command, in the order of the help text. */
extern const struct command *const commands[];
extern const size_t n_commands;

/** The value of an option. */
enum option_kind {
    OPTION_FLAG, /**< none: sets a bool */
    OPTION_TEXT, /**< sets a const char *, as the next three do; the last one counts */
    OPTION_FILE,
    OPTION_FORMAT,  /**< of the command's formats */
    OPTION_SYSTEM,  /**< of documents */
    OPTION_TEXTS,   /**< adds to a struct arguments, as the next one does */
    OPTION_SETTING, /**< KEY=VALUE */
};

/** An option as the user writes it: a row of the table. */
struct command_option {
    const char *name; /**< "output" of --output */
    enum option_kind kind;
    size_t offset;     /**< of what it sets in struct options */
    char letter;       /**< of its short form, as in -o, or 0 */
    const char *words; /**< that complete the value, separated by spaces, or NULL */
};

/** What the help of the command says about the option; NULL: the command does not have it. */
const char *command_option_text(const struct command *command, const struct command_option *option);

/** Whether the command has --`name`. */
bool command_has_option(const struct command *command, const char *name);

/** The next option of `command` from row `*row` on, 0 at first; NULL after the last one. */
const struct command_option *command_next_option(const struct command *command, size_t *row);

/** Fills the options and operands of `options`, whose command is set. Prints every mistake, and
 * returns false if there is one. Ends with arguments_finish in both cases. */
bool arguments_read(struct options *options, int argc, char **argv);

void arguments_finish(struct options *options);

extern const struct command command_completion;
extern const struct command command_render;
extern const struct command command_series;
extern const struct command command_report;
extern const struct command command_check;
extern const struct command command_inspect;
extern const struct command command_verify;
extern const struct command command_snippet;
extern const struct command command_embed;
extern const struct command command_filter;
extern const struct command command_fit;
extern const struct command command_batch;
extern const struct command command_gallery;
extern const struct command command_explore;
extern const struct command command_keys;

/** Reads argv[1..] for `command`, does its work, reports errors and returns the exit status. */
int command_run(const struct command *command, int argc, char **argv);

/**
 * Fills the gaps of a help text with the formats of the command: {words} is "png, svg or pdf",
 * {endings} ".png, .svg or .pdf", {choices} "png|svg|pdf", {default} "png". Freed with g_free.
 */
char *command_fill_text(const struct command *command, const char *text);

/** What names the format of a result: --format, else the ending of the file of -o; else NULL. */
const char *command_format_word(const struct options *options);

/** Fills `error` about that ending, which names no format of the command. Returns false. */
bool command_refuse_ending(const struct options *options, struct gradfig_error *error);

/** Writes `text` as one line, with what would act on a terminal or change the order of other
 * characters escaped. */
void print_line(FILE *stream, const char *text);

/** Prints the name and version of gradfig to standard output. */
void print_version(void);

/** Prints a line on standard error, "gradfig: " first. */
__attribute__((format(printf, 1, 2))) void print_message(const char *format, ...);

/** "s" for every number but 1. */
const char *plural_ending(size_t n);

/** Prints each of `lines` as print_message does, with `before` before it. */
void print_messages(const GPtrArray *lines, const char *before);

struct renderer;

/** Prints what the last figure of the renderer has no room for. */
void warn_left_out(const struct renderer *renderer);

/** Warns that the activations of a network have fewer than 3 certain digits from layer `x` on. */
void warn_of_uncertain_digits(const struct spec *spec, struct curve_id curve, double x);

/**
 * Makes the whole file of the figure of `spec`, with its title, alt text and recipe; the caller
 * ends it with bytes_finish. With `warns`, prints what the figure has no room for, and which
 * activations have fewer than 3 certain digits.
 */
MUST_CHECK bool draw_figure(const struct spec *spec, const struct figure_format *format, bool warns,
                            struct bytes *bytes, struct gradfig_error *error);

#endif
