/* The geometry panel: the first layer of each network as a line, a branch alone, the identity, and
 * all layers of one network as one line. */
#include <math.h>

#include <glib.h>

#include "base/error.h"
#include "rendering/panels/network_curves.h"
#include "rendering/words/composed_title.h"
#include "rendering/words/figure_text.h"
#include "rendering/words/formulas.h"
#include "rendering/words/gradient_words.h"
#include "rendering/words/line_formulas.h"
#include "rendering/words/panel_titles.h"
#include "rendering/words/short_names.h"
#include "rendering/words/slope_products.h"
#include "simulation/derived.h"
#include "simulation/network.h"

/* ---- subtitle and notes ---- */

/* Whether a block adds the branch to its whole input, as a residual block does. */
static bool has_whole_skip(const struct network *network) {
    return network->skips.values[0].value == 1;
}

/* Whether the branch of `network` shows more than that of `other`: the line of a residual block is
 * the branch and the identity, and a flat branch hardly differs from the axis, or not at all. */
static bool has_clearer_branch(const struct network *network, const struct network *other) {
    struct number slope = network_branch_line(network, 1).slope;
    struct number other_slope = network_branch_line(other, 1).slope;

    if ((slope.sign == 0) != (other_slope.sign == 0)) {
        return slope.sign != 0;
    }
    if (has_whole_skip(network) != has_whole_skip(other)) {
        return has_whole_skip(network);
    }
    return slope.log10_abs > other_slope.log10_abs;
}

/* The network whose residual branch the panel shows; the number of networks if none has a skip
 * connection. */
static size_t branch_network(const struct spec *spec) {
    size_t found = spec->n_networks;

    for (size_t i = 0; i < spec->n_networks; i++) {
        const struct network *network = &spec->networks[i];
        if (network_has_skip(network) &&
            (found == spec->n_networks || has_clearer_branch(network, &spec->networks[found]))) {
            found = i;
        }
    }
    return found;
}

/* What the dashed line is. Frees `subtitle`. */
static char *add_branch(const struct spec *spec, char *subtitle) {
    size_t network = branch_network(spec);
    bool is_only = networks_count_with(spec, network_has_skip) == 1;
    GString *branch = g_string_new(NULL);

    formula_append_branch(branch, spec, network);
    return figure_text_fill(
        spec, is_only ? TEXT_GEOMETRY_SUBTITLE_BRANCH : TEXT_GEOMETRY_SUBTITLE_BRANCH_OF,
        TEXT_FIELDS({"subtitle", subtitle}, {"branch", g_string_free(branch, FALSE)},
                    {"name", figure_text_full_network(spec, network)}));
}

static char *make_subtitle(const struct series *series, bool is_short) {
    const struct spec *spec = series->spec;
    char *subtitle = g_strdup(figure_text(spec, TEXT_GEOMETRY_SUBTITLE));
    bool has_branch = branch_network(spec) < spec->n_networks;

    return figure_text_at_mean(spec,
                               has_branch && !is_short ? add_branch(spec, subtitle) : subtitle);
}

/* "10 plain layers", or "ResNet-50, 50 blocks" */
static char *name_composed(const struct spec *spec, size_t index) {
    char *layers = network_layers(spec, index);

    return layers != NULL
               ? layers
               : figure_text_fill(
                     spec, TEXT_LINE_COMPOSED,
                     TEXT_FIELDS({"name", figure_text_full_network(spec, index)},
                                 {"layers", figure_text_unbroken(composed_layers(spec, index))}));
}

static struct ink composed_ink(const struct panel_source *source, size_t index) {
    return theme_composed_ink(source->theme, source->spec, index);
}

/* Says what the slope of the composed line means. */
static char **make_notes(const struct panel_source *source) {
    if (source->spec->depth < 2 || !source->metrics->has_explanation) {
        return NULL; /* there is a single layer, or no room */
    }
    size_t network = composed_network(source->series);
    /* The composed line's slope is the gradient, which the series has at the last layer. */
    struct number slope = finding_mean(source->series, network, PANEL_GRADIENT);
    ENDED_BY(short_names_finish) struct short_names names = {0};
    short_names_init(&names, source->series);
    char *name = name_composed(&names.spec, network);
    char **notes = g_new0(char *, 2);
    notes[0] = figure_text_fill(
        source->spec,
        network_is_random(&source->spec->networks[network]) ? TEXT_GEOMETRY_NOTE_MEAN
        : slope.sign != 0                                   ? TEXT_GEOMETRY_NOTE
                                                            : TEXT_GEOMETRY_NOTE_ZERO,
        TEXT_FIELDS({"name", figure_text_colored(name, composed_ink(source, network).text)},
                    {"value", figure_text_unbroken(figure_text_value(source->spec, slope))}));
    return notes;
}

/* ---- the lines ---- */

enum { LINES_MAX = NETWORKS_MAX + 3 };

/* The lines of the panel in the order of drawing, the identity first, that of all layers last. */
static size_t collect_lines(const struct panel_source *source, struct curve_id *lines) {
    size_t n = 0;
    size_t branch = branch_network(source->spec);

    lines[n++] = (struct curve_id){.role = ROLE_IDENTITY};
    if (branch < source->spec->n_networks) {
        lines[n++] = (struct curve_id){.role = ROLE_BRANCH, .index = branch};
    }
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        lines[n++] = (struct curve_id){.role = ROLE_NETWORK, .index = i};
    }
    if (source->spec->depth > 1) { /* a single layer is its own line */
        lines[n++] =
            (struct curve_id){.role = ROLE_COMPOSED, .index = composed_network(source->series)};
    }
    for (size_t i = 0; i < n; i++) {
        lines[i].panel = PANEL_GEOMETRY;
    }
    return n;
}

/* Whether a good part of a line is between these y, or it fills a good part of the range. */
static bool is_seen(const struct curve *line, double low, double high) {
    static const double good = 0.2;
    double margin = 0.04 * (high - low); /* on the edge of the frame it looks cut */
    double from = line->points[0].y.value;
    double to = line->points[1].y.value;
    double part[2] = {0, 1};

    if (!clip_part(from, to, low + margin, high - margin, part)) {
        return false;
    }
    double share = part[1] - part[0];
    return fmax(share, share * fabs(to - from) / (high - low)) >= good;
}

static double middle_value(const struct curve *line) {
    return line->points[0].y.value / 2 + line->points[1].y.value / 2;
}

/* The steps from the middle of the identity's y to that of the range that shows most lines, of
 * several the nearest. */
static double find_steps(const struct curve *const *lines, size_t n_lines, double center,
                         double half, double step) {
    static const double far = 2e3; /* then tick labels would have no digits that differ */
    double best = 0;
    size_t n_best = 0;

    for (size_t i = 0; i < n_lines * n_lines; i++) {
        double middle = middle_value(lines[i / n_lines]) / 2 + middle_value(lines[i % n_lines]) / 2;
        double steps = round((middle - center) / step);
        double at = center + steps * step;
        size_t n = 0;
        for (size_t j = 0; j < n_lines; j++) {
            size_t weight = lines[j]->id.role == ROLE_COMPOSED ? 2 : 1; /* the title is about it */
            n += is_seen(lines[j], at - half, at + half) ? weight : 0;
        }
        bool is_nearer = n == n_best && fabs(steps) < fabs(best);
        if (fabs(steps) < far && (n > n_best || is_nearer)) {
            best = steps;
            n_best = n;
        }
    }
    return best;
}

/* The y range is as long as the x range, or longer in a tall frame, and then has more ticks, whose
 * steps are those of x. */
static struct axis make_axis(const struct panel_source *source, const struct curve_id *ids,
                             size_t n_lines) {
    const struct real *x = source->spec->geometry.x.values;
    double step = (x[1].value - x[0].value) / 4;
    double half = 2 * step * source->height_per_width;
    double center = middle_value(series_find(source->series, ids[0]));
    const struct curve *lines[LINES_MAX];

    for (size_t i = 0; i < n_lines; i++) {
        lines[i] = series_find(source->series, ids[i]);
    }
    center += find_steps(lines, n_lines, center, half, step) * step;
    size_t even = (size_t)round(source->height_per_width * AXIS_EVEN_TICKS_MAX);
    return axis_of_range(center - half, center + half, MIN(source->n_y_ticks_max, even));
}

/* The line of a network whose layers differ is that of its first layer. */
static char *name_layer(const struct spec *spec, size_t index) {
    char *name = figure_text_full_network(spec, index);

    return network_is_uniform(&spec->networks[index])
               ? name
               : figure_text_fill(spec, TEXT_LINE_FIRST_LAYER, TEXT_FIELDS({"name", name}));
}

static char *name_identity(const struct spec *spec, size_t index) {
    (void)index;
    return g_strdup(figure_text(spec, TEXT_LINE_IDENTITY));
}

static char *name_branch(const struct spec *spec, size_t index) {
    return networks_count_with(spec, network_has_skip) > 1
               ? figure_text_fill(spec, TEXT_LINE_BRANCH_OF,
                                  TEXT_FIELDS({"name", figure_text_full_network(spec, index)}))
               : g_strdup(figure_text(spec, TEXT_LINE_BRANCH));
}

static char *write_identity(const struct spec *spec, size_t index) {
    (void)spec;
    (void)index;
    return g_strdup("<i>y</i> = <i>x</i>");
}

static char *write_branch(const struct spec *spec, size_t index) {
    struct line line = network_branch_line(&spec->networks[index], 1);
    return line_formula(line, slope_digits(line.slope, FIGURE_DIGITS));
}

static char *write_composed(const struct spec *spec, size_t index) {
    return line_formula(composed_line(&spec->networks[index], spec->depth), FIGURE_DIGITS);
}

static struct ink identity_ink(const struct panel_source *source, size_t index) {
    (void)index;
    return theme_ink(source->theme, source->theme->identity);
}

/* The name, formula and look of the lines of each role. */
static const struct line_role {
    char *(*name)(const struct spec *spec, size_t index);
    char *(*formula)(const struct spec *spec, size_t index);
    struct ink (*ink)(const struct panel_source *source, size_t index);
    double width;    /* in widths of a curve */
    bool has_weight; /* that of the network */
    double dash[2];  /* px at 1500x1000 */
} line_roles[N_ROLES] = {
    [ROLE_IDENTITY] = {name_identity, write_identity, identity_ink, 2.0 / 3, false, {3, 4}},
    [ROLE_NETWORK] = {name_layer, line_formula_of_layer, network_ink, 1, true, {0, 0}},
    [ROLE_BRANCH] = {name_branch, write_branch, network_ink, 1, true, {10, 5}},
    [ROLE_COMPOSED] = {name_composed, write_composed, composed_ink, 1.4, false, {0, 0}},
};

/* The name with its formula: "plain 0.8x + 0.1", "mixed layer 1: 0.9x". */
static char *label_line(const struct spec *spec, struct curve_id id) {
    const struct line_role *role = &line_roles[id.role];
    return figure_text_named(spec, role->name(spec, id.index), role->formula(spec, id.index));
}

/* A line outside of the frame has an arrow for a place. */
static char *name_line(const struct panel_curve *line, const struct spec *spec, struct curve_id id,
                       double top) {
    const char *place = line->n > 0 ? "" : line->order > top ? "\u2191 " : "\u2193 ";
    g_autofree char *name = line_roles[id.role].name(spec, id.index);

    return g_strconcat(place, name, NULL);
}

static void add_line(struct panel *panel, const struct panel_source *source,
                     const struct spec *with_short_names, struct curve_id id) {
    const struct line_role *role = &line_roles[id.role];
    const struct point *ends = series_find(source->series, id)->points;
    struct panel_curve *line =
        panel_add_line(panel, ends[0].x, ends[0].y.value, ends[1].x, ends[1].y.value);

    style_curve(line, source, role->ink(source, id.index));
    line->stroke.width *= role->width;
    line->stroke.width *= role->has_weight ? network_weight(source, id.index) : 1;
    dash_curve(line, source, role->dash[0], role->dash[1]);
    line->name = name_line(line, source->spec, id, panel->y.high);
    line->brief_name = name_line(line, with_short_names, id, panel->y.high);
    line->value = role->formula(source->spec, id.index);
    if (figure_text_is_said(line->name, line->value)) {
        g_clear_pointer(&line->value, g_free);
    }
    line->is_value_known = id.role == ROLE_IDENTITY;
    line->is_lowest = id.role == ROLE_COMPOSED;
    line->is_landmark = true;
}

static void make(struct panel *panel, const struct panel_source *source) {
    struct curve_id lines[LINES_MAX];
    size_t n_lines = collect_lines(source, lines);
    ENDED_BY(short_names_finish) struct short_names names = {0};

    panel->y = make_axis(source, lines, n_lines);
    panel->y_titles =
        figure_text_axis(source->spec, TEXT_OUTPUT_AXIS, TEXT_OUTPUT_AXIS_SHORT, panel->y.scale);
    short_names_init(&names, source->series);
    for (size_t i = 0; i < n_lines; i++) {
        add_line(panel, source, &names.spec, lines[i]);
    }
}

static struct axis make_x_axis(const struct panel_source *source, double width,
                               size_t n_ticks_max) {
    const struct real *x = source->spec->geometry.x.values;
    (void)width;
    return axis_of_range(x[0].value, x[1].value, MIN(n_ticks_max, AXIS_EVEN_TICKS_MAX));
}

/* ---- alt text ---- */

static char *make_sentence(const struct series *series) {
    const struct spec *spec = series->spec;
    struct curve_id composed = {PANEL_GEOMETRY, ROLE_COMPOSED, composed_network(series)};
    GString *lines = g_string_new(NULL);

    for (size_t i = 0; i < spec->n_networks; i++) {
        struct curve_id line = {PANEL_GEOMETRY, ROLE_NETWORK, i};
        figure_text_append_item(lines, spec, TEXT_LIST_SEPARATOR, label_line(spec, line));
    }
    char *sentence = figure_text_fill(spec, TEXT_GEOMETRY_SENTENCE,
                                      TEXT_FIELDS({"lines", g_string_free(lines, FALSE)}));
    return figure_text_at_mean(
        spec, spec->depth < 2
                  ? sentence
                  : figure_text_fill(spec, TEXT_GEOMETRY_IN_A_ROW,
                                     TEXT_FIELDS({"sentence", sentence},
                                                 {"composed", label_line(spec, composed)})));
}

const struct panel_type geometry_panel = {
    .x_title = TEXT_INPUT_AXIS,
    .is_square = true,
    .make = make,
    .x_axis = make_x_axis,
    .title = composed_title,
    .subtitle = make_subtitle,
    .notes = make_notes,
    .sentence = make_sentence,
};
