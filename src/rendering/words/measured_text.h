/* What a figure and its report say of measured gradients. */
#ifndef GRADFIG_RENDERING_WORDS_MEASURED_TEXT_H
#define GRADFIG_RENDERING_WORDS_MEASURED_TEXT_H

#include "rendering/words/panel_titles.h"
#include "simulation/gradient_fit.h"
#include "simulation/series.h"
#include "spec/spec.h"

/* All texts are markup in the figure's language, freed with g_free. */

/** How measured gradients fall off or grow. */
enum measured_form {
    FORM_FEW,      /**< too few points for a fit */
    FORM_LEVEL,    /**< all are equal */
    FORM_STEADY,   /**< they stay near a level */
    FORM_POWER,    /**< the power law describes them, and better than one slope */
    FORM_STRAIGHT, /**< one slope describes them */
    FORM_NEITHER,  /**< neither describes them */
    N_FORMS
};

/** The form of the measured curve `index`; `fit` is filled unless it is FORM_FEW. */
enum measured_form measured_form_of(const struct spec *spec, size_t index,
                                    struct gradient_fit *fit);

/** Whether the figure shows a law beside the points of the measured curve `index`: one that
 * describes them, or their level, whose fit is filled, and not all values are equal. */
bool measured_text_has_law(const struct spec *spec, size_t index, struct gradient_fit *fit);

/** The level near which the measured curve `index` stays; NO_NUMBER if it does not. */
struct number measured_text_level(const struct spec *spec, size_t index);

/** What a label calls the curve: its own label, or "measured" with what the figure calls its
 * network, or with its name. */
char *measured_text_name(const struct spec *spec, size_t index);

/** "gradients of activations"; static memory. */
const char *measured_text_quantity(const struct spec *spec, enum measured_quantity quantity);

/** How straight the only measured curve of a spec is, which has enough points for a fit. */
char *measured_text_title(const struct spec *spec, enum title_length length);

/** What the points are, which fits are drawn, and how many are left out. */
char *measured_text_subtitle(const struct spec *spec, bool is_short);

/** "...: plain, measured ×1.17 per layer, R² 0.966, power law R² 0.739; ..." */
char *measured_text_sentence(const struct spec *spec);

/** A coefficient of determination with three digits, or what stands for none. */
char *measured_text_r2(const struct spec *spec, double r2);

/* ---- measured curves as networks, so that titles say of them what they say of any network ---- */

enum { MEASURED_ENDS = 4 }; /* of a curve: its first point, its extremes, and its last */

/** A copy of a spec, which borrows from it, with a network for each measured curve, and the ends
 * of these curves as the gradients of the networks. It points into itself: do not copy it. */
struct measured_networks {
    struct spec spec;
    struct series series;
    struct curve curves[MEASURED_MAX];
    struct point ends[MEASURED_MAX][MEASURED_ENDS];
};

/** Needs no finish. */
void measured_networks_init(struct measured_networks *measured, const struct spec *spec);

/** Whether the networks of the series are measured curves, which have no layers. */
bool measured_networks_are(const struct series *series);

/** Whether the network is a measured curve that no fit describes and whose end says another thing
 * than its median: the one grows or stays, say, and the other shrinks. */
bool measured_lacks_trend(const struct series *series, size_t index);

bool measured_some_lack_trend(const struct series *series);

#endif
