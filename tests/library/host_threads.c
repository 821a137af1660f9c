/* A figure is the same while another thread of the program draws text in the same font. */
#include <gradfig.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>

static atomic_bool is_over = false;

static void *draw_text(void *unused) {
    (void)unused;
    for (unsigned i = 0; !is_over; i++) {
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 800, 200);
        cairo_t *context = cairo_create(surface);
        cairo_select_font_face(context, "Inter", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(context, 10 + i % 97 / 4.0);
        cairo_move_to(context, 0, 60);
        cairo_show_text(context, "Gradient layers 0123456789");
        cairo_destroy(context);
        cairo_surface_destroy(surface);
    }
    return NULL;
}

static struct gradfig_bytes draw_figure(void) {
    struct gradfig_error error;
    struct gradfig_bytes picture = {0};
    struct gradfig_spec *spec = gradfig_spec_create();
    struct gradfig_renderer *renderer = gradfig_renderer_create(&error);

    if (spec == NULL || renderer == NULL ||
        !gradfig_spec_set(spec, "figure.width=700\nfigure.height=470", &error) ||
        !gradfig_renderer_draw(renderer, spec, "png", &picture, &error)) {
        printf("FAILED: %s\n", error.message);
        exit(EXIT_FAILURE);
    }
    gradfig_renderer_destroy(renderer);
    gradfig_spec_destroy(spec);
    return picture;
}

int main(void) {
    enum { N_FIGURES = 30 };
    struct gradfig_bytes expected = draw_figure();
    pthread_t thread;
    int n_different = 0;

    if (pthread_create(&thread, NULL, draw_text, NULL) != 0) {
        return EXIT_FAILURE;
    }
    for (int i = 0; i < N_FIGURES; i++) {
        struct gradfig_bytes picture = draw_figure();
        n_different +=
            picture.n != expected.n || memcmp(picture.data, expected.data, picture.n) != 0;
        gradfig_bytes_finish(&picture);
    }
    is_over = true;
    pthread_join(thread, NULL);
    gradfig_bytes_finish(&expected);
    printf("%d of %d figures differ\n", n_different, N_FIGURES);
    return n_different == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
