/* The targets of the fuzzer, a function and a row each. */
#include "fuzz/targets.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/user_text.h"
#include "batch/manifest.h"
#include "documents/blocks.h"
#include "documents/embed_block.h"
#include "documents/pandoc_document.h"
#include "documents/pandoc_figure.h"
#include "documents/snippet.h"
#include "explore/answer.h"
#include "explore/request.h"
#include "measurements/exports.h"
#include "measurements/stack_json.h"
#include "measurements/stack_warnings.h"
#include "output/formats.h"
#include "output/series_table.h"
#include "report/report.h"
#include "report/verdict.h"
#include "shared/sanitized.h"
#include "spec/reader.h"
#include "spec/recipe.h"

#if IS_SANITIZED
#include <sanitizer/lsan_interface.h>
#endif

/* What is allowed and takes long is no finding. */
enum { QUICK_DEPTH_MAX = 10000, QUICK_PIXELS_MAX = 640 * 480 };

static void promise(bool holds) {
    if (!holds) {
        abort();
    }
}

/* The mistakes and errors are lines of valid UTF-8. */
static void check_message(const char *message) {
    promise(*message != '\0' && strchr(message, '\n') == NULL);
    promise(g_utf8_validate(message, -1, NULL));
}

static void check_mistakes(const struct reader *reader) {
    promise(reader_n_mistakes(reader) > 0);
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        check_message(reader_mistake(reader, i));
    }
}

/* The recipe of a spec is a spec with the same recipe. */
static void check_recipe(const struct spec *spec) {
    struct gradfig_error error;
    char *recipe = recipe_write(spec, &error);
    struct reader *reader = reader_create();
    struct spec again;

    reader_read_recipe(reader, recipe, strlen(recipe), "recipe");
    promise(reader_finish(reader, &again));
    char *recipe_again = recipe_write(&again, &error);
    promise(strcmp(recipe, recipe_again) == 0);
    free(recipe_again);
    free(recipe);
    spec_finish(&again);
    reader_destroy(reader);
}

static void check_claims(const struct claims *claims) {
    for (size_t i = 0; i < claims_count(claims); i++) {
        const struct claim *claim = claims_at(claims, i);
        if (claim->spec.depth <= QUICK_DEPTH_MAX) {
            (void)verdict_of(claim);
        }
    }
}

/* Ends the reader. */
static void check_reader(struct reader *reader) {
    struct spec spec;
    struct claims *claims = reader_finish_claims(reader, &spec);

    if (claims != NULL) {
        check_recipe(&spec);
        check_claims(claims);
        claims_destroy(claims);
        spec_finish(&spec);
    } else {
        check_mistakes(reader);
    }
    reader_destroy(reader);
}

static void run_spec(const uint8_t *bytes, size_t n) {
    struct reader *reader = reader_create();

    reader_read_text(reader, (const char *)bytes, n, "spec");
    check_reader(reader);
}

/* What the variants are stored as gives the same variants. */
static void run_variants(const uint8_t *bytes, size_t n) {
    struct reader *reader = reader_create();
    struct gradfig_error error;

    reader_read_text(reader, (const char *)bytes, n, "spec");
    struct variants *variants = reader_finish_variants(reader, "png", false);
    if (variants == NULL) {
        check_mistakes(reader);
        reader_destroy(reader);
        return;
    }
    char *text = variants_write(variants, &error);
    struct reader *reader_again = reader_create();
    reader_read_text(reader_again, text, strlen(text), "batch");
    struct variants *again = reader_finish_variants(reader_again, "png", false);
    promise(again != NULL && variants_count(again) == variants_count(variants));
    char *name = variants_name(variants, variants_count(variants) - 1);
    char *name_again = variants_name(again, variants_count(again) - 1);
    promise(strcmp(name, name_again) == 0 && *name != '/' && strstr(name, "..") == NULL);
    free(name_again);
    free(name);
    free(text);
    variants_destroy(again);
    variants_destroy(variants);
    reader_destroy(reader_again);
    reader_destroy(reader);
}

/* The lines of some bytes; freed with g_strfreev. */
static char **split_lines(const uint8_t *bytes, size_t n, int n_max) {
    char *text = g_strndup((const char *)bytes, n);
    char **lines = g_strsplit(text, "\n", n_max);

    g_free(text);
    return lines;
}

/* Each line is one --set. */
static void run_set(const uint8_t *bytes, size_t n) {
    char **lines = split_lines(bytes, n, 20);
    struct reader *reader = reader_create();

    for (char **line = lines; *line != NULL; line++) {
        reader_set(reader, *line);
    }
    check_reader(reader);
    g_strfreev(lines);
}

/* The text is a range of values, "from: 1, to: 2, step: 0.5". */
static void run_range(const uint8_t *bytes, size_t n) {
    char *text = g_strdup_printf("vary: {input: {%.*s}}", (int)n, (const char *)bytes);

    run_variants((const uint8_t *)text, strlen(text));
    g_free(text);
}

/* The recipe in a figure of any format, which is a spec or has mistakes. */
static void run_figure(const uint8_t *bytes, size_t n) {
    struct bytes file = {n, g_strndup("", n)};
    const struct figure_format *format;
    struct gradfig_error error;

    if (n > 0) {
        memcpy(file.data, bytes, n);
    }
    char *recipe = figure_file_read_recipe(&file, &format, &error);
    if (recipe == NULL) {
        check_message(error.message);
    } else {
        promise(strlen(recipe) <= RECIPE_MAX);
        struct reader *reader = reader_create();
        reader_read_recipe(reader, recipe, strlen(recipe), "figure");
        check_reader(reader);
        free(recipe);
    }
    bytes_finish(&file);
}

static void read_all_fields(const struct manifest *manifest) {
    for (size_t i = 0; i < manifest->n_rows; i++) {
        struct manifest_file file = manifest_file(manifest, i);
        promise(manifest_name(manifest, i) != NULL && file.status != NULL && file.sha256 != NULL);
        for (size_t k = 0; k < manifest->n_keys; k++) {
            promise(manifest_value(manifest, i, k) != NULL && manifest_key(manifest, k) != NULL);
        }
    }
    (void)manifest_batch(manifest);
}

static void run_manifest(const uint8_t *bytes, size_t n) {
    struct manifest manifest = {0};
    struct gradfig_error error;
    char path[] = "/tmp/gradfig-manifest-XXXXXX";
    int file = g_mkstemp(path);

    promise(file >= 0 && write(file, bytes, n) == (ssize_t)n && close(file) == 0);
    if (manifest_read(&manifest, path, &error)) {
        read_all_fields(&manifest);
    }
    manifest_finish(&manifest);
    g_remove(path);
}

/* The lines are an image, its dark one and its alt text, for every document system. */
static void run_snippet(const uint8_t *bytes, size_t n) {
    char **lines = split_lines(bytes, n, 3);
    char *names = document_system_list();
    char **systems = g_strsplit(names, " ", -1);
    struct gradfig_error error;

    for (char **name = systems; *name != NULL && g_strv_length(lines) == 3; name++) {
        const struct snippet snippet = {
            .system = document_system_find(*name),
            .image = lines[0],
            .dark = *lines[1] != '\0' ? lines[1] : NULL,
            .alt = lines[2],
            .width = 1500,
            .dpi = 100,
        };
        g_free(snippet_write(&snippet, &error));
    }
    g_strfreev(systems);
    g_free(names);
    g_strfreev(lines);
}

/* The block is a figure, or has mistakes. */
static void read_pandoc_block(const struct pandoc_block *block, size_t number) {
    GPtrArray *mistakes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
    const struct pandoc_lines lines = {mistakes, warnings};
    struct pandoc_figure figure;

    if (pandoc_figure_read(&figure, block, number, pandoc_target_find("html"), &lines)) {
        promise(mistakes->len == 0 && *figure.files.all[0].path != '\0');
        pandoc_figure_finish(&figure);
    } else {
        promise(mistakes->len > 0);
    }
    for (guint i = 0; i < mistakes->len; i++) {
        check_message(g_ptr_array_index(mistakes, i));
    }
    g_ptr_array_free(mistakes, TRUE);
}

/* A document without its blocks is a document without blocks. */
static void run_pandoc(const uint8_t *bytes, size_t n) {
    static const struct pandoc_image image = {
        .path = "a.svg", .dark = "b&\".svg", .alt = " an  alt ", .width = "1px", .style = "x"};
    struct bytes json = {n, g_strndup((const char *)bytes, n)};
    struct gradfig_error error;
    struct pandoc_document *document = pandoc_document_read(&json, &error);

    bytes_finish(&json);
    if (document == NULL) {
        check_message(error.message);
        return;
    }
    for (size_t i = 0; i < pandoc_document_n_blocks(document); i++) {
        read_pandoc_block(pandoc_document_block(document, i), i + 1);
        promise(pandoc_document_replace(document, i, &image, &error));
    }
    char *written = pandoc_document_write(document, &error);
    promise(written != NULL);
    pandoc_document_destroy(document);
    document = pandoc_document_read(&(struct bytes){strlen(written), written}, &error);
    promise(document != NULL && pandoc_document_n_blocks(document) == 0);
    pandoc_document_destroy(document);
    free(written);
}

/* ---- documents with blocks ---- */

/* The document with another content of its blocks. */
static GString *replace_contents(const struct bytes *document, const struct blocks *blocks,
                                 const char *snippet, bool is_apart) {
    GString *text = g_string_new(NULL);
    size_t at = 0;

    for (guint i = 0; i < blocks->all->len; i++) {
        const struct block *block = &g_array_index(blocks->all, struct block, i);
        promise(at <= block->content && block->content <= block->content_end &&
                block->content_end <= document->n);
        g_string_append_len(text, document->data + at, (gssize)(block->content - at));
        if (snippet != NULL) {
            GString *content = content_of_snippet(block, snippet, is_apart);
            g_string_append_len(text, content->str, (gssize)content->len);
            g_string_free(content, TRUE);
        }
        at = block->content_end;
    }
    return g_string_append_len(text, document->data + at, (gssize)(document->n - at));
}

static void check_faults(struct faults *faults) {
    GPtrArray *messages = g_ptr_array_new_with_free_func(g_free);

    faults_move(faults, messages);
    for (guint i = 0; i < messages->len; i++) {
        char *shown = text_escape_path(g_ptr_array_index(messages, i)); /* as the command does */
        check_message(shown);
        promise(g_str_has_prefix(shown, "a.") && strchr(shown, ':') != NULL);
        g_free(shown);
    }
    g_ptr_array_free(messages, TRUE);
}

/* Reads the specs of the blocks. */
static void check_specs(const struct blocks *blocks) {
    for (guint i = 0; i < blocks->all->len; i++) {
        const struct block *block = &g_array_index(blocks->all, struct block, i);
        struct reader *reader = reader_create();
        reader_read_block(reader, block->spec->str, block->spec->len, "/a.md", block->spec_line);
        check_reader(reader);
    }
}

/* Blocks that are found without faults are found again once they have their contents, which then
 * stay, and no other byte differs. */
static void check_contents(const struct bytes *document, const struct blocks *blocks,
                           const struct comment_syntax *syntax) {
    static const char snippet[] = "```{image} a.png\n:alt: text\n\n  - x\n```\n";
    GString *text = replace_contents(document, blocks, snippet, syntax->is_apart);
    const struct bytes written = {text->len, text->str};
    struct blocks again;
    struct faults faults;

    faults_init(&faults, "a.md");
    blocks_find(&again, &written, syntax, &faults);
    promise(faults_count(&faults) == 0 && again.all->len == blocks->all->len);
    promise(g_string_equal(again.prose, blocks->prose));
    GString *text_again = replace_contents(&written, &again, snippet, syntax->is_apart);
    promise(g_string_equal(text, text_again));
    g_string_free(text_again, TRUE);
    g_string_free(text, TRUE);
    blocks_finish(&again);
    faults_finish(&faults);
}

/* The first line is the name of the document. */
static void run_document(const uint8_t *bytes, size_t n) {
    const uint8_t *end = n > 0 ? memchr(bytes, '\n', n) : NULL;
    size_t n_name = end != NULL ? (size_t)(end - bytes) : 0;
    char *name = g_strndup(n_name > 0 ? (const char *)bytes : "", n_name);
    const struct comment_syntax *syntax = comment_syntax_find(name);
    struct faults faults;
    struct blocks blocks;

    g_free(name);
    if (end == NULL || syntax == NULL) {
        return;
    }
    size_t n_text = n - n_name - 1;
    struct bytes document = {n_text, g_strndup("", n_text)};
    memcpy(document.data, end + 1, n_text);
    faults_init(&faults, "a.md");
    blocks_find(&blocks, &document, syntax, &faults);
    check_specs(&blocks);
    if (faults_count(&faults) == 0) {
        check_contents(&document, &blocks, syntax);
    }
    check_faults(&faults);
    blocks_finish(&blocks);
    faults_finish(&faults);
    bytes_finish(&document);
}

/* Any of the formats; a fit or an error with the file's name. */
static void run_measurements(const uint8_t *bytes, size_t n) {
    char path[] = "/tmp/gradfig-measurements-XXXXXX";
    int file = g_mkstemp(path);
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    struct gradfig_error error;
    struct stacks stacks;

    promise(file >= 0 && write(file, bytes, n) == (ssize_t)n && close(file) == 0);
    struct measurements *measurements = measurements_read(path, &error);
    if (measurements != NULL &&
        stacks_read(&stacks, measurements, &(struct stack_choice){0}, &error)) {
        char *text = stack_json_write(&stacks, &error);
        promise(text != NULL && stacks.stacks->len > 0);
        stack_warnings_append(stacks.stacks->pdata[0], lines);
        g_free(text);
        stacks_finish(&stacks);
    } else {
        check_message(error.message);
        promise(g_str_has_prefix(error.message, path) && error.code == GRADFIG_INVALID_INPUT);
    }
    measurements_destroy(measurements);
    g_ptr_array_unref(lines);
    g_remove(path);
}

static bool is_quick(const struct spec *spec) {
    int64_t scale = spec->figure.scale;

    return spec->depth <= QUICK_DEPTH_MAX &&
           spec->figure.width * spec->figure.height * scale * scale <= QUICK_PIXELS_MAX;
}

/* Draws the figure; its file has the recipe of the spec. */
static void draw(struct renderer *renderer, const struct spec *spec, const char *word) {
    const struct figure_format *format = figure_format_find(word);
    struct gradfig_error error;
    struct series series;
    struct bytes file;

    promise(renderer_collect(&series, spec, NULL, &error));
    if (figure_file_make(renderer, &series, format, &file, &error)) {
        char *recipe = recipe_write(spec, &error);
        char *found = figure_file_read_recipe(&file, &format, &error);
        promise(found != NULL && strcmp(found, recipe) == 0);
        free(found);
        free(recipe);
        bytes_finish(&file);
    } else {
        promise(error.code == GRADFIG_INVALID_INPUT);
        check_message(error.message);
    }
    series_finish(&series);
}

/* Cairo 1.16 loses 768 bytes for each Chinese font in a PDF. */
static void draw_pdf(struct renderer *renderer, const struct spec *spec) {
#if IS_SANITIZED
    __lsan_disable();
#endif
    draw(renderer, spec, "pdf");
#if IS_SANITIZED
    __lsan_enable();
#endif
}

static void run_picture(const uint8_t *bytes, size_t n) {
    static struct renderer *renderer;
    struct gradfig_error error;
    struct reader *reader = reader_create();
    struct spec spec;

    if (renderer == NULL) {
        renderer = renderer_create(&error);
        promise(renderer != NULL);
    }
    reader_set(reader, "figure.width=600");
    reader_set(reader, "figure.height=400");
    reader_read_text(reader, (const char *)bytes, n, "spec");
    if (reader_finish(reader, &spec)) {
        if (is_quick(&spec)) {
            draw(renderer, &spec, n % 2 == 0 ? "png" : "svg");
            draw_pdf(renderer, &spec);
        }
        spec_finish(&spec);
    }
    reader_destroy(reader);
}

/* The lines are the targets of requests. Figures are not drawn; see run_picture. */
static void run_explore(const uint8_t *bytes, size_t n) {
    static const char *const paths[] = {"/spec.yaml", "/report.json", "/numbers.json",
                                        "/snippets.json"};
    static const volatile sig_atomic_t never = 0;
    char **lines = split_lines(bytes, n, 5);
    struct spec spec;

    spec_init(&spec);
    struct claims *claims = claims_create(spec.settings);
    const struct explored explored = {.spec = &spec, .claims = claims, .stop = &never};
    for (char **line = lines; *line != NULL; line++) {
        const struct request request = {
            .method = "GET", .target = *line, .n_hosts = 1, .host = "localhost:1"};
        if (request_refuse(&request, 1) == 0) {
            struct answer answer;
            answer_make(&answer, &explored, paths[n % G_N_ELEMENTS(paths)], request_query(*line));
            promise(answer.status == STATUS_OK || answer.status == STATUS_BAD_REQUEST);
            promise(answer.body.n > 0 && answer.body.n == strlen(answer.body.data));
            promise(g_utf8_validate(answer.body.data, -1, NULL));
            bytes_finish(&answer.body);
        }
    }
    g_strfreev(lines);
    claims_destroy(claims);
    spec_finish(&spec);
}

const struct fuzz_target fuzz_targets[] = {
    {"spec", run_spec},
    {"variants", run_variants},
    {"set", run_set},
    {"range", run_range},
    {"figure", run_figure},
    {"manifest", run_manifest},
    {"snippet", run_snippet},
    {"picture", run_picture},
    {"document", run_document},
    {"pandoc", run_pandoc},
    {"measurements", run_measurements},
    {"explore", run_explore},
    {NULL, NULL},
};

const struct fuzz_target *fuzz_target_find(const char *name) {
    for (const struct fuzz_target *target = fuzz_targets; target->name != NULL; target++) {
        if (strcmp(target->name, name) == 0) {
            return target;
        }
    }
    return NULL;
}
