/* Draws text that Pango lays out, broken, smaller or cut if it has no room. */
#include <math.h>

#include <pango/pangocairo.h>

#include "rendering/canvas_private.h"

static double px(int pango_units) {
    return (double)pango_units / PANGO_SCALE;
}

double canvas_text_width(struct canvas *canvas, const struct text_style *style,
                         const char *markup) {
    PangoRectangle logical;
    PangoLayout *line = typesetter_lay_out(canvas->typesetter, style->size, style->bold, markup);

    pango_layout_get_extents(line, NULL, &logical);
    return px(logical.width);
}

/* The text in a size, in one line or broken into several; `*fits` tells whether it has room. The
 * caller unrefs it. */
static PangoLayout *set_text(struct canvas *canvas, const struct text_style *style,
                             const char *markup, bool *fits) {
    PangoLayout *line = typesetter_lay_out(canvas->typesetter, style->size, style->bold, markup);

    *fits = style->width_max == 0 || canvas_text_width(canvas, style, markup) <= style->width_max;
    if (*fits || style->n_lines_max <= 1) {
        return g_object_ref(line);
    }
    PangoLayout *lines = typesetter_break(line, style->width_max, style->n_lines_max);
    *fits = !pango_layout_is_ellipsized(lines);
    return lines;
}

/* The next smaller size to try. */
static double smaller_size(struct canvas *canvas, const struct text_style *style,
                           const char *markup) {
    double room = style->width_max * fmax(1, style->n_lines_max);
    double enough = ceil(style->size * room / canvas_text_width(canvas, style, markup));
    return fmax(style->size_min, fmin(style->size - 1, enough));
}

/* The text in the largest size that fits, or cut; the caller unrefs it. */
static PangoLayout *fit(struct canvas *canvas, const struct text_style *style, const char *markup,
                        struct text_fit *found) {
    struct text_style tried = *style;
    bool fits;
    PangoLayout *set = set_text(canvas, &tried, markup, &fits);

    while (!fits && tried.size_min > 0 && tried.size > tried.size_min) {
        g_object_unref(set);
        tried.size = smaller_size(canvas, &tried, markup);
        set = set_text(canvas, &tried, markup, &fits);
    }
    found->size = tried.size;
    found->is_cut = !fits;
    if (fits || tried.n_lines_max > 1) {
        return set;
    }
    PangoLayout *cut = typesetter_cut(set, tried.width_max, tried.keeps_end);
    g_object_unref(set);
    return cut;
}

/* From the first line's baseline to the last one's; scripts widen the distance. */
static double further_lines(PangoLayout *lines) {
    PangoLayoutIter *last = pango_layout_get_iter(lines);

    while (pango_layout_iter_next_line(last)) {
    }
    int further = pango_layout_iter_get_baseline(last) - pango_layout_get_baseline(lines);
    pango_layout_iter_free(last);
    return px(further);
}

struct text_fit canvas_text_fit(struct canvas *canvas, const struct text_style *style,
                                const char *markup) {
    struct text_fit found;
    PangoLayout *lines = fit(canvas, style, markup, &found);

    PangoRectangle logical;
    pango_layout_get_extents(lines, NULL, &logical);
    found.width = px(logical.width);
    found.further = further_lines(lines);
    g_object_unref(lines);
    return found;
}

/* The left end of the layout if the text is anchored at 0. */
static double anchored_left(enum anchor anchor, double width) {
    static const double parts[] = {[ANCHOR_LEFT] = 0, [ANCHOR_CENTER] = 0.5, [ANCHOR_RIGHT] = 1};
    return -round(parts[anchor] * width);
}

void canvas_text(struct canvas *canvas, double x, double y, const struct text_style *style,
                 const char *markup) {
    static const double halo = 3;
    struct text_fit found;
    PangoLayout *line = fit(canvas, style, markup, &found);
    PangoRectangle ink;
    PangoRectangle logical;

    pango_layout_get_extents(line, &ink, &logical);
    double left = anchored_left(style->anchor, px(logical.width)) - px(logical.x);
    double top = -round(px(pango_layout_get_baseline(line)));
    cairo_save(canvas->own);
    cairo_translate(canvas->own, round(x), round(y));
    if (style->upwards) {
        cairo_rotate(canvas->own, -G_PI / 2);
    }
    struct box box = {left + px(ink.x), top + px(ink.y), left + px(ink.x + ink.width),
                      top + px(ink.y + ink.height)};
    if (style->has_halo) {
        canvas_fill(
            canvas,
            (struct box){box.left - halo, box.top - halo, box.right + halo, box.bottom + halo},
            style->halo);
    }
    canvas_set_color(canvas, style->color);
    cairo_move_to(canvas->own, left, top);
    pango_cairo_show_layout(canvas->own, line);
    typesetter_note_fonts(canvas->typesetter, line);
    cairo_user_to_device(canvas->own, &box.left, &box.top);
    cairo_user_to_device(canvas->own, &box.right, &box.bottom);
    cairo_restore(canvas->own);
    g_object_unref(line);
    canvas_note_placed(canvas, PLACED_TEXT,
                       (struct box){fmin(box.left, box.right), fmin(box.top, box.bottom),
                                    fmax(box.left, box.right), fmax(box.top, box.bottom)});
}
