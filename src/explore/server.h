/* The server of `gradfig explore`: HTTP on 127.0.0.1. */
#ifndef GRADFIG_EXPLORE_SERVER_H
#define GRADFIG_EXPLORE_SERVER_H

#include "base/error.h"
#include "explore/explored.h"

struct server;

/** Listens on `port`, or on a free one for 0. NULL with `error` if that is not possible. */
struct server *server_create(const struct explored *explored, unsigned port,
                             struct gradfig_error *error);

/** Ends all connections. NULL is allowed. */
void server_destroy(struct server *server);

/** The port that it listens on. */
unsigned server_port(const struct server *server);

/**
 * Takes what has come from clients, and makes the answer to the newest request. If there is none,
 * waits up to `timeout` milliseconds, without end for -1, or until a signal comes.
 */
void server_step(struct server *server, int timeout);

#endif
