/* Draws the lines of laid-out text: in documents by Pango, in images by the masks of its glyphs. */
#include <math.h>

#include "rendering/canvas/canvas_private.h"
#include "rendering/canvas/glyph_masks.h"

/* ---- documents ---- */

static void show_line(struct canvas *canvas, const struct command *command, PangoLayoutLine *line,
                      double left, double y) {
    double scale = command->text.set.scale;

    cairo_save(canvas->own);
    cairo_translate(canvas->own, left, y);
    cairo_scale(canvas->own, scale, scale);
    cairo_move_to(canvas->own, 0, 0);
    pango_cairo_show_layout_line(canvas->own, line);
    cairo_restore(canvas->own);
}

/* ---- images ---- */

static uint32_t color_of(const PangoGlyphItem *run, uint32_t otherwise) {
    for (GSList *i = run->item->analysis.extra_attrs; i != NULL; i = i->next) {
        const PangoAttribute *attribute = i->data;
        if (attribute->klass->type == PANGO_ATTR_FOREGROUND) {
            const PangoColor *color = &((const PangoAttrColor *)attribute)->color;
            return (uint32_t)(color->red >> 8) << 16 | (uint32_t)(color->green >> 8) << 8 |
                   (uint32_t)(color->blue >> 8);
        }
    }
    return otherwise;
}

/* `right` and `down` lead to the glyph's origin from where the text begins, in px of the page. */
static void draw_glyph(struct canvas *canvas, const struct command *command,
                       const struct glyph *glyph, double right, double down, uint32_t color) {
    double scale = (double)canvas->page.scale;
    double along = glyph->upwards ? command->text.y - right : command->text.x + right;
    double across = glyph->upwards ? command->text.x + down : command->text.y + down;
    int n_steps = (int)floor(GLYPH_STEPS * scale * along + 0.5);
    int pixel_along = (int)floor((double)n_steps / GLYPH_STEPS);
    int pixel_across = (int)floor(scale * across + 0.5);
    cairo_status_t status;
    const struct glyph_mask *mask =
        glyph_masks_find(typesetter_glyph_masks(canvas->typesetter), *glyph,
                         n_steps - GLYPH_STEPS * pixel_along, &status);

    if (mask == NULL) {
        canvas_note_failure(canvas, cairo_status_to_string(status));
        return;
    }
    glyph_mask_draw(mask, &canvas->image, glyph->upwards ? pixel_across : pixel_along,
                    glyph->upwards ? pixel_along : pixel_across, color);
}

/* `*x` is where the run begins, and then where it ends, in Pango's units. */
static void draw_run(struct canvas *canvas, const struct command *command,
                     const PangoGlyphItem *run, double y, int *x) {
    uint32_t color = color_of(run, command->text.style.color);
    double scale = command->text.set.scale / PANGO_SCALE;
    struct glyph glyph = {.font = run->item->analysis.font,
                          .scale = command->text.set.scale * (double)canvas->page.scale,
                          .upwards = command->text.style.upwards};

    *x += run->start_x_offset;
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
        glyph.glyph = info->glyph;
        if (info->glyph != PANGO_GLYPH_EMPTY) {
            draw_glyph(canvas, command, &glyph,
                       command->text.left + scale * (*x + info->geometry.x_offset),
                       y + scale * (info->geometry.y_offset - run->y_offset), color);
        }
        *x += info->geometry.width;
    }
    *x += run->end_x_offset;
}

static void draw_line(struct canvas *canvas, const struct command *command, PangoLayoutLine *line,
                      double left, double y) {
    int x = (int)lround(left * PANGO_SCALE / command->text.set.scale);

    for (GSList *run = line->runs; run != NULL; run = run->next) {
        draw_run(canvas, command, run->data, y, &x);
    }
}

/* ---- both ---- */

double canvas_line_left(struct typeset text, PangoLayoutLine *line, double part) {
    return part > 0 ? round(part * typeset_gap(text, line)) : 0;
}

void canvas_draw_lines(struct canvas *canvas, const struct command *command) {
    bool is_image = canvas->page.kind == CANVAS_IMAGE;
    double y = 0;

    canvas_set_color(canvas, command->text.style.color);
    cairo_surface_flush(canvas->surface);
    for (GSList *line = pango_layout_get_lines_readonly(command->text.set.layout); line != NULL;
         line = line->next) {
        double left = canvas_line_left(command->text.set, line->data, command->text.part);
        (is_image ? draw_line : show_line)(canvas, command, line->data, left, round(y));
        y += TEXT_LINE_HEIGHT * command->text.size;
    }
    cairo_surface_mark_dirty(canvas->surface);
}
