/* gradfig batch: every variant of a spec. */
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "base/error.h"
#include "base/user_text.h"
#include "batch/batch.h"
#include "batch/shard.h"
#include "cli/batch_messages.h"
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

    *n_workers = count_processors();
    if (text == NULL) {
        return true;
    }
    if (text_read_whole(text, &n) != TEXT_OK || n < 1 || n > WORKERS_MAX) {
        return error_set_found(error, text, "-j: expected a number of workers from 1 to %d",
                               WORKERS_MAX);
    }
    *n_workers = (size_t)n;
    return true;
}

static bool read_shard(const char *text, struct batch *batch, struct gradfig_error *error) {
    batch->shard = 1;
    batch->n_shards = 1;
    return text == NULL || shard_read(text, "/", &batch->shard, &batch->n_shards) ||
           error_set_found(error, text, "--shard: expected I/N with 1 <= I <= N <= %d", SHARDS_MAX);
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
    batch->stop = &stop_signal;
    batch->format =
        figure_format_find(options->format != NULL ? options->format : options->spec_format);
    bool is_list = options->dry_run && !options->prune && options->output == NULL;
    return (is_list || read_folder(options->output, error)) &&
           read_jobs(options->jobs, &batch->n_workers, error) &&
           read_shard(options->shard, batch, error);
}

/* ---- --dry-run ---- */

static bool list(const struct batch *batch, struct gradfig_error *error) {
    size_t n = variants_count(batch->variants);
    size_t n_listed = 0;
    g_autoptr(GString) name = g_string_new(NULL);

    batch_write_keys(batch->variants, stdout);
    putchar('\n');
    for (size_t i = batch->shard - 1; i < n && stop_signal == 0 && !ferror(stdout);
         i += batch->n_shards) {
        batch_write_variant(batch->variants, i, name, stdout);
        putchar_unlocked('\n');
        n_listed++;
    }
    if (!error_check_stop(&stop_signal, error)) {
        return false;
    }
    if (fflush(stdout) == 0) { /* else main reports write errors */
        print_message("%zu variant%s", n_listed, plural_ending(n_listed));
    }
    return true;
}

/* ---- --dry-run --prune ---- */

static void list_name(void *context, const char *name) {
    size_t *n_listed = context;

    print_line(stdout, name);
    ++*n_listed;
}

static bool list_earlier(const struct batch *batch, struct gradfig_error *error) {
    size_t n_listed = 0;

    if (!batch_visit_earlier(batch, list_name, &n_listed, error)) {
        return false;
    }
    if (fflush(stdout) == 0) { /* else main reports write errors */
        print_message("%zu picture%s of earlier specs would be removed", n_listed,
                      plural_ending(n_listed));
    }
    return true;
}

/* ---- the command ---- */

/* A spec without vary is rarely meant. */
static void warn_without_keys(const struct options *options) {
    if (variants_n_keys(options->variants) == 0) {
        g_autofree char *name = source_describe(options->operands.items[0]);
        print_message("%s has no vary, so it is one picture", name);
    }
}

static bool draw(struct batch batch, struct gradfig_error *error) {
    struct batch_messages messages;
    struct batch_progress progress = {0};

    signal(SIGPIPE, SIG_IGN); /* drawing goes on even if nobody reads the messages */
    batch_messages_begin(&messages);
    batch.observe = batch_messages_observe;
    batch.context = &messages;
    bool done = batch_run(&batch, &progress, error);
    batch_messages_end(&messages, &batch, &progress, done ? NULL : error);
    g_ptr_array_unref(progress.kept);
    return done && (progress.n_failed == 0 ||
                    error_set(error, GRADFIG_WORK_FAILED, "%zu of %zu variants failed",
                              progress.n_failed, progress.n));
}

static bool batch(const struct options *options, struct gradfig_error *error) {
    struct batch batch = {0};

    if (!read_batch(options, &batch, error)) {
        return false;
    }
    warn_without_keys(options);
    if (options->dry_run) {
        return (batch.folder == NULL || batch_check(&batch, error)) &&
               (options->prune ? list_earlier(&batch, error) : list(&batch, error));
    }
    return draw(batch, error);
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
    .examples = {"batch vary.yaml -o pictures --dry-run",
                 "batch vary.yaml -o pictures -j 4 --set figure.theme=dark"},
    .format_word = figure_format_word,
    .operands = {1, "spec", "a spec"},
    .reads = READS_VARIANTS,
    .draws = true,
    .ends_itself = true,
    .has_progress = true,
    .work = batch,
};
