/* Series whose networks have short names, for texts without room for the whole ones. */
#ifndef GRADFIG_RENDERING_WORDS_SHORT_NAMES_H
#define GRADFIG_RENDERING_WORDS_SHORT_NAMES_H

#include "simulation/series.h"
#include "spec/spec.h"

/** The label of a network of the spec, cut with "…" after a part or a word if it is too long for
 * the figure. If another network would have the same name then, it keeps its end, or the word that
 * differs, after the ellipsis, or stays whole. Freed with g_free. */
char *short_name(const char *label, const struct spec *spec);

/** Copies of a series and its spec, which borrow from them, and the short labels of the networks.
 * It points into itself: do not copy it. */
struct short_names {
    struct series series;
    struct spec spec;
    char *labels[NETWORKS_MAX];
};

void short_names_init(struct short_names *names, const struct series *series);
void short_names_finish(struct short_names *names);

#endif
