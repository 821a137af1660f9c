/* Takes the blank half of brackets away where a gap would stand beside another mark. */
#ifndef GRADFIG_RENDERING_CANVAS_WIDE_MARKS_H
#define GRADFIG_RENDERING_CANVAS_WIDE_MARKS_H

#include <pango/pango.h>

/** Sets wide closing brackets to half their width before another mark, a space or the end of the
 * text, and opening ones after those. */
void wide_marks_tighten(PangoAttrList *attributes, const char *text);

#endif
