/* Fields of CSV files, which spreadsheets open too. */
#ifndef GRADFIG_BASE_CSV_H
#define GRADFIG_BASE_CSV_H

#include <stdio.h>

/**
 * Writes a field after RFC 4180: one with a comma, a quote or a line break is in quotes. A text
 * that a spreadsheet would run as a formula, such as "=1+1", gets a "'" in front; a number never
 * does.
 */
void csv_write_field(FILE *stream, const char *text);

/**
 * Reads the field at `*from`, writes its text and a NUL to `to`, which is not after `*from`, and
 * moves `*from` to the character after the field. Takes off the "'" of csv_write_field. Returns the
 * place after the NUL.
 */
char *csv_read_field(char **from, char *to, char *after);

#endif
