/* Places the panels of a figure on the page and draws them. */
#include "rendering/figure.h"

#include <math.h>

#include <glib.h>

#include "rendering/canvas.h"
#include "rendering/end_labels.h"
#include "rendering/figure_header.h"
#include "rendering/layout.h"
#include "rendering/left_out.h"
#include "rendering/panel_frame.h"
#include "rendering/panel_types.h"

/* A frame whose axes have equal scales is at most this much higher than wide. */
static const double SQUARE_HEIGHT_MAX = 3;

/* A frame over layers has at least this part of the width that it shares with its labels. */
static const double FRAME_PART = 0.55;

/* The panels of a figure in its order. */
struct panels {
    size_t n;
    const int64_t *kinds; /* enum panel_kind */
    struct panel each[N_PANELS];
};

static bool is_square(const struct panels *panels, size_t i) {
    return panel_type_of((enum panel_kind)panels->kinds[i])->is_square;
}

/* ---- labels ---- */

/* The page while it is divided; all borrowed. */
struct page {
    struct layout *layout;
    struct panels *panels;
    const struct panel_source *source;
    struct canvas *canvas;
};

/* The width of a panel in the longest row, right of its tick labels. */
static double usual_width(const struct layout *layout) {
    return layout->column - layout->frame_left - layout->margins;
}

/* About the frame that the panel will have beside labels of this width. */
static struct box likely_frame(const struct layout *layout, bool has_square, double width) {
    double room = usual_width(layout) - width;
    return (struct box){0, 0, has_square ? fmin(room, layout->frame_height) : room,
                        has_square ? fmin(room, layout->frame_height) : layout->frame_height};
}

/* What the labels of panel `i` need in lines of at most `width` px. */
static struct label_rail measure_rail(const struct page *page, size_t i, double width) {
    enum { ANY_TICKS = 5 };
    struct panel *panel = &page->panels->each[i];
    struct box frame = likely_frame(page->layout, is_square(page->panels, i), width);

    panel_set_frame(panel, page->source, (enum panel_kind)page->panels->kinds[i], frame, ANY_TICKS);
    return end_labels_rail(panel, page->canvas, &page->layout->metrics, width);
}

/* How much a rail costs, in parts of the column: the width that it takes from the frame, leaders,
 * further lines, and labels that are smaller, cut or left out. */
static double reading_cost(const struct label_rail *rail) {
    static const double leader = 0.03;
    static const double line = 0.05;
    return leader * (double)rail->n_leaders + line * (double)rail->n_further_lines +
           (double)rail->n_cut + rail->shrinkage;
}

static double width_cost(const struct layout *layout, const struct rail *rail, bool has_square) {
    double taken = rail->width + rail->gutter - end_labels_gutter(&layout->metrics);
    double spare = has_square ? usual_width(layout) - layout->frame_height : 0;
    return fmax(0, taken - fmax(0, spare)) / layout->column;
}

/* Frames whose axes have equal scales are narrow anyway. */
static double widest_rail(const struct layout *layout, bool has_square) {
    double shared = usual_width(layout);
    return has_square ? shared : floor((1 - FRAME_PART) * shared) - 1;
}

/* The labels of all panels of a kind share one width: the one that costs least. */
static struct rail choose_rail(const struct page *page, bool has_square) {
    static const double parts[] = {0.44, 0.3, 0.23, 0.17}; /* of the column */
    struct rail best = {0, end_labels_gutter(&page->layout->metrics)};
    double least = INFINITY;
    double widest = INFINITY;
    double most = widest_rail(page->layout, has_square);

    for (size_t part = 0; part < G_N_ELEMENTS(parts); part++) {
        double width = fmin(parts[part] * page->layout->column, most);
        struct rail rail = {0, end_labels_gutter(&page->layout->metrics)};
        double cost = 0;
        for (size_t i = 0; i < page->panels->n && width < widest; i++) {
            if (is_square(page->panels, i) == has_square) {
                struct label_rail needed = measure_rail(page, i, width);
                rail.width = fmax(rail.width, ceil(needed.width + 1));
                rail.gutter = fmax(rail.gutter, needed.gutter);
                cost += reading_cost(&needed);
            }
        }
        cost += width_cost(page->layout, &rail, has_square);
        if (width < widest && cost < least) {
            best = rail;
            least = cost;
        }
        widest = width < widest ? rail.width : widest;
    }
    return best;
}

/* ---- titles ---- */

static double frame_left(const struct layout *layout, struct place_in_rows place) {
    return layout->left + (double)place.column * layout_column_width(layout, place.row) +
           layout->frame_left;
}

/* The width of a panel right of its tick labels. */
static double title_width(const struct layout *layout, size_t row) {
    return layout_column_width(layout, row) - layout->frame_left - layout->margins;
}

/* The titles of all panels have the largest size in which each of them fits. */
static void fit_titles(struct layout *layout, const struct panel_source *source,
                       struct panels *panels, struct canvas *canvas) {
    for (size_t i = 0; i < panels->n; i++) {
        size_t row = arrangement_place(&layout->arrangement, i).row;
        struct text_style style = frame_title_style(&layout->metrics, layout->metrics.panel_title,
                                                    title_width(layout, row));
        panel_fit_title(&panels->each[i], source, (enum panel_kind)panels->kinds[i], canvas,
                        &style);
        style.size = layout->panel_title;
        struct text_fit fit = canvas_text_fit(canvas, &style, panels->each[i].title);
        layout->panel_title = fmin(layout->panel_title, fit.size);
    }
    for (size_t i = 0; i < panels->n; i++) {
        size_t row = arrangement_place(&layout->arrangement, i).row;
        double width = title_width(layout, row);
        struct text_style style = frame_title_style(&layout->metrics, layout->panel_title, width);
        struct text_fit fit = canvas_text_fit(canvas, &style, panels->each[i].title);
        double rise = fit.further;
        style = frame_subtitle_style(&layout->metrics, width);
        if (layout->metrics.has_subtitles) {
            fit = panel_fit_subtitle(&panels->each[i], source, (enum panel_kind)panels->kinds[i],
                                     canvas, &style);
            rise += fit.further;
        }
        panels->each[i].width_above = fit.width;
        panels->each[i].title_rise = ceil(rise);
        layout->rises[row] = fmax(layout->rises[row], ceil(rise));
    }
}

/* ---- widths ---- */

/* Makes room for the widest tick label. */
static void fit_tick_labels(const struct page *page) {
    struct layout *layout = page->layout;
    const struct metrics *metrics = &layout->metrics;
    double tick_width = 0;

    for (size_t i = 0; i < page->panels->n; i++) {
        struct panel *panel = &page->panels->each[i];
        tick_width = fmax(tick_width, panel_tick_width(panel, page->canvas, metrics));
        label_text_measure(panel, page->canvas, metrics);
    }
    layout->frame_left = ceil((metrics->has_axis_titles ? 2.2 : 0.6) * metrics->tick + tick_width);
}

/* ---- heights ---- */

/* Makes room for titles of several lines. */
static void fit_heights(struct layout *layout, const struct panel_source *source,
                        struct panels *panels, const struct figure_header *header,
                        struct canvas *canvas) {
    double top = figure_header_height(header, layout, canvas);

    fit_titles(layout, source, panels, canvas);
    if (panel_title_is_headline(source->spec)) {
        top -= 1.3 * layout->metrics.panel_title; /* the figure has it */
    }
    layout_divide_rows(layout, (double)source->spec->figure.height, round(top));
}

/* ---- frames ---- */

/* The part of the title's width that is not above the frame. */
static double rail_width(const struct layout *layout, const struct rail *rail) {
    return rail->width + rail->gutter - end_labels_gutter(&layout->metrics);
}

/* A frame whose axes have equal scales is a square, or taller where a square would leave a part of
 * the page empty. */
static double square_width(const struct layout *layout, size_t row) {
    double room = title_width(layout, row) - rail_width(layout, &layout->square_rail);
    return floor(fmin(layout->frame_height, room));
}

static double square_height(const struct layout *layout, size_t row) {
    return floor(fmin(layout->frame_height, SQUARE_HEIGHT_MAX * square_width(layout, row)));
}

static struct box frame_of(const struct layout *layout, struct place_in_rows place,
                           bool has_square) {
    double left = frame_left(layout, place);
    double top = layout->tops[place.row] + layout->rises[place.row] + layout->frame_top;
    double width = has_square
                       ? square_width(layout, place.row)
                       : floor(title_width(layout, place.row) - rail_width(layout, &layout->rail));
    double height = has_square ? square_height(layout, place.row) : layout->frame_height;

    left = round(left);
    return (struct box){left, top, left + width, top + height};
}

static size_t ticks_that_fit(double length, double each, size_t most) {
    return (size_t)fmin(fmax(floor(length / each), 3), (double)most);
}

static size_t layer_ticks_max(const struct layout *layout, double width, int64_t depth) {
    double digits = fmin(depth < 10 ? 1 : floor(log10((double)depth)) + 1, 6); /* or a power */
    return ticks_that_fit(width, (0.65 * digits + 1) * layout->metrics.tick, 11);
}

/* The titles stay those that fit. Frees the rest of `from`. */
static void take_titles(struct panel *panel, struct panel *from) {
    g_free(panel->title);
    g_free(panel->subtitle);
    panel->title = g_steal_pointer(&from->title);
    panel->subtitle = g_steal_pointer(&from->subtitle);
    panel->title_rise = from->title_rise;
    panel->width_above = from->width_above;
    panel_finish(from);
}

/* Gives a panel with equal scales a range that fills its frame. */
static void fill_square(const struct layout *layout, struct panel_source *source,
                        struct panels *panels, size_t i, struct canvas *canvas) {
    size_t row = arrangement_place(&layout->arrangement, i).row;

    source->height_per_width = square_height(layout, row) / square_width(layout, row);
    if (source->height_per_width > 1) {
        struct panel *panel = &panels->each[i];
        struct panel before = *panel;
        panel_make(panel, source, (enum panel_kind)panels->kinds[i]);
        take_titles(panel, &before);
        label_text_measure(panel, canvas, &layout->metrics);
    }
}

/* Sets the sizes of a panel's frame, labels and titles. */
static void place_panel(const struct layout *layout, const struct panel_source *source,
                        struct panels *panels, size_t i) {
    struct panel *panel = &panels->each[i];
    struct place_in_rows place = arrangement_place(&layout->arrangement, i);
    const struct rail *rail = is_square(panels, i) ? &layout->square_rail : &layout->rail;
    struct box frame = frame_of(layout, place, is_square(panels, i));
    double width = frame.right - frame.left;
    size_t n_x_ticks_max = is_square(panels, i)
                               ? source->n_y_ticks_max
                               : layer_ticks_max(layout, width, source->spec->depth);

    panel->title_size = layout->panel_title;
    panel->title_width = title_width(layout, place.row);
    panel->gutter = rail->gutter;
    panel->label_width =
        panel->title_width - width - rail->gutter + end_labels_gutter(&layout->metrics);
    panel_set_frame(panel, source, (enum panel_kind)panels->kinds[i], frame, n_x_ticks_max);
    panel_fit_dashes(panel);
}

void figure_draw(struct canvas *canvas, const struct spec *spec, const struct series *series,
                 GPtrArray *left_out) {
    const struct theme *theme = theme_of(&spec->figure);
    struct layout layout = layout_start(&spec->figure);
    struct panel_source source = {
        .spec = spec,
        .series = series,
        .theme = theme,
        .metrics = &layout.metrics,
        .height_per_width = 1,
        .n_y_ticks_max = ticks_that_fit(layout.frame_height, 1.9 * layout.metrics.tick, 9),
    };
    struct panels panels = {
        .n = spec->figure.panels.n_values,
        .kinds = spec->figure.panels.values,
    };
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; i < panels.n; i++) {
        panel_make(&panels.each[i], &source, (enum panel_kind)panels.kinds[i]);
    }
    struct page page = {&layout, &panels, &source, canvas};
    fit_tick_labels(&page);
    struct figure_header header = figure_header_make(&layout, &source, canvas);
    fit_heights(&layout, &source, &panels, &header, canvas);
    layout.rail = choose_rail(&page, false);
    layout.square_rail = choose_rail(&page, true);
    for (size_t i = 0; i < panels.n; i++) {
        if (is_square(&panels, i)) {
            fill_square(&layout, &source, &panels, i, canvas);
        }
        place_panel(&layout, &source, &panels, i);
        panel_draw(&panels.each[i], canvas, theme, &layout.metrics,
                   panels.each[i].frame.left - layout.frame_left + 0.5 * layout.metrics.tick,
                   names);
    }
    figure_header_draw(&header, &layout, canvas);
    left_out_say(spec, &layout.metrics, names, canvas_cut_texts(canvas), left_out);
    g_ptr_array_free(names, TRUE);
    figure_header_finish(&header);
    for (size_t i = 0; i < panels.n; i++) {
        panel_finish(&panels.each[i]);
    }
}
