/* Reads mistyped text as what it probably stands for, for hints in messages. */
#ifndef GRADFIG_SPEC_MEANT_TEXT_H
#define GRADFIG_SPEC_MEANT_TEXT_H

#include <stdbool.h>

#include "spec/parameters.h"

/**
 * The text with the characters of a keyboard in place of full-width ones, of the minus and of the
 * quotes of printed text, which are removed. Freed with g_free.
 */
char *meant_text_plain(const char *text);

/**
 * The end of a message about a list: "; separate the words with commas" if `is_item` takes each
 * word of it. NULL if that is not known. Freed with g_free.
 */
char *meant_text_list_hint(const struct parameter *row, const char *text,
                           bool (*is_item)(const struct parameter *row, const char *word));

#endif
