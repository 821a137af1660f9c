/* The texts of texts.inc in a language. */
#ifndef GRADFIG_BASE_TEXTS_H
#define GRADFIG_BASE_TEXTS_H

#include <stddef.h>

#include <glib.h>

#include "base/markup.h"

enum language {
#define LANGUAGE(id, word) LANGUAGE_##id,
#include "base/texts.inc"
#undef LANGUAGE
    N_LANGUAGES
};

enum text {
#define TEXT(id, ...) TEXT_##id,
#include "base/texts.inc"
#undef TEXT
    N_TEXTS
};

/** The last two arguments of texts_fill: TEXT_FIELDS({"name", text}, {"value", text}). */
#define TEXT_FIELDS(...)                                                                           \
    (const struct markup_field[]){__VA_ARGS__},                                                    \
        sizeof((const struct markup_field[]){__VA_ARGS__}) / sizeof(struct markup_field)

/** A text of the table, with its gaps; static memory. */
const char *texts_get(enum language language, enum text text);

/** The name of a text in the table: "KEY_DEPTH"; static memory. */
const char *texts_name(enum text text);

/** A text with its gaps filled by `n` fields, whose texts are freed; freed with g_free. */
char *texts_fill(enum language language, enum text text, const struct markup_field *fields,
                 size_t n);

#endif
