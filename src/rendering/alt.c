/* Sentences on each panel, put together from the figure's own words and numbers. */
#include "rendering/alt.h"

#include <math.h>

#include <glib.h>

#include "simulation/classify.h"
#include "simulation/paths.h"

#include "base/format.h"
#include "base/markup.h"
#include "rendering/findings.h"
#include "rendering/words.h"

enum { ALT_DIGITS = 3 };

/* What the sentences are about. */
struct subject {
    const struct spec *spec;
    const struct series *series;
    GString *text; /* markup */
};

static bool is_chinese(const struct subject *subject) {
    return subject->spec->figure.language == LANGUAGE_ZH;
}

static void say(const struct subject *subject, const char *english, const char *chinese) {
    g_string_append(subject->text, is_chinese(subject) ? chinese : english);
}

/* Between the items of a list. */
static void say_separator(const struct subject *subject, size_t i) {
    if (i > 0) {
        say(subject, ", ", "，");
    }
}

static const struct curve *network_curve(const struct subject *subject, enum panel_kind panel,
                                         size_t index) {
    return series_find(subject->series, (struct curve_id){panel, ROLE_NETWORK, index});
}

static struct number last_of(const struct curve *curve) {
    return curve->points[curve->n_points - 1].y;
}

static void say_number(const struct subject *subject, struct number number) {
    format_number(subject->text, number, ALT_DIGITS);
}

static void say_depth(const struct subject *subject) {
    format_whole(subject->text, subject->spec->depth);
    say(subject, subject->spec->depth == 1 ? " layer" : " layers", " 层");
}

/* " 0.107 (slightly decaying)", or " 0 from layer 3 (vanishing)". */
static void say_gradient(const struct subject *subject, const struct curve *curve) {
    struct number last = last_of(curve);
    double zero = words_zero_layer(curve);

    g_string_append_c(subject->text, ' ');
    say_number(subject, last);
    if (!isnan(zero)) {
        say(subject, " from layer ", "，自第 ");
        format_whole(subject->text, (int64_t)zero);
        say(subject, "", " 层起");
    }
    say(subject, " (", "（");
    g_string_append(subject->text, words_class(subject->spec, gradient_class_of(last)));
    say(subject, ")", "）");
}

/* ---- where curves cross ---- */

/* The sign of a - b, as the logarithms tell it where doubles cannot. */
static int compare_numbers(struct number a, struct number b) {
    if (a.sign != b.sign) {
        return a.sign > b.sign ? 1 : -1;
    }
    if (a.sign == 0 || a.log10_abs == b.log10_abs) {
        return 0;
    }
    return (a.log10_abs > b.log10_abs) == (a.sign > 0) ? 1 : -1;
}

/* The first layer at which the order of the two curves is another than before, or 0. */
static size_t find_crossing(const struct curve *a, const struct curve *b) {
    int before = 0;

    for (size_t i = 0; i < a->n_points && i < b->n_points; i++) {
        int order = compare_numbers(a->points[i].y, b->points[i].y);
        if (before != 0 && order == -before) {
            return i;
        }
        before = order != 0 ? order : before;
    }
    return 0;
}

/* The curves of the first and the last network, where every layer is there to be looked at. */
static void say_crossing(const struct subject *subject, enum panel_kind panel) {
    const struct spec *spec = subject->spec;
    size_t last = spec->n_networks - 1;
    const struct curve *a = network_curve(subject, panel, 0);
    const struct curve *b = network_curve(subject, panel, last);

    if (last == 0 || a->n_points != (size_t)spec->depth + 1 || b->n_points != a->n_points) {
        return;
    }
    size_t layer = find_crossing(a, b);
    if (layer > 0) {
        say(subject, "; ", "；");
        words_append_full_network(subject->text, spec, 0);
        say(subject, " and ", "与");
        words_append_full_network(subject->text, spec, last);
        say(subject, " cross before layer ", "相交于第 ");
        format_whole(subject->text, (int64_t)layer);
        say(subject, "", " 层之前");
    }
}

/* ---- a sentence for each panel ---- */

static void say_activations(const struct subject *subject) {
    const struct spec *spec = subject->spec;

    say(subject, "Activations after ", "");
    say_depth(subject);
    say(subject, " from x_0 = ", "后的激活值，起始于 x_0 = ");
    format_typed(subject->text, spec->input.text);
    say(subject, ": ", "：");
    for (size_t i = 0; i < spec->n_networks; i++) {
        say_separator(subject, i);
        words_append_full_network(subject->text, spec, i);
        g_string_append_c(subject->text, ' ');
        say_number(subject, last_of(network_curve(subject, PANEL_ACTIVATION, i)));
    }
    say_crossing(subject, PANEL_ACTIVATION);
}

static void say_gradients(const struct subject *subject) {
    const struct spec *spec = subject->spec;

    say(subject, "Gradients after ", "");
    say_depth(subject);
    say(subject, ": ", "后的梯度：");
    for (size_t i = 0; i < spec->n_networks; i++) {
        say_separator(subject, i);
        words_append_full_network(subject->text, spec, i);
        say_gradient(subject, network_curve(subject, PANEL_GRADIENT, i));
    }
    say_crossing(subject, PANEL_GRADIENT);
}

static void say_line(const struct subject *subject, enum curve_role role, size_t index) {
    struct curve_id line = {PANEL_GEOMETRY, role, index};
    char *label = words_line_label(subject->spec, line);

    g_string_append(subject->text, label);
    g_free(label);
}

static void say_lines(const struct subject *subject) {
    say(subject, "Layers as lines: ", "各层作为直线：");
    for (size_t i = 0; i < subject->spec->n_networks; i++) {
        say_separator(subject, i);
        say_line(subject, ROLE_NETWORK, i);
    }
    say(subject, "; in a row: ", "；串联：");
    say_line(subject, ROLE_COMPOSED, words_composed_network(subject->spec));
}

static void say_sweep(const struct subject *subject) {
    char *block = words_sweep_block(subject->spec);
    size_t n = 0;

    g_string_append_printf(subject->text, "(%s)^", block);
    format_whole(subject->text, subject->spec->depth);
    say(subject, " for each slope a: ", "，各斜率 a：");
    for (size_t i = 0; i < subject->series->n_curves; i++) {
        const struct curve *curve = &subject->series->curves[i];
        if (curve->id.panel == PANEL_SWEEP) {
            char *name = words_sweep_name(subject->spec, curve->id.index);
            say_separator(subject, n++);
            g_string_append(subject->text, name);
            g_string_append_c(subject->text, ':');
            say_gradient(subject, curve);
            g_free(name);
        }
    }
    g_free(block);
}

/* How much the terms' moduli are more than what is left of them. */
static void say_cancellation(const struct subject *subject) {
    const struct paths *paths = &subject->series->paths;

    if (!number_exists(paths->cancellation)) {
        say(subject, ", the terms cancelling to 0", "，各项恰好抵消为 0");
    } else if (words_terms_cancel(paths->cancellation)) {
        say(subject, ", the moduli together being ", "，绝对值之和为梯度绝对值的 ");
        say_number(subject, paths->cancellation);
        say(subject, " times that of the gradient", " 倍");
    }
}

static void say_paths(const struct subject *subject) {
    char *finding = findings_title(subject->spec, subject->series, PANEL_PATHS);

    say(subject, "Paths by length. ", "路径长度分布：");
    g_string_append(subject->text, finding);
    if (subject->series->paths.state == PATHS_SHOWN) {
        say_cancellation(subject);
    }
    for (size_t i = 0; i < subject->spec->n_networks; i++) {
        const char *note = words_paths_note(subject->spec, i);
        if (note != NULL) {
            say(subject, "; ", "；");
            words_append_full_network(subject->text, subject->spec, i);
            say(subject, ": ", "：");
            g_string_append(subject->text, note);
        }
    }
    g_free(finding);
}

static void (*const sentences[N_PANELS])(const struct subject *subject) = {
    [PANEL_ACTIVATION] = say_activations,
    [PANEL_GRADIENT] = say_gradients,
    [PANEL_GEOMETRY] = say_lines,
    [PANEL_SWEEP] = say_sweep,
    [PANEL_PATHS] = say_paths,
};

/* ---- the interface ---- */

char *alt_title(const struct spec *spec) {
    char *title = words_label(spec, LABEL_TITLE);
    char *plain = markup_to_plain(title);

    g_free(title);
    return plain;
}

char *alt_text(const struct spec *spec, const struct series *series) {
    struct subject subject = {spec, series, g_string_new(NULL)};

    for (size_t i = 0; i < spec->figure.panels.n_values; i++) {
        if (i > 0) {
            say(&subject, " ", "");
        }
        sentences[spec->figure.panels.values[i]](&subject);
        say(&subject, ".", "。");
    }
    char *plain = markup_to_plain(subject.text->str);
    g_string_free(subject.text, TRUE);
    return plain;
}
