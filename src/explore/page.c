/* Writes the page: a template with the table of parameters and the spec in it. */
#include "explore/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include <glib.h>

#include "explore/page_data.h"
#include "explore/page_html.h"

void page_choose_nonce(char nonce[NONCE_SIZE]) {
    unsigned char bytes[(NONCE_SIZE - 1) / 2] = {0};

    (void)!getrandom(bytes, sizeof(bytes), 0); /* so few bytes always come at once */
    for (size_t i = 0; i < sizeof(bytes); i++) {
        snprintf(nonce + 2 * i, 3, "%02x", bytes[i]);
    }
}

/* Within an element of a page, JSON must not end it. */
static void append_json(GString *page, char *json) {
    for (const char *at = json; *at != '\0'; at++) {
        if (strchr("<>&", *at) != NULL) {
            g_string_append_printf(page, "\\u%04x", (unsigned)*at);
        } else {
            g_string_append_c(page, *at);
        }
    }
    free(json);
}

static void append_line(GString *page, const char *line, const char *nonce) {
    static const char mark[] = "@NONCE@";
    const char *at;

    while ((at = strstr(line, mark)) != NULL) {
        g_string_append_len(page, line, at - line);
        g_string_append(page, nonce);
        line = at + strlen(mark);
    }
    g_string_append(page, line);
}

/* Lines of the template that JSON replaces. */
static const struct {
    const char *line;
    char *(*write)(const struct explored *explored, struct gradfig_error *error);
} parts[] = {
    {"@PARAMETERS@", page_data_parameters},
    {"@SPEC@", page_data_spec},
    {"@TEXTS@", page_data_texts},
};

/* Appends what replaces the line, or false with `error`. */
static bool append_part(GString *page, size_t i, const struct explored *explored,
                        struct gradfig_error *error) {
    char *json = parts[i].write(explored, error);

    if (json != NULL) {
        append_json(page, json);
    }
    return json != NULL;
}

static bool append(GString *page, const char *line, const struct explored *explored,
                   const char *nonce, struct gradfig_error *error) {
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (strcmp(line, parts[i].line) == 0) {
            return append_part(page, i, explored, error);
        }
    }
    append_line(page, line, nonce);
    return true;
}

bool page_write(const struct explored *explored, const char *nonce, struct bytes *bytes,
                struct gradfig_error *error) {
    GString *page = g_string_new(NULL);
    bool done = true;

    for (size_t i = 0; i < G_N_ELEMENTS(page_lines) && done; i++) {
        done = append(page, page_lines[i], explored, nonce, error);
        g_string_append_c(page, '\n');
    }
    size_t n = page->len;
    char *text = g_string_free(page, !done);
    if (done) {
        *bytes = (struct bytes){n, text};
    }
    return done;
}
