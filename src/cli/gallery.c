/* gradfig gallery: the page of a batch. */
#include <stdio.h>
#include <stdlib.h>

#include <gradfig/batch.h>

#include "base/error.h"
#include "cli/command.h"

static bool gallery(const struct options *options, struct gradfig_error *error) {
    struct gradfig_gallery found;

    if (!gradfig_gallery_write(options->operands[0], &found, error)) {
        return false;
    }
    fputs(found.missing != NULL ? found.missing : "", stderr);
    bool is_complete = found.missing == NULL;
    free(found.missing);
    return is_complete || error_set(error, GRADFIG_WORK_FAILED,
                                    "incomplete: %zu of %zu pictures are missing or failed; run "
                                    "the batch again to go on",
                                    found.n_missing, found.n);
}

const struct command command_gallery = {
    .name = "gallery",
    .arguments = "DIR",
    .help = "write DIR/index.html, a page to look through a batch\n\n"
            "  DIR                where gradfig batch has drawn\n\n"
            "Joins the manifests of shards once all are complete. Says what is missing; exit\n"
            "status 1 if something is.\n",
    .options = "",
    .operands = OPERANDS_FOLDER,
    .work = gallery,
};
