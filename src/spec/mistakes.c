/* Collects mistakes and writes each as a line. */
#include "spec/mistakes.h"

#include <stdarg.h>

#include "base/user_text.h"

struct mistake {
    struct origin origin;
    char *text;
};

static void clear_mistake(void *mistake) {
    g_free(((struct mistake *)mistake)->text);
}

void mistakes_init(struct mistakes *mistakes, GPtrArray *sources) {
    *mistakes = (struct mistakes){
        .sources = g_ptr_array_ref(sources),
        .all = g_array_new(FALSE, FALSE, sizeof(struct mistake)),
    };
    g_array_set_clear_func(mistakes->all, clear_mistake);
}

void mistakes_finish(struct mistakes *mistakes) {
    g_ptr_array_unref(mistakes->sources);
    g_array_free(mistakes->all, TRUE);
}

struct source mistakes_add_source(struct mistakes *mistakes, char *shown) {
    g_ptr_array_add(mistakes->sources, shown);
    return (struct source){mistakes, mistakes->sources->len - 1, mistakes->all->len, NULL};
}

const char *mistakes_source(const struct mistakes *mistakes, size_t number) {
    return g_ptr_array_index(mistakes->sources, number);
}

static void add(struct mistakes *mistakes, struct origin origin, const char *key,
                const char *format, va_list arguments) {
    g_autofree char *shown = text_escape(key != NULL ? key : "");
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    struct mistake mistake = {origin,
                              g_strdup_printf("%s%s%s", shown, key != NULL ? ": " : "", message)};

    g_array_append_val(mistakes->all, mistake);
}

bool mistakes_add(struct mistakes *mistakes, struct origin origin, const char *key,
                  const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    add(mistakes, origin, key, format, arguments);
    va_end(arguments);
    return false;
}

static int compare_mistakes(const void *a, const void *b) {
    const struct origin *left = &((const struct mistake *)a)->origin;
    const struct origin *right = &((const struct mistake *)b)->origin;

    if (left->source != right->source) {
        return left->source < right->source ? -1 : 1;
    }
    if (left->place.line != right->place.line) {
        return left->place.line < right->place.line ? -1 : 1;
    }
    return (left->place.column > right->place.column) - (left->place.column < right->place.column);
}

static char *write_line(const struct mistakes *mistakes, guint i) {
    const struct mistake *mistake = &g_array_index(mistakes->all, struct mistake, i);
    const struct place *place = &mistake->origin.place;
    const char *source = mistakes_source(mistakes, mistake->origin.source);

    if (place->line == 0) {
        return g_strdup_printf("%s: %s", source, mistake->text);
    }
    return g_strdup_printf("%s:%zu:%zu: %s", source, place->line, place->column, mistake->text);
}

void mistakes_write(struct mistakes *mistakes, GPtrArray *lines) {
    g_array_sort(mistakes->all, compare_mistakes);
    for (guint i = 0; i < MIN(mistakes->all->len, MISTAKES_MAX); i++) {
        g_ptr_array_add(lines, write_line(mistakes, i));
    }
}

struct origin source_origin(const struct source *source, const struct node *node) {
    return (struct origin){source->number, node->place};
}

bool source_blame(const struct source *source, const struct node *node, const char *key,
                  const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    add(source->mistakes, source_origin(source, node), key, format, arguments);
    va_end(arguments);
    return false;
}

bool source_blame_kind(const struct source *source, const struct node *node, const char *key,
                       const char *expected) {
    g_autofree char *found = node_describe(node);

    return source_blame(source, node, key, "expected %s, found %s", expected, found);
}

bool source_is_full(const struct source *source) {
    return source->mistakes->all->len - source->n_earlier >= MISTAKES_MAX;
}
