/* Tests of settings: which one wins, the origin of each, and which one causes a mistake. */
#include "shared/fixture.h"

#include "spec/settings.h"
#include "spec/spec_checks.h"
#include "spec/value.h"

static struct target target_of(const struct settings *settings, const char *key) {
    struct gradfig_error error;
    struct target target;

    if (!settings_find(settings, key, &target, &error)) {
        fail_msg("%s: %s", key, error.message);
    }
    return target;
}

/* Appends a setting that is from line `line` of the first source. */
static void append(struct settings *settings, const char *key, const char *text, size_t line) {
    struct target target = target_of(settings, key);
    struct origin origin = {.source = 0, .place = {line, 1}};
    struct gradfig_error error;
    struct value value;

    bool is_right = value_read(&value, target.row, text, settings->memory, &error);
    settings_append(settings, target, is_right ? &value : NULL, origin);
}

static void the_later_wins(void **state) {
    struct settings *settings = settings_create();
    struct spec spec = {0};
    (void)state;

    append(settings, "depth", "5", 1);
    append(settings, "networks.plain.slopes", "1,2,3", 2);
    append(settings, "depth", "7", 3);
    append(settings, "networks.plain.slope", "0.50", 4);
    append(settings, "figure.theme", "dark", 5);
    settings_build(settings, &spec);
    assert_int_equal(spec.depth, 7);
    assert_int_equal(spec.networks[0].slopes.n_values, 1);
    assert_string_equal(spec.networks[0].slopes.values[0].text, "0.50");
    assert_int_equal(spec.figure.theme, THEME_DARK);
    assert_string_equal(spec.networks[1].slopes.values[0].text, "0.2");
    settings_destroy(settings);
}

static void a_setting_has_its_origin(void **state) {
    struct settings *settings = settings_create();
    (void)state;

    struct target slope = target_of(settings, "networks.plain.slope");
    struct target slopes = target_of(settings, "networks.plain.slopes");
    assert_true(settings_is_same_field(slope, slopes));
    assert_false(settings_is_same_field(slope, target_of(settings, "networks.residual.slope")));
    assert_true(settings_last(settings, slope)->origin.source == NO_SOURCE);
    append(settings, "networks.plain.slopes", "1,2", 8);
    assert_int_equal(settings_last(settings, slope)->origin.place.line, 8);
    append(settings, "networks.plain.slope", "no number", 9);
    assert_int_equal(settings_last(settings, slopes)->origin.place.line, 9);
    assert_null(settings_last(settings, slopes)->value.text);
    settings_destroy(settings);
}

static void a_refused_value_changes_nothing(void **state) {
    struct settings *settings = settings_create();
    struct spec spec = {0};
    (void)state;

    append(settings, "depth", "5", 1);
    append(settings, "depth", "-5", 2);
    settings_build(settings, &spec);
    assert_int_equal(spec.depth, 5);
    settings_destroy(settings);
}

static void a_copy_has_what_wins(void **state) {
    struct settings *settings = settings_create();
    struct spec spec = {0};
    (void)state;

    append(settings, "depth", "5", 1);
    append(settings, "depth", "6", 2);
    append(settings, "networks.plain.slopes", "1,2", 3);
    struct settings *copy = settings_copy(settings);
    append(settings, "depth", "7", 4);
    append(copy, "input", "3", 5);
    assert_true(copy->all->len <= settings->all->len);
    settings_build(copy, &spec);
    settings_destroy(settings); /* the copy keeps the memory of its values */
    assert_int_equal(spec.depth, 6);
    assert_string_equal(spec.input.text, "3");
    assert_string_equal(spec.networks[0].slopes.values[1].text, "2");
    settings_destroy(copy);
}

static void networks_can_be_replaced(void **state) {
    struct settings *settings = settings_create();
    struct gradfig_error error;
    struct spec spec = {0};
    struct target target;
    (void)state;

    settings_clear_names(settings, OWNER_NETWORK);
    assert_false(settings_find(settings, "networks.plain.slope", &target, &error));
    assert_int_equal(settings_add_name(settings, OWNER_NETWORK, "other"), 0);
    append(settings, "networks.other.slope", "3", 1);
    settings_build(settings, &spec);
    assert_int_equal(spec.n_networks, 1);
    assert_string_equal(spec.networks[0].name, "other");
    assert_string_equal(spec.networks[0].scales.values[0].text, "1");
    assert_true(spec.networks[0].color == COLOR_BY_POSITION);
    settings_destroy(settings);
}

/* ---- blame ---- */

/* What is blamed for lists that are longer than the depth, when these settings are given in turn.
 */
static const struct {
    const char *settings[4][2];
    const char *mistake; /* NULL: none */
} faults[] = {
    {{{"networks.plain.slopes", "1,2,3"}, {"depth", "2"}}, "x:1:1: networks.plain.slopes: "},
    {{{"depth", "2"}, {"networks.plain.slopes", "1,2,3"}}, "x:2:1: networks.plain.slopes: "},
    {{{"networks.plain.slopes", "1,2,3"}, {"depth", "2"}, {"depth", "3"}}, NULL},
    {{{"networks.plain.slopes", "1,2,3"}, {"depth", "2"}, {"networks.plain.slope", "1"}}, NULL},
    {{{"networks.plain.slopes", "1,2,3"}, {"depth", "2"}, {"networks.plain.slopes", "x"}}, NULL},
    {{{"networks.plain.slopes", "1,2,3"}, {"depth", "2"}, {"depth", "x"}}, NULL},
    {{{"geometry.x", "1,2"}, {"geometry.x", "2,1"}}, "x:2:1: geometry.x: "},
};

static char *find_fault(size_t row) {
    struct settings *settings = settings_create();
    struct spec spec = {0};
    struct mistakes mistakes;

    mistakes_init(&mistakes, settings->sources);
    (void)mistakes_add_source(&mistakes, g_strdup("x"));
    for (size_t i = 0; i < 4 && faults[row].settings[i][0] != NULL; i++) {
        append(settings, faults[row].settings[i][0], faults[row].settings[i][1], i + 1);
    }
    settings_build(settings, &spec);
    spec_check(&spec, blame_fault, &(struct blame){settings, &mistakes});
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    mistakes_write(&mistakes, lines);
    char *line = lines->len > 0 ? lines->pdata[0] : NULL;
    mistakes_finish(&mistakes);
    settings_destroy(settings);
    return line;
}

static void the_setting_at_fault_is_blamed(void **state) {
    size_t n_wrong = 0;
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        const char *expected = faults[i].mistake;
        char *line = find_fault(i);
        bool is_right =
            expected == NULL ? line == NULL : line != NULL && g_str_has_prefix(line, expected);
        if (!is_right) {
            print_error("row %zu: expected %s, found %s\n", i, expected != NULL ? expected : "none",
                        line != NULL ? line : "none");
            n_wrong++;
        }
        g_free(line);
    }
    assert_int_equal(n_wrong, 0);
}

/* The values of a change live as long as one of them wins. */
static void copies_of_copies_do_not_grow(void **state) {
    enum { N_CHANGES = 20 };
    struct settings *settings = settings_create();
    struct value_memory *first = value_memory_share(settings->memory);
    guint n_first = settings->all->len;
    (void)state;

    g_ptr_array_add(settings->sources, g_strdup("first"));
    append(settings, "networks.plain.label", "kept", 1);
    for (int i = 0; i < N_CHANGES; i++) {
        struct settings *copy = settings_copy(settings);
        settings_destroy(settings);
        settings = copy;
        append(settings, "depth", "6", 1);
    }
    assert_in_range(settings->all->len, 1, n_first + 2);
    assert_int_equal(settings->sources->len, 1);
    assert_in_range(first->n_owners, 2, n_first + 1);
    value_memory_release(first);
    settings_destroy(settings);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_later_wins),
        cmocka_unit_test(a_setting_has_its_origin),
        cmocka_unit_test(a_refused_value_changes_nothing),
        cmocka_unit_test(a_copy_has_what_wins),
        cmocka_unit_test(networks_can_be_replaced),
        cmocka_unit_test(the_setting_at_fault_is_blamed),
        cmocka_unit_test(copies_of_copies_do_not_grow),
    };
    return run_all(tests);
}
