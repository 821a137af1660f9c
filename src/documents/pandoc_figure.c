/* Reads the spec and the attributes of a code block, and shows the figure in its place. */
#include "documents/pandoc_figure.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/user_text.h"
#include "documents/snippet.h"
#include "output/formats.h"
#include "spec/reader.h"
#include "spec/recipe.h"

/* ---- the targets ---- */

static const struct pandoc_target html = {
    .formats = {&figure_format_svg, &figure_format_png},
    .size = PANDOC_SIZE_PX,
    .has_dark = true,
};
static const struct pandoc_target github = {
    .formats = {&figure_format_png, &figure_format_svg},
    .size = PANDOC_SIZE_OF_FILE,
    .has_dark = true,
};
static const struct pandoc_target epub = {
    .formats = {&figure_format_png},
    .size = PANDOC_SIZE_PX,
};
/* LaTeX shows the size that the PDF has, up to the width of the line. */
static const struct pandoc_target latex = {
    .formats = {&figure_format_pdf},
    .size = PANDOC_SIZE_OF_FILE,
};
static const struct pandoc_target context = {
    .formats = {&figure_format_pdf},
    .size = PANDOC_SIZE_INCHES,
    .page_width = 58,
};
static const struct pandoc_target office = {
    .formats = {&figure_format_png},
    .size = PANDOC_SIZE_INCHES,
};
static const struct pandoc_target letter = {
    .formats = {&figure_format_png},
    .size = PANDOC_SIZE_INCHES,
    .page_width = 65,
};
static const struct pandoc_target rich_text = {
    .formats = {&figure_format_png},
    .size = PANDOC_SIZE_INCHES,
    .page_width = 60,
};
static const struct pandoc_target other = {
    .formats = {&figure_format_png},
    .size = PANDOC_SIZE_OF_FILE,
};

static const struct row {
    const char *name; /* as in "pandoc --to" */
    const struct pandoc_target *target;
} rows[] = {
    {"html", &html},           {"html4", &html},        {"html5", &html},
    {"chunkedhtml", &html},    {"slidy", &html},        {"slideous", &html},
    {"dzslides", &html},       {"revealjs", &html},     {"s5", &html},
    {"gfm", &github},          {"commonmark", &github}, {"commonmark_x", &github},
    {"epub", &epub},           {"epub2", &epub},        {"epub3", &epub},
    {"latex", &latex},         {"beamer", &latex},      {"context", &context},
    {"docx", &office},         {"pptx", &office},       {"odt", &letter},
    {"opendocument", &letter}, {"rtf", &rich_text},
};

const struct pandoc_target *pandoc_target_find(const char *name) {
    size_t length = name != NULL ? strcspn(name, "+-") : 0;

    for (size_t i = 0; i < G_N_ELEMENTS(rows) && length > 0; i++) {
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, name, length) == 0) {
            return rows[i].target;
        }
    }
    return &other;
}

/* The format of a figure: `asked` if the target shows it, else the best. `asked` may be NULL. */
static const struct figure_format *choose_format(const struct pandoc_target *target,
                                                 const struct figure_format *asked) {
    for (size_t i = 0; i < PANDOC_FORMATS_MAX; i++) {
        if (asked != NULL && target->formats[i] == asked) {
            return asked;
        }
    }
    return target->formats[0];
}

/* ---- reading ---- */

/* A block while it is read. */
struct reading {
    const struct pandoc_block *block;
    const char *name; /* what messages call it */
    const struct pandoc_lines *lines;
};

/* "block 2 (#name)". Without a name that has a slash, because a base would be looked for there. */
static char *name_block(const struct pandoc_block *block, size_t number) {
    if (*block->id == '\0' || strchr(block->id, '/') != NULL) {
        return g_strdup_printf("block %zu", number);
    }
    g_autofree char *id = text_escape(block->id);
    return g_strdup_printf("block %zu (#%s)", number, id);
}

static bool refuse(const struct reading *reading, const char *attribute, const char *expected,
                   const char *found) {
    g_autofree char *quoted = text_quote(found);
    g_ptr_array_add(reading->lines->mistakes,
                    g_strdup_printf("%s: %s: expected %s, found %s", reading->name, attribute,
                                    expected, quoted));
    return false;
}

/* ---- the spec ---- */

static bool read_spec(const struct reading *reading, struct spec *spec) {
    struct reader *reader =
        embedded_spec_read(reading->block->text, reading->block->n_text, reading->name, 1);
    bool done = reader_finish(reader, spec);
    for (size_t i = 0; i < reader_n_mistakes(reader); i++) {
        g_ptr_array_add(reading->lines->mistakes, g_strdup(reader_mistake(reader, i)));
    }
    reader_write_warnings(reader, reading->lines->warnings);
    reader_destroy(reader);
    return done;
}

/* ---- the attributes ---- */

static bool read_pair(const struct reading *reading, bool *is_pair) {
    const char *pair = reading->block->values[PANDOC_PAIR];

    *is_pair = pair != NULL && strcmp(pair, "true") == 0;
    return pair == NULL || *is_pair || strcmp(pair, "false") == 0 ||
           refuse(reading, "pair", "true or false", pair);
}

/* The format of the name in `file`, if it has one. */
static bool read_format(const struct reading *reading, const struct figure_format **format) {
    const char *file = reading->block->values[PANDOC_FILE];
    const char *extension = file != NULL ? file_extension(file) : NULL;

    *format = extension != NULL ? figure_format_find(extension) : NULL;
    if (file != NULL && (*file == '\0' || g_str_has_suffix(file, "/") || !text_is_clean(file))) {
        return refuse(reading, "file", "the name of a file", file);
    }
    if (extension != NULL && *format == NULL) {
        g_autofree char *endings = figure_format_list_endings();
        g_autofree char *expected =
            g_strdup_printf("a name that ends in %s, or has no ending", endings);
        return refuse(reading, "file", expected, file);
    }
    return true;
}

/* ---- the files ---- */

/* The name by which the figure is kept, without the ending; freed with g_free. NULL if memory runs
 * out. */
static char *choose_stem(const struct reading *reading, const struct spec *spec,
                         struct gradfig_error *error) {
    enum { DIGITS = 16 };

    if (reading->block->values[PANDOC_FILE] != NULL) {
        return g_strndup(reading->block->values[PANDOC_FILE],
                         (gsize)file_stem_length(reading->block->values[PANDOC_FILE]));
    }
    g_autofree char *recipe = recipe_write(spec, error);
    g_autofree char *digest =
        recipe != NULL ? g_compute_checksum_for_string(G_CHECKSUM_SHA256, recipe, -1) : NULL;
    return digest != NULL ? g_strdup_printf("gradfig/%.*s", DIGITS, digest) : NULL;
}

void pandoc_figure_finish(struct pandoc_figure *figure) {
    embedded_figures_finish(&figure->files);
    spec_finish(&figure->spec);
    g_free(figure->name);
}

/* The theme of a pair's first figure stands in the recipe that gives both their name. */
static bool choose_files(const struct reading *reading, struct pandoc_figure *figure, bool is_pair,
                         struct gradfig_error *error) {
    struct figure_options *options = &figure->spec.figure;
    size_t n_of_pair = !is_pair ? 0 : figure->target->has_dark ? N_THEMES : 1;

    if (is_pair && !figure_file_can_be_pair(&figure->spec, "pair", error)) {
        return false;
    }
    if (is_pair || (options->theme == THEME_AUTO && !figure->format->draws_auto)) {
        options->theme = THEME_LIGHT;
    }
    g_autofree char *stem = choose_stem(reading, &figure->spec, error);
    g_autofree char *name = g_strconcat(stem != NULL ? stem : "", ".", figure->format->word, NULL);
    const struct embedded_block asked = {figure->name, figure->format, &figure->spec, reading->name,
                                         name};
    return stem != NULL && embedded_figures_choose(&figure->files, &asked, n_of_pair, error);
}

/* Chooses the format and the files of a figure whose spec is read. */
static bool choose(const struct reading *reading, struct pandoc_figure *figure,
                   const struct figure_format *asked, bool is_pair) {
    struct gradfig_error error;

    figure->format = choose_format(figure->target, asked);
    bool done = choose_files(reading, figure, is_pair, &error);
    if (!done) {
        g_ptr_array_add(reading->lines->mistakes,
                        g_strdup_printf("%s: %s", reading->name, error.message));
    }
    return done;
}

bool pandoc_figure_read(struct pandoc_figure *figure, const struct pandoc_block *block,
                        size_t number, const struct pandoc_target *target,
                        const struct pandoc_lines *lines) {
    struct pandoc_figure read = {.name = name_block(block, number), .target = target};
    struct reading reading = {block, read.name, lines};
    const struct figure_format *asked;
    bool is_pair;
    bool has_pair = read_pair(&reading, &is_pair);
    bool has_format = read_format(&reading, &asked);
    bool has_spec = read_spec(&reading, &read.spec);

    bool done = has_pair && has_format && has_spec && choose(&reading, &read, asked, is_pair);
    if (done) {
        *figure = read;
    } else {
        pandoc_figure_finish(&read);
    }
    return done;
}

/* ---- the image ---- */

/* A path as pandoc's images have it; freed with g_free. */
static char *write_path(const char *path) {
    return path != NULL ? g_uri_escape_string(path, "/", TRUE) : NULL;
}

static char *write_inches(int64_t px, int64_t dpi) {
    g_autofree char *number = snippet_inches(px, dpi);
    return g_strconcat(number, "in", NULL);
}

/* The width that is shown of a figure, in px. */
static int64_t choose_width(const struct pandoc_figure *figure) {
    const struct figure_options *options = &figure->spec.figure;
    int64_t widest = figure->target->page_width * options->dpi / PANDOC_PAGE_UNITS;

    return widest > 0 ? MIN(options->width, widest) : options->width;
}

/* The size of the image, which a block with a size of its own has already. */
static void choose_size(const struct pandoc_figure *figure, struct pandoc_image *image,
                        char **width, char **height) {
    const struct figure_options *options = &figure->spec.figure;
    int64_t shown = choose_width(figure);

    switch (figure->target->size) {
    case PANDOC_SIZE_OF_FILE:
        return;
    case PANDOC_SIZE_PX:
        *width = g_strdup_printf("%lldpx", (long long)options->width);
        image->style = "max-width: 100%; height: auto";
        break;
    case PANDOC_SIZE_INCHES:
        *width = write_inches(shown, options->dpi);
        *height = write_inches(options->height * shown / options->width, options->dpi);
        break;
    }
    image->width = *width;
    image->height = *height;
}

bool pandoc_figure_show(const struct pandoc_figure *figure, struct pandoc_document *document,
                        size_t i, stop_flag *stop, struct gradfig_error *error) {
    const struct pandoc_block *block = pandoc_document_block(document, i);
    g_autofree char *alt = block->values[PANDOC_ALT] != NULL
                               ? strdup(block->values[PANDOC_ALT])
                               : snippet_alt(&figure->spec, stop, error);
    g_autofree char *path = write_path(figure->files.all[0].path);
    g_autofree char *dark = write_path(figure->files.n > 1 ? figure->files.all[1].path : NULL);
    g_autofree char *width = NULL;
    g_autofree char *height = NULL;
    bool has_caption =
        block->values[PANDOC_CAPTION] != NULL && *block->values[PANDOC_CAPTION] != '\0';
    struct pandoc_image image = {
        .path = path,
        .dark = dark,
        .alt = alt,
        .caption = has_caption ? block->values[PANDOC_CAPTION] : NULL,
    };

    if (!block->has_size) {
        choose_size(figure, &image, &width, &height);
    }
    return alt != NULL && pandoc_document_replace(document, i, &image, error);
}
