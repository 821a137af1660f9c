/* Creates a canvas on its surface, and delivers the finished picture. */
#include "rendering/canvas/canvas.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include "base/error.h"
#include "rendering/canvas/canvas_private.h"

static bool make_image(struct canvas *canvas, struct gradfig_error *error) {
    size_t width = (size_t)canvas->page.width * canvas->page.scale;
    size_t height = (size_t)canvas->page.height * canvas->page.scale;
    double scale = (double)canvas->page.scale;
    cairo_format_t format = canvas->page.is_transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
    int stride = cairo_format_stride_for_width(format, (int)width);

    canvas->image.width = width;
    canvas->image.height = height;
    canvas->image.has_alpha = canvas->page.is_transparent;
    if ((size_t)stride != width * sizeof(uint32_t) ||
        !image_allocate(&canvas->image, canvas->page.spare)) {
        return error_set(error, GRADFIG_WORK_FAILED, "no memory for %zux%zu pixels", width, height);
    }
    canvas->surface = cairo_image_surface_create_for_data((unsigned char *)canvas->image.pixels,
                                                          format, (int)width, (int)height, stride);
    cairo_surface_set_device_scale(canvas->surface, scale, scale);
    return true;
}

static cairo_status_t append_bytes(void *document, const unsigned char *bytes, unsigned n_bytes) {
    g_byte_array_append(document, bytes, n_bytes);
    return CAIRO_STATUS_SUCCESS;
}

static void make_document(struct canvas *canvas) {
    static const double points_per_inch = 72;
    const struct canvas_page *page = &canvas->page;

    canvas->document = g_byte_array_new();
    if (page->kind == CANVAS_SVG) {
        canvas->surface = cairo_svg_surface_create_for_stream(append_bytes, canvas->document,
                                                              page->width, page->height);
        cairo_svg_surface_set_document_unit(canvas->surface, CAIRO_SVG_UNIT_PX);
        return;
    }
    double scale = points_per_inch / (double)page->dpi;
    canvas->surface = cairo_pdf_surface_create_for_stream(
        append_bytes, canvas->document, page->width * scale, page->height * scale);
    cairo_surface_set_device_scale(canvas->surface, scale, scale);
}

/* Edges have 16 shades between two colors: they look as smooth as with more, and are drawn
 * faster. */
static cairo_t *create_context(struct canvas *canvas) {
    cairo_t *context = cairo_create(canvas->surface);

    cairo_set_antialias(context, CAIRO_ANTIALIAS_FAST);
    return context;
}

static bool make_surface(struct canvas *canvas, struct gradfig_error *error) {
    if (canvas->page.kind != CANVAS_IMAGE) {
        make_document(canvas);
    } else if (!make_image(canvas, error)) {
        return false;
    }
    canvas->own = create_context(canvas);
    canvas->plplot = create_context(canvas);
    cairo_status_t status = cairo_status(canvas->plplot);
    if (status != CAIRO_STATUS_SUCCESS) {
        return error_set(error, GRADFIG_WORK_FAILED, "Cairo cannot make a surface: %s",
                         cairo_status_to_string(status));
    }
    return true;
}

struct canvas *canvas_create(struct typesetter *typesetter, const struct canvas_page *page,
                             struct gradfig_error *error) {
    struct canvas *canvas = g_new0(struct canvas, 1);

    canvas->typesetter = typesetter;
    canvas->page = *page;
    canvas->placed = g_array_new(FALSE, FALSE, sizeof(struct placed));
    canvas->commands = g_array_new(FALSE, FALSE, sizeof(struct command));
    canvas->points = g_array_new(FALSE, FALSE, sizeof(double));
    canvas->layouts = g_ptr_array_new_with_free_func(g_object_unref);
    canvas->cut_texts = g_ptr_array_new_with_free_func(g_free);
    canvas_begin_listening(canvas);
    if (!typesetter_begin(typesetter, error) || !make_surface(canvas, error) ||
        !canvas_open_plplot(canvas, error)) {
        canvas_destroy(canvas);
        return NULL;
    }
    return canvas;
}

void canvas_destroy(struct canvas *canvas) {
    if (canvas == NULL) {
        return;
    }
    canvas_close_plplot(canvas);
    cairo_destroy(canvas->own);
    cairo_destroy(canvas->plplot);
    cairo_surface_destroy(canvas->surface);
    image_finish(&canvas->image);
    if (canvas->document != NULL) {
        g_byte_array_free(canvas->document, TRUE);
    }
    g_array_free(canvas->placed, TRUE);
    g_array_free(canvas->commands, TRUE);
    g_array_free(canvas->points, TRUE);
    g_ptr_array_free(canvas->layouts, TRUE);
    g_ptr_array_free(canvas->cut_texts, TRUE);
    canvas_end_listening(canvas);
    g_free(canvas);
}

/* Whether there was no error so far. */
static bool check(struct canvas *canvas, struct gradfig_error *error) {
    const cairo_status_t statuses[] = {cairo_status(canvas->own), cairo_status(canvas->plplot),
                                       cairo_surface_status(canvas->surface)};

    if (canvas->plplot_code != 0) {
        canvas_note_failure(canvas, canvas->plplot_message);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++) {
        if (statuses[i] != CAIRO_STATUS_SUCCESS) {
            canvas_note_failure(canvas, cairo_status_to_string(statuses[i]));
        }
    }
    if (!typesetter_check(canvas->typesetter, error)) {
        return false;
    }
    if (canvas->has_failed) {
        *error = canvas->error;
    }
    return !canvas->has_failed;
}

/* Cairo keeps colors multiplied by their opacity, PNG does not. */
static uint32_t unmultiply(uint32_t pixel) {
    uint32_t alpha = pixel >> 24;
    uint32_t result = alpha << 24;

    for (int shift = 0; alpha > 0 && shift <= 16; shift += 8) {
        result |= ((pixel >> shift & 0xff) * 255 + alpha / 2) / alpha << shift;
    }
    return result;
}

bool canvas_finish(struct canvas *canvas, struct image *image, struct gradfig_error *error) {
    size_t n_pixels = canvas->image.width * canvas->image.height;

    canvas_draw_recorded(canvas);
    cairo_surface_flush(canvas->surface);
    if (!check(canvas, error)) {
        return false;
    }
    for (size_t i = 0; canvas->image.has_alpha && i < n_pixels; i++) {
        canvas->image.pixels[i] = unmultiply(canvas->image.pixels[i]);
    }
    *image = canvas->image;
    canvas->image = (struct image){0};
    return true;
}

/* Without a date Cairo would write the time of day. */
static void describe_pdf(cairo_surface_t *surface, const struct metadata *metadata) {
    const struct {
        cairo_pdf_metadata_t key;
        const char *text;
    } entries[] = {
        {CAIRO_PDF_METADATA_TITLE, metadata->title},
        {CAIRO_PDF_METADATA_SUBJECT, metadata->subject},
        {CAIRO_PDF_METADATA_KEYWORDS, metadata->keywords},
        {CAIRO_PDF_METADATA_CREATOR, metadata->creator},
        {CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
        cairo_pdf_surface_set_metadata(surface, entries[i].key, entries[i].text);
    }
}

bool canvas_finish_document(struct canvas *canvas, const struct metadata *metadata,
                            struct bytes *bytes, struct gradfig_error *error) {
    canvas_draw_recorded(canvas);
    if (metadata != NULL) {
        describe_pdf(canvas->surface, metadata);
    }
    if (!check(canvas, error)) {
        return false;
    }
    canvas_close_plplot(canvas); /* it must not draw once the surface is finished */
    cairo_surface_finish(canvas->surface);
    cairo_status_t status = cairo_surface_status(canvas->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        return error_set(error, GRADFIG_WORK_FAILED, "cannot draw: %s",
                         cairo_status_to_string(status));
    }
    bytes->n = canvas->document->len;
    g_byte_array_append(canvas->document, (const guint8 *)"", 1);
    bytes->data = (char *)g_byte_array_free(canvas->document, FALSE);
    canvas->document = NULL;
    return true;
}
