/* What the library refuses: the call fails with a message and leaves its outputs and the spec as
 * they were. And the texts, reports and recipes that it makes. */
#include <gradfig.h>

#include <string.h>

#include <glib.h>

#include "shared/rows.h"

static struct gradfig_spec *spec;
static struct gradfig_bytes bytes; /* of the last call; empty if it failed */
static struct gradfig_error error;

/* ---- the calls ---- */

static bool draw(const char *format) {
    struct gradfig_renderer *renderer = gradfig_renderer_create(&error);

    assert_non_null(renderer);
    bool done = gradfig_renderer_draw(renderer, spec, format, &bytes, &error);
    gradfig_renderer_destroy(renderer);
    return done;
}

static bool report(const char *format) {
    return gradfig_report_write(NULL, spec, format, &bytes, &error);
}

static bool tabulate(const char *format) {
    return gradfig_series_write(spec, format, NULL, 0, &bytes, &error);
}

/* The layers are 1 and another one. */
static bool tabulate_layers(const char *other) {
    const int64_t layers[] = {1, g_ascii_strtoll(other, NULL, 10)};
    return gradfig_series_write(spec, "csv", layers, 2, &bytes, &error);
}

static bool look_at_network(const char *name) {
    struct gradfig_number gradient = {.value = 7};
    bool done = gradfig_networks_gradient(spec, name, 1, &gradient, &error);

    assert_true(done == (gradient.value != 7));
    return done;
}

static bool look_at_layer(const char *layer) {
    struct gradfig_number gradient = {.value = 7};
    bool done = gradfig_networks_gradient(spec, "plain", g_ascii_strtoll(layer, NULL, 10),
                                          &gradient, &error);

    assert_true(done == (gradient.value != 7));
    return done;
}

static bool check_claim(const char *i) {
    struct gradfig_claim claim = {.text = "untouched"};
    bool done = gradfig_claims_check(spec, g_ascii_strtoull(i, NULL, 10), &claim, &error);

    assert_true(done == (g_strcmp0(claim.text, "untouched") != 0));
    return done;
}

static bool parse(const char *text) {
    return gradfig_spec_parse(spec, text, strlen(text), "typed", &error);
}

static bool load(const char *path) {
    return gradfig_spec_load(spec, path, &error);
}

static bool read_figure(const char *text) {
    return gradfig_figure_read(text, strlen(text), &bytes, &error);
}

/* ---- what they refuse ---- */

static const struct {
    const char *what;
    bool (*call)(const char *argument);
    const char *argument;
    const char *message;
} refusals[] = {
    {"a format of figures", draw, "gif", "expected png, svg or pdf, found \"gif\""},
    {"a form of reports", report, "doc", "expected md, html or json, found \"doc\""},
    {"a page without a renderer", report, "html", "expected a renderer for a report in HTML"},
    {"a format of tables", tabulate, "xls", "expected csv, json or text, found \"xls\""},
    {"a layer beyond the last", tabulate_layers, "11",
     "expected ascending layers from 0 to 10, found 11"},
    {"a layer below 0", tabulate_layers, "-1", "expected ascending layers from 0 to 10, found -1"},
    {"a layer twice", tabulate_layers, "1", "expected ascending layers from 0 to 10, found 1"},
    {"no such network", look_at_network, "deep\n",
     "expected the name of a network, found \"deep\\x0a\""},
    {"a gradient beyond the last layer", look_at_layer, "11",
     "expected a layer from 0 to 10, found 11"},
    {"a gradient before the first layer", look_at_layer, "-1",
     "expected a layer from 0 to 10, found -1"},
    {"no such claim", check_claim, "3", "expected one of 0 claims, found number 3"},
    {"a mistake", parse, "depth: ten",
     "typed:1:8: depth: expected a whole number from 0 to 10000000, found \"ten\""},
    {"a figure of others", parse, "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
     "typed: expected an SVG that gradfig wrote, found one without a recipe"},
    {"no such file", load, "/nonexistent\n/x.yaml",
     "/nonexistent\\x0a/x.yaml: cannot read: No such file or directory"},
    {"a figure that is none", read_figure, "depth: 10", "expected a figure that gradfig wrote"},
};

static void test_refusals(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(refusals); i++) {
        error = (struct gradfig_error){0};
        if (refusals[i].call(refusals[i].argument)) {
            row_fail("%s: expected a refusal", refusals[i].what);
        }
        expect_text(refusals[i].what, error.message, refusals[i].message);
        expect_equal(refusals[i].what, error.code, GRADFIG_INVALID_INPUT);
        expect_equal(refusals[i].what, bytes.data == NULL && bytes.n == 0, true);
    }
    expect_equal("networks after them", (int64_t)gradfig_networks_count(spec), 2);
}

/* A change may take away what a claim is about. */
static void test_lost_claims(void **state) {
    static const char text[] = "networks: {a: {slope: 1}}\n"
                               "claims: [{quantity: gradient.a@9, below: 2}]\n";
    static const char *const calls[] = {"count", "check", "report"};
    struct gradfig_spec *claiming = gradfig_spec_create();
    struct gradfig_claim claim;
    size_t n = 7;

    (void)state;
    assert_true(gradfig_spec_parse(claiming, text, sizeof(text) - 1, "claims.yaml", &error));
    assert_true(gradfig_claims_count(claiming, &n, &error));
    expect_equal("claims", (int64_t)n, 1);
    assert_true(gradfig_spec_set(claiming, "depth=5", &error));
    for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
        n = 7;
        error = (struct gradfig_error){0};
        bool done = i == 0   ? gradfig_claims_count(claiming, &n, &error)
                    : i == 1 ? gradfig_claims_check(claiming, 0, &claim, &error)
                             : gradfig_report_write(NULL, claiming, "md", &bytes, &error);
        expect_equal(calls[i], done, false);
        expect_equal(calls[i], error.code, GRADFIG_INVALID_INPUT);
        expect_equal(calls[i], (int64_t)gradfig_mistakes_count(claiming), 1);
        expect_text(calls[i], error.message, gradfig_mistakes_get(claiming, 0));
        expect_equal(calls[i], g_str_has_prefix(error.message, "claims.yaml:2:"), true);
    }
    expect_equal("the number stays", (int64_t)n, 7);
    assert_true(gradfig_spec_set(claiming, "depth=9", &error) &&
                gradfig_claims_count(claiming, &n, &error));
    gradfig_spec_destroy(claiming);
}

/* ---- texts ---- */

static char *take(bool done) {
    assert_true(done);
    char *text = g_strndup(bytes.data, bytes.n);
    gradfig_bytes_finish(&bytes);
    return text;
}

static void test_texts(void **state) {
    struct gradfig_spec *titled = gradfig_spec_create();

    (void)state;
    assert_true(gradfig_spec_set(titled, "labels.title=a < b", &error));
    g_autofree char *title = take(gradfig_spec_title(titled, &bytes, &error));
    g_autofree char *alt = take(gradfig_spec_alt(titled, &bytes, &error));
    g_autofree char *description = take(gradfig_spec_describe(titled, &bytes, &error));
    expect_text("the title", title, "a < b");
    expect_equal("the length of the alt text", g_utf8_strlen(alt, -1) <= 250, true);
    expect_equal("the alt text is not all", strlen(alt) < strlen(description), true);
    expect_equal("the description begins with it", g_str_has_prefix(description, alt), true);
    gradfig_spec_destroy(titled);
    expect_text("the version", gradfig_version(), GRADFIG_VERSION);
}

/* The page says what its figure leaves out for want of room. */
static void test_reports(void **state) {
    struct gradfig_renderer *renderer = gradfig_renderer_create(&error);
    struct gradfig_spec *narrow = gradfig_spec_create();

    (void)state;
    assert_true(renderer != NULL &&
                gradfig_spec_set(narrow, "figure.width=400\nfigure.height=300", &error));
    g_autofree char *page = take(gradfig_report_write(renderer, narrow, "html", &bytes, &error));
    expect_equal("the page has its figure", strstr(page, "data:image/svg+xml") != NULL, true);
    expect_equal("and says what it lacks",
                 strstr(page, "The panels are too small for their subtitles") != NULL, true);
    g_autofree char *text = take(gradfig_report_write(NULL, narrow, "md", &bytes, &error));
    expect_equal("a report without a figure", g_str_has_prefix(text, "# "), true);
    expect_equal("lacks nothing", strstr(text, "too small") == NULL, true);
    gradfig_spec_destroy(narrow);
    gradfig_renderer_destroy(renderer);
}

/* A figure in memory is a spec, and its recipe reads back. */
static void test_figures(void **state) {
    struct gradfig_spec *read = gradfig_spec_create();
    struct gradfig_bytes figure;
    struct gradfig_bytes recipe;

    (void)state;
    assert_true(gradfig_spec_set(spec, "depth=7", &error));
    assert_true(draw("svg"));
    figure = bytes;
    bytes = (struct gradfig_bytes){0};
    assert_true(gradfig_spec_parse(read, figure.data, figure.n, "figure.svg", &error));
    assert_true(gradfig_figure_read(figure.data, figure.n, &recipe, &error));
    g_autofree char *written = take(gradfig_spec_write(read, &bytes, &error));
    expect_text("the recipe of a figure", recipe.data, written);
    expect_equal("its depth", strstr(written, "depth: 7\n") != NULL, true);
    gradfig_bytes_finish(&figure);
    gradfig_bytes_finish(&recipe);
    gradfig_spec_destroy(read);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals), cmocka_unit_test(test_lost_claims),
        cmocka_unit_test(test_texts),    cmocka_unit_test(test_reports),
        cmocka_unit_test(test_figures),
    };
    spec = gradfig_spec_create();
    int status = run_all(tests);
    gradfig_spec_destroy(spec);
    return status;
}
