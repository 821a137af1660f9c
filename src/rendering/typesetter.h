/* From markup to lines of text laid out by Pango, each of them once. */
#ifndef GRADFIG_RENDERING_TYPESETTER_H
#define GRADFIG_RENDERING_TYPESETTER_H

#include <stdbool.h>

#include <pango/pangocairo.h>

#include "base/error.h"

struct typesetter;

/** Reads the fonts; returns NULL with `error` filled where one is missing. */
struct typesetter *typesetter_create(struct gradfig_error *error);

/** NULL is allowed. */
void typesetter_destroy(struct typesetter *typesetter);

/** Begins a figure: what went wrong before is forgotten, lines that went well are kept. */
void typesetter_begin(struct typesetter *typesetter);

/**
 * The line of text of `size` px, in Pango's markup with real <sup> and <sub>; borrowed. Asked for
 * again, in this figure or another, it is not laid out again.
 */
PangoLayout *typesetter_lay_out(struct typesetter *typesetter, double size, bool bold,
                                const char *markup);

/** The same cut to `width` px with "…", in the middle or at the end; the caller unrefs it. */
PangoLayout *typesetter_cut(PangoLayout *line, double width, bool in_the_middle);

/** What went wrong first: bad markup, a font or glyph missing; NULL if nothing did. */
const struct gradfig_error *typesetter_error(const struct typesetter *typesetter);

#endif
