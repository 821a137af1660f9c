/* Listens on this machine alone, and ends connections that do nothing, so that they take no room
 * from others. */
#include "explore/clients.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib.h>

#include "explore/limits.h"

int clients_listen(unsigned *port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
    socklen_t length = sizeof(address);
    int opened = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int yes = 1;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (opened < 0) {
        return -1;
    }
    /* So that a new server finds the port free that an older one has just left. */
    (void)setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (bind(opened, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(opened, SOMAXCONN) != 0 ||
        getsockname(opened, (struct sockaddr *)&address, &length) != 0) {
        int cause = errno;
        close(opened);
        errno = cause;
        return -1;
    }
    *port = ntohs(address.sin_port);
    return opened;
}

struct client {
    int socket;
    enum client_phase phase;
    int64_t since; /* in microseconds */
    bool is_ended;
};

/* The server then finds the end of the connection and removes it. */
static void end(struct client *client) {
    (void)shutdown(client->socket, SHUT_RDWR);
    client->is_ended = true;
}

/* Whether `a` is to go rather than `b`, which may be NULL. */
static bool goes_before(const struct client *a, const struct client *b) {
    return b == NULL || a->phase < b->phase || (a->phase == b->phase && a->since < b->since);
}

/* Ends the connection of the client that is most in the way, one whose request waits last. */
static void make_room(const GPtrArray *clients) {
    struct client *chosen = NULL;
    guint n = 0;

    for (guint i = 0; i < clients->len; i++) {
        struct client *client = g_ptr_array_index(clients, i);
        if (!client->is_ended) {
            n++;
            if (client->phase != CLIENT_WAITS && goes_before(client, chosen)) {
                chosen = client;
            }
        }
    }
    if (n >= CLIENTS_MAX && chosen != NULL) {
        end(chosen);
    }
}

struct client *clients_add(GPtrArray *clients, int socket) {
    struct client *client = g_new0(struct client, 1);

    make_room(clients);
    client->socket = socket;
    client_begin(client, CLIENT_SENDS);
    g_ptr_array_add(clients, client);
    return client;
}

void client_begin(struct client *client, enum client_phase phase) {
    client->phase = phase;
    client->since = g_get_monotonic_time();
}

bool client_is_there(const struct client *client) {
    char next;
    ssize_t n = recv(client->socket, &next, 1, MSG_PEEK | MSG_DONTWAIT);

    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR));
}

int clients_expire(const GPtrArray *clients) {
    static const int64_t longest = (int64_t)CLIENT_SECONDS * G_USEC_PER_SEC;
    int64_t now = g_get_monotonic_time();
    int64_t next = -1;

    for (guint i = 0; i < clients->len; i++) {
        struct client *client = g_ptr_array_index(clients, i);
        int64_t rest = client->since + longest - now;
        if (client->is_ended || client->phase == CLIENT_WAITS) {
            continue;
        }
        if (rest <= 0) {
            end(client);
        } else {
            next = next < 0 ? rest : MIN(next, rest);
        }
    }
    return next < 0 ? -1 : (int)(next / 1000) + 1;
}
