/* What went wrong, as a value: no heap, copied freely. */
#ifndef GRADFIG_BASE_ERROR_H
#define GRADFIG_BASE_ERROR_H

#include <stdbool.h>

/** Kinds of failure; the command's exit status follows from them. */
enum gradfig_code {
    GRADFIG_OK = 0,
    GRADFIG_WORK_FAILED,   /**< the system or a library failed: disk full, driver missing */
    GRADFIG_INVALID_INPUT, /**< what the user gave is wrong */
    GRADFIG_INTERRUPTED,   /**< the caller asked to stop */
};

/** Size in bytes of a message, the terminating NUL included; longer ones are cut. */
#define GRADFIG_MESSAGE_SIZE 1024

/**
 * One failure and its message: one line of UTF-8 without control characters, no final full stop.
 *
 * Every function that can fail takes a non-NULL pointer to one as its last argument and fills it
 * if and only if it fails; its other outputs are then untouched.
 */
struct gradfig_error {
    enum gradfig_code code;
    char message[GRADFIG_MESSAGE_SIZE];
};

/** Fills `error`; returns false, so that a function can fail with `return error_set(...)`. */
__attribute__((format(printf, 3, 4))) bool
error_set(struct gradfig_error *error, enum gradfig_code code, const char *format, ...);

#endif
