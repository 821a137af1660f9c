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
static void append_json(GString *page, const char *json) {
    for (const char *at = json; *at != '\0'; at++) {
        if (strchr("<>&", *at) != NULL) {
            g_string_append_printf(page, "\\u%04x", (unsigned)*at);
        } else {
            g_string_append_c(page, *at);
        }
    }
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

bool page_write(const struct explored *explored, const char *nonce, struct bytes *bytes,
                struct gradfig_error *error) {
    char *data = page_data(explored, error);

    if (data == NULL) {
        return false;
    }
    GString *page = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(page_lines); i++) {
        if (strcmp(page_lines[i], "@DATA@") == 0) {
            append_json(page, data);
        } else {
            append_line(page, page_lines[i], nonce);
        }
        g_string_append_c(page, '\n');
    }
    free(data);
    bytes->n = page->len;
    bytes->data = g_string_free(page, FALSE);
    return true;
}
