/* Writes results to a file or to standard output. */
#include "cli/sink.h"

#include <string.h>

#include "cli/command.h"

bool sink_open(struct sink *sink, const char *path, struct gradfig_error *error) {
    struct file_output file;

    if (strcmp(path, "-") == 0) {
        progress_end(); /* the same terminal may show the result */
        *sink = (struct sink){.stream = stdout};
        return true;
    }
    signals_hold();
    if (!file_open(&file, path, error)) {
        signals_release();
        return false;
    }
    *sink = (struct sink){.stream = file.stream, .file = file};
    return true;
}

bool sink_commit(struct sink *sink, struct gradfig_error *error) {
    if (stop_signal != 0) {
        sink_discard(sink);
        return error_set(error, GRADFIG_INTERRUPTED, "interrupted");
    }
    if (sink->stream != stdout) {
        bool done = file_commit(&sink->file, error);
        signals_release();
        return done;
    }
    int cause = file_flush(stdout);
    return cause == 0 || error_set(error, GRADFIG_WORK_FAILED, "standard output: cannot write: %s",
                                   strerror(cause));
}

void sink_discard(struct sink *sink) {
    if (sink->stream != stdout) {
        file_discard(&sink->file);
        signals_release();
    }
}

bool sink_write(const char *path, const void *bytes, size_t n_bytes, struct gradfig_error *error) {
    struct sink sink;

    if (!sink_open(&sink, path, error)) {
        return false;
    }
    fwrite(bytes, 1, n_bytes, sink.stream); /* sink_commit finds the errors */
    return sink_commit(&sink, error);
}
