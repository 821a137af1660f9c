/* Asks the fonts for the characters of a text. */
#include "rendering/canvas/missing_characters.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "rendering/canvas/fonts.h"

/* Characters that every version of the fonts has. */
static const struct {
    gunichar first, last;
} usual[] = {
    {0x20, 0x7e},     /* ASCII */
    {0xa0, 0x2ad},    /* Latin letters */
    {0x3a3, 0x3ce},   /* Greek small letters */
    {0x400, 0x45f},   /* Cyrillic */
    {0x3001, 0x3029}, /* Chinese punctuation */
    {0x3041, 0x3096}, /* kana */
    {0x4e00, 0x9fa5}, /* Chinese */
    {0xff01, 0xff5e}, /* full-width forms */
};

static bool is_usual(gunichar character) {
    size_t i = 0;

    while (i < G_N_ELEMENTS(usual) && (character < usual[i].first || character > usual[i].last)) {
        i++;
    }
    return i < G_N_ELEMENTS(usual);
}

/* A mark may be joined to the letter before it, and blanks and hidden characters are not drawn. */
static bool needs_no_glyph(gunichar character) {
    return g_unichar_iszerowidth(character) || g_unichar_isspace(character);
}

/* A letter can also be drawn from the parts that Unicode gives it. */
static bool is_missing(gunichar character) {
    gunichar letter;
    gunichar mark;

    while (!is_usual(character) && !needs_no_glyph(character) && !fonts_have(character)) {
        if (!g_unichar_decompose(character, &letter, &mark)) {
            return true;
        }
        character = letter;
    }
    return false;
}

/* Each once, as "x (U+0078), y (U+0079)". */
static void append_missing(GString *missing, gunichar character) {
    char code[16];

    g_snprintf(code, sizeof(code), " (U+%04X)", character);
    if (strstr(missing->str, code) == NULL) {
        g_string_append(missing, missing->len > 0 ? ", " : "");
        g_string_append_unichar(missing, character);
        g_string_append(missing, code);
    }
}

char *missing_characters_describe(const char *text) {
    g_autoptr(GString) missing = g_string_new(NULL);

    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar character = g_utf8_get_char(text);
        if (is_missing(character)) {
            append_missing(missing, character);
        }
    }
    return missing->len == 0 ? NULL
                             : g_strconcat("expected characters that a font of the "
                                           "packages " FONTS_PACKAGES " can draw, found ",
                                           missing->str, NULL);
}
