#include "shared/frames.h"

#include <stdbool.h>
#include <stdlib.h>

#include "shared/picture.h"

/* Curves and texts may hide so much of a spine, px. */
enum { HIDDEN_MAX = 24 };

/* Shorter spines are no panel's, px. */
enum { SPINE_MIN = 40 };

/* A line of pixels from one place on; `end` is behind the last. */
struct run {
    size_t begin;
    size_t end;
    size_t n_found; /* pixels in the colour looked for */
};

/* A row or a column of the picture. */
struct lane {
    const struct image *picture;
    bool is_column;
    size_t at;
};

static uint32_t lane_pixel(const struct lane *lane, size_t i) {
    return lane->is_column ? picture_pixel(lane->picture, lane->at, i)
                           : picture_pixel(lane->picture, i, lane->at);
}

static size_t lane_length(const struct lane *lane) {
    return lane->is_column ? lane->picture->height : lane->picture->width;
}

/* The first run of a lane from pixel `i` on, over gaps of what may hide a spine. */
static struct run find_run(const struct lane *lane, size_t i, const struct frame_style *style) {
    size_t gap = HIDDEN_MAX * style->scale;
    size_t length = lane_length(lane);
    struct run run = {0};

    for (; i < length; i++) {
        if (lane_pixel(lane, i) == style->spine) {
            run.begin = run.n_found == 0 ? i : run.begin;
            run.end = i + 1;
            run.n_found++;
        } else if (run.n_found > 0 && i - run.end >= gap) {
            break;
        }
    }
    return run;
}

static bool is_spine(const struct run *run, size_t scale) {
    size_t length = run->end - run->begin;
    return length >= SPINE_MIN * scale && 4 * run->n_found >= 3 * length;
}

/* The left spine stands on the left end of the bottom spine, where a curve may hide their corner.
 */
static size_t find_left(const struct image *picture, size_t begin, size_t bottom,
                        const struct frame_style *style) {
    size_t left = begin;
    size_t most = 0;
    size_t reach = 6 * style->scale;

    for (size_t x = begin > reach ? begin - reach : 0; x <= begin; x++) {
        size_t n = 0;
        for (size_t y = bottom - SPINE_MIN * style->scale; y < bottom; y++) {
            n += picture_pixel(picture, x, y) == style->spine;
        }
        if (n > most) {
            most = n;
            left = x;
        }
    }
    return left;
}

/* Where the left spine begins that stands on row `bottom`: the top of the frame. */
static size_t find_top(const struct image *picture, size_t x, size_t bottom,
                       const struct frame_style *style) {
    size_t top = bottom;

    for (size_t y = bottom; y-- > 0 && top - y <= HIDDEN_MAX * style->scale;) {
        if (picture_pixel(picture, x, y) == style->spine) {
            top = y;
        }
    }
    return top;
}

/* ---- rules ---- */

/* Whether pixel i of a line across parallel rules belongs to one. */
struct crossing {
    const struct image *picture;
    const struct frame *frame;
    const struct frame_style *style;
};

typedef bool is_on_rule(const struct crossing *crossing, size_t i);

static struct frame_marks find_marks(const struct crossing *crossing, size_t begin, size_t end,
                                     is_on_rule *is_on) {
    struct frame_marks marks = {0};
    size_t width = 0;

    for (size_t i = begin; i <= end; i++) {
        if (i < end && is_on(crossing, i)) {
            width++;
        } else if (width > 0 && marks.n < FRAME_MARKS_MAX) {
            marks.at[marks.n++] = (double)i - (double)width / 2;
            width = 0;
        }
    }
    return marks;
}

static bool is_x_tick(const struct crossing *crossing, size_t x) {
    size_t y = crossing->frame->bottom + 2 * crossing->style->scale;
    return picture_pixel(crossing->picture, x, y) == crossing->style->spine;
}

/* Curves may hide most of a grid line: a dashed one on top leaves a third of it. */
static bool is_grid_row(const struct crossing *crossing, size_t y) {
    const struct frame *frame = crossing->frame;
    size_t n_found = 0;

    for (size_t x = frame->left; x < frame->right; x++) {
        uint32_t pixel = picture_pixel(crossing->picture, x, y);
        n_found += pixel == crossing->style->grid || pixel == crossing->style->zero;
    }
    return 5 * n_found >= frame->right - frame->left;
}

static void find_rules(const struct image *picture, const struct frame_style *style,
                       struct frame *frame) {
    struct crossing crossing = {picture, frame, style};
    size_t beyond = 2 * style->scale;
    size_t end = frame->right + beyond < picture->width ? frame->right + beyond : picture->width;

    frame->x_ticks = find_marks(&crossing, frame->left, end, is_x_tick);
    frame->y_grid = find_marks(&crossing, frame->top, frame->bottom, is_grid_row);
}

/* ---- frames ---- */

size_t frames_find(const struct image *picture, const struct frame_style *style,
                   struct frame frames[FOUR_PANELS]) {
    struct frame found[FOUR_PANELS];
    size_t n = 0;

    for (size_t y = 0; y < picture->height; y += style->scale) {
        struct lane row = {picture, false, y};
        for (struct run run = find_run(&row, 0, style); run.n_found > 0;
             run = find_run(&row, run.end, style)) {
            if (is_spine(&run, style->scale) && n++ < FOUR_PANELS) {
                size_t left = find_left(picture, run.begin, y, style);
                found[n - 1] = (struct frame){
                    .left = left,
                    .top = find_top(picture, left, y, style),
                    .right = run.end,
                    .bottom = y,
                };
            }
        }
    }
    for (size_t i = 0; n == FOUR_PANELS && i < n; i++) {
        frames[i] = found[i];
        find_rules(picture, style, &frames[i]);
    }
    return n;
}

size_t frames_count(const struct image *picture, const struct frame_style *style) {
    size_t n = 0;

    for (size_t x = 0; x < picture->width; x += style->scale) {
        struct lane column = {picture, true, x};
        for (struct run run = find_run(&column, 0, style); run.n_found > 0;
             run = find_run(&column, run.end, style)) {
            n += is_spine(&run, style->scale);
        }
    }
    return n;
}
