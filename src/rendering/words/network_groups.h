/* Networks of which a title says the same, and their names in its sentence. */
#ifndef GRADFIG_RENDERING_WORDS_NETWORK_GROUPS_H
#define GRADFIG_RENDERING_WORDS_NETWORK_GROUPS_H

#include <stdbool.h>
#include <stddef.h>

#include "rendering/words/gradient_words.h"
#include "spec/spec.h"

/** Some networks of a spec. */
struct network_group {
    size_t n;
    size_t networks[NETWORKS_MAX];
};

/** Fills a group for each network: those of which `say` says the same, in the order of the spec. It
 * gets `about`, and what it returns is freed with g_free. */
void network_groups_find(struct network_group *groups, const struct spec *spec,
                         char *(*say)(const void *about, size_t index), const void *about);

bool network_group_has(const struct network_group *group, size_t index);

/* Markup, freed with g_free. */

/** "three", of a number of networks */
char *networks_count_word(const struct spec *spec, size_t n);

/** "both", or "all three" */
char *networks_all_words(const struct spec *spec);

/** "A", "A and B", "all three", "3 of 4 networks"; after clauses on `n_before` networks "three
 * others" or "the other three". */
struct noun network_group_noun(const struct spec *spec, const struct network_group *group,
                               size_t n_before, bool begins_sentence);

/** "A", "A and B" or "three of them", in a sentence that is on others too. */
char *network_group_part(const struct spec *spec, const struct network_group *group);

#endif
