/* The titles of the panels are true of random specs: every sentence is judged from the numbers, by
 * rules stated here anew. Only the classes of gradients and the series are those of gradfig. */
#include "rendering/panel_types.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <glib.h>

#include "rendering/renderer.h"

#include "shared/random_spec.h"
#include "shared/rows.h"
#include "shared/sanitized.h"
#include "simulation/classify.h"

enum {
    N_SPECS = CASES(500),
    SEEN_MIN = 3, /* times that each sentence has to be said in each language */
};

/* What a sentence is about. */
struct facts {
    const struct spec *spec;
    const struct series *series; /* every layer */
    size_t network;
};

/* ---- the numbers ---- */

static const struct curve *curve_of(const struct facts *facts, enum panel_kind panel,
                                    enum curve_role role, size_t index) {
    const struct curve *curve = series_find(facts->series, (struct curve_id){panel, role, index});
    assert_non_null(curve);
    assert_int_equal(curve->n_points, facts->spec->depth + 1);
    return curve;
}

static struct number last_activation(const struct facts *facts) {
    return curve_last(curve_of(facts, PANEL_ACTIVATION, ROLE_NETWORK, facts->network));
}

static struct number gradient_at(const struct facts *facts, int64_t layer) {
    return curve_of(facts, PANEL_GRADIENT, ROLE_NETWORK, facts->network)->points[layer].y;
}

static struct number last_gradient(const struct facts *facts) {
    return gradient_at(facts, facts->spec->depth);
}

/* The first of the layers at whose ends nothing but 0 is left. */
static int64_t zero_from(const struct facts *facts) {
    int64_t layer = facts->spec->depth;

    while (gradient_at(facts, layer - 1).sign == 0) {
        layer--;
    }
    return layer;
}

/* ---- activations ---- */

static bool is_constant(const struct reals *list) {
    for (size_t i = 1; i < list->n_values; i++) {
        if (list->values[i].value != list->values[0].value) {
            return false;
        }
    }
    return true;
}

/* To a reader layers are alike if they do the same, however they were typed. */
static bool has_equal_layers(const struct network *network) {
    return network->scale.value == 0 ||
           (is_constant(&network->slopes) && is_constant(&network->intercepts));
}

/* How far the slope of a layer is inside of 1 and -1, or 0 where rounding what was typed to doubles
 * could have made that: 2.3 - 1.3 is 1. */
static double inside_of_one(const struct network *network) {
    double scale = network->scale.value;
    double slope = network->slopes.values[0].value;
    double skip = network->skip.value;
    double inside = 1 - fabs(fma(scale, slope, skip));
    return inside > DBL_EPSILON * (fabs(skip) + fabs(scale * slope)) ? inside : 0;
}

/* Layers that draw every input to one point, if there are any layers. */
static bool is_drawn(const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    return facts->spec->depth > 0 && has_equal_layers(network) && inside_of_one(network) > 0;
}

/* That point, scale·intercept / (1 - slope), by logarithms: it can be beyond a double. The skips
 * that are drawn lose no digit beside 1. */
static struct number drawing_point(const struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    double scale = network->scale.value;
    double intercept = network->intercepts.values[0].value;
    double distance = -fma(scale, network->slopes.values[0].value, network->skip.value - 1);

    if (scale == 0 || intercept == 0) {
        return (struct number){0, -INFINITY, 0};
    }
    return (struct number){
        .sign = (scale < 0) == (intercept < 0) ? 1 : -1,
        .log10_abs = log10(fabs(scale)) + log10(fabs(intercept)) - log10(distance),
    };
}

/* At most 5 % away; only 0 is near 0. */
static bool is_near(struct number a, struct number b) {
    double difference = a.log10_abs - b.log10_abs;

    if (a.sign == 0 || b.sign == 0) {
        return a.sign == b.sign;
    }
    return a.sign == b.sign && difference >= log10(0.95) && difference <= log10(1.05);
}

static bool arrives(const struct facts *facts) {
    return is_drawn(facts) && is_near(last_activation(facts), drawing_point(facts));
}

static bool is_on_its_way(const struct facts *facts) {
    return is_drawn(facts) && !is_near(last_activation(facts), drawing_point(facts)) &&
           last_gradient(facts).log10_abs <= log10(0.9);
}

static bool is_seen_to_be_drawn(const struct facts *facts) {
    return arrives(facts) || is_on_its_way(facts);
}

/* Farther from 0 at the last layer than anywhere before. */
static bool ends_farthest(const struct facts *facts) {
    const struct curve *curve = curve_of(facts, PANEL_ACTIVATION, ROLE_NETWORK, facts->network);
    double farthest = -INFINITY;

    for (int64_t layer = 0; layer < facts->spec->depth; layer++) {
        farthest = fmax(farthest, curve->points[layer].y.log10_abs);
    }
    return facts->spec->depth > 0 && last_activation(facts).log10_abs > farthest;
}

static bool only_grows(const struct facts *facts) {
    return !is_seen_to_be_drawn(facts) && ends_farthest(facts) && last_activation(facts).sign > 0;
}

static bool only_ends(const struct facts *facts) {
    return !is_seen_to_be_drawn(facts) &&
           !(ends_farthest(facts) && last_activation(facts).sign > 0);
}

/* ---- gradients and lines ---- */

static bool is_lost(const struct facts *facts) {
    return last_gradient(facts).sign == 0;
}

static bool is_left(const struct facts *facts) {
    return last_gradient(facts).sign != 0;
}

static bool has_no_composition(const struct facts *facts) {
    return facts->spec->depth <= 1;
}

/* A slope below 0.2 is almost flat, one beyond 5 is steep. */
static bool is_composed_flat(const struct facts *facts) {
    return facts->spec->depth > 1 && last_gradient(facts).log10_abs < log10(0.2);
}

static bool is_composed_steep(const struct facts *facts) {
    return facts->spec->depth > 1 && last_gradient(facts).log10_abs > log10(5);
}

static bool is_composed_slanted(const struct facts *facts) {
    return facts->spec->depth > 1 && !is_composed_flat(facts) && !is_composed_steep(facts);
}

/* ---- the sweep ---- */

/* The classes as the titles distinguish them; tests/simulation/class.c has their thresholds. */
enum effect { WEAKENS, KEEPS, AMPLIFIES, N_EFFECTS };

static enum effect effect_of(struct number gradient) {
    enum gradient_class class = gradient_class_of(gradient);
    return class == CLASS_AMPLIFYING ? AMPLIFIES : class == CLASS_STABLE ? KEEPS : WEAKENS;
}

struct effects {
    size_t n[N_EFFECTS];
    size_t n_negative; /* block slopes below 0 */
};

/* What every sentence on the sweep takes for granted: beyond 1 a block slope makes the gradient
 * larger, below smaller, and none keeps it but one that is very near 1, all by their modulus. */
static void expect_law(struct number block, struct number gradient) {
    assert_int_equal(block.log10_abs > 0, gradient.log10_abs > 0);
    assert_int_equal(block.log10_abs < 0, gradient.log10_abs < 0);
    assert_true(effect_of(gradient) != KEEPS || effect_of(block) == KEEPS);
}

static struct effects effects_of(const struct facts *facts) {
    int64_t depth = facts->spec->depth;
    struct effects effects = {0};

    for (size_t i = 0; i < facts->spec->sweep.slopes.n_values; i++) {
        const struct curve *curve = curve_of(facts, PANEL_SWEEP, ROLE_SWEEP, i);
        struct number gradient = curve->points[depth].y;
        effects.n[effect_of(gradient)]++;
        if (depth > 0) {
            struct number block = curve->points[1].y;
            expect_law(block, gradient);
            effects.n_negative += block.sign < 0;
        }
    }
    return effects;
}

/* Sets of effects, and sets of such sets. */
enum { SOME_WEAKEN = 1 << WEAKENS, SOME_KEEP = 1 << KEEPS, SOME_AMPLIFY = 1 << AMPLIFIES };
enum {
    ALL_WEAKEN = 1 << SOME_WEAKEN,
    ALL_KEEP = 1 << SOME_KEEP,
    ALL_AMPLIFY = 1 << SOME_AMPLIFY,
    BOTH_WAYS = 1 << (SOME_WEAKEN | SOME_AMPLIFY) | 1 << (SOME_WEAKEN | SOME_KEEP | SOME_AMPLIFY),
    ONLY_SOME_KEEP = 1 << (SOME_KEEP | SOME_WEAKEN) | 1 << (SOME_KEEP | SOME_AMPLIFY),
};

/* The block slopes that a sentence is about. */
enum signs { ANY_SIGNS, SOME_NEGATIVE, NONE_NEGATIVE };

static bool are_seen(const struct facts *facts, int sets, enum signs signs) {
    struct effects effects = effects_of(facts);
    int seen = 0;

    for (int effect = 0; effect < N_EFFECTS; effect++) {
        seen |= effects.n[effect] > 0 ? 1 << effect : 0;
    }
    return (sets >> seen & 1) != 0 &&
           (signs == ANY_SIGNS || (signs == SOME_NEGATIVE) == (effects.n_negative > 0));
}

/* ---- the sentences ---- */

/* What the figure may say, and when it has to: of each panel exactly one is due. {name} is the
 * network, {n} the depth, {value} what `value` gives with three digits, {layer} the layer from
 * which the gradient is 0, {block} the block slope of the sweep. */
static const struct sentence {
    enum panel_kind panel;
    const char *patterns[N_LANGUAGES];
    bool (*is_due)(const struct facts *facts); /* NULL: `effects` and `signs` decide */
    struct number (*value)(const struct facts *facts);
    int effects; /* of a sentence on the sweep: the sets of effects of which one must be seen */
    enum signs signs;
} sentences[] = {
    {PANEL_ACTIVATION,
     {"{name} settles at {value}", "{name}稳定于 {value}"},
     .is_due = arrives,
     .value = drawing_point},
    {PANEL_ACTIVATION,
     {"{name} heads for {value}", "{name}趋于 {value}"},
     .is_due = is_on_its_way,
     .value = drawing_point},
    {PANEL_ACTIVATION, {"{name} grows", "{name}增长"}, .is_due = only_grows},
    {PANEL_ACTIVATION,
     {"{name} ends at {value}", "{name}末值为 {value}"},
     .is_due = only_ends,
     .value = last_activation},
    {PANEL_GRADIENT,
     {"{name} exactly 0 from layer {layer}", "{name}自第 {layer} 层起为 0"},
     .is_due = is_lost},
    {PANEL_GRADIENT,
     {"{name} ×{value}", "{name} ×{value}"},
     .is_due = is_left,
     .value = last_gradient},
    {PANEL_GEOMETRY,
     {"Every layer is a line, its slope the gradient", "每一层是一条直线，斜率即梯度"},
     .is_due = has_no_composition},
    {PANEL_GEOMETRY,
     {"{n} {name} layers make an almost flat line", "{n} 层{name}合成几乎水平的直线"},
     .is_due = is_composed_flat},
    {PANEL_GEOMETRY,
     {"{n} {name} layers make a steep line", "{n} 层{name}合成陡峭的直线"},
     .is_due = is_composed_steep},
    {PANEL_GEOMETRY,
     {"{n} {name} layers make one line of slope {value}", "{n} 层{name}合成斜率 {value} 的直线"},
     .is_due = is_composed_slanted,
     .value = last_gradient},
    {PANEL_SWEEP,
     {"All of these slopes keep the gradient", "这些斜率都保持梯度稳定"},
     .effects = ALL_KEEP,
     .signs = ANY_SIGNS},
    {PANEL_SWEEP,
     {"|{block}| &lt; 1 shrinks the gradient, |{block}| &gt; 1 grows it",
      "|{block}| &lt; 1 使梯度衰减，|{block}| &gt; 1 使梯度增强"},
     .effects = BOTH_WAYS,
     .signs = SOME_NEGATIVE},
    {PANEL_SWEEP,
     {"{block} &lt; 1 shrinks the gradient, {block} &gt; 1 grows it",
      "{block} &lt; 1 使梯度衰减，{block} &gt; 1 使梯度增强"},
     .effects = BOTH_WAYS,
     .signs = NONE_NEGATIVE},
    {PANEL_SWEEP,
     {"Only {block} very near ±1 keeps the gradient", "只有 {block} 极接近 ±1 才保持梯度"},
     .effects = ONLY_SOME_KEEP,
     .signs = SOME_NEGATIVE},
    {PANEL_SWEEP,
     {"Only {block} very near 1 keeps the gradient", "只有 {block} 极接近 1 才保持梯度"},
     .effects = ONLY_SOME_KEEP,
     .signs = NONE_NEGATIVE},
    {PANEL_SWEEP,
     {"All of these slopes amplify the gradient", "这些斜率都放大梯度"},
     .effects = ALL_AMPLIFY,
     .signs = ANY_SIGNS},
    {PANEL_SWEEP,
     {"All of these slopes weaken the gradient", "这些斜率都使梯度衰减"},
     .effects = ALL_WEAKEN,
     .signs = ANY_SIGNS},
};

static size_t n_seen[G_N_ELEMENTS(sentences)][N_LANGUAGES];

static const struct sentence *due_sentence(const struct facts *facts, enum panel_kind panel) {
    const struct sentence *due = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        const struct sentence *sentence = &sentences[i];
        if (sentence->panel == panel &&
            (sentence->is_due != NULL ? sentence->is_due(facts)
                                      : are_seen(facts, sentence->effects, sentence->signs))) {
            assert_null(due);
            due = sentence;
        }
    }
    assert_non_null(due);
    return due;
}

/* ---- numbers as printed ---- */

#define MINUS "\u2212"
#define THIN_SPACE "\u2009"

/* All readers below move `at` past what they have read. */
static bool read_text(const char **at, const char *text) {
    bool found = g_str_has_prefix(*at, text);
    *at += found ? strlen(text) : 0;
    return found;
}

static bool read_decimal(const char **at, double *value) {
    char *digits = g_strndup(*at, strspn(*at, "0123456789."));
    char *end = digits;

    *value = g_ascii_strtod(digits, &end);
    bool found = end > digits && *end == '\0';
    *at += found ? strlen(digits) : 0;
    g_free(digits);
    return found;
}

/* sign·decimal·10^exponent */
struct printed {
    int sign;
    double decimal;
    double exponent;
};

static bool read_exponent(const char **at, double *exponent) {
    double sign = read_text(at, MINUS) ? -1 : 1;

    if (!read_decimal(at, exponent) || !read_text(at, "</sup>")) {
        return false;
    }
    *exponent *= sign;
    return true;
}

/* "−0.107", "10<sup>7</sup>" or "1.02×10<sup>−7</sup>" */
static bool read_number(const char **at, struct printed *printed) {
    *printed = (struct printed){.sign = read_text(at, MINUS) ? -1 : 1, .decimal = 1};

    if (read_text(at, "10<sup>")) {
        return read_exponent(at, &printed->exponent);
    }
    if (!read_decimal(at, &printed->decimal)) {
        return false;
    }
    printed->sign *= printed->decimal != 0;
    return !read_text(at, "×10<sup>") || read_exponent(at, &printed->exponent);
}

/* Three digits, or four where they are whole: a multiple of the last digit's unit, no farther from
 * the number than half a unit. Measured in powers of ten of the number, which no double may hold;
 * logarithms of millions have lost the digits after the seventh. */
static bool is_rounded(const struct printed *printed, struct number exact) {
    static const double tolerance = 1e-4; /* units */
    double exponent = floor(exact.log10_abs);

    if (exact.sign == 0 || printed->sign != exact.sign) {
        return printed->sign == exact.sign;
    }
    double n_units_of_one = exponent == 3 && printed->exponent == 0 ? 1000 : 100;
    double n_units = printed->decimal * pow(10, printed->exponent - exponent) * n_units_of_one;
    double exact_n_units = pow(10, exact.log10_abs - exponent) * n_units_of_one;
    return fabs(n_units - round(n_units)) < tolerance &&
           fabs(n_units - exact_n_units) < 0.5 + tolerance;
}

/* ---- placeholders ---- */

static bool read_value(const char **at, const struct facts *facts,
                       const struct sentence *sentence) {
    struct printed printed;
    return read_number(at, &printed) && is_rounded(&printed, sentence->value(facts));
}

/* What is counted has all its digits, in groups or not. */
static bool read_whole(const char **at, int64_t expected) {
    GString *digits = g_string_new(NULL);
    char *wanted = g_strdup_printf("%lld", (long long)expected);

    while (g_ascii_isdigit(**at) || (digits->len > 0 && g_str_has_prefix(*at, THIN_SPACE))) {
        if (!read_text(at, THIN_SPACE)) {
            g_string_append_c(digits, *(*at)++);
        }
    }
    bool is_same = strcmp(digits->str, wanted) == 0;
    g_string_free(digits, TRUE);
    g_free(wanted);
    return is_same;
}

static bool read_layer(const char **at, const struct facts *facts,
                       const struct sentence *sentence) {
    (void)sentence;
    return read_whole(at, zero_from(facts));
}

static bool read_depth(const char **at, const struct facts *facts,
                       const struct sentence *sentence) {
    (void)sentence;
    return read_whole(at, facts->spec->depth);
}

static bool read_plain(const char **at, const char *plain, size_t n_bytes, const char *suffix) {
    char *escaped = g_markup_escape_text(plain, (gssize)n_bytes);
    char *text = g_strconcat(escaped, suffix, NULL);
    bool found = read_text(at, text);

    g_free(escaped);
    g_free(text);
    return found;
}

/* The label. Without one it is the name, and the article has Chinese names for its networks. */
static const char *called(const struct network *network, int64_t language) {
    static const char *const translated[][N_LANGUAGES] = {
        {"plain", "传统网络"},
        {"residual", "残差网络"},
    };

    for (size_t i = 0; network->label == NULL && i < G_N_ELEMENTS(translated); i++) {
        if (strcmp(network->name, translated[i][LANGUAGE_EN]) == 0) {
            return translated[i][language];
        }
    }
    return network->label != NULL ? network->label : network->name;
}

/* The whole name, or at least 12 characters of a long one. */
static bool read_name(const char **at, const struct facts *facts, const struct sentence *sentence) {
    enum { N_CHARACTERS_MIN = 12 };
    const char *name = called(&facts->spec->networks[facts->network], facts->spec->figure.language);
    bool found = read_plain(at, name, strlen(name), "");
    (void)sentence;

    for (glong n = g_utf8_strlen(name, -1) - 1; !found && n >= N_CHARACTERS_MIN; n--) {
        size_t n_bytes = (size_t)(g_utf8_offset_to_pointer(name, n) - name);
        found = read_plain(at, name, n_bytes, "…");
    }
    return found;
}

/* A number as the user typed it; its minus signs may be real ones. */
static bool read_typed(const char **at, const char *typed) {
    for (; *typed != '\0'; typed++) {
        char same[] = {*typed, '\0'};
        if (!read_text(at, same) && !(*typed == '-' && read_text(at, MINUS))) {
            return false;
        }
    }
    return true;
}

/* skip + scale·a: "1 + <i>a</i>", "0.5 − 2<i>a</i>", "<i>a</i>". */
static bool read_block(const char **at, const struct facts *facts,
                       const struct sentence *sentence) {
    const struct sweep *sweep = &facts->spec->sweep;
    bool has_skip = sweep->skip.value != 0;
    bool is_negative = sweep->scale.value < 0;
    const char *factor = sweep->scale.text + (is_negative ? 1 : 0);
    const char *sign = is_negative ? MINUS : "";
    (void)sentence;

    if (has_skip) {
        sign = is_negative ? " " MINUS " " : " + ";
    }
    return (!has_skip || read_typed(at, sweep->skip.text)) && read_text(at, sign) &&
           (strcmp(factor, "1") == 0 || read_typed(at, factor)) && read_text(at, "<i>a</i>");
}

static const struct placeholder {
    const char *text;
    bool (*read)(const char **at, const struct facts *facts, const struct sentence *sentence);
} placeholders[] = {
    {"{value}", read_value}, {"{layer}", read_layer}, {"{n}", read_depth},
    {"{name}", read_name},   {"{block}", read_block},
};

/* ---- reading a title ---- */

static const struct placeholder *placeholder_at(const char *pattern) {
    for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++) {
        if (g_str_has_prefix(pattern, placeholders[i].text)) {
            return &placeholders[i];
        }
    }
    return NULL;
}

static bool read_sentence(const char **at, const struct facts *facts,
                          const struct sentence *sentence) {
    const char *pattern = sentence->patterns[facts->spec->figure.language];

    while (*pattern != '\0') {
        const struct placeholder *placeholder = placeholder_at(pattern);
        if (placeholder != NULL && placeholder->read(at, facts, sentence)) {
            pattern += strlen(placeholder->text);
        } else if (placeholder == NULL && **at == *pattern) {
            pattern++;
            ++*at;
        } else {
            return false;
        }
    }
    return true;
}

/* The first network without a skip connection, or else the first: of all in the figure the one
 * whose layers are put together. */
static size_t composed_network(const struct spec *spec) {
    for (size_t i = 0; i < spec->n_networks; i++) {
        if (spec->networks[i].skip.value == 0) {
            return i;
        }
    }
    return 0;
}

/* Reads the sentence that is due on one network, and counts it. */
static bool read_due(const char **at, const struct facts *facts, enum panel_kind panel) {
    const struct sentence *sentence = due_sentence(facts, panel);
    int64_t language = facts->spec->figure.language;

    if (!read_sentence(at, facts, sentence)) {
        print_error("due: %s\n", sentence->patterns[language]);
        return false;
    }
    n_seen[sentence - sentences][language]++;
    return true;
}

/* One sentence on the figure, or after a heading one each on the first and the last network. */
static bool read_title(const char *title, struct facts facts, enum panel_kind panel) {
    static const char *const headings[PANEL_PATHS][N_LANGUAGES] = {
        [PANEL_ACTIVATION] = {"Signals: ", "信号："},
        [PANEL_GRADIENT] = {"Gradient: ", "梯度："},
    };
    static const char *const commas[N_LANGUAGES] = {", ", "，"};
    int64_t language = facts.spec->figure.language;
    const char *heading = headings[panel][language];
    bool is_read = heading == NULL || read_text(&title, heading);

    facts.network = heading == NULL ? composed_network(facts.spec) : 0;
    is_read = is_read && read_due(&title, &facts, panel);
    if (heading != NULL && facts.spec->n_networks > 1) {
        facts.network = facts.spec->n_networks - 1;
        is_read = is_read && read_text(&title, commas[language]) && read_due(&title, &facts, panel);
    }
    return is_read && *title == '\0';
}

/* ---- the tests ---- */

/* The titles are made from the thinned series that the figure has, and judged from every layer. */
static size_t count_faults(const struct spec *spec) {
    const struct selection every_layer = {0};
    struct series drawn;
    struct series judged;
    struct gradfig_error error;
    size_t n_faults = 0;

    assert_true(renderer_collect(&drawn, spec, NULL, &error));
    assert_true(series_collect(&judged, spec, &every_layer, &error));
    for (int panel = 0; panel < PANEL_PATHS; panel++) {
        struct facts facts = {.spec = spec, .series = &judged};
        char *title = panel_title(spec, &drawn, (enum panel_kind)panel);
        if (!read_title(title, facts, (enum panel_kind)panel)) {
            print_error("said: %s\n", title);
            n_faults++;
        }
        g_free(title);
    }
    series_finish(&drawn);
    series_finish(&judged);
    return n_faults;
}

static void titles_are_true_and_the_ones_due(void **state) {
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
        fail_msg("%zu of %d specs have titles that are not true, or not the ones due", n_bad,
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
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        for (size_t language = 0; language < N_LANGUAGES; language++) {
            if (n_seen[i][language] < SEEN_MIN) {
                print_error("said %zu times: %s\n", n_seen[i][language],
                            sentences[i].patterns[language]);
                n_rare++;
            }
        }
    }
    assert_int_equal(n_rare, 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_are_true_and_the_ones_due),
        cmocka_unit_test(every_sentence_was_said),
    };
    return run_all(tests);
}
