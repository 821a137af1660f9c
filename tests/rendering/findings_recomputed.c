/* The headline and the titles of the panels are true of random specs, and about the extremes. Every
 * sentence is read, and judged by what its words mean, with room on either side of where gradfig
 * begins to use them. Only the classes of gradients and the series are gradfig's. */
#include "rendering/figure/headline.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#include "base/markup.h"
#include "rendering/figure/renderer.h"
#include "rendering/panels/panel_types.h"
#include "rendering/words/extremes.h"

#include "shared/random_spec.h"
#include "shared/read_title.h"
#include "shared/rows.h"
#include "shared/sanitized.h"
#include "shared/title_sentences.h"
#include "simulation/network.h"
#include "spec/reader.h"

enum {
    N_SPECS = CASES(500),
    TIES_EVERY = 4, /* specs; one has networks of which the same is said */
    SEEN_MIN = 1,   /* times that each sentence has to be said in each language */
};

/* ---- sentences ---- */

enum { SENTENCES_MAX = 80 };

/* Numbers that differ by more, log10, do not look the same. */
static const double LOOK_ALIKE = 0.05;

static size_t n_seen[2][SENTENCES_MAX][N_LANGUAGES];

/* The sentences on networks, or on the sweep. */
static const struct sentence *sentences_of(int kind, size_t *n) {
    const struct sentence *sentences = kind == 0 ? network_sentences(n) : sweep_sentences(n);
    assert_in_range(*n, 1, SENTENCES_MAX);
    return sentences;
}

/* Whether the sentence has no word for a curve that was far beyond both its ends, above or below.
 * Of one that was both, the peak is enough. Signals that are drawn to a point go where they go. */
static bool hides_turn(const struct sentence *sentence, const struct facts *facts) {
    static const double far = 1.1; /* log10 */
    enum panel_kind panel = sentence->panel == HEADLINE ? PANEL_GRADIENT : sentence->panel;
    bool is_on_curve = panel == PANEL_GRADIENT || panel == PANEL_ACTIVATION;
    bool is_drawn = panel == PANEL_ACTIVATION && facts_is_drawn(facts, facts->network);
    bool has_peak = strstr(sentence->patterns[LANGUAGE_EN], "{peak}") != NULL;
    bool has_trough = strstr(sentence->patterns[LANGUAGE_EN], "{trough}") != NULL;

    return is_on_curve && !is_drawn && !facts->is_of_slope && !has_peak &&
           (facts_peaks(facts, panel, facts->network, far) ||
            (!has_trough && facts_dips(facts, panel, facts->network, far)));
}

/* Whether what was read of a network is true of this one, and the number is its. */
static bool holds(const struct sentence *sentence, struct facts facts, size_t network) {
    int n_digits = sentence->panel == HEADLINE ? 2 : 3;

    facts.network = network;
    if (!sentence->is_true(&facts) || hides_turn(sentence, &facts)) {
        return false;
    }
    struct number exact = sentence->value(&facts);
    return facts.value.sign == 2 || is_rounded(&facts.value, exact, n_digits) ||
           is_rounded(&facts.value, exact, 3);
}

/* Whether a curve was far beyond both its ends, above or below. */
static bool strays(const struct facts *facts, enum panel_kind panel, size_t network, double least) {
    return facts_peaks(facts, panel, network, least) || facts_dips(facts, panel, network, least);
}

/* Whether the curves of the two end with the same number, besides a rounding that the figure does
 * not show. */
static bool end_equal(const struct facts *facts, enum panel_kind panel, size_t one, size_t other) {
    static const double rounding = 1e-9; /* log10 */
    struct number a = facts_end(facts, panel, one);
    struct number b = facts_end(facts, panel, other);

    if (panel == PANEL_ACTIVATION && facts_is_drawn(facts, one) != facts_is_drawn(facts, other)) {
        return false; /* they are there for different reasons */
    }
    if (panel == PANEL_GRADIENT &&
        (facts_lacks_trend(facts, one) || facts_lacks_trend(facts, other))) {
        return false; /* the ends of such curves say nothing */
    }
    if (strays(facts, panel, one, 1) != strays(facts, panel, other, 1)) {
        return false; /* a word on the turn of one is not on the other */
    }
    return a.sign == b.sign && (a.sign == 0 || (fabs(a.log10_abs - b.log10_abs) < rounding &&
                                                numbers_look_equal(facts->spec, a, b)));
}

/* Whether a sentence that holds for these networks, which are bits, is on all of those that it
 * names or counts, and hides none whose curve ends with the same number. */
static bool names_all(const struct facts *facts, enum panel_kind panel, unsigned holding) {
    size_t n_equal = 0;
    size_t n_holding = 0;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        bool is_held = (holding >> i & 1) != 0;
        bool is_named_before = facts->n_before > 0 && i == facts->first;
        bool is_equal = is_held && !is_named_before && end_equal(facts, panel, facts->network, i);
        if (facts->count == 0 &&
            (i == facts->network || i == facts->partner ? !is_held : is_equal)) {
            return false;
        }
        n_equal += is_equal ? 1 : 0;
        n_holding += is_held ? 1 : 0;
    }
    return facts->count == 0 || (n_equal <= facts->count && facts->count <= n_holding);
}

static bool is_of_networks(const struct sentence *sentence, const struct facts *facts) {
    return sentence->panel != PANEL_GEOMETRY && sentence->panel != PANEL_SWEEP &&
           facts->subject == NULL && !facts->is_of_slope;
}

/* Whether `sentence` is read, true, and with the right number, of all whom it is on. */
static bool is_read(const char **at, const struct sentence *sentence, struct facts facts) {
    const char *end = *at;
    enum panel_kind panel = sentence->panel == HEADLINE ? PANEL_GRADIENT : sentence->panel;
    unsigned holding = 0;

    facts.value = (struct printed){.sign = 2}; /* none */
    if (!read_pattern(&end, sentence->patterns[facts.spec->figure.language], &facts) ||
        !holds(sentence, facts, facts.network)) {
        return false;
    }
    for (size_t i = 0; is_of_networks(sentence, &facts) && i < facts.spec->n_networks; i++) {
        holding |= holds(sentence, facts, i) ? 1U << i : 0;
    }
    if (is_of_networks(sentence, &facts) && !names_all(&facts, panel, holding)) {
        return false;
    }
    *at = end;
    return true;
}

/* Reads a sentence on the network, on it and another, or on a number of them. The number of
 * networks that it is on, 0 if it is wrong. */
static size_t read_on_several(const char **at, const struct sentence *sentence,
                              struct facts facts) {
    size_t n = facts.spec->n_networks;

    facts.count = 0;
    for (size_t i = 0; i < n; i++) {
        facts.partner = (facts.network + i) % n;
        if (is_read(at, sentence, facts)) {
            return i == 0 ? 1 : 2;
        }
    }
    facts.partner = facts.network;
    for (facts.count = 2; facts.count < n; facts.count++) {
        if (is_read(at, sentence, facts)) {
            return facts.count;
        }
    }
    return 0;
}

/* The same of the first sentence that is right. */
static size_t read_sentence(const char **at, enum panel_kind panel, struct facts facts) {
    size_t n;
    size_t n_networks = 0;
    int kind = panel == PANEL_SWEEP;
    const struct sentence *sentences = sentences_of(kind, &n);

    for (size_t i = 0; i < n && n_networks == 0; i++) {
        n_networks = sentences[i].panel == panel ? read_on_several(at, &sentences[i], facts) : 0;
        n_seen[kind][i][facts.spec->figure.language] += n_networks > 0 ? 1 : 0;
    }
    return n_networks;
}

/* ---- titles ---- */

static const char *const heads[PANEL_GEOMETRY][2][N_LANGUAGES] = {
    [PANEL_ACTIVATION] = {{"Signal: ", "信号："}, {"Signals: ", "信号："}},
    [PANEL_GRADIENT] = {{"Gradient: ", "梯度："}, {"Gradient: ", "梯度："}},
};

/* The one that is farther to this side. Gradients are drawn above 0. */
static struct number farther(enum panel_kind panel, struct number one, struct number other,
                             double side) {
    double order =
        panel == PANEL_GRADIENT ? one.log10_abs - other.log10_abs : compare_signed(one, other);
    return side * order < 0 ? other : one;
}

/* To which side networks are compared, and how far beyond both its ends a curve turns, log10. */
struct side {
    double sign;
    double least;
};

/* How far to this side a curve ends, or was if that was far beyond both its ends. */
static struct number reach(const struct facts *facts, enum panel_kind panel, size_t network,
                           struct side side) {
    struct number end = facts_end(facts, panel, network);

    if (facts_peaks(facts, panel, network, side.least)) {
        end = farther(panel, end, facts_peak(facts, panel, network), side.sign);
    }
    if (facts_dips(facts, panel, network, side.least)) {
        end = farther(panel, end, facts_trough(facts, panel, network), side.sign);
    }
    return end;
}

/* Negative if `one` does not go as far to this side as `other`. */
static double compare_reach(const struct facts *facts, enum panel_kind panel, size_t one,
                            size_t other, struct side side) {
    struct number of_one = reach(facts, panel, one, side);
    struct number of_other = reach(facts, panel, other, side);

    if (of_one.log10_abs == of_other.log10_abs || panel == PANEL_ACTIVATION) {
        return side.sign * (panel == PANEL_ACTIVATION
                                ? compare_signed(of_one, of_other)
                                : facts_compare_ends(facts, panel, one, other));
    }
    return side.sign * (of_one.log10_abs - of_other.log10_abs);
}

/* Whether it may be one of the first ones named, of which the same is said. */
static bool is_with_first(const struct facts *facts, enum panel_kind panel, size_t network,
                          struct side side) {
    bool does_stray = strays(facts, panel, facts->first, side.least);

    return side.sign > 0 &&
           ((does_stray && end_equal(facts, panel, network, facts->first)) ||
            (facts_lacks_trend(facts, network) && facts_lacks_trend(facts, facts->first)));
}

/* No network is lower, or of sign 1 no other than the first ones named is higher. */
static bool is_farthest(const struct facts *facts, enum panel_kind panel, size_t network,
                        struct side side) {
    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        if (compare_reach(facts, panel, i, network, side) > 0 &&
            !is_with_first(facts, panel, i, side)) {
            return false;
        }
    }
    return true;
}

/* A turn right at the limit may count or not. */
static bool is_extreme(const struct facts *facts, enum panel_kind panel, size_t network,
                       double sign) {
    return is_farthest(facts, panel, network, (struct side){sign, 0.99}) ||
           is_farthest(facts, panel, network, (struct side){sign, 1.01});
}

/* The sentence at the end of a title, on a network with the largest value or, of sign -1, with the
 * smallest. */
static bool ends_with_extreme(const char *at, enum panel_kind panel, enum panel_kind said_of,
                              double sign, struct facts facts) {
    facts.is_second = true;
    facts.begins_sentence = false;
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = at;
        if (is_extreme(&facts, panel, facts.network, sign) &&
            read_sentence(&end, said_of, facts) > 0 && *end == '\0') {
            return true;
        }
    }
    return false;
}

/* Whether a signal goes up, down or nowhere, as far as one sees. */
static int way_of(const struct facts *facts, size_t network) {
    struct number first = facts_curve(facts, PANEL_ACTIVATION, ROLE_NETWORK, network)->points[0].y;
    struct number last = facts_end(facts, PANEL_ACTIVATION, network);

    return numbers_look_equal(facts->spec, first, last) ? 0
           : compare_signed(last, first) > 0            ? 1
                                                        : -1;
}

/* Whether findings on this network and on the one with the largest signal leave out that another
 * one is on the other side of 0 at its end, or goes another way than both. */
static bool hides_contrary(const struct facts *facts) {
    size_t lowest = 0;
    size_t highest = 0;

    for (size_t i = 1; i < facts->spec->n_networks; i++) {
        lowest = is_extreme(facts, PANEL_ACTIVATION, i, -1) ? i : lowest;
        highest = is_extreme(facts, PANEL_ACTIVATION, i, 1) ? i : highest;
    }
    int way = way_of(facts, lowest);
    return (facts_end(facts, PANEL_ACTIVATION, lowest).sign < 0 &&
            facts_end(facts, PANEL_ACTIVATION, highest).sign > 0) ||
           (way != way_of(facts, highest) && way != way_of(facts, facts->network));
}

/* Whether no other network has a lower value, or a smaller gradient, if this one's signal is drawn
 * to a point, and to name it leaves out nothing contrary. */
static bool is_first_subject(const struct facts *facts, enum panel_kind panel) {
    return is_extreme(facts, panel, facts->network, -1) ||
           (panel == PANEL_ACTIVATION && is_extreme(facts, PANEL_GRADIENT, facts->network, -1) &&
            facts_is_drawn(facts, facts->network) && !hides_contrary(facts));
}

/* Two sentences, the second on a network with the largest value. */
static bool names_extremes(const char *title, const char *between, enum panel_kind panel,
                           struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        facts.first = facts.network;
        facts.n_before = 0;
        facts.begins_sentence = facts.has_no_head;
        size_t n = is_first_subject(&facts, panel) ? read_sentence(&at, panel, facts) : 0;
        facts.n_before = n;
        if (n > 0 && read_text(&at, between) && ends_with_extreme(at, panel, panel, 1, facts)) {
            return true;
        }
    }
    return false;
}

static const char *const number_words[] = {"",     "",    "",      "three", "four",
                                           "five", "six", "seven", "eight"};

/* "both", "all three"; freed with g_free. */
static char *name_all(const struct facts *facts) {
    bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;
    size_t n = facts->spec->n_networks;

    if (n == 2) {
        return g_strdup(is_chinese ? "两个网络" : "both");
    }
    return is_chinese ? g_strdup_printf("%zu 个网络", n)
                      : g_strdup_printf("all %s", number_words[n]);
}

/* Whether the curve has that number all the way. */
static bool stays_at(const struct facts *facts, enum panel_kind panel, size_t network) {
    const struct curve *curve = facts_curve(facts, panel, ROLE_NETWORK, network);
    bool stays = true;

    for (size_t i = 0; i < curve->n_points; i++) {
        stays = stays && is_rounded(&facts->value, curve->points[i].y, 3);
    }
    return stays;
}

/* "both end at 1", and so all do, or "both stay at 1". */
static bool says_equal(const char *at, enum panel_kind panel, struct facts facts) {
    static const char *const patterns[2][N_LANGUAGES] = {
        {"{subject} end at {value}", "{subject}末值均为 {value}"},
        {"{subject} stay at {value}", "{subject}均保持为 {value}"}};
    char *all = name_all(&facts);
    const char *begin = at;

    facts.subject = all;
    bool ends = read_pattern(&at, patterns[0][facts.spec->figure.language], &facts);
    at = ends ? at : begin;
    bool is_true = ends || read_pattern(&at, patterns[1][facts.spec->figure.language], &facts);
    for (size_t i = 0; i < facts.spec->n_networks && is_true; i++) {
        is_true = is_rounded(&facts.value, facts_end(&facts, panel, i), 3) &&
                  !strays(&facts, panel, i, 1.1) && (ends || stays_at(&facts, panel, i));
    }
    g_free(all);
    return is_true && *at == '\0';
}

/* "both head for 0.5", which has to be true of each. */
static bool says_of_all(const char *title, enum panel_kind panel, struct facts facts) {
    char *all = name_all(&facts);
    bool is_true = true;

    facts.subject = all;
    facts.is_plural = true;
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        is_true = is_true && read_sentence(&at, panel, facts) > 0 && *at == '\0';
    }
    g_free(all);
    return is_true;
}

/* What is said of all, and of each alone. */
static const struct together {
    enum panel_kind panel;
    const char *of_all[N_LANGUAGES];
    const char *of_each; /* in English */
    double first;        /* the sign of the extreme that comes first, or 0 */
    const char *or_each; /* of some instead; or NULL */
} together[] = {
    {PANEL_ACTIVATION, {" settle", "均稳定"}, " settle{s} at {value}", 0},
    {PANEL_ACTIVATION,
     {" converge", "均收敛"},
     " head{s} for {value}",
     0,
     " swing{s} towards {value}"},
    {PANEL_ACTIVATION, {" vanish", "均消失"}, " vanish{es}", -1},
    {PANEL_ACTIVATION, {" explode", "均爆炸"}, " explode{s}", 1},
    {PANEL_ACTIVATION, {" fall", "均下跌"}, " fall{s}", -1},
    {PANEL_ACTIVATION, {" shrink", "均衰减"}, " shrink{s}", -1},
    {PANEL_ACTIVATION, {" grow", "均增长"}, " grow{s}", 1},
    {PANEL_GRADIENT, {" shrink", "均衰减"}, " shrink{s}", -1},
    {PANEL_GRADIENT, {" vanish", "均消失"}, " vanish{es}", -1},
    {PANEL_GRADIENT, {" grow", "均增长"}, " grow{s}", 1},
    {PANEL_GRADIENT, {" explode", "均爆炸"}, " explode{s}", 1},
    {PANEL_GRADIENT, {" are stable", "均稳定"}, " {is} stable", 0},
};

/* Whether the sentence of one network that ends with `verb` is true of it. */
static bool does(const char *verb, enum panel_kind panel, const struct facts *facts) {
    size_t n;
    const struct sentence *sentences = network_sentences(&n);
    char *pattern = g_strconcat("{name}", verb, NULL);
    size_t i = 0;

    while (sentences[i].panel != panel ||
           strcmp(sentences[i].patterns[LANGUAGE_EN], pattern) != 0) {
        assert_true(++i < n);
    }
    g_free(pattern);
    return sentences[i].is_true(facts) && !hides_turn(&sentences[i], facts);
}

static bool each_does(const struct together *verb, struct facts facts) {
    bool is_true = true;

    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        is_true = is_true && (does(verb->of_each, verb->panel, &facts) ||
                              (verb->or_each != NULL && does(verb->or_each, verb->panel, &facts)));
    }
    return is_true;
}

/* Reads a pattern on the network, on it and another or on some of them, who end with what looks the
 * same number, and are all that do. */
static bool reads_part(const char **at, const char *pattern, enum panel_kind panel,
                       struct facts facts) {
    size_t n = facts.spec->n_networks;
    unsigned holding = 0;

    facts.is_part = true;
    facts.begins_sentence = false;
    for (size_t i = 0; i < n; i++) {
        struct number own = facts_end(&facts, panel, facts.network);
        struct number other = facts_end(&facts, panel, i);
        bool is_alike = own.sign == other.sign &&
                        (own.sign == 0 || fabs(own.log10_abs - other.log10_abs) < LOOK_ALIKE);
        holding |= is_alike ? 1U << i : 0;
    }
    for (size_t i = 0; i < 2 * n; i++) {
        const char *end = *at;
        facts.partner = i < n ? (facts.network + i) % n : facts.network;
        facts.count = i < n ? 0 : i - n;
        if (i != n && read_pattern(&end, pattern, &facts) && names_all(&facts, panel, holding)) {
            *at = end;
            return true;
        }
    }
    return false;
}

/* Of two, and of several. */
static const char *const more_patterns[2][N_LANGUAGES] = {
    {", {name} more", "，{name}更甚"},
    {", {name} most", "，{name}最甚"},
};

/* ", residual more", of the extreme, or nothing. */
static bool names_first(const char *at, enum panel_kind panel, double sign, struct facts facts) {
    const char *pattern = more_patterns[facts.spec->n_networks > 2][facts.spec->figure.language];

    for (facts.network = 0; facts.network < facts.spec->n_networks && *at != '\0';
         facts.network++) {
        if (sign != 0 && is_extreme(&facts, panel, facts.network, sign)) {
            (void)reads_part(&at, pattern, panel, facts);
        }
    }
    return *at == '\0';
}

/* "both grow, residual more" */
static bool says_together(const char *title, enum panel_kind panel, struct facts facts) {
    int64_t language = facts.spec->figure.language;
    char *all = name_all(&facts);
    bool is_true = false;

    for (size_t i = 0; i < G_N_ELEMENTS(together) && !is_true; i++) {
        const char *at = title;
        is_true = together[i].panel == panel && read_text(&at, all) &&
                  read_text(&at, together[i].of_all[language]) &&
                  names_first(at, panel, together[i].first, facts) &&
                  each_does(&together[i], facts);
    }
    g_free(all);
    return is_true;
}

/* "A grows, B more", where B has the extreme and does the same. */
static bool says_more(const char *title, enum panel_kind panel, const struct together *verb,
                      struct facts facts) {
    struct facts more = facts;

    facts.begins_sentence = facts.has_no_head;
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        bool is_other = verb->first > 0 ? is_first_subject(&facts, panel)
                                        : is_extreme(&facts, panel, facts.network, 1);
        bool is_read = is_other && read_sentence(&at, panel, facts) > 0 && *at != '\0';
        for (more.network = 0; is_read && more.network < more.spec->n_networks; more.network++) {
            const char *end = at;
            if (does(verb->of_each, panel, &more) &&
                is_extreme(&more, panel, more.network, verb->first) &&
                reads_part(&end, more_patterns[0][more.spec->figure.language], panel, more) &&
                *end == '\0') {
                return true;
            }
        }
    }
    return false;
}

/* The same of what can be said of all. */
static bool says_more_of_any(const char *title, enum panel_kind panel, struct facts facts) {
    bool is_said = false;

    for (size_t i = 0; i < G_N_ELEMENTS(together) && !is_said; i++) {
        is_said = together[i].panel == panel && together[i].first != 0 &&
                  says_more(title, panel, &together[i], facts);
    }
    return is_said;
}

/* Whether each signal is the input times the gradient, after every layer. */
static bool signals_are_gradients(const struct facts *facts) {
    double input = log10(fabs(facts->spec->input.value));

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        const struct curve *signals = facts_curve(facts, PANEL_ACTIVATION, ROLE_NETWORK, i);
        const struct curve *gradients = facts_curve(facts, PANEL_GRADIENT, ROLE_NETWORK, i);
        for (size_t j = 0; j < signals->n_points; j++) {
            struct number signal = signals->points[j].y;
            struct number gradient = gradients->points[j].y;
            double rounding = 1e-12 * (fabs(gradient.log10_abs) + 1);
            bool are_zero = signal.sign == 0 && gradient.sign == 0;
            if (!are_zero && !(fabs(signal.log10_abs - gradient.log10_abs - input) <= rounding)) {
                return false;
            }
        }
    }
    return true;
}

/* Reads that signals are the gradients, or these times the input. */
static bool says_gradients(const char *title, const struct facts *facts) {
    static const char *const begins[N_LANGUAGES][2] = {{"Without intercepts, signals ", "Signals "},
                                                       {"没有截距，信号", "信号"}};
    static const char *const equal[] = {"equal gradients", "等于梯度"};
    static const char *const before[] = {"are ", "为梯度的 "};
    static const char *const after[] = {" × the gradients", " 倍"};
    int64_t language = facts->spec->figure.language;

    if (!read_text(&title, begins[language][0]) && !read_text(&title, begins[language][1])) {
        return false;
    }
    bool is_one = facts->spec->input.value == 1;
    return (is_one ? read_text(&title, equal[language])
                   : read_text(&title, before[language]) &&
                         read_typed(&title, facts->spec->input.value) &&
                         read_text(&title, after[language])) &&
           *title == '\0';
}

static bool judge_curves(const char *title, enum panel_kind panel, struct facts facts) {
    static const char *const separators[PANEL_GEOMETRY][N_LANGUAGES] = {
        [PANEL_ACTIVATION] = {", ", "；"}, [PANEL_GRADIENT] = {"; ", "；"}};
    bool is_one = facts.spec->n_networks == 1;
    facts.is_by_name = true;
    int64_t language = facts.spec->figure.language;

    if (panel == PANEL_ACTIVATION && says_gradients(title, &facts)) {
        return signals_are_gradients(&facts);
    }
    bool has_head = read_text(&title, heads[panel][!is_one][language]);

    if (!is_one && has_head &&
        (says_equal(title, panel, facts) || says_together(title, panel, facts) ||
         says_of_all(title, panel, facts))) {
        return true; /* at any length */
    }
    if (has_head == facts.has_no_head) {
        return false;
    }
    if (is_one) {
        facts.begins_sentence = facts.has_no_head;
        return read_sentence(&title, panel, facts) > 0 && *title == '\0';
    }
    return names_extremes(title, separators[panel][language], panel, facts) ||
           says_more_of_any(title, panel, facts);
}

/* Whether the layers of a network stand for the others: it has no skip connection if some network
 * has none, and of such ones no gradient is farther from 1 by factors. */
static bool is_composed(const struct facts *facts) {
    static const double rounding = 1e-8; /* log10 */
    const struct spec *spec = facts->spec;
    double own = fabs(facts_gradient(facts).log10_abs);
    bool has_skip = network_has_skip(&spec->networks[facts->network]);

    for (size_t i = 0; i < spec->n_networks; i++) {
        bool is_rival = network_has_skip(&spec->networks[i]) == has_skip;
        double other = fabs(facts_end(facts, PANEL_GRADIENT, i).log10_abs);
        if ((is_rival && other > own + rounding) || (has_skip && !is_rival)) {
            return false;
        }
    }
    return true;
}

static bool judge_geometry(const char *title, enum panel_kind panel, struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        if (is_composed(&facts) && read_sentence(&at, panel, facts) > 0 && *at == '\0') {
            return true;
        }
    }
    return false;
}

/* Whether the slope at `title` has the smallest gradient of the sweep, or the largest for sign 1.
 */
static bool is_extreme_slope(const char *title, struct facts facts, double sign) {
    if (!read_pattern(&title, "{slope}", &facts) || !facts_names_slopes(&facts)) {
        return false;
    }
    double own = facts_slope_gradient(&facts).log10_abs;

    for (facts.slope = 0; facts.slope < facts.spec->sweep.slopes.n_values; facts.slope++) {
        if (sign * facts_slope_gradient(&facts).log10_abs > sign * own) {
            return false;
        }
    }
    return true;
}

/* What becomes of the gradient at both of these. */
static bool judge_extremes(const char *title, struct facts facts) {
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;

    facts.is_of_slope = true;
    if (!is_extreme_slope(title, facts, -1) || read_sentence(&title, HEADLINE, facts) == 0 ||
        !read_text(&title, is_chinese ? "；" : "; ")) {
        return false;
    }
    facts.is_second = true;
    return is_extreme_slope(title, facts, 1) && read_sentence(&title, HEADLINE, facts) > 0 &&
           *title == '\0';
}

static bool judge_sweep(const char *title, enum panel_kind panel, struct facts facts) {
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;

    if (facts.spec->depth == 0) {
        return strcmp(title, is_chinese ? "层数为 0 时，各斜率的梯度均为 1"
                                        : "Without layers every slope gives 1") == 0;
    }
    if (facts.spec->figure.panels.n_values == 1 && judge_extremes(title, facts)) {
        return true;
    }
    facts.is_of_slope = facts.spec->sweep.slopes.n_values == 1;
    return read_sentence(&title, facts.is_of_slope ? HEADLINE : panel, facts) > 0 && *title == '\0';
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
    const char *of_some[N_LANGUAGES];
    const char *of_all[N_LANGUAGES];
    bool (*is)(struct number number);
} crowds[] = {
    {{" networks let the gradient vanish", "梯度消失"},
     {" networks let the gradient vanish", "的梯度均消失"},
     class_vanishes},
    {{" networks shrink the gradient", "梯度衰减"},
     {" networks shrink the gradient", "的梯度均衰减"},
     class_shrinks},
};

static size_t count_networks(const struct facts *facts, bool (*is)(struct number number)) {
    size_t n = 0;

    for (size_t i = 0; i < facts->spec->n_networks; i++) {
        n += is(facts_end(facts, PANEL_GRADIENT, i)) ? 1 : 0;
    }
    return n;
}

/* "1.5×10⁻¹¹", or in percent from a thousandth on. */
static bool reads_number(const char **title, struct facts facts) {
    struct number exact = facts_end(&facts, PANEL_GRADIENT, facts.network);
    bool is_percent = exact.sign > 0 && exact.log10_abs >= -3 && exact.log10_abs < 0;

    return read_pattern(title, is_percent ? "{percent}" : "{value}", &facts) &&
           (is_rounded(&facts.value, exact, 2) || is_rounded(&facts.value, exact, 3));
}

static bool reads_amount(const char **title, int is_largest, struct facts facts) {
    static const char *const before[2][N_LANGUAGES] = {{", to ", "，降至 "}, {", to ", "，降至 "}};

    return read_text(title, before[is_largest][facts.spec->figure.language]) &&
           reads_number(title, facts);
}

/* ", VGG-16 most, to 11%" of those with the smallest gradient, ", ResNet least, to 65%" of those
 * with the largest. */
static bool names_part(const char **title, double sign, struct facts facts) {
    static const char *const patterns[2][N_LANGUAGES] = {{", {name} most", "，{name}最甚"},
                                                         {", {name} least", "；{name}最轻"}};

    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = *title;
        if (is_extreme(&facts, PANEL_GRADIENT, facts.network, sign) &&
            reads_part(&at, patterns[sign > 0][facts.spec->figure.language], PANEL_GRADIENT,
                       facts) &&
            reads_amount(&at, sign > 0, facts)) {
            *title = at;
            return true;
        }
    }
    return false;
}

/* ", to between 12% and 14%", which are the smallest gradient and the largest. The space
 * after a number is read with it. */
static bool reads_between(const char **title, struct facts facts) {
    static const char *const words[N_LANGUAGES][3] = {{", to between ", " and ", ""},
                                                      {"，介于 ", "与 ", "之间"}};
    const char *const *of_language = words[facts.spec->figure.language];

    for (int i = 0; i < 2; i++) {
        facts.network = 0;
        while (!is_extreme(&facts, PANEL_GRADIENT, facts.network, i == 0 ? -1 : 1)) {
            facts.network++;
        }
        if (!read_text(title, of_language[i]) || !reads_number(title, facts)) {
            return false;
        }
    }
    return read_text(title, of_language[2]) && **title == '\0';
}

/* "5 of 8 networks let the gradient vanish, VGG-16 most; ...", "All 8 networks ..." */
static bool counts_networks(const char *title, const struct crowd *crowd, struct facts facts) {
    size_t n = facts.spec->n_networks;
    size_t count = count_networks(&facts, crowd->is);
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    const char *of_some = crowd->of_some[facts.spec->figure.language];
    const char *of_all = crowd->of_all[facts.spec->figure.language];
    char *some = is_chinese ? g_strdup_printf("%zu 个网络中 %zu 个%s", n, count, of_some)
                            : g_strdup_printf("%zu of %zu%s", count, n, of_some);
    char *all = is_chinese ? g_strdup_printf("%zu 个网络%s", n, of_all)
                           : g_strdup_printf("All %s%s", number_words[n], of_all);
    bool is_read = read_text(&title, count < n ? some : all);
    bool is_between = is_read && count == n && reads_between(&title, facts);
    is_read = is_between || (is_read && names_part(&title, -1, facts));
    for (size_t i = 0; i < n && is_read; i++) {
        is_read = !strays(&facts, PANEL_GRADIENT, i, 1.1);
    }

    facts.n_before = count;
    if (is_read && count < n) {
        is_read = read_text(&title, is_chinese ? "；" : "; ") &&
                  ends_with_extreme(title, PANEL_GRADIENT, HEADLINE, 1, facts);
    } else if (is_read && !is_between) {
        is_read = names_part(&title, 1, facts) && *title == '\0';
    }
    g_free(some);
    g_free(all);
    return is_read;
}

/* "Both networks keep 11% of the gradient", which has to be true of each. */
static bool speaks_of_all(const char *title, struct facts facts) {
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    size_t n = facts.spec->n_networks;
    char *all = is_chinese ? g_strdup_printf("%zu 个网络", n)
                           : g_strdup_printf("All %s networks", number_words[n]);
    bool is_true = true;

    facts.is_plural = true;
    facts.subject = all;
    if (facts.spec->n_networks == 2) {
        facts.subject = is_chinese ? "两个网络" : "Both networks";
    }
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *at = title;
        is_true = is_true && read_sentence(&at, HEADLINE, facts) > 0 && *at == '\0';
    }
    g_free(all);
    return is_true;
}

static bool have_commas(const struct spec *spec) {
    bool have = false;

    for (size_t i = 0; i < spec->n_networks; i++) {
        const char *label = spec->networks[i].label;
        have = have || (label != NULL && strpbrk(label, ",") != NULL);
    }
    return have;
}

/* The next clause of a headline: after a comma if it has no verb and no name has a comma, otherwise
 * after a semicolon. The number of networks that it is on, or 0. */
static size_t read_next(const char **at, struct facts facts) {
    bool is_chinese = facts.spec->figure.language == LANGUAGE_ZH;
    const char *comma =
        have_commas(facts.spec) ? (is_chinese ? "；" : "; ") : (is_chinese ? "，" : ", ");
    const char *end = *at;

    facts.is_second = true;
    facts.begins_sentence = false;
    size_t n = read_text(&end, is_chinese ? "；" : "; ") ? read_sentence(&end, HEADLINE, facts) : 0;
    if (n > 0 || !read_text(at, comma)) {
        *at = end;
        return n;
    }
    const char *clause = *at;
    bool has_verb = read_sentence(&clause, HEADLINE, facts) > 0;
    facts.lacks_verb = true;
    return has_verb ? 0 : read_sentence(at, HEADLINE, facts);
}

/* A clause on a network with the largest gradient, at the end. */
static bool names_largest(const char *at, struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = at;
        if (is_extreme(&facts, PANEL_GRADIENT, facts.network, 1) && read_next(&end, facts) > 0 &&
            *end == '\0') {
            return true;
        }
    }
    return false;
}

/* Factors above 1 count for a tenth more. A curve that turned far from both its ends was there. */
static double away_from_one(const struct facts *facts, size_t network) {
    double above = reach(facts, PANEL_GRADIENT, network, (struct side){1, 1}).log10_abs;
    double below = reach(facts, PANEL_GRADIENT, network, (struct side){-1, 1}).log10_abs;
    return fmax(-below, 1.1 * above);
}

/* Of more than three networks that whose gradient is nearest to 1, otherwise any. */
static bool is_between(const struct facts *facts) {
    for (size_t i = 0; i < facts->spec->n_networks && facts->spec->n_networks > 3; i++) {
        if (away_from_one(facts, i) < away_from_one(facts, facts->network)) {
            return false;
        }
    }
    return true;
}

/* The same with a clause before it on another network. */
static bool names_between(const char *at, struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = at;
        size_t n = is_between(&facts) ? read_next(&end, facts) : 0;
        struct facts after = facts;
        after.n_before += n;
        after.first = facts.network;
        if (n > 0 && names_largest(end, after)) {
            return true;
        }
    }
    return false;
}

/* A clause on a network with the smallest gradient, and what `names_others` reads. */
static bool judge_clauses(const char *title, bool (*names_others)(const char *, struct facts),
                          struct facts facts) {
    for (facts.network = 0; facts.network < facts.spec->n_networks; facts.network++) {
        const char *end = title;
        facts.n_before = 0;
        facts.first = facts.network;
        facts.n_before = is_extreme(&facts, PANEL_GRADIENT, facts.network, -1)
                             ? read_sentence(&end, HEADLINE, facts)
                             : 0;
        if (facts.n_before > 0 &&
            (facts.spec->n_networks == 1 ? *end == '\0' : names_others(end, facts))) {
            return true;
        }
    }
    return false;
}

/* Whether two gradients, as log10, clearly have two numbers, and are not both said to be near 1. */
static bool are_clearly_two(double a, double b) {
    static const double clear = 0.05;
    static const double near = 0.152; /* of 1.42 */

    return fabs(a - b) > clear && fmax(fabs(a), fabs(b)) > near;
}

/* Whether the smallest gradient, the largest of the others and one between them, of more than three
 * networks the nearest to 1, clearly have three numbers, of which a headline has to name all. Of
 * more than three none that grows less than the largest is named. */
static bool has_three(const struct facts *facts) {
    size_t n = facts->spec->n_networks;
    struct facts each = *facts;
    bool has_between = false;
    size_t n_vague = 0;
    size_t lowest = 0;
    double low = INFINITY;
    double high = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        double own = reach(facts, PANEL_GRADIENT, i, (struct side){-1, 1}).log10_abs;
        lowest = own < low ? i : lowest;
        n_vague += facts_lacks_trend(facts, i) ? 1 : 0;
        low = fmin(low, own);
    }
    for (size_t i = 0; i < n; i++) {
        double own = reach(facts, PANEL_GRADIENT, i, (struct side){1, 1}).log10_abs;
        high = end_equal(facts, PANEL_GRADIENT, i, lowest) ? high : fmax(high, own);
    }
    for (each.network = 0; each.network < n; each.network++) {
        double own = facts_gradient(&each).log10_abs;
        bool is_news = n == 3 || !class_grows(facts_gradient(&each)) || high <= 0;
        has_between = has_between || (is_news && !strays(&each, PANEL_GRADIENT, each.network, 1) &&
                                      is_between(&each) && are_clearly_two(own, low) &&
                                      are_clearly_two(own, high));
    }
    return n >= 3 && has_between && n_vague < 2;
}

static bool judge_headline(const char *title, enum title_length length, struct facts facts) {
    int64_t language = facts.spec->figure.language;

    facts.begins_sentence = true;
    if (facts.spec->depth == 0) {
        return strcmp(title, language == LANGUAGE_ZH ? "层数为 0 时，梯度恒为 1"
                                                     : "Without layers the gradient stays 1") == 0;
    }
    bool may_be_three = length <= TITLE_SHORT;
    facts.is_by_name = true;
    if (may_be_three && judge_clauses(title, names_between, facts)) {
        return true;
    }
    facts.is_by_name = length != TITLE_LONG;
    if (!(may_be_three && has_three(&facts)) && judge_clauses(title, names_largest, facts)) {
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
        char *title = without_colors(panel_type_of(panel)->title(drawn, (enum title_length)length));
        char *plain = markup_to_plain(g_strdup(title));
        glong n_characters = g_utf8_strlen(plain, -1);
        g_free(plain);
        facts.has_no_head = length == TITLE_BARE;
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
        char *headline = without_colors(headline_text(&drawn, length));
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
    GRand *ties = g_rand_new_with_seed(1);
    size_t n_bad = 0;
    (void)state;

    for (int i = 0; i < N_SPECS; i++) {
        struct spec spec;
        random_spec(&spec, random);
        if (i % TIES_EVERY == 0) {
            random_ties(&spec, ties);
        }
        if (count_faults(&spec) > 0) {
            char *description = random_spec_describe(&spec);
            print_error("  of %s\n", description);
            g_free(description);
            n_bad++;
        }
        spec_finish(&spec);
    }
    g_rand_free(random);
    g_rand_free(ties);
    if (n_bad > 0) {
        fail_msg("%zu of %d specs have titles that are not true, or not of the extremes", n_bad,
                 N_SPECS);
    }
}

/* ---- measured gradients ---- */

/* The ends of measured curves, as a reader sees them. */
struct ends {
    size_t n;
    size_t n_values;
    double values[MEASURED_MAX][12]; /* NAN: missing */
};

static double random_value(GRand *random, const struct ends *ends, size_t curve, size_t layer) {
    double before = layer > 0 ? ends->values[curve][layer - 1] : 1;
    int kind = g_rand_int_range(random, 0, 12);

    if (layer == 0) {
        return kind < 6 ? 1 : g_rand_double_range(random, 0.1, 10);
    }
    return kind == 0   ? NAN
           : kind == 1 ? 0
           : kind == 2 ? ends->values[curve][0]
                       : g_rand_double_range(random, 0.4, 1.8) * (before > 0 ? before : 1);
}

/* Some curves are equal to the one before. */
static struct ends random_ends(GRand *random) {
    struct ends ends = {.n = (size_t)g_rand_int_range(random, 2, MEASURED_MAX + 1),
                        .n_values = (size_t)g_rand_int_range(random, 2, 13)};

    for (size_t i = 0; i < ends.n; i++) {
        bool is_copy = i > 0 && g_rand_int_range(random, 0, 4) == 0;
        for (size_t n = 0; n < ends.n_values; n++) {
            ends.values[i][n] = is_copy ? ends.values[i - 1][n] : random_value(random, &ends, i, n);
        }
    }
    return ends;
}

static char *write_measured(const struct ends *ends, enum language language) {
    GString *yaml = g_string_new("measured:\n");

    for (size_t i = 0; i < ends->n; i++) {
        g_string_append_printf(yaml, "  m%zu:\n    label: Net-%zu\n    gradients: [", i, i);
        for (size_t n = 0; n < ends->n_values; n++) {
            double value = ends->values[i][n];
            g_string_append(yaml, n > 0 ? ", " : "");
            g_string_append_printf(yaml, isnan(value) ? "null" : "%.17g", value);
        }
        g_string_append(yaml, "]\n");
    }
    g_string_append_printf(yaml, "depth: %zu\nfigure: {panels: [gradient, sweep], language: %s}\n",
                           ends->n_values - 1, language == LANGUAGE_ZH ? "zh" : "en");
    return g_string_free(yaml, FALSE);
}

/* A missing gradient is the one before it, a zero before another gradient that one. */
static void fill_points(struct curve *curve, const double *values) {
    for (size_t n = 0; n < curve->n_points; n++) {
        struct number own = number_from_double(values[n] / values[0]);
        curve->points[n] =
            (struct point){.x = (double)n, .y = isnan(values[n]) ? curve->points[n - 1].y : own};
    }
    for (size_t n = curve->n_points - 1; n-- > 0;) {
        if (curve->points[n].y.sign == 0) {
            curve->points[n].y = curve->points[n + 1].y;
        }
    }
}

/* Networks that would have these gradients. Freed with series_finish. */
static struct series judge_networks(struct spec *judged, const struct spec *spec,
                                    const struct ends *ends) {
    struct series series = {.n_curves = ends->n, .curves = g_new0(struct curve, ends->n)};

    *judged = *spec;
    judged->n_networks = ends->n;
    for (size_t i = 0; i < ends->n; i++) {
        judged->networks[i] = (struct network){.label = spec->measured[i].label};
        series.curves[i] = (struct curve){.id = {PANEL_GRADIENT, ROLE_NETWORK, i},
                                          .n_points = ends->n_values,
                                          .points = g_new0(struct point, ends->n_values)};
        fill_points(&series.curves[i], ends->values[i]);
    }
    return series;
}

/* Whether it is true after "Measured: ", which `head` takes the place of. Frees `title`. */
static bool is_true_of_measured(char *title, const char *head, enum title_length length,
                                const struct facts *facts) {
    const char *at = title;
    bool is_true =
        read_text(&at, facts->spec->figure.language == LANGUAGE_ZH ? "实测：" : "Measured: ");
    char *rest = g_strconcat(head, at, NULL);

    is_true = is_true && (*head != '\0' ? judge_curves(rest, PANEL_GRADIENT, *facts)
                                        : judge_headline(rest, length, *facts));
    if (!is_true) {
        print_error("said: %s\n", title);
    }
    g_free(rest);
    g_free(title);
    return is_true;
}

static bool measured_is_said_right(const struct ends *ends, enum language language) {
    char *yaml = write_measured(ends, language);
    struct reader *reader = reader_create();
    struct spec spec;
    struct spec judged;
    struct series drawn;
    struct gradfig_error error;
    bool is_right = true;

    reader_read_text(reader, yaml, strlen(yaml), "x.yaml");
    assert_true(reader_finish(reader, &spec));
    assert_true(renderer_collect(&drawn, &spec, NULL, &error));
    struct series series = judge_networks(&judged, &spec, ends);
    const struct facts facts = {.spec = &judged, .series = &series, .is_measured = true};
    for (int i = 0; i < N_TITLE_LENGTHS; i++) {
        enum title_length length = (enum title_length)i;
        char *headline = without_colors(headline_text(&drawn, length));
        char *title = without_colors(panel_type_of(PANEL_GRADIENT)->title(&drawn, length));
        is_right = is_true_of_measured(headline, "", length, &facts) && is_right;
        is_right = is_true_of_measured(title, heads[PANEL_GRADIENT][1][language], length, &facts) &&
                   is_right;
    }
    if (!is_right) {
        print_error("  of %s\n", yaml);
    }
    series_finish(&series);
    series_finish(&drawn);
    spec_finish(&spec);
    reader_destroy(reader);
    g_free(yaml);
    return is_right;
}

/* The same is said of measured curves as of networks with these gradients. */
static void measured_titles_are_true_and_of_the_extremes(void **state) {
    GRand *random = g_rand_new_with_seed(1);
    size_t n_bad = 0;
    (void)state;

    for (int i = 0; i < N_SPECS; i++) {
        struct ends ends = random_ends(random);
        n_bad += measured_is_said_right(&ends, i % N_LANGUAGES) ? 0 : 1;
    }
    g_rand_free(random);
    assert_int_equal(n_bad, 0);
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
        cmocka_unit_test(measured_titles_are_true_and_of_the_extremes),
        cmocka_unit_test(every_sentence_was_said),
    };
    return run_all(tests);
}
