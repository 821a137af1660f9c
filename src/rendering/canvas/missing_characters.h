/* Which characters of a text the fonts of the figure lack, before anything is drawn. */
#ifndef GRADFIG_RENDERING_CANVAS_MISSING_CHARACTERS_H
#define GRADFIG_RENDERING_CANVAS_MISSING_CHARACTERS_H

/**
 * "expected characters that ..., found ...", freed with g_free, or NULL if the fonts have all of
 * them. The fonts are read for unusual characters only. A mark that may be joined to the letter
 * before it is left to the drawing.
 */
char *missing_characters_describe(const char *text);

#endif
