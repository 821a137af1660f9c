/* Tests of the table of texts: no language lacks a text, or a gap that another one has. */
#include "base/texts.h"
#include "shared/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names of the gaps of a text, each once and in order: "{a} of {b}" has "a b". Each language
 * has its own words that agree with a number, as "{is|are}". */
static char *list_gaps(const char *text) {
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        char *name = g_strndup(at + 1, strcspn(at + 1, "}"));
        if (strchr(name, '|') != NULL ||
            g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) {
            g_free(name);
        } else {
            g_ptr_array_add(names, name);
        }
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    char *list = g_strjoinv(" ", (char **)names->pdata);
    g_ptr_array_free(names, TRUE);
    return list;
}

static void every_language_has_every_text(void **state) {
    (void)state;

    for (int text = 0; text < N_TEXTS; text++) {
        for (int language = 0; language < N_LANGUAGES; language++) {
            if (texts_get((enum language)language, (enum text)text) == NULL) {
                fail_msg("\"%s\" is missing in language %d",
                         texts_get((enum language)0, (enum text)text), language);
            }
        }
    }
}

/* English says how many times smaller, Chinese what part: each has one of two gaps. */
static bool has_gaps_by_language(int text) {
    return text == TEXT_HEADLINE_DIVIDES;
}

static void every_language_has_the_same_gaps(void **state) {
    (void)state;

    for (int text = 0; text < N_TEXTS; text++) {
        char *expected = list_gaps(texts_get((enum language)0, (enum text)text));
        for (int language = 1; language < N_LANGUAGES && !has_gaps_by_language(text); language++) {
            char *gaps = list_gaps(texts_get((enum language)language, (enum text)text));
            assert_string_equal(gaps, expected);
            g_free(gaps);
        }
        g_free(expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_every_text),
        cmocka_unit_test(every_language_has_the_same_gaps),
    };
    return run_all(tests);
}
