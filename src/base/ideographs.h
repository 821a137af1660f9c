/* Ideographs and kana beside Western characters. */
#ifndef GRADFIG_BASE_IDEOGRAPHS_H
#define GRADFIG_BASE_IDEOGRAPHS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

/** Whether it is an ideograph or a kana. */
bool is_ideograph(gunichar c);

/** A letter or digit of a script without wide characters. Hangul has them. */
bool is_western(gunichar c);

/**
 * Appends `length` bytes of markup to a Chinese text. Where the two meet, a space stands between an
 * ideograph and a Western character, and none between ideographs or beside a wide punctuation mark.
 * Elsewhere, and beside a space that is not of a template, nothing changes.
 */
void append_chinese(GString *text, bool text_is_template, const char *part, size_t length,
                    bool part_is_template);

#endif
