/* The table of pandoc's targets. */
#include "documents/pandoc_targets.h"

#include <string.h>

#include <glib.h>

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

const struct figure_format *pandoc_target_format(const struct pandoc_target *target,
                                                 const struct figure_format *asked) {
    for (size_t i = 0; i < PANDOC_FORMATS_MAX; i++) {
        if (asked != NULL && target->formats[i] == asked) {
            return asked;
        }
    }
    return target->formats[0];
}
