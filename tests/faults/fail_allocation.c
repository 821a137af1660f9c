/* To be preloaded into a program: lets one allocation of memory fail.
 *
 * FAIL_ALLOCATION=NUMBER: the allocation NUMBER of the process fails, counted from main on.
 * LIST_ALLOCATIONS=FILE: writes the numbers of those allocations whose callers are new. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <dlfcn.h>
#include <unwind.h>

static bool is_in_main;
static long failing; /* 0: none */
static int list = -1;
static long n_allocations;
static _Thread_local bool is_listing;

/* ---- who asks for memory ---- */

struct callers {
    uint64_t hash;
    int depth;
};

static _Unwind_Reason_Code add_caller(struct _Unwind_Context *context, void *data) {
    enum { DEPTH = 14 };
    struct callers *callers = data;

    callers->hash = (callers->hash ^ _Unwind_GetIP(context)) * 0x100000001b3;
    return ++callers->depth < DEPTH ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static bool is_new(uint64_t hash) {
    enum { N_SLOTS = 1 << 18 };
    static uint64_t seen[N_SLOTS];

    for (size_t i = hash % N_SLOTS, n = 0; n < N_SLOTS; i = (i + 1) % N_SLOTS, n++) {
        uint64_t none = 0;
        if (__atomic_compare_exchange_n(&seen[i], &none, hash, false, __ATOMIC_SEQ_CST,
                                        __ATOMIC_SEQ_CST)) {
            return true;
        }
        if (none == hash) {
            return false;
        }
    }
    return false;
}

static void list_new(long number) {
    struct callers callers = {0xcbf29ce484222325, 0};
    char line[32];

    is_listing = true;
    _Unwind_Backtrace(add_caller, &callers);
    if (is_new(callers.hash | 1)) {
        (void)!write(list, line, (size_t)snprintf(line, sizeof(line), "%ld\n", number));
    }
    is_listing = false;
}

static bool fails(void) {
    if (!is_in_main || is_listing) {
        return false;
    }
    long number = __atomic_add_fetch(&n_allocations, 1, __ATOMIC_SEQ_CST);
    if (list >= 0) {
        list_new(number);
    }
    if (number == failing) {
        errno = ENOMEM;
    }
    return number == failing;
}

/* ---- in place of the C library's functions ---- */

/* The command calls these names, and the C library's own functions are found behind them. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *memory, size_t size);

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);

__attribute__((constructor)) static void find_functions(void) {
    if (real_realloc == NULL) {
        *(void **)&real_malloc = dlsym(RTLD_NEXT, "__libc_malloc");
        *(void **)&real_calloc = dlsym(RTLD_NEXT, "__libc_calloc");
        *(void **)&real_realloc = dlsym(RTLD_NEXT, "__libc_realloc");
    }
}

void *__libc_malloc(size_t size) {
    find_functions();
    return fails() ? NULL : real_malloc(size);
}

void *__libc_calloc(size_t n, size_t size) {
    find_functions();
    return fails() ? NULL : real_calloc(n, size);
}

void *__libc_realloc(void *memory, size_t size) {
    find_functions();
    return fails() ? NULL : real_realloc(memory, size);
}

/* Other programs than the command. */
void *malloc(size_t size) {
    return __libc_malloc(size);
}

void *calloc(size_t n, size_t size) {
    return __libc_calloc(n, size);
}

void *realloc(void *memory, size_t size) {
    return __libc_realloc(memory, size);
}

/* ---- from main on ---- */

static int (*real_main)(int, char **, char **);

static int begin_main(int argc, char **argv, char **environment) {
    const char *number = getenv("FAIL_ALLOCATION");
    const char *file = getenv("LIST_ALLOCATIONS");

    failing = number != NULL ? strtol(number, NULL, 10) : 0;
    list =
        file != NULL ? open(file, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666) : -1;
    is_in_main = true;
    return real_main(argc, argv, environment);
}

int __libc_start_main(int (*program)(int, char **, char **), int argc, char **argv,
                      void (*init)(void), void (*fini)(void), void (*rtld_fini)(void),
                      void *stack_end) {
    int (*start)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
                 void (*)(void), void *) = NULL;

    *(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = program;
    return start(begin_main, argc, argv, init, fini, rtld_fini, stack_end);
}
