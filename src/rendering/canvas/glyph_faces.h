/* Faces of FreeType for the images of glyphs. */
#ifndef GRADFIG_RENDERING_CANVAS_GLYPH_FACES_H
#define GRADFIG_RENDERING_CANVAS_GLYPH_FACES_H

#include <stdbool.h>

#include <cairo.h>
#include <freetype/freetype.h>
#include <pango/pangocairo.h>

struct glyph_faces;

/** Never NULL. */
struct glyph_faces *glyph_faces_create(void);

void glyph_faces_destroy(struct glyph_faces *faces);

/** The face of a font, scaled, and turned by a quarter to the left if it is to go upwards. It is
 * borrowed until the next call. NULL with a status if it cannot be read. */
FT_Face glyph_faces_find(struct glyph_faces *faces, PangoFont *font, double scale, bool upwards,
                         cairo_status_t *status);

/** Cairo's status for an error of FreeType. */
cairo_status_t glyph_faces_status(FT_Error error);

#endif
