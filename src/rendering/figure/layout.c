#include "rendering/figure/layout.h"

#include <math.h>

#include "rendering/panel/end_labels.h"
#include "rendering/panels/panel_types.h"

double layout_header_height(const struct metrics *metrics) {
    return 20 * metrics->unit + 1.35 * metrics->title +
           (metrics->has_subtitles ? 2.9 : 0.5) * metrics->subtitle;
}

double layout_column_width(const struct layout *layout, size_t row) {
    return layout->width / (double)layout->arrangement.row_size[row];
}

void layout_divide_rows(struct layout *layout, double height, double top) {
    static const double higher = 1.25;
    size_t n_rows = layout->arrangement.n_rows;
    double texts = layout->frame_top + layout->frame_bottom;
    double rest = height - top - 7 * layout->metrics.unit;
    double share = layout->high_row < n_rows ? higher : 1;

    for (size_t i = 0; i < n_rows; i++) {
        rest -= layout->rises[i] + texts;
    }
    double frame = rest / ((double)n_rows - 1 + share);
    layout->frame_heights[false] = round(frame);
    layout->frame_heights[true] = round(share * frame);
    for (size_t i = 0; i < n_rows; i++) {
        layout->tops[i] = top;
        top += layout->rises[i] + texts + layout->frame_heights[i == layout->high_row];
    }
}

/* The row of a frame with equal scales that is alone in it, and is the larger, the higher the row
 * is; the number of rows if there is none. */
static size_t high_row_of(const struct arrangement *arrangement,
                          const struct figure_options *figure) {
    static const double wide = 1.7; /* rows */
    double height = (double)figure->height / (double)arrangement->n_rows;

    for (size_t i = 0; i < figure->panels.n_values; i++) {
        size_t row = arrangement_place(arrangement, i).row;
        if (panel_type_of((enum panel_kind)figure->panels.values[i])->is_square &&
            arrangement->row_size[row] == 1 && (double)figure->width > wide * height) {
            return row;
        }
    }
    return arrangement->n_rows;
}

struct layout layout_start(const struct figure_options *figure) {
    struct arrangement arrangement = arrangement_of(figure);
    struct metrics metrics = metrics_of(figure, arrangement.n_rows, arrangement.n_columns);
    double unit = metrics.unit;
    struct layout layout = {
        .metrics = metrics,
        .arrangement = arrangement,
        .high_row = high_row_of(&arrangement, figure),
        .left = round(26 * unit),
        .frame_top = round(metrics.title_base + PANEL_TITLE_HEIGHT * metrics.panel_title),
        .frame_bottom = round((metrics.has_axis_titles ? 4.3 : 1.9) * metrics.tick),
        .margins = end_labels_gutter(&metrics) + ceil(14 * unit),
        .panel_title = metrics.panel_title,
    };

    layout.width = (double)figure->width - layout.left - 16 * unit;
    layout.column = round(layout.width / (double)arrangement.n_columns);
    layout_divide_rows(&layout, (double)figure->height, round(layout_header_height(&metrics)));
    return layout;
}

struct box layout_panel_box(const struct figure_options *figure, size_t i) {
    struct layout layout = layout_start(figure);
    struct place_in_rows place = arrangement_place(&layout.arrangement, i);
    double width = layout_column_width(&layout, place.row);
    double left = layout.left + (double)place.column * width;
    double top = layout.tops[place.row];

    return (struct box){left, top, left + width,
                        top + layout.frame_top +
                            layout.frame_heights[place.row == layout.high_row] +
                            layout.frame_bottom};
}
