/* gradfig explore: a server of figures whose parameters are turned in a browser. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "base/user_text.h"
#include "cli/command.h"
#include "cli/sink.h"
#include "explore/server.h"

enum { PORT_MAX = 65535 };

/* 0 for a free port. */
static bool read_port(const char *text, unsigned *port, struct gradfig_error *error) {
    int64_t number = 0;

    if (text != NULL && (text_read_whole(text, &number) != TEXT_OK || number > PORT_MAX)) {
        return error_set_found(error, text, "--port: expected a whole number from 0 to %d",
                               PORT_MAX);
    }
    *port = (unsigned)number;
    return true;
}

/* ---- the browser ---- */

enum { NO_PROCESS = 0, OPENER_WAIT = 200 /* milliseconds */ };

/* The environment that the command was started with: main has removed variables that a browser
 * reads, such as LANG. Ends with NULL; `*block` is freed with g_free, the array too. */
static char **first_environment(char **block) {
    GPtrArray *variables = g_ptr_array_new();
    gsize n = 0;

    *block = NULL;
    if (g_file_get_contents("/proc/self/environ", block, &n, NULL)) {
        for (gsize at = 0; at < n; at += strlen(*block + at) + 1) {
            g_ptr_array_add(variables, *block + at);
        }
    }
    g_ptr_array_add(variables, NULL);
    return (char **)g_ptr_array_free(variables, FALSE);
}

static void report_opener(const char *why) {
    print_message("warning: --open: %s; open the address yourself", why);
}

/* Starts xdg-open in a session of its own, so that Ctrl-C does not end the browser. */
static pid_t open_browser(char *address) {
    char *arguments[] = {(char[]){"xdg-open"}, address, NULL};
    g_autofree char *block = NULL;
    g_autofree char **environment = first_environment(&block);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    pid_t process = NO_PROCESS;

    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++) {
        posix_spawn_file_actions_addopen(&actions, i, "/dev/null", O_RDWR, 0);
    }
    int cause = posix_spawnp(&process, arguments[0], &actions, &attributes, arguments, environment);
    if (cause != 0) {
        process = NO_PROCESS;
        g_autofree char *why = g_strdup_printf("cannot start xdg-open: %s", g_strerror(cause));
        report_opener(why);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return process;
}

/* Looks whether xdg-open has ended, and reports if it has failed. */
static void look_at_opener(pid_t *process) {
    int status;

    if (*process != NO_PROCESS && waitpid(*process, &status, WNOHANG) == *process) {
        *process = NO_PROCESS;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            report_opener("xdg-open found no browser");
        }
    }
}

/* ---- the command ---- */

static bool run(const struct options *options, struct server *server, struct gradfig_error *error) {
    g_autofree char *address = g_strdup_printf("http://127.0.0.1:%u/", server_port(server));

    puts(address);
    bool done = sink_flush_output(error);
    pid_t opener = done && options->open ? open_browser(address) : NO_PROCESS;

    while (done && stop_signal == 0) {
        server_step(server, opener != NO_PROCESS ? OPENER_WAIT : -1);
        look_at_opener(&opener);
    }
    return done && error_check_stop(&stop_signal, error);
}

static bool serve(const struct options *options, struct renderer *renderer, unsigned port,
                  struct gradfig_error *error) {
    const struct explored explored = {
        .spec = &options->spec,
        .claims = options->claims,
        .file = options->operands.n > 0 ? options->operands.items[0] : NULL,
        .renderer = renderer,
        .stop = &stop_signal,
    };
    struct server *server = server_create(&explored, port, error);
    bool done = server != NULL && run(options, server, error);

    server_destroy(server);
    return done;
}

static bool explore(const struct options *options, struct gradfig_error *error) {
    unsigned port = 0;

    if (!read_port(options->port, &port, error)) {
        return false;
    }
    struct renderer *renderer = renderer_create(error);
    bool done = renderer != NULL && serve(options, renderer, port, error);
    renderer_destroy(renderer);
    return done;
}

const struct command command_explore = {
    .name = "explore",
    .arguments = "[SPEC|FIGURE] [--port N] [--open] [--set KEY=VALUE]...",
    .help = "show the figure in a browser, where its parameters can be adjusted\n\n"
            "  SPEC               a YAML file; without it, the article's figure\n"
            "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
            "  --port N           listen on this port; without it, on a free one\n"
            "  --open             open the page in the default browser\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n\n"
            "Prints the address of the page and answers until Ctrl-C. Only programs on this\n"
            "machine can reach it.\n",
    .examples = {"explore --open", "explore deep.yaml --port 8080"},
    .operands = {1, "spec", NULL, .is_file = true},
    .reads = READS_CLAIMS,
    .draws = true,
    .stopped = "the server has ended; its pages go on if it is started again with the same --port",
    .ends_itself = true,
    .has_progress = true,
    .work = explore,
};
