/* Characters that are refused before the drawing are those that cannot be drawn. */
#include "rendering/canvas/missing_characters.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

#include "base/user_text.h"
#include "rendering/canvas/typesetter.h"
#include "shared/rows.h"

static bool is_refused(const char *text) {
    g_autofree char *message = missing_characters_describe(text);
    return message != NULL;
}

static void every_missing_character_is_named_once(void **state) {
    (void)state;
    g_autofree char *message = missing_characters_describe("a👍🚀b👍");

    expect_text("the message", message,
                "expected characters that a font of the packages fonts-inter, fonts-dejavu-core "
                "and fonts-noto-cjk can draw, found 👍 (U+1F44D), 🚀 (U+1F680)");
}

static void what_can_be_drawn_is_not_refused(void **state) {
    static const char *const texts[] = {
        "",
        "plain",
        "∇ → ∞ ⊗ 𝔼",
        "残差网络（ResNet）",
        "한국어",
        "e\u0301\u0308",
        "a\u200db\ufe0f\u2003c",
        "😀 in DejaVu Sans",
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (is_refused(texts[i])) {
            row_fail("\"%s\" is refused", texts[i]);
        }
    }
}

static bool can_be_drawn(struct typesetter *typesetter, const char *text) {
    struct gradfig_error error;

    assert_true(typesetter_begin(typesetter, &error));
    (void)typesetter_lay_out(typesetter, 20, false, text);
    return typesetter_check(typesetter, &error);
}

/* A character on its own: no mark, no blank, nothing in parts, no markup. */
static bool is_whole(const char *text) {
    gunichar character = g_utf8_get_char(text);
    gunichar letter;
    gunichar mark;

    return text_is_clean(text) && g_unichar_isgraph(character) &&
           !g_unichar_iszerowidth(character) && !g_unichar_decompose(character, &letter, &mark) &&
           strchr("&<>", (int)character) == NULL;
}

/* All of the first characters, most of which are usual, then samples of the others. */
static gunichar next_sample(gunichar character) {
    return character + (character < 0x2100 ? 1 : 211);
}

static void the_drawing_agrees(void **state) {
    struct gradfig_error error;
    struct typesetter *typesetter = typesetter_create(false, &error);
    size_t n_refused = 0;
    (void)state;

    assert_non_null(typesetter);
    for (gunichar c = 0x20; c < 0x20000; c = next_sample(c)) {
        char text[8] = "a";
        text[1 + g_unichar_to_utf8(c, text + 1)] = '\0';
        bool refused = is_whole(text + 1) && is_refused(text);
        if (is_whole(text + 1) && refused == can_be_drawn(typesetter, text)) {
            row_fail("U+%04X is %s", c,
                     refused ? "refused and drawn" : "neither refused nor drawn");
        }
        n_refused += refused;
    }
    assert_true(n_refused > 100);
    typesetter_destroy(typesetter);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_missing_character_is_named_once),
        cmocka_unit_test(what_can_be_drawn_is_not_refused),
        cmocka_unit_test(the_drawing_agrees),
    };
    return run_all(tests);
}
