/* Reads, compares and writes batch.yaml. */
#include "batch/stored_spec.h"

#include <errno.h>
#include <string.h>

#include <glib.h>

#include "base/below.h"
#include "base/error.h"
#include "base/inputs.h"
#include "base/limits.h"
#include "batch/folder.h"
#include "output/formats.h"
#include "spec/reader.h"

char *stored_spec_digest(const char *text) {
    enum { N_DIGITS = 16 };
    g_autofree char *sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strndup(sha256, N_DIGITS);
}

bool stored_spec_read(const char *folder, char **text, struct gradfig_error *error) {
    struct bytes bytes = {0};
    struct gradfig_error cause;
    bool done =
        below_read(folder, FOLDER_SPEC, "a spec", SPEC_FILE_MAX, &bytes, &cause) || errno == ENOENT;

    if (!done) {
        return below_fail(folder, FOLDER_SPEC, error, "%s", cause.message);
    }
    bytes_restore_lines(&bytes);
    if (bytes.n == 0) {
        bytes_finish(&bytes);
    }
    *text = bytes.data;
    return true;
}

struct variants *stored_spec_variants(const char *text) {
    struct reader *reader = reader_create();

    reader_read_text(reader, text, strlen(text), FOLDER_SPEC);
    struct variants *variants =
        reader_finish_variants(reader, figure_format_default()->word, false);
    reader_destroy(reader);
    return variants;
}

/* Whether the folder's batch.yaml is a file that the variants were read from. */
static bool is_input(const struct shard *shard, const struct batch *batch) {
    struct stat status;

    return below_stat(shard->folder, FOLDER_SPEC, &status) &&
           inputs_find(variants_inputs(batch->variants), &status) != NULL;
}

/* Waits for runs of another spec to end. */
static bool await_others(const struct shard *shard, stop_flag *stop, struct gradfig_error *error) {
    enum { N_TRIES = 20, MICROSECONDS_BETWEEN = 50000 };
    bool are_at_work = shard_has_others_at_work(shard);

    for (int i = 1; i < N_TRIES && are_at_work && *stop == 0; i++) {
        g_usleep(MICROSECONDS_BETWEEN);
        are_at_work = shard_has_others_at_work(shard);
    }
    return !are_at_work ||
           error_set_at(error, GRADFIG_WORK_FAILED, shard->folder,
                        "a run of another spec is at work there; wait for it or stop it");
}

/* ---- what a run does with it ---- */

bool stored_spec_is_unedited(const char *folder, const char *stored, struct gradfig_error *error) {
    return stored == NULL || !variants_are_edited(stored) ||
           error_set_at(error, GRADFIG_INVALID_INPUT, folder,
                        FOLDER_SPEC " has edits; undo them, draw a copy of it into another folder, "
                                    "or draw over it with gradfig batch --force");
}

bool stored_spec_may_be(const struct shard *shard, const struct batch *batch, const char *text,
                        struct gradfig_error *error) {
    g_autofree char *stored = NULL;

    if (!stored_spec_read(shard->folder, &stored, error)) {
        return false;
    }
    if (stored == NULL || strcmp(stored, text) == 0) {
        return true;
    }
    if (is_input(shard, batch)) {
        return error_set_at(error, GRADFIG_INVALID_INPUT, shard->folder,
                            FOLDER_SPEC " is the spec that is read; copy it and change the copy");
    }
    return await_others(shard, batch->stop, error) &&
           (batch->is_forced || stored_spec_is_unedited(shard->folder, stored, error));
}

bool stored_spec_write(const struct shard *shard, const struct batch *batch, const char *text,
                       struct gradfig_error *error) {
    struct file_output file;
    struct gradfig_error is_other;

    if (stored_spec_check(shard, text, &is_other)) {
        return true;
    }
    if (!folder_open_file(shard, batch, g_strdup(FOLDER_SPEC), &file, error)) {
        return false;
    }
    fputs(text, file.stream); /* file_commit reports errors */
    return file_commit(&file, error);
}

bool stored_spec_check(const struct shard *shard, const char *text, struct gradfig_error *error) {
    g_autofree char *stored = NULL;

    if (!stored_spec_read(shard->folder, &stored, error)) {
        return false;
    }
    return g_strcmp0(stored, text) == 0 ||
           (stored_spec_is_unedited(shard->folder, stored, error) &&
            error_set_at(error, GRADFIG_WORK_FAILED, shard->folder,
                         FOLDER_SPEC " was removed or changed while this run was at work"));
}
