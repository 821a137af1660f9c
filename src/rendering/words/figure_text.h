/* The texts that several parts of the figure or the report share, in the figure's language. */
#ifndef GRADFIG_RENDERING_WORDS_FIGURE_TEXT_H
#define GRADFIG_RENDERING_WORDS_FIGURE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/texts.h"
#include "rendering/axes/axis.h"
#include "simulation/series.h"
#include "spec/gradient_class.h"
#include "spec/spec.h"

/* All texts are Pango markup, with the texts of users escaped. A `char *` is freed with g_free. */

enum { FIGURE_DIGITS = 3 };

/** A text without gaps; static memory. */
const char *figure_text(const struct spec *spec, enum text text);

/** A text with its gaps filled by `n` fields, whose texts are freed. */
char *figure_text_fill(const struct spec *spec, enum text text, const struct markup_field *fields,
                       size_t n);

/** The article's word for a class of gradients: "vanishing"; static memory. */
const char *figure_text_class(const struct spec *spec, enum gradient_class gradient_class);

/** The label or name of the network, cut with "…" if it is too long for a text with others. */
char *figure_text_network(const struct spec *spec, size_t index);

/** The label or name of the network, whole. */
char *figure_text_full_network(const struct spec *spec, size_t index);

/** The label or name of the network without markup; static memory, or borrowed from the spec. */
const char *figure_text_network_name(const struct spec *spec, size_t index);

/** The network's whole name in a title, in its color. */
char *figure_text_colored_network(const struct spec *spec, size_t index);

/** The network's whole name at the start of a sentence, in its color. The article's names begin
 * with a capital there, and a name that the user typed stays as it is. */
char *figure_text_first_network(const struct spec *spec, size_t index);

/** Markup that stays on one line unless it is longer than that. Frees `text`. */
char *figure_text_unbroken(char *text);

/** Markup in a color, 0xrrggbb. Frees `text`. */
char *figure_text_colored(char *text, uint32_t color);

/** Whether the network has no label, and one of the article's names, for which every language has
 * an adjective. */
bool figure_text_has_term(const struct spec *spec, size_t index);

/** Whether that is so of some network. */
bool figure_text_has_terms(const struct spec *spec);

/** Whether a formula, in markup, is what the name says already: "−1.1x" beside "y = −1.1x". */
bool figure_text_is_said(const char *name, const char *formula);

/** A text of the user, as markup. */
char *figure_text_of_user(const char *text);

/** The titles that an axis may have, the longest first; they name the scale unless it is linear.
 * Ends with NULL, freed with g_strfreev. */
char **figure_text_axis(const struct spec *spec, enum text title, enum text short_title,
                        enum axis_scale scale);

/** What an axis has of negative gradients: none, their moduli alone, or moduli with markers. */
enum axis_signs { SIGNS_NONE, SIGNS_UNMARKED, SIGNS_MARKED };

/** The titles that a gradient's axis may have, the longest first. They explain the markers of
 * negative ones. Frees `formula`; NULL for the gradient of any network. */
char **figure_text_gradient_axis(const struct spec *spec, enum axis_signs signs, char *formula);

/** A number after all layers, with FIGURE_DIGITS: "0.107". */
char *figure_text_value(const struct spec *spec, struct number value);

/** The number of a layer with every digit, or "" for NAN. */
char *figure_text_layer(double layer);

/** "0 from layer 3" */
char *figure_text_zero(const struct spec *spec, double layer);

/** A share in percent: "95.7%", and "over 99.9%" of what is not exactly all. */
char *figure_text_percent(const struct spec *spec, struct number share, int n_digits);

/** The end of a curve: "0.107", or "near 0" of samples that do not tell more. */
char *figure_text_end(const struct spec *spec, const struct curve *curve);

/** A subtitle that also says that random slopes have their mean, if there are any. Frees
 * `subtitle`. */
char *figure_text_at_mean(const struct spec *spec, char *subtitle);

/** "NAME: text", or "Text" if the name is NULL. Frees both. */
char *figure_text_about(const struct spec *spec, char *name, char *text);

/** "Measured: {finding}", or the finding alone if it begins with the same words, as that on
 * "measured run" does. Frees `finding`, which is on several things if `is_plural`. */
char *figure_text_headed(const struct spec *spec, enum text title, char *finding, bool is_plural);

/** "plain 0.8x", but "A2: 3x", which would be read as one number, and "A: −x", which would be read
 * as a difference. Frees both. */
char *figure_text_named(const struct spec *spec, char *name, char *value);

/** Frees a text, and takes `by` in its place. */
void figure_text_replace(char **text, char *by);

/** Appends `part`, and frees it. */
void figure_text_append(GString *text, char *part);

/** Appends `item` to a list, after TEXT_NAME_SEPARATOR in one of names, or TEXT_LIST_SEPARATOR in a
 * sentence. Frees `item`. */
void figure_text_append_item(GString *list, const struct spec *spec, enum text separator,
                             char *item);

/** The layer of a network as a formula, with the ends of its schedules: "αₖ(0.2x) + x, αₖ from 1 to
 * 0.5". */
void figure_text_append_layer(GString *text, const struct spec *spec, size_t index);

#endif
