/* The headline and the titles of the panels are true of random specs, and about the extremes. Every
 * sentence is read, and judged by what its words mean, with room on either side of where gradfig
 * begins to use them. Only the classes of gradients and the series are gradfig's. */
#include "rendering/headline.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/markup.h"
#include "rendering/extremes.h"
#include "rendering/panel_types.h"
#include "rendering/renderer.h"

#include "shared/random_spec.h"
#include "shared/read_title.h"
#include "shared/rows.h"
#include "shared/sanitized.h"
#include "shared/title_sentences.h"

enum {
    N_SPECS = CASES(500),
    SEEN_MIN = 1, /* times that each sentence has to be said in each language */
};

/* ---- sentences ---- */

enum { SENTENCES_MAX = 64 };

static size_t n_seen[2][SENTENCES_MAX][N_LANGUAGES];

/* The sentences on networks, or on the sweep. */
static const struct sentence *sentences_of(int kind, size_t *n) {
    const struct sentence *sentences = kind == 0 ? network_sentences(n) : sweep_sentences(n);
    assert_in_range(*n, 1, SENTENCES_MAX);
    return sentences;
}

/* Whether `sentence` is read, true, and with the right number. */
static bool is_read(const char **at, const struct sentence *sentence, struct facts facts) {
    const char *end = *at;
    int n_digits = sentence->panel == HEADLINE ? 2 : 3;

    facts.value = (struct printed){.sign = 2}; /* none */
    if (!read_pattern(&end, sentence->patterns[facts.spec->figure.language], &facts) ||
        !sentence->is_true(&facts)) {
        return false;
    }
    struct number exact = sentence->value(&facts);
    if (facts.value.sign != 2 && !is_rounded(&facts.value, exact, n_digits) &&
        !is_rounded(&facts.value, exact, 3)) {
        return false;
    }
    *at = end;
    return true;
}

static bool read_sentence(const char **at, enum panel_kind panel, struct facts facts) {
    size_t n;
    int kind = panel == PANEL_SWEEP;
    const struct sentence *sentences = sentences_of(kind, &n);

    for (size_t i = 0; i < n; i++) {
        if (sentences[i].panel == panel && is_read(at, &sentences[i], facts)) {
            n_seen[kind][i][facts.spec->figure.language]++;
            return true;
        }
    }
    return false;
}

/* ---- titles ---- */

static const char *const heads[PANEL_GEOMETRY][2][N_LANGUAGES] = {
    [PANEL_ACTIVATION] = {{"Signal: ", "信号："}, {"Signals: ", "信号："}},
    [PANEL_GRADIENT] = {{"Gradient: ", "梯度："}, {"Gradient: ", "梯度："}},
};

/* No network is nearer to 0, or none is farther. */
static bool is_extreme(const struct facts *facts, enum panel_kind panel, size_t network,
                       double sign) {
    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        if (sign * facts_compare_ends(facts, panel, i, network) > 0) {
            return false;
        }
    }
    return true;
}

/* The sentence at the end of a title, on a network with the largest value or, of sign -1, with the
 * smallest. */
static bool ends_with_extreme(const char *at, enum panel_kind panel, enum panel_kind said_of,
                              double sign, struct facts facts) {
    facts.is_second = true;
    facts.begins_sentence = false;
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = at;
        if (is_extreme(&facts, panel, facts.network, sign) && read_sentence(&end, said_of, facts) &&
            *end == '\0') {
            return true;
        }
    }
    return false;
}

/* Whether no other network has a smaller gradient, or if all look equal or this is the last with
 * the largest value, which the second sentence is on, whether none has a smaller value. */
static bool is_first_subject(const struct facts *facts, enum panel_kind panel) {
    size_t smallest = 0;
    size_t largest = 0;
    bool are_equal = true;

    for (size_t i = 1; i < facts->spec->n_networks; i++) {
        struct number first = facts_end(facts, PANEL_GRADIENT, 0);
        struct number own = facts_end(facts, PANEL_GRADIENT, i);
        bool is_lost_too = own.sign != 0 || facts_compare_ends(facts, PANEL_GRADIENT, 0, i) == 0;
        are_equal = are_equal && is_lost_too && numbers_look_equal(first, own, facts->spec->depth);
        smallest = facts_compare_ends(facts, PANEL_GRADIENT, i, smallest) < 0 ? i : smallest;
        largest = facts_compare_ends(facts, panel, i, largest) < 0 ? largest : i;
    }
    return are_equal || smallest == largest ? is_extreme(facts, panel, facts->network, -1)
                                            : facts->network == smallest;
}

/* Two sentences, the second on a network with the largest value. */
static bool names_extremes(const char *title, const char *between, enum panel_kind panel,
                           struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        facts.first = facts.network;
        if (is_first_subject(&facts, panel) && read_sentence(&at, panel, facts) &&
            read_text(&at, between) && ends_with_extreme(at, panel, panel, 1, facts)) {
            return true;
        }
    }
    return false;
}

/* "both", "all three"; freed with g_free. */
static char *name_all(const struct facts *facts) {
    static const char *const words[] = {"",     "",    "",      "three", "four",
                                        "five", "six", "seven", "eight"};
    bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;
    size_t n = facts->spec->n_networks;

    if (n == 2) {
        return g_strdup(is_chinese ? "两个网络" : "both");
    }
    return is_chinese ? g_strdup_printf("%zu 个网络", n) : g_strdup_printf("all %s", words[n]);
}

/* "both end at 1", and so all do. */
static bool says_equal(const char *at, enum panel_kind panel, struct facts facts) {
    static const char *const patterns[N_LANGUAGES] = {"{subject} end at {value}",
                                                      "{subject}末值均为 {value}"};
    char *all = name_all(&facts);

    facts.subject = all;
    bool is_true = read_pattern(&at, patterns[facts.spec->figure.language], &facts);
    for (size_t i = 0; i < facts.spec->n_networks && is_true; i++) {
        is_true = is_rounded(&facts.value, facts_end(&facts, panel, i), 3);
    }
    g_free(all);
    return is_true && *at == '\0';
}

/* What is said of all, and of each alone. */
static const struct together {
    enum panel_kind panel;
    const char *of_all[N_LANGUAGES];
    const char *of_each; /* in English */
    double first;        /* the sign of the extreme that comes first, or 0 */
} together[] = {
    {PANEL_ACTIVATION, {" settle", "均稳定"}, " settles at {value}", 0},
    {PANEL_ACTIVATION, {" converge", "均收敛"}, " heads for {value}", 0},
    {PANEL_ACTIVATION, {" fade", "均趋零"}, " fades", -1},
    {PANEL_ACTIVATION, {" shrink", "均减小"}, " shrinks", -1},
    {PANEL_ACTIVATION, {" grow", "均增长"}, " grows", 1},
    {PANEL_GRADIENT, {" shrink", "均衰减"}, " shrinks", -1},
    {PANEL_GRADIENT, {" vanish", "均消失"}, " vanishes", -1},
    {PANEL_GRADIENT, {" grow", "均增长"}, " grows", 1},
    {PANEL_GRADIENT, {" explode", "均爆炸"}, " explodes", 1},
    {PANEL_GRADIENT, {" are stable", "均稳定"}, " is stable", 0},
};

/* Whether the sentence of one network that ends with `verb` is true of each. */
static bool each_does(const char *verb, enum panel_kind panel, struct facts facts) {
    size_t n;
    const struct sentence *sentences = network_sentences(&n);
    char *pattern = g_strconcat("{name}", verb, NULL);
    size_t i = 0;

    while (sentences[i].panel != panel ||
           strcmp(sentences[i].patterns[LANGUAGE_EN], pattern) != 0) {
        assert_true(++i < n);
    }
    bool is_true = true;
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        is_true = is_true && sentences[i].is_true(&facts);
    }
    g_free(pattern);
    return is_true;
}

/* ", residual faster", of the extreme, or nothing. */
static bool names_first(const char *at, enum panel_kind panel, double sign, struct facts facts) {
    static const char *const patterns[2][N_LANGUAGES] = {
        {", {name} faster", "，{name}更快"},
        {", {name} fastest", "，{name}最快"},
    };
    const char *pattern = patterns[facts.spec->n_networks > 2][facts.spec->figure.language];

    for (facts.network = 0; facts.network < facts.spec->n_networks && *at != '\0';
         facts.network++) {
        const char *end = at;
        if (sign != 0 && is_extreme(&facts, panel, facts.network, sign) &&
            read_pattern(&end, pattern, &facts)) {
            at = end;
        }
    }
    return *at == '\0';
}

/* "both grow, residual faster" */
static bool says_together(const char *title, enum panel_kind panel, struct facts facts) {
    int64_t language = facts.spec->figure.language;
    char *all = name_all(&facts);
    bool is_true = false;

    for (size_t i = 0; i < G_N_ELEMENTS(together) && !is_true; i++) {
        const char *at = title;
        is_true = together[i].panel == panel && read_text(&at, all) &&
                  read_text(&at, together[i].of_all[language]) &&
                  names_first(at, panel, together[i].first, facts) &&
                  each_does(together[i].of_each, panel, facts);
    }
    g_free(all);
    return is_true;
}

/* "Without intercepts, signals equal gradients", and every end of a curve does. */
static bool says_gradients(const char *title, struct facts facts) {
    static const char *const begins[][N_LANGUAGES] = {
        {"Without intercepts, signals ", "没有截距，信号"}, {"Signals ", "信号"}};
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    double input = facts.spec->input.value;
    bool is_said = read_text(&title, begins[facts.has_no_head][facts.spec->figure.language]);

    if (input == 1) {
        is_said = is_said && strcmp(title, is_chinese ? "等于梯度" : "equal gradients") == 0;
    } else {
        is_said = is_said && read_text(&title, is_chinese ? "为梯度的 " : "are ") &&
                  read_typed(&title, input) &&
                  strcmp(title, is_chinese ? " 倍" : " × gradients") == 0;
    }
    for (size_t i = 0; i < facts.spec->n_networks && is_said; i++) {
        struct number signal = facts_end(&facts, PANEL_ACTIVATION, i);
        struct number gradient = facts_end(&facts, PANEL_GRADIENT, i);
        double distance = signal.log10_abs - gradient.log10_abs - log10(fabs(input));
        is_said = signal.sign == gradient.sign * (input < 0 ? -1 : 1) &&
                  (signal.sign == 0 || fabs(distance) < 1e-6);
    }
    return is_said;
}

static bool judge_curves(const char *title, enum panel_kind panel, struct facts facts) {
    static const char *const separators[PANEL_GEOMETRY][N_LANGUAGES] = {
        [PANEL_ACTIVATION] = {", ", "，"}, [PANEL_GRADIENT] = {"; ", "；"}};
    bool is_one = facts.spec->n_networks == 1;
    if (panel == PANEL_ACTIVATION && says_gradients(title, facts)) {
        return true;
    }
    int64_t language = facts.spec->figure.language;
    bool has_head = read_text(&title, heads[panel][!is_one][language]);

    if (!is_one && has_head &&
        (says_equal(title, panel, facts) || says_together(title, panel, facts))) {
        return true; /* at any length */
    }
    if (has_head == facts.has_no_head) {
        return false;
    }
    if (is_one) {
        return read_sentence(&title, panel, facts) && *title == '\0';
    }
    return names_extremes(title, separators[panel][language], panel, facts);
}

/* Whether no gradient is farther from 1 by factors. */
static bool is_farthest(const struct facts *facts) {
    static const double rounding = 1e-8; /* log10 */
    double own = fabs(facts_gradient(facts).log10_abs);

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        if (fabs(facts_end(facts, PANEL_GRADIENT, i).log10_abs) > own + rounding) {
            return false;
        }
    }
    return true;
}

static bool judge_geometry(const char *title, enum panel_kind panel, struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        if (is_farthest(&facts) && read_sentence(&at, panel, facts) && *at == '\0') {
            return true;
        }
    }
    return false;
}

static bool judge_sweep(const char *title, enum panel_kind panel, struct facts facts) {
    facts.is_of_slope = facts.spec->sweep.slopes.n_values == 1;
    return read_sentence(&title, facts.is_of_slope ? HEADLINE : panel, facts) && *title == '\0';
}

static bool (*const judges[PANEL_PATHS])(const char *title, enum panel_kind panel,
                                         struct facts facts) = {
    judge_curves,
    judge_curves,
    judge_geometry,
    judge_sweep,
};

/* ---- the headline ---- */

static const struct crowd {
    const char *patterns[N_LANGUAGES];
    bool (*is)(struct number number);
} crowds[] = {
    {{" networks let the gradient vanish", "梯度消失"}, class_vanishes},
    {{" networks shrink the gradient", "梯度衰减"}, class_shrinks},
};

static size_t count_networks(const struct facts *facts, bool (*is)(struct number number)) {
    size_t n = 0;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        n += is(facts_end(facts, PANEL_GRADIENT, i)) ? 1 : 0;
    }
    return n;
}

/* "... VGG-16 most" and what follows, of a network with the smallest gradient. */
static bool names_most(const char **title, struct facts facts) {
    static const char *const patterns[N_LANGUAGES] = {", {name} most", "，{name}最甚"};

    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = *title;
        if (is_extreme(&facts, PANEL_GRADIENT, facts.network, -1) &&
            read_pattern(&at, patterns[facts.spec->figure.language], &facts)) {
            *title = at;
            return true;
        }
    }
    return false;
}

/* "..., ResNet least", of a network with the largest. */
static bool names_least(const char *title, struct facts facts) {
    static const char *const patterns[N_LANGUAGES] = {", {name} least", "，{name}最轻"};

    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        if (is_extreme(&facts, PANEL_GRADIENT, facts.network, 1) &&
            read_pattern(&at, patterns[facts.spec->figure.language], &facts) && *at == '\0') {
            return true;
        }
    }
    return false;
}

/* "5 of 8 networks let the gradient vanish, VGG-16 most; ...", "All 8 networks ..." */
static bool counts_networks(const char *title, const struct crowd *crowd, struct facts facts) {
    size_t n = facts.spec->n_networks;
    size_t count = count_networks(&facts, crowd->is);
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    const char *word = crowd->patterns[facts.spec->figure.language];
    char *some = is_chinese ? g_strdup_printf("%zu 个网络中有 %zu 个%s", n, count, word)
                            : g_strdup_printf("%zu of %zu%s", count, n, word);
    char *all = is_chinese ? g_strdup_printf("全部 %zu 个网络的%s", n, word)
                           : g_strdup_printf("All %zu%s", n, word);
    bool is_read = read_text(&title, count < n ? some : all) && names_most(&title, facts);

    if (is_read && count < n) {
        is_read = read_text(&title, is_chinese ? "；" : "; ") &&
                  ends_with_extreme(title, PANEL_GRADIENT, HEADLINE, 1, facts);
    } else if (is_read) {
        is_read = names_least(title, facts);
    }
    g_free(some);
    g_free(all);
    return is_read;
}

/* "Both networks keep 11 % of the gradient", which has to be true of each. */
static bool speaks_of_all(const char *title, struct facts facts) {
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    char *all = g_strdup_printf(is_chinese ? "全部 %zu 个网络" : "All %zu networks",
                                facts.spec->n_networks);
    bool is_true = true;

    facts.is_plural = true;
    facts.subject = all;
    if (facts.spec->n_networks == 2) {
        facts.subject = is_chinese ? "两个网络" : "Both networks";
    }
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        is_true = is_true && read_sentence(&at, HEADLINE, facts) && *at == '\0';
    }
    g_free(all);
    return is_true;
}

/* No network that is not yet named has a smaller gradient. */
static bool is_next(const struct facts *facts, unsigned named) {
    double own = facts_gradient(facts).log10_abs;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        if ((named >> i & 1) == 0 && facts_end(facts, PANEL_GRADIENT, i).log10_abs < own) {
            return false;
        }
    }
    return true;
}

/* The next clause of a headline: after a comma if it has no verb, otherwise after a semicolon. */
static bool read_next(const char **at, struct facts facts) {
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;

    facts.is_second = true;
    facts.begins_sentence = false;
    if (read_text(at, is_chinese ? "；" : "; ")) {
        return read_sentence(at, HEADLINE, facts);
    }
    if (!read_text(at, is_chinese ? "，" : ", ")) {
        return false;
    }
    const char *clause = *at;
    bool has_verb = read_sentence(&clause, HEADLINE, facts);
    facts.follows_comma = true;
    return !has_verb && read_sentence(at, HEADLINE, facts);
}

/* A clause on each network that is not yet named, by their gradients. */
static bool names_others(const char *at, unsigned named, bool is_second, struct facts facts) {
    if (named + 1 == 1U << facts.spec->n_networks) {
        return *at == '\0';
    }
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = at;
        bool is_due = (named >> facts.network & 1) == 0 && is_next(&facts, named);
        struct facts after = facts;
        after.first = facts.network;
        if (is_due && (is_second ? read_next(&end, facts) : read_sentence(&end, HEADLINE, facts)) &&
            names_others(end, named | 1U << facts.network, true, after)) {
            return true;
        }
    }
    return false;
}

/* A clause on a network with the largest gradient, at the end. */
static bool names_largest(const char *at, struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = at;
        if (is_extreme(&facts, PANEL_GRADIENT, facts.network, 1) && read_next(&end, facts) &&
            *end == '\0') {
            return true;
        }
    }
    return false;
}

/* Of one network, or of those with the smallest and the largest gradient. */
static bool judge_clauses(const char *title, struct facts facts) {
    if (facts.spec->n_networks == 1) {
        return read_sentence(&title, HEADLINE, facts) && *title == '\0';
    }
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = title;
        facts.first = facts.network;
        if (is_extreme(&facts, PANEL_GRADIENT, facts.network, -1) &&
            read_sentence(&end, HEADLINE, facts) && names_largest(end, facts)) {
            return true;
        }
    }
    return false;
}

/* Whether the ends of two of these networks, which are bits, have the same number. */
static bool look_equal(unsigned networks, const struct facts *facts) {
    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        for (size_t j = 0; j < i; j++) {
            struct number one = facts_end(facts, PANEL_GRADIENT, i);
            struct number other = facts_end(facts, PANEL_GRADIENT, j);
            if ((networks >> i & networks >> j & 1) == 1 &&
                numbers_look_equal(one, other, facts->spec->depth)) {
                return true;
            }
        }
    }
    return false;
}

/* Factors above 1 count for a tenth more. */
static double away_from_one(const struct facts *facts, size_t network) {
    double log10_abs = facts_end(facts, PANEL_GRADIENT, network).log10_abs;
    return log10_abs < 0 ? -log10_abs : 1.1 * log10_abs;
}

/* All of three networks, and of more those with the smallest and the largest gradient and the one
 * nearest to 1, as bits; 0 if these are not three, or if two have the same number. */
static unsigned find_three(const struct facts *facts) {
    size_t n = facts->spec->n_networks;
    size_t smallest = 0;
    size_t largest = 0;
    size_t nearest = n - 1;

    for (size_t i = 1; i < n; i++) {
        double own = facts_end(facts, PANEL_GRADIENT, i).log10_abs;
        smallest = own < facts_end(facts, PANEL_GRADIENT, smallest).log10_abs ? i : smallest;
        largest = own < facts_end(facts, PANEL_GRADIENT, largest).log10_abs ? largest : i;
    }
    for (size_t i = n; i-- > 0;) {
        nearest = away_from_one(facts, i) <= away_from_one(facts, nearest) ? i : nearest;
    }
    unsigned extremes = 1U << smallest | 1U << largest;
    unsigned three = n == 3 ? (1U << n) - 1 : extremes | 1U << nearest;
    return three == extremes || look_equal(three, facts) ? 0 : three;
}

static bool judge_headline(const char *title, enum title_length length, struct facts facts) {
    int64_t language = facts.spec->figure.language;

    facts.begins_sentence = true;
    if (facts.spec->depth == 0) {
        return strcmp(title, language == LANGUAGE_ZH ? "没有任何层，梯度保持为 1"
                                                     : "Without layers the gradient stays 1") == 0;
    }
    unsigned three = length == TITLE_LONG && facts.spec->n_networks > 2 ? find_three(&facts) : 0;
    facts.is_by_name = length != TITLE_LONG || three != 0;
    if (three != 0
            ? names_others(title, ~three & ((1U << facts.spec->n_networks) - 1), false, facts)
            : judge_clauses(title, facts)) {
        return true;
    }
    facts.is_by_name = false;
    return speaks_of_all(title, facts) || counts_networks(title, &crowds[0], facts) ||
           counts_networks(title, &crowds[1], facts);
}

/* ---- the tests ---- */

/* Prints the title if it is bad. Frees it. */
static size_t count_fault(char *title, bool is_good) {
    if (!is_good) {
        print_error("said: %s\n", title);
    }
    g_free(title);
    return is_good ? 0 : 1;
}

/* A panel's title of each length is true, and none is longer than the one before. */
static size_t count_panel_faults(const struct series *drawn, enum panel_kind panel,
                                 struct facts facts) {
    glong n_characters_max = G_MAXLONG;
    size_t n_faults = 0;

    for (int length = 0; length < N_TITLE_LENGTHS; length++) {
        char *title =
            without_colors(panel_title(facts.spec, drawn, panel, (enum title_length)length));
        char *plain = markup_to_plain(title);
        glong n_characters = g_utf8_strlen(plain, -1);
        g_free(plain);
        facts.has_no_head = length == TITLE_SHORTEST;
        n_faults += count_fault(title, n_characters <= n_characters_max &&
                                           judges[panel](title, panel, facts));
        n_characters_max = n_characters;
    }
    return n_faults;
}

/* The titles are made from the thinned series that the figure has, and judged from every layer. */
static size_t count_faults(const struct spec *spec) {
    const struct selection every_layer = {0};
    struct series drawn;
    struct series judged;
    struct gradfig_error error;
    struct facts facts = {.spec = spec, .series = &judged};

    assert_true(renderer_collect(&drawn, spec, NULL, &error));
    assert_true(series_collect(&judged, spec, &every_layer, &error));
    size_t n_faults = 0;
    for (int i = 0; i < N_TITLE_LENGTHS; i++) {
        enum title_length length = (enum title_length)i;
        char *headline = without_colors(headline_text(spec, &drawn, length));
        n_faults += count_fault(headline, judge_headline(headline, length, facts));
    }
    for (int panel = 0; panel < PANEL_PATHS; panel++) {
        n_faults += count_panel_faults(&drawn, (enum panel_kind)panel, facts);
    }
    series_finish(&drawn);
    series_finish(&judged);
    return n_faults;
}

static void titles_are_true_and_of_the_extremes(void **state) {
    GRand *random = g_rand_new_with_seed(1);
    size_t n_bad = 0;
    (void)state;

    for (int i = 0; i < N_SPECS; i++) {
        struct spec spec;
        random_spec(&spec, random);
        if (count_faults(&spec) > 0) {
            char *description = random_spec_describe(&spec);
            print_error("  of %s\n", description);
            g_free(description);
            n_bad++;
        }
        spec_finish(&spec);
    }
    g_rand_free(random);
    if (n_bad > 0) {
        fail_msg("%zu of %d specs have titles that are not true, or not of the extremes", n_bad,
                 N_SPECS);
    }
}

/* Of the titles above: what is never said is never judged. */
static void every_sentence_was_said(void **state) {
    size_t n_rare = 0;
    (void)state;

    if (IS_SANITIZED) {
        skip();
    }
    for (int kind = 0; kind < 2; kind++) {
        size_t n;
        const struct sentence *sentences = sentences_of(kind, &n);
        for (size_t i = 0; i < n * N_LANGUAGES; i++) {
            size_t n_said = n_seen[kind][i / N_LANGUAGES][i % N_LANGUAGES];
            if (n_said < SEEN_MIN) {
                print_error("said %zu times: %s\n", n_said,
                            sentences[i / N_LANGUAGES].patterns[i % N_LANGUAGES]);
                n_rare++;
            }
        }
    }
    assert_int_equal(n_rare, 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_true_and_of_the_extremes),
        cmocka_unit_test(every_sentence_was_said),
    };
    return run_all(tests);
}
