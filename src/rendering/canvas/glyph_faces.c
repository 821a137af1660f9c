#include "rendering/canvas/glyph_faces.h"

#include <string.h>

#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <pango/pangofc-font.h>

/* One font of a file, which can have several. */
struct face {
    char *file;
    int index;
    FT_Face face;
};

/* Cairo has faces of the same files, but other threads of the process may use those at any time. */
struct glyph_faces {
    FT_Library library; /* NULL before it is needed */
    GArray *faces;
};

struct glyph_faces *glyph_faces_create(void) {
    struct glyph_faces *faces = g_new0(struct glyph_faces, 1);

    faces->faces = g_array_new(FALSE, FALSE, sizeof(struct face));
    return faces;
}

void glyph_faces_destroy(struct glyph_faces *faces) {
    if (faces == NULL) {
        return;
    }
    for (guint i = 0; i < faces->faces->len; i++) {
        struct face *face = &g_array_index(faces->faces, struct face, i);
        FT_Done_Face(face->face);
        g_free(face->file);
    }
    g_array_free(faces->faces, TRUE);
    FT_Done_FreeType(faces->library); /* which may be NULL */
    g_free(faces);
}

cairo_status_t glyph_faces_status(FT_Error error) {
    return error == FT_Err_Ok              ? CAIRO_STATUS_SUCCESS
           : error == FT_Err_Out_Of_Memory ? CAIRO_STATUS_NO_MEMORY
                                           : CAIRO_STATUS_FREETYPE_ERROR;
}

static FT_Error open_face(struct glyph_faces *faces, const char *file, int index, FT_Face *face) {
    FT_Error error = faces->library == NULL ? FT_Init_FreeType(&faces->library) : FT_Err_Ok;

    if (error == FT_Err_Ok) {
        error = FT_New_Face(faces->library, file, index, face);
    }
    if (error == FT_Err_Ok) {
        struct face opened = {g_strdup(file), index, *face};
        g_array_append_val(faces->faces, opened);
    }
    return error;
}

static FT_Error find_face(struct glyph_faces *faces, const char *file, int index, FT_Face *found) {
    for (guint i = 0; i < faces->faces->len; i++) {
        const struct face *face = &g_array_index(faces->faces, struct face, i);
        if (face->index == index && strcmp(face->file, file) == 0) {
            *found = face->face;
            return FT_Err_Ok;
        }
    }
    return open_face(faces, file, index, found);
}

FT_Face glyph_faces_find(struct glyph_faces *faces, PangoFont *font, double scale, bool upwards,
                         cairo_status_t *status) {
    FT_Matrix turn = {0, -0x10000, 0x10000, 0};
    const FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    FcChar8 *file = NULL;
    int index = 0;
    double size = 0;
    FT_Face face = NULL;
    FT_Error error = FT_Err_Invalid_Argument;

    if (FcPatternGetString(pattern, FC_FILE, 0, &file) == FcResultMatch &&
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index) == FcResultMatch &&
        FcPatternGetDouble(pattern, FC_PIXEL_SIZE, 0, &size) == FcResultMatch) {
        error = find_face(faces, (const char *)file, index, &face);
    }
    if (error == FT_Err_Ok) {
        FT_F26Dot6 height = (FT_F26Dot6)(64 * scale * size + 0.5);
        FT_Set_Transform(face, upwards ? &turn : NULL, NULL);
        error = FT_Set_Char_Size(face, height, height, 0, 0);
    }
    *status = glyph_faces_status(error);
    return error == FT_Err_Ok ? face : NULL;
}
