/* What a figure has no room for, in words. */
#ifndef GRADFIG_RENDERING_FIGURE_LEFT_OUT_H
#define GRADFIG_RENDERING_FIGURE_LEFT_OUT_H

#include <glib.h>

#include "rendering/panel/panel.h"
#include "rendering/style/metrics.h"
#include "spec/spec.h"

/** Appends a sentence, to be freed with g_free, if the panel has axes with equal scales but no line
 * of a network. */
void left_out_say_lines(const struct spec *spec, const struct panel *panel, GPtrArray *sentences);

/** Appends a sentence for each kind of text that has no room: plain text, to be freed with g_free.
 * `names` are the markup of the names of curves without a label, `cut` that of the texts without
 * their ends. */
void left_out_say(const struct spec *spec, const struct metrics *metrics, const GPtrArray *names,
                  const GPtrArray *cut, GPtrArray *sentences);

#endif
