/* gradfig gallery: the page of a batch. */
#include <stdio.h>

#include <glib.h>

#include "base/error.h"
#include "base/user_text.h"
#include "batch/batch.h"
#include "cli/command.h"

static bool gallery(const struct options *options, struct gradfig_error *error) {
    struct gallery found;

    if (!gallery_write(options->operands.items[0], &stop_signal, &found, error)) {
        return false;
    }
    g_autofree char *shown = text_escape_path(options->operands.items[0]);
    g_autofree char *page = g_build_filename(shown, "index.html", NULL);
    print_message("%s shows %zu variant%s", page, found.n, plural_ending(found.n));
    if (found.n_earlier > 0) {
        print_message(
            "%zu picture%s of earlier specs in the folder: gradfig batch --prune removes %s",
            found.n_earlier, plural_ending(found.n_earlier), found.n_earlier == 1 ? "it" : "them");
    }
    if (found.n_unlisted > 0) {
        print_message("%zu picture%s that the manifest does not list as done: gradfig batch lists "
                      "%s",
                      found.n_unlisted, plural_ending(found.n_unlisted),
                      found.n_unlisted == 1 ? "it" : "them");
    }
    if (found.missing == NULL) {
        return true;
    }
    fputs(found.missing, stderr);
    g_free(found.missing);
    if (found.n_shards_absent > 0) {
        return error_set(error, GRADFIG_WORK_FAILED,
                         "incomplete: shards missing: %zu of %zu; pictures of the others missing, "
                         "damaged or failed: %zu of %zu",
                         found.n_shards_absent, found.n_shards, found.n_missing, found.n);
    }
    return error_set(error, GRADFIG_WORK_FAILED,
                     "incomplete: pictures missing, damaged or failed: %zu of %zu; run the batch "
                     "again to go on",
                     found.n_missing, found.n);
}

const struct command command_gallery = {
    .name = "gallery",
    .arguments = "DIR",
    .help = "write DIR/index.html, a page that shows a batch\n\n"
            "  DIR                the folder that gradfig batch drew into\n\n"
            "Joins the manifests of shards once all are complete, and lists what is missing. The\n"
            "exit status is 1 if something is.\n",
    .examples = {"gallery pictures", "gallery ."},
    .operands = {1, "folder", "the folder of a batch"},
    .ends_itself = true,
    .work = gallery,
};
