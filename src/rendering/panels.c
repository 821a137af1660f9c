/* From the series to the curves, axes and labels of each panel. */
#include "rendering/panels.h"

#include <math.h>
#include <stdlib.h>

#include <glib.h>

#include "rendering/findings.h"
#include "rendering/words.h"

/* Above so many layers the halos of the markers would cut the lines into dashes. */
static const int64_t MARKED_DEPTH_MAX = 25;

static const struct curve *find(const struct panel_source *source, enum panel_kind panel,
                                enum curve_role role, size_t index) {
    return series_find(source->series, (struct curve_id){panel, role, index});
}

static struct ink network_ink(const struct panel_source *source, size_t index) {
    return theme_network_ink(source->theme, source->spec, index);
}

static enum marker_shape shape_at(size_t position) {
    return (enum marker_shape)(position % MARKER_N_SHAPES);
}

static void style_curve(struct panel_curve *curve, const struct panel_source *source,
                        struct ink ink) {
    curve->stroke = (struct stroke){.color = ink.line, .width = source->metrics->curve};
    curve->label_color = ink.text;
}

/* On a log axis zero is below everything: a dotted line falls off the panel. */
static void add_drop(struct panel *panel, const struct panel_curve *curve) {
    size_t last = curve->n - 1;

    if (curve->ends_in_zero) {
        struct panel_curve *drop =
            panel_add_line(panel, curve->x[last], curve->y[last], curve->zero_x, panel->y.low);
        drop->stroke = curve->stroke;
        drop->stroke.dash[0] = curve->stroke.width;
        drop->stroke.dash[1] = 4.0 / 3 * curve->stroke.width;
    }
}

static struct axis_span span_of(const struct panel_source *source, enum panel_kind panel) {
    struct axis_span span = {0};

    for (size_t i = 0; i < source->series->n_curves; i++) {
        if (source->series->curves[i].id.panel == panel) {
            axis_span_add(&span, &source->series->curves[i]);
        }
    }
    return span;
}

/* Markers at every layer, or at none; where signs change at some, an odd number of points apart:
 * an alternating sign is seen to alternate. */
static void mark_layers(struct panel_curve *curve, int64_t depth) {
    static const size_t n_marked = 20;
    bool has_negative = false;

    for (size_t i = 0; i < curve->n; i++) {
        has_negative = has_negative || curve->is_negative[i];
    }
    curve->has_markers = depth <= MARKED_DEPTH_MAX || has_negative;
    curve->marker_step = depth <= MARKED_DEPTH_MAX ? 1 : curve->n / n_marked | 1;
}

static void add_network_curves(struct panel *panel, const struct panel_source *source,
                               enum panel_kind which) {
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        const struct curve *points = find(source, which, ROLE_NETWORK, i);
        struct panel_curve *curve = panel_add_curve(panel, points);
        style_curve(curve, source, network_ink(source, i));
        curve->shape = shape_at(i);
        mark_layers(curve, source->spec->depth);
        curve->label = words_network_end(source->spec, points);
        curve->short_label = words_value_end(points);
        add_drop(panel, curve);
    }
}

/* A thin dotted line at the fixed point that a network is drawn to. */
static void add_limit(struct panel *panel, const struct panel_source *source, size_t index) {
    const struct network *network = &source->spec->networks[index];
    struct number limit;
    double unit = source->metrics->unit;

    if (network_layer_line(network, 1).slope.log10_abs >= 0 ||
        !network_fixed_point(network, &limit)) {
        return;
    }
    double y = axis_position(&panel->y, limit);
    if (panel->y.low <= y && y <= panel->y.high) {
        struct panel_curve *line = panel_add_line(panel, 0, y, (double)source->spec->depth, y);
        style_curve(line, source, network_ink(source, index));
        line->stroke.width = fmax(1, 1.5 * unit);
        line->stroke.dash[0] = 2 * unit;
        line->stroke.dash[1] = 4 * unit;
    }
}

static void make_activation(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = span_of(source, PANEL_ACTIVATION);

    panel->y = axis_of_values(&span, source->n_y_ticks_max);
    panel->y_title = words_axis(source->spec, WORD_ACTIVATION_AXIS, panel->y.scale);
    panel->has_common_start = true;
    for (size_t i = 0; i < source->spec->n_networks; i++) {
        add_limit(panel, source, i);
    }
    add_network_curves(panel, source, PANEL_ACTIVATION);
}

/* The gradient 1, with a place on every log axis. */
static void add_ideal(struct panel *panel, const struct panel_source *source) {
    struct panel_curve *ideal = panel_add_line(panel, 0, 0, (double)source->spec->depth, 0);
    style_curve(ideal, source, source->theme->ideal);
    ideal->stroke.dash[0] = 12 * source->metrics->unit;
    ideal->stroke.dash[1] = 7 * source->metrics->unit;
    ideal->label = words_ideal_end(source->spec);
}

static void make_gradient(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = span_of(source, PANEL_GRADIENT);

    panel->y = axis_of_moduli(&span, source->n_y_ticks_max);
    panel->y_title = words_gradient_axis(source->spec, span.has_negative);
    panel->has_common_start = true;
    add_ideal(panel, source);
    add_network_curves(panel, source, PANEL_GRADIENT);
}

/* A slope of the sweep has the marker of the network that it is like, or one that the first two
 * networks do not have. */
static enum marker_shape sweep_shape(const struct panel_source *source, size_t index) {
    size_t like = words_network_like(source->spec, index);
    if (like < source->spec->n_networks) {
        return shape_at(like);
    }
    return (enum marker_shape)(MARKER_TRIANGLE_UP + index % (MARKER_N_SHAPES - MARKER_TRIANGLE_UP));
}

static void make_sweep(struct panel *panel, const struct panel_source *source) {
    struct axis_span span = span_of(source, PANEL_SWEEP);
    const struct spec *spec = source->spec;

    panel->y = axis_of_moduli(&span, source->n_y_ticks_max);
    panel->y_title = words_sweep_axis(spec, span.has_negative);
    panel->has_common_start = true;
    panel->has_bands = true;
    panel->band_words[0] = words_class(spec, CLASS_AMPLIFYING);
    panel->band_words[1] = words_class(spec, CLASS_VANISHING);
    for (size_t i = 0; i < spec->sweep.slopes.n_values; i++) {
        const struct curve *points = find(source, PANEL_SWEEP, ROLE_SWEEP, i);
        enum gradient_class class = gradient_class_of(points->points[points->n_points - 1].y);
        struct panel_curve *curve = panel_add_curve(panel, points);
        style_curve(curve, source, source->theme->classes[class]);
        curve->shape = sweep_shape(source, i);
        mark_layers(curve, spec->depth);
        curve->label = words_sweep_end(spec, points);
        curve->short_label = words_sweep_name(spec, i);
        add_drop(panel, curve);
    }
}

/* ---- geometry ---- */

enum { GEOMETRY_LINES_MAX = NETWORKS_MAX + 3 };

/* The lines of the panel in the order of drawing; the punch line last. */
static size_t geometry_lines(const struct spec *spec, struct curve_id *lines) {
    size_t n = 0;
    size_t branch = words_branch_network(spec);

    lines[n++] = (struct curve_id){.role = ROLE_IDENTITY};
    if (branch < spec->n_networks) {
        lines[n++] = (struct curve_id){.role = ROLE_BRANCH, .index = branch};
    }
    for (size_t i = 0; i < spec->n_networks; i++) {
        lines[n++] = (struct curve_id){.role = ROLE_NETWORK, .index = i};
    }
    lines[n++] = (struct curve_id){.role = ROLE_COMPOSED, .index = words_composed_network(spec)};
    for (size_t i = 0; i < n; i++) {
        lines[i].panel = PANEL_GEOMETRY;
    }
    return n;
}

static void style_line(struct panel_curve *line, const struct panel_source *source,
                       struct curve_id id) {
    const struct theme *theme = source->theme;
    double unit = source->metrics->unit;
    struct ink ink = {0};

    switch (id.role) {
    case ROLE_IDENTITY:
        ink = theme->identity;
        break;
    case ROLE_BRANCH:
        ink = theme->branch;
        break;
    case ROLE_COMPOSED:
        ink = theme->composed;
        break;
    case ROLE_NETWORK:
    case ROLE_SWEEP:
    case ROLE_PATHS:
    case N_ROLES:
        ink = network_ink(source, id.index);
        break;
    }
    style_curve(line, source, ink);
    if (id.role == ROLE_IDENTITY) {
        line->stroke.width = fmax(1, 2 * unit);
        line->stroke.dash[0] = 3 * unit;
        line->stroke.dash[1] = 4 * unit;
    } else if (id.role == ROLE_BRANCH) {
        line->stroke.dash[0] = 10 * unit;
        line->stroke.dash[1] = 5 * unit;
    } else if (id.role == ROLE_COMPOSED) {
        line->stroke.width *= 4.0 / 3;
    }
}

static double middle_value(const struct panel_source *source, struct curve_id id) {
    const struct curve *line = series_find(source->series, id);
    return line->points[0].y.value / 2 + line->points[1].y.value / 2;
}

static int compare_doubles(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

/* As long as the x range. The identity crosses the middle unless the lines are elsewhere: then the
 * one in the middle of them does. */
static struct axis geometry_axis(const struct panel_source *source, const struct curve_id *lines,
                                 size_t n_lines) {
    static const double far = 1e3; /* half ranges; further away the ticks would have no digits */
    const struct real *x = source->spec->geometry.x.values;
    double half = (x[1].value - x[0].value) / 2;
    double center = (x[0].value + x[1].value) / 2;
    double middles[GEOMETRY_LINES_MAX];

    for (size_t i = 0; i < n_lines; i++) {
        middles[i] = middle_value(source, lines[i]);
    }
    qsort(middles, n_lines, sizeof(middles[0]), compare_doubles);
    double middle = middles[n_lines / 2];
    if (fabs(middle - center) > half / 2 && fabs(middle - center) < far * half) {
        center = middle;
    }
    return axis_of_range(center - half, center + half, source->n_y_ticks_max);
}

/* A line outside of the frame has an arrow for a place. */
static void label_line(struct panel_curve *line, const struct spec *spec, struct curve_id id,
                       double top) {
    const char *place = "";
    char *name = words_line_name(spec, id);
    char *label = words_line_label(spec, id);

    if (line->n == 0) {
        place = line->order > top ? "\u2191 " : "\u2193 ";
    }
    line->label = g_strconcat(place, label, NULL);
    line->short_label = g_strconcat(place, name, NULL);
    g_free(name);
    g_free(label);
}

static void make_geometry(struct panel *panel, const struct panel_source *source) {
    struct curve_id lines[GEOMETRY_LINES_MAX];
    size_t n_lines = geometry_lines(source->spec, lines);

    panel->y = geometry_axis(source, lines, n_lines);
    panel->y_title = g_strdup(words_fixed(source->spec, WORD_OUTPUT_AXIS));
    panel->has_full_grid = true;
    for (size_t i = 0; i < n_lines; i++) {
        const struct curve *ends = series_find(source->series, lines[i]);
        struct panel_curve *line = panel_add_line(panel, ends->points[0].x, ends->points[0].y.value,
                                                  ends->points[1].x, ends->points[1].y.value);
        style_line(line, source, lines[i]);
        label_line(line, source->spec, lines[i], panel->y.high);
    }
}

/* ---- paths ---- */

/* A copy of the curve in percent, to be freed with g_free with its points. */
static struct curve *in_percent(const struct curve *shares) {
    struct curve *percent = g_memdup2(shares, sizeof(*shares));

    percent->points = g_memdup2(shares->points, shares->n_points * sizeof(shares->points[0]));
    for (size_t i = 0; i < percent->n_points; i++) {
        percent->points[i].y.value *= 100;
        percent->points[i].y.log10_abs += 2;
    }
    return percent;
}

static void free_curve(void *curve) {
    g_free(((struct curve *)curve)->points);
    g_free(curve);
}

/* A distribution has its label where it is highest. */
static void label_at_peak(struct panel_curve *curve) {
    for (size_t i = 0; i < curve->n; i++) {
        curve->end_y = i > 0 ? fmax(curve->end_y, curve->y[i]) : curve->y[i];
    }
    curve->order = curve->end_y;
}

static void add_shares(struct panel *panel, const struct panel_source *source,
                       const struct curve *shares) {
    const struct spec *spec = source->spec;
    bool is_all = shares->id.role == ROLE_PATHS;
    struct panel_curve *curve = panel_add_curve(panel, shares);

    style_curve(curve, source,
                is_all ? source->theme->identity : network_ink(source, shares->id.index));
    curve->shape = shape_at(shares->id.index);
    curve->label = is_all ? words_all_paths(spec) : words_network(spec, shares->id.index);
    if (is_all) {
        curve->stroke.dash[0] = 3 * source->metrics->unit;
        curve->stroke.dash[1] = 4 * source->metrics->unit;
    } else {
        mark_layers(curve, spec->depth);
    }
    label_at_peak(curve);
}

/* The curves of the panel in percent; that of all paths, the same for each network, once and
 * first. */
static GPtrArray *collect_shares(const struct panel_source *source) {
    GPtrArray *shares = g_ptr_array_new_with_free_func(free_curve);

    for (size_t i = 0; i < source->series->n_curves; i++) {
        const struct curve *curve = &source->series->curves[i];
        bool is_all = curve->id.role == ROLE_PATHS;
        if (is_all && shares->len == 1) {
            g_ptr_array_insert(shares, 0, in_percent(curve));
        } else if (curve->id.panel == PANEL_PATHS && !is_all) {
            g_ptr_array_add(shares, in_percent(curve));
        }
    }
    return shares;
}

static void make_paths(struct panel *panel, const struct panel_source *source) {
    GPtrArray *shares = collect_shares(source);
    struct axis_span span = {.has_zero = true};
    const struct paths *paths = &source->series->paths;

    for (guint i = 0; i < shares->len; i++) {
        axis_span_add(&span, g_ptr_array_index(shares, i));
    }
    panel->y =
        axis_of_range(0, shares->len > 0 ? 1.05 * span.value_high : 100, source->n_y_ticks_max);
    panel->y_title = g_strdup(words_fixed(source->spec, WORD_SHARE_AXIS));
    for (guint i = 0; i < shares->len; i++) {
        add_shares(panel, source, g_ptr_array_index(shares, i));
    }
    g_ptr_array_free(shares, TRUE);
    panel->has_highlight = paths->state == PATHS_SHOWN;
    panel->highlight[0] = (double)paths->band[0] - 0.5;
    panel->highlight[1] = (double)paths->band[1] + 0.5;
}

/* ---- what differs from panel to panel ---- */

struct kind {
    void (*make)(struct panel *panel, const struct panel_source *source);
    enum label_kind title;
    enum label_kind subtitle;
    enum word x_title;
};

static const struct kind kinds[N_PANELS] = {
    [PANEL_ACTIVATION] = {make_activation, LABEL_ACTIVATION_TITLE, LABEL_ACTIVATION_SUBTITLE,
                          WORD_LAYER_AXIS},
    [PANEL_GRADIENT] = {make_gradient, LABEL_GRADIENT_TITLE, LABEL_GRADIENT_SUBTITLE,
                        WORD_LAYER_AXIS},
    [PANEL_GEOMETRY] = {make_geometry, LABEL_GEOMETRY_TITLE, LABEL_GEOMETRY_SUBTITLE,
                        WORD_INPUT_AXIS},
    [PANEL_SWEEP] = {make_sweep, LABEL_SWEEP_TITLE, LABEL_SWEEP_SUBTITLE, WORD_LAYER_AXIS},
    [PANEL_PATHS] = {make_paths, LABEL_PATHS_TITLE, LABEL_PATHS_SUBTITLE, WORD_LENGTH_AXIS},
};

void panels_make(struct panel *panel, const struct panel_source *source, enum panel_kind which) {
    const struct kind *kind = &kinds[which];

    *panel = (struct panel){
        .title = words_user_label(source->spec, kind->title) != NULL
                     ? words_label(source->spec, kind->title)
                     : findings_title(source->spec, source->series, which),
        .subtitle = words_label(source->spec, kind->subtitle),
        .x_title = g_strdup(words_fixed(source->spec, kind->x_title)),
    };
    kind->make(panel, source);
    if (which == PANEL_GEOMETRY && source->metrics->has_explanation) {
        panel->notes = words_explanation(source->spec, source->series);
    } else if (which == PANEL_PATHS) {
        panel->notes = words_paths_notes(source->spec);
        panel->notes_are_pairs = true;
    }
}

/* Stretches the dashes of a line of `length` px a little, so that it ends with a whole dash. */
static void fit_dashes(struct stroke *stroke, double length) {
    double period = stroke->dash[0] + stroke->dash[1];

    if (period > 0 && length > period) {
        double n_periods = round((length - stroke->dash[0]) / period);
        double factor = length / (n_periods * period + stroke->dash[0]);
        stroke->dash[0] *= factor;
        stroke->dash[1] *= factor;
    }
}

void panels_place(struct panel *panel, const struct panel_source *source, enum panel_kind which,
                  struct box frame, double rail_width, size_t n_x_ticks_max) {
    const struct spec *spec = source->spec;
    double width = frame.right - frame.left;
    double height = frame.bottom - frame.top;

    panel->frame = frame;
    panel->rail_width = rail_width;
    if (which == PANEL_GEOMETRY) {
        const struct real *x = spec->geometry.x.values;
        panel->x = axis_of_range(x[0].value, x[1].value, n_x_ticks_max);
    } else {
        panel->x = axis_of_layers(spec->depth, n_x_ticks_max, 14 * source->metrics->unit / width);
    }
    for (size_t i = 0; i < panel->n_curves; i++) {
        struct panel_curve *curve = &panel->curves[i];
        if (curve->n >= 2) {
            size_t last = curve->n - 1;
            double dx = (curve->x[last] - curve->x[0]) / (panel->x.high - panel->x.low) * width;
            double dy = (curve->y[last] - curve->y[0]) / (panel->y.high - panel->y.low) * height;
            fit_dashes(&curve->stroke, hypot(dx, dy));
        }
    }
}
