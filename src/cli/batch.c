/* gradfig batch: every variant of a spec. */
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <glib.h>

#include "batch/batch.h"

#include "base/error.h"
#include "base/user_text.h"
#include "cli/command.h"

/* ---- options ---- */

static size_t count_processors(void) {
    cpu_set_t processors;

    if (sched_getaffinity(0, sizeof(processors), &processors) != 0) {
        return 1;
    }
    return (size_t)CLAMP(CPU_COUNT(&processors), 1, WORKERS_MAX);
}

static bool read_jobs(const char *text, size_t *n_workers, struct gradfig_error *error) {
    int64_t n = 0;
    char quoted[TEXT_QUOTED_SIZE];

    *n_workers = count_processors();
    if (text == NULL) {
        return true;
    }
    if (text_read_whole(text, &n) != TEXT_OK || n < 1 || n > WORKERS_MAX) {
        text_quote(text, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "-j: expected a number of workers from 1 to %d, found %s", WORKERS_MAX,
                         quoted);
    }
    *n_workers = (size_t)n;
    return true;
}

static bool read_shard(const char *text, struct batch *batch, struct gradfig_error *error) {
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
                    n <= SHARDS_MAX;
    g_strfreev(parts);
    if (!is_shard) {
        text_quote(text, quoted);
        return error_set(error, GRADFIG_INVALID_INPUT,
                         "--shard: expected I/N with 1 <= I <= N <= %d, found %s", SHARDS_MAX,
                         quoted);
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

static bool read_batch(const struct options *options, struct batch *batch,
                       struct gradfig_error *error) {
    batch->variants = options->variants;
    batch->folder = options->output;
    batch->is_forced = options->force;
    batch->prunes = options->prune;
    return ((options->dry_run && !options->prune) || read_folder(options->output, error)) &&
           (batch->format = command_find_format(options->format, error)) != NULL &&
           read_jobs(options->jobs, &batch->n_workers, error) &&
           read_shard(options->shard, batch, error);
}

/* ---- --dry-run ---- */

static const char *plural(size_t n) {
    return n == 1 ? "" : "s";
}

static bool list(const struct batch *batch, struct gradfig_error *error) {
    size_t n = variants_count(batch->variants);
    size_t n_listed = 0;

    batch_write_keys(batch->variants, stdout);
    putchar('\n');
    for (size_t i = batch->shard - 1; i < n && stop_signal == 0 && !ferror(stdout);
         i += batch->n_shards) {
        batch_write_variant(batch->variants, i, stdout);
        putchar('\n');
        n_listed++;
    }
    if (stop_signal != 0) {
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (fflush(stdout) != 0) {
        return true; /* main reports write errors */
    }
    print_message("%zu variant%s", n_listed, plural(n_listed));
    return true;
}

/* ---- --dry-run --prune ---- */

static void list_name(void *context, const char *name) {
    size_t *n_listed = context;

    print_line(stdout, name);
    ++*n_listed;
}

static bool list_earlier(struct batch *batch, struct gradfig_error *error) {
    size_t n_listed = 0;

    batch->stop = &stop_signal;
    if (!batch_visit_earlier(batch, list_name, &n_listed, error)) {
        return false;
    }
    if (fflush(stdout) == 0) { /* else main reports write errors */
        print_message("%zu picture%s of earlier specs would be removed", n_listed,
                      plural(n_listed));
    }
    return true;
}

/* ---- progress ---- */

#define SECOND G_USEC_PER_SEC

/* The progress at one time. */
struct mark {
    gint64 time;
    size_t n;     /* all variants that are done */
    size_t n_new; /* those of them that were not kept */
};

/* What is printed to standard error while the batch runs. */
struct messages {
    bool is_terminal;
    gint64 begun;
    gint64 next;
    struct mark marks[2]; /* the last one is at most MARK_INTERVAL old, the first one older */
    size_t n_failures;
};

enum { FAILURES_PRINTED_MAX = 20, MARK_INTERVAL = 5 * SECOND };

static size_t n_done(const struct batch_progress *progress) {
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

static size_t n_new(const struct batch_progress *progress) {
    return progress->n_drawn + progress->n_failed;
}

/* Variants per second in the last seconds. Once drawing has begun, counts only what is drawn,
 * because keeping a picture is much faster. */
static double rate_of(const struct messages *messages, const struct batch_progress *progress) {
    const struct mark *mark = &messages->marks[0];
    size_t n_drawn = n_new(progress) - mark->n_new;
    size_t n = n_drawn > 0 ? n_drawn : n_done(progress) - mark->n;
    return (double)n / seconds_since(mark->time);
}

static void describe_progress(const struct messages *messages,
                              const struct batch_progress *progress, char *text, size_t size) {
    double rate = rate_of(messages, progress);
    int length = snprintf(text, size, "%zu of %zu", n_done(progress), progress->n);
    char left[64];

    if (n_done(progress) == progress->n) {
        snprintf(text + length, size - (size_t)length, ", writing to the disk");
    } else if (rate > 0) {
        format_time((double)(progress->n - n_done(progress)) / rate, left, sizeof(left));
        snprintf(text + length, size - (size_t)length, ", %.*f/s, %s left", rate < 10 ? 1 : 0, rate,
                 left);
    }
}

static void move_marks(struct messages *messages, const struct batch_progress *progress) {
    gint64 now = g_get_monotonic_time();

    /* A figure may take longer than the interval, so a mark moves only when something is done. */
    if (now - messages->marks[1].time >= MARK_INTERVAL && n_done(progress) > messages->marks[1].n) {
        messages->marks[0] = messages->marks[1];
        messages->marks[1] = (struct mark){now, n_done(progress), n_new(progress)};
    }
}

static int count_columns(void) {
    enum { USUAL = 80 };
    struct winsize size;
    bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return is_known ? size.ws_col : USUAL;
}

/* Fits into one line of the terminal. A narrow terminal gets the text without the bar. */
static void draw_bar(const struct messages *messages, const struct batch_progress *progress) {
    static const char full[] = "##############################";
    enum { WIDTH_MIN = 5, WIDTH_MAX = sizeof(full) - 1, AROUND = 4 }; /* brackets, blank, cursor */
    int n_columns = count_columns();
    char text[160];

    describe_progress(messages, progress, text, sizeof(text));
    int width = MIN(n_columns - AROUND - (int)strlen(text), WIDTH_MAX);
    if (width >= WIDTH_MIN) {
        int n_full = (int)((size_t)width * n_done(progress) / MAX(progress->n, 1));
        fprintf(stderr, "\r[%.*s%*s] %s\033[K", n_full, full, width - n_full, "", text);
    } else {
        fprintf(stderr, "\r%.*s\033[K", MAX(n_columns - 1, 0), text);
    }
}

static void print_progress(struct messages *messages, const struct batch_progress *progress) {
    enum { BAR_INTERVAL = SECOND / 10, LINE_INTERVAL = 30 * SECOND };
    gint64 now = g_get_monotonic_time();
    char text[160];

    move_marks(messages, progress);
    if (now < messages->next) {
        return;
    }
    messages->next = now + (messages->is_terminal ? BAR_INTERVAL : LINE_INTERVAL);
    if (messages->is_terminal) {
        draw_bar(messages, progress);
    } else if (n_done(progress) > 0) {
        describe_progress(messages, progress, text, sizeof(text));
        print_message("%s", text);
    }
}

static void clear_bar(const struct messages *messages) {
    if (messages->is_terminal) {
        fputs("\r\033[K", stderr);
    }
}

static void observe(void *context, const struct batch_progress *progress, const char *name,
                    const char *reason) {
    struct messages *messages = context;

    if (name == NULL) {
        print_progress(messages, progress);
    } else if (messages->n_failures++ < FAILURES_PRINTED_MAX) {
        clear_bar(messages);
        print_message("%s: %s", name, reason);
    }
}

/* What became of the pictures of earlier specs. */
static void print_earlier(const struct batch_progress *progress, const char *shown) {
    if (progress->n_pruned > 0) {
        print_message("%zu picture%s of earlier specs removed", progress->n_pruned,
                      plural(progress->n_pruned));
    }
    if (progress->n_changed > 0) {
        print_message("%zu file%s of earlier specs changed since: not removed", progress->n_changed,
                      plural(progress->n_changed));
    }
    if (progress->n_earlier > 0) {
        print_message("%zu picture%s of earlier specs in %s: --prune removes %s",
                      progress->n_earlier, plural(progress->n_earlier), shown,
                      progress->n_earlier == 1 ? "it" : "them");
    }
}

static void print_end(const struct messages *messages, const struct batch *batch,
                      const struct batch_progress *progress) {
    char time[64];
    double seconds = seconds_since(messages->begun);
    char *shown = text_escape_path(batch->folder);

    format_time(seconds, time, sizeof(time));
    if (messages->n_failures > FAILURES_PRINTED_MAX) {
        print_message("and %zu more failed; the manifest has them all",
                      messages->n_failures - FAILURES_PRINTED_MAX);
    }
    print_message("%zu variant%s: %zu drawn, %zu kept, %zu failed, in %s (%.0f/s)", progress->n,
                  plural(progress->n), progress->n_drawn, progress->n_kept, progress->n_failed,
                  time, (double)n_done(progress) / seconds);
    print_message(batch->n_shards == 1 ? "%s/index.html shows them"
                                       : "gradfig gallery %s joins all shards",
                  shown);
    print_earlier(progress, shown);
    g_free(shown);
}

/* Explains how to continue a batch that did not finish. */
static void print_rest(const struct batch *batch, const struct batch_progress *progress) {
    size_t n_there = progress->n_drawn + progress->n_kept;

    if (batch->is_forced && n_there > 0) {
        print_message(
            "%zu of %zu variants were drawn again; without --force the same command keeps "
            "them",
            n_there, progress->n);
    } else if (n_there > 0 && n_there < progress->n) {
        print_message("%zu of %zu variants are drawn; the same command draws the rest", n_there,
                      progress->n);
    }
    if (progress->lost_page) {
        char *shown = text_escape_path(batch->folder);
        print_message("%s/index.html showed another spec and was removed; the same command or "
                      "gradfig gallery writes a new one",
                      shown);
        g_free(shown);
    }
}

/* ---- the command ---- */

static bool draw(struct batch *batch, struct gradfig_error *error) {
    gint64 now = g_get_monotonic_time();
    struct messages messages = {
        .is_terminal = isatty(STDERR_FILENO),
        .begun = now,
        .marks = {{now, 0, 0}, {now, 0, 0}},
    };
    struct batch_progress progress = {0};

    signal(SIGPIPE, SIG_IGN); /* drawing goes on even if nobody reads the messages */
    messages.next = now + (messages.is_terminal ? 0 : 30 * SECOND);
    batch->stop = &stop_signal;
    batch->observe = observe;
    batch->context = &messages;
    bool done = batch_run(batch, &progress, error);
    clear_bar(&messages);
    if (!done) {
        print_rest(batch, &progress);
        return false;
    }
    print_end(&messages, batch, &progress);
    return progress.n_failed == 0 ||
           error_set(error, GRADFIG_WORK_FAILED, "%zu of %zu variants failed", progress.n_failed,
                     progress.n);
}

static bool batch(const struct options *options, struct gradfig_error *error) {
    struct batch batch = {0};

    if (!read_batch(options, &batch, error)) {
        return false;
    }
    if (options->dry_run) {
        return options->prune ? list_earlier(&batch, error) : list(&batch, error);
    }
    return draw(&batch, error);
}

const struct command command_batch = {
    .name = "batch",
    .arguments = "SPEC -o DIR [-j N] [--shard I/N] [--force] [--dry-run] [--prune]\n"
                 "       [--format {choices}] [--theme-pair] [--set KEY=VALUE]...",
    .help =
        "draw every variant of a spec\n\n"
        "  SPEC               a YAML file with vary, or - for standard input\n"
        "  -o DIR             draw into DIR; undamaged pictures with the same parameters are\n"
        "                     kept\n"
        "  -j N               use N workers; without it, one for each processor\n"
        "  --shard I/N        draw part I of N; gradfig gallery DIR joins the parts\n"
        "  --force            draw everything again\n"
        "  --dry-run          list names and parameters, and draw nothing\n"
        "  --prune            in the end remove the pictures of earlier specs that manifests in\n"
        "                     DIR list; with --dry-run list them instead\n"
        "  --format FORMAT    {words}; without it the spec's, or {default}\n"
        "  --theme-pair       draw each variant for light and for dark pages\n"
        "  --set KEY=VALUE    change a parameter that the spec does not vary\n\n"
        "DIR/manifest.csv lists every variant, DIR/index.html shows them, and\n"
        "DIR/batch.yaml is the spec that draws them again.\n",
    .options = "osfjhFnpt",
    .format_word = figure_format_word,
    .operands = OPERANDS_BATCH,
    .work = batch,
};
