/* Where clients connect, those that are connected, and which of them have to go. */
#ifndef GRADFIG_EXPLORE_CLIENTS_H
#define GRADFIG_EXPLORE_CLIENTS_H

#include <stdbool.h>

#include <glib.h>

/** A socket that listens on 127.0.0.1, to be closed by the caller. `*port` 0 becomes a free one. -1
 * with errno set if that fails. */
int clients_listen(unsigned *port);

/** What is waited for. */
enum client_phase {
    CLIENT_SENDS,    /**< the client has not sent the whole of its next request */
    CLIENT_WAITS,    /**< its request waits for its turn */
    CLIENT_RECEIVES, /**< the client has not received the whole answer */
};

/** One connection, in a list of all that g_free frees. */
struct client;

/**
 * Adds the client of a socket. Where there are too many, ends the connection of the one that has
 * neither sent a request nor received an answer for the longest time.
 */
struct client *clients_add(GPtrArray *clients, int socket);

/** Begins a phase now. */
void client_begin(struct client *client, enum client_phase phase);

/** Whether the client still waits for the answer. */
bool client_is_there(const struct client *client);

/** Ends the connections of clients that take longer than they may. Returns the milliseconds until
 * another may have to go, or -1 if there is none. */
int clients_expire(const GPtrArray *clients);

#endif
