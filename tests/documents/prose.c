/* Tests of where the text of a claim is found. */
#include "documents/prose.h"

#include <string.h>

#include "shared/rows.h"

static void numbers(void **state) {
    static const struct {
        const char *document;
        const char *text;
        bool has;
    } rows[] = {
        {"it is below 1e-9, as", "below 1e-9", true},
        {"it is below 1e-90", "below 1e-9", false},
        {"it falls to 0.107.", "falls to 0.107", true},
        {"it falls to 0.107", "falls to 0.107", true},
        {"it falls to 0.1074", "falls to 0.107", false},
        {"it falls to 0.1074, or falls to 0.107", "falls to 0.107", true},
        {"it grows to 10.5", "grows to 10", false},
        {"it grows to 10. Then", "grows to 10", true},
        {"it grows to 2e5", "grows to 2", false},
        {"it grows to 2E+5", "grows to 2", false},
        {"it grows to 2e", "grows to 2", true},
        {"it grows to 2exp", "grows to 2", true},
        {"10.8^100", "0.8^100", false},
        {"0.8^100", "0.8^100", true},
        {"-0.8^100", "0.8^100", true},
        {"(0.8^100)", "0.8^100", true},
        {"3.5 times", "5 times", false},
        {"Layer 3. 5 times", "5 times", true},
        {"1e-9 and", "9 and", false},
        {"1e9 and", "9 and", false},
        {"Type-9 and", "9 and", true},
        {"the-9 and", "9 and", true},
        {"e-9 and", "9 and", true},
        {"0.5 and", ".5 and", false},
        {"so .5 and", ".5 and", true},
        {"x2", "x2", true},
        {"a b", "", true},
        {"a", "ab", false},
        {"", "a", false},
    };
    const struct comment_syntax *syntax = comment_syntax_find("a.md");

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) prose = g_string_new(NULL);
        prose_append(prose, syntax, rows[i].document, strlen(rows[i].document));
        if (prose_has(prose, syntax, rows[i].text) != rows[i].has) {
            row_fail("\"%s\" in \"%s\"", rows[i].text, rows[i].document);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers)};

    return run_all(tests);
}
