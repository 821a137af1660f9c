/* In a build for coverage, a process writes its counts before it ends without exit, and a worker
 * after each task, because its parent kills it at the end. The linker puts these in place. */
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/types.h>

void __gcov_dump(void);
void __gcov_reset(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));
ssize_t __real_send(int socket, const void *message, size_t size, int flags);
ssize_t __wrap_send(int socket, const void *message, size_t size, int flags);

/* The end for want of memory can be found within. */
static void write_counts(void) {
    static bool is_writing = false;

    if (!is_writing) {
        is_writing = true;
        __gcov_dump();
        __gcov_reset();
        is_writing = false;
    }
}

void __wrap__exit(int status) {
    write_counts();
    __real__exit(status);
}

ssize_t __wrap_send(int socket, const void *message, size_t size, int flags) {
    write_counts();
    return __real_send(socket, message, size, flags);
}
