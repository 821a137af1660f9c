/* Tells files that are no measurements, but something else of ours. */
#ifndef GRADFIG_MEASUREMENTS_OTHER_FILES_H
#define GRADFIG_MEASUREMENTS_OTHER_FILES_H

#include <stdbool.h>
#include <stddef.h>

/** Whether the text is plainly a spec, and not too large for one. */
bool other_file_is_spec(const char *text, size_t n_bytes);

#endif
