/* What Chinese texts need besides Pango's layout. */
#ifndef GRADFIG_RENDERING_CANVAS_CHINESE_H
#define GRADFIG_RENDERING_CANVAS_CHINESE_H

#include <stdbool.h>

#include <pango/pango.h>

/** Whether `text` has ideographs or other wide characters. */
bool chinese_is_in(const char *text);

/** Sets the language of a text with Chinese characters, and those of its wide brackets to half
 * their width that would leave a gap beside a space, another mark or an end of the text. */
void chinese_set_attributes(PangoAttrList *attributes, const char *text);

/**
 * Adds thin spaces between Chinese or Japanese and Western characters to the lines of `layout`,
 * like CSS's text-autospace, and returns their width, in Pango's units. Its text stays the same, so
 * that it is found in a PDF as it was typed. A new width or a copy of the layout loses them.
 */
int chinese_add_spaces(PangoLayout *layout);

#endif
