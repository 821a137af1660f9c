/* Draws text that Pango lays out, broken, smaller or cut if it has no room. */
#include <math.h>
#include <string.h>

#include <pango/pangocairo.h>

#include "rendering/canvas/canvas_private.h"

double canvas_text_width(struct canvas *canvas, const struct text_style *style,
                         const char *markup) {
    return typeset_width(typesetter_lay_out(canvas->typesetter, style->size, style->bold, markup));
}

/* The text in a size, in one line or broken into several; `*fits` tells whether it has room. The
 * caller unrefs it. */
static struct typeset set_text(struct canvas *canvas, const struct text_style *style,
                               const char *markup, bool *fits) {
    struct typeset set = typesetter_lay_out(canvas->typesetter, style->size, style->bold, markup);

    *fits = style->width_max == 0 || typeset_width(set) <= style->width_max;
    if (!*fits && style->n_lines_max > 1) {
        set =
            typesetter_lay_out_lines(canvas->typesetter, set, style->width_max, style->n_lines_max);
        *fits = !pango_layout_is_ellipsized(set.layout);
    }
    g_object_ref(set.layout);
    return set;
}

/* The next smaller size to try. */
static double smaller_size(struct canvas *canvas, const struct text_style *style,
                           const char *markup) {
    double room = style->width_max * fmax(1, style->n_lines_max);
    double enough = ceil(style->size * room / canvas_text_width(canvas, style, markup));
    return fmax(style->size_min, fmin(style->size - 1, enough));
}

/* The text in the largest size that fits, or cut; the caller unrefs it. */
static struct typeset fit(struct canvas *canvas, const struct text_style *style, const char *markup,
                          struct text_fit *found) {
    struct text_style tried = *style;
    bool fits;
    struct typeset set = set_text(canvas, &tried, markup, &fits);

    while (!fits && tried.size_min > 0 && tried.size > tried.size_min) {
        g_object_unref(set.layout);
        tried.size = smaller_size(canvas, &tried, markup);
        set = set_text(canvas, &tried, markup, &fits);
    }
    found->size = tried.size;
    found->is_cut = !fits;
    if (fits || tried.n_lines_max > 1) {
        return set;
    }
    struct typeset cut = typesetter_cut(set, tried.width_max, tried.keeps_end);
    g_object_unref(set.layout);
    return cut;
}

struct text_fit canvas_text_fit(struct canvas *canvas, const struct text_style *style,
                                const char *markup) {
    struct text_fit found;
    struct typeset text = fit(canvas, style, markup, &found);

    found.width = typeset_width(text);
    found.further = (typeset_n_lines(text) - 1) * TEXT_LINE_HEIGHT * found.size;
    g_object_unref(text.layout);
    return found;
}

/* The part of a text that is left of its anchor. */
static const double PARTS[] = {[ANCHOR_LEFT] = 0, [ANCHOR_CENTER] = 0.5, [ANCHOR_RIGHT] = 1};

static double px(int pango_units, double scale) {
    return (double)pango_units / PANGO_SCALE * scale;
}

/* The box of what is drawn of a line, from the left end of the baseline of the longest. */
static struct box ink_of(struct typeset text, PangoLayoutLine *line, double part) {
    double left = canvas_line_left(text, line, part);
    PangoRectangle ink;

    pango_layout_line_get_extents(line, &ink, NULL);
    return (struct box){left + px(ink.x, text.scale), px(ink.y, text.scale),
                        left + px(ink.x + ink.width, text.scale),
                        px(ink.y + ink.height, text.scale)};
}

/* The box of what is drawn of all lines. */
static struct box ink_of_all(struct typeset text, double size, double part) {
    GSList *line = pango_layout_get_lines_readonly(text.layout);
    struct box all = ink_of(text, line->data, part);
    double y = 0;

    while ((line = line->next) != NULL) {
        struct box ink = ink_of(text, line->data, part);
        y += TEXT_LINE_HEIGHT * size;
        all = (struct box){fmin(all.left, ink.left), fmin(all.top, y + ink.top),
                           fmax(all.right, ink.right), fmax(all.bottom, y + ink.bottom)};
    }
    return all;
}

static const double RIM = 3; /* of a halo */

/* Glyphs of small sizes reach a little farther than those of the layout, whose size is larger. */
static const double FARTHER = 1;

static void draw_text(struct canvas *canvas, const struct command *command) {
    const struct text_style *style = &command->text.style;

    cairo_save(canvas->own);
    cairo_translate(canvas->own, command->text.x, command->text.y);
    if (style->upwards) {
        cairo_rotate(canvas->own, -G_PI / 2);
    }
    cairo_translate(canvas->own, command->text.left, 0);
    if (style->has_halo) {
        canvas_fill_box(canvas, box_grown(command->text.ink, RIM), style->halo);
    }
    canvas_draw_lines(canvas, command);
    cairo_restore(canvas->own);
}

/* What decides about the pixels. */
static uint64_t content_of(double x, double y, const struct text_style *style, const char *markup) {
    uint64_t content = CONTENT(x, y, style->size, style->bold, style->color, style->anchor,
                               style->upwards, style->has_halo, style->halo, style->width_max,
                               style->size_min, style->keeps_end, style->n_lines_max);

    return canvas_content(content, markup, strlen(markup));
}

/* Where the ink of a text is on the page. */
static struct box place_ink(double x, double y, double left, bool upwards, struct box ink) {
    return upwards ? (struct box){x + ink.top, y - left - ink.right, x + ink.bottom,
                                  y - left - ink.left}
                   : (struct box){x + left + ink.left, y + ink.top, x + left + ink.right,
                                  y + ink.bottom};
}

void canvas_note_cut(struct canvas *canvas, const char *markup) {
    g_ptr_array_add(canvas->cut_texts, g_strdup(markup));
}

const GPtrArray *canvas_cut_texts(const struct canvas *canvas) {
    return canvas->cut_texts;
}

void canvas_text(struct canvas *canvas, double x, double y, const struct text_style *style,
                 const char *markup) {
    struct text_fit found;
    struct typeset text = fit(canvas, style, markup, &found);
    double part = PARTS[style->anchor];
    struct box ink = ink_of_all(text, found.size, part);
    double left = -round(part * typeset_width(text));

    if (found.is_cut) {
        canvas_note_cut(canvas, markup);
    }
    x = round(x);
    y = round(y);
    struct box placed = place_ink(x, y, left, style->upwards, ink);
    canvas_record(canvas, &(struct command){
                              .draw = draw_text,
                              .reach = box_grown(placed, FARTHER + RIM),
                              .content = content_of(x, y, style, markup),
                              .text = {x, y, left, part, found.size, text, ink, *style},
                          });
    typesetter_note_fonts(canvas->typesetter, text.layout);
    canvas_note_placed(canvas, PLACED_TEXT, placed);
    g_ptr_array_add(canvas->layouts, text.layout);
}
