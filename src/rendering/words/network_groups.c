/* Finds the networks of which the same is said, and names or counts them. */
#include "rendering/words/network_groups.h"

#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/plural_labels.h"

void network_groups_find(struct network_group *groups, const struct spec *spec,
                         char *(*say)(const void *about, size_t index), const void *about) {
    g_auto(GStrv) said = g_new0(char *, spec->n_networks + 1);

    for (size_t i = 0; i < spec->n_networks; i++) {
        said[i] = say(about, i);
    }
    for (size_t i = 0; i < spec->n_networks; i++) {
        groups[i].n = 0;
        for (size_t j = 0; j < spec->n_networks; j++) {
            if (g_str_equal(said[i], said[j])) {
                groups[i].networks[groups[i].n++] = j;
            }
        }
    }
}

bool network_group_has(const struct network_group *group, size_t index) {
    size_t i = 0;

    while (i < group->n && group->networks[i] != index) {
        i++;
    }
    return i < group->n;
}

static bool have_one_name(const struct spec *spec, const size_t pair[2]) {
    return strcmp(figure_text_network_name(spec, pair[0]),
                  figure_text_network_name(spec, pair[1])) == 0;
}

/* "A" or "A and B"; NULL for more, and for two that have the same name. */
static char *write_names(const struct spec *spec, const struct network_group *group,
                         bool begins_sentence) {
    const size_t *networks = group->networks;

    if (group->n > 2 || (group->n == 2 && have_one_name(spec, networks))) {
        return NULL;
    }
    char *first = begins_sentence ? figure_text_first_network(spec, networks[0])
                                  : figure_text_colored_network(spec, networks[0]);
    return group->n == 1
               ? first
               : figure_text_fill(
                     spec, TEXT_GROUP_PAIR,
                     TEXT_FIELDS({"first", first},
                                 {"last", figure_text_colored_network(spec, networks[1])}));
}

char *networks_count_word(const struct spec *spec, size_t n) {
    return g_strdup(figure_text(spec, (enum text)(TEXT_NUMBER_1 + n - 1)));
}

char *networks_all_words(const struct spec *spec) {
    return spec->n_networks == 2
               ? g_strdup(figure_text(spec, TEXT_ALL_TWO))
               : figure_text_fill(spec, TEXT_ALL_MANY,
                                  TEXT_FIELDS({"n", networks_count_word(spec, spec->n_networks)}));
}

static char *write_group(const struct spec *spec, const struct network_group *group,
                         size_t n_before, bool begins_sentence) {
    char *names = write_names(spec, group, begins_sentence);

    if (names != NULL) {
        return names;
    }
    if (group->n == spec->n_networks) {
        return networks_all_words(spec);
    }
    if (n_before == 0) {
        return figure_text_fill(spec, TEXT_GROUP_OF,
                                TEXT_FIELDS({"count", formatted_whole((int64_t)group->n)},
                                            {"n", formatted_whole((int64_t)spec->n_networks)}));
    }
    return figure_text_fill(
        spec, n_before + group->n == spec->n_networks ? TEXT_GROUP_REST : TEXT_GROUP_MORE,
        TEXT_FIELDS({"count", networks_count_word(spec, group->n)}));
}

struct noun network_group_noun(const struct spec *spec, const struct network_group *group,
                               size_t n_before, bool begins_sentence) {
    const char *first = network_label(&spec->networks[group->networks[0]]);

    return (struct noun){write_group(spec, group, n_before, begins_sentence),
                         group->n > 1 || label_is_plural(first)};
}

char *network_group_part(const struct spec *spec, const struct network_group *group) {
    char *names = write_names(spec, group, false);

    return names != NULL
               ? names
               : figure_text_fill(spec, TEXT_GROUP_PART,
                                  TEXT_FIELDS({"count", networks_count_word(spec, group->n)}));
}
