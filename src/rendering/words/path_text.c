/* Texts on bands of lengths, and the reasons why paths are not shown. */
#include "rendering/words/path_text.h"

#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/words/figure_text.h"
#include "simulation/network.h"

char *path_text_lengths(const struct spec *spec, const int64_t lengths[2]) {
    bool is_one = lengths[0] == lengths[1];

    return figure_text_fill(
        spec, is_one ? TEXT_PATHS_LENGTH : TEXT_PATHS_LENGTHS,
        TEXT_FIELDS({"first", formatted_whole(lengths[0])}, {"last", formatted_whole(lengths[1])}));
}

bool path_text_is_one(const struct spec *spec, const int64_t lengths[2]) {
    return lengths[0] == lengths[1] && (lengths[0] == 0 || lengths[0] == spec->depth);
}

char *path_text_band(const struct spec *spec, const int64_t lengths[2]) {
    bool is_direct = lengths[1] == 0 && spec->depth > 0;
    enum text text = is_direct                         ? TEXT_PATHS_BAND_DIRECT
                     : path_text_is_one(spec, lengths) ? TEXT_PATHS_BAND_ONE
                                                       : TEXT_PATHS_BAND;

    return figure_text_fill(spec, text, TEXT_FIELDS({"lengths", path_text_lengths(spec, lengths)}));
}

/* Logarithms of shares that differ by less are equal. */
static const double ROUNDING = 1e-12;

/* Whether the shares that were seen are equal as far as three digits tell. */
static bool look_at_share(void *context, const struct path_term *term) {
    static const double alike = 0.001; /* log10 */
    bool *is_even = context;

    *is_even = fabs(term->gradient.log10_abs - term->paths.log10_abs) < alike;
    return *is_even;
}

static bool take_term(void *context, const struct path_term *term) {
    *(struct path_term *)context = *term;
    return true;
}

struct path_band path_band_of(const struct spec *spec, const struct paths *paths) {
    struct path_band band = {.lengths = {paths->band[0], paths->band[1]},
                             .gradient = paths->band_gradient,
                             .paths = paths->band_paths};
    struct path_term direct = {0};

    /* two neighbours that carry their shares do so because all do */
    paths_visit(spec, paths->network, MAX(band.lengths[0] - 1, 0),
                MIN(band.lengths[1] + 1, spec->depth), look_at_share, &band.is_even);
    bool is_chosen = spec->paths.band.n_values > 0;
    if (is_chosen || band.is_even || band.gradient.log10_abs >= band.paths.log10_abs - ROUNDING) {
        return band;
    }
    paths_visit(spec, paths->network, 0, 0, take_term, &direct);
    return direct.gradient.log10_abs > direct.paths.log10_abs
               ? (struct path_band){{0, 0}, direct.gradient, direct.paths, false}
               : band;
}

static const struct {
    enum text text;
    enum text in_short;
    enum text note;
} reasons[] = {
    [PATHS_NO_SKIP] = {TEXT_PATHS_NO_SKIP, TEXT_PATHS_NO_SKIP_SHORT, TEXT_PATHS_NO_SKIP_NOTE},
    [PATHS_TOO_DEEP] = {TEXT_PATHS_TOO_DEEP, TEXT_PATHS_TOO_DEEP_SHORT, TEXT_PATHS_TOO_DEEP_NOTE},
    [PATHS_CANCEL] = {TEXT_PATHS_CANCEL, TEXT_PATHS_CANCEL_SHORT, TEXT_PATHS_CANCEL_NOTE},
};

char *path_text_reason(const struct spec *spec, enum paths_state state, char *name, bool in_short) {
    enum text text = !in_short      ? reasons[state].text
                     : name == NULL ? reasons[state].in_short
                                    : reasons[state].note;

    return figure_text_about(spec, name, g_strdup(figure_text(spec, text)));
}

const char *path_text_note(const struct spec *spec, enum paths_state state) {
    return figure_text(spec, reasons[state].note);
}

bool path_terms_cancel(struct number cancellation) {
    return !number_exists(cancellation) || cancellation.log10_abs > ROUNDING;
}

const char *path_text_whole(const struct spec *spec, const size_t *networks, size_t n) {
    bool is_random = false;
    bool cancels = false;

    for (size_t i = 0; i < n; i++) {
        is_random = is_random || network_is_random(&spec->networks[networks[i]]);
        cancels = cancels || path_terms_cancel(paths_cancellation(spec, networks[i]));
    }
    return figure_text(spec, cancels     ? TEXT_PATHS_OF_MODULI
                             : is_random ? TEXT_PATHS_OF_MEAN
                                         : TEXT_PATHS_OF_GRADIENT);
}
