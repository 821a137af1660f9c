/* Listens on this machine alone. */
#include "explore/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

int listen_locally(unsigned *port) {
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
