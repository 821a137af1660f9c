/* What gradfig batch says on standard error: the progress, the failures and the end. */
#include "cli/batch_messages.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/attributes.h"
#include "base/user_text.h"
#include "cli/command.h"

/* ---- progress ---- */

#define SECOND G_USEC_PER_SEC

enum {
    FAILURES_PRINTED_MAX = 20,
    MARK_INTERVAL = 5 * SECOND,
    BAR_INTERVAL = SECOND / 10,
    LINE_INTERVAL = 30 * SECOND,
};

static size_t n_done(const struct batch_progress *progress) {
    return progress->n_drawn + progress->n_kept + progress->n_failed;
}

static double seconds_since(gint64 begun) {
    return MAX((double)(g_get_monotonic_time() - begun), 1) / SECOND;
}

/* "0:28", "1:02:03"; freed with g_free. */
static char *write_time(double seconds) {
    long long left = (long long)(seconds + 0.5);

    return left < 3600
               ? g_strdup_printf("%lld:%02lld", left / 60, left % 60)
               : g_strdup_printf("%lld:%02lld:%02lld", left / 3600, left / 60 % 60, left % 60);
}

static size_t n_new(const struct batch_progress *progress) {
    return progress->n_drawn + progress->n_failed;
}

/* Variants per second in the last seconds. Once drawing has begun, counts only what is drawn,
 * because keeping a picture is much faster. */
static double rate_of(const struct batch_messages *messages,
                      const struct batch_progress *progress) {
    const struct batch_mark *mark = &messages->marks[0];
    size_t n_drawn = n_new(progress) - mark->n_new;
    size_t n = n_drawn > 0 ? n_drawn : n_done(progress) - mark->n;
    return (double)n / seconds_since(mark->time);
}

/* Freed with g_free. */
static char *describe_progress(const struct batch_messages *messages,
                               const struct batch_progress *progress) {
    double rate = rate_of(messages, progress);
    size_t n = n_done(progress);

    if (n == progress->n || rate <= 0) {
        return g_strdup_printf("%zu of %zu%s", n, progress->n,
                               n == progress->n ? ", writing to the disk" : "");
    }
    g_autofree char *left = write_time((double)(progress->n - n) / rate);
    return g_strdup_printf("%zu of %zu, %.*f/s, %s left", n, progress->n, rate < 10 ? 1 : 0, rate,
                           left);
}

static void move_marks(struct batch_messages *messages, const struct batch_progress *progress) {
    gint64 now = g_get_monotonic_time();

    /* A figure may take longer than the interval, so a mark moves only when something is done. */
    if (now - messages->marks[1].time >= MARK_INTERVAL && n_done(progress) > messages->marks[1].n) {
        messages->marks[0] = messages->marks[1];
        messages->marks[1] = (struct batch_mark){now, n_done(progress), n_new(progress)};
    }
}

static int count_columns(void) {
    enum { USUAL = 80 };
    struct winsize size;
    bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return is_known ? size.ws_col : USUAL;
}

/* Fits into one line of the terminal. A narrow terminal gets the text without the bar. */
static void draw_bar(const struct batch_messages *messages, const struct batch_progress *progress) {
    static const char full[] = "##############################";
    enum { WIDTH_MIN = 5, WIDTH_MAX = sizeof(full) - 1, AROUND = 4 }; /* brackets, blank, cursor */
    int n_columns = count_columns();
    g_autofree char *text = describe_progress(messages, progress);
    int width = MIN(n_columns - AROUND - (int)strlen(text), WIDTH_MAX);
    if (width >= WIDTH_MIN) {
        int n_full = (int)((size_t)width * n_done(progress) / MAX(progress->n, 1));
        fprintf(stderr, "\r[%.*s%*s] %s\033[K", n_full, full, width - n_full, "", text);
    } else {
        fprintf(stderr, "\r%.*s\033[K", MAX(n_columns - 1, 0), text);
    }
}

static void print_progress(struct batch_messages *messages, const struct batch_progress *progress) {
    gint64 now = g_get_monotonic_time();

    move_marks(messages, progress);
    if (now < messages->next) {
        return;
    }
    messages->next = now + (messages->is_terminal ? BAR_INTERVAL : LINE_INTERVAL);
    if (messages->is_terminal) {
        draw_bar(messages, progress);
    } else if (n_done(progress) > 0) {
        g_autofree char *text = describe_progress(messages, progress);
        print_message("%s", text);
    }
}

static void clear_bar(const struct batch_messages *messages) {
    if (messages->is_terminal) {
        fputs("\r\033[K", stderr);
    }
}

void batch_messages_observe(void *context, const struct batch_progress *progress, const char *name,
                            const char *reason) {
    struct batch_messages *messages = context;

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
                      plural_ending(progress->n_pruned));
    }
    if (progress->kept->len > 0) {
        g_autofree char *names = text_list_few((char **)progress->kept->pdata, progress->kept->len);
        print_message("%u file%s of earlier specs not removed, because changed since: %s",
                      progress->kept->len, plural_ending(progress->kept->len), names);
    }
    if (progress->n_earlier > 0) {
        print_message("%zu picture%s of earlier specs in %s: --prune removes %s",
                      progress->n_earlier, plural_ending(progress->n_earlier), shown,
                      progress->n_earlier == 1 ? "it" : "them");
    }
}

static void print_some(const struct batch *batch, const struct batch_some *some, const char *what,
                       const char *rest) {
    if (some->n > 0) {
        g_autofree char *shown = text_escape_path(batch->folder);
        g_autofree char *name = variants_name(batch->variants, some->first);
        g_autofree char *first = g_build_filename(shown, name, NULL);
        print_message("warning: %s %zu picture%s, starting with %s%s", what, some->n,
                      plural_ending(some->n), first, rest);
    }
}

static void print_lost(const struct batch_progress *progress) {
    if (progress->n_lost > 0) {
        g_autofree char *lost = attributes_describe(progress->lost);
        print_message("warning: cannot keep of older pictures (%zu): %s", progress->n_lost, lost);
    }
}

static void print_end(const struct batch_messages *messages, const struct batch *batch,
                      const struct batch_progress *progress) {
    double seconds = seconds_since(messages->begun);
    g_autofree char *time = write_time(seconds);
    g_autofree char *shown = text_escape_path(batch->folder);
    g_autofree char *page = g_build_filename(shown, "index.html", NULL);
    g_autofree char *rate = n_new(progress) == 0
                                ? g_strdup("")
                                : g_strdup_printf(" (%.0f/s)", (double)n_new(progress) / seconds);

    if (messages->n_failures > FAILURES_PRINTED_MAX) {
        print_message("and %zu more failed; the manifest has them all",
                      messages->n_failures - FAILURES_PRINTED_MAX);
    }
    print_message("%zu variant%s: %zu drawn, %zu kept, %zu failed, in %s%s", progress->n,
                  plural_ending(progress->n), progress->n_drawn, progress->n_kept,
                  progress->n_failed, time, rate);
    if (batch->n_shards == 1) {
        print_message("%s shows them", page);
    } else {
        print_message("gradfig gallery %s joins all shards", shown);
    }
    print_some(batch, &progress->crowded, "no room for all texts in",
               "; gradfig render says what is missing");
    print_some(batch, &progress->changed,
               "drawn again, because the files were changed or damaged:", "");
    print_lost(progress);
    print_earlier(progress, shown);
}

/* Explains how to continue a batch that did not finish. After a signal, the command's last line
 * says that the same command goes on. */
static void print_rest(const struct batch *batch, const struct batch_progress *progress,
                       bool is_interrupted) {
    size_t n_there = progress->n_drawn + progress->n_kept;

    if (batch->is_forced && n_there > 0) {
        print_message(
            "%zu of %zu variants were drawn again; without --force the same command keeps "
            "them",
            n_there, progress->n);
    } else if (n_there > 0 && n_there < progress->n) {
        print_message("%zu of %zu variants are drawn%s", n_there, progress->n,
                      is_interrupted ? "" : "; the same command draws the rest");
    }
    if (progress->lost_page) {
        g_autofree char *shown = text_escape_path(batch->folder);
        g_autofree char *page = g_build_filename(shown, "index.html", NULL);
        print_message("%s showed another spec and was removed; the same command or gradfig gallery "
                      "writes a new one",
                      page);
    }
}

/* ---- from begin to end ---- */

void batch_messages_begin(struct batch_messages *messages) {
    gint64 now = g_get_monotonic_time();

    *messages = (struct batch_messages){
        .is_terminal = isatty(STDERR_FILENO),
        .begun = now,
        .marks = {{now, 0, 0}, {now, 0, 0}},
    };
    messages->next = now + (messages->is_terminal ? 0 : LINE_INTERVAL);
}

void batch_messages_end(const struct batch_messages *messages, const struct batch *batch,
                        const struct batch_progress *progress,
                        const struct gradfig_error *failure) {
    clear_bar(messages);
    if (failure == NULL) {
        print_end(messages, batch, progress);
    } else if (failure->code != GRADFIG_INVALID_INPUT) { /* then the same command fails again */
        print_rest(batch, progress, failure->code == GRADFIG_INTERRUPTED);
    }
}
