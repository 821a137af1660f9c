/* Makes lines of text from markup with Pango, and keeps them, so that each is laid out once. */
#ifndef GRADFIG_RENDERING_CANVAS_TYPESETTER_H
#define GRADFIG_RENDERING_CANVAS_TYPESETTER_H

#include <stdbool.h>

#include <pango/pangocairo.h>

#include "base/error.h"

/** The distance of two lines of a text, in its size. */
static const double TEXT_LINE_HEIGHT = 1.22;

struct glyph_masks;
struct typesetter;

/** Text that is laid out, in one size for all texts. */
struct typeset {
    PangoLayout *layout;
    double scale; /**< px of the figure for one of the layout */
};

/* Ask a line for its extents, not the layout: Pango would measure a sample text in each font to
 * find the height of the lines. */

/** Makes all fonts of the process do without metrics, for a program in which nothing else uses
 * Pango. Pango lays out a sentence in each font to know how high its lines are. No text here needs
 * that, because the lines of figures have heights of their own. */
void typesetter_forgo_metrics(void);

/** Reads the fonts as fonts_init does; returns NULL with `error` filled if one is missing. */
struct typesetter *typesetter_create(bool is_guest, struct gradfig_error *error);

/** NULL is allowed. */
void typesetter_destroy(struct typesetter *typesetter);

/** Begins a figure: forgets earlier errors, and keeps the lines without errors. Fails if the fonts
 * must be read anew and cannot. */
MUST_CHECK bool typesetter_begin(struct typesetter *typesetter, struct gradfig_error *error);

/**
 * The line of text of `size` px, in Pango's markup with real <sup> and <sub>; borrowed. Later
 * calls for the same line, also in other figures, return the same layout.
 */
struct typeset typesetter_lay_out(struct typesetter *typesetter, double size, bool bold,
                                  const char *markup);

/** The line cut to `width` px with "…", in the middle or at the end; the caller unrefs it. */
struct typeset typesetter_cut(struct typeset line, double width, bool in_the_middle);

/** The px of the longest line. */
double typeset_width(struct typeset text);
int typeset_n_lines(struct typeset text);

/** The px by which a line is shorter than the longest. */
double typeset_gap(struct typeset text, PangoLayoutLine *line);

/** The line broken into at most `n_lines` lines of at most `width` px, with "…" if that is not
 * enough. Two lines are rather broken after a clause. They are TEXT_LINE_HEIGHT apart; the caller
 * unrefs them. */
struct typeset typesetter_break(struct typeset line, double width, int n_lines);

/** What typesetter_break makes of a line of typesetter_lay_out; borrowed, and kept as the line. */
struct typeset typesetter_lay_out_lines(struct typesetter *typesetter, struct typeset line,
                                        double width, int n_lines);

/** The images of the glyphs that this typesetter lays out; borrowed. */
struct glyph_masks *typesetter_glyph_masks(struct typesetter *typesetter);

/** Remembers the fonts of a layout that is drawn, for typesetter_check. */
void typesetter_note_fonts(struct typesetter *typesetter, PangoLayout *layout);

/** Whether there was no error since typesetter_begin: a font that cannot be read, bad markup, a
 * missing font or glyph. */
MUST_CHECK bool typesetter_check(struct typesetter *typesetter, struct gradfig_error *error);

#endif
