/* The texts and the resolution that a figure's file carries besides the drawing. */
#ifndef GRADFIG_OUTPUT_ABOUT_H
#define GRADFIG_OUTPUT_ABOUT_H

#include <stdint.h>

/** Texts in UTF-8, each NULL for none. They have no time, so that the same figure gives the same
 * bytes. */
struct about {
    int64_t dpi; /**< device pixels per inch: the physical size */
    const char *software;
    const char *title;
    const char *alt;         /**< the alt text */
    const char *description; /**< which begins with the alt text */
    const char *recipe;      /**< the complete spec */
};

#endif
