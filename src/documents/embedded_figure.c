/* Compares, draws and writes the figures that documents show. */
#include "documents/embedded_figure.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/attributes.h"
#include "base/file.h"
#include "base/file_output.h"
#include "base/user_text.h"
#include "output/formats.h"
#include "rendering/canvas/missing_characters.h"
#include "spec/recipe.h"

/* Figures of this many bytes in all are kept until they are written. What is beyond is drawn once
 * more then. */
enum { KEPT_MAX = 256 << 20 };

/* ---- life ---- */

struct embedding embedding_begin(stop_flag *stop) {
    return (struct embedding){
        .stop = stop,
        .inputs = inputs_create(),
        .warnings = g_ptr_array_new_with_free_func(g_free),
        .firsts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
}

void embedding_finish(struct embedding *embedding) {
    inputs_destroy(embedding->inputs);
    g_ptr_array_free(embedding->warnings, TRUE);
    g_hash_table_destroy(embedding->firsts);
    g_hash_table_destroy(embedding->folded);
    renderer_destroy(embedding->renderer);
}

void embedded_figures_finish(struct embedded_figures *figures) {
    for (size_t i = 0; i < figures->n; i++) {
        g_free(figures->all[i].name);
        g_free(figures->all[i].path);
        g_free(figures->all[i].recipe);
        bytes_finish(&figures->all[i].drawn);
    }
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

struct reader *embedded_spec_read(const char *text, size_t n_bytes, const char *path, size_t line) {
    struct reader *reader = reader_create();

    if (!is_blank(text, n_bytes)) {
        reader_read_block(reader, text, n_bytes, path, line);
    }
    reader_check_texts(reader, missing_characters_describe);
    return reader;
}

bool embedded_figures_choose(struct embedded_figures *figures, const struct embedded_block *block,
                             size_t n_of_pair, struct gradfig_error *error) {
    bool done = true;

    for (size_t i = 0; done && i < MAX(n_of_pair, 1); i++) {
        struct embedded_figure *figure = &figures->all[figures->n++];
        *figure = (struct embedded_figure){
            .place = block->place,
            .format = block->format,
            .spec = *block->spec,
            .name = n_of_pair > 0 ? figure_file_name_theme(block->name, (enum theme_kind)i)
                                  : g_strdup(block->name),
        };
        figure->path = reader_resolve(block->document, figure->name);
        figure->spec.figure.theme = n_of_pair > 0 ? (int)i : block->spec->figure.theme;
        figure->recipe = recipe_write(&figure->spec, error);
        done = figure->recipe != NULL;
    }
    return done;
}

/* ---- files that several blocks show ---- */

/* The one name that a file has, whatever leads to it; freed with g_free. */
static char *find_place(const char *path) {
    char *place = realpath(path, NULL);

    if (place != NULL) {
        return place;
    }
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *real = strcmp(folder, path) != 0 ? find_place(folder) : NULL;
    return g_canonicalize_filename(name, real);
}

/* A new file may take the place of an earlier one on disks of Windows and macOS. */
static void warn_of_case(struct embedding *embedding, struct embedded_figure *figure,
                         const char *place) {
    g_autofree char *folded = g_ascii_strdown(place, -1);
    const struct embedded_figure *other = g_hash_table_lookup(embedding->folded, folded);

    if (other == NULL) {
        g_hash_table_insert(embedding->folded, g_steal_pointer(&folded), figure);
        return;
    }
    g_autofree char *shown = text_escape_path(figure->name);
    g_autofree char *earlier = text_escape_path(other->name);
    g_ptr_array_add(embedding->warnings,
                    g_strdup_printf("%s: %s differs only in case from %s at %s; Windows and macOS "
                                    "take them for one file",
                                    figure->place, shown, earlier, other->place));
}

const struct embedded_figure *embedded_figure_share(struct embedding *embedding,
                                                    struct embedded_figure *figure) {
    g_autofree char *place = find_place(figure->path);
    const struct embedded_figure *first = g_hash_table_lookup(embedding->firsts, place);

    figure->is_shared = first != NULL;
    if (first == NULL) {
        warn_of_case(embedding, figure, place);
        g_hash_table_insert(embedding->firsts, g_steal_pointer(&place), figure);
    }
    return first != NULL && strcmp(first->recipe, figure->recipe) != 0 ? first : NULL;
}

/* "DOC.md:12: why" */
static bool fail(const struct embedded_figure *figure, const struct gradfig_error *cause,
                 struct gradfig_error *error) {
    return error_set(error, cause->code, "%.500s: %s", figure->place, cause->message);
}

/* ---- comparing ---- */

static enum embedded_state judge(const struct embedded_figure *figure, const struct bytes *file) {
    const struct figure_format *format;
    struct gradfig_error error;
    g_autofree char *found = figure_file_read_recipe(file, &format, &error);
    enum embedded_state state = EMBEDDED_STALE;

    if (found == NULL || !figure_file_is_complete(file, format)) {
        state = EMBEDDED_DAMAGED;
    } else if (format == figure->format && recipe_is_same(found, figure->recipe)) {
        state = EMBEDDED_CURRENT;
    }
    return state;
}

static struct file_rule rule_of(const struct inputs *inputs) {
    return (struct file_rule){
        .inputs = inputs,
        .refusal = figure_file_refusal,
        .expected = "a figure of gradfig's in this place",
        .advice = "choose another name, or remove it",
        .is_own_name = true,
    };
}

/* Whether the figure may be written to its place. Folders on the way to it can be made. */
static bool check_place(const char *path, const struct inputs *inputs,
                        struct gradfig_error *error) {
    struct file_rule rule = rule_of(inputs);
    bool is_file;

    return file_check(path, &rule, &is_file, error) || errno == ENOENT;
}

bool embedded_figure_compare(const struct embedding *embedding, struct embedded_figure *figure,
                             struct gradfig_error *error) {
    ENDED_BY(bytes_finish) struct bytes file = {0};
    struct gradfig_error cause;

    if (!figure_file_can_be(&figure->spec, figure->format, &cause)) {
        return fail(figure, &cause, error);
    }
    figure->state = EMBEDDED_DAMAGED;
    if (file_read(figure->path, "a figure", FIGURE_FILE_MAX, &file, &cause)) {
        figure->state = judge(figure, &file);
    } else if (errno == ENOENT) {
        figure->state = EMBEDDED_MISSING;
    }
    return figure->state == EMBEDDED_CURRENT ||
           check_place(figure->path, embedding->inputs, &cause) || fail(figure, &cause, error);
}

/* ---- drawing ---- */

/* Another block may write the same file. */
static bool needs_file(const struct embedded_figure *figure) {
    return figure->state != EMBEDDED_CURRENT && !figure->is_shared;
}

/* What the figure has no room for; once for both of a pair. */
static void warn_of_left_out(const struct embedding *embedding,
                             const struct embedded_figure *figure) {
    for (const char *const *text = renderer_left_out(embedding->renderer); *text != NULL; text++) {
        g_autofree char *line = g_strdup_printf("%s: %s", figure->place, *text);
        if (!g_ptr_array_find_with_equal_func(embedding->warnings, line, g_str_equal, NULL)) {
            g_ptr_array_add(embedding->warnings, g_steal_pointer(&line));
        }
    }
}

/* Frees a figure for which there is no room. */
static void keep(struct embedding *embedding, struct embedded_figure *figure) {
    if (figure->drawn.n > KEPT_MAX - embedding->n_kept) {
        bytes_finish(&figure->drawn);
    } else {
        embedding->n_kept += figure->drawn.n;
    }
}

static bool make(struct embedding *embedding, struct embedded_figure *figure,
                 struct gradfig_error *error) {
    if (embedding->renderer == NULL) {
        embedding->renderer = renderer_create(error);
    }
    return embedding->renderer != NULL &&
           figure_file_draw(embedding->renderer, &figure->spec, figure->format, embedding->stop,
                            &figure->drawn, error);
}

bool embedded_figure_draw(struct embedding *embedding, struct embedded_figure *figure,
                          struct gradfig_error *error) {
    struct gradfig_error cause;

    if (!error_check_stop(embedding->stop, error)) {
        return false;
    }
    if (!needs_file(figure)) {
        return true;
    }
    if (!make(embedding, figure, &cause)) {
        return fail(figure, &cause, error);
    }
    warn_of_left_out(embedding, figure);
    keep(embedding, figure);
    return true;
}

/* ---- writing ---- */

/* file_open reports a folder that cannot be made. */
static void make_folders(const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0777);
}

/* The comparison has asked about the inputs. A document that was replaced since leaves its inode to
 * new files. */
static bool write_drawn(const struct embedding *embedding, const struct embedded_figure *figure,
                        struct gradfig_error *error) {
    const struct file_rule rule = rule_of(NULL);
    struct file_output file;

    make_folders(figure->path);
    if (!file_open(&file, figure->path, &rule, error)) {
        return false;
    }
    fwrite(figure->drawn.data, 1, figure->drawn.n, file.stream); /* the commit finds the errors */
    bool done = file_commit(&file, error);
    embedded_note_lost(embedding->warnings, figure->path, file.lost);
    return done;
}

bool embedded_figure_write(struct embedding *embedding, struct embedded_figure *figure,
                           struct gradfig_error *error) {
    struct gradfig_error cause;

    if (!error_check_stop(embedding->stop, error)) {
        return false;
    }
    bool done =
        !needs_file(figure) || ((figure->drawn.data != NULL || make(embedding, figure, &cause)) &&
                                write_drawn(embedding, figure, &cause));
    bytes_finish(&figure->drawn);
    return done || fail(figure, &cause, error);
}

void embedded_note_lost(GPtrArray *warnings, const char *path, unsigned lost) {
    if (lost != 0) {
        g_autofree char *shown = text_escape_path(path);
        g_autofree char *words = attributes_describe(lost);
        g_ptr_array_add(
            warnings,
            g_strdup_printf("%s: the new file does not have the old file's: %s", shown, words));
    }
}
