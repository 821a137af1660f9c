/* gradfig explore: a server of figures whose parameters are turned in a browser. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "base/file.h"
#include "base/file_output.h"
#include "base/user_text.h"
#include "cli/command.h"
#include "explore/server.h"

enum { PORT_MAX = 65535 };

/* 0 for a free port. */
static bool read_port(const char *text, unsigned *port, struct gradfig_error *error) {
    int64_t number = 0;

    if (text != NULL && (text_read_whole(text, &number) != TEXT_OK || number > PORT_MAX)) {
        char quoted[TEXT_QUOTED_SIZE];
        text_quote(text, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "--port: expected a whole number from 0 to %d, found %s", PORT_MAX,
                         quoted);
    }
    *port = (unsigned)number;
    return true;
}

static bool print_address(const char *address, struct gradfig_error *error) {
    printf("%s\n", address);
    int cause = file_flush(stdout);
    return cause == 0 || error_set(error, GRADFIG_WORK_FAILED, "standard output: cannot write: %s",
                                   g_strerror(cause));
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

    if (server == NULL) {
        return false;
    }
    char *address = g_strdup_printf("http://127.0.0.1:%u/", server_port(server));
    bool done = print_address(address, error);
    while (done && stop_signal == 0) {
        server_step(server, -1);
    }
    server_destroy(server);
    g_free(address);
    return done && error_set(error, GRADFIG_INTERRUPTED, "interrupted");
}

static bool explore(const struct options *options, struct gradfig_error *error) {
    unsigned port;

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
    .help = "show the figure in a browser, where its parameters can be turned\n\n"
            "  SPEC               a YAML file; without it, the article's figure\n"
            "  FIGURE             a figure that gradfig wrote: its recipe is the spec\n"
            "  --port N           listen on this port; without it, on a free one\n"
            "  --open             open the page in the default browser\n"
            "  --set KEY=VALUE    change a parameter; \"gradfig keys\" lists them\n\n"
            "Prints the address of the page and answers until Ctrl-C. Only programs on this\n"
            "machine can reach it.\n",
    .examples = {"explore --open", "explore deep.yaml --port 8080"},
    .options = "sPO",
    .operands = OPERANDS_EXPLORED,
    .work = explore,
};
