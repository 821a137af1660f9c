/* Places for labels beside straight lines that leave the frame at its upper or lower edge. */
#ifndef GRADFIG_RENDERING_PANEL_LABEL_BESIDE_H
#define GRADFIG_RENDERING_PANEL_LABEL_BESIDE_H

#include "rendering/panel/label_place.h"

/** Beside the line, from where it ends inwards. */
place_finder label_find_beside_end;

/** The same where the line begins, if it enters the frame at its upper or lower edge. */
place_finder label_find_beside_begin;

#endif
