/* gradfig batch: every variant of a spec. */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include <gradfig/batch.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/command.h"

/* ---- options ---- */

static size_t count_processors(void) {
    cpu_set_t processors;

    if (sched_getaffinity(0, sizeof(processors), &processors) != 0) {
        return 1;
    }
    return (size_t)CLAMP(CPU_COUNT(&processors), 1, GRADFIG_WORKERS_MAX);
}

static bool read_jobs(const char *text, size_t *n_workers, struct gradfig_error *error) {
    int64_t n = 0;
    char quoted[TEXT_QUOTED_SIZE];

    *n_workers = count_processors();
    if (text == NULL) {
        return true;
    }
    if (text_read_whole(text, &n) != TEXT_OK || n < 1 || n > GRADFIG_WORKERS_MAX) {
        text_quote(text, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "-j: expected a number of workers from 1 to %d, found %s",
                         GRADFIG_WORKERS_MAX, quoted);
    }
    *n_workers = (size_t)n;
    return true;
}

static bool read_shard(const char *text, struct gradfig_batch *batch, struct gradfig_error *error) {
    int64_t number = 0;
    int64_t n = 0;
    char quoted[TEXT_QUOTED_SIZE];

    batch->shard = 1;
    batch->n_shards = 1;
    if (text == NULL) {
        return true;
    }
    char **parts = g_strsplit(text, "/", -1);
    bool is_shard = g_strv_length(parts) == 2 && text_read_whole(parts[0], &number) == TEXT_OK &&
                    text_read_whole(parts[1], &n) == TEXT_OK && number >= 1 && number <= n &&
                    n <= GRADFIG_SHARDS_MAX;
    g_strfreev(parts);
    if (!is_shard) {
        text_quote(text, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "--shard: expected I/N with 1 <= I <= N <= %d, found %s",
                         GRADFIG_SHARDS_MAX, quoted);
    }
    batch->shard = (size_t)number;
    batch->n_shards = (size_t)n;
    return true;
}

static bool read_folder(const char *folder, struct gradfig_error *error) {
    bool is_folder = folder != NULL && *folder != '\0' && strcmp(folder, "-") != 0;
    return is_folder || error_set(error, GRADFIG_INVALID_INPUT,
                                  "batch: expected -o DIR, the folder to draw into");
}

static bool read_batch(const struct options *options, struct gradfig_batch *batch,
                       struct gradfig_error *error) {
    batch->variants = options->variants;
    batch->folder = options->output;
    batch->is_forced = options->force;
    return (options->dry_run || read_folder(options->output, error)) &&
           command_read_format(options->format, &batch->format, error) &&
           read_jobs(options->jobs, &batch->n_workers, error) &&
           read_shard(options->shard, batch, error);
}

/* ---- --dry-run ---- */

static bool list(const struct gradfig_batch *batch, struct gradfig_error *error) {
    size_t n = gradfig_variants_count(batch->variants);
    size_t n_listed = 0;

    gradfig_manifest_write_header(batch->variants, stdout, "\n");
    for (size_t i = batch->shard - 1; i < n && stop_signal == 0 && !ferror(stdout);
         i += batch->n_shards) {
        gradfig_manifest_write_variant(batch->variants, i, stdout);
        putchar('\n');
        n_listed++;
    }
    if (stop_signal != 0) {
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (fflush(stdout) != 0) {
        return true; /* the end of the command tells of it */
    }
    report("%zu variant%s", n_listed, n_listed == 1 ? "" : "s");
    return true;
}

/* ---- how far it is ---- */

/* What is told while the batch runs, on standard error. */
struct telling {
    bool is_terminal;
    gint64 begun;
    gint64 next;
    size_t n_faults;
};

enum { FAULTS_TOLD_MAX = 20 };
#define SECOND G_USEC_PER_SEC

static size_t n_done(const struct gradfig_batch_progress *progress) {
    return progress->n_drawn + progress->n_kept + progress->n_failed;
}

static double seconds_since(gint64 begun) {
    return MAX((double)(g_get_monotonic_time() - begun), 1) / SECOND;
}

/* "0:28", "1:02:03" */
static void format_time(double seconds, char *text, size_t size) {
    long long left = (long long)(seconds + 0.5);

    if (left < 3600) {
        snprintf(text, size, "%lld:%02lld", left / 60, left % 60);
    } else {
        snprintf(text, size, "%lld:%02lld:%02lld", left / 3600, left / 60 % 60, left % 60);
    }
}

static void describe_progress(const struct telling *telling,
                              const struct gradfig_batch_progress *progress, char *text,
                              size_t size) {
    double rate = (double)n_done(progress) / seconds_since(telling->begun);
    char left[64];

    format_time((double)(progress->n - n_done(progress)) / MAX(rate, 1e-3), left, sizeof(left));
    snprintf(text, size, "%zu of %zu, %.*f/s, %s left", n_done(progress), progress->n,
             rate < 10 ? 1 : 0, rate, left);
}

static void draw_bar(const struct telling *telling, const struct gradfig_batch_progress *progress) {
    enum { WIDTH = 30 };
    static const char full[] = "##############################";
    char text[160];
    int n_full = (int)(WIDTH * n_done(progress) / MAX(progress->n, 1));

    describe_progress(telling, progress, text, sizeof(text));
    fprintf(stderr, "\r[%.*s%*s] %s\033[K", n_full, full, WIDTH - n_full, "", text);
}

static void tell_progress(struct telling *telling, const struct gradfig_batch_progress *progress) {
    enum { BAR_INTERVAL = SECOND / 10, LINE_INTERVAL = 30 * SECOND };
    gint64 now = g_get_monotonic_time();
    char text[160];

    if (now < telling->next) {
        return;
    }
    telling->next = now + (telling->is_terminal ? BAR_INTERVAL : LINE_INTERVAL);
    if (telling->is_terminal) {
        draw_bar(telling, progress);
    } else if (n_done(progress) > 0) {
        describe_progress(telling, progress, text, sizeof(text));
        report("%s", text);
    }
}

static void clear_bar(const struct telling *telling) {
    if (telling->is_terminal) {
        fputs("\r\033[K", stderr);
    }
}

static void observe(void *context, const struct gradfig_batch_progress *progress, const char *name,
                    const char *reason) {
    struct telling *telling = context;

    if (name == NULL) {
        tell_progress(telling, progress);
    } else if (telling->n_faults++ < FAULTS_TOLD_MAX) {
        clear_bar(telling);
        report("%s: %s", name, reason);
    }
}

static void tell_end(const struct telling *telling, const struct gradfig_batch_progress *progress) {
    char time[64];
    double seconds = seconds_since(telling->begun);

    format_time(seconds, time, sizeof(time));
    if (telling->n_faults > FAULTS_TOLD_MAX) {
        report("and %zu more failed; manifest.csv has them all",
               telling->n_faults - FAULTS_TOLD_MAX);
    }
    report("%zu variants: %zu drawn, %zu kept, %zu failed, in %s (%.0f/s)", progress->n,
           progress->n_drawn, progress->n_kept, progress->n_failed, time,
           (double)n_done(progress) / seconds);
}

/* ---- the command ---- */

static bool draw(struct gradfig_batch *batch, struct gradfig_error *error) {
    struct telling telling = {.is_terminal = isatty(STDERR_FILENO),
                              .begun = g_get_monotonic_time()};
    struct gradfig_batch_progress progress = {0};

    telling.next = telling.begun + (telling.is_terminal ? 0 : 30 * SECOND);
    batch->stop = &stop_signal;
    batch->observe = observe;
    batch->context = &telling;
    bool done = gradfig_batch_run(batch, &progress, error);
    clear_bar(&telling);
    if (!done) {
        if (n_done(&progress) > 0) {
            report("%zu of %zu variants are there; the same command draws the rest",
                   progress.n_drawn + progress.n_kept, progress.n);
        }
        return false;
    }
    tell_end(&telling, &progress);
    if (batch->n_shards == 1) {
        char *shown = text_escape_path(batch->folder);
        report("%s/index.html shows them", shown);
        g_free(shown);
    }
    return progress.n_failed == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "%zu of %zu variants failed", progress.n_failed,
                     progress.n);
}

static bool batch(const struct options *options, struct gradfig_error *error) {
    struct gradfig_batch batch = {0};

    if (!read_batch(options, &batch, error)) {
        return false;
    }
    return options->dry_run ? list(&batch, error) : draw(&batch, error);
}

const struct command command_batch = {
    .name = "batch",
    .arguments = "SPEC -o DIR [-j N] [--shard I/N] [--force] [--dry-run] [--format png|svg|pdf]\n"
                 "       [--theme-pair] [--set KEY=VALUE]...",
    .help = "draw every variant of a spec\n\n"
            "  SPEC               a YAML file with vary, or - for standard input\n"
            "  -o DIR             draw into DIR; what is there, undamaged and of the same\n"
            "                     parameters, is kept\n"
            "  -j N               so many workers; without it, one for each processor\n"
            "  --shard I/N        draw part I of N; gradfig gallery DIR joins the parts\n"
            "  --force            draw everything anew\n"
            "  --dry-run          list names and parameters, and draw nothing\n"
            "  --format FORMAT    png, svg or pdf; png without it\n"
            "  --theme-pair       draw each variant for light and for dark pages\n"
            "  --set KEY=VALUE    change a parameter that the spec does not vary\n\n"
            "DIR/manifest.csv lists every variant, DIR/index.html shows them.\n",
    .options = "osfjhFnt",
    .operands = OPERANDS_BATCH,
    .work = batch,
};
