/* Refuses requests that come from other places than the page, or are of another kind, and reads the
 * queries of the others. */
#include "explore/request.h"

#include <string.h>

#include <glib.h>

#include "explore/limits.h"

char *request_path(const char *target) {
    return g_strndup(target, strcspn(target, "?"));
}

const char *request_query(const char *target) {
    const char *query = strchr(target, '?');
    return query != NULL ? query + 1 : "";
}

/* A page whose name leads here only since it was loaded has another name in Host. */
static bool is_own_host(const struct request *request, unsigned port) {
    static const char *const names[] = {"127.0.0.1", "localhost"};
    bool is_own = false;

    for (size_t i = 0; i < G_N_ELEMENTS(names) && request->n_hosts == 1; i++) {
        g_autofree char *host = g_strdup_printf("%s:%u", names[i], port);
        is_own = is_own || strcmp(request->host, host) == 0;
    }
    return is_own;
}

/* Whether the browser follows a link to the page itself, in a tab and not in a frame. */
static bool is_link(const struct request *request) {
    g_autofree char *path = request_path(request->target);
    return strcmp(path, "/") == 0 && g_strcmp0(request->fetch_mode, "navigate") == 0 &&
           g_strcmp0(request->destination, "document") == 0;
}

/* Programs that are no browsers do not say where a request comes from. */
static bool is_own_page(const struct request *request) {
    return request->fetch_site == NULL || g_strcmp0(request->fetch_site, "none") == 0 ||
           g_strcmp0(request->fetch_site, "same-origin") == 0 || is_link(request);
}

unsigned request_refuse(const struct request *request, unsigned port) {
    if (!is_own_host(request, port) || !is_own_page(request)) {
        return STATUS_FORBIDDEN;
    }
    if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0) {
        return STATUS_METHOD_NOT_ALLOWED;
    }
    if (strlen(request_query(request->target)) > QUERY_MAX) {
        return STATUS_URI_TOO_LONG;
    }
    return request->has_body ? STATUS_BAD_REQUEST : 0;
}

/* ---- the query ---- */

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
