/* Formats numbers for readers of the figure, the alt text and the report. */
#ifndef GRADFIG_BASE_FORMAT_H
#define GRADFIG_BASE_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "base/number.h"

/**
 * Appends `number` with at most `n_digits` significant digits, as Pango markup: "0.107", "−2.35",
 * "1.02×10<sup>−7</sup>", "10<sup>7</sup>". Powers of ten appear below 0.001 and from 10 000 on.
 * Trailing zeros are dropped. The minus sign is U+2212. A number that a double cannot hold has only
 * the digits that its logarithm makes certain.
 */
void format_number(GString *text, struct number number, int n_digits);

/** Whether format_number() shows `value` as a whole number, because it never rounds digits before
 * the point: 1784 with three digits stays 1784. */
bool format_is_whole(double value, int n_digits);

/**
 * Appends `number` rounded to `n_decimals` digits after the point; a negative `n_decimals` rounds
 * before the point. Trailing zeros stay. At least one digit appears, and only certain ones. A power
 * of ten follows unless `is_plain`; below 1e-9 and from 1e10 on it follows always.
 */
void format_rounded(GString *text, struct number number, int64_t n_decimals, bool is_plain);

/** The number of digits, `n_digits` to `n_digits_max`, that distinguish `value` from 1 and -1. */
int format_digits_beside_one(double value, int n_digits, int n_digits_max);

/** Appends a double as format_number() does. */
void format_double(GString *text, double value, int n_digits);

/** Appends a value with a fixed number of decimals, as the labels of an axis need; from 10 000 on
 * the digits before the point are in groups of three. */
void format_decimals(GString *text, double value, int n_decimals);

/** Appends a number or word as the user typed it, escaped for markup; with a real minus sign, and
 * "2e-7" as "2×10<sup>−7</sup>". */
void format_typed(GString *text, const char *typed);

/** Appends 10 to the power `exponent`: "1", "10" or "10<sup>−4</sup>". */
void format_power_of_ten(GString *text, long long exponent);

/** Numbers as new strings, freed with g_free; a whole number is grouped as by format_decimals:
 * "1 000 000". */
char *formatted_number(struct number number, int n_digits);
char *formatted_whole(int64_t value);
char *formatted_typed(const char *typed);

#endif
