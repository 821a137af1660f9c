/* The table of texts. */
#include "base/texts.h"

static const char *const texts[N_TEXTS][N_LANGUAGES] = {
#define TEXT(id, ...) [TEXT_##id] = {__VA_ARGS__},
#include "base/texts.inc"
#undef TEXT
};

static const char *const names[N_TEXTS] = {
#define TEXT(id, ...) #id,
#include "base/texts.inc"
#undef TEXT
};

const char *texts_get(enum language language, enum text text) {
    return texts[text][language];
}

const char *texts_name(enum text text) {
    return names[text];
}

char *texts_fill(enum language language, enum text text, const struct markup_field *fields,
                 size_t n) {
    return markup_fill(texts[text][language], fields, n, language == LANGUAGE_ZH);
}
