/* The document systems; each is one row of a table. */
#ifndef GRADFIG_DOCUMENTS_SYSTEMS_H
#define GRADFIG_DOCUMENTS_SYSTEMS_H

#include <glib.h>

/** A text and its replacement in a document. A table of them ends with a row without texts. */
struct replacement {
    const char *text;
    const char *written; /**< NULL: the system has no way to write it */
};

/** A figure with its texts escaped for the document. */
struct shown_figure {
    char *image; /**< the path of the figure; of a pair the light one */
    char *dark;  /**< the dark one of a pair, or NULL */
    char *alt;
    long long width; /**< px */
    char *inches;    /**< the width on paper */
};

enum { UNFIT_MAX = 2 };

struct document_system {
    const char *name;
    void (*write)(const struct shown_figure *figure, GString *text);
    const struct replacement *text;
    const struct replacement *path; /**< NULL: paths are written as a URL */
    const char *unfit[UNFIT_MAX];   /**< endings of file names that it cannot show */
};

/** The ending of `path` that the system cannot show, or NULL. */
const char *document_system_unfit(const struct document_system *system, const char *path);

/** The default for a figure at `path`: the first system that can show it. */
const struct document_system *document_system_for(const char *path);

/** The system of that name, or NULL. */
const struct document_system *document_system_find(const char *name);

/** The name of system `i`; NULL after the last. */
const char *document_system_name(size_t i);

/** The names of all systems, separated by spaces; freed with g_free. */
char *document_system_list(void);

#endif
