#include "shared/random_yaml.h"

#include <stdbool.h>
#include <string.h>

#include "base/user_text.h"
#include "spec/parameters.h"
#include "spec/spec.h"

#define PICK(random, table) (table)[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(table))]

static bool one_in(GRand *random, int n) {
    return g_rand_int_range(random, 0, n) == 0;
}

/* From `low` to `high`, both included. */
static int between(GRand *random, int low, int high) {
    return g_rand_int_range(random, low, high + 1);
}

/* ---- a spec as a tree ---- */

enum kind { KIND_PLAIN, KIND_TEXT, KIND_LIST, KIND_MAP };

struct value {
    enum kind kind;
    char *text;       /* of plain values, which may not be quoted, and of texts, which may */
    GPtrArray *keys;  /* of a map: as many as items */
    GPtrArray *items; /* of lists and maps */
};

static void free_value(void *data) {
    struct value *value = data;

    g_free(value->text);
    g_clear_pointer(&value->keys, g_ptr_array_unref);
    g_clear_pointer(&value->items, g_ptr_array_unref);
    g_free(value);
}

/* Takes over `text`. */
static struct value *make_scalar(enum kind kind, char *text) {
    struct value *value = g_new0(struct value, 1);
    value->kind = kind;
    value->text = text;
    return value;
}

static struct value *make_collection(enum kind kind) {
    struct value *value = g_new0(struct value, 1);
    value->kind = kind;
    value->keys = g_ptr_array_new_with_free_func(g_free);
    value->items = g_ptr_array_new_with_free_func(free_value);
    return value;
}

/* Anywhere among the other keys: their order means nothing, but for the networks'. */
static void add_item(GRand *random, struct value *map, const char *key, struct value *item) {
    int position = between(random, 0, (int)map->items->len);
    g_ptr_array_insert(map->keys, position, g_strdup(key));
    g_ptr_array_insert(map->items, position, item);
}

/* ---- numbers ---- */

static const char *const special_numbers[] = {
    "0",
    "-0",
    "+0.",
    ".0",
    "0e99999",
    "-0.0E-99999",
    "1",
    "-1",
    "1.",
    "+.5",
    "5.",
    "1E-3",
    "-1e-3",
    "1e+000",
    "5e-324",
    "-4.9406564584124654e-324",
    "2.2250738585072011E-308",
    "1e-320",
    "1e308",
    "-1E+308",
    "1.7976931348623157e308",
    "1e200",
    "9007199254740993",
    "0.1000000000000000055511151231257827021181583404541015625",
    "0.99999999999999999999",
    "1e22",
    "100000000000000000000000000000000000000000000000000",
    "1e-12",
};

/* Mostly near 1, where the figures differ from one another. */
static char *random_number(GRand *random) {
    static const char *const signs[] = {"", "", "", "-", "+"};
    static const char *const exponents[] = {"", "", "", "", "e0", "E-1", "e1", "E+1", "e-002"};

    if (one_in(random, 5)) {
        return g_strdup(PICK(random, special_numbers));
    }
    GString *text = g_string_new(PICK(random, signs));
    bool has_whole = !one_in(random, 3);
    bool has_point = one_in(random, 10) || !has_whole || !one_in(random, 4);
    if (has_whole) {
        g_string_append_printf(text, "%d", between(random, 0, one_in(random, 5) ? 40 : 1));
    }
    if (has_point) {
        g_string_append_c(text, '.');
    }
    if (!has_whole || (has_point && !one_in(random, 4))) {
        g_string_append_printf(text, "%0*d", between(random, 1, 3), between(random, 0, 999));
    }
    g_string_append(text, PICK(random, exponents));
    return g_string_free(text, FALSE);
}

/* Within the limits of the row. */
static char *random_real(GRand *random, const struct parameter *row) {
    static const double large = 1e6;

    if (row->high <= large) {
        return g_strdup_printf("%.3g", g_rand_double_range(random, row->low, row->high));
    }
    char *number = random_number(random);
    if (row->low == 0 && *number == '-') {
        *number = '+';
    }
    return number;
}

static char *random_whole(GRand *random, const struct parameter *row) {
    double value = g_rand_double_range(random, row->low, row->high);

    if (one_in(random, 8)) {
        value = g_rand_boolean(random) ? row->low : row->high;
    }
    return g_strdup_printf("%.0f", value);
}

static struct value *random_list(GRand *random, int n_min, int n_max) {
    struct value *list = make_collection(KIND_LIST);
    int n = between(random, n_min, n_max);

    for (int i = 0; i < n; i++) {
        g_ptr_array_add(list->items, make_scalar(KIND_PLAIN, random_number(random)));
    }
    return list;
}

/* Two lengths of paths; the second may be beyond the depth. */
static struct value *random_band(GRand *random, int depth) {
    struct value *band = make_collection(KIND_LIST);
    int first = g_rand_int_range(random, 0, depth + 1);
    int last = first + g_rand_int_range(random, 0, 20);

    g_ptr_array_add(band->items, make_scalar(KIND_PLAIN, g_strdup_printf("%d", first)));
    g_ptr_array_add(band->items, make_scalar(KIND_PLAIN, g_strdup_printf("%d", last)));
    return band;
}

/* Two numbers within ±1e6, the smaller one first. */
static struct value *random_range(GRand *random) {
    static const char *const ranges[][2] = {
        {"-1E6", "+1e+6"}, {"999999.", "1000000"}, {"5", "5.00001"},   {"-0", "2e-305"},
        {"-.5", ".5"},     {"1e-300", "2e-300"},   {"-1e6", "5e-324"}, {"-5e-324", "+1."},
    };
    struct value *list = make_collection(KIND_LIST);
    double first = between(random, -100, 100) / 10.0;
    double second = first + between(random, 1, 100) / 10.0;
    const char *const *range = PICK(random, ranges);
    bool is_special = one_in(random, 4);

    g_ptr_array_add(
        list->items,
        make_scalar(KIND_PLAIN, is_special ? g_strdup(range[0]) : g_strdup_printf("%.1f", first)));
    g_ptr_array_add(
        list->items,
        make_scalar(KIND_PLAIN, is_special ? g_strdup(range[1]) : g_strdup_printf("%.2e", second)));
    return list;
}

/* ---- texts ---- */

/* Every character is in Inter, DejaVu Sans or Noto Sans CJK SC. */
static const char *const fragments[] = {
    "ReZero",
    "a long name that goes on and on",
    "传统网络",
    "残差函数效果（第 1 层）",
    "直线，斜率之积。",
    "\"",
    "'",
    "''",
    "\\",
    "\\n\\x41\\",
    "<&>",
    "<b>&amp;</i>",
    "&lt;中&gt;",
    "%s%n",
    ": ",
    " #",
    "#",
    "- ",
    "[1, 2]",
    "{a: b}",
    "?",
    "!tag",
    "&anchor",
    "*alias",
    "|",
    ">-",
    "@`",
    "---",
    "...",
    "null",
    "0x10",
    "1e5",
    " ",
    "  ",
    "WWWWWWWWWW",
    "∂x₁/∂x₀ → ∞ ± −1",
    "e\xcc\x81" /* a letter and a combining accent */
    "ﬁ½ Ωμέγα Привет",
    "שלום",
    "مرحبا",
    "☺★♥✓",
    "\xf0\x9f\x98\x80", /* U+1F600, a face that DejaVu Sans has */
    "\xc2\xa0",         /* U+00A0, a space that does not break */
    "\xe3\x80\x80",     /* U+3000, a Chinese space */
    "\xe2\x80\x8b",     /* U+200B, of no width */
    "\xef\xbb\xbf",     /* U+FEFF, a byte order mark anywhere else */
    "\xe2\x80\xae"      /* U+202E and U+202C turn the direction */
    "abc\xe2\x80\xac",
    "\xf0\xa0\x80\x8b", /* U+2000B, a Han character of four bytes */
};

static char *random_text(GRand *random) {
    GString *text = g_string_new(PICK(random, fragments));
    size_t length = (size_t)between(random, 1, one_in(random, 6) ? TEXT_LABEL_MAX : 30);

    while (text->len < length) {
        g_string_append(text, PICK(random, fragments));
    }
    while (text->len > TEXT_LABEL_MAX) {
        const char *last = g_utf8_find_prev_char(text->str, text->str + text->len);
        g_string_truncate(text, (gsize)(last - text->str));
    }
    return g_string_free(text, FALSE);
}

static char *random_color(GRand *random) {
    char *color = g_strdup_printf("#%06x", g_rand_int(random) & 0xffffff);

    for (char *c = color; *c != '\0'; c++) {
        *c = g_rand_boolean(random) ? g_ascii_toupper(*c) : *c;
    }
    return color;
}

static char *random_choice(GRand *random, const struct parameter *row) {
    char **choices = g_strsplit(row->choices, " ", -1);
    char *choice = g_strdup(choices[g_rand_int_range(random, 0, (gint32)g_strv_length(choices))]);

    g_strfreev(choices);
    return choice;
}

/* Some of the words, in any order. */
static struct value *random_choices(GRand *random, const struct parameter *row) {
    struct value *list = make_collection(KIND_LIST);
    char **choices = g_strsplit(row->choices, " ", -1);
    int n = (int)g_strv_length(choices);
    int n_kept = between(random, 1, n);

    for (int i = 0; i < n_kept; i++) { /* Fisher and Yates's shuffle, as far as it is needed */
        int j = between(random, i, n - 1);
        char *chosen = choices[j];
        choices[j] = choices[i];
        choices[i] = chosen;
        g_ptr_array_add(list->items, make_scalar(KIND_TEXT, g_strdup(chosen)));
    }
    g_strfreev(choices);
    return list;
}

static char *random_name(GRand *random, const struct value *others) {
    static const char *const names[] = {
        "plain", "residual",      "null", "yes", "NO",   "e5",  "x-",
        "z",     "ideal-1_no-op", "n",    "y",   "True", "off", "Identity",
    };
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    for (;;) {
        char name[NETWORK_NAME_MAX + 1] = {0};
        int length = between(random, 1, one_in(random, 4) ? NETWORK_NAME_MAX : 8);
        name[0] = letters[between(random, 0, 51)];
        for (int i = 1; i < length; i++) {
            name[i] = letters[between(random, 0, 63)];
        }
        const char *chosen = g_rand_boolean(random) ? PICK(random, names) : name;
        bool is_reserved = strcmp(chosen, "identity") == 0 || strcmp(chosen, "ideal") == 0;
        if (!is_reserved &&
            !g_ptr_array_find_with_equal_func(others->keys, chosen, g_str_equal, NULL)) {
            return g_strdup(chosen);
        }
    }
}

/* ---- rows ---- */

/* The values that others depend on, or the time that a test takes. */
struct plan {
    int depth;
    const int *size; /* width and height */
    int scale;
};

static struct plan make_plan(GRand *random) {
    static const int rare_depths[] = {100, 100, 1000, 10000};
    static const int sizes[][2] = {{400, 300}, {400, 300}, {400, 300},  {420, 300},
                                   {480, 320}, {400, 700}, {500, 900},  {750, 500},
                                   {900, 300}, {801, 603}, {1500, 1000}};
    struct plan plan = {between(random, 0, 12), PICK(random, sizes), 1};

    if (one_in(random, 10)) {
        plan.depth = PICK(random, rare_depths);
    } else if (one_in(random, 100)) {
        plan.depth = 1000000; /* takes seconds */
    }
    if (plan.size[0] * plan.size[1] < 200000 && one_in(random, 8)) {
        plan.scale = between(random, 2, 3);
    }
    return plan;
}

/* What the plan has for a row, or -1. */
static int planned(const struct plan *plan, const char *key) {
    const struct {
        const char *key;
        int value;
    } values[] = {
        {"depth", plan->depth},           {"figure.width", plan->size[0]},
        {"figure.height", plan->size[1]}, {"figure.scale", plan->scale},
        {"random.samples", 100},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        if (strcmp(values[i].key, key) == 0) {
            return values[i].value;
        }
    }
    return -1;
}

/* One value a layer: as a list or, seldom, as a schedule. */
static struct value *random_layers(GRand *random, const struct plan *plan) {
    int n_max = one_in(random, 10) ? 100 : 6;

    if (!one_in(random, 4)) {
        return random_list(random, 1, CLAMP(plan->depth, 1, n_max));
    }
    struct value *schedule = make_collection(KIND_MAP);
    add_item(random, schedule, "from", make_scalar(KIND_PLAIN, random_number(random)));
    add_item(random, schedule, "to", make_scalar(KIND_PLAIN, random_number(random)));
    return schedule;
}

/* The output's first, which others are divided by. */
static struct value *random_gradients(GRand *random) {
    static const char *const outputs[] = {"1", "0.25", "3e-300", "7.e300", "+.5"};
    static const char *const others[] = {"1",     "0",    "null",  "0.5",    "1e-320",
                                         "1e308", "-0.0", "2.500", ".01e-3", "+12"};
    struct value *list = make_collection(KIND_LIST);
    int n = between(random, 2, one_in(random, 4) ? 400 : 12);

    add_item(random, list, NULL, make_scalar(KIND_PLAIN, g_strdup(PICK(random, outputs))));
    for (int i = 1; i < n; i++) {
        g_ptr_array_add(list->items, make_scalar(KIND_PLAIN, g_strdup(PICK(random, others))));
    }
    return list;
}

static struct value *random_value(GRand *random, const struct plan *plan,
                                  const struct parameter *row) {
    switch (row->type) {
    case TYPE_WHOLE:
        return make_scalar(KIND_PLAIN, planned(plan, row->key) >= 0
                                           ? g_strdup_printf("%d", planned(plan, row->key))
                                           : random_whole(random, row));
    case TYPE_REAL:
    case TYPE_SINGLE:
        return make_scalar(KIND_PLAIN, random_real(random, row));
    case TYPE_LIST:
        if (strcmp(row->key, "geometry.x") == 0) {
            return random_range(random);
        }
        if (strcmp(row->key, "paths.band") == 0) {
            return random_band(random, plan->depth);
        }
        if (row->can_miss) {
            return random_gradients(random);
        }
        if (row->n_values_max > SWEEP_MAX) {
            return random_layers(random, plan);
        }
        return random_list(random, (int)row->n_values_min, (int)row->n_values_max);
    case TYPE_CHOICE:
        return make_scalar(KIND_TEXT, random_choice(random, row));
    case TYPE_CHOICES:
        return random_choices(random, row);
    case TYPE_TEXT:
        return make_scalar(KIND_TEXT, random_text(random));
    case TYPE_COLOR:
        return make_scalar(KIND_TEXT, random_color(random));
    }
    return NULL;
}

/* Whether the next row is this one's list, such as slopes of slope. */
static bool has_list(const struct parameter *row) {
    return row->type == TYPE_SINGLE && row + 1 < parameter_rows + n_parameter_rows &&
           row[1].type == TYPE_LIST && row[1].offset == row->offset;
}

/* Random slopes are for stacks of which samples are walked quickly, and not beside lists. */
static bool is_allowed(const struct plan *plan, const struct parameter *row, bool has_slopes) {
    static const int depth_max = 1000;
    return !g_str_has_suffix(row->key, ".slope_sd") || (!has_slopes && plan->depth <= depth_max);
}

/* A network or a measured curve. */
static struct value *random_owner(GRand *random, const struct plan *plan,
                                  enum parameter_owner owner) {
    struct value *map = make_collection(KIND_MAP);
    bool has_slopes = false;

    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        if (row->owner != owner) {
            continue;
        }
        bool is_required = row->initial == NULL && (row->type == TYPE_SINGLE || row->can_miss);
        bool is_given = is_required || g_rand_boolean(random);
        if (has_list(row)) { /* one of the two, never both */
            row += one_in(random, 3);
            i++;
        }
        has_slopes = has_slopes || (is_given && g_str_has_suffix(row->key, ".slopes"));
        if (is_given && is_allowed(plan, row, has_slopes)) {
            add_item(random, map, strrchr(row->key, '.') + 1, random_value(random, plan, row));
        }
    }
    return map;
}

static struct value *random_owners(GRand *random, const struct plan *plan,
                                   enum parameter_owner owner) {
    struct value *map = make_collection(KIND_MAP);
    int n_max = owner == OWNER_NETWORK ? NETWORKS_MAX : MEASURED_MAX;
    int n = between(random, 1, one_in(random, 4) ? n_max : 3);

    for (int i = 0; i < n; i++) {
        char *name = random_name(random, map);
        add_item(random, map, name, random_owner(random, plan, owner));
        g_free(name);
    }
    return map;
}

/* The map of that name, made if there is none. */
static struct value *group_of(GRand *random, struct value *root, const char *name) {
    guint i;

    if (!g_ptr_array_find_with_equal_func(root->keys, name, g_str_equal, &i)) {
        struct value *group = make_collection(KIND_MAP);
        add_item(random, root, name, group);
        return group;
    }
    return g_ptr_array_index(root->items, i);
}

static void add_row(GRand *random, const struct plan *plan, struct value *root,
                    const struct parameter *row) {
    const char *dot = strchr(row->key, '.');
    char *prefix = g_strndup(row->key, dot != NULL ? (gsize)(dot - row->key) : 0);
    struct value *owner = dot != NULL ? group_of(random, root, prefix) : root;

    add_item(random, owner, dot != NULL ? dot + 1 : row->key, random_value(random, plan, row));
    g_free(prefix);
}

static struct value *random_root(GRand *random) {
    struct plan plan = make_plan(random);
    struct value *root = make_collection(KIND_MAP);

    for (size_t i = 0; i < n_parameter_rows; i++) {
        const struct parameter *row = &parameter_rows[i];
        bool is_planned = planned(&plan, row->key) >= 0;
        if (row->owner == OWNER_SPEC && (is_planned || one_in(random, 3)) &&
            is_allowed(&plan, row, false)) {
            add_row(random, &plan, root, row);
        }
    }
    if (!one_in(random, 8)) {
        add_item(random, root, "networks", random_owners(random, &plan, OWNER_NETWORK));
    }
    if (one_in(random, 3)) {
        add_item(random, root, "measured", random_owners(random, &plan, OWNER_MEASURED));
    }
    return root;
}

/* ---- styles of YAML ---- */

struct writer {
    GRand *random;
    GString *text;
};

static void write_spaces(struct writer *writer, int n) {
    g_string_append_printf(writer->text, "%*s", n, "");
}

static void write_comment(struct writer *writer) {
    static const char *const comments[] = {
        "# layers", "#", "# \"quotes\", [brackets: {and", "# 注释：深度", "#- 'x' #",
    };
    g_string_append(writer->text, PICK(writer->random, comments));
}

/* The rest of a line and, now and then, lines that say nothing. */
static void end_line(struct writer *writer, int indent) {
    if (one_in(writer->random, 8)) {
        write_spaces(writer, between(writer->random, 1, 3));
        write_comment(writer);
    }
    g_string_append_c(writer->text, '\n');
    if (one_in(writer->random, 12)) {
        g_string_append_c(writer->text, '\n');
    }
    if (one_in(writer->random, 12)) {
        write_spaces(writer, indent);
        write_comment(writer);
        g_string_append_c(writer->text, '\n');
    }
}

static bool is_han(gunichar c) {
    return g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN;
}

/* Whether the text is no number, mark or word of YAML's without quotes. */
static bool may_be_plain(const char *text) {
    gunichar first = g_utf8_get_char(text);
    bool ends_in_blank = g_str_has_suffix(text, " ");

    if (ends_in_blank || !(is_han(first) || (first < 0x80 && g_ascii_isalpha((char)first)))) {
        return false;
    }
    for (; *text != '\0'; text = g_utf8_find_next_char(text, NULL)) {
        gunichar c = g_utf8_get_char(text);
        if (!is_han(c) && !(c < 0x80 && (g_ascii_isalnum((char)c) || strchr(" _-.()", (int)c)))) {
            return false;
        }
    }
    return true;
}

/* A line may be broken at a single blank within quotes; reading makes a blank of it. */
static bool may_fold(const char *text, const char *blank) {
    return blank > text && blank[-1] != ' ' && blank[1] != ' ' && blank[1] != '\0';
}

static void write_folded(struct writer *writer, int indent) {
    g_string_append_c(writer->text, '\n');
    write_spaces(writer, indent + 1);
}

static void write_single_quoted(struct writer *writer, const char *text, int indent) {
    g_string_append_c(writer->text, '\'');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\'') {
            g_string_append(writer->text, "''");
        } else if (*c == ' ' && may_fold(text, c) && one_in(writer->random, 20)) {
            write_folded(writer, indent);
        } else {
            g_string_append_c(writer->text, *c);
        }
    }
    g_string_append_c(writer->text, '\'');
}

static void write_escape(struct writer *writer, gunichar c) {
    if (c < 0x100 && g_rand_boolean(writer->random)) {
        g_string_append_printf(writer->text, "\\x%02x", c);
    } else if (c < 0x10000 && g_rand_boolean(writer->random)) {
        g_string_append_printf(writer->text, "\\u%04X", c);
    } else {
        g_string_append_printf(writer->text, "\\U%08x", c);
    }
}

static void write_double_quoted(struct writer *writer, const char *text, int indent) {
    bool is_fond_of_escapes = one_in(writer->random, 4);

    g_string_append_c(writer->text, '"');
    for (const char *c = text; *c != '\0'; c = g_utf8_find_next_char(c, NULL)) {
        gunichar character = g_utf8_get_char(c);
        if (is_fond_of_escapes && one_in(writer->random, 3)) {
            write_escape(writer, character);
        } else if (*c == '"' || *c == '\\') {
            g_string_append_printf(writer->text, "\\%c", *c);
        } else if (*c == ' ' && may_fold(text, c) && one_in(writer->random, 20)) {
            write_folded(writer, indent);
        } else {
            g_string_append_unichar(writer->text, character);
        }
    }
    g_string_append_c(writer->text, '"');
}

static void write_text(struct writer *writer, const char *text, int indent, bool in_flow) {
    if (may_be_plain(text) && g_rand_boolean(writer->random)) {
        g_string_append(writer->text, text);
    } else if (!in_flow && *text != ' ' && one_in(writer->random, 4)) {
        g_string_append(writer->text, g_rand_boolean(writer->random) ? "|-\n" : ">-\n");
        write_spaces(writer, indent + 1);
        g_string_append(writer->text, text);
    } else if (g_rand_boolean(writer->random)) {
        write_single_quoted(writer, text, indent);
    } else {
        write_double_quoted(writer, text, indent);
    }
}

/* Keys stand on one line. Returns whether there are quotes around it. */
static bool write_key(struct writer *writer, const char *key) {
    const char *quote = one_in(writer->random, 4) ? "\"" : one_in(writer->random, 5) ? "'" : "";

    g_string_append_printf(writer->text, "%s%s%s", quote, key, quote);
    return *quote != '\0';
}

/* ---- flow style ---- */

static void write_flow_gap(struct writer *writer, int indent) {
    if (one_in(writer->random, 8)) {
        if (one_in(writer->random, 3)) {
            g_string_append_c(writer->text, ' ');
            write_comment(writer);
        }
        g_string_append_c(writer->text, '\n');
        write_spaces(writer, indent + between(writer->random, 1, 4));
    } else {
        write_spaces(writer, between(writer->random, 0, 1));
    }
}

static void write_flow(struct writer *writer, const struct value *value, int indent) {
    bool is_map = value->kind == KIND_MAP;

    if (value->kind == KIND_PLAIN) {
        g_string_append(writer->text, value->text);
        return;
    }
    if (value->kind == KIND_TEXT) {
        write_text(writer, value->text, indent, true);
        return;
    }
    g_string_append_c(writer->text, is_map ? '{' : '[');
    for (guint i = 0; i < value->items->len; i++) {
        write_flow_gap(writer, indent);
        if (is_map) {
            bool is_quoted = write_key(writer, g_ptr_array_index(value->keys, i));
            g_string_append(writer->text, is_quoted && one_in(writer->random, 3) ? ":" : ": ");
        }
        write_flow(writer, g_ptr_array_index(value->items, i), indent);
        write_flow_gap(writer, indent);
        bool is_last = i + 1 == value->items->len;
        g_string_append(writer->text, !is_last || one_in(writer->random, 6) ? "," : "");
    }
    write_flow_gap(writer, indent);
    g_string_append_c(writer->text, is_map ? '}' : ']');
}

/* ---- block style ---- */

static void write_block_map(struct writer *writer, const struct value *map, int indent);

static void write_block_list(struct writer *writer, const struct value *list, int indent) {
    for (guint i = 0; i < list->items->len; i++) {
        write_spaces(writer, indent);
        g_string_append_c(writer->text, '-');
        write_spaces(writer, between(writer->random, 1, 3));
        write_flow(writer, g_ptr_array_index(list->items, i), indent);
        end_line(writer, indent);
    }
}

/* What follows a key and its colon, to the end of the line or lines. */
static void write_block_value(struct writer *writer, const struct value *value, int indent) {
    int step = between(writer->random, 1, 4);
    bool is_collection = value->kind == KIND_LIST || value->kind == KIND_MAP;

    if (is_collection && value->items->len > 0 && !one_in(writer->random, 3)) {
        end_line(writer, indent + step);
        if (value->kind == KIND_MAP) {
            write_block_map(writer, value, indent + step);
        } else {
            write_block_list(writer, value, one_in(writer->random, 4) ? indent : indent + step);
        }
        return;
    }
    write_spaces(writer, between(writer->random, 1, 2));
    if (value->kind == KIND_TEXT) {
        write_text(writer, value->text, indent, false);
        g_string_append_c(writer->text, '\n'); /* a comment would belong to a literal text */
    } else {
        write_flow(writer, value, indent);
        end_line(writer, indent);
    }
}

static void write_block_map(struct writer *writer, const struct value *map, int indent) {
    for (guint i = 0; i < map->items->len; i++) {
        write_spaces(writer, indent);
        if (one_in(writer->random, 15)) { /* a key with a mark of its own */
            g_string_append(writer->text, "? ");
            write_key(writer, g_ptr_array_index(map->keys, i));
            end_line(writer, indent);
            write_spaces(writer, indent);
        } else {
            write_key(writer, g_ptr_array_index(map->keys, i));
            write_spaces(writer, one_in(writer->random, 10));
        }
        g_string_append_c(writer->text, ':');
        write_block_value(writer, g_ptr_array_index(map->items, i), indent);
    }
}

/* ---- the document ---- */

static void write_document(struct writer *writer, const struct value *root) {
    if (one_in(writer->random, 10)) {
        g_string_append(writer->text, "\xef\xbb\xbf");
    }
    if (one_in(writer->random, 4)) {
        g_string_append(writer->text, one_in(writer->random, 3) ? "%YAML 1.1\n---\n" : "---\n");
    }
    if (root->items->len == 0 || one_in(writer->random, 5)) {
        write_flow(writer, root, 0);
        end_line(writer, 0);
    } else {
        write_block_map(writer, root, 0);
    }
    if (one_in(writer->random, 8)) {
        g_string_append(writer->text, "...\n");
    }
    if (one_in(writer->random, 8)) {
        g_string_replace(writer->text, "\n", "\r\n", 0);
    }
}

char *random_yaml(GRand *random) {
    struct writer writer = {random, g_string_new(NULL)};
    struct value *root = random_root(random);

    write_document(&writer, root);
    free_value(root);
    return g_string_free(writer.text, FALSE);
}
