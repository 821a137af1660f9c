/* Reads the query of a request. */
#include "explore/query.h"

#include <string.h>

/* The pair without its encoding; NULL if that is wrong. Freed with g_free. */
static char *decode(const char *pair) {
    g_autofree char *encoded = g_strdelimit(g_strdup(pair), "+", ' ');
    g_autofree char *text = g_uri_unescape_string(encoded, NULL);
    bool is_right = text != NULL && g_utf8_validate(text, -1, NULL);

    return is_right ? g_steal_pointer(&text) : NULL;
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
