/* Walks over the rows of a spec that have a value, and writes them as YAML. */
#include "spec/recipe.h"

#include <stdio.h>
#include <string.h>

#include <glib.h>

#include "spec/parameters.h"
#include "spec/reader.h"

/* One walk and who takes its parts. */
struct walk {
    const struct spec *spec;
    recipe_visitor *visit;
    void *context;
};

static void visit(const struct walk *walk, enum yaml_part part, const char *text) {
    walk->visit(walk->context, part, text);
}

/* ---- values ---- */

static void visit_schedule(const struct walk *walk, const struct reals *ends) {
    visit(walk, YAML_PART_BEGIN_MAP, NULL);
    visit(walk, YAML_PART_KEY, "from");
    visit(walk, YAML_PART_PLAIN, ends->values[0].text);
    visit(walk, YAML_PART_KEY, "to");
    visit(walk, YAML_PART_PLAIN, ends->values[1].text);
    visit(walk, YAML_PART_END_MAP, NULL);
}

static void visit_reals(const struct walk *walk, const struct reals *list) {
    if (list->is_schedule) {
        visit_schedule(walk, list);
        return;
    }
    visit(walk, YAML_PART_BEGIN_LIST, NULL);
    for (size_t i = 0; i < list->n_values; i++) {
        visit(walk, YAML_PART_PLAIN, list->values[i].text);
    }
    visit(walk, YAML_PART_END_LIST, NULL);
}

static void visit_choice(const struct walk *walk, const char *choices, int64_t position) {
    g_auto(GStrv) words = g_strsplit(choices, " ", -1);
    visit(walk, YAML_PART_PLAIN, words[position]);
}

static void visit_choices(const struct walk *walk, const char *choices,
                          const struct choices *list) {
    visit(walk, YAML_PART_BEGIN_LIST, NULL);
    for (size_t i = 0; i < list->n_values; i++) {
        visit_choice(walk, choices, list->values[i]);
    }
    visit(walk, YAML_PART_END_LIST, NULL);
}

/* ---- rows ---- */

/* Whether the spec has a value for the row: one of slope and slopes has none. */
static bool has_value(const struct parameter *row, const void *value) {
    switch (row->type) {
    case TYPE_SINGLE:
        return ((const struct reals *)value)->n_values == 1;
    case TYPE_LIST:
        return ((const struct reals *)value)->n_values > (row->can_schedule ? 1 : 0);
    case TYPE_TEXT:
        return *(const char *const *)value != NULL;
    case TYPE_COLOR:
        return *(const int64_t *)value != COLOR_BY_POSITION;
    case TYPE_WHOLE:
    case TYPE_REAL:
    case TYPE_CHOICE:
    case TYPE_CHOICES:
        break;
    }
    return true;
}

static void visit_value(const struct walk *walk, const struct parameter *row, const void *value) {
    char text[32];

    switch (row->type) {
    case TYPE_WHOLE:
        snprintf(text, sizeof(text), "%lld", (long long)*(const int64_t *)value);
        visit(walk, YAML_PART_PLAIN, text);
        return;
    case TYPE_REAL:
        visit(walk, YAML_PART_PLAIN, ((const struct real *)value)->text);
        return;
    case TYPE_SINGLE:
        visit(walk, YAML_PART_PLAIN, ((const struct reals *)value)->values[0].text);
        return;
    case TYPE_LIST:
        visit_reals(walk, value);
        return;
    case TYPE_CHOICE:
        visit_choice(walk, row->choices, *(const int64_t *)value);
        return;
    case TYPE_CHOICES:
        visit_choices(walk, row->choices, value);
        return;
    case TYPE_TEXT:
        visit(walk, YAML_PART_QUOTED, *(const char *const *)value);
        return;
    case TYPE_COLOR:
        snprintf(text, sizeof(text), "#%06llx", (unsigned long long)*(const int64_t *)value);
        visit(walk, YAML_PART_QUOTED, text);
        return;
    }
}

/* The row if it has a value, under the last part of its key. */
static void visit_row(const struct walk *walk, const struct parameter *row, const void *owner) {
    const void *value = (const char *)owner + row->offset;

    if (has_value(row, value)) {
        visit(walk, YAML_PART_KEY, parameter_key_last(row->key));
        visit_value(walk, row, value);
    }
}

/* The networks or the measured curves. */
static void visit_named(const struct walk *walk, enum parameter_owner owner) {
    const struct spec *spec = walk->spec;
    bool are_networks = owner == OWNER_NETWORK;
    size_t n = are_networks ? spec->n_networks : spec->n_measured;

    if (n == 0) {
        return;
    }
    visit(walk, YAML_PART_KEY, parameter_group(owner));
    visit(walk, YAML_PART_BEGIN_MAP, NULL);
    for (size_t i = 0; i < n; i++) {
        const void *one = are_networks ? (const void *)&spec->networks[i] : &spec->measured[i];
        visit(walk, YAML_PART_KEY, are_networks ? spec->networks[i].name : spec->measured[i].name);
        visit(walk, YAML_PART_BEGIN_MAP, NULL);
        for (size_t j = 0; j < n_parameter_rows; j++) {
            if (parameter_rows[j].owner == owner) {
                visit_row(walk, &parameter_rows[j], one);
            }
        }
        visit(walk, YAML_PART_END_MAP, NULL);
    }
    visit(walk, YAML_PART_END_MAP, NULL);
}

/* The rows from `first` on that share the part of the key before the dot; returns the next row. */
static size_t visit_group(const struct walk *walk, size_t first) {
    const char *key = parameter_rows[first].key;
    size_t prefix = strcspn(key, ".") + 1;
    g_autofree char *group = g_strndup(key, prefix - 1);
    size_t end = first;
    bool has_values = false;

    for (; end < n_parameter_rows && strncmp(parameter_rows[end].key, key, prefix) == 0; end++) {
        const struct parameter *row = &parameter_rows[end];
        has_values = has_values || has_value(row, (const char *)walk->spec + row->offset);
    }
    if (has_values) {
        visit(walk, YAML_PART_KEY, group);
        visit(walk, YAML_PART_BEGIN_MAP, NULL);
        for (size_t i = first; i < end; i++) {
            visit_row(walk, &parameter_rows[i], walk->spec);
        }
        visit(walk, YAML_PART_END_MAP, NULL);
    }
    return end;
}

static void visit_rows(const struct walk *walk) {
    bool is_visited[N_OWNERS] = {false};

    for (size_t i = 0; i < n_parameter_rows;) {
        const struct parameter *row = &parameter_rows[i];
        enum parameter_owner owner = row->owner;
        if (owner != OWNER_SPEC) {
            if (!is_visited[owner]) {
                visit_named(walk, owner);
                is_visited[owner] = true;
            }
            i++;
        } else if (strchr(row->key, '.') == NULL) {
            visit_row(walk, row, walk->spec);
            i++;
        } else {
            i = visit_group(walk, i);
        }
    }
}

void recipe_walk(const struct spec *spec, recipe_visitor *visitor, void *context) {
    const struct walk walk = {spec, visitor, context};

    visit(&walk, YAML_PART_BEGIN_MAP, NULL);
    visit_rows(&walk);
    visit(&walk, YAML_PART_END_MAP, NULL);
}

/* ---- YAML ---- */

static void write_part(void *writer, enum yaml_part part, const char *text) {
    yaml_writer_put(writer, part, text);
}

char *recipe_write(const struct spec *spec, struct gradfig_error *error) {
    struct yaml_writer *writer = yaml_writer_create();

    recipe_walk(spec, write_part, writer);
    char *recipe = yaml_writer_finish(writer, error);
    if (recipe != NULL && strlen(recipe) > RECIPE_MAX) {
        error_set(error, GRADFIG_INVALID_INPUT,
                  "expected a spec of at most %zu MiB with its bases written out, found more",
                  RECIPE_MAX / MEBIBYTE);
        g_free(recipe);
        return NULL;
    }
    return recipe;
}

bool recipe_begins(const char *text) {
    const char *key = parameter_rows[0].key;
    return g_str_has_prefix(text, key) && text[strlen(key)] == ':';
}

/* Only texts in double quotes have such letters, in which YAML knows escapes. */
char *recipe_escape(const char *recipe) {
    GString *escaped = g_string_new(NULL);

    for (const char *at = recipe; *at != '\0'; at = g_utf8_find_next_char(at, NULL)) {
        gunichar letter = g_utf8_get_char(at);
        if (letter < 0x80) {
            g_string_append_c(escaped, (char)letter);
        } else {
            g_string_append_printf(escaped, "\\U%08X", letter);
        }
    }
    return g_string_free(escaped, FALSE);
}

/* ---- comparing ---- */

/* Writes a recipe again as this version does. Freed with g_free; NULL if it is not a spec. */
static char *rewrite_recipe(const char *recipe) {
    struct reader *reader = reader_create();
    struct gradfig_error error;
    char *rewritten = NULL;
    struct spec spec;

    reader_read_recipe(reader, recipe, strlen(recipe), "recipe");
    if (reader_finish(reader, &spec)) {
        rewritten = recipe_write(&spec, &error);
        spec_finish(&spec);
    }
    reader_destroy(reader);
    return rewritten;
}

bool recipe_is_same(const char *found, const char *expected) {
    if (strcmp(found, expected) == 0) {
        return true;
    }
    g_autofree char *rewritten = rewrite_recipe(found);
    return rewritten != NULL && strcmp(rewritten, expected) == 0;
}
