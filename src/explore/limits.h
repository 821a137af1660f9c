/* The limits of what a request, and all requests together, may take. */
#ifndef GRADFIG_EXPLORE_LIMITS_H
#define GRADFIG_EXPLORE_LIMITS_H

#include <stddef.h>

/** The longest query in bytes. */
#define QUERY_MAX ((size_t)64 * 1024)

/** The memory for what a client sends: the query and all headers. */
#define REQUEST_MEMORY ((size_t)200 * 1024)

/** The pixels that a figure may have. */
#define EXPLORE_PIXELS_MAX 4000000

/** The layers that a request may walk through. Half a microsecond each, with room for a slower
 * machine. */
#define EXPLORE_LAYERS_MAX 3000000

/** Connections. Above this number, those that do nothing are ended. */
#define CLIENTS_MAX 64

/** The time that a client may take to send a request, or to receive an answer. */
#define CLIENT_SECONDS 30

/** Requests that wait. Above this number, the oldest one is refused. */
#define WAITING_MAX 32

#endif
