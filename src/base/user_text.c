/* Reads and escapes the texts of users. */
#include "base/user_text.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib.h>

static const char *skip_digits(const char *text) {
    while (g_ascii_isdigit(*text)) {
        text++;
    }
    return text;
}

/* Checks the whole part, fraction and exponent, because strtod accepts 0x10, inf and 012. */
bool text_is_number(const char *text) {
    if (*text == '-' || *text == '+') {
        text++;
    }
    const char *whole = text;
    text = skip_digits(whole);
    size_t n_whole = (size_t)(text - whole);
    size_t n_fraction = 0;
    if (*text == '.') {
        const char *fraction = text + 1;
        text = skip_digits(fraction);
        n_fraction = (size_t)(text - fraction);
    }
    if (n_whole + n_fraction == 0 || (n_whole > 1 && whole[0] == '0')) {
        return false;
    }
    if (*text == 'e' || *text == 'E') {
        text++;
        if (*text == '-' || *text == '+') {
            text++;
        }
        const char *exponent = text;
        text = skip_digits(exponent);
        if (text == exponent) {
            return false;
        }
    }
    return *text == '\0';
}

static bool has_nonzero_digit(const char *text) {
    return g_ascii_isdigit(text[strcspn(text, "123456789eE")]);
}

enum text_fault text_read_real(const char *text, double *value) {
    if (!text_is_number(text)) {
        return TEXT_NOT_A_NUMBER;
    }
    double read = g_ascii_strtod(text, NULL);
    if (!isfinite(read)) {
        return TEXT_TOO_LARGE;
    }
    if (read == 0 && has_nonzero_digit(text)) {
        return TEXT_TOO_SMALL;
    }
    *value = read;
    return TEXT_OK;
}

enum text_fault text_read_whole(const char *text, int64_t *value) {
    if (*text == '\0' || *skip_digits(text) != '\0' || (text[0] == '0' && text[1] != '\0')) {
        return TEXT_NOT_A_NUMBER;
    }
    errno = 0;
    int64_t read = g_ascii_strtoll(text, NULL, 10);
    if (errno != 0) {
        return TEXT_TOO_LARGE;
    }
    *value = read;
    return TEXT_OK;
}

size_t text_count_digits(const char *number) {
    size_t n_digits = 0;

    for (; *number != '\0' && *number != 'e' && *number != 'E'; number++) {
        n_digits += g_ascii_isdigit(*number) && (*number != '0' || n_digits > 0) ? 1 : 0;
    }
    return n_digits;
}

static bool is_control(gunichar character) {
    return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

static bool is_separator(gunichar character) {
    return character == 0x2028 || character == 0x2029; /* of lines and paragraphs */
}

/* Whether a character would act on a terminal or change the order of others. Joiners do not: many
 * scripts need them. */
static bool is_hidden(gunichar character) {
    bool is_joiner = character == 0x200c || character == 0x200d;
    bool is_format = g_unichar_type(character) == G_UNICODE_FORMAT && !is_joiner;
    return is_control(character) || is_separator(character) || is_format;
}

bool text_is_clean(const char *text) {
    if (!g_utf8_validate(text, -1, NULL)) {
        return false;
    }
    for (; *text != '\0'; text = g_utf8_find_next_char(text, NULL)) {
        gunichar character = g_utf8_get_char(text);
        if (is_control(character) || is_separator(character)) {
            return false;
        }
    }
    return true;
}

const char text_label_kind[] =
    "text of 1 to " G_STRINGIFY(TEXT_LABEL_MAX) " bytes of UTF-8 without control characters";

bool text_is_label(const char *text) {
    return *text != '\0' && strlen(text) <= TEXT_LABEL_MAX && text_is_clean(text);
}

/* Copies one character of `text` to `escaped`, or one byte as \xNN; returns what is left. */
static const char *escape_character(const char *text, GString *escaped) {
    gunichar character = g_utf8_get_char_validated(text, -1);
    bool is_valid = character < (gunichar)-2;

    if (is_valid && !is_hidden(character)) {
        g_string_append_unichar(escaped, character);
        return g_utf8_find_next_char(text, NULL);
    }
    g_string_append_printf(escaped, "\\x%02x", (unsigned)(unsigned char)*text);
    return text + 1;
}

static char *escape(const char *text, size_t shown_max) {
    GString *shown = g_string_new(NULL);

    while (*text != '\0' && shown->len < shown_max) {
        text = escape_character(text, shown);
    }
    return g_string_free(g_string_append(shown, *text == '\0' ? "" : "..."), FALSE);
}

char *text_escape(const char *text) {
    return escape(text, 100);
}

char *text_escape_path(const char *path) {
    return escape(path, SIZE_MAX);
}

char *text_quote(const char *text) {
    g_autofree char *escaped = text_escape(text);
    return g_strdup_printf("\"%s\"", escaped);
}

char *text_list(const char *(*word)(size_t i), const char *before, const char *separator,
                const char *last) {
    GString *list = g_string_new(NULL);

    for (size_t i = 0; word(i) != NULL; i++) {
        const char *joint = word(i + 1) != NULL ? separator : last;
        g_string_append_printf(list, "%s%s%s", i > 0 ? joint : "", before, word(i));
    }
    return g_string_free(list, FALSE);
}

char *text_list_few(char *const *names, size_t n) {
    enum { N_SHOWN = 5 };
    GString *list = g_string_new(NULL);

    for (size_t i = 0; i < MIN(n, N_SHOWN); i++) {
        g_autofree char *shown = text_escape_path(names[i]);
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", shown);
    }
    if (n > N_SHOWN) {
        g_string_append_printf(list, " and %zu more", n - N_SHOWN);
    }
    return g_string_free(list, FALSE);
}

size_t text_find(const char *(*word)(size_t i), const char *wanted) {
    for (size_t i = 0; word(i) != NULL; i++) {
        if (g_ascii_strcasecmp(word(i), wanted) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* The least of three ways to make the first `j` letters of b from the first `i` of a: the two rows
 * before have those for one and two letters less. */
static size_t count_edits(const char *a, const char *b, size_t i, size_t j, size_t *const *rows) {
    size_t replaced = rows[1][j - 1] + (a[i - 1] != b[j - 1]);
    size_t least = MIN(replaced, MIN(rows[1][j], rows[2][j - 1]) + 1);
    bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];

    return is_swap ? MIN(least, rows[0][j - 2] + 1) : least;
}

size_t text_distance(const char *a, const char *b) {
    enum { LENGTH_MAX = 127 };
    size_t numbers[3][LENGTH_MAX + 1] = {{0}};
    size_t *rows[] = {numbers[0], numbers[1], numbers[2]}; /* the last one is being made */
    size_t n_b = strlen(b);

    if (strlen(a) > LENGTH_MAX || n_b > LENGTH_MAX) {
        return SIZE_MAX;
    }
    for (size_t j = 0; j <= n_b; j++) {
        rows[2][j] = j;
    }
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t *oldest = rows[0];
        rows[0] = rows[1];
        rows[1] = rows[2];
        rows[2] = oldest;
        rows[2][0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            rows[2][j] = count_edits(a, b, i, j, rows);
        }
    }
    return rows[2][n_b];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t n) {
    size_t nearest = 0;

    for (size_t i = 1; i < n; i++) {
        if (text_distance(word, candidates[i]) < text_distance(word, candidates[nearest])) {
            nearest = i;
        }
    }
    return candidates[nearest];
}

bool text_is_near(const char *word, const char *other) {
    enum { LETTERS_PER_MISTAKE = 4 };
    size_t length = strlen(word);
    size_t distance = text_distance(word, other);

    return distance <= MAX(length / LETTERS_PER_MISTAKE, 1) && distance < length;
}

bool text_is_abbreviation(const char *word, const char *whole) {
    enum { ABBREVIATION_MIN = 3 };

    return strlen(word) >= ABBREVIATION_MIN && g_str_has_prefix(whole, word);
}

char *text_suggest(const char *word, const char *const *candidates, size_t n,
                   const char *otherwise) {
    const char *nearest = n > 0 ? text_nearest(word, candidates, n) : NULL;
    bool is_near = nearest != NULL && text_is_near(word, nearest);

    return is_near ? g_strconcat("; the nearest one is ", nearest, NULL) : g_strdup(otherwise);
}
