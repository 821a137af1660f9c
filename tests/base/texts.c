/* Tests of the table of texts: no language lacks a text, or a gap that another one has, and words
 * agree with what fills a gap. */
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
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        g_autofree char *name = g_strndup(at + 1, strcspn(at + 1, "}"));
        if (strchr(name, '|') == NULL &&
            !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) {
            g_ptr_array_add(names, g_steal_pointer(&name));
        }
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
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
        g_autofree char *expected = list_gaps(texts_get((enum language)0, (enum text)text));
        for (int language = 1; language < N_LANGUAGES && !has_gaps_by_language(text); language++) {
            g_autofree char *gaps = list_gaps(texts_get((enum language)language, (enum text)text));
            assert_string_equal(gaps, expected);
        }
    }
}

/* Scripts of pages fill gaps by themselves, and do not know words that agree. */
static bool is_of_page(const char *name) {
    static const char *const pages[] = {"GALLERY_", "EXPLORE_", "KEY_",
                                        "CLASS_",   "NETWORK_", "PERCENT"};
    bool is = false;

    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        is = is || g_str_has_prefix(name, pages[i]);
    }
    return is;
}

static void every_gap_can_be_filled(void **state) {
    (void)state;

    for (int text = 0; text < N_TEXTS; text++) {
        for (int language = 0; language < N_LANGUAGES; language++) {
            const char *rest = texts_get((enum language)language, (enum text)text);
            const char *name = texts_name((enum text)text);
            while ((rest = strchr(rest, '{')) != NULL) {
                size_t length = strcspn(rest, "}");
                bool has_bar = memchr(rest, '|', length) != NULL;
                if (rest[length] == '\0' || (has_bar && is_of_page(name))) {
                    fail_msg("%s: \"%s\" cannot be filled in language %d", name, rest, language);
                }
                rest += length;
            }
        }
    }
}

static void words_agree_with_any_field(void **state) {
    static const struct {
        enum language language;
        bool are_several;
        const char *expected;
    } rows[] = {
        {LANGUAGE_EN, false, "{a|b} is exactly 0 from layer 3"},
        {LANGUAGE_EN, true, "{a|b} are exactly 0 from layer 3"},
        {LANGUAGE_ZH, false, "{a|b} 自第 3 层起为 0"},
        {LANGUAGE_ZH, true, "{a|b} 均自第 3 层起为 0"},
    };
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *filled =
            texts_fill(rows[i].language, TEXT_GRADIENT_ZERO,
                       TEXT_FIELDS({"layer", g_strdup("3")},
                                   {"name", g_strdup("{a|b}"), .is_plural = rows[i].are_several}));
        assert_string_equal(filled, rows[i].expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_every_text),
        cmocka_unit_test(every_language_has_the_same_gaps),
        cmocka_unit_test(every_gap_can_be_filled),
        cmocka_unit_test(words_agree_with_any_field),
    };
    return run_all(tests);
}
