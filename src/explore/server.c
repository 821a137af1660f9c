/* Runs the server in one thread: it reads requests, makes one answer, and reads on. */
#include "explore/server.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib.h>

#include "explore/answer.h"
#include "explore/clients.h"
#include "explore/limits.h"
#include "explore/microhttpd.h"
#include "explore/page.h"
#include "explore/request.h"
#include "explore/results.h"

struct server {
    const struct explored *explored;
    struct microhttpd http;
    struct MHD_Daemon *daemon;
    GPtrArray *clients; /* struct client */
    unsigned port;
    char *digest;   /* of the page */
    GQueue waiting; /* struct exchange, the newest last */
};

/* A request and its answer. */
struct exchange {
    const struct microhttpd *http;
    const char *digest; /* of the server's page */
    struct MHD_Connection *connection;
    struct client *client;
    char *target;
    bool is_checked;
    bool has_answer;
    struct answer answer;
    char nonce[NONCE_SIZE]; /* of the page, or "" */
};

/* ---- sending answers ---- */

static void add_policy(const struct microhttpd *http, struct MHD_Response *response,
                       const char *nonce) {
    static const char of_page[] =
        "default-src 'none'; img-src 'self' blob: data:; connect-src 'self'; "
        "style-src 'nonce-%s'; script-src 'nonce-%s'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'";
    static const char of_others[] =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    g_autofree char *policy =
        *nonce != '\0' ? g_strdup_printf(of_page, nonce, nonce) : g_strdup(of_others);

    http->add_response_header(response, "Content-Security-Policy", policy);
}

static void add_headers(struct MHD_Response *response, const struct exchange *exchange) {
    const struct microhttpd *http = exchange->http;
    static const char *const same[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"},
        {"Cache-Control", "no-store"},
    };

    http->add_response_header(response, "Content-Type", exchange->answer.type);
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
        http->add_response_header(response, same[i][0], same[i][1]);
    }
    http->add_response_header(response, "Gradfig-Page", exchange->digest);
    add_policy(http, response, exchange->nonce);
    if (exchange->answer.status == STATUS_METHOD_NOT_ALLOWED) {
        http->add_response_header(response, "Allow", "GET, HEAD");
    }
}

static enum MHD_Result send_answer(struct exchange *exchange) {
    const struct microhttpd *http = exchange->http;
    struct bytes *body = &exchange->answer.body;
    struct MHD_Response *response =
        http->create_response_from_buffer(body->n, body->data, MHD_RESPMEM_MUST_FREE);

    if (response == NULL) {
        return MHD_NO;
    }
    *body = (struct bytes){0}; /* the response has it */
    add_headers(response, exchange);
    client_begin(exchange->client, CLIENT_RECEIVES);
    enum MHD_Result done =
        http->queue_response(exchange->connection, exchange->answer.status, response);
    http->destroy_response(response);
    return done;
}

static enum MHD_Result refuse(struct exchange *exchange, enum status status) {
    answer_refuse(&exchange->answer, status);
    return send_answer(exchange);
}

static enum MHD_Result send_page(const struct server *server, struct exchange *exchange) {
    struct answer *answer = &exchange->answer;
    struct gradfig_error error;

    page_choose_nonce(exchange->nonce);
    *answer = (struct answer){.status = STATUS_OK, .type = "text/html; charset=utf-8"};
    if (!page_write(server->explored, exchange->nonce, &answer->body, &error)) {
        answer_error(answer, &error);
    }
    return send_answer(exchange);
}

/* ---- receiving requests ---- */

static struct client *client_of(const struct microhttpd *http, struct MHD_Connection *connection) {
    return http->get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
        ->socket_context;
}

/* libmicrohttpd reads a query into its memory for headers, and a connection stays without an answer
 * where that is too small for many arguments. Its text is the connection's and can be cut. */
static void hide_query(const char *target) {
    char *query = strchr(target, '?');

    if (query != NULL) {
        query[1] = '\0';
    }
}

/* Keeps the target as it was sent. */
static void *note_target(void *context, const char *target, struct MHD_Connection *connection) {
    const struct server *server = context;
    struct exchange *exchange = g_new0(struct exchange, 1);

    exchange->http = &server->http;
    exchange->digest = server->digest;
    exchange->connection = connection;
    exchange->target = g_strdup(target);
    hide_query(target);
    return exchange;
}

static enum MHD_Result count_host(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value) {
    (void)kind;
    (void)value;
    *(size_t *)context += g_ascii_strcasecmp(name, "Host") == 0;
    return MHD_YES;
}

static const char *header_of(const struct exchange *exchange, const char *name) {
    return exchange->http->lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

static struct request read_request(const struct exchange *exchange, const char *method) {
    const char *length = header_of(exchange, "Content-Length");
    struct request request = {
        .method = method,
        .target = exchange->target,
        .host = header_of(exchange, "Host"),
        .fetch_site = header_of(exchange, "Sec-Fetch-Site"),
        .fetch_mode = header_of(exchange, "Sec-Fetch-Mode"),
        .destination = header_of(exchange, "Sec-Fetch-Dest"),
        .has_body = (length != NULL && strcmp(length, "0") != 0) ||
                    header_of(exchange, "Transfer-Encoding") != NULL,
    };

    exchange->http->get_connection_values(exchange->connection, MHD_HEADER_KIND, count_host,
                                          &request.n_hosts);
    return request;
}

/* Leaves the request until it is the newest one. */
static enum MHD_Result let_wait(struct server *server, struct exchange *exchange) {
    client_begin(exchange->client, CLIENT_WAITS);
    g_queue_push_tail(&server->waiting, exchange);
    server->http.suspend_connection(exchange->connection);
    return MHD_YES;
}

/* An answer here, before the body has come, ends the connection. */
static enum MHD_Result check(const struct server *server, struct exchange *exchange,
                             const char *method) {
    const struct request request = read_request(exchange, method);
    unsigned refusal = request_refuse(&request, server->port);

    exchange->is_checked = true;
    return refusal != 0 ? refuse(exchange, refusal) : MHD_YES;
}

static enum MHD_Result begin(struct server *server, struct exchange *exchange) {
    g_autofree char *path = request_path(exchange->target);
    bool is_page = strcmp(path, "/") == 0;
    bool is_result = result_find(path) != NULL;

    return is_page     ? send_page(server, exchange)
           : is_result ? let_wait(server, exchange)
                       : refuse(exchange, STATUS_NOT_FOUND);
}

/* Is called once the headers are there, once the whole request is, and once the answer is. */
static enum MHD_Result receive(void *context, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *n_upload, void **request) {
    struct server *server = context;
    struct exchange *exchange = *request;
    (void)url;
    (void)version;
    (void)upload;
    (void)n_upload;

    exchange->client = client_of(&server->http, connection);
    return exchange->has_answer   ? send_answer(exchange)
           : exchange->is_checked ? begin(server, exchange)
                                  : check(server, exchange, method);
}

static void end_exchange(void *context, struct MHD_Connection *connection, void **request,
                         enum MHD_RequestTerminationCode code) {
    const struct server *server = context;
    struct exchange *exchange = *request;
    (void)code;

    client_begin(client_of(&server->http, connection), CLIENT_SENDS);
    if (exchange != NULL) {
        bytes_finish(&exchange->answer.body);
        g_free(exchange->target);
        g_free(exchange);
    }
    *request = NULL;
}

static void note_connection(void *context, struct MHD_Connection *connection, void **client,
                            enum MHD_ConnectionNotificationCode code) {
    struct server *server = context;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        int socket =
            server->http.get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)
                ->connect_fd;
        *client = clients_add(server->clients, socket);
    } else {
        g_ptr_array_remove_fast(server->clients, *client);
    }
}

/* ---- life ---- */

static bool start(struct server *server, unsigned port, struct gradfig_error *error) {
    server->port = port;
    int listening = clients_listen(&server->port);

    if (listening < 0) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot listen on 127.0.0.1:%u: %s", port,
                         g_strerror(errno));
    }
    server->daemon = server->http.start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, receive, server,
        MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_CONNECTION_LIMIT, 2u * CLIENTS_MAX,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, REQUEST_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, note_target, server, MHD_OPTION_NOTIFY_COMPLETED, end_exchange,
        server, MHD_OPTION_NOTIFY_CONNECTION, note_connection, server, MHD_OPTION_END);
    if (server->daemon == NULL) {
        close(listening);
        return error_set(error, GRADFIG_WORK_FAILED, "cannot start the server");
    }
    return true;
}

struct server *server_create(const struct explored *explored, unsigned port,
                             struct gradfig_error *error) {
    struct server *server = g_new0(struct server, 1);

    server->explored = explored;
    server->clients = g_ptr_array_new_with_free_func(g_free);
    g_queue_init(&server->waiting);
    server->digest = page_digest(explored, error);
    if (server->digest == NULL || !microhttpd_init(&server->http, error) ||
        !start(server, port, error)) {
        server_destroy(server);
        return NULL;
    }
    return server;
}

static void finish_waiting(struct exchange *exchange) {
    exchange->has_answer = true;
    exchange->http->resume_connection(exchange->connection);
}

static void drop(struct exchange *exchange) {
    answer_refuse(&exchange->answer, STATUS_UNAVAILABLE);
    finish_waiting(exchange);
}

void server_destroy(struct server *server) {
    struct exchange *exchange;

    if (server == NULL) {
        return;
    }
    while ((exchange = g_queue_pop_tail(&server->waiting)) != NULL) {
        drop(exchange);
    }
    if (server->daemon != NULL) {
        (void)server->http.run(server->daemon);
        server->http.stop_daemon(server->daemon);
    }
    microhttpd_finish(&server->http);
    g_ptr_array_free(server->clients, TRUE);
    g_free(server->digest);
    g_free(server);
}

unsigned server_port(const struct server *server) {
    return server->port;
}

/* ---- running ---- */

static struct pollfd poll_of(const struct server *server) {
    const union MHD_DaemonInfo *info =
        server->http.get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);

    return (struct pollfd){.fd = info->epoll_fd, .events = POLLIN};
}

/* Takes everything that has come, so that the newest request is known. */
static void take_all(struct server *server) {
    enum { ROUNDS_MAX = 16 };
    struct pollfd ready = poll_of(server);

    (void)server->http.run(server->daemon);
    for (int i = 0; i < ROUNDS_MAX && poll(&ready, 1, 0) > 0; i++) {
        (void)server->http.run(server->daemon);
    }
    while (server->waiting.length > WAITING_MAX) {
        drop(g_queue_pop_head(&server->waiting));
    }
}

/* The newest request of a client that still waits, or NULL. */
static struct exchange *take_newest(struct server *server) {
    struct exchange *exchange;

    while ((exchange = g_queue_pop_tail(&server->waiting)) != NULL) {
        if (client_is_there(exchange->client)) {
            return exchange;
        }
        drop(exchange);
    }
    return NULL;
}

static void answer(const struct server *server, struct exchange *exchange) {
    g_autofree char *path = request_path(exchange->target);

    answer_make(&exchange->answer, server->explored, path, request_query(exchange->target));
    finish_waiting(exchange);
}

/* The shorter of two times in milliseconds, of which -1 is without end. */
static int shorter(int a, int b) {
    return a < 0 ? b : b < 0 ? a : MIN(a, b);
}

static void wait_for_more(const struct server *server, int timeout) {
    struct pollfd ready = poll_of(server);
    MHD_UNSIGNED_LONG_LONG own;
    sigset_t all;
    sigset_t earlier;

    timeout = shorter(timeout, clients_expire(server->clients));
    if (server->http.get_timeout(server->daemon, &own) == MHD_YES) {
        timeout = shorter(timeout, (int)MIN(own, 1000));
    }
    const struct timespec time = {timeout / 1000, timeout % 1000 * 1000000L};
    sigfillset(&all);
    /* A signal between the look at `stop` and the wait must end the wait. */
    sigprocmask(SIG_BLOCK, &all, &earlier);
    if (*server->explored->stop == 0) {
        (void)ppoll(&ready, 1, timeout < 0 ? NULL : &time, &earlier);
    }
    sigprocmask(SIG_SETMASK, &earlier, NULL);
}

void server_step(struct server *server, int timeout) {
    take_all(server);
    struct exchange *exchange = take_newest(server);

    if (exchange != NULL) {
        answer(server, exchange);
    } else {
        wait_for_more(server, timeout);
    }
}
