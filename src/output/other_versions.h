/* Why a figure that nobody has changed is drawn differently. */
#ifndef GRADFIG_OUTPUT_OTHER_VERSIONS_H
#define GRADFIG_OUTPUT_OTHER_VERSIONS_H

/** Adds to the words on a difference that other versions of fonts and libraries are the likely
 * cause, and which are here. Takes `words`, which g_free frees; the result, too. */
char *other_versions_suspect(char *words);

#endif
