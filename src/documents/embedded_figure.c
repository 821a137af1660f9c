/* Compares, draws and writes the file of a figure that a document shows. */
#include "documents/embedded_figure.h"

#include <errno.h>

#include <glib.h>

#include "base/attributes.h"
#include "base/file.h"
#include "base/file_output.h"
#include "base/user_text.h"
#include "output/figure_file.h"
#include "spec/recipe.h"

static struct file_rule rule_of(const struct embedded_figure *figure) {
    return (struct file_rule){
        .inputs = figure->inputs,
        .refusal = figure_file_refusal,
        .expected = "a figure of gradfig's in this place",
        .advice = "choose another name, or remove it",
        .is_own_name = true,
    };
}

/* ---- reading ---- */

/* Whether there is nothing but comments and blank lines. */
static bool is_blank(const char *text, size_t n_bytes) {
    bool is_comment = false;

    for (size_t i = 0; i < n_bytes; i++) {
        bool ends_line = text[i] == '\n' || text[i] == '\r';
        bool is_empty = ends_line || text[i] == ' ' || text[i] == '\t';
        is_comment = !ends_line && (is_comment || text[i] == '#');
        if (text[i] == '\0' || !(is_comment || is_empty)) {
            return false;
        }
    }
    return true;
}

void embedded_figure_read_spec(struct reader *reader, const char *text, size_t n_bytes,
                               const char *path, size_t line) {
    if (!is_blank(text, n_bytes)) {
        reader_read_part(reader, text, n_bytes, path, line);
    }
}

/* ---- comparing ---- */

static enum embedded_state judge(const struct embedded_figure *figure, const struct bytes *file,
                                 const char *recipe) {
    const struct figure_format *format;
    struct gradfig_error error;
    g_autofree char *found = figure_file_read_recipe(file, &format, &error);
    enum embedded_state state = EMBEDDED_STALE;

    if (found == NULL || !figure_file_is_complete(file, format)) {
        state = EMBEDDED_DAMAGED;
    } else if (format == figure->format && recipe_is_same(found, recipe)) {
        state = EMBEDDED_CURRENT;
    }
    return state;
}

/* Whether the figure may be written to its place. Folders on the way to it can be made. */
static bool check_place(const struct embedded_figure *figure, struct gradfig_error *error) {
    struct file_rule rule = rule_of(figure);
    struct gradfig_error cause;
    bool is_file;

    if (file_check(figure->path, &rule, &is_file, &cause) || errno == ENOENT) {
        return true;
    }
    *error = cause;
    return false;
}

static bool compare(const struct embedded_figure *figure, const char *recipe,
                    enum embedded_state *state, struct gradfig_error *error) {
    ENDED_BY(bytes_finish) struct bytes file = {0};
    struct gradfig_error cause;
    bool is_there = file_read(figure->path, "a figure", FIGURE_FILE_MAX, &file, &cause);
    enum embedded_state found = EMBEDDED_DAMAGED;

    if (is_there) {
        found = judge(figure, &file, recipe);
    } else if (errno == ENOENT) {
        found = EMBEDDED_MISSING;
    }
    if (found != EMBEDDED_CURRENT && !check_place(figure, error)) {
        return false;
    }
    *state = found;
    return true;
}

bool embedded_figure_compare(const struct embedded_figure *figure, enum embedded_state *state,
                             struct gradfig_error *error) {
    if (!figure_file_can_be(figure->spec, figure->format, error)) {
        return false;
    }
    g_autofree char *recipe = recipe_write(figure->spec, error);
    return recipe != NULL && compare(figure, recipe, state, error);
}

/* ---- drawing ---- */

bool embedded_figure_draw(const struct embedded_figure *figure, struct renderer **renderer,
                          stop_flag *stop, struct bytes *bytes, struct gradfig_error *error) {
    if (*renderer == NULL) {
        *renderer = renderer_create(error);
    }
    return *renderer != NULL &&
           figure_file_draw(*renderer, figure->spec, figure->format, stop, bytes, error);
}

/* ---- writing ---- */

/* file_open reports a folder that cannot be made. */
static void make_folders(const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0777);
}

bool embedded_figure_write(const struct embedded_figure *figure, const struct bytes *bytes,
                           unsigned *lost, struct gradfig_error *error) {
    struct file_rule rule = rule_of(figure);
    struct file_output file;

    make_folders(figure->path);
    if (!file_open(&file, figure->path, &rule, error)) {
        return false;
    }
    fwrite(bytes->data, 1, bytes->n, file.stream); /* the commit finds the errors */
    bool done = file_commit(&file, error);
    *lost = file.lost;
    return done;
}

void embedded_note_lost(GPtrArray *warnings, const char *path, unsigned lost) {
    if (lost != 0) {
        g_autofree char *shown = text_escape_path(path);
        g_autofree char *words = attributes_describe(lost);
        g_ptr_array_add(warnings,
                        g_strdup_printf("%s: cannot keep of the older file: %s", shown, words));
    }
}
