/* The sections of the report. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rendering/alt.h"
#include "simulation/classify.h"
#include "simulation/network.h"
#include "spec/recipe.h"

#include "base/format.h"
#include "rendering/figure_text.h"
#include "rendering/formulas.h"
#include "rendering/panel_types.h"
#include "rendering/path_text.h"
#include "report/verdict_text.h"
#include "report/writer.h"

/* ---- the head ---- */

/* The networks in a sentence, unless the user has another subtitle. */
static char *make_subtitle(const struct writer *writer) {
    const struct spec *spec = writer->spec;
    const char *english = spec->depth == 1 ? " linear layer: " : " linear layers: ";

    if (spec->labels.subtitle != NULL) {
        return figure_text_subtitle(spec);
    }
    GString *text = g_string_new(NULL);
    format_whole(text, spec->depth);
    g_string_append(text, writer_choose(writer, english, " 层线性网络："));
    for (size_t i = 0; i < spec->n_networks; i++) {
        g_string_append(text, i > 0 ? writer_choose(writer, "; ", "；") : "");
        figure_text_append(text, figure_text_full_network(spec, i));
        g_string_append(text, " <i>y</i> = ");
        formula_append_layer(text, &spec->networks[i]);
    }
    return g_string_free(text, FALSE);
}

static void write_head(struct writer *writer, const char *figure) {
    g_string_append(writer->text, "# ");
    writer_paragraph(writer, figure_text_title(writer->spec));
    writer_paragraph(writer, make_subtitle(writer));
    if (figure != NULL) {
        char *alt = alt_text(writer->spec, writer->report->figure);
        g_string_append(writer->text, "![");
        writer_plain(writer, alt);
        g_string_append_printf(writer->text, "](%s)\n\n", figure);
        free(alt);
    }
}

static void write_findings(struct writer *writer) {
    writer_heading(writer, "What the figure shows", "图中要点");
    const struct choices *panels = &writer->spec->figure.panels;
    for (size_t i = 0; i < panels->n_values; i++) {
        writer_item(writer, panel_title(writer->spec, writer->report->figure,
                                        (enum panel_kind)panels->values[i]));
    }
}

static void write_notices(struct writer *writer) {
    const GArray *notices = writer->report->notices;

    if (notices->len > 0) {
        writer_heading(writer, "Notices", "提示");
    }
    for (guint i = 0; i < notices->len; i++) {
        writer_item(writer, notice_text(writer->report, &g_array_index(notices, struct notice, i)));
    }
}

/* ---- the sweep ---- */

/* "vanishing below 10⁻⁴ or 0, ..., amplifying above." */
static void append_thresholds(const struct writer *writer, GString *text) {
    const struct spec *spec = writer->spec;

    for (int class = 0; class < CLASS_AMPLIFYING; class ++) {
        double limit = pow(10, gradient_class_limit((enum gradient_class) class));
        g_string_append(text, figure_text_class(spec, (enum gradient_class) class));
        g_string_append(text, class == CLASS_STABLE ? writer_choose(writer, " up to ", " ≤ ")
                                                    : writer_choose(writer, " below ", " &lt; "));
        format_double(text, limit, WRITER_TABLE_DIGITS);
        if (class == CLASS_VANISHING) {
            g_string_append(text, writer_choose(writer, " or 0", " 或为 0"));
        }
        g_string_append(text, writer_choose(writer, ", ", "，"));
    }
    g_string_append_printf(text, writer_choose(writer, "%s above.", "其余为%s。"),
                           figure_text_class(spec, CLASS_AMPLIFYING));
}

/* As many digits more as tell a limit from 1. */
static int digits_near_one(double limit) {
    int n_zeros = (int)fmax(0, floor(-log10(fabs(limit - 1))));
    return MIN(WRITER_TABLE_DIGITS + n_zeros, DBL_DIG);
}

/* What the thresholds are for one block of this depth. */
static void append_block_thresholds(const struct writer *writer, GString *text) {
    char *block = formula_sweep_block(&writer->spec->sweep);

    g_string_append_printf(text,
                           writer_choose(writer,
                                         " They depend on the depth: here they are |%s| of ",
                                         "界限随深度而变，此处相当于 |%s| 为 "),
                           block);
    for (int class = 0; class < CLASS_AMPLIFYING; class ++) {
        double log10_limit = gradient_class_limit((enum gradient_class) class);
        double limit = pow(10, log10_limit / (double)writer->spec->depth);
        g_string_append(text, class > 0 ? writer_choose(writer, ", ", "、") : "");
        format_double(text, limit, digits_near_one(limit));
    }
    g_string_append(text, writer_choose(writer, ".", "。"));
    g_free(block);
}

static void write_thresholds(struct writer *writer) {
    GString *text =
        g_string_new(writer_choose(writer, "Classes by the gradient through ", "分类依据为经过 "));

    format_whole(text, writer->spec->depth);
    g_string_append(text, writer_choose(writer, " layers: ", " 层的梯度："));
    append_thresholds(writer, text);
    if (writer->spec->depth > 0) {
        append_block_thresholds(writer, text);
    }
    writer_paragraph(writer, g_string_free(text, FALSE));
}

static void write_slope(struct writer *writer, size_t index) {
    const struct sweep *sweep = &writer->spec->sweep;
    const struct curve *curve = report_curve(writer->report, PANEL_SWEEP, index);
    struct number gradient = curve->points[curve->n_points - 1].y;
    GString *slope = g_string_new(NULL);

    format_typed(slope, sweep->slopes.values[index].text);
    writer_cell(writer, g_string_free(slope, FALSE));
    writer_number_cell(writer, sweep_block_slope(sweep, index), WRITER_FULL_DIGITS);
    writer_number_cell(writer, gradient, WRITER_FULL_DIGITS);
    writer_cell(writer, g_strdup(figure_text_class(writer->spec, gradient_class_of(gradient))));
    writer_end_row(writer);
}

static void write_sweep(struct writer *writer) {
    char *block = formula_sweep_block(&writer->spec->sweep);
    char *power = g_strdup_printf("(%s)<sup>%lld</sup>", block, (long long)writer->spec->depth);

    writer_heading(writer, "Effect of the residual slope", "残差斜率的影响");
    write_thresholds(writer);
    writer_word_cell(writer, "Slope <i>a</i>", "斜率 <i>a</i>");
    writer_cell(writer, block);
    writer_cell(writer, power);
    writer_word_cell(writer, "Class", "类别");
    writer_end_headings(writer, 4, 0, 3);
    for (size_t i = 0; i < writer->spec->sweep.slopes.n_values; i++) {
        write_slope(writer, i);
    }
}

/* ---- paths ---- */

/* "plain: not shown, because ..." */
static void write_reason(struct writer *writer, size_t index, enum paths_state state) {
    char *name = figure_text_full_network(writer->spec, index);
    char *reason = path_text_reason(writer->spec, state, name);

    writer_paragraph(
        writer, figure_text_fill(writer->spec, TEXT_SENTENCE, TEXT_FIELDS({"sentence", reason})));
}

static void append_percent(const struct writer *writer, GString *text, struct number share) {
    figure_text_append(text, figure_text_percent(writer->spec, share, WRITER_TABLE_DIGITS));
}

static void append_band(const struct writer *writer, GString *text, const struct paths *paths) {
    char *band = path_text_band(writer->spec, paths, false);
    GString *gradient = g_string_new(NULL);
    GString *all = g_string_new(NULL);

    append_percent(writer, gradient, paths->band_gradient);
    append_percent(writer, all, paths->band_paths);
    g_string_append_printf(
        text,
        writer_choose(writer, " The paths of %1$s carry %2$s of %3$s and are %4$s of all paths.",
                      "%1$s 的路径占%3$s的 %2$s，占路径总数的 %4$s。"),
        band, gradient->str, path_text_whole(writer->spec, paths), all->str);
    g_string_free(all, TRUE);
    g_string_free(gradient, TRUE);
    g_free(band);
}

static void append_cancellation(const struct writer *writer, GString *text,
                                const struct paths *paths) {
    GString *factor = g_string_new(NULL);

    if (number_exists(paths->cancellation)) {
        format_number(factor, paths->cancellation, WRITER_TABLE_DIGITS);
    } else {
        g_string_append(factor, "∞");
    }
    g_string_append_printf(
        text,
        writer_choose(writer,
                      " They alternate in sign: the sum of their moduli is %s times that of the "
                      "gradient.",
                      "各项正负交替：绝对值之和为梯度绝对值的 %s 倍。"),
        factor->str);
    g_string_free(factor, TRUE);
}

/* "Length 1 dominates with ", "Lengths 2 and 3 dominate, each with " */
static void append_dominating(const struct writer *writer, GString *text,
                              const struct paths *paths) {
    g_string_append(text, paths->is_shared ? writer_choose(writer, "Lengths ", "长度 ")
                                           : writer_choose(writer, "Length ", "长度 "));
    if (paths->is_shared) {
        format_whole(text, paths->dominating - 1);
        g_string_append(text, writer_choose(writer, " and ", " 与 "));
    }
    format_whole(text, paths->dominating);
    g_string_append(text, paths->is_shared
                              ? writer_choose(writer, " dominate, each with ", " 占比最大，各为 ")
                              : writer_choose(writer, " dominates with ", " 占比最大，为 "));
}

/* "residual: 2^10 paths. Length 1 dominates with 32.3 %, the mean is 1.67. ..." */
static void write_summary(struct writer *writer, size_t index) {
    const struct paths *paths = &writer->report->paths[index];
    GString *text = g_string_new(NULL);

    figure_text_append(text, figure_text_full_network(writer->spec, index));
    g_string_append_printf(
        text, writer_choose(writer, ": 2<sup>%lld</sup> paths. ", "：共 2<sup>%lld</sup> 条路径，"),
        (long long)writer->spec->depth);
    append_dominating(writer, text, paths);
    append_percent(writer, text, paths->largest_share);
    g_string_append(text, writer_choose(writer, "; the mean length is ", "；平均长度为 "));
    format_double(text, paths->mean, WRITER_TABLE_DIGITS);
    g_string_append(text, writer_choose(writer, ".", "。"));
    append_band(writer, text, paths);
    if (path_terms_cancel(paths->cancellation)) {
        append_cancellation(writer, text, paths);
    }
    writer_paragraph(writer, g_string_free(text, FALSE));
}

/* "Shown are lengths 5 to 17 of 0 to 54.", unless it is all. */
static void write_choice(struct writer *writer, const GArray *terms) {
    const struct path_term *all = (const void *)terms->data;
    int64_t first = all[0].length;
    int64_t last = all[terms->len - 1].length;
    bool is_whole = terms->len == (gsize)(last - first) + 1;
    GString *lengths = g_string_new(NULL);
    GString *depth = g_string_new(NULL);

    if (terms->len < (gsize)writer->spec->depth + 1) {
        format_whole(lengths, first);
        g_string_append(lengths, writer_choose(writer, " to ", " 至 "));
        format_whole(lengths, last);
        format_whole(depth, writer->spec->depth);
        writer_paragraph(
            writer,
            g_strdup_printf(
                is_whole ? writer_choose(writer, "Shown are lengths %s of 0 to %s.",
                                         "表中为长度 %s，全部长度为 0 至 %s。")
                         : writer_choose(writer, "Shown are some of the lengths %s of 0 to %s.",
                                         "表中为长度 %s 的一部分，全部长度为 0 至 %s。"),
                lengths->str, depth->str));
    }
    g_string_free(depth, TRUE);
    g_string_free(lengths, TRUE);
}

static void write_terms(struct writer *writer, const struct paths *paths, const GArray *terms) {
    bool is_of_moduli = path_terms_cancel(paths->cancellation);

    write_choice(writer, terms);
    writer_word_cell(writer, "Length <i>k</i>", "长度 <i>k</i>");
    writer_word_cell(writer, "Paths", "路径数");
    writer_word_cell(writer, "Share of the paths", "占路径数");
    writer_word_cell(writer, "They carry", "贡献");
    writer_word_cell(writer, is_of_moduli ? "Share of the moduli" : "Share of the gradient",
                     is_of_moduli ? "占绝对值之和" : "占梯度");
    writer_end_headings(writer, 5, 0, SIZE_MAX);
    for (guint i = 0; i < terms->len; i++) {
        const struct path_term *term = &g_array_index(terms, struct path_term, i);
        writer_whole_cell(writer, term->length);
        writer_number_cell(writer, term->n_paths, WRITER_FULL_DIGITS);
        writer_percent_cell(writer, term->paths);
        writer_number_cell(writer, term->term, WRITER_TABLE_DIGITS);
        writer_percent_cell(writer, term->gradient);
        writer_end_row(writer);
    }
    writer_end_table(writer);
}

static void write_paths(struct writer *writer) {
    const struct report *report = writer->report;

    writer_heading(writer, "Paths by length", "路径长度分解");
    for (size_t i = 0; i < writer->spec->n_networks; i++) {
        if (report->paths[i].state == PATHS_SHOWN) {
            write_summary(writer, i);
            write_terms(writer, &report->paths[i], report->terms[i]);
        } else {
            write_reason(writer, i, report->paths[i].state);
        }
    }
}

/* ---- claims ---- */

/* The text and what became of it first: on a narrow screen the rest is out of sight. */
static void write_claim(struct writer *writer, const struct claim *claim,
                        const struct verdict *verdict) {
    enum language language = (enum language)writer->spec->figure.language;
    char *detail = verdict_detail(claim, verdict, language);
    const char *colon = *detail != '\0' ? writer_choose(writer, ": ", "：") : "";

    g_string_append(writer->text, "| ");
    writer_plain(writer, claim->text != NULL ? claim->text : "");
    g_string_append_c(writer->text, ' ');
    writer_cell(writer, g_strconcat(verdict_word(verdict->verdict, language), colon, detail, NULL));
    writer_cell(writer, verdict_claimed(claim));
    writer_cell(writer, verdict_computed(claim, verdict, language));
    g_string_append(writer->text, "| ");
    writer_plain(writer, claim->quantity_text);
    if (*claim->settings != '\0') {
        g_string_append(writer->text, writer_choose(writer, " with ", "，其中 "));
        writer_plain(writer, claim->settings);
    }
    g_string_append_c(writer->text, ' ');
    writer_end_row(writer);
    g_free(detail);
}

static void write_claims(struct writer *writer) {
    const struct report *report = writer->report;

    if (report->verdicts->len == 0) {
        return;
    }
    writer_heading(writer, "Claims", "文中数值核对");
    writer_word_cell(writer, "Claim", "文中说法");
    writer_word_cell(writer, "Verdict", "结论");
    writer_word_cell(writer, "Printed", "文中数值");
    writer_word_cell(writer, "Computed", "计算值");
    writer_word_cell(writer, "Quantity", "量");
    writer_end_headings(writer, 5, 2, 4);
    for (guint i = 0; i < report->verdicts->len; i++) {
        write_claim(writer, claims_at(report->claims, i),
                    &g_array_index(report->verdicts, struct verdict, i));
    }
}

/* ---- layers and parameters ---- */

/* The activations and gradients of the networks from `begin` to before `end`. */
static void write_layer(struct writer *writer, guint row, size_t begin, size_t end) {
    static const enum panel_kind panels[] = {PANEL_ACTIVATION, PANEL_GRADIENT};
    const struct report *report = writer->report;

    writer_whole_cell(writer, g_array_index(report->layers, int64_t, row));
    for (size_t k = 0; k < G_N_ELEMENTS(panels); k++) {
        for (size_t i = begin; i < end; i++) {
            writer_number_cell(writer, report_curve(report, panels[k], i)->points[row].y,
                               WRITER_TABLE_DIGITS);
        }
    }
    writer_end_row(writer);
}

static void write_layers_table(struct writer *writer, size_t begin, size_t end) {
    static const char *const suffixes[] = {" <i>x</i><sub><i>n</i></sub>",
                                           " <i>g</i><sub><i>n</i></sub>"};

    writer_word_cell(writer, "<i>n</i>", "<i>n</i>");
    for (size_t k = 0; k < G_N_ELEMENTS(suffixes); k++) {
        for (size_t i = begin; i < end; i++) {
            writer_network_cell(writer, i, suffixes[k]);
        }
    }
    writer_end_headings(writer, 2 * (end - begin) + 1, 0, SIZE_MAX);
    for (guint row = 0; row < writer->report->layers->len; row++) {
        write_layer(writer, row, begin, end);
    }
    writer_end_table(writer);
}

static void write_layers(struct writer *writer) {
    size_t n = writer->spec->n_networks;

    writer_heading(writer, "Layers", "逐层数值");
    for (size_t i = 0; i < n; i += WRITER_NETWORKS_MAX) {
        write_layers_table(writer, i, MIN(i + WRITER_NETWORKS_MAX, n));
    }
}

static void write_parameters(struct writer *writer) {
    writer_heading(writer, "Parameters", "参数");
    writer_paragraph(writer,
                     g_strdup(writer_choose(writer,
                                            "Every parameter as typed. As a file, this is a spec "
                                            "that draws the figure.",
                                            "全部参数，与输入一致；存为文件即可重新绘制此图。")));
    g_string_append_printf(writer->text, "```yaml\n%s```\n", writer->recipe);
}

char *report_markdown(const struct report *report, const char *figure,
                      struct gradfig_error *error) {
    char *recipe = recipe_write(report->spec, error);

    if (recipe == NULL) {
        return NULL;
    }
    struct writer writer = {report, report->spec, recipe, g_string_new(NULL)};

    write_head(&writer, figure);
    write_findings(&writer);
    write_notices(&writer);
    networks_write(&writer);
    write_sweep(&writer);
    write_paths(&writer);
    write_claims(&writer);
    write_layers(&writer);
    write_parameters(&writer);
    free(recipe);
    return g_string_free(writer.text, FALSE);
}
