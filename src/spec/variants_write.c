/* Writes the spec of a batch: the recipe, with what it varies. */
#include "spec/variants_private.h"

#include <string.h>

#include "base/seal.h"
#include "spec/range.h"
#include "spec/recipe.h"
#include "spec/yaml_writer.h"

#define FIRST_LINE "# The spec of this batch: \"gradfig batch batch.yaml -o .\" draws it again.\n"
static const char HEAD[] = FIRST_LINE "# batch replaces this file unless it was edited; ";
/* The first key after those of the recipe. */
static const char FORMAT[] = "format";

static void write_plain(struct yaml_writer *writer, const char *text) {
    yaml_writer_put(writer, YAML_PART_PLAIN, text);
}

static void write_pair(struct yaml_writer *writer, const char *key, const char *value) {
    write_plain(writer, key);
    write_plain(writer, value);
}

/* ---- values ---- */

static const char *text_at(const struct varied *varied, guint i) {
    return varied_value(varied, i)->text;
}

static const char *last_text(const struct varied *varied) {
    return text_at(varied, varied->values->len - 1);
}

static bool has_values(const struct varied *varied, const struct number_range *range) {
    bool has = varied->values->len == range->n;

    for (guint i = 0; i < varied->values->len && has; i++) {
        g_autofree char *number = range_number(range, i);
        has = strcmp(text_at(varied, i), number) == 0;
    }
    return has;
}

/* Whether the values are those of a range from the first to the last of them. */
static bool is_range(const struct varied *varied) {
    g_autofree char *count = g_strdup_printf("%u", varied->values->len);
    struct gradfig_error error;
    const char *fault;
    struct number_range range;
    return range_read(&range, text_at(varied, 0), last_text(varied), NULL, count, &fault, &error) &&
           has_values(varied, &range);
}

static void write_range(struct yaml_writer *writer, const struct varied *varied) {
    g_autofree char *count = g_strdup_printf("%u", varied->values->len);

    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    write_pair(writer, "from", text_at(varied, 0));
    write_pair(writer, "to", last_text(varied));
    write_pair(writer, "count", count);
    yaml_writer_put(writer, YAML_PART_END_MAP, NULL);
}

static void write_items(struct yaml_writer *writer, const char *text) {
    g_auto(GStrv) items = g_strsplit(text, ",", -1);

    yaml_writer_put(writer, YAML_PART_BEGIN_LIST, NULL);
    for (char **item = items; *item != NULL; item++) {
        write_plain(writer, *item);
    }
    yaml_writer_put(writer, YAML_PART_END_LIST, NULL);
}

static void write_schedule(struct yaml_writer *writer, const struct reals *ends) {
    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    write_pair(writer, "from", ends->values[0].text);
    write_pair(writer, "to", ends->values[1].text);
    yaml_writer_put(writer, YAML_PART_END_MAP, NULL);
}

static void write_value(struct yaml_writer *writer, const struct parameter *row,
                        const struct value *value) {
    if (row->type == TYPE_TEXT || row->type == TYPE_COLOR) {
        yaml_writer_put(writer, YAML_PART_QUOTED, value->text);
    } else if (row->type == TYPE_LIST && value->reals.is_schedule) {
        write_schedule(writer, &value->reals);
    } else if (value_is_list(row)) {
        write_items(writer, value->text);
    } else {
        write_plain(writer, value->text);
    }
}

/* Writes a long list of numbers as a range if it is one, so that a million values take one line. */
static void write_values(struct yaml_writer *writer, const struct varied *varied) {
    enum { LISTED_MAX = 20 };
    const struct parameter *row = varied->target.row;
    bool can_range = value_is_number(row) && !value_is_list(row);

    if (varied->values->len > LISTED_MAX && can_range && is_range(varied)) {
        write_range(writer, varied);
        return;
    }
    yaml_writer_put(writer, YAML_PART_BEGIN_LIST, NULL);
    for (guint i = 0; i < varied->values->len; i++) {
        write_value(writer, row, varied_value(varied, i));
    }
    yaml_writer_put(writer, YAML_PART_END_LIST, NULL);
}

/* ---- keys ---- */

static void write_vary(struct yaml_writer *writer, const struct variants *variants) {
    size_t n = variants_n_keys(variants);

    if (n == 0) {
        return;
    }
    write_plain(writer, "vary");
    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    for (size_t k = 0; k < n; k++) {
        write_plain(writer, variants_key(variants, k));
        write_values(writer, vary_at(&variants->vary, k));
    }
    yaml_writer_put(writer, YAML_PART_END_MAP, NULL);
}

static size_t count_keys(const struct variants *variants, size_t axis) {
    size_t n = 0;

    for (size_t k = 0; k < variants_n_keys(variants); k++) {
        n += vary_at(&variants->vary, k)->axis == axis;
    }
    return n;
}

static void write_group(struct yaml_writer *writer, const struct variants *variants, size_t axis) {
    yaml_writer_put(writer, YAML_PART_BEGIN_LIST, NULL);
    for (size_t k = 0; k < variants_n_keys(variants); k++) {
        if (vary_at(&variants->vary, k)->axis == axis) {
            write_plain(writer, variants_key(variants, k));
        }
    }
    yaml_writer_put(writer, YAML_PART_END_LIST, NULL);
}

/* The axes along which several keys vary. */
static void write_together(struct yaml_writer *writer, const struct variants *variants) {
    size_t n_axes = variants->lengths->len;

    if (n_axes == variants_n_keys(variants)) {
        return;
    }
    write_plain(writer, "together");
    yaml_writer_put(writer, YAML_PART_BEGIN_LIST, NULL);
    for (size_t axis = 0; axis < n_axes; axis++) {
        if (count_keys(variants, axis) > 1) {
            write_group(writer, variants, axis);
        }
    }
    yaml_writer_put(writer, YAML_PART_END_LIST, NULL);
}

/* What comes after the recipe. */
static char *write_parts(const struct variants *variants, struct gradfig_error *error) {
    struct yaml_writer *writer = yaml_writer_create();

    yaml_writer_put(writer, YAML_PART_BEGIN_MAP, NULL);
    write_pair(writer, FORMAT, variants->extension);
    write_plain(writer, "name");
    yaml_writer_put(writer, YAML_PART_QUOTED, variants->vary.name);
    write_vary(writer, variants);
    write_together(writer, variants);
    yaml_writer_put(writer, YAML_PART_END_MAP, NULL);
    return yaml_writer_finish(writer, error);
}

/* ---- the file ---- */

char *variants_write(const struct variants *variants, struct gradfig_error *error) {
    struct spec first; /* a varied key has a value in the recipe too */

    variants_spec(variants, 0, &first);
    g_autofree char *recipe = recipe_write(&first, error);
    g_autofree char *parts = recipe != NULL ? write_parts(variants, error) : NULL;
    g_autofree char *rest = parts != NULL ? g_strconcat(recipe, parts, NULL) : NULL;
    char *text = rest != NULL ? seal_write(HEAD, rest) : NULL;

    if (text != NULL && strlen(text) > SPEC_FILE_MAX) { /* it could not be read again */
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a batch with a spec of at most %zu MiB, its bases written out, found "
                  "more",
                  SPEC_FILE_MAX / MEBIBYTE);
        g_free(text);
        text = NULL;
    }

    return text; /* GLib's memory is malloc's */
}

bool variants_are_written(const char *text) {
    return g_str_has_prefix(text, FIRST_LINE);
}

bool variants_are_edited(const char *text) {
    return g_str_has_prefix(text, HEAD) && !seal_is_whole(HEAD, text);
}

char *variants_written_recipe(const char *text) {
    const char *recipe = text;
    g_autofree char *key = g_strdup_printf("\n%s:", FORMAT);

    while (*recipe == '#') { /* a comment of the head */
        recipe += strcspn(recipe, "\n");
        recipe += *recipe == '\n';
    }
    const char *end = strstr(recipe, key);
    return end != NULL ? g_strndup(recipe, (size_t)(end + 1 - recipe)) : g_strdup(recipe);
}
