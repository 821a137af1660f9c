/* Listens on this machine alone. */
#ifndef GRADFIG_EXPLORE_LISTEN_H
#define GRADFIG_EXPLORE_LISTEN_H

/** A socket that listens on 127.0.0.1, to be closed by the caller. `*port` 0 becomes a free one.
 * -1 with errno set if that fails. */
int listen_locally(unsigned *port);

#endif
