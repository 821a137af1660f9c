/* Makes answers: from a query to a spec, and from there to what a command writes. */
#include "explore/answer.h"

#include <string.h>

#include <glib.h>

#include "explore/command_line.h"
#include "explore/request.h"
#include "explore/results.h"
#include "rendering/canvas/missing_characters.h"
#include "spec/mistakes.h"
#include "spec/reader.h"
#include "spec/settings.h"

static const char TEXT[] = "text/plain; charset=utf-8";

/* Takes over `text`, which was allocated with malloc or GLib. */
static void answer_text(struct answer *answer, enum status status, char *text) {
    *answer = (struct answer){status, TEXT, {strlen(text), text}};
}

void answer_refuse(struct answer *answer, enum status status) {
    static const struct {
        enum status status;
        const char *text;
    } rows[] = {
        {STATUS_BAD_REQUEST, "expected a request without a body"},
        {STATUS_FORBIDDEN, "expected a request from the page at the address that was printed"},
        {STATUS_NOT_FOUND, "nothing has this address"},
        {STATUS_METHOD_NOT_ALLOWED, "expected GET or HEAD"},
        {STATUS_URI_TOO_LONG, "expected a query of at most 64 KiB"},
        {STATUS_UNAVAILABLE, "too many newer requests came, or the server ends"},
    };
    const char *text = "";

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        text = rows[i].status == status ? rows[i].text : text;
    }
    answer_text(answer, status, g_strconcat(text, "\n", NULL));
}

void answer_error(struct answer *answer, const struct gradfig_error *error) {
    enum status status = error->code == GRADFIG_INVALID_INPUT ? STATUS_BAD_REQUEST
                         : error->code == GRADFIG_INTERRUPTED ? STATUS_UNAVAILABLE
                                                              : STATUS_WORK_FAILED;
    answer_text(answer, status, g_strconcat(error->message, "\n", NULL));
}

/* ---- the spec of a query ---- */

static void answer_mistakes(struct answer *answer, const struct reader *reader) {
    GString *lines = g_string_new(NULL);

    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        g_string_append_printf(lines, "%s\n", reader_mistake(reader, i));
    }
    answer_text(answer, STATUS_BAD_REQUEST, g_string_free(lines, FALSE));
}

/* The spec with the settings of the query; false with the answer if they are wrong. */
static bool read_spec(struct answer *answer, const struct explored *explored,
                      const struct query *query, struct spec *spec) {
    struct reader *reader = reader_create_over(explored->spec);
    const char *networks = query_networks(query);

    if (networks != NULL) {
        reader_choose_networks(reader, networks);
    }
    for (guint i = networks != NULL ? 1 : 0; i < query->settings->len && !reader_is_full(reader);
         i++) {
        reader_set(reader, g_ptr_array_index(query->settings, i));
    }
    reader_check_texts(reader, missing_characters_describe);
    bool done = reader_finish(reader, spec);
    if (!done) {
        answer_mistakes(answer, reader);
    }
    reader_destroy(reader);
    return done;
}

/* ---- what is refused before it is drawn ---- */

/* The commands that write the result; freed with g_free. */
static char *write_commands(const struct result_of *wanted) {
    const struct result *result = wanted->result;
    g_autofree char *output = command_line_output(wanted->explored, result_output(wanted));
    g_autofree char *line =
        command_line_write(wanted->explored, result->command, wanted->query, output);
    g_autofree char *after = result->after != NULL
                                 ? g_strdup_printf("\ngradfig %s %s", result->after, output)
                                 : g_strdup("");

    return line != NULL
               ? g_strconcat(line, after, NULL)
               : g_strdup_printf("gradfig %s spec.yaml -o %s%s", result->command, output, after);
}

static void answer_costly(struct answer *answer, const struct result_of *wanted,
                          const struct gradfig_error *error) {
    bool is_saved = query_networks(wanted->query) != NULL; /* no --set can name networks */
    g_autofree char *commands = write_commands(wanted);
    const char *what = wanted->result->after != NULL ? "these commands have" : "this command has";

    answer_text(answer, STATUS_BAD_REQUEST,
                g_strdup_printf("%s; %s%s no such limit:\n%s\n", error->message,
                                is_saved ? "save the spec, and " : "", what, commands));
}

/* A claim about a network that the query leaves out is left out, too. */
static void find_claims(const struct result_of *wanted) {
    struct mistakes mistakes;

    mistakes_init(&mistakes, claims_sources(wanted->explored->claims));
    claims_find(wanted->explored->claims, wanted->spec, &mistakes);
    mistakes_finish(&mistakes);
}

static void answer_spec(struct answer *answer, const struct result_of *wanted) {
    struct bytes body = {0};
    struct gradfig_error error;

    find_claims(wanted);
    if (!cost_check(wanted, &error)) {
        answer_costly(answer, wanted, &error);
    } else if (!wanted->result->make(wanted, &body, &error)) {
        answer_error(answer, &error);
    } else {
        *answer = (struct answer){STATUS_OK, wanted->result->type, body};
    }
}

void answer_make(struct answer *answer, const struct explored *explored, const char *path,
                 const char *text) {
    struct result_of wanted = {.result = result_find(path), .explored = explored};
    struct gradfig_error error;
    struct query query;
    struct spec spec;

    if (!query_read(&query, text, &error)) {
        answer_error(answer, &error);
        return;
    }
    wanted.query = &query;
    if (read_spec(answer, explored, &query, &spec)) {
        wanted.spec = &spec;
        answer_spec(answer, &wanted);
        spec_finish(&spec);
    }
    query_finish(&query);
}
