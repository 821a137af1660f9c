/* What a file of measurements holds: columns of values by step. */
#include "measurements/measurements.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/user_text.h"

/* ---- words of headers ---- */

/* The words for steps go from the least telling to the most telling one. */
static const char *const header_words[N_HEADERS][14] = {
    [HEADER_STEP] = {"epoch", "batch", "iter", "iteration", "global_step", "trainer/global_step",
                     "step", "_step"},
    [HEADER_LAYER] = {"layer", "layers", "layer_name", "parameter", "param", "name", "module",
                      "tag", "variable", "metric", "key", "param_name"},
    [HEADER_RUN] = {"run", "run_id", "run_name", "experiment"},
    [HEADER_CLOCK] = {"", "epoch", "time", "wall time", "wall_time", "_time", "_timestamp",
                      "_runtime", "timestamp", "index", "unnamed: 0"},
};

static unsigned char find_rank(enum header header, const char *name) {
    for (unsigned char i = 0; header_words[header][i] != NULL; i++) {
        if (g_ascii_strcasecmp(name, header_words[header][i]) == 0) {
            return i + 1;
        }
    }
    return 0;
}

struct header_ranks measurements_header_ranks(const char *name) {
    struct header_ranks ranks = {0};

    for (int header = 0; header < N_HEADERS; header++) {
        ranks.of[header] = find_rank((enum header)header, name);
        ranks.is_any = ranks.is_any || ranks.of[header] > 0;
    }
    return ranks;
}

char *measurements_header_list(enum header header) {
    g_autofree char **words = g_memdup2(header_words[header], sizeof(header_words[header]));
    return g_strjoinv(", ", words);
}

bool measurements_is_step(const char *name) {
    size_t n = strcspn(name, "0123456789");
    size_t n_digits = strspn(name + n, "0123456789");

    if (n_digits == 0 || name[n + n_digits] != '\0') {
        return false;
    }
    while (n > 0 && !g_ascii_isalpha(name[n - 1])) {
        n--;
    }
    g_autofree char *word = g_strndup(name, n);
    return measurements_header_ranks(word).of[HEADER_STEP] > 0;
}

bool measurements_read_step(const char *text, struct place place, double *step,
                            struct gradfig_error *error) {
    double read;

    if (text_read_real(text, &read) != TEXT_OK) {
        g_autofree char *quoted = text_quote(text);
        return place_refuse(place, error, "expected the number of a step, found %s", quoted);
    }
    *step = read;
    return true;
}

/* ---- columns ---- */

static void free_column(void *data) {
    struct measured_column *column = data;

    g_array_free(column->values, TRUE);
    g_free(column);
}

struct measurements *measurements_create(const char *path) {
    struct measurements *measurements = g_new0(struct measurements, 1);

    measurements->path = path;
    measurements->missing_step = NAN;
    measurements->columns = g_ptr_array_new_with_free_func(free_column);
    measurements->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    measurements->texts = g_string_chunk_new(1 << 16);
    measurements->inputs = inputs_create();
    measurements->notices = g_ptr_array_new_with_free_func(g_free);
    return measurements;
}

void measurements_destroy(struct measurements *measurements) {
    if (measurements != NULL) {
        g_ptr_array_free(measurements->columns, TRUE);
        g_hash_table_destroy(measurements->by_name);
        g_string_chunk_free(measurements->texts);
        g_ptr_array_free(measurements->notices, TRUE);
        inputs_destroy(measurements->inputs);
        g_free(measurements);
    }
}

const char *measurements_text(struct measurements *measurements, const char *text) {
    return text != NULL ? g_string_chunk_insert(measurements->texts, text) : NULL;
}

/* A text that no other run, kind and name have. */
static char *write_key(const struct column_name *name) {
    const char *run = name->run != NULL ? name->run : "";
    const char *kind = name->kind != NULL ? name->kind : "";

    return g_strdup_printf("%zu %zu %s%s%s", strlen(run), strlen(kind), run, kind,
                           name->whole + name->n_run);
}

struct measured_column *measurements_column(struct measurements *measurements,
                                            const struct column_name *name,
                                            struct gradfig_error *error) {
    char *key = write_key(name);
    struct measured_column *found = g_hash_table_lookup(measurements->by_name, key);

    if (found != NULL) {
        g_free(key);
        return found;
    }
    if (measurements->columns->len >= MEASURED_COLUMNS_MAX) {
        g_free(key);
        place_refuse(name->place, error, "expected at most %d columns or names, found more",
                     MEASURED_COLUMNS_MAX);
        return NULL;
    }
    found = g_new0(struct measured_column, 1);
    found->whole = measurements_text(measurements, name->whole);
    found->run = measurements_text(measurements, name->run);
    found->kind = measurements_text(measurements, name->kind);
    found->name = found->whole + name->n_run;
    found->is_place = name->is_place;
    found->place = name->place;
    found->values = g_array_new(FALSE, FALSE, sizeof(struct measured_value));
    g_ptr_array_add(measurements->columns, found);
    g_hash_table_insert(measurements->by_name, key, found);
    return found;
}

struct measured_column *measurements_column_once(struct measurements *measurements,
                                                 const struct column_name *name,
                                                 struct gradfig_error *error) {
    guint n = measurements->columns->len;
    struct measured_column *column = measurements_column(measurements, name, error);

    if (column != NULL && n == measurements->columns->len) {
        column->twice = name->place;
    }
    return column;
}

bool measurements_add(struct measurements *measurements, struct measured_column *column,
                      const struct measured_value *value, struct gradfig_error *error) {
    struct measured_value added = *value;

    if (measurements->n_values >= MEASURED_VALUES_MAX) {
        return place_refuse(value->place, error, "expected at most %d values, found more",
                            MEASURED_VALUES_MAX);
    }
    measurements->n_values++;
    added.text = measurements_text(measurements, value->text);
    g_array_append_val(column->values, added);
    return true;
}

void measurements_leave(struct measurements *measurements, const char *what, const char *example,
                        const char *why) {
    g_autofree char *begin = g_strdup_printf("left aside: %s, such as ", what);
    g_autofree char *quoted = text_quote(example);

    for (guint i = 0; i < measurements->notices->len; i++) {
        if (g_str_has_prefix(measurements->notices->pdata[i], begin)) {
            return;
        }
    }
    g_ptr_array_add(measurements->notices, g_strdup_printf("%s%s: %s", begin, quoted, why));
}

void measurements_leave_lists(struct measurements *measurements, const char *key) {
    measurements_leave(measurements, "lists in objects", key,
                       "they make no table of layers or steps");
}

void measurements_say(struct measurements *measurements, const char *text) {
    if (!g_ptr_array_find_with_equal_func(measurements->notices, text, g_str_equal, NULL)) {
        g_ptr_array_add(measurements->notices, g_strdup(text));
    }
}

/* ---- numbers ---- */

bool measured_number_read(const char *text, double *value) {
    static const struct {
        const char *text;
        double value;
    } names[] = {{"nan", NAN}, {"inf", INFINITY}, {"infinity", INFINITY}, {"+inf", INFINITY}};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(text, names[i].text) == 0) {
            *value = names[i].value;
            return true;
        }
    }
    return text_read_real(text, value) == TEXT_OK && *value >= 0;
}

/* Whether a column is of a layer whose name is a number. */
static bool has_number(const struct measured_column *column, double *number) {
    return column->kind != NULL && text_read_real(column->name, number) == TEXT_OK;
}

/* In the order of the file. */
static int compare_values(const void *a, const void *b) {
    const struct place *left = &((const struct measured_value *)a)->place;
    const struct place *right = &((const struct measured_value *)b)->place;

    return left->line != right->line
               ? (left->line > right->line) - (left->line < right->line)
               : (left->column > right->column) - (left->column < right->column);
}

/* Calls a column by the whole number that its name is. If there is a column of that name before it,
 * which `by_name` has, that one takes its values; true then. */
static bool join_number(struct measurements *measurements, GHashTable *by_name,
                        struct measured_column *column, double number) {
    g_autofree char *name = g_strdup_printf("%.0f", number + 0.0); /* no sign of 0 */
    char *key = write_key(&(struct column_name){column->run, column->kind, name});
    struct measured_column *first = g_hash_table_lookup(by_name, key);

    if (first == NULL) {
        column->name = column->whole = measurements_text(measurements, name);
        g_hash_table_insert(by_name, key, column);
        return false;
    }
    g_free(key);
    g_array_append_vals(first->values, column->values->data, column->values->len);
    g_array_sort(first->values, compare_values);
    return true;
}

void measurements_name_whole(struct measurements *measurements) {
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *columns = measurements->columns;
    double number;

    for (guint i = 0; i < columns->len; i++) {
        if (has_number(columns->pdata[i], &number) &&
            (number != floor(number) || fabs(number) >= 1e15)) {
            return;
        }
    }
    g_hash_table_remove_all(measurements->by_name);
    for (guint i = 0; i < columns->len;) {
        if (has_number(columns->pdata[i], &number) &&
            join_number(measurements, by_name, columns->pdata[i], number)) {
            g_ptr_array_remove_index(columns, i);
        } else {
            i++;
        }
    }
}

/* `n_more` other cells are refused, too. */
static bool refuse_value(const struct measured_value *value, size_t n_more,
                         struct gradfig_error *error) {
    double number;
    bool is_small = text_read_real(value->text, &number) == TEXT_TOO_SMALL;
    const char *why = is_small ? ", which a double can hold only as 0" : "";

    g_autofree char *quoted = text_quote(value->text);
    if (n_more == 0) {
        return place_refuse(value->place, error, "expected a number of at least 0, found %s%s",
                            quoted, why);
    }
    return place_refuse(value->place, error,
                        "expected a number of at least 0, found %s%s; %zu more %s wrong", quoted,
                        why, n_more, n_more == 1 ? "cell is" : "cells are");
}

bool measured_numbers_check(const GPtrArray *columns, struct gradfig_error *error) {
    const struct measured_value *first = NULL;
    size_t n_wrong = 0;
    double number;

    for (guint i = 0; i < columns->len; i++) {
        const struct measured_column *column = g_ptr_array_index(columns, i);
        for (guint k = 0; k < column->values->len; k++) {
            const struct measured_value *value =
                &g_array_index(column->values, struct measured_value, k);
            if (measured_number_read(value->text, &number)) {
                continue;
            }
            n_wrong++;
            if (first == NULL || value->place.line < first->place.line) {
                first = value;
            }
        }
    }
    return first == NULL || refuse_value(first, n_wrong - 1, error);
}
