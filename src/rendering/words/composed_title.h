/* The title of the geometry panel. */
#ifndef GRADFIG_RENDERING_WORDS_COMPOSED_TITLE_H
#define GRADFIG_RENDERING_WORDS_COMPOSED_TITLE_H

#include "rendering/words/panel_titles.h"

/** The network whose composed line the figure shows: of those without a skip connection, or of all
 * if each has one, that whose gradient is farthest from 1 by factors; of equal ones the first. */
size_t composed_network(const struct series *series);

/** "18 layers", or "18 blocks" if they have a skip connection; freed with g_free. */
char *composed_layers(const struct spec *spec, size_t index);

/** "Plain: one layer looks harmless, ten are far flatter", or "Sigmoid: 18 layers are almost flat";
 * freed with g_free. */
char *composed_title(const struct series *series, enum title_length length);

#endif
