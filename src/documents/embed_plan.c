/* Plans what is to be drawn and written, then does it: draws what is missing or stale and keeps it
 * in memory, writes pictures and documents. */
#include "documents/embed_plan.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/file_output.h"
#include "base/user_text.h"
#include "documents/embed_block.h"
#include "documents/lines.h"
#include "report/claim_text.h"

/* ---- life ---- */

static void clear_block(void *data) {
    embed_block_finish(data);
}

static void free_document(void *data) {
    struct embed_document *document = data;

    g_array_free(document->blocks, TRUE);
    blocks_finish(&document->found);
    bytes_finish(&document->bytes);
    faults_finish(&document->faults);
    faults_finish(&document->findings);
    faults_finish(&document->wrong);
    g_free(document->path);
    g_free(document);
}

struct embed_plan *embed_plan_create(stop_flag *stop) {
    struct embed_plan *plan = g_new0(struct embed_plan, 1);

    plan->shared = embedding_begin(stop);
    plan->documents = g_ptr_array_new_with_free_func(free_document);
    plan->faults = g_ptr_array_new_with_free_func(g_free);
    plan->findings = g_ptr_array_new_with_free_func(g_free);
    plan->wrong = g_ptr_array_new_with_free_func(g_free);
    return plan;
}

void embed_plan_destroy(struct embed_plan *plan) {
    if (plan != NULL) {
        g_ptr_array_free(plan->documents, TRUE);
        g_ptr_array_free(plan->faults, TRUE);
        g_ptr_array_free(plan->findings, TRUE);
        g_ptr_array_free(plan->wrong, TRUE);
        embedding_finish(&plan->shared);
        g_free(plan);
    }
}

/* ---- documents ---- */

static void note_claims(struct embed_plan *plan, const struct claims *claims) {
    for (size_t i = 0; i < claims_count(claims); i++) {
        char *notice = claim_text_notice(claims_at(claims, i));
        if (notice != NULL) {
            g_ptr_array_add(plan->shared.warnings, notice);
        }
    }
}

/* Reads a block, and adds it to the document if it has no faults. */
static void add_block(struct embed_plan *plan, struct embed_document *document,
                      const struct block *block) {
    struct embed_block planned = {.block = block};

    if (embed_block_read(&planned, document, &plan->shared)) {
        inputs_add_all(plan->shared.inputs, spec_inputs(&planned.spec));
        note_claims(plan, planned.claims);
        g_array_append_val(document->blocks, planned);
    } else {
        embed_block_finish(&planned);
    }
}

/* Whether the document is read for the first time. */
static bool is_new(struct embed_plan *plan, const char *path) {
    struct stat status;

    if (stat(path, &status) != 0) {
        return true; /* reading it fails, too */
    }
    bool is = inputs_find(plan->shared.inputs, &status) == NULL;
    inputs_add(plan->shared.inputs, &status, path);
    return is;
}

/* ---- files that cannot have figures ---- */

/* False also if the file cannot be read to its end. */
static bool lacks_word(const char *path, const char *word) {
    enum { N = 1 << 16 };
    g_autofree char *buffer = g_malloc(N);
    FILE *stream = fopen(path, "re");
    struct bytes bytes = {0, buffer};
    size_t n_read;
    bool lacks = stream != NULL;

    while (lacks && (n_read = fread(buffer + bytes.n, 1, N - bytes.n, stream)) > 0) {
        size_t n = bytes.n + n_read;
        lacks = line_find(&bytes, 0, n, word) == SIZE_MAX;
        bytes.n = MIN(n, strlen(word) - 1);
        memmove(buffer, buffer + n - bytes.n, bytes.n);
    }
    lacks = lacks && ferror(stream) == 0;
    if (stream != NULL) {
        fclose(stream);
    }
    return lacks;
}

/* Of the documents of a repository only some have figures: one that is too large to read and has no
 * mark has none. */
static bool has_no_figures(const char *path) {
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
           (uintmax_t)status.st_size > DOCUMENT_MAX && lacks_word(path, "gradfig");
}

/* ---- reading ---- */

/* False if the file has no figures, and with a fault if it cannot be read as a document. */
static bool read_document(struct embed_document *document) {
    struct gradfig_error error;

    document->syntax = comment_syntax_find(document->path);
    if (document->syntax == NULL && g_file_test(document->path, G_FILE_TEST_IS_DIR)) {
        faults_add(&document->faults, 0, 0,
                   "expected a document, found a folder; name its documents, as in %s/*.md",
                   document->path);
        return false;
    }
    if (document->syntax == NULL) {
        g_autofree char *endings = comment_syntax_list();
        faults_add(&document->faults, 0, 0, "expected a document whose name ends in %s", endings);
        return false;
    }
    if (has_no_figures(document->path)) {
        return false;
    }
    if (!file_read(document->path, "a document", DOCUMENT_MAX, &document->bytes, &error)) {
        faults_add(&document->faults, 0, 0, "%s", error.message);
        return false;
    }
    blocks_find(&document->found, &document->bytes, document->syntax, &document->faults);
    if (document->found.all->len == 0) { /* of many documents only some have figures */
        bytes_finish(&document->bytes);
        g_string_free(document->found.prose, TRUE);
        document->found.prose = g_string_new(NULL);
    }
    return true;
}

static struct embed_document *create_document(const char *path) {
    struct embed_document *document = g_new0(struct embed_document, 1);

    document->path = g_strdup(path);
    document->blocks = g_array_new(FALSE, FALSE, sizeof(struct embed_block));
    g_array_set_clear_func(document->blocks, clear_block);
    faults_init(&document->faults, document->path);
    faults_init(&document->findings, document->path);
    faults_init(&document->wrong, document->path);
    return document;
}

bool embed_plan_add(struct embed_plan *plan, const char *path, struct gradfig_error *error) {
    if (is_new(plan, path)) {
        struct embed_document *document = create_document(path);
        g_ptr_array_add(plan->documents, document);
        bool is_read = read_document(document);
        for (guint i = 0; is_read && *plan->shared.stop == 0 && i < document->found.all->len; i++) {
            add_block(plan, document, &g_array_index(document->found.all, struct block, i));
        }
    }
    return error_check_stop(plan->shared.stop, error);
}

/* ---- pictures ---- */

/* Adds a fault if an earlier block shows this picture with another spec. */
static void check_shared(struct embed_plan *plan, struct embed_document *document,
                         const struct block *block, struct embedded_figure *figure) {
    const struct embedded_figure *other = embedded_figure_share(&plan->shared, figure);
    g_autofree char *shown = text_escape_path(figure->name);

    if (other != NULL) {
        faults_add(&document->faults, block->line, 0, "%s already has another spec at %s", shown,
                   other->place);
    }
}

static void note_state(struct embed_document *document, const struct block *block,
                       const struct embedded_figure *figure) {
    static const char *const words[] = {
        [EMBEDDED_MISSING] = "is missing",
        [EMBEDDED_STALE] = "has another recipe",
        [EMBEDDED_DAMAGED] = "is damaged",
    };
    g_autofree char *shown = text_escape_path(figure->name);

    if (figure->state != EMBEDDED_CURRENT) {
        faults_add(&document->findings, block->line, 0, "%s %s", shown, words[figure->state]);
    }
}

static void compare_figure(struct embed_plan *plan, struct embed_document *document,
                           const struct block *block, struct embedded_figure *figure) {
    struct gradfig_error error;

    check_shared(plan, document, block, figure);
    if (embedded_figure_compare(&plan->shared, figure, &error)) {
        note_state(document, block, figure);
    } else {
        faults_add_whole(&document->faults, block->line, error.message);
    }
}

static bool is_blank(const struct bytes *bytes, size_t at, size_t end) {
    while (at < end && g_ascii_isspace(bytes->data[at])) {
        at++;
    }
    return at == end;
}

static void compare_block(struct embed_plan *plan, struct embed_document *document,
                          struct embed_block *planned) {
    const struct block *block = planned->block;

    for (size_t i = 0; i < planned->figures.n; i++) {
        compare_figure(plan, document, block, &planned->figures.all[i]);
    }
    if (!planned->is_current) {
        g_autofree char *shown = text_escape_path(block->path);
        bool is_empty = is_blank(&document->bytes, block->content, block->content_end);
        faults_add(&document->findings, block->line, 0, "the snippet of %s is %s", shown,
                   is_empty ? "missing" : "out of date");
    }
}

bool embed_plan_compare(struct embed_plan *plan, struct gradfig_error *error) {
    for (guint i = 0; i < plan->documents->len; i++) {
        struct embed_document *document = g_ptr_array_index(plan->documents, i);
        for (guint j = 0; j < document->blocks->len; j++) {
            if (!error_check_stop(plan->shared.stop, error)) {
                return false;
            }
            compare_block(plan, document, &g_array_index(document->blocks, struct embed_block, j));
        }
        faults_move(&document->faults, plan->faults);
        faults_move(&document->findings, plan->findings);
        faults_move(&document->wrong, plan->wrong);
    }
    return true;
}

/* ---- drawing ---- */

/* Fails only for another reason than the spec. */
static bool draw(struct embed_plan *plan, struct embed_document *document,
                 struct embed_block *planned, struct gradfig_error *error) {
    struct gradfig_error cause;

    for (size_t i = 0; i < planned->figures.n; i++) {
        if (embedded_figure_draw(&plan->shared, &planned->figures.all[i], &cause)) {
            continue;
        }
        if (cause.code != GRADFIG_INVALID_INPUT) {
            *error = cause;
            return false;
        }
        faults_add_whole(&document->faults, planned->block->line, cause.message);
        break; /* the other of a pair has the same labels */
    }
    return true;
}

bool embed_plan_draw(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        struct embed_document *document = g_ptr_array_index(plan->documents, i);
        for (guint j = 0; done && j < document->blocks->len; j++) {
            done = draw(plan, document, &g_array_index(document->blocks, struct embed_block, j),
                        error);
        }
        faults_move(&document->faults, plan->faults);
    }
    return done;
}

/* ---- writing: pictures ---- */

static bool write_figures(struct embed_plan *plan, const struct embed_document *document,
                          struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < document->blocks->len; i++) {
        struct embed_block *planned = &g_array_index(document->blocks, struct embed_block, i);
        for (size_t j = 0; done && j < planned->figures.n; j++) {
            done = embedded_figure_write(&plan->shared, &planned->figures.all[j], error);
        }
    }
    return done;
}

/* ---- writing: the document ---- */

/* The document with the contents of its blocks replaced; NULL if that changes nothing. */
static GString *write_text(const struct embed_document *document) {
    GString *text = g_string_sized_new(document->bytes.n + 1);
    bool changes = false;
    size_t at = 0;

    for (guint i = 0; i < document->blocks->len; i++) {
        const struct embed_block *block = &g_array_index(document->blocks, struct embed_block, i);
        size_t content = block->block->content;
        g_string_append_len(text, document->bytes.data + at, (gssize)(content - at));
        g_string_append_len(text, block->content->str, (gssize)block->content->len);
        at = block->block->content_end;
        changes = changes || !block->is_current;
    }
    g_string_append_len(text, document->bytes.data + at, (gssize)(document->bytes.n - at));
    if (!changes) {
        g_string_free(text, TRUE);
        return NULL;
    }
    return text;
}

/* What an editor has saved in the meantime is not lost. */
static bool check_unchanged(const struct embed_document *document, struct gradfig_error *error) {
    ENDED_BY(bytes_finish) struct bytes now = {0};
    struct gradfig_error cause;
    bool is_same = file_read(document->path, "a document", DOCUMENT_MAX, &now, &cause) &&
                   bytes_are_equal(&now, &document->bytes);

    return is_same ||
           error_set_at(error, GRADFIG_WORK_FAILED, document->path,
                        "another program changed the document; run the same command again");
}

static bool write_document(struct embed_plan *plan, const struct embed_document *document,
                           struct gradfig_error *error) {
    static const struct file_rule rule = {0};
    struct file_output file;
    g_autoptr(GString) text = write_text(document);

    if (text == NULL) {
        return true;
    }
    bool done = check_unchanged(document, error) && file_open(&file, document->path, &rule, error);
    if (done) {
        fwrite(text->str, 1, text->len, file.stream); /* the commit finds the errors */
        done = file_commit(&file, error);
        embedded_note_lost(plan->shared.warnings, document->path, file.lost);
    }
    return done;
}

bool embed_plan_write(struct embed_plan *plan, struct gradfig_error *error) {
    bool done = true;

    for (guint i = 0; done && i < plan->documents->len; i++) {
        const struct embed_document *document = g_ptr_array_index(plan->documents, i);
        done = write_figures(plan, document, error) && write_document(plan, document, error);
    }
    return done;
}
