/* Documents with random changes: what is not within a block stays, and every fault has its place.
 * The promises are those of the fuzzer's target. The changes are the same in every run.
 *
 * usage: test-document_mutations FOLDER: changes every document in it. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "fuzz/targets.h"
#include "shared/sanitized.h"

enum { N_CASES = 10000, CHANGES_MAX = 6 };

/* A document, with its name in the first line. */
struct seed {
    char *text;
    size_t n;
};

static void finish_seed(void *seed) {
    g_free(((struct seed *)seed)->text);
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GArray *read_seeds(const char *folder) {
    GArray *seeds = g_array_new(FALSE, FALSE, sizeof(struct seed));
    GDir *entries = g_dir_open(folder, 0, NULL);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    g_array_set_clear_func(seeds, finish_seed);
    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        struct seed seed;
        if (g_file_get_contents(path, &seed.text, &seed.n, NULL)) {
            g_array_append_val(seeds, seed);
        }
        g_free(path);
    }
    g_ptr_array_unref(names);
    if (entries != NULL) {
        g_dir_close(entries);
    }
    return seeds;
}

/* What means something to documents of some kind. */
static const char *const tokens[] = {
    "<!-- gradfig: a.png -->\n",
    "<!-- gradfig end -->\n",
    "<!-- gradfig end -->",
    "\n.. gradfig: a.svg\n",
    "\n.. gradfig end\n",
    "// gradfig: a.png\n",
    "% gradfig end\n",
    "gradfig:",
    "-->",
    "<!--",
    "\n```\n",
    "\n~~~\n",
    "\n----\n",
    "```{note}\n",
    "::\n",
    "\n\n",
    "\n",
    "\r\n",
    "\r",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "!!! note\n",
    " * ",
    "<script>",
    "</script>",
    "\\begin{verbatim}\n",
    "\\end{verbatim}\n",
    "\\code\n",
    "[source]\n",
    ".. a comment\n",
    ".. code::\n",
    " pair",
    " for=myst",
    "\"",
    "\xef\xbb\xbf",
    "\xe9",
    "-",
};

/* Removes, doubles or moves some bytes, often whole lines. */
static void move_bytes(GString *text, GRand *random) {
    gsize from = (gsize)g_rand_int_range(random, 0, (gint32)text->len + 1);
    gsize n = (gsize)g_rand_int_range(random, 0, 80);

    if (g_rand_boolean(random)) { /* lines */
        while (from > 0 && text->str[from - 1] != '\n') {
            from--;
        }
        const char *end = memchr(text->str + from, '\n', text->len - from);
        n = end != NULL ? (gsize)(end + 1 - text->str) - from : text->len - from;
    }
    n = MIN(n, text->len - from);
    char *moved = g_strndup("", n);
    memcpy(moved, text->str + from, n);
    int what = g_rand_int_range(random, 0, 3);
    if (what != 0) {
        g_string_erase(text, (gssize)from, (gssize)n);
    }
    if (what != 1) {
        gssize to = g_rand_int_range(random, 0, (gint32)text->len + 1);
        g_string_insert_len(text, to, moved, (gssize)n);
    }
    g_free(moved);
}

static void change(GString *text, GRand *random) {
    gssize at = g_rand_int_range(random, 0, (gint32)text->len + 1);

    switch (g_rand_int_range(random, 0, 4)) {
    case 0:
        g_string_insert(text, at, tokens[g_rand_int_range(random, 0, G_N_ELEMENTS(tokens))]);
        break;
    case 1:
        if ((gsize)at < text->len) {
            text->str[at] = (char)g_rand_int_range(random, 0, 256);
        }
        break;
    default:
        move_bytes(text, random);
    }
}

/* The name of the document stays. */
static void run_case(const struct fuzz_target *target, const struct seed *seed, GRand *random) {
    const char *end = memchr(seed->text, '\n', seed->n);
    gssize n_name = end + 1 - seed->text;
    GString *text = g_string_new_len(end + 1, (gssize)seed->n - n_name);

    for (int n = g_rand_int_range(random, 1, CHANGES_MAX + 1); n > 0; n--) {
        change(text, random);
    }
    g_string_prepend_len(text, seed->text, n_name);
    target->run((const uint8_t *)text->str, text->len);
    g_string_free(text, TRUE);
}

int main(int argc, char **argv) {
    const struct fuzz_target *target = fuzz_target_find("document");
    int n_cases = count_long_cases(N_CASES);

    if (argc != 2 || target == NULL) {
        fputs("usage: test-document_mutations FOLDER\n", stderr);
        return EXIT_FAILURE;
    }
    GArray *seeds = read_seeds(argv[1]);
    for (int i = 0; i < n_cases && seeds->len > 0; i++) {
        GRand *random = g_rand_new_with_seed((guint32)i);
        printf("%d\n", i); /* the last one is that of a broken promise */
        fflush(stdout);
        run_case(target, &g_array_index(seeds, struct seed, (guint)i % seeds->len), random);
        g_rand_free(random);
    }
    bool is_done = seeds->len > 0;
    g_array_free(seeds, TRUE);
    return is_done ? EXIT_SUCCESS : EXIT_FAILURE;
}
