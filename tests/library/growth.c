/* What a call of the library allocates is freed by its end, or by the next call: a program that
 * makes a million of them needs no more memory than one that makes a few. */
#include <gradfig.h>

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "shared/rows.h"

static struct gradfig_spec *spec;
static struct gradfig_renderer *renderer;
static struct gradfig_error error;

static const char claiming[] = "networks: {a: {slope: 0.5}, b: {slope: 0.9, label: two}}\n"
                               "claims: [{quantity: gradient.a@9, below: 2, set: {input: 3}}]\n";

/* ---- calls, each the `i`th of its kind ---- */

static bool set(const char *format, int i) {
    g_autofree char *settings = g_strdup_printf(format, i);
    return gradfig_spec_set(spec, settings, &error);
}

static bool set_one(int i) {
    return set("depth=%d", 10 + i % 100);
}

static bool set_list(int i) {
    return set("networks.plain.slopes=0.1,0.2,0.%d\nlabels.title=Number", i) &&
           set("networks.plain.slope=0.%d", i);
}

static bool set_wrongly(int i) {
    return !set("depth=ten%d\ninput=x", i);
}

static bool parse(int i) {
    (void)i;
    return gradfig_spec_parse(spec, claiming, strlen(claiming), "claiming.yaml", &error);
}

static bool parse_wrongly(int i) {
    (void)i;
    return !gradfig_spec_parse(spec, "depth: ten\nclaims: [{a: b}]", 27, "wrong.yaml", &error) &&
           gradfig_mistakes_count(spec) > 0 && gradfig_mistakes_get(spec, 0) != NULL;
}

/* Every file has another name, and a base of another name. */
static bool load(int i) {
    g_autofree char *base = g_strdup_printf("growth-base-%d.yaml", i);
    g_autofree char *path = g_strdup_printf("growth-%d.yaml", i);
    g_autofree char *text = g_strdup_printf("base: %s\n%s", base, claiming);
    bool done = g_file_set_contents(base, "input: 2\n", -1, NULL) &&
                g_file_set_contents(path, text, -1, NULL) && gradfig_spec_load(spec, path, &error);

    (void)remove(path);
    (void)remove(base);
    return done;
}

static bool check(int i) {
    struct gradfig_claim claim;
    size_t n = 0;
    (void)i;

    return gradfig_claims_count(spec, &n, &error) && n == 1 &&
           gradfig_claims_check(spec, 0, &claim, &error);
}

static bool create(int i) {
    struct gradfig_spec *other = gradfig_spec_create();
    (void)i;

    gradfig_spec_destroy(other);
    return true;
}

/* Ends the bytes of a call. */
static bool end(bool done, struct gradfig_bytes *bytes) {
    gradfig_bytes_finish(bytes);
    return done;
}

static bool write_texts(int i) {
    bool (*const calls[])(const struct gradfig_spec *, struct gradfig_bytes *,
                          struct gradfig_error *) = {gradfig_spec_write, gradfig_spec_title,
                                                     gradfig_spec_alt, gradfig_spec_describe};
    struct gradfig_bytes bytes = {0};

    return end(calls[i % 4](spec, &bytes, &error), &bytes);
}

static bool write_series(int i) {
    static const char *const formats[] = {"csv", "json", "text"};
    struct gradfig_bytes bytes = {0};

    return end(gradfig_series_write(spec, formats[i % 3], NULL, 0, &bytes, &error), &bytes);
}

static bool look_at_gradient(int i) {
    struct gradfig_number gradient;

    return gradfig_networks_gradient(spec, "a", i % 10, &gradient, &error);
}

static bool report(int i) {
    static const char *const formats[] = {"md", "html", "json"};
    struct gradfig_bytes bytes = {0};

    return end(gradfig_report_write(renderer, spec, formats[i % 3], &bytes, &error), &bytes);
}

static bool create_renderer(int i) {
    struct gradfig_renderer *other = gradfig_renderer_create(&error);
    (void)i;

    gradfig_renderer_destroy(other);
    return other != NULL;
}

/* ---- whether they grow ---- */

static const struct {
    const char *what;
    bool (*call)(int i);
    int n;
} calls[] = {
    {"a value is set", set_one, 300},
    {"lists are set", set_list, 300},
    {"a wrong value is refused", set_wrongly, 300},
    {"a spec is parsed", parse, 100},
    {"a wrong spec is refused", parse_wrongly, 100},
    {"a file is loaded", load, 100},
    {"a claim is checked", check, 100},
    {"a spec is created", create, 100},
    {"a text is written", write_texts, 60},
    {"a table is written", write_series, 60},
    {"a gradient is looked up", look_at_gradient, 300},
    {"a report is written", report, 24},
    {"a renderer is created", create_renderer, 6},
};

static bool repeat(size_t row, int first, int n) {
    bool done = true;

    for (int i = first; i < first + n && done; i++) {
        done = calls[row].call(i);
    }
    return done;
}

/* The first calls fill caches. */
static void test_growth(void **state) {
    enum { BYTES_MAX = 40000 }; /* of blocks that malloc keeps for the next call */
    (void)state;

    for (size_t row = 0; row < G_N_ELEMENTS(calls); row++) {
        int n = calls[row].n;
        bool done = repeat(row, 0, n);
        size_t before = mallinfo2().uordblks;
        done = done && repeat(row, n, n);
        size_t after = mallinfo2().uordblks;
        if (!done) {
            row_fail("%s: %s", calls[row].what, error.message);
        }
        if (after > before + BYTES_MAX) {
            row_fail("%s: %zu bytes are not freed after each call", calls[row].what,
                     (after - before) / (size_t)n);
        }
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_growth)};

    spec = gradfig_spec_create();
    renderer = gradfig_renderer_create(&error);
    int status = run_all(tests);
    gradfig_renderer_destroy(renderer);
    gradfig_spec_destroy(spec);
    return status;
}
