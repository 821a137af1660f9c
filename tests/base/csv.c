/* Tests of CSV fields: quoted where RFC 4180 wants it, no formulas, and read back as they were. */
#include "base/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "shared/rows.h"

static const struct {
    const char *text;
    const char *field;
} rows[] = {
    {"", ""},
    {"a", "a"},
    {"a, b", "\"a, b\""},
    {"say \"c\"", "\"say \"\"c\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    /* formulas */
    {"=1+1", "'=1+1"},
    {"+a", "'+a"},
    {"-a.png", "'-a.png"},
    {"-0.5.png", "'-0.5.png"},
    {"-0.5,0.5", "\"'-0.5,0.5\""},
    {"@SUM(1)", "'@SUM(1)"},
    {"\t=1", "'\t=1"},
    {"\r=1", "\"'\r=1\""},
    {"\uff1d1", "'\uff1d1"},
    {"-", "'-"},
    {"=HYPERLINK(\"x\", \"y\")", "\"'=HYPERLINK(\"\"x\"\", \"\"y\"\")\""},
    /* what only looks like one that was changed */
    {"'=1", "''=1"},
    {"''-a", "'''-a"},
    {"'a", "'a"},
    {"'", "'"},
    {" =1", " =1"},
    /* numbers */
    {"-0.5", "-0.5"},
    {"+1e-3", "+1e-3"},
    {"-.5", "-.5"},
    {"0.8", "0.8"},
};

static void expect_field(size_t i) {
    char *text = NULL;
    size_t n_bytes = 0;
    FILE *stream = open_memstream(&text, &n_bytes);
    char after;

    assert_non_null(stream);
    csv_write_field(stream, rows[i].text);
    assert_int_equal(fclose(stream), 0);
    expect_text(rows[i].text, text, rows[i].field);

    g_autofree char *line = g_strconcat(text, ",next\n", NULL);
    char *from = line;
    char *end = csv_read_field(&from, line, &after);
    expect_text(rows[i].field, line, rows[i].text);
    expect_equal(rows[i].field, end - line, (int64_t)strlen(rows[i].text) + 1);
    expect_equal(rows[i].field, after, ',');
    expect_text(rows[i].field, from + 1, "next\n");
    free(text);
}

static void fields_are_read_back(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect_field(i);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {cmocka_unit_test(fields_are_read_back)};
    return run_all(tests);
}
