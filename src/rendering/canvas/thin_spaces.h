/* Sets thin spaces between Chinese or Japanese and Western characters, like CSS's text-autospace.
 */
#ifndef GRADFIG_RENDERING_CANVAS_THIN_SPACES_H
#define GRADFIG_RENDERING_CANVAS_THIN_SPACES_H

#include <pango/pango.h>

/**
 * Adds the spaces to the lines of `layout`, and returns their width, in Pango's units. Its text
 * stays the same, so that it is found in a PDF as it was typed. A new width or a copy of the layout
 * loses them.
 */
int thin_spaces_add(PangoLayout *layout);

#endif
