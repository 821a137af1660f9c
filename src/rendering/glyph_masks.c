#include "rendering/glyph_masks.h"

#include <math.h>

/* Some thousand are used by the figures of a long batch. */
enum { MASKS_MAX = 10000 };

struct glyph_masks {
    GHashTable *by_glyph;
    struct glyph_mask *failed; /* the last one, or NULL */
};

/* ---- keys ---- */

static guint hash_glyph(gconstpointer key) {
    const struct glyph *glyph = key;
    guint font = (guint)((uintptr_t)glyph->font >> 4);

    return (font * 31 + glyph->glyph) * 31 + (guint)(glyph->scale * 4096) + glyph->upwards;
}

static gboolean glyphs_are_equal(gconstpointer a, gconstpointer b) {
    const struct glyph *one = a;
    const struct glyph *other = b;

    return one->font == other->font && one->glyph == other->glyph && one->scale == other->scale &&
           one->upwards == other->upwards;
}

static void free_glyph(gpointer key) {
    g_object_unref(((struct glyph *)key)->font);
    g_free(key);
}

/* ---- masks ---- */

/* A box of whole pixels, from the glyph's origin. */
struct area {
    int left;
    int top;
    int right; /* behind the last column */
    int bottom;
};

/* Where the glyph is, with room for smoothing and hinting. */
static struct area area_of(struct glyph glyph) {
    enum { RIM = 2 };
    double scale = glyph.scale / PANGO_SCALE;
    PangoRectangle ink;

    pango_font_get_glyph_extents(glyph.font, glyph.glyph, &ink, NULL);
    if (glyph.upwards) {
        ink = (PangoRectangle){ink.y, -ink.x - ink.width, ink.height, ink.width};
    }
    return (struct area){(int)floor(scale * ink.x) - RIM, (int)floor(scale * ink.y) - RIM,
                         (int)ceil(scale * (ink.x + ink.width)) + RIM,
                         (int)ceil(scale * (ink.y + ink.height)) + RIM};
}

static void show_glyph(cairo_t *context, struct glyph glyph) {
    PangoGlyphInfo info = {.glyph = glyph.glyph};
    PangoGlyphString alone = {.num_glyphs = 1, .glyphs = &info};

    if (glyph.upwards) {
        cairo_rotate(context, -G_PI / 2);
    }
    cairo_scale(context, glyph.scale, glyph.scale);
    cairo_move_to(context, 0, 0);
    pango_cairo_show_glyph_string(context, glyph.font, &alone);
}

/* Keeps the five highest bits, rounded, and repeats them below, so that 255 stays 255. */
static uint8_t round_shade(unsigned covered) {
    enum { STEP_BITS = 3, SHADE_BITS = 8 - STEP_BITS, HALF = 1 << STEP_BITS >> 1 };
    unsigned shade = (covered + HALF - (covered >> SHADE_BITS)) >> STEP_BITS;

    return (uint8_t)(shade << STEP_BITS | shade >> (SHADE_BITS - STEP_BITS));
}

/* The part of `drawn` pixels, in rows of `stride`, that shows anything. */
static struct area find_shown(const unsigned char *drawn, int stride, struct area area) {
    struct area shown = {area.right, area.bottom, area.left, area.top};

    for (int y = area.top; y < area.bottom; y++, drawn += stride) {
        for (int x = area.left; x < area.right; x++) {
            if (round_shade(drawn[x - area.left]) > 0) {
                shown.left = MIN(shown.left, x);
                shown.top = MIN(shown.top, y);
                shown.right = MAX(shown.right, x + 1);
                shown.bottom = y + 1;
            }
        }
    }
    return shown.right > shown.left ? shown : (struct area){0};
}

static struct glyph_mask *make_mask(cairo_surface_t *surface, struct area area) {
    const unsigned char *drawn = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    struct area shown = find_shown(drawn, stride, area);
    int width = shown.right - shown.left;
    int height = shown.bottom - shown.top;
    struct glyph_mask *mask = g_malloc(sizeof(*mask) + (size_t)width * (size_t)height);
    uint8_t *covered = mask->covered;

    *mask = (struct glyph_mask){shown.left, shown.top, width, height, CAIRO_STATUS_SUCCESS};
    for (int y = shown.top; y < shown.bottom; y++) {
        const unsigned char *row = drawn + (ptrdiff_t)(y - area.top) * stride - area.left;
        for (int x = shown.left; x < shown.right; x++) {
            *covered++ = round_shade(row[x]);
        }
    }
    return mask;
}

static struct glyph_mask *make_failure(cairo_status_t status) {
    struct glyph_mask *mask = g_new0(struct glyph_mask, 1);

    mask->status = status;
    return mask;
}

static struct glyph_mask *draw_mask(struct glyph glyph) {
    struct area area = area_of(glyph);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, area.right - area.left, area.bottom - area.top);
    cairo_t *context = cairo_create(surface);

    cairo_translate(context, -area.left, -area.top);
    show_glyph(context, glyph);
    cairo_surface_flush(surface);
    cairo_status_t status = cairo_status(context);
    struct glyph_mask *mask =
        status == CAIRO_STATUS_SUCCESS ? make_mask(surface, area) : make_failure(status);
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return mask;
}

/* ---- all masks ---- */

struct glyph_masks *glyph_masks_create(void) {
    struct glyph_masks *masks = g_new0(struct glyph_masks, 1);

    masks->by_glyph = g_hash_table_new_full(hash_glyph, glyphs_are_equal, free_glyph, g_free);
    return masks;
}

void glyph_masks_destroy(struct glyph_masks *masks) {
    if (masks != NULL) {
        g_hash_table_destroy(masks->by_glyph);
        g_free(masks->failed);
        g_free(masks);
    }
}

void glyph_masks_limit(struct glyph_masks *masks) {
    if (g_hash_table_size(masks->by_glyph) > MASKS_MAX) {
        g_hash_table_remove_all(masks->by_glyph);
    }
}

const struct glyph_mask *glyph_masks_find(struct glyph_masks *masks, struct glyph glyph) {
    struct glyph_mask *mask = g_hash_table_lookup(masks->by_glyph, &glyph);

    if (mask != NULL) {
        return mask;
    }
    mask = draw_mask(glyph);
    if (mask->status == CAIRO_STATUS_SUCCESS) {
        g_object_ref(glyph.font);
        g_hash_table_insert(masks->by_glyph, g_memdup2(&glyph, sizeof(glyph)), mask);
    } else {
        g_free(masks->failed);
        masks->failed = mask;
    }
    return mask;
}

/* ---- pixels ---- */

/* Two channels at once, each in 16 bits: divided by 255 and rounded. */
static uint32_t mix_two(uint32_t under, uint32_t over, uint32_t covered) {
    uint32_t sum = under * (255 - covered) + over * covered + 0x800080;

    return (sum + (sum >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
}

static uint32_t mix(uint32_t under, uint32_t over, uint32_t covered) {
    return mix_two(under & 0xff00ff, over & 0xff00ff, covered) |
           mix_two(under >> 8 & 0xff00ff, over >> 8 & 0xff00ff, covered) << 8;
}

void glyph_mask_draw(const struct glyph_mask *mask, struct image *image, int x, int y,
                     uint32_t color) {
    int left = x + mask->left;
    int top = y + mask->top;
    int first_column = MAX(0, -left);
    int end_column = MIN(mask->width, (int)image->width - left);
    int end_row = MIN(mask->height, (int)image->height - top);

    for (int row = MAX(0, -top); row < end_row; row++) {
        uint32_t *pixels = image->pixels + (ptrdiff_t)(top + row) * (ptrdiff_t)image->width + left;
        const uint8_t *covered = mask->covered + row * mask->width;
        for (int i = first_column; i < end_column; i++) {
            if (covered[i] > 0) {
                pixels[i] = mix(pixels[i], 0xff000000 | color, covered[i]);
            }
        }
    }
}
