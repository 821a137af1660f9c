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

static struct shown find_shown(const struct gradfig_spec *spec) {
    struct shown shown = {.are_alike = true};

    for (size_t i = spec->n_networks; i-- > 0;) {
        shown.are_alike =
            shown.are_alike && gradfig_paths_state_of(spec, i) == gradfig_paths_state_of(spec, 0);
        if (gradfig_paths_state_of(spec, i) == GRADFIG_PATHS_SHOWN) {
            shown.n++;
            shown.first = i;
            shown.has_cancelling =
                shown.has_cancelling || words_terms_cancel(gradfig_paths_cancellation(spec, i));
        }
    }
    return shown;
}

/* "shares of the moduli", and how much these are more than what is left of them. */
static void append_moduli(GString *text, const struct gradfig_spec *spec,
                          struct gradfig_number factor) {
    static const char *const to_zero[GRADFIG_N_LANGUAGES] = {
        "Shares of the moduli of terms that cancel to 0, and of the 2<sup>%lld</sup> paths",
        "各项绝对值（各项恰好抵消为 0）与 2<sup>%lld</sup> 条路径按长度的占比"};
    static const char *const moduli[GRADFIG_N_LANGUAGES] = {
        "Shares of the moduli, together %s |<i>g</i><sub><i>n</i></sub>|, and of the "
        "2<sup>%lld</sup> paths",
        "各项绝对值（合为 |<i>g</i><sub><i>n</i></sub>| 的 %s 倍）与 2<sup>%lld</sup> "
        "条路径按长度的占比"};
    GString *times = g_string_new(NULL);

    if (!gradfig_number_exists(factor)) {
        g_string_append_printf(text, words_in(spec, to_zero), (long long)spec->depth);
        g_string_free(times, TRUE);
        return;
    }
    format_number(times, factor, FIGURE_DIGITS);
    g_string_append_printf(text, words_in(spec, moduli), times->str, (long long)spec->depth);
    g_string_free(times, TRUE);
}

void words_append_paths_subtitle(GString *text, const struct gradfig_spec *spec) {
    static const char *const gradient[GRADFIG_N_LANGUAGES] = {
        "Shares of the gradient and of the 2<sup>%lld</sup> paths by length",
        "梯度与 2<sup>%lld</sup> 条路径按长度的占比"};
    static const char *const moduli[GRADFIG_N_LANGUAGES] = {
        "Shares of the terms' moduli and of the 2<sup>%lld</sup> paths by length",
        "各项绝对值与 2<sup>%lld</sup> 条路径按长度的占比"};
    struct shown shown = find_shown(spec);

    if (shown.n == 1 && shown.has_cancelling) {
        append_moduli(text, spec, gradfig_paths_cancellation(spec, shown.first));
    } else if (shown.n > 0) {
        g_string_append_printf(text, words_in(spec, shown.has_cancelling ? moduli : gradient),
                               (long long)spec->depth);
    }
}

char *words_all_paths(const struct gradfig_spec *spec) {
    static const char *const texts[GRADFIG_N_LANGUAGES] = {"all paths", "全部路径"};
    return g_strdup(words_in(spec, texts));
}

char *words_band(const struct gradfig_spec *spec, const struct gradfig_paths *paths) {
    static const char *const one[GRADFIG_N_LANGUAGES] = {"length ", "长度 "};
    static const char *const several[GRADFIG_N_LANGUAGES] = {"lengths ", "长度 "};
    static const char *const to[GRADFIG_N_LANGUAGES] = {" to ", " 至 "};
    bool is_one = paths->band[0] == paths->band[1];
    GString *text = g_string_new(words_in(spec, is_one ? one : several));

    format_whole(text, paths->band[0]);
    if (!is_one) {
        g_string_append(text, words_in(spec, to));
        format_whole(text, paths->band[1]);
    }
    return g_string_free(text, FALSE);
}

void words_append_percent(GString *text, struct gradfig_number share, int n_digits) {
    share.value *= 100;
    share.log10_abs += 2;
    format_number(text, share, n_digits);
    g_string_append(text, "\u2009%");
}

const char *words_paths_reason(const struct gradfig_spec *spec, enum gradfig_paths_state state) {
    static const char *const reasons[][GRADFIG_N_LANGUAGES] = {
        [GRADFIG_PATHS_SHOWN] = {"", ""},
        [GRADFIG_PATHS_NO_SKIP] = {"One path through all layers, for want of a skip connection",
                                   "没有跳跃连接，只有一条经过所有层的路径"},
        [GRADFIG_PATHS_TOO_DEEP] = {"Not shown, because more than 2000 layers differ in slope",
                                    "未显示，因为各层斜率不同且超过 2000 层"},
        [GRADFIG_PATHS_CANCEL] = {"Not shown, because paths of the same length cancel",
                                  "未显示，因为相同长度的路径相互抵消"},
    };
    return words_in(spec, reasons[state]);
}

const char *words_paths_note(const struct gradfig_spec *spec, size_t index) {
    static const char *const notes[][GRADFIG_N_LANGUAGES] = {
        [GRADFIG_PATHS_NO_SKIP] = {"one path", "一条路径"},
        [GRADFIG_PATHS_TOO_DEEP] = {"too deep", "层数过多"},
        [GRADFIG_PATHS_CANCEL] = {"paths cancel", "路径相消"},
    };
    enum gradfig_paths_state state = gradfig_paths_state_of(spec, index);
    bool is_told = state == GRADFIG_PATHS_SHOWN || find_shown(spec).are_alike; /* by the title */
    return is_told ? NULL : words_in(spec, notes[state]);
}

char **words_paths_notes(const struct gradfig_spec *spec) {
    static const char *const colon[GRADFIG_N_LANGUAGES] = {":", "："};
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

bool words_terms_cancel(struct gradfig_number cancellation) {
    static const double rounding = 1e-12;
    return !gradfig_number_exists(cancellation) || cancellation.log10_abs > rounding;
}

const char *words_shared(const struct gradfig_spec *spec, const struct gradfig_paths *paths) {
    static const char *const gradient[GRADFIG_N_LANGUAGES] = {"the gradient", "梯度"};
    static const char *const moduli[GRADFIG_N_LANGUAGES] = {"the terms' moduli", "各项绝对值之和"};
    return words_in(spec, words_terms_cancel(paths->cancellation) ? moduli : gradient);
}
