/* The report as Markdown: sections, paragraphs and tables, each made of the figure's markup. */
#include <stdlib.h>
#include <string.h>

#include <gradfig/alt.h>
#include <gradfig/class.h>
#include <gradfig/recipe.h>

#include "base/format.h"
#include "base/markup.h"
#include "rendering/findings.h"
#include "rendering/words.h"
#include "report/report.h"
#include "report/verdict.h"

/* Significant digits of the derived quantities, and of the tables of layers and paths. */
enum { FULL_DIGITS = 12, TABLE_DIGITS = 6 };

struct document {
    const struct gradfig_report *report;
    const struct gradfig_spec *spec;
    GString *text;
};

/* ---- words ---- */

enum phrase {
    PHRASE_FINDINGS,
    PHRASE_NOTICES,
    PHRASE_NETWORKS,
    PHRASE_SWEEP,
    PHRASE_PATHS,
    PHRASE_CLAIMS,
    PHRASE_LAYERS,
    PHRASE_SPEC,
    PHRASE_SPEC_INTRODUCTION,
    PHRASE_QUANTITY,
    PHRASE_NONE,
    PHRASE_DEPTH_0,
    PHRASE_HALVES,
    PHRASE_DOUBLES,
    PHRASE_KEEPS,
    PHRASE_ATTRACTING,
    PHRASE_NEUTRAL,
    PHRASE_REPELLING,
    PHRASE_SLOPE,
    PHRASE_GRADIENT,
    PHRASE_CLASS,
    PHRASE_LENGTH,
    PHRASE_N_PATHS,
    PHRASE_TERM,
    PHRASE_SHARE_OF_GRADIENT,
    PHRASE_SHARE_OF_PATHS,
    PHRASE_CLAIM,
    PHRASE_PRINTED,
    PHRASE_COMPUTED,
    PHRASE_VERDICT,
    PHRASE_WITH,
    N_PHRASES
};

static const char *phrase(const struct document *document, enum phrase phrase) {
    static const char *const phrases[N_PHRASES][GRADFIG_N_LANGUAGES] = {
        [PHRASE_FINDINGS] = {"What the figure shows", "图中要点"},
        [PHRASE_NOTICES] = {"Notices", "提示"},
        [PHRASE_NETWORKS] = {"Networks", "网络"},
        [PHRASE_SWEEP] = {"Effect of the residual slope", "残差斜率的影响"},
        [PHRASE_PATHS] = {"Paths by length", "路径长度分解"},
        [PHRASE_CLAIMS] = {"Claims", "文中数值核对"},
        [PHRASE_LAYERS] = {"Layers", "逐层数值"},
        [PHRASE_SPEC] = {"Parameters", "参数"},
        [PHRASE_SPEC_INTRODUCTION] = {"Every parameter as typed. As a file, this is a spec that "
                                      "draws the figure.",
                                      "全部参数，与输入一致；存为文件即可重新绘制此图。"},
        [PHRASE_QUANTITY] = {"Quantity", "量"},
        [PHRASE_NONE] = {"none", "无"},
        [PHRASE_DEPTH_0] = {"no layer", "无层"},
        [PHRASE_HALVES] = {"halves every %s layers", "每 %s 层减半"},
        [PHRASE_DOUBLES] = {"doubles every %s layers", "每 %s 层加倍"},
        [PHRASE_KEEPS] = {"keeps its size", "大小不变"},
        [PHRASE_ATTRACTING] = {"attracting", "吸引"},
        [PHRASE_NEUTRAL] = {"neutral", "中性"},
        [PHRASE_REPELLING] = {"repelling", "排斥"},
        [PHRASE_SLOPE] = {"Slope <i>a</i>", "斜率 <i>a</i>"},
        [PHRASE_GRADIENT] = {"Gradient", "梯度"},
        [PHRASE_CLASS] = {"Class", "类别"},
        [PHRASE_LENGTH] = {"Length <i>k</i>", "长度 <i>k</i>"},
        [PHRASE_N_PATHS] = {"Paths", "路径数"},
        [PHRASE_TERM] = {"They carry", "贡献"},
        [PHRASE_SHARE_OF_GRADIENT] = {"Share of the gradient", "占梯度"},
        [PHRASE_SHARE_OF_PATHS] = {"Share of the paths", "占路径数"},
        [PHRASE_CLAIM] = {"Claim", "文中说法"},
        [PHRASE_PRINTED] = {"Printed", "文中数值"},
        [PHRASE_COMPUTED] = {"Computed", "计算值"},
        [PHRASE_VERDICT] = {"Verdict", "结论"},
        [PHRASE_WITH] = {" with ", "，其中 "},
    };
    return phrases[phrase][document->spec->figure.language];
}

static const char *choose(const struct document *document, const char *english,
                          const char *chinese) {
    return document->spec->figure.language == GRADFIG_LANGUAGE_ZH ? chinese : english;
}

/* ---- parts of a document ---- */

static void append_markup(struct document *document, const char *markup) {
    char *markdown = markup_to_markdown(markup);
    g_string_append(document->text, markdown);
    free(markdown);
}

static void append_plain(struct document *document, const char *plain) {
    char *markup = g_markup_escape_text(plain, -1);
    append_markup(document, markup);
    g_free(markup);
}

static void add_heading(struct document *document, enum phrase title) {
    bool has_blank_line = g_str_has_suffix(document->text->str, "\n\n");

    g_string_append_printf(document->text, "%s## %s\n\n", has_blank_line ? "" : "\n",
                           phrase(document, title));
}

/* Frees the markup. */
static void add_paragraph(struct document *document, char *markup) {
    append_markup(document, markup);
    g_string_append(document->text, "\n\n");
    g_free(markup);
}

/* Frees the markup. */
static void add_item(struct document *document, char *markup) {
    g_string_append(document->text, "- ");
    append_markup(document, markup);
    g_string_append_c(document->text, '\n');
    g_free(markup);
}

static void add_cell(struct document *document, const char *markup) {
    g_string_append(document->text, "| ");
    append_markup(document, markup);
    g_string_append_c(document->text, ' ');
}

/* Frees the markup. */
static void give_cell(struct document *document, char *markup) {
    add_cell(document, markup);
    g_free(markup);
}

static void add_number(struct document *document, struct gradfig_number number, int n_digits) {
    GString *text = g_string_new(NULL);
    format_number(text, number, n_digits);
    give_cell(document, g_string_free(text, FALSE));
}

static void end_row(struct document *document) {
    g_string_append(document->text, "|\n");
}

/* Ends the row of headings; columns from `first_right` on have numbers. */
static void end_headings(struct document *document, size_t n_columns, size_t first_right,
                         size_t first_left) {
    end_row(document);
    for (size_t i = 0; i < n_columns; i++) {
        bool is_right = i >= first_right && i < first_left;
        g_string_append(document->text, is_right ? "|---:" : "|:---");
    }
    end_row(document);
}

static void add_network_heading(struct document *document, size_t index, const char *suffix) {
    GString *text = g_string_new(NULL);

    words_append_network(text, document->spec, index);
    g_string_append(text, suffix);
    give_cell(document, g_string_free(text, FALSE));
}

/* ---- the head ---- */

/* The networks in a sentence, unless the user has another subtitle. */
static char *make_subtitle(const struct document *document) {
    const struct gradfig_spec *spec = document->spec;
    GString *text = g_string_new(NULL);

    if (spec->labels[GRADFIG_LABEL_SUBTITLE] != NULL) {
        g_string_free(text, TRUE);
        return words_label(spec, GRADFIG_LABEL_SUBTITLE);
    }
    format_whole(text, spec->depth);
    g_string_append(
        text, choose(document,
                     spec->depth == 1 ? " linear layer: " : " linear layers: ", " 层线性网络："));
    for (size_t i = 0; i < spec->n_networks; i++) {
        char *layer = words_layer(spec, i);
        g_string_append(text, i > 0 ? choose(document, "; ", "；") : "");
        words_append_network(text, spec, i);
        g_string_append_printf(text, " <i>y</i> = %s", layer);
        g_free(layer);
    }
    return g_string_free(text, FALSE);
}

static void add_head(struct document *document, const char *figure) {
    char *title = words_label(document->spec, GRADFIG_LABEL_TITLE);
    char *alt = gradfig_alt_text(document->spec, document->report->figure);

    g_string_append(document->text, "# ");
    add_paragraph(document, title);
    add_paragraph(document, make_subtitle(document));
    if (figure != NULL) {
        g_string_append(document->text, "![");
        append_plain(document, alt);
        g_string_append_printf(document->text, "](%s)\n\n", figure);
    }
    free(alt);
}

static void add_findings(struct document *document) {
    add_heading(document, PHRASE_FINDINGS);
    for (int panel = 0; panel < GRADFIG_PANEL_PATHS; panel++) {
        add_item(document, findings_title(document->spec, document->report->figure,
                                          (enum gradfig_panel)panel));
    }
}

static void add_notices(struct document *document) {
    const GArray *notices = document->report->notices;

    if (notices->len > 0) {
        add_heading(document, PHRASE_NOTICES);
    }
    for (guint i = 0; i < notices->len; i++) {
        add_item(document,
                 notice_text(document->report, &g_array_index(notices, struct notice, i)));
    }
}

/* ---- networks ---- */

/* One cell of a derived quantity. */
typedef void cell_writer(const struct document *document, size_t index, GString *cell);

static const struct gradfig_derived *derived_of(const struct document *document, size_t index) {
    return &document->report->derived[index];
}

static void write_number(const struct document *document, struct gradfig_number number,
                         GString *cell) {
    if (gradfig_number_exists(number)) {
        format_number(cell, number, FULL_DIGITS);
    } else {
        g_string_append(cell, phrase(document, PHRASE_NONE));
    }
}

static void write_layer(const struct document *document, size_t index, GString *cell) {
    char *formula = words_layer(document->spec, index);
    g_string_append_printf(cell, "<i>y</i> = %s", formula);
    g_free(formula);
}

static void write_gradient(const struct document *document, size_t index, GString *cell) {
    write_number(document, derived_of(document, index)->gradient, cell);
}

static void write_class(const struct document *document, size_t index, GString *cell) {
    g_string_append(cell, words_class(document->spec, derived_of(document, index)->class));
}

static void write_decades(const struct document *document, size_t index, GString *cell) {
    double decades = derived_of(document, index)->decades;

    if (isnan(decades)) {
        g_string_append(cell, phrase(document, PHRASE_DEPTH_0));
    } else if (isinf(decades)) {
        g_string_append(cell, "\u2212∞");
    } else {
        format_double(cell, decades, FULL_DIGITS);
    }
}

static void write_effective_slope(const struct document *document, size_t index, GString *cell) {
    write_number(document, derived_of(document, index)->effective_slope, cell);
}

static void write_half_life(const struct document *document, size_t index, GString *cell) {
    const struct gradfig_derived *derived = derived_of(document, index);
    bool grows = derived->gradient.log10_abs > 0;

    if (isnan(derived->half_life)) {
        g_string_append(cell, phrase(document, PHRASE_DEPTH_0));
    } else if (isinf(derived->half_life)) {
        g_string_append(cell, phrase(document, PHRASE_KEEPS));
    } else {
        GString *layers = g_string_new(NULL);
        format_double(layers, derived->half_life, FULL_DIGITS);
        g_string_append_printf(cell, phrase(document, grows ? PHRASE_DOUBLES : PHRASE_HALVES),
                               layers->str);
        g_string_free(layers, TRUE);
    }
}

static void write_first_outside(const struct document *document, size_t index,
                                enum gradfig_range range, GString *cell) {
    static const double whole_max = 1e15;
    double layer = derived_of(document, index)->first_outside[range];

    if (isinf(layer)) {
        g_string_append(cell, phrase(document, PHRASE_NONE));
    } else if (layer < whole_max) {
        format_whole(cell, (int64_t)layer);
    } else {
        format_double(cell, layer, TABLE_DIGITS);
    }
}

static void write_thousand(const struct document *document, size_t index, GString *cell) {
    write_first_outside(document, index, GRADFIG_RANGE_THOUSAND, cell);
}

static void write_half(const struct document *document, size_t index, GString *cell) {
    write_first_outside(document, index, GRADFIG_RANGE_HALF, cell);
}

static void write_float(const struct document *document, size_t index, GString *cell) {
    write_first_outside(document, index, GRADFIG_RANGE_FLOAT, cell);
}

static void write_double(const struct document *document, size_t index, GString *cell) {
    write_first_outside(document, index, GRADFIG_RANGE_DOUBLE, cell);
}

static void write_activation(const struct document *document, size_t index, GString *cell) {
    write_number(document, derived_of(document, index)->activation, cell);
}

static void write_fixed_point(const struct document *document, size_t index, GString *cell) {
    static const enum phrase stabilities[] = {
        [GRADFIG_STABILITY_ATTRACTING] = PHRASE_ATTRACTING,
        [GRADFIG_STABILITY_NEUTRAL] = PHRASE_NEUTRAL,
        [GRADFIG_STABILITY_REPELLING] = PHRASE_REPELLING,
    };
    const struct gradfig_derived *derived = derived_of(document, index);

    write_number(document, derived->fixed_point, cell);
    if (derived->stability != GRADFIG_STABILITY_NONE) {
        g_string_append_printf(cell, "%s%s", choose(document, ", ", "，"),
                               phrase(document, stabilities[derived->stability]));
    }
}

static void write_composed(const struct document *document, size_t index, GString *cell) {
    g_string_append(cell, "<i>y</i> = ");
    words_append_line(cell, derived_of(document, index)->composed, FULL_DIGITS);
}

static void write_layer_angle(const struct document *document, size_t index, GString *cell) {
    format_double(cell, derived_of(document, index)->layer_angle, FULL_DIGITS);
    g_string_append(cell, "°");
}

static void write_composed_angle(const struct document *document, size_t index, GString *cell) {
    format_double(cell, derived_of(document, index)->composed_angle, FULL_DIGITS);
    g_string_append(cell, "°");
}

static void write_improvement(const struct document *document, size_t index, GString *cell) {
    if (index == 0) {
        g_string_append(cell, "1");
    } else {
        write_number(document, derived_of(document, index)->improvement, cell);
    }
}

static const struct quantity {
    const char *names[GRADFIG_N_LANGUAGES];
    cell_writer *write;
} quantities[] = {
    {{"Layer", "每层"}, write_layer},
    {{"Gradient <i>g</i><sub><i>n</i></sub>", "梯度 <i>g</i><sub><i>n</i></sub>"}, write_gradient},
    {{"Class", "类别"}, write_class},
    {{"Decades a layer", "每层数量级变化"}, write_decades},
    {{"Effective slope |<i>g</i><sub><i>n</i></sub>|^(1/<i>n</i>)",
      "等效斜率 |<i>g</i><sub><i>n</i></sub>|^(1/<i>n</i>)"},
     write_effective_slope},
    {{"The gradient", "梯度变化"}, write_half_life},
    {{"First layer outside 10<sup>−3</sup> to 10<sup>3</sup>",
      "首次超出 10<sup>−3</sup> 至 10<sup>3</sup> 的层"},
     write_thousand},
    {{"First layer outside half precision", "首次超出半精度的层"}, write_half},
    {{"First layer outside single precision", "首次超出单精度的层"}, write_float},
    {{"First layer outside double precision", "首次超出双精度的层"}, write_double},
    {{"Activation <i>x</i><sub><i>n</i></sub>", "激活值 <i>x</i><sub><i>n</i></sub>"},
     write_activation},
    {{"Fixed point", "不动点"}, write_fixed_point},
    {{"All layers as one line", "所有层合成的直线"}, write_composed},
    {{"Angle of the first layer", "首层的角度"}, write_layer_angle},
    {{"Angle of all layers", "所有层合成的角度"}, write_composed_angle},
    {{"Improvement over %s", "相对%s的改善倍数"}, write_improvement},
};

static void add_networks(struct document *document) {
    const struct gradfig_spec *spec = document->spec;
    GString *first = g_string_new(NULL);

    add_heading(document, PHRASE_NETWORKS);
    add_cell(document, phrase(document, PHRASE_QUANTITY));
    for (size_t i = 0; i < spec->n_networks; i++) {
        add_network_heading(document, i, "");
    }
    end_headings(document, spec->n_networks + 1, 1, SIZE_MAX);
    words_append_network(first, spec, 0);
    for (size_t k = 0; k < G_N_ELEMENTS(quantities); k++) {
        char *name = g_strdup_printf(quantities[k].names[spec->figure.language], first->str);
        give_cell(document, name);
        for (size_t i = 0; i < spec->n_networks; i++) {
            GString *cell = g_string_new(NULL);
            quantities[k].write(document, i, cell);
            give_cell(document, g_string_free(cell, FALSE));
        }
        end_row(document);
    }
    g_string_free(first, TRUE);
}

/* ---- the sweep ---- */

/* "vanishing below 10⁻⁴ (or 0), ..., amplifying above", and what it is for one layer. */
static void add_thresholds(struct document *document) {
    const struct gradfig_spec *spec = document->spec;
    GString *text = g_string_new(NULL);
    char *block = words_sweep_block(spec);

    g_string_append_printf(text, "%s <i>n</i> = ",
                           choose(document, "Classes by the gradient through", "分类依据：梯度，"));
    format_whole(text, spec->depth);
    g_string_append(text, choose(document, " layers: ", "："));
    for (int class = 0; class < GRADFIG_CLASS_AMPLIFYING; class ++) {
        g_string_append(text, words_class(spec, (enum gradfig_class) class));
        g_string_append(text, class == GRADFIG_CLASS_STABLE
                                  ? choose(document, " up to ", " ≤ ")
                                  : choose(document, " below ", " &lt; "));
        format_double(text, pow(10, gradfig_class_limit((enum gradfig_class) class)), TABLE_DIGITS);
        if (class == GRADFIG_CLASS_VANISHING) {
            g_string_append(text, choose(document, " or 0", " 或为 0"));
        }
        g_string_append(text, choose(document, ", ", "，"));
    }
    g_string_append(text, words_class(spec, GRADFIG_CLASS_AMPLIFYING));
    g_string_append(text, choose(document, " above.", " 更大。"));
    if (spec->depth > 0) {
        g_string_append_printf(text,
                               choose(document, " They depend on the depth: here they are |%s| of ",
                                      "界限随深度而变，此处相当于 |%s| 为 "),
                               block);
        for (int class = 0; class < GRADFIG_CLASS_AMPLIFYING; class ++) {
            double limit = gradfig_class_limit((enum gradfig_class) class) / (double)spec->depth;
            g_string_append(text, class == 0 ? "" : choose(document, ", ", "、"));
            format_double(text, pow(10, limit), TABLE_DIGITS);
        }
        g_string_append(text, choose(document, ".", "。"));
    }
    g_free(block);
    add_paragraph(document, g_string_free(text, FALSE));
}

static void add_sweep(struct document *document) {
    const struct gradfig_spec *spec = document->spec;
    const struct gradfig_sweep *sweep = &spec->sweep;
    char *block = words_sweep_block(spec);
    GString *power = g_string_new(NULL);

    add_heading(document, PHRASE_SWEEP);
    add_thresholds(document);
    g_string_append_printf(power, "(%s)<sup>%lld</sup>", block, (long long)spec->depth);
    add_cell(document, phrase(document, PHRASE_SLOPE));
    give_cell(document, block);
    give_cell(document, g_string_free(power, FALSE));
    add_cell(document, phrase(document, PHRASE_CLASS));
    end_headings(document, 4, 0, 3);
    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        const struct gradfig_curve *curve = report_curve(document->report, GRADFIG_PANEL_SWEEP, i);
        struct gradfig_number gradient = curve->points[curve->n_points - 1].y;
        GString *slope = g_string_new(NULL);
        format_typed(slope, sweep->slopes.values[i].text);
        give_cell(document, g_string_free(slope, FALSE));
        add_number(document, gradfig_sweep_block_slope(sweep, i), FULL_DIGITS);
        add_number(document, gradient, FULL_DIGITS);
        add_cell(document, words_class(spec, gradfig_class_of(gradient)));
        end_row(document);
    }
}

/* ---- paths ---- */

static void add_not_shown(struct document *document, size_t index, enum gradfig_paths_state state) {
    static const char *const reasons[][GRADFIG_N_LANGUAGES] = {
        [GRADFIG_PATHS_NO_SKIP] = {"no skip connection, so one path, through all layers.",
                                   "没有跳跃连接，只有一条经过所有层的路径。"},
        [GRADFIG_PATHS_TOO_DEEP] = {"not shown, because slopes differ over more than 2000 layers.",
                                    "未显示，因为各层斜率不同且超过 2000 层。"},
        [GRADFIG_PATHS_CANCEL] = {"not shown, because paths of the same length cancel.",
                                  "未显示，因为相同长度的路径相互抵消。"},
    };
    GString *text = g_string_new(NULL);

    words_append_network(text, document->spec, index);
    g_string_append(text, choose(document, ": ", "："));
    g_string_append(text, reasons[state][document->spec->figure.language]);
    add_paragraph(document, g_string_free(text, FALSE));
}

static void append_shares(struct document *document, GString *text,
                          const struct gradfig_paths *paths) {
    char *band = words_band(document->spec, paths);
    const char *of = words_shared(document->spec, paths);
    bool is_chinese = document->spec->figure.language == GRADFIG_LANGUAGE_ZH;

    g_string_append(text, choose(document, " The paths of ", ""));
    g_string_append(text, band);
    g_string_append(text, choose(document, " carry ", " 的路径占"));
    g_string_append_printf(text, "%s%s", is_chinese ? of : "", is_chinese ? "的 " : "");
    words_append_percent(text, paths->band_gradient, TABLE_DIGITS);
    g_string_append_printf(text, "%s%s", is_chinese ? "" : " of ", is_chinese ? "" : of);
    g_string_append(text, choose(document, " and are ", "，占路径总数的 "));
    words_append_percent(text, paths->band_paths, TABLE_DIGITS);
    g_string_append(text, choose(document, " of all paths.", "。"));
    g_free(band);
}

static void append_cancellation(struct document *document, GString *text,
                                const struct gradfig_paths *paths) {
    if (gradfig_number_exists(paths->cancellation) && paths->cancellation.log10_abs < 1e-12) {
        return;
    }
    g_string_append(text,
                    choose(document,
                           " Their terms alternate in sign and cancel: the sum of "
                           "their moduli is ",
                           "各项正负交替而相消：绝对值之和为 |<i>g</i><sub><i>n</i></sub>| 的 "));
    if (gradfig_number_exists(paths->cancellation)) {
        format_number(text, paths->cancellation, TABLE_DIGITS);
    } else {
        g_string_append(text, "∞");
    }
    g_string_append(text, choose(document, " times |<i>g</i><sub><i>n</i></sub>|.", " 倍。"));
}

/* "residual: 2^10 paths. Length 1 dominates with 32.3 %, the mean is 1.67. ..." */
static void add_paths_paragraph(struct document *document, size_t index) {
    const struct gradfig_paths *paths = &document->report->paths[index];
    GString *text = g_string_new(NULL);

    words_append_network(text, document->spec, index);
    g_string_append_printf(text,
                           choose(document, ": 2<sup>%lld</sup> paths. Length ",
                                  "：共 2<sup>%lld</sup> 条路径，长度 "),
                           (long long)document->spec->depth);
    format_whole(text, paths->dominating);
    g_string_append(text, choose(document, " dominates with ", " 占比最大，为 "));
    words_append_percent(text, paths->largest_share, TABLE_DIGITS);
    g_string_append(text, choose(document, "; the mean length is ", "；平均长度为 "));
    format_double(text, paths->mean, TABLE_DIGITS);
    g_string_append(text, choose(document, ".", "。"));
    append_shares(document, text, paths);
    append_cancellation(document, text, paths);
    add_paragraph(document, g_string_free(text, FALSE));
}

static void add_percent(struct document *document, struct gradfig_number share) {
    GString *text = g_string_new(NULL);
    words_append_percent(text, share, TABLE_DIGITS);
    give_cell(document, g_string_free(text, FALSE));
}

static void add_terms(struct document *document, size_t index) {
    static const enum phrase headings[] = {PHRASE_LENGTH, PHRASE_N_PATHS, PHRASE_SHARE_OF_PATHS,
                                           PHRASE_TERM, PHRASE_SHARE_OF_GRADIENT};
    const GArray *terms = document->report->terms[index];

    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
        add_cell(document, phrase(document, headings[i]));
    }
    end_headings(document, G_N_ELEMENTS(headings), 0, SIZE_MAX);
    for (guint i = 0; i < terms->len; i++) {
        const struct gradfig_path_term *term = &g_array_index(terms, struct gradfig_path_term, i);
        GString *length = g_string_new(NULL);
        format_whole(length, term->length);
        give_cell(document, g_string_free(length, FALSE));
        add_number(document, term->n_paths, FULL_DIGITS);
        add_percent(document, term->paths);
        add_number(document, term->term, TABLE_DIGITS);
        add_percent(document, term->gradient);
        end_row(document);
    }
    g_string_append_c(document->text, '\n');
}

static void add_paths(struct document *document) {
    add_heading(document, PHRASE_PATHS);
    for (size_t i = 0; i < document->spec->n_networks; i++) {
        enum gradfig_paths_state state = document->report->paths[i].state;
        if (state == GRADFIG_PATHS_SHOWN) {
            add_paths_paragraph(document, i);
            add_terms(document, i);
        } else {
            add_not_shown(document, i, state);
        }
    }
}

/* ---- claims ---- */

static void add_claim(struct document *document, const struct gradfig_claim *claim,
                      const struct gradfig_judgement *judgement) {
    enum gradfig_language language = (enum gradfig_language)document->spec->figure.language;
    char *detail = verdict_detail(claim, judgement, language);

    g_string_append(document->text, "| ");
    append_plain(document, claim->text != NULL ? claim->text : "");
    g_string_append(document->text, " | ");
    append_plain(document, claim->quantity_text);
    if (*claim->settings != '\0') {
        append_plain(document, phrase(document, PHRASE_WITH));
        append_plain(document, claim->settings);
    }
    g_string_append_c(document->text, ' ');
    give_cell(document, verdict_claimed(claim));
    give_cell(document, verdict_computed(claim, judgement, language));
    give_cell(document,
              g_strconcat(verdict_word(judgement->verdict, language),
                          *detail != '\0' ? choose(document, ": ", "：") : "", detail, NULL));
    end_row(document);
    g_free(detail);
}

static void add_claims(struct document *document) {
    static const enum phrase headings[] = {PHRASE_CLAIM, PHRASE_QUANTITY, PHRASE_PRINTED,
                                           PHRASE_COMPUTED, PHRASE_VERDICT};
    const struct gradfig_report *report = document->report;

    if (report->judgements->len == 0) {
        return;
    }
    add_heading(document, PHRASE_CLAIMS);
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
        add_cell(document, phrase(document, headings[i]));
    }
    end_headings(document, G_N_ELEMENTS(headings), 2, 4);
    for (guint i = 0; i < report->judgements->len; i++) {
        add_claim(document, gradfig_claims_at(report->claims, i),
                  &g_array_index(report->judgements, struct gradfig_judgement, i));
    }
}

/* ---- layers ---- */

static void add_layers(struct document *document) {
    const struct gradfig_report *report = document->report;
    size_t n_networks = document->spec->n_networks;

    add_heading(document, PHRASE_LAYERS);
    add_cell(document, "<i>n</i>");
    for (size_t i = 0; i < n_networks; i++) {
        add_network_heading(document, i, " <i>x</i><sub><i>n</i></sub>");
    }
    for (size_t i = 0; i < n_networks; i++) {
        add_network_heading(document, i, " <i>g</i><sub><i>n</i></sub>");
    }
    end_headings(document, 2 * n_networks + 1, 0, SIZE_MAX);
    for (guint row = 0; row < report->layers->len; row++) {
        GString *layer = g_string_new(NULL);
        format_whole(layer, g_array_index(report->layers, int64_t, row));
        give_cell(document, g_string_free(layer, FALSE));
        for (size_t i = 0; i < 2 * n_networks; i++) {
            enum gradfig_panel panel =
                i < n_networks ? GRADFIG_PANEL_ACTIVATION : GRADFIG_PANEL_GRADIENT;
            add_number(document, report_curve(report, panel, i % n_networks)->points[row].y,
                       TABLE_DIGITS);
        }
        end_row(document);
    }
}

/* ---- parameters ---- */

static void add_spec(struct document *document) {
    char *recipe = gradfig_recipe_write(document->spec);

    add_heading(document, PHRASE_SPEC);
    g_string_append_printf(document->text, "%s\n\n```yaml\n%s```\n",
                           phrase(document, PHRASE_SPEC_INTRODUCTION), recipe);
    free(recipe);
}

char *gradfig_report_markdown(const struct gradfig_report *report, const char *figure) {
    struct document document = {report, report->spec, g_string_new(NULL)};

    add_head(&document, figure);
    add_findings(&document);
    add_notices(&document);
    add_networks(&document);
    add_sweep(&document);
    add_paths(&document);
    add_claims(&document);
    add_layers(&document);
    add_spec(&document);
    return g_string_free(document.text, FALSE);
}
