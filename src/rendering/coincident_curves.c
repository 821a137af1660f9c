/* Makes curves that lie on each other visible, each in its turn. */
#include "rendering/coincident_curves.h"

#include <math.h>

/* Whether no point of one curve is further than half a line from that of the other. */
static bool coincide(const struct panel *panel, const struct panel_curve *a,
                     const struct panel_curve *b) {
    double distance = 0.5 * a->stroke.width;

    if (a->n != b->n || a->n < 2) {
        return false;
    }
    for (size_t i = a->n; i-- > 0;) { /* the ends are the furthest apart */
        struct spot one = panel_spot(panel, a, i);
        struct spot other = panel_spot(panel, b, i);
        if (hypot(one.x - other.x, one.y - other.y) > distance) {
            return false;
        }
    }
    return true;
}

/* Collects the curves that lie on the first one and have other colors, it included. */
static size_t collect_coincident(struct panel *panel, size_t first,
                                 struct panel_curve *found[PANEL_CURVES_MAX]) {
    size_t n = 0;

    found[n++] = &panel->curves[first];
    for (size_t i = first + 1; i < panel->n_curves; i++) {
        struct panel_curve *curve = &panel->curves[i];
        if (curve->name != NULL && curve->stroke.color != found[n - 1]->stroke.color &&
            coincide(panel, found[0], curve)) {
            found[n++] = curve;
        }
    }
    return n;
}

/* The curves are drawn over each other, so each later one leaves more of its period free. */
void coincident_curves_share(struct panel *panel, double length) {
    bool is_done[PANEL_CURVES_MAX] = {false};
    struct panel_curve *found[PANEL_CURVES_MAX];

    for (size_t i = 0; i < panel->n_curves; i++) {
        if (panel->curves[i].name == NULL || is_done[i]) {
            continue;
        }
        size_t n = collect_coincident(panel, i, found);
        for (size_t j = 0; n > 1 && j < n; j++) {
            found[j]->stroke.dash[0] = j > 0 ? (double)(n - j) * length : 0;
            found[j]->stroke.dash[1] = j > 0 ? (double)j * length : 0;
            is_done[found[j] - panel->curves] = true;
        }
    }
}
