/* Places in files of measurements, for messages. */
#include "measurements/place.h"

#include <stdarg.h>

#include <glib.h>

#include "base/user_text.h"

void place_step(struct place *place, char byte) {
    if (byte == '\n') {
        place->line++;
        place->column = 1;
    } else {
        place->column += ((unsigned char)byte & 0xc0) != 0x80; /* not within a character */
    }
}

bool place_refuse(struct place place, struct gradfig_error *error, const char *format, ...) {
    g_autofree char *path = text_escape_path(place.path);
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (place.line > 0) {
        error_set(error, GRADFIG_INVALID_INPUT, "%s:%u:%u: %s", path, place.line, place.column,
                  message);
    } else {
        error_set(error, GRADFIG_INVALID_INPUT, "%s: %s", path, message);
    }
    return false;
}
