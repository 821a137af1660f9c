/* What the kinds of axes share: ticks at multiples of a step, and limits. */
#ifndef GRADFIG_RENDERING_AXES_AXIS_TICKS_H
#define GRADFIG_RENDERING_AXES_AXIS_TICKS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "rendering/axes/axis.h"

/**
 * Adds a tick at `at` with `label`, which is freed, unless `at` is outside of the axis or the axis
 * is full. The ends are within the axis in spite of rounding.
 */
void axis_add_tick(struct axis *axis, double at, GString *label);

/** Adds ticks at the multiples of `step` from `first` to `last`, placed at `position(value)`. */
void axis_add_even_ticks(struct axis *axis, double first, double last, double step,
                         double (*position)(double));

/** The smallest of 1, 2, 5 times a power of ten that is at least `least`. */
double axis_nice_step(double least);

/** A step for at most n_ticks_max ticks from low to high, if both ends are extended to ticks. */
double axis_even_step(double low, double high, size_t n_ticks_max);

/** Beyond moduli of 10^±300 a double cannot hold the ticks. */
static const double VALUE_DECADES_MAX = 300;

/** With fewer ticks nobody sees that an axis is logarithmic. */
enum { LOG_TICKS_MIN = 3 };

/** A log axis is extended to a tick this near, in steps; an end that is further from the next has
 * one of its own. */
static const double LOG_NEAR_STEPS = 0.4;

/** Whether all ticks are at least `apart` from each other, in the coordinate of the axis. */
bool axis_is_apart(const struct axis *axis, double apart);

/** More labels than this tell nothing more, however long an axis is. */
enum { AXIS_LABELS_MAX = 9 };

/** Labels are at least this far from each other, in parts of what each of as many as possible has.
 */
static const double AXIS_APART = 0.7;

/** The margin of an axis beyond the numbers, as a part of their range. */
static const double AXIS_MARGIN = 0.04;

/** An AXIS_SYMMETRIC_LOG for the numbers in `span`. */
struct axis axis_symmetric(const struct axis_span *span, size_t n_ticks_max);

/** The position of a modulus on such an axis: linear up to 10^log10_linear, which is at 1, then a
 * unit per decade. */
double axis_symmetric_position(const struct axis *axis, int sign, double log10_abs);

#endif
