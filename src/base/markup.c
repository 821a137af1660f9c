/* Converts markup with GLib's parser. */
#include "base/markup.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/ideographs.h"

/* A medium that markup is converted for. */
struct medium {
    GString *text;
    bool is_markdown;
    const char *script; /* "sub" or "sup" inside of one, else NULL */
};

/* The characters that formulas have in scripts. */
static const struct script_character {
    gunichar plain;
    const char *sub;
    const char *sup;
} script_characters[] = {
    {'0', "₀", "⁰"}, {'1', "₁", "¹"}, {'2', "₂", "²"}, {'3', "₃", "³"}, {'4', "₄", "⁴"},
    {'5', "₅", "⁵"}, {'6', "₆", "⁶"}, {'7', "₇", "⁷"}, {'8', "₈", "⁸"}, {'9', "₉", "⁹"},
    {'n', "ₙ", "ⁿ"}, {'k', "ₖ", "ᵏ"}, {'p', "ₚ", "ᵖ"}, {'+', "₊", "⁺"}, {0x2212, "₋", "⁻"}, /* − */
};

/* A character without a script stays as it is. */
static void append_script(struct medium *medium, const char *text, gsize length) {
    bool is_sub = strcmp(medium->script, "sub") == 0;

    for (const char *c = text; c < text + length; c = g_utf8_find_next_char(c, NULL)) {
        gunichar character = g_utf8_get_char(c);
        size_t i = 0;
        while (i < G_N_ELEMENTS(script_characters) && script_characters[i].plain != character) {
            i++;
        }
        if (i == G_N_ELEMENTS(script_characters)) {
            g_string_append_unichar(medium->text, character);
        } else {
            g_string_append(medium->text,
                            is_sub ? script_characters[i].sub : script_characters[i].sup);
        }
    }
}

/* Whether GitHub would turn the text at this position into a link, as in "http://" or "www.". */
static bool begins_address(const char *at, const char *begin) {
    bool is_after_www = at - begin >= 3 && g_ascii_strncasecmp(at - 3, "www", 3) == 0;
    return (at[0] == ':' && at[1] == '/') || (at[0] == '.' && is_after_www);
}

static void append_escaped(GString *text, const char *plain, gsize length) {
    for (gsize i = 0; i < length; i++) {
        if (strchr("\\`*_{}[]<>#|~&$^!@", plain[i]) != NULL || begins_address(&plain[i], plain)) {
            g_string_append_c(text, '\\');
        }
        g_string_append_c(text, plain[i]);
    }
}

/* The mark of Markdown around an element, or "". */
static const char *mark_of(const struct medium *medium, const char *name) {
    bool is_marked = medium->is_markdown && medium->script == NULL;
    return is_marked && strcmp(name, "i") == 0   ? "*"
           : is_marked && strcmp(name, "b") == 0 ? "**"
                                                 : "";
}

static void begin_element(GMarkupParseContext *context, const char *name, const char **names,
                          const char **values, gpointer data, GError **error) {
    struct medium *medium = data;
    (void)context;
    (void)names;
    (void)values;
    (void)error;

    if (strcmp(name, "sub") == 0 || strcmp(name, "sup") == 0) {
        medium->script = strcmp(name, "sub") == 0 ? "sub" : "sup";
        g_string_append(medium->text, medium->is_markdown        ? ""
                                      : strcmp(name, "sub") == 0 ? "_"
                                                                 : "^");
    } else {
        g_string_append(medium->text, mark_of(medium, name));
    }
}

static void end_element(GMarkupParseContext *context, const char *name, gpointer data,
                        GError **error) {
    struct medium *medium = data;
    (void)context;
    (void)error;

    if (strcmp(name, "sub") == 0 || strcmp(name, "sup") == 0) {
        medium->script = NULL;
    } else {
        g_string_append(medium->text, mark_of(medium, name));
    }
}

static void take_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                      GError **error) {
    struct medium *medium = data;
    (void)context;
    (void)error;

    if (!medium->is_markdown) {
        g_string_append_len(medium->text, text, (gssize)length);
    } else if (medium->script != NULL) {
        append_script(medium, text, length);
    } else {
        append_escaped(medium->text, text, length);
    }
}

/* Broken markup ends at the error. */
static char *convert(const char *markup, bool is_markdown) {
    static const GMarkupParser parser = {begin_element, end_element, take_text, NULL, NULL};
    struct medium medium = {.text = g_string_new(NULL), .is_markdown = is_markdown};
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &medium, NULL);
    (void)(g_markup_parse_context_parse(context, "<markup>", -1, NULL) &&
           g_markup_parse_context_parse(context, markup, -1, NULL) &&
           g_markup_parse_context_parse(context, "</markup>", -1, NULL));
    g_markup_parse_context_free(context);
    return g_string_free(medium.text, FALSE);
}

/* Thin spaces are for drawn text: TeX drops them, and a search for "11%" would not match them. */
char *markup_to_plain(char *markup) {
    g_autofree char *text = convert(markup, false);
    g_auto(GStrv) parts = g_strsplit(text, "\u202f", -1);
    char *plain = g_strjoinv(" ", parts);

    g_free(markup);
    return plain;
}

char *markup_to_markdown(const char *markup) {
    return convert(markup, true);
}

/* ---- templates ---- */

/* A template that is filled up to here. */
struct filled {
    GString *text;
    bool is_chinese;
    bool ends_in_template; /* not in the text of a gap */
};

/* NULL if no field has that name. */
static const struct markup_field *find_field(const struct markup_field *fields, size_t n,
                                             const char *name, size_t length) {
    for (size_t i = 0; i < n; i++) {
        if (strlen(fields[i].name) == length && strncmp(fields[i].name, name, length) == 0) {
            return &fields[i];
        }
    }
    return NULL;
}

/* Appends a part of a template, or the text that fills a gap. */
static void append_part(struct filled *filled, const char *part, size_t length, bool is_template) {
    if (filled->is_chinese) {
        append_chinese(filled->text, filled->ends_in_template, part, length, is_template);
    } else {
        g_string_append_len(filled->text, part, (gssize)length);
    }
    filled->ends_in_template = length > 0 ? is_template : filled->ends_in_template;
}

static bool is_any_plural(const struct markup_field *fields, size_t n) {
    size_t i = 0;

    while (i < n && !fields[i].is_plural) {
        i++;
    }
    return i < n;
}

/* Appends what stands for a gap of `length` bytes between braces. */
static void append_gap(struct filled *filled, const char *gap, size_t length,
                       const struct markup_field *fields, size_t n) {
    const struct markup_field *field = find_field(fields, n, gap, length);
    const char *bar = memchr(gap, '|', length);

    if (field != NULL) {
        append_part(filled, field->text, strlen(field->text), false);
    } else if (bar == NULL) {
        append_part(filled, gap - 1, length + 2, true);
    } else if (is_any_plural(fields, n)) {
        append_part(filled, bar + 1, (size_t)(gap + length - bar - 1), true);
    } else {
        append_part(filled, gap, (size_t)(bar - gap), true);
    }
}

char *markup_fill(const char *template, const struct markup_field *fields, size_t n,
                  bool is_chinese) {
    struct filled filled = {g_string_new(NULL), is_chinese, true};

    while (*template != '\0') {
        size_t plain = strcspn(template, "{");
        append_part(&filled, template, plain, true);
        template += plain;
        if (*template == '{') {
            size_t length = strcspn(template, "}") - 1;
            append_gap(&filled, template + 1, length, fields, n);
            template += length + 2;
        }
    }
    for (size_t i = 0; i < n; i++) {
        g_free(fields[i].text);
    }
    return g_string_free(filled.text, FALSE);
}
