/* Breaks labels into lines. */
#include "rendering/panel/label_text.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/markup.h"

static double text_ems(struct canvas *canvas, double size, bool bold, const char *text) {
    struct text_style style = {.size = size, .bold = bold};
    return text != NULL ? canvas_text_width(canvas, &style, text) / size : 0;
}

void label_text_measure(struct panel *panel, struct canvas *canvas, const struct metrics *metrics) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        struct panel_curve *curve = &panel->curves[i];
        curve->name_width = text_ems(canvas, metrics->label, true, curve->name);
        curve->value_width = text_ems(canvas, metrics->label, false, curve->value);
    }
}

static void take_brief(char **text, char **brief) {
    if (*brief != NULL) {
        g_free(*text);
        *text = g_steal_pointer(brief);
    }
}

/* Of the name and the value in one line. */
static double line_ems(const struct panel_curve *curve) {
    return curve->name_width + END_LABEL_SPACE + curve->value_width;
}

void label_text_shorten(struct panel *panel, struct canvas *canvas, const struct metrics *metrics,
                        double width, bool has_brief_names) {
    for (size_t i = 0; i < panel->n_curves; i++) {
        struct panel_curve *curve = &panel->curves[i];
        if (line_ems(curve) * metrics->label > width) {
            if (has_brief_names && curve->brief_name != NULL &&
                !g_str_equal(curve->name, curve->brief_name)) {
                canvas_note_cut(canvas, curve->name);
                take_brief(&curve->name, &curve->brief_name);
            }
            take_brief(&curve->value, &curve->brief_value);
        }
    }
    label_text_measure(panel, canvas, metrics);
}

int label_part_lines(const struct label_part *part) {
    return part->n_name_lines + (part->has_value_below ? part->n_value_lines : 0);
}

double label_text_line_width(const struct label_part *part, size_t n, double size) {
    const struct label_part *last = &part[n - 1];
    double ems = LABEL_EQUALS * (double)(n - 1) + (part->has_sign ? LABEL_FIRST_EQUALS : 0);

    for (size_t i = 0; i < n; i++) {
        ems += part[i].curve->name_width;
    }
    if (last->curve->value != NULL && !last->has_no_value) {
        ems += END_LABEL_SPACE + last->curve->value_width;
    }
    return ems * size;
}

size_t label_text_line_parts(const struct label_part *part, const struct label_part *end) {
    size_t n = 1;

    while (&part[n] < end && part[n].n_name_lines == 0) {
        n++;
    }
    return n;
}

/* ---- broken names ---- */

/* The part of a name that its longest word takes up. A wide character is a word by itself, but a
 * wide mark belongs to the word before it. */
static double longest_word(const char *name) {
    double longest = 0;
    double word = 0;
    double all = 0;
    bool was_wide = false;
    g_autofree char *plain = markup_to_plain(g_strdup(name));

    for (const char *at = plain; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        gunichar character = g_utf8_get_char(at);
        bool is_wide = g_unichar_iswide(character);
        double width = is_wide ? 2 : 1;
        bool continues = is_wide ? g_unichar_ispunct(character) : !was_wide;
        word = character == ' ' ? 0 : continues ? word + width : width;
        longest = fmax(longest, word);
        all += width;
        was_wide = is_wide;
    }
    return all > 0 ? longest / all : 1;
}

/* The width of a name in several lines; INFINITY if it has no room. */
static double broken_width(const struct panel_curve *curve, const struct label_setting *setting,
                           int n_lines) {
    static const double widest_letters = 1.15;
    double width = setting->width;
    double word = setting->breaks_words ? 0 : longest_word(curve->name);
    double least = widest_letters * word * curve->name_width * setting->size;
    struct text_style style = {
        .size = setting->size, .bold = true, .width_max = width, .n_lines_max = n_lines};

    if (width < least || width * n_lines < curve->name_width * setting->size) {
        return INFINITY;
    }
    struct text_fit fit = canvas_text_fit(setting->canvas, &style, curve->name);
    return fit.is_cut ? INFINITY : fit.width;
}

/* The least width of a name in this number of lines. */
static double narrowest_name(const struct panel_curve *curve, struct label_setting setting,
                             int n_lines) {
    static const double parts[] = {1.1, 1.25, 1.4, 1.6};
    static const double short_name = 4; /* ems */
    double name = curve->name_width * setting.size;
    bool may_be_broken = n_lines > 1 && curve->name_width > short_name;

    for (size_t i = 0; i < G_N_ELEMENTS(parts) && may_be_broken; i++) {
        setting.width = parts[i] / n_lines * name;
        if (broken_width(curve, &setting, n_lines) < name) {
            return setting.width;
        }
    }
    return name;
}

double label_text_narrowest(const struct label_part *parts, size_t n, struct label_setting setting,
                            int n_name_lines) {
    double width = 0;

    for (size_t i = 0; i < n; i++) {
        const struct panel_curve *curve = parts[i].curve;
        double name = narrowest_name(curve, setting, n_name_lines);
        width = fmax(width, fmax(name, curve->value_width * setting.size));
    }
    return width;
}

/* ---- lines ---- */

/* The lines that a name needs. Returns their width, or INFINITY. */
static double break_name(struct label_part *part, const struct label_setting *setting) {
    double name = part->curve->name_width * setting->size;

    part->n_name_lines = 1;
    while (name > setting->width && part->n_name_lines < setting->n_name_lines_max) {
        part->n_name_lines++;
        name = broken_width(part->curve, setting, part->n_name_lines);
    }
    return name;
}

char *label_text_lines(const struct label_part *part, const char *sign) {
    GString *text = g_string_new(NULL);

    if (part->has_sign) {
        g_string_append_printf(text, "<span weight=\"normal\">%s</span> ", sign);
    }
    g_string_append(text, part->curve->name);
    if (part->has_value_behind) {
        g_string_append_printf(text, "  <span weight=\"normal\" allow_breaks=\"false\">%s</span>",
                               part->curve->value);
    }
    return g_string_free(text, FALSE);
}

/* The width of the lines of a name with the value behind the last; INFINITY if it has no room. */
static double width_behind(struct label_part part, const struct label_setting *setting) {
    struct text_style style = {.size = setting->size,
                               .bold = true,
                               .width_max = setting->width,
                               .n_lines_max = part.n_name_lines};

    part.has_value_behind = true;
    g_autofree char *text = label_text_lines(&part, "=");
    struct text_fit fit = canvas_text_fit(setting->canvas, &style, text);
    return fit.is_cut ? INFINITY : fit.width;
}

/* The width of a value below the name. One that has a brief form has words, which may be in two
 * lines. */
static double width_below(struct label_part *part, const struct label_setting *setting) {
    struct text_style style = {
        .size = setting->size, .width_max = setting->width, .n_lines_max = 2};
    double width = part->curve->value_width * setting->size;

    part->n_value_lines = 1;
    if (width > setting->width && part->curve->brief_value != NULL) {
        struct text_fit fit = canvas_text_fit(setting->canvas, &style, part->curve->value);
        part->n_value_lines = fit.is_cut ? 1 : 2;
        width = fit.is_cut ? width : fit.width;
    }
    return width;
}

const char *label_text_remark(const struct panel_curve *curve) {
    if (curve->brief_value == NULL || !g_str_has_prefix(curve->value, curve->brief_value)) {
        return NULL;
    }
    const char *more = curve->value + strlen(curve->brief_value);
    bool is_clause = *more == ',' || g_str_has_prefix(more, "\uff0c");
    return is_clause ? NULL : more + strspn(more, " ");
}

/* Puts the remark below the value, or the name where it has no room there. Returns the width of
 * both lines; INFINITY if the value has no remark. */
static double place_remark(struct label_part *part, const struct label_setting *setting) {
    const char *remark = label_text_remark(part->curve);
    double indent = part->curve->name_width + END_LABEL_SPACE;

    if (remark == NULL) {
        return INFINITY;
    }
    double below = text_ems(setting->canvas, setting->size, false, remark);
    double above = indent + part->curve->value_width - below;
    part->remark_indent = (indent + below) * setting->size <= setting->width ? indent : 0;
    return fmax(above, part->remark_indent + below) * setting->size;
}

/* Whether below the names of equal curves would be a digit or two, which has room behind the last
 * of them in as many lines. */
static bool is_lonely(const struct label_part *part, const struct label_setting *setting) {
    static const double short_value = 1.5; /* ems */
    struct label_part broken = *part;

    broken.n_name_lines = 2;
    return part->has_sign && part->n_name_lines == 1 && setting->n_name_lines_max > 1 &&
           part->curve->value_width < short_value &&
           width_behind(broken, setting) <= setting->width;
}

/* Puts the value behind a broken name, or its remark or all of it below the name. Returns the width
 * of both; that of the name is given. */
static double place_value(struct label_part *part, const struct label_setting *setting,
                          double name) {
    double remark =
        part->n_name_lines == 1 && !part->has_sign ? place_remark(part, setting) : INFINITY;
    if (remark <= setting->width) {
        part->has_value_below = part->has_remark_below = true;
        part->n_value_lines = 1;
        return remark;
    }
    part->n_name_lines = is_lonely(part, setting) ? 2 : part->n_name_lines;
    bool is_broken = part->n_name_lines > 1 && !part->is_cut && part->curve->value != NULL;
    double behind = is_broken ? width_behind(*part, setting) : INFINITY;

    part->has_value_behind = behind <= setting->width;
    part->has_value_below = part->curve->value != NULL && !part->has_value_behind;
    return part->has_value_behind ? behind : fmax(name, width_below(part, setting));
}

/* Breaks one part. Returns its width. */
static double break_part(struct label_part *part, const struct label_setting *setting) {
    double width = setting->width;

    part->has_sign = part->has_no_value = false;
    part->has_value_below = part->has_value_behind = part->has_remark_below = false;
    part->n_name_lines = 1;
    double line = label_text_line_width(part, 1, setting->size);
    part->is_cut = line > width;
    if (!part->is_cut || setting->n_name_lines_max == 0 || width_below(part, setting) > width) {
        return fmin(line, width);
    }
    double name = break_name(part, setting);
    part->is_cut = name > width;
    return place_value(part, setting, fmin(name, width));
}

/* ---- equal parts ---- */

static size_t count_equal(const struct label_part *parts) {
    size_t n = 1;

    while (parts[n - 1].is_equal_to_next) {
        n++;
    }
    return n;
}

/* Begins a line with an equal part: "= B value", or the value below, or the name in several lines.
 * Returns its width, or INFINITY. */
static double begin_line(struct label_part *part, const struct label_setting *setting) {
    double line = label_text_line_width(part, 1, setting->size);
    double sign = part->has_sign ? LABEL_FIRST_EQUALS * setting->size : 0;
    struct label_setting narrower = *setting;

    if (line <= setting->width || setting->n_name_lines_max == 0) {
        return line;
    }
    narrower.width -= sign;
    double name = break_name(part, &narrower) + sign;
    return part->has_no_value ? name : place_value(part, setting, name);
}

/* Sets "A = B", "= C value" in as few lines as they need. Returns the width of the longest, or more
 * than there is. */
static double join(struct label_part *parts, size_t n, const struct label_setting *setting) {
    double longest = 0;
    size_t begin = 0;

    for (size_t i = 0; i < n; i++) {
        struct label_part *part = &parts[i];
        part->has_sign = i > 0;
        part->has_no_value = i + 1 < n || part->curve->is_value_known;
        part->is_cut = part->has_value_below = part->has_value_behind = false;
        part->has_remark_below = false;
        part->n_name_lines = 0;
        double line = label_text_line_width(&parts[begin], i + 1 - begin, setting->size);
        if (i == 0 || parts[begin].n_name_lines > 1 || line > setting->width) {
            begin = i;
            part->n_name_lines = 1;
            line = begin_line(part, setting);
        }
        longest = fmax(longest, line);
    }
    return longest;
}

struct label_extent label_text_break(struct label_part *parts, size_t n,
                                     const struct label_setting *setting) {
    struct label_extent extent = {0};

    for (size_t i = 0; i < n;) {
        size_t n_equal = count_equal(&parts[i]);
        double joined = n_equal > 1 ? join(&parts[i], n_equal, setting) : 0;
        bool are_joined = n_equal > 1 && joined <= setting->width;
        extent.width = fmax(extent.width, are_joined ? joined : 0);
        for (size_t end = i + n_equal; i < end; i++) {
            if (!are_joined) {
                extent.width = fmax(extent.width, break_part(&parts[i], setting));
            }
            extent.is_cut = extent.is_cut || parts[i].is_cut;
            extent.n_lines += label_part_lines(&parts[i]);
        }
    }
    return extent;
}
