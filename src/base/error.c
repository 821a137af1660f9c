/* Filling an error. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

bool error_set(struct gradfig_error *error, enum gradfig_code code, const char *format, ...) {
    va_list arguments;

    error->code = code;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof(error->message), format, arguments);
    va_end(arguments);
    return false;
}
