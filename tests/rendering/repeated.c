/* Figures drawn one after another in one process do not influence the next one, and leak no memory.
 */
#include "shared/drawing.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib.h>

#include "output/png.h"
#include "shared/sanitized.h"
#include "spec/recipe.h"

/* Figures that share as little as possible; all but the last can be drawn. */
static const char *const figures[] = {
    "figure.width=750 figure.height=500",
    "figure.width=750 figure.height=500 figure.language=zh figure.theme=dark",
    "figure.width=400 figure.height=900 figure.scale=2 depth=1000 networks.plain.slope=-0.9",
    "figure.width=600 figure.height=400 networks.plain.label=\xe4\xbc\xa0\xe7\xbb\x9f "
    "networks.plain.color=#00ff00 sweep.slopes=1,1e300,0,-2 input=1e308",
    "figure.width=500 figure.height=400 figure.background=transparent figure.palette=safe "
    "figure.panels=sweep,gradient figure.colors=256",
    "labels.title=\xe2\x92\x88", /* a digit with a point, of the Chinese font alone */
    "figure.width=400 figure.height=300 labels.title=\xf0\x9f\xa6\x80", /* no font has a crab */
};
enum { N_FIGURES = G_N_ELEMENTS(figures), FAILING = N_FIGURES - 1 };

struct file {
    char *bytes; /* NULL where the figure cannot be drawn */
    size_t n_bytes;
};

/* ---- one figure ---- */

static struct file encode(struct drawing *drawing) {
    char *recipe = recipe_write(&drawing->spec, &drawing->error);
    const struct about info = {.dpi = 100, .software = "gradfig", .recipe = recipe};
    struct bytes bytes;

    png_write(&drawing->image, (enum color_precision)drawing->spec.figure.colors, &info, &bytes);
    free(recipe);
    renderer_recycle(drawing->renderer, &drawing->image);
    return (struct file){bytes.data, bytes.n};
}

static struct file make_file(struct drawing *drawing, size_t which) {
    struct file file = {0};

    drawing_reset(drawing);
    drawing_set_all(drawing, figures[which]);
    if (drawing_try(drawing)) {
        file = encode(drawing);
    } else {
        assert_int_equal(drawing->error.code, GRADFIG_INVALID_INPUT);
    }
    return file;
}

/* ---- figures of processes that draw no other ---- */

static struct file fresh[N_FIGURES];

/* Draws into `stream`; ends the process. */
static void draw_and_exit(size_t which, FILE *stream) {
    void *state = NULL;

    if (drawing_setup(&state) != 0) {
        _exit(1);
    }
    struct file file = make_file(state, which);
    bool done = file.n_bytes == 0 || fwrite(file.bytes, 1, file.n_bytes, stream) == file.n_bytes;
    _exit(done && fflush(stream) == 0 ? 0 : 1);
}

static struct file read_file(FILE *stream) {
    struct file file = {0};
    long size;

    assert_int_equal(fseek(stream, 0, SEEK_END), 0);
    size = ftell(stream);
    assert_true(size >= 0);
    rewind(stream);
    if (size > 0) {
        file.bytes = malloc((size_t)size);
        file.n_bytes = fread(file.bytes, 1, (size_t)size, stream);
        assert_int_equal(file.n_bytes, size);
    }
    return file;
}

/* Before the first drawing of this process: Pango's thread does not live on in a child. */
static int draw_fresh(void **state) {
    (void)state;
    for (size_t i = 0; i < N_FIGURES; i++) {
        FILE *stream = tmpfile();
        int status = 1;
        assert_non_null(stream);
        pid_t child = fork();
        if (child == 0) {
            draw_and_exit(i, stream);
        }
        assert_true(child > 0 && waitpid(child, &status, 0) == child);
        assert_int_equal(status, 0);
        fresh[i] = read_file(stream);
        fclose(stream);
        assert_true((fresh[i].n_bytes == 0) == (i == FAILING));
    }
    return 0;
}

static int free_fresh(void **state) {
    (void)state;
    for (size_t i = 0; i < N_FIGURES; i++) {
        free(fresh[i].bytes);
    }
    return 0;
}

/* ---- bytes ---- */

static void expect_fresh(struct drawing *drawing, size_t which, size_t previous) {
    struct file file = make_file(drawing, which);

    if (file.n_bytes != fresh[which].n_bytes ||
        (file.n_bytes > 0 && memcmp(file.bytes, fresh[which].bytes, file.n_bytes) != 0)) {
        fail_msg("other bytes than in a process of its own: %s\nafter: %s", figures[which],
                 figures[previous]);
    }
    free(file.bytes);
}

/* Every figure after every other one, and after itself. */
static void figures_leave_no_trace(void **state) {
    for (size_t previous = 0; previous < N_FIGURES; previous++) {
        for (size_t i = 0; i < N_FIGURES; i++) {
            expect_fresh(*state, previous, i);
            expect_fresh(*state, i, previous);
            expect_fresh(*state, i, i);
        }
    }
}

static void a_new_renderer_draws_the_same(void **state) {
    for (size_t i = 0; i < N_FIGURES; i++) {
        drawing_renew(*state);
        expect_fresh(*state, i, i);
    }
}

/* ---- parts of the last figure ---- */

/* Changes that leave parts of a figure as they were. */
static const char *const changes[] = {
    "networks.residual.slope=0.19",
    "networks.residual.slope=-0.3",
    "networks.residual.slope=0.21",
    "networks.plain.intercept=0.2",
    "networks.plain.color=#8040a0",
    "networks.residual.label=r",
    "sweep.slopes=-0.8,-0.4,0.2",
    "sweep.slope_sd=0.1",
    "networks.plain.slope_sd=0.2",
    "geometry.x=-3,2",
    "labels.title=Another",
    "labels.subtitle=-",
    "depth=11",
    "depth=0",
    "input=2",
    "figure.theme=dark",
    "figure.palette=safe",
    "figure.colors=256",
    "figure.background=transparent",
    "figure.language=zh",
    "figure.panels=sweep,gradient",
    "figure.panels=gradient,sweep,depth",
};

/* A pseudo-random number below `n`. */
static size_t choose(uint32_t *seed, size_t n) {
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % n;
}

static void set_two(struct drawing *drawing, uint32_t *seed) {
    drawing_reset(drawing);
    drawing_set_all(drawing, choose(seed, 8) == 0 ? "figure.width=600 figure.height=800"
                                                  : "figure.width=800 figure.height=600");
    drawing_set_all(drawing, changes[choose(seed, G_N_ELEMENTS(changes))]);
    drawing_set_all(drawing, changes[choose(seed, G_N_ELEMENTS(changes))]);
}

/* What the memory of the last figure shows already is not drawn again. */
static void parts_of_the_last_figure_are_as_drawn_anew(void **state) {
    enum { N_DRAWN = 60 };
    struct drawing *drawing = *state;
    struct image last = {0};
    uint32_t seed = 1;

    for (int i = 0; i < N_DRAWN; i++) {
        set_two(drawing, &seed);
        drawing_draw(drawing); /* from nothing */
        struct image anew = drawing_take(drawing);
        renderer_recycle(drawing->renderer, &last);
        drawing_draw(drawing);
        last = drawing_take(drawing);
        assert_int_equal(anew.width, last.width);
        assert_memory_equal(anew.pixels, last.pixels,
                            anew.width * anew.height * sizeof(anew.pixels[0]));
        image_finish(&anew);
    }
    image_finish(&last);
}

/* ---- memory ---- */

/* Bytes of the heap in use. */
static size_t heap_size(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* Bytes of memory that the process holds. */
static size_t resident_size(void) {
    FILE *stream = fopen("/proc/self/statm", "re");
    size_t n_pages = 0;

    assert_non_null(stream);
    assert_int_equal(fscanf(stream, "%*u %zu", &n_pages), 1);
    fclose(stream);
    return n_pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void draw_often(struct drawing *drawing, int n) {
    for (int i = 0; i < n; i++) {
        struct file file = make_file(drawing, (size_t)i % N_FIGURES);
        free(file.bytes);
    }
}

static void memory_does_not_grow(void **state) {
    static const size_t heap_growth_max = 100000;
    static const size_t resident_growth_max = 2000000;

    if (IS_SANITIZED) {
        skip(); /* the sanitizer keeps what is freed */
    }
    draw_often(*state, 50);
    size_t heap = heap_size();
    size_t resident = resident_size();
    draw_often(*state, 250);
    print_message("heap %zu to %zu, resident %zu to %zu bytes\n", heap, heap_size(), resident,
                  resident_size());
    assert_true(heap_size() < heap + heap_growth_max);
    assert_true(resident_size() < resident + resident_growth_max);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(figures_leave_no_trace),
        TEST_WITH_DRAWING(a_new_renderer_draws_the_same),
        TEST_WITH_DRAWING(parts_of_the_last_figure_are_as_drawn_anew),
        TEST_WITH_DRAWING(memory_does_not_grow),
    };
    return cmocka_run_group_tests(tests, draw_fresh, free_fresh);
}
