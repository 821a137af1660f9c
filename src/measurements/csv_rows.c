/* Reads the rows of a CSV file. */
#include "measurements/csv_rows.h"

#include <string.h>

#include "base/limits.h"
#include "base/user_text.h"

static void step(struct csv_rows *rows) {
    place_step(&rows->place, *rows->rest++);
}

static void skip(struct csv_rows *rows, const char *characters) {
    while (*rows->rest != '\0' && strchr(characters, *rows->rest) != NULL) {
        step(rows);
    }
}

/* ---- the first line ---- */

/* The line without what stands in quotes, where a delimiter separates nothing. */
static char *take_line(const char *text) {
    GString *line = g_string_new(NULL);
    bool is_quoted = false;

    for (; strchr("\r\n", *text) == NULL; text++) {
        is_quoted = is_quoted != (*text == '"');
        if (!is_quoted && *text != '"') {
            g_string_append_c(line, *text);
        }
    }
    return g_string_free(line, FALSE);
}

static size_t count(const char *line, char character) {
    size_t n = 0;

    for (; *line != '\0'; line++) {
        n += *line == character;
    }
    return n;
}

/* The one that stands most often in the line, of equal ones the first. */
static char find_delimiter(const char *line) {
    static const char delimiters[] = ",\t;";
    char found = delimiters[0];

    for (const char *other = delimiters; *other != '\0'; other++) {
        found = count(line, *other) > count(line, found) ? *other : found;
    }
    return found;
}

/* Where semicolons separate the cells, a comma may be the decimal sign: makes it a point. */
static void read_comma(char *text) {
    char *comma = strchr(text, ',');
    double number;

    if (comma != NULL) {
        *comma = '.';
        *comma = text_read_real(text, &number) == TEXT_OK ? '.' : ',';
    }
}

static bool has_number(const char *line, char delimiter) {
    const char delimiters[] = {delimiter, '\0'};
    g_auto(GStrv) cells = g_strsplit(line, delimiters, -1);
    bool has = false;
    double number;

    for (size_t i = 0; cells[i] != NULL && !has; i++) {
        if (delimiter == ';') {
            read_comma(cells[i]);
        }
        has = text_read_real(g_strstrip(cells[i]), &number) == TEXT_OK;
    }
    return has;
}

/* Whether the text of a comment is the row of names, as numpy.savetxt writes it: the line after it
 * has as many cells, and numbers. */
static bool is_header(const char *comment) {
    g_autofree char *line = take_line(comment);
    const char *after = comment + strcspn(comment, "\r\n");
    g_autofree char *next = take_line(after + strspn(after, "\r\n"));
    char delimiter = find_delimiter(line);

    return *next != '#' && count(line, delimiter) > 0 &&
           count(line, delimiter) == count(next, delimiter) && !has_number(line, delimiter) &&
           has_number(next, delimiter);
}

static void skip_line(struct csv_rows *rows) {
    while (*rows->rest != '\0' && *rows->rest != '\n') {
        step(rows);
    }
    skip(rows, "\r\n");
}

/* Skips empty lines, the line from which Excel takes the delimiter, and comments in front of the
 * row of names, which may be the last comment. */
static void skip_comments(struct csv_rows *rows) {
    static const char white[] = " \t";

    skip(rows, "\r\n");
    if (g_str_has_prefix(rows->rest, "sep=") || g_str_has_prefix(rows->rest, "\"sep=")) {
        skip_line(rows);
    }
    while (*rows->rest == '#') {
        step(rows);
        skip(rows, white);
        if (is_header(rows->rest)) {
            return;
        }
        skip_line(rows);
    }
}

void csv_rows_init(struct csv_rows *rows, const struct text_file *file) {
    *rows = (struct csv_rows){
        .place = {file->path, 1, 1},
        .rest = file->text,
        .texts = g_string_new(NULL),
        .cells = g_array_new(FALSE, FALSE, sizeof(struct csv_cell)),
    };
    skip_comments(rows);
    g_autofree char *line = take_line(rows->rest);
    rows->delimiter = find_delimiter(line);
}

void csv_rows_finish(struct csv_rows *rows) {
    g_string_free(rows->texts, TRUE);
    g_array_free(rows->cells, TRUE);
}

static bool is_line_end(const char *rest) {
    return *rest == '\0' || *rest == '\n' || (rest[0] == '\r' && rest[1] == '\n');
}

static void take_line_end(struct csv_rows *rows) {
    if (*rows->rest == '\r') {
        step(rows);
    }
    if (*rows->rest == '\n') {
        step(rows);
    }
}

/* ---- cells ---- */

static const char *name_delimiter(const struct csv_rows *rows) {
    return rows->delimiter == ',' ? "comma" : rows->delimiter == ';' ? "semicolon" : "tab";
}

static bool read_quoted(struct csv_rows *rows, struct gradfig_error *error) {
    struct place begin = rows->place;

    step(rows);
    while (rows->rest[0] != '"' || rows->rest[1] == '"') {
        if (*rows->rest == '\0') {
            return place_refuse(begin, error, "a quoted cell has no end");
        }
        if (*rows->rest == '"') {
            step(rows);
        }
        g_string_append_c(rows->texts, *rows->rest);
        step(rows);
    }
    step(rows);
    if (*rows->rest != rows->delimiter && !is_line_end(rows->rest)) {
        return place_refuse(rows->place, error, "expected a %s after the quoted cell",
                            name_delimiter(rows));
    }
    return true;
}

static bool read_plain(struct csv_rows *rows, struct gradfig_error *error) {
    while (*rows->rest != rows->delimiter && !is_line_end(rows->rest)) {
        if (*rows->rest == '"') {
            return place_refuse(rows->place, error,
                                "expected a %s or the end of the row, found a quote",
                                name_delimiter(rows));
        }
        if (*rows->rest == '\r') {
            return place_refuse(rows->place, error,
                                "expected lines that end with LF or CRLF, found a CR alone");
        }
        g_string_append_c(rows->texts, *rows->rest);
        step(rows);
    }
    return true;
}

/* Takes off spaces and tabs around the text from `at` on, and ends it with a NUL. */
static void strip(GString *texts, size_t at) {
    size_t n_before = strspn(texts->str + at, " \t");

    g_string_erase(texts, (gssize)at, (gssize)n_before);
    while (texts->len > at && strchr(" \t", texts->str[texts->len - 1]) != NULL) {
        g_string_truncate(texts, texts->len - 1);
    }
    g_string_append_c(texts, '\0');
}

static bool read_cell(struct csv_rows *rows, struct gradfig_error *error) {
    struct csv_cell cell = {rows->texts->len, rows->place};
    if (rows->cells->len >= MEASURED_COLUMNS_MAX) {
        return place_refuse(cell.place, error, "expected at most %d cells in a row, found more",
                            MEASURED_COLUMNS_MAX);
    }
    bool done = *rows->rest == '"' ? read_quoted(rows, error) : read_plain(rows, error);

    if (done) {
        strip(rows->texts, cell.at);
        if (rows->delimiter == ';') {
            read_comma(rows->texts->str + cell.at);
        }
        g_array_append_val(rows->cells, cell);
    }
    return done;
}

/* ---- rows ---- */

static bool check_length(struct csv_rows *rows, struct gradfig_error *error) {
    guint n = rows->cells->len;

    if (rows->n_cells == 0) {
        rows->n_cells = n;
    }
    if (n == rows->n_cells) {
        return true;
    }
    return place_refuse(csv_rows_place(rows, MIN(n, rows->n_cells + 1) - 1), error,
                        "expected as many cells as in the first row, %u, found %u", rows->n_cells,
                        n);
}

bool csv_rows_next(struct csv_rows *rows, bool *has_row, struct gradfig_error *error) {
    g_string_truncate(rows->texts, 0);
    g_array_set_size(rows->cells, 0);
    while (*rows->rest != '\0' && is_line_end(rows->rest)) {
        take_line_end(rows);
    }
    *has_row = *rows->rest != '\0';
    if (!*has_row) {
        return true;
    }
    if (!read_cell(rows, error)) {
        return false;
    }
    while (*rows->rest == rows->delimiter) {
        step(rows);
        if (!read_cell(rows, error)) {
            return false;
        }
    }
    take_line_end(rows);
    return check_length(rows, error);
}

const char *csv_rows_text(const struct csv_rows *rows, guint i) {
    return rows->texts->str + g_array_index(rows->cells, struct csv_cell, i).at;
}

struct place csv_rows_place(const struct csv_rows *rows, guint i) {
    return g_array_index(rows->cells, struct csv_cell, i).place;
}
