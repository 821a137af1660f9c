/* The texts on paths. */
#include "base/format.h"
#include "rendering/words.h"

enum { FIGURE_DIGITS = 3 };

/* Which networks the paths panel shows. */
struct shown {
    size_t n;
    size_t first;
    bool has_cancelling;
    bool are_alike; /* all have the same state */
};

static struct shown find_shown(const struct spec *spec) {
    struct shown shown = {.are_alike = true};

    for (size_t i = spec->n_networks; i-- > 0;) {
        shown.are_alike = shown.are_alike && paths_state_of(spec, i) == paths_state_of(spec, 0);
        if (paths_state_of(spec, i) == PATHS_SHOWN) {
            shown.n++;
            shown.first = i;
            shown.has_cancelling =
                shown.has_cancelling || words_terms_cancel(paths_cancellation(spec, i));
        }
    }
    return shown;
}

/* "shares of the moduli", and how much these are more than what is left of them. */
static void append_moduli(GString *text, const struct spec *spec, struct number factor) {
    static const char *const to_zero[N_LANGUAGES] = {
        "Shares of the moduli of terms that cancel to 0, and of the 2<sup>%lld</sup> paths",
        "各项绝对值（各项恰好抵消为 0）与 2<sup>%lld</sup> 条路径按长度的占比"};
    static const char *const moduli[N_LANGUAGES] = {
        "Shares of the moduli, together %s |<i>g</i><sub><i>n</i></sub>|, and of the "
        "2<sup>%lld</sup> paths",
        "各项绝对值（合为 |<i>g</i><sub><i>n</i></sub>| 的 %s 倍）与 2<sup>%lld</sup> "
        "条路径按长度的占比"};
    GString *times = g_string_new(NULL);

    if (!number_exists(factor)) {
        g_string_append_printf(text, words_in(spec, to_zero), (long long)spec->depth);
        g_string_free(times, TRUE);
        return;
    }
    format_number(times, factor, FIGURE_DIGITS);
    g_string_append_printf(text, words_in(spec, moduli), times->str, (long long)spec->depth);
    g_string_free(times, TRUE);
}

void words_append_paths_subtitle(GString *text, const struct spec *spec) {
    static const char *const gradient[N_LANGUAGES] = {
        "Shares of the gradient and of the 2<sup>%lld</sup> paths by length",
        "梯度与 2<sup>%lld</sup> 条路径按长度的占比"};
    static const char *const moduli[N_LANGUAGES] = {
        "Shares of the terms' moduli and of the 2<sup>%lld</sup> paths by length",
        "各项绝对值与 2<sup>%lld</sup> 条路径按长度的占比"};
    struct shown shown = find_shown(spec);

    if (shown.n == 1 && shown.has_cancelling) {
        append_moduli(text, spec, paths_cancellation(spec, shown.first));
    } else if (shown.n > 0) {
        g_string_append_printf(text, words_in(spec, shown.has_cancelling ? moduli : gradient),
                               (long long)spec->depth);
    }
}

char *words_all_paths(const struct spec *spec) {
    static const char *const texts[N_LANGUAGES] = {"all paths", "全部路径"};
    return g_strdup(words_in(spec, texts));
}

char *words_band(const struct spec *spec, const struct paths *paths) {
    static const char *const one[N_LANGUAGES] = {"length ", "长度 "};
    static const char *const several[N_LANGUAGES] = {"lengths ", "长度 "};
    static const char *const to[N_LANGUAGES] = {" to ", " 至 "};
    bool is_one = paths->band[0] == paths->band[1];
    GString *text = g_string_new(words_in(spec, is_one ? one : several));

    format_whole(text, paths->band[0]);
    if (!is_one) {
        g_string_append(text, words_in(spec, to));
        format_whole(text, paths->band[1]);
    }
    return g_string_free(text, FALSE);
}

void words_append_percent(GString *text, struct number share, int n_digits) {
    share.value *= 100;
    share.log10_abs += 2;
    format_number(text, share, n_digits);
    g_string_append(text, "\u2009%");
}

const char *words_paths_reason(const struct spec *spec, enum paths_state state) {
    static const char *const reasons[][N_LANGUAGES] = {
        [PATHS_SHOWN] = {"", ""},
        [PATHS_NO_SKIP] = {"One path through all layers, for want of a skip connection",
                           "没有跳跃连接，只有一条经过所有层的路径"},
        [PATHS_TOO_DEEP] = {"Not shown, because more than 2000 layers differ in slope",
                            "未显示，因为各层斜率不同且超过 2000 层"},
        [PATHS_CANCEL] = {"Not shown, because paths of the same length cancel",
                          "未显示，因为相同长度的路径相互抵消"},
    };
    return words_in(spec, reasons[state]);
}

const char *words_paths_note(const struct spec *spec, size_t index) {
    static const char *const notes[][N_LANGUAGES] = {
        [PATHS_NO_SKIP] = {"one path", "一条路径"},
        [PATHS_TOO_DEEP] = {"too deep", "层数过多"},
        [PATHS_CANCEL] = {"paths cancel", "路径相消"},
    };
    enum paths_state state = paths_state_of(spec, index);
    bool is_told = state == PATHS_SHOWN || find_shown(spec).are_alike; /* by the title */
    return is_told ? NULL : words_in(spec, notes[state]);
}

char **words_paths_notes(const struct spec *spec) {
    static const char *const colon[N_LANGUAGES] = {":", "："};
    GPtrArray *lines = g_ptr_array_new();

    for (size_t i = 0; i < spec->n_networks; i++) {
        const char *note = words_paths_note(spec, i);
        if (note != NULL) {
            GString *name = g_string_new(NULL);
            words_append_network(name, spec, i);
            g_string_append(name, words_in(spec, colon));
            g_ptr_array_add(lines, g_string_free(name, FALSE));
            g_ptr_array_add(lines, g_strdup(note));
        }
    }
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(lines, FALSE);
}

bool words_terms_cancel(struct number cancellation) {
    static const double rounding = 1e-12;
    return !number_exists(cancellation) || cancellation.log10_abs > rounding;
}

const char *words_shared(const struct spec *spec, const struct paths *paths) {
    static const char *const gradient[N_LANGUAGES] = {"the gradient", "梯度"};
    static const char *const moduli[N_LANGUAGES] = {"the terms' moduli", "各项绝对值之和"};
    return words_in(spec, words_terms_cancel(paths->cancellation) ? moduli : gradient);
}
