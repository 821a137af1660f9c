/* Layers, lines and blocks as formulas in markup. */
#ifndef GRADFIG_RENDERING_WORDS_FORMULAS_H
#define GRADFIG_RENDERING_WORDS_FORMULAS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "simulation/network.h"
#include "spec/spec.h"

/** The layer as the article writes it, with the numbers as typed: "0.8x + 0.1", or
 * "(0.2x + 0.05) + x". Terms of 0 are left out. A power of the depth has its number, "50⁻¹", or N
 * where the panel of the depth has that on its axis. */
void formula_append_layer(GString *text, const struct spec *spec, size_t index);

/** The layer of networks that differ in their scales alone: "α(0.2x + 0.05) + x". */
void formula_append_family(GString *text, const struct network *network);

/** The residual branch alone: "0.2x + 0.05", or "0.5(0.2x + 0.05)" with a scale. */
void formula_append_branch(GString *text, const struct spec *spec, size_t index);

/** The depth in formulas and on the axis of the panel of the depth. */
#define FORMULA_DEPTH "<i>N</i>"

/** Whether the formulas of some networks have that symbol and not the number. */
bool formulas_have_depth(const struct spec *spec);

/** What stands for a quantity whose value differs by layer: "aₖ"; static memory. */
const char *formula_symbol(enum layer_quantity quantity);

/** A computed line: "1.2x + 0.05", or "0.05" without a slope. A slope near 1 has the digits that
 * distinguish it from 1, or the distance: "(1 + 2×10⁻⁷)x". */
void formula_append_line(GString *text, struct line line, int n_digits);

/* Freed with g_free: */

/** A slope as a factor: "1.2", "(−0.5)", "10<sup>−4</sup>". */
char *formula_factor(struct number slope, int n_digits);

/** A slope to be raised to a power: "1.2", "(−0.5)", "(10<sup>−4</sup>)". */
char *formula_base(struct number slope, int n_digits);

/** The block slope of the sweep as typed: "1 + a", or "1" with scale 0. */
char *formula_sweep_block(const struct sweep *sweep);

/** The gradient of the sweep's networks, "(1 + a)" with an exponent, or "a" with it. */
char *formula_sweep_power(const struct sweep *sweep, const char *exponent);

#endif
