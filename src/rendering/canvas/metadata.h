/* The metadata of a PDF. */
#ifndef GRADFIG_RENDERING_CANVAS_METADATA_H
#define GRADFIG_RENDERING_CANVAS_METADATA_H

/** Texts in UTF-8. */
struct metadata {
    const char *title;
    const char *subject;
    const char *keywords;
    const char *creator;
};

#endif
