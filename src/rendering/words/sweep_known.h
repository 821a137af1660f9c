/* Slopes of the sweep that make what the reader knows from other panels. */
#ifndef GRADFIG_RENDERING_WORDS_SWEEP_KNOWN_H
#define GRADFIG_RENDERING_WORDS_SWEEP_KNOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/style/theme.h"
#include "simulation/series.h"
#include "spec/spec.h"

/** The curve of a slope. */
const struct curve *sweep_curve(const struct series *series, size_t index);

/** Whether its slopes differ from layer to layer, so that they make nothing that is known. */
bool sweep_is_random(const struct spec *spec);

/** The network whose layers are the blocks with that slope, or else the first whose layers pass the
 * same gradient; the number of networks if there is none. */
size_t sweep_network_like(const struct spec *spec, size_t index);

/** Whether the blocks with that slope pass the gradient 1, and are no network's. */
bool sweep_is_ideal(const struct spec *spec, size_t index);

/** Whether the slope makes a network or the ideal. */
bool sweep_is_known(const struct spec *spec, size_t index);

/** The ink of the network, or of the ideal, that a known slope makes. */
struct ink sweep_known_ink(const struct spec *spec, size_t index);

/** "(residual)", "(as plain)", "(ideal)", "(0 from layer 1)", otherwise NULL; markup, freed with
 * g_free. */
char *sweep_known_words(const struct spec *spec, const struct curve *curve);

#endif
