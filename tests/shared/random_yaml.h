/* Random specs as users might write them: every row of the table, every style of YAML. */
#ifndef GRADFIG_TESTS_RANDOM_YAML_H
#define GRADFIG_TESTS_RANDOM_YAML_H

#include <glib.h>

/**
 * Writes a valid spec that can be drawn, of at most about a million pixels; free with g_free.
 * Equal states of `random` give equal texts.
 */
char *random_yaml(GRand *random);

#endif
