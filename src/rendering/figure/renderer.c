#include "rendering/figure/renderer.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <pango/pango.h>

#include "rendering/canvas/canvas.h"
#include "rendering/canvas/fonts.h"
#include "rendering/figure/figure.h"
#include "rendering/style/theme.h"

/* PLplot splits longer lines, with visible seams. */
enum { POINTS_MAX = 250 };

struct renderer {
    struct typesetter *typesetter;
    GPtrArray *left_out; /* sentences, the last followed by NULL */
    struct image spare;  /* its memory is for the next image */
};

static struct renderer *create(bool is_guest, struct gradfig_error *error) {
    struct renderer *renderer = g_new0(struct renderer, 1);

    renderer->left_out = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(renderer->left_out, NULL);
    renderer->typesetter = typesetter_create(is_guest, error);
    if (renderer->typesetter == NULL) {
        renderer_destroy(renderer);
        return NULL;
    }
    return renderer;
}

struct renderer *renderer_create(struct gradfig_error *error) {
    return create(false, error);
}

struct renderer *renderer_create_as_guest(struct gradfig_error *error) {
    return create(true, error);
}

char *renderer_describe_versions(void) {
    g_autofree char *fonts = fonts_describe();
    return g_strdup_printf("%s, Cairo %s, Pango %s", fonts, cairo_version_string(),
                           pango_version_string());
}

void renderer_destroy(struct renderer *renderer) {
    if (renderer != NULL) {
        typesetter_destroy(renderer->typesetter);
        g_ptr_array_free(renderer->left_out, TRUE);
        image_finish(&renderer->spare);
        g_free(renderer);
    }
}

bool renderer_collect(struct series *series, const struct spec *spec, stop_flag *stop,
                      struct gradfig_error *error) {
    const struct selection selection = {.n_points_max = POINTS_MAX, .stop = stop};
    return series_collect(series, spec, &selection, error);
}

/* The figure on a canvas, which the caller destroys; NULL on failure. */
static struct canvas *draw(struct renderer *renderer, const struct series *series,
                           enum canvas_kind kind, struct gradfig_error *error) {
    const struct figure_options *figure = &series->spec->figure;
    const struct canvas_page page = {
        .kind = kind,
        .width = (double)figure->width,
        .height = (double)figure->height,
        .scale = (size_t)figure->scale,
        .spare = &renderer->spare,
        .dpi = figure->dpi,
        .background = theme_of(figure)->background,
        .is_transparent = figure->background == BACKGROUND_TRANSPARENT,
    };
    struct canvas *canvas = canvas_create(renderer->typesetter, &page, error);

    if (canvas != NULL) {
        g_ptr_array_set_size(renderer->left_out, 0);
        figure_draw(canvas, series, renderer->left_out);
        g_ptr_array_add(renderer->left_out, NULL);
    }
    return canvas;
}

const char *const *renderer_left_out(const struct renderer *renderer) {
    return (const char *const *)renderer->left_out->pdata;
}

bool renderer_draw(struct renderer *renderer, const struct series *series, struct image *image,
                   struct gradfig_error *error) {
    struct canvas *canvas = draw(renderer, series, CANVAS_IMAGE, error);
    bool done = canvas != NULL && canvas_finish(canvas, image, error);

    canvas_destroy(canvas);
    return done;
}

/* The kernel clears the memory of a new image, which takes a tenth as long as drawing it. */
void renderer_recycle(struct renderer *renderer, struct image *image) {
    enum { PIXELS_MAX = 8000000 };

    image_finish(&renderer->spare);
    if (image->width * image->height <= PIXELS_MAX) {
        renderer->spare = *image;
    } else {
        image_finish(image);
    }
    *image = (struct image){0};
}

/* Draws an SVG or PDF; `metadata` may be NULL. */
static bool draw_document(struct renderer *renderer, const struct series *series,
                          enum canvas_kind kind, const struct metadata *metadata,
                          struct bytes *bytes, struct gradfig_error *error) {
    struct canvas *canvas = draw(renderer, series, kind, error);
    bool done = canvas != NULL && canvas_finish_document(canvas, metadata, bytes, error);

    canvas_destroy(canvas);
    return done;
}

bool renderer_draw_svg(struct renderer *renderer, const struct series *series, struct bytes *bytes,
                       struct gradfig_error *error) {
    return draw_document(renderer, series, CANVAS_SVG, NULL, bytes, error);
}

bool renderer_draw_pdf(struct renderer *renderer, const struct series *series,
                       const struct metadata *metadata, struct bytes *bytes,
                       struct gradfig_error *error) {
    return draw_document(renderer, series, CANVAS_PDF, metadata, bytes, error);
}
