/* Breaks labels into lines. */
#include "rendering/label_text.h"

#include <math.h>
#include <string.h>

#include <glib.h>

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

int label_part_lines(const struct label_part *part) {
    return part->n_name_lines + (part->has_value_below ? 1 : 0);
}

double label_text_line_width(const struct label_part *part, double size) {
    double ems = part->curve->name_width;

    while (part->is_equal_to_next) {
        part++;
        ems += LABEL_EQUALS + part->curve->name_width;
    }
    if (part->curve->value != NULL) {
        ems += END_LABEL_SPACE + part->curve->value_width;
    }
    return ems * size;
}

/* The number of parts that stand in one line if there is room. */
static size_t count_equal(const struct label_part *parts) {
    size_t n = 1;

    while (parts[n - 1].is_equal_to_next) {
        n++;
    }
    return n;
}

/* ---- broken names ---- */

/* The part of a name that its longest word takes up; wide characters are words by themselves. */
static double longest_word(const char *name) {
    double longest = 0;
    double word = 0;
    double all = 0;
    bool is_tag = false;

    for (const char *at = name; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        gunichar character = g_utf8_get_char(at);
        bool is_wide = g_unichar_iswide(character);
        is_tag = is_tag || character == '<';
        if (!is_tag) {
            all += is_wide ? 2 : 1;
            word = character == ' ' ? 0 : is_wide ? 2 : word + 1;
            longest = fmax(longest, word);
        }
        is_tag = is_tag && character != '>';
    }
    return all > 0 ? longest / all : 1;
}

/* The width of a name in several lines of at most `width` px; INFINITY if it has no room. */
static double broken_width(const struct panel_curve *curve, struct canvas *canvas, double size,
                           int n_lines, double width) {
    static const double widest_letters = 1.15;
    double least = widest_letters * longest_word(curve->name) * curve->name_width * size;
    struct text_style style = {
        .size = size, .bold = true, .width_max = width, .n_lines_max = n_lines};

    if (width < least || width * n_lines < curve->name_width * size) {
        return INFINITY;
    }
    struct text_fit fit = canvas_text_fit(canvas, &style, curve->name);
    return fit.is_cut ? INFINITY : fit.width;
}

/* The least width of a name in so many lines. */
static double narrowest_name(const struct panel_curve *curve, struct canvas *canvas, double size,
                             int n_lines) {
    static const double parts[] = {1.1, 1.25, 1.4, 1.6};
    static const double short_name = 4; /* ems */
    double name = curve->name_width * size;

    for (size_t i = 0; i < G_N_ELEMENTS(parts) && n_lines > 1; i++) {
        double width = parts[i] / n_lines * name;
        double broken = curve->name_width > short_name
                            ? broken_width(curve, canvas, size, n_lines, width)
                            : INFINITY;
        if (broken < name) {
            return width;
        }
    }
    return name;
}

double label_text_narrowest(const struct label_part *parts, size_t n, struct canvas *canvas,
                            double size, int n_name_lines) {
    double width = 0;

    for (size_t i = 0; i < n; i++) {
        const struct panel_curve *curve = parts[i].curve;
        double name = narrowest_name(curve, canvas, size, n_name_lines);
        width = fmax(width, fmax(name, curve->value_width * size));
    }
    return width;
}

/* ---- lines ---- */

/* Sets parts that are equal in one line. */
static void set_line(struct label_part *parts, size_t n) {
    for (size_t i = 0; i < n; i++) {
        parts[i].n_name_lines = i == 0 ? 1 : 0;
        parts[i].has_value_below = false;
    }
}

/* The lines that a name needs, at most NAME_LINES_MAX. Returns their width, or INFINITY. */
static double break_name(struct label_part *part, struct canvas *canvas, double size,
                         double width) {
    double name = part->curve->name_width * size;

    part->n_name_lines = 1;
    while (name > width && part->n_name_lines < NAME_LINES_MAX) {
        part->n_name_lines++;
        name = broken_width(part->curve, canvas, size, part->n_name_lines, width);
    }
    return name;
}

/* Breaks one part; where nothing helps, it stays in one line, and is cut. Returns its width. */
static double break_part(struct label_part *part, struct canvas *canvas, double size,
                         double width) {
    const struct panel_curve *curve = part->curve;
    double value = curve->value_width * size;
    double line = (curve->name_width + curve->value_width) * size;

    line += curve->value != NULL ? END_LABEL_SPACE * size : 0;
    part->is_equal_to_next = false;
    part->has_value_below = false;
    part->n_name_lines = 1;
    if (line <= width) {
        return line;
    }
    double name = value <= width ? break_name(part, canvas, size, width) : INFINITY;
    if (name > width) {
        part->n_name_lines = 1;
        return line;
    }
    part->has_value_below = curve->value != NULL;
    return fmax(name, value);
}

struct label_extent label_text_break(struct label_part *parts, size_t n, struct canvas *canvas,
                                     double size, double width) {
    struct label_extent extent = {0};

    for (size_t i = 0; i < n;) {
        size_t n_equal = count_equal(&parts[i]);
        double line = label_text_line_width(&parts[i], size);
        if (n_equal > 1 && line <= width) {
            set_line(&parts[i], n_equal);
            extent.width = fmax(extent.width, line);
            extent.n_lines++;
            i += n_equal;
        } else {
            extent.width = fmax(extent.width, break_part(&parts[i], canvas, size, width));
            extent.n_lines += label_part_lines(&parts[i]);
            i++;
        }
    }
    return extent;
}

struct label_extent label_text_in_lines(struct label_part *parts, size_t n, double size,
                                        double width) {
    struct label_extent extent = {0};

    for (size_t i = 0; i < n; extent.n_lines++) {
        parts[i].is_equal_to_next =
            parts[i].is_equal_to_next && label_text_line_width(&parts[i], size) <= width;
        size_t n_equal = count_equal(&parts[i]);
        extent.width = fmax(extent.width, label_text_line_width(&parts[i], size));
        set_line(&parts[i], n_equal);
        i += n_equal;
    }
    return extent;
}
