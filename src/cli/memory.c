/* Ends the process when there is no memory: HarfBuzz and PLplot go on without a word and draw
 * something else, GLib ends with a core dump, and others crash. Large requests fail as usual,
 * because a figure can be too large for the memory, which we report, and the libraries do, too. The
 * library has none of this: it leaves to its process how to allocate. */
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"

/* Sanitizers have functions of their own; other C libraries than glibc have no names beside these.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) /* of clang */
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

/* NOLINTBEGIN(bugprone-reserved-identifier): glibc's own names */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *memory, size_t size);
/* NOLINTEND(bugprone-reserved-identifier) */

enum { LARGE = 1 << 20 };

static void *check(void *memory, size_t size) {
    static const char message[] = "gradfig: not enough memory\n";

    if (memory == NULL && size > 0 && size < LARGE) {
        (void)!write(STDERR_FILENO, message, strlen(message));
        _exit(EXIT_WORK_FAILED);
    }
    return memory;
}

void *malloc(size_t size) {
    return check(__libc_malloc(size), size);
}

void *calloc(size_t nmemb, size_t size) {
    return check(__libc_calloc(nmemb, size), nmemb < LARGE && size < LARGE ? nmemb * size : LARGE);
}

void *realloc(void *ptr, size_t size) {
    return check(__libc_realloc(ptr, size), size);
}

#endif
