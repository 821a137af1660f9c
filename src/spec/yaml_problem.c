/* Says in plain words why a file is not YAML.
 *
 * libyaml names the place where it could not go on, which is often after the mistake. The hints
 * look for the mistake in the lines that it was reading. */
#include "spec/yaml_problem.h"

#include <string.h>

#include "base/user_text.h"

/* What libyaml was reading. */
struct view {
    const yaml_parser_t *parser;
    char **lines;  /* of the file, without their ends */
    size_t first;  /* where what it was reading begins */
    size_t last;   /* where it stopped */
    char *stopped; /* the text from there to the end of the line, empty at the end of the file */
    struct yaml_fault *fault;
};

__attribute__((format(printf, 4, 5))) static bool explain(const struct view *view, size_t line,
                                                          size_t column, const char *format, ...) {
    va_list arguments;

    view->fault->place = (struct place){line + 1, column + 1};
    va_start(arguments, format);
    g_vsnprintf(view->fault->message, sizeof(view->fault->message), format, arguments);
    va_end(arguments);
    return true;
}

/* Explains a fault at the place where libyaml stopped. */
static bool explain_here(const struct view *view, const char *words) {
    return explain(view, view->last, view->parser->problem_mark.column, "%s", words);
}

static bool is_problem(const struct view *view, const char *problem) {
    return view->parser->problem != NULL && strcmp(view->parser->problem, problem) == 0;
}

static size_t column_of(const char *line, const char *position) {
    return (size_t)g_utf8_pointer_to_offset(line, position);
}

/* The first place of the line at which `begins` finds something outside of quotes; or NULL. */
static const char *find_unquoted(const char *line, bool (*begins)(const char *line, const char *)) {
    char quote = '\0';

    for (const char *at = line; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        if (quote == '\0' && begins(line, at)) {
            return at;
        }
        if (*at == quote) {
            quote = '\0';
        } else if (quote == '\0' && (*at == '"' || *at == '\'')) {
            quote = *at;
        }
    }
    return NULL;
}

/* ---- hints: each fills the fault and returns true if it fits ---- */

/* The full-width forms that an input method writes in place of YAML's own characters. */
static const struct wide {
    const char *character;
    const char *meant;
    const char *name;
} wides[] = {
    {"：", "\": \"", "colon"},      {"，", "\",\"", "comma"},   {"｛", "\"{\"", "brace"},
    {"｝", "\"}\"", "brace"},       {"［", "\"[\"", "bracket"}, {"］", "\"]\"", "bracket"},
    {"＃", "\"#\"", "number sign"}, {"－", "\"-\"", "hyphen"},  {"　", "a plain blank", "blank"},
};

/* g_str_has_prefix of GLib 2.84 reads the text to its end, which may be far for each of its
 * characters. */
static bool begins_with(const char *at, const char *beginning) {
    return strncmp(at, beginning, strlen(beginning)) == 0;
}

static const struct wide *find_wide(const char *at) {
    for (size_t i = 0; i < G_N_ELEMENTS(wides); i++) {
        if (begins_with(at, wides[i].character)) {
            return &wides[i];
        }
    }
    return NULL;
}

static bool begins_wide(const char *line, const char *at) {
    (void)line;
    return find_wide(at) != NULL;
}

static bool find_wide_character(const struct view *view) {
    /* A key without its colon goes on in the next line, where libyaml stops at a colon. */
    size_t n_above =
        is_problem(view, "mapping values are not allowed in this context") && view->first > 0;

    for (size_t i = view->first - n_above; i <= view->last; i++) {
        const char *line = view->lines[i];
        const char *at = find_unquoted(line, begins_wide);
        const struct wide *wide = at != NULL ? find_wide(at) : NULL;
        if (wide != NULL) {
            return explain(view, i, column_of(line, at), "expected %s, found a full-width %s",
                           wide->meant, wide->name);
        }
    }
    return false;
}

static bool find_tab(const struct view *view) {
    const char *line = view->lines[view->last];
    size_t n_blanks = strspn(line, " ");

    return line[n_blanks] == '\t' &&
           explain(view, view->last, n_blanks, "expected spaces, found a tab in the indentation");
}

/* Whether a comment stands in the place of a value. */
static bool begins_comment(const char *line, const char *at) {
    const char *before = at;

    while (before > line && before[-1] == ' ') {
        before--;
    }
    return *at == '#' && before > line && before < at && before[-1] == ':';
}

/* A color without quotes is a comment, and its value is missing. */
static bool find_comment(const struct view *view) {
    if (!is_problem(view, "did not find expected node content")) {
        return false;
    }
    for (size_t i = view->last + 1; i-- > 0;) {
        const char *line = view->lines[i];
        const char *at = find_unquoted(line, begins_comment);
        if (at != NULL) {
            size_t n = strcspn(at, " ,]}");
            bool is_color = strspn(at + 1, "0123456789abcdefABCDEF") == n - 1;
            return explain(view, i, column_of(line, at),
                           "# begins a comment: put the %s in quotes, \"%.*s\"",
                           is_color ? "color" : "text", (int)n, at);
        }
    }
    return explain_here(view, "expected a value, found none");
}

static bool begins_value(const char *line, const char *at) {
    (void)line;
    return begins_with(at, ": ");
}

/* A second colon in a line, which belongs to a text. */
static bool find_second_colon(const struct view *view) {
    const char *line = view->lines[view->last];
    const char *first = find_unquoted(line, begins_value);
    size_t column = view->parser->problem_mark.column;

    bool is_in_braces = is_problem(view, "did not find expected ',' or '}'");

    return *view->stopped == ':' && first != NULL && column_of(line, first) < column &&
           explain(view, view->last, column, "expected %s, found a second \": \"",
                   is_in_braces ? "a comma before the next key, or the text in quotes"
                                : "the text in quotes, or further keys in lines of their own");
}

/* Text without quotes goes on in the next line, where libyaml finds a colon in it. */
static bool find_indentation(const struct view *view) {
    if (!is_problem(view, "mapping values are not allowed in this context") || view->last == 0) {
        return false;
    }
    const char *above = view->lines[view->last - 1];
    if (find_unquoted(above, begins_value) == NULL) {
        bool is_comment = begins_with(above + strspn(above, " "), "//");
        g_autofree char *quoted = text_quote(above);
        return explain(view, view->last - 1, strspn(above, " "), "expected %s, found %s",
                       is_comment ? "# before a comment" : "\": \" after the key", quoted);
    }
    return explain(view, view->last, strspn(view->lines[view->last], " "),
                   "expected the indentation of the line above, found more");
}

/* A line of a block that has no colon. */
static bool find_missing_colon(const struct view *view) {
    if (!is_problem(view, "could not find expected ':'")) {
        return false;
    }
    size_t column = view->parser->context_mark.column;
    const char *line = view->lines[view->first];
    const char *key =
        g_utf8_offset_to_pointer(line, (glong)MIN(column, (size_t)g_utf8_strlen(line, -1)));
    g_autofree char *quoted = text_quote(key);
    return explain(view, view->first, column, "expected %s, found %s",
                   *key == '-' ? "a space after \"-\"" : "\": \" after the key", quoted);
}

static bool find_unclosed(const struct view *view) {
    size_t column = view->parser->context_mark.column;

    if (is_problem(view, "found unexpected end of stream") ||
        is_problem(view, "found unexpected document indicator")) {
        return explain(view, view->first, column,
                       "expected a quote at the end of the text, found none");
    }
    bool is_map = is_problem(view, "did not find expected ',' or '}'");
    if (!is_map && !is_problem(view, "did not find expected ',' or ']'")) {
        return false;
    }
    g_autofree char *quoted = text_quote(view->stopped);
    return explain(view, view->last, view->parser->problem_mark.column,
                   "expected \",\" or \"%s\" after the \"%s\" in line %zu, found %s",
                   is_map ? "}" : "]", is_map ? "{" : "[", view->first + 1,
                   *view->stopped != '\0' ? quoted : "the end");
}

/* Text that begins with a character which means something else to YAML: a tag, an alias, a
 * directive, or text of several lines. */
static bool find_first_character(const struct view *view) {
    static const char *const problems[] = {
        "found character that cannot start any token",
        "did not find expected alphabetic or numeric character",
        "did not find expected comment or line break",
        "did not find expected whitespace or line break",
        "did not find the expected '>'",
        "found an indentation indicator equal to 0",
        "found unexpected non-alphabetical character",
        "found unknown directive name",
        "could not find expected directive name",
        "mapping keys are not allowed in this context",
    };
    size_t column = view->parser->context_mark.column;
    const char *line = view->lines[view->first];

    for (size_t i = 0; i < G_N_ELEMENTS(problems) && column < (size_t)g_utf8_strlen(line, -1);
         i++) {
        const char *at = g_utf8_offset_to_pointer(line, (glong)column);
        if (is_problem(view, problems[i])) {
            return explain(view, view->first, column,
                           "expected a key or a value, found \"%.*s\"; put text that begins with "
                           "it in quotes",
                           (int)(g_utf8_find_next_char(at, NULL) - at), at);
        }
    }
    return false;
}

/* A quote within a text in such quotes, which ends it too early. */
static bool find_inner_quote(const struct view *view) {
    const char *line = view->lines[view->last];
    const char *before = view->stopped;

    /* Between braces, what follows after a blank is rather a key whose comma is missing. */
    while (before > line && before[-1] == ' ' && is_problem(view, "did not find expected key")) {
        before--;
    }
    if (*view->stopped == '\0' || before == line || strchr("\"'", before[-1]) == NULL) {
        return false;
    }
    g_autofree char *quoted = text_quote(view->stopped);
    return explain(view, view->last, view->parser->problem_mark.column,
                   "expected nothing after the quote that ends the text, found %s; write %s for a "
                   "quote in it",
                   quoted, before[-1] == '"' ? "\\\"" : "''");
}

/* ---- libyaml's words ---- */

/* A comma after a value, as in JSON. */
static bool find_comma(const struct view *view) {
    return *view->stopped == ',' && is_problem(view, "did not find expected key") &&
           explain_here(view, "expected the end of the line, found a comma");
}

static bool find_words(const struct view *view) {
    static const struct {
        const char *problem;
        const char *words;
    } rows[] = {
        {"did not find expected key", "expected a key at the indentation of the keys above"},
        {"did not find expected '-' indicator", "expected \"-\" at the indentation of the list"},
        {"block sequence entries are not allowed in this context",
         "expected a value, found \"-\"; a list begins in a line of its own, or with ["},
        {"found unknown escape character",
         "expected \\\\ or \\\" after a backslash; in single quotes it needs none"},
        {"did not find expected hexdecimal number",
         "expected the digits of a character after \\x, \\u or \\U"},
        {"found invalid Unicode character escape code", "expected a character of Unicode"},
        {"found a tab character where an indentation space is expected",
         "expected spaces, found a tab in the indentation"},
        {"found a tab character that violates indentation",
         "expected spaces, found a tab in the indentation"},
        {"did not find expected <document start>", "expected the end of the file, found more"},
        {"found incompatible YAML document", "expected YAML 1.1 or 1.2"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (is_problem(view, rows[i].problem)) {
            return explain_here(view, rows[i].words);
        }
    }
    return false;
}

static bool quote_libyaml(const struct view *view) {
    const yaml_parser_t *parser = view->parser;

    return explain(view, parser->problem_mark.line, parser->problem_mark.column, "%s%s%s",
                   parser->context != NULL ? parser->context : "",
                   parser->context != NULL ? ", " : "",
                   parser->problem != NULL ? parser->problem : "not YAML");
}

static bool look(struct view *view, size_t n_lines) {
    bool (*const hints[])(const struct view *) = {
        find_wide_character, find_tab,           find_comment,         find_second_colon,
        find_indentation,    find_missing_colon, find_first_character, find_inner_quote,
        find_unclosed,       find_comma,         find_words,
    };
    const yaml_parser_t *parser = view->parser;

    if (parser->problem_mark.line >= n_lines ||
        parser->context_mark.line > parser->problem_mark.line) {
        return false;
    }
    view->last = parser->problem_mark.line;
    view->first = parser->context != NULL ? parser->context_mark.line : view->last;
    const char *line = view->lines[view->last];
    size_t length = (size_t)g_utf8_strlen(line, -1);
    view->stopped = g_utf8_offset_to_pointer(line, (glong)MIN(parser->problem_mark.column, length));
    for (size_t i = 0; i < G_N_ELEMENTS(hints); i++) {
        if (hints[i](view)) {
            return true;
        }
    }
    return false;
}

void yaml_problem_explain(const yaml_parser_t *parser, const char *text, struct yaml_fault *fault) {
    struct view view = {.parser = parser, .lines = g_strsplit_set(text, "\n", -1), .fault = fault};

    if (!look(&view, g_strv_length(view.lines))) {
        quote_libyaml(&view);
    }
    g_strfreev(view.lines);
}
