#include "shared/read_title.h"

#include <math.h>
#include <string.h>

#include <glib.h>

#define MINUS "\u2212"
#define TIMES "\u00d7"
#define THIN_SPACE "\u202f"

char *without_colors(char *markup) {
    GRegex *span = g_regex_new("<span [^>]*>|</span>", 0, 0, NULL);
    char *text = g_regex_replace_literal(span, markup, -1, 0, "", 0, NULL);

    g_regex_unref(span);
    g_free(markup);
    return text;
}

/* All readers below move `at` past what they have read. */

bool read_text(const char **at, const char *text) {
    bool found = g_str_has_prefix(*at, text);
    *at += found ? strlen(text) : 0;
    return found;
}

/* ---- numbers ---- */

static bool read_decimal(const char **at, double *value) {
    char *digits = g_strndup(*at, strspn(*at, "0123456789."));
    char *end = digits;

    *value = g_ascii_strtod(digits, &end);
    bool found = end > digits && *end == '\0';
    *at += found ? strlen(digits) : 0;
    g_free(digits);
    return found;
}

static bool read_exponent(const char **at, double *exponent) {
    double sign = read_text(at, MINUS) ? -1 : 1;

    if (!read_decimal(at, exponent) || !read_text(at, "</sup>")) {
        return false;
    }
    *exponent *= sign;
    return true;
}

/* "−0.107", "10<sup>7</sup>" or "1.02×10<sup>−7</sup>" */
static bool read_simple_number(const char **at, struct printed *printed) {
    *printed = (struct printed){.sign = read_text(at, MINUS) ? -1 : 1, .decimal = 1};

    if (read_text(at, "10<sup>")) {
        return read_exponent(at, &printed->exponent);
    }
    if (!read_decimal(at, &printed->decimal)) {
        return false;
    }
    printed->sign *= printed->decimal != 0;
    return !read_text(at, TIMES "10<sup>") || read_exponent(at, &printed->exponent);
}

/* A simple number, or "1 + 6×10<sup>−5</sup>", "−(1 − 2×10<sup>−7</sup>)". */
bool read_number(const char **at, struct printed *printed) {
    const char *sum = *at;
    bool is_negative = read_text(&sum, MINUS "(");
    bool is_longer = read_text(&sum, "1 + ");

    if ((is_longer || read_text(&sum, "1 " MINUS " ")) && read_simple_number(&sum, printed) &&
        (!is_negative || read_text(&sum, ")"))) {
        printed->beside_one = (is_negative ? -1 : 1) * (is_longer ? 1 : -1);
        printed->sign = is_negative ? -1 : 1;
        *at = sum;
        return true;
    }
    return read_simple_number(at, printed);
}

/* The distance from 1 has the digits. */
static bool is_rounded_beside_one(const struct printed *printed, struct number exact,
                                  int n_digits) {
    double distance = fabs(fabs(exact.value) - 1);
    struct printed simple = {1, printed->decimal, printed->exponent, 0};
    bool is_longer = fabs(exact.value) > 1;

    return exact.sign == printed->sign && is_longer == (printed->beside_one == exact.sign) &&
           is_rounded(&simple, number_from_double(distance), n_digits);
}

static bool reads_as_one(struct number exact, int n_digits) {
    char *digits = g_strdup_printf("%.*e", n_digits - 1, fabs(exact.value));
    bool is_one = g_ascii_strtod(digits, NULL) == 1;

    g_free(digits);
    return is_one;
}

/* A multiple of the last digit's unit, no farther from the number than half a unit. Measured in
 * powers of ten of the number, which no double may hold; logarithms of millions have lost the
 * digits after the seventh. */
bool is_rounded(const struct printed *printed, struct number exact, int n_digits) {
    static const double tolerance = 1e-4; /* units */
    static const double near_one = 0.01;
    double exponent = floor(exact.log10_abs);

    if (printed->beside_one != 0) {
        return is_rounded_beside_one(printed, exact, n_digits);
    }
    if (exact.sign != 0 && fabs(exact.log10_abs) > 1e-9 && fabs(fabs(exact.value) - 1) < near_one) {
        /* What is not 1 does not read as 1, and has up to three more digits for that: one more than
         * that where its last digit would be rounded up to a 1. */
        int n_most = n_digits + 3;
        bool reads = reads_as_one(exact, n_digits);
        while (n_digits < n_most && reads_as_one(exact, n_digits)) {
            n_digits++;
        }
        double last_digit = pow(10, fabs(exact.value) < 1 ? -n_digits : 1 - n_digits);
        n_digits += reads && n_digits < n_most && fabs(fabs(exact.value) - 1) < last_digit;
    }
    if (exact.sign == 0 || printed->sign != exact.sign) {
        return printed->sign == exact.sign;
    }
    bool is_whole = printed->exponent == 0 && exponent >= n_digits && exponent < 4;
    double n_units_of_one = pow(10, is_whole ? exponent : n_digits - 1);
    double n_units = printed->decimal * pow(10, printed->exponent - exponent) * n_units_of_one;
    double exact_n_units = pow(10, exact.log10_abs - exponent) * n_units_of_one;
    return fabs(n_units - round(n_units)) < tolerance &&
           fabs(n_units - exact_n_units) < 0.5 + tolerance;
}

/* Digits, in groups of three or not; -1 for none. */
static int64_t read_digits(const char **at) {
    GString *digits = g_string_new(NULL);

    while (g_ascii_isdigit(**at) || (digits->len > 0 && g_str_has_prefix(*at, THIN_SPACE))) {
        if (!read_text(at, THIN_SPACE)) {
            g_string_append_c(digits, *(*at)++);
        }
    }
    int64_t whole = digits->len > 0 ? g_ascii_strtoll(digits->str, NULL, 10) : -1;
    g_string_free(digits, TRUE);
    return whole;
}

bool read_whole(const char **at, int64_t expected) {
    return read_digits(at) == expected;
}

static bool read_value(const char **at, struct facts *facts) {
    return read_number(at, &facts->value);
}

static bool read_peak(const char **at, struct facts *facts) {
    return read_number(at, &facts->peak);
}

static bool read_trough(const char **at, struct facts *facts) {
    return read_number(at, &facts->trough);
}

static bool read_factor_of_sum(const char **at, struct facts *facts) {
    const char *end = *at;

    if (!read_text(&end, TIMES "(") || !read_number(&end, &facts->value) ||
        facts->value.beside_one == 0 || !read_text(&end, ")")) {
        return false;
    }
    *at = end;
    return true;
}

/* A number that has a power of ten, and 0, need no sign of multiplication before them. */
static bool read_factor(const char **at, struct facts *facts) {
    if (read_factor_of_sum(at, facts)) {
        return true;
    }
    bool has_sign = read_text(at, TIMES);
    return read_number(at, &facts->value) &&
           has_sign == (facts->value.sign != 0 &&
                        (facts->value.exponent == 0 || facts->value.decimal == 1));
}

static bool read_percent(const char **at, struct facts *facts) {
    bool found = read_number(at, &facts->value) && read_text(at, "%");
    facts->value.exponent -= 2;
    return found;
}

static bool read_layer(const char **at, struct facts *facts) {
    facts->layer = read_digits(at);
    return facts->layer >= 0;
}

/* A number that the user typed, which may be printed as a power of ten. */
bool read_typed(const char **at, double typed) {
    struct printed printed;

    (void)read_text(at, "+");
    if (!read_simple_number(at, &printed)) {
        return false;
    }
    double value = printed.sign * printed.decimal * pow(10, printed.exponent);
    return fabs(value - typed) <= 1e-12 * fabs(typed);
}

/* ---- the sweep ---- */

/* The modulus of skip + scale·a: "1 + <i>a</i>", "0.5 − 2<i>a</i>", "<i>a</i>" also for −a. */
static bool read_block(const char **at, struct facts *facts) {
    const struct sweep *sweep = &facts->spec->sweep;
    bool has_skip = sweep->skip.value != 0;
    bool is_negative = sweep->scale.value < 0;
    const char *sign = !has_skip ? "" : is_negative ? " " MINUS " " : " + ";

    return (!has_skip || read_typed(at, sweep->skip.value)) && read_text(at, sign) &&
           (fabs(sweep->scale.value) == 1 || read_typed(at, fabs(sweep->scale.value))) &&
           read_text(at, "<i>a</i>");
}

/* Whether few digits are all of the number. */
static bool is_short(double value) {
    double unit = pow(10, floor(log10(fabs(value))) - 2);
    return fabs(value / unit - round(value / unit)) < 1e-9;
}

/* Whether each slope of the sweep shrinks the gradient if it has not the sign of the scale, and
 * keeps or raises it if it has. */
static bool is_by_sign(const struct sweep *sweep) {
    double scale = sweep->scale.value;
    bool is = sweep->skip.value == 1 && scale != 0 && is_short(2 / scale);

    for (size_t i = 0; i < sweep->slopes.n_values; i++) {
        is = is && sweep->slopes.values[i].value * scale > -2;
    }
    return is;
}

/* "|1 + a| < 1" */
static bool read_modulus(const char **at, struct facts *facts, const char *relation) {
    return read_text(at, "|") && read_block(at, facts) && read_text(at, "| ") &&
           read_text(at, relation) && read_text(at, " 1");
}

/* "-2 < a < 0" or "0 < a < 2", between 0 and the other slope with the gradient 1 or -1 */
static bool read_less(const char **at, struct facts *facts) {
    const struct sweep *sweep = &facts->spec->sweep;
    struct number end = number_from_double(-2 / sweep->scale.value);
    struct printed printed;

    if (!is_by_sign(sweep)) {
        return read_modulus(at, facts, "&lt;");
    }
    return end.sign < 0 ? read_number(at, &printed) && is_rounded(&printed, end, 3) &&
                              read_text(at, " &lt; <i>a</i> &lt; 0")
                        : read_text(at, "0 &lt; <i>a</i> &lt; ") && read_number(at, &printed) &&
                              is_rounded(&printed, end, 3);
}

static bool read_equal(const char **at, struct facts *facts) {
    return is_by_sign(&facts->spec->sweep) ? read_text(at, "<i>a</i> = 0")
                                           : read_modulus(at, facts, "=");
}

static bool read_more(const char **at, struct facts *facts) {
    const struct sweep *sweep = &facts->spec->sweep;

    return !is_by_sign(sweep)       ? read_modulus(at, facts, "&gt;")
           : sweep->scale.value > 0 ? read_text(at, "<i>a</i> &gt; 0")
                                    : read_text(at, "<i>a</i> &lt; 0");
}

static bool read_one_slope(const char **at, const struct facts *facts, size_t *slope) {
    const struct reals *slopes = &facts->spec->sweep.slopes;

    for (*slope = 0; *slope < slopes->n_values; ++*slope) {
        const char *end = *at;
        if (read_text(&end, "<i>a</i> = ") && read_typed(&end, slopes->values[*slope].value)) {
            *at = end;
            return true;
        }
    }
    return false;
}

static bool read_slope(const char **at, struct facts *facts) {
    bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;

    if (!read_one_slope(at, facts, &facts->slope)) {
        return false;
    }
    facts->slope_too = facts->slope;
    return !read_text(at, is_chinese ? " 和 " : " and ") ||
           read_one_slope(at, facts, &facts->slope_too);
}

/* ---- the gaps between Chinese and Western words ---- */

static bool is_chinese(gunichar c) {
    return g_unichar_iswide(c) && g_unichar_isalpha(c);
}

/* A letter, digit or sign; titles cut a name with an ellipsis, which needs no space. */
static bool is_western(gunichar c) {
    return !g_unichar_iswide(c) && g_unichar_isgraph(c) && c != 0x2026;
}

/* Moves `at` past the space between a name and a Chinese word, which is there if, and only if, the
 * name is Western on that side. The text begins at `begin`. */
static bool read_gap(const char **at, const char *begin, const struct facts *facts) {
    const char *next = *at + (**at == ' ');
    gunichar before = *at > begin ? g_utf8_get_char(g_utf8_prev_char(*at)) : ' ';
    gunichar after = g_utf8_get_char(next);

    if (facts->spec->figure.language != LANGUAGE_ZH || before == ' ') {
        return true;
    }
    bool is_needed =
        (is_chinese(before) && is_western(after)) || (is_western(before) && is_chinese(after));
    bool is_found = next > *at;
    *at = is_needed ? next : *at;
    return is_found || !is_needed;
}

/* ---- names ---- */

static bool read_plain(const char **at, const char *plain, size_t n_bytes, const char *suffix) {
    char *escaped = g_markup_escape_text(plain, (gssize)n_bytes);
    char *text = g_strconcat(escaped, suffix, NULL);
    bool found = read_text(at, text);

    g_free(escaped);
    g_free(text);
    return found;
}

/* The article's networks, if they have no label; Chinese has names for them. NULL for others. */
static const char *article_name(const struct network *network, int64_t language) {
    static const char *const translated[][N_LANGUAGES] = {
        {"plain", "传统网络"},
        {"residual", "残差网络"},
    };

    for (size_t i = 0; network->label == NULL && i < G_N_ELEMENTS(translated); i++) {
        if (strcmp(network->name, translated[i][LANGUAGE_EN]) == 0) {
            return translated[i][language];
        }
    }
    return NULL;
}

/* The whole name, or at least 12 characters of a long one. */
static bool read_one_name(const char **at, const struct facts *facts, size_t index) {
    enum { N_CHARACTERS_MIN = 12 };
    const struct network *network = &facts->spec->networks[index];
    const char *name = article_name(network, facts->spec->figure.language);

    name = name != NULL ? name : network->label != NULL ? network->label : network->name;
    bool found = read_plain(at, name, strlen(name), "");
    for (glong n = g_utf8_strlen(name, -1) - 1; !found && n >= N_CHARACTERS_MIN; n--) {
        size_t n_bytes = (size_t)(g_utf8_offset_to_pointer(name, n) - name);
        found = read_plain(at, name, n_bytes, "…");
    }
    return found;
}

/* The article's name begins a sentence. */
static bool read_capital_name(const char **at, const struct facts *facts, size_t index) {
    const char *name = article_name(&facts->spec->networks[index], facts->spec->figure.language);
    char first[] = {name != NULL ? g_ascii_toupper(*name) : '\0', '\0'};

    return name != NULL ? read_text(at, first) && read_text(at, name + 1)
                        : read_one_name(at, facts, index);
}

static bool read_first_name(const char **at, struct facts *facts) {
    return read_capital_name(at, facts, facts->network);
}

/* "A and B", in the order of the spec. */
static bool read_pair(const char **at, const struct facts *facts) {
    const char *begin = *at;
    const char *and = facts->spec->figure.language == LANGUAGE_ZH ? "和" : " and ";
    size_t first = MIN(facts->network, facts->partner);
    size_t last = MAX(facts->network, facts->partner);

    return (facts->begins_sentence ? read_capital_name(at, facts, first)
                                   : read_one_name(at, facts, first)) &&
           read_gap(at, begin, facts) && read_text(at, and) && read_gap(at, begin, facts) &&
           read_one_name(at, facts, last);
}

/* "3 of 4 networks", before any other */
static bool read_share_of_networks(const char **at, const struct facts *facts) {
    size_t n = facts->spec->n_networks;
    char *text = facts->spec->figure.language == LANGUAGE_ZH
                     ? g_strdup_printf("%zu 个网络中 %zu 个", n, facts->count)
                     : g_strdup_printf("%zu of %zu networks", facts->count, n);
    bool found = read_text(at, text);

    g_free(text);
    return found;
}

/* "the other three", "three others", "three of them" */
static bool read_number_of_networks(const char **at, const struct facts *facts) {
    enum { REST, MORE, PART };
    static const char *const befores[][N_LANGUAGES] = {
        [REST] = {"the other ", "其余 "}, [MORE] = {"", "另外 "}, [PART] = {"", "其中 "}};
    static const char *const afters[][N_LANGUAGES] = {
        [REST] = {"", " 个网络"}, [MORE] = {" others", " 个网络"}, [PART] = {" of them", " 个"}};
    static const char *const words[] = {"",     "one", "two",   "three", "four",
                                        "five", "six", "seven", "eight"};
    int64_t language = facts->spec->figure.language;
    bool are_rest = facts->n_before + facts->count == facts->spec->n_networks;
    int kind = facts->is_part ? PART : are_rest ? REST : MORE;

    return read_text(at, befores[kind][language]) &&
           (language == LANGUAGE_ZH ? read_whole(at, (int64_t)facts->count)
                                    : read_text(at, words[facts->count])) &&
           read_text(at, afters[kind][language]);
}

/* The network, or all of whom the same is said. */
static bool read_name(const char **at, struct facts *facts) {
    if (facts->subject != NULL) {
        return read_text(at, facts->subject);
    }
    if (facts->count > 0) {
        return facts->n_before == 0 && !facts->is_part ? read_share_of_networks(at, facts)
                                                       : read_number_of_networks(at, facts);
    }
    if (facts->partner != facts->network) {
        return read_pair(at, facts);
    }
    return facts->begins_sentence ? read_first_name(at, facts)
                                  : read_one_name(at, facts, facts->network);
}

/* "ten", or "100" */
static bool read_count(const char **at, const struct facts *facts) {
    static const char *const words[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
    int64_t depth = facts->spec->depth;

    if (depth < 1 || depth > (int64_t)G_N_ELEMENTS(words)) {
        return read_whole(at, depth);
    }
    const char *word = words[depth - 1];
    char first[] = {facts->begins_sentence ? g_ascii_toupper(*word) : *word, '\0'};
    return read_text(at, first) && read_text(at, word + 1);
}

static bool read_one(const char **at, struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];

    if (facts->spec->figure.language == LANGUAGE_ZH) {
        return read_text(at, "一层");
    }
    return read_text(at, network->skips.values[0].value != 0 ? "one block" : "one layer");
}

static bool read_layers(const char **at, struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];

    return read_text(at, network->skips.values[0].value != 0 ? "blocks" : "layers");
}

static bool read_n(const char **at, struct facts *facts) {
    return facts->spec->figure.language == LANGUAGE_ZH ? read_whole(at, facts->spec->depth)
                                                       : read_count(at, facts);
}

static bool is_plural(const struct facts *facts) {
    if (facts->is_of_slope) {
        return facts->slope_too != facts->slope;
    }
    if (facts->subject != NULL) {
        return facts->is_plural;
    }
    if (facts->count > 0 || facts->partner != facts->network) {
        return true;
    }
    bool is_of_article =
        article_name(&facts->spec->networks[facts->network], facts->spec->figure.language) != NULL;
    return !facts->is_by_name && is_of_article && facts->spec->depth != 1;
}

/* "ten plain layers" and "ten residual blocks" of the article's networks, or a name. */
static bool read_subject(const char **at, struct facts *facts) {
    const struct network *network = &facts->spec->networks[facts->network];
    const char *name = article_name(network, facts->spec->figure.language);

    if (facts->is_of_slope) {
        bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;
        return read_slope(at, facts) && (!is_chinese || read_text(at, " 时"));
    }
    if (facts->is_by_name || facts->subject != NULL || facts->count > 0 ||
        facts->partner != facts->network || name == NULL) {
        return read_name(at, facts);
    }
    if (facts->spec->figure.language == LANGUAGE_ZH) {
        return read_whole(at, facts->spec->depth) && read_text(at, " 层") && read_text(at, name);
    }
    return read_count(at, facts) && read_text(at, " ") && read_text(at, name) &&
           read_text(at, network->skips.values[0].value != 0 ? " block" : " layer") &&
           (facts->spec->depth == 1 || read_text(at, "s"));
}

static bool read_s(const char **at, struct facts *facts) {
    return is_plural(facts) || read_text(at, "s");
}

static bool read_es(const char **at, struct facts *facts) {
    return is_plural(facts) || read_text(at, "es");
}

static bool read_ies(const char **at, struct facts *facts) {
    return read_text(at, is_plural(facts) ? "y" : "ies");
}

static bool read_is(const char **at, struct facts *facts) {
    return read_text(at, is_plural(facts) ? "are" : "is");
}

static bool read_has(const char **at, struct facts *facts) {
    return read_text(at, is_plural(facts) ? "have" : "has");
}

static bool read_it(const char **at, struct facts *facts) {
    bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;
    const char *first = is_chinese ? "的梯度" : "the gradient";
    const char *second = is_chinese ? first : "it";

    return read_text(at, facts->is_second ? second : first);
}

/* English needs none in a second clause. */
static bool read_of_it(const char **at, struct facts *facts) {
    bool is_chinese = facts->spec->figure.language == LANGUAGE_ZH;
    return is_chinese ? read_text(at, "的梯度")
                      : facts->is_second || read_text(at, " of the gradient");
}

/* Chinese, of several networks; the layers of one are no plural. */
static bool read_each(const char **at, struct facts *facts) {
    bool are_several = facts->count > 0 || facts->partner != facts->network ||
                       (facts->subject != NULL && facts->is_plural);
    return !are_several || read_text(at, "均");
}

/* The shortest title has only the slope and its gradient. */
static bool read_gradient_at(const char **at, struct facts *facts) {
    (void)facts;
    (void)read_text(at, "Gradient at ");
    return true;
}

/* ---- patterns ---- */

static const struct placeholder {
    const char *text;
    bool (*read)(const char **at, struct facts *facts);
} placeholders[] = {
    {"{value}", read_value},
    {"{peak}", read_peak},
    {"{trough}", read_trough},
    {"{factor}", read_factor},
    {"{percent}", read_percent},
    {"{layer}", read_layer},
    {"{name}", read_name},
    {"{subject}", read_subject},
    {"{es}", read_es},
    {"{it}", read_it},
    {"{of it}", read_of_it},
    {"{each}", read_each},
    {"{s}", read_s},
    {"{ies}", read_ies},
    {"{is}", read_is},
    {"{has}", read_has},
    {"{Name}", read_first_name},
    {"{n}", read_n},
    {"{one}", read_one},
    {"{layers}", read_layers},
    {"{less}", read_less},
    {"{equal}", read_equal},
    {"{more}", read_more},
    {"{slope}", read_slope},
    {"{Gradient at}", read_gradient_at},
};

static const struct placeholder *placeholder_at(const char *pattern) {
    for (size_t i = 0; i < G_N_ELEMENTS(placeholders); i++) {
        if (g_str_has_prefix(pattern, placeholders[i].text)) {
            return &placeholders[i];
        }
    }
    return NULL;
}

bool read_pattern(const char **at, const char *pattern, struct facts *facts) {
    const char *begin = *at;

    while (*pattern != '\0') {
        const struct placeholder *placeholder = placeholder_at(pattern);
        if (placeholder != NULL && read_gap(at, begin, facts) && placeholder->read(at, facts)) {
            pattern += strlen(placeholder->text);
            if (*pattern != ' ' && !read_gap(at, begin, facts)) {
                return false;
            }
        } else if (placeholder == NULL && **at == *pattern) {
            pattern++;
            ++*at;
        } else {
            return false;
        }
    }
    return true;
}
