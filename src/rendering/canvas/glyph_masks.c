/* Reads glyphs from the files of fonts, fills their outlines, and mixes the masks with images. */
#include "rendering/canvas/glyph_masks.h"

#include <string.h>

#include <fontconfig/fontconfig.h>
#include <freetype/freetype.h>
#include <freetype/ftglyph.h>
#include <pango/pangofc-font.h>

/* Some thousand are used by the figures of a long batch. */
enum { GLYPHS_MAX = 5000 };

/* One font of a file, which can have several. */
struct face {
    char *file;
    int index;
    FT_Face face;
};

/* Hinting takes longer than filling, so the hinted outline is kept, with the masks made from it. */
struct shape {
    FT_Glyph outline;
    struct glyph_mask *masks[GLYPH_STEPS];
};

/* Cairo has faces of the same files, but other threads of the process may use those at any time. */
struct glyph_masks {
    FT_Library library; /* NULL before it is needed */
    GArray *faces;
    GHashTable *shapes; /* by glyph */
};

/* ---- faces ---- */

static FT_Error find_face(struct glyph_masks *masks, const char *file, int index, FT_Face *found) {
    for (guint i = 0; i < masks->faces->len; i++) {
        const struct face *face = &g_array_index(masks->faces, struct face, i);
        if (face->index == index && strcmp(face->file, file) == 0) {
            *found = face->face;
            return FT_Err_Ok;
        }
    }
    FT_Error error = masks->library == NULL ? FT_Init_FreeType(&masks->library) : FT_Err_Ok;
    if (error == FT_Err_Ok) {
        error = FT_New_Face(masks->library, file, index, found);
    }
    if (error == FT_Err_Ok) {
        struct face opened = {g_strdup(file), index, *found};
        g_array_append_val(masks->faces, opened);
    }
    return error;
}

/* The face of a glyph in its size and direction. */
static FT_Error set_face(struct glyph_masks *masks, const struct glyph *glyph, FT_Face *face) {
    FT_Matrix turn = {0, -0x10000, 0x10000, 0};
    const FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(glyph->font));
    FcChar8 *file = NULL;
    int index = 0;
    double size = 0;

    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index) != FcResultMatch ||
        FcPatternGetDouble(pattern, FC_PIXEL_SIZE, 0, &size) != FcResultMatch) {
        return FT_Err_Invalid_Argument;
    }
    FT_Error error = find_face(masks, (const char *)file, index, face);
    if (error == FT_Err_Ok) {
        FT_F26Dot6 height = (FT_F26Dot6)(64 * glyph->scale * size + 0.5);
        FT_Set_Transform(*face, glyph->upwards ? &turn : NULL, NULL);
        error = FT_Set_Char_Size(*face, height, height, 0, 0);
    }
    return error;
}

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

/* ---- outlines ---- */

static void free_shape(gpointer value) {
    struct shape *shape = value;

    for (int i = 0; i < GLYPH_STEPS; i++) {
        g_free(shape->masks[i]);
    }
    FT_Done_Glyph(shape->outline);
    g_free(shape);
}

/* Cairo would read the glyph twice, first for its extents. The hinting is that of the configuration
 * in fonts.c. */
static FT_Error read_outline(struct glyph_masks *masks, const struct glyph *glyph,
                             FT_Glyph *outline) {
    FT_Face face;
    FT_Error error = set_face(masks, glyph, &face);

    if (error == FT_Err_Ok) {
        error = FT_Load_Glyph(face, glyph->glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP);
    }
    return error == FT_Err_Ok ? FT_Get_Glyph(face->glyph, outline) : error;
}

static FT_Error find_shape(struct glyph_masks *masks, const struct glyph *glyph,
                           struct shape **found) {
    struct shape *shape = g_hash_table_lookup(masks->shapes, glyph);
    FT_Glyph outline;
    FT_Error error = shape != NULL ? FT_Err_Ok : read_outline(masks, glyph, &outline);

    if (shape == NULL && error == FT_Err_Ok) {
        shape = g_new0(struct shape, 1);
        shape->outline = outline;
        g_object_ref(glyph->font);
        g_hash_table_insert(masks->shapes, g_memdup2(glyph, sizeof(*glyph)), shape);
    }
    *found = shape;
    return error;
}

/* ---- masks ---- */

/* Keeps the five highest bits, rounded, and repeats them below, so that 255 stays 255. */
static uint8_t round_shade(unsigned covered) {
    enum { STEP_BITS = 3, SHADE_BITS = 8 - STEP_BITS, HALF = 1 << STEP_BITS >> 1 };
    unsigned shade = (covered + HALF - (covered >> SHADE_BITS)) >> STEP_BITS;

    return (uint8_t)(shade << STEP_BITS | shade >> (SHADE_BITS - STEP_BITS));
}

static struct glyph_mask *make_mask(FT_BitmapGlyph drawn) {
    const FT_Bitmap *bitmap = &drawn->bitmap;
    struct glyph_mask *mask = g_malloc(sizeof(*mask) + (size_t)bitmap->width * bitmap->rows);
    uint8_t *covered = mask->covered;

    *mask = (struct glyph_mask){drawn->left, -drawn->top, (int)bitmap->width, (int)bitmap->rows};
    for (unsigned y = 0; y < bitmap->rows; y++) {
        const unsigned char *row = bitmap->buffer + (ptrdiff_t)y * bitmap->pitch;
        for (unsigned x = 0; x < bitmap->width; x++) {
            *covered++ = round_shade(row[x]);
        }
    }
    return mask;
}

static FT_Error draw_mask(FT_Glyph outline, bool upwards, int step, struct glyph_mask **mask) {
    FT_Pos moved = step * 64 / GLYPH_STEPS;
    FT_Vector origin = {upwards ? 0 : moved, upwards ? -moved : 0};
    FT_Error error = FT_Glyph_To_Bitmap(&outline, FT_RENDER_MODE_LIGHT, &origin, false);

    if (error == FT_Err_Ok) {
        *mask = make_mask((FT_BitmapGlyph)outline);
        FT_Done_Glyph(outline);
    }
    return error;
}

/* ---- all masks ---- */

struct glyph_masks *glyph_masks_create(void) {
    struct glyph_masks *masks = g_new0(struct glyph_masks, 1);

    masks->faces = g_array_new(FALSE, FALSE, sizeof(struct face));
    masks->shapes = g_hash_table_new_full(hash_glyph, glyphs_are_equal, free_glyph, free_shape);
    return masks;
}

void glyph_masks_destroy(struct glyph_masks *masks) {
    if (masks == NULL) {
        return;
    }
    g_hash_table_destroy(masks->shapes);
    for (guint i = 0; i < masks->faces->len; i++) {
        struct face *face = &g_array_index(masks->faces, struct face, i);
        FT_Done_Face(face->face);
        g_free(face->file);
    }
    g_array_free(masks->faces, TRUE);
    FT_Done_FreeType(masks->library); /* which may be NULL */
    g_free(masks);
}

void glyph_masks_limit(struct glyph_masks *masks) {
    if (g_hash_table_size(masks->shapes) > GLYPHS_MAX) {
        g_hash_table_remove_all(masks->shapes);
    }
}

const struct glyph_mask *glyph_masks_find(struct glyph_masks *masks, struct glyph glyph, int step,
                                          cairo_status_t *status) {
    struct shape *shape;
    FT_Error error = find_shape(masks, &glyph, &shape);

    if (error == FT_Err_Ok && shape->masks[step] == NULL) {
        error = draw_mask(shape->outline, glyph.upwards, step, &shape->masks[step]);
    }
    *status = error == FT_Err_Out_Of_Memory ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_FREETYPE_ERROR;
    return error == FT_Err_Ok ? shape->masks[step] : NULL;
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
        const uint8_t *covered = mask->covered + (ptrdiff_t)row * mask->width;
        for (int i = first_column; i < end_column; i++) {
            if (covered[i] > 0) {
                pixels[i] = mix(pixels[i], 0xff000000 | color, covered[i]);
            }
        }
    }
}
