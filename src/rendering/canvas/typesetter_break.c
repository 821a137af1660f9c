/* Breaks a line of text: after a clause if possible, else into lines of about equal length. */
#include <string.h>

#include <glib.h>

#include "rendering/canvas/chinese.h"
#include "rendering/canvas/typesetter.h"

/* Marks of which the first end a larger part of a sentence than the others: the wide spaces of a
 * list, what parts clauses, names, and what parts words. A second line that is the longer one
 * counts for some parts more. A bracket begins a part. */
static const struct marks {
    const char *characters; /* NULL: names */
    double more;
} break_marks[] = {
    {"\u2003", 0.25}, {";\uff1b", 0}, {":,\uff1a\uff0c\uff08", 0}, {NULL, 0}, {" ", 0}};

static const gunichar BRACKET = 0xff08;

/* A shorter line does not begin or end a text, in parts of the text. */
static const double LINE_MIN = 0.25;

/* A place where a text may be broken in two. */
struct place {
    int index;     /* of the first byte of the second line; 0 for none */
    double longer; /* the width of the longer line */
};

static bool is_one_of(gunichar character, const char *marks) {
    return g_utf8_strchr(marks, -1, character) != NULL;
}

static int position_of(PangoLayout *line, int index) {
    int position;

    pango_layout_line_index_to_x(pango_layout_get_line_readonly(line, 0), index, FALSE, &position);
    return position;
}

static int width_of(PangoLayout *line) {
    int end = (int)strlen(pango_layout_get_text(line));
    return position_of(line, end) - position_of(line, 0);
}

/* The part that stays on one line, such as a name, with the character at `index`; NULL if there is
 * none. */
static const PangoAttribute *find_part(PangoLayout *line, int index) {
    g_autoptr(PangoAttrIterator) iterator =
        pango_attr_list_get_iterator(pango_layout_get_attributes(line));
    const PangoAttribute *part = NULL;
    int begin;
    int end;

    do {
        pango_attr_iterator_range(iterator, &begin, &end);
        if (begin <= index && index < end) {
            part = pango_attr_iterator_get(iterator, PANGO_ATTR_ALLOW_BREAKS);
        }
    } while (part == NULL && begin <= index && pango_attr_iterator_next(iterator));
    return part;
}

static bool is_unbroken(PangoLayout *line, int index) {
    return find_part(line, index) != NULL;
}

/* Whether a mark ends before `at`, or is the bracket there. A mark in a number ends nothing. */
static bool is_beside_mark(PangoLayout *line, const char *at, const char *marks) {
    const char *text = pango_layout_get_text(line);
    const char *before = g_utf8_prev_char(at);
    gunichar next = g_utf8_get_char(at);
    bool may_end = *before == ' ' || (*before & 0x80) != 0 || g_unichar_isspace(next);

    if (next == BRACKET) {
        return is_one_of(BRACKET, marks) && !is_unbroken(line, (int)(at - text));
    }
    return may_end && g_utf8_get_char(before) != BRACKET &&
           is_one_of(g_utf8_get_char(before), marks) && !is_unbroken(line, (int)(before - text));
}

/* Whether a name begins or ends at `at`: in Chinese, which has no spaces, what else is a word is
 * not known. */
static bool is_beside_name(PangoLayout *line, const char *at) {
    const char *text = pango_layout_get_text(line);
    const char *before = g_utf8_prev_char(at);

    return chinese_is_in(text) && !g_unichar_ispunct(g_utf8_get_char(at)) &&
           is_unbroken(line, (int)(before - text)) != is_unbroken(line, (int)(at - text));
}

/* Looks at the break at `end`, after the spaces there. */
static void try_place(PangoLayout *line, int end, double more, int width_max, struct place *best) {
    const char *text = pango_layout_get_text(line);
    int next = end;
    int whole = width_of(line);

    while (g_unichar_isspace(g_utf8_get_char(&text[next]))) {
        next = (int)(g_utf8_find_next_char(&text[next], NULL) - text);
    }
    if (text[next] == '\0') {
        return;
    }
    int first = position_of(line, end);
    int second = whole - position_of(line, next);
    double longer = MAX(first, second * (1 + more));
    if (MAX(first, second) <= width_max && MIN(first, second) >= LINE_MIN * whole &&
        (best->index == 0 || longer < best->longer)) {
        *best = (struct place){next, longer};
    }
}

/* The break after one of `marks` that makes the two lines most equal. */
static struct place find_place(PangoLayout *line, const struct marks *marks, int width_max) {
    const char *text = pango_layout_get_text(line);
    struct place best = {0};

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (at > text && (marks->characters != NULL ? is_beside_mark(line, at, marks->characters)
                                                    : is_beside_name(line, at))) {
            try_place(line, (int)(at - text), marks->more, width_max, &best);
        }
    }
    return best;
}

/* Right for Arabic and Hebrew too, whose first letter is not the leftmost one. */
static int width_of_part(PangoLayout *line, int begin, int end) {
    g_autofree int *ranges = NULL;
    int n;
    int width = 0;

    pango_layout_line_get_x_ranges(pango_layout_get_line_readonly(line, 0), begin, end, &ranges,
                                   &n);
    for (int i = 0; i < 2 * n; i += 2) {
        width += ranges[i + 1] - ranges[i];
    }
    return width;
}

struct room {
    PangoLayout *line;
    int width;
    int widest; /* of the parts that stay on one line */
};

/* Whether the attribute keeps a part on one line that is longer than that, with the mark after it,
 * which does not begin a line. */
static gboolean is_too_long(PangoAttribute *attribute, gpointer data) {
    struct room *room = data;
    const char *text = pango_layout_get_text(room->line);
    const char *end = &text[MIN(attribute->end_index, strlen(text))];

    if (attribute->klass->type != PANGO_ATTR_ALLOW_BREAKS) {
        return FALSE;
    }
    end = g_unichar_ispunct(g_utf8_get_char(end)) ? g_utf8_next_char(end) : end;
    int width = width_of_part(room->line, (int)attribute->start_index, (int)(end - text));
    room->widest = width > room->width ? room->widest : MAX(room->widest, width);
    return width > room->width;
}

static PangoAttrList *attributes_for(struct room *room) {
    PangoAttrList *attributes = pango_attr_list_copy(pango_layout_get_attributes(room->line));
    g_autoptr(PangoAttrList) too_long = pango_attr_list_filter(attributes, is_too_long, room);

    (void)too_long; /* which are no longer among the others */
    return attributes;
}

/* A copy of the line that can have several lines. These must be at least `least` wide: Pango 1.50
 * ends the process where a part that stays on one line has no room in it. */
static PangoLayout *make_lines(PangoLayout *line, int width_max, int n_lines, int *least) {
    struct room room = {line, width_max, 0};
    PangoLayout *lines = pango_layout_copy(line);
    g_autoptr(PangoAttrList) attributes = attributes_for(&room);

    pango_layout_set_attributes(lines, attributes);
    pango_layout_set_wrap(lines, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(lines, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(lines, -n_lines);
    *least = room.widest;
    return lines;
}

/* Two lines, as two paragraphs: Pango 1.50 breaks some words in spite of its attribute against
 * that. */
static PangoLayout *break_at(PangoLayout *line, int index, int width_max) {
    const char *text = pango_layout_get_text(line);
    int least;
    PangoLayout *lines = make_lines(line, width_max, 2, &least);
    g_autoptr(PangoAttrList) attributes = pango_attr_list_copy(pango_layout_get_attributes(lines));
    const char *space = g_utf8_find_prev_char(text, text + index);
    int end = g_unichar_isspace(g_utf8_get_char(space)) ? (int)(space - text) : index;
    g_autofree char *broken = g_strdup_printf("%.*s\n%s", end, text, &text[index]);

    pango_attr_list_update(attributes, end, index - end, 1);
    pango_layout_set_attributes(lines, attributes);
    pango_layout_set_single_paragraph_mode(lines, FALSE);
    pango_layout_set_text(lines, broken, -1);
    pango_layout_set_height(lines, -1);
    pango_layout_set_width(lines, width_max);
    return lines;
}

/* Whether a line ends within a word, which has no room in the width. */
static bool breaks_word(PangoLayout *lines) {
    const char *text = pango_layout_get_text(lines);
    int n;
    const PangoLogAttr *marks = pango_layout_get_log_attrs_readonly(lines, &n);

    for (int i = 1; i < pango_layout_get_line_count(lines); i++) {
        int begin = pango_layout_get_line_readonly(lines, i)->start_index;
        if (!marks[g_utf8_pointer_to_offset(text, text + begin)].is_line_break) {
            return true;
        }
    }
    return false;
}

static bool fits(PangoLayout *lines, int width) {
    pango_layout_set_width(lines, width);
    return !pango_layout_is_ellipsized(lines) && !breaks_word(lines);
}

/* Lines of about equal length: as wide as the text needs for as many. */
static PangoLayout *break_evenly(PangoLayout *line, int width_max, int n_lines) {
    int least;
    PangoLayout *lines = make_lines(line, width_max, n_lines, &least);
    int fitting = width_max;
    int narrow = MIN(MAX(width_of(line) / n_lines, least), width_max);

    while (fitting - narrow > PANGO_SCALE) {
        int middle = narrow + (fitting - narrow) / 2;
        *(fits(lines, middle) ? &fitting : &narrow) = middle;
    }
    pango_layout_set_width(lines, fitting);
    return lines;
}

/* The width that thin spaces need, which are added to the broken lines. */
static int width_of_spaces(PangoLayout *line) {
    g_autoptr(PangoLayout) copy = pango_layout_copy(line);
    return chinese_add_spaces(copy);
}

static PangoLayout *break_line(PangoLayout *line, int width_max, int n_lines) {
    for (size_t i = 0; n_lines == 2 && i < G_N_ELEMENTS(break_marks); i++) {
        struct place place = find_place(line, &break_marks[i], width_max);
        if (place.index > 0) {
            return break_at(line, place.index, width_max);
        }
    }
    return break_evenly(line, width_max, n_lines);
}

/* What stays on one line. */
#define WESTERN "[^\\s\\x{2e80}-\\x{ffff}]"
static const char unbroken[] =
    "\\b(by|to) " WESTERN "*\\d" WESTERN "*"                /* "by 1.2" */
    "|[^\\s(]+ = [^\\s)]+"                                  /* "lr = 0.1" */
    "|" WESTERN "+ / " WESTERN "+"                          /* "Model / 2" */
    "|" WESTERN "+-" WESTERN "*\\w\\)?"                     /* "ResNet-50", "(pre-LN)" */
    "|" WESTERN "+ \\d" WESTERN "*(?=  |[,;:)\\x{ff0c}]|$)" /* "VGG 19" at the end of a part */
    "|[\\p{Katakana}\u30fc]{2,}"                            /* words in Japanese */
    "|\\p{Han}{0,2}\u7684\\p{Han}{2}" /* which is "of", between the two words or names */
    "|输入|输出|变化|平均|梯度|网络|斜率|信号|叠加|残差|激活值|中位数|百分位数|对数坐标";

/* The line with parts that stay on one line. */
static PangoLayout *keep_words(PangoLayout *line) {
    PangoLayout *kept = pango_layout_copy(line);
    g_autoptr(PangoAttrList) attributes = pango_attr_list_copy(pango_layout_get_attributes(line));
    g_autoptr(GRegex) words = g_regex_new(unbroken, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    int begin;
    int end;

    (void)g_regex_match(words, pango_layout_get_text(line), 0, &match);
    while (g_match_info_fetch_pos(match, 0, &begin, &end)) {
        PangoAttribute *word = pango_attr_allow_breaks_new(FALSE);
        const PangoAttribute *part = find_part(line, begin);
        word->start_index = part != NULL ? part->start_index : (guint)begin;
        word->end_index = (guint)end;
        pango_attr_list_insert(attributes, word);
        (void)g_match_info_next(match, NULL);
    }
    pango_layout_set_attributes(kept, attributes);
    return kept;
}

struct typeset typesetter_break(struct typeset line, double width, int n_lines) {
    g_autoptr(PangoLayout) kept = keep_words(line.layout);
    int spaces = width_of_spaces(kept);
    int width_max = MAX((int)(width / line.scale * PANGO_SCALE) - spaces, 0);
    PangoLayout *lines = break_line(kept, width_max, n_lines);

    chinese_add_spaces(lines);
    return (struct typeset){lines, line.scale};
}
