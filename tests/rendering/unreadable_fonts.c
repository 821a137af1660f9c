/* Tests that a figure whose fonts cannot be read is no picture, and that the next one is. */
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fontconfig/fontconfig.h>
#include <glib.h>

#include "rendering/canvas/font_files.h"

#include "shared/drawing.h"
#include "shared/rows.h"

/* ---- in place of the C library's functions: FreeType calls the first, HarfBuzz the others ---- */

int open(const char *path, int flags, ...);
int open64(const char *path, int flags, ...);
FILE *fopen64(const char *path, const char *mode);

static struct {
    bool freetype;
    bool harfbuzz;
} refused;
static int n_refused;

static bool refuses(bool is_refused, const char *path) {
    bool refuses = is_refused && g_str_has_prefix(path, FONT_FILES_USUAL_FOLDER);

    if (refuses) {
        n_refused++;
        errno = EIO;
    }
    return refuses;
}

static int open_unless(bool is_refused, const char *path, int flags, va_list rest) {
    enum { HERE = -100 }; /* AT_FDCWD */

    return refuses(is_refused, path)
               ? -1
               : (int)syscall(SYS_openat, HERE, path, flags, va_arg(rest, int));
}

int open(const char *path, int flags, ...) {
    va_list rest;

    va_start(rest, flags);
    int descriptor = open_unless(refused.freetype, path, flags, rest);
    va_end(rest);
    return descriptor;
}

int open64(const char *path, int flags, ...) {
    va_list rest;

    va_start(rest, flags);
    int descriptor = open_unless(refused.harfbuzz, path, flags, rest);
    va_end(rest);
    return descriptor;
}

FILE *fopen64(const char *path, const char *mode) {
    FILE *(*next)(const char *, const char *) = NULL;
    void *symbol = dlsym(RTLD_NEXT, "fopen64");

    memcpy(&next, &symbol, sizeof(next)); /* C has no cast from an object to a function */
    return refuses(refused.harfbuzz, path) ? NULL : next(path, mode);
}

/* ---- the tests, each in a process that has read no font yet ---- */

static const struct row {
    const char *what;
    bool freetype;
    bool harfbuzz;
} rows[] = {
    {"no file for FreeType", true, false},
    {"no file for HarfBuzz", false, true},
    {"no file for both", true, true},
};
static const struct row *row;

static void expect_no_picture(struct drawing *drawing) {
    expect_equal(row->what, drawing_try(drawing), false);
    expect_equal(row->what, drawing->error.code, GRADFIG_WORK_FAILED);
    expect_text(row->what, drawing->error.message, "cannot draw: the font Inter cannot be read");
}

static void test_fonts_are_refused_and_allowed_again(void **state) {
    struct drawing *drawing = *state;

    refused.freetype = row->freetype;
    refused.harfbuzz = row->harfbuzz;
    expect_no_picture(drawing);
    expect_no_picture(drawing);
    expect_equal(row->what, n_refused > 0, true);
    refused.freetype = refused.harfbuzz = false;
    drawing_draw(drawing);
    struct image found = drawing_take(drawing);
    drawing_renew(drawing);
    drawing_draw(drawing);
    assert_int_equal(drawing->image.width, found.width);
    assert_memory_equal(drawing->image.pixels, found.pixels,
                        found.width * found.height * sizeof(*found.pixels));
    image_finish(&found);
}

/* ... whose fonts are read anew. */
static void test_a_guest_leaves_the_configuration(void **state) {
    struct drawing *drawing = *state;
    FcConfig *host = FcConfigCreate();

    FcConfigSetCurrent(host);
    renderer_destroy(drawing->renderer);
    drawing->renderer = renderer_create_as_guest(&drawing->error);
    refused.freetype = row->freetype;
    refused.harfbuzz = row->harfbuzz;
    expect_equal(row->what, drawing_try(drawing), false);
    refused.freetype = refused.harfbuzz = false;
    drawing_draw(drawing);
    assert_ptr_equal(FcConfigGetCurrent(), host);
    FcConfigDestroy(host);
}

static GLogWriterOutput ignore_message(GLogLevelFlags level, const GLogField *fields,
                                       gsize n_fields, gpointer data) {
    (void)level;
    (void)fields;
    (void)n_fields;
    (void)data;
    return G_LOG_WRITER_HANDLED;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST_WITH_DRAWING(test_fonts_are_refused_and_allowed_again),
        TEST_WITH_DRAWING(test_a_guest_leaves_the_configuration),
    };
    int n_failed = 0;

    g_log_set_writer_func(ignore_message, NULL, NULL); /* Pango warns of what is tested here */
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        pid_t child = fork();
        int status = 1;
        if (child == 0) {
            row = &rows[i];
            return run_all(tests);
        }
        waitpid(child, &status, 0);
        n_failed += status != 0;
    }
    return n_failed;
}
