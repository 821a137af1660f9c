/* The command: its table of commands, the environment it works in, and how it ends. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/user_text.h"
#include "cli/command.h"
#include "cli/signals.h"
#include "cli/sink.h"
#include "rendering/canvas/typesetter.h"

const struct command *const commands[] = {
    &command_render, &command_series,  &command_report,  &command_check,  &command_inspect,
    &command_verify, &command_snippet, &command_embed,   &command_filter, &command_fit,
    &command_batch,  &command_gallery, &command_explore, &command_keys,   &command_completion};
const size_t n_commands = sizeof(commands) / sizeof(commands[0]);

/* ---- what the libraries log ---- */

static volatile sig_atomic_t has_warned = 0; /* what was done then may be wrong */

/* Takes what no figure has taken. */
static void take(const char *domain, GLogLevelFlags level, const char *message, void *data) {
    (void)data;
    if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) {
        print_message("%s: %s", domain != NULL ? domain : "a library", message);
        has_warned = 1;
    }
    if (level & (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL)) {
        _exit(EXIT_WORK_FAILED); /* GLib would abort */
    }
}

static const char *field(const GLogField *fields, gsize n_fields, const char *key) {
    for (gsize i = 0; i < n_fields; i++) {
        if (strcmp(fields[i].key, key) == 0 && fields[i].length < 0) {
            return fields[i].value;
        }
    }
    return NULL;
}

/* Pango's messages would pass by the handlers of the canvas, which are of GLib's older interface.
 */
static GLogWriterOutput pass_on(GLogLevelFlags level, const GLogField *fields, gsize n_fields,
                                gpointer data) {
    const char *domain = field(fields, n_fields, "GLIB_DOMAIN");
    const char *message = field(fields, n_fields, "MESSAGE");

    (void)data;
    if (field(fields, n_fields, "GLIB_OLD_LOG_API") != NULL) {
        take(domain, level, message, NULL); /* a handler has let it through */
    } else {
        g_log(domain, level, "%s", message);
    }
    return G_LOG_WRITER_HANDLED;
}

/* From now on, what GLib and Pango log as a warning makes the figure that is being drawn fail, or
 * else is printed as one line of ours. On an error of GLib, such as no memory, the process ends
 * after one line, instead of a core dump. GLib lets a process set one handler, so the library sets
 * none. */
static void take_over_log(void) {
    g_log_set_writer_func(pass_on, NULL, NULL);
    g_log_set_default_handler(take, NULL);
}

/* ---- the streams, and the environment ---- */

/* With a standard stream closed, the next open() takes its number, and messages would be written
 * into a figure. Opens /dev/null in its place, read-only, so that writing still fails. */
static void hold_standard_streams(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0) {
            (void)!open("/dev/null", O_RDONLY); /* takes the lowest free number, this one */
        }
    }
}

/* Variables that would make the libraries draw something other than the spec. */
static const char *const foreign_variables[] = {
    "FC_LANG",
    "FONTCONFIG_SYSROOT",
    "HB_OPTIONS",
    "HB_SHAPER_LIST",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "CAIRO_DEBUG",
    "FC_DEBUG",
    "FREETYPE_PROPERTIES",
    "LANGUAGE",
    "PANGO_LANGUAGE",
    "PANGOCAIRO_BACKEND",
    "PLPLOT_BIN",
    "PLPLOT_DEV",
    "PLPLOT_DRV_DIR",
    "PLPLOT_HOME",
    "PLPLOT_LIB",
    "PLPLOT_TCL",
};

static void prepare_environment(char **argv) {
    /* Pixman reads its variable before main, changes its code paths and prints to standard output.
     * Only a fresh start without the variable undoes that, with the others, for a browser. */
    if (getenv("PIXMAN_DISABLE") != NULL) {
        unsetenv("PIXMAN_DISABLE");
        execv("/proc/self/exe", argv);
    }
    for (size_t i = 0; i < sizeof(foreign_variables) / sizeof(foreign_variables[0]); i++) {
        unsetenv(foreign_variables[i]);
    }
}

/* ---- help ---- */

static int widest_name(void) {
    size_t widest = 0;

    for (size_t i = 0; i < n_commands; i++) {
        size_t width = strlen(commands[i]->name);
        widest = width > widest ? width : widest;
    }
    return (int)widest;
}

static void print_help(FILE *stream) {
    int width = widest_name();

    fputs("gradfig draws why gradients vanish in plain networks and survive in residual ones.\n\n"
          "usage: gradfig COMMAND [OPTION]...\n\n",
          stream);
    for (size_t i = 0; i < n_commands; i++) {
        g_autofree char *help = command_fill_text(commands[i], commands[i]->help);
        int first_line = (int)strcspn(help, "\n");
        fprintf(stream, "  %-*s  %.*s\n", width, commands[i]->name, first_line, help);
    }
    fputs("\nexamples:\n"
          "  gradfig render --set depth=100 -o deep.png    the article's figure, of 100 layers\n"
          "  gradfig report x.yaml -o x.html               the figure of x.yaml, with its numbers\n"
          "\n\"gradfig COMMAND --help\" explains a command; \"gradfig --version\" prints the "
          "version.\n"
          "Exit status: 0 done, 1 the work failed, 2 the input is wrong.\n",
          stream);
}

static const struct command *find_command(const char *name) {
    for (size_t i = 0; i < n_commands; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

/* What is meant by a first argument that is a file, or an option of a command; empty if it is
 * neither. Freed with g_free. */
static char *describe_first(const char *name, bool is_option) {
    const struct command_option *option;

    if (!is_option) {
        bool is_file = strchr(name, '.') != NULL || access(name, F_OK) == 0;
        return is_file ? g_strdup_printf("; to draw it: gradfig render %s", name) : g_strdup("");
    }
    for (size_t row = 0; (option = command_next_option(&command_render, &row)) != NULL;) {
        bool is_it = name[1] == '-' ? strcmp(name + 2, option->name) == 0
                                    : option->letter != '\0' && name[1] == option->letter;
        if (is_it) {
            return g_strdup_printf("; first comes a command: gradfig render %s", name);
        }
    }
    return g_strdup("");
}

/* Refuses the first argument, a command or an option. */
static int refuse_first(const char *name) {
    const char *names[sizeof(commands) / sizeof(commands[0])] = {"--help", "--version"};
    bool is_option = *name == '-';
    size_t n = is_option ? 2 : n_commands;

    for (size_t i = 0; !is_option && i < n; i++) {
        names[i] = commands[i]->name;
    }
    g_autofree char *described = describe_first(name, is_option);
    g_autofree char *meant = text_suggest(name, names, n, described);
    g_autofree char *quoted = text_quote(name);
    print_message("unknown %s %s%s (see gradfig --help)", is_option ? "option" : "command", quoted,
                  meant);
    return EXIT_WRONG_INPUT;
}

/* gradfig help COMMAND is gradfig COMMAND --help. */
static int help(const char *name) {
    const struct command *command = name != NULL ? find_command(name) : NULL;

    if (command != NULL) {
        return command_run(command, 2, (char *[]){NULL, (char[]){"--help"}, NULL});
    }
    if (name != NULL) {
        return refuse_first(name);
    }
    print_help(stdout);
    return EXIT_DONE;
}

/* Standard output is buffered, so a full disk may show only here. */
static int close_standard_output(int status) {
    struct gradfig_error error;
    bool is_written = sink_flush_output(&error);

    if (has_warned != 0 && status == EXIT_DONE) {
        status = EXIT_WORK_FAILED;
    }
    if (!is_written && status == EXIT_DONE) {
        print_message("%s", error.message);
        return EXIT_WORK_FAILED;
    }
    return status;
}

/* Whether the command was called by its other name, gradfig-pandoc. */
static bool is_pandoc_filter(const char *path) {
    g_autofree char *name = g_path_get_basename(path);

    return strcmp(name, "gradfig-pandoc") == 0;
}

/* pandoc's --filter takes one word, and gives the target as the first argument. */
static int run_pandoc_filter(int argc, char **argv) {
    g_autofree char **longer = g_new0(char *, (size_t)argc + 2);

    longer[1] = (char[]){"pandoc"}; /* after the name of the command, which nobody reads */
    memcpy(longer + 2, argv + 1, (size_t)(argc - 1) * sizeof(*argv));
    return command_run(&command_filter, argc + 1, longer);
}

static int run(int argc, char **argv) {
    if (argc > 0 && is_pandoc_filter(argv[0])) {
        return run_pandoc_filter(argc, argv);
    }
    if (argc < 2) {
        print_help(stderr);
        return EXIT_WRONG_INPUT;
    }
    if (g_strv_contains((const char *const[]){"--help", "-h", "help", NULL}, argv[1])) {
        return help(argv[2]);
    }
    if (g_strv_contains((const char *const[]){"--version", "-V", "version", NULL}, argv[1])) {
        print_version();
        return EXIT_DONE;
    }
    const struct command *command = find_command(argv[1]);
    return command != NULL ? command_run(command, argc - 1, argv + 1) : refuse_first(argv[1]);
}

int main(int argc, char **argv) {
    hold_standard_streams();
    prepare_environment(argv);
    signals_prepare();
    take_over_log();
    typesetter_forgo_metrics();
    return close_standard_output(run(argc, argv));
}
