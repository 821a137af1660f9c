/* Finds lines that look like one. */
#include "rendering/panel/near_lines.h"

#include <math.h>

/* Lines whose middles are further apart than their width look like two. */
static const double NEAR = 1;

/* How far apart lines should be in an inset, in its size, and the least that is worth it, in widths
 * of a line. */
static const double APART = 0.2;
static const double APART_MIN = 1.3;

/* An inset enlarges at least and at most this many times. */
static const double FACTOR_MIN = 3;
static const double FACTOR_MAX = 50;

/* The room between the upper edge of an inset and the ends of lines, and the most between these
 * ends, both in sizes of the inset. */
static const double MARGIN = 0.12;
static const double BETWEEN_ENDS_MAX = 0.4;

/* An inset would show only a corner of steeper lines. */
static const double STEEPEST = 1.2;

/* ---- pairs ---- */

bool near_lines_is_line(const struct panel_curve *curve) {
    return curve->name != NULL && curve->n > 1 && curve->x[curve->n - 1] > curve->x[0];
}

/* A line on the page. */
struct way {
    struct spot from;
    struct spot exit;
    double slope; /* px down for each px to the right */
};

static struct way way_of(const struct panel *panel, const struct panel_curve *line) {
    struct spot from = panel_spot(panel, line, 0);
    struct spot exit = panel_spot(panel, line, line->n - 1);
    return (struct way){from, exit, (exit.y - from.y) / (exit.x - from.x)};
}

/* The distance of a spot from a line. */
static double distance(struct spot spot, struct way way) {
    double right = way.exit.x - way.from.x;
    double down = way.exit.y - way.from.y;
    double area = right * (spot.y - way.from.y) - down * (spot.x - way.from.x);

    return fabs(area) / hypot(right, down);
}

/* Two lines where they leave the frame on the right. */
struct pair {
    double distance; /* px of one exit from the other line; INFINITY: there are none */
    double between;  /* px between the exits */
    struct spot exit;
    double slope; /* of the one */
};

static struct pair pair_of(struct way one, struct way other) {
    return (struct pair){
        .distance = distance(one.exit, other),
        .between = distance_between(one.exit, other.exit),
        .exit = {(one.exit.x + other.exit.x) / 2, (one.exit.y + other.exit.y) / 2},
        .slope = one.slope,
    };
}

/* Whether the pair leaves the frame beside the inset, and is not so steep that it would leave that
 * at its upper edge. */
static bool leaves_beside(const struct panel *panel, const struct pair *pair) {
    static const double near_right = 0.1; /* of the frame's width */
    static const double near_top = 0.35;  /* of its height */
    const struct box *frame = &panel->frame;

    return frame->right - pair->exit.x < near_right * (frame->right - frame->left) &&
           pair->exit.y - frame->top < near_top * (frame->bottom - frame->top) &&
           fabs(pair->slope) < STEEPEST;
}

/* Of the pairs that look like one line, and not so in the largest inset, the one whose lines are
 * the nearest. `width` is that of a line. */
static struct pair find_pair(const struct panel *panel, double width) {
    static const double same_exit = 10; /* distances: lines may cross the edge at a flat angle */
    double least = APART_MIN * width / FACTOR_MAX;
    struct pair found = {.distance = INFINITY};

    for (size_t i = 0; i < panel->n_curves; i++) {
        for (size_t j = 0; j < panel->n_curves; j++) {
            const struct panel_curve *a = &panel->curves[i];
            const struct panel_curve *b = &panel->curves[j];
            if (i != j && near_lines_is_line(a) && near_lines_is_line(b)) {
                struct pair pair = pair_of(way_of(panel, a), way_of(panel, b));
                bool is_near = least <= pair.distance && pair.distance < NEAR * width &&
                               pair.between < same_exit * pair.distance &&
                               leaves_beside(panel, &pair);
                found = is_near && pair.distance < found.distance ? pair : found;
            }
        }
    }
    return found;
}

/* ---- the piece ---- */

/* The heights of lines where they reach the right edge of the frame, or would above or below it. */
struct heights {
    double low;
    double high;
};

/* The heights of the pair, and of other lines whose heights are less than `reach` from it. */
static struct heights heights_of(const struct panel *panel, const struct pair *pair, double reach) {
    double middle = pair->exit.y + pair->slope * (panel->frame.right - pair->exit.x);
    struct heights heights = {middle, middle};

    for (size_t i = 0; i < panel->n_curves; i++) {
        if (near_lines_is_line(&panel->curves[i])) {
            struct way way = way_of(panel, &panel->curves[i]);
            double y = way.exit.y + way.slope * (panel->frame.right - way.exit.x);
            if (fabs(y - middle) < reach) {
                heights.low = fmax(heights.low, y);
                heights.high = fmin(heights.high, y);
            }
        }
    }
    return heights;
}

/* The nearest number below with one digit before its zeros, as 8 of 8.7, and 30 of 36. */
static double round_below(double factor) {
    double power = pow(10, floor(log10(factor)));
    return power * floor(factor / power);
}

/* The part of the frame at its right edge, or left of it where lines leave the frame at its upper
 * edge, that an inset enlarges. It shows the pair as far apart as it should be, if the lines within
 * `reach` all get to its right edge. */
static struct box piece_of(const struct panel *panel, const struct pair *pair, double size,
                           double reach) {
    double right = panel->frame.right;
    struct heights heights = heights_of(panel, pair, reach);
    double factor = fmin(
        fmin(APART * size / pair->distance, BETWEEN_ENDS_MAX * size / (heights.low - heights.high)),
        FACTOR_MAX);
    double part = size / round_below(factor);
    double middle = (heights.low + heights.high) / 2 - pair->slope * part / 2;
    double top = fmax(fmin(middle - part / 2, heights.high - MARGIN * part),
                      heights.low - (1 - MARGIN) * part);
    double above = fmax(0, panel->frame.top - top);
    double beside = above > 0 ? above / -pair->slope : 0;

    return (struct box){right - beside - part, top + above, right - beside, top + above + part};
}

/* Whether lines are seen apart in the inset, and the piece is within the frame. */
static bool is_worth_it(const struct panel *panel, const struct pair *pair, double size,
                        const struct box *piece, double line) {
    double factor = size / (piece->right - piece->left);

    return round(factor) >= FACTOR_MIN && pair->distance * factor >= APART_MIN * line &&
           piece->bottom < panel->frame.bottom && piece->left > panel->frame.left;
}

bool near_lines_find(const struct panel *panel, double line, double size, struct box *piece) {
    struct pair pair = find_pair(panel, line);

    /* fewer lines where all that are hardly further away are too many */
    for (double reach = 2 * NEAR * line; reach > pair.distance; reach /= 2) {
        *piece = piece_of(panel, &pair, size, reach);
        if (is_worth_it(panel, &pair, size, piece, line)) {
            return true;
        }
    }
    return false;
}
