/* The text of a label: names and values, in one line or below each other. */
#ifndef GRADFIG_RENDERING_PANEL_LABEL_TEXT_H
#define GRADFIG_RENDERING_PANEL_LABEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/panel/panel.h"

/* Distances of labels in ems: of their lines, and from a name to its value. */
static const double END_LABEL_LINE = 1.2;
static const double END_LABEL_SPACE = 0.45;

/* The width of " = " between the names of equal curves, and of "= " at the beginning of a line, in
 * ems. */
static const double LABEL_EQUALS = 1.5;
static const double LABEL_FIRST_EQUALS = 1.1;

/** The name and the value of a curve. */
struct label_part {
    const struct panel_curve *curve; /**< borrowed from the panel */
    bool is_equal_to_next;           /**< "A = B value", if that has room */
    bool has_sign;                   /**< an equals sign is before the name */
    bool has_no_value;               /**< the next name is equal, or this one says the value */
    int n_name_lines;                /**< 0 in the line of the part before */
    int n_value_lines;               /**< of a value below */
    bool has_value_below;            /**< otherwise beside the name, */
    bool has_value_behind;           /**< or behind the last of its lines; */
    bool has_remark_below;           /**< only the value's remark is below */
    double remark_indent;            /**< of that, below the value if there is room; ems */
    bool is_cut;                     /**< has no room for its whole text */
};

/** The lines that a name may be broken into. */
enum { NAME_LINES_MAX = 3 };

/** How labels are set. */
struct label_setting {
    struct canvas *canvas;
    double size;          /**< px of the em */
    double width;         /**< px that a line may take up */
    int n_name_lines_max; /**< 0: every part is in one line */
    bool breaks_words;    /**< of names, with a hyphen, that are longer than a line */
};

/** What a label takes up. */
struct label_extent {
    int n_lines;
    double width; /**< px */
    bool is_cut;  /**< some part has no room for its whole text */
};

/** What the value of a curve says more than its brief one, "(as plain)"; NULL if that is no remark
 * by itself. Borrowed from the curve. */
const char *label_text_remark(const struct panel_curve *curve);

/** Measures the texts of all labels of a panel. */
void label_text_measure(struct panel *panel, struct canvas *canvas, const struct metrics *metrics);

/** Makes labels brief that are wider than `width` px in one line, or their values alone, and
 * measures them again. */
void label_text_shorten(struct panel *panel, struct canvas *canvas, const struct metrics *metrics,
                        double width, bool has_brief_names);

/** Breaks the `n` parts of a label into lines: the value below the name, then the name into as few
 * lines as it needs. It is cut if it has to be. */
struct label_extent label_text_break(struct label_part *parts, size_t n,
                                     const struct label_setting *setting);

/** The width of the longest line if names and values are below each other, the names in
 * `n_name_lines` lines. */
double label_text_narrowest(const struct label_part *parts, size_t n, struct label_setting setting,
                            int n_name_lines);

/** The text of a name in several lines, with the value if that is behind, and the sign if it has
 * one; markup, freed with g_free. */
char *label_text_lines(const struct label_part *part, const char *sign);

/** The width of the line that begins with a part: `n` names, and a value or an equals sign. */
double label_text_line_width(const struct label_part *part, size_t n, double size);

/** The parts in the line that begins with `part`, up to `end`. */
size_t label_text_line_parts(const struct label_part *part, const struct label_part *end);

/** The lines that a part has. */
int label_part_lines(const struct label_part *part);

#endif
