/* The table of formats; makes, reads and compares files of figures in all of them. */
#include "output/formats.h"

#include <fcntl.h>
#include <string.h>

#include <glib.h>

#include "base/file.h"
#include "base/user_text.h"
#include "rendering/figure/alt.h"
#include "spec/recipe.h"

/* The first one is the default. */
static const struct figure_format *const formats[] = {
    &figure_format_png,
    &figure_format_svg,
    &figure_format_pdf,
};

const struct figure_format *figure_format_default(void) {
    return formats[0];
}

const char *figure_format_word(size_t i) {
    return i < G_N_ELEMENTS(formats) ? formats[i]->word : NULL;
}

char *figure_format_list_endings(void) {
    return text_list(figure_format_word, ".", ", ", " or ");
}

const struct figure_format *figure_format_find(const char *word) {
    size_t i = text_find(figure_format_word, word);
    return i < G_N_ELEMENTS(formats) ? formats[i] : NULL;
}

const struct figure_format *figure_format_recognize(const struct bytes *bytes) {
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (formats[i]->recognizes(bytes)) {
            return formats[i];
        }
    }
    return NULL;
}

/* ---- files ---- */

bool figure_file_can_be(const struct spec *spec, const struct figure_format *format,
                        struct gradfig_error *error) {
    return spec->figure.theme != THEME_AUTO || format->draws_auto ||
           error_set(error, GRADFIG_INVALID_INPUT,
                     "figure.theme: " AUTO_NEEDS_SVG ": the format is %s; choose svg",
                     format->word);
}

bool figure_file_can_be_pair(const struct spec *spec, const char *asked,
                             struct gradfig_error *error) {
    return spec->figure.theme != THEME_AUTO ||
           error_set(error, GRADFIG_INVALID_INPUT, "%s: " AUTO_IN_PAIR, asked);
}

bool figure_file_make(struct renderer *renderer, const struct series *series,
                      const struct figure_format *format, struct bytes *bytes,
                      struct gradfig_error *error) {
    if (!figure_file_can_be(series->spec, format, error)) {
        return false;
    }
    g_autofree char *title = alt_title(series);
    g_autofree char *alt = alt_text(series);
    g_autofree char *description = alt_description(series, alt);
    g_autofree char *recipe = recipe_write(series->spec, error);
    const struct figure_source source = {
        .renderer = renderer,
        .series = series,
        .about =
            {
                .dpi = series->spec->figure.dpi * series->spec->figure.scale,
                .software = "gradfig " GRADFIG_VERSION,
                .title = title,
                .alt = alt,
                .description = description,
                .recipe = recipe,
            },
    };

    return recipe != NULL && format->make(&source, bytes, error);
}

bool figure_file_draw(struct renderer *renderer, const struct spec *spec,
                      const struct figure_format *format, stop_flag *stop, struct bytes *bytes,
                      struct gradfig_error *error) {
    ENDED_BY(series_finish) struct series series = {0};

    return figure_file_can_be(spec, format, error) &&
           renderer_collect(&series, spec, stop, error) &&
           figure_file_make(renderer, &series, format, bytes, error);
}

bool figure_file_is_complete(const struct bytes *bytes, const struct figure_format *format) {
    return format->is_complete == NULL || format->is_complete(bytes);
}

char *figure_file_read_recipe(const struct bytes *bytes, const struct figure_format **format,
                              struct gradfig_error *error) {
    *format = figure_format_recognize(bytes);
    if (*format == NULL) {
        error_set(error, GRADFIG_INVALID_INPUT, "expected a figure that gradfig wrote");
        return NULL;
    }
    return (*format)->read_recipe(bytes, error);
}

bool figure_file_has_recipe(const struct bytes *bytes) {
    const struct figure_format *format;
    struct gradfig_error error;
    g_autofree char *recipe = figure_file_read_recipe(bytes, &format, &error);
    return recipe != NULL;
}

static bool is_all_zero(const struct bytes *bytes) {
    size_t i = 0;
    while (i < bytes->n && bytes->data[i] == '\0') {
        i++;
    }
    return i == bytes->n;
}

/* A figure whose recipe is damaged still begins as one and names the program that wrote it. */
bool figure_file_is_ours(const struct bytes *bytes) {
    static const char program[] = "gradfig";
    const struct bytes beginning = {MIN(bytes->n, FIGURE_BEGINNING_SIZE), bytes->data};
    return figure_file_has_recipe(bytes) || is_all_zero(bytes) ||
           (figure_format_recognize(&beginning) != NULL &&
            memmem(bytes->data, bytes->n, program, strlen(program)) != NULL);
}

const char *figure_file_refusal(int descriptor) {
    ENDED_BY(bytes_finish) struct bytes bytes = {0};
    struct gradfig_error error;
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0); /* reading closes it */
    bool is = file_read_descriptor(copy, "a figure", FIGURE_FILE_MAX, &bytes, &error) &&
              figure_file_is_ours(&bytes);

    return is ? NULL : "a file that gradfig did not write";
}

char *figure_file_describe_difference(const struct bytes *found, const struct bytes *drawn,
                                      const struct figure_format *format, const struct spec *spec) {
    bool is_redrawn = format->describe_difference == NULL;
    char *words = is_redrawn ? bytes_describe_difference(found, drawn)
                             : format->describe_difference(found, drawn, spec, &is_redrawn);

    if (is_redrawn) {
        g_autofree char *versions = renderer_describe_versions();
        char *longer = g_strdup_printf(
            "%s; if nobody has changed the file, it was drawn with other versions of these: %s",
            words, versions);
        g_free(words);
        return longer;
    }
    return words;
}

char *figure_file_name_theme(const char *path, enum theme_kind theme) {
    int stem = file_stem_length(path);
    return g_strdup_printf("%.*s-%s%s", stem, path, theme_words[theme], path + stem);
}
