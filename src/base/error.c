/* Fills an error. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#include <glib.h>

#include "base/user_text.h"

/* A message that was cut may end in the middle of a character. */
static void cut_at_character(char *message) {
    const char *end = NULL;

    if (!g_utf8_validate(message, -1, &end)) {
        message[end - message] = '\0';
    }
}

bool error_set(struct gradfig_error *error, enum gradfig_code code, const char *format, ...) {
    va_list arguments;

    error->code = code;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof(error->message), format, arguments);
    va_end(arguments);
    cut_at_character(error->message);
    return false;
}

bool error_set_at(struct gradfig_error *error, enum gradfig_code code, const char *path,
                  const char *format, ...) {
    g_autofree char *shown = text_escape_path(path);
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return error_set(error, code, "%s: %s", shown, message);
}

bool error_set_found(struct gradfig_error *error, const char *found, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *quoted = text_quote(found);
    return error_set(error, GRADFIG_INVALID_INPUT, "%s, found %s", message, quoted);
}

bool error_check_stop(stop_flag *stop, struct gradfig_error *error) {
    return stop == NULL || *stop == 0 || error_set(error, GRADFIG_INTERRUPTED, "interrupted");
}
