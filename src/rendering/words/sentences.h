/* Parts of sentences of the alt text, for several panels. */
#ifndef GRADFIG_RENDERING_WORDS_SENTENCES_H
#define GRADFIG_RENDERING_WORDS_SENTENCES_H

#include "simulation/series.h"
#include "spec/spec.h"

/* Markup in the figure's language, freed with g_free. */

/** What a sentence says of a curve that is not one of random layers. */
typedef char *say_curve(const struct spec *spec, const struct curve *curve);

/** "10 layers" */
char *sentence_layers(const struct spec *spec);

/** The last point: "0.107 (slightly decaying)", or "0 from layer 3 (vanishing)". */
char *sentence_gradient(const struct spec *spec, const struct curve *curve);

/** "plain 0.107 (slightly decaying), ResNet-34: 6.19 (amplifying)", with what `say` makes of the
 * curve of each network in `panel`. */
char *sentence_networks(const struct series *series, enum panel_kind panel, say_curve *say);

/** What `say` makes of a curve, or of random layers the median, the percentiles and the mean. */
char *sentence_end(const struct series *series, const struct curve *curve, say_curve *say);

/** "; plain and residual first cross before layer 3", for every two networks; "" if none cross, or
 * if the curves do not have every layer. */
char *sentence_crossings(const struct series *series, enum panel_kind panel);

#endif
