/* The functions of libmicrohttpd, which is loaded only when a server starts: it brings TLS and a
 * dozen other libraries, which every start of the command would wait for. */
#ifndef GRADFIG_EXPLORE_MICROHTTPD_H
#define GRADFIG_EXPLORE_MICROHTTPD_H

#include <stdbool.h>

#include <microhttpd.h>

#include "base/error.h"

/* Their names after MHD_. */
#define MICROHTTPD_FUNCTIONS(row)                                                                  \
    row(add_response_header) row(create_response_from_buffer) row(destroy_response)                \
        row(get_connection_info) row(get_connection_values) row(get_daemon_info) row(get_timeout)  \
            row(lookup_connection_value) row(queue_response) row(resume_connection) row(run)       \
                row(start_daemon) row(stop_daemon) row(suspend_connection)

#define MICROHTTPD_MEMBER(name) __typeof__ (&MHD_##name)(name);

struct microhttpd {
    void *library;
    MICROHTTPD_FUNCTIONS(MICROHTTPD_MEMBER)
};

/** Loads the library. Ends with microhttpd_finish, unless it fails. */
bool microhttpd_init(struct microhttpd *http, struct gradfig_error *error);

/** Unloads it. Zeros are allowed. */
void microhttpd_finish(struct microhttpd *http);

#endif
