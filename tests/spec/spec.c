/* Tests of the spec: its defaults, what each row of the table accepts and refuses, its checks. */
#include "shared/fixture.h"

#include <stdio.h>
#include <string.h>

#include "shared/set_spec.h"
#include "spec/parameters.h"
#include "spec/settings.h"

/* ---- reading a value back as text ---- */

#define SHOWN_SIZE 512

/* The key of a row as a user types it: of the network "residual" where NAME stands. */
static void concrete_key(const struct parameter *parameter, char key[128]) {
    const char *name = strstr(parameter->key, "NAME");

    if (name == NULL) {
        snprintf(key, 128, "%s", parameter->key);
    } else {
        snprintf(key, 128, "%.*sresidual%s", (int)(name - parameter->key), parameter->key,
                 name + strlen("NAME"));
    }
}

static const void *owner_of(const struct spec *spec, const struct parameter *parameter) {
    enum parameter_owner owner = parameter->owner;

    return owner == OWNER_NETWORK    ? (const void *)&spec->networks[1]
           : owner == OWNER_MEASURED ? (const void *)&spec->measured[0]
                                     : (const void *)spec;
}

static void show_list(const struct reals *list, char shown[SHOWN_SIZE]) {
    size_t used = 0;

    for (size_t i = 0; i < list->n_values && used < SHOWN_SIZE; i++) {
        used += (size_t)snprintf(shown + used, SHOWN_SIZE - used, "%s%s", i > 0 ? "," : "",
                                 list->values[i].text);
    }
}

/* The value of a row as a number or as typed, without the code under test. */
static void show(const struct spec *spec, const struct parameter *parameter,
                 char shown[SHOWN_SIZE]) {
    const char *value = (const char *)owner_of(spec, parameter) + parameter->offset;

    shown[0] = '\0';
    switch (parameter->type) {
    case TYPE_WHOLE:
    case TYPE_CHOICE:
    case TYPE_COLOR: {
        int64_t number;
        memcpy(&number, value, sizeof(number));
        snprintf(shown, SHOWN_SIZE, "%lld", (long long)number);
        return;
    }
    case TYPE_REAL: {
        struct real real;
        memcpy(&real, value, sizeof(real));
        snprintf(shown, SHOWN_SIZE, "%s", real.text);
        return;
    }
    case TYPE_SINGLE:
    case TYPE_LIST: {
        struct reals list;
        memcpy(&list, value, sizeof(list));
        show_list(&list, shown);
        return;
    }
    case TYPE_CHOICES: {
        struct choices choices;
        memcpy(&choices, value, sizeof(choices));
        for (size_t i = 0; i < choices.n_values; i++) {
            shown[i] = (char)('0' + choices.values[i]);
        }
        shown[choices.n_values] = '\0';
        return;
    }
    case TYPE_TEXT: {
        const char *text;
        memcpy(&text, value, sizeof(text));
        snprintf(shown, SHOWN_SIZE, "%s", text != NULL ? text : "(none)");
        return;
    }
    }
    fail_msg("%s: a type without a case", parameter->key);
}

/* ---- each row of the table ---- */

#define ANY_SIZE_UP "1e309"
#define ANY_SIZE_DOWN "-1e309"

/* For each row: its default, another value and how that shows, and what lies just outside. */
static const struct row {
    const char *key;
    const char *initial; /* as shown; of the residual network where NAME stands */
    const char *other;
    const char *other_shown; /* NULL: as typed */
    const char *refused[2];
    const char *expected; /* the words of the refusal that name what is accepted */
} rows[] = {
    {"depth", "10", "10000000", NULL, {"-1", "10000001"}, "a whole number from 0 to 10000000"},
    {"input", "1", "-2.50", NULL, {ANY_SIZE_DOWN, ANY_SIZE_UP}, "a number"},
    {"networks.NAME.slope", "0.2", "-1e-3", NULL, {ANY_SIZE_DOWN, ANY_SIZE_UP}, "a number"},
    {"networks.NAME.slopes",
     "0.2",
     "0.5,-1.50",
     NULL,
     {"", "1,1e309"},
     "a list of at least 1 and at most depth numbers, or {from, to}"},
    {"networks.NAME.intercept", "0.05", "+.5", NULL, {ANY_SIZE_DOWN, ANY_SIZE_UP}, "a number"},
    {"networks.NAME.intercepts",
     "0.05",
     "1,2,3",
     NULL,
     {"[]", "1,-1e309"},
     "a list of at least 1 and at most depth numbers, or {from, to}"},
    {"networks.NAME.skip", "1", "0.5", NULL, {ANY_SIZE_DOWN, ANY_SIZE_UP}, "a number"},
    {"networks.NAME.skips",
     "1",
     "1,-0.50",
     NULL,
     {"", "1,1e309"},
     "a list of at least 1 and at most depth numbers, or {from, to}"},
    {"networks.NAME.scale", "1", "1e-200", NULL, {ANY_SIZE_DOWN, ANY_SIZE_UP}, "a number"},
    {"networks.NAME.scales",
     "1",
     "1,0.5",
     NULL,
     {"[,]", "{1"},
     "a list of at least 1 and at most depth numbers, or {from, to}"},
    {"networks.NAME.scale_power", "0", "-0.5", NULL, {"-4.1", "5"}, "a number from -4 to 4"},
    {"networks.NAME.slope_sd", "0", "0.1", NULL, {"-0.1", ANY_SIZE_UP}, "a number of at least 0"},
    {"networks.NAME.distribution",
     "0",
     "uniform",
     "1",
     {"gauss", "Normal"},
     "one of: normal uniform"},
    {"networks.NAME.label",
     "(none)",
     "a \"label\"",
     NULL,
     {"", "a\tb"},
     "text of 1 to 200 bytes of UTF-8 without control characters"},
    {"networks.NAME.color",
     "-1",
     "#0aFf10",
     "720656",
     {"#12345", "#1234567"},
     "a color as #rrggbb, in YAML in quotes"},
    {"measured.NAME.gradients",
     "2,1",
     "1e-300,null,0,+.5",
     NULL,
     {"1", "1,-0.1"},
     "a list of at least 2 and at most 10000 numbers of at least 0 or null"},
    {"measured.NAME.quantity",
     "0",
     "weights",
     "2",
     {"weight", ""},
     "one of: unknown activations weights"},
    {"measured.NAME.label",
     "(none)",
     "a \"label\"",
     NULL,
     {"", "a\tb"},
     "text of 1 to 200 bytes of UTF-8 without control characters"},
    {"measured.NAME.color",
     "-1",
     "#00fF0a",
     "65290",
     {"#00ff0", "red"},
     "a color as #rrggbb, in YAML in quotes"},
    {"sweep.slopes",
     "-0.8,-0.5,-0.2,0,0.2",
     "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16",
     NULL,
     {"[]", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17"},
     "a list of at least 1 and at most 16 numbers"},
    {"sweep.skip", "1", "0", NULL, {ANY_SIZE_DOWN, ANY_SIZE_UP}, "a number"},
    {"sweep.scale", "1", "0.1", NULL, {ANY_SIZE_DOWN, ANY_SIZE_UP}, "a number"},
    {"sweep.slope_sd", "0", "0.1", NULL, {"-1e-300", ANY_SIZE_UP}, "a number of at least 0"},
    {"sweep.distribution", "0", "uniform", "1", {"", "cauchy"}, "one of: normal uniform"},
    {"random.seed",
     "1",
     "9007199254740992",
     NULL,
     {"-1", "9007199254740993"},
     "a whole number from 0 to 9007199254740992"},
    {"random.samples", "1000", "100", NULL, {"99", "100001"}, "a whole number from 100 to 100000"},
    {"geometry.x",
     "-2,2",
     "-1e6,1000000",
     NULL,
     {"-1000000.1,2", "-2,1000000.1"},
     "a list of exactly 2 numbers from -1000000 to 1000000"},
    {"paths.band",
     "",
     "0,10000000",
     NULL,
     {"-1,2", "5"},
     "a list of exactly 2 numbers from 0 to 10000000"},
    {"figure.width", "1500", "400", NULL, {"399", "8001"}, "a whole number from 400 to 8000"},
    {"figure.height", "1000", "300", NULL, {"299", "8001"}, "a whole number from 300 to 8000"},
    {"figure.scale", "1", "4", NULL, {"0", "5"}, "a whole number from 1 to 4"},
    {"figure.dpi", "100", "1200", NULL, {"29", "1201"}, "a whole number from 30 to 1200"},
    {"figure.language", "0", "zh", "1", {"fr", "EN"}, "one of: en zh"},
    {"figure.theme", "0", "dark", "1", {"", "dar"}, "one of: light dark auto"},
    {"figure.background",
     "0",
     "transparent",
     "1",
     {"none", "Opaque"},
     "one of: opaque transparent"},
    {"figure.palette", "0", "safe", "1", {"", "ours"}, "one of: article safe consistent"},
    {"figure.panels",
     "0123",
     "sweep,gradient",
     "31",
     {"[]", "gradient,gradient"},
     "a list of 1 to 6 of: activation gradient geometry sweep paths depth, each once"},
    {"figure.colors", "0", "256", "1", {"255", ""}, "one of: exact 256"},
};

/* The rows of labels.KEY are alike. */
static const struct row label_row = {
    .initial = "(none)",
    .other = "\xe6\xae\x8b\xe5\xb7\xae: a, b # c",
    .refused = {"", "a\x7f"
                    "b"},
    .expected = "text of 1 to 200 bytes of UTF-8 without control characters",
};

static const struct row *row_of(const struct parameter *parameter) {
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strcmp(rows[i].key, parameter->key) == 0) {
            return &rows[i];
        }
    }
    if (strncmp(parameter->key, "labels.", strlen("labels.")) != 0) {
        fail_msg("%s is a parameter without a row in this test", parameter->key);
    }
    return &label_row;
}

static void expect_shown(const struct fixture *fixture, const struct parameter *parameter,
                         const char *expected) {
    char shown[SHOWN_SIZE];

    show(&fixture->spec, parameter, shown);
    if (strcmp(shown, expected) != 0) {
        row_fail("%s: expected %s, found %s", parameter->key, expected, shown);
    }
}

static void expect_refused(struct fixture *fixture, const char *key, const char *value,
                           const char *words) {
    fixture->error.code = GRADFIG_OK;
    if (spec_set(&fixture->spec, key, value, &fixture->error)) {
        fail_msg("%s=%s was taken", key, value);
    }
    expect_equal(key, fixture->error.code, GRADFIG_INVALID_INPUT);
    if (strstr(fixture->error.message, words) == NULL) {
        row_fail("%s=%s: expected a message with \"%s\", found: %s", key, value, words,
                 fixture->error.message);
    }
}

/* The limits themselves belong to what is accepted. */
static void check_limits(struct fixture *fixture, const struct parameter *parameter,
                         const char *key) {
    const double limits[] = {parameter->low, parameter->high};

    for (int i = 0; i < 2 && parameter->type == TYPE_WHOLE; i++) {
        char text[32];
        snprintf(text, sizeof(text), "%.0f", limits[i]);
        fixture_set(fixture, key, text);
        expect_shown(fixture, parameter, text);
    }
}

static void check_row(struct fixture *fixture, const struct parameter *parameter,
                      const struct row *row) {
    char key[128];
    char words[160];

    concrete_key(parameter, key);
    expect_shown(fixture, parameter, row->initial);
    snprintf(words, sizeof(words), "expected %s, found \"", row->expected);
    for (int i = 0; i < 2; i++) {
        expect_refused(fixture, key, row->refused[i], words);
        expect_shown(fixture, parameter, row->initial);
    }
    fixture_set(fixture, key, row->other);
    const char *shown = row->other_shown != NULL ? row->other_shown : row->other;
    expect_shown(fixture, parameter, shown);
    expect_refused(fixture, key, row->refused[1], words);
    expect_shown(fixture, parameter, shown);
    check_limits(fixture, parameter, key);
}

/* Measured gradients of the name of concrete_key. */
static void add_measured(struct fixture *fixture) {
    struct settings *settings = fixture->spec.settings;

    (void)settings_add_name(settings, OWNER_MEASURED, "residual");
    settings_build(settings, &fixture->spec);
    fixture_set(fixture, "measured.residual.gradients", "2,1");
}

static void every_row_takes_and_refuses(void **state) {
    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *parameter = &parameter_rows[i];
        fixture_teardown(state);
        assert_int_equal(fixture_setup(state), 0);
        add_measured(*state);
        check_row(*state, parameter, row_of(parameter));
    }
}

static void every_row_is_described(void **state) {
    (void)state;

    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *parameter = &parameter_rows[i];
        g_autofree char *text = parameter_describe(parameter);
        assert_string_equal(text, row_of(parameter)->expected);
        assert_non_null(parameter->unit);
        assert_true(parameter->help != NULL && *parameter->help != '\0');
        assert_null(strchr(parameter->help, '\n'));
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(parameter->key, parameter_rows[j].key);
        }
    }
}

/* ---- the defaults ---- */

static void defaults_are_the_article(void **state) {
    const struct fixture *fixture = *state;
    const struct spec *spec = &fixture->spec;
    const struct network *plain = &spec->networks[0];
    const struct network *residual = &spec->networks[1];

    expect_equal("networks", (int64_t)spec->n_networks, 2);
    assert_string_equal(plain->name, "plain");
    assert_string_equal(residual->name, "residual");
    expect_near("plain slope", plain->slopes.values[0].value, 0.8, 0);
    expect_near("plain intercept", plain->intercepts.values[0].value, 0.1, 0);
    expect_near("plain skip", plain->skips.values[0].value, 0, 0);
    expect_near("plain scale", plain->scales.values[0].value, 1, 0);
    expect_near("residual slope", residual->slopes.values[0].value, 0.2, 0);
    expect_near("residual intercept", residual->intercepts.values[0].value, 0.05, 0);
    expect_near("residual skip", residual->skips.values[0].value, 1, 0);
    expect_near("residual scale", residual->scales.values[0].value, 1, 0);
    assert_string_equal(network_label(plain), "plain");
}

static void label_goes_before_the_name(void **state) {
    struct fixture *fixture = *state;

    fixture_set(fixture, "networks.plain.label", "without skip");
    assert_string_equal(network_label(&fixture->spec.networks[0]), "without skip");
    assert_string_equal(network_label(&fixture->spec.networks[1]), "residual");
    assert_string_equal(fixture->spec.networks[0].name, "plain");
}

/* ---- values ---- */

static const struct {
    const char *text;
    size_t n_values; /* 0: refused */
    double last;
} lists[] = {
    {"1", 1, 1},     {"[1]", 1, 1},         {"1,2", 2, 2},        {"[1,2]", 2, 2}, {"[1, 2]", 2, 2},
    {"1, 2", 2, 2},  {" [ 1 , 2 ] ", 2, 2}, {"-1e-3,.5", 2, 0.5}, {"", 0, 0},      {"[]", 0, 0},
    {"[ ]", 0, 0},   {",", 0, 0},           {"1,", 0, 0},         {",1", 0, 0},    {"1,,2", 0, 0},
    {"[1,2", 0, 0},  {"1,2]", 0, 0},        {"[[1,2]]", 0, 0},    {"1 2", 0, 0},   {"1;2", 0, 0},
    {"1,two", 0, 0}, {"1,012", 0, 0},       {"1,1e-400", 0, 0},
};

static void lists_with_and_without_brackets(void **state) {
    struct fixture *fixture = *state;
    const struct reals *slopes = &fixture->spec.networks[0].slopes;

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        fixture_set(fixture, "networks.plain.slopes", "7,8,9");
        if (lists[i].n_values == 0) {
            expect_refused(
                fixture, "networks.plain.slopes", lists[i].text,
                "expected a list of at least 1 and at most depth numbers, or {from, to}, found ");
            expect_equal(lists[i].text, (int64_t)slopes->n_values, 3);
            expect_near(lists[i].text, slopes->values[2].value, 9, 0);
            continue;
        }
        fixture_set(fixture, "networks.plain.slopes", lists[i].text);
        expect_equal(lists[i].text, (int64_t)slopes->n_values, (int64_t)lists[i].n_values);
        expect_near(lists[i].text, slopes->values[slopes->n_values - 1].value, lists[i].last, 0);
    }
}

static void one_and_several_replace_each_other(void **state) {
    static const char *const pairs[][2] = {
        {"networks.plain.slope", "networks.plain.slopes"},
        {"networks.plain.intercept", "networks.plain.intercepts"},
    };
    struct fixture *fixture = *state;
    struct network *plain = &fixture->spec.networks[0];
    const struct reals *const values[] = {&plain->slopes, &plain->intercepts};

    for (int i = 0; i < 2; i++) {
        fixture_set(fixture, pairs[i][1], "0.5,2");
        expect_equal(pairs[i][1], (int64_t)values[i]->n_values, 2);
        expect_near(pairs[i][1], values[i]->values[1].value, 2, 0);
        fixture_set(fixture, pairs[i][0], "0.25");
        expect_equal(pairs[i][0], (int64_t)values[i]->n_values, 1);
        expect_near(pairs[i][0], values[i]->values[0].value, 0.25, 0);
        expect_refused(fixture, pairs[i][0], "1,2", "expected a number");
    }
}

static void numbers_stay_as_typed(void **state) {
    static const char *const texts[] = {"-1e-3", "+1", "0.80", "5.", ".5", "-0", "1E5", "5e-324"};
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        char list[64];
        snprintf(list, sizeof(list), "[1, %s ]", texts[i]);
        fixture_set(fixture, "input", texts[i]);
        assert_string_equal(fixture->spec.input.text, texts[i]);
        fixture_set(fixture, "networks.plain.slope", texts[i]);
        assert_string_equal(fixture->spec.networks[0].slopes.values[0].text, texts[i]);
        fixture_set(fixture, "sweep.slopes", list);
        assert_string_equal(fixture->spec.sweep.slopes.values[1].text, texts[i]);
    }
}

/* What the caller gave may be gone or changed afterwards. */
static void texts_are_copied(void **state) {
    struct fixture *fixture = *state;
    char text[] = "0.125";

    fixture_set(fixture, "input", text);
    fixture_set(fixture, "labels.title", text);
    memset(text, 'x', sizeof(text) - 1);
    assert_string_equal(fixture->spec.input.text, "0.125");
    assert_string_equal(fixture->spec.labels.title, "0.125");
}

static void text_has_at_most_200_bytes(void **state) {
    struct fixture *fixture = *state;
    char text[202];

    memset(text, 'x', sizeof(text));
    text[200] = '\0';
    fixture_set(fixture, "labels.title", text);
    assert_string_equal(fixture->spec.labels.title, text);
    text[200] = 'x';
    text[201] = '\0';
    expect_refused(fixture, "labels.title", text, "text of 1 to 200 bytes");
    expect_equal("length kept", (int64_t)strlen(fixture->spec.labels.title), 200);
}

static const struct {
    const char *key;
    const char *value;
    const char *message;
} refusals[] = {
    {"depth", "ten", "expected a whole number from 0 to 10000000, found \"ten\""},
    {"depth", "", "expected a whole number from 0 to 10000000, found \"\""},
    {"depth", "1e3", "expected a whole number from 0 to 10000000, found \"1e3\"; write 1000"},
    {"depth", "99999999999999999999",
     "expected a whole number from 0 to 10000000, found \"99999999999999999999\""},
    {"input", "a\nb", "expected a number, found \"a\\x0ab\""},
    {"input", "nan", "expected a number, found \"nan\""},
    {"input", "0x10", "expected a number, found \"0x10\""},
    {"input", "1e999", "expected a number, found \"1e999\", too large for a double"},
    {"input", " 1", "expected a number, found \" 1\"; write 1"},
    {"networks.plain.slope", " 1", "expected a number, found \" 1\"; write 1"},
    {"input", "1e-400",
     "expected a number, found \"1e-400\", too small for a double: it would read as 0"},
    {"geometry.x", "1",
     "expected a list of exactly 2 numbers from -1000000 to 1000000, found "
     "\"1\""},
    {"geometry.x", "1,2,3",
     "expected a list of exactly 2 numbers from -1000000 to 1000000, found \"1,2,3\""},
    {"networks.plain.color", "red",
     "expected a color as #rrggbb, in YAML in quotes, found \"red\"; write #ff0000"},
    {"networks.plain.color", "#12345g",
     "expected a color as #rrggbb, in YAML in quotes, found \"#12345g\""},
    {"networks.plain.color", "123456",
     "expected a color as #rrggbb, in YAML in quotes, found \"123456\"; write #123456"},
    {"figure.theme", "light dark", "expected one of: light dark auto, found \"light dark\""},
    {"labels.title", "\xff",
     "expected text of 1 to 200 bytes of UTF-8 without control characters, found \"\\xff\""},

    {"dpeth", "3", "unknown key; the nearest one is depth"},
    {"Depth", "3", "unknown key; the nearest one is depth"},
    {"figure.hieght", "500", "unknown key; the nearest one is figure.height"},
    {"networks.plain.slop", "1", "unknown key; the nearest one is networks.plain.slope"},
    {"networks.residul.skip", "1", "unknown key; the nearest one is networks.residual.skip"},
    {"networks.NAME.skip", "1",
     "unknown name \"NAME\"; the names are: plain, residual; a spec file can add others under "
     "networks"},
    {"sweep.slope", "1", "unknown key; the nearest one is sweep.slopes"},
    {"labels.titel", "1", "unknown key; the nearest one is labels.title"},
};

static void refusals_say_what_was_expected_and_found(void **state) {
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        expect_refused(fixture, refusals[i].key, refusals[i].value, "");
        assert_string_equal(fixture->error.message, refusals[i].message);
    }
}

static void no_network_is_created(void **state) {
    struct fixture *fixture = *state;

    expect_refused(fixture, "networks.third.slope", "1", "unknown name");
    expect_refused(fixture, "networks.NAME.slope", "1", "unknown name");
    expect_refused(fixture, "networks", "1", "expected one key of this group");
    expect_equal("networks", (int64_t)fixture->spec.n_networks, 2);
}

static void endless_key_is_unknown(void **state) {
    struct fixture *fixture = *state;
    char key[4000];

    memset(key, 'k', sizeof(key));
    key[sizeof(key) - 1] = '\0';
    expect_refused(fixture, key, "1", "unknown key");
    expect_refused(fixture, "", "1", "unknown key");
}

/* ---- checks across values ---- */

static const struct {
    const char *settings[5][2];
    const char *message; /* NULL: valid */
} specs[] = {
    {{{"depth", "0"}}, NULL},
    {{{"depth", "3"}, {"networks.plain.slopes", "1,2,3"}}, NULL},
    {{{"depth", "3"}, {"networks.plain.slopes", "1,2,3,4"}},
     "networks.plain.slopes: expected at most one value a layer, found 4 values for a depth of 3"},
    {{{"depth", "1"}, {"networks.residual.intercepts", "1,2"}},
     "networks.residual.intercepts: expected at most one value a layer, found 2 values for a "
     "depth of 1"},
    {{{"depth", "0"}, {"networks.residual.slopes", "1"}}, NULL},
    {{{"geometry.x", "-1,1"}}, NULL},
    {{{"geometry.x", "1,-1"}}, "geometry.x: expected the smaller number first, found 1, -1"},
    {{{"geometry.x", "0.50,.5"}}, "geometry.x: expected the smaller number first, found 0.50, .5"},
    {{{"geometry.x", "1,1.0000000000000002"}},
     "geometry.x: expected a range that an axis can show, at least 1e-305 wide and 1e-09 of its "
     "numbers, found 1, 1.0000000000000002"},
    {{{"geometry.x", "0,5e-324"}},
     "geometry.x: expected a range that an axis can show, at least 1e-305 wide and 1e-09 of its "
     "numbers, found 0, 5e-324"},
    {{{"geometry.x", "999999,1000000"}}, NULL},
    {{{"figure.width", "8000"}, {"figure.height", "8000"}}, NULL},
    {{{"figure.width", "4000"}, {"figure.height", "4000"}, {"figure.scale", "2"}}, NULL},
    {{{"figure.width", "4001"}, {"figure.height", "4000"}, {"figure.scale", "2"}},
     "figure.scale: expected width x height x scale x scale of at most 64000000 pixels, found "
     "64016000"},
    {{{"figure.width", "8000"}, {"figure.height", "8000"}, {"figure.scale", "4"}},
     "figure.scale: expected width x height x scale x scale of at most 64000000 pixels, found "
     "1024000000"},
};

static void check_spec(struct fixture *fixture, size_t i) {
    for (size_t j = 0; j < 5 && specs[i].settings[j][0] != NULL; j++) {
        fixture_set(fixture, specs[i].settings[j][0], specs[i].settings[j][1]);
    }
    bool valid = spec_validate(&fixture->spec, &fixture->error);
    expect_equal(specs[i].settings[0][0], valid, specs[i].message == NULL);
    if (!valid) {
        expect_equal("code", fixture->error.code, GRADFIG_INVALID_INPUT);
        assert_string_equal(fixture->error.message, specs[i].message);
    }
}

static void values_fit_together(void **state) {
    for (size_t i = 0; i < sizeof(specs) / sizeof(specs[0]); i++) {
        fixture_teardown(state);
        assert_int_equal(fixture_setup(state), 0);
        check_spec(*state, i);
    }
}

static void finish_takes_a_zeroed_spec(void **state) {
    struct spec spec = {0};
    (void)state;

    spec_finish(&spec);
    spec_init(&spec);
    spec_finish(&spec);
    spec_finish(&spec);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST_WITH_FIXTURE(every_row_takes_and_refuses),
        cmocka_unit_test(every_row_is_described),
        TEST_WITH_FIXTURE(defaults_are_the_article),
        TEST_WITH_FIXTURE(label_goes_before_the_name),
        TEST_WITH_FIXTURE(lists_with_and_without_brackets),
        TEST_WITH_FIXTURE(one_and_several_replace_each_other),
        TEST_WITH_FIXTURE(numbers_stay_as_typed),
        TEST_WITH_FIXTURE(texts_are_copied),
        TEST_WITH_FIXTURE(text_has_at_most_200_bytes),
        TEST_WITH_FIXTURE(refusals_say_what_was_expected_and_found),
        TEST_WITH_FIXTURE(no_network_is_created),
        TEST_WITH_FIXTURE(endless_key_is_unknown),
        TEST_WITH_FIXTURE(values_fit_together),
        cmocka_unit_test(finish_takes_a_zeroed_spec),
    };
    return run_all(tests);
}
