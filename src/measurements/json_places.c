/* Walks over JSON and says where each value stands. */
#include "measurements/json_places.h"

#include <string.h>

#include <glib.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/user_text.h"

/* ---- characters ---- */

static void step(struct json_places *places) {
    place_step(&places->place, *places->rest++);
}

static void skip(struct json_places *places, const char *characters) {
    while (*places->rest != '\0' && strchr(characters, *places->rest) != NULL) {
        step(places);
    }
}

static const char white[] = " \t\r\n";

bool json_places_end(struct json_places *places) {
    skip(places, white);
    return *places->rest == '\0';
}

/* ---- checking ---- */

/* The number of bytes of the string that begins at `text`; without an end, of the whole text. */
static size_t length_of_string(const char *text) {
    size_t n = 1;

    while (text[n] != '\0' && text[n] != '"') {
        n += text[n] == '\\' && text[n + 1] != '\0' ? 2 : 1;
    }
    return text[n] == '"' ? n + 1 : n;
}

/* Moves over a string or a character. Returns by how many levels the text is nested more. */
static int walk_token(struct json_places *places) {
    char first = *places->rest;
    size_t n = first == '"' ? length_of_string(places->rest) : 1;

    for (size_t i = 0; i < n; i++) {
        step(places);
    }
    return (first == '{' || first == '[') - (first == '}' || first == ']');
}

static bool check_nesting(struct json_places places, struct gradfig_error *error) {
    int depth = 0;

    while (*places.rest != '\0') {
        struct place place = places.place;
        depth += walk_token(&places);
        if (depth > NESTING_MAX) {
            return place_refuse(place, error, "expected at most %d levels of nesting, found more",
                                NESTING_MAX);
        }
    }
    return true;
}

/* Writes 0 and spaces over the numbers of Python that are no JSON. */
static void write_over_names(char *text) {
    static const char *const names[] = {"NaN", "Infinity"};

    while (*text != '\0') {
        size_t n = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            n = strncmp(text, names[i], strlen(names[i])) == 0 ? strlen(names[i]) : n;
        }
        if (*text == '"') {
            text += length_of_string(text);
        } else if (n > 0 && !g_ascii_isalnum(text[n])) {
            memset(text, ' ', n);
            *text = '0';
            text += n;
        } else {
            text++;
        }
    }
}

/* Refuses at the place where jansson stopped. */
static bool refuse(struct place place, const json_error_t *why, struct gradfig_error *error) {
    if (why->line > 1) {
        place.line += (unsigned)why->line - 1;
        place.column = 1;
    }
    place.column += why->column > 1 ? (unsigned)why->column - 1 : 0;
    g_autofree char *escaped = text_escape(why->text);
    return place_refuse(place, error, "expected JSON: %s", escaped);
}

static bool check(struct json_places places, const char *text, struct gradfig_error *error) {
    const char *end = text + strlen(text);
    const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_DISABLE_EOF_CHECK;
    const char *begin = places.rest;
    json_error_t why;

    while (!json_places_end(&places)) {
        const char *at = text + (places.rest - begin);
        json_auto_t *json = json_loadb(at, (size_t)(end - at), flags, &why);
        if (json == NULL) {
            return refuse(places.place, &why, error);
        }
        for (int i = 0; i < why.position; i++) {
            step(&places);
        }
    }
    return true;
}

bool json_places_begin(struct json_places *places, const struct text_file *file,
                       struct gradfig_error *error) {
    const struct json_places first = {file->text, {file->path, 1, 1}};
    g_autofree char *copy = g_strdup(file->text);

    write_over_names(copy);
    bool done = check_nesting(first, error) && check(first, copy, error);
    if (done) {
        *places = first;
    }
    return done;
}

/* ---- walking ---- */

enum json_kind json_places_kind(struct json_places *places) {
    skip(places, white);
    switch (*places->rest) {
    case '{':
        return JSON_PLACE_OBJECT;
    case '[':
        return JSON_PLACE_ARRAY;
    case 'n':
        return JSON_PLACE_NULL;
    default:
        return JSON_PLACE_SCALAR;
    }
}

static char *take_string(struct json_places *places) {
    const char *begin = places->rest;

    step(places);
    while (*places->rest != '"') {
        if (*places->rest == '\\') {
            step(places);
        }
        step(places);
    }
    step(places);
    json_auto_t *json = json_loadb(begin, (size_t)(places->rest - begin), JSON_DECODE_ANY, NULL);
    return g_strdup(json_string_value(json));
}

char *json_places_take(struct json_places *places) {
    const char *begin = places->rest;

    if (*begin == '"') {
        return take_string(places);
    }
    while (*places->rest != '\0' && strchr(",]} \t\r\n", *places->rest) == NULL) {
        step(places);
    }
    return g_strndup(begin, (size_t)(places->rest - begin));
}

void json_places_open(struct json_places *places) {
    step(places);
}

bool json_places_next(struct json_places *places) {
    skip(places, " \t\r\n,");
    bool is_end = *places->rest == ']' || *places->rest == '}';
    if (is_end) {
        step(places);
    }
    return !is_end;
}

char *json_places_key(struct json_places *places) {
    char *key = take_string(places);

    skip(places, " \t\r\n:");
    return key;
}

void json_places_skip(struct json_places *places) {
    int depth = 0;

    if (strchr("{[", *places->rest) == NULL) {
        g_free(json_places_take(places));
        return;
    }
    do {
        depth += walk_token(places);
    } while (depth > 0);
}
