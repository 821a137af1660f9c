/* The texts, and the formulas in them. */
#include "rendering/words.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/format.h"
#include "rendering/formulas.h"
#include "rendering/theme.h"

enum { FIGURE_DIGITS = 3 };

/* Block slopes that agree to so many significant digits are the same network to a reader. */
static const double SAME_SLOPE = 1e-12;

const char *words_in(const struct spec *spec, const char *const texts[N_LANGUAGES]) {
    return texts[spec->figure.language];
}

const char *words_fixed(const struct spec *spec, enum word word) {
    static const char *const words[N_WORDS][N_LANGUAGES] = {
        [WORD_LAYER_AXIS] = {"Layer <i>n</i>", "层数 <i>n</i>"},
        [WORD_ACTIVATION_AXIS] = {"Activation <i>x</i><sub><i>n</i></sub>",
                                  "激活值 <i>x</i><sub><i>n</i></sub>"},
        [WORD_INPUT_AXIS] = {"Input <i>x</i>", "输入 <i>x</i>"},
        [WORD_OUTPUT_AXIS] = {"Output <i>y</i>", "输出 <i>y</i>"},
        [WORD_LOG_SCALE] = {", log scale", "（对数尺度）"},
        [WORD_SYMMETRIC_LOG_SCALE] = {", symmetric log scale", "（对称对数尺度）"},
        [WORD_LENGTH_AXIS] = {"Path length <i>k</i>, branches passed",
                              "路径长度 <i>k</i>（经过的残差分支数）"},
        [WORD_SHARE_AXIS] = {"Share, %", "占比 %"},
    };
    return words_in(spec, words[word]);
}

const char *words_class(const struct spec *spec, enum gradient_class class) {
    return gradient_class_word(class, (enum language)spec->figure.language);
}

/* ---- names ---- */

static void append_escaped(GString *text, const char *plain) {
    char *escaped = g_markup_escape_text(plain, -1);
    g_string_append(text, escaped);
    g_free(escaped);
}

/* The label; or the name, for which the article has a word of its own in Chinese. */
static const char *network_name(const struct spec *spec, size_t index) {
    static const char *const terms[][2] = {{"plain", "传统网络"}, {"residual", "残差网络"}};
    const struct network *network = &spec->networks[index];

    for (size_t i = 0; i < G_N_ELEMENTS(terms); i++) {
        if (network->label == NULL && spec->figure.language == LANGUAGE_ZH &&
            strcmp(network->name, terms[i][0]) == 0) {
            return terms[i][1];
        }
    }
    return network_label(network);
}

void words_append_full_network(GString *text, const struct spec *spec, size_t index) {
    append_escaped(text, network_name(spec, index));
}

void words_append_network(GString *text, const struct spec *spec, size_t index) {
    static const int columns_max = 28;
    const char *label = network_name(spec, index);
    const char *end = label;
    int n_columns = 0;

    for (; *end != '\0' && n_columns < columns_max; end = g_utf8_next_char(end)) {
        n_columns += g_unichar_iswide(g_utf8_get_char(end)) ? 2 : 1;
    }
    char *shown = g_strndup(label, (gsize)(end - label));
    append_escaped(text, g_strchomp(shown));
    g_string_append(text, *end != '\0' ? "…" : "");
    g_free(shown);
}

/* ---- roles ---- */

size_t words_composed_network(const struct spec *spec) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (spec->networks[i].skip.value == 0) {
            return i;
        }
    }
    return 0;
}

size_t words_branch_network(const struct spec *spec) {
    size_t i = 0;
    while (i < spec->n_networks && spec->networks[i].skip.value == 0) {
        i++;
    }
    return i;
}

static bool is_same(struct number a, struct number b) {
    return a.sign == b.sign &&
           (a.sign == 0 || fabs(a.log10_abs - b.log10_abs) * G_LN10 <= SAME_SLOPE);
}

size_t words_network_like(const struct spec *spec, size_t sweep_index) {
    struct number slope = sweep_block_slope(&spec->sweep, sweep_index);
    size_t i = 0;

    while (i < spec->n_networks &&
           (spec->networks[i].slopes.n_values > 1 ||
            !is_same(slope, network_layer_line(&spec->networks[i], 1).slope))) {
        i++;
    }
    return i;
}

/* ---- titles ---- */

/* The networks in their colours, so that the line is a key to the figure too. */
static void append_networks(GString *text, const struct spec *spec, bool has_formulas) {
    static const char *const one[N_LANGUAGES] = {" linear layer", " 层线性网络"};
    static const char *const several[N_LANGUAGES] = {" linear layers", " 层线性网络"};
    const struct theme *theme = theme_of(&spec->figure);

    format_whole(text, spec->depth);
    g_string_append(text, words_in(spec, spec->depth == 1 ? one : several));
    for (size_t i = 0; i < spec->n_networks; i++) {
        g_string_append_printf(text, "\u2003\u2002<span weight=\"bold\" foreground=\"#%06x\">",
                               theme_network_ink(theme, spec, i).text);
        words_append_network(text, spec, i);
        g_string_append(text, "</span>");
        if (has_formulas) {
            g_string_append(text, "\u2002<i>y</i> = ");
            formula_append_layer(text, &spec->networks[i]);
        }
    }
}

static void append_subtitle(GString *text, const struct spec *spec) {
    append_networks(text, spec, true);
}

char *words_short_subtitle(const struct spec *spec) {
    GString *text = g_string_new(NULL);
    append_networks(text, spec, false);
    return g_string_free(text, FALSE);
}

static void append_activation_subtitle(GString *text, const struct spec *spec) {
    static const char *const texts[N_LANGUAGES] = {"Forward activations from",
                                                   "前向传播激活值，起始于"};
    g_string_append_printf(text, "%s <i>x</i><sub>0</sub> = ", words_in(spec, texts));
    format_typed(text, spec->input.text);
}

static void append_geometry_subtitle(GString *text, const struct spec *spec) {
    static const char *const texts[N_LANGUAGES] = {
        "Layers as lines, the identity at 45°",
        "线性函数的几何表示，恒等映射为 45°",
    };
    static const char *const and[N_LANGUAGES] = {"; ", "；"};
    size_t branch = words_branch_network(spec);

    g_string_append(text, words_in(spec, texts));
    if (branch < spec->n_networks) {
        const struct network *network = &spec->networks[branch];
        g_string_append(text, words_in(spec, and));
        g_string_append(text, "<i>F</i>(<i>x</i>) = ");
        formula_append_branch(text, network, network->scale.value != 1);
    }
}

static void append_sweep_subtitle(GString *text, const struct spec *spec) {
    static const char *const texts[N_LANGUAGES] = {
        "Effect of the residual slope <i>a</i>, block slope ",
        "不同残差函数效果，块斜率为 ",
    };
    g_string_append(text, words_in(spec, texts));
    formula_append_sweep_block(text, &spec->sweep);
}

/* What the figure says where the user says nothing: a fixed text, or one made from the spec. */
struct own_label {
    const char *texts[N_LANGUAGES];
    void (*append)(GString *text, const struct spec *spec);
};

static const struct own_label own_labels[N_LABELS] = {
    [LABEL_TITLE] = {{"Why gradients vanish or grow: slopes multiply, layer by layer",
                      "梯度为何消失或增强：斜率逐层相乘"},
                     NULL},
    [LABEL_SUBTITLE] = {.append = append_subtitle},
    [LABEL_ACTIVATION_SUBTITLE] = {.append = append_activation_subtitle},
    [LABEL_GRADIENT_SUBTITLE] = {{"Cumulative gradient, log scale: the product of the slopes",
                                  "梯度传播对比（对数尺度），各层斜率之积"},
                                 NULL},
    [LABEL_GEOMETRY_SUBTITLE] = {.append = append_geometry_subtitle},
    [LABEL_SWEEP_SUBTITLE] = {.append = append_sweep_subtitle},
    [LABEL_PATHS_SUBTITLE] = {.append = words_append_paths_subtitle},
};

const char *words_user_label(const struct spec *spec, enum label_kind label) {
    if (label <= LABEL_SUBTITLE) {
        return label == LABEL_TITLE ? spec->labels.title : spec->labels.subtitle;
    }
    const struct panel_labels *labels = &spec->labels.panels[(label - 2) / 2];
    return label % 2 == 0 ? labels->title : labels->subtitle;
}

char *words_label(const struct spec *spec, enum label_kind label) {
    const struct own_label *own = &own_labels[label];
    GString *text = g_string_new(NULL);

    if (words_user_label(spec, label) != NULL) {
        append_escaped(text, words_user_label(spec, label));
    } else if (own->append != NULL) {
        own->append(text, spec);
    } else {
        g_string_append(text, words_in(spec, own->texts));
    }
    return g_string_free(text, FALSE);
}

char *words_axis(const struct spec *spec, enum word title, enum axis_scale scale) {
    const char *scale_name = "";

    if (scale == AXIS_LOG) {
        scale_name = words_fixed(spec, WORD_LOG_SCALE);
    } else if (scale == AXIS_SYMMETRIC_LOG) {
        scale_name = words_fixed(spec, WORD_SYMMETRIC_LOG_SCALE);
    }
    return g_strconcat(words_fixed(spec, title), scale_name, NULL);
}

/* Puts bars around a formula where negative numbers are shown by their modulus, and says how they
 * are marked. */
static char *gradient_axis(const struct spec *spec, bool is_modulus, const char *formula) {
    static const char *const before[N_LANGUAGES] = {"Gradient ", "梯度 "};
    static const char *const hollow[N_LANGUAGES] = {", negative hollow", "（空心为负）"};
    const char *bar = is_modulus ? "|" : "";
    const char *ending = is_modulus ? words_in(spec, hollow) : "";

    return g_strconcat(words_in(spec, before), bar, formula, bar, ending, NULL);
}

char *words_gradient_axis(const struct spec *spec, bool is_modulus) {
    return gradient_axis(spec, is_modulus, "∂<i>x</i><sub><i>n</i></sub>/∂<i>x</i><sub>0</sub>");
}

char *words_sweep_block(const struct spec *spec) {
    GString *text = g_string_new(NULL);
    formula_append_sweep_block(text, &spec->sweep);
    return g_string_free(text, FALSE);
}

char *words_sweep_axis(const struct spec *spec, bool is_modulus) {
    GString *formula = g_string_new("(");

    formula_append_sweep_block(formula, &spec->sweep);
    g_string_append(formula, ")<sup><i>n</i></sup>");
    char *text = gradient_axis(spec, is_modulus, formula->str);
    g_string_free(formula, TRUE);
    return text;
}

/* ---- line ends ---- */

static void append_zero_from(GString *text, const struct spec *spec, double layer) {
    static const char *const texts[N_LANGUAGES] = {": 0 from layer %.0f", "：自第 %.0f 层起为 0"};
    g_string_append_printf(text, words_in(spec, texts), layer);
}

double words_zero_layer(const struct curve *curve) {
    for (size_t i = 0; i < curve->n_points; i++) {
        if (curve->points[i].y.sign == 0) {
            return curve->points[i].x;
        }
    }
    return NAN;
}

char *words_network_end(const struct spec *spec, const struct curve *curve) {
    GString *text = g_string_new(NULL);
    double zero = curve->id.panel == PANEL_GRADIENT ? words_zero_layer(curve) : NAN;

    words_append_network(text, spec, curve->id.index);
    if (isnan(zero)) {
        g_string_append_c(text, ' ');
        format_number(text, curve->points[curve->n_points - 1].y, FIGURE_DIGITS);
    } else {
        append_zero_from(text, spec, zero);
    }
    return g_string_free(text, FALSE);
}

char *words_value_end(const struct curve *curve) {
    GString *text = g_string_new(NULL);
    format_number(text, curve->points[curve->n_points - 1].y, FIGURE_DIGITS);
    return g_string_free(text, FALSE);
}

char *words_ideal_end(const struct spec *spec) {
    static const char *const texts[N_LANGUAGES] = {"ideal 1", "理想梯度 1"};
    return g_strdup(words_in(spec, texts));
}

static bool is_ideal(struct number slope) {
    return slope.sign > 0 && fabs(slope.log10_abs) * G_LN10 <= SAME_SLOPE;
}

/* Whether the slope of the sweep makes this very network, and not only its block slope. */
static bool is_network(const struct network *network, const struct sweep *sweep, size_t index) {
    return network->skip.value == sweep->skip.value && network->scale.value == sweep->scale.value &&
           network->slopes.values[0].value == sweep->slopes.values[index].value;
}

/* " (residual)", " (ideal)" or " (as plain)" where the block slope is one that the reader knows. */
static void append_identity(GString *text, const struct spec *spec, size_t index) {
    static const char *const as[N_LANGUAGES] = {"as ", "同"};
    static const char *const ideal[N_LANGUAGES] = {"ideal", "理想"};
    size_t like = words_network_like(spec, index);
    bool is_like = like < spec->n_networks;
    bool is_that = is_like && is_network(&spec->networks[like], &spec->sweep, index);

    if (!is_that && is_ideal(sweep_block_slope(&spec->sweep, index))) {
        g_string_append_printf(text, " (%s)", words_in(spec, ideal));
    } else if (is_like) {
        g_string_append_printf(text, " (%s", is_that ? "" : words_in(spec, as));
        words_append_network(text, spec, like);
        g_string_append_c(text, ')');
    }
}

char *words_sweep_name(const struct spec *spec, size_t index) {
    GString *text = g_string_new("<i>a</i> = ");
    format_typed(text, spec->sweep.slopes.values[index].text);
    return g_string_free(text, FALSE);
}

char *words_sweep_end(const struct spec *spec, const struct curve *curve) {
    char *name = words_sweep_name(spec, curve->id.index);
    GString *text = g_string_new(name);
    double zero = words_zero_layer(curve);

    g_free(name);
    if (isnan(zero)) {
        append_identity(text, spec, curve->id.index);
    } else {
        append_zero_from(text, spec, zero);
    }
    return g_string_free(text, FALSE);
}

/* ---- geometry ---- */

static void append_composed_name(GString *text, const struct spec *spec, size_t index) {
    static const char *const one[N_LANGUAGES] = {" layer", ""};
    static const char *const several[N_LANGUAGES] = {" layers", ""};
    static const char *const of[N_LANGUAGES] = {" ", " 层"};

    format_whole(text, spec->depth);
    g_string_append(text, words_in(spec, of));
    words_append_network(text, spec, index);
    g_string_append(text, words_in(spec, spec->depth == 1 ? one : several));
}

/* The line of a network whose layers differ is that of its first layer. */
static void append_layer_name(GString *text, const struct spec *spec, size_t index) {
    static const char *const first[N_LANGUAGES] = {" layer 1", "第 1 层"};
    const struct network *network = &spec->networks[index];
    bool is_uniform = network->slopes.n_values == 1 && network->intercepts.n_values == 1;

    words_append_network(text, spec, index);
    g_string_append(text, is_uniform ? "" : words_in(spec, first));
}

char *words_line_name(const struct spec *spec, struct curve_id curve) {
    static const char *const identity[N_LANGUAGES] = {"identity", "恒等映射"};
    static const char *const branch[N_LANGUAGES] = {"<i>F</i> alone", "仅 <i>F</i>"};
    GString *text = g_string_new(NULL);

    switch (curve.role) {
    case ROLE_IDENTITY:
        g_string_append(text, words_in(spec, identity));
        break;
    case ROLE_BRANCH:
        g_string_append(text, words_in(spec, branch));
        break;
    case ROLE_COMPOSED:
        append_composed_name(text, spec, curve.index);
        break;
    case ROLE_NETWORK:
    case ROLE_SWEEP:
    case ROLE_PATHS:
    case N_ROLES:
        append_layer_name(text, spec, curve.index);
        break;
    }
    return g_string_free(text, FALSE);
}

static char *make_line_formula(const struct spec *spec, struct curve_id curve) {
    const struct network *network = &spec->networks[curve.index];
    GString *text = g_string_new(NULL);

    switch (curve.role) {
    case ROLE_IDENTITY:
        g_string_append(text, "<i>y</i> = <i>x</i>");
        break;
    case ROLE_BRANCH:
        formula_append_line(text, network_branch_line(network, 1), FIGURE_DIGITS);
        break;
    case ROLE_COMPOSED:
        formula_append_line(text, network_composed_line(network, spec->depth), FIGURE_DIGITS);
        break;
    case ROLE_NETWORK:
    case ROLE_SWEEP:
    case ROLE_PATHS:
    case N_ROLES:
        formula_append_line(text, network_layer_line(network, 1), FIGURE_DIGITS);
        break;
    }
    return g_string_free(text, FALSE);
}

/* A colon stands where the two would run together as a number or a difference. */
char *words_line_label(const struct spec *spec, struct curve_id curve) {
    static const char *const colon[N_LANGUAGES] = {": ", "："};
    char *name = words_line_name(spec, curve);
    char *formula = make_line_formula(spec, curve);
    size_t length = strlen(name); /* 0 of a network without a name */
    bool run_together =
        (length > 0 && g_ascii_isdigit(name[length - 1])) || g_str_has_prefix(formula, "\u2212");
    char *label = g_strconcat(name, run_together ? words_in(spec, colon) : " ", formula, NULL);

    g_free(name);
    g_free(formula);
    return label;
}

char *words_full_network(const struct spec *spec, size_t index) {
    GString *text = g_string_new(NULL);
    words_append_full_network(text, spec, index);
    return g_string_free(text, FALSE);
}

char *words_network(const struct spec *spec, size_t index) {
    GString *text = g_string_new(NULL);
    words_append_network(text, spec, index);
    return g_string_free(text, FALSE);
}

char **words_explanation(const struct spec *spec, const struct series *series) {
    static const char *const first[N_LANGUAGES] = {" in a row", "串联"};
    static const char *const second[N_LANGUAGES] = {"are one line of slope ",
                                                    "是一条直线，斜率为 "};
    static const char *const third[N_LANGUAGES] = {"the product of all their slopes.",
                                                   "即各层斜率之积。"};
    char **lines = g_new0(char *, 4);

    if (spec->depth < 2) {
        return lines; /* nothing is in a row */
    }
    size_t index = words_composed_network(spec);
    GString *name = g_string_new(NULL);
    GString *slope = g_string_new(words_in(spec, second));
    append_composed_name(name, spec, index);
    g_string_append(name, words_in(spec, first));
    /* The composed line's slope is the gradient, which the series has at the last layer. */
    const struct curve *gradient =
        series_find(series, (struct curve_id){PANEL_GRADIENT, ROLE_NETWORK, index});
    format_number(slope, gradient->points[gradient->n_points - 1].y, FIGURE_DIGITS);
    g_string_append(slope, spec->figure.language == LANGUAGE_EN ? "," : "，");
    lines[0] = g_string_free(name, FALSE);
    lines[1] = g_string_free(slope, FALSE);
    lines[2] = g_strdup(words_in(spec, third));
    return lines;
}
