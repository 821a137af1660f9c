/* In a build for coverage, a process writes its counts before it ends without exit, and a worker
 * after each task, because its parent kills it at the end. The linker puts these in place. */
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void __gcov_dump(void);
void __gcov_reset(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));
ssize_t __real_send(int socket, const void *message, size_t size, int flags);
ssize_t __wrap_send(int socket, const void *message, size_t size, int flags);

static pid_t first;

__attribute__((constructor)) static void note_process(void) {
    first = getpid();
}

void __wrap__exit(int status) {
    static int n_calls = 0; /* the end for want of memory can be found within */

    if (n_calls++ == 0) {
        __gcov_dump();
    }
    __real__exit(status);
}

/* A worker may be stopped or killed, and would keep the files of counts locked, or half written.
 * Hence a process of its own writes them, in a group of its own, which keeps no file of the worker
 * open. */
ssize_t __wrap_send(int socket, const void *message, size_t size, int flags) {
    if (getpid() != first) {
        pid_t writer = fork();
        if (writer == 0) {
            setsid();
            close_range(0, ~0U, 0);
            __gcov_dump();
            __real__exit(0);
        }
        waitpid(writer, NULL, 0);
        __gcov_reset();
    }
    return __real_send(socket, message, size, flags);
}
