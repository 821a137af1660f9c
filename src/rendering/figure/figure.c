/* Places the panels of a figure on the page and draws them. */
#include "rendering/figure/figure.h"

#include <math.h>

#include <glib.h>

#include "base/error.h"
#include "rendering/canvas/canvas.h"
#include "rendering/figure/figure_header.h"
#include "rendering/figure/layout.h"
#include "rendering/figure/left_out.h"
#include "rendering/panel/end_labels.h"
#include "rendering/panel/panel_frame.h"
#include "rendering/panels/panel_types.h"
#include "rendering/words/figure_text.h"

/* A frame whose axes have equal scales is at most this much higher than wide. */
static const double SQUARE_HEIGHT_MAX = 3;

/* A frame over layers has at least this part of the width that it shares with its labels. */
static const double FRAME_PART = 0.55;

/* A figure while its page is divided and drawn. */
struct page {
    struct canvas *canvas; /* borrowed */
    struct panel_source source;
    struct layout layout;
    size_t n_panels;
    struct panel panels[N_PANELS]; /* in the figure's order */
};

/* ---- labels ---- */

/* The width of a panel in the longest row, right of its tick labels. */
static double usual_width(const struct layout *layout) {
    return layout->column - layout->frame_left - layout->margins;
}

/* About the frame that the panel will have beside labels of this width. */
static struct box likely_frame(const struct layout *layout, bool has_square, double width) {
    double room = usual_width(layout) - width;
    double height = layout->frame_heights[has_square];

    return has_square
               ? (struct box){0, 0, fmin(room, height), fmin(SQUARE_HEIGHT_MAX * room, height)}
               : (struct box){0, 0, room, height};
}

/* What the labels of a panel need in lines of at most `width` px. */
static struct label_needs measure_labels(const struct page *page, struct panel *panel,
                                         double width) {
    enum { ANY_TICKS = 5 };
    struct box frame = likely_frame(&page->layout, panel->is_square, width);

    panel_set_frame(panel, &page->source, frame, ANY_TICKS);
    return end_labels_measure(panel, page->canvas, &page->layout.metrics, width);
}

/* What is hard to read, in parts of the column: leaders, further lines, and labels that are
 * smaller, cut or left out. */
static double reading_cost(const struct label_needs *needed) {
    static const double leader = 0.03;
    static const double line = 0.05;
    return leader * (double)needed->n_leaders + line * (double)needed->n_further_lines +
           (double)needed->n_cut + needed->shrinkage;
}

/* The px for labels that are not in the margins, which have the least gutter. */
static double room_width(const struct layout *layout, const struct label_room *room) {
    return room->width + room->gutter - end_labels_gutter(&layout->metrics);
}

/* The width that is taken from the frame, in parts of the column. */
static double width_cost(const struct layout *layout, const struct label_room *room,
                         bool has_square) {
    double spare = has_square ? usual_width(layout) - layout->frame_heights[true] : 0;
    return fmax(0, room_width(layout, room) - fmax(0, spare)) / layout->column;
}

/* Frames whose axes have equal scales are narrow anyway. */
static double widest_room(const struct layout *layout, bool has_square) {
    double shared = usual_width(layout);
    return has_square ? shared : floor((1 - FRAME_PART) * shared) - 1;
}

/* The room for all panels of a kind if their labels have lines of at most `width` px. */
static struct label_room try_room(struct page *page, bool has_square, double width, double *cost) {
    struct label_room room = {.gutter = end_labels_gutter(&page->layout.metrics)};

    *cost = 0;
    for (size_t i = 0; i < page->n_panels; i++) {
        if (page->panels[i].is_square == has_square) {
            struct label_needs needed = measure_labels(page, &page->panels[i], width);
            room.width = fmax(room.width, ceil(needed.width + 1));
            room.gutter = fmax(room.gutter, needed.gutter);
            room.has_keys = room.has_keys || needed.has_keys;
            *cost += reading_cost(&needed);
        }
    }
    *cost += width_cost(&page->layout, &room, has_square);
    return room;
}

/* The widths of lines to try, in parts of the column. */
static const double LINE_PARTS[] = {0.44, 0.3, 0.23, 0.17};

static double line_width(const struct page *page, bool has_square, size_t i) {
    return fmin(LINE_PARTS[i] * page->layout.column, widest_room(&page->layout, has_square));
}

/* The labels of all panels of a kind share one width: the one that costs least. */
static struct label_room choose_room(struct page *page, bool has_square) {
    struct label_room best = {0};
    double least = INFINITY;
    double before = INFINITY; /* the width before: longer lines need the same one */

    for (size_t i = 0; i < G_N_ELEMENTS(LINE_PARTS); i++) {
        double width = line_width(page, has_square, i);
        if (width < before) {
            double cost;
            struct label_room room = try_room(page, has_square, width, &cost);
            best = cost < least ? room : best;
            least = fmin(cost, least);
            before = room.width;
        }
    }
    return best;
}

/* Makes long labels brief where all would be smaller otherwise, or some cut or left out. Only the
 * narrow room beside a square has brief names sooner than smaller ones. */
static void shorten_labels(struct page *page, struct panel *panel) {
    double width = line_width(page, panel->is_square, 0);
    struct label_needs needed = measure_labels(page, panel, width);

    if (needed.shrinkage > 0 || needed.n_cut > 0) {
        label_text_shorten(panel, page->canvas, &page->layout.metrics, width,
                           panel->is_square || needed.n_cut > 0);
    }
}

/* ---- titles ---- */

static size_t row_of(const struct page *page, size_t i) {
    return arrangement_place(&page->layout.arrangement, i).row;
}

/* The width of a panel right of its tick labels. */
static double title_width(const struct layout *layout, size_t row) {
    return layout_column_width(layout, row) - layout->frame_left - layout->margins;
}

/* The titles of all panels have the largest size in which each of them fits. */
static void fit_title_size(struct page *page) {
    struct layout *layout = &page->layout;

    for (size_t i = 0; i < page->n_panels; i++) {
        struct panel *panel = &page->panels[i];
        struct text_style style = frame_title_style(&layout->metrics, layout->metrics.panel_title,
                                                    title_width(layout, row_of(page, i)));
        panel_fit_title(panel, &page->source, page->canvas, &style);
        style.size = layout->panel_title;
        struct text_fit fit = canvas_text_fit(page->canvas, &style, panel->title);
        layout->panel_title = fmin(layout->panel_title, fit.size);
    }
}

/* Makes room above a panel for titles of several lines. */
static void fit_titles(struct page *page, size_t i) {
    struct layout *layout = &page->layout;
    struct panel *panel = &page->panels[i];
    size_t row = row_of(page, i);
    double width = title_width(layout, row);
    struct text_style style = frame_title_style(&layout->metrics, layout->panel_title, width);
    struct text_fit fit = canvas_text_fit(page->canvas, &style, panel->title);
    double rise = fit.further;

    if (layout->metrics.has_subtitles) {
        style = frame_subtitle_style(&layout->metrics, width);
        fit = panel_fit_subtitle(panel, &page->source, page->canvas, &style);
        rise += fit.further;
    }
    panel->width_above = fit.width;
    panel->title_rise = ceil(rise);
    layout->rises[row] = fmax(layout->rises[row], panel->title_rise);
}

/* ---- widths ---- */

/* The widest tick label of a column. */
static double tick_width(const struct page *page, size_t column) {
    double widest = 0;

    for (size_t i = 0; i < page->n_panels; i++) {
        if (arrangement_place(&page->layout.arrangement, i).column == column) {
            double own = panel_tick_width(&page->panels[i], page->canvas, &page->layout.metrics);
            widest = fmax(widest, own);
        }
    }
    return widest;
}

/* Makes room for tick labels, in all columns the same. */
static void fit_tick_labels(struct page *page) {
    const struct metrics *metrics = &page->layout.metrics;
    double widest = 0;

    for (size_t i = 0; i < page->n_panels; i++) {
        widest = fmax(widest, panel_tick_width(&page->panels[i], page->canvas, metrics));
        label_text_measure(&page->panels[i], page->canvas, metrics);
    }
    page->layout.frame_left = ceil((metrics->has_axis_titles ? 2.2 : 0.6) * metrics->tick + widest);
}

/* Titles of axes are beside the tick labels of their column, unless their own are far away. */
static double y_title_x(const struct page *page, size_t i) {
    static const double gaps = 1.7; /* ems */
    static const double far = 3;
    const struct metrics *metrics = &page->layout.metrics;
    size_t column = arrangement_place(&page->layout.arrangement, i).column;
    double own = panel_tick_width(&page->panels[i], page->canvas, metrics);
    double widest = tick_width(page, column);
    double width = widest - own > far * metrics->tick ? own : widest;

    return page->panels[i].frame.left - gaps * metrics->tick - width;
}

/* ---- heights ---- */

/* Makes room for titles of several lines. */
static void fit_heights(struct page *page, const struct figure_header *header) {
    struct layout *layout = &page->layout;
    double top = figure_header_height(header, layout, page->canvas);

    fit_title_size(page);
    for (size_t i = 0; i < page->n_panels; i++) {
        fit_titles(page, i);
    }
    if (panel_title_is_headline(page->source.spec)) {
        top -= PANEL_TITLE_HEIGHT * layout->metrics.panel_title; /* the figure has it */
    }
    layout_divide_rows(layout, (double)page->source.spec->figure.height, round(top));
}

/* ---- frames ---- */

/* A frame whose axes have equal scales is a square, or taller where a square would leave a part of
 * the page empty. */
static double square_width(const struct layout *layout, size_t row) {
    double room = title_width(layout, row) - room_width(layout, &layout->rooms[true]);
    return floor(fmin(layout->frame_heights[true], room));
}

static double square_height(const struct layout *layout, size_t row) {
    return floor(fmin(layout->frame_heights[true], SQUARE_HEIGHT_MAX * square_width(layout, row)));
}

static struct box frame_of(const struct layout *layout, struct place_in_rows place,
                           bool has_square) {
    double column = layout_column_width(layout, place.row);
    double left = round(layout->left + (double)place.column * column + layout->frame_left);
    double top = layout->tops[place.row] + layout->rises[place.row] + layout->frame_top;
    double width =
        has_square
            ? square_width(layout, place.row)
            : floor(title_width(layout, place.row) - room_width(layout, &layout->rooms[false]));
    double height = has_square ? square_height(layout, place.row) : layout->frame_heights[false];

    return (struct box){left, top, left + width, top + height};
}

static size_t ticks_that_fit(double length, double each) {
    return (size_t)fmin(fmax(floor(length / each), 3), AXIS_TICKS_MAX);
}

/* Halves of the first and of the last label are outside the frame: a few have room for one more. */
static size_t layer_ticks_max(const struct layout *layout, double width, int64_t depth) {
    enum { FEW_TICKS = 5 };
    double digits = fmin(depth < 10 ? 1 : floor(log10((double)depth)) + 1, 6); /* or a power */
    size_t n = ticks_that_fit(width, (0.65 * digits + 1) * layout->metrics.tick);
    return n < FEW_TICKS ? n + 1 : n;
}

/* The titles stay those that fit. Frees the rest of `from`. */
static void take_titles(struct panel *panel, struct panel *from) {
    figure_text_replace(&panel->title, g_steal_pointer(&from->title));
    figure_text_replace(&panel->subtitle, g_steal_pointer(&from->subtitle));
    panel->title_rise = from->title_rise;
    panel->width_above = from->width_above;
    panel_finish(from);
}

/* Gives a panel with equal scales a range that fills its frame. */
static void fill_square(struct page *page, struct panel *panel, size_t row) {
    const struct layout *layout = &page->layout;

    page->source.height_per_width = square_height(layout, row) / square_width(layout, row);
    if (page->source.height_per_width > 1) {
        struct panel before = *panel;
        panel_make(panel, &page->source, before.kind);
        take_titles(panel, &before);
        label_text_measure(panel, page->canvas, &layout->metrics);
        shorten_labels(page, panel);
    }
}

/* Sets the sizes of a panel's frame, labels and titles. */
static void place_panel(struct page *page, size_t i) {
    const struct layout *layout = &page->layout;
    struct panel *panel = &page->panels[i];
    bool has_square = panel->is_square;
    struct place_in_rows place = arrangement_place(&layout->arrangement, i);
    const struct label_room *room = &layout->rooms[has_square];
    struct box frame = frame_of(layout, place, has_square);
    double width = frame.right - frame.left;

    if (has_square) {
        fill_square(page, panel, place.row);
    }
    panel->title_size = layout->panel_title;
    panel->title_width = title_width(layout, place.row);
    panel->room = *room;
    panel->room.width =
        panel->title_width - width - room->gutter + end_labels_gutter(&layout->metrics);
    panel_set_frame(panel, &page->source, frame,
                    has_square ? page->source.n_y_ticks_max
                               : layer_ticks_max(layout, width, page->source.spec->depth));
    panel_fit_dashes(panel);
}

/* ---- drawing ---- */

static size_t y_ticks_that_fit(const struct layout *layout) {
    return ticks_that_fit(layout->frame_heights[false], 1.9 * layout->metrics.tick);
}

static void finish_panels(struct page *page) {
    for (size_t i = 0; i < page->n_panels; i++) {
        panel_finish(&page->panels[i]);
    }
}

/* Makes the header and the panels, with the ticks that have room so far, and divides the page's
 * height. */
static void divide_page(struct page *page, struct figure_header *header) {
    const struct figure_options *figure = &page->source.spec->figure;

    page->source.n_y_ticks_max = y_ticks_that_fit(&page->layout);
    page->layout = layout_start(figure);
    finish_panels(page);
    figure_header_finish(header);
    for (size_t i = 0; i < page->n_panels; i++) {
        panel_make(&page->panels[i], &page->source, (enum panel_kind)figure->panels.values[i]);
    }
    fit_tick_labels(page);
    *header = figure_header_make(&page->layout, &page->source, page->canvas);
    fit_heights(page, header);
}

void figure_draw(struct canvas *canvas, const struct series *series, GPtrArray *left_out) {
    const struct spec *spec = series->spec;
    ENDED_BY(finish_panels)
    struct page page = {.canvas = canvas,
                        .layout = layout_start(&spec->figure),
                        .n_panels = spec->figure.panels.n_values};
    const struct metrics *metrics = &page.layout.metrics;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    page.source = (struct panel_source){
        .spec = spec,
        .series = series,
        .theme = theme_of(&spec->figure),
        .metrics = metrics,
        .height_per_width = 1,
    };
    ENDED_BY(figure_header_finish) struct figure_header header = {0};
    divide_page(&page, &header);
    if (y_ticks_that_fit(&page.layout) != page.source.n_y_ticks_max) { /* titles of several lines */
        divide_page(&page, &header);
    }
    for (size_t i = 0; i < page.n_panels; i++) {
        shorten_labels(&page, &page.panels[i]);
    }
    page.layout.rooms[false] = choose_room(&page, false);
    page.layout.rooms[true] = choose_room(&page, true);
    for (size_t i = 0; i < page.n_panels; i++) {
        place_panel(&page, i);
    }
    for (size_t i = 0; i < page.n_panels; i++) {
        panel_draw(&page.panels[i], canvas, page.source.theme, metrics, y_title_x(&page, i), names);
        left_out_say_lines(spec, &page.panels[i], left_out);
    }
    figure_header_draw(&header, &page.layout, canvas);
    left_out_say(spec, metrics, names, canvas_cut_texts(canvas), left_out);
}
