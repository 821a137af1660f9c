/* Chooses the layers of a stack from measurements. */
#include "measurements/stacks.h"

#include <math.h>
#include <string.h>

#include "base/user_text.h"
#include "measurements/families.h"
#include "measurements/names.h"
#include "measurements/stack_values.h"

/* What is being chosen. */
struct choosing {
    const struct measurements *measurements;
    const struct stack_choice *choice;
    GPtrArray *families; /* struct family */
    const char *kind;    /* of --column or by default; NULL: there is only one */
    GPtrArray *columns;  /* struct measured_column, chosen, in the order of the file */
    GPtrArray *notices;
};

static struct place first_place(const struct measurements *measurements) {
    const GPtrArray *columns = measurements->columns;
    struct place place = {measurements->path, 1, 1};

    return columns->len > 0 ? ((struct measured_column *)columns->pdata[0])->place : place;
}

/* At most 5 texts in quotes with commas between, freed with g_free. */
static char *list_quoted(const GPtrArray *texts) {
    GString *list = g_string_new(NULL);

    for (guint i = 0; i < MIN(texts->len, 5); i++) {
        g_autofree char *quoted = text_quote(g_ptr_array_index(texts, i));
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", quoted);
    }
    if (texts->len > 5) {
        g_string_append_printf(list, " and %u more", texts->len - 5);
    }
    return g_string_free(list, FALSE);
}

/* ---- the kind of value ---- */

static bool holds(GPtrArray *texts, const char *text) {
    return g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL);
}

/* The kinds of value that layers have. */
static GPtrArray *list_kinds(const GPtrArray *families, bool only_stacks) {
    GPtrArray *kinds = g_ptr_array_new();
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < families->len; i++) {
        const struct family *family = g_ptr_array_index(families, i);
        char *kind = (char *)(uintptr_t)family->kind;
        if (kind != NULL && (!only_stacks || family_is_stack(family)) &&
            g_hash_table_add(listed, kind)) {
            g_ptr_array_add(kinds, kind);
        }
    }
    return kinds;
}

/* The kind of the snippet of PyTorch's forum that has the mean, beside the largest. */
static const char usual_kind[] = "ave_grads";

/* Takes the kind that --column wants, which layers of any name may have. */
static bool take_wanted(struct choosing *choosing, GPtrArray *all, struct gradfig_error *error) {
    g_autofree char *list = list_quoted(all);
    g_autofree char *quoted = text_quote(choosing->choice->kind);

    choosing->kind = choosing->choice->kind;
    return holds(all, choosing->kind) ||
           place_refuse(first_place(choosing->measurements), error,
                        "--column: no column of values has the name %s; found: %s", quoted,
                        all->len > 0 ? list : "none, since the columns are the layers");
}

/* Takes the only kind, or the usual one of several. */
static bool take_usual(struct choosing *choosing, GPtrArray *kinds, struct gradfig_error *error) {
    g_autofree char *list = list_quoted(kinds);

    if (kinds->len <= 1) {
        choosing->kind =
            kinds->len == 1 && !families_have_list(choosing->families) ? kinds->pdata[0] : NULL;
        return true;
    }
    if (!holds(kinds, usual_kind)) {
        return place_refuse(first_place(choosing->measurements), error,
                            "several values of each layer: choose one with --column: %s", list);
    }
    choosing->kind = usual_kind;
    g_ptr_array_add(
        choosing->notices,
        g_strdup_printf("the column %s is taken of %s; --column takes another", usual_kind, list));
    return true;
}

/* In a table of layers, what is no number is refused wherever it stands. */
static bool check_kind(const struct choosing *choosing, struct gradfig_error *error) {
    g_autoptr(GPtrArray) columns = g_ptr_array_new();

    for (guint i = 0; i < choosing->measurements->columns->len; i++) {
        struct measured_column *column = choosing->measurements->columns->pdata[i];
        if (column->kind != NULL && g_strcmp0(column->kind, choosing->kind) == 0) {
            g_ptr_array_add(columns, column);
        }
    }
    return measured_numbers_check(columns, error);
}

/* Whether the order is that of the file, and no names differ by a number. */
static bool takes_any_names(const struct choosing *choosing) {
    bool takes = g_strcmp0(choosing->choice->order, "file") == 0;

    for (guint i = 0; takes && i < choosing->families->len; i++) {
        takes = !family_is_stack(choosing->families->pdata[i]);
    }
    return takes;
}

static bool choose_kind(struct choosing *choosing, struct gradfig_error *error) {
    bool is_wanted = choosing->choice->kind != NULL;
    bool only_stacks = !is_wanted && !takes_any_names(choosing);
    g_autoptr(GPtrArray) kinds = list_kinds(choosing->families, only_stacks);
    return (is_wanted ? take_wanted : take_usual)(choosing, kinds, error) &&
           check_kind(choosing, error);
}

static bool is_of_kind(const struct choosing *choosing, const struct measured_column *column) {
    return choosing->kind == NULL || g_strcmp0(column->kind, choosing->kind) == 0;
}

/* ---- columns by patterns ---- */

static bool matches_any(const struct measured_column *column, const struct stack_choice *choice,
                        bool *is_used) {
    bool matches = false;

    for (size_t i = 0; i < choice->n_patterns; i++) {
        if (name_matches(column->whole, choice->patterns[i])) {
            is_used[i] = true;
            matches = true;
        }
    }
    return matches;
}

/* The pattern of a stack, else of any column, that looks most like `pattern`. */
static const char *find_nearest(GPtrArray *families, const char *pattern) {
    g_autofree const char **patterns = g_new(const char *, families->len + 1);
    size_t n = 0;

    for (int is_any = 0; n == 0 && is_any < 2; is_any++) {
        for (guint i = 0; i < families->len; i++) {
            const struct family *family = families->pdata[i];
            if (is_any || family_is_stack(family)) {
                patterns[n++] = family->pattern;
            }
        }
    }
    return n > 0 ? text_nearest(pattern, patterns, n) : "";
}

static bool refuse_pattern(const struct measurements *measurements, const char *pattern,
                           struct gradfig_error *error) {
    g_autoptr(GPtrArray) families = families_of(measurements);

    g_autofree char *quoted = text_quote(pattern);
    g_autofree char *nearest = text_quote(find_nearest(families, pattern));
    return place_refuse(first_place(measurements), error,
                        "--select: no name matches %s as a whole; --list shows the names, such "
                        "as %s",
                        quoted, nearest);
}

static bool check_used(const struct choosing *choosing, const bool *is_used,
                       struct gradfig_error *error) {
    for (size_t i = 0; i < choosing->choice->n_patterns; i++) {
        if (!is_used[i]) {
            return refuse_pattern(choosing->measurements, choosing->choice->patterns[i], error);
        }
    }
    return true;
}

static bool choose_by_patterns(struct choosing *choosing, struct gradfig_error *error) {
    g_autofree bool *is_used = g_new0(bool, choosing->choice->n_patterns);

    for (guint i = 0; i < choosing->measurements->columns->len; i++) {
        struct measured_column *column = choosing->measurements->columns->pdata[i];
        if (is_of_kind(choosing, column) && matches_any(column, choosing->choice, is_used)) {
            g_ptr_array_add(choosing->columns, column);
        }
    }
    return check_used(choosing, is_used, error);
}

/* ---- columns by families ---- */

/* What may be missing is the first row of a table; freed with g_free. */
static char *advise_number(const struct measured_column *column) {
    g_autofree char *quoted = text_quote(column->name);
    return g_strdup_printf(", found the number %s: the first row of a table must have names",
                           quoted);
}

/* Names are found by the name of their column, or need none of their numbers; freed with g_free. */
static char *advise_names(const struct choosing *choosing) {
    g_autoptr(GPtrArray) kinds = list_kinds(choosing->families, false);
    g_autofree char *headers = measurements_header_list(HEADER_LAYER);
    return kinds->len > 0
               ? g_strdup("; --order file takes all names, in the order of the file")
               : g_strdup_printf("; a column of names must be called one of: %s", headers);
}

static bool refuse_no_family(const struct choosing *choosing, struct gradfig_error *error) {
    const struct measurements *measurements = choosing->measurements;
    struct place place = first_place(measurements);
    g_autofree char *advice = NULL;
    double number;

    for (guint i = 0; i < measurements->columns->len && advice == NULL; i++) {
        const struct measured_column *column = measurements->columns->pdata[i];
        if (text_read_real(column->name, &number) == TEXT_OK) {
            place = column->place;
            advice = advise_number(column);
        }
    }
    if (advice == NULL) {
        advice = advise_names(choosing);
    }
    return place_refuse(place, error,
                        "no layers: expected names that differ by a number, such as "
                        "layers.0.weight and layers.1.weight%s; --list shows what there is",
                        advice);
}

static bool refuse_families(const GPtrArray *chosen, struct gradfig_error *error) {
    g_autoptr(GPtrArray) patterns = g_ptr_array_new();
    for (guint i = 0; i < chosen->len; i++) {
        g_ptr_array_add(patterns, ((struct family *)chosen->pdata[i])->pattern);
    }
    g_autofree char *list = list_quoted(patterns);
    const struct measured_column *first = ((struct family *)chosen->pdata[0])->columns->pdata[0];
    return place_refuse(first->place, error, "several families of layers: choose with --select: %s",
                        list);
}

/* The pattern of a chart begins with its run. */
static char *say_taken(const struct family *family) {
    const struct measured_column *first = family->columns->pdata[0];
    bool has_run = family->run != NULL && first->name == first->whole;
    g_autofree char *quoted = text_quote(family->pattern);
    g_autofree char *run = text_quote(has_run ? family->run : "");

    return g_strdup_printf("taken: %s, %u layers%s%s", quoted, family->columns->len,
                           has_run ? " of the run " : "", has_run ? run : "");
}

static bool are_alike(const GPtrArray *families) {
    bool are = true;

    for (guint i = 1; i < families->len && are; i++) {
        are = family_is_alike(families->pdata[0], families->pdata[i]);
    }
    return are;
}

/* Any names are those of a table with a row for each layer. */
static bool choose_by_families(struct choosing *choosing, struct gradfig_error *error) {
    bool takes_any = takes_any_names(choosing);
    g_autoptr(GPtrArray) chosen = families_choose(choosing->families, choosing->kind, takes_any);

    if (chosen->len == 0 || (takes_any && choosing->kind == NULL)) {
        return refuse_no_family(choosing, error);
    }
    if (!takes_any && !are_alike(chosen)) {
        return refuse_families(chosen, error);
    }
    for (guint i = 0; i < chosen->len; i++) {
        const struct family *family = chosen->pdata[i];
        g_ptr_array_extend(choosing->columns, family->columns, NULL, NULL);
        if (!takes_any) {
            g_ptr_array_add(choosing->notices, say_taken(family));
        }
    }
    if (takes_any) {
        g_ptr_array_add(
            choosing->notices,
            g_strdup_printf("taken: %u names, in the order of the file", choosing->columns->len));
    }
    return true;
}

/* ---- runs ---- */

/* Whether a row said no layer: JSON has no column of names for null. */
static bool is_nameless(const struct choosing *choosing, const struct measured_column *column) {
    return column->kind != NULL ? is_of_kind(choosing, column) && text_is_missing(column->name)
                                : strcmp(column->name, choosing->kind) == 0;
}

static void say_nameless(struct choosing *choosing) {
    const GPtrArray *columns = choosing->measurements->columns;
    guint n = 0;

    for (guint i = 0; choosing->kind != NULL && i < columns->len; i++) {
        const struct measured_column *column = columns->pdata[i];
        n += is_nameless(choosing, column) ? column->values->len : 0;
    }
    if (n > 0) {
        g_ptr_array_add(choosing->notices,
                        g_strdup_printf("left aside: values without the name of a layer: %u", n));
    }
}

static void free_columns(void *columns) {
    g_ptr_array_unref(columns);
}

/* The columns of each run, in the order in which the runs appear. */
static GPtrArray *split_runs(const GPtrArray *columns) {
    GPtrArray *runs = g_ptr_array_new_with_free_func(free_columns);
    g_autoptr(GHashTable) by_run = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < columns->len; i++) {
        struct measured_column *column = columns->pdata[i];
        const char *run = column->run != NULL ? column->run : "";
        GPtrArray *of_run = g_hash_table_lookup(by_run, run);
        if (of_run == NULL) {
            of_run = g_ptr_array_new();
            g_hash_table_insert(by_run, (char *)(uintptr_t)run, of_run);
            g_ptr_array_add(runs, of_run);
        }
        g_ptr_array_add(of_run, column);
    }
    return runs;
}

/* Whether the last step is wanted, and is one without values. */
static bool misses_last(const struct choosing *choosing, const struct stack *stack) {
    const char *step = choosing->choice->step;

    return (step == NULL || strcmp(step, "last") == 0) &&
           choosing->measurements->missing_step > stack->step;
}

static bool fill_stacks(GPtrArray *stacks, const struct choosing *choosing,
                        struct gradfig_error *error) {
    g_autoptr(GPtrArray) runs = split_runs(choosing->columns);
    bool done = true;

    for (guint i = 0; done && i < runs->len; i++) {
        struct stack *stack = stack_create(runs->pdata[i], choosing->choice, error);
        done = stack != NULL;
        if (done) {
            stack->missing_step =
                misses_last(choosing, stack) ? choosing->measurements->missing_step : NAN;
            g_ptr_array_add(stacks, stack);
        }
    }
    return done;
}

bool stacks_read(struct stacks *stacks, const struct measurements *measurements,
                 const struct stack_choice *choice, struct gradfig_error *error) {
    struct stacks read = {g_ptr_array_new_with_free_func(stack_destroy),
                          g_ptr_array_new_with_free_func(g_free)};
    struct choosing choosing = {
        .measurements = measurements,
        .choice = choice,
        .families = families_of(measurements),
        .columns = g_ptr_array_new(),
        .notices = read.notices,
    };
    bool done =
        choose_kind(&choosing, error) &&
        (choice->n_patterns > 0 ? choose_by_patterns : choose_by_families)(&choosing, error) &&
        fill_stacks(read.stacks, &choosing, error);

    say_nameless(&choosing);

    g_ptr_array_unref(choosing.columns);
    g_ptr_array_unref(choosing.families);
    if (done) {
        *stacks = read;
    } else {
        stacks_finish(&read);
    }
    return done;
}

void stacks_finish(struct stacks *stacks) {
    g_ptr_array_unref(stacks->stacks);
    g_ptr_array_unref(stacks->notices);
}
