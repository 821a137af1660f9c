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

bool page_write(const struct explored *explored, const char *nonce, struct bytes *bytes,
                struct gradfig_error *error) {
    char *parameters = page_data_parameters(error);
    char *spec = parameters != NULL ? page_data_spec(explored, error) : NULL;
    GString *page = g_string_new(NULL);

    if (spec == NULL) {
        free(parameters);
        g_string_free(page, TRUE);
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(page_lines); i++) {
        if (strcmp(page_lines[i], "@PARAMETERS@") == 0) {
            append_json(page, g_steal_pointer(&parameters));
        } else if (strcmp(page_lines[i], "@SPEC@") == 0) {
            append_json(page, g_steal_pointer(&spec));
        } else {
            append_line(page, page_lines[i], nonce);
        }
        g_string_append_c(page, '\n');
    }
    free(parameters);
    free(spec);
    size_t n = page->len;
    *bytes = (struct bytes){n, g_string_free(page, FALSE)};
    return true;
}
