/* The figure: places the four panels on the page and draws them. */
#include "rendering/figure.h"

#include <math.h>

#include <glib.h>

#include <gradfig/renderer.h>

#include "rendering/canvas.h"
#include "rendering/panels.h"
#include "rendering/rail.h"
#include "rendering/words.h"

struct gradfig_renderer {
    struct typesetter *typesetter;
};

struct gradfig_renderer *gradfig_renderer_create(struct gradfig_error *error) {
    struct gradfig_renderer *renderer = g_new0(struct gradfig_renderer, 1);

    renderer->typesetter = typesetter_create(error);
    if (renderer->typesetter == NULL) {
        g_free(renderer);
        return NULL;
    }
    return renderer;
}

void gradfig_renderer_destroy(struct gradfig_renderer *renderer) {
    if (renderer != NULL) {
        typesetter_destroy(renderer->typesetter);
        g_free(renderer);
    }
}

/* Distances on the page, in px. */
struct layout {
    struct metrics metrics;
    int n_columns;
    double left;        /* of the first column's axis titles */
    double column;      /* from one column's left end to the next */
    double top;         /* of the first row of panels */
    double row;         /* from one row's top to the next */
    double frame_left;  /* from the left end of the column to the frame */
    double frame_top;   /* from the top of the row */
    double frame_width; /* of the panels over layers */
    double frame_height;
    double rail; /* from the frame on, what is left for labels */
};

/* A tall figure has its panels in one column, in the type of the two columns that they would make
 * side by side. */
static struct layout start_layout(double width, double height) {
    static const double tall = 1.6;
    int n_columns = height > tall * width ? 1 : 2;
    int n_rows = (GRADFIG_N_PANELS + n_columns - 1) / n_columns;
    struct metrics metrics = metrics_of(width * 2 / n_columns, height * 2 / n_rows);
    double unit = metrics.unit;
    struct layout layout = {.metrics = metrics, .n_columns = n_columns, .left = round(26 * unit)};

    layout.column = round((width - layout.left - 16 * unit) / n_columns);
    layout.top = round(20 * unit + 1.35 * metrics.title +
                       (metrics.has_subtitles ? 2.5 : 0.5) * metrics.subtitle);
    layout.row = round((height - layout.top - 14 * unit) / n_rows);
    layout.frame_top =
        round((metrics.has_subtitles ? 2.5 : 0.9) * metrics.subtitle + 1.3 * metrics.panel_title);
    layout.frame_height =
        layout.row - layout.frame_top - round((metrics.has_axis_titles ? 4.1 : 1.9) * metrics.tick);
    return layout;
}

/* Equal frames for all panels over layers, as wide as the widest tick and rail label leave. */
static void fit_widths(struct layout *layout, const struct panel *panels, struct canvas *canvas) {
    const struct metrics *metrics = &layout->metrics;
    double rail_gap = 10 * metrics->unit;
    double tick_width = 0;
    double label_width = 0;

    for (int i = 0; i < GRADFIG_N_PANELS; i++) {
        tick_width = fmax(tick_width, panel_tick_width(&panels[i], canvas, metrics));
        if (i != GRADFIG_PANEL_GEOMETRY) {
            label_width = fmax(label_width, panel_label_width(&panels[i], canvas, metrics));
        }
    }
    layout->frame_left = ceil((metrics->has_axis_titles ? 2.2 : 0.6) * metrics->tick + tick_width);
    layout->rail = ceil(fmin(label_width + 1, 0.34 * layout->column));
    layout->frame_width = layout->column - layout->frame_left - layout->rail - ceil(rail_gap) -
                          ceil(14 * metrics->unit);
}

static struct box frame_of(const struct layout *layout, int which) {
    double left = layout->left + (which % layout->n_columns) * layout->column + layout->frame_left;
    double top = layout->top + (which / layout->n_columns) * layout->row + layout->frame_top;
    double width = layout->frame_width;
    double height = layout->frame_height;

    if (which == GRADFIG_PANEL_GEOMETRY) {
        width = height = fmin(width, height); /* equal scales */
    }
    return (struct box){left, top, left + width, top + height};
}

static size_t ticks_that_fit(double length, double each, size_t most) {
    return (size_t)fmin(fmax(floor(length / each), 3), (double)most);
}

static size_t layer_ticks_max(const struct layout *layout, int64_t depth) {
    double digits = depth < 10 ? 1 : floor(log10((double)depth)) + 1;
    return ticks_that_fit(layout->frame_width, (0.65 * digits + 1) * layout->metrics.tick, 11);
}

static void draw_header(const struct layout *layout, const struct gradfig_spec *spec,
                        const struct theme *theme, struct canvas *canvas) {
    const struct metrics *metrics = &layout->metrics;
    double x = layout->left + layout->frame_left;
    double y = 20 * metrics->unit + metrics->title;
    double width = (double)spec->figure.width - x - 16 * metrics->unit;
    struct text_style style = {.size = metrics->title,
                               .size_min = metrics->subtitle,
                               .bold = true,
                               .color = theme->text,
                               .width_max = width};
    char *title = words_label(spec, GRADFIG_LABEL_TITLE);
    char *subtitle = words_label(spec, GRADFIG_LABEL_SUBTITLE);

    canvas_text(canvas, x, y, &style, title);
    style.size = metrics->subtitle;
    style.size_min = 0.97 * metrics->subtitle;
    style.bold = false;
    style.color = theme->muted;
    if (spec->labels[GRADFIG_LABEL_SUBTITLE] == NULL &&
        canvas_text_width(canvas, &(struct text_style){.size = style.size}, subtitle) > width) {
        g_free(subtitle);
        subtitle = words_short_subtitle(spec);
    }
    if (metrics->has_subtitles) {
        canvas_text(canvas, x, y + 1.9 * metrics->subtitle, &style, subtitle);
    }
    g_free(title);
    g_free(subtitle);
}

/* Beside the square frame of the geometry panel, between its labels, there may be room for words.
 */
static void draw_explanation(const struct panel_source *source, const struct panel *panel,
                             struct canvas *canvas) {
    double size = source->metrics->subtitle;
    double line_height = 1.45 * size;
    struct text_style style = {
        .size = size, .color = source->theme->muted, .width_max = panel->rail_width};
    char **lines = words_explanation(source->spec, source->series);
    guint n = g_strv_length(lines);
    struct rail rail;
    double bottom;

    rail_place(&rail, panel, source->metrics);
    if (rail_find_gap(&rail, panel, source->metrics, n * line_height, &bottom)) {
        for (guint i = 0; i < n; i++) {
            canvas_text(canvas, panel->frame.right + 10 * source->metrics->unit,
                        bottom - (n - 1 - i) * line_height - 0.2 * size, &style, lines[i]);
        }
    }
    g_strfreev(lines);
}

static void draw_panels(struct layout *layout, const struct panel_source *source,
                        struct panel *panels, struct canvas *canvas) {
    fit_widths(layout, panels, canvas);
    size_t n_layer_ticks = layer_ticks_max(layout, source->spec->depth);

    for (int i = 0; i < GRADFIG_N_PANELS; i++) {
        struct box frame = frame_of(layout, i);
        bool is_geometry = i == GRADFIG_PANEL_GEOMETRY;
        double rail = is_geometry ? layout->column - layout->frame_left -
                                        (frame.right - frame.left) - 24 * layout->metrics.unit
                                  : layout->rail;
        panels_place(&panels[i], source, (enum gradfig_panel)i, frame, rail,
                     is_geometry ? source->n_y_ticks_max : n_layer_ticks);
        panel_draw(&panels[i], canvas, source->theme, &layout->metrics,
                   layout->left + (i % layout->n_columns) * layout->column +
                       0.5 * layout->metrics.tick);
    }
}

void figure_draw(struct canvas *canvas, const struct gradfig_spec *spec,
                 const struct gradfig_series *series) {
    const struct theme *theme = theme_of((enum gradfig_theme)spec->figure.theme);
    struct layout layout = start_layout((double)spec->figure.width, (double)spec->figure.height);
    struct panel_source source = {
        .spec = spec,
        .series = series,
        .theme = theme,
        .metrics = &layout.metrics,
        .n_y_ticks_max = ticks_that_fit(layout.frame_height, 1.9 * layout.metrics.tick, 9),
    };
    struct panel panels[GRADFIG_N_PANELS];

    for (int i = 0; i < GRADFIG_N_PANELS; i++) {
        panels_make(&panels[i], &source, (enum gradfig_panel)i);
    }
    draw_panels(&layout, &source, panels, canvas);
    draw_header(&layout, spec, theme, canvas);
    if (layout.metrics.has_explanation) {
        draw_explanation(&source, &panels[GRADFIG_PANEL_GEOMETRY], canvas);
    }
    for (int i = 0; i < GRADFIG_N_PANELS; i++) {
        panel_finish(&panels[i]);
    }
}

bool gradfig_renderer_draw(struct gradfig_renderer *renderer, const struct gradfig_spec *spec,
                           const struct gradfig_series *series, struct gradfig_image *image,
                           struct gradfig_error *error) {
    const struct gradfig_figure *figure = &spec->figure;
    const struct theme *theme = theme_of((enum gradfig_theme)figure->theme);
    struct canvas *canvas =
        canvas_create(renderer->typesetter, (size_t)figure->width, (size_t)figure->height,
                      (size_t)figure->scale, theme->background, error);

    if (canvas == NULL) {
        return false;
    }
    figure_draw(canvas, spec, series);
    bool done = canvas_finish(canvas, image, error);
    canvas_destroy(canvas);
    return done;
}
