/* Tests that the threads in which Pango sorts fonts may end at any time: while fonts are added, and
 * while they are freed. */
#include <dlfcn.h>
#include <string.h>

#include <fontconfig/fontconfig.h>
#include <glib.h>

#include "shared/drawing.h"

enum { WAIT_MS = 250, DESTROY_MS = 3, REMOVE_MS = 5 };

static GThread *main_thread;
static bool is_freeing;  /* the main thread a renderer */
static gint n_destroyed; /* tables, meanwhile; atomic */
static gint n_awaited;   /* by the other threads; atomic */

static void wait_ms(gulong ms) {
    g_usleep(1000 * ms);
}

/* The function that stands behind one of this file. `function` points to a pointer to it. */
static void find_next(const char *name, void *function) {
    void *symbol = dlsym(RTLD_NEXT, name);

    memcpy(function, &symbol, sizeof(symbol)); /* C has no cast from an object to a function */
}

/* ---- in place of the libraries' functions: other threads end while the main thread destroys ----
 */

FcFontSet *FcFontSetSort(FcConfig *configuration, FcFontSet **sets, int n_sets, FcPattern *pattern,
                         FcBool trim, FcCharSet **characters, FcResult *result) {
    FcFontSet *(*next)(FcConfig *, FcFontSet **, int, FcPattern *, FcBool, FcCharSet **,
                       FcResult *);

    find_next("FcFontSetSort", &next);
    FcFontSet *sorted = next(configuration, sets, n_sets, pattern, trim, characters, result);
    for (int i = 0; i < WAIT_MS && g_atomic_int_get(&n_destroyed) < g_atomic_int_get(&n_awaited);
         i++) {
        wait_ms(1);
    }
    return sorted;
}

void g_hash_table_destroy(GHashTable *table) {
    void (*next)(GHashTable *);

    find_next("g_hash_table_destroy", &next);
    next(table);
    if (g_thread_self() == main_thread && is_freeing) {
        g_atomic_int_inc(&n_destroyed);
        wait_ms(DESTROY_MS);
    }
}

gboolean g_hash_table_remove(GHashTable *table, gconstpointer key) {
    gboolean (*next)(GHashTable *, gconstpointer);

    find_next("g_hash_table_remove", &next);
    if (g_thread_self() != main_thread) {
        wait_ms(REMOVE_MS);
    }
    return next(table, key);
}

/* ---- the test ---- */

static void draw_first(struct drawing *drawing, int n_tables) {
    is_freeing = false;
    g_atomic_int_set(&n_destroyed, 0);
    g_atomic_int_set(&n_awaited, n_tables);
    drawing_renew(drawing);
    drawing_set_all(drawing, "figure.panels=gradient figure.width=400 figure.height=300");
    drawing_draw(drawing);
    is_freeing = true;
}

/* The threads end after each table in turn. */
enum { N_TABLES = 12 };

static void test_fonts_are_freed_meanwhile(void **state) {
    struct drawing *drawing = *state;

    for (int i = 1; i <= N_TABLES; i++) {
        draw_first(drawing, i);
        drawing_renew(drawing);
        assert_int_not_equal(g_atomic_int_get(&n_destroyed), 0);
    }
}

static void test_fonts_are_added_meanwhile(void **state) {
    struct drawing *drawing = *state;

    for (int i = 1; i <= N_TABLES; i++) {
        draw_first(drawing, i);
        drawing_set(drawing, "labels.title", "直线");
        drawing_draw(drawing);
        drawing_reset(drawing);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(test_fonts_are_freed_meanwhile),
        TEST_WITH_DRAWING(test_fonts_are_added_meanwhile),
    };

    main_thread = g_thread_self();
    return run_all(tests);
}
