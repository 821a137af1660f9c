/* Prints lines for the user. */
#include <stdarg.h>

#include <glib.h>

#include "base/user_text.h"
#include "cli/command.h"
#include "rendering/figure/renderer.h"

void print_line(FILE *stream, const char *text) {
    g_autofree char *escaped = text_escape_path(text);

    progress_clear();
    if (stream == stderr) {
        fflush(stdout); /* both may go to one file, which keeps their order */
    }
    fprintf(stream, "%s\n", escaped);
}

void print_message(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *line = g_strconcat("gradfig: ", message, NULL);
    print_line(stderr, line);
}

const char *plural_ending(size_t n) {
    return n == 1 ? "" : "s";
}

void print_messages(const GPtrArray *lines, const char *before) {
    for (guint i = 0; i < lines->len; i++) {
        print_message("%s%s", before, (const char *)lines->pdata[i]);
    }
}

void print_version(void) {
    puts("gradfig " GRADFIG_VERSION);
}

void warn_left_out(const struct renderer *renderer) {
    for (const char *const *text = renderer_left_out(renderer); *text != NULL; text++) {
        print_message("warning: %s", *text);
    }
}

void warn_of_uncertain_digits(const struct spec *spec, struct curve_id curve, double x) {
    print_message("warning: %s of %s: fewer than 3 digits are reliable at layer %.0f, and possibly "
                  "at later layers",
                  panel_word(curve.panel), curve_name(spec, curve).stem, x);
}
