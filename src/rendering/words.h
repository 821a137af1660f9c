/* Every text of the figure, in both languages, made from the spec and the numbers. */
#ifndef GRADFIG_RENDERING_WORDS_H
#define GRADFIG_RENDERING_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "simulation/classify.h"
#include "simulation/network.h"
#include "simulation/paths.h"
#include "simulation/series.h"
#include "spec/spec.h"

#include "rendering/axis.h"

/* All texts are Pango markup, in which what the user wrote is escaped. Those returned as `char *`
 * are freed with g_free. */

/** Words that no number changes. */
enum word {
    WORD_LAYER_AXIS,
    WORD_ACTIVATION_AXIS,
    WORD_INPUT_AXIS,
    WORD_OUTPUT_AXIS,
    WORD_LOG_SCALE,
    WORD_SYMMETRIC_LOG_SCALE,
    WORD_LENGTH_AXIS,
    WORD_SHARE_AXIS,
    N_WORDS
};

const char *words_fixed(const struct spec *spec, enum word word);

/** The text in the figure's language. */
const char *words_in(const struct spec *spec, const char *const texts[N_LANGUAGES]);

/** The article's word for a class of gradients: "vanishing". */
const char *words_class(const struct spec *spec, enum gradient_class class);

/** The first layer of a curve with a gradient of exactly 0, which it then keeps; NAN if none. */
double words_zero_layer(const struct curve *curve);

/** Appends what a reader calls the network, cut with "…" where it is too long for a sentence of the
 * figure. */
void words_append_network(GString *text, const struct spec *spec, size_t index);

/** The same uncut, where there is room. */
void words_append_full_network(GString *text, const struct spec *spec, size_t index);
char *words_full_network(const struct spec *spec, size_t index);

/** The titles and subtitles of the figure. */
enum label_kind {
    LABEL_TITLE,
    LABEL_SUBTITLE,
    LABEL_ACTIVATION_TITLE,
    LABEL_ACTIVATION_SUBTITLE,
    LABEL_GRADIENT_TITLE,
    LABEL_GRADIENT_SUBTITLE,
    LABEL_GEOMETRY_TITLE,
    LABEL_GEOMETRY_SUBTITLE,
    LABEL_SWEEP_TITLE,
    LABEL_SWEEP_SUBTITLE,
    LABEL_PATHS_TITLE,
    LABEL_PATHS_SUBTITLE,
    N_LABELS
};

/** The user's own; NULL if there is none. */
const char *words_user_label(const struct spec *spec, enum label_kind label);

/** A title or subtitle: the user's, or the figure's own. */
char *words_label(const struct spec *spec, enum label_kind label);

/** The figure's own subtitle without formulas, where those have no room. */
char *words_short_subtitle(const struct spec *spec);

/** An axis title, with the scale named where it is not linear. */
char *words_axis(const struct spec *spec, enum word title, enum axis_scale scale);

/** The block slope of the sweep: "1 + a". */
char *words_sweep_block(const struct spec *spec);

/** The axis title of the sweep: "Gradient (1 + a)ⁿ", or its modulus. */
char *words_sweep_axis(const struct spec *spec, bool is_modulus);

/** The axis title of the gradient. */
char *words_gradient_axis(const struct spec *spec, bool is_modulus);

/** At the end of a network's curve: "residual 7.49", or "plain: 0 from layer 3". */
char *words_network_end(const struct spec *spec, const struct curve *curve);

/** The same without the name, where there is no room for it: "7.49". */
char *words_value_end(const struct curve *curve);

/** At the end of the ideal gradient: "ideal 1". */
char *words_ideal_end(const struct spec *spec);

/** At the end of a sweep's curve: "a = 0.2 (residual)". */
char *words_sweep_end(const struct spec *spec, const struct curve *curve);

/** The same without who it is like: "a = 0.2". */
char *words_sweep_name(const struct spec *spec, size_t index);

/** The name of a line of the geometry panel: "plain", "10 plain layers". */
char *words_line_name(const struct spec *spec, struct curve_id curve);

/** The same with its formula: "plain 0.8x + 0.1", "mixed layer 1: 0.9x". */
char *words_line_label(const struct spec *spec, struct curve_id curve);

/** In the paths panel: what the reader calls the network, and the distribution of all paths. */
char *words_network(const struct spec *spec, size_t index);
char *words_all_paths(const struct spec *spec);

/** The lines of the explanation in the geometry panel; NULL behind the last. */
char **words_explanation(const struct spec *spec, const struct series *series);

/** The network whose composed line the figure shows: the first without a skip connection. */
size_t words_composed_network(const struct spec *spec);

/** The network whose residual branch the figure shows, or n_networks if none has one. */
size_t words_branch_network(const struct spec *spec);

/** The network that has the block slope of a slope in the sweep, or n_networks. */
size_t words_network_like(const struct spec *spec, size_t sweep_index);

/* ---- path_words.c ---- */

/** Appends the subtitle of the paths panel: what the shares are of, or nothing where none is shown.
 */
void words_append_paths_subtitle(GString *text, const struct spec *spec);

/** "length 1" or "lengths 5 to 17". */
char *words_band(const struct spec *spec, const struct paths *paths);

/** Appends a share in percent: "95.7 %". */
void words_append_percent(GString *text, struct number share, int n_digits);

/** Why paths are not shown: "Not shown, because ..."; static memory. */
const char *words_paths_reason(const struct spec *spec, enum paths_state state);

/** Whether the terms have both signs, and so cancel. */
bool words_terms_cancel(struct number cancellation);

/** What the shares of the gradient are of: terms of one sign, or moduli of terms that cancel. */
const char *words_shared(const struct spec *spec, const struct paths *paths);

/** Why the paths panel does not show a network, "one path"; NULL: it does, or its title says so of
 * all. Static memory. */
const char *words_paths_note(const struct spec *spec, size_t index);

/** Two lines for each such network, its name and that; NULL behind the last. */
char **words_paths_notes(const struct spec *spec);

#endif
