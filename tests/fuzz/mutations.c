/* Specs and figures with many small random changes: each is a spec that can be written and read
 * again, or has mistakes that are reported. The changes are the same in every run.
 *
 * usage: test-mutations FOLDER...: changes every .yaml in them. */
#include <float.h>
#include <math.h>
#include <regex.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>

#include "output/formats.h"
#include "output/packed_recipe.h"
#include "output/png.h"
#include "output/svg.h"
#include "report/verdict.h"
#include "shared/sanitized.h"
#include "spec/parameters.h"
#include "spec/reader.h"
#include "spec/recipe.h"

enum {
    N_SPECS = IS_SANITIZED ? 700 : 2000,
    N_SETTINGS = IS_SANITIZED ? 200 : 600,
    N_FIGURES = IS_SANITIZED ? 200 : 700,
    SECONDS_MAX = 5,                /* of processor time, for one case */
    KILOBYTES_MAX = 64 * (1 << 10), /* of memory, for a figure of a few bytes */
};

/* Where the accidents begin, of GString; the second has those of the first that are right. */
static GPtrArray *corpus;
static GPtrArray *right_corpus;

/* ---- which case it is ---- */

/* What is said of a case that fails: its number, and its bytes as they would stand in C. */
static struct {
    volatile sig_atomic_t number;
    const GString *bytes;
} current;

__attribute__((noreturn, format(printf, 1, 2))) static void fail_case(const char *format, ...) {
    va_list arguments;
    GString *shown = g_string_new(NULL);

    for (gsize i = 0; i < current.bytes->len && i < 4000; i++) {
        char byte = current.bytes->str[i];
        bool is_plain = g_ascii_isprint(byte) && byte != '"' && byte != '\\';
        g_string_append_printf(shown, is_plain ? "%c" : "\\%03o", (unsigned char)byte);
    }

    va_start(arguments, format);
    char *why = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    print_error("case %d: %s\n\"%s\"\n", (int)current.number, why, shown->str);
    g_free(why);
    g_string_free(shown, TRUE);
    fail();
    abort();
}

static void say_too_slow(int signal_number) {
    static const char message[] = "a case takes too long, number ";
    char digits[16] = "";
    size_t n = sizeof(digits) - 1;

    (void)signal_number;
    digits[--n] = '\n';
    for (int rest = current.number; rest > 0; rest /= 10) {
        digits[--n] = (char)('0' + rest % 10);
    }
    (void)!write(STDERR_FILENO, message, sizeof(message) - 1);
    (void)!write(STDERR_FILENO, digits + n, sizeof(digits) - 1 - n);
    _exit(EXIT_FAILURE);
}

static void begin_case(int number, const GString *bytes) {
    current.number = number;
    current.bytes = bytes;
    setitimer(ITIMER_PROF, &(struct itimerval){.it_value.tv_sec = SECONDS_MAX}, NULL);
}

/* ---- accidents ---- */

/* SplitMix64 */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

/* From 0 to `n` - 1; 0 for none. */
static size_t choose(uint64_t *state, size_t n) {
    return n > 0 ? next_random(state) % n : 0;
}

#define TOKEN(text)                                                                                \
    { text, sizeof(text) - 1 }

static const struct {
    const char *text;
    gssize size;
} tokens[] = {
    TOKEN("\n"),
    TOKEN("\n  "),
    TOKEN(": "),
    TOKEN("- "),
    TOKEN(", "),
    TOKEN("["),
    TOKEN("]"),
    TOKEN("{"),
    TOKEN("}"),
    TOKEN("? "),
    TOKEN("#"),
    TOKEN(" # "),
    TOKEN("\""),
    TOKEN("'"),
    TOKEN("\\"),
    TOKEN("|\n "),
    TOKEN(">-\n "),
    TOKEN("&a "),
    TOKEN("*a"),
    TOKEN("!!int "),
    TOKEN("! "),
    TOKEN("\n---\n"),
    TOKEN("\n...\n"),
    TOKEN("%YAML 1.1\n---\n"),
    TOKEN("<<: "),
    TOKEN("~"),
    TOKEN("null"),
    TOKEN("\t"),
    TOKEN("\r"),
    TOKEN("\r\n"),
    TOKEN("\0"),
    TOKEN("\x1b"),
    TOKEN("\x7f"),
    TOKEN("\xff"),
    TOKEN("\xc2\x85"),
    TOKEN("\xc2\xa0"),
    TOKEN("\xe2\x80\xa8"),
    TOKEN("\xef\xbb\xbf"),
    TOKEN("\xef\xbf\xbe"),
    TOKEN("\xed\xa0\x80"),
    TOKEN("\xf0\x9f\xa6\x80"),
    TOKEN("\\u0000"),
    TOKEN("\\x1b"),
    TOKEN("\\uD800"),
    TOKEN("\\U0010FFFF"),
    TOKEN("\\ufeff"),
    TOKEN("\\L"),
    TOKEN("0"),
    TOKEN("-"),
    TOKEN("+.5"),
    TOKEN("-0"),
    TOKEN("012"),
    TOKEN("0x10"),
    TOKEN("1e999"),
    TOKEN("1e-400"),
    TOKEN("4e-324"),
    TOKEN("99999999999999999999"),
    TOKEN("[[[[[[[[[[[[[[[[[["),
    TOKEN("depth: 2\n"),
    TOKEN("\nbase: base.yaml\n"),
    TOKEN("\nbase: wrong.yaml\n"),
    TOKEN("\nbase: loop.yaml\n"),
    TOKEN("\nnetworks:\n"),
    TOKEN("\n  added: {slope: 1}"),
    TOKEN("\n  plain: {slopes: [1, 2]}"),
    TOKEN("\n  identity: {slope: 1}"),
    TOKEN("slope: 1"),
    TOKEN("slopes: [1, 2, 3]"),
    TOKEN("intercepts: [0.5]"),
    TOKEN("label: \"\\u68af\\\"\\\\ \""),
    TOKEN("color: \"#ABCdef\""),
    TOKEN("\nsweep: {slopes: [0, 1]}\n"),
    TOKEN("\ngeometry: {x: [-1, 1]}\n"),
    TOKEN("\nfigure: {scale: 4}\n"),
    TOKEN("\nfigure: {width: 8000, height: 8000}\n"),
    TOKEN("\nlabels: {title: x}\n"),
    TOKEN("\npaths: {band: [1, 2]}\n"),
    TOKEN("\nclaims: [{quantity: gradient.plain@2, printed: 0.64}]\n"),
    TOKEN("\n  - {quantity: half-life.sweep[0], above: 1e-400}"),
    TOKEN("set: {depth: 3, networks.plain.slopes: [1, 2]}"),
    TOKEN("gradient.sweep[-0.8]"),
    TOKEN("\nvary: {depth: [1, 2], input: {from: 0, to: 1, step: 0.5}}\n"),
    TOKEN("\ntogether: [[depth, input]]\n"),
    TOKEN("\nname: \"{depth}/{input}\"\n"),
};

struct number_range {
    gssize offset;
    gssize size;
};

/* Some of the text; short ranges are as likely as long ones. */
static struct number_range choose_range(uint64_t *state, const GString *text) {
    size_t offset = choose(state, text->len);
    size_t size = choose(state, choose(state, 2) == 0 ? text->len : 12) + 1;

    return (struct number_range){(gssize)offset, (gssize)MIN(size, text->len - offset)};
}

static void insert_bytes(GString *text, size_t offset, const char *bytes, gssize size) {
    char *copy = g_memdup2(bytes, (gsize)size); /* they may be the text's own */
    g_string_insert_len(text, (gssize)offset, copy, size);
    g_free(copy);
}

static const GString *choose_from(uint64_t *state, const GPtrArray *texts) {
    return g_ptr_array_index(texts, choose(state, texts->len));
}

static void insert_line_of_another(uint64_t *state, GString *text) {
    const GString *other = choose_from(state, corpus);
    size_t offset = choose(state, other->len);
    const char *line = other->str + offset;
    size_t place = choose(state, text->len + 1);

    while (line > other->str && line[-1] != '\n') {
        line--;
    }
    const char *end = memchr(line, '\n', (size_t)(other->str + other->len - line));
    end = end != NULL ? end + 1 : other->str + other->len;
    while (place > 0 && text->str[place - 1] != '\n') {
        place--;
    }
    insert_bytes(text, place, line, end - line);
}

static void splice(uint64_t *state, GString *text) {
    const GString *other = choose_from(state, corpus);
    size_t from = choose(state, other->len + 1);

    g_string_truncate(text, choose(state, text->len + 1));
    insert_bytes(text, text->len, other->str + from, (gssize)(other->len - from));
}

/* Puts another number in the place of one behind some offset, if there is one. */
static void replace_number(uint64_t *state, GString *text) {
    static const char *const numbers[] = {
        "0",      "-0",     "3",    "+.5", "1.",   "-1E-3",   "1e5",
        "012",    "00",     "0x10", "1e",  ".",    "0e99",    "1e999",
        "1e-400", "4e-324", "-",    "1_0", "8000", "1000000", "99999999999999999999"};
    const char *number = numbers[choose(state, G_N_ELEMENTS(numbers))];
    size_t begin = choose(state, text->len);

    while (begin < text->len && !g_ascii_isdigit(text->str[begin])) {
        begin++;
    }
    size_t size = strspn(text->str + begin, "0123456789.eE");
    g_string_erase(text, (gssize)begin, (gssize)size);
    g_string_insert(text, (gssize)begin, size > 0 ? number : "");
}

enum accident {
    FLIP_BIT,
    REPLACE_BYTE,
    DELETE_RANGE,
    REPEAT_RANGE,
    TRUNCATE,
    INSERT_TOKEN, /* what follows is of YAML */
    INSERT_TOKEN_AGAIN,
    INSERT_LINE,
    REPLACE_NUMBER,
    REPLACE_NUMBER_AGAIN,
    SPLICE,
    N_ACCIDENTS
};

static void have_accident(uint64_t *state, GString *text, enum accident accident) {
    struct number_range range = choose_range(state, text);
    char *byte = text->str + range.offset; /* of an empty text its NUL, which stays */
    size_t i = choose(state, G_N_ELEMENTS(tokens));

    switch (accident) {
    case FLIP_BIT:
        *byte = (char)(*byte ^ (text->len > 0) << choose(state, 8));
        return;
    case REPLACE_BYTE:
        *byte = text->len > 0 ? (char)choose(state, 256) : '\0';
        return;
    case DELETE_RANGE:
        g_string_erase(text, range.offset, range.size);
        return;
    case REPEAT_RANGE:
        insert_bytes(text, choose(state, text->len + 1), byte, range.size);
        return;
    case TRUNCATE:
        g_string_truncate(text, choose(state, text->len + 1));
        return;
    case INSERT_LINE:
        insert_line_of_another(state, text);
        return;
    case REPLACE_NUMBER:
    case REPLACE_NUMBER_AGAIN:
        replace_number(state, text);
        return;
    case SPLICE:
        splice(state, text);
        return;
    case INSERT_TOKEN:
    case INSERT_TOKEN_AGAIN:
    case N_ACCIDENTS:
        break;
    }
    insert_bytes(text, choose(state, text->len + 1), tokens[i].text, tokens[i].size);
}

static GString *copy_text(const GString *text) {
    return g_string_new_len(text->str, (gssize)text->len);
}

/* Makes accidents of the first `n_kinds`, most often one. */
static void mutate(uint64_t *state, GString *text, size_t n_kinds) {
    do {
        have_accident(state, text, (enum accident)choose(state, n_kinds));
    } while (choose(state, 3) == 0);
}

/* ---- mistakes ---- */

static bool is_clean(const char *line) {
    if (!g_utf8_validate(line, -1, NULL)) {
        return false;
    }
    for (; *line != '\0'; line = g_utf8_find_next_char(line, NULL)) {
        if (g_unichar_iscntrl(g_utf8_get_char(line))) {
            return false;
        }
    }
    return true;
}

/* The part of a line that names its file, with the colon, or 0. */
static size_t source_length(const char *line) {
    static const char *const sources[] = {
        "case.yaml:", "base.yaml:", "wrong.yaml:", "loop.yaml:", "--set "};

    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
        if (g_str_has_prefix(line, sources[i])) {
            return strlen(sources[i]);
        }
    }
    return 0;
}

/* One line each, of the form FILE:LINE:COLUMN: TEXT and in the order of lines. */
static void check_mistakes(const struct reader *reader) {
    size_t n = reader_n_mistakes(reader);
    const char *earlier = "";
    long earlier_line = 0;

    if (n < 1 || n > 20) {
        fail_case("refused with %zu mistakes", n);
    }
    for (size_t i = 0; i < n; i++) {
        const char *line = reader_mistake(reader, i);
        size_t source = source_length(line);
        long number = strtol(line + source, NULL, 10);
        bool is_same_file = strncmp(line, earlier, source) == 0;
        if (!is_clean(line) || source == 0 || strlen(line) < source + 10 || strlen(line) > 2000) {
            fail_case("a strange mistake: %s", line);
        }
        if (is_same_file && number < earlier_line) {
            fail_case("not in the order of lines: %s", line);
        }
        earlier = line;
        earlier_line = number;
    }
}

/* ---- specs ---- */

/* DESIGN's grammar of a number. */
static regex_t number_grammar;

static void check_real(const struct real *real) {
    static const char *const grammar =
        "^[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$";

    if (number_grammar.re_nsub == 0) {
        assert_int_equal(regcomp(&number_grammar, grammar, REG_EXTENDED), 0);
    }
    bool is_zero = !g_ascii_isdigit(real->text[strcspn(real->text, "123456789eE")]);
    if (regexec(&number_grammar, real->text, 0, NULL, 0) != 0 || !isfinite(real->value) ||
        g_ascii_strtod(real->text, NULL) != real->value || (real->value == 0) != is_zero) {
        fail_case("accepted the number %s as %g", real->text, real->value);
    }
}

static void check_reals(const struct reals *list, size_t n_max) {
    if (list->n_values < 1 || list->n_values > n_max) {
        fail_case("accepted a list of %zu", list->n_values);
    }
    for (size_t i = 0; i < list->n_values; i++) {
        check_real(&list->values[i]);
    }
}

static void check_text(const char *text) {
    if (text != NULL && (*text == '\0' || strlen(text) > 200 || !is_clean(text))) {
        fail_case("accepted the text %s", text);
    }
}

static void check_whole(const char *what, int64_t value, int64_t low, int64_t high) {
    if (value < low || value > high) {
        fail_case("accepted %s %lld", what, (long long)value);
    }
}

static void check_layers(const struct reals *reals, int64_t depth) {
    check_reals(reals, reals->is_schedule ? 2 : (size_t)MAX(depth, 1));
}

static void check_network(const struct network *network, int64_t depth) {
    size_t length = strlen(network->name);

    if (length < 1 || length > 32 || !g_ascii_isalpha(network->name[0]) ||
        strspn(network->name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") != length ||
        strcmp(network->name, "identity") == 0 || strcmp(network->name, "ideal") == 0) {
        fail_case("accepted the name %s", network->name);
    }
    check_layers(&network->slopes, depth);
    check_layers(&network->intercepts, depth);
    check_layers(&network->skips, depth);
    check_layers(&network->scales, depth);
    check_real(&network->scale_power);
    check_real(&network->slope_sd);
    if (network->slope_sd.value < 0 ||
        (network->slope_sd.value > 0 && network->slopes.n_values > 1)) {
        fail_case("accepted the standard deviation %s", network->slope_sd.text);
    }
    check_whole("distribution", network->distribution, 0, 1);
    check_text(network->label);
    check_whole("color", network->color, -1, 0xffffff);
}

/* The limits as DESIGN has them. */
static void check_spec(const struct spec *spec) {
    const struct figure_options *figure = &spec->figure;
    const struct real *x = spec->geometry.x.values;

    check_whole("depth", spec->depth, 0, 10000000);
    check_real(&spec->input);
    check_whole("networks", (int64_t)spec->n_networks, 1, 8);
    for (size_t i = 0; i < spec->n_networks; i++) {
        check_network(&spec->networks[i], spec->depth);
    }
    check_reals(&spec->sweep.slopes, 16);
    check_real(&spec->sweep.skip);
    check_real(&spec->sweep.scale);
    check_real(&spec->sweep.slope_sd);
    check_whole("distribution", spec->sweep.distribution, 0, 1);
    check_whole("seed", spec->random.seed, 0, 9007199254740992);
    check_whole("samples", spec->random.samples, 100, 100000);
    check_reals(&spec->geometry.x, 2);
    if (!(-1e6 <= x[0].value && x[0].value < x[1].value && x[1].value <= 1e6)) {
        fail_case("accepted the range %s, %s", x[0].text, x[1].text);
    }
    check_whole("width", figure->width, 400, 8000);
    check_whole("height", figure->height, 300, 8000);
    check_whole("scale", figure->scale, 1, 4);
    check_whole("dpi", figure->dpi, 30, 1200);
    check_whole("language", figure->language, 0, 1);
    check_whole("theme", figure->theme, 0, 1);
    check_whole("background", figure->background, 0, 1);
    check_whole("palette", figure->palette, 0, 1);
    check_whole("panels", (int64_t)figure->panels.n_values, 1, N_PANELS);
    check_whole("pixels", figure->width * figure->height * figure->scale * figure->scale, 1,
                64000000);
    check_text(spec->labels.title);
    check_text(spec->labels.subtitle);
    for (size_t i = 0; i < N_PANELS; i++) {
        check_text(spec->labels.panels[i].title);
        check_text(spec->labels.panels[i].subtitle);
    }
}

static bool are_same_reals(const struct reals *a, const struct reals *b) {
    if (a->n_values != b->n_values) {
        return false;
    }
    for (size_t i = 0; i < a->n_values; i++) {
        if (strcmp(a->values[i].text, b->values[i].text) != 0 ||
            (a->values[i].value != b->values[i].value &&
             !(isnan(a->values[i].value) && isnan(b->values[i].value)))) {
            return false;
        }
    }
    return true;
}

static bool are_same_choices(const struct choices *a, const struct choices *b) {
    return a->n_values == b->n_values &&
           memcmp(a->values, b->values, a->n_values * sizeof(a->values[0])) == 0;
}

/* Whether two owners, specs or networks, have the same value in a row of the table. */
static bool are_same(const struct parameter *row, const void *owner, const void *other) {
    const void *a = (const char *)owner + row->offset;
    const void *b = (const char *)other + row->offset;

    switch (row->type) {
    case TYPE_WHOLE:
    case TYPE_CHOICE:
    case TYPE_COLOR:
        return *(const int64_t *)a == *(const int64_t *)b;
    case TYPE_REAL:
        return strcmp(((const struct real *)a)->text, ((const struct real *)b)->text) == 0;
    case TYPE_SINGLE:
    case TYPE_LIST:
        return are_same_reals(a, b);
    case TYPE_CHOICES:
        return are_same_choices(a, b);
    case TYPE_TEXT:
        return g_strcmp0(*(const char *const *)a, *(const char *const *)b) == 0;
    }
    return false;
}

/* Both begin with their name. */
static void compare_named(enum parameter_owner owner, const void *a, const void *b) {
    if (strcmp(a, b) != 0) {
        fail_case("%s was written and %s read", (const char *)a, (const char *)b);
    }
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        if (row->owner == owner && !are_same(row, a, b)) {
            fail_case("the recipe lost %s of %s", row->key, (const char *)a);
        }
    }
}

static void compare_specs(const struct spec *a, const struct spec *b) {
    if (a->n_networks != b->n_networks) {
        fail_case("%zu networks were written and %zu read", a->n_networks, b->n_networks);
    }
    for (size_t i = 0; i < a->n_networks; i++) {
        compare_named(OWNER_NETWORK, &a->networks[i], &b->networks[i]);
    }
    if (a->n_measured != b->n_measured) {
        fail_case("%zu curves were written and %zu read", a->n_measured, b->n_measured);
    }
    for (size_t i = 0; i < a->n_measured; i++) {
        compare_named(OWNER_MEASURED, &a->measured[i], &b->measured[i]);
    }
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        if (row->owner == OWNER_SPEC && !are_same(row, a, b)) {
            fail_case("the recipe lost %s", row->key);
        }
    }
}

/* Written as a recipe and read again the spec is the same. */
static void check_recipe(const struct spec *spec) {
    struct gradfig_error error;
    char *recipe = recipe_write(spec, &error);
    struct reader *reader = reader_create();
    struct spec again;

    reader_read_recipe(reader, recipe, strlen(recipe), "x.png");
    if (!reader_finish(reader, &again)) {
        fail_case("its recipe is refused: %s\n%s", reader_mistake(reader, 0), recipe);
    }
    compare_specs(spec, &again);
    char *recipe_again = recipe_write(&again, &error);
    if (strcmp(recipe, recipe_again) != 0) {
        fail_case("its recipe\n%s\nbecomes\n%s", recipe, recipe_again);
    }
    free(recipe_again);
    free(recipe);
    spec_finish(&again);
    reader_destroy(reader);
}

/* Claims can be judged, whatever they say. */
static void check_claims(const struct claims *claims) {
    static const int64_t quick = 10000;

    for (size_t i = 0; i < claims_count(claims); i++) {
        const struct claim *claim = claims_at(claims, i);
        if (claim->spec.depth <= quick) {
            struct verdict verdict = verdict_of(claim);
            bool is_exact = verdict.verdict == VERDICT_EXACT;
            if (is_exact && !number_exists(verdict.computed)) {
                fail_case("%s: no number, and exact", claim->place);
            }
        }
        check_spec(&claim->spec);
    }
}

/* Ends the reader. Returns whether there was a spec. */
static bool check_reader(struct reader *reader) {
    struct spec spec;
    struct claims *claims = reader_finish_claims(reader, &spec);
    bool is_accepted = claims != NULL;

    if (is_accepted) {
        if (reader_n_mistakes(reader) != 0) {
            fail_case("accepted with mistakes");
        }
        check_spec(&spec);
        check_recipe(&spec);
        check_claims(claims);
        claims_destroy(claims);
        spec_finish(&spec);
    } else {
        check_mistakes(reader);
    }
    reader_destroy(reader);
    return is_accepted;
}

static FILE *open_bytes(GString *bytes) {
    FILE *stream = fmemopen(bytes->str, bytes->len, "rb");
    assert_non_null(stream);
    return stream;
}

static struct reader *read_bytes(GString *bytes) {
    struct reader *reader = reader_create();
    FILE *stream = open_bytes(bytes);

    reader_read(reader, stream, "case.yaml");
    fclose(stream);
    return reader;
}

/* Every variant has a name and a valid spec; the first and the last are looked at. */
static void check_variants(GString *bytes) {
    struct reader *reader = read_bytes(bytes);
    struct variants *variants = reader_finish_variants(reader, "png", false);
    size_t count = variants != NULL ? variants_count(variants) : 0;

    for (size_t i = 0; i < count; i += MAX(count - 1, 1)) {
        struct spec spec;
        char *name = variants_name(variants, i);
        variants_spec(variants, i, &spec);
        check_spec(&spec);
        if (*name == '/' || strstr(name, "..") != NULL) {
            fail_case("a variant is called %s", name);
        }
        free(name);
    }
    if (variants == NULL) {
        check_mistakes(reader);
    }
    variants_destroy(variants);
    reader_destroy(reader);
}

static bool check_file(int number, GString *bytes) {
    begin_case(number, bytes);
    check_variants(bytes);
    return check_reader(read_bytes(bytes));
}

/* Both outcomes are met often enough to mean something. */
static void expect_both(const char *what, int n_accepted, int n) {
    print_message("%d of %d %s were accepted\n", n_accepted, n, what);
    assert_in_range(n_accepted, n / 200, n - n / 200);
}

static void mutated_specs(void **state) {
    int n_accepted = 0;

    (void)state;
    for (int i = 0; i < N_SPECS; i++) {
        uint64_t seed = (uint64_t)i;
        const GPtrArray *from = choose(&seed, 4) == 0 ? corpus : right_corpus;
        GString *text = copy_text(choose_from(&seed, from));
        mutate(&seed, text, N_ACCIDENTS);
        n_accepted += check_file(i, text);
        g_string_free(text, TRUE);
    }
    expect_both("specs", n_accepted, N_SPECS);
}

/* ---- large specs ---- */

/* Short things said again and again, up to the largest file that is read; under sanitizers, which
 * take ten times as long, up to a quarter of it. */
static void large_specs(void **state) {
    static const char *const beginnings[] = {"", "sweep: {slopes: ["};
    static const char *const words[] = {
        "a",     "a: 1\n", "depth: 1\n", "- ", "[",  "{a: ", "1, ", "? ",
        "? a\n", "\"",     "&a ",        "#",  "\n", " ",    "|\n", "a:\n "};
    static const size_t size_max = SPEC_FILE_MAX / (IS_SANITIZED ? 4 : 1);
    int number = 0;

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(words); j++) {
            GString *text = g_string_new(beginnings[i]);
            while (text->len + strlen(words[j]) <= size_max) {
                g_string_append(text, words[j]);
            }
            check_file(++number, text);
            g_string_free(text, TRUE);
        }
    }
}

/* ---- settings ---- */

static void mutated_settings(void **state) {
    static const char *const settings[] = {
        "depth=20",           "input=-1e-3",           "networks.plain.slope=0.5",
        "sweep.slopes=1,2,3", "sweep.slopes=[0, -.5]", "networks.residual.intercepts=1,2",
        "geometry.x=-1,2",    "figure.theme=dark",     "networks.plain.label=plain",
        "figure.width=900",   "labels.title=a = b",    "networks.plain.color=#123456",
    };
    int n_accepted = 0;

    (void)state;
    for (int i = 0; i < N_SETTINGS; i++) {
        uint64_t seed = (uint64_t)i;
        struct reader *reader = reader_create();
        GString *text = g_string_new(settings[choose(&seed, G_N_ELEMENTS(settings))]);
        mutate(&seed, text, INSERT_LINE);
        begin_case(i, text);
        reader_set(reader, text->str);
        n_accepted += check_reader(reader);
        g_string_free(text, TRUE);
    }
    expect_both("settings", n_accepted, N_SETTINGS);
}

/* ---- figures ---- */

enum { WIDTH = 5, HEIGHT = 3 };

static const struct about about_nothing = {
    .dpi = 100, .software = "gradfig", .title = "Title", .description = "Some <text> & more."};

/* A PNG of a few pixels with this recipe. */
static GString *make_png(const char *recipe) {
    static uint32_t pixels[WIDTH * HEIGHT];
    struct image image = {WIDTH, HEIGHT, false, pixels};
    struct about about = about_nothing;
    struct bytes bytes;

    about.recipe = recipe;
    png_write(&image, COLORS_EXACT, &about, &bytes);
    GString *figure = g_string_new_len(bytes.data, (gssize)bytes.n);
    bytes_finish(&bytes);
    return figure;
}

static GString *make_svg(const char *recipe) {
    static const char empty[] = "<?xml version=\"1.0\"?>\n<svg width=\"5\">\n</svg>\n";
    struct bytes bytes = {sizeof(empty) - 1, g_strdup(empty)};
    struct about about = about_nothing;
    struct gradfig_error error;

    about.recipe = recipe;
    assert_true(svg_complete(&bytes, NULL, 0, &about, &error));
    GString *figure = g_string_new_len(bytes.data, (gssize)bytes.n);
    bytes_finish(&bytes);
    return figure;
}

static GString *make_pdf(const char *recipe) {
    char *keywords = packed_recipe_write(recipe);
    GString *figure = g_string_new("%PDF-1.5\n<< /Title (Title)\n   /Keywords (");

    g_string_append(figure, keywords);
    g_string_append(figure, ")\n>>\nstartxref\n");
    free(keywords);
    return figure;
}

static uint32_t read_32(const char *bytes) {
    uint32_t number = 0;

    for (int i = 0; i < 4; i++) {
        number = number << 8 | (unsigned char)bytes[i];
    }
    return number;
}

/* As in the PNG specification, annex D, without its table. */
static uint32_t checksum(const char *bytes, size_t n) {
    uint32_t sum = 0xffffffff;

    for (size_t i = 0; i < n; i++) {
        sum ^= (unsigned char)bytes[i];
        for (int j = 0; j < 8; j++) {
            sum = sum & 1 ? 0xedb88320 ^ sum >> 1 : sum >> 1;
        }
    }
    return ~sum;
}

/* Gives every chunk the checksum of what it holds now, so that it is read at all. */
static void repair(GString *figure) {
    size_t offset = 8;

    while (offset + 12 <= figure->len) {
        char *chunk = figure->str + offset;
        size_t size = read_32(chunk);
        if (size > figure->len - offset - 12) {
            return;
        }
        uint32_t sum = checksum(chunk + 4, size + 4);
        for (int i = 0; i < 4; i++) {
            chunk[8 + size + (size_t)i] = (char)(sum >> (24 - 8 * i));
        }
        offset += size + 12;
    }
}

static void check_error(const struct gradfig_error *error) {
    if (error->code == GRADFIG_OK || *error->message == '\0' || !is_clean(error->message)) {
        fail_case("a strange error: %s", error->message);
    }
}

static void check_pixels(GString *figure) {
    const struct bytes bytes = {figure->len, figure->str};
    struct image image = {0};
    struct gradfig_error error = {0};
    size_t n_read = 0;

    if (!png_read(&bytes, WIDTH, HEIGHT, &image, &n_read, &error)) {
        check_error(&error);
    } else if (image.width != WIDTH || image.height != HEIGHT) {
        fail_case("a picture of another size");
    }
    image_finish(&image);
}

static char *read_png(GString *figure, struct gradfig_error *error) {
    char *recipe = png_read_recipe(&(struct bytes){figure->len, figure->str}, error);

    check_pixels(figure);
    return recipe;
}

static char *read_svg(GString *figure, struct gradfig_error *error) {
    return figure_format_svg.read_recipe(&(struct bytes){figure->len, figure->str}, error);
}

static char *read_pdf(GString *figure, struct gradfig_error *error) {
    return figure_format_pdf.read_recipe(&(struct bytes){figure->len, figure->str}, error);
}

enum { PNG, SVG, PDF, N_FORMATS };

static const struct {
    const char *name;
    GString *(*make)(const char *recipe);
    char *(*read)(GString *figure, struct gradfig_error *error);
} formats[N_FORMATS] = {
    [PNG] = {"PNGs", make_png, read_png},
    [SVG] = {"SVGs", make_svg, read_svg},
    [PDF] = {"PDFs", make_pdf, read_pdf},
};

/* An error or a recipe; returns whether that is a spec. */
static bool check_figure(int number, int format, GString *figure) {
    struct gradfig_error error = {0};

    begin_case(number, figure);
    char *recipe = formats[format].read(figure, &error);
    if (recipe == NULL) {
        check_error(&error);
        return false;
    }
    struct reader *reader = reader_create();
    reader_read_recipe(reader, recipe, strlen(recipe), "case.yaml");
    free(recipe);
    return check_reader(reader);
}

static void mutated_figures(void **state) {
    (void)state;
    for (int format = 0; format < N_FORMATS; format++) {
        int n_accepted = 0;
        for (int i = 0; i < N_FIGURES; i++) {
            uint64_t seed = (uint64_t)i;
            GString *figure = formats[format].make(choose_from(&seed, right_corpus)->str);
            mutate(&seed, figure, INSERT_LINE);
            if (format == PNG && choose(&seed, 4) > 0) {
                repair(figure);
            }
            n_accepted += check_figure(i, format, figure);
            g_string_free(figure, TRUE);
        }
        expect_both(formats[format].name, n_accepted, N_FIGURES);
    }
}

static long peak_memory(void) {
    struct rusage usage;

    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

/* A chunk that claims to be large, and is not, takes no memory. */
static void false_sizes(void **state) {
    GString *figure = make_png("depth: 10\n");
    int number = 0;

    (void)state;
    for (size_t offset = 8; offset < figure->len; offset += read_32(figure->str + offset) + 12) {
        GString *changed = copy_text(figure);
        long before = peak_memory();
        changed->str[offset] = 0x5a;
        check_figure(++number, PNG, changed);
        long growth = peak_memory() - before;
        if (growth > KILOBYTES_MAX) {
            fail_case("it took %ld KB of memory", growth);
        }
        g_string_free(changed, TRUE);
    }
    g_string_free(figure, TRUE);
}

/* ---- the corpus ---- */

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The paths of the specs in a folder, in the order of their names. */
static GPtrArray *list_specs(const char *folder) {
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    GDir *entries = g_dir_open(folder, 0, NULL);
    const char *name;

    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        if (g_str_has_suffix(name, ".yaml")) {
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
        }
    }
    if (entries != NULL) {
        g_dir_close(entries);
    }
    g_ptr_array_sort(paths, compare_names);
    return paths;
}

static void free_text(void *text) {
    g_string_free(text, TRUE);
}

static void keep_if_right(GString *text) {
    struct reader *reader = reader_create();
    FILE *stream = open_bytes(text);
    struct spec spec;

    reader_read(reader, stream, "case.yaml");
    if (reader_finish(reader, &spec)) {
        spec_finish(&spec);
        g_ptr_array_add(right_corpus, text);
    }
    fclose(stream);
    reader_destroy(reader);
}

static void read_corpus(char *const *folders, int n_folders) {
    corpus = g_ptr_array_new_with_free_func(free_text);
    right_corpus = g_ptr_array_new();
    for (int i = 0; i < n_folders; i++) {
        GPtrArray *paths = list_specs(folders[i]);
        for (guint j = 0; j < paths->len; j++) {
            char *bytes = NULL;
            gsize size = 0;
            if (g_file_get_contents(g_ptr_array_index(paths, j), &bytes, &size, NULL)) {
                GString *text = g_string_new_len(bytes, (gssize)size);
                g_ptr_array_add(corpus, text);
                keep_if_right(text);
                g_free(bytes);
            }
        }
        g_ptr_array_free(paths, TRUE);
    }
}

/* ---- the files that a base may name ---- */

static const struct {
    const char *name;
    const char *content;
} bases[] = {
    {"base.yaml", "depth: 4\nnetworks: {plain: {slopes: [1, 2, 3]}, deep: {slope: 0.5}}\n"},
    {"wrong.yaml", "depth: x\nnetworks: {plain: {}}\nlabels: [\"\\e\"]\n"},
    {"loop.yaml", "base: loop.yaml\n"},
};

static char folder[] = "/tmp/gradfig-mutations-XXXXXX";

static int enter_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL || chdir(folder) != 0) {
        return -1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bases); i++) {
        if (!g_file_set_contents(bases[i].name, bases[i].content, -1, NULL)) {
            return -1;
        }
    }
    return 0;
}

static int leave_folder(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(bases); i++) {
        g_remove(bases[i].name);
    }
    g_ptr_array_free(right_corpus, TRUE);
    g_ptr_array_free(corpus, TRUE);
    if (number_grammar.re_nsub > 0) {
        regfree(&number_grammar);
    }
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(false_sizes), /* first: a peak of memory stays */
        cmocka_unit_test(mutated_specs),    cmocka_unit_test(large_specs),
        cmocka_unit_test(mutated_settings), cmocka_unit_test(mutated_figures),
    };

    read_corpus(argv + 1, argc - 1);
    if (right_corpus->len == 0) {
        fputs("usage: test-mutations FOLDER...\n", stderr);
        return EXIT_FAILURE;
    }
    signal(SIGPROF, say_too_slow);
    return cmocka_run_group_tests_name("mutations", tests, enter_folder, leave_folder);
}
