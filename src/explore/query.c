/* Reads the query of a request. */
#include "explore/query.h"

#include <string.h>

/* What stands at `*text`, one letter or three; NUL if that is no character of a query. */
static char read_letter(const char **text) {
    const char *at = *text;

    if (*at != '%') {
        *text = at + 1;
        return *at == '+' ? ' ' : *at;
    }
    int high = g_ascii_xdigit_value(at[1]);
    int low = high >= 0 ? g_ascii_xdigit_value(at[2]) : -1;
    *text = at + 3;
    return low >= 0 ? (char)(high * 16 + low) : '\0';
}

/* The pair without its encoding; NULL if that is wrong. Freed with g_free. */
static char *decode(const char *pair) {
    GString *text = g_string_new(NULL);

    while (*pair != '\0') {
        char letter = read_letter(&pair);
        if (letter == '\0') {
            g_string_free(text, TRUE);
            return NULL;
        }
        g_string_append_c(text, letter);
    }
    if (!g_utf8_validate(text->str, (gssize)text->len, NULL)) {
        g_string_free(text, TRUE);
        return NULL;
    }
    return g_string_free(text, FALSE);
}

bool query_read(struct query *query, const char *text, struct gradfig_error *error) {
    g_auto(GStrv) pairs = g_strsplit(text, "&", -1);
    bool done = true;

    *query = (struct query){g_ptr_array_new_with_free_func(g_free)};
    for (char **pair = pairs; *pair != NULL && done; pair++) {
        char *setting = decode(*pair);
        if (setting == NULL) {
            done = error_set_found(error, *pair,
                                   "expected UTF-8 with two digits after each \"%%\" and no NUL");
        } else if (*setting == '\0') {
            g_free(setting);
        } else {
            g_ptr_array_add(query->settings, setting);
        }
    }
    if (!done) {
        query_finish(query);
    }
    return done;
}

const char *query_networks(const struct query *query) {
    static const char networks[] = "networks=";
    const char *first = query->settings->len > 0 ? g_ptr_array_index(query->settings, 0) : "";

    return g_str_has_prefix(first, networks) ? first + strlen(networks) : NULL;
}

void query_finish(struct query *query) {
    if (query->settings != NULL) {
        g_ptr_array_free(query->settings, TRUE);
    }
    *query = (struct query){0};
}
