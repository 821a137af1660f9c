/* A spec whose networks have short names, for texts without room for the whole ones. */
#ifndef GRADFIG_RENDERING_SHORT_NAMES_H
#define GRADFIG_RENDERING_SHORT_NAMES_H

#include "spec/spec.h"

/** The label cut with "…" after a word if it is too long for the figure; freed with g_free. */
char *short_name(const char *label);

/** A copy of a spec, which borrows from it, and the labels that are cut in it. */
struct short_names {
    struct spec spec;
    char *labels[NETWORKS_MAX];
};

void short_names_init(struct short_names *names, const struct spec *spec);
void short_names_finish(struct short_names *names);

#endif
