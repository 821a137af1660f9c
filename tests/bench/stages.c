/* How long each stage of the article's figure takes in a warm process: stages [ROUNDS]
 * Prints lowest and median milliseconds of processor time. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <glib.h>

#include "output/png.h"
#include "rendering/figure/renderer.h"

enum { ROUNDS_MAX = 1000 };

struct work {
    struct renderer *renderer;
    struct spec spec;
    struct series series;
    struct image image;
    struct bytes file;
    struct gradfig_error error;
};

/* Functions of their own for profilers. */

static bool __attribute__((noinline)) simulate(struct work *work) {
    return renderer_collect(&work->series, &work->spec, NULL, &work->error);
}

static bool __attribute__((noinline)) draw(struct work *work) {
    return renderer_draw(work->renderer, &work->series, &work->image, &work->error);
}

static bool __attribute__((noinline)) encode(struct work *work) {
    const struct about about = {.dpi = 100, .software = "gradfig"};
    png_write(&work->image, COLORS_EXACT, &about, &work->file);
    return true;
}

static struct stage {
    const char *name;
    bool (*run)(struct work *work);
    double times[ROUNDS_MAX]; /* ms */
} stages[] = {{.name = "simulate", .run = simulate},
              {.name = "draw", .run = draw},
              {.name = "encode", .run = encode}};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

static bool run_stages(struct work *work, size_t round) {
    bool done = true;

    for (size_t i = 0; i < G_N_ELEMENTS(stages) && done; i++) {
        double begin = now();
        done = stages[i].run(work);
        stages[i].times[round] = now() - begin;
    }
    return done;
}

static void finish_round(struct work *work) {
    series_finish(&work->series);
    if (work->renderer != NULL) {
        image_forget_drawn(&work->image); /* the next round draws all of it */
        renderer_recycle(work->renderer, &work->image);
    }
    bytes_finish(&work->file);
}

/* A function of its own for profilers, too. */
static bool __attribute__((noinline)) run_warm(struct work *work, size_t n_rounds) {
    bool done = true;

    for (size_t round = 0; round < n_rounds && done; round++) {
        done = run_stages(work, round);
        if (round + 1 < n_rounds) {
            finish_round(work);
        }
    }
    return done;
}

static int compare(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

static void print_times(size_t n_rounds, size_t n_bytes) {
    printf("%-10s %8s %8s\n", "stage", "lowest", "median");
    for (size_t i = 0; i < G_N_ELEMENTS(stages); i++) {
        qsort(stages[i].times, n_rounds, sizeof(stages[i].times[0]), compare);
        printf("%-10s %8.3f %8.3f ms\n", stages[i].name, stages[i].times[0],
               stages[i].times[n_rounds / 2]);
    }
    printf("%zu bytes\n", n_bytes);
}

int main(int n_arguments, char **arguments) {
    size_t n_rounds = n_arguments > 1 ? strtoul(arguments[1], NULL, 10) : 100;
    struct work work = {0};

    n_rounds = CLAMP(n_rounds, 1, ROUNDS_MAX);
    spec_init(&work.spec);
    work.renderer = renderer_create(&work.error);
    bool done = work.renderer != NULL && run_stages(&work, 0);
    finish_round(&work);
    done = done && run_warm(&work, n_rounds);
    if (done) {
        print_times(n_rounds, work.file.n);
    } else {
        fprintf(stderr, "stages: %s\n", work.error.message);
    }
    finish_round(&work);
    renderer_destroy(work.renderer);
    spec_finish(&work.spec);
    return done ? 0 : 1;
}
