/* Breaks a line of text: after a clause if possible, else into lines of about equal length. */
#include <string.h>

#include <glib.h>

#include "rendering/thin_spaces.h"
#include "rendering/typesetter.h"

/* Marks of which the first end a larger part of a sentence than the others. */
static const char *const clause_marks[] = {";\uff1b", ":,\uff1a\uff0c"};

/* A shorter line does not begin or end a text, in parts of the text. */
static const double LINE_MIN = 0.25;

/* A place where a text may be broken in two. */
struct place {
    int index;  /* of the first byte of the second line; 0 for none */
    int longer; /* the width of the longer line */
};

static bool is_one_of(gunichar character, const char *marks) {
    return g_utf8_strchr(marks, -1, character) != NULL;
}

static int position_of(PangoLayout *line, int index) {
    PangoRectangle position;
    pango_layout_index_to_pos(line, index, &position);
    return position.x;
}

/* Looks at the break after a mark that ends at `end`. */
static void try_place(PangoLayout *line, int end, int width_max, struct place *best) {
    const char *text = pango_layout_get_text(line);
    int next = end;
    int whole;

    while (text[next] == ' ') {
        next++;
    }
    bool is_ascii = (text[end - 1] & 0x80) == 0;
    if (text[next] == '\0' || (is_ascii && next == end)) {
        return; /* the end, or a mark within a number */
    }
    pango_layout_get_size(line, &whole, NULL);
    int first = position_of(line, end);
    int second = whole - position_of(line, next);
    int longer = MAX(first, second);
    if (longer <= width_max && MIN(first, second) >= LINE_MIN * whole &&
        (best->index == 0 || longer < best->longer)) {
        *best = (struct place){next, longer};
    }
}

/* The break after one of `marks` that makes the two lines most equal. */
static struct place find_place(PangoLayout *line, const char *marks, int width_max) {
    const char *text = pango_layout_get_text(line);
    struct place best = {0};

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (is_one_of(g_utf8_get_char(at), marks)) {
            try_place(line, (int)(g_utf8_next_char(at) - text), width_max, &best);
        }
    }
    return best;
}

static void forbid_breaks(PangoAttrList *attributes, int begin, int end) {
    PangoAttribute *attribute = pango_attr_allow_breaks_new(FALSE);

    attribute->start_index = (guint)begin;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(attributes, attribute);
}

/* A copy of the line that can have several lines. */
static PangoLayout *make_lines(PangoLayout *line, int n_lines, int break_index) {
    PangoLayout *lines = pango_layout_copy(line);
    PangoAttrList *attributes = pango_attr_list_copy(pango_layout_get_attributes(line));
    double size = pango_font_description_get_size(pango_layout_get_font_description(line));

    pango_attr_list_insert(attributes,
                           pango_attr_line_height_new_absolute((int)(TEXT_LINE_HEIGHT * size)));
    if (break_index > 0) {
        forbid_breaks(attributes, 0, break_index);
        forbid_breaks(attributes, break_index, (int)strlen(pango_layout_get_text(line)));
    }
    pango_layout_set_attributes(lines, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_wrap(lines, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize(lines, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(lines, -n_lines);
    return lines;
}

/* Lines of about equal length. */
static PangoLayout *break_evenly(PangoLayout *line, int width_max, int n_lines) {
    static const double parts[] = {0.55, 0.65, 0.8}; /* of the whole for a line of two */
    PangoLayout *lines = make_lines(line, n_lines, 0);
    int whole;

    pango_layout_get_size(line, &whole, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        int part = (int)(parts[i] * 2 / n_lines * whole);
        pango_layout_set_width(lines, MIN(part, width_max));
        if (!pango_layout_is_ellipsized(lines)) {
            return lines;
        }
    }
    pango_layout_set_width(lines, width_max);
    return lines;
}

/* The width that thin spaces need, which are added to the broken lines. */
static int width_of_spaces(PangoLayout *line) {
    PangoLayout *copy = pango_layout_copy(line);
    int width = thin_spaces_add(copy);

    g_object_unref(copy);
    return width;
}

static PangoLayout *break_line(PangoLayout *line, int width_max, int n_lines) {
    for (size_t i = 0; n_lines == 2 && i < G_N_ELEMENTS(clause_marks); i++) {
        struct place place = find_place(line, clause_marks[i], width_max);
        if (place.index > 0) {
            PangoLayout *lines = make_lines(line, n_lines, place.index);
            pango_layout_set_width(lines, width_max);
            return lines;
        }
    }
    return break_evenly(line, width_max, n_lines);
}

PangoLayout *typesetter_break(PangoLayout *line, double width, int n_lines) {
    int width_max = (int)(width * PANGO_SCALE) - width_of_spaces(line);
    PangoLayout *lines = break_line(line, MAX(width_max, 0), n_lines);

    thin_spaces_add(lines);
    return lines;
}
