/* Writes results to a file or to standard output, and recognizes files that they must not replace.
 */
#include "cli/sink.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/attributes.h"
#include "base/file.h"
#include "base/user_text.h"
#include "batch/gallery_page.h"
#include "batch/manifest.h"
#include "cli/command.h"
#include "measurements/stack_yaml.h"
#include "output/formats.h"
#include "spec/spec_file.h"

bool sink_check(const char *path, const struct file_rule *rule, bool *is_file,
                struct gradfig_error *error) {
    *is_file = false;
    return strcmp(path, "-") == 0 || file_check(path, rule, is_file, error);
}

static bool are_apart(const char *path, const char *other, struct gradfig_error *error) {
    return path == NULL || other == NULL || strcmp(path, "-") == 0 || strcmp(other, "-") == 0 ||
           !file_has_place_of(path, other) ||
           error_set_at(error, GRADFIG_INVALID_INPUT, path,
                        "expected a file for each result, found two results for this one; choose "
                        "another name");
}

bool sink_check_apart(const char *const *paths, size_t n, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 1; i < n; i++) {
        for (size_t j = 0; done && j < i; j++) {
            done = are_apart(paths[i], paths[j], error);
        }
    }
    return done;
}

bool sink_open(struct sink *sink, const char *path, const struct file_rule *rule,
               struct gradfig_error *error) {
    struct file_output file;

    if (strcmp(path, "-") == 0) {
        progress_end(); /* the same terminal may show the result */
        *sink = (struct sink){.stream = stdout};
        return true;
    }
    signals_hold();
    if (!file_open(&file, path, rule, error)) {
        signals_release();
        return false;
    }
    *sink = (struct sink){.stream = file.stream, .file = file};
    return true;
}

bool sink_fill(struct sink *sink, const char *path, const struct file_rule *rule,
               const struct bytes *bytes, struct gradfig_error *error) {
    bool done = sink_open(sink, path, rule, error);

    if (done) {
        fwrite(bytes->data, 1, bytes->n, sink->stream); /* the commit finds the errors */
    }
    return done;
}

/* Says in one line what the new file has not kept of the older one. */
static void print_lost(const struct sink *sink, const char *path) {
    if (sink->file.lost != 0) {
        g_autofree char *lost = attributes_describe(sink->file.lost);
        print_message("warning: %s: the new file does not have the old file's: %s", path, lost);
    }
}

/* Says on a terminal where the result is. */
static void print_written(const char *path) {
    if (isatty(STDERR_FILENO) != 0) {
        print_message("wrote %s", path);
    }
}

bool sink_flush_output(struct gradfig_error *error) {
    int cause = file_flush(stdout);
    return cause == 0 || error_set(error, GRADFIG_WORK_FAILED, "standard output: cannot write: %s",
                                   g_strerror(cause));
}

/* Commits sinks, which are all files. */
static bool commit_files(struct sink *const *sinks, size_t n, struct gradfig_error *error) {
    enum { N_MAX = 2 };
    struct file_output *files[N_MAX] = {NULL};
    char *paths[N_MAX] = {NULL};

    for (size_t i = 0; i < n; i++) {
        files[i] = &sinks[i]->file;
        bool is_device = files[i]->temporary == NULL;
        paths[i] = is_device ? NULL : text_escape_path(files[i]->shown);
    }
    bool done = file_commit_all(files, n, error);
    signals_release();
    for (size_t i = 0; i < n; i++) {
        if (done && paths[i] != NULL) {
            print_lost(sinks[i], paths[i]);
            print_written(paths[i]);
        }
        g_free(paths[i]);
        sinks[i]->stream = NULL;
    }
    return done;
}

bool sink_commit_all(struct sink *const *sinks, size_t n, struct gradfig_error *error) {
    if (!error_check_stop(&stop_signal, error)) {
        for (size_t i = 0; i < n; i++) {
            sink_discard(sinks[i]);
        }
        return false;
    }
    return sinks[0]->stream == stdout ? sink_flush_output(error) : commit_files(sinks, n, error);
}

bool sink_commit(struct sink *sink, struct gradfig_error *error) {
    return sink_commit_all(&sink, 1, error);
}

bool sink_write(const char *path, const struct file_rule *rule, const struct bytes *bytes,
                struct gradfig_error *error) {
    struct sink sink;
    return sink_fill(&sink, path, rule, bytes, error) && sink_commit(&sink, error);
}

void sink_discard(struct sink *sink) {
    if (sink->stream != stdout && sink->stream != NULL) {
        file_discard(&sink->file);
        signals_release();
    }
    sink->stream = NULL;
}

/* ---- what it may replace ---- */

/* Without a carriage return at the ends of lines. False for a file that is no text, or is larger
 * than specs. */
static bool read_text(int descriptor, struct bytes *text) {
    struct gradfig_error error;
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0); /* reading closes it */
    bool is_text = file_read_descriptor(copy, "a text", SPEC_FILE_MAX, text, &error) &&
                   strlen(text->data) == text->n;

    bytes_restore_lines(text);
    return is_text;
}

static const char *refuse_texts(int descriptor) {
    g_autofree char *head = file_read_head(descriptor);
    ENDED_BY(bytes_finish) struct bytes text = {0};

    if (manifest_is_ours(head)) {
        return "the manifest of a batch";
    }
    if (gallery_page_is_ours(head)) {
        return "the page of a batch";
    }
    bool is_spec = read_text(descriptor, &text) && spec_file_recognize(text.data, text.n);
    return is_spec ? "a spec" : NULL;
}

static const char *refuse_edits(int descriptor) {
    ENDED_BY(bytes_finish) struct bytes text = {0};
    bool is_unchanged = read_text(descriptor, &text) && stack_yaml_is_unchanged(text.data);

    return is_unchanged
               ? NULL
               : "a file without the right checksum (it has edits, or an earlier gradfig wrote it)";
}

static bool has_force(const struct options *options) {
    return command_has_option(options->command, "force");
}

struct file_rule replace_chosen(const struct options *options) {
    return (struct file_rule){
        .inputs = spec_inputs(&options->spec),
        .refusal = options->force ? NULL : refuse_texts,
        .expected = "a file that a result may replace",
        .advice = has_force(options) ? "choose another name with -o, or add --force"
                                     : "choose another name with -o, or remove it",
    };
}

struct file_rule replace_fit(const struct options *options) {
    struct file_rule rule = replace_chosen(options);

    rule.refusal = options->force ? NULL : refuse_edits;
    rule.expected = "no file, or a spec that fit wrote and nobody has changed";
    return rule;
}

struct file_rule replace_made_up(const struct options *options) {
    return (struct file_rule){
        .inputs = spec_inputs(&options->spec),
        .refusal = options->force ? NULL : figure_file_refusal,
        .expected = "a figure of gradfig's in this place",
        .advice = has_force(options) ? "choose another name with -o, or add --force"
                                     : "choose another name with -o",
        .is_own_name = true,
    };
}
