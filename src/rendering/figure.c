/* Places the panels of a figure on the page and draws them. */
#include "rendering/figure.h"

#include <math.h>

#include <glib.h>

#include "rendering/canvas.h"
#include "rendering/figure_text.h"
#include "rendering/panel_types.h"

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
    double label_width; /* beside the frame */
    double square;      /* side of a frame whose axes have equal scales */
};

/* Two columns, unless one column allows much larger type, as for four panels on a tall page. */
int figure_columns(const struct figure_options *figure) {
    static const double much = 1.2;
    double one = metrics_of(figure, 1).unit;
    double two = metrics_of(figure, 2).unit;

    return figure->panels.n_values == 1 || one > much * two ? 1 : 2;
}

static struct layout start_layout(const struct figure_options *figure) {
    int n_columns = figure_columns(figure);
    int n_rows = ((int)figure->panels.n_values + n_columns - 1) / n_columns;
    struct metrics metrics = metrics_of(figure, n_columns);
    double unit = metrics.unit;
    struct layout layout = {.metrics = metrics, .n_columns = n_columns, .left = round(26 * unit)};

    layout.column = round(((double)figure->width - layout.left - 16 * unit) / n_columns);
    layout.top = round(20 * unit + 1.35 * metrics.title +
                       (metrics.has_subtitles ? 2.5 : 0.5) * metrics.subtitle);
    layout.row = round(((double)figure->height - layout.top - 14 * unit) / n_rows);
    layout.frame_top =
        round((metrics.has_subtitles ? 2.5 : 0.9) * metrics.subtitle + 1.3 * metrics.panel_title);
    layout.frame_height =
        layout.row - layout.frame_top - round((metrics.has_axis_titles ? 4.1 : 1.9) * metrics.tick);
    return layout;
}

/* The panels of a figure in its order. */
struct panels {
    size_t n;
    const int64_t *kinds; /* enum panel_kind */
    struct panel each[N_PANELS];
};

static bool is_square(const struct panels *panels, size_t i) {
    return panel_type_of((enum panel_kind)panels->kinds[i])->is_square;
}

/* The width of a panel's labels, limited so that enough is left for its frame. */
static double wanted_width(const struct layout *layout, const struct panel *panel,
                           struct canvas *canvas, double part_max) {
    double width = panel_label_width(panel, canvas, &layout->metrics);
    return ceil(fmin(width + 1, part_max * layout->column));
}

/* Gives all panels over layers equal frames, with room for the widest tick label and end label. */
static void fit_widths(struct layout *layout, const struct panels *panels, struct canvas *canvas) {
    const struct metrics *metrics = &layout->metrics;
    double margins = ceil(10 * metrics->unit) + ceil(14 * metrics->unit);
    double tick_width = 0;
    double square_labels = 0; /* the width of the labels beside a square frame */

    for (size_t i = 0; i < panels->n; i++) {
        const struct panel *panel = &panels->each[i];
        tick_width = fmax(tick_width, panel_tick_width(panel, canvas, metrics));
        if (is_square(panels, i)) {
            square_labels = wanted_width(layout, panel, canvas, 0.42);
        } else {
            layout->label_width =
                fmax(layout->label_width, wanted_width(layout, panel, canvas, 0.34));
        }
    }
    layout->frame_left = ceil((metrics->has_axis_titles ? 2.2 : 0.6) * metrics->tick + tick_width);
    layout->frame_width = layout->column - layout->frame_left - layout->label_width - margins;
    layout->square =
        fmin(layout->frame_height, layout->column - layout->frame_left - square_labels - margins);
}

static struct box frame_of(const struct layout *layout, int position, bool has_square) {
    int column = position % layout->n_columns;
    int row = position / layout->n_columns;
    double left = layout->left + column * layout->column + layout->frame_left;
    double top = layout->top + row * layout->row + layout->frame_top;
    double width = has_square ? layout->square : layout->frame_width;
    double height = has_square ? layout->square : layout->frame_height;

    return (struct box){left, top, left + width, top + height};
}

static size_t ticks_that_fit(double length, double each, size_t most) {
    return (size_t)fmin(fmax(floor(length / each), 3), (double)most);
}

static size_t layer_ticks_max(const struct layout *layout, int64_t depth) {
    double digits = depth < 10 ? 1 : floor(log10((double)depth)) + 1;
    return ticks_that_fit(layout->frame_width, (0.65 * digits + 1) * layout->metrics.tick, 11);
}

static void draw_header(const struct layout *layout, const struct spec *spec,
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
    char *title = figure_text_title(spec);
    char *subtitle = figure_text_subtitle(spec);

    canvas_text(canvas, x, y, &style, title);
    style.size = metrics->subtitle;
    style.size_min = 0.97 * metrics->subtitle;
    style.bold = false;
    style.color = theme->muted;
    if (spec->labels.subtitle == NULL &&
        canvas_text_width(canvas, &(struct text_style){.size = style.size}, subtitle) > width) {
        g_free(subtitle);
        subtitle = figure_text_short_subtitle(spec);
    }
    if (metrics->has_subtitles) {
        canvas_text(canvas, x, y + 1.9 * metrics->subtitle, &style, subtitle);
    }
    g_free(title);
    g_free(subtitle);
}

static void draw_panel(const struct layout *layout, const struct panel_source *source,
                       struct panels *panels, int position, struct canvas *canvas) {
    struct panel *panel = &panels->each[position];
    enum panel_kind kind = (enum panel_kind)panels->kinds[position];
    bool has_square = is_square(panels, (size_t)position);
    struct box frame = frame_of(layout, position, has_square);
    double column_left = layout->left + (position % layout->n_columns) * layout->column;
    double label_width = layout->label_width;
    size_t n_x_ticks_max = layer_ticks_max(layout, source->spec->depth);

    if (has_square) {
        label_width =
            layout->column - layout->frame_left - layout->square - 24 * layout->metrics.unit;
        n_x_ticks_max = source->n_y_ticks_max;
    }
    panel_place(panel, source, kind, frame, label_width, n_x_ticks_max);
    panel_draw(panel, canvas, source->theme, &layout->metrics,
               column_left + 0.5 * layout->metrics.tick);
}

void figure_draw(struct canvas *canvas, const struct spec *spec, const struct series *series) {
    const struct theme *theme = theme_of(&spec->figure);
    struct layout layout = start_layout(&spec->figure);
    struct panel_source source = {
        .spec = spec,
        .series = series,
        .theme = theme,
        .metrics = &layout.metrics,
        .n_y_ticks_max = ticks_that_fit(layout.frame_height, 1.9 * layout.metrics.tick, 9),
    };
    struct panels panels = {
        .n = spec->figure.panels.n_values,
        .kinds = spec->figure.panels.values,
    };

    for (size_t i = 0; i < panels.n; i++) {
        panel_make(&panels.each[i], &source, (enum panel_kind)panels.kinds[i]);
    }
    fit_widths(&layout, &panels, canvas);
    for (size_t i = 0; i < panels.n; i++) {
        draw_panel(&layout, &source, &panels, (int)i, canvas);
    }
    draw_header(&layout, spec, theme, canvas);
    for (size_t i = 0; i < panels.n; i++) {
        panel_finish(&panels.each[i]);
    }
}
