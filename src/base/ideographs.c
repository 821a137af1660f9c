/* Chooses the spaces between the parts of a Chinese text by the characters that meet. */
#include "base/ideographs.h"

#include <string.h>

bool is_ideograph(gunichar c) {
    static const gunichar prolonged_sound_mark = 0x30fc; /* of both kana */
    GUnicodeScript script = g_unichar_get_script(c);

    return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
           script == G_UNICODE_SCRIPT_KATAKANA || c == prolonged_sound_mark;
}

bool is_western(gunichar c) {
    return g_unichar_isalnum(c) && !g_unichar_iswide(c) && !is_ideograph(c);
}

/* "，", "（"; not an emoji, which is a wide symbol. */
static bool is_wide_mark(gunichar c) {
    GUnicodeType type = g_unichar_type(c);
    return g_unichar_iswide(c) &&
           (type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_CLOSE_PUNCTUATION ||
            type == G_UNICODE_OTHER_PUNCTUATION);
}

/* Whether it begins or ends a Western word: a letter, a digit, a sign, or a narrow mark that is not
 * one of `others`. */
static bool is_edge(gunichar c, const char *others) {
    return is_western(c) || g_unichar_type(c) == G_UNICODE_MATH_SYMBOL ||
           (c > ' ' && c < 0x7f && strchr(others, (char)c) == NULL);
}

/* The last character that is seen of markup that ends before `end`; 0 if there is none. */
static gunichar find_last(const char *markup, const char *end) {
    while (end > markup && end[-1] == '>') {
        while (end > markup && *--end != '<') {
        }
    }
    return end > markup ? g_utf8_get_char(g_utf8_prev_char(end)) : 0;
}

static gunichar find_first(const char *markup, const char *end) {
    while (markup < end && *markup == '<') {
        markup += strcspn(markup, ">") + 1;
    }
    return markup < end ? g_utf8_get_char(markup) : 0;
}

/* Of a wide character and another one: no space. Of an ideograph and a Western one: a space. */
static bool needs_space(gunichar before, gunichar after, bool has_space) {
    bool is_wide[2] = {is_ideograph(before) || is_wide_mark(before),
                       is_ideograph(after) || is_wide_mark(after)};

    if ((is_ideograph(before) && is_edge(after, ")]},.;:!?%")) ||
        (is_edge(before, "([{") && is_ideograph(after))) {
        return true;
    }
    return has_space && !(is_wide[0] && is_wide[1]) && !is_wide_mark(before) &&
           !is_wide_mark(after);
}

void append_chinese(GString *text, bool text_is_template, const char *part, size_t length,
                    bool part_is_template) {
    const char *end = part + length;
    bool before_ends = text_is_template && text->len > 0 && text->str[text->len - 1] == ' ';
    bool after_begins = part_is_template && length > 0 && *part == ' ';
    size_t text_length = text->len - (before_ends ? 1 : 0);
    const char *begin = part + (after_begins ? 1 : 0);
    gunichar before = find_last(text->str, text->str + text_length);
    gunichar after = find_first(begin, end);

    if (before != 0 && after != 0) {
        g_string_truncate(text, text_length);
        g_string_append(text, needs_space(before, after, before_ends || after_begins) ? " " : "");
        part = begin;
    }
    g_string_append_len(text, part, end - part);
}
