/* Every target reads its kept inputs.
 *
 * usage: test-corpus FOLDER: the inputs of a target are the files in its folder there. */
#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

#include "fuzz/targets.h"

/* Runs the target over the files of its folder; returns how many there are. */
static int run_all(const struct fuzz_target *target, const char *corpus) {
    char *folder = g_build_filename(corpus, target->name, NULL);
    GDir *entries = g_dir_open(folder, 0, NULL);
    int n_files = 0;
    const char *name;

    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        char *path = g_build_filename(folder, name, NULL);
        char *bytes = NULL;
        gsize n = 0;
        if (g_file_get_contents(path, &bytes, &n, NULL)) {
            printf("%s/%s\n", target->name, name);
            fflush(stdout);
            target->run((const uint8_t *)bytes, n);
            n_files++;
        }
        g_free(bytes);
        g_free(path);
    }
    if (entries != NULL) {
        g_dir_close(entries);
    }
    g_free(folder);
    return n_files;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fputs("usage: test-corpus FOLDER\n", stderr);
        return EXIT_FAILURE;
    }
    for (const struct fuzz_target *target = fuzz_targets; target->name != NULL; target++) {
        if (run_all(target, argv[1]) == 0) {
            fprintf(stderr, "%s: no inputs\n", target->name);
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
