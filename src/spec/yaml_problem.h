/* Says in plain words why a file is not YAML. */
#ifndef GRADFIG_SPEC_YAML_PROBLEM_H
#define GRADFIG_SPEC_YAML_PROBLEM_H

#include <yaml.h>

#include "spec/yaml_tree.h"

/** Fills `fault` with the problem that the parser has stopped at in `text`: what is probably meant
 * in the frequent cases, libyaml's own words in all others. */
void yaml_problem_explain(const yaml_parser_t *parser, const char *text, struct yaml_fault *fault);

#endif
