/* What a figure's file carries beside the drawing. */
#ifndef GRADFIG_OUTPUT_ABOUT_H
#define GRADFIG_OUTPUT_ABOUT_H

#include <stdint.h>

/** Texts in UTF-8, each NULL for none. No time is among them, so that the same figure is the same
 * bytes. */
struct about {
    int64_t dpi; /**< device pixels per inch: the physical size */
    const char *software;
    const char *title;
    const char *description; /**< the alt text */
    const char *recipe;      /**< the complete spec */
};

#endif
