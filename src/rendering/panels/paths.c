/* The paths panel: the share of the gradient by path length. */
#include <math.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/panels/network_curves.h"
#include "rendering/panels/path_lengths.h"
#include "rendering/words/extremes.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/network_groups.h"
#include "rendering/words/path_text.h"
#include "simulation/network.h"
#include "simulation/paths.h"

/* The networks that the paths panel shows. */
struct shown {
    size_t n;
    size_t first;
    bool has_cancelling;
    bool are_alike; /* all have the same state */
};

static struct shown find_shown(const struct spec *spec) {
    struct shown shown = {.are_alike = true};

    for (size_t i = spec->n_networks; i-- > 0;) {
        shown.are_alike = shown.are_alike &&
                          paths_state_of(&spec->networks[i]) == paths_state_of(&spec->networks[0]);
        if (paths_state_of(&spec->networks[i]) == PATHS_SHOWN) {
            shown.n++;
            shown.first = i;
            shown.has_cancelling =
                shown.has_cancelling || path_terms_cancel(paths_cancellation(spec, i));
        }
    }
    return shown;
}

/* Whether a sentence explains why the panel does not show a network. If all have one reason, the
 * title does. */
static bool has_own_reason(const struct spec *spec, size_t index) {
    return paths_state_of(&spec->networks[index]) != PATHS_SHOWN && !find_shown(spec).are_alike;
}

/* ---- title, subtitle and notes ---- */

/* Why nothing is shown. If the reasons differ, the reason of the network that is nearest to being
 * shown. */
static char *say_why_not(const struct spec *spec, const struct paths *paths,
                         enum title_length length) {
    bool is_of_one = has_own_reason(spec, paths->network);

    return path_text_reason(spec, paths->state,
                            is_of_one ? figure_text_first_network(spec, paths->network) : NULL,
                            length != TITLE_LONG);
}

/* Whether few of the paths carry most of the gradient, and so few that their share of the paths is
 * no number that people read. */
static bool are_few(const struct path_band *band) {
    return band->gradient.value > 0.5 && band->paths.value < 0.1;
}

static bool are_tiny(const struct path_band *band) {
    return band->gradient.value > 0.5 && band->paths.log10_abs < -6;
}

static enum text choose_title(const struct path_band *band, enum title_length length) {
    return band->is_even              ? TEXT_PATHS_TITLE_EVEN
           : length >= TITLE_SHORTEST ? TEXT_PATHS_TITLE_SHORT
           : are_tiny(band)           ? TEXT_PATHS_TITLE_TINY
           : are_few(band)            ? TEXT_PATHS_TITLE_FEW
                                      : TEXT_PATHS_TITLE;
}

static bool are_equal(const struct curve *a, const struct curve *b) {
    static const double rounding = 1e-9;
    bool are = b != NULL && a->n_points == b->n_points;

    for (size_t i = 0; are && i < a->n_points; i++) {
        are = a->points[i].x == b->points[i].x &&
              fabs(a->points[i].y.value - b->points[i].y.value) <= rounding;
    }
    return are;
}

/* The networks of which the title is true: those with the same shares. */
static struct network_group find_subject(const struct series *series) {
    const struct curve *shares = network_curve(series, PANEL_PATHS, series->paths.network);
    struct network_group group = {0};

    for (size_t i = 0; i < series->spec->n_networks; i++) {
        if (are_equal(shares, network_curve(series, PANEL_PATHS, i))) {
            group.networks[group.n++] = i;
        }
    }
    return group;
}

/* "Paths of lengths 5 to 17, only 0.454% of all, carry 95.7% of the gradient", or why nothing is
 * shown. */
static char *make_title(const struct series *series, enum title_length length) {
    const struct spec *spec = series->spec;
    const struct paths *paths = &series->paths;

    if (paths->state != PATHS_SHOWN) {
        return say_why_not(spec, paths, length);
    }
    struct path_band band = path_band_of(spec, paths);
    struct network_group subject = find_subject(series);
    bool are_all = subject.n == networks_count_with(spec, network_has_skip);
    char *title = figure_text_fill(
        spec, choose_title(&band, length),
        TEXT_FIELDS(
            {"band", path_text_band(spec, band.lengths), !path_text_is_one(spec, band.lengths)},
            {"paths", figure_text_percent(spec, band.paths, FIGURE_DIGITS)},
            {"n", formatted_whole(spec->depth)},
            {"share", figure_text_percent(spec, band.gradient, FIGURE_DIGITS)},
            {"whole", g_strdup(path_text_whole(spec, subject.networks, subject.n))}));
    return figure_text_about(
        spec, are_all ? NULL : network_group_noun(spec, &subject, 0, true).words, title);
}

/* The reasons of networks that are not shown, but for the one that the title is about. */
static char *say_notes(const struct spec *spec, size_t of_title) {
    GString *notes = g_string_new(NULL);

    for (size_t i = 0; i < spec->n_networks; i++) {
        if (i != of_title && has_own_reason(spec, i)) {
            const char *note = path_text_note(spec, paths_state_of(&spec->networks[i]));
            g_string_append(notes, figure_text(spec, TEXT_REPORT_SEPARATOR));
            figure_text_append(
                notes, figure_text_about(spec, figure_text_full_network(spec, i), g_strdup(note)));
        }
    }
    return g_string_free(notes, FALSE);
}

/* Beside the frame of a panel that fills its page is no room for notes. */
static bool is_lone(const struct spec *spec) {
    return spec->figure.panels.n_values == 1;
}

/* The whole that the shares refer to, or "" if none is shown. */
static char *make_subtitle(const struct series *series, bool is_short) {
    const struct spec *spec = series->spec;
    struct shown shown = find_shown(spec);
    struct number factor = NO_NUMBER;
    enum text text = TEXT_PATHS_SUBTITLE;

    if (shown.n == 0) {
        return g_strdup("");
    }
    if (shown.n == 1 && shown.has_cancelling) {
        factor = paths_cancellation(spec, shown.first);
        text = number_exists(factor) ? TEXT_PATHS_SUBTITLE_CANCELLING : TEXT_PATHS_SUBTITLE_TO_ZERO;
    } else if (shown.has_cancelling) {
        text = TEXT_PATHS_SUBTITLE_MODULI;
    }
    text = is_short ? TEXT_PATHS_SUBTITLE_SHORT : text;
    GString *subtitle = g_string_new(NULL);
    figure_text_append(
        subtitle,
        figure_text_fill(
            spec, text,
            TEXT_FIELDS({"n", formatted_whole(spec->depth)},
                        {"factor", number_exists(factor) ? formatted_number(factor, FIGURE_DIGITS)
                                                         : g_strdup("")})));
    if (is_lone(spec) && !is_short) {
        figure_text_append(subtitle, say_notes(spec, shown.first));
    }
    return figure_text_at_mean(spec, g_string_free(subtitle, FALSE));
}

/* A note for each network that is not shown, with its name and the reason. */
static char **make_notes(const struct panel_source *source) {
    const struct spec *spec = source->spec;

    if (is_lone(spec) && find_shown(spec).n > 0) {
        return NULL;
    }
    GPtrArray *notes = g_ptr_array_new();
    for (size_t i = 0; i < spec->n_networks; i++) {
        enum paths_state state = paths_state_of(&spec->networks[i]);
        if (state != PATHS_SHOWN) {
            char *name = figure_text_unbroken(figure_text_network(spec, i));
            g_ptr_array_add(notes, path_text_reason(spec, state, name, true));
        }
    }
    g_ptr_array_add(notes, NULL);
    return (char **)g_ptr_array_free(notes, FALSE);
}

/* ---- curves ---- */

/* The label of a distribution is at its highest point, of equal ones the last. */
static void label_at_peak(struct panel_curve *curve) {
    static const double nearly = 1 - 1e-9; /* equal but for rounding */
    size_t peak = 0;

    for (size_t i = 1; i < curve->n; i++) {
        peak = curve->y[i] >= nearly * curve->y[peak] ? i : peak;
    }
    curve->end_x = curve->x[peak];
    curve->end_y = curve->y[peak];
    curve->order = curve->end_y;
}

/* Leaves out the points beyond the axis; the line to the next one, which lies on it, ends there. */
static void keep_lengths(struct panel_curve *curve, const struct path_lengths *lengths) {
    size_t n = 0;

    for (size_t i = 0; i < curve->n && (n == 0 || curve->x[n - 1] < lengths->last); i++) {
        if (lengths->first <= curve->x[i]) {
            curve->x[n] = fmin(curve->x[i], lengths->last);
            curve->y[n++] = curve->y[i];
        }
    }
    curve->n = n;
}

/* The dotted shares of all paths, or beside the frame the length that they are at. */
static void style_all_paths(struct panel_curve *curve, const struct panel_source *source,
                            const struct path_lengths *lengths) {
    style_curve(curve, source, theme_ink(source->theme, source->theme->identity));
    dash_curve(curve, source, 3, 4);
    curve->name = g_strdup(figure_text(source->spec, TEXT_PATHS_ALL));
    if (!lengths->have_all) {
        struct number middle = number_from_double((double)source->spec->depth / 2);
        curve->n = 0;
        curve->value =
            figure_text_fill(source->spec, TEXT_PATHS_ALL_BEYOND,
                             TEXT_FIELDS({"length", formatted_number(middle, FIGURE_DIGITS)}));
    }
}

/* In percent; nothing for NULL. */
static void add_shares(struct panel *panel, const struct panel_source *source,
                       const struct curve *shares, const struct path_lengths *lengths) {
    if (shares == NULL) {
        return;
    }
    struct panel_curve *curve = panel_add_curve(panel, shares);
    keep_lengths(curve, lengths);
    size_t network = shares->id.index;
    for (size_t i = 0; i < curve->n; i++) {
        curve->y[i] *= 100;
    }
    curve->shape = network_shape(network);
    if (shares->id.role == ROLE_PATHS) {
        style_all_paths(curve, source, lengths);
    } else {
        style_curve(curve, source, network_ink(source, network));
        curve->has_tails = true;
        curve->is_landmark = true;
        curve->name = figure_text_full_network(source->spec, network);
        curve->brief_name = figure_text_network(source->spec, network);
    }
    if (curve->n > 0) {
        label_at_peak(curve);
    }
}

/* Shades the band that the title is about, unless that is all that the panel shows. */
static void add_highlight(struct panel *panel, const struct panel_source *source,
                          const struct path_lengths *lengths) {
    const struct paths *paths = &source->series->paths;

    if (paths->state != PATHS_SHOWN) {
        return;
    }
    struct path_band band = path_band_of(source->spec, paths);
    panel->has_highlight = !band.is_even && ((double)band.lengths[0] > lengths->first ||
                                             (double)band.lengths[1] < lengths->last);
    panel->highlight[0] = (double)band.lengths[0] - 0.5;
    panel->highlight[1] = (double)band.lengths[1] + 0.5;
}

static void make(struct panel *panel, const struct panel_source *source) {
    /* for labels above the highest peak: of one network, or of several */
    static const double rooms[] = {0.12, 0.2};
    const struct series *series = source->series;
    struct shown shown = find_shown(source->spec);
    struct path_lengths lengths = path_lengths_of(series);
    double largest = 100 * panel_span(series, PANEL_PATHS).value_high;

    panel->y = axis_of_range(0, shown.n > 0 ? (1 + rooms[shown.n > 1]) * largest : 100,
                             MIN(source->n_y_ticks_max, AXIS_EVEN_TICKS_MAX));
    panel->y_titles =
        figure_text_axis(source->spec, TEXT_SHARE_AXIS, TEXT_SHARE_AXIS_SHORT, panel->y.scale);
    /* that of all paths is equal for all networks */
    add_shares(panel, source,
               series_find(series, (struct curve_id){PANEL_PATHS, ROLE_PATHS, shown.first}),
               &lengths);
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        add_shares(panel, source, network_curve(series, PANEL_PATHS, i), &lengths);
    }
    panel->depth = (int64_t)lengths.last;
    add_highlight(panel, source, &lengths);
}

static struct axis make_x_axis(const struct panel_source *source, double width,
                               size_t n_ticks_max) {
    struct path_lengths lengths = path_lengths_of(source->series);

    return lengths.first > 0
               ? axis_of_range(lengths.first, lengths.last, MIN(n_ticks_max, AXIS_EVEN_TICKS_MAX))
               : axis_to_layer(source, (int64_t)lengths.last, width, n_ticks_max);
}

/* ---- alt text ---- */

/* The ratio of the sum of the terms' absolute values to the gradient. */
static char *say_cancellation(const struct spec *spec, const struct paths *paths) {
    if (paths->state != PATHS_SHOWN || !path_terms_cancel(paths->cancellation)) {
        return g_strdup("");
    }
    if (!number_exists(paths->cancellation)) {
        return g_strdup(figure_text(spec, TEXT_PATHS_SENTENCE_TO_ZERO));
    }
    return figure_text_fill(
        spec, TEXT_PATHS_SENTENCE_MODULI,
        TEXT_FIELDS({"factor", formatted_number(paths->cancellation, FIGURE_DIGITS)}));
}

static char *make_sentence(const struct series *series) {
    return figure_text_fill(
        series->spec, TEXT_PATHS_SENTENCE,
        TEXT_FIELDS({"finding", make_title(series, TITLE_LONG)},
                    {"cancellation", say_cancellation(series->spec, &series->paths)},
                    {"notes", say_notes(series->spec, series->paths.state == PATHS_SHOWN
                                                          ? series->spec->n_networks
                                                          : series->paths.network)}));
}

const struct panel_type paths_panel = {
    .x_title = TEXT_LENGTH_AXIS,
    .make = make,
    .x_axis = make_x_axis,
    .title = make_title,
    .subtitle = make_subtitle,
    .notes = make_notes,
    .sentence = make_sentence,
};
