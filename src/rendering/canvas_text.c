/* Draws text that Pango lays out, smaller or cut if it has no room. */
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

/* The text in the largest size that fits, or cut; the caller unrefs it. */
static PangoLayout *fit(struct canvas *canvas, const struct text_style *style, const char *markup) {
    double size = style->size;
    double width = canvas_text_width(canvas, style, markup);
    bool is_too_wide = style->width_max > 0 && width > style->width_max;

    if (is_too_wide && style->size_min > 0) {
        size = ceil(size * style->width_max / width) + 1;
    }
    while (is_too_wide && style->size_min > 0 && size > style->size_min) {
        struct text_style smaller = *style;
        smaller.size = size = fmax(style->size_min, size - 1);
        is_too_wide = canvas_text_width(canvas, &smaller, markup) > style->width_max;
    }
    PangoLayout *line = typesetter_lay_out(canvas->typesetter, size, style->bold, markup);
    return is_too_wide ? typesetter_cut(line, style->width_max, style->keeps_end)
                       : g_object_ref(line);
}

/* The left end of the layout if the text is anchored at 0. */
static double anchored_left(enum anchor anchor, double width) {
    static const double parts[] = {[ANCHOR_LEFT] = 0, [ANCHOR_CENTER] = 0.5, [ANCHOR_RIGHT] = 1};
    return -round(parts[anchor] * width);
}

void canvas_text(struct canvas *canvas, double x, double y, const struct text_style *style,
                 const char *markup) {
    static const double halo = 3;
    PangoLayout *line = fit(canvas, style, markup);
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
    cairo_user_to_device(canvas->own, &box.left, &box.top);
    cairo_user_to_device(canvas->own, &box.right, &box.bottom);
    cairo_restore(canvas->own);
    g_object_unref(line);
    canvas_note_placed(canvas, PLACED_TEXT,
                       (struct box){fmin(box.left, box.right), fmin(box.top, box.bottom),
                                    fmax(box.left, box.right), fmax(box.top, box.bottom)});
}
