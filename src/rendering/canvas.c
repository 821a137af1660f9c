/* The only place that calls PLplot and draws with Cairo and Pango. */
#include "rendering/canvas.h"

#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <pango/pangocairo.h>
#include <plplot.h>

#include "base/error.h"
#include "base/text.h"

/* Pango and GLib report missing fonts and lack of memory in their log alone. */
static const char *const log_domains[] = {"GLib", "GLib-GObject", "Pango"};
enum { N_LOG_DOMAINS = G_N_ELEMENTS(log_domains) };

struct canvas {
    struct typesetter *typesetter;
    cairo_surface_t *surface;
    cairo_t *own;    /* for all but the curves */
    cairo_t *plplot; /* PLplot keeps its own transformation here */
    struct canvas_page page;
    struct image image;   /* of CANVAS_IMAGE */
    GByteArray *document; /* of the others */
    double page_height;   /* of PLplot's page, which is taller than ours */
    PLINT plplot_code;    /* set by PLplot on an error, beside the message */
    char plplot_message[512];
    bool plplot_is_open;
    GThread *thread;
    guint log_handlers[N_LOG_DOMAINS];
    GArray *placed;
    bool has_failed;
    struct gradfig_error error; /* the first one, where has_failed */
};

static void note_failure(struct canvas *canvas, const char *message) {
    if (!canvas->has_failed) {
        canvas->has_failed = true;
        error_set(&canvas->error, GRADFIG_WORK_FAILED, "cannot draw: %s", message);
    }
}

/* ---- PLplot ---- */

/* PLplot ends the process on some errors; its hook has no argument, hence the static buffer. */
static jmp_buf plplot_exit;

static int leave_plplot(const char *message) {
    (void)message;
    longjmp(plplot_exit, 1);
}

static bool has_device(const char *name) {
    enum { N_DEVICES_MAX = 256 };
    const char *menus[N_DEVICES_MAX];
    const char *devices[N_DEVICES_MAX];
    const char **menus_out = menus;
    const char **devices_out = devices;
    int n_devices = N_DEVICES_MAX;

    plgDevs(&menus_out, &devices_out, &n_devices);
    for (int i = 0; i < n_devices; i++) {
        if (strcmp(devices[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* The driver counts in parts of H/24576 of a portrait page of height H. With H = 768·2^k that is a
 * power of two of a px, and lines at whole and half px stay exact. */
static double plplot_page_height(double width, double height) {
    double page_height = 768;

    while (page_height < width || page_height < height) {
        page_height *= 2;
    }
    return page_height;
}

/* Changes no local variable behind setjmp. */
static bool start_plplot(struct canvas *canvas) {
    if (setjmp(plplot_exit)) {
        return false;
    }
    plsexit(leave_plplot);
    plsError(&canvas->plplot_code, canvas->plplot_message);
    plsdev("extcairo");
    plspage(0, 0, (PLINT)canvas->page.width, (PLINT)canvas->page_height, 0, 0);
    plinit();
    pl_cmd(PLESC_DEVINIT, canvas->plplot);
    pladv(0);
    return true;
}

static bool open_plplot(struct canvas *canvas, struct gradfig_error *error) {
    if (!has_device("extcairo")) {
        return error_set(error, GRADFIG_WORK_FAILED,
                         "PLplot offers no device extcairo: install the package "
                         "plplot-driver-cairo (PLplot needs a writable temporary folder, too)");
    }
    if (!start_plplot(canvas)) {
        return error_set(error, GRADFIG_WORK_FAILED,
                         "PLplot cannot load its device extcairo: install the package "
                         "plplot-driver-cairo anew");
    }
    canvas->plplot_is_open = true;
    return true;
}

/* PLplot looks for palettes and fonts in the working directory first, and believes what it finds.
 */
static bool open_plplot_elsewhere(struct canvas *canvas, struct gradfig_error *error) {
    int here = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool is_elsewhere = here >= 0 && chdir("/") == 0;
    bool done = open_plplot(canvas, error);

    if (is_elsewhere && fchdir(here) != 0) {
        note_failure(canvas, "the working directory cannot be entered again");
    }
    if (here >= 0) {
        close(here);
    }
    return done;
}

static void close_plplot(struct canvas *canvas) {
    if (canvas->plplot_is_open) {
        canvas->plplot_is_open = false;
        if (!setjmp(plplot_exit)) {
            plend1();
        }
    }
    plsError(NULL, NULL);
    plsexit(NULL);
}

/* ---- a canvas's life ---- */

/* The process may have other threads, whose messages are none of the canvas's. */
static void note_log(const char *domain, GLogLevelFlags level, const char *message, void *data) {
    struct canvas *canvas = data;

    if (g_thread_self() == canvas->thread) {
        note_failure(canvas, message);
    } else {
        g_log_default_handler(domain, level, message, NULL);
    }
}

static void begin_listening(struct canvas *canvas) {
    const GLogLevelFlags levels = G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING |
                                  G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION;

    canvas->thread = g_thread_self();
    for (size_t i = 0; i < N_LOG_DOMAINS; i++) {
        canvas->log_handlers[i] = g_log_set_handler(log_domains[i], levels, note_log, canvas);
    }
}

static void end_listening(struct canvas *canvas) {
    for (size_t i = 0; i < N_LOG_DOMAINS; i++) {
        g_log_remove_handler(log_domains[i], canvas->log_handlers[i]);
    }
}

static bool make_image(struct canvas *canvas, struct gradfig_error *error) {
    size_t width = (size_t)canvas->page.width * canvas->page.scale;
    size_t height = (size_t)canvas->page.height * canvas->page.scale;
    double scale = (double)canvas->page.scale;
    cairo_format_t format = canvas->page.is_transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24;
    int stride = cairo_format_stride_for_width(format, (int)width);

    canvas->image.width = width;
    canvas->image.height = height;
    canvas->image.has_alpha = canvas->page.is_transparent;
    /* an opaque background is painted over all of it */
    canvas->image.pixels = canvas->page.is_transparent
                               ? g_try_malloc0_n(width * height, sizeof(uint32_t))
                               : g_try_malloc_n(width * height, sizeof(uint32_t));
    if (canvas->image.pixels == NULL || (size_t)stride != width * sizeof(uint32_t)) {
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

static bool make_surface(struct canvas *canvas, struct gradfig_error *error) {
    if (canvas->page.kind != CANVAS_IMAGE) {
        make_document(canvas);
    } else if (!make_image(canvas, error)) {
        return false;
    }
    canvas->own = cairo_create(canvas->surface);
    canvas->plplot = cairo_create(canvas->surface);
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
    typesetter_begin(typesetter);
    canvas->page = *page;
    canvas->page_height = plplot_page_height(page->width, page->height);
    canvas->placed = g_array_new(FALSE, FALSE, sizeof(struct placed));
    begin_listening(canvas);
    if (!make_surface(canvas, error) || !open_plplot_elsewhere(canvas, error)) {
        canvas_destroy(canvas);
        return NULL;
    }
    canvas_fill(canvas, (struct box){0, 0, page->width, page->height}, page->background);
    return canvas;
}

void canvas_destroy(struct canvas *canvas) {
    if (canvas == NULL) {
        return;
    }
    close_plplot(canvas);
    cairo_destroy(canvas->own);
    cairo_destroy(canvas->plplot);
    cairo_surface_destroy(canvas->surface);
    image_finish(&canvas->image);
    if (canvas->document != NULL) {
        g_byte_array_free(canvas->document, TRUE);
    }
    g_array_free(canvas->placed, TRUE);
    end_listening(canvas);
    g_free(canvas);
}

/* Whether all went well till now. */
static bool check(struct canvas *canvas, struct gradfig_error *error) {
    const struct gradfig_error *cause = typesetter_error(canvas->typesetter);
    const cairo_status_t statuses[] = {cairo_status(canvas->own), cairo_status(canvas->plplot),
                                       cairo_surface_status(canvas->surface)};

    if (canvas->plplot_code != 0) {
        note_failure(canvas, canvas->plplot_message);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++) {
        if (statuses[i] != CAIRO_STATUS_SUCCESS) {
            note_failure(canvas, cairo_status_to_string(statuses[i]));
        }
    }
    if (cause == NULL && canvas->has_failed) {
        cause = &canvas->error;
    }
    if (cause != NULL) {
        *error = *cause;
    }
    return cause == NULL;
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
        if (entries[i].text != NULL) {
            cairo_pdf_surface_set_metadata(surface, entries[i].key, entries[i].text);
        }
    }
}

bool canvas_finish_document(struct canvas *canvas, const struct metadata *metadata,
                            struct bytes *bytes, struct gradfig_error *error) {
    if (canvas->page.kind == CANVAS_PDF && metadata != NULL) {
        describe_pdf(canvas->surface, metadata);
    }
    if (!check(canvas, error)) {
        return false;
    }
    close_plplot(canvas); /* it must not draw once the surface is finished */
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

const struct placed *canvas_placed(const struct canvas *canvas, size_t *n) {
    *n = canvas->placed->len;
    return (const struct placed *)(const void *)canvas->placed->data;
}

/* ---- rules, fills and markers ---- */

/* On a transparent page the background's color makes holes; documents have none, and keep what is
 * below. */
static void set_color(struct canvas *canvas, uint32_t color) {
    bool makes_hole = canvas->page.is_transparent && color == canvas->page.background;
    cairo_operator_t hole =
        canvas->page.kind == CANVAS_IMAGE ? CAIRO_OPERATOR_CLEAR : CAIRO_OPERATOR_DEST;

    cairo_set_operator(canvas->own, makes_hole ? hole : CAIRO_OPERATOR_OVER);
    cairo_set_source_rgb(canvas->own, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0,
                         (color & 0xff) / 255.0);
}

static void set_dash(cairo_t *context, const struct stroke *stroke) {
    cairo_set_dash(context, stroke->dash, stroke->dash[0] > 0 ? 2 : 0, 0);
}

void canvas_fill(struct canvas *canvas, struct box box, uint32_t color) {
    set_color(canvas, color);
    cairo_rectangle(canvas->own, box.left, box.top, box.right - box.left, box.bottom - box.top);
    cairo_fill(canvas->own);
}

/* A line of odd width is sharp in the middle of a pixel, one of even width on its edge. */
static double snap(double position, double width) {
    return (int)lround(width) % 2 == 1 ? floor(position) + 0.5 : round(position);
}

void canvas_rule(struct canvas *canvas, double x0, double y0, double x1, double y1,
                 struct stroke stroke) {
    if (x0 == x1) {
        x0 = x1 = snap(x0, stroke.width);
    } else if (y0 == y1) {
        y0 = y1 = snap(y0, stroke.width);
    }
    set_color(canvas, stroke.color);
    set_dash(canvas->own, &stroke);
    cairo_set_line_width(canvas->own, stroke.width);
    cairo_move_to(canvas->own, x0, y0);
    cairo_line_to(canvas->own, x1, y1);
    cairo_stroke(canvas->own);
}

/* Corners of a marker of half-width 1; areas are about that of the circle. Made larger from its
 * center, every side moves out by as much as `inner`, its distance there, grows. */
struct outline {
    int n;
    double x[4];
    double y[4];
    double center_y;
    double inner;
};

static const struct outline outlines[MARKER_N_SHAPES] = {
    [MARKER_CIRCLE] = {.inner = 1},
    [MARKER_SQUARE] = {4, {-0.89, 0.89, 0.89, -0.89}, {-0.89, -0.89, 0.89, 0.89}, 0, 0.89},
    [MARKER_TRIANGLE_UP] = {3, {0, 1.15, -1.15}, {-1.2, 0.8, 0.8}, 0.1347, 0.6653},
    [MARKER_DIAMOND] = {4, {0, 1.2, 0, -1.2}, {-1.2, 0, 1.2, 0}, 0, 0.8485},
    [MARKER_TRIANGLE_DOWN] = {3, {0, -1.15, 1.15}, {1.2, -0.8, -0.8}, -0.1347, 0.6653},
};

/* Fills the marker grown by `margin` px on every side: filling is cheaper than a stroke around. */
static void fill_marker(struct canvas *canvas, double x, double y, const struct marker *marker,
                        double margin, uint32_t color) {
    const struct outline *outline = &outlines[marker->shape];
    double radius = marker->size / 2;
    double grown = radius + margin / outline->inner;
    double center_y = y + radius * outline->center_y;

    cairo_new_path(canvas->own);
    if (outline->n == 0) {
        cairo_arc(canvas->own, x, y, grown, 0, 2 * G_PI);
    }
    for (int i = 0; i < outline->n; i++) {
        cairo_line_to(canvas->own, x + grown * outline->x[i],
                      center_y + grown * (outline->y[i] - outline->center_y));
    }
    set_color(canvas, color);
    cairo_fill(canvas->own);
}

static void note_placed(struct canvas *canvas, enum placed_kind kind, struct box ink) {
    struct placed placed = {.kind = kind, .ink = ink};
    g_array_append_val(canvas->placed, placed);
}

void canvas_marker(struct canvas *canvas, double x, double y, const struct marker *marker) {
    static const double halo_width = 1.5;
    double radius = marker->size / 2;

    fill_marker(canvas, x, y, marker, halo_width, marker->halo);
    fill_marker(canvas, x, y, marker, 0, marker->color);
    if (marker->is_hollow) {
        fill_marker(canvas, x, y, marker, -0.17 * marker->size, marker->halo);
    }
    note_placed(canvas, PLACED_MARKER,
                (struct box){x - radius, y - radius, x + radius, y + radius});
}

/* ---- curves ---- */

void canvas_window(struct canvas *canvas, struct box frame, double x0, double x1, double y0,
                   double y1) {
    if (setjmp(plplot_exit)) {
        note_failure(canvas, "PLplot gave up");
        return;
    }
    plvpor(frame.left / canvas->page.width, frame.right / canvas->page.width,
           1 - frame.bottom / canvas->page_height, 1 - frame.top / canvas->page_height);
    plwind(x0, x1, y0, y1);
}

void canvas_curve(struct canvas *canvas, size_t n, const double *x, const double *y,
                  struct stroke stroke) {
    if (setjmp(plplot_exit)) {
        note_failure(canvas, "PLplot gave up");
        return;
    }
    plscol0(1, stroke.color >> 16 & 0xff, stroke.color >> 8 & 0xff, stroke.color & 0xff);
    plcol0(1);
    plwidth(stroke.width);
    set_dash(canvas->plplot, &stroke);
    plline((PLINT)n, x, y);
}

/* ---- text ---- */

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

/* The text in the largest size in which it has room, or cut; the caller unrefs it. */
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

/* Where the layout's left end stands when the text is anchored at 0. */
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
    set_color(canvas, style->color);
    cairo_move_to(canvas->own, left, top);
    pango_cairo_show_layout(canvas->own, line);
    cairo_user_to_device(canvas->own, &box.left, &box.top);
    cairo_user_to_device(canvas->own, &box.right, &box.bottom);
    cairo_restore(canvas->own);
    g_object_unref(line);
    note_placed(canvas, PLACED_TEXT,
                (struct box){fmin(box.left, box.right), fmin(box.top, box.bottom),
                             fmax(box.left, box.right), fmax(box.top, box.bottom)});
}
